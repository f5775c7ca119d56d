//! The root: what a reader must know before anything else.

use super::bytes::{Cursor, Malformed, put_text, put_varint};
use super::{Extent, FIELDS};

/// The parts of an archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Terms, and where their lists lie.
    Dictionary = 0,
    /// Tokens a field, of each article.
    Lengths = 1,
    /// Which articles hold a term, and how often.
    Postings = 2,
    /// Where in the articles.
    Positions = 3,
    /// What a list of results shows.
    Cards = 4,
    /// From an article's id to its number.
    Ids = 5,
    /// The articles themselves.
    Bodies = 6,
    /// Header and root; not in the table of sections.
    Root = 7,
}

/// Sections in the table.
pub const SECTIONS: usize = 7;

impl Section {
    /// The sections in the order in which they lie.
    pub const ALL: [Self; SECTIONS] = [
        Self::Dictionary,
        Self::Lengths,
        Self::Postings,
        Self::Positions,
        Self::Cards,
        Self::Ids,
        Self::Bodies,
    ];

    /// Its name in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dictionary => "dictionary blocks",
            Self::Lengths => "lengths",
            Self::Postings => "postings",
            Self::Positions => "positions",
            Self::Cards => "cards",
            Self::Ids => "ids",
            Self::Bodies => "bodies",
            Self::Root => "header and root",
        }
    }
}

/// The decoded root.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Root {
    /// Number of articles.
    pub articles: u32,
    /// How many of them, the first, have a publication date.
    pub dated: u32,
    /// Tokens in all articles, by field.
    pub totals: [u64; FIELDS],
    /// Languages of the articles: BCP 47 primary subtags, sorted.
    pub languages: Vec<String>,
    /// First term of each dictionary block; as many as [`Self::dictionary`].
    pub first_terms: Vec<String>,
    /// The dictionary's blocks.
    pub dictionary: Vec<Extent>,
    /// The blocks of cards.
    pub cards: Vec<Extent>,
    /// The articles' blocks.
    pub bodies: Vec<Extent>,
    /// The sections, by [`Section`].
    pub sections: [Extent; SECTIONS],
}

impl Root {
    /// Where a section lies.
    pub fn section(&self, section: Section) -> Extent {
        self.sections.get(section as usize).copied().unwrap_or(Extent { offset: 0, length: 0 })
    }

    /// Length of the whole archive.
    pub fn end(&self) -> u64 {
        self.section(Section::Bodies).end()
    }

    /// The root's payload. Only the extents' lengths are written: what lies where follows from them.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        put_varint(&mut out, u64::from(self.articles));
        put_varint(&mut out, u64::from(self.dated));
        self.totals.iter().for_each(|total| put_varint(&mut out, *total));
        put_varint(&mut out, self.languages.len() as u64);
        self.languages.iter().for_each(|tag| put_text(&mut out, tag));
        put_varint(&mut out, self.dictionary.len() as u64);
        for (extent, first) in self.dictionary.iter().zip(&self.first_terms) {
            put_varint(&mut out, extent.length);
            put_text(&mut out, first);
        }
        for blocks in [&self.cards, &self.bodies] {
            put_varint(&mut out, blocks.len() as u64);
            blocks.iter().for_each(|extent| put_varint(&mut out, extent.length));
        }
        self.sections.iter().for_each(|section| put_varint(&mut out, section.length));
        out
    }

    /// Reads a payload; the sections begin at `start`.
    pub fn decode(payload: &[u8], start: u64) -> Result<Self, Malformed> {
        let mut cursor = Cursor::new(payload);
        let mut root = Self { articles: cursor.small()?, dated: cursor.small()?, ..Self::default() };
        for total in &mut root.totals {
            *total = cursor.varint()?;
        }
        for _ in 0..cursor.count()? {
            root.languages.push(cursor.text()?.into());
        }
        let mut lengths = Vec::new();
        for _ in 0..cursor.count()? {
            lengths.push(cursor.varint()?);
            root.first_terms.push(cursor.text()?.into());
        }
        let cards = lengths_of(&mut cursor)?;
        let bodies = lengths_of(&mut cursor)?;
        let mut offset = start;
        for section in &mut root.sections {
            *section = Extent { offset, length: cursor.varint()? };
            offset = section.end();
        }
        root.dictionary = blocks(&lengths, root.section(Section::Dictionary))?;
        root.cards = blocks(&cards, root.section(Section::Cards))?;
        root.bodies = blocks(&bodies, root.section(Section::Bodies))?;
        root.checked(&cursor)
    }

    /// The root itself if its numbers agree with each other.
    fn checked(self, rest: &Cursor<'_>) -> Result<Self, Malformed> {
        let cards = self.articles.div_ceil(super::CARDS_PER_BLOCK) as usize;
        if !rest.is_empty() || self.bodies.len() != self.articles as usize || self.cards.len() != cards
            || self.dated > self.articles
        {
            return Err(Malformed("as many cards and bodies as articles"));
        }
        if !self.first_terms.is_sorted() {
            return Err(Malformed("dictionary blocks in order"));
        }
        Ok(self)
    }
}

fn lengths_of(cursor: &mut Cursor<'_>) -> Result<Vec<u64>, Malformed> {
    (0..cursor.count()?).map(|_| cursor.varint()).collect()
}

/// Lays blocks of these lengths out in `section`, which they must fill.
fn blocks(lengths: &[u64], section: Extent) -> Result<Vec<Extent>, Malformed> {
    let mut offset = section.offset;
    let place = |length: &u64| {
        let extent = Extent { offset, length: *length };
        offset = extent.end();
        extent
    };
    let blocks = lengths.iter().map(place).collect();
    if offset == section.end() { Ok(blocks) } else { Err(Malformed("blocks that fill their section")) }
}
