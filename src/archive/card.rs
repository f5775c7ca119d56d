//! Cards: what a list of results shows of an article.
//!
//! ```text
//! card = id:text title:text kicker:text? opening:text? date:text? place:text? lang:text? analysed:text
//!        dir:u8 words:varint
//!        dir: 0 unknown, 1 left to right, 2 right to left; date: ISO 8601 as precise as known;
//!        analysed: the language in which the index analysed it, `lang` or a guess
//! ```

use super::bytes::{Cursor, put_text, put_varint};
use crate::article::Dir;

/// What a list shows of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// The article's id.
    pub id: String,
    /// Headline, or what stands for it.
    pub title: String,
    /// Section label.
    pub kicker: String,
    /// The standfirst, or the beginning of the text.
    pub opening: String,
    /// Publication date, ISO 8601.
    pub date: String,
    /// Place of the dateline.
    pub place: String,
    /// BCP 47 tag.
    pub lang: String,
    /// BCP 47 primary subtag of the language in which the index analysed it.
    pub analysed: String,
    /// Base direction.
    pub dir: Option<Dir>,
    /// Words in the body.
    pub words: u32,
}

impl Card {
    /// Appends the card.
    pub fn encode(&self, out: &mut Vec<u8>) {
        let Self { id, title, kicker, opening, date, place, lang, analysed, .. } = self;
        let texts = [id, title, kicker, opening, date, place, lang, analysed];
        texts.into_iter().for_each(|text| put_text(out, text));
        out.push(encode_dir(self.dir));
        put_varint(out, u64::from(self.words));
    }

    /// Reads a card.
    pub fn decode(cursor: &mut Cursor<'_>) -> Self {
        Self {
            id: cursor.text().into(),
            title: cursor.text().into(),
            kicker: cursor.text().into(),
            opening: cursor.text().into(),
            date: cursor.text().into(),
            place: cursor.text().into(),
            lang: cursor.text().into(),
            analysed: cursor.text().into(),
            dir: decode_dir(cursor),
            words: cursor.small(),
        }
    }
}

/// A direction as a byte.
pub(super) fn encode_dir(dir: Option<Dir>) -> u8 {
    match dir {
        None => 0,
        Some(Dir::Ltr) => 1,
        Some(Dir::Rtl) => 2,
    }
}

/// Reads a direction.
pub(super) fn decode_dir(cursor: &mut Cursor<'_>) -> Option<Dir> {
    let byte = cursor.byte();
    cursor.expect(byte < 3, "a direction of 0 to 2");
    match byte {
        1 => Some(Dir::Ltr),
        2 => Some(Dir::Rtl),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cards_come_back() {
        let card = Card {
            id: "flood".into(),
            title: "Flood at Karima".into(),
            date: "2023-05".into(),
            dir: Some(Dir::Rtl),
            words: 300,
            ..Card::default()
        };
        let mut out = Vec::new();
        card.encode(&mut out);
        let mut cursor = Cursor::new(&out);
        assert_eq!(Card::decode(&mut cursor), card);
        assert_eq!(cursor.end(), Ok(()));
    }
}
