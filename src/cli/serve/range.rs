//! Byte ranges (RFC 9110, 14). One range is answered; a request for several gets everything, as it may.

use std::ops::Range;

/// What a `Range` asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Everything: there is no range, or none that is understood.
    Whole,
    /// These bytes.
    Part(Range<u64>),
    /// Bytes that are not there.
    Nothing,
}

/// Reads the header for a file of so many bytes.
pub fn asked(header: Option<&str>, length: u64) -> Asked {
    let range = header.and_then(|header| header.trim().split_once('='));
    match range.filter(|(unit, _)| unit.trim().eq_ignore_ascii_case("bytes")) {
        Some((_, range)) => one(range.trim(), length).unwrap_or(Asked::Whole),
        None => Asked::Whole,
    }
}

/// `first-last`, `first-` or `-how many of the last`; `None` if it is none of these.
fn one(range: &str, length: u64) -> Option<Asked> {
    let (first, last) = range.split_once('-')?;
    let (start, end) = match (first, last) {
        ("", last) => (length.saturating_sub(number(last)?), if number(last)? == 0 { 0 } else { length }),
        (first, "") => (number(first)?, length),
        (first, last) => {
            let (first, last) = (number(first)?, number(last)?);
            (first, if last < first { return None } else { last.saturating_add(1).min(length) })
        }
    };
    Some(if start < end { Asked::Part(start..end) } else { Asked::Nothing })
}

/// Digits; a number too large for us is larger than any file.
fn number(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_as_the_standard_says() {
        for (header, expected) in [
            ("bytes=0-0", Asked::Part(0..1)),
            ("bytes=2-5", Asked::Part(2..6)),
            ("Bytes= 2-5 ", Asked::Part(2..6)),
            ("bytes=8-99", Asked::Part(8..10)),
            ("bytes=4-", Asked::Part(4..10)),
            ("bytes=-3", Asked::Part(7..10)),
            ("bytes=-99", Asked::Part(0..10)),
            ("bytes=0-99999999999999999999999", Asked::Part(0..10)),
            ("bytes=10-", Asked::Nothing),
            ("bytes=10-12", Asked::Nothing),
            ("bytes=-0", Asked::Nothing),
            ("bytes=5-2", Asked::Whole),
            ("bytes=0-1,3-4", Asked::Whole),
            ("bytes=a-b", Asked::Whole),
            ("bytes=--1", Asked::Whole),
            ("bytes", Asked::Whole),
            ("items=0-1", Asked::Whole),
        ] {
            assert_eq!(asked(Some(header), 10), expected, "{header}");
        }
        assert_eq!(asked(None, 10), Asked::Whole);
        assert_eq!(asked(Some("bytes=0-0"), 0), Asked::Nothing);
    }
}
