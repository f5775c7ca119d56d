//! Periods of time in a query: `2023`, `2023-05`, `2023-05-29`, and from one to the other with two points.

use crate::text::{self, Lang, slice};

/// The latest date.
const END: u32 = u32::MAX;

/// A period: first and last date, as numbers.
pub type Period = (u32, u32);

/// The period `text` names, as the value of the field `name`; `None` if it names none.
pub fn period(name: &str, text: &str) -> Option<Period> {
    // Digits of all scripts become ASCII.
    let text = text::fold(text, Lang::UNKNOWN);
    match (name, text.as_bytes().windows(2).position(|pair| pair == b"..")) {
        ("before", _) => one(&text).map(|(first, _)| (0, first - 1)),
        ("after", _) => one(&text).map(|(_, last)| (last + 1, END)),
        (_, Some(points)) => {
            let (first, last) = (slice(&text, 0..points), slice(&text, points + 2..text.len()));
            let from = if first.is_empty() { Some(0) } else { one(first).map(|(first, _)| first) };
            let to = if last.is_empty() { Some(END) } else { one(last).map(|(_, last)| last) };
            from.zip(to).filter(|_| !(first.is_empty() && last.is_empty()))
        }
        _ => one(&text),
    }
}

/// The first and the last date of a year, month or day. A date without a day stands before those with one: 20230500.
fn one(text: &str) -> Option<Period> {
    let (mut number, mut rest) = (0, 9999);
    for (index, part) in text.split('-').enumerate() {
        let (digits, most) = *[(4, 9999), (2, 12), (2, 31)].get(index)?;
        if part.len() != digits || !part.bytes().all(|digit| digit.is_ascii_digit()) {
            return None;
        }
        let value = part.bytes().fold(0, |value, digit| value * 10 + u32::from(digit & 15));
        if value == 0 || value > most {
            return None;
        }
        number = number * 100 + value;
        rest = [9999, 99, 0][index];
    }
    let scale = rest + 1;
    Some((number * scale, number * scale + rest))
}
