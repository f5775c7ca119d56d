//! Tags with more attributes than any page has.
//!
//! The tokenizer compares each attribute of a tag with all before it, so that a tag with a million of them takes minutes.
//! Here such a tag is read as text before the tokenizer sees it: its `<` becomes `&lt;`, and nothing is lost.

use std::borrow::Cow;

/// Most attributes of a tag.
const MOST: usize = 1_000;

/// The HTML with crowded tags as text, and how many they are.
pub fn as_text(html: &str) -> (Cow<'_, str>, usize) {
    let (bytes, mut found, mut at) = (html.as_bytes(), Vec::new(), 0);
    while let Some(start) = next_tag(bytes, at) {
        let (end, crowded) = tag(bytes, start);
        at = end;
        if crowded {
            found.push((start, end));
        }
    }
    if found.is_empty() {
        return (Cow::Borrowed(html), 0);
    }
    let (mut safe, mut done) = (String::with_capacity(html.len()), 0);
    for &(start, end) in &found {
        safe.push_str(html.get(done..start).unwrap_or_default());
        safe.push_str(&html.get(start..end).unwrap_or_default().replace('<', "&lt;"));
        done = end;
    }
    safe.push_str(html.get(done..).unwrap_or_default());
    (Cow::Owned(safe), found.len())
}

/// Where the next tag begins: `<` with a letter, or with `/` and a letter, behind it.
fn next_tag(bytes: &[u8], from: usize) -> Option<usize> {
    let is_letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    let is_tag = |at: &usize| is_letter(at + 1) || (bytes.get(at + 1) == Some(&b'/') && is_letter(at + 2));
    let rest = bytes.get(from..).unwrap_or_default().iter().enumerate();
    rest.filter(|(_, byte)| **byte == b'<').map(|(at, _)| from + at).find(is_tag)
}

/// Where the tag that begins at `start` ends, or where it has too many attributes.
fn tag(bytes: &[u8], start: usize) -> (usize, bool) {
    let until = |from: usize, is_end: &dyn Fn(u8) -> bool| {
        let rest = bytes.get(from..).unwrap_or_default();
        from + rest.iter().position(|byte| is_end(*byte)).unwrap_or(rest.len())
    };
    let blank = |byte: u8| byte.is_ascii_whitespace();
    let mut at = until(start + 2, &|byte| blank(byte) || matches!(byte, b'/' | b'>'));
    for _ in 0..=MOST {
        at = until(at, &|byte| !blank(byte) && byte != b'/');
        if bytes.get(at).is_none_or(|byte| *byte == b'>') {
            return (at, false);
        }
        // The first letter of a name may be anything.
        at = until(at + 1, &|byte| blank(byte) || matches!(byte, b'/' | b'>' | b'='));
        let value = until(at, &|byte| !blank(byte));
        if bytes.get(value) == Some(&b'=') {
            at = until(value + 1, &|byte| !blank(byte));
            at = match bytes.get(at) {
                Some(&quote @ (b'"' | b'\'')) => until(at + 1, &|byte| byte == quote) + 1,
                _ => until(at, &|byte| blank(byte) || byte == b'>'),
            };
        }
    }
    (at.min(bytes.len()), true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_left_as_they_are_unless_they_are_crowded() {
        let many = " a=\"x > y\" b='\"' c = d e/".repeat(250);
        for html in ["", "<", "<p", "a < b", "<p a=", "<p a=\"", "<p =>x", "</p a/>é<é", &format!("<p{many}>")] {
            assert_eq!(as_text(html), (html.into(), 0), "{html}");
        }
        let crowded = format!("<b>x</b>\n<p{many} <f>é</p>");
        let expected = format!("<b>x</b>\n&lt;p{many} &lt;f>é</p>");
        assert_eq!(as_text(&crowded), (expected.into(), 1));
    }
}
