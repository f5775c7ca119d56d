//! Results as plain values: the JSON of `newsprint search --json` and what the wasm package gives. `web/types.rs` says
//! what each of them means.

use super::value::Value;
use crate::archive::Extent;
use crate::article::{Article, Dir};
use crate::search::query::Part;
use crate::search::{Answer, Hit, Marked, Related};
use crate::text::slice;

/// An answer; it is complete unless the search lacked ranges.
pub fn answer<'a>(query: &'a str, answer: &'a Answer, needs: &'a [Extent]) -> Value<'a> {
    let correction = answer.correction.as_ref();
    let corrected = correction.map(|correction| correction.text.as_str());
    let changes = correction.map_or(&[][..], |correction| &correction.changes);
    let counts = answer.counts.as_deref().unwrap_or_default();
    Value::Object(vec![
        ("query", Value::Text(query)),
        ("total", Value::Whole(answer.total)),
        ("exact", Value::Bool(answer.exact)),
        ("hits", Value::list(&answer.hits, hit)),
        ("complete", Value::Bool(needs.is_empty())),
        ("needs", Value::list(needs, range)),
        ("corrected", corrected.map_or(Value::Null, Value::Text)),
        ("changes", Value::list(changes, |(from, to)| pair(from, Value::Text(to)))),
        ("parsed", parts(corrected.unwrap_or(query), &answer.query.parts)),
        ("synonyms", Value::list(&answer.synonyms, |(word, names)| pair(word, Value::texts(names)))),
        ("facets", Value::list(counts, |(name, values)| facet(name, values))),
    ])
}

/// The articles that are related to one, and the words that both are about.
pub fn related(found: &[Related]) -> Value<'_> {
    let objects = Value::list(found, |related| {
        let mut entries = hit_entries(&related.hit);
        entries.push(("reason", Value::texts(&related.reason)));
        Value::Object(entries)
    });
    Value::Object(vec![("related", objects)])
}

/// The article that is shown.
pub fn article(article: &Article) -> Value<'_> {
    Value::Object(vec![
        ("id", Value::Text(&article.id)),
        ("title", Value::Text(article.display_title())),
        ("lang", Value::some(article.lang.as_deref().unwrap_or_default())),
        ("dir", dir(article.dir)),
    ])
}

fn hit(hit: &Hit) -> Value<'_> {
    Value::Object(hit_entries(hit))
}

fn hit_entries(hit: &Hit) -> Vec<(&'static str, Value<'_>)> {
    let card = &hit.card;
    vec![
        ("id", Value::Text(&card.id)),
        ("title", Value::Text(&hit.title.text)),
        ("title_marks", marks(&hit.title)),
        ("score", Value::Score(hit.score)),
        ("snippet", Value::Text(&hit.snippet.text)),
        ("marks", marks(&hit.snippet)),
        ("date", Value::some(&card.date)),
        ("place", Value::some(&card.place)),
        ("kicker", Value::some(&card.kicker)),
        ("lang", Value::some(&card.lang)),
        ("dir", dir(card.dir)),
        ("words", Value::Whole(card.words)),
    ]
}

fn dir(dir: Option<Dir>) -> Value<'static> {
    dir.map_or(Value::Null, |dir| Value::Text(dir.name()))
}

fn range(extent: &Extent) -> Value<'_> {
    let (offset, length) = (Value::Place(extent.offset as f64), Value::Place(extent.length as f64));
    Value::Object(vec![("offset", offset), ("length", length)])
}

fn pair<'a>(name: &'a str, value: Value<'a>) -> Value<'a> {
    Value::List(vec![Value::Text(name), value])
}

fn facet<'a>(name: &'a str, values: &'a [(String, u32)]) -> Value<'a> {
    let values = Value::list(values, |(value, count)| pair(value, Value::Whole(*count)));
    Value::Object(vec![("name", Value::Text(name)), ("values", values)])
}

/// Parts of the query `text`. Their places count UTF-16 code units.
fn parts<'a>(text: &'a str, parts: &'a [Part]) -> Value<'a> {
    Value::list(parts, |part| {
        let words = if part.parts.is_empty() { &part.span } else { &part.whole };
        Value::Object(vec![
            ("kind", Value::Text(part.kind.name())),
            ("text", Value::Text(slice(text, words.clone()))),
            ("start", Value::Whole(units(slice(text, 0..part.whole.start)))),
            ("end", Value::Whole(units(slice(text, 0..part.whole.end)))),
            ("without", Value::Bool(part.without)),
            ("parts", self::parts(text, &part.parts)),
        ])
    })
}

/// UTF-16 code units of a text, as JavaScript slices strings.
fn units(text: &str) -> u32 {
    text.chars().map(|c| c.len_utf16() as u32).sum()
}

/// The marks of a text, in UTF-16 code units.
pub fn marks(marked: &Marked) -> Value<'static> {
    let (mut byte, mut unit, mut marks) = (0, 0, Vec::new());
    let mut advance = |to: usize| {
        unit += marked.text.get(byte..to).map_or(0, units);
        byte = to;
        Value::Whole(unit)
    };
    marked.marks.iter().for_each(|mark| marks.push(Value::List(vec![advance(mark.start), advance(mark.end)])));
    Value::List(marks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_count_as_javascript_does() {
        let marked = Marked { text: "😀 naïve border".into(), marks: vec![5..11, 12..18] };
        assert_eq!(&marked.text[5..11], "naïve");
        let mark = |start, end| Value::List(vec![Value::Whole(start), Value::Whole(end)]);
        assert_eq!(marks(&marked), Value::List(vec![mark(3, 8), mark(9, 15)]));
    }
}
