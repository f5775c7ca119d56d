//! From a query's parts to the terms of the archive: each word of the query becomes a [`Slot`] that holds every
//! dictionary entry that counts as it.

use super::query::{Part, Query};
use crate::archive::dictionary::Entry;
use crate::archive::postings::FORM_BITS;
use crate::archive::read::{Archive, Halt};
use crate::sort;
use crate::text::{self, Analyzer, Lang, slice};
use std::rc::Rc;

/// Most entries that a growing word stands for: the most frequent ones; more would only add noise.
const MAX_PREFIX_ENTRIES: usize = 48;
/// Most dictionary blocks that a growing word is looked up in: bounds what a single letter costs.
const MAX_PREFIX_BLOCKS: usize = 8;
/// What an entry counts for that only begins like the word that is being typed.
const PREFIX_WEIGHT: f32 = 0.4;
/// Shortest term, in bytes, that a longer beginning is traced back to (`borderin` to `border`).
const MIN_STEM: usize = 3;

/// A word of the query, and what counts as it.
#[derive(Clone, Debug)]
pub struct Slot {
    /// Number of the part of the query that it belongs to.
    pub part: usize,
    /// Its place among the words of its part.
    pub place: u32,
    /// The word itself, in small letters.
    pub surface: String,
    /// Whether it is too common a word to decide what matches.
    pub stop: bool,
    /// Dictionary entries that count as the word.
    pub members: Vec<Member>,
}

/// An entry that counts as a word of the query.
#[derive(Clone, Debug)]
pub struct Member {
    entries: Rc<Vec<Entry>>,
    index: usize,
    /// How much it counts, 0 to 1.
    pub weight: f32,
    /// The bit of the word's exact form in the entry's postings; 0 if the entry has no such form.
    pub form: u32,
}

impl Slot {
    /// Whether another slot stands for the same word.
    pub fn same_word(&self, other: &Self) -> bool {
        let terms = |slot: &Self| slot.members.iter().map(|member| &member.entry().term).cloned().collect::<Vec<_>>();
        terms(self) == terms(other) && (self.surface == other.surface || !self.members.is_empty())
    }

    /// How many articles hold the word in its exact form.
    pub fn exact(&self) -> u32 {
        let forms = self.members.iter().flat_map(|member| &member.entry().forms);
        forms.filter(|form| form.word == self.surface).map(|form| form.articles).sum()
    }

    /// How many articles hold the word, counting those twice that hold two of its entries.
    pub fn articles(&self) -> f32 {
        self.members.iter().map(|member| member.entry().articles as f32).sum()
    }
}

impl Member {
    /// The entry.
    pub fn entry(&self) -> &Entry {
        &self.entries[self.index]
    }
}

/// A word to look up.
#[derive(Debug)]
struct Wanted {
    part: usize,
    place: u32,
    start: usize,
    /// The word itself, in small letters.
    surface: String,
    /// Its terms, one for each way in which a language of the archive folds and stems it.
    terms: Vec<String>,
    /// Its folded beginnings, if it is still being typed.
    beginnings: Vec<String>,
}

/// Looks all words of the query up, in one stage.
pub fn slots(archive: &Archive, text: &str, query: &Query, prefix: bool) -> Result<Vec<Slot>, Halt> {
    let wanted = wanted(archive, text, query, prefix && query.open);
    let mut blocks: Vec<usize> = wanted.iter().flat_map(|wanted| blocks_of(archive, wanted)).collect();
    sort::all(&mut blocks, |a, b| a < b);
    blocks.dedup();
    let entries: Vec<_> = blocks.iter().copied().zip(archive.entries(&blocks)?).collect();
    let slot = |wanted: Wanted| {
        let members = members(archive, &wanted, &entries);
        let is_stop =
            |member: &Member| member.entry().forms.iter().any(|form| form.stop && form.word == wanted.surface);
        Slot {
            stop: members.iter().any(is_stop),
            members,
            part: wanted.part,
            place: wanted.place,
            surface: wanted.surface,
        }
    };
    Ok(wanted.into_iter().map(slot).collect())
}

/// The words of every part, analysed once for each language that the archive holds.
fn wanted(archive: &Archive, text: &str, query: &Query, open: bool) -> Vec<Wanted> {
    let mut wanted: Vec<Wanted> = Vec::new();
    for (number, part) in query.parts.iter().enumerate() {
        let first = wanted.len();
        for tag in &archive.root().languages {
            analyse(Lang::from_tag(tag), text, number, part, first, &mut wanted);
        }
        sort::all(&mut wanted[first..], |a, b| a.start < b.start);
    }
    if open && let Some(last) = wanted.iter_mut().max_by_key(|word| word.start) {
        for tag in &archive.root().languages {
            let beginning = text::fold(slice(text, last.start..text.len()), Lang::from_tag(tag));
            if !last.beginnings.contains(&beginning) {
                last.beginnings.push(beginning);
            }
        }
    }
    wanted
}

/// Adds one language's reading of a part to `wanted`, where the part's words begin at `first`.
fn analyse(lang: Lang, text: &str, number: usize, part: &Part, first: usize, wanted: &mut Vec<Wanted>) {
    Analyzer::new(lang).analyze(slice(text, part.span.clone()), |token| {
        let start = part.span.start + token.span.start;
        match wanted[first..].iter_mut().find(|word| word.start == start) {
            Some(word) if word.terms.iter().any(|term| term == token.term) => {}
            Some(word) => word.terms.push(token.term.into()),
            None => wanted.push(Wanted {
                part: number,
                place: token.position,
                start,
                surface: token.surface.into(),
                terms: vec![token.term.into()],
                beginnings: Vec::new(),
            }),
        }
    });
}

/// Number of the dictionary block that holds `term` if any does.
fn block_of(archive: &Archive, term: &str) -> Option<usize> {
    archive.root().first_terms.partition_point(|first| first.as_str() <= term).checked_sub(1)
}

/// The dictionary blocks in which a word is looked up.
fn blocks_of(archive: &Archive, wanted: &Wanted) -> Vec<usize> {
    let mut blocks: Vec<_> = wanted.terms.iter().filter_map(|term| block_of(archive, term)).collect();
    for beginning in &wanted.beginnings {
        let first = block_of(archive, beginning).unwrap_or(0);
        let begins = |block: &usize| {
            let first = archive.root().first_terms.get(*block).map(String::as_str);
            first.is_some_and(|first| first <= beginning.as_str() || first.starts_with(beginning.as_str()))
        };
        blocks.extend((first..).take_while(begins).take(MAX_PREFIX_BLOCKS));
        blocks.extend(stems_of(beginning).filter_map(|stem| block_of(archive, stem)));
    }
    blocks
}

/// The shorter terms that a beginning may be a form of.
fn stems_of(beginning: &str) -> impl Iterator<Item = &str> {
    (MIN_STEM..beginning.len()).filter_map(|end| beginning.get(..end))
}

/// The entries that count as a word, each once, with the weight of its best reason.
fn members(archive: &Archive, wanted: &Wanted, blocks: &[(usize, Rc<Vec<Entry>>)]) -> Vec<Member> {
    let in_block = |term: &str| {
        let block = block_of(archive, term)?;
        let (_, entries) = blocks.iter().find(|(number, _)| *number == block)?;
        let index = entries.binary_search_by(|entry| entry.term.as_str().cmp(term)).ok()?;
        let forms = &entries.get(index)?.forms;
        let form = forms.iter().position(|form| form.word == wanted.surface);
        let form = form.map_or(0, |form| 1 << form.min(FORM_BITS - 1));
        Some(Member { entries: entries.clone(), index, weight: 1.0, form })
    };
    let mut members: Vec<Member> = wanted.terms.iter().filter_map(|term| in_block(term)).collect();
    let exact = members.len();
    for beginning in &wanted.beginnings {
        let stems = stems_of(beginning).filter_map(in_block);
        members.extend(stems.filter(|stem| stem.entry().forms.iter().any(|form| form.word.starts_with(beginning))));
        for (_, entries) in blocks {
            let start = entries.partition_point(|entry| entry.term.as_str() < beginning.as_str());
            let run = entries[start..].iter().take_while(|entry| entry.term.starts_with(beginning));
            let member = |index| Member { entries: entries.clone(), index, weight: PREFIX_WEIGHT, form: 0 };
            members.extend((start..start + run.count()).map(member));
        }
    }
    let rest = members.split_off(exact);
    members.extend(most_frequent(rest, &members));
    members
}

/// The most frequent of these that are not in `known`; ties by term.
fn most_frequent(mut members: Vec<Member>, known: &[Member]) -> Vec<Member> {
    members.retain(|member| !known.iter().any(|known| known.entry().term == member.entry().term));
    let frequency = |member: &Member| member.entry().articles;
    sort::all(&mut members, |a, b| {
        frequency(a) > frequency(b) || frequency(a) == frequency(b) && a.entry().term < b.entry().term
    });
    members.dedup_by(|a, b| a.entry().term == b.entry().term);
    members.truncate(MAX_PREFIX_ENTRIES);
    members.iter_mut().for_each(|member| member.weight = PREFIX_WEIGHT);
    members
}
