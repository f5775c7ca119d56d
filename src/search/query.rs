//! The query language. Every string is a query; nothing is an error.
//!
//! ```text
//! query  = ( "-"? ( phrase / word ) )*
//! phrase = '"' anything but '"' ( '"' / end )         also “ ” „ « »
//! word   = characters up to a blank or a quotation mark
//! ```
//!
//! Words are alternatives: an article needs one of them. A phrase must stand in the article as written; what has a
//! minus before it must not. A minus counts at the beginning of a word only: `al-Araji` is two words, `-Araji` excludes.

use crate::text::slice;
use core::ops::Range;

/// Longest query that is read, in bytes; what comes after is ignored. Bounds the time that one keystroke takes.
pub const MAX_BYTES: usize = 2000;

/// A query as data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Its parts, in order.
    pub parts: Vec<Part>,
    /// Whether the last word may still be growing: nothing follows it, not even a closing quotation mark.
    pub open: bool,
}

/// A word or phrase of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its bytes in the query, without quotation marks and minus.
    pub span: Range<usize>,
    /// Whether its words must stand together.
    pub phrase: bool,
    /// Whether articles that hold it are left out.
    pub without: bool,
}

impl Query {
    /// Reads a query with its operators.
    pub fn parse(text: &str) -> Self {
        let text = within(text);
        let (mut parts, mut at) = (Vec::new(), 0);
        while let Some(start) = skip_blanks(text, at) {
            let rest = slice(text, start..text.len());
            let without =
                rest.strip_prefix('-').is_some_and(|after| after.starts_with(|c: char| c != '-' && !c.is_whitespace()));
            let start = start + usize::from(without);
            let (part, next) = part(text, start, without);
            parts.extend(part);
            at = next;
        }
        let open = parts.last().is_some_and(|part| !part.without && part.span.end == text.len());
        Self { parts, open }
    }

    /// Reads a query as plain words: no operator means anything.
    pub fn plain(text: &str) -> Self {
        let text = within(text);
        let whole = Part { span: 0..text.len(), phrase: false, without: false };
        Self { parts: vec![whole], open: text.ends_with(|c: char| !c.is_whitespace()) }
    }
}

/// The beginning of `text` that is read.
fn within(text: &str) -> &str {
    let end = (0..=text.len().min(MAX_BYTES)).rev().find(|end| text.is_char_boundary(*end));
    slice(text, 0..end.unwrap_or(0))
}

/// Where the next character that is no blank stands.
fn skip_blanks(text: &str, at: usize) -> Option<usize> {
    slice(text, at..text.len()).find(|c: char| !c.is_whitespace()).map(|skipped| at + skipped)
}

/// The phrase or word at `start`, if there is anything in it, and where to go on.
fn part(text: &str, start: usize, without: bool) -> (Option<Part>, usize) {
    let rest = slice(text, start..text.len());
    let quote = rest.chars().next().filter(|c| is_quote(*c));
    let open = quote.map_or(0, char::len_utf8);
    let length = match quote {
        Some(_) => slice(rest, open..rest.len()).find(is_quote),
        None => rest.find(|c: char| c.is_whitespace() || is_quote(c)),
    };
    let end = length.map_or(text.len(), |length| start + open + length);
    let close = slice(text, end..text.len()).chars().next().filter(|_| quote.is_some()).map_or(0, char::len_utf8);
    let part = Part { span: start + open..end, phrase: quote.is_some(), without };
    ((!part.span.is_empty()).then_some(part), end + close)
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parts as written, phrases in brackets.
    fn parts(text: &str) -> Vec<String> {
        let show = |part: &Part| {
            let (minus, word) = (if part.without { "-" } else { "" }, &text[part.span.clone()]);
            if part.phrase { format!("{minus}[{word}]") } else { format!("{minus}{word}") }
        };
        Query::parse(text).parts.iter().map(show).collect()
    }

    #[test]
    fn words_phrases_and_exclusions_are_told_apart() {
        assert_eq!(parts("border security"), ["border", "security"]);
        assert_eq!(
            parts(r#"iran "border security" -oil -"debt deal""#),
            ["iran", "[border security]", "-oil", "-[debt deal]"]
        );
        assert_eq!(parts("„Haus am See“ Berlin"), ["[Haus am See]", "Berlin"]);
        assert_eq!(parts("al-Araji - -- end-"), ["al-Araji", "-", "--", "end-"]);
    }

    #[test]
    fn anything_is_a_query() {
        assert_eq!(parts(r#""never closed"#), ["[never closed]"]);
        assert_eq!(parts(r#"a"b c"d"#), ["a", "[b c]", "d"]);
        assert!(parts(r#" "" "" - "#).len() == 1);
        for text in ["-\"", "\"", "“", "-", "\u{0}", "--\"-", "»«"] {
            Query::parse(text);
        }
        assert!(Query::parse(&"é".repeat(100_000)).parts[0].span.end <= MAX_BYTES);
    }

    #[test]
    fn the_last_word_is_open_until_something_follows() {
        assert!(Query::parse("bord").open);
        assert!(!Query::parse("bord ").open);
        assert!(Query::parse("\"iran bord").open);
        assert!(!Query::parse("\"bord\"").open);
        assert!(!Query::parse("-bord").open);
        assert!(!Query::parse("").open);
    }
}
