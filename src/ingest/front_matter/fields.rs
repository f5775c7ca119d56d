//! What the keys of front matter mean.
//!
//! The keys are those of Jekyll, Hugo, Zola, Eleventy, Hexo and Astro; case, `_` and `-` do not matter. Keys that mean
//! nothing to us are kept in [`Article::extra`].

use super::Value;
use crate::article::{Article, Block, Dateline, Kind, Media, Person, Source, SourceKind, Stamp};

/// Moves the keys into the fields that they mean. A draft is marked by `false`: it is not to be published.
pub fn apply(keys: Vec<(String, Value)>, article: &mut Article) -> bool {
    let mut published = true;
    for (key, value) in keys {
        let plain: String = key.chars().filter(|c| !matches!(c, '_' | '-')).flat_map(char::to_lowercase).collect();
        match (plain.as_str(), &value) {
            ("draft", value) if is(value, true) => published = false,
            ("published", value) if is(value, false) => published = false,
            ("draft", value) if is(value, false) => {}
            ("published", value) if is(value, true) => {}
            ("taxonomies", Value::Map(_)) => {
                let Value::Map(inner) = value else { continue };
                published &= apply(inner, article);
            }
            _ => {
                if !set(&plain, &value, article) {
                    article.extra.push((key, value.to_json()));
                }
            }
        }
    }
    published
}

/// Gives one key's value to its field; `false` if there is no such field, or it is taken, or the value does not fit.
fn set(key: &str, value: &Value, article: &mut Article) -> bool {
    match key {
        "title" | "headline" => fill(&mut article.headline, value),
        "kicker" | "eyebrow" => fill(&mut article.kicker, value),
        "dek" | "description" | "summary" | "standfirst" | "subtitle" | "excerpt" | "lead" => {
            fill(&mut article.dek, value)
        }
        "lang" | "language" | "locale" => fill(&mut article.lang, value),
        "url" | "canonical" | "canonicalurl" | "link" => fill(&mut article.url, value),
        "rights" | "copyright" | "license" | "licence" => fill(&mut article.rights, value),
        "tags" | "tag" | "keywords" | "topics" => extend(&mut article.tags, value),
        "categories" | "category" | "sections" | "section" => extend(&mut article.sections, value),
        "date" | "published" | "publishdate" | "publishedat" | "pubdate" | "created" => set_published(value, article),
        "lastmod" | "modified" | "updated" | "updateddate" | "lastmodifiedat" => set_modified(value, article),
        "author" | "authors" | "by" | "byline" => set_authors(value, article),
        "id" | "slug" => set_id(key, value, article),
        "image" | "images" | "cover" | "heroimage" | "banner" => set_image(value, article),
        "source" | "outlet" | "publisher" => set_source(value, article),
        "place" | "location" | "dateline" => set_place(value, article),
        _ => false,
    }
}

/// Fills an empty field with a text.
fn fill(field: &mut Option<String>, value: &Value) -> bool {
    match value.text() {
        Some(text) if field.is_none() => {
            *field = (!text.is_empty()).then_some(text);
            true
        }
        _ => false,
    }
}

/// Adds the texts of a list, or of a string parted by commas.
fn extend(field: &mut Vec<String>, value: &Value) -> bool {
    let texts = match value {
        Value::Text(text) => text.split(',').map(|tag| tag.trim().to_owned()).collect(),
        _ => value.texts(),
    };
    let found = !texts.is_empty();
    field.extend(texts.into_iter().filter(|text| !text.is_empty()));
    found
}

/// The date of publication, understood where it is ISO 8601.
/// Whether a value says yes, or no: as a truth value or in words.
fn is(value: &Value, truth: bool) -> bool {
    let words: [&str; 3] = if truth { ["true", "yes", "on"] } else { ["false", "no", "off"] };
    match value {
        Value::Bool(found) => *found == truth,
        Value::Text(text) => words.iter().any(|word| text.trim().eq_ignore_ascii_case(word)),
        _ => false,
    }
}

/// Whether a head that cannot be read marks a draft: a slip elsewhere must not publish it.
pub fn marks_draft(head: &str) -> bool {
    head.lines().any(|line| {
        let (key, value) = line.split_once([':', '=']).unwrap_or_default();
        let value = Value::Text(value.trim().trim_matches(['"', '\'']).to_owned());
        match key.trim().to_ascii_lowercase().as_str() {
            "draft" => is(&value, true),
            "published" => is(&value, false),
            _ => false,
        }
    })
}

fn set_published(value: &Value, article: &mut Article) -> bool {
    if article.date_text.is_some() || !fill(&mut article.date_text, value) {
        return false;
    }
    let text = article.date_text.as_deref().unwrap_or_default();
    article.published = Stamp::parse(text);
    if article.published.is_none() && !text.is_empty() {
        article.warnings.push(format!("date: expected ISO 8601 (2013-05-29), found {text:?}; kept as text"));
    }
    true
}

/// The date of the last change, if it is ISO 8601.
fn set_modified(value: &Value, article: &mut Article) -> bool {
    let stamp = value.text().and_then(|text| Stamp::parse(&text));
    let fits = stamp.is_some() && article.modified.is_none();
    article.modified = article.modified.or(stamp);
    fits
}

/// Authors as a string, a list of strings, or of `{name, url}`.
fn set_authors(value: &Value, article: &mut Article) -> bool {
    let people: Vec<Person> = match value {
        Value::List(list) => list.iter().filter_map(person).collect(),
        _ => person(value).into_iter().collect(),
    };
    if people.is_empty() || !article.authors.is_empty() {
        return false;
    }
    article.byline = Some(people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>().join(", "));
    article.authors = people;
    true
}

/// One author.
fn person(value: &Value) -> Option<Person> {
    let name = value.get("name").unwrap_or(value).text().filter(|name| !name.is_empty())?;
    let text = |key| value.get(key).and_then(Value::text);
    Some(Person { name, role: text("role"), url: text("url") })
}

/// An id wins over a slug.
fn set_id(key: &str, value: &Value, article: &mut Article) -> bool {
    let Some(text) = value.text().filter(|text| !text.is_empty()) else { return false };
    if key == "id" && !article.id.is_empty() {
        let slug = core::mem::replace(&mut article.id, text);
        article.extra.push(("slug".into(), Value::Text(slug).to_json()));
        return true;
    }
    let free = article.id.is_empty();
    if free {
        article.id = text;
    }
    free
}

/// The article's picture becomes its first block.
fn set_image(value: &Value, article: &mut Article) -> bool {
    let first = match value {
        Value::List(list) => list.first(),
        _ => Some(value),
    };
    let Some(image) = first else { return false };
    let text = |keys: &[&str]| keys.iter().find_map(|key| image.get(key)).and_then(Value::text);
    let src = image.text().or_else(|| text(&["src", "url", "path", "image"])).filter(|src| !src.is_empty());
    if src.is_none() || article.blocks.iter().any(|block| block.kind == Kind::Image) {
        return false;
    }
    let media = Media { src, alt: text(&["alt"]), credit: text(&["credit"]), ..Media::default() };
    let caption = text(&["caption", "title"]).unwrap_or_default();
    article.blocks.push(Block { media, ..Block::new(Kind::Image, caption) });
    !matches!(value, Value::List(list) if list.len() > 1)
}

/// Who published or supplied it.
fn set_source(value: &Value, article: &mut Article) -> bool {
    let name = value.get("name").unwrap_or(value).text().filter(|name| !name.is_empty());
    let fits = name.is_some() && article.source.is_none();
    if fits {
        article.source = name.map(|name| Source { name, kind: SourceKind::Outlet });
    }
    fits
}

/// Where it was filed.
fn set_place(value: &Value, article: &mut Article) -> bool {
    let place = value.text().filter(|place| !place.is_empty());
    let fits = place.is_some() && article.dateline.is_none();
    if fits {
        article.dateline = Some(Dateline { place, ..Dateline::default() });
    }
    fits
}
