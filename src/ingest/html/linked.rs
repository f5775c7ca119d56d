//! Linked data: the JSON-LD in which a page describes its article in the words of schema.org.

use super::facts::{Facts, parted, person, plain};
use super::tree::Tree;
use crate::article::{Block, Kind, Media, Person};
use crate::ingest::unique::unique;
use crate::ingest::{lang, url};
use serde_json::Value;
use std::collections::HashMap;

/// Types that are articles, and the ends of those that are kinds of them.
const TYPES: [&str; 4] = ["Article", "BlogPosting", "Report", "LiveBlogPosting"];
/// Most things that are looked through.
const THINGS: usize = 5_000;

/// Things that say more than their `@id`, by it.
type Known<'a> = HashMap<&'a str, &'a Value>;

/// Reads the article that the page's linked data describes; and says what could not be read.
pub fn read(tree: &Tree) -> (Facts, Vec<String>) {
    let (mut things, mut warnings) = (Vec::new(), Vec::new());
    for id in tree.inside(0).filter(|&id| tree.name(id) == "script") {
        if !tree.attr(id, "type").is_some_and(|kind| kind.to_ascii_lowercase().starts_with("application/ld+json")) {
            continue;
        }
        let text: String = tree.inside(id).filter_map(|id| tree.text(id)).collect();
        match parse(&text) {
            Some(value) => things.push(value),
            None if text.trim().is_empty() => {}
            None => {
                warnings.push(format!("line {}: expected JSON-LD, found broken JSON; it was not read", tree.line(id)))
            }
        }
    }
    let all = flat(&things);
    let facts = all.iter().find(|thing| is_article(thing)).map(|thing| facts(thing, &known(&all))).unwrap_or_default();
    (facts, warnings)
}

/// Pages put their data into comments and CDATA, and forget that strings have no newlines.
fn parse(text: &str) -> Option<Value> {
    let text = text.trim();
    if let Ok(value) = serde_json::from_str(text) {
        return Some(value);
    }
    let text = text.replace(|c: char| c.is_control(), " ").replace("<![CDATA[", "").replace("]]>", "");
    let start = text.find(['{', '['])?;
    let end = text.rfind(['}', ']'])?;
    serde_json::from_str(text.get(start..=end)?).ok()
}

/// All things, those in lists and graphs, too.
fn flat(values: &[Value]) -> Vec<&Value> {
    let (mut open, mut all): (Vec<&Value>, Vec<&Value>) = (values.iter().rev().collect(), Vec::new());
    while let Some(value) = open.pop() {
        match value {
            Value::Array(list) => open.extend(list.iter().rev()),
            Value::Object(thing) if all.len() < THINGS => {
                all.push(value);
                let inner = ["@graph", "mainEntity"].iter().filter_map(|key| thing.get(*key));
                open.extend(inner.filter(|value| value.is_array() || value.get("@type").is_some()));
            }
            _ => {}
        }
    }
    all
}

/// The things that others may name by their `@id`: the first of each.
fn known<'a>(all: &[&'a Value]) -> Known<'a> {
    let named = all.iter().rev().filter(|thing| thing.as_object().is_some_and(|map| map.len() > 1));
    named.filter_map(|thing| Some((thing.get("@id")?.as_str()?, *thing))).collect()
}

/// Whether a thing is an article with more than its name.
fn is_article(thing: &Value) -> bool {
    let is_type = |name: &str| {
        let name = name.rsplit(['/', ':']).next().unwrap_or(name);
        TYPES.iter().any(|known| name.ends_with(known))
    };
    let typed = match thing.get("@type") {
        Some(Value::Array(types)) => types.iter().filter_map(Value::as_str).any(is_type),
        Some(Value::String(name)) => is_type(name),
        _ => false,
    };
    typed && ["headline", "name", "articleBody", "datePublished"].iter().any(|key| thing.get(*key).is_some())
}

fn facts(thing: &Value, known: &Known) -> Facts {
    let text = |key: &str| texts(thing.get(key), known).into_iter().find_map(|text| plain(&text));
    let tags = texts(thing.get("keywords"), known);
    Facts {
        headline: text("headline").or_else(|| text("name")),
        dek: text("description"),
        authors: people(thing.get("author").or_else(|| thing.get("creator")), known),
        published: text("datePublished").or_else(|| text("dateCreated")),
        modified: text("dateModified"),
        picture: picture(thing.get("image"), known),
        sections: texts(thing.get("articleSection"), known).iter().filter_map(|text| plain(text)).collect(),
        tags: if tags.len() == 1 { parted(&tags[0]) } else { tags.iter().filter_map(|tag| plain(tag)).collect() },
        lang: text("inLanguage").and_then(|tag| lang::tag(&tag)),
        source: text("publisher").or_else(|| text("sourceOrganization")).or_else(|| text("isPartOf")),
        url: address(thing),
        rights: text("copyrightNotice").or_else(|| text("license")),
        body: texts(thing.get("articleBody"), known).into_iter().next(),
    }
}

/// The texts that a value is: strings, names of things, lists of them.
fn texts(value: Option<&Value>, known: &Known) -> Vec<String> {
    let list = match value {
        None => return Vec::new(),
        Some(Value::Array(list)) => list.iter().collect(),
        Some(value) => vec![value],
    };
    list.into_iter().filter_map(|value| name(value, known)).collect()
}

/// A string, or the name of a thing, which may stand elsewhere.
fn name(value: &Value, known: &Known) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(_) => {
            let thing = resolve(value, known);
            let named = ["name", "@value", "alternateName"].iter().find_map(|key| thing.get(*key)?.as_str());
            named.map(str::to_owned)
        }
        _ => None,
    }
}

/// The thing that an `@id` stands for.
fn resolve<'a>(value: &'a Value, known: &Known<'a>) -> &'a Value {
    let id = value.get("@id").filter(|_| value.get("name").is_none() && value.get("url").is_none());
    id.and_then(Value::as_str).and_then(|id| known.get(id)).copied().unwrap_or(value)
}

/// The authors: names, things with names, lists of both.
fn people(value: Option<&Value>, known: &Known) -> Vec<Person> {
    let list = match value {
        None => return Vec::new(),
        Some(Value::Array(list)) => list.iter().collect(),
        Some(value) => vec![value],
    };
    let mut people: Vec<Person> = Vec::new();
    for value in list {
        let thing = resolve(value, known);
        let found = name(value, known).and_then(|name| person(&name, thing.get("url").and_then(Value::as_str)));
        people.extend(found);
    }
    unique(&mut people, |person| &person.name);
    people
}

/// The main picture.
fn picture(value: Option<&Value>, known: &Known) -> Option<Block> {
    let value = match value? {
        Value::Array(list) => list.first()?,
        value => value,
    };
    let thing = resolve(value, known);
    let text = |key: &str| thing.get(key).and_then(Value::as_str).and_then(plain);
    let size = |key: &str| thing.get(key).and_then(Value::as_u64).and_then(|size| u32::try_from(size).ok());
    let src = value.as_str().or_else(|| thing.get("url")?.as_str()).or_else(|| thing.get("contentUrl")?.as_str())?;
    let media = Media {
        credit: text("creditText"),
        src: Some(url::good(src, None)?),
        alt: None,
        width: size("width"),
        height: size("height"),
    };
    Some(Block { media, ..Block::new(Kind::Image, text("caption").unwrap_or_default()) })
}

/// The article's own page.
fn address(thing: &Value) -> Option<String> {
    let page = thing.get("mainEntityOfPage");
    let found = [thing.get("url"), page, page.and_then(|page| page.get("@id")), page.and_then(|page| page.get("url"))];
    let mut urls = found.into_iter().flatten().filter_map(Value::as_str);
    urls.find(|url| url.starts_with("http")).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::html::parse;

    fn of(json: &str) -> Facts {
        read(&parse::page(&format!("<script type=application/ld+json>{json}</script>")).tree).0
    }

    #[test]
    fn articles_are_found_wherever_they_stand() {
        for json in [
            r#"{"@type":"NewsArticle","headline":"Flood &amp; fire"}"#,
            r#"[{"@type":"Organization","name":"N"},{"@type":["Thing","BlogPosting"],"headline":"Flood & fire"}]"#,
            r#"{"@graph":[{"@type":"WebSite","name":"N"},{"@type":"Article","name":"Flood & fire"}]}"#,
            "//<![CDATA[\n{\"@type\":\"ReportageNewsArticle\",\"headline\":\"Flood\n& fire\"}\n//]]>",
        ] {
            assert_eq!(of(json).headline.as_deref(), Some("Flood & fire"), "{json}");
        }
    }

    #[test]
    fn authors_come_in_all_forms() {
        for (json, names) in [
            (r#""Ana Cruz""#, "Ana Cruz"),
            (r#"["Ana Cruz",{"@type":"Person","name":"Ben Oyelaran"}]"#, "Ana Cruz+Ben Oyelaran"),
            (r#"{"name":["Ana Cruz"]}"#, ""),
            (r##"{"@id":"#a"}"##, "Ana Cruz"),
            (r#""https://n.example/ana""#, ""),
        ] {
            let graph =
                format!(r##"[{{"@type":"Article","headline":"H","author":{json}}},{{"@id":"#a","name":"Ana Cruz"}}]"##);
            let found: Vec<_> = of(&graph).authors.into_iter().map(|author| author.name).collect();
            assert_eq!(found.join("+"), names, "{json}");
        }
    }

    #[test]
    fn broken_data_is_said() {
        let (facts, warnings) = read(&parse::page("<p>x\n<script type='application/ld+json'>{oh}</script>").tree);
        assert!(facts.headline.is_none());
        assert_eq!(warnings, ["line 2: expected JSON-LD, found broken JSON; it was not read"]);
    }
}
