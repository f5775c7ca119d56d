//! Tables in figures, which a dump has row by row: results, prices, standings.

use super::date;
use super::sheet::Sheet;

/// A row has so many figures at least, and at most so many words with them.
const FIGURES: usize = 2;
const WORDS: usize = 14;
/// A table has so many rows at least.
const ROWS: usize = 3;

/// Whether unit `at` is a row of a table in figures: rows with as many figures stand beside it, or such as begin with one,
/// as it does (`1957 Premier bulletin`, `500 g flour`).
pub fn is_row(sheet: &Sheet, at: usize) -> bool {
    let count = figures(sheet, at);
    let alike = |other: usize| count.is_some() && figures(sheet, other) == count;
    is_among(sheet, at, alike) || is_among(sheet, at, |at| opens(sheet, at))
}

/// Whether unit `at` and enough of those beside it are such rows.
fn is_among(sheet: &Sheet, at: usize, is_such: impl Fn(usize) -> bool) -> bool {
    let above = (0..at).rev().take(ROWS).take_while(|&at| is_such(at)).count();
    let below = (at + 1..sheet.len()).take(ROWS).take_while(|&at| is_such(at)).count();
    is_such(at) && above + below + 1 >= ROWS
}

/// Whether a line begins with a number, and no time of day, that says something of the words behind it.
fn opens(sheet: &Sheet, at: usize) -> bool {
    let Some(look) = sheet.look(at).filter(|look| look.label.is_none() && !look.measure.sentence) else { return false };
    let text = sheet.text(at);
    let first = text.split_whitespace().next().unwrap_or_default();
    let number = first.starts_with(char::is_numeric) && !first.contains([':', '%']);
    number && look.measure.size > FIGURES && look.measure.size <= WORDS && !date::is_date(text)
}

/// How many figures a line has that may be a row of a table; labels, dates and sentences are none.
fn figures(sheet: &Sheet, at: usize) -> Option<usize> {
    let look = sheet.look(at).filter(|look| look.label.is_none() && !look.measure.sentence)?;
    let text = sheet.text(at);
    let words = || text.split_whitespace();
    let figure = |word: &&str| {
        word.starts_with(|c: char| c.is_numeric() || matches!(c, '-' | '+' | '−')) && word.contains(char::is_numeric)
    };
    let count = words().filter(figure).count();
    let fits = count >= FIGURES && count < words().count() && look.measure.size <= WORDS;
    (fits && date::find(text).is_none()).then_some(count)
}

#[cfg(test)]
mod tests {
    use super::super::lines;
    use super::*;

    fn rows(text: &str) -> Vec<bool> {
        let sheet = Sheet::new(lines::units(text), None);
        (0..sheet.len()).map(|at| is_row(&sheet, at)).collect()
    }

    #[test]
    fn rows_have_figures_beside_each_other() {
        let table = "How they stand\nKarima 14 9 3 2 30\nBandar 14 8 4 2 28\nOld Town 14 7 3 4 24\nHome";
        assert_eq!(rows(table), [false, true, true, true, false]);
        let years = "The mill in dates\n1904 The mill is built\n1957 The wheel breaks\n17 May 1993 The last sack\nHome";
        assert_eq!(rows(years), [false, true, true, true, false]);
        for text in [
            "10:30 The mill is built\n11:05 The wheel breaks\n12:00 The last sack",
            "Karima 14 9\nBandar 14 8",
            "Karima\nBandar\nOld Town",
            "3 May 2021 10:30\n4 May 2021 10:30\n5 May 2021 10:30",
            "2 4\n2 5\n2 6",
        ] {
            assert!(rows(text).into_iter().all(|row| !row), "{text}");
        }
    }
}
