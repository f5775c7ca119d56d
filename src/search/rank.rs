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
//! T     = sum over fields of  WEIGHTS[field] * frequency / (1 - B[field] + B[field] * length / mean length)
//! sat   = T * (K1 + 1) / (K1 + T)
//! idf   = ln(1 + (N - n + 0.5) / (n + 0.5))          n: articles that hold the word, N: all
//! weight: STOP for a stop word, else 1; count: how often the query says the word
//! A     = sum of weight * idf over the query's words, c: the share of A that stands in the headline
//! p(L)  : how likely the query is of language L: the product over its words of (n in L + 0.5) / (N in L + 1),
//!         scaled to the sum 1
//! ```
//!
//! The entries of a word are summed as if they were one. Nothing here but the logarithm leaves the basic operations of
//! IEEE 754, and that is libm's on every platform: so scores are the same everywhere.

use super::matching::Set;
use crate::archive::postings::Posting;
use crate::archive::read::Archive;
use crate::archive::{FIELDS, Field, Measure, PLAIN};

/// How soon a word that is repeated stops adding to the score.
const K1: f32 = 1.6;
/// What a word counts for by field: headline, dek, body, names.
const WEIGHTS: [f32; FIELDS] = [5.0, 2.0, 1.0, 1.0];
/// How much a field's length tells against it. Names are as long as there are names.
const B: [f32; FIELDS] = [0.75, 0.75, 0.75, 0.0];
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

/// Lets a frequency add less and less.
pub fn saturated(frequency: f32) -> f32 {
    frequency * (K1 + 1.0) / (K1 + frequency)
}

/// The lengths of articles as divisors of their frequencies.
pub struct Norms<'a> {
    measures: &'a [Measure],
    means: [f32; FIELDS],
}

impl<'a> Norms<'a> {
    /// For the articles of an archive. Means are over the articles that have the field at all.
    pub fn new(archive: &'a Archive) -> Self {
        let (measures, totals) = (archive.measures(), archive.root().totals);
        let mut means = [0.0; FIELDS];
        for (field, mean) in means.iter_mut().enumerate() {
            let with = measures.iter().filter(|measure| measure.lengths[field] > 0).count();
            *mean = (totals[field] as f32 / with.max(1) as f32).max(1.0);
        }
        Self { measures, means }
    }

    /// What an article asks to count, in hundredths.
    pub fn boost(&self, article: u32) -> u32 {
        self.measures.get(article as usize).map_or(PLAIN, |measure| measure.boost)
    }

    /// A frequency in a field of an article, weighted and set against the field's length.
    pub fn weighted(&self, article: u32, field: usize, frequency: u32) -> f32 {
        let length = self.measures.get(article as usize).map_or(0, |measure| measure.lengths[field]);
        let norm = 1.0 - B[field] + B[field] * length as f32 / self.means[field];
        WEIGHTS[field] * frequency as f32 / norm
    }

    /// The weighted frequency of a posting over all fields.
    fn frequency(&self, posting: &Posting) -> f32 {
        let mut sum = 0.0;
        for (field, frequency) in posting.frequencies.iter().enumerate() {
            if *frequency > 0 {
                sum += self.weighted(posting.article, field, *frequency);
            }
        }
        sum
    }
}

/// What is known of an article while a query's words are gone through.
#[derive(Clone, Copy, Default)]
struct Tally {
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

/// Sums up scores over the query's words, one posting after the other, without allocating in between.
pub struct Ranking<'a> {
    norms: &'a Norms<'a>,
    tallies: Vec<Tally>,
    /// Articles that hold the word at work.
    touched: Vec<u32>,
    /// Articles of each language, and how likely the query is of it.
    languages: Vec<(f32, f32)>,
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
}

impl<'a> Ranking<'a> {
    /// A ranking of articles in so many languages.
    pub fn new(norms: &'a Norms<'a>, languages: usize) -> Self {
        let mut ranking = Self {
            norms,
            tallies: vec![Tally::default(); norms.measures.len()],
            touched: Vec::new(),
            languages: vec![(0.0, 1.0); languages],
            all: 0.0,
        };
        for measure in norms.measures.iter() {
            if let Some((articles, _)) = ranking.languages.get_mut(measure.language as usize) {
                *articles += 1.0;
            }
        }
        ranking
    }

    /// Adds a posting of the word at work; `form` is the bit of its exact form in the postings of this entry.
    pub fn add(&mut self, posting: &Posting, weight: f32, form: u32) {
        let Some(tally) = self.tallies.get_mut(posting.article as usize) else { return };
        let frequency = weight * self.norms.frequency(posting);
        if tally.frequency == 0.0 {
            self.touched.push(posting.article);
        }
        tally.frequency += frequency;
        tally.in_headline |= posting.frequencies[Field::Headline as usize] > 0 && weight == 1.0;
        if posting.forms & form != 0 {
            tally.exact += frequency / posting.forms.count_ones() as f32;
        }
    }

    /// Ends a word.
    pub fn end(&mut self, word: &Word) {
        let (all, touched) = (self.tallies.len() as f32, core::mem::take(&mut self.touched));
        let (idf, exact) = (self::idf(all, touched.len() as f32), EXACT * self::idf(all, word.exact as f32));
        let weight = if word.stop { STOP } else { 1.0 };
        self.all += weight * idf;
        self.judge_languages(&touched);
        for article in &touched {
            let tally = &mut self.tallies[*article as usize];
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
        for article in touched {
            with[self.norms.measures[*article as usize].language as usize] += 1.0;
        }
        let mut sum = 0.0;
        for ((articles, likely), with) in self.languages.iter_mut().zip(with) {
            *likely *= (with + 0.5) / (*articles + 1.0);
            sum += *likely;
        }
        self.languages.iter_mut().for_each(|(_, likely)| *likely /= sum);
    }

    /// What an article scores: by its words, times the factor of its language, and by its headline.
    pub fn score(&self, article: u32) -> Score {
        let tally = self.tallies.get(article as usize).copied().unwrap_or_default();
        let language = self.norms.measures.get(article as usize).map_or(0, |measure| measure.language);
        let likely = self.languages.get(language as usize).filter(|_| self.languages.len() > 1);
        let covered = tally.coverage / self.all.max(f32::MIN_POSITIVE);
        let squared = covered * covered;
        Score {
            words: tally.score,
            language: 1.0 + LANGUAGE * likely.map_or(0.0, |(_, likely)| *likely),
            headline: COVERAGE * self.all * squared * squared * squared * squared,
        }
    }

    /// Of every article whether it holds a word that decides.
    pub fn matched(&self) -> Set {
        let mut matched = Set::new();
        self.tallies.iter().for_each(|tally| matched.push(tally.matched));
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
