//! A query against an archive: what each of its words is there for, what that needs, and what it finds.

use super::places;
use super::rank::{self, Norms, Ranking, Word};
use super::words::{Member, Slot};
use super::{Options, Sort};
use crate::archive::Section;
use crate::archive::postings::Postings;
use crate::archive::read::{Archive, Halt, both};
use crate::sort;

/// How many of the best are put in order once more by what costs more to find out.
const REORDERED: usize = 100;

/// An article's number, and its score.
pub type Found = (u32, f32);

/// A query whose words are looked up, with every list at hand that they need.
pub struct Plan<'a> {
    archive: &'a Archive,
    slots: &'a [Slot],
    norms: Norms,
    sort: Sort,
    /// Words whose nearness to the one before tells, in the order of the query: their numbers, and their idf.
    near: Vec<(usize, f32)>,
}

impl<'a> Plan<'a> {
    /// Asks for all lists of the query's words: postings and lengths in one stage, positions in the next.
    pub fn new(archive: &'a Archive, slots: &'a [Slot], options: &Options) -> Result<Self, Halt> {
        let mut lists = Vec::new();
        for slot in slots {
            slot.members.iter().for_each(|member| lists.push(member.entry.postings));
        }
        let (_, measures) = both(archive.lists(Section::Postings, &lists), archive.measures())?;
        let norms = Norms::new(measures, archive.root().totals);
        let near = if options.sort == Sort::Relevance { near(archive, slots) } else { Vec::new() };
        let plan = Self { archive, slots, norms, sort: options.sort, near };
        let phrases = slots.iter().filter(|slot| plan.is_placed(slot)).flat_map(|slot| &slot.members);
        let near = plan.near.iter().filter_map(|(index, _)| slots.get(*index)).flat_map(Slot::whole);
        places::fetch(archive, phrases.chain(near))?;
        Ok(plan)
    }

    /// Whether it matters where a word stands, and not only in which articles.
    fn is_placed(&self, slot: &Slot) -> bool {
        slot.phrase || slot.without && self.part(slot.part).count() > 1
    }

    /// The words of one part of the query.
    fn part(&self, part: usize) -> impl Iterator<Item = &'a Slot> {
        self.slots.iter().filter(move |slot| slot.part == part)
    }

    /// The articles that match, in the order of their numbers, with their scores.
    pub fn found(&self) -> Result<Vec<Found>, Halt> {
        let mut found = match self.slots.iter().all(|slot| slot.without) {
            true => {
                let mut all = Vec::new();
                (0..self.archive.root().articles).for_each(|article| all.push((article, 0.0)));
                all
            }
            false => self.ranked()?,
        };
        for slot in self.slots.iter().filter(|slot| slot.place == 0 && (slot.phrase || slot.without)) {
            let articles = match self.is_placed(slot) {
                true => places::phrase(self.archive, self.part(slot.part))?,
                false => self.articles(slot)?,
            };
            found.retain(|(article, _)| articles.binary_search(article).is_ok() != slot.without);
        }
        Ok(found)
    }

    /// The articles that hold at least one word that decides, with their scores.
    fn ranked(&self) -> Result<Vec<Found>, Halt> {
        let mut ranking = Ranking::new(&self.norms, self.archive.root().languages.len());
        let words = || self.slots.iter().filter(|slot| !slot.without);
        let only_stops = words().all(|slot| slot.stop);
        for (index, slot) in words().enumerate() {
            if words().take(index).any(|before| before.same_word(slot)) {
                continue;
            }
            let count = words().filter(|other| other.same_word(slot)).count() as f32;
            for member in &slot.members {
                each(self.archive, member, |posting| ranking.add(posting, member.weight, member.form()))?;
            }
            let (stop, decides) = (slot.stop, !slot.stop || only_stops);
            ranking.end(&Word { stop, decides, count, exact: slot.exact() });
        }
        Ok(ranking.found())
    }

    /// The articles that hold a word, in order.
    fn articles(&self, slot: &Slot) -> Result<Vec<u32>, Halt> {
        let mut articles = Vec::new();
        for member in &slot.members {
            each(self.archive, member, |posting| articles.push(posting.article))?;
        }
        sort::all(&mut articles, |a, b| a < b);
        Ok(articles)
    }

    /// Puts what was found in order, at least the first `end`.
    pub fn order(&self, found: &mut [Found], end: usize) -> Result<(), Halt> {
        let better = |a: &Found, b: &Found| a.1 > b.1 || a.1 == b.1 && a.0 < b.0;
        match self.sort {
            Sort::Relevance => {
                sort::first(found, end.max(REORDERED), better);
                let count = REORDERED.min(found.len());
                let best = &mut found[..count];
                places::add_nearness(self.archive, self.slots, &self.near, &self.norms, best)?;
                sort::all(best, better);
            }
            Sort::Newest => {}
            Sort::Oldest => {
                let undated = found.partition_point(|(article, _)| *article < self.archive.root().dated);
                found[..undated].reverse();
            }
        }
        Ok(())
    }
}

/// Calls `each` for every posting of an entry.
fn each(
    archive: &Archive,
    member: &Member,
    mut each: impl FnMut(&crate::archive::postings::Posting),
) -> Result<(), Halt> {
    let entry = &member.entry;
    let broken = |malformed| archive.broken(Section::Postings, &entry.postings, malformed);
    for block in archive.lists(Section::Postings, &[entry.postings])? {
        let list = entry.postings.of(&block).map_err(broken)?;
        for posting in Postings::new(list, archive.root().articles, entry.forms.len() > 1) {
            each(&posting.map_err(broken)?);
        }
    }
    Ok(())
}

/// The words whose nearness tells; none if there is only one.
fn near(archive: &Archive, slots: &[Slot]) -> Vec<(usize, f32)> {
    let articles = archive.root().articles as f32;
    let mut near: Vec<(usize, f32)> = Vec::new();
    for (index, slot) in slots.iter().enumerate() {
        let counts = !slot.stop && !slot.without && slot.whole().next().is_some();
        let repeats = near.last().and_then(|(last, _)| slots.get(*last)).is_some_and(|last| last.same_word(slot));
        if counts && !repeats {
            near.push((index, rank::idf(articles, slot.articles().min(articles))));
        }
    }
    if near.len() > 1 { near } else { Vec::new() }
}
