//! Dates as pages write them: found in a line, kept as written, understood where there is no doubt.

use super::labels::{Kind, labels};
use crate::article::Stamp;
use core::ops::Range;

/// A date in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it stands, weekday, time and zone included.
    pub range: Range<usize>,
    /// What it means; `None` where the year is missing or day and month cannot be told apart.
    pub stamp: Option<Stamp>,
}

/// A word, number or mark of a line.
#[derive(Clone, Copy, Debug)]
struct Token<'a> {
    start: usize,
    text: &'a str,
}

impl Token<'_> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }

    fn number(&self) -> Option<u32> {
        self.text.chars().try_fold(0u32, |sum, c| sum.checked_mul(10)?.checked_add(digit(c)?))
    }

    fn is(&self, kind: Kind) -> bool {
        labels().is_word(kind, self.text)
    }
}

/// The value of a digit in any of the scripts that we expect dates in.
fn digit(c: char) -> Option<u32> {
    let zero = match c {
        '0'..='9' => '0',
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        '०'..='९' => '०',
        '০'..='৯' => '০',
        _ => return None,
    };
    Some(c as u32 - zero as u32)
}

/// Lines longer than this, in bytes, are not looked through for dates.
const LINE: usize = 240;

/// The first date in `line`.
pub fn find(line: &str) -> Option<Found> {
    if line.len() > LINE || !line.chars().any(|c| digit(c).is_some()) {
        return None;
    }
    let tokens = tokens(line);
    (0..tokens.len()).find_map(|at| {
        let (day, end) = day_at(&tokens, at)?;
        Some(extend(&tokens, at, end, day))
    })
}

/// Whether `text` is nothing but a date, be it without a year.
pub fn is_date(text: &str) -> bool {
    find(text).is_some_and(|found| is_filler(&text[..found.range.start]) && is_filler(&text[found.range.end..]))
}

/// Whether a text around a date says nothing else: marks, weekdays, "at", "published on".
pub fn is_filler(text: &str) -> bool {
    let is_said = |text: &str| {
        [Kind::Published, Kind::Updated].iter().any(|&kind| labels().begins(text, kind).is_some_and(str::is_empty))
    };
    let text = text.trim().trim_matches(|c: char| !c.is_alphanumeric()).trim();
    text.is_empty() || is_said(text) || tokens(text).iter().all(|token| is_mark(token) || token.is(Kind::Filler))
}

/// Whether a token is a mark and no word.
fn is_mark(token: &Token) -> bool {
    !token.text.starts_with(char::is_alphanumeric)
}

/// Cuts a line into runs of digits, runs of letters (also where a small letter meets a capital) and single marks.
fn tokens(line: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut last = ' ';
    for (at, c) in line.char_indices() {
        let joins = (digit(c).is_some() && digit(last).is_some())
            || (is_letter(c) && is_letter(last) && !(last.is_lowercase() && c.is_uppercase()) && !is_ideograph(last));
        match tokens.last_mut().filter(|_| joins) {
            Some(token) => token.text = &line[token.start..at + c.len_utf8()],
            None if !c.is_whitespace() => tokens.push(Token { start: at, text: &line[at..at + c.len_utf8()] }),
            None => {}
        }
        last = c;
    }
    tokens
}

/// Letters, and the vowel signs and marks that stand within words.
fn is_letter(c: char) -> bool {
    (c.is_alphabetic() && !is_ideograph(c))
        || matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{dff}') && digit(c).is_none()
}

/// Chinese and Japanese characters stand for themselves.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}')
}

/// A day as numbers: year (0 where not written), month and day (0 where they cannot be told apart).
type Day = (u32, u32, u32);

/// The day that begins at token `at`, and the token after it.
fn day_at(tokens: &[Token], at: usize) -> Option<(Day, usize)> {
    numeric(tokens, at).or_else(|| cjk(tokens, at)).or_else(|| day_month(tokens, at)).or_else(|| month_day(tokens, at))
}

/// `05.04.2025`, `2025-04-05`, `20/1/2026`.
fn numeric(tokens: &[Token], at: usize) -> Option<(Day, usize)> {
    let [a, mark, b, other, c] = tokens.get(at..at + 5)? else { return None };
    let near = a.end() == mark.start && mark.end() == b.start && b.end() == other.start;
    if !near || mark.text != other.text || !matches!(mark.text, "." | "-" | "/" | "،") {
        return None;
    }
    let (first, month, last) = (a.number()?, b.number()?, c.number()?);
    let day = if a.text.chars().count() == 4 {
        (first, month, last)
    } else if c.text.chars().count() < 3 {
        return None;
    } else if mark.text == "/" && first <= 12 && month <= 12 && first != month {
        // 03/04/2013: nobody can tell.
        (last, 0, 0)
    } else if month > 12 {
        (last, first, month)
    } else {
        (last, month, first)
    };
    (day.1 <= 12 && day.2 <= 31).then_some((day, at + 5))
}

/// `2013年5月29日`, `5月29日`.
fn cjk(tokens: &[Token], at: usize) -> Option<(Day, usize)> {
    let pair = |at: usize, mark: &str| {
        let number = tokens.get(at)?.number()?;
        tokens.get(at + 1).filter(|token| token.text == mark).map(|_| number)
    };
    let (year, at) = pair(at, "年").map_or((0, at), |year| (year, at + 2));
    let (month, day) = (pair(at, "月")?, pair(at + 2, "日")?);
    Some(((year, month, day), at + 4))
}

/// `29 May 2013`, `30. Juni 2025`, `8 января`.
fn day_month(tokens: &[Token], at: usize) -> Option<(Day, usize)> {
    let day = tokens.get(at)?.number().filter(|day| (1..=31).contains(day))?;
    let mut next = at + 1;
    while tokens
        .get(next)
        .is_some_and(|token| matches!(token.text, "." | "st" | "nd" | "rd" | "th" | "er" | "de" | "º"))
    {
        next += 1;
    }
    let month = u32::from(month(tokens.get(next)?)?);
    let (year, next) = year(tokens, next + 1);
    Some(((year, month, day), next))
}

/// `May 29, 2013`, `Aug. 20`.
fn month_day(tokens: &[Token], at: usize) -> Option<(Day, usize)> {
    let month = u32::from(month(tokens.get(at)?)?);
    let next = at + 1 + usize::from(tokens.get(at + 1).is_some_and(|token| token.text == "."));
    let day = tokens.get(next)?.number().filter(|day| (1..=31).contains(day))?;
    let next =
        next + 1 + usize::from(tokens.get(next + 1).is_some_and(|t| matches!(t.text, "st" | "nd" | "rd" | "th")));
    let (year, next) = year(tokens, next);
    Some(((year, month, day), next))
}

/// The month that a token names.
fn month(token: &Token) -> Option<u8> {
    labels().month(token.text).filter(|month| (1..=12).contains(month))
}

/// A year of four digits after a comma, stop or "de"; 0 if there is none.
fn year(tokens: &[Token], at: usize) -> (u32, usize) {
    let skip = tokens.get(at).is_some_and(|token| matches!(token.text, "," | "." | "de" | "del" | "،"));
    let at_year = at + usize::from(skip);
    let year = tokens.get(at_year).filter(|token| token.text.chars().count() == 4).and_then(Token::number);
    year.filter(|year| (1000..3000).contains(year)).map_or((0, at), |year| (year, at_year + 1))
}

/// A date with the weekday before and the time after it.
fn extend(tokens: &[Token], at: usize, end: usize, day: Day) -> Found {
    let mut first = at;
    let comma = first > 1 && tokens[first - 1].text == ",";
    let weekday = first.checked_sub(1 + usize::from(comma)).and_then(|index| tokens.get(index));
    if weekday.is_some_and(|token| token.text.chars().count() > 2 && token.is(Kind::Filler) && !token.is(Kind::Ago)) {
        first -= 1 + usize::from(comma);
    }
    let (clock, end) = time(tokens, end);
    let (start, stop) = (tokens.get(first).map_or(0, |token| token.start), tokens[..end].last().map_or(0, Token::end));
    Found { range: start..stop, stamp: stamp(day, clock) }
}

/// Hour, minute, second, and minutes east of UTC where the zone is plain.
type Clock = (u32, u32, u32, Option<i16>);

/// The time after a date, and the token after it; a zone alone counts as well.
fn time(tokens: &[Token], at: usize) -> (Option<Clock>, usize) {
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text);
    let number = |at: usize| tokens.get(at).and_then(Token::number);
    if is_zone(text(at)) {
        return (None, at + 1);
    }
    let mut start = at;
    while start < at + 2 && (matches!(text(start), "," | "|" | "-" | "–" | "•" | "·" | "T") || is_at(tokens, start))
    {
        start += 1;
    }
    let (Some(hour), ":", Some(minute)) = (number(start), text(start + 1), number(start + 2)) else {
        return (None, at);
    };
    let (mut end, mut second) = (start + 3, 0);
    if let (":", Some(value)) = (text(end), number(end + 1)) {
        (second, end) = (value, end + 2);
    }
    let half = text(end).to_ascii_lowercase();
    let hour = match half.as_str() {
        "am" => hour % 12,
        "pm" => hour % 12 + 12,
        _ => hour,
    };
    end += usize::from(matches!(half.as_str(), "am" | "pm"));
    let utc = matches!(text(end), "GMT" | "UTC" | "Z");
    end += usize::from(is_zone(text(end)));
    (Some((hour, minute, second, utc.then_some(0))), end)
}

/// Words such as "at", "um", "в" between date and time.
fn is_at(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| token.text.chars().count() <= 3 && token.is(Kind::Filler) && !is_mark(token))
}

/// Abbreviations of time zones.
fn is_zone(word: &str) -> bool {
    matches!(
        word,
        "Z" | "GMT"
            | "UTC"
            | "EST"
            | "EDT"
            | "ET"
            | "CST"
            | "CDT"
            | "PST"
            | "PDT"
            | "PT"
            | "CET"
            | "CEST"
            | "BST"
            | "EET"
            | "MSK"
            | "IST"
            | "SGT"
            | "MYT"
            | "WIB"
            | "JST"
            | "KST"
            | "AST"
    )
}

/// The stamp, if the day is known and exists.
fn stamp((year, month, day): Day, clock: Option<Clock>) -> Option<Stamp> {
    if year == 0 || month == 0 || day == 0 {
        return None;
    }
    let date = format!("{year:04}-{month:02}-{day:02}");
    let timed = clock.map(|(h, m, s, zone)| format!("{date}T{h:02}:{m:02}:{s:02}{}", zone.map_or("", |_| "Z")));
    timed.and_then(|text| Stamp::parse(&text)).or_else(|| Stamp::parse(&date))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_found_as_written_and_understood() {
        for (line, written, meant) in [
            ("By Ana | 05.04.2025 - 12", "05.04.2025", "2025-04-05"),
            ("Published: April 28, 2024 3:00 AM", "April 28, 2024 3:00 AM", "2024-04-28T03:00:00"),
            ("Friday, 22 Nov 2024 4:55 PM MYT", "Friday, 22 Nov 2024 4:55 PM MYT", "2024-11-22T16:55:00"),
            ("am 30. Juni 2025 in Vaduz", "30. Juni 2025", "2025-06-30"),
            ("2026-01-08 | 12:42", "2026-01-08 | 12:42", "2026-01-08T12:42:00"),
            ("Daily PressApril 28, 2023 GMT", "April 28, 2023 GMT", "2023-04-28"),
            ("发布于2013年5月29日", "2013年5月29日", "2013-05-29"),
            ("٢٩ مايو ٢٠١٣", "٢٩ مايو ٢٠١٣", "2013-05-29"),
            ("20/1/2026 18:30", "20/1/2026 18:30", "2026-01-20T18:30:00"),
        ] {
            let found = find(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!(&line[found.range], written, "{line}");
            assert_eq!(found.stamp.map(|stamp| stamp.to_string()).as_deref(), Some(meant), "{line}");
        }
    }

    #[test]
    fn what_is_in_doubt_has_no_meaning() {
        for line in ["03/04/2013", "8 января, 17:46", "31.02.2013"] {
            assert_eq!(find(line).map(|found| found.stamp), Some(None), "{line}");
        }
        for line in ["1.2.3", "12:42", "In 2013", "May", "3 of 4", ""] {
            assert_eq!(find(line), None, "{line}");
        }
    }

    #[test]
    fn only_dates_are_dates() {
        assert!(is_date("Aug. 13") && is_date("Published on 15 April 2025 at 10:00"));
        assert!(!is_date("The 15 April 2025 flood"));
    }
}
