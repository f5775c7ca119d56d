//! YAML in the few forms that an export needs: plain and quoted texts, lists of one item a line, maps on one line.

use std::fmt::Write as _;

/// Words that YAML takes for something else than a text.
const RESERVED: [&str; 9] = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];

/// A text: plain where nobody can take it for something else, else in quotation marks.
pub fn text(text: &str) -> String {
    match is_plain(text) {
        true => text.into(),
        false => quoted(text),
    }
}

/// Whether a text may stand without quotation marks, in a list or map too.
fn is_plain(text: &str) -> bool {
    let ordinary = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '/' | '.' | '_' | '\'' | '(' | ')');
    let begins = text.starts_with(|c: char| c.is_alphabetic());
    let number = text.eq_ignore_ascii_case("nan") || text.eq_ignore_ascii_case("inf");
    let reserved = number || RESERVED.iter().any(|word| text.eq_ignore_ascii_case(word));
    begins && !reserved && !text.ends_with(' ') && text.chars().all(ordinary)
}

/// A text in quotation marks, on one line.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        // Writing to a string cannot fail.
        let _ = match c {
            '"' | '\\' => write!(out, "\\{c}"),
            '\n' => write!(out, "\\n"),
            '\t' => write!(out, "\\t"),
            // What YAML counts as a line end, a byte order mark, or as nothing to print.
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {
                write!(out, "\\u{:04x}", u32::from(c))
            }
            _ => write!(out, "{c}"),
        };
    }
    out.push('"');
    out
}

/// `{name: value, …}` with those of the texts that are there.
pub fn map(entries: &[(&str, Option<&str>)]) -> String {
    let there = entries.iter().filter_map(|(name, value)| value.map(|value| format!("{name}: {}", text(value))));
    format!("{{{}}}", there.collect::<Vec<_>>().join(", "))
}

/// A key and its value, if there is one.
pub fn entry(out: &mut String, key: &str, value: Option<String>) {
    if let Some(value) = value {
        let _ = writeln!(out, "{key}: {value}");
    }
}

/// A key and its list, an item a line; nothing for an empty list.
pub fn list(out: &mut String, key: &str, items: impl Iterator<Item = String>) {
    let mut items = items.peekable();
    if items.peek().is_some() {
        let _ = writeln!(out, "{key}:");
    }
    items.for_each(|item| {
        let _ = writeln!(out, "  - {item}");
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_plain_only_where_nothing_can_be_meant_by_them() {
        for plain in ["Flood at Karima", "news/flood-2", "طوفان"] {
            assert_eq!(text(plain), plain);
        }
        for (value, written) in [
            ("2013", "\"2013\""),
            ("", "\"\""),
            ("No", "\"No\""),
            ("a: b", "\"a: b\""),
            (" a", "\" a\""),
            ("a ", "\"a \""),
            ("say \"x\"\\\n", "\"say \\\"x\\\"\\\\\\n\""),
            ("\u{85}\0", "\"\\u0085\\u0000\""),
        ] {
            assert_eq!(text(value), written);
        }
        assert_eq!(map(&[("a", Some("b, c")), ("d", None)]), "{a: \"b, c\"}");
    }
}
