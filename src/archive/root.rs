//! The root: what a reader must know before anything else.

use super::bytes::{Cursor, Malformed, put_text, put_varint};
use super::facets::FACETS;
use super::{Extent, FIELDS};

/// The parts of an archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Terms, and where their lists lie.
    Dictionary = 0,
    /// Language, boost and tokens a field, of each article.
    Lengths = 1,
    /// Which articles hold a term, and how often.
    Postings = 2,
    /// Where in the articles.
    Positions = 3,
    /// What a list of results shows.
    Cards = 4,
    /// What articles are told apart by.
    Facets = 5,
    /// From an article's id to its number.
    Ids = 6,
    /// The articles themselves.
    Bodies = 7,
    /// Header and root; not in the table of sections.
    Root = 8,
}

/// Sections in the table.
pub const SECTIONS: usize = 8;

impl Section {
    /// The sections in the order in which they lie.
    pub const ALL: [Self; SECTIONS] = [
        Self::Dictionary,
        Self::Lengths,
        Self::Postings,
        Self::Positions,
        Self::Cards,
        Self::Facets,
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
            Self::Facets => "facets",
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
    /// Words that stand for the same, a group each.
    pub synonyms: Vec<Vec<String>>,
    /// First term of each dictionary block; as many as [`Self::dictionary`].
    pub first_terms: Vec<String>,
    /// The dictionary's blocks.
    pub dictionary: Vec<Extent>,
    /// The blocks of cards.
    pub cards: Vec<Extent>,
    /// The dates' block, and that of each facet.
    pub facets: Vec<Extent>,
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
        put_varint(&mut out, self.synonyms.len() as u64);
        for group in &self.synonyms {
            put_varint(&mut out, group.len() as u64);
            group.iter().for_each(|name| put_text(&mut out, name));
        }
        put_varint(&mut out, self.dictionary.len() as u64);
        for (extent, first) in self.dictionary.iter().zip(&self.first_terms) {
            put_varint(&mut out, extent.length);
            put_text(&mut out, first);
        }
        for blocks in [&self.cards, &self.facets, &self.bodies] {
            put_varint(&mut out, blocks.len() as u64);
            blocks.iter().for_each(|extent| put_varint(&mut out, extent.length));
        }
        self.sections.iter().for_each(|section| put_varint(&mut out, section.length));
        out
    }

    /// Reads a payload; the sections begin at `start`.
    pub fn decode(payload: &[u8], start: u64) -> Result<Self, Malformed> {
        let cursor = &mut Cursor::new(payload);
        let mut root = Self { articles: cursor.small(), dated: cursor.small(), ..Self::default() };
        root.totals.iter_mut().for_each(|total| *total = cursor.varint());
        root.languages = cursor.list(|cursor| cursor.text().into());
        root.synonyms = cursor.list(|cursor| cursor.list(|cursor| cursor.text().into()));
        let mut dictionary = Vec::new();
        root.first_terms = cursor.list(|cursor| {
            dictionary.push(cursor.varint());
            cursor.text().into()
        });
        let cards = cursor.list(Cursor::varint);
        let facets = cursor.list(Cursor::varint);
        let bodies = cursor.list(Cursor::varint);
        let mut offset = start;
        for section in &mut root.sections {
            *section = Extent { offset, length: cursor.varint() };
            offset = section.end();
        }
        root.dictionary = blocks(cursor, &dictionary, root.section(Section::Dictionary));
        root.cards = blocks(cursor, &cards, root.section(Section::Cards));
        root.facets = blocks(cursor, &facets, root.section(Section::Facets));
        root.bodies = blocks(cursor, &bodies, root.section(Section::Bodies));
        root.check(cursor);
        cursor.clone().end().map(|()| root)
    }

    /// Notes it if the root's numbers do not agree with each other.
    fn check(&self, cursor: &mut Cursor<'_>) {
        let cards = self.articles.div_ceil(super::CARDS_PER_BLOCK) as usize;
        let complete = self.bodies.len() == self.articles as usize && self.cards.len() == cards;
        cursor.expect(complete && self.dated <= self.articles, "as many cards and bodies as articles");
        cursor.expect(self.facets.len() == FACETS + 1, "dates and a block for each facet");
        cursor.expect(self.first_terms.is_sorted(), "dictionary blocks in order");
    }
}

/// Lays blocks of these lengths out in `section`, which they must fill.
fn blocks(cursor: &mut Cursor<'_>, lengths: &[u64], section: Extent) -> Vec<Extent> {
    let mut blocks = Vec::with_capacity(lengths.len());
    let mut offset = section.offset;
    for length in lengths {
        let block = Extent { offset, length: *length };
        offset = block.end();
        blocks.push(block);
    }
    cursor.expect(offset == section.end(), "blocks that fill their section");
    blocks
}
