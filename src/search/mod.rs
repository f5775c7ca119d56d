//! Search: from a query and the bytes at hand to hits with snippets.
//!
//! A search goes through named stages, each of which may end with the ranges that it lacks ([`Halt::Needs`]):
//! dictionary (the terms of the words), postings (the articles of the terms), positions (phrases only), cards and
//! bodies (what a page of results shows). A pass that has everything gives the [`Answer`].

mod places;
pub mod query;
mod rank;
mod snippet;
mod words;

use crate::archive::Section;
use crate::archive::card::Card;
use crate::archive::postings::Postings;
use crate::archive::read::{Archive, Halt, both};
use crate::sort;
use crate::text::Lang;
use core::ops::Range;
use places::Near;
use query::Query;
use rank::{Norms, Ranking, Word};
use snippet::Terms;
use words::{Member, Slot};

/// How many of the best are put in order once more by what costs more to find out.
const REORDERED: usize = 100;

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
    fetch(archive, &query, &slots, options)?;
    let mut found = found(archive, &query, &slots)?;
    let total = found.len() as u32;
    order(archive, &mut found, &query, &slots, options)?;
    let end = found.len().min(options.offset.saturating_add(options.limit) as usize);
    let page = found.get(options.offset as usize..end).unwrap_or_default();
    let terms = Terms::of(slots.iter().filter(|slot| !query.parts[slot.part].without));
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

/// The articles that match, in the order of their numbers, with their scores.
fn found(archive: &Archive, query: &Query, slots: &[Slot]) -> Result<Vec<(u32, f32)>, Halt> {
    let mut positive = Vec::new();
    positive.extend(slots.iter().filter(|slot| !query.parts[slot.part].without));
    let mut found = Vec::new();
    match positive.is_empty() {
        true => (0..archive.root().articles).for_each(|article| found.push((article, 0.0))),
        false => found = ranked(archive, &positive)?,
    }
    for (number, part) in query.parts.iter().enumerate() {
        let mut words = Vec::new();
        words.extend(slots.iter().filter(|slot| slot.part == number));
        if words.is_empty() || !(part.phrase || part.without) {
            continue;
        }
        let articles = places::phrase(archive, &words)?;
        found.retain(|(article, _)| articles.binary_search(article).is_ok() != part.without);
    }
    Ok(found)
}

/// Asks for all lists of the query's words: postings and lengths in one stage, positions in the next.
fn fetch(archive: &Archive, query: &Query, slots: &[Slot], options: &Options) -> Result<(), Halt> {
    let mut lists = Vec::new();
    for slot in slots {
        slot.members.iter().for_each(|member| lists.push(member.entry.postings));
    }
    both(archive.lists(Section::Postings, &lists), archive.measures())?;
    let near = match options.sort {
        Sort::Relevance => near(archive, query, slots),
        Sort::Newest | Sort::Oldest => Vec::new(),
    };
    let near = near.iter().filter(|_| near.len() > 1).map(|word| word.slot);
    let phrases = slots.iter().filter(|slot| query.parts[slot.part].phrase || query.parts[slot.part].without);
    places::fetch(archive, phrases.chain(near))
}

/// The articles that hold at least one word that decides, with their scores.
fn ranked(archive: &Archive, slots: &[&Slot]) -> Result<Vec<(u32, f32)>, Halt> {
    let measures = archive.measures()?;
    let norms = Norms::new(&measures, archive.root().totals);
    let mut ranking = Ranking::new(&norms, archive.root().languages.len());
    let only_stops = slots.iter().all(|slot| slot.stop);
    for (index, slot) in slots.iter().enumerate() {
        if slots[..index].iter().any(|before| before.same_word(slot)) {
            continue;
        }
        let count = slots.iter().filter(|other| other.same_word(slot)).count() as f32;
        for member in &slot.members {
            add(archive, member, &mut ranking)?;
        }
        let (stop, decides) = (slot.stop, !slot.stop || only_stops);
        ranking.end(&Word { stop, decides, count, exact: slot.exact() });
    }
    Ok(ranking.found())
}

fn add(archive: &Archive, member: &Member, ranking: &mut Ranking<'_>) -> Result<(), Halt> {
    let entry = &member.entry;
    let broken = |malformed| archive.broken(Section::Postings, &entry.postings, malformed);
    for block in archive.lists(Section::Postings, &[entry.postings])? {
        let list = entry.postings.of(&block).map_err(broken)?;
        for posting in Postings::new(list, archive.root().articles, entry.forms.len() > 1) {
            ranking.add(&posting.map_err(broken)?, member.weight, member.form());
        }
    }
    Ok(())
}

/// Puts what was found in order, at least as far as the page goes.
fn order(
    archive: &Archive,
    found: &mut [(u32, f32)],
    query: &Query,
    slots: &[Slot],
    options: &Options,
) -> Result<(), Halt> {
    let end = options.offset.saturating_add(options.limit) as usize;
    let better = |a: &(u32, f32), b: &(u32, f32)| a.1 > b.1 || a.1 == b.1 && a.0 < b.0;
    match options.sort {
        Sort::Relevance => {
            sort::first(found, end.max(REORDERED), better);
            let count = REORDERED.min(found.len());
            let best = &mut found[..count];
            reorder(archive, best, query, slots)?;
            sort::all(best, better);
        }
        Sort::Newest => {}
        Sort::Oldest => {
            let undated = found.partition_point(|(article, _)| *article < archive.root().dated);
            found[..undated].reverse();
        }
    }
    Ok(())
}

/// Adds nearness to the scores of the best.
fn reorder(archive: &Archive, best: &mut [(u32, f32)], query: &Query, slots: &[Slot]) -> Result<(), Halt> {
    let measures = archive.measures()?;
    let norms = Norms::new(&measures, archive.root().totals);
    places::add_nearness(archive, &near(archive, query, slots), &norms, best)
}

/// The words whose nearness tells, in the order of the query.
fn near<'a>(archive: &Archive, query: &Query, slots: &'a [Slot]) -> Vec<Near<'a>> {
    let articles = archive.root().articles as f32;
    let mut words: Vec<Near<'a>> = Vec::new();
    for slot in slots {
        let counts = !slot.stop && !slot.members.is_empty() && !query.parts[slot.part].without;
        if counts && words.last().is_none_or(|last| !last.slot.same_word(slot)) {
            words.push(Near { slot, value: rank::idf(articles, slot.articles().min(articles)) });
        }
    }
    words
}
