//! Joins batches, and makes the archive once all are there.

use super::digest::Digest;
use super::entry::Entry;
use super::facets::Values;
use super::keys::Keys;
use super::names::{Duplicate, duplicates};
use super::words::{Word, Words, parts};
use super::{links, terms, twins};
use crate::archive::facets::Facet;
use crate::archive::impact::Impacts;
use crate::archive::side;
use crate::archive::write::{Packer, Pieces, Writer};
use crate::article::Origin;
use std::collections::BTreeSet;

/// What the caller may choose.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// Words that stand for the same, a group each.
    pub synonyms: Vec<Vec<String>>,
    /// Whether an article that is alike one before it is left out.
    pub dedupe: bool,
}

/// What came out.
#[derive(Clone, Debug, Default)]
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
    entries: Vec<Entry>,
    words: Words,
    values: Values,
}

impl Builder {
    /// Adds the next batch of articles.
    pub fn add(&mut self, digest: Digest) {
        let base = self.entries.len() as u32;
        self.words.join(digest.words, base);
        let numbers = self.values.join(&digest.values);
        for mut entry in digest.entries {
            for (values, numbers) in entry.values.iter_mut().zip(&numbers) {
                values.iter_mut().for_each(|value| *value = numbers[*value as usize]);
            }
            self.entries.push(entry);
        }
    }

    /// How many articles were added.
    pub fn articles(&self) -> usize {
        self.entries.len()
    }

    /// The archive of all articles that were added.
    pub fn finish(mut self, choices: Choices) -> Outcome {
        let mut outcome = Outcome::default();
        let mut packer = Packer::default();
        outcome.renamed = self.rename(&mut packer);
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
        outcome.linked = links::connect(&mut entries, &mut packer);
        outcome.archive = write(entries, self.words, &self.values, &numbers, choices.synonyms);
        outcome
    }

    /// Gives other ids to articles whose id is taken.
    fn rename(&mut self, packer: &mut Packer) -> Vec<Duplicate> {
        let ids = self.entries.iter().map(|entry| (entry.kept.id.as_str(), &entry.origin));
        let renamed = duplicates(ids).into_iter().map(|(number, duplicate)| {
            let id = duplicate.renamed.clone();
            self.entries[number].amend(packer, |article| article.id = id);
            duplicate
        });
        renamed.collect()
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

/// Terms that are worked out side by side.
const TERMS: usize = 4096;

/// The archive of these entries, in their order.
fn write(
    mut entries: Vec<Entry>,
    words: Words,
    values: &Values,
    numbers: &terms::Numbers,
    synonyms: Vec<Vec<String>>,
) -> Pieces {
    let languages: BTreeSet<&str> = entries.iter().map(|entry| entry.lang.tag()).collect();
    let languages: Vec<String> = languages.into_iter().map(str::to_owned).collect();
    for entry in &mut entries {
        let language = languages.binary_search_by(|tag| tag.as_str().cmp(entry.lang.tag()));
        entry.kept.measure.language = language.unwrap_or_default() as u32;
    }
    let lengths: Vec<_> = entries.iter().map(|entry| entry.lengths).collect();
    let measured = terms::Measured { impacts: Impacts::new(lengths.iter()), lengths };
    let mut writer = Writer::new(languages, synonyms);
    let mut keys = Keys::new(entries.len());
    side::stream(
        batches(words),
        terms::Terms::default,
        |terms, forms: Vec<Word>| terms.term(&forms, numbers, &measured),
        |found| {
            if let Some((term, holders)) = found {
                keys.add(&term.term, &holders);
                writer.term(term);
            }
        },
    );
    let column = |facet| values.column(facet, entries.iter().map(|entry| &*entry.values[facet as usize]));
    let columns = Facet::ALL.map(column);
    let kept = entries.into_iter().map(|entry| entry.kept).collect();
    writer.finish(kept, &columns, &keys.of())
}

/// The words of each term, in the order of terms, so many terms at a time, for their lists not to be there all at once.
fn batches(words: Words) -> impl Iterator<Item = Vec<Vec<Word>>> {
    let mut words = words.sorted().into_iter().peekable();
    let mut terms = std::iter::from_fn(move || {
        let mut forms = vec![words.next()?];
        while let Some(form) = words.next_if(|word| parts(&word.key).0 == parts(&forms[0].key).0) {
            forms.push(form);
        }
        Some(forms)
    });
    std::iter::from_fn(move || {
        let batch: Vec<_> = terms.by_ref().take(TERMS).collect();
        (!batch.is_empty()).then_some(batch)
    })
}
