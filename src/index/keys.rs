//! Keys: the few terms that tell most about an article, by which related ones are found.
//!
//! The weight of a term in an article is the product of how often it stands there, with less and less for more, and of
//! how rare it is (tf·idf). A term that no other article holds relates it to none.

use crate::archive::FIELDS;
use crate::archive::postings::Posting;

/// Keys of an article: enough to find what is related, few enough to cost little.
const KEYS: usize = 8;
/// What a term counts for by field: headline, dek, body, names.
const WEIGHTS: [u32; FIELDS] = [3, 2, 1, 1];

/// The keys of all articles, as the terms come, which is in their order.
pub struct Keys {
    /// Of each article its best terms so far, by their numbers in `terms`, with their weights, the best first.
    best: Vec<Vec<(f32, u32)>>,
    /// Every term that may be a key.
    terms: Vec<Box<str>>,
}

impl Keys {
    /// No keys of so many articles.
    pub fn new(articles: usize) -> Self {
        Self { best: vec![Vec::new(); articles], terms: Vec::new() }
    }

    /// Adds a term with all its postings.
    pub fn add(&mut self, term: &str, postings: &[Posting]) {
        let (all, with) = (self.best.len() as f32, postings.len() as f32);
        // A single letter, or a number such as a year, is in too many stories to connect two.
        let tells = term.chars().nth(1).is_some() && !term.bytes().all(|byte| byte.is_ascii_digit());
        if with < 2.0 || !tells {
            return;
        }
        let number = self.terms.len() as u32;
        self.terms.push(term.into());
        let rarity = libm::logf(all / with);
        for posting in postings {
            let frequency: u32 = posting.frequencies.iter().zip(WEIGHTS).map(|(count, weight)| count * weight).sum();
            let weight = rarity * frequency as f32 / (frequency as f32 + 2.0);
            let best = &mut self.best[posting.article as usize];
            // Most terms are not among the best, which the last of these tells.
            if best.get(KEYS - 1).is_some_and(|(least, _)| *least >= weight) {
                continue;
            }
            let place = best.partition_point(|(other, _)| *other >= weight);
            if place < KEYS {
                best.truncate(KEYS - 1);
                best.reserve_exact(KEYS - best.len());
                best.insert(place, (weight, number));
            }
        }
    }

    /// The keys of every article, the best first.
    pub fn of(&self) -> Vec<Vec<&str>> {
        let name = |(_, term): &(f32, u32)| self.terms.get(*term as usize).map(|term| &**term);
        self.best.iter().map(|best| best.iter().filter_map(name).collect()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posting(article: u32, body: u32) -> Posting {
        Posting { article, frequencies: [0, 0, body, 0], forms: 1 }
    }

    #[test]
    fn rare_and_frequent_terms_come_first_and_lonely_ones_never() {
        let mut keys = Keys::new(4);
        keys.add("lonely", &[posting(0, 9)]);
        keys.add("common", &[posting(0, 3), posting(1, 1), posting(2, 1)]);
        keys.add("rare", &[posting(0, 3), posting(1, 1)]);
        keys.add("2023", &[posting(0, 3), posting(1, 1)]);
        assert_eq!(keys.of()[..2], [["rare", "common"], ["rare", "common"]]);
    }
}
