//! Ranking: how well an article answers a query.
//!
//! BM25F (Robertson, Zaragoza, Taylor: Simple BM25 extension to multiple weighted fields, CIKM 2004), with four
//! additions; `seeds/performance.md` says what each of them gains.
//!
//! ```text
//! score = ( sum over words of  weight * count * ( idf * sat(T) + EXACT * idf of the form * sat(T of the form) ) )
//!         * ( 1 + LANGUAGE * p(language of the article) )
//!         + COVERAGE * A * c^8
//!         + nearness, for the best of them: see places.rs
//!         all of it times the article's boost, and times what its age leaves (see recency.rs) if that is asked for
//!
//! T, sat: the weighted frequency, and how it saturates; an archive holds them as impacts: see archive::impact
//! idf    = ln(1 + (N - n + 0.5) / (n + 0.5))         n: articles that hold the word, N: all
//! weight: STOP for a stop word, else 1; count: how often the query says the word
//! A     = sum of weight * idf over the query's words, c: the share of A that stands in the headline
//! p(L)  : how likely the query is of language L: the product over its words of (n in L + 0.5) / (N in L + 1),
//!         scaled to the sum 1
//! ```
//!
//! The entries of a word are summed as if they were one. Nothing here but the logarithm leaves the basic operations of
//! IEEE 754, and that is libm's on every platform: so scores are the same everywhere.

use super::matching::Set;
use crate::archive::impact::{frequency, saturated};
use crate::archive::measures::Measure;
use crate::archive::postings::Posting;
use crate::archive::read::Archive;

/// What a stop word counts for.
const STOP: f32 = 0.2;
/// What the word in the very form of the query adds.
const EXACT: f32 = 0.2;
/// What an article in the query's language gains.
const LANGUAGE: f32 = 0.25;
/// What a headline gains that holds the whole query.
const COVERAGE: f32 = 1.0;

/// The logarithm of how rare a word is that so many of all articles hold.
pub fn idf(all: f32, with: f32) -> f32 {
    libm::logf(1.0 + (all - with + 0.5) / (with + 0.5))
}

/// What is known of an article while a query's words are gone through.
#[derive(Clone, Copy, Default)]
struct Tally {
    article: u32,
    score: f32,
    /// Sum over the words that stand in the headline.
    coverage: f32,
    /// Weighted frequencies of the word at work, and of its exact form.
    frequency: f32,
    exact: f32,
    in_headline: bool,
    /// Whether a word that decides was found.
    matched: bool,
}

/// Sums up scores over the query's words, one posting after the other.
pub struct Ranking<'a> {
    archive: &'a Archive,
    measures: &'a [Measure],
    /// Of each article the number of its tally, 0 while it has none; so that a word costs what it touches.
    numbers: Vec<u32>,
    /// The first stands for every article that holds no word.
    tallies: Vec<Tally>,
    /// Tallies of the articles that hold the word at work.
    touched: Vec<u32>,
    /// How likely the query is of each language.
    languages: Vec<f32>,
    /// Sum of weight and idf over the words.
    all: f32,
}

/// A word of the query, as the ranking sees it.
pub struct Word {
    /// Whether it is a stop word.
    pub stop: bool,
    /// Whether articles that hold it count as found.
    pub decides: bool,
    /// How often the query says it.
    pub count: f32,
    /// How many articles hold its exact form; 0 if it has none.
    pub exact: u32,
    /// How many articles hold it at least, where not all of its postings were added.
    pub articles: u32,
}

impl<'a> Ranking<'a> {
    /// A ranking of the articles of an archive.
    pub fn new(archive: &'a Archive) -> Self {
        let root = archive.root();
        let mut languages = Vec::new();
        root.languages.iter().for_each(|_| languages.push(1.0));
        Self {
            archive,
            measures: archive.measures(),
            numbers: vec![0; root.articles as usize],
            tallies: vec![Tally::default()],
            touched: Vec::new(),
            languages,
            all: 0.0,
        }
    }

    /// Adds a posting of the word at work; `form` is the bit of its exact form in the postings of this entry.
    pub fn add(&mut self, posting: &Posting, weight: f32, form: u8) {
        let Some(number) = self.numbers.get_mut(posting.article as usize) else { return };
        if *number == 0 {
            *number = self.tallies.len() as u32;
            self.tallies.push(Tally { article: posting.article, ..Tally::default() });
        }
        let tally = &mut self.tallies[*number as usize];
        let frequency = weight * frequency(posting.impact);
        if tally.frequency == 0.0 {
            self.touched.push(*number);
        }
        tally.frequency += frequency;
        tally.in_headline |= posting.headline && weight == 1.0;
        if posting.forms & form != 0 {
            tally.exact += frequency / posting.forms.count_ones() as f32;
        }
    }

    /// Ends a word.
    pub fn end(&mut self, word: &Word) {
        let (all, touched) = (self.numbers.len() as f32, core::mem::take(&mut self.touched));
        let with = word.articles.max(touched.len() as u32) as f32;
        let (idf, exact) = (self::idf(all, with), EXACT * self::idf(all, word.exact as f32));
        let weight = if word.stop { STOP } else { 1.0 };
        self.all += weight * idf;
        self.judge_languages(&touched);
        for number in &touched {
            let tally = &mut self.tallies[*number as usize];
            tally.score += weight * word.count * (idf * saturated(tally.frequency) + exact * saturated(tally.exact));
            tally.coverage += if tally.in_headline { weight * idf } else { 0.0 };
            tally.matched |= word.decides;
            (tally.frequency, tally.exact, tally.in_headline) = (0.0, 0.0, false);
        }
    }

    /// Lets the word at work tell how likely each language is.
    fn judge_languages(&mut self, touched: &[u32]) {
        if self.languages.len() < 2 || touched.is_empty() {
            return;
        }
        let mut with = vec![0.0; self.languages.len()];
        for number in touched {
            with[self.language(self.tallies[*number as usize].article)] += 1.0;
        }
        let mut sum = 0.0;
        for (language, likely) in self.languages.iter_mut().enumerate() {
            *likely *= (with[language] + 0.5) / (self.archive.root().languages[language].1 as f32 + 1.0);
            sum += *likely;
        }
        self.languages.iter_mut().for_each(|likely| *likely /= sum);
    }

    /// The number of an article's language.
    fn language(&self, article: u32) -> usize {
        self.measures.get(article as usize).map_or(0, |measure| measure.language as usize)
    }

    /// What an article scores: by its words, times the factor of its language, and by its headline.
    pub fn score(&self, article: u32) -> Score {
        let number = self.numbers.get(article as usize).copied().unwrap_or_default();
        let tally = self.tallies.get(number as usize).copied().unwrap_or_default();
        let likely = self.languages.get(self.language(article)).filter(|_| self.languages.len() > 1);
        let covered = tally.coverage / self.all.max(f32::MIN_POSITIVE);
        let squared = covered * covered;
        Score {
            words: tally.score,
            language: 1.0 + LANGUAGE * likely.copied().unwrap_or_default(),
            headline: COVERAGE * self.all * squared * squared * squared * squared,
        }
    }

    /// Of every article whether it holds a word that decides.
    pub fn matched(&self) -> Set {
        let mut matched = Set::new();
        self.numbers.iter().for_each(|number| matched.push(self.tallies[*number as usize].matched));
        matched
    }
}

/// What makes up the score of an article.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Score {
    /// What its words give.
    pub words: f32,
    /// The factor of its language.
    pub language: f32,
    /// What a headline gives that holds much of the query.
    pub headline: f32,
}

impl Score {
    /// All of it.
    pub fn sum(self) -> f32 {
        self.words * self.language + self.headline
    }
}
