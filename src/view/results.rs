//! Results as plain objects: the JSON of `newsprint search --json` and what the wasm package's `search` gives.

use crate::archive::Extent;
use crate::article::{Article, Dir};
use crate::search::query::Part;
use crate::search::{Answer, Count, Hit, Marked, Related};
use crate::text::slice;
use serde::Serialize;

/// What was found.
#[derive(Debug, Serialize)]
pub struct SearchResult<'a> {
    query: &'a str,
    total: u32,
    hits: Vec<HitObject<'a>>,
    complete: bool,
    needs: Vec<Range>,
    corrected: Option<&'a str>,
    changes: &'a [(String, String)],
    parsed: Vec<PartObject<'a>>,
    synonyms: &'a [(String, Vec<String>)],
    facets: Vec<FacetObject<'a>>,
}

/// The values of a facet, with how many of the articles have each.
#[derive(Debug, Serialize)]
struct FacetObject<'a> {
    name: &'static str,
    values: &'a [Count],
}

/// A part of the query. Its place counts UTF-16 code units, in the corrected query where there is one.
#[derive(Debug, Serialize)]
struct PartObject<'a> {
    kind: &'static str,
    text: &'a str,
    start: u32,
    end: u32,
    without: bool,
    parts: Vec<PartObject<'a>>,
}

/// An article that matches. Marks count UTF-16 code units, as JavaScript slices strings.
#[derive(Debug, Serialize)]
struct HitObject<'a> {
    id: &'a str,
    title: &'a str,
    title_marks: Vec<[u32; 2]>,
    score: f32,
    snippet: &'a str,
    marks: Vec<[u32; 2]>,
    date: Option<&'a str>,
    place: Option<&'a str>,
    kicker: Option<&'a str>,
    lang: Option<&'a str>,
    dir: Option<Dir>,
    words: u32,
}

/// A range of bytes; JavaScript's numbers are exact to 2^53.
#[derive(Debug, Serialize)]
struct Range {
    offset: f64,
    length: f64,
}

/// The articles that are related to one.
#[derive(Debug, Serialize)]
pub struct RelatedResult<'a> {
    related: Vec<RelatedObject<'a>>,
}

/// A related article, and the words that both are about.
#[derive(Debug, Serialize)]
struct RelatedObject<'a> {
    id: &'a str,
    title: &'a str,
    score: f32,
    reason: &'a [String],
    date: Option<&'a str>,
    lang: Option<&'a str>,
    dir: Option<Dir>,
}

impl<'a> RelatedResult<'a> {
    /// The objects of related articles.
    pub fn of(found: &'a [Related]) -> Self {
        let mut related = Vec::new();
        for Related { hit: Hit { card, score, .. }, reason } in found {
            let (date, lang) = (some(&card.date), some(&card.lang));
            let (id, title) = (card.id.as_str(), card.title.as_str());
            related.push(RelatedObject { id, title, score: *score, reason, date, lang, dir: card.dir });
        }
        Self { related }
    }
}

/// The article that is shown.
#[derive(Debug, Serialize)]
pub struct ShownArticle<'a> {
    id: &'a str,
    title: &'a str,
    lang: Option<&'a str>,
    dir: Option<Dir>,
}

impl<'a> SearchResult<'a> {
    /// A complete answer.
    pub fn complete(query: &'a str, answer: &'a Answer) -> Self {
        let mut hits = Vec::new();
        answer.hits.iter().for_each(|found| hits.push(hit(found)));
        let correction = answer.correction.as_ref();
        let corrected = correction.map(|correction| correction.text.as_str());
        Self {
            total: answer.total,
            hits,
            complete: true,
            corrected,
            changes: correction.map_or(&[], |correction| &correction.changes),
            parsed: parts(corrected.unwrap_or(query), &answer.query.parts),
            synonyms: &answer.synonyms,
            facets: facets(answer.counts.as_deref().unwrap_or_default()),
            ..Self::incomplete(query, &[])
        }
    }

    /// What is missing for an answer.
    pub fn incomplete(query: &'a str, missing: &[Extent]) -> Self {
        let mut needs = Vec::new();
        for extent in missing {
            needs.push(Range { offset: extent.offset as f64, length: extent.length as f64 });
        }
        Self {
            query,
            total: 0,
            hits: Vec::new(),
            complete: false,
            needs,
            corrected: None,
            changes: &[],
            parsed: Vec::new(),
            synonyms: &[],
            facets: Vec::new(),
        }
    }
}

fn facets<'a>(counts: &'a [(&'static str, Vec<Count>)]) -> Vec<FacetObject<'a>> {
    let mut facets = Vec::new();
    counts.iter().for_each(|(name, values)| facets.push(FacetObject { name, values }));
    facets
}

/// Parts of the query `text`.
fn parts<'a>(text: &'a str, parts: &[Part]) -> Vec<PartObject<'a>> {
    let units = |end: usize| slice(text, 0..end).chars().map(|c| c.len_utf16() as u32).sum();
    let mut objects = Vec::new();
    for part in parts {
        objects.push(PartObject {
            kind: part.kind.name(),
            text: slice(text, if part.parts.is_empty() { part.span.clone() } else { part.whole.clone() }),
            start: units(part.whole.start),
            end: units(part.whole.end),
            without: part.without,
            parts: self::parts(text, &part.parts),
        });
    }
    objects
}

impl<'a> ShownArticle<'a> {
    /// The object that describes an article.
    pub fn of(article: &'a Article) -> Self {
        Self { id: &article.id, title: article.display_title(), lang: article.lang.as_deref(), dir: article.dir }
    }
}

fn hit(hit: &Hit) -> HitObject<'_> {
    let card = &hit.card;
    HitObject {
        id: &card.id,
        title: &hit.title.text,
        title_marks: utf16(&hit.title),
        score: hit.score,
        snippet: &hit.snippet.text,
        marks: utf16(&hit.snippet),
        date: some(&card.date),
        place: some(&card.place),
        kicker: some(&card.kicker),
        lang: some(&card.lang),
        dir: card.dir,
        words: card.words,
    }
}

fn some(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

/// The marks of a text in UTF-16 code units.
fn utf16(marked: &Marked) -> Vec<[u32; 2]> {
    let units = |bytes: &str| bytes.chars().map(|c| c.len_utf16() as u32).sum::<u32>();
    let (mut byte, mut unit) = (0, 0);
    let mut advance = |to: usize| {
        unit += marked.text.get(byte..to).map_or(0, units);
        byte = to;
        unit
    };
    marked.marks.iter().map(|mark| [advance(mark.start), advance(mark.end)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_count_as_javascript_does() {
        let marked = Marked { text: "😀 naïve border".into(), marks: vec![5..11, 12..18] };
        assert_eq!(&marked.text[5..11], "naïve");
        assert_eq!(utf16(&marked), [[3, 8], [9, 15]]);
    }
}
