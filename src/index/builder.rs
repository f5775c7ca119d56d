//! Joins batches, and makes the archive once all are there.

use super::digest::Digest;
use super::entry::Entry;
use super::facets::Values;
use super::keys::Keys;
use super::names::{Duplicate, duplicates};
use super::runs::Runs;
use super::words::Word;
use super::{links, terms, twins};
use crate::archive::facets::Facet;
use crate::archive::impact::Impacts;
use crate::archive::pile::{Pile, Room};
use crate::archive::side;
use crate::archive::write::{Packer, Pieces, Writer};
use crate::article::Origin;
use std::collections::{BTreeSet, HashSet};
use std::io;

/// What the caller may choose.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// Words that stand for the same, a group each.
    pub synonyms: Vec<Vec<String>>,
    /// Whether an article that is alike one before it is left out.
    pub dedupe: bool,
}

/// What came out.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The archive.
    pub archive: Pieces,
    /// How many articles it holds.
    pub articles: usize,
    /// Articles that got another id, as theirs was taken, in the order in which they came.
    pub renamed: Vec<Duplicate>,
    /// Articles that are alike one before them in the archive, in its order.
    pub alike: Vec<Alike>,
    /// How many links lead from one article to another.
    pub linked: usize,
}

/// Two articles that tell the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Alike {
    /// Id of the one that comes first in the archive, and is kept.
    pub first: String,
    /// Where that one was read.
    pub first_origin: Origin,
    /// Id of the other one.
    pub later: String,
    /// Where the other one was read.
    pub later_origin: Origin,
    /// How alike they are, in hundredths: the share of runs of eight words that both have. 100: word for word.
    pub likeness: u32,
}

/// The articles so far.
#[derive(Default)]
pub struct Builder {
    room: Room,
    entries: Vec<Entry>,
    /// Their cards and bodies.
    pile: Pile,
    words: Runs,
    values: Values,
}

impl Builder {
    /// No articles yet. What is large of them waits in `room`; the archive is the same as without. [`Self::default`] has
    /// no room and keeps all in memory, and no method of it fails.
    pub fn new(room: Room) -> Self {
        let (pile, words) = (Pile::new(&room), Runs::new(room.clone()));
        Self { room, pile, words, ..Self::default() }
    }

    /// Adds the next batch of articles. Fails where what waits in files cannot be written.
    pub fn add(&mut self, digest: Digest) -> io::Result<()> {
        let base = self.entries.len() as u32;
        self.words.join(digest.words, base)?;
        let numbers = self.values.join(&digest.values);
        for fresh in digest.entries {
            let mut entry = fresh.stow(&mut self.pile);
            for (values, numbers) in entry.values.iter_mut().zip(&numbers) {
                values.iter_mut().for_each(|value| *value = numbers[*value as usize]);
            }
            self.entries.push(entry);
        }
        self.pile.check()
    }

    /// How many articles were added.
    pub fn articles(&self) -> usize {
        self.entries.len()
    }

    /// The ids that these articles would have in an archive of their own.
    pub fn ids(&self) -> HashSet<String> {
        let ids = self.entries.iter().map(|entry| entry.kept.id.clone());
        ids.chain(self.duplicates().into_iter().map(|(_, duplicate)| duplicate.renamed)).collect()
    }

    /// The archive of all articles that were added. Fails where what waits in files cannot be written or read back.
    pub fn finish(self, choices: Choices) -> io::Result<Outcome> {
        self.finish_told(choices, &mut |_| ())
    }

    /// As [`Self::finish`]; `told` is told from time to time what share of the work is done, of 1.
    pub fn finish_told(mut self, choices: Choices, told: &mut dyn FnMut(f32)) -> io::Result<Outcome> {
        let mut outcome = Outcome::default();
        let mut packer = Packer::default();
        outcome.renamed = self.rename(&mut packer)?;
        let mut order: Vec<usize> = (0..self.entries.len()).collect();
        order.sort_by(|a, b| self.entries[*a].order().cmp(&self.entries[*b].order()));
        let twins = self.twins(&order);
        outcome.alike = twins.iter().map(|(twin, first, likeness)| self.alike(*twin, *first, *likeness)).collect();
        if choices.dedupe {
            let folded: BTreeSet<usize> = twins.iter().map(|(twin, ..)| *twin).collect();
            order.retain(|number| !folded.contains(number));
        }
        let mut numbers = vec![None; self.entries.len()];
        order.iter().zip(0u32..).for_each(|(number, place)| numbers[*number] = Some(place));
        let mut entries = ordered(self.entries, &numbers);
        outcome.articles = entries.len();
        outcome.linked = links::connect(&mut entries, &mut self.pile, &mut packer)?;
        let rest = Rest { pile: self.pile, words: self.words, values: self.values };
        outcome.archive = write(entries, rest, &numbers, choices.synonyms, &self.room, told)?;
        Ok(outcome)
    }

    /// Gives other ids to articles whose id is taken.
    fn rename(&mut self, packer: &mut Packer) -> io::Result<Vec<Duplicate>> {
        let renamed = self.duplicates().into_iter().map(|(number, duplicate)| {
            let id = duplicate.renamed.clone();
            self.entries[number].amend(&mut self.pile, packer, |article| article.id = id)?;
            Ok(duplicate)
        });
        renamed.collect()
    }

    /// The articles whose id is taken, with the ones that they are to have.
    fn duplicates(&self) -> Vec<(usize, Duplicate)> {
        duplicates(self.entries.iter().map(|entry| (entry.kept.id.as_str(), &entry.origin)))
    }

    /// The articles that are alike one before them in this order, with that one.
    fn twins(&self, order: &[usize]) -> Vec<(usize, usize, u32)> {
        let prints: Vec<_> = order.iter().map(|number| &self.entries[*number].print).collect();
        let found = twins::find(&prints).into_iter();
        found.map(|(twin, first, likeness)| (order[twin as usize], order[first as usize], likeness)).collect()
    }

    fn alike(&self, later: usize, first: usize, likeness: u32) -> Alike {
        let (later, first) = (&self.entries[later], &self.entries[first]);
        Alike {
            first: first.kept.id.clone(),
            first_origin: first.origin.clone(),
            later: later.kept.id.clone(),
            later_origin: later.origin.clone(),
            likeness,
        }
    }
}

/// The entries that have a number, in the order of their numbers.
fn ordered(entries: Vec<Entry>, numbers: &terms::Numbers) -> Vec<Entry> {
    let numbered = entries.into_iter().zip(numbers).filter_map(|(entry, number)| Some(((*number)?, entry)));
    let mut numbered: Vec<_> = numbered.collect();
    numbered.sort_unstable_by_key(|(number, _)| *number);
    numbered.into_iter().map(|(_, entry)| entry).collect()
}

/// What a builder has beside its entries.
struct Rest {
    pile: Pile,
    words: Runs,
    values: Values,
}

/// The archive of these entries, in their order.
fn write(
    mut entries: Vec<Entry>,
    rest: Rest,
    numbers: &terms::Numbers,
    synonyms: Vec<Vec<String>>,
    room: &Room,
    told: &mut dyn FnMut(f32),
) -> io::Result<Pieces> {
    let Rest { pile, words, values } = rest;
    let languages: BTreeSet<&str> = entries.iter().map(|entry| entry.lang.tag()).collect();
    let languages: Vec<String> = languages.into_iter().map(str::to_owned).collect();
    for entry in &mut entries {
        let language = languages.binary_search_by(|tag| tag.as_str().cmp(entry.lang.tag()));
        entry.kept.measure.language = language.unwrap_or_default() as u32;
    }
    let lengths: Vec<_> = entries.iter().map(|entry| entry.lengths).collect();
    let measured = terms::Measured { impacts: Impacts::new(lengths.iter()), lengths };
    let mut writer = Writer::new(languages, synonyms, room);
    let (mut keys, mut words) = (Keys::new(entries.len()), words.terms()?);
    let batches = std::iter::from_fn(|| {
        told(words.share());
        words.next()
    });
    side::stream(
        batches,
        terms::Terms::default,
        |terms, forms: Vec<Word>| terms.term(&forms, numbers, &measured),
        |found| {
            if let Some((term, holders)) = found {
                keys.add(&term.term, &holders);
                writer.term(term);
            }
        },
    );
    words.check()?;
    let column = |facet| values.column(facet, entries.iter().map(|entry| &*entry.values[facet as usize]));
    let columns = Facet::ALL.map(column);
    let kept = entries.into_iter().map(|entry| entry.kept).collect();
    writer.finish(kept, pile, &columns, keys.of())
}
