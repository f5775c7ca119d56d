//! How likely a word is beside the other words of a query.
//!
//! ```text
//! p(word) = WEIGHTS[0] * (n + 0.5) / N
//!         + WEIGHTS[1] * mean over the other words of  (articles with both) / (articles with the other)
//!         + WEIGHTS[2] * the same, counting headlines only
//! ```
//!
//! with n articles out of N that hold the word: a mixture of three estimates (Jelinek, Mercer: Interpolated estimation of
//! Markov source parameters from sparse data, 1980).

use super::matching::Set;
use super::words::{Member, Slot};
use crate::archive::Field;
use crate::archive::read::Archive;

/// What each estimate counts: by frequency, by articles, by headlines.
const WEIGHTS: [f32; 3] = [0.4, 0.3, 0.3];

/// The other words of a query.
pub struct Context<'a> {
    archive: &'a Archive,
    others: Vec<Other>,
}

/// Another word: the articles and the headlines that hold it, and how many these are.
struct Other {
    articles: Set,
    headlines: Set,
    counts: [f32; 2],
}

impl<'a> Context<'a> {
    /// The context that these words make, as far as they are known and say anything.
    pub fn new<'s>(archive: &'a Archive, slots: impl Iterator<Item = &'s Slot<'s>>) -> Self {
        let mut others = Vec::new();
        for slot in slots.filter(|slot| !slot.is_stop() && !slot.without) {
            let none = vec![false; archive.root().articles as usize];
            let mut other = Other { articles: none.clone(), headlines: none, counts: [0.0; 2] };
            for member in slot.whole() {
                for posting in archive.postings(member.entry) {
                    let article = posting.article as usize;
                    other.articles[article] = true;
                    other.headlines[article] |= posting.frequencies[Field::Headline as usize] > 0;
                }
            }
            other.counts = [&other.articles, &other.headlines].map(count);
            others.push(other);
        }
        Self { archive, others }
    }

    /// The logarithm of how likely a word is in it: the form of an entry that `member` names.
    pub fn likelihood(&self, member: &Member<'_>) -> f32 {
        let (form, mut with) = (if member.word().is_some() { member.form() } else { u32::MAX }, 0.5);
        let mut both = vec![[0.0f32; 2]; self.others.len()];
        for posting in self.archive.postings(member.entry).iter().filter(|posting| posting.forms & form != 0) {
            with += 1.0;
            let article = posting.article as usize;
            for (other, both) in self.others.iter().zip(&mut both) {
                let in_headline = posting.frequencies[Field::Headline as usize] > 0;
                both[0] += if other.articles[article] { 1.0 } else { 0.0 };
                both[1] += if other.headlines[article] && in_headline { 1.0 } else { 0.0 };
            }
        }
        let mut likelihood = WEIGHTS[0] * with / self.archive.root().articles as f32;
        let share = 1.0 / self.others.len() as f32;
        for (other, both) in self.others.iter().zip(both) {
            for (kind, weight) in [WEIGHTS[1], WEIGHTS[2]].into_iter().enumerate() {
                likelihood += share * weight * both[kind] / other.counts[kind].max(1.0);
            }
        }
        libm::logf(likelihood)
    }
}

/// How many articles are in a set.
fn count(set: &Set) -> f32 {
    set.iter().filter(|is_in| **is_in).count() as f32
}
