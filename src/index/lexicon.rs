//! The words that were seen, by the language and the way in which they were written: spares stemming each of them more
//! than once.

use super::{twins, words};
use crate::text::{self, Analyzer, Lang};
use foldhash::fast::RandomState;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Words beyond which all are forgotten: bounds the memory that texts of ever new words take.
const MOST: usize = 120_000;

/// A word that was seen: a term in one of its forms.
pub struct Seen {
    /// Its key: see [`words::key`].
    pub key: Arc<str>,
    /// Whether it is a stop word in one of the languages that it was seen in.
    pub stop: bool,
}

/// Number of a word, and what stands for it in shingles.
type Known = (u32, u64);

/// Words of at most fifteen bytes that were seen last: most of a text is few words, and these lie close together. A power
/// of two.
const RECENT: usize = 2048;
/// A number that stands for no word.
const NO_WORD: u128 = u128::MAX;

/// Numbers of words, as they are written. Most words are short, and are compared in place of being followed to where they
/// lie.
struct Numbers {
    recent: Box<[(u128, Known)]>,
    short: HashMap<u128, Known, RandomState>,
    long: HashMap<Box<str>, Known, RandomState>,
}

impl Default for Numbers {
    fn default() -> Self {
        let recent = vec![(NO_WORD, (0, 0)); RECENT].into();
        Self { recent, short: HashMap::default(), long: HashMap::default() }
    }
}

impl Numbers {
    fn get(&mut self, surface: &str) -> Option<Known> {
        let Some(short) = short(surface) else { return self.long.get(surface).copied() };
        let recent = &mut self.recent[place(short)];
        if recent.0 != short {
            *recent = (short, *self.short.get(&short)?);
        }
        Some(recent.1)
    }

    fn insert(&mut self, surface: &str, known: Known) {
        match short(surface) {
            Some(short) => self.short.insert(short, known),
            None => self.long.insert(surface.into(), known),
        };
    }
}

/// Where a word stands among the recent ones.
fn place(short: u128) -> usize {
    let mixed = (short as u64 ^ (short >> 64) as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 32) as usize % RECENT
}

/// A word of at most fifteen bytes and its length as a number that no other has.
fn short(surface: &str) -> Option<u128> {
    let mut bytes = [0; size_of::<u128>()];
    let (length, room) = bytes.split_last_mut()?;
    room.get_mut(..surface.len())?.copy_from_slice(surface.as_bytes());
    *length = surface.len() as u8;
    Some(u128::from_le_bytes(bytes))
}

/// All words that were seen.
pub struct Lexicon {
    id: u64,
    words: Vec<Seen>,
    by_language: HashMap<Lang, Numbers>,
    /// Two languages may share a word.
    by_key: HashMap<Arc<str>, u32, RandomState>,
}

impl Default for Lexicon {
    fn default() -> Self {
        static LEXICONS: AtomicU64 = AtomicU64::new(0);
        let id = LEXICONS.fetch_add(1, Ordering::Relaxed);
        Self { id, words: Vec::new(), by_language: HashMap::new(), by_key: HashMap::default() }
    }
}

impl Lexicon {
    /// What tells it from all others: in it, and as long as it forgets nothing, a number is always the same word's.
    pub fn id(&self) -> u64 {
        self.id
    }

    /// Forgets all words, if they are too many. Between two batches: their numbers are given anew.
    pub fn shrink(&mut self) {
        if self.words.len() > MOST {
            *self = Self::default();
        }
    }

    /// The words by their numbers.
    pub fn words(&self) -> &[Seen] {
        &self.words
    }

    /// The lexicon of one language.
    pub fn of(&mut self, lang: Lang) -> InLanguage<'_> {
        let Self { words, by_language, by_key, .. } = self;
        InLanguage { lang, stemmer: Analyzer::new(lang), numbers: by_language.entry(lang).or_default(), words, by_key }
    }
}

/// The lexicon of one language.
pub struct InLanguage<'a> {
    lang: Lang,
    stemmer: Analyzer,
    numbers: &'a mut Numbers,
    words: &'a mut Vec<Seen>,
    by_key: &'a mut HashMap<Arc<str>, u32, RandomState>,
}

impl InLanguage<'_> {
    /// Number and hash of the word that is written so.
    pub fn number(&mut self, surface: &str) -> (u32, u64) {
        match self.numbers.get(surface) {
            Some(known) => known,
            None => self.learn(surface),
        }
    }

    /// Gives a word its number. It is a stop word if it is one in any of its languages.
    fn learn(&mut self, surface: &str) -> Known {
        let key = words::key(self.stemmer.word(surface), surface);
        let next = self.words.len() as u32;
        let number = *self.by_key.entry(key.clone()).or_insert(next);
        if number == next {
            self.words.push(Seen { key, stop: false });
        }
        self.words[number as usize].stop |= text::is_stop(surface, self.lang);
        let known = (number, twins::hash(surface));
        self.numbers.insert(surface, known);
        known
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_numbers_whatever_their_length() {
        let mut lexicon = Lexicon::default();
        let words = ["a", "a\0", "", "fifteen letters", "sixteen letters!", "sixteen letters?", "ä"];
        let first: Vec<_> = words.iter().map(|word| lexicon.of(Lang::EN).number(word)).collect();
        let again: Vec<_> = words.iter().map(|word| lexicon.of(Lang::EN).number(word)).collect();
        assert_eq!(first, again);
        assert_eq!(lexicon.of(Lang::EN).numbers.long.len(), 2);
        assert_eq!(lexicon.of(Lang::EN).numbers.short.len(), 5);
    }
}
