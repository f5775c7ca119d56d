//! Ranking by BM25F (Robertson, Zaragoza, Taylor: Simple BM25 extension to multiple weighted fields, CIKM 2004).
//!
//! ```text
//! score(article) = sum over slots of  idf(slot) * f / (K1 + f)
//! f              = sum over fields of  WEIGHTS[field] * frequency / (1 - B[field] + B[field] * length / mean length)
//! idf(slot)      = ln(1 + (N - n + 0.5) / (n + 0.5))         n: articles that hold the slot, N: all
//! ```
//!
//! The entries of a slot are summed, each with its weight, as if they were one word.

use crate::archive::FIELDS;
use crate::archive::postings::Posting;
use crate::archive::read::Lengths;

/// How soon a word that is repeated stops adding to the score.
const K1: f32 = 1.2;
/// What a word counts for by field: headline, dek, body, names. A headline needs far more than the usual 3, or
/// articles that were asked for by their headline do not come first.
const WEIGHTS: [f32; FIELDS] = [20.0, 3.0, 1.0, 4.0];
/// How much a field's length tells against it.
const B: [f32; FIELDS] = [0.75, 0.5, 0.75, 0.3];
/// What a word too common to search for counts, against another.
const STOP_WEIGHT: f32 = 0.2;

/// Sums up scores over slots, one posting after the other, without allocating in between.
pub struct Ranking<'a> {
    lengths: &'a Lengths,
    means: [f32; FIELDS],
    scores: Vec<f32>,
    /// Weighted frequencies in the slot at work, and the articles that have any.
    frequencies: Vec<f32>,
    touched: Vec<u32>,
    /// Whether a word that counts was found, by article.
    matched: Vec<bool>,
}

impl<'a> Ranking<'a> {
    /// A ranking of the articles with these lengths.
    pub fn new(lengths: &'a Lengths, totals: [u64; FIELDS]) -> Self {
        let articles = lengths.len();
        Self {
            lengths,
            means: totals.map(|total| (total as f32 / articles.max(1) as f32).max(1.0)),
            scores: vec![0.0; articles],
            frequencies: vec![0.0; articles],
            touched: Vec::new(),
            matched: vec![false; articles],
        }
    }

    /// Adds a posting of an entry of the slot at work.
    pub fn add(&mut self, posting: &Posting, weight: f32) {
        let index = posting.article as usize;
        let Some(lengths) = self.lengths.get(index) else { return };
        let mut sum = 0.0;
        for field in 0..FIELDS {
            if posting.frequencies[field] > 0 {
                let norm = 1.0 - B[field] + B[field] * lengths[field] as f32 / self.means[field];
                sum += WEIGHTS[field] * posting.frequencies[field] as f32 / norm;
            }
        }
        if self.frequencies[index] == 0.0 {
            self.touched.push(posting.article);
        }
        self.frequencies[index] += weight * sum;
    }

    /// Ends a slot. Words that do not decide are scored, but their articles do not count as found.
    pub fn end_slot(&mut self, stop: bool, decides: bool) {
        let (all, with) = (self.scores.len() as f32, self.touched.len() as f32);
        let idf = libm::logf(1.0 + (all - with + 0.5) / (with + 0.5));
        let weight = if stop { STOP_WEIGHT * idf } else { idf };
        for article in self.touched.drain(..) {
            let index = article as usize;
            let frequency = core::mem::take(&mut self.frequencies[index]);
            self.scores[index] += weight * frequency / (K1 + frequency);
            self.matched[index] |= decides;
        }
    }

    /// The articles that were found, with their scores, in the order of their numbers.
    pub fn found(self) -> impl Iterator<Item = (u32, f32)> {
        let scores = (0u32..).zip(self.scores).zip(self.matched);
        scores.filter(|(_, matched)| *matched).map(|(scored, _)| scored)
    }
}
