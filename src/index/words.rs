//! Where words stand, word by word, in the order in which articles come: what posting and position lists are made of
//! once all articles are known.
//!
//! ```text
//! list    = place* ( article place* )*        of one word: a term in one of its forms; the first article stands apart
//! article = gap:code(0)                       the article's number less that of the one before
//! place   = position:code(3)                  the first in the body
//!         | position:code(2) field:byte       the first in another field
//!         | gap:code(1)                       the next in the same field: its position less that of the one before
//! code(n) = varint, four times the number and n
//! ```
//!
//! Most words stand once in the body of an article, which takes three bytes or four. A batch of articles has lists of its
//! own, which begin at article 0, so that batches are read side by side; joining two lists changes but the first gap.

use crate::archive::Field;
use crate::archive::bytes::{Cursor, put_varint};
use crate::archive::postings::POSITION_BITS;
use crate::archive::side;
use foldhash::fast::RandomState;
use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::Arc;

/// Where a word stands in an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The article's number.
    pub article: u32,
    /// The field in the bits above [`POSITION_BITS`], the position below.
    pub place: u32,
}

impl Place {
    /// A place in a field of an article.
    pub fn new(article: u32, field: u8, position: u32) -> Self {
        Self { article, place: u32::from(field) << POSITION_BITS | position }
    }

    /// The field's number.
    pub fn field(self) -> u8 {
        (self.place >> POSITION_BITS) as u8
    }

    /// The position in the field.
    pub fn position(self) -> u32 {
        self.place & ((1 << POSITION_BITS) - 1)
    }
}

/// The lists of a batch, each with its key.
#[derive(Debug, Default)]
pub struct Lists {
    /// The lexicon that numbers the words.
    pub lexicon: u64,
    bytes: Vec<u8>,
    words: Vec<Listed>,
}

/// A word of a batch, and where its list ends; it begins where the one before ends.
#[derive(Debug)]
struct Listed {
    number: u32,
    key: Arc<str>,
    stop: bool,
    first: u32,
    last: u32,
    end: usize,
}

impl Lists {
    /// Bytes of the lists.
    pub fn bytes(&self) -> usize {
        self.bytes.len()
    }

    /// Adds a word, by its number in the lexicon. Its places are sorted.
    pub fn push(&mut self, number: u32, key: &Arc<str>, stop: bool, places: &[Place]) {
        let (Some(first), Some(last)) = (places.first(), places.last()) else { return };
        let (mut article, mut before) = (first.article, None);
        for place in places {
            if place.article != article {
                put(&mut self.bytes, place.article - article, ARTICLE);
                (article, before) = (place.article, None);
            }
            put_place(&mut self.bytes, *place, before);
            before = Some(*place);
        }
        let (first, last, end) = (first.article, last.article, self.bytes.len());
        self.words.push(Listed { number, key: key.clone(), stop, first, last, end });
    }
}

/// Writes a place that follows `before` in the same article.
fn put_place(out: &mut Vec<u8>, place: Place, before: Option<Place>) {
    let (field, position) = (place.field(), place.position());
    match before.filter(|before| before.field() == field) {
        Some(before) => put(out, position - before.position(), NEXT),
        None if field == BODY => put(out, position, FIRST_IN_BODY),
        None => {
            put(out, position, FIRST);
            out.push(field);
        }
    }
}

/// The list of one word over all batches.
#[derive(Debug)]
pub struct Word {
    /// Its key: see [`key`].
    pub key: Arc<str>,
    /// The first bytes of the key as a number, which spares most comparisons of keys.
    beginning: u64,
    /// Whether it is a stop word in one of its languages.
    pub stop: bool,
    first: u32,
    last: u32,
    bytes: Vec<u8>,
}

impl Word {
    /// A word that was written down: its key, whether it is a stop word, [its ends](Self::ends) and its list.
    pub fn restored(key: &str, stop: bool, ends: [u32; 2], bytes: Vec<u8>) -> Self {
        Self { key: key.into(), beginning: beginning(key), stop, first: ends[0], last: ends[1], bytes }
    }

    /// The first and the last article that hold it.
    pub fn ends(&self) -> [u32; 2] {
        [self.first, self.last]
    }

    /// Its list.
    pub fn list(&self) -> &[u8] {
        &self.bytes
    }

    /// The order of words: by term, then by form.
    pub fn order(&self, other: &Self) -> Ordering {
        self.beginning.cmp(&other.beginning).then_with(|| self.key.cmp(&other.key))
    }

    /// Adds the list of the same word in later articles.
    pub fn append(&mut self, stop: bool, ends: [u32; 2], bytes: &[u8]) {
        put(&mut self.bytes, ends[0] - self.last, ARTICLE);
        self.bytes.extend_from_slice(bytes);
        self.last = ends[1];
        self.stop |= stop;
    }

    /// Calls `each` with every place, in order.
    pub fn places(&self, mut each: impl FnMut(Place)) {
        let mut cursor = Cursor::new(&self.bytes);
        let (mut article, mut field, mut position) = (self.first, BODY, 0);
        while !cursor.is_done() {
            let code = cursor.varint();
            let number = (code / 4) as u32;
            match code % 4 {
                ARTICLE => {
                    article += number;
                    continue;
                }
                NEXT => position += number,
                FIRST_IN_BODY => (field, position) = (BODY, number),
                _ => (field, position) = (cursor.byte(), number),
            }
            each(Place::new(article, field, position));
        }
    }
}

/// What a number in a list means.
const ARTICLE: u64 = 0;
const NEXT: u64 = 1;
const FIRST: u64 = 2;
const FIRST_IN_BODY: u64 = 3;
/// The field that most words stand in.
const BODY: u8 = Field::Body as u8;

fn put(out: &mut Vec<u8>, number: u32, code: u64) {
    put_varint(out, u64::from(number) * 4 + code);
}

/// Bytes that a word takes beside its key and its list: itself, its places in the maps, what allocation adds.
const WORD: usize = size_of::<Word>() + 96;

/// What parts a term from its form in the key of a word; no word holds it, and it sorts before what any may hold, so keys
/// are in the order of their terms.
const PART: char = '\0';

/// The lists of all words.
#[derive(Debug, Default)]
pub struct Words {
    words: Vec<Word>,
    /// About how many bytes of memory the words take.
    weight: usize,
    by_key: HashMap<Arc<str>, u32, RandomState>,
    /// Of each lexicon, by the numbers of its words, their numbers here: a word is looked up by its key but once.
    known: HashMap<u64, Vec<Option<u32>>>,
}

impl Words {
    /// Adds the lists of the next batch, whose articles are numbered from `base`.
    pub fn join(&mut self, batch: Lists, base: u32) {
        let Self { words, weight, by_key, known } = self;
        let known = known.entry(batch.lexicon).or_default();
        let mut start = 0;
        for Listed { number, key, stop, first, last, end } in batch.words {
            let bytes = batch.bytes.get(start..end).unwrap_or_default();
            (start, *weight) = (end, *weight + bytes.len());
            let at = number as usize;
            if known.len() <= at {
                known.resize(at + 1, None);
            }
            let next = words.len() as u32;
            let place = *known[at].get_or_insert_with(|| *by_key.entry(key.clone()).or_insert(next));
            match words.get_mut(place as usize) {
                Some(word) => word.append(stop, [base + first, base + last], bytes),
                None => {
                    let (beginning, first, last) = (beginning(&key), base + first, base + last);
                    *weight += WORD + key.len();
                    words.push(Word { key, beginning, stop, first, last, bytes: bytes.into() });
                }
            }
        }
    }

    /// About how many bytes of memory they take.
    pub fn weight(&self) -> usize {
        self.weight
    }

    /// All words, sorted by term, then by form. What comes then is listed anew.
    pub fn sorted(&mut self) -> Vec<Word> {
        let mut words = std::mem::take(self).words;
        side::sort_by(&mut words, Word::order);
        words
    }
}

/// The first bytes of a key as a number, in the order of keys: where two are equal, the keys tell.
fn beginning(key: &str) -> u64 {
    let mut bytes = [0; size_of::<u64>()];
    bytes.iter_mut().zip(key.bytes()).for_each(|(byte, given)| *byte = given);
    u64::from_be_bytes(bytes)
}

/// The key of a word.
pub fn key(term: &str, form: &str) -> Arc<str> {
    format!("{term}{PART}{form}").into()
}

/// Term and form of a key.
pub fn parts(key: &str) -> (&str, &str) {
    key.split_once(PART).unwrap_or((key, key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_come_back_from_joined_batches() {
        let first = [(3, 0, 5), (3, 2, 1), (3, 2, 900), (7, 2, 0)].map(|(a, f, p)| Place::new(a, f, p));
        let second = [(0, 1, 4), (1, 2, 2), (1, 3, 2)].map(|(a, f, p)| Place::new(a, f, p));
        let mut words = Words::default();
        for (places, base) in [(&first[..], 0), (&second, 10)] {
            let mut lists = Lists::default();
            lists.push(0, &key("other", "other"), false, &first);
            lists.push(1, &key("run", "running"), base > 0, places);
            words.join(lists, base);
        }
        let sorted = words.sorted();
        assert_eq!(parts(&sorted[1].key), ("run", "running"));
        assert!(sorted[1].stop);
        let mut found = Vec::new();
        sorted[1].places(|place| found.push(place));
        let shifted = second.map(|place| Place { article: place.article + 10, ..place });
        assert_eq!(found, [&first[..], &shifted].concat());
    }

    #[test]
    fn words_are_the_same_however_lexicons_number_them() {
        let place = [Place::new(0, 2, 1)];
        let mut words = Words::default();
        for (lexicon, numbers) in [(7, [0, 5]), (8, [1, 0]), (7, [0, 5])] {
            let mut lists = Lists { lexicon, ..Lists::default() };
            for (number, word) in numbers.into_iter().zip(["tree", "trees"]) {
                lists.push(number, &key("tree", word), false, &place);
            }
            words.join(lists, words.words.iter().map(|word| word.last + 1).max().unwrap_or(0));
        }
        let sorted = words.sorted();
        assert_eq!(sorted.iter().map(|word| parts(&word.key).1).collect::<Vec<_>>(), ["tree", "trees"]);
        for word in sorted {
            let mut articles = Vec::new();
            word.places(|place| articles.push(place.article));
            assert_eq!(articles, [0, 1, 2]);
        }
    }

    #[test]
    fn keys_are_in_the_order_of_their_terms() {
        let mut keys = [key("ab", "a"), key("a", "z"), key("a", "b"), key("a'", "a")];
        keys.sort_unstable_by_key(|key| (beginning(key), key.clone()));
        assert_eq!(keys.map(|key| parts(&key).0.to_owned()), ["a", "a", "a'", "ab"]);
    }
}
