//! Posting lists: which articles hold a term, how much it tells of each, in which of its forms, and where.
//!
//! ```text
//! posting_list  = gap:varint*n impact:u8*n forms:u8*n    the forms only where the term has several
//!                 gap: twice the article's number less that of the posting before, less one (the first: the number);
//!                 and one more where the headline holds the term
//!                 impact: see impact.rs; forms: bit k for the term's form k, the last bit for all the rest
//! position_list = ( head positions )*n        of each posting, as a list of all has them
//! head          = fields:u8 body? others*     fields: bits 0 to 3, those that hold the term; bits 4 to 7, how often the
//!                 body does where that is 1 to 15; 0 where it does not or `body:varint` follows
//! others        = frequency:varint            of each other field that holds it, in order
//! positions     = ( first:varint gap:varint* )*          of each field, as many as its frequency
//! ```
//!
//! Each column of a posting list is alike in itself, so deflate has something to work on.
//!
//! A list of more than [`TIERS`]`[0]` postings comes in tiers: first those that score most for the term alone, so many,
//! then the next, up to [`TIERS`]`[1]` together, then the rest; each tier a posting list of its own, sorted by article. So a
//! query of a large archive can read the beginning only of what is common, and a small list is one tier.

use super::bytes::{Cursor, Malformed, put_varint};
use super::impact::saturated;
use super::{FIELDS, Field};

/// Bits of a mask of forms; forms beyond share the last.
pub const FORM_BITS: usize = 8;

/// Postings up to the end of the first tier, and of the second: a list of the best few for a word alone, and what is
/// nearly always enough for two.
pub const TIERS: [usize; 2] = [1024, 6144];
/// Most tiers of a list.
pub const MOST_TIERS: usize = TIERS.len() + 1;

/// One article's entry in a term's list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Posting {
    /// The article's number.
    pub article: u32,
    /// How much the term tells of the article: see [`super::impact`].
    pub impact: u8,
    /// Whether the headline holds it.
    pub headline: bool,
    /// Which of the term's forms the article holds: bit k for form k.
    pub forms: u8,
}

impl Posting {
    /// What the order in tiers goes by: what the term gives to the score, in units of its idf, headline and all.
    fn worth(&self) -> f32 {
        saturated(super::impact::frequency(self.impact)) + if self.headline { 1.0 } else { 0.0 }
    }
}

/// How many tiers a list of so many postings has.
pub fn tiers(postings: usize) -> usize {
    usize::from(postings > 0) + usize::from(postings > TIERS[0]) + usize::from(postings > TIERS[1])
}

/// How many postings the first tiers have of a list of so many, up to the one before this number.
pub fn before(tier: usize, postings: usize) -> usize {
    let end = if tier > TIERS.len() {
        usize::MAX
    } else if tier > 0 {
        TIERS[tier - 1]
    } else {
        0
    };
    end.min(postings)
}

/// Deals postings out to tiers, the best first; equally good ones by their numbers.
pub fn deal(mut postings: Vec<Posting>) -> Vec<Vec<Posting>> {
    if postings.len() > TIERS[0] {
        postings.sort_by(|a, b| b.worth().total_cmp(&a.worth()).then(a.article.cmp(&b.article)));
    }
    let count = postings.len();
    let tier = |number| {
        let tier = &mut postings[before(number, count)..before(number + 1, count)];
        tier.sort_unstable_by_key(|posting| posting.article);
        tier.to_vec()
    };
    (0..tiers(count)).map(tier).collect()
}

/// A posting list, sorted by article.
pub fn encode(postings: &[Posting], several_forms: bool) -> Vec<u8> {
    let (mut out, mut next) = (Vec::with_capacity(4 * postings.len()), 0);
    for posting in postings {
        put_varint(&mut out, u64::from(posting.article - next) * 2 + u64::from(posting.headline));
        next = posting.article + 1;
    }
    out.extend(postings.iter().map(|posting| posting.impact));
    if several_forms {
        out.extend(postings.iter().map(|posting| posting.forms));
    }
    out
}

/// Reads a list of so many postings in an archive of so many articles.
pub fn decode(bytes: &[u8], count: usize, articles: u32, several_forms: bool) -> Result<Vec<Posting>, Malformed> {
    let (mut cursor, mut postings, mut next) = (Cursor::new(bytes), Vec::new(), 0u64);
    while postings.len() < count && !cursor.is_done() {
        let gap = cursor.varint();
        let article = next.saturating_add(gap / 2);
        cursor.expect(article < u64::from(articles), "articles that exist");
        next = article.saturating_add(1);
        postings.push(Posting { article: article as u32, headline: gap % 2 == 1, impact: 0, forms: 1 });
    }
    for (posting, impact) in postings.iter_mut().zip(cursor.take(count as u64)) {
        cursor.expect(*impact > 0, "an impact of 1 to 255");
        posting.impact = *impact;
    }
    if several_forms {
        let forms = cursor.take(count as u64);
        postings.iter_mut().zip(forms).for_each(|(posting, forms)| posting.forms = *forms);
    }
    cursor.end().map(|()| postings)
}

/// Bits of a place that are the position in its field; the bits above are the field's number.
pub const POSITION_BITS: u32 = 28;

/// Appends to a position list how often each field holds the term.
pub fn encode_head(out: &mut Vec<u8>, frequencies: &[u32; FIELDS]) {
    let body = frequencies[Field::Body as usize];
    let present = (0..FIELDS).filter(|field| frequencies[*field] > 0);
    let fields = present.fold(0u8, |mask, field| mask | 1 << field);
    out.push(fields | if body < 16 { (body as u8) << 4 } else { 0 });
    if body >= 16 {
        put_varint(out, u64::from(body));
    }
    for (field, frequency) in frequencies.iter().enumerate() {
        if field != Field::Body as usize && *frequency > 0 {
            put_varint(out, u64::from(*frequency));
        }
    }
}

/// Appends the positions of one field, which ascend.
pub fn encode_positions(out: &mut Vec<u8>, positions: impl IntoIterator<Item = u32>) {
    let mut before = 0;
    for position in positions {
        put_varint(out, u64::from(position - before));
        before = position;
    }
}

fn decode_head(cursor: &mut Cursor<'_>) -> [u32; FIELDS] {
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
    frequencies
}

/// Where words stand: article, and place (the field in the bits above [`POSITION_BITS`], the position below); sorted.
pub type Places = Vec<(u32, u32)>;

/// Reads a position list, whose postings these are.
pub fn decode_places(bytes: &[u8], postings: &[Posting]) -> Result<Places, Malformed> {
    let (mut cursor, mut places) = (Cursor::new(bytes), Places::new());
    for posting in postings {
        for (field, frequency) in decode_head(&mut cursor).iter().enumerate() {
            let (mut position, mut left) = (0u32, *frequency);
            while left > 0 && !cursor.is_done() {
                position = position.saturating_add(cursor.small()).min((1 << POSITION_BITS) - 1);
                places.push((posting.article, (field as u32) << POSITION_BITS | position));
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

    fn posting(article: u32, impact: u8, headline: bool, forms: u8) -> Posting {
        Posting { article, impact, headline, forms }
    }

    #[test]
    fn lists_come_back() {
        let list =
            [posting(0, 1, true, 1), posting(1, 9, false, 5), posting(40, 255, true, 2), posting(300, 7, false, 128)];
        let out = encode(&list, true);
        assert_eq!(decode(&out, 4, 301, true).as_deref(), Ok(&list[..]));
        assert_eq!(decode(&out, 4, 300, true), Err(Malformed("articles that exist")));
        for count in [0, 3, 5] {
            assert!(decode(&out, count, 301, true).is_err(), "{count}");
        }
        let single = list.map(|posting| Posting { forms: 1, ..posting });
        assert_eq!(decode(&encode(&single, false), 4, 301, false).as_deref(), Ok(&single[..]));
    }

    #[test]
    fn long_lists_come_in_tiers_the_best_first() {
        let mut postings: Vec<_> = (0..7000).map(|n| posting(n, (n % 100 + 1) as u8, false, 1)).collect();
        postings[3] = posting(3, 1, true, 1);
        let dealt = deal(postings.clone());
        assert_eq!(dealt.iter().map(Vec::len).collect::<Vec<_>>(), [1024, 5120, 856]);
        assert!(dealt.iter().all(|tier| tier.is_sorted_by_key(|posting| posting.article)));
        assert!(dealt[0].contains(&postings[3]), "a headline counts");
        assert!(dealt[1].iter().all(|posting| posting.impact <= 87));
        assert_eq!(deal(postings[..1024].to_vec()).len(), 1);
        assert_eq!([0, 1, 1024, 1025, 6144, 6145].map(tiers), [0, 1, 1, 2, 2, 3]);
    }

    #[test]
    fn positions_come_back_in_step() {
        let postings = [posting(0, 1, true, 1), posting(3, 1, false, 1)];
        let mut out = Vec::new();
        encode_head(&mut out, &[1, 0, 2, 0]);
        encode_positions(&mut out, [4]);
        encode_positions(&mut out, [5, 900]);
        encode_head(&mut out, &[0, 0, 16, 0]);
        encode_positions(&mut out, 7..23);
        let body = 2 << POSITION_BITS;
        let places: Vec<_> =
            [(0, 4), (0, body | 5), (0, body | 900)].into_iter().chain((7..23).map(|at| (3, body | at))).collect();
        assert_eq!(decode_places(&out, &postings).as_deref(), Ok(&places[..]));
        assert!(decode_places(&out[..out.len() - 1], &postings).is_err());
    }
}
