//! A value as JSON knows it. One type for all results: a struct each would cost 200 bytes and more of what ships for every
//! one, since each is written out by code of its own.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

/// A value that becomes a plain JavaScript value, or JSON.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// What is absent.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A count.
    Whole(u32),
    /// A place in a file: JavaScript's numbers are exact to 2^53.
    Place(f64),
    /// A score.
    Score(f32),
    /// A text.
    Text(&'a str),
    /// Values in order.
    List(Vec<Value<'a>>),
    /// Values by name.
    Object(Vec<(&'static str, Value<'a>)>),
}

impl<'a> Value<'a> {
    /// A text; null where it is empty.
    pub fn some(text: &'a str) -> Self {
        if text.is_empty() { Self::Null } else { Self::Text(text) }
    }

    /// A list of what `value` makes of items.
    pub fn list<T>(items: &'a [T], value: impl Fn(&'a T) -> Self) -> Self {
        let mut values = Vec::with_capacity(items.len());
        items.iter().for_each(|item| values.push(value(item)));
        Self::List(values)
    }

    /// A list of texts.
    pub fn texts(texts: &'a [String]) -> Self {
        Self::list(texts, |text| Self::Text(text))
    }
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Whole(value) => serializer.serialize_u32(*value),
            Self::Place(value) => serializer.serialize_f64(*value),
            Self::Score(value) => serializer.serialize_f32(*value),
            Self::Text(value) => serializer.serialize_str(value),
            Self::List(values) => {
                let mut list = serializer.serialize_seq(Some(values.len()))?;
                values.iter().try_for_each(|value| list.serialize_element(value))?;
                list.end()
            }
            // As a map: serde-wasm-bindgen keeps the names of structs in a hash map, 1 kB of what ships.
            Self::Object(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                entries.iter().try_for_each(|(name, value)| map.serialize_entry(name, value))?;
                map.end()
            }
        }
    }
}
