//! Points in time that keep the precision they were given with, so that "2013" never turns into 1 January at midnight.

use crate::digits;
use core::fmt;
use serde::ser::{Serialize, Serializer};

/// A date of the Gregorian calendar with year, month, day or minute precision.
///
/// Written as ISO 8601 (RFC 3339 where it is complete): `2013`, `2013-05`, `2013-05-29`, `2013-05-29T10:00`,
/// `2013-05-29T10:00:00+03:00`. Times order by what is known, earlier and coarser first; the zone is shown, but does
/// not enter the order (a day's news, not the second, is what an archive sorts by).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// Year, 1 to 9999.
    pub year: u16,
    /// Month, 1 to 12; 0 where unknown.
    pub month: u8,
    /// Day of the month, 1 to 31; 0 where unknown.
    pub day: u8,
    /// Hour, minute and second, where known.
    pub time: Option<(u8, u8, u8)>,
    /// Minutes east of UTC, where the source names a zone.
    pub offset: Option<i16>,
}

impl Stamp {
    /// A day.
    pub fn day(year: u16, month: u8, day: u8) -> Option<Self> {
        Self { year, month, day, ..Self::default() }.checked()
    }

    /// Reads the forms that [`fmt::Display`] writes; also a blank for the `T`, and seconds with a fraction.
    /// `None` for anything else and for dates that do not exist.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (date, time) = match text.split_once(['T', 't', ' ']) {
            Some((date, time)) => (date, Some(time.trim_start())),
            None => (text, None),
        };
        let mut parts = date.split('-');
        let year = number(parts.next()?, 4)?;
        let month = parts.next().map_or(Some(0), |month| number(month, 2))?;
        let day = parts.next().map_or(Some(0), |day| number(day, 2))?;
        if parts.next().is_some() || (month == 0 && date.len() > 4) || (day == 0 && date.len() > 7) {
            return None;
        }
        let mut stamp = Self { year, month: month as u8, day: day as u8, ..Self::default() };
        if let Some(time) = time {
            stamp.offset = offset(time)?;
            stamp.time = Some(clock(time)?);
        }
        stamp.checked()
    }

    /// The stamp in ISO 8601.
    pub fn iso(&self) -> String {
        let mut text = String::new();
        digits::decimal(&mut text, self.year.into(), 4);
        for part in &[self.month, self.day] {
            if *part == 0 {
                break;
            }
            two(&mut text, "-", (*part).into());
        }
        if let Some((hour, minute, second)) = self.time {
            two(&mut text, "T", hour.into());
            two(&mut text, ":", minute.into());
            two(&mut text, ":", second.into());
        }
        match self.offset {
            Some(0) => text.push('Z'),
            Some(minutes) => {
                two(&mut text, if minutes < 0 { "-" } else { "+" }, minutes.unsigned_abs() / 60);
                two(&mut text, ":", minutes.unsigned_abs() % 60);
            }
            None => {}
        }
        text
    }

    /// The stamp itself if such a date exists.
    fn checked(self) -> Option<Self> {
        let leap = self.year.is_multiple_of(4) && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400));
        let days = match self.month {
            0 if self.day == 0 && self.time.is_none() => 0,
            2 => 28 + u8::from(leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        let timed = self.time.is_none_or(|(h, m, s)| self.day > 0 && h < 24 && m < 60 && s < 61);
        (self.year > 0 && self.year < 10_000 && self.day <= days && timed).then_some(self)
    }
}

/// Appends a number of two digits and what stands before it.
fn two(text: &mut String, before: &str, number: u16) {
    text.push_str(before);
    digits::decimal(text, number.into(), 2);
}

/// Exactly `len` ASCII digits.
fn number(text: &str, len: usize) -> Option<u16> {
    let valid = text.len() == len && text.bytes().all(|byte| byte.is_ascii_digit());
    valid.then(|| text.bytes().fold(0, |sum, byte| sum * 10 + u16::from(byte - b'0')))
}

/// Where the zone begins in `10:00:00.5+03:00`.
fn zone_at(time: &str) -> usize {
    time.find(['Z', 'z', '+', '-', ' ']).unwrap_or(time.len())
}

/// Hour, minute and second of `10:00`, `10:00:00` or `10:00:00.123`, whatever zone follows.
fn clock(time: &str) -> Option<(u8, u8, u8)> {
    let clock = time.get(..zone_at(time))?.split('.').next()?;
    let mut parts = clock.split(':').map(|part| number(part, 2));
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().unwrap_or(Some(0))?;
    (parts.next().is_none()).then_some((hour as u8, minute as u8, second as u8))
}

/// The zone of a time: absent, `Z`, `+03:00` or `+0300`.
fn offset(time: &str) -> Option<Option<i16>> {
    let zone = time.get(zone_at(time)..)?.trim();
    if zone.is_empty() {
        return Some(None);
    }
    if zone.eq_ignore_ascii_case("z") {
        return Some(Some(0));
    }
    let (sign, rest) = (if zone.starts_with('-') { -1 } else { 1 }, zone.get(1..)?);
    let (hours, minutes) = (rest.get(..2)?, rest.get(2..)?);
    let minutes = minutes.strip_prefix(':').unwrap_or(minutes);
    let (hours, minutes) = (number(hours, 2)?, number(minutes, 2)?);
    (hours < 24 && minutes < 60).then(|| Some(sign * (hours * 60 + minutes) as i16))
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.iso())
    }
}

impl Serialize for Stamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_precision_comes_back_as_it_was_written() {
        for text in [
            "2013",
            "2013-05",
            "2013-05-29",
            "2013-05-29T10:00:00",
            "2013-05-29T10:00:00Z",
            "2024-02-29T23:59:60+03:30",
            "1999-12-31T00:00:00-11:00",
        ] {
            assert_eq!(Stamp::parse(text).map(|stamp| stamp.to_string()).as_deref(), Some(text));
        }
    }

    #[test]
    fn looser_forms_are_understood() {
        let minute = Stamp::parse("2013-05-29 10:00").unwrap();
        assert_eq!(minute.to_string(), "2013-05-29T10:00:00");
        let fraction = Stamp::parse("2013-05-29T10:00:00.123+0300").unwrap();
        assert_eq!(fraction.to_string(), "2013-05-29T10:00:00+03:00");
    }

    #[test]
    fn dates_that_do_not_exist_are_refused() {
        for text in [
            "",
            "2023-02-29",
            "2023-13-01",
            "2023-00-10",
            "2023-04-31",
            "13-05-29",
            "2023-5-1",
            "2023-05-29T25:00",
            "2023-05T10:00",
            "2023-05-29T10",
            "2023-05-29T10:00+3",
            "0000",
            "yesterday",
            "2023-05-29-01",
            "２０２３",
        ] {
            assert_eq!(Stamp::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn earlier_and_coarser_comes_first() {
        let stamps = ["2013", "2013-05", "2013-05-29", "2013-05-29T10:00:00", "2014"].map(|s| Stamp::parse(s).unwrap());
        assert!(stamps.is_sorted());
    }
}
