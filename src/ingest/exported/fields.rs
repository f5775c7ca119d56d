//! The front matter of an exported article.
//!
//! ```text
//! id title kicker description byline lang url rights date_text    texts
//! date modified                                                   ISO 8601
//! authors = [ {name, role?, url?} ]
//! dateline = {raw?, place?, agency?, date?}
//! source = {name, kind: agency | outlet | feed}
//! highlights, sections, tags = [ text ]
//! links = {previous?: {title, url?}, next?: {title, url?}, related?: [ {title, url?} ]}
//! dir = ltr | rtl
//! extra = {name: value}, or [ [name, JSON as text] ] where a name or a value would not come back the same
//! ```

use super::super::keys::Value;
use super::super::{Options, front_matter};
use crate::article::{Article, Dateline, Dir, Link, Links, Person, Source, SourceKind, Stamp};

/// Gives the keys to their fields, and says why the article is not to be published, if it is not. What is no key of an export, or has
/// another form, was written by a person, and is read as in any front matter.
pub fn apply(keys: Vec<(String, Value)>, options: &Options, article: &mut Article) -> Option<&'static str> {
    let others = keys.into_iter().skip(1).filter(|(key, value)| set(key, value, article).is_none()).collect();
    front_matter::apply(others, false, options, article)
}

/// Gives one key's value to its field; `None` if there is no such field or the value has another form.
fn set(key: &str, value: &Value, article: &mut Article) -> Option<()> {
    match key {
        "id" => article.id = text(value)?,
        "title" => article.headline = Some(text(value)?),
        "kicker" => article.kicker = Some(text(value)?),
        "description" => article.dek = Some(text(value)?),
        "byline" => article.byline = Some(text(value)?),
        "lang" => article.lang = Some(text(value)?),
        "url" => article.url = Some(text(value)?),
        "rights" => article.rights = Some(text(value)?),
        "date_text" => article.date_text = Some(text(value)?),
        "date" => article.published = Some(Stamp::parse(&text(value)?)?),
        "modified" => article.modified = Some(Stamp::parse(&text(value)?)?),
        "authors" => article.authors = all(value, person)?,
        "dateline" => article.dateline = Some(dateline(value)?),
        "source" => article.source = Some(source(value)?),
        "highlights" => article.highlights = all(value, text)?,
        "sections" => article.sections = all(value, text)?,
        "tags" => article.tags = all(value, text)?,
        "links" => article.links = links(value)?,
        "dir" => article.dir = Some(dir(value)?),
        "extra" => article.extra = extra(value)?,
        _ => return None,
    }
    Some(())
}

/// A text as it is, with the blanks around it.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.clone()),
        Value::Null => None,
        other => other.text(),
    }
}

/// The text of a key of a map.
pub fn text_of(map: &Value, key: &str) -> Option<String> {
    map.get(key).and_then(text)
}

/// Every item of a list, if all have the form.
fn all<T>(value: &Value, of: impl Fn(&Value) -> Option<T>) -> Option<Vec<T>> {
    let Value::List(list) = value else { return None };
    list.iter().map(of).collect()
}

fn person(value: &Value) -> Option<Person> {
    let name = value.get("name").and_then(text).or_else(|| text(value))?;
    Some(Person { name, role: text_of(value, "role"), url: text_of(value, "url") })
}

fn dateline(value: &Value) -> Option<Dateline> {
    let Value::Map(_) = value else { return None };
    let of = |key| text_of(value, key);
    Some(Dateline { raw: of("raw").unwrap_or_default(), place: of("place"), agency: of("agency"), date: of("date") })
}

fn source(value: &Value) -> Option<Source> {
    let kind = match text_of(value, "kind")?.as_str() {
        "agency" => SourceKind::Agency,
        "outlet" => SourceKind::Outlet,
        "feed" => SourceKind::Feed,
        _ => return None,
    };
    Some(Source { name: text_of(value, "name")?, kind })
}

fn links(value: &Value) -> Option<Links> {
    let Value::Map(_) = value else { return None };
    let of = |key| value.get(key).and_then(link);
    let related = value.get("related").map_or(Some(Vec::new()), |list| all(list, link))?;
    Some(Links { previous: of("previous"), next: of("next"), related })
}

fn link(value: &Value) -> Option<Link> {
    Some(Link { title: text_of(value, "title")?, url: text_of(value, "url") })
}

fn dir(value: &Value) -> Option<Dir> {
    let name = text(value)?;
    [Dir::Ltr, Dir::Rtl].into_iter().find(|dir| dir.name() == name)
}

fn extra(value: &Value) -> Option<Vec<(String, String)>> {
    match value {
        Value::Map(keys) => Some(keys.iter().map(|(key, value)| (key.clone(), value.to_json())).collect()),
        _ => all(value, |pair| match pair {
            Value::List(pair) => match pair.as_slice() {
                [name, json] => Some((text(name)?, text(json)?)),
                _ => None,
            },
            _ => None,
        }),
    }
}
