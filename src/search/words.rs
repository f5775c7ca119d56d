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

/// Most entries that a word stands for: the most frequent of those that begin like it; more would only add noise.
const MAX_ENTRIES: usize = 32;
/// The same in a large archive, where each costs a read.
const MAX_ENTRIES_LARGE: usize = 8;
/// Most dictionary blocks that a beginning is looked up in: bounds what a single letter costs.
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
    /// Which reading of its part it belongs to: languages may cut a part into words in different ways.
    pub reading: u32,
    /// Its place among the words of its part, from 0.
    pub place: u32,
    /// Whether articles that hold its part are left out.
    pub without: bool,
    /// Its bytes in the query.
    pub span: Range<usize>,
    /// The word itself, in small letters.
    pub surface: String,
    /// Words and names of the archive's list that count as the word.
    pub synonyms: Vec<String>,
    /// Its terms, one for each way in which a language of the archive folds and stems it.
    terms: Vec<String>,
    /// The terms of its synonyms.
    pub also: Vec<String>,
    /// Its folded beginnings, if it may grow.
    beginnings: Vec<String>,
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
    /// A word that nothing is known of yet.
    fn new(surface: &str, part: &Part, without: bool) -> Self {
        let (synonyms, terms, also, beginnings) = Default::default();
        let (kind, part, surface) = (part.kind, part.span.start, surface.into());
        let (reading, place, span, members) = Default::default();
        Self { part, kind, reading, place, without, span, surface, synonyms, terms, also, beginnings, members }
    }

    /// Whether it is the beginning of words that the archive has.
    pub fn grows(&self) -> bool {
        self.members.iter().any(|member| self.begins(member.entry))
    }

    /// Whether it is too common a word to decide what matches.
    pub fn is_stop(&self) -> bool {
        self.members.iter().any(|member| member.exact_form().is_some_and(|form| form.stop))
    }

    /// Whether another slot stands for the same word.
    pub fn same_word(&self, other: &Self) -> bool {
        let mut same = 0;
        for (a, b) in self.members.iter().zip(&other.members) {
            same += usize::from(a.entry.term == b.entry.term);
        }
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
            articles = u32::saturating_add(articles, member.exact_form().map_or(0, |form| form.articles));
        }
        articles
    }

    /// How many articles hold that entry of the word itself which most hold.
    pub fn most(&self) -> u32 {
        let mut most = 0;
        for member in self.whole() {
            most = most.max(member.entry.articles);
        }
        most
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
        self.exact_form().map(|form| form.word.as_str())
    }

    fn exact_form(&self) -> Option<&'a Form> {
        self.exact.and_then(|form| self.entry.forms.get(form))
    }

    /// The bit of the word's exact form in the entry's postings; 0 if none was asked for.
    pub fn form(&self) -> u8 {
        self.exact.map_or(0, |form| 1 << form.min(FORM_BITS - 1))
    }
}

/// Looks all words of the query up, in one stage.
pub fn slots<'a>(archive: &'a Archive, text: &str, query: &Query) -> Result<Vec<Slot<'a>>, Halt> {
    let mut slots = words(archive, text, query);
    for slot in &mut slots {
        slot.members = slot.members(archive);
    }
    archive.settle().map(|()| slots)
}

/// Slots of terms of the archive, as if each were typed in its most frequent form; of those that it has.
pub fn of_terms<'a>(archive: &'a Archive, terms: &[String], part: &Part) -> Result<Vec<Slot<'a>>, Halt> {
    let mut slots = Vec::new();
    for term in terms {
        let entries = archive.entries(block_of(archive, term));
        let found = entries.iter().find(|entry| entry.term == *term);
        let Some((entry, mut form)) = found.and_then(|entry| Some((entry, entry.forms.first()?))) else { continue };
        for other in &entry.forms {
            form = if other.articles > form.articles { other } else { form };
        }
        let members = vec![Member { entry, weight: 1.0, exact: None }];
        slots.push(Slot { members, ..Slot::new(&form.word, part, false) });
    }
    archive.settle().map(|()| slots)
}

/// Whether an archive has so many articles that a query reads only what nearly always decides, unless it asks for all.
pub fn is_large(archive: &Archive) -> bool {
    archive.root().articles > 10_000
}

/// The number of the dictionary block in which a term would stand.
pub fn block_of(archive: &Archive, term: &str) -> usize {
    archive.root().first_terms.partition_point(|first| first.as_str() <= term).saturating_sub(1)
}

/// The words of every part, analysed once for each language that the archive holds.
fn words<'a>(archive: &Archive, text: &str, query: &Query) -> Vec<Slot<'a>> {
    let languages = &archive.root().languages;
    let mut wanted: Vec<Slot<'a>> = Vec::new();
    query.each_with_words(|part, without| {
        let first = wanted.len();
        for (tag, _) in languages {
            analyse(Lang::from_tag(tag), text, part, without, first, &mut wanted);
        }
        let key = |word: &Slot<'a>| (word.span.start, word.span.end, word.reading);
        sort::all(&mut wanted[first..], |a, b| key(a) < key(b));
        let end = wanted[first..].last().filter(|_| part.growing).map(|last| last.span.end);
        for last in wanted[first..].iter_mut().filter(|word| Some(word.span.end) == end) {
            for (tag, _) in languages {
                let beginning = text::fold(slice(text, last.span.start..part.span.end), Lang::from_tag(tag));
                push_new(&mut last.beginnings, &beginning);
            }
        }
    });
    synonyms::add(archive, &mut wanted);
    wanted
}

/// Adds one language's reading of a part to `wanted`, where the part's words begin at `first`. Languages that cut the
/// part alike share a reading; what are alternatives anyway is one reading.
fn analyse(lang: Lang, text: &str, part: &Part, without: bool, first: usize, wanted: &mut Vec<Slot<'_>>) {
    let mut read = Vec::new();
    Analyzer::new(lang).analyze(slice(text, part.span.clone()), |token| {
        let span = part.span.start + token.span.start..part.span.start + token.span.end;
        let terms = vec![token.term.into()];
        read.push(Slot { place: token.position, span, terms, ..Slot::new(token.surface, part, without) });
    });
    let mut reading = 0;
    if part.kind != Kind::Words {
        let of = |reading| wanted[first..].iter().filter(move |word| word.reading == reading);
        while of(reading).next().is_some() && !of(reading).map(|word| &word.span).eq(read.iter().map(|word| &word.span))
        {
            reading += 1;
        }
    }
    for word in read {
        match wanted[first..].iter_mut().find(|known| known.reading == reading && known.span == word.span) {
            Some(known) => word.terms.iter().for_each(|term| push_new(&mut known.terms, term)),
            None => wanted.push(Slot { reading, ..word }),
        }
    }
}

/// Adds a text to a list that does not hold it yet.
pub fn push_new(list: &mut Vec<String>, text: &str) {
    if !list.iter().any(|known| known == text) {
        list.push(text.into());
    }
}

impl<'a> Slot<'a> {
    /// The entries that count as the word: its own terms, its synonyms, then the most frequent that begin like it.
    fn members(&self, archive: &'a Archive) -> Vec<Member<'a>> {
        let mut members: Vec<Member<'a>> = Vec::new();
        for (terms, weight) in &[(&self.terms, 1.0), (&self.also, SYNONYM_WEIGHT)] {
            for term in *terms {
                let entries = archive.entries(block_of(archive, term));
                let place = entries.binary_search_by(|entry| entry.term.as_str().cmp(term));
                add(&mut members, place.ok().and_then(|place| entries.get(place)), *weight);
            }
        }
        for block in self.blocks(archive) {
            let entries = archive.entries(block).iter().filter(|entry| self.begins(entry));
            entries.for_each(|entry| add(&mut members, Some(entry), BEGINNING_WEIGHT));
        }
        let rank = |member: &Member<'_>| (member.weight, member.entry.articles);
        let before =
            |a: &Member<'_>, b: &Member<'_>| rank(a) > rank(b) || rank(a) == rank(b) && a.entry.term < b.entry.term;
        let most = if is_large(archive) { MAX_ENTRIES_LARGE } else { MAX_ENTRIES };
        sort::first(&mut members, most, before);
        members.truncate(most);
        for member in &mut members {
            member.exact = member.entry.forms.iter().position(|form| form.word == self.surface);
        }
        members
    }

    /// The dictionary blocks in which entries may stand that begin like the word, if it may grow.
    fn blocks(&self, archive: &Archive) -> Vec<usize> {
        let (firsts, mut blocks) = (&archive.root().first_terms, Vec::new());
        let mut add = |block: usize| {
            if !blocks.contains(&block) {
                blocks.push(block);
            }
        };
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
        blocks
    }

    /// Whether an entry, or a form of it, begins like the word.
    fn begins(&self, entry: &Entry) -> bool {
        self.beginnings.iter().any(|beginning| {
            let stem = entry.term.len() >= MIN_STEM && beginning.starts_with(&entry.term);
            let form = || stem && entry.forms.iter().any(|form| form.word.starts_with(beginning));
            entry.term.starts_with(beginning) || form()
        })
    }
}

/// Adds an entry to members that do not hold it yet with a greater weight.
fn add<'a>(members: &mut Vec<Member<'a>>, entry: Option<&'a Entry>, weight: f32) {
    let known = |entry| members.iter().any(|known| known.weight > weight && core::ptr::eq(known.entry, entry));
    if let Some(entry) = entry.filter(|entry| !known(*entry)) {
        members.push(Member { entry, weight, exact: None });
    }
}
