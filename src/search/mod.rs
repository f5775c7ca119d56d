//! Search: from a query and the bytes at hand to hits with snippets.
//!
//! A search goes through named stages, each of which may end with the ranges that it lacks ([`Halt::Needs`]):
//! dictionary (the terms of the words), postings (the articles of the terms), positions (phrases only), cards and
//! bodies (what a page of results shows). A pass that has everything gives the [`Answer`].

mod phrase;
pub mod query;
mod rank;
mod snippet;
mod words;

use crate::archive::Section;
use crate::archive::card::Card;
use crate::archive::postings::Postings;
use crate::archive::read::{Archive, Halt};
use crate::sort;
use crate::text::Lang;
use core::ops::Range;
use query::{Part, Query};
use rank::Ranking;
use snippet::Terms;
use words::{Member, Slot};

/// What a search is asked for beside its query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Hits on a page.
    pub limit: u32,
    /// Hits before the page.
    pub offset: u32,
    /// Whether the last word may be the beginning of longer ones.
    pub prefix: bool,
    /// The order of hits.
    pub sort: Sort,
    /// Whether operators are words like others.
    pub plain: bool,
    /// Whether hits come with snippets, which need the articles' bodies.
    pub snippets: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { limit: 10, offset: 0, prefix: true, sort: Sort::Relevance, plain: false, snippets: true }
    }
}

/// The order of hits. Equal ones come newest first, then by id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Best first.
    Relevance,
    /// Newest first; undated ones last.
    Newest,
    /// Oldest first; undated ones last.
    Oldest,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// Number of articles that match.
    pub total: u32,
    /// One page of them.
    pub hits: Vec<Hit>,
}

/// An article that matches.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The article's number in the archive.
    pub article: u32,
    /// Its score; 0 where the query does not rank.
    pub score: f32,
    /// What a list shows of it.
    pub card: Card,
    /// Its title, with the words that match.
    pub title: Marked,
    /// The passage that matches best, or the article's opening.
    pub snippet: Marked,
}

/// A text with marked runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// The text.
    pub text: String,
    /// Bytes of the runs; in order, apart, between characters.
    pub marks: Vec<Range<usize>>,
}

/// Answers a query. A query without words finds every article.
pub fn search(archive: &Archive, text: &str, options: &Options) -> Result<Answer, Halt> {
    let query = if options.plain { Query::plain(text) } else { Query::parse(text) };
    let slots = words::slots(archive, text, &query, options.prefix)?;
    let found = found(archive, &query, &slots)?;
    let total = found.len() as u32;
    let page = page(found, archive.root().dated, options);
    let terms = Terms::of(slots.iter().filter(|slot| !query.parts[slot.part].without));
    let numbers: Vec<_> = page.iter().map(|(article, _)| *article).collect();
    let cards = archive.cards(&numbers)?;
    let needs_bodies = options.snippets && !terms.is_empty();
    let bodies = if needs_bodies { archive.articles(&numbers)? } else { Vec::new() };
    let mut hits = Vec::with_capacity(numbers.len());
    for (index, ((article, score), card)) in page.into_iter().zip(cards).enumerate() {
        let lang = Lang::from_tag(&card.analysed);
        let passage = bodies.get(index).and_then(|body| snippet::best(body, lang, &terms));
        let snippet = passage.unwrap_or_else(|| terms.mark(&card.opening, lang));
        hits.push(Hit { article, score, title: terms.mark(&card.title, lang), snippet, card });
    }
    Ok(Answer { total, hits })
}

/// The articles that match, in the order of their numbers, with their scores.
fn found(archive: &Archive, query: &Query, slots: &[Slot]) -> Result<Vec<(u32, f32)>, Halt> {
    fetch_postings(archive, slots)?;
    let positive: Vec<_> = slots.iter().filter(|slot| !query.parts[slot.part].without).collect();
    let mut found = match positive.is_empty() {
        true => (0..archive.root().articles).map(|article| (article, 0.0)).collect(),
        false => ranked(archive, &positive)?,
    };
    for (number, part) in query.parts.iter().enumerate() {
        let words: Vec<_> = slots.iter().filter(|slot| slot.part == number).collect();
        if words.is_empty() || !(part.phrase || part.without) {
            continue;
        }
        let articles = phrase::articles(archive, &words)?;
        found.retain(|(article, _)| articles.binary_search(article).is_ok() != part.without);
    }
    Ok(found)
}

/// Asks for all posting lists of the query in one stage.
fn fetch_postings(archive: &Archive, slots: &[Slot]) -> Result<(), Halt> {
    let members = slots.iter().flat_map(|slot| &slot.members);
    let lists: Vec<_> = members.map(|member| member.entry().postings).collect();
    archive.lists(Section::Postings, &lists)?;
    archive.lengths().map(drop)
}

/// The articles that hold at least one word that decides, with their scores.
fn ranked(archive: &Archive, slots: &[&Slot]) -> Result<Vec<(u32, f32)>, Halt> {
    let lengths = archive.lengths()?;
    let mut ranking = Ranking::new(&lengths, archive.root().totals);
    let only_stops = slots.iter().all(|slot| slot.stop);
    for slot in slots {
        for member in &slot.members {
            add(archive, member, &mut ranking)?;
        }
        ranking.end_slot(slot.stop, !slot.stop || only_stops);
    }
    Ok(ranking.found().collect())
}

fn add(archive: &Archive, member: &Member, ranking: &mut Ranking<'_>) -> Result<(), Halt> {
    let entry = member.entry();
    let broken = |malformed| archive.broken(Section::Postings, &entry.postings, malformed);
    for block in archive.lists(Section::Postings, &[entry.postings])? {
        let list = entry.postings.of(&block).map_err(broken)?;
        for posting in Postings::new(list, archive.root().articles, entry.forms.len() > 1) {
            ranking.add(&posting.map_err(broken)?, member.weight);
        }
    }
    Ok(())
}

/// Orders what was found and cuts the page out.
fn page(mut found: Vec<(u32, f32)>, dated: u32, options: &Options) -> Vec<(u32, f32)> {
    let end = options.offset.saturating_add(options.limit) as usize;
    match options.sort {
        Sort::Relevance => sort::first(&mut found, end, |a, b| a.1 > b.1 || a.1 == b.1 && a.0 < b.0),
        Sort::Newest => {}
        Sort::Oldest => {
            let undated = found.partition_point(|(article, _)| *article < dated);
            found[..undated].reverse();
        }
    }
    found.into_iter().skip(options.offset as usize).take(options.limit as usize).collect()
}

/// The part's words in the query, for showing it.
pub fn words_of<'a>(text: &'a str, part: &Part) -> &'a str {
    text.get(part.span.clone()).unwrap_or_default()
}
