//! Shortcodes: `[gallery ids="1,2"]`, `[box]text[/box]`, and how they are told from words in brackets.
//!
//! WordPress knows which names a plugin has registered; an export does not say. A pair of brackets is taken for a
//! shortcode if its name is one of WordPress's own, or it is written as no writer would: with `name="value"`, with `/`
//! at its end, with `_` in its name, or if `[/name]` closes it. `[sic]` and `[Reuters]` stay.

use std::collections::BTreeSet;

/// Names that WordPress itself has, and very common ones without attributes.
const KNOWN: &[&str] = &[
    "caption",
    "gallery",
    "embed",
    "audio",
    "video",
    "playlist",
    "contact-form",
    "contact-form-7",
    "toc",
    "youtube",
    "vimeo",
    "tweet",
    "googlemaps",
    "sitemap",
    "recent-posts",
    "adsense",
    "sharethis",
    "polldaddy",
    "slideshow",
];

/// Longest shortcode: a longer run in brackets is text.
const LONGEST: usize = 4000;

/// A shortcode's tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag<'a> {
    /// As written, with its brackets.
    pub written: &'a str,
    /// Its name.
    pub name: &'a str,
    /// What follows the name.
    attributes: &'a str,
    /// Whether it is `[/name]`.
    pub closes: bool,
}

/// The names that a text closes: `[/name]`.
pub fn closed(text: &str) -> BTreeSet<&str> {
    let names = text.split("[/").skip(1).filter_map(|rest| Some(rest.split_once(']')?.0.trim()));
    names.filter(|name| is_name(name)).collect()
}

/// The shortcode's tag at the beginning of a text, if there is one.
pub fn tag<'a>(text: &'a str, closed: &BTreeSet<&str>) -> Option<Tag<'a>> {
    let inside = text.strip_prefix('[')?;
    let closes = inside.starts_with('/');
    let named = inside.trim_start_matches('/');
    let length = named.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))).unwrap_or(named.len());
    let (name, rest) = named.split_at(length);
    let fits = rest.starts_with([']', '/']) || rest.starts_with(char::is_whitespace);
    if !is_name(name) || !fits {
        return None;
    }
    let end = end(rest)?;
    let attributes = rest.get(..end)?;
    let written = text.get(..text.len() - rest.len() + end + 1)?;
    let tag = Tag { written, name, attributes: attributes.trim(), closes };
    (closes || closed.contains(name) || tag.is_plain()).then_some(tag)
}

/// Where the bracket closes: not within quotation marks, and before another opens.
fn end(rest: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in rest.char_indices().take_while(|(at, _)| *at < LONGEST) {
        match (c, quote) {
            (']', None) => return Some(at),
            ('[', None) => return None,
            ('"', None) => quote = Some('"'),
            (c, Some(open)) if c == open => quote = None,
            _ => {}
        }
    }
    // A quotation mark that nothing closes.
    rest.char_indices().take_while(|(at, _)| *at < LONGEST).find(|(_, c)| *c == ']').map(|(at, _)| at)
}

fn is_name(name: &str) -> bool {
    name.len() <= 64
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

impl Tag<'_> {
    /// Whether it is plainly a shortcode.
    fn is_plain(&self) -> bool {
        let assigns = self.attributes.split_once('=').is_some_and(|(key, value)| {
            let key = key.rsplit(char::is_whitespace).next().unwrap_or_default();
            is_name(key) && !value.starts_with(char::is_whitespace) && !value.is_empty()
        });
        KNOWN.contains(&self.name) || self.name.contains('_') || self.attributes.ends_with('/') || assigns
    }

    /// The value of an attribute.
    pub fn attribute(&self, key: &str) -> Option<&str> {
        let mut from = 0;
        while let Some(at) = self.attributes.get(from..)?.find(key).map(|at| at + from) {
            let (before, rest) = self.attributes.split_at(at);
            let rest = rest.get(key.len()..)?.trim_start();
            let whole = before.is_empty() || before.ends_with(char::is_whitespace);
            if let Some(value) = rest.strip_prefix('=').filter(|_| whole) {
                return Some(unquoted(value.trim_start()));
            }
            from = at + key.len();
        }
        None
    }
}

/// The value at the beginning of a text, without its quotation marks.
fn unquoted(value: &str) -> &str {
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    match quote {
        Some(quote) => value.get(1..).and_then(|rest| rest.split(quote).next()).unwrap_or_default(),
        None => value.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> Option<&str> {
        tag(text, &closed(text)).map(|tag| tag.written)
    }

    #[test]
    fn shortcodes_are_told_from_words_in_brackets() {
        for text in [
            "[gallery]",
            "[gallery ids=\"1,2\"]",
            "[foo bar='x]y' ]",
            "[ad id=3]",
            "[my_box]",
            "[hr /]",
            "[box]x[/box]",
            "[/box]",
            "[vc_row full_width=\"a]b\"] x",
        ] {
            assert!(written(text).is_some(), "{text}");
        }
        assert_eq!(written("[vc_row full_width=\"a]b\"] x"), Some("[vc_row full_width=\"a]b\"]"));
        for text in
            ["[sic]", "[Reuters]", "[…]", "[1]", "[the president] said", "[x = y]", "[a", "[]", "[[gallery]]", "[a [b]"]
        {
            assert_eq!(written(text), None, "{text}");
        }
    }

    #[test]
    fn attributes_are_read() {
        let tag = tag("[gallery columns=3 ids=\"1, 2\" link='file']", &BTreeSet::new()).unwrap();
        assert_eq!((tag.attribute("ids"), tag.attribute("columns")), (Some("1, 2"), Some("3")));
        assert_eq!((tag.attribute("link"), tag.attribute("id"), tag.attribute("s")), (Some("file"), None, None));
    }
}
