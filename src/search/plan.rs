//! A query against an archive: what each of its words is there for, what that needs, and what it finds.

use super::matching::Set;
use super::places;
use super::query::{Kind, Part, Query};
use super::rank::{self, Ranking, Word};
use super::recency::Recency;
use super::words::{self, Member, Slot};
use super::{Options, Sort, filter};
use crate::archive::measures::{Measure, PLAIN};
use crate::archive::postings::{MOST_TIERS, Posting};
use crate::archive::read::{Archive, Halt};
use crate::sort;

/// How many of the best are put in order once more by what costs more to find out.
pub(super) const REORDERED: usize = 100;

/// Hits beyond which lists are read to their ends.
const DEEP: u32 = 100;

/// An article's number, and its score.
pub type Found = (u32, f32);

/// A query whose words are looked up, with every list at hand that they need.
pub struct Plan<'a> {
    pub(super) archive: &'a Archive,
    pub(super) text: &'a str,
    pub(super) query: &'a Query,
    pub(super) slots: &'a [Slot<'a>],
    pub(super) recency: Recency<'a>,
    sort: Sort,
    /// Of how many tiers the postings of whole words are read.
    tiers: usize,
    /// Words whose nearness to the one before tells, in the order of the query: their numbers, and their idf.
    near: Vec<(usize, f32)>,
}

impl<'a> Plan<'a> {
    /// Asks for all lists of the query's words: postings, measures and columns in one stage, positions in the next.
    pub fn new(
        archive: &'a Archive,
        text: &'a str,
        query: &'a Query,
        slots: &'a [Slot<'a>],
        options: &Options,
    ) -> Result<Self, Halt> {
        let recency = Recency::new(archive, options.recency);
        let tiers = depth(archive, query, slots, options);
        let mut plan = Self { archive, text, query, slots, recency, sort: options.sort, tiers, near: Vec::new() };
        for slot in slots {
            slot.members.iter().for_each(|member| _ = plan.postings(member));
        }
        filter::fetch(archive, &query.parts);
        archive.measures();
        archive.settle()?;
        if options.sort == Sort::Relevance && !text.is_empty() && plan.is_exact() {
            plan.near = near(archive, slots);
        }
        let fetch = |members: &[Member<'a>]| members.iter().for_each(|member| _ = archive.places(member.entry));
        for slot in slots {
            fetch(if plan.is_placed(slot) { &slot.members } else { &[] });
        }
        for (index, _) in &plan.near {
            fetch(slots.get(*index).map_or(&[], Slot::whole));
        }
        archive.settle().map(|()| plan)
    }

    /// The postings of an entry that are read for the query: of what only begins like a word, the best.
    fn postings(&self, member: &Member<'a>) -> &'a [Posting] {
        let tiers = if member.weight < 1.0 && self.tiers < MOST_TIERS { 1 } else { self.tiers };
        self.archive.postings(member.entry, tiers)
    }

    /// Whether every list that the query needs is read to its end.
    pub fn is_exact(&self) -> bool {
        let mut exact = true;
        for slot in self.slots {
            for member in &slot.members {
                exact &= self.postings(member).len() as u32 == member.entry.articles;
            }
        }
        exact
    }

    /// How many articles match: counted, or where not all was read estimated, as if words stood independently.
    pub fn total(&self, found: usize) -> u32 {
        if self.is_exact() {
            return found as u32;
        }
        let all = self.archive.root().articles as f32;
        let mut without = all;
        let stops = only_stops(self.slots);
        for slot in self.slots {
            without *= if slot.is_stop() && !stops { 1.0 } else { 1.0 - slot.most() as f32 / all };
        }
        ((all - without) as u32).max(found as u32)
    }

    /// Whether it may matter where a word stands, and not only in which articles.
    fn is_placed(&self, slot: &Slot<'_>) -> bool {
        let alone = !self.slots.iter().any(|other| other.part == slot.part && other.place != slot.place);
        slot.kind != Kind::Words && (!alone || is_near_side(&self.query.parts, slot.part))
    }

    /// The articles that match, in the order of their numbers, with their scores.
    pub fn found(&self) -> Vec<Found> {
        let ranking = self.ranked(|_, _| {});
        let matching = self.list(&self.query.parts, Some(ranking.matched()));
        let mut found = Vec::new();
        for article in 0..self.archive.root().articles {
            if matching.as_ref().is_none_or(|set| set[article as usize]) {
                found.push((article, ranking.score(article).sum() * self.factor(article)));
            }
        }
        found
    }

    /// The ranking after all words of the query; `each` sees it after each of them.
    pub fn ranked(&self, mut each: impl FnMut(&Slot<'_>, &Ranking<'_>)) -> Ranking<'_> {
        let mut ranking = Ranking::new(self.archive);
        let words = || self.slots.iter().filter(|slot| !slot.without);
        let is_word = |slot: &Slot<'_>| self.is_word_of(&self.query.parts, slot);
        let only_stops = words().filter(|slot| is_word(slot)).all(|slot| slot.is_stop());
        for (index, slot) in words().enumerate() {
            if words().take(index).any(|before| before.same_word(slot)) {
                continue;
            }
            let same = || words().filter(|other| other.same_word(slot));
            for member in &slot.members {
                for posting in self.postings(member) {
                    ranking.add(posting, member.weight, member.form());
                }
            }
            let decides = same().any(|same| is_word(same) && (only_stops || !same.is_stop()));
            // Two readings of a part have one word of the query.
            let (mut count, mut last) = (0.0, None);
            for same in same() {
                count += if last == Some(same.span.start) { 0.0 } else { 1.0 };
                last = Some(same.span.start);
            }
            ranking.end(&Word {
                stop: same().all(|same| same.is_stop()),
                decides,
                count,
                exact: slot.exact(),
                articles: slot.most(),
            });
            each(slot, &ranking);
        }
        ranking
    }

    /// What the score of an article is multiplied by: what it asks for itself, and how new it is.
    pub fn factor(&self, article: u32) -> f32 {
        self.boost(article) * self.recency.of(article)
    }

    /// What an article asks to count.
    pub fn boost(&self, article: u32) -> f32 {
        let measure = self.archive.measures().get(article as usize).copied();
        measure.map_or(1.0, |Measure { boost, .. }| boost as f32 / PLAIN as f32)
    }

    /// Adds the articles to `set` that hold a word, or hold it in the headline.
    pub fn mark(&self, slot: &Slot<'_>, set: &mut Set, in_headline: bool) {
        for member in &slot.members {
            for posting in self.postings(member) {
                set[posting.article as usize] |= !in_headline || posting.headline;
            }
        }
    }

    /// Puts what was found in order, at least the first `end`.
    pub fn order(&self, found: &mut [Found], end: usize) {
        let better = |a: &Found, b: &Found| a.1 > b.1 || a.1 == b.1 && a.0 < b.0;
        match self.sort {
            Sort::Relevance => {
                sort::first(found, end.max(REORDERED), better);
                let count = REORDERED.min(found.len());
                let best = &mut found[..count];
                let gains = self.nearness(best);
                for (gain, (article, score)) in gains.iter().zip(best.iter_mut()) {
                    *score += gain * self.factor(*article);
                }
                sort::all(best, better);
            }
            Sort::Newest => {}
            Sort::Oldest => {
                let undated = found.partition_point(|(article, _)| *article < self.archive.root().dated);
                found[..undated].reverse();
            }
        }
    }

    /// What the nearness of the query's words gives to each of these articles.
    pub fn nearness(&self, found: &[Found]) -> Vec<f32> {
        places::nearness(self.archive, self.slots, &self.near, found)
    }
}

/// Of how many tiers the postings of whole words are read. Of a large archive a query of plain words reads what nearly
/// always decides, for one word or for several, unless it asks for an exact answer; all else reads all.
fn depth(archive: &Archive, query: &Query, slots: &[Slot<'_>], options: &Options) -> usize {
    let is_plain = query.parts.iter().all(|part| part.kind == Kind::Words && !part.without);
    let asks_for_all = options.exact || options.facets || options.sort != Sort::Relevance;
    let is_deep = options.offset.saturating_add(options.limit) > DEEP;
    if !words::is_large(archive) || !is_plain || asks_for_all || is_deep || slots.is_empty() {
        return MOST_TIERS;
    }
    let stops = only_stops(slots);
    if slots.iter().filter(|slot| stops || !slot.is_stop()).count() > 1 { 2 } else { 1 }
}

/// Whether no word decides but those that are too common to.
fn only_stops(slots: &[Slot<'_>]) -> bool {
    slots.iter().all(|slot| slot.is_stop())
}

/// Whether the part whose words begin at `start` is asked to stand near another.
fn is_near_side(parts: &[Part], start: usize) -> bool {
    let is_side =
        |part: &Part| matches!(part.kind, Kind::Near(_)) && part.parts.iter().any(|part| part.span.start == start);
    parts.iter().any(|part| is_side(part) || is_near_side(&part.parts, start))
}

/// The words whose nearness tells; none if there is only one.
fn near(archive: &Archive, slots: &[Slot<'_>]) -> Vec<(usize, f32)> {
    let articles = archive.root().articles as f32;
    let mut near: Vec<(usize, f32)> = Vec::new();
    for (index, slot) in slots.iter().enumerate() {
        let counts = !slot.is_stop() && !slot.without && !slot.whole().is_empty();
        let repeats = near.last().and_then(|(last, _)| slots.get(*last)).is_some_and(|last| last.same_word(slot));
        if counts && !repeats {
            near.push((index, rank::idf(articles, slot.articles().min(articles))));
        }
    }
    if near.len() > 1 { near } else { Vec::new() }
}
