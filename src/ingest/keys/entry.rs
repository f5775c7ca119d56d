//! A key of a record and what it holds, in whatever form the record came.

use super::Value;
use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;

/// A key and what it holds.
#[derive(Debug)]
pub struct Entry<'a> {
    /// The key as written.
    pub key: Cow<'a, str>,
    /// What it holds.
    pub held: Held<'a>,
}

/// What a key holds.
#[derive(Debug)]
pub enum Held<'a> {
    /// JSON as written: not parsed before a field wants it.
    Json(&'a RawValue),
    /// The text of a cell.
    Cell(Cow<'a, str>),
    /// A value of front matter.
    Value(Value),
}

impl<'a> Held<'a> {
    /// Its text if it is one; a number as it is written.
    pub fn text(&self) -> Option<Cow<'a, str>> {
        match self {
            Self::Json(raw) => text_of(raw.get()),
            Self::Cell(text) => Some(text.clone()),
            Self::Value(value) => value.text().map(Cow::Owned),
        }
    }

    /// It as a value.
    pub fn value(&self) -> Value {
        match self {
            Self::Json(raw) => match text_of(raw.get()) {
                Some(text) if !matches!(raw.get(), "true" | "false" | "null") => Value::Text(text.into_owned()),
                // JSON that is too deep to be parsed is no value of a field.
                _ => serde_json::from_str(raw.get()).unwrap_or(Value::List(Vec::new())),
            },
            Self::Cell(text) => Value::Text(text.clone().into_owned()),
            Self::Value(value) => value.clone(),
        }
    }

    /// As JSON text, in one line: a line end can only part tokens, so it is left out.
    pub fn to_json(&self) -> String {
        match self {
            Self::Json(raw) => raw.get().lines().map(str::trim).collect(),
            Self::Cell(text) => serde_json::to_string(text).unwrap_or_default(),
            Self::Value(value) => value.to_json(),
        }
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Json(raw) => matches!(raw.get(), "null" | "\"\"" | "[]"),
            Self::Cell(text) => text.trim().is_empty(),
            Self::Value(value) => *value == Value::Null,
        }
    }
}

/// The text of a JSON scalar.
fn text_of(raw: &str) -> Option<Cow<'_, str>> {
    match raw.as_bytes().first()? {
        b'"' => Some(serde_json::from_str(raw).map_or_else(|_| mended(raw), |Text(text)| text)),
        b'[' | b'{' => None,
        b'n' => Some(Cow::Borrowed("")),
        _ => Some(Cow::Borrowed(raw)),
    }
}

/// A JSON string with halves of characters (`\ud83d` without its other half), which no text can hold: each is replaced
/// by the sign for that, U+FFFD.
fn mended(raw: &str) -> Cow<'_, str> {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('\\') {
        let half = |at: usize| rest.get(at..at + 6).and_then(unit);
        let (keep, skip) = match (half(at), half(at + 6)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => (12, 12),
            (Some(0xd800..=0xdfff), _) => (0, 6),
            _ => (2, 2),
        };
        out.push_str(rest.get(..at + keep).unwrap_or(rest));
        if keep == 0 {
            out.push('\u{fffd}');
        }
        rest = rest.get(at + skip..).unwrap_or_default();
    }
    out.push_str(rest);
    Cow::Owned(serde_json::from_str(&out).unwrap_or(out))
}

/// The number in `\u1234`.
fn unit(escape: &str) -> Option<u32> {
    u32::from_str_radix(escape.strip_prefix("\\u")?, 16).ok()
}

/// A JSON string, borrowed if it is written without escapes.
#[derive(Debug, PartialEq)]
pub struct Text<'a>(pub Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Borrowing).map(Self)
    }
}

/// Takes a string, borrowed or not.
struct Borrowing;

impl<'de> Visitor<'de> for Borrowing {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_have_a_text_and_numbers_are_as_written() {
        for (raw, text) in [
            (r#""a\nb""#, Some("a\nb")),
            ("1.50", Some("1.50")),
            ("1e999", Some("1e999")),
            ("true", Some("true")),
            ("null", Some("")),
            ("[1]", None),
            ("{}", None),
        ] {
            assert_eq!(text_of(raw).as_deref(), text, "{raw}");
        }
    }

    #[test]
    fn half_characters_are_replaced_and_whole_ones_kept() {
        assert_eq!(text_of(r#""a\ud83db""#).as_deref(), Some("a\u{fffd}b"));
        assert_eq!(text_of(r#""\udc00\ud83d\ude00\\ud83d""#).as_deref(), Some("\u{fffd}😀\\ud83d"));
        assert_eq!(text_of(r#""\ud83d\ud83d\ude00""#).as_deref(), Some("\u{fffd}😀"));
    }
}
