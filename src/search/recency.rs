//! A prior for what is new, off unless asked for.
//!
//! ```text
//! factor = 1/2 + 1/2 / (1 + age / half)     age: days between the newest article of the archive and this one
//! ```
//!
//! The newest article counts 1, one as old as `half` days 3/4, an endlessly old one 1/2, and one without a date too. Age
//! is measured from the newest article and not from today: an archive answers the same in ten years, and needs no clock.

use crate::archive::read::Archive;

/// How much articles lose by their age.
pub struct Recency<'a> {
    /// Days after which an article has lost half of what it can lose; 0: nothing is lost.
    half: u32,
    dates: &'a [(u32, u32)],
}

impl<'a> Recency<'a> {
    /// A prior with this half-life in days; 0: none, and no dates are needed.
    pub fn new(archive: &'a Archive, half: u32) -> Self {
        Self { half, dates: if half > 0 { archive.dates() } else { &[] } }
    }

    /// The factor of an article.
    pub fn of(&self, article: u32) -> f32 {
        if self.half == 0 {
            return 1.0;
        }
        let run = self.dates.partition_point(|(_, end)| *end <= article);
        let (Some((newest, _)), Some((date, _))) = (self.dates.first(), self.dates.get(run)) else {
            return 0.5;
        };
        let age = days(*newest).saturating_sub(days(*date)) as f32;
        0.5 + 0.5 / (1.0 + age / self.half as f32)
    }
}

/// Days from 1 March of the year 0 to a date; what is not known of it counts as the first (Richards: Mapping time, 1998).
fn days(date: u32) -> u32 {
    let (year, month, day) = (date / 10_000, (date / 100 % 100).max(1), (date % 100).max(1));
    let (year, month) = if month > 2 { (year, month - 3) } else { (year.saturating_sub(1), month + 9) };
    365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_as_the_calendar_does() {
        assert_eq!(days(20_240_301) - days(20_240_228), 2);
        assert_eq!(days(20_230_301) - days(20_230_228), 1);
        assert_eq!(days(20_240_101) - days(20_230_101), 365);
        assert_eq!(days(20_230_000), days(20_230_101));
    }

    #[test]
    fn what_is_old_loses_up_to_half() {
        let dates = &[(20_240_131, 2), (20_240_101, 3)];
        let recency = Recency { half: 30, dates };
        assert_eq!([recency.of(0), recency.of(1), recency.of(2), recency.of(3)], [1.0, 1.0, 0.75, 0.5]);
    }
}
