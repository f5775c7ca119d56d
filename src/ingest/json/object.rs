//! One JSON object: its keys in their order, each with its value as it is written.

use crate::ingest::keys::{Entry, Held, Text};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;

/// The keys of an object and what they hold, borrowed from the input where they can be.
#[derive(Debug, Default)]
pub struct Object<'a>(pub Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'a> Object<'a> {
    /// Reads an object; `None` for anything else.
    pub fn of(value: &'a str) -> Option<Self> {
        value.trim_start().starts_with('{').then(|| serde_json::from_str(value).ok())?
    }

    /// What the first key of this name holds, as written.
    pub fn get(&self, key: &str) -> Option<&'a str> {
        self.0.iter().find(|(name, _)| name == key).map(|(_, value)| value.get())
    }

    /// The text that a key holds.
    pub fn text(&self, key: &str) -> Option<Cow<'a, str>> {
        let (_, value) = self.0.iter().find(|(name, _)| name == key)?;
        Held::Json(value).text().filter(|text| !text.trim().is_empty())
    }

    /// Its keys as those of a record.
    pub fn entries(self) -> Vec<Entry<'a>> {
        self.0.into_iter().map(|(key, value)| Entry { key, held: Held::Json(value) }).collect()
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Object<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Keys)
    }
}

/// Collects the keys of one object.
struct Keys;

impl<'de> Visitor<'de> for Keys {
    type Value = Object<'de>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut object = Object::default();
        while let Some(Text(key)) = map.next_key()? {
            object.0.push((key, map.next_value()?));
        }
        Ok(object)
    }
}
