//! Times of day beside a date: `17:15 Uhr`, `08h12`, `6:00am`, `18時30分`, `오후 3:05`, `14:05 น.`, `09:15 (GMT+7)`.
//!
//! ```text
//! time  = [half] hour (":" / "." / "h" / "時") minute [":" second] [half] [closing word] [zone]
//! zone  = ["("] name [("+" / "-") hours [":" minutes]] [")"]
//! ```
//!
//! Hour and minute parted by a stop are a time only where a word closes it (`17.15 Uhr`): else they are a number.

use super::date::Token;
use super::labels::Kind;

/// Hour, minute, second, and minutes east of UTC where the zone is plain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// Hour, minute and second.
    pub time: (u32, u32, u32),
    /// Minutes east of UTC, where written.
    pub offset: Option<i16>,
}

/// The time that begins at token `at`, and the token after it.
pub fn clock(tokens: &[Token], at: usize) -> Option<(Clock, usize)> {
    let is = |at: usize, kind: Kind| word(tokens, at, kind);
    let (mut late, mut start) = (None, at);
    for (kind, value) in [(Kind::Morning, false), (Kind::Afternoon, true)] {
        if late.is_none()
            && let Some(end) = is(at, kind).filter(|_| tokens.get(at).is_some_and(|token| !token.text.is_ascii()))
        {
            (late, start) = (Some(value), end);
        }
    }
    let (hour, minute, mut end, sure) = hour_minute(tokens, start)?;
    let mut second = 0;
    if let (":" | "分", Some(value)) = (text(tokens, end), number(tokens, end + 1).filter(|value| *value < 60)) {
        (second, end) = (value, end + 2);
        end += usize::from(matches!(text(tokens, end), "秒" | "초"));
    }
    for (kind, value) in [(Kind::Morning, false), (Kind::Afternoon, true)] {
        if let Some(next) = is(end, kind).filter(|_| late.is_none() && hour <= 12) {
            (late, end) = (Some(value), next);
        }
    }
    let closed = is(end, Kind::Clock);
    let bare = end;
    end = closed.unwrap_or(end);
    let (offset, end) = zone(tokens, end).map_or((None, end), |(offset, end)| (offset, end));
    if hour > 24 || minute > 59 || !(sure || end > bare || late.is_some()) {
        return None;
    }
    let hour = match late {
        Some(true) => hour % 12 + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    };
    Some((Clock { time: (hour, minute, second), offset }, end))
}

/// `06.00` right behind a date, where two figures on both sides of the stop can be no other number.
pub fn stopped(tokens: &[Token], at: usize) -> Option<(Clock, usize)> {
    let two = |at: usize| number(tokens, at).filter(|_| tokens[at].text.chars().count() == 2);
    let dense = |at: usize| tokens.get(at).zip(tokens.get(at + 1)).is_some_and(|(one, two)| one.end() == two.start);
    let (hour, minute) = (two(at).filter(|hour| *hour < 24)?, two(at + 2).filter(|minute| *minute < 60)?);
    let fits = text(tokens, at + 1) == "." && dense(at) && dense(at + 1) && number(tokens, at + 4).is_none();
    fits.then_some((Clock { time: (hour, minute, 0), offset: None }, at + 3))
}

/// Hour and minute, the token after them, and whether they can be nothing else.
fn hour_minute(tokens: &[Token], at: usize) -> Option<(u32, u32, usize, bool)> {
    // `1533 GMT`: four digits are a time only before a zone.
    let four =
        tokens.get(at).filter(|token| token.text.chars().count() == 4 && word(tokens, at + 1, Kind::Zone).is_some());
    if let Some(time) = four.and_then(Token::number) {
        return Some((time / 100, time % 100, at + 1, false));
    }
    let hour = number(tokens, at).filter(|hour| *hour <= 24)?;
    let mark = text(tokens, at + 1);
    let near = |at: usize| tokens.get(at).zip(tokens.get(at + 1)).is_some_and(|(one, two)| one.end() == two.start);
    let minute =
        number(tokens, at + 2).filter(|_| tokens.get(at + 2).is_some_and(|token| token.text.chars().count() == 2));
    match (mark, minute) {
        (":" | "：" | "h" | "H" | "時" | "时" | "點" | "点" | "시", Some(minute)) if mark != "h" || near(at) => {
            let end = at + 3;
            let closes = matches!(text(tokens, end), "分" | "분");
            Some((hour, minute, end + usize::from(closes), true))
        }
        ("時" | "时" | "시", None) => Some((hour, 0, at + 2, true)),
        ("." | "h", Some(minute)) if near(at) && near(at + 1) => Some((hour, minute, at + 3, false)),
        _ if is_half(tokens, at + 1) || text(tokens, at + 1) == "Uhr" => Some((hour, 0, at + 1, false)),
        _ => None,
    }
}

/// Whether "am" or "pm" stands at `at`.
fn is_half(tokens: &[Token], at: usize) -> bool {
    matches!(text(tokens, at), "am" | "pm" | "AM" | "PM")
}

/// The zone at token `at`, its offset where plain, and the token after it.
pub fn zone(tokens: &[Token], at: usize) -> Option<(Option<i16>, usize)> {
    let open = matches!(text(tokens, at), "(" | "（");
    let from = at + usize::from(open);
    let named = word(tokens, from, Kind::Zone);
    let utc = matches!(text(tokens, from), "GMT" | "UTC" | "Z");
    let shift = shift(tokens, named.unwrap_or(from));
    let mut end = shift.map_or(named, |(_, end)| Some(end))?;
    if open {
        let closed = matches!(text(tokens, end), ")" | "）");
        if !closed {
            return None;
        }
        end += 1;
    }
    let offset = shift.map(|(minutes, _)| minutes).or(utc.then_some(0)).filter(|_| utc || named.is_none());
    Some((offset, end))
}

/// `+7`, `+03:00`, `-0500` in minutes, and the token after it.
fn shift(tokens: &[Token], at: usize) -> Option<(i16, usize)> {
    let sign = match text(tokens, at) {
        "+" => 1,
        "-" | "−" => -1,
        _ => return None,
    };
    let token = tokens.get(at + 1).filter(|token| tokens.get(at).is_some_and(|sign| sign.end() == token.start))?;
    let value = i16::try_from(token.number()?).ok()?;
    let (hours, minutes, end) = match (text(tokens, at + 2), number(tokens, at + 3)) {
        (":", Some(minutes)) => (value, i16::try_from(minutes).ok()?, at + 4),
        _ if value >= 100 => (value / 100, value % 100, at + 2),
        _ => (value, 0, at + 2),
    };
    (hours <= 14 && minutes < 60).then(|| (sign * (hours * 60 + minutes), end))
}

/// The token after a word of `kind` at `at`, be it of two parts with stops (`p.m.`).
fn word(tokens: &[Token], at: usize, kind: Kind) -> Option<usize> {
    let token = tokens.get(at)?;
    let stop = |at: usize| text(tokens, at) == ".";
    if stop(at + 1)
        && tokens.get(at + 2).is_some_and(|other| {
            token.joined(".", other).is_some_and(|word| super::labels::labels().is_word(kind, &word))
        })
    {
        return Some(at + 3 + usize::from(stop(at + 3)));
    }
    let closing = matches!(token.text, "น" | "ч");
    token.is(kind).then(|| at + 1 + usize::from(closing && stop(at + 1)))
}

/// The text of token `at`; empty beyond the last.
fn text<'a>(tokens: &[Token<'a>], at: usize) -> &'a str {
    tokens.get(at).map_or("", |token| token.text)
}

/// The number that token `at` is.
fn number(tokens: &[Token], at: usize) -> Option<u32> {
    tokens.get(at).and_then(Token::number)
}
