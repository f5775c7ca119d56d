//! Posting lists: which articles hold a term, how often in which field, in which of its forms, and where.
//!
//! ```text
//! posting_list  = posting*
//! posting       = gap:varint head:u8 body? others* forms?
//!                 gap: the article's number less that of the posting before, less one (the first: the number)
//!                 head: bits 0 to 3, the fields that hold the term; bits 4 to 7, its frequency in the body where
//!                 that is 1 to 15; 0 where the body does not hold it or `body:varint` follows
//! others        = frequency:varint            for each field but the body, in order
//! forms         = mask:varint                 where the term has several: bit n for its form n, the last for the rest
//! position_list = ( first:varint gap:varint* )*        for each field of each posting, as many as its frequency
//! ```

use super::bytes::{Cursor, Malformed, put_varint};
use super::{FIELDS, Field};

/// Bits of a mask of forms; forms beyond share the last.
pub const FORM_BITS: usize = 7;

/// One article's entry in a term's list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Posting {
    /// The article's number.
    pub article: u32,
    /// How often each field holds the term.
    pub frequencies: [u32; FIELDS],
    /// Which of the term's forms the article holds: bit n for form n.
    pub forms: u32,
}

/// Appends a posting to its list. `next` is the number after the posting before, 0 for the first.
pub fn encode(out: &mut Vec<u8>, posting: &Posting, next: u32, several_forms: bool) {
    put_varint(out, u64::from(posting.article - next));
    let body = posting.frequencies[Field::Body as usize];
    let present = (0..FIELDS).filter(|field| posting.frequencies[*field] > 0);
    let fields = present.fold(0u8, |mask, field| mask | 1 << field);
    out.push(fields | if body < 16 { (body as u8) << 4 } else { 0 });
    if body >= 16 {
        put_varint(out, u64::from(body));
    }
    for (field, frequency) in posting.frequencies.iter().enumerate() {
        if field != Field::Body as usize && *frequency > 0 {
            put_varint(out, u64::from(*frequency));
        }
    }
    if several_forms {
        put_varint(out, u64::from(posting.forms));
    }
}

/// Bits of a place that are the position in its field; the bits above are the field's number.
pub const POSITION_BITS: u32 = 28;

/// Appends the positions of one field, which ascend.
pub fn encode_positions(out: &mut Vec<u8>, positions: impl IntoIterator<Item = u32>) {
    let mut before = 0;
    for position in positions {
        put_varint(out, u64::from(position - before));
        before = position;
    }
}

/// Reads a term's posting list in an archive of so many articles.
pub fn decode(bytes: &[u8], articles: u32, several_forms: bool) -> Result<Vec<Posting>, Malformed> {
    let (mut cursor, mut postings, mut next) = (Cursor::new(bytes), Vec::new(), 0u64);
    while !cursor.is_done() {
        let article = next.saturating_add(cursor.varint());
        cursor.expect(article < u64::from(articles), "articles that exist");
        next = article.saturating_add(1);
        let head = cursor.byte();
        let mut frequencies = [0; FIELDS];
        if head & 1 << Field::Body as u8 != 0 {
            let short = u32::from(head >> 4);
            frequencies[Field::Body as usize] = if short > 0 { short } else { cursor.small() };
        }
        for (field, frequency) in frequencies.iter_mut().enumerate() {
            if field != Field::Body as usize && head & 1 << field != 0 {
                *frequency = cursor.small();
            }
        }
        let forms = if several_forms { cursor.small() } else { 1 };
        postings.push(Posting { article: article as u32, frequencies, forms });
    }
    cursor.check().map(|()| postings)
}

/// Where words stand: article, and place (the field in the bits above [`POSITION_BITS`], the position below); sorted.
pub type Places = Vec<(u32, u32)>;

/// Reads a position list, whose postings these are.
pub fn decode_places(bytes: &[u8], postings: &[Posting]) -> Result<Places, Malformed> {
    let (mut cursor, mut places) = (Cursor::new(bytes), Places::new());
    for posting in postings {
        for (field, frequency) in (0u32..).zip(posting.frequencies) {
            let (mut position, mut left) = (0u32, frequency);
            while left > 0 && !cursor.is_done() {
                position = position.saturating_add(cursor.small()).min((1 << POSITION_BITS) - 1);
                places.push((posting.article, field << POSITION_BITS | position));
                left -= 1;
            }
            cursor.expect(left == 0, "as many positions as occurrences");
        }
    }
    cursor.check().map(|()| places)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posting(article: u32, frequencies: [u32; FIELDS], forms: u32) -> Posting {
        Posting { article, frequencies, forms }
    }

    #[test]
    fn lists_come_back() {
        let list = [
            posting(0, [1, 0, 3, 0], 1),
            posting(1, [0, 0, 1, 0], 5),
            posting(40, [0, 2, 0, 1], 2),
            posting(300, [0, 0, 16, 0], 1),
        ];
        let (mut out, mut next) = (Vec::new(), 0);
        for posting in &list {
            encode(&mut out, posting, next, true);
            next = posting.article + 1;
        }
        assert_eq!(decode(&out, 301, true).as_deref(), Ok(&list[..]));
        assert_eq!(decode(&out, 300, true), Err(Malformed("articles that exist")));
    }

    #[test]
    fn positions_come_back_in_step() {
        let (first, second) = (posting(0, [1, 0, 2, 0], 1), posting(3, [0, 0, 1, 0], 1));
        let mut out = Vec::new();
        encode_positions(&mut out, [4]);
        encode_positions(&mut out, [5, 900]);
        encode_positions(&mut out, [7]);
        let body = 2 << POSITION_BITS;
        let places = [(0, 4), (0, body | 5), (0, body | 900), (3, body | 7)];
        assert_eq!(decode_places(&out, &[first, second]).as_deref(), Ok(&places[..]));
        assert!(decode_places(&out, &[first, second, second]).is_err());
    }
}
