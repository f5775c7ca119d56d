//! An article as one line of JSON: what `parse` and `export` print.

use newsprint::article::Article;
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;

/// An article with the keys and lines that the model has no field for under `extra`.
#[derive(serde::Serialize)]
struct Printed<'a> {
    #[serde(flatten)]
    article: &'a Article,
    extra: Extra<'a>,
}

/// Names and values as a map in the source's order; as pairs of name and JSON text where a map would not give them back:
/// where a name comes twice, or a value is not one line of JSON.
struct Extra<'a>(&'a [(String, String)]);

/// The article on one line.
pub fn line(article: &Article) -> serde_json::Result<String> {
    serde_json::to_string(&Printed { article, extra: Extra(&article.extra) })
}

impl Serialize for Extra<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let value = |json: &String| match json.contains(['\n', '\r']) {
            false => RawValue::from_string(json.clone()).ok(),
            true => None,
        };
        let values: Option<Vec<_>> = self.0.iter().map(|(_, json)| value(json)).collect();
        let mut names: Vec<_> = self.0.iter().map(|(name, _)| name).collect();
        names.sort_unstable();
        match values {
            Some(values) if names.is_sorted_by(|a, b| a < b) => {
                let mut map = serializer.serialize_map(Some(values.len()))?;
                for ((name, _), value) in self.0.iter().zip(&values) {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
            _ => serializer.collect_seq(self.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn extra(pairs: &[(&str, &str)]) -> String {
        let extra = pairs.iter().map(|(name, json)| (name.to_string(), json.to_string())).collect();
        let line = line(&Article { extra, ..Article::default() }).unwrap();
        line.rsplit_once("\"extra\":").unwrap().1.trim_end_matches('}').to_owned() + "}"
    }

    #[test]
    fn extra_keys_are_a_map_unless_a_map_would_lose_something() {
        assert_eq!(extra(&[("z", "1.50"), ("a", "[ 1 ]")]), r#"{"z":1.50,"a":[ 1 ]}"#);
        for pairs in [[("a", "1"), ("a", "2")], [("a", "1"), ("b", "[\n]")], [("a", "1"), ("b", "no json")]] {
            assert!(extra(&pairs).starts_with(r#"[["a","1"],"#), "{pairs:?}");
        }
    }
}
