//! Dates as in a mail: RFC 2822, and what people write in its place.
//!
//! Weekdays are not looked at: they are wrong or in another language often enough. Months may be written out, the time
//! may be absent, and the zone may have a name that RFC 2822 does not know.

use crate::article::Stamp;
use jiff::fmt::rfc2822::DateTimeParser;

/// Names of zones and what they are in figures.
const ZONES: &[(&str, &str)] = &[
    ("UTC UT GMT Z WET", "+0000"),
    ("BST WEST CET MEZ", "+0100"),
    ("CEST MESZ EET SAST", "+0200"),
    ("EEST MSK TRT", "+0300"),
    ("PKT", "+0500"),
    ("HKT SGT AWST", "+0800"),
    ("JST KST", "+0900"),
    ("AEST", "+1000"),
    ("AEDT", "+1100"),
    ("NZST", "+1200"),
    ("NZDT", "+1300"),
];

/// RFC 2822 for "the zone is not known".
const NO_ZONE: &str = "-0000";

/// The moment that a text names; `None` for what is no such date, or no date that exists.
pub fn read(text: &str) -> Option<Stamp> {
    // What stands in brackets is a comment, mostly the zone once more.
    let text = text.split_once('(').map_or(text, |(date, _)| date);
    let without_day = text.split_once(',').map_or(text, |(_, rest)| rest);
    let mut words: Vec<&str> = without_day.split_whitespace().collect();
    if words.first()?.starts_with(char::is_alphabetic) {
        words.remove(0);
    }
    let [day, month, year, rest @ ..] = words.as_slice() else { return None };
    let month = month.get(..3).filter(|_| month.is_ascii())?;
    let clock = rest.first().copied();
    let zone = rest.get(1..).unwrap_or_default().concat();
    let zone = figures(&zone);
    let moment = format!("{day} {month} {year} {} {zone}", clock.unwrap_or("00:00"));
    let parsed = DateTimeParser::new().relaxed_weekday(true).parse_zoned_datetime(&moment).ok()?;
    let date = Stamp::day(u16::try_from(parsed.year()).ok()?, number(parsed.month())?, number(parsed.day())?)?;
    if clock.is_none() {
        return Some(date);
    }
    let time = (number(parsed.hour())?, number(parsed.minute())?, number(parsed.second())?);
    let offset = i16::try_from(parsed.offset().seconds() / 60).ok().filter(|_| zone != NO_ZONE);
    Some(Stamp { time: Some(time), offset, ..date })
}

fn number(value: i8) -> Option<u8> {
    u8::try_from(value).ok()
}

/// A zone as RFC 2822 has it: the American names stay, others become figures, unknown ones [`NO_ZONE`].
fn figures(zone: &str) -> String {
    let named = ZONES.iter().find(|(names, _)| names.split(' ').any(|name| name.eq_ignore_ascii_case(zone)));
    if let Some((_, figures)) = named {
        return (*figures).into();
    }
    let bare = ["GMT", "UTC"].iter().find_map(|name| zone.strip_prefix(name)).unwrap_or(zone);
    if let Some(sign) = bare.chars().next().filter(|c| matches!(c, '+' | '-')) {
        let digits: String = bare.chars().filter(char::is_ascii_digit).collect();
        return match digits.len() {
            1 => format!("{sign}0{digits}00"),
            2 => format!("{sign}{digits}00"),
            4 => format!("{sign}{digits}"),
            _ => NO_ZONE.into(),
        };
    }
    let american = ["EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT"];
    if american.contains(&zone) { zone.into() } else { NO_ZONE.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (written, iso) in [
            ("Wed, 29 May 2013 10:00:00 +0000", "2013-05-29T10:00:00Z"),
            ("Wed, 29 May 2013 10:00 GMT", "2013-05-29T10:00:00Z"),
            ("29 May 13 10:00:00 EST", "2013-05-29T10:00:00-05:00"),
            ("Mon, 29 May 2013 10:00:00 +0200", "2013-05-29T10:00:00+02:00"),
            ("Mi, 29 Mai 2013 10:00:00 CEST", ""),
            ("Mi, 29 May 2013 10:00:00 CEST", "2013-05-29T10:00:00+02:00"),
            ("Wed 29 May 2013 10:00:00 UTC", "2013-05-29T10:00:00Z"),
            ("Wed, 4 September 2013 10:00:00 GMT+2", "2013-09-04T10:00:00+02:00"),
            ("Wed, 04 Sept 2013 10:00:00 +05:30", "2013-09-04T10:00:00+05:30"),
            ("Wed, 29 May 2013 10:00:00 XYZ", "2013-05-29T10:00:00"),
            ("Wed, 29 May 2013 10:00:00 -0000", "2013-05-29T10:00:00"),
            ("Wed, 29 May 2013 10:00:00", "2013-05-29T10:00:00"),
            ("29 May 2013", "2013-05-29"),
        ] {
            assert_eq!(read(written).map(|stamp| stamp.iso()).unwrap_or_default(), iso, "{written}");
        }
    }

    #[test]
    fn what_does_not_exist_is_no_date() {
        for text in
            ["", "Fri, 31 Feb 2013 10:00:00 GMT", "yesterday", ",", "a, b c d", "29 May", "Wed, 29 Mäi 2013 10:00 GMT"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
