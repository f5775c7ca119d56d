//! A line of text with its spans as Markdown.

use newsprint::article::{Span, Style};
use std::cmp::Reverse;

/// Most spans within each other that are written as Markdown; more is no text that a person wrote.
const DEPTH: usize = 8;

/// Which characters are escaped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Care {
    /// Those that mean something where they stand, as far as one character and its neighbours tell.
    Light,
    /// Every one that can mean something anywhere.
    Full,
}

/// The part of `text` from `start` to `end`, one line, as Markdown; `None` if its spans cross each other, or the ends.
pub fn line(text: &str, start: usize, end: usize, spans: &[Span], care: Care) -> Option<String> {
    let here = |span: &&Span| span.start < end && span.end > start;
    let mut spans: Vec<(usize, &Span)> = spans.iter().filter(here).enumerate().collect();
    // Outer ones first. Of two over the same run the reader meets the end of the inner one first.
    spans.sort_by_key(|(number, span)| (span.start, Reverse(span.end), Reverse(*number)));
    let spans: Vec<&Span> = spans.into_iter().map(|(_, span)| span).collect();
    if spans.first().is_some_and(|span| span.start < start) {
        return None;
    }
    let mut out = String::new();
    run(&mut out, text, start..end, &spans, (care, DEPTH))?;
    Some(out)
}

/// Writes a run of text and the spans within it.
fn run(
    out: &mut String,
    text: &str,
    range: std::ops::Range<usize>,
    mut spans: &[&Span],
    (care, depth): (Care, usize),
) -> Option<()> {
    let mut at = range.start;
    while let [span, rest @ ..] = spans {
        let inside = rest.iter().take_while(|other| other.start < span.end).count();
        let (inner, after) = rest.split_at(inside);
        if span.end > range.end || depth == 0 {
            return None;
        }
        escape(out, text.get(at..span.start)?, care);
        styled(out, text, span, inner, (care, depth - 1))?;
        (at, spans) = (span.end, after);
    }
    escape(out, text.get(at..range.end)?, care);
    Some(())
}

/// Writes one span.
fn styled(out: &mut String, text: &str, span: &Span, inner: &[&Span], how: (Care, usize)) -> Option<()> {
    let (open, close) = match &span.style {
        Style::Emphasis => ("*".into(), "*".into()),
        Style::Strong => ("**".into(), "**".into()),
        Style::Link(url) => ("[".into(), format!("]({})", address(url))),
        Style::Code => {
            let code = text.get(span.start..span.end)?;
            let (open, close) = ticks(code);
            out.extend([open.as_str(), code, close.as_str()]);
            return inner.is_empty().then_some(());
        }
    };
    let open: String = open;
    out.push_str(&open);
    run(out, text, span.start..span.end, inner, how)?;
    out.push_str(&close);
    Some(())
}

/// What opens and closes a run of code: more backticks than the code holds in a row.
fn ticks(code: &str) -> (String, String) {
    let ticks = "`".repeat(longest_run(code, '`') + 1);
    let blank = code.starts_with(['`', ' ']) || code.ends_with(['`', ' ']);
    match blank {
        true => (format!("{ticks} "), format!(" {ticks}")),
        false => (ticks.clone(), ticks),
    }
}

/// How often `mark` stands in a row at most.
pub fn longest_run(text: &str, mark: char) -> usize {
    let others = text.split(|c| c != mark);
    others.map(|run| run.chars().count()).max().unwrap_or(0)
}

/// The address of a link or picture.
pub fn address(url: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/:.-_~?=#%+@,;!$'".contains(c) || !c.is_ascii();
    if !url.is_empty() && url.chars().all(plain) && !url.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return url.into();
    }
    let mut out = String::from("<");
    for c in url.chars() {
        match c {
            '<' | '>' | '\\' | '&' | '`' | '*' | '|' => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out.push('>');
    out
}

/// Writes a text that means nothing but itself.
pub fn escape(out: &mut String, text: &str, care: Care) {
    let mut before = out.chars().next_back();
    let mut begins = out.is_empty();
    for (at, c) in text.char_indices() {
        let rest = text.get(at + c.len_utf8()..).unwrap_or_default();
        let after = rest.chars().next();
        let blank_end = begins || rest.is_empty();
        match c {
            '\t' | '\r' | '\u{b}' | '\u{c}' => out.push_str(&format!("&#{};", u32::from(c))),
            ' ' if blank_end && (care == Care::Full || begins) => out.push_str("&#32;"),
            _ if !c.is_ascii_punctuation() => out.push(c),
            _ if care == Care::Full || means_something(c, before, after, rest) => out.extend(['\\', c]),
            _ if begins && starts_block(c) => out.extend(['\\', c]),
            '.' | ')' if is_number(out) => out.extend(['\\', c]),
            _ => out.push(c),
        }
        (before, begins) = (Some(c), false);
    }
}

/// Whether Markdown takes a character for more than itself between these neighbours.
fn means_something(c: char, before: Option<char>, after: Option<char>, rest: &str) -> bool {
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match c {
        '\\' | '*' | '`' | '[' | ']' | '<' | '~' | '|' => true,
        '_' => !(word(before) && word(after)),
        '!' => after.is_none() || after == Some('['),
        '&' => rest.find(';').is_some_and(|end| rest[..end].chars().all(|c| c == '#' || c.is_ascii_alphanumeric())),
        _ => false,
    }
}

/// Whether a line that begins with it may be something else than a paragraph.
fn starts_block(c: char) -> bool {
    matches!(c, '#' | '>' | '+' | '-' | '=' | ':')
}

/// Whether the line so far is a number, which a dot would make the number of an item.
fn is_number(line: &str) -> bool {
    !line.is_empty() && line.len() < 10 && line.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> String {
        line(text, 0, text.len(), &[], Care::Light).unwrap()
    }

    #[test]
    fn only_what_means_something_is_escaped() {
        assert_eq!(plain("It rose (again) - 3.5 m, snake_case, AT&T."), "It rose (again) - 3.5 m, snake_case, AT&T.");
        assert_eq!(plain("1. is *no* list &amp; <b>"), "1\\. is \\*no\\* list \\&amp; \\<b>");
        assert_eq!(plain("# no head"), "\\# no head");
        assert_eq!(plain(" x\ty"), "&#32;x&#9;y");
    }

    #[test]
    fn spans_nest_and_may_not_cross() {
        let span = |start, end, style| Span { start, end, style };
        let text = "one two `three";
        let spans = [span(0, 7, Style::Strong), span(4, 7, Style::Emphasis), span(8, 14, Style::Code)];
        assert_eq!(line(text, 0, 14, &spans, Care::Light).unwrap(), "**one *two*** `` `three ``");
        assert_eq!(line(text, 4, 7, &spans, Care::Light), None);
        let crossing = [span(0, 5, Style::Strong), span(4, 7, Style::Emphasis)];
        assert_eq!(line(text, 0, 14, &crossing, Care::Light), None);
        let link = [span(0, 3, Style::Link("https://x.example/a b?c&d".into()))];
        assert_eq!(line(text, 0, 3, &link, Care::Light).unwrap(), "[one](<https://x.example/a b?c\\&d>)");
    }
}
