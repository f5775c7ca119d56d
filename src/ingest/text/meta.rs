//! Names and dates: the lines between headline and text that say who wrote it and when.

use super::date;
use super::dateline::is_agency;
use super::labels::{Kind, labels};
use super::measure::{is_capital, is_name, measure};
use crate::article::Stamp;

/// Longest such line, in bytes.
const LINE: usize = 240;
/// Most words of a byline.
const NAMES: usize = 8;
/// Most words that may follow a date on its line ("in News", "page 1").
const AFTER: usize = 4;

/// What such a line says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// The authors' names, without the introducing word.
    pub byline: Option<String>,
    /// The date as written, and what it means.
    pub date: Option<(String, Option<Stamp>)>,
    /// Whether the date is that of the last change.
    pub updated: bool,
}

/// Reads a line; `None` if it says anything else.
pub fn read(line: &str) -> Option<Meta> {
    if line.len() > LINE || measure(line).sentence {
        return None;
    }
    let Some(found) = date::find(line) else {
        let byline = introduced(line)?;
        return Some(Meta { byline: Some(byline), ..Meta::default() });
    };
    let (before, after) = (&line[..found.range.start], &line[found.range.end..]);
    if !date::is_filler(after) && date::find(after).is_none() && measure(after).size > AFTER {
        return None;
    }
    let byline = if date::is_filler(before) { None } else { Some(names(before)?) };
    let updated = labels().begins(before.trim(), Kind::Updated).is_some();
    Some(Meta { byline, date: Some((line[found.range].to_owned(), found.stamp)), updated })
}

/// The names after "By".
fn introduced(line: &str) -> Option<String> {
    let rest = trim(labels().begins(line, Kind::Byline)?);
    (!rest.is_empty() && is_byline(rest)).then(|| rest.to_owned())
}

/// The names before a date, with or without "By".
fn names(before: &str) -> Option<String> {
    let before = trim(before);
    introduced(before).or_else(|| (is_byline(before) && measure(before).size > 1).then(|| before.to_owned()))
}

/// Whether all words have a capital, but for those that join names. Scripts without case need an introducing word, so
/// here their words pass.
fn is_byline(text: &str) -> bool {
    let joins = |word: &str| {
        let word = word.trim_matches(',');
        matches!(
            word,
            "and"
                | "und"
                | "et"
                | "y"
                | "e"
                | "ve"
                | "и"
                | "de"
                | "da"
                | "del"
                | "di"
                | "van"
                | "von"
                | "der"
                | "al"
                | "&"
                | "in"
        )
    };
    let words = text.split_whitespace();
    measure(text).size <= NAMES && is_capital(text) && words.into_iter().all(|word| is_capital(word) || joins(word))
}

/// Whether a line is a bare name, which its neighbours make a byline.
pub fn is_bare_name(line: &str) -> bool {
    is_name(line) || is_agency(line)
}

/// Without marks at the edges.
fn trim(text: &str) -> &str {
    text.trim().trim_matches(|c: char| matches!(c, '|' | '-' | '–' | '—' | '•' | '·' | '/' | ',' | ':')).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_dates_are_parted() {
        for (line, byline, date) in [
            ("By Ana Cruz", "Ana Cruz", ""),
            ("bySauli Mba", "Sauli Mba", ""),
            ("Ana Cruz | 05.04.2025 - Güncelleme : 05.04.2025", "Ana Cruz", "05.04.2025"),
            ("von Tagblatt 30. Juni 2025", "Tagblatt", "30. Juni 2025"),
            ("Geschrieben am 15. April 2025 in Nachrichten", "", "15. April 2025"),
            ("Daily PressApril 28, 2023 GMT", "Daily Press", "April 28, 2023 GMT"),
            ("Wed, Oct 16, 2024 page1", "", "Wed, Oct 16, 2024"),
        ] {
            let meta = read(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!(meta.byline.unwrap_or_default(), byline, "{line}");
            assert_eq!(meta.date.map(|date| date.0).unwrap_or_default(), date, "{line}");
        }
    }

    #[test]
    fn headlines_are_no_bylines() {
        for line in [
            "Von Storch verlässt die Partei",
            "By 2030 the dam will stand",
            "Dam of May 5, 2013 fell again and again",
            "Dam",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
