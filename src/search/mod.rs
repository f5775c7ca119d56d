//! Search: from a query and the bytes at hand to hits with snippets.
//!
//! A search goes through named stages, each of which may end with the ranges that it lacks ([`Halt::Needs`]):
//! dictionary (the terms of the words), postings and lengths (the articles of the terms), positions (of phrases, and of
//! words whose nearness tells), cards and bodies (what a page of results shows). A pass that has everything gives the
//! [`Answer`].

mod places;
mod plan;
pub mod query;
mod rank;
mod snippet;
mod words;

use crate::archive::card::Card;
use crate::archive::read::{Archive, Halt, both};
use crate::text::Lang;
use core::ops::Range;
use plan::Plan;
use query::Query;
use snippet::Terms;

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
    let plan = Plan::new(archive, &slots, options)?;
    let mut found = plan.found()?;
    let total = found.len() as u32;
    let end = found.len().min(options.offset.saturating_add(options.limit) as usize);
    plan.order(&mut found, end)?;
    let page = found.get(options.offset as usize..end).unwrap_or_default();
    let terms = Terms::of(slots.iter().filter(|slot| !slot.without));
    let mut numbers = Vec::with_capacity(page.len());
    page.iter().for_each(|(article, _)| numbers.push(*article));
    let with_bodies: &[u32] = if options.snippets && !terms.is_empty() { &numbers } else { &[] };
    let (cards, bodies) = both(archive.cards(&numbers), archive.articles(with_bodies))?;
    let mut hits = Vec::with_capacity(numbers.len());
    for (index, ((article, score), card)) in page.iter().zip(cards).enumerate() {
        let lang = Lang::from_tag(&card.analysed);
        let passage = bodies.get(index).and_then(|body| snippet::best(body, lang, &terms));
        let snippet = passage.unwrap_or_else(|| terms.mark(&card.opening, lang));
        hits.push(Hit { article: *article, score: *score, title: terms.mark(&card.title, lang), snippet, card });
    }
    Ok(Answer { total, hits })
}
