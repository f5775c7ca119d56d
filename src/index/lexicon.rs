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

/// Numbers of words, as they are written.
type Numbers = HashMap<Box<str>, u32, RandomState>;

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
            Some(number) => *number,
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
        self.numbers.insert(surface.into(), number);
        number
    }
}
