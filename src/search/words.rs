//! From a query's parts to the terms of the archive: each word of the query becomes a [`Slot`] that holds every
//! dictionary entry that counts as it.

use super::query::{Kind, Part, Query};
use super::synonyms;
use crate::archive::dictionary::{Entry, Form};
use crate::archive::postings::FORM_BITS;
use crate::archive::read::{Archive, Halt};
use crate::sort;
use crate::text::{self, Analyzer, Lang, slice};
use core::ops::Range;

/// Most entries that a growing word stands for: the most frequent ones; more would only add noise.
const MAX_ENTRIES: usize = 32;
/// Most dictionary blocks that a growing word is looked up in: bounds what a single letter costs.
const MAX_PREFIX_BLOCKS: usize = 8;
/// What an entry counts for that only begins like the word that is being typed.
const BEGINNING_WEIGHT: f32 = 0.4;
/// What an entry counts for that stands for the same by the archive's list of synonyms.
const SYNONYM_WEIGHT: f32 = 0.8;
/// Shortest term, in bytes, that a longer beginning is traced back to (`borderin` to `border`).
const MIN_STEM: usize = 3;

/// A word of the query, and what counts as it.
#[derive(Clone, Debug)]
pub struct Slot<'a> {
    /// The part of the query that it belongs to: where its words begin.
    pub part: usize,
    /// What that part asks for.
    pub kind: Kind,
    /// Its place among the words of its part, from 0.
    pub place: u32,
    /// Whether articles that hold its part are left out.
    pub without: bool,
    /// Its bytes in the query.
    pub span: Range<usize>,
    /// Whether it may be the beginning of a longer word.
    pub growing: bool,
    /// The word itself, in small letters.
    pub surface: String,
    /// Whether it is too common a word to decide what matches.
    pub stop: bool,
    /// Words and names of the archive's list that count as the word.
    pub synonyms: Vec<String>,
    /// Dictionary entries that count as the word.
    pub members: Vec<Member<'a>>,
}

/// An entry that counts as a word of the query.
#[derive(Clone, Copy, Debug)]
pub struct Member<'a> {
    /// The entry.
    pub entry: &'a Entry,
    /// How much it counts, 0 to 1.
    pub weight: f32,
    /// The number of the word's exact form among the entry's forms.
    exact: Option<usize>,
}

impl<'a> Slot<'a> {
    /// Whether another slot stands for the same word.
    pub fn same_word(&self, other: &Self) -> bool {
        let entries = self.members.iter().zip(&other.members);
        let same = entries.filter(|(a, b)| a.entry.term == b.entry.term).count();
        let all = same == self.members.len() && same == other.members.len();
        all && (same > 0 || self.surface == other.surface)
    }

    /// The entries that are the word itself, and not only begin like it: they come first.
    pub fn whole(&self) -> &[Member<'a>] {
        let whole = self.members.iter().take_while(|member| member.weight == 1.0).count();
        self.members.get(..whole).unwrap_or_default()
    }

    /// How many articles hold the word in its exact form.
    pub fn exact(&self) -> u32 {
        let mut articles = 0;
        for member in &self.members {
            articles += member.exact.and_then(|form| member.entry.forms.get(form)).map_or(0, |form| form.articles);
        }
        articles
    }

    /// How many articles hold the word, counting those twice that hold two of its entries.
    pub fn articles(&self) -> f32 {
        let mut articles = 0.0;
        self.members.iter().for_each(|member| articles += member.entry.articles as f32);
        articles
    }
}

impl<'a> Member<'a> {
    /// A form of an entry, by its number; all of the entry where there is no such form.
    pub fn of_form(entry: &'a Entry, form: usize) -> Self {
        Self { entry, weight: 1.0, exact: Some(form) }
    }

    /// The word in its exact form.
    pub fn word(&self) -> Option<&'a str> {
        self.exact.and_then(|form| self.entry.forms.get(form)).map(|form| form.word.as_str())
    }

    /// The bit of the word's exact form in the entry's postings; 0 if the entry has no such form.
    pub fn form(&self) -> u32 {
        self.exact.map_or(0, |form| 1 << form.min(FORM_BITS - 1))
    }

    /// Whether the word's exact form is a stop word.
    fn is_stop(&self) -> bool {
        self.exact.and_then(|form| self.entry.forms.get(form)).is_some_and(|form| form.stop)
    }
}

/// A word to look up.
#[derive(Debug)]
pub struct Wanted {
    part: usize,
    kind: Kind,
    /// Whether articles that hold it are left out.
    pub without: bool,
    place: u32,
    span: Range<usize>,
    /// The word itself, in small letters.
    pub surface: String,
    /// Its terms, one for each way in which a language of the archive folds and stems it.
    terms: Vec<String>,
    /// The terms of words that stand for the same.
    pub also: Vec<String>,
    /// These words as the archive's list has them.
    pub synonyms: Vec<String>,
    /// Its folded beginnings, if it may grow.
    beginnings: Vec<String>,
}

/// Looks all words of the query up, in one stage.
pub fn slots<'a>(archive: &'a Archive, text: &str, query: &Query) -> Result<Vec<Slot<'a>>, Halt> {
    let wanted = wanted(archive, text, query);
    let mut slots = Vec::with_capacity(wanted.len());
    for word in wanted {
        let members = word.members(archive);
        let stop = members.iter().any(Member::is_stop);
        let Wanted { part, kind, without, place, span, surface, synonyms, beginnings, .. } = word;
        let growing = !beginnings.is_empty();
        slots.push(Slot { part, kind, place, without, span, growing, surface, stop, synonyms, members });
    }
    archive.settle().map(|()| slots)
}

/// Slots of terms of the archive, as if each were typed in its most frequent form; of those that it has.
pub fn of_terms<'a>(archive: &'a Archive, terms: &[String]) -> Result<Vec<Slot<'a>>, Halt> {
    let mut slots = Vec::new();
    for term in terms {
        let entries = archive.entries(block_of(archive, term));
        let Some(entry) = entries.iter().find(|entry| entry.term == *term) else { continue };
        let form = entry.forms.iter().fold(None, |best: Option<&Form>, form| match best {
            Some(best) if best.articles >= form.articles => Some(best),
            _ => Some(form),
        });
        slots.push(Slot {
            part: 0,
            kind: Kind::Words,
            place: 0,
            without: false,
            span: 0..0,
            growing: false,
            surface: form.map_or(term, |form| &form.word).clone(),
            stop: false,
            synonyms: Vec::new(),
            members: vec![Member { entry, weight: 1.0, exact: None }],
        });
    }
    archive.settle().map(|()| slots)
}

/// The number of the dictionary block in which a term would stand.
fn block_of(archive: &Archive, term: &str) -> usize {
    archive.root().first_terms.partition_point(|first| first.as_str() <= term).saturating_sub(1)
}

/// The words of every part, analysed once for each language that the archive holds.
fn wanted(archive: &Archive, text: &str, query: &Query) -> Vec<Wanted> {
    let languages = &archive.root().languages;
    let mut wanted: Vec<Wanted> = Vec::new();
    query.each_with_words(|part, without| {
        let first = wanted.len();
        for tag in languages {
            analyse(Lang::from_tag(tag), text, part, without, first, &mut wanted);
        }
        sort::all(&mut wanted[first..], |a, b| a.span.start < b.span.start);
        if let Some(last) = wanted[first..].last_mut().filter(|_| part.growing) {
            for tag in languages {
                let beginning = text::fold(slice(text, last.span.start..part.span.end), Lang::from_tag(tag));
                push_new(&mut last.beginnings, &beginning);
            }
        }
    });
    synonyms::add(archive, &mut wanted);
    wanted
}

/// Adds one language's reading of a part to `wanted`, where the part's words begin at `first`.
fn analyse(lang: Lang, text: &str, part: &Part, without: bool, first: usize, wanted: &mut Vec<Wanted>) {
    Analyzer::new(lang).analyze(slice(text, part.span.clone()), |token| {
        let span = part.span.start + token.span.start..part.span.start + token.span.end;
        match wanted[first..].iter_mut().find(|word| word.span.start == span.start) {
            Some(word) => push_new(&mut word.terms, token.term),
            None => wanted.push(Wanted {
                part: part.span.start,
                kind: part.kind,
                without,
                place: token.position,
                span,
                surface: token.surface.into(),
                terms: vec![token.term.into()],
                also: Vec::new(),
                synonyms: Vec::new(),
                beginnings: Vec::new(),
            }),
        }
    });
}

/// Adds a text to a list that does not hold it yet.
pub fn push_new(list: &mut Vec<String>, text: &str) {
    if !list.iter().any(|known| known == text) {
        list.push(text.into());
    }
}

impl Wanted {
    /// Adds the numbers of the dictionary blocks in which the word may stand.
    fn blocks(&self, archive: &Archive, blocks: &mut Vec<usize>) {
        let firsts = &archive.root().first_terms;
        let mut add = |block: usize| {
            if block < firsts.len() && !blocks.contains(&block) {
                blocks.push(block);
            }
        };
        self.terms.iter().chain(&self.also).for_each(|term| add(block_of(archive, term)));
        for beginning in &self.beginnings {
            let first = block_of(archive, beginning);
            for block in first..first + MAX_PREFIX_BLOCKS {
                if block == first || firsts.get(block).is_some_and(|term| term.starts_with(beginning)) {
                    add(block);
                }
            }
            let stems = (MIN_STEM..beginning.len()).filter_map(|end| beginning.get(..end));
            stems.for_each(|stem| add(block_of(archive, stem)));
        }
    }

    /// The entries that count as the word: its own terms, then the most frequent of those that begin like it.
    fn members<'a>(&self, archive: &'a Archive) -> Vec<Member<'a>> {
        let (mut blocks, mut members) = (Vec::new(), Vec::new());
        self.blocks(archive, &mut blocks);
        for entry in blocks.into_iter().flat_map(|block| archive.entries(block)) {
            let weight = self.weight(entry);
            if weight > 0.0 {
                members.push(Member { entry, weight, exact: None });
            }
        }
        let rank = |member: &Member<'_>| (member.weight, member.entry.articles);
        let before =
            |a: &Member<'_>, b: &Member<'_>| rank(a) > rank(b) || rank(a) == rank(b) && a.entry.term < b.entry.term;
        sort::first(&mut members, MAX_ENTRIES, before);
        members.truncate(MAX_ENTRIES);
        for member in &mut members {
            member.exact = member.entry.forms.iter().position(|form| form.word == self.surface);
        }
        members
    }

    /// How much an entry counts as the word; 0 if it does not.
    fn weight(&self, entry: &Entry) -> f32 {
        let is_form_of = |beginning: &String| {
            let stem = entry.term.len() >= MIN_STEM && beginning.starts_with(&entry.term);
            stem && entry.forms.iter().any(|form| form.word.starts_with(beginning))
        };
        if self.terms.contains(&entry.term) {
            1.0
        } else if self.also.contains(&entry.term) {
            SYNONYM_WEIGHT
        } else if self.beginnings.iter().any(|beginning| entry.term.starts_with(beginning) || is_form_of(beginning)) {
            BEGINNING_WEIGHT
        } else {
            0.0
        }
    }
}
