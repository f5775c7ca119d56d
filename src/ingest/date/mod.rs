//! Dates that records, feeds and mails name as such: many forms, each understood only where there is no doubt.
//!
//! In this order: ISO 8601; figures without marks (`20130529`, seconds or milliseconds since 1970); what mails and feeds
//! write ([`mail`]); whatever the reader of raw text knows (`29 May 2013`, `31/12/2013`).

mod mail;

use crate::article::Stamp;
use crate::ingest::{DateOrder, text};
use jiff::Timestamp;

/// The stamp of a date as written; `None` where it is not understood, or may be two things.
pub fn understand(date: &str, order: Option<DateOrder>) -> Option<Stamp> {
    let date = date.trim();
    iso(date)
        .or_else(|| figures(date))
        .or_else(|| mail::read(date))
        .or_else(|| ordered(date, order?))
        .or_else(|| text::date(date, order))
}

/// Whether a date has a meaning with the day first, and another with the month first.
pub fn is_ambiguous(date: &str) -> bool {
    let [day, month] = [DateOrder::DayFirst, DateOrder::MonthFirst].map(|order| understand(date, Some(order)));
    day.is_some() && month.is_some() && day != month
}

/// ISO 8601, be it with the zone as a word.
fn iso(date: &str) -> Option<Stamp> {
    let utc = date.strip_suffix("UTC").or_else(|| date.strip_suffix("GMT"));
    Stamp::parse(date).or_else(|| Stamp::parse(&format!("{}Z", utc?.trim_end())))
}

/// Figures alone: a day, or a time since 1970.
fn figures(date: &str) -> Option<Stamp> {
    if !date.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: i64 = date.parse().ok()?;
    match date.len() {
        8 => Stamp::day(u16::try_from(number / 10_000).ok()?, (number / 100 % 100) as u8, (number % 100) as u8),
        10 => since_1970(number),
        13 => since_1970(number / 1000),
        _ => None,
    }
}

/// A number of seconds since 1970.
fn since_1970(seconds: i64) -> Option<Stamp> {
    Stamp::parse(&Timestamp::from_second(seconds).ok()?.to_string())
}

/// Day, month and year in the order that the caller names.
fn ordered(date: &str, order: DateOrder) -> Option<Stamp> {
    let mut parts = date.split(['/', '.', '-']).map(|part| part.trim().parse::<u16>().ok());
    let (first, second, year) = (parts.next()??, parts.next()??, parts.next()??);
    let (day, month) = match order {
        DateOrder::DayFirst => (first, second),
        DateOrder::MonthFirst => (second, first),
    };
    let four = year > 999 && parts.next().is_none();
    Stamp::day(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?).filter(|_| four)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_dates_may_be_two_days() {
        for date in ["11/09/2026", "03/04/2013 10:30", "3.4.2013"] {
            assert!(super::is_ambiguous(date), "{date}");
        }
        for date in ["31/12/2013", "04/04/2013", "2013-04-03", "3 April 2013", "soon"] {
            assert!(!super::is_ambiguous(date), "{date}");
        }
    }

    fn told(date: &str) -> Option<String> {
        understand(date, None).map(|stamp| stamp.to_string())
    }

    #[test]
    fn the_forms_of_records_are_understood() {
        for (date, stamp) in [
            ("2013-05-29", "2013-05-29"),
            ("2013-05-29 10:00:00 UTC", "2013-05-29T10:00:00Z"),
            ("20130529", "2013-05-29"),
            ("1369821600", "2013-05-29T10:00:00Z"),
            ("1369821600000", "2013-05-29T10:00:00Z"),
            ("Wed, 29 May 2013 10:00:00 +0300", "2013-05-29T10:00:00+03:00"),
            ("Nov 25, 2026", "2026-11-25"),
            ("25/11/2026", "2026-11-25"),
        ] {
            assert_eq!(told(date).as_deref(), Some(stamp), "{date}");
        }
    }

    #[test]
    fn what_is_in_doubt_is_not_understood() {
        for date in ["", "yesterday", "03/04/2013", "99999999", "12345", "9999999999999999999999"] {
            assert_eq!(told(date), None, "{date}");
        }
        let day = |order| understand("03/04/2013", Some(order)).map(|stamp| stamp.to_string());
        assert_eq!(day(DateOrder::DayFirst).as_deref(), Some("2013-04-03"));
        assert_eq!(day(DateOrder::MonthFirst).as_deref(), Some("2013-03-04"));
    }
}
