//! The dictionary: every term of the archive, the words that it stands for, and where its lists lie.
//!
//! ```text
//! block      = postings:varint positions:varint term_entry*
//!              where the block's first lists begin, from the start of their sections
//! term_entry = shared:varint suffix:text articles:varint postings:varint positions:varint forms
//!              the term is the first `shared` bytes of the term before and `suffix`; `articles` is its document
//!              frequency; `postings` and `positions` are the lengths of its lists
//! forms      = 0                                         one form, the term itself
//!            | count ( cut:varint suffix:text articles:varint )*count
//!              a form is the term less its last `cut` bytes, and `suffix`
//! ```
//!
//! A *form* is a word as it stands in the articles, in lower case; a *term* is what its forms have in common after
//! folding and stemming. Forms are what a reader types and what a correction may suggest.

use super::bytes::{Cursor, Malformed, put_text, put_varint};
use super::seal::FRAME;
use super::{CHUNK, Extent};

/// Payload at which a dictionary block is full: one request's worth, a few hundred terms.
pub const BLOCK: usize = 4096;
/// Longest term or form in bytes that a reader accepts; the analysis cuts words well before.
const MAX_TERM: u64 = 1024;

/// A term with its forms and lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The folded and stemmed word.
    pub term: String,
    /// Number of articles that hold it.
    pub articles: u32,
    /// The words it stands for, at least one.
    pub forms: Vec<Form>,
    /// Its postings.
    pub postings: List,
    /// Its positions.
    pub positions: List,
}

/// A word as written, in lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The word.
    pub word: String,
    /// Number of articles that hold it.
    pub articles: u32,
}

/// Where a list lies: a run of a block's payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
        cursor.take(self.start)?;
        cursor.take(self.length)
    }
}

/// Lays lists of these lengths out in blocks, the first of which begins at `offset`: a block ends before the list
/// that would take its payload over [`CHUNK`]. The writer and every reader follow this one rule.
pub fn layout(mut offset: u64, lengths: &[u64]) -> Vec<List> {
    let mut lists: Vec<List> = Vec::with_capacity(lengths.len());
    let mut first = 0;
    while first < lengths.len() {
        let (mut payload, mut next) = (lengths[first], first + 1);
        while let Some(length) = lengths.get(next).filter(|length| payload.saturating_add(**length) <= CHUNK) {
            payload += length;
            next += 1;
        }
        let block = Extent { offset, length: payload.saturating_add(FRAME) };
        let mut start = 0;
        for length in &lengths[first..next] {
            lists.push(List { block, start, length: *length });
            start = start.saturating_add(*length);
        }
        (offset, first) = (block.end(), next);
    }
    lists
}

/// Appends an entry to a block's payload; `before` is the entry's predecessor in the block, or empty.
pub fn encode(out: &mut Vec<u8>, before: &str, term: &str, articles: u32, forms: &[Form], lists: [u64; 2]) {
    let shared = shared_bytes(before, term);
    put_varint(out, shared as u64);
    put_text(out, &term[shared..]);
    put_varint(out, u64::from(articles));
    lists.iter().for_each(|length| put_varint(out, *length));
    if let [form] = forms
        && form.word == term
    {
        return put_varint(out, 0);
    }
    put_varint(out, forms.len() as u64);
    for form in forms {
        let shared = shared_bytes(term, &form.word);
        put_varint(out, (term.len() - shared) as u64);
        put_text(out, &form.word[shared..]);
        put_varint(out, u64::from(form.articles));
    }
}

/// Length of the longest common beginning that ends between characters in both.
fn shared_bytes(a: &str, b: &str) -> usize {
    let same = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    (0..=same).rev().find(|at| a.is_char_boundary(*at) && b.is_char_boundary(*at)).unwrap_or(0)
}

/// Reads a block's payload. `postings` and `positions` are the offsets of those sections.
pub fn decode(payload: &[u8], postings: u64, positions: u64) -> Result<Vec<Entry>, Malformed> {
    let mut cursor = Cursor::new(payload);
    let starts = [postings.saturating_add(cursor.varint()?), positions.saturating_add(cursor.varint()?)];
    let mut entries: Vec<Entry> = Vec::new();
    let mut lengths = [Vec::new(), Vec::new()];
    while !cursor.is_empty() {
        let before = entries.last().map_or("", |entry| entry.term.as_str());
        let shared = cursor.varint()?;
        let term = joined(before, shared, cursor.text()?)?;
        if !entries.is_empty() && term.as_str() <= before {
            return Err(Malformed("terms in order"));
        }
        let articles = cursor.small()?;
        for list in &mut lengths {
            list.push(cursor.varint()?);
        }
        let forms = decode_forms(&mut cursor, &term, articles)?;
        let nowhere = List { block: Extent { offset: 0, length: 0 }, start: 0, length: 0 };
        entries.push(Entry { term, articles, forms, postings: nowhere, positions: nowhere });
    }
    let [postings, positions] = [0, 1].map(|list| layout(starts[list], &lengths[list]));
    for ((entry, postings), positions) in entries.iter_mut().zip(postings).zip(positions) {
        (entry.postings, entry.positions) = (postings, positions);
    }
    Ok(entries)
}

fn decode_forms(cursor: &mut Cursor<'_>, term: &str, articles: u32) -> Result<Vec<Form>, Malformed> {
    let count = cursor.count()?;
    if count == 0 {
        return Ok(vec![Form { word: term.into(), articles }]);
    }
    let mut forms = Vec::new();
    for _ in 0..count {
        let kept = (term.len() as u64).checked_sub(cursor.varint()?).ok_or(Malformed("a cut within the term"))?;
        let word = joined(term, kept, cursor.text()?)?;
        forms.push(Form { word, articles: cursor.small()? });
    }
    Ok(forms)
}

/// The first `shared` bytes of `before`, and `suffix`.
fn joined(before: &str, shared: u64, suffix: &str) -> Result<String, Malformed> {
    let head = usize::try_from(shared).ok().and_then(|shared| before.get(..shared));
    let head = head.ok_or(Malformed("a beginning within the word before"))?;
    if shared.saturating_add(suffix.len() as u64) > MAX_TERM {
        return Err(Malformed("a word of at most 1024 bytes"));
    }
    let mut word = String::with_capacity(head.len() + suffix.len());
    word.push_str(head);
    word.push_str(suffix);
    Ok(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(word: &str, articles: u32) -> Form {
        Form { word: word.into(), articles }
    }

    #[test]
    fn entries_come_back_with_their_forms() {
        let mut payload = vec![7, 9];
        let border = [form("border", 3), form("borders", 2), form("bordering", 1)];
        encode(&mut payload, "", "border", 4, &border, [10, 20]);
        encode(&mut payload, "border", "bordo", 1, &[form("bordò", 1)], [1, 2]);
        encode(&mut payload, "bordo", "سلێمانی", 1, &[form("سلێمانی", 1)], [3, 4]);
        let entries = decode(&payload, 1000, 2000).unwrap();
        assert_eq!(entries.iter().map(|e| e.term.as_str()).collect::<Vec<_>>(), ["border", "bordo", "سلێمانی"]);
        assert_eq!(entries[0].forms, border);
        assert_eq!(entries[1].forms, [form("bordò", 1)]);
        let block = Extent { offset: 1007, length: 14 + FRAME };
        assert_eq!(entries[2].postings, List { block, start: 11, length: 3 });
    }

    #[test]
    fn short_lists_share_a_block_and_long_ones_have_their_own() {
        let lists = layout(0, &[1000, 3000, 97, 9000, 5]);
        let lengths: Vec<_> = lists.iter().map(|list| (list.block.offset, list.block.length, list.start)).collect();
        let rest = 4000 + FRAME + 97 + FRAME;
        assert_eq!(
            lengths,
            [
                (0, 4000 + FRAME, 0),
                (0, 4000 + FRAME, 1000),
                (4000 + FRAME, 97 + FRAME, 0),
                (rest, 9000 + FRAME, 0),
                (rest + 9000 + FRAME, 5 + FRAME, 0),
            ]
        );
    }

    #[test]
    fn words_out_of_order_or_out_of_bounds_are_refused() {
        let mut payload = vec![0, 0];
        encode(&mut payload, "", "b", 1, &[form("b", 1)], [1, 1]);
        encode(&mut payload, "b", "a", 1, &[form("a", 1)], [1, 1]);
        assert_eq!(decode(&payload, 0, 0), Err(Malformed("terms in order")));
        assert!(decode(&[0, 0, 9, 1, b'a', 1, 1, 1, 0], 0, 0).is_err());
    }
}
