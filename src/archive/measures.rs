//! Measures: what ranking must know of an article beside its words.
//!
//! ```text
//! Measures = block( ( language boost:varint articles:varint )* )       runs of articles that are alike in both
//!            language: by its place in the root's list; boost: what the article's score counts, in hundredths
//! ```
//!
//! A reader needs them only where articles differ, which the root tells.

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

impl Default for Measure {
    fn default() -> Self {
        Self { language: 0, boost: PLAIN }
    }
}

/// The measures of articles in order, as a payload.
pub fn encode(measures: &[Measure]) -> Vec<u8> {
    let mut out = Vec::new();
    for run in measures.chunk_by(|a, b| a == b) {
        let numbers = [run[0].language, run[0].boost, run.len() as u32];
        numbers.iter().for_each(|number| put_varint(&mut out, u64::from(*number)));
    }
    out
}

/// Reads the measures of every article of an archive with this root.
pub fn decode(payload: &[u8], root: &Root) -> Result<Vec<Measure>, Malformed> {
    let (mut cursor, mut measures) = (Cursor::new(payload), Vec::new());
    while !cursor.is_done() {
        let [language, boost, articles] = [(); 3].map(|()| cursor.small());
        let end = measures.len() + articles as usize;
        cursor.expect((language as usize) < root.languages.len(), "languages of the root's list");
        cursor.expect(end <= root.articles as usize, "the measures of every article");
        if cursor.check().is_ok() {
            measures.resize(end, Measure { language, boost });
        }
    }
    cursor.expect(measures.len() == root.articles as usize, "the measures of every article");
    cursor.end().map(|()| measures)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_come_back_and_must_fit() {
        let root = |articles| Root { articles, languages: vec![("en".into(), 3), ("fr".into(), 1)], ..Root::default() };
        let measures = [0, 0, 1, 0].map(|language| Measure { language, boost: 100 + language });
        let payload = encode(&measures);
        assert_eq!(payload.len(), 9);
        assert_eq!(decode(&payload, &root(4)).as_deref(), Ok(&measures[..]));
        assert!(decode(&payload, &root(3)).is_err() && decode(&payload, &root(5)).is_err());
        assert!(decode(&[2, 100, 4], &root(4)).is_err());
        assert!(decode(&[0, 100, 0xff, 0xff, 0xff, 0xff, 0x0f], &root(4)).is_err());
    }
}
