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

use super::words::{self, Member, Slot};
use crate::archive::postings::{MOST_TIERS, Posting};
use crate::archive::read::Archive;

/// What each estimate counts: by frequency, by articles, by headlines.
const WEIGHTS: [f32; 3] = [0.4, 0.3, 0.3];

/// The other words of a query.
pub struct Context<'a> {
    archive: &'a Archive,
    /// Tiers that are read of each list: of a large archive the first tells enough.
    tiers: usize,
    others: Vec<Other>,
}

/// Another word.
struct Other {
    /// Of each article where it holds the word: [`held`].
    held: Vec<u8>,
    /// How many articles and how many headlines hold it.
    counts: [f32; 2],
}

/// Where a posting's article holds its word: bit 0 anywhere, bit 1 in the headline.
fn held(posting: &Posting) -> u8 {
    1 | u8::from(posting.headline) << 1
}

/// Adds an article to the counts of articles and headlines.
fn count(counts: &mut [f32; 2], held: u8) {
    counts[0] += f32::from(held & 1);
    counts[1] += f32::from(held >> 1);
}

/// How many articles and headlines of these postings hold one of the forms, and another word, if there is one, there too.
fn shared(postings: &[Posting], forms: u8, other: Option<&[u8]>) -> [f32; 2] {
    let mut counts = [0.0; 2];
    for posting in postings {
        if posting.forms & forms != 0 {
            count(&mut counts, held(posting) & other.map_or(1, |other| other[posting.article as usize]));
        }
    }
    counts
}

impl<'a> Context<'a> {
    /// The context that these words make, as far as they are known and say anything.
    pub fn new<'s>(archive: &'a Archive, slots: impl Iterator<Item = &'s Slot<'s>>) -> Self {
        let tiers = if words::is_large(archive) { 1 } else { MOST_TIERS };
        let mut others = Vec::new();
        for slot in slots.filter(|slot| !slot.is_stop() && !slot.without) {
            let mut other = Other { held: vec![0; archive.root().articles as usize], counts: [0.0; 2] };
            for member in slot.whole() {
                for posting in archive.postings(member.entry, tiers) {
                    other.held[posting.article as usize] |= held(posting);
                }
            }
            other.held.iter().for_each(|held| count(&mut other.counts, *held));
            others.push(other);
        }
        Self { archive, tiers, others }
    }

    /// The logarithm of how likely a word is in it: the form of an entry that `member` names.
    pub fn likelihood(&self, member: &Member<'_>) -> f32 {
        let form = if member.word().is_some() { member.form() } else { u8::MAX };
        let postings = self.archive.postings(member.entry, self.tiers);
        let with = shared(postings, form, None)[0] + 0.5;
        let mut likelihood = WEIGHTS[0] * with / self.archive.root().articles as f32;
        for other in &self.others {
            let both = shared(postings, form, Some(&other.held));
            let [articles, headlines] = other.counts;
            let shares = WEIGHTS[1] * both[0] / articles.max(1.0) + WEIGHTS[2] * both[1] / headlines.max(1.0);
            likelihood += shares / self.others.len() as f32;
        }
        libm::logf(likelihood)
    }
}
