//! Measures: what ranking must know of an article beside its words.
//!
//! ```text
//! Measures = block( ( language boost:varint )*articles )
//!            language: by its place in the root's list; boost: what the article's score counts, in hundredths
//! ```
//!
//! Most articles are alike, which deflate makes little of; a reader needs the block only where they differ, which the root
//! tells.

use super::bytes::{Cursor, Malformed, put_varint};
use super::root::Root;

/// The boost of an article that asks for none.
pub const PLAIN: u32 = 100;

/// What ranking must know of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Number of its language in the root's list.
    pub language: u32,
    /// What its score counts, in hundredths: [`PLAIN`], unless the article asks for more or less.
    pub boost: u32,
}

/// Appends the measure of the next article.
pub fn encode(out: &mut Vec<u8>, measure: Measure) {
    put_varint(out, u64::from(measure.language));
    put_varint(out, u64::from(measure.boost));
}

impl Default for Measure {
    fn default() -> Self {
        Self { language: 0, boost: PLAIN }
    }
}

/// Reads the measures of every article of an archive with this root.
pub fn decode(payload: &[u8], root: &Root) -> Result<Vec<Measure>, Malformed> {
    let (mut cursor, mut measures) = (Cursor::new(payload), Vec::new());
    while !cursor.is_done() {
        let (language, boost) = (cursor.small(), cursor.small());
        cursor.expect((language as usize) < root.languages.len(), "languages of the root's list");
        measures.push(Measure { language, boost });
    }
    cursor.expect(measures.len() == root.articles as usize, "the measures of every article");
    cursor.end().map(|()| measures)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_come_back_and_must_fit() {
        let root = |articles| Root { articles, languages: vec![("en".into(), 3), ("fr".into(), 1)], ..Root::default() };
        let measures = [0, 0, 1, 0].map(|language| Measure { language, boost: 100 + language });
        let mut payload = Vec::new();
        measures.iter().for_each(|measure| encode(&mut payload, *measure));
        assert_eq!(decode(&payload, &root(4)).as_deref(), Ok(&measures[..]));
        assert!(decode(&payload, &root(3)).is_err() && decode(&payload, &root(5)).is_err());
        assert!(decode(&[2, 100], &root(1)).is_err());
    }
}
