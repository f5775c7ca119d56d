//! Calendars other than ours: what a day of the Persian solar calendar or of the Buddhist era is in ours.
//!
//! The Persian year has six months of 31 days, five of 30 and one of 29 or 30; 33 years have eight leap days. Days are
//! counted from 1 Farvardin 979, which was 20 March 1600. The Buddhist era counts the years from 543 before ours and is
//! the same otherwise. Months that the tables number from 201 on are of calendars that are kept as written.

use crate::article::Stamp;

/// Months of the Persian solar calendar have this added to their number.
const SOLAR: u32 = 100;
/// Years that can only be Persian.
const SOLAR_YEARS: core::ops::Range<u32> = 1300..1500;
/// Years that can only be of the Buddhist era.
const BUDDHIST_YEARS: core::ops::Range<u32> = 2400..2700;
/// Years between the Buddhist era and ours.
const BUDDHIST: u32 = 543;
/// Days from 1 March 1600 to 1 Farvardin 979.
const SHIFT: u32 = 19;

/// The day in our calendar; `None` if it does not exist or its calendar is not known here.
pub fn day(year: u32, month: u32, day: u32) -> Option<Stamp> {
    if SOLAR_YEARS.contains(&year) {
        return solar(year, month.checked_sub(SOLAR).unwrap_or(month), day);
    }
    let year = if BUDDHIST_YEARS.contains(&year) { year - BUDDHIST } else { year };
    Stamp::day(u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

/// A day of the Persian solar calendar.
fn solar(year: u32, month: u32, day: u32) -> Option<Stamp> {
    let long = if month <= 6 { 31 } else { 30 };
    if !(1..=12).contains(&month) || !(1..=long).contains(&day) {
        return None;
    }
    let first = |year: u32| {
        let since = year.saturating_sub(979);
        365 * since + since / 33 * 8 + (since % 33).div_ceil(4)
    };
    let before = if month <= 7 { (month - 1) * 31 } else { (month - 1) * 30 + 6 };
    let days = first(year) + before + day - 1;
    (days < first(year + 1)).then(|| from_march(days + SHIFT)).flatten()
}

/// The day so many days after 1 March 1600, by years that begin in March, so that the leap day is their last.
fn from_march(days: u32) -> Option<Stamp> {
    let (cycle, rest) = (days / 146_097, days % 146_097);
    let century = (rest / 36_524).min(3);
    let rest = rest - century * 36_524;
    let (four, rest) = (rest / 1461, rest % 1461);
    let one = (rest / 365).min(3);
    let rest = rest - one * 365;
    let month = (5 * rest + 2) / 153;
    let day = rest - (153 * month + 2) / 5 + 1;
    let year = 1600 + cycle * 400 + century * 100 + four * 4 + one + u32::from(month >= 10);
    let month = if month < 10 { month + 3 } else { month - 9 };
    Stamp::day(u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_other_calendars() {
        for ((y, m, d), iso) in [
            ((1400, 1, 1), "2021-03-21"),
            ((1401, 103, 15), "2022-06-05"),
            ((1399, 12, 30), "2021-03-20"),
            ((1402, 110, 11), "2024-01-01"),
            ((2565, 7, 21), "2022-07-21"),
            ((2013, 5, 29), "2013-05-29"),
        ] {
            assert_eq!(day(y, m, d).map(|stamp| stamp.iso()).as_deref(), Some(iso), "{y} {m} {d}");
        }
        assert_eq!([day(1400, 12, 30), day(1401, 7, 31), day(2013, 2, 29), day(2080, 205, 3)], [None; 4]);
    }
}
