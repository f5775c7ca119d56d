//! The dictionary: every term of the archive, the words that it stands for, and where its lists lie.
//!
//! ```text
//! block      = postings:varint positions:varint count length*count count length*count term_entry*
//!              where the first posting and position lists of the block's terms begin, from the start of their sections,
//!              and the lengths of the blocks that they lie in
//! term_entry = shared:varint suffix:text articles:varint postings:varint*t positions:varint forms
//!              the term is the first `shared` bytes of the term before and `suffix`; `articles` is its document
//!              frequency; `postings` and `positions` are the lengths of its lists, and t the number of tiers that so
//!              many postings have: see postings.rs
//! forms      = 0 | 1                                     one form, the term itself; 1: it is a stop word
//!            | count+1 ( cut:varint suffix:text weight:varint )*count
//!              a form is the term less its last `cut` bytes, and `suffix`; weight is twice the number of articles
//!              that hold it, and one more if it is a stop word
//! ```
//!
//! A *form* is a word as it stands in the articles, in lower case; a *term* is what its forms have in common after
//! folding and stemming. Forms are what a reader types and what a correction may suggest. Which of them are stop words,
//! too common to search for, is decided when the archive is made: readers need no lists.

use super::bytes::{Cursor, Malformed, put_text, put_varint};
use super::postings::{self, MOST_TIERS, Places, Posting};
use super::{CHUNK, Extent};
use std::cell::OnceCell;

/// Payload at which a dictionary block is full: one request's worth, a few hundred terms.
pub const BLOCK: usize = 4096;
/// Longest term or form in bytes that a reader accepts; the analysis cuts words well before.
const MAX_TERM: usize = 1024;

/// A term with its forms and lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The folded and stemmed word.
    pub term: String,
    /// Number of articles that hold it.
    pub articles: u32,
    /// The words it stands for, at least one.
    pub forms: Vec<Form>,
    /// Its postings, tier by tier.
    pub postings: [List; MOST_TIERS],
    /// Its positions.
    pub positions: List,
    /// Both, once they were read: words that are typed on with are not decoded anew.
    pub decoded: Decoded,
}

impl Entry {
    /// How many tiers its posting list has.
    pub fn tiers(&self) -> usize {
        postings::tiers(self.articles as usize)
    }
}

/// The lists of an entry that were read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decoded {
    /// Its postings: those of the first tier, of the first two, of all.
    pub postings: [OnceCell<Vec<Posting>>; MOST_TIERS],
    /// Where its words stand.
    pub places: OnceCell<Places>,
}

/// A word as written, in lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The word.
    pub word: String,
    /// Number of articles that hold it.
    pub articles: u32,
    /// Whether it is too common a word to search for.
    pub stop: bool,
    /// The bytes that it has, a bit for each modulo 32: what differs in many is far apart.
    pub bytes: u32,
}

impl Form {
    /// A word that so many articles hold.
    pub fn new(word: String, articles: u32, stop: bool) -> Self {
        let bytes = bytes_of(&word);
        Self { word, articles, stop, bytes }
    }
}

/// The bytes that a word has, a bit for each modulo 32.
pub fn bytes_of(word: &str) -> u32 {
    word.bytes().fold(0, |bytes, byte| bytes | 1 << (byte & 31))
}

/// Where a list lies: a run of a block's payload.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// The block, in the archive.
    pub block: Extent,
    /// First byte in its payload.
    pub start: u64,
    /// Number of bytes.
    pub length: u64,
}

impl List {
    /// The list in the block's payload.
    pub fn of<'a>(&self, payload: &'a [u8]) -> Result<&'a [u8], Malformed> {
        let mut cursor = Cursor::new(payload);
        cursor.take(self.start);
        let list = cursor.take(self.length);
        cursor.check().map(|()| list)
    }
}

/// Adds a list of this length to the `payload` of lists before it; tells whether it begins a block of its own, which it
/// does where it would take the payload over [`CHUNK`]. The writer and every reader follow this one rule, and begin with a
/// payload that is [`FULL`].
fn begins_block(payload: &mut u64, length: u64) -> bool {
    *payload = payload.saturating_add(length);
    let begins = *payload > CHUNK;
    if begins {
        *payload = length;
    }
    begins
}

/// What no list fits behind.
const FULL: u64 = u64::MAX;

/// How many lists of these lengths lie in each block.
pub fn groups(lengths: &[u64]) -> Vec<usize> {
    let (mut groups, mut payload) = (Vec::new(), FULL);
    for length in lengths {
        if begins_block(&mut payload, *length) {
            groups.push(0);
        }
        if let Some(count) = groups.last_mut() {
            *count += 1;
        }
    }
    groups
}

/// Where lists lie, one after the other, in blocks of known lengths.
struct Layout {
    lengths: Vec<u64>,
    /// How many blocks were begun.
    begun: usize,
    /// The last of them, and the payload of its lists so far.
    block: Extent,
    payload: u64,
}

impl Layout {
    /// Blocks of these lengths, the first of which begins at `offset`.
    fn new(offset: u64, lengths: Vec<u64>) -> Self {
        Self { lengths, begun: 0, block: Extent { offset, length: 0 }, payload: FULL }
    }

    /// Where the next list lies, whose length comes next.
    fn next(&mut self, cursor: &mut Cursor<'_>) -> List {
        let length = cursor.varint();
        if begins_block(&mut self.payload, length) {
            let block = self.lengths.get(self.begun).copied().unwrap_or_default();
            self.block = Extent { offset: self.block.end(), length: block };
            self.begun += 1;
        }
        List { block: self.block, start: self.payload - length, length }
    }

    /// Whether there were as many blocks as the lists need.
    fn is_complete(&self) -> bool {
        self.begun == self.lengths.len()
    }
}

/// Appends the head of a block's payload: where its lists begin, and the lengths of their blocks.
pub fn encode_head(out: &mut Vec<u8>, starts: [u64; 2], blocks: [&[u64]; 2]) {
    starts.iter().for_each(|start| put_varint(out, *start));
    for lengths in blocks {
        put_varint(out, lengths.len() as u64);
        lengths.iter().for_each(|length| put_varint(out, *length));
    }
}

/// Appends an entry to a block's payload; `before` is the entry's predecessor in the block, or empty.
pub fn encode(out: &mut Vec<u8>, before: &str, term: &str, articles: u32, forms: &[Form], lists: &[u64]) {
    let shared = shared_bytes(before, term);
    put_varint(out, shared as u64);
    put_text(out, &term[shared..]);
    put_varint(out, u64::from(articles));
    lists.iter().for_each(|length| put_varint(out, *length));
    match forms {
        [form] if form.word == term => put_varint(out, u64::from(form.stop)),
        _ => put_forms(out, term, forms),
    }
}

fn put_forms(out: &mut Vec<u8>, term: &str, forms: &[Form]) {
    put_varint(out, forms.len() as u64 + 1);
    for form in forms {
        let shared = shared_bytes(term, &form.word);
        put_varint(out, (term.len() - shared) as u64);
        put_text(out, &form.word[shared..]);
        put_varint(out, u64::from(form.articles) * 2 + u64::from(form.stop));
    }
}

/// Length of the longest common beginning that ends between characters in both.
fn shared_bytes(a: &str, b: &str) -> usize {
    let same = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    (0..=same).rev().find(|at| a.is_char_boundary(*at) && b.is_char_boundary(*at)).unwrap_or(0)
}

/// Reads a block's payload. `postings` and `positions` are the offsets of those sections.
pub fn decode(payload: &[u8], postings: u64, positions: u64) -> Result<Vec<Entry>, Malformed> {
    let cursor = &mut Cursor::new(payload);
    let (postings, positions) = (postings.saturating_add(cursor.varint()), positions.saturating_add(cursor.varint()));
    let mut postings = Layout::new(postings, cursor.varints());
    let mut positions = Layout::new(positions, cursor.varints());
    let mut entries: Vec<Entry> = Vec::new();
    while !cursor.is_done() {
        let before = entries.last().map_or("", |entry| entry.term.as_str());
        let term = word(cursor, before, |shared| shared);
        cursor.expect(entries.is_empty() || term.as_str() > before, "terms in order");
        let articles = cursor.small();
        let mut lists = [List::default(); MOST_TIERS];
        for list in &mut lists[..postings::tiers(articles as usize)] {
            *list = postings.next(cursor);
        }
        let (positions, decoded) = (positions.next(cursor), Decoded::default());
        let forms = decode_forms(cursor, &term, articles);
        entries.push(Entry { term, articles, forms, postings: lists, positions, decoded });
    }
    cursor.expect(postings.is_complete() && positions.is_complete(), "the lengths of all blocks of lists");
    cursor.check().map(|()| entries)
}

fn decode_forms(cursor: &mut Cursor<'_>, term: &str, articles: u32) -> Vec<Form> {
    let count = cursor.varint();
    if count < 2 {
        return vec![Form::new(term.into(), articles, count == 1)];
    }
    let mut forms = Vec::new();
    while (forms.len() as u64) < count - 1 && !cursor.is_done() {
        let word = word(cursor, term, |cut| (term.len() as u64).wrapping_sub(cut));
        let weight = cursor.varint();
        cursor.expect(weight / 2 <= u64::from(articles), "forms in no more articles than their term");
        forms.push(Form::new(word, (weight / 2) as u32, weight % 2 == 1));
    }
    cursor.expect(forms.len() as u64 == count - 1, "as many forms as announced");
    forms
}

/// Reads a number and a suffix: `kept` makes from the number how many bytes of `before` come first.
fn word(cursor: &mut Cursor<'_>, before: &str, kept: impl Fn(u64) -> u64) -> String {
    let head = usize::try_from(kept(cursor.varint())).ok().and_then(|kept| before.get(..kept));
    let suffix = cursor.text();
    let head = head.unwrap_or_else(|| {
        cursor.fail("a beginning within the word before");
        ""
    });
    cursor.expect(head.len() + suffix.len() <= MAX_TERM, "a word of at most 1024 bytes");
    let mut word = String::with_capacity(head.len() + suffix.len());
    word.push_str(head);
    word.push_str(suffix);
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(word: &str, articles: u32) -> Form {
        Form::new(word.into(), articles, word.len() < 3)
    }

    #[test]
    fn entries_come_back_with_their_forms_and_lists() {
        let mut payload = Vec::new();
        encode_head(&mut payload, [7, 9], [&[19], &[28]]);
        let border = [form("border", 3), form("borders", 2), form("bordering", 1)];
        encode(&mut payload, "", "border", 4, &border, &[10, 20]);
        encode(&mut payload, "border", "bordo", 1, &[form("bordò", 1)], &[1, 2]);
        encode(&mut payload, "bordo", "سلێمانی", 1, &[form("سلێمانی", 1)], &[3, 4]);
        let entries = decode(&payload, 1000, 2000).unwrap();
        assert_eq!(entries.iter().map(|e| e.term.as_str()).collect::<Vec<_>>(), ["border", "bordo", "سلێمانی"]);
        assert_eq!(entries[0].forms, border);
        assert_eq!(entries[1].forms, [form("bordò", 1)]);
        let block = Extent { offset: 1007, length: 19 };
        assert_eq!(entries[2].postings[0], List { block, start: 11, length: 3 });
        let block = Extent { offset: 2009, length: 28 };
        assert_eq!(entries[2].positions, List { block, start: 22, length: 4 });
    }

    #[test]
    fn short_lists_share_a_block_and_long_ones_have_their_own() {
        assert_eq!(groups(&[1000, 3000, 97, 9000, 5]), [2, 1, 1, 1]);
        assert_eq!(groups(&[]), [0; 0]);
    }

    #[test]
    fn every_tier_of_a_common_term_has_its_list() {
        let mut payload = Vec::new();
        encode_head(&mut payload, [0, 0], [&[2000, 5000, 9000], &[30]]);
        encode(&mut payload, "", "common", 7000, &[form("common", 7000)], &[3000, 8000, 12_000, 25]);
        let entries = decode(&payload, 0, 0).unwrap();
        assert_eq!(entries[0].postings.map(|list| list.block.offset), [0, 2000, 7000]);
        let mut short = Vec::new();
        encode_head(&mut short, [0, 0], [&[2000, 5000], &[30]]);
        encode(&mut short, "", "common", 7000, &[form("common", 7000)], &[3000, 8000, 12_000, 25]);
        assert_eq!(decode(&short, 0, 0), Err(Malformed("the lengths of all blocks of lists")));
    }

    #[test]
    fn words_out_of_order_or_out_of_bounds_are_refused() {
        let mut payload = vec![0; 4];
        encode(&mut payload, "", "b", 1, &[form("b", 1)], &[1, 1]);
        encode(&mut payload, "b", "a", 1, &[form("a", 1)], &[1, 1]);
        assert_eq!(decode(&payload, 0, 0), Err(Malformed("terms in order")));
        assert!(decode(&[0, 0, 0, 0, 9, 1, b'a', 1, 1, 1, 0], 0, 0).is_err());
        assert!(decode(&[0, 0, 0, 0, 0, 1, b'a', 1, 1, 1, 9, 2, 0, 2], 0, 0).is_err());
    }
}
