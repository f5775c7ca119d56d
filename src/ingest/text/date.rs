//! Dates as pages write them: found in a line, kept as written, understood where there is no doubt.

use super::calendar;
use super::clock::{self, Clock};
use super::labels::{Kind, labels};
use crate::article::Stamp;
use crate::ingest::DateOrder;
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
pub struct Token<'a> {
    /// Where it begins.
    pub start: usize,
    /// What it says.
    pub text: &'a str,
}

impl Token<'_> {
    /// Where it ends.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Its value, if it is a number.
    pub fn number(&self) -> Option<u32> {
        self.text.chars().try_fold(0u32, |sum, c| sum.checked_mul(10)?.checked_add(digit(c)?))
    }

    /// Whether it is listed as a word of this kind.
    pub fn is(&self, kind: Kind) -> bool {
        labels().is_word(kind, self.text)
    }

    /// Two words as one, with what parts them; `None` unless both are words.
    pub fn joined(&self, mark: &str, other: &Self) -> Option<String> {
        let both = self.text.starts_with(char::is_alphabetic) && other.text.starts_with(char::is_alphanumeric);
        both.then(|| [self.text, mark, other.text].concat())
    }

    fn chars(&self) -> usize {
        self.text.chars().count()
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
        '๐'..='๙' => '๐',
        '０'..='９' => '０',
        _ => return None,
    };
    Some(c as u32 - zero as u32)
}

/// Lines longer than this, in bytes, are not looked through for dates.
const LINE: usize = 240;

/// The first date in `line`.
pub fn find(line: &str) -> Option<Found> {
    find_in(line, None)
}

/// The first date in `line`, where the order of day and month in figures is known.
pub fn find_in(line: &str, order: Option<DateOrder>) -> Option<Found> {
    if line.len() > LINE || !line.chars().any(|c| digit(c).is_some()) {
        return None;
    }
    let tokens = tokens(line);
    (0..tokens.len()).find_map(|at| {
        let (day, end) = day_at(&tokens, at, order)?;
        Some(extend(&tokens, at, end, day))
    })
}

/// The dates in figures in `line`: the mark between the figures, and the order where one of them, being more than 12,
/// must be the day.
pub fn figures(line: &str) -> Vec<(&str, Option<DateOrder>)> {
    if line.len() > LINE || !line.chars().any(|c| digit(c).is_some()) {
        return Vec::new();
    }
    let tokens = tokens(line);
    (0..tokens.len()).filter_map(|at| figure(&tokens, at)).collect()
}

/// The mark of the date in figures at token `at`, and its order where that is plain.
fn figure<'a>(tokens: &[Token<'a>], at: usize) -> Option<(&'a str, Option<DateOrder>)> {
    numeric(tokens, at, None)?;
    let [a, mark, b, ..] = tokens.get(at..)? else { return None };
    let order = match (a.number()?, b.number()?) {
        (13.., 13..) => None,
        (13.., _) => Some(DateOrder::DayFirst),
        (_, 13..) => Some(DateOrder::MonthFirst),
        _ => None,
    };
    (a.chars() < 3).then_some((mark.text, order))
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
    let behind = || [Kind::Published, Kind::Updated].iter().find_map(|&kind| labels().begins(text, kind));
    text.is_empty()
        || is_said(text)
        || are_fillers(&tokens(text))
        || behind().is_some_and(|text| are_fillers(&tokens(text)))
}

/// Whether a date names a day that no calendar has (31 February).
pub fn is_no_day(text: &str) -> bool {
    let tokens = tokens(text);
    let day = (0..tokens.len()).find_map(|at| day_at(&tokens, at, None)).map(|(day, _)| day);
    day.is_some_and(|(year, month, day)| {
        year > 0 && (1..200).contains(&month) && day > 0 && calendar::day(year, month, day).is_none()
    })
}

/// Whether tokens are marks, weekdays, times and zones only.
fn are_fillers(tokens: &[Token]) -> bool {
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let (said, end) = clock::clock(tokens, at).map_or((false, at), |(_, end)| (true, end));
        at = match clock::zone(tokens, at) {
            _ if said => end,
            Some((_, end)) => end,
            None if is_mark(token) || token.is(Kind::Filler) || token.is(Kind::Clock) => at + 1,
            None => match weekday_of_two(tokens, at) {
                true => at + 2,
                false => return false,
            },
        };
    }
    true
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
        || matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{eff}' | '\u{200c}') && digit(c).is_none()
}

/// Chinese and Japanese characters stand for themselves.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}')
}

/// A day as numbers: year (0 where not written), month and day (0 where they cannot be told apart).
type Day = (u32, u32, u32);

/// The day that begins at token `at`, and the token after it.
fn day_at(tokens: &[Token], at: usize, order: Option<DateOrder>) -> Option<(Day, usize)> {
    numeric(tokens, at, order)
        .or_else(|| marked(tokens, at))
        .or_else(|| year_first(tokens, at))
        .or_else(|| day_month(tokens, at))
        .or_else(|| month_day(tokens, at))
}

/// `05.04.2025`, `2025-04-05`, `20/1/2026`, `2023. 2. 20.`.
fn numeric(tokens: &[Token], at: usize, order: Option<DateOrder>) -> Option<(Day, usize)> {
    let [a, mark, b, other, c] = tokens.get(at..at + 5)? else { return None };
    let near = a.end() == mark.start && b.end() == other.start;
    let dense = mark.end() == b.start && other.end() == c.start;
    let spaced = mark.text == "." && a.chars() == 4;
    if !near || !(dense || spaced) || mark.text != other.text || !matches!(mark.text, "." | "-" | "/" | "،") {
        return None;
    }
    let (first, month, last) = (a.number()?, b.number()?, c.number()?);
    let last = if c.chars() == 2 { short_year(tokens, at)? } else { last };
    let day = match order {
        _ if a.chars() == 4 => (first, month, last),
        _ if c.chars() < 2 => return None,
        Some(DateOrder::MonthFirst) if first <= 12 => (last, first, month),
        Some(DateOrder::DayFirst) if month <= 12 => (last, month, first),
        // 03/04/2013: nobody can tell.
        _ if mark.text == "/" && first <= 12 && month <= 12 && first != month => (last, 0, 0),
        _ if month > 12 => (last, first, month),
        _ => (last, month, first),
    };
    let closed = spaced && tokens.get(at + 5).is_some_and(|token| token.text == ".");
    (day.1 <= 12 && day.2 <= 31).then_some((day, at + 5 + usize::from(closed)))
}

/// The year of `12.06.23`, which the five tokens from `at` on are: figures of two digits, and no part of a longer number.
fn short_year(tokens: &[Token], at: usize) -> Option<u32> {
    let [a, mark, b, _, c] = tokens.get(at..at + 5)? else { return None };
    if a.chars() == 4 {
        return c.number();
    }
    let joins = |at: Option<usize>| at.and_then(|at| tokens.get(at)).is_some_and(|token| token.text == mark.text);
    let numbered = joins(Some(at + 5)) && tokens.get(at + 6).is_some_and(|token| token.number().is_some());
    let day = b.chars() == 2 && a.number().is_some_and(|day| (1..=31).contains(&day)) && mark.text != "-";
    let year = c.number()?;
    (day && !numbered && !joins(at.checked_sub(1))).then(|| if year < 70 { 2000 + year } else { 1900 + year })
}

/// `2013年5月29日`, `5月29日`, `2023년 2월 20일`.
fn marked(tokens: &[Token], at: usize) -> Option<(Day, usize)> {
    let pair = |at: usize, marks: [&str; 2]| {
        let number = tokens.get(at)?.number()?;
        tokens.get(at + 1).filter(|token| marks.contains(&token.text)).map(|_| number)
    };
    let (year, at) = pair(at, ["年", "년"]).map_or((0, at), |year| (year, at + 2));
    let (month, day) = (pair(at, ["月", "월"])?, pair(at + 2, ["日", "일"])?);
    Some(((year, month, day), at + 4))
}

/// `2023. gada 14. marts`, `2023. március 14.`.
fn year_first(tokens: &[Token], at: usize) -> Option<(Day, usize)> {
    let year = tokens.get(at).filter(|token| token.chars() == 4)?.number().filter(|year| is_year(*year))?;
    let skip = tokens.iter().skip(at + 1).take(3);
    let next = at + 1 + skip.take_while(|token| matches!(token.text, "." | "," | "gada" | "m" | "оны")).count();
    let ((other, month, day), end) = day_month(tokens, next).or_else(|| month_day(tokens, next))?;
    let closed = tokens.get(end).is_some_and(|token| token.text == ".");
    (other == 0).then_some(((year, month, day), end + usize::from(closed)))
}

/// `29 May 2013`, `30. Juni 2025`, `8 января`, `12-May-2023`, `18 tháng 4 năm 2023`.
fn day_month(tokens: &[Token], at: usize) -> Option<(Day, usize)> {
    let day = tokens.get(at)?.number().filter(|day| (1..=31).contains(day))?;
    let joins = |token: &&Token| {
        matches!(token.text, "." | "-" | "/" | "st" | "nd" | "rd" | "th" | "er" | "de" | "º" | "ª" | "a" | "ta" | "ی")
    };
    let next = at + 1 + tokens.iter().skip(at + 1).take(2).take_while(joins).count();
    let counted = tokens.get(next).is_some_and(|token| matches!(token.text, "tháng" | "Tháng"));
    let (month, next) = match tokens.get(next + 1).and_then(Token::number).filter(|month| counted && *month <= 12) {
        Some(month) => (month, next + 2),
        None => month(tokens, next)?,
    };
    let (year, next) = year(tokens, next);
    Some(((year, month, day), next))
}

/// `May 29, 2013`, `Aug. 20`.
fn month_day(tokens: &[Token], at: usize) -> Option<(Day, usize)> {
    let (month, next) = month(tokens, at)?;
    let next = next + usize::from(tokens.get(next).is_some_and(|token| token.text == "."));
    let day = tokens.get(next)?.number().filter(|day| (1..=31).contains(day))?;
    let joins =
        tokens.get(next + 1).is_some_and(|token| matches!(token.text, "st" | "nd" | "rd" | "th" | "-dî" | "an"));
    let (year, next) = year(tokens, next + 1 + usize::from(joins));
    Some(((year, month, day), next))
}

/// The month that one token names, or two (`كانون الثاني`), or two with stops (`ก.ค.`), and the token after it.
fn month(tokens: &[Token], at: usize) -> Option<(u32, usize)> {
    let token = tokens.get(at).filter(|token| token.text.starts_with(char::is_alphabetic))?;
    let name = |name: &str| labels().month(name).map(u32::from).filter(|month| *month > 0);
    let two = |mark: &str, other: usize| tokens.get(other).and_then(|other| token.joined(mark, other));
    let stop = |at: usize| tokens.get(at).is_some_and(|token| token.text == ".");
    let spelt = || two(" ", at + 1).and_then(|both| name(&both)).map(|month| (month, at + 2));
    let short = || two(".", at + 2).filter(|_| stop(at + 1)).and_then(|both| name(&both));
    let short = || short().map(|month| (month, at + 3 + usize::from(stop(at + 3))));
    let (number, next) = spelt().or_else(short).or_else(|| name(token.text).map(|month| (month, at + 1)))?;
    // `مارس/ آذار`: the month's other name.
    let again = tokens.get(next).filter(|token| token.text == "/").and_then(|_| month(tokens, next + 1));
    Some(again.filter(|(other, _)| *other == number).unwrap_or((number, next)))
}

/// A year of four digits after a comma, stop or "de"; 0 if there is none.
fn year(tokens: &[Token], at: usize) -> (u32, usize) {
    let skips = |token: &&Token| {
        matches!(token.text, "," | "." | "-" | "/" | "de" | "del" | "،" | "năm" | "-ê" | "ê" | "ي" | "พ" | "ศ")
    };
    let at_year = at + tokens.iter().skip(at).take(4).take_while(skips).count();
    let year = tokens.get(at_year).filter(|token| token.chars() == 4).and_then(Token::number);
    year.filter(|year| is_year(*year)).map_or((0, at), |year| (year, at_year + 1))
}

/// Whether a number of four digits can be a year in any calendar.
fn is_year(year: u32) -> bool {
    (1000..3000).contains(&year)
}

/// A date with the weekday before, and the time after or before it.
fn extend(tokens: &[Token], at: usize, end: usize, day: Day) -> Found {
    let first = weekday(tokens, at).unwrap_or(at);
    let (clock, end) = time(tokens, end);
    let (clock, first) = match clock {
        None => time_before(tokens, first).map_or((None, first), |(clock, first)| (Some(clock), first)),
        Some(_) => (clock, first),
    };
    let (start, stop) = (tokens.get(first).map_or(0, |token| token.start), tokens[..end].last().map_or(0, Token::end));
    Found { range: start..stop, stamp: stamp(day, clock) }
}

/// Where the weekday before token `at` begins.
fn weekday(tokens: &[Token], at: usize) -> Option<usize> {
    let comma =
        at.checked_sub(1).and_then(|at| tokens.get(at)).is_some_and(|token| matches!(token.text, "," | "،" | "."));
    let last = at.checked_sub(1 + usize::from(comma))?;
    if last.checked_sub(1).is_some_and(|first| weekday_of_two(tokens, first)) {
        return Some(last - 1);
    }
    let token = tokens.get(last)?;
    (token.chars() > 2 && token.is(Kind::Filler) && !token.is(Kind::Ago) && !token.is(Kind::Zone)).then_some(last)
}

/// Whether two tokens are one weekday (`Thứ ba`, `terça-feira`).
fn weekday_of_two(tokens: &[Token], at: usize) -> bool {
    let two = tokens.get(at).zip(tokens.get(at + 1));
    two.and_then(|(one, other)| one.joined(" ", other)).is_some_and(|both| labels().is_word(Kind::Filler, &both))
}

/// The time after a date, and the token after it; a zone alone counts as well.
fn time(tokens: &[Token], at: usize) -> (Option<Clock>, usize) {
    if let Some((_, end)) = clock::zone(tokens, at) {
        return (None, end);
    }
    for start in at..at + 6 {
        if let Some((clock, end)) = clock::clock(tokens, start).or_else(|| clock::stopped(tokens, start)) {
            return (Some(clock), end);
        }
        let parts = |token: &Token| {
            matches!(
                token.text,
                "," | "|" | "-" | "–" | "—" | "•" | "·" | "T" | "/" | "(" | ")" | "." | "،" | ":" | "@"
            ) || token.is(Kind::Filler)
        };
        if !tokens.get(start).is_some_and(parts) {
            break;
        }
    }
    (None, at)
}

/// The time before a date (`12:40 09.06.2022`), and the token that it begins with.
fn time_before(tokens: &[Token], at: usize) -> Option<(Clock, usize)> {
    let parts = |token: &Token| matches!(token.text, "," | "|" | "-" | "–" | "—" | "•" | "·" | "/" | "،");
    (at.saturating_sub(8)..at).find_map(|start| {
        let (clock, end) = clock::clock(tokens, start)?;
        let between = tokens.get(end..at)?;
        between.iter().all(|token| parts(token) || token.is(Kind::Filler)).then_some((clock, start))
    })
}

/// The stamp, if the day is known and exists.
fn stamp((year, month, day): Day, clock: Option<Clock>) -> Option<Stamp> {
    let date = calendar::day(year, month, day).filter(|_| year > 0 && month > 0 && day > 0)?;
    let Some(Clock { time: (hour, minute, second), offset }) = clock else { return Some(date) };
    let zone = offset.map_or(String::new(), |minutes| {
        let sign = if minutes < 0 { '-' } else { '+' };
        format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
    });
    let text =
        format!("{}T{hour:02}:{minute:02}:{second:02}{}", date.iso(), if offset == Some(0) { "Z" } else { &zone });
    Stamp::parse(&text).or(Some(date))
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
            ("14. August 2019, 17:15 Uhr", "14. August 2019, 17:15 Uhr", "2019-08-14T17:15:00"),
            ("15/09/2020 08h12 Atualizado", "15/09/2020 08h12", "2020-09-15T08:12:00"),
            ("Thứ ba, 18/4/2023, 09:15 (GMT+7)", "Thứ ba, 18/4/2023, 09:15 (GMT+7)", "2023-04-18T09:15:00+07:00"),
            ("Publié le 07 septembre 2021 à 11h02", "07 septembre 2021 à 11h02", "2021-09-07T11:02:00"),
            ("2022年11月3日(木) 18時30分", "2022年11月3日(木) 18時30分", "2022-11-03T18:30:00"),
            ("입력 2023-02-20 03:00업데이트", "2023-02-20 03:00", "2023-02-20T03:00:00"),
            ("2023년 2월 20일 오후 3:05", "2023년 2월 20일 오후 3:05", "2023-02-20T15:05:00"),
            ("21 ก.ค. 2565 เวลา 14:05 น.", "21 ก.ค. 2565 เวลา 14:05 น.", "2022-07-21T14:05:00"),
            ("۱۴۰۱/۰۳/۱۵ - ۱۰:۲۰", "۱۴۰۱/۰۳/۱۵ - ۱۰:۲۰", "2022-06-05T10:20:00"),
            ("12:40 09.06.2022 (обновлено", "12:40 09.06.2022", "2022-06-09T12:40:00"),
            ("7:32 AM EDT, Tue March 14, 2023", "7:32 AM EDT, Tue March 14, 2023", "2023-03-14T07:32:00"),
            ("12 jun 2022 - 20:41 CEST", "12 jun 2022 - 20:41 CEST", "2022-06-12T20:41:00"),
            ("5 May 2021 • 6:00am", "5 May 2021 • 6:00am", "2021-05-05T06:00:00"),
            ("Tue, 14 Mar 2023 09:20 PM (IST)", "Tue, 14 Mar 2023 09:20 PM (IST)", "2023-03-14T21:20:00"),
            ("11:20 a.m. EDT May 6, 2014", "11:20 a.m. EDT May 6, 2014", "2014-05-06T11:20:00"),
            ("14. marts, 2023", "14. marts, 2023", "2023-03-14"),
            ("פורסם: 12.06.23, 06:30", "12.06.23, 06:30", "2023-06-12T06:30:00"),
            ("Publicerad 2023-05-09 06.00", "2023-05-09 06.00", "2023-05-09T06:00:00"),
            ("17 oktober 2022 08.15 Uhr", "17 oktober 2022 08.15 Uhr", "2022-10-17T08:15:00"),
            ("2023. gada 14. martā", "2023. gada 14. martā", "2023-03-14"),
            ("٢ كانون الثاني ٢٠٢٣", "٢ كانون الثاني ٢٠٢٣", "2023-01-02"),
            ("9 مارس/ آذار 2022", "9 مارس/ آذار 2022", "2022-03-09"),
            ("18 tháng 4 năm 2023", "18 tháng 4 năm 2023", "2023-04-18"),
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
        for line in ["1.2.3", "06.12.34.56.78", "10.1.23", "12:42", "In 2013", "May", "3 of 4", ""] {
            assert_eq!(find(line), None, "{line}");
        }
    }

    #[test]
    fn days_that_do_not_exist_are_told_from_days_in_doubt() {
        assert!(is_no_day("31 February 2024") && is_no_day("31.02.2013") && is_no_day("۱۴۰۱/۰۷/۳۱"));
        assert!(!is_no_day("03/04/2013") && !is_no_day("8 января") && !is_no_day("29 February 2024"));
    }

    #[test]
    fn only_dates_are_dates() {
        assert!(is_date("Aug. 13") && is_date("Published on 15 April 2025 at 10:00"));
        assert!(is_date("April 2, 2012 -- Updated 1533 GMT (2333 HKT)"));
        assert!(!is_date("The 15 April 2025 flood"));
        // No clock is so far away; and the sum is not made.
        assert!(!is_date("April 2, 2012 10:00 +32000:59") && !is_date("April 2, 2012 10:00 +1400:30000"));
    }
}
