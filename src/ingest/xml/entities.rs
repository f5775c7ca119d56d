//! References: `&amp;`, `&#8217;`, and those that only HTML knows, which feeds use all the same (`&nbsp;`).
//!
//! A reference that means nothing stays as it is written: entities that a document type declares are never expanded,
//! so none can grow.

use quick_xml::escape::resolve_html5_entity;
use std::borrow::Cow;

/// Longest name of an entity of HTML.
const LONGEST: usize = 32;

/// The text with every reference resolved.
pub fn resolve(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        let (before, after) = rest.split_at(start);
        out.push_str(before);
        let inside = after.get(1..).unwrap_or_default();
        let end = inside.bytes().take(LONGEST + 1).position(|byte| byte == b';');
        let name = end.and_then(|end| inside.get(..end));
        match name.and_then(|name| Some((name, reference(name)?))) {
            Some((name, text)) => {
                out.push_str(&text);
                rest = inside.get(name.len() + 1..).unwrap_or_default();
            }
            None => {
                out.push('&');
                rest = inside;
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// What the reference `&name;` stands for.
pub fn reference(name: &str) -> Option<Cow<'static, str>> {
    let Some(number) = name.strip_prefix('#') else { return resolve_html5_entity(name).map(Cow::Borrowed) };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    match code {
        // Old programs number the characters of Windows-1252: &#146; is an apostrophe.
        0x80..=0x9f => encoding_rs::WINDOWS_1252
            .decode_without_bom_handling_and_without_replacement(&[code as u8])
            .map(|text| Cow::Owned(text.into_owned())),
        _ => char::from_u32(code).filter(|c| !is_illegal(*c)).map(|c| Cow::Owned(c.into())),
    }
}

/// Whether XML 1.0 forbids a character.
fn is_illegal(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_of_xml_and_html_are_understood() {
        assert_eq!(resolve("Rain &amp; wind&nbsp;&#8211;&#x2014;&eacute;&#146;"), "Rain & wind\u{a0}–—é’");
    }

    #[test]
    fn what_means_nothing_stays() {
        for text in ["AT&T", "a & b; c", "&unknown;", "&#0;", "&#x110000;", "&#;", "&;", "&", "&#8"] {
            assert_eq!(resolve(text), text);
        }
    }
}
