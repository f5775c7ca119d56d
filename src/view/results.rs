//! Results as plain objects: the JSON of `newsprint search --json` and what the wasm package's `search` gives.

use crate::archive::Extent;
use crate::article::{Article, Dir};
use crate::search::{Answer, Hit, Marked};
use serde::ser::{Serialize, SerializeMap, Serializer};

/// What was found.
#[derive(Debug)]
pub struct SearchResult<'a> {
    query: &'a str,
    total: u32,
    hits: Vec<HitObject<'a>>,
    complete: bool,
    needs: Vec<Range>,
}

/// An article that matches. Marks count UTF-16 code units, as JavaScript slices strings.
#[derive(Debug)]
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
    dir: Option<&'static str>,
    words: u32,
}

/// A range of bytes; JavaScript's numbers are exact to 2^53.
#[derive(Debug)]
struct Range {
    offset: f64,
    length: f64,
}

/// The article that is shown.
#[derive(Debug)]
pub struct ShownArticle<'a> {
    id: &'a str,
    title: &'a str,
    lang: Option<&'a str>,
    dir: Option<&'static str>,
}

/// Writes structs as maps of their fields. Derived, they would be structs to serde-wasm-bindgen, which keeps their names
/// in a hash map: 1 kB of what ships.
macro_rules! as_map {
    ($($name:ty { $($field:ident),+ })+) => { $(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut map = serializer.serialize_map(None)?;
                $( map.serialize_entry(stringify!($field), &self.$field)?; )+
                map.end()
            }
        }
    )+ };
}

as_map! {
    SearchResult<'_> { query, total, hits, complete, needs }
    HitObject<'_> { id, title, title_marks, score, snippet, marks, date, place, kicker, lang, dir, words }
    Range { offset, length }
    ShownArticle<'_> { id, title, lang, dir }
}

impl<'a> SearchResult<'a> {
    /// A complete answer.
    pub fn complete(query: &'a str, answer: &'a Answer) -> Self {
        let mut hits = Vec::new();
        answer.hits.iter().for_each(|found| hits.push(hit(found)));
        Self { query, total: answer.total, hits, complete: true, needs: Vec::new() }
    }

    /// What is missing for an answer.
    pub fn incomplete(query: &'a str, needs: &[Extent]) -> Self {
        let range = |extent: &Extent| Range { offset: extent.offset as f64, length: extent.length as f64 };
        Self { query, total: 0, hits: Vec::new(), complete: false, needs: needs.iter().map(range).collect() }
    }
}

impl<'a> ShownArticle<'a> {
    /// The object that describes an article.
    pub fn of(article: &'a Article) -> Self {
        Self {
            id: &article.id,
            title: article.display_title(),
            lang: article.lang.as_deref(),
            dir: article.dir.map(Dir::name),
        }
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
        dir: card.dir.map(Dir::name),
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
