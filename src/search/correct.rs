//! Typing errors: what the query most likely meant, out of the archive's own words.
//!
//! A word of four letters or more, and of letters only, is doubted if hardly any article holds it as it is typed, few
//! hold another form of it, and nothing begins like it if it may grow. It is replaced by the likeliest of
//!
//! - a word near it: one error in words of four letters or more, two from nine on;
//! - two words that were joined (`debtdeal`);
//! - one word with its neighbour, if it was split (`secu rity`);
//! - itself, if it is rare but known, or if another form of it is.
//!
//! Likelihood is that of a noisy channel (Kernighan, Church, Gale: A spelling correction program based on a noisy channel
//! model, COLING 1990): the probability of the word, times that of the errors. The first is mixed from three: how many
//! articles hold the word; how many of those that hold the query's other words; and the same by headlines alone.
//!
//! What is near nothing stays as it is and finds nothing: an honest answer is better than unrelated hits.

use super::context::Context;
use super::distance::{Pattern, letters};
use super::query::Kind;
use super::words::{self, Member, Slot};
use crate::archive::dictionary::{Entry, Form};
use crate::archive::read::{Archive, Halt};
use crate::sort;
use crate::text::{self, Lang, slice};
use core::ops::Range;

/// Letters of a word from which on it may have one error, and two.
const LETTERS: [usize; 2] = [4, 9];
/// Most articles that a word may stand in, just as it is typed, to be doubted.
const RARE: u32 = 2;
/// Most articles that may hold any form of it.
const FORMS: f32 = 20.0;
/// What an error costs: the logarithm of how unlikely it is.
const ERROR: f32 = 4.0;
/// What a wrong first letter costs beyond that, for each error: people rarely miss it, and then little else.
const FIRST: f32 = 2.0;
/// What it costs that two words were joined.
const JOINED: f32 = 8.0;
/// What it is worth that a word is known just as it was typed, if rare.
const KNOWN: f32 = 1.0;
/// What it costs that only other forms of a word are known.
const OTHER_FORM: f32 = 2.0;
/// Shortest half of a word that is split in two, in letters.
const MIN_HALF: usize = 3;
/// Candidates that are looked at in the light of the query's other words.
const CANDIDATES: usize = 16;
/// Most words of a query that are doubted: more are no slips but another language. Bounds what a pasted text costs.
const MAX_DOUBTFUL: usize = 8;
/// Words of the query that a correction is judged by.
const CONTEXT: usize = 32;
/// Most dictionary blocks that a correction looks into, some 200,000 terms: bounds what a typing error costs. Where there
/// are more it begins with the words that share the first letters.
const MAX_BLOCKS: usize = 512;
/// The same in a large archive, which is read over a network: 60 kB.
const MAX_BLOCKS_LARGE: usize = 24;

/// A query as it was probably meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Correction {
    /// The whole query.
    pub text: String,
    /// What was replaced, by what.
    pub changes: Vec<(String, String)>,
}

/// A replacement of some bytes of the query.
struct Change {
    span: Range<usize>,
    to: String,
}

/// The query without its typing errors, if it has any that can be mended.
pub fn correct<'a>(archive: &'a Archive, text: &str, slots: &[Slot<'a>]) -> Result<Option<Correction>, Halt> {
    if !(1..=MAX_DOUBTFUL).contains(&slots.iter().filter(|slot| is_doubtful(slot)).count()) {
        return Ok(None);
    }
    slots
        .iter()
        .filter(|slot| is_doubtful(slot))
        .for_each(|slot| Vocabulary::near(archive, slot).each(&mut |_, _, _| {}));
    archive.settle()?;
    let (mut correction, mut at) = (Correction::default(), 0);
    for change in changes(archive, text, slots)? {
        // Languages may read the same bytes as different words: the first change counts.
        if change.span.start < at {
            continue;
        }
        correction.text.push_str(slice(text, at..change.span.start));
        correction.text.push_str(&change.to);
        at = change.span.end;
        correction.changes.push((slice(text, change.span).into(), change.to));
    }
    correction.text.push_str(slice(text, at..text.len()));
    Ok((!correction.changes.is_empty()).then_some(correction))
}

/// Whether little is known of a word that has letters enough to tell what it could be.
fn is_doubtful(slot: &Slot<'_>) -> bool {
    let unsure = !slot.without && !slot.is_stop() && !slot.grows() && slot.exact() <= RARE && slot.articles() <= FORMS;
    // Digits of all scripts fold to ASCII.
    let is_word =
        || text::fold(&slot.surface, Lang::UNKNOWN).bytes().all(|byte| byte > 127 || byte.is_ascii_lowercase());
    unsure && letters(&slot.surface) >= LETTERS[0] && is_word()
}

/// What to replace, in order.
fn changes<'a>(archive: &'a Archive, text: &str, slots: &[Slot<'a>]) -> Result<Vec<Change>, Halt> {
    let context = Context::new(archive, slots.iter().filter(|slot| !is_doubtful(slot)).take(CONTEXT));
    let (mut changes, mut index) = (Vec::new(), 0);
    while let Some(slot) = slots.get(index) {
        let vocabulary = Vocabulary::near(archive, slot);
        let next = slots.get(index + 1).filter(|next| is_split(text, slot, next));
        let joined = next.map(|next| (spaced(&slot.surface, "", &next.surface), next.span.end));
        if let Some((to, end)) = joined.filter(|(to, _)| vocabulary.holds(to)) {
            changes.push(Change { span: slot.span.start..end, to });
            index += 1;
        } else if is_doubtful(slot)
            && let Some(to) = vocabulary.likeliest(slot, &context)
        {
            changes.push(Change { span: slot.span.clone(), to });
        }
        index += 1;
    }
    archive.settle().map(|()| changes)
}

/// Whether two words may be one that was split: neighbours of which one is doubtful.
fn is_split(text: &str, a: &Slot<'_>, b: &Slot<'_>) -> bool {
    let between = a.span.end..b.span.start;
    let apart = a.kind == Kind::Words && b.kind == Kind::Words && !between.is_empty();
    apart && (a.members.is_empty() || b.members.is_empty()) && slice(text, between).trim().is_empty()
}

/// Two words with something between them.
fn spaced(left: &str, between: &str, right: &str) -> String {
    let mut spaced = String::with_capacity(left.len() + between.len() + right.len());
    [left, between, right].iter().for_each(|text| spaced.push_str(text));
    spaced
}

/// What a word may have been meant to be.
struct Candidate<'a> {
    /// The logarithm of how likely it is, errors and all.
    value: f32,
    /// What the errors cost of that.
    cost: f32,
    /// The word; a whole entry stands for the word as it was typed, of which only other forms are known.
    member: Member<'a>,
}

/// The words of the archive, or those that one word is looked for among.
struct Vocabulary<'a> {
    archive: &'a Archive,
    /// The first dictionary block.
    from: usize,
    /// Most of them.
    most: usize,
}

impl<'a> Vocabulary<'a> {
    fn near(archive: &'a Archive, slot: &Slot<'_>) -> Self {
        let first = slice(&slot.surface, 0..slot.surface.chars().take(2).map(char::len_utf8).sum());
        let most = if words::is_large(archive) { MAX_BLOCKS_LARGE } else { MAX_BLOCKS };
        let all = archive.root().first_terms.len() <= most;
        Self { archive, from: if all { 0 } else { words::block_of(archive, first) }, most }
    }

    /// Calls `each` for every form of every entry, and its number there.
    fn each(&self, each: &mut dyn FnMut(&'a Entry, usize, &'a Form)) {
        for block in self.from..self.from + self.most {
            for entry in self.archive.entries(block) {
                entry.forms.iter().enumerate().for_each(|(number, form)| each(entry, number, form));
            }
        }
    }

    fn holds(&self, word: &str) -> bool {
        let mut holds = false;
        self.each(&mut |_, _, form| holds |= form.word == word);
        holds
    }

    /// The logarithm of how likely a word is that so many articles hold.
    fn likelihood(&self, articles: u32) -> f32 {
        libm::logf((articles as f32 + 0.5) / self.archive.root().articles as f32)
    }

    /// What a word was most likely meant to be; `None`: itself.
    fn likeliest(&self, slot: &Slot<'a>, context: &Context<'a>) -> Option<String> {
        // Two words instead of one would leave the operator that it belongs to.
        let splits = slot.members.is_empty() && slot.kind == Kind::Words;
        let mut best = if splits { self.split(&slot.surface) } else { (f32::NEG_INFINITY, None) };
        for Candidate { member, cost, .. } in self.candidates(slot) {
            let value = context.likelihood(&member) - cost;
            if value > best.0 {
                best = (value, member.word().map(String::from));
            }
        }
        best.1.filter(|word| *word != slot.surface)
    }

    /// The words that are near one, itself among them if it is known, or the other forms of it; the likeliest first.
    fn candidates(&self, slot: &Slot<'a>) -> Vec<Candidate<'a>> {
        let Some(pattern) = Pattern::new(&slot.surface) else { return Vec::new() };
        let most = LETTERS.iter().filter(|least| letters(&slot.surface) >= **least).count();
        let first = |word: &str| word.chars().next();
        let mut candidates = Vec::new();
        let mut add = |cost: f32, articles: u32, entry: &'a Entry, form: usize| {
            let value = self.likelihood(articles) - cost;
            candidates.push(Candidate { value, cost, member: Member::of_form(entry, form) });
        };
        self.each(&mut |entry, number, form| {
            if let Some(distance) = pattern.distance(form, most) {
                let other_first = if first(&form.word) == first(&slot.surface) { 0.0 } else { FIRST * distance as f32 };
                let cost = if distance == 0 { -KNOWN } else { ERROR * distance as f32 + other_first };
                add(cost, form.articles, entry, number);
            }
        });
        if slot.exact() == 0 {
            slot.members.iter().for_each(|member| add(OTHER_FORM, member.entry.articles, member.entry, usize::MAX));
        }
        let better = |a: &Candidate<'_>, b: &Candidate<'_>| {
            a.value > b.value || a.value == b.value && a.member.word() < b.member.word()
        };
        sort::first(&mut candidates, CANDIDATES, better);
        candidates.truncate(CANDIDATES);
        candidates
    }

    /// The likeliest two words that joined make this one, and how likely they are.
    fn split(&self, word: &str) -> (f32, Option<String>) {
        // Of each place where it may be split, how many articles hold the two halves.
        let mut halves = vec![[0u32; 2]; word.len() + 1];
        self.each(&mut |_, _, form| {
            let half = form.word.as_str();
            if word.starts_with(half) {
                halves[half.len()][0] = form.articles;
            }
            if word.ends_with(half) {
                halves[word.len() - half.len()][1] = form.articles;
            }
        });
        let mut best = (f32::NEG_INFINITY, None);
        for (at, [before, behind]) in halves.iter().enumerate() {
            let (left, right) = (slice(word, 0..at), slice(word, at..word.len()));
            let value = self.likelihood(*before.min(behind)) - JOINED;
            let fits = *before.min(behind) > 0 && letters(left).min(letters(right)) >= MIN_HALF;
            if fits && value > best.0 {
                best = (value, Some(spaced(left, " ", right)));
            }
        }
        best
    }
}
