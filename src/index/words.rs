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
use std::collections::HashMap;
use std::collections::hash_map::Entry;
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
    bytes: Vec<u8>,
    words: Vec<Listed>,
}

/// A word of a batch, and where its list ends; it begins where the one before ends.
#[derive(Debug)]
struct Listed {
    key: Arc<str>,
    stop: bool,
    first: u32,
    last: u32,
    end: usize,
}

impl Lists {
    /// Adds a word. Its places are sorted.
    pub fn push(&mut self, key: &Arc<str>, stop: bool, places: &[Place]) {
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
        self.words.push(Listed { key: key.clone(), stop, first, last, end });
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
    /// Whether it is a stop word in one of its languages.
    pub stop: bool,
    first: u32,
    last: u32,
    bytes: Vec<u8>,
}

impl Word {
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

/// What parts a term from its form in the key of a word; no word holds it, and it sorts before what any may hold, so keys
/// are in the order of their terms.
const PART: char = '\0';

/// The lists of all words, by key.
#[derive(Debug, Default)]
pub struct Words {
    words: HashMap<Arc<str>, Word, RandomState>,
}

impl Words {
    /// Adds the lists of the next batch, whose articles are numbered from `base`.
    pub fn join(&mut self, batch: Lists, base: u32) {
        let mut start = 0;
        for Listed { key, stop, first, last, end } in batch.words {
            let bytes = batch.bytes.get(start..end).unwrap_or_default();
            match self.words.entry(key) {
                Entry::Occupied(mut known) => {
                    let word = known.get_mut();
                    put(&mut word.bytes, base + first - word.last, ARTICLE);
                    word.bytes.extend_from_slice(bytes);
                    word.last = base + last;
                    word.stop |= stop;
                }
                Entry::Vacant(free) => {
                    free.insert(Word { stop, first: base + first, last: base + last, bytes: bytes.into() });
                }
            }
            start = end;
        }
    }

    /// All words, sorted by term, then by form.
    pub fn sorted(self) -> Vec<(Arc<str>, Word)> {
        let mut words: Vec<_> = self.words.into_iter().collect();
        side::sort(&mut words, |(key, _)| &**key);
        words
    }
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
            lists.push(&key("other", "other"), false, &first);
            lists.push(&key("run", "running"), base > 0, places);
            words.join(lists, base);
        }
        let sorted = words.sorted();
        assert_eq!(parts(&sorted[1].0), ("run", "running"));
        assert!(sorted[1].1.stop);
        let mut found = Vec::new();
        sorted[1].1.places(|place| found.push(place));
        let shifted = second.map(|place| Place { article: place.article + 10, ..place });
        assert_eq!(found, [&first[..], &shifted].concat());
    }

    #[test]
    fn keys_are_in_the_order_of_their_terms() {
        let mut keys = [key("ab", "a"), key("a", "z"), key("a", "b"), key("a'", "a")];
        keys.sort_unstable();
        assert_eq!(keys.map(|key| parts(&key).0.to_owned()), ["a", "a", "a'", "ab"]);
    }
}
