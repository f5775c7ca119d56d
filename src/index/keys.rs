//! Keys: the few terms that tell most about an article, by which related ones are found.
//!
//! The weight of a term in an article is the product of how often it stands there, with less and less for more, and of
//! how rare it is (tf·idf). A term that no other article holds relates it to none, and one that most hold tells nothing;
//! nor do the names of authors and papers, for whoever wrote two articles need not have written of one subject.

use crate::archive::FIELDS;
use crate::archive::dictionary::Form;

/// Keys of an article: enough to find what is related, few enough to cost little.
const KEYS: usize = 8;
/// What a term counts for by field: headline, dek, body, names.
const WEIGHTS: [u32; FIELDS] = [3, 2, 1, 0];
/// An archive counts as one of so many articles at least, when it is asked which terms most of them hold.
const SMALL: usize = 8;

/// Whether a term may be a key of an article. A stop word, a single letter, or a number such as a year, is in too many
/// stories to connect two; so is a pair of letters with Hiragana, in which Japanese writes its particles and endings.
pub fn may_be(word: &str, forms: &[Form]) -> bool {
    let tells = word.chars().nth(1).is_some() && !word.bytes().all(|byte| byte.is_ascii_digit());
    let is_grammar = word.chars().any(|c| ('\u{3040}'..='\u{309f}').contains(&c));
    tells && !is_grammar && !forms.iter().any(|form| form.stop)
}

/// An article that holds a term.
#[derive(Clone, Copy, Debug)]
pub struct Holder {
    article: u32,
    /// How often it holds it, with what that counts for by field.
    frequency: u32,
}

impl Holder {
    /// Who holds a term so often.
    pub fn new(article: u32, frequencies: &[u32; FIELDS]) -> Self {
        let frequency = frequencies.iter().zip(WEIGHTS).map(|(count, weight)| count * weight).sum();
        Self { article, frequency }
    }
}

/// The best terms of an article so far, by their numbers, with their weights, the best first; side by side with those of
/// all others, as most terms are among the best of none.
#[derive(Clone)]
struct Best {
    weights: [f32; KEYS],
    terms: [u32; KEYS],
}

/// The weight of a key that is not there.
const NONE: f32 = f32::NEG_INFINITY;

/// The keys of all articles, as the terms come, which is in their order.
pub struct Keys {
    best: Vec<Best>,
    /// Every term that may be a key.
    terms: Vec<Box<str>>,
}

impl Keys {
    /// No keys of so many articles.
    pub fn new(articles: usize) -> Self {
        Self { best: vec![Best { weights: [NONE; KEYS], terms: [0; KEYS] }; articles], terms: Vec::new() }
    }

    /// Adds a term that may be a key, with all who hold it.
    pub fn add(&mut self, term: &str, holders: &[Holder]) {
        let (all, with) = (self.best.len(), holders.len());
        if with < 2 || with * 2 > all.max(SMALL) {
            return;
        }
        let number = self.terms.len() as u32;
        self.terms.push(term.into());
        // One more, so that what two of two articles hold still counts.
        let rarity = libm::logf((all + 1) as f32 / with as f32);
        for Holder { article, frequency } in holders.iter().filter(|holder| holder.frequency > 0) {
            let weight = rarity * *frequency as f32 / (*frequency as f32 + 2.0);
            let Some(best) = self.best.get_mut(*article as usize) else { continue };
            // Most terms are not among the best, which the last of these tells.
            if best.weights[KEYS - 1] >= weight {
                continue;
            }
            let place = best.weights.partition_point(|other| *other >= weight);
            best.weights.copy_within(place..KEYS - 1, place + 1);
            best.terms.copy_within(place..KEYS - 1, place + 1);
            (best.weights[place], best.terms[place]) = (weight, number);
        }
    }

    /// The keys of every article, the best first.
    pub fn of(&self) -> Vec<Vec<&str>> {
        let name = |(weight, term): (&f32, &u32)| {
            self.terms.get(*term as usize).filter(|_| *weight > NONE).map(|term| &**term)
        };
        self.best.iter().map(|best| best.weights.iter().zip(&best.terms).filter_map(name).collect()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holder(article: u32, body: u32) -> Holder {
        Holder::new(article, &[0, 0, body, 0])
    }

    #[test]
    fn rare_and_frequent_terms_come_first_and_lonely_ones_never() {
        let mut keys = Keys::new(4);
        keys.add("lonely", &[holder(0, 9)]);
        keys.add("common", &[holder(0, 3), holder(1, 1), holder(2, 1)]);
        keys.add("rare", &[holder(0, 3), holder(1, 1)]);
        assert_eq!(keys.of()[..2], [["rare", "common"], ["rare", "common"]]);
    }

    #[test]
    fn an_article_keeps_its_best_keys() {
        let mut keys = Keys::new(40);
        for number in 0..20 {
            let term = format!("term{number:02}");
            let holders: Vec<_> = (0..2 + number * 7 % 20).map(|article| holder(article, 2)).collect();
            keys.add(&term, &holders);
        }
        let best = [0, 3, 6, 9, 12, 15, 18, 1].map(|number| format!("term{number:02}"));
        assert_eq!(keys.of()[0], best);
    }

    #[test]
    fn what_most_articles_hold_and_names_are_no_keys() {
        let mut keys = Keys::new(9);
        keys.add("everywhere", &[0, 1, 2, 3, 4].map(|article| holder(article, 5)));
        let named = |article| Holder::new(article, &[0, 0, 0, 2]);
        keys.add("jensen", &[named(0), named(1)]);
        keys.add("flood", &[0, 1, 2, 3].map(|article| holder(article, 1)));
        assert_eq!(keys.of()[..2], [["flood"], ["flood"]]);
    }

    #[test]
    fn stop_words_letters_and_years_are_no_keys() {
        let may_be = |word: &str, stop| may_be(word, &[Form::new(word.into(), 2, stop)]);
        for (word, stop) in [("the", true), ("x", false), ("2023", false), ("は橋", false)] {
            assert!(!may_be(word, stop), "{word}");
        }
        assert!(may_be("harbour", false) && may_be("鉄橋", false));
    }
}
