//! Search: from a query and the bytes at hand to hits with snippets.
//!
//! A search goes through named stages, each of which may end with the ranges that it lacks ([`Halt::Needs`]):
//! dictionary (the terms of the words), postings, measures and the columns that filters ask for (the articles of the
//! terms), positions (of phrases, and of words whose nearness tells), the columns of facets if they are counted, bodies or
//! cards (what a page of results shows). Where a word is doubted, the rest of the dictionary and the postings of what
//! it may have been come before, and the corrected query begins anew. A pass that has everything gives the [`Answer`].

mod context;
mod correct;
mod distance;
#[cfg(not(target_arch = "wasm32"))]
pub mod explain;
mod facets;
mod filter;
mod matching;
mod places;
mod plan;
pub mod query;
mod rank;
mod recency;
mod related;
mod snippet;
mod synonyms;
mod words;

pub use correct::Correction;
pub use facets::{Count, Counts};
pub use related::{Related, related};

use crate::archive::card::Card;
use crate::archive::read::{Archive, Halt};
use crate::text::Lang;
use core::ops::Range;
use plan::{Found, Plan};
use query::Query;
use snippet::Terms;
use std::rc::Rc;
use words::Slot;

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
    /// Whether typing errors are corrected.
    pub correct: bool,
    /// Whether the values of facets are counted.
    pub facets: bool,
    /// Whether every list is read to its end, however large the archive.
    pub exact: bool,
    /// After how many days an article has lost half of what it can lose by its age; 0: age does not count.
    pub recency: u32,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            limit: 10,
            offset: 0,
            prefix: true,
            sort: Sort::Relevance,
            plain: false,
            snippets: true,
            correct: true,
            facets: false,
            exact: false,
            recency: 0,
        }
    }
}

/// The order of hits. Equal ones come newest first, then by id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Best first.
    Relevance,
    /// Newest first; undated ones last.
    Newest,
    /// Newest first, backwards; undated ones last.
    Oldest,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// Number of articles that match; about, unless `exact`.
    pub total: u32,
    /// Whether every list that the query needs was read to its end: else hits may be missing, and others be too low.
    pub exact: bool,
    /// One page of them.
    pub hits: Vec<Hit>,
    /// The query as it was understood, after its correction.
    pub query: Query,
    /// What of the query was corrected.
    pub correction: Option<Correction>,
    /// Words of the query that counted as others too, by the archive's list of synonyms.
    pub synonyms: Vec<(String, Vec<String>)>,
    /// What was counted, if it was asked for.
    pub counts: Option<Counts>,
}

/// An article that matches.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The article's number in the archive.
    pub article: u32,
    /// Its score; 0 where the query does not rank.
    pub score: f32,
    /// What a list shows of it.
    pub card: Rc<Card>,
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

impl Marked {
    /// A text without marks.
    fn plain(text: &str) -> Self {
        Self { text: text.into(), marks: Vec::new() }
    }
}

/// Answers a query. A query without words finds every article.
pub fn search(archive: &Archive, text: &str, options: &Options) -> Result<Answer, Halt> {
    let Understood { query, slots, correction } = understand(archive, text, options)?;
    let text = correction.as_ref().map_or(text, |correction| &correction.text);
    let answer = answer(archive, text, query, &slots, options)?;
    Ok(Answer { correction, ..answer })
}

/// Marks in a text of an article what a query finds there.
///
/// Words that are too common to search for are marked only where the query has no others.
pub fn marks(archive: &Archive, query: &str, options: &Options, article: u32, text: &str) -> Result<Marked, Halt> {
    let card = archive.card(article);
    archive.settle()?;
    let lang = Lang::from_tag(card.map_or("", |card| &card.analysed));
    let slots = understand(archive, query, options)?.slots;
    Ok(Terms::of(&slots, true).mark(text, lang))
}

/// A query whose words are looked up, after its correction.
struct Understood<'a> {
    query: Query,
    slots: Vec<Slot<'a>>,
    correction: Option<Correction>,
}

fn understand<'a>(archive: &'a Archive, text: &str, options: &Options) -> Result<Understood<'a>, Halt> {
    let read = if options.plain { Query::plain } else { Query::parse };
    let mut query = read(text, options.prefix);
    let mut slots = words::slots(archive, text, &query)?;
    let correction = if options.correct { correct::correct(archive, text, &slots)? } else { None };
    if let Some(Correction { text, .. }) = &correction {
        query = read(text, options.prefix);
        slots = words::slots(archive, text, &query)?;
    }
    Ok(Understood { query, slots, correction })
}

/// Answers a query whose words are looked up.
fn answer(archive: &Archive, text: &str, query: Query, slots: &[Slot<'_>], options: &Options) -> Result<Answer, Halt> {
    let plan = Plan::new(archive, text, &query, slots, options)?;
    let mut found = plan.found();
    let counts = if options.facets { Some(facets::count(archive, &found)?) } else { None };
    let total = plan.total(found.len());
    let end = found.len().min(options.offset.saturating_add(options.limit) as usize);
    plan.order(&mut found, end);
    let page = found.get(options.offset as usize..end).unwrap_or_default();
    let hits = hits(archive, slots, page, options.snippets)?;
    let mut synonyms = Vec::new();
    for slot in slots.iter().filter(|slot| !slot.synonyms.is_empty()) {
        synonyms.push((slot.surface.clone(), slot.synonyms.clone()));
    }
    Ok(Answer { total, exact: plan.is_exact(), hits, query, correction: None, synonyms, counts })
}

/// A page of hits with all that is shown of them.
fn hits(archive: &Archive, slots: &[Slot<'_>], page: &[Found], snippets: bool) -> Result<Vec<Hit>, Halt> {
    let terms = Terms::of(slots, false);
    let snippets = snippets && !terms.is_empty();
    let mut hits = Vec::with_capacity(page.len());
    for (article, score) in page {
        let body = if snippets { archive.body(*article) } else { None };
        // What a passage is cut from brings its card along.
        let card = if snippets { body.map(|body| &body.card) } else { archive.card(*article) };
        let Some(card) = card.cloned() else { continue };
        let lang = Lang::from_tag(&card.analysed);
        let passage = body.and_then(|body| snippet::best(&body.article, lang, &terms));
        let snippet = passage.unwrap_or_else(|| terms.mark(&card.opening, lang));
        hits.push(Hit { article: *article, score: *score, title: terms.mark(&card.title, lang), snippet, card });
    }
    archive.settle().map(|()| hits)
}
