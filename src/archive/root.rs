//! The root: what a reader must know before anything else.

use super::bytes::{Cursor, Malformed, put_text, put_varint};
use super::directory::Directory;
use super::facets::FACETS;
use super::{Extent, ids};

/// The parts of an archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Where the blocks of sections that have many of them lie.
    Directories = 0,
    /// What a list of results shows.
    Cards = 1,
    /// Terms, and where their lists lie.
    Dictionary = 2,
    /// Language and boost of each article.
    Measures = 3,
    /// Which articles hold a term, and how much it tells of them.
    Postings = 4,
    /// Where in the articles.
    Positions = 5,
    /// What articles are told apart by.
    Facets = 6,
    /// From an article's id to its number.
    Ids = 7,
    /// The articles themselves.
    Bodies = 8,
    /// Header and root; not in the table of sections.
    Root = 9,
}

/// Sections in the table.
pub const SECTIONS: usize = 9;

impl Section {
    /// The sections in the order in which they lie.
    pub const ALL: [Self; SECTIONS] = [
        Self::Directories,
        Self::Cards,
        Self::Dictionary,
        Self::Measures,
        Self::Postings,
        Self::Positions,
        Self::Facets,
        Self::Ids,
        Self::Bodies,
    ];

    /// The sections whose blocks the root lists.
    pub const LISTED: [Self; 6] =
        [Self::Cards, Self::Dictionary, Self::Measures, Self::Facets, Self::Ids, Self::Bodies];

    /// Its name in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Directories => "directories",
            Self::Cards => "cards",
            Self::Dictionary => "dictionary blocks",
            Self::Measures => "measures",
            Self::Postings => "postings",
            Self::Positions => "positions",
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
    /// How many of them ask to count more or less than others.
    pub boosted: u32,
    /// Languages of the articles: BCP 47 primary subtags, sorted; and how many articles are in each.
    pub languages: Vec<(String, u32)>,
    /// Words that stand for the same, a group each.
    pub synonyms: Vec<Vec<String>>,
    /// First term of each dictionary block.
    pub first_terms: Vec<String>,
    /// The blocks of each section that is read block by block.
    pub directories: [Directory; SECTIONS],
    /// The sections, by [`Section`].
    pub sections: [Extent; SECTIONS],
}

impl Root {
    /// Where a section lies.
    pub fn section(&self, section: Section) -> Extent {
        self.sections.get(section as usize).copied().unwrap_or_default()
    }

    /// The blocks of a section.
    pub fn directory(&self, section: Section) -> &Directory {
        &self.directories[section as usize % SECTIONS]
    }

    /// Length of the whole archive.
    pub fn end(&self) -> u64 {
        self.section(Section::Bodies).end()
    }

    /// Whether articles differ in language or boost.
    pub fn is_mixed(&self) -> bool {
        self.languages.len() > 1 || self.boosted > 0
    }

    /// The root's payload, with the lengths of the sections, and the directories as [`Directory::encode`] wrote them.
    pub fn encode(&self, sections: &[u64; SECTIONS], directories: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        [self.articles, self.dated, self.boosted].iter().for_each(|count| put_varint(&mut out, u64::from(*count)));
        put_varint(&mut out, self.languages.len() as u64);
        for (tag, articles) in &self.languages {
            put_text(&mut out, tag);
            put_varint(&mut out, u64::from(*articles));
        }
        put_varint(&mut out, self.synonyms.len() as u64);
        for group in &self.synonyms {
            put_varint(&mut out, group.len() as u64);
            group.iter().for_each(|name| put_text(&mut out, name));
        }
        put_varint(&mut out, self.first_terms.len() as u64);
        self.first_terms.iter().for_each(|term| put_text(&mut out, term));
        sections.iter().for_each(|length| put_varint(&mut out, *length));
        out.extend_from_slice(directories);
        out
    }

    /// Reads a payload; the sections begin at `start`.
    pub fn decode(payload: &[u8], start: u64) -> Result<Self, Malformed> {
        let cursor = &mut Cursor::new(payload);
        let mut root = Self::default();
        (root.articles, root.dated, root.boosted) = (cursor.small(), cursor.small(), cursor.small());
        root.languages = cursor.list(|cursor| (cursor.text().into(), cursor.small()));
        root.synonyms = cursor.list(Cursor::texts);
        root.first_terms = cursor.texts();
        let mut offset = start;
        for section in &mut root.sections {
            *section = Extent { offset, length: cursor.varint() };
            offset = section.end();
        }
        let mut page = start;
        for section in &Section::LISTED {
            root.directories[*section as usize] = Directory::decode(cursor, root.section(*section), &mut page);
        }
        root.check(cursor, page);
        cursor.end().map(|()| root)
    }

    /// Notes it if the root's numbers do not agree with each other; `page` is where the last page ends.
    fn check(&self, cursor: &mut Cursor<'_>, page: u64) {
        let blocks = |section| self.directory(section).blocks;
        let articles = self.articles as usize;
        let complete = blocks(Section::Bodies) == articles
            && blocks(Section::Cards) == articles.div_ceil(super::CARDS_PER_BLOCK as usize)
            && blocks(Section::Ids) == ids::buckets(articles)
            && blocks(Section::Facets) == FACETS + 1
            && blocks(Section::Dictionary) == self.first_terms.len()
            && self.dated <= self.articles;
        cursor.expect(complete, "as many blocks as there are articles, facets and terms");
        cursor.expect(self.first_terms.is_sorted(), "dictionary blocks in order");
        cursor.expect(page == self.section(Section::Directories).end(), "blocks that fill their section");
    }
}
