//! Records as the REST interface of WordPress gives them: `{"title": {"rendered": "…"}, "content": {"rendered": "…"}}`.
//!
//! What is rendered is HTML. Authors, categories and tags are numbers; with `_embed` their names stand under
//! `_embedded`, and so does the picture.

use super::object::Object;
use super::values::Values;
use crate::ingest::keys::{Entry, Held, Value, plain};
use std::borrow::Cow;

/// Keys whose numbers name something in other lists.
const NUMBERS: [&str; 4] = ["author", "categories", "tags", "featured_media"];

/// Writes the entries of such a record as others do; the keys that mean nothing without the site's other lists are taken
/// out and handed over, as name and JSON.
pub fn unwrap(entries: &mut Vec<Entry>) -> Vec<(String, String)> {
    if !entries.iter().any(|entry| entry.key == "title" && rendered(entry).is_some()) {
        return Vec::new();
    }
    let mut aside = Vec::new();
    entries.retain(|entry| {
        let number = NUMBERS.contains(&entry.key.as_ref());
        aside.extend(number.then(|| (entry.key.clone().into_owned(), entry.held.to_json())));
        !number
    });
    for entry in entries.iter_mut() {
        let Some(html) = rendered(entry) else { continue };
        if entry.key == "content" {
            entry.key = "content_html".into();
        }
        entry.held = Held::Cell(if entry.key == "title" { plain(&html, 0).0.into() } else { html });
    }
    let embedded = entries.iter().find(|entry| entry.key == "_embedded").and_then(object).map(|object| named(&object));
    entries.extend(embedded.unwrap_or_default());
    aside
}

/// The object that an entry holds.
fn object<'a>(entry: &Entry<'a>) -> Option<Object<'a>> {
    match &entry.held {
        Held::Json(raw) => Object::of(raw.get()),
        _ => None,
    }
}

/// The HTML in `{"rendered": "…"}`.
fn rendered<'a>(entry: &Entry<'a>) -> Option<Cow<'a, str>> {
    let object = object(entry)?;
    object.get("rendered").filter(|html| html.starts_with('"'))?;
    Some(object.text("rendered").unwrap_or_default())
}

/// The names of authors, categories and tags, and the picture.
fn named<'a>(embedded: &Object<'a>) -> Vec<Entry<'a>> {
    let objects = |key: &str| embedded.get(key).map(objects).unwrap_or_default();
    let mut lists: [Vec<Value>; 3] = Default::default();
    let terms = embedded.get("wp:term").map(|lists| Values::new(lists).flatten().flat_map(self::objects));
    for object in objects("author").into_iter().chain(terms.into_iter().flatten()) {
        let list = match object.text("taxonomy").as_deref() {
            None => 0,
            Some("category") => 1,
            Some("post_tag") => 2,
            Some(_) => continue,
        };
        let name = object.text("name").map(|name| Value::Text(plain(&name, 0).0));
        lists.iter_mut().skip(list).take(1).for_each(|list| list.extend(name.clone()));
    }
    let keys = ["author", "categories", "tags"].into_iter().zip(lists).filter(|(_, list)| !list.is_empty());
    let mut entries: Vec<_> =
        keys.map(|(key, list)| Entry { key: key.into(), held: Held::Value(Value::List(list)) }).collect();
    if let Some(picture) = objects("wp:featuredmedia").first() {
        let texts =
            [("featured_image", "source_url"), ("image_alt", "alt_text")].map(|(key, from)| (key, picture.text(from)));
        entries.extend(
            texts.into_iter().filter_map(|(key, text)| Some(Entry { key: key.into(), held: Held::Cell(text?) })),
        );
    }
    entries
}

/// The objects of a list.
fn objects(list: &str) -> Vec<Object<'_>> {
    Values::new(list).flatten().filter_map(Object::of).collect()
}
