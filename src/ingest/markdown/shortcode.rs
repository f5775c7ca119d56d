//! The tags of Hugo's shortcodes: `{{< name one "two" key="value" >}}`, `{{% name %}}`, and `{{< /name >}}`, which ends a
//! pair. One that is only shown, and not meant, has comment marks in it: `{{</* name */>}}`.

use std::collections::BTreeSet;

/// Longest tag: a longer run in braces is text.
const LONGEST: usize = 4000;

/// A tag.
#[derive(Debug, PartialEq)]
pub struct Tag<'a> {
    /// As written, with its braces.
    pub written: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Its arguments: the name, where one has any, and the value.
    arguments: Vec<(Option<&'a str>, String)>,
    /// Whether it ends a pair.
    pub closes: bool,
    /// What is shown, where the tag is not meant as one.
    pub shown: Option<String>,
}

/// Where the next tag may begin.
pub fn find(text: &str) -> Option<usize> {
    match (text.find("{{<"), text.find("{{%")) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// The names of pairs: those that a tag ends.
pub fn closed(text: &str) -> BTreeSet<&str> {
    let after = ["{{<", "{{%"].into_iter().flat_map(|open| text.split(open).skip(1));
    after.filter_map(|rest| name(rest.trim_start().strip_prefix('/')?.trim_start())).collect()
}

/// The tag at the beginning of a text, if there is one.
pub fn tag(text: &str) -> Option<Tag<'_>> {
    let close = if text.starts_with("{{<") { ">}}" } else { "%}}" };
    let inside = text.get(3..)?;
    let end = end(inside, close)?;
    let written = text.get(..3 + end + 3)?;
    let inside = inside.get(..end)?.trim();
    if let Some(shown) = inside.strip_prefix("/*").and_then(|inside| inside.strip_suffix("*/")) {
        let shown = format!("{}{shown}{close}", text.get(..3)?);
        return Some(Tag { written, name: "", arguments: Vec::new(), closes: false, shown: Some(shown) });
    }
    let closes = inside.starts_with('/');
    let inside = inside.trim_start_matches('/').trim_start();
    let name = name(inside)?;
    let arguments = arguments(inside.get(name.len()..)?.trim_end_matches('/'));
    Some(Tag { written, name, arguments, closes, shown: None })
}

/// The name at the beginning of a text.
fn name(text: &str) -> Option<&str> {
    let end =
        text.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/'))).unwrap_or(text.len());
    text.get(..end).map(|name| name.trim_end_matches('/')).filter(|name| !name.is_empty())
}

/// Where the tag ends: not within quotation marks, and before another begins.
fn end(inside: &str, close: &str) -> Option<usize> {
    let mut quote = None;
    let mut escaped = false;
    for (at, c) in inside.char_indices().take_while(|(at, _)| *at < LONGEST) {
        let rest = inside.get(at..)?;
        match (c, quote) {
            _ if quote.is_none() && rest.starts_with(close) => return Some(at),
            ('{', None) if rest.starts_with("{{") => return None,
            ('"' | '`', None) => quote = Some(c),
            (c, Some(open)) if c == open && !escaped => quote = None,
            _ => {}
        }
        escaped = c == '\\' && !escaped && quote == Some('"');
    }
    None
}

/// The arguments in a text.
fn arguments(text: &str) -> Vec<(Option<&str>, String)> {
    let mut arguments = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '"' | '`')).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        let assigned = after.strip_prefix('=').filter(|_| !word.is_empty());
        let (key, from) = match assigned {
            Some(value) => (Some(word), value.trim_start()),
            None => (None, rest),
        };
        let (value, left) = value(from);
        arguments.push((key, value));
        rest = left.trim_start();
    }
    arguments
}

/// The value at the beginning of a text, and what follows it.
fn value(text: &str) -> (String, &str) {
    let Some(quote) = text.chars().next().filter(|c| matches!(c, '"' | '`')) else {
        let end = text.char_indices().skip(1).find(|(_, c)| c.is_whitespace()).map_or(text.len(), |(at, _)| at);
        let (value, rest) = text.split_at(end);
        return (value.to_owned(), rest);
    };
    let (mut value, mut chars) = (String::new(), text.char_indices().skip(1));
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' if quote == '"' => value.extend(chars.next().map(|(_, c)| c)),
            c if c == quote => return (value, text.get(at + 1..).unwrap_or_default()),
            c => value.push(c),
        }
    }
    (value, "")
}

impl Tag<'_> {
    /// The argument of this name.
    pub fn named(&self, name: &str) -> Option<&str> {
        self.arguments.iter().find(|(key, _)| *key == Some(name)).map(|(_, value)| value.trim())
    }

    /// The argument of this name, else the first without any.
    pub fn main(&self, name: &str) -> Option<&str> {
        let first = || self.arguments.iter().find(|(key, _)| key.is_none()).map(|(_, value)| value.trim());
        self.named(name).or_else(first).filter(|value| !value.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_with_their_arguments() {
        let text = "{{< figure src=\"a >}} b.jpg\" alt=`x \"y\"` width=300 caption=\"say \\\"so\\\"\" />}} rest";
        let found = tag(text).unwrap();
        assert_eq!((found.name, found.closes, found.written.len()), ("figure", false, text.len() - 5));
        let named = ["src", "alt", "width", "caption", "zz"].map(|name| found.named(name).unwrap_or("-").to_owned());
        assert_eq!(named, ["a >}} b.jpg", "x \"y\"", "300", "say \"so\"", "-"]);
        let found = tag("{{%notice tip \"A tip\"%}}").unwrap();
        assert_eq!((found.name, found.main("type")), ("notice", Some("tip")));
        assert!(tag("{{</ notice >}}").is_some_and(|tag| tag.closes && tag.name == "notice"));
        assert_eq!(tag("{{</* ref \"x\" */>}}").and_then(|tag| tag.shown).as_deref(), Some("{{< ref \"x\" >}}"));
        for text in ["{{< >}}", "{{< a", "{{< a {{< b >}}", "{{< a %}}", "{{<", "{{< é >}}"] {
            assert_eq!(tag(text), None, "{text}");
        }
        assert!(closed("{{% a %}} {{% /a %}} {{</b>}} {{< c >}}").into_iter().eq(["a", "b"]));
    }
}
