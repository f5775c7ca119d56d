//! From articles to an archive: numbers them, counts their words, and hands everything to [`crate::archive::write`].
//!
//! Deterministic: the same articles give the same bytes, in whatever order they come.

mod facets;
mod fields;
mod keys;
mod terms;

use crate::archive::card::Card;
use crate::archive::write::{Parts, write};
use crate::archive::{Measure, PLAIN};
use crate::article::{Article, Origin};
use crate::text::{self, Lang};
use fields::Fields;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use terms::Terms;

/// Longest opening on a card, in characters: two or three lines of a list.
const OPENING_CHARS: usize = 240;

/// The archive of these articles. Ids must differ: see [`rename_duplicates`].
pub fn build(articles: Vec<Article>) -> Vec<u8> {
    build_with(articles, Vec::new())
}

/// The archive of these articles, in which the words or names of each group of `synonyms` stand for the same.
pub fn build_with(mut articles: Vec<Article>, synonyms: Vec<Vec<String>>) -> Vec<u8> {
    articles.sort_by(|a, b| (Reverse(a.published), &a.id).cmp(&(Reverse(b.published), &b.id)));
    let (mut terms, mut used) = (Terms::default(), Vec::new());
    let mut parts = Parts { synonyms, ..Parts::default() };
    for (number, article) in (0u32..).zip(articles) {
        let fields = Fields::of(&article);
        let lang = text::language(article.lang.as_deref(), fields.texts());
        let lengths = terms.add(number, lang, &fields);
        used.push((lang.tag().to_string(), boost(&article), lengths));
        let card = card(&article, lang, lengths[crate::archive::Field::Body as usize]);
        parts.articles.push((article, card));
    }
    parts.keys = terms.keys(parts.articles.len());
    parts.columns = facets::columns(parts.articles.iter().map(|(article, _)| article));
    parts.terms = terms.sorted();
    let languages: BTreeSet<_> = used.iter().map(|(tag, ..)| tag.clone()).collect();
    parts.languages = languages.into_iter().collect();
    for (tag, boost, lengths) in used {
        let language = parts.languages.binary_search(&tag).unwrap_or_default() as u32;
        parts.measures.push(Measure { language, boost, lengths });
    }
    write(&parts)
}

/// What an article's score counts, in hundredths: its key `boost`, a number from 0.01 to 100.
fn boost(article: &Article) -> u32 {
    let value = article.extra.iter().find(|(key, _)| key == "boost").and_then(|(_, value)| value.parse::<f64>().ok());
    value.map_or(PLAIN, |value| (value * f64::from(PLAIN)).round().clamp(1.0, 10_000.0) as u32)
}

/// An id that two articles had.
#[derive(Clone, Debug, PartialEq)]
pub struct Duplicate {
    /// The id of the first, which keeps it.
    pub id: String,
    /// What the later one is called now.
    pub renamed: String,
    /// Where the first was read.
    pub first: Origin,
    /// Where the later one was read.
    pub later: Origin,
}

/// Gives every article after the first of an id another one (`id~2`, `id~3` …), so that none is lost.
pub fn rename_duplicates(articles: &mut [Article]) -> Vec<Duplicate> {
    let taken: BTreeSet<String> = articles.iter().map(|article| article.id.clone()).collect();
    // Of each id its first article, and the last number that was tried for a later one.
    let mut seen: BTreeMap<String, (Origin, u64)> = BTreeMap::new();
    let mut duplicates = Vec::new();
    for article in articles {
        let Some((first, last)) = seen.get_mut(&article.id) else {
            seen.insert(article.id.clone(), (article.origin.clone(), 1));
            continue;
        };
        let renamed = loop {
            *last += 1;
            let name = format!("{}~{last}", article.id);
            if !taken.contains(&name) {
                break name;
            }
        };
        let first = first.clone();
        let id = std::mem::replace(&mut article.id, renamed.clone());
        duplicates.push(Duplicate { id, renamed, first, later: article.origin.clone() });
    }
    duplicates
}

/// What a list shows of an article of so many words.
fn card(article: &Article, lang: Lang, words: u32) -> Card {
    let place = article.dateline.as_ref().and_then(|dateline| dateline.place.clone());
    let kicker = article.kicker.as_ref().or(article.sections.first());
    Card {
        id: article.id.clone(),
        title: article.display_title().into(),
        kicker: kicker.cloned().unwrap_or_default(),
        opening: opening(article),
        date: article.published.map(|stamp| stamp.to_string()).unwrap_or_default(),
        place: place.unwrap_or_default(),
        lang: article.lang.clone().unwrap_or_default(),
        analysed: lang.tag().into(),
        dir: article.dir,
        words,
    }
}

/// The standfirst, or the first paragraph, cut between words.
fn opening(article: &Article) -> String {
    let paragraph = article.blocks.iter().find(|block| block.kind == crate::article::Kind::Para);
    let text = article.dek.as_deref().or(paragraph.map(|block| block.text.as_str())).unwrap_or_default();
    let Some((cut, _)) = text.char_indices().nth(OPENING_CHARS) else {
        return text.into();
    };
    let head = &text[..cut];
    let head = head.rfind(' ').map_or(head, |blank| &head[..blank]);
    format!("{} …", head.trim_end_matches([',', ';', ':', '.', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::read::Archive;
    use crate::article::{Block, Stamp};

    fn article(id: &str, date: &str, text: &str) -> Article {
        let blocks = vec![Block::para(text)];
        Article { id: id.into(), published: Stamp::parse(date), blocks, ..Article::default() }
    }

    fn three() -> Vec<Article> {
        vec![article("b", "2023", "One."), article("a", "", "Two."), article("c", "2024-01", "Three three.")]
    }

    #[test]
    fn articles_are_numbered_newest_first_and_undated_last() {
        let archive = Archive::whole(build(three())).unwrap();
        let ids = [0, 1, 2].map(|number| archive.card(number).unwrap().id.as_str());
        assert_eq!(ids, ["c", "b", "a"]);
        assert_eq!(archive.by_id("b").unwrap().map(|(number, _)| number), Some(1));
        assert_eq!(archive.by_id("d").unwrap(), None);
    }

    #[test]
    fn the_order_of_the_input_does_not_matter() {
        let mut backwards = three();
        backwards.reverse();
        assert_eq!(build(three()), build(backwards));
    }

    #[test]
    fn an_id_given_twice_loses_no_article() {
        let mut articles = vec![article("a", "", "1"), article("a", "", "2"), article("a~2", "", "3")];
        let duplicates = rename_duplicates(&mut articles);
        assert_eq!(articles.iter().map(|article| article.id.as_str()).collect::<Vec<_>>(), ["a", "a~3", "a~2"]);
        assert_eq!(duplicates.len(), 1);
        assert_eq!(duplicates[0].renamed, "a~3");
    }

    #[test]
    fn an_empty_archive_is_an_archive() {
        let archive = Archive::whole(build(Vec::new())).unwrap();
        assert_eq!(archive.root().articles, 0);
    }
}
