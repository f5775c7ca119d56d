//! The words that were seen, by the language and the way in which they were written: spares stemming each of them more
//! than once.

use super::{twins, words};
use crate::text::{self, Analyzer, Lang};
use foldhash::fast::RandomState;
use std::collections::HashMap;
use std::sync::Arc;

/// Words beyond which all are forgotten: bounds the memory that texts of ever new words take.
const MOST: usize = 300_000;

/// A word that was seen: a term in one of its forms.
pub struct Seen {
    /// Its key: see [`words::key`].
    pub key: Arc<str>,
    /// Whether it is a stop word in one of the languages that it was seen in.
    pub stop: bool,
    /// What stands for it in shingles.
    hash: u64,
}

/// Numbers of words, as they are written. Most words are short, and are compared in place of being followed to where they
/// lie.
#[derive(Default)]
struct Numbers {
    short: HashMap<u128, u32, RandomState>,
    long: HashMap<Box<str>, u32, RandomState>,
}

impl Numbers {
    fn get(&self, surface: &str) -> Option<u32> {
        match short(surface) {
            Some(short) => self.short.get(&short).copied(),
            None => self.long.get(surface).copied(),
        }
    }

    fn insert(&mut self, surface: &str, number: u32) {
        match short(surface) {
            Some(short) => self.short.insert(short, number),
            None => self.long.insert(surface.into(), number),
        };
    }
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
#[derive(Default)]
pub struct Lexicon {
    words: Vec<Seen>,
    by_language: HashMap<Lang, Numbers>,
    /// Two languages may share a word.
    by_key: HashMap<Arc<str>, u32, RandomState>,
}

impl Lexicon {
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
        let Self { words, by_language, by_key } = self;
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
        let number = match self.numbers.get(surface) {
            Some(number) => number,
            None => self.learn(surface),
        };
        (number, self.words[number as usize].hash)
    }

    /// Gives a word its number. It is a stop word if it is one in any of its languages.
    fn learn(&mut self, surface: &str) -> u32 {
        let key = words::key(self.stemmer.word(surface), surface);
        let next = self.words.len() as u32;
        let number = *self.by_key.entry(key.clone()).or_insert(next);
        if number == next {
            self.words.push(Seen { key, stop: false, hash: twins::hash(surface) });
        }
        self.words[number as usize].stop |= text::is_stop(surface, self.lang);
        self.numbers.insert(surface, number);
        number
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
