//! Reading an archive of which only some ranges are at hand.
//!
//! Nothing here fetches. A reader asks an [`Archive`] for what it needs; where bytes are missing it gets
//! [`Halt::Needs`] with every range that the stage lacks, its caller fetches those, [`Store::insert`]s them, and asks
//! again from the start. What was fetched stays, checked and unpacked, so the second pass is cheap and the last one
//! complete.

use super::bytes::{Cursor, Malformed};
use super::card::Card;
use super::dictionary::{self, Entry, List};
use super::facets::{self, Column, Dates, Facet};
use super::root::{Root, Section};
use super::seal::unseal;
use super::shelf::Shelf;
use super::{ArchiveError, CARDS_PER_BLOCK, Extent, FIELDS, HEADER, MAGIC, Measure, VERSION, body, id_hash};
use crate::article::Article;
use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

/// What the first request asks for: enough for the header and, in all but large archives, the root.
pub const FIRST_READ: u64 = 16 << 10;

/// Why a pass over the archive stopped before its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Halt {
    /// It lacks these ranges: insert them and ask again.
    Needs(Vec<Extent>),
    /// The archive cannot be read. Boxed, as every `?` on the way copies it: that costs the widget 2 kB of what ships.
    Failed(Box<ArchiveError>),
}

impl From<ArchiveError> for Halt {
    fn from(error: ArchiveError) -> Self {
        Self::Failed(Box::new(error))
    }
}

/// Two things that are asked for in one stage: what either lacks is fetched at once.
pub fn both<A, B>(a: Result<A, Halt>, b: Result<B, Halt>) -> Result<(A, B), Halt> {
    match (a, b) {
        (Ok(a), Ok(b)) => Ok((a, b)),
        (Err(a), Err(b)) => Err(merged(a, b)),
        (Err(halt), Ok(_)) | (Ok(_), Err(halt)) => Err(halt),
    }
}

/// What either lacks; a failure goes before.
fn merged(a: Halt, b: Halt) -> Halt {
    match (a, b) {
        (Halt::Needs(mut needs), Halt::Needs(more)) => {
            for need in more {
                if !needs.contains(&need) {
                    needs.push(need);
                }
            }
            Halt::Needs(needs)
        }
        (failed @ Halt::Failed(_), _) | (_, failed) => failed,
    }
}

/// The ranges of an archive that are at hand.
#[derive(Clone, Debug, Default)]
pub struct Store {
    /// Ranges as they came, by offset.
    pieces: Shelf<Cow<'static, [u8]>>,
    /// Where the file ends, once a range came back short.
    end: Option<u64>,
}

impl Store {
    /// A whole archive.
    pub fn whole(bytes: impl Into<Cow<'static, [u8]>>) -> Self {
        let bytes = bytes.into();
        let mut store = Self { end: Some(bytes.len() as u64), ..Self::default() };
        store.pieces.insert(0, bytes);
        store
    }

    /// Adds the bytes of a range that was asked for. Fewer bytes than asked for mean that the file ends there.
    pub fn insert(&mut self, asked: Extent, bytes: impl Into<Cow<'static, [u8]>>) {
        let bytes = bytes.into();
        let end = asked.offset.saturating_add(bytes.len() as u64);
        if end < asked.end() {
            self.end = Some(self.end.map_or(end, |known| known.min(end)));
        }
        self.pieces.insert(asked.offset, bytes);
    }

    /// The bytes of `extent`, if one piece holds them all. Looks at the nearest piece first.
    fn get(&self, extent: Extent) -> Option<&[u8]> {
        let length = usize::try_from(extent.length).ok()?;
        self.pieces.up_to(extent.offset).find_map(|(offset, piece)| {
            let start = usize::try_from(extent.offset - offset).ok()?;
            piece.get(start..start.checked_add(length)?)
        })
    }

    /// The bytes of `extent` of `section`: `None` where they must be fetched, an error where the file ends before.
    fn require(&self, section: Section, extent: Extent) -> Result<Option<&[u8]>, ArchiveError> {
        match (self.get(extent), self.end) {
            (None, Some(found)) if found < extent.end() => {
                Err(ArchiveError::Truncated { section, expected: extent.end(), found })
            }
            (bytes, _) => Ok(bytes),
        }
    }

    /// Tells a short file that is no archive (an error message, say) from one that is cut.
    fn check_beginning(&self) -> Result<(), ArchiveError> {
        let end = self.end.filter(|end| *end < HEADER as u64).unwrap_or_default();
        let beginning = self.get(Extent { offset: 0, length: end }).unwrap_or_default();
        let mut found = [0; 8];
        found.iter_mut().zip(beginning).for_each(|(byte, given)| *byte = *given);
        let fits = MAGIC.iter().zip(beginning).all(|(byte, given)| byte == given);
        if fits { Ok(()) } else { Err(ArchiveError::BadMagic { found }) }
    }

    /// Reads header and root.
    pub fn root(&self) -> Result<Root, Halt> {
        let first = Extent { offset: 0, length: FIRST_READ };
        let header = Extent { length: HEADER as u64, ..first };
        self.check_beginning()?;
        let Some(bytes) = self.require(Section::Root, header)? else {
            return Err(Halt::Needs(vec![first]));
        };
        let length = header_of(bytes)?;
        let extent = Extent { offset: HEADER as u64, length };
        let Some(block) = self.require(Section::Root, extent)? else {
            return Err(Halt::Needs(vec![extent]));
        };
        let payload = unseal(Section::Root, 0, block)?;
        let root = Root::decode(&payload, extent.end()).map_err(malformed(Section::Root, 0))?;
        match self.end {
            Some(found) if found < root.end() => {
                Err(ArchiveError::Truncated { section: Section::Bodies, expected: root.end(), found }.into())
            }
            _ => Ok(root),
        }
    }
}

/// Checks the header; gives the length of the root's block.
fn header_of(header: &[u8]) -> Result<u64, ArchiveError> {
    let mut cursor = Cursor::new(header);
    let found: [u8; 8] = cursor.take(8).try_into().unwrap_or_default();
    if found != *MAGIC {
        return Err(ArchiveError::BadMagic { found });
    }
    let (version, flags) = (cursor.u16(), cursor.u16());
    if (version, flags) != (VERSION, 0) {
        return Err(ArchiveError::BadVersion { version, flags });
    }
    Ok(u64::from(cursor.u32()))
}

/// Says where the grammar was broken.
fn malformed(section: Section, offset: u64) -> impl Fn(Malformed) -> ArchiveError {
    move |Malformed(expected)| ArchiveError::Malformed { section, offset, expected }
}

/// The extents with these numbers, as far as they exist.
fn chosen(extents: &[Extent], numbers: impl Iterator<Item = usize>) -> Vec<Extent> {
    let mut chosen = Vec::new();
    for number in numbers {
        chosen.extend(extents.get(number));
    }
    chosen
}

/// The entries of a dictionary block.
pub type Entries = Rc<Vec<Rc<Entry>>>;

/// What ranking must know of each article.
pub type Measures = Vec<Measure>;

/// An opened archive.
#[derive(Debug)]
pub struct Archive {
    root: Root,
    store: Store,
    /// Blocks that are checked and unpacked, by offset: each is checked once, not once a keystroke.
    blocks: RefCell<Shelf<Rc<Vec<u8>>>>,
    /// Dictionary blocks that are decoded, by number; for the same reason.
    entries: RefCell<Shelf<Entries>>,
    /// Bodies that are decoded, by number; likewise.
    bodies: RefCell<Shelf<Rc<Article>>>,
    measures: RefCell<Option<Rc<Measures>>>,
    dates: RefCell<Option<Rc<Dates>>>,
    /// Columns that are decoded, by facet.
    columns: RefCell<Shelf<Rc<Column>>>,
}

impl Archive {
    /// An archive whose root is read.
    pub fn new(store: Store, root: Root) -> Self {
        Self {
            root,
            store,
            blocks: RefCell::default(),
            entries: RefCell::default(),
            bodies: RefCell::default(),
            measures: RefCell::default(),
            dates: RefCell::default(),
            columns: RefCell::default(),
        }
    }

    /// Opens an archive that is at hand as a whole.
    pub fn whole(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, ArchiveError> {
        let store = Store::whole(bytes);
        match store.root() {
            Ok(root) => Ok(Self::new(store, root)),
            Err(Halt::Failed(error)) => Err(*error),
            Err(Halt::Needs(_)) => {
                Err(ArchiveError::Truncated { section: Section::Root, expected: HEADER as u64, found: 0 })
            }
        }
    }

    /// The root.
    pub fn root(&self) -> &Root {
        &self.root
    }

    /// Drops every range as it came, so that a next pass fetches anew what was damaged on its way. What is checked and
    /// unpacked stays.
    pub fn forget(&mut self) {
        self.store = Store::default();
    }

    /// Adds a range that a pass asked for.
    pub fn insert(&mut self, asked: Extent, bytes: impl Into<Cow<'static, [u8]>>) {
        self.store.insert(asked, bytes);
    }

    /// The payloads of blocks of one section, or every one of them that is not at hand.
    pub fn blocks(&self, section: Section, extents: &[Extent]) -> Result<Vec<Rc<Vec<u8>>>, Halt> {
        let (mut blocks, mut needs) = (Vec::with_capacity(extents.len()), Vec::new());
        for extent in extents {
            match self.block(section, *extent)? {
                Some(block) => blocks.push(block),
                None if needs.contains(extent) => {}
                None => needs.push(*extent),
            }
        }
        if needs.is_empty() { Ok(blocks) } else { Err(Halt::Needs(needs)) }
    }

    fn block(&self, section: Section, extent: Extent) -> Result<Option<Rc<Vec<u8>>>, ArchiveError> {
        if let Some(block) = self.blocks.borrow().get(extent.offset) {
            return Ok(Some(block.clone()));
        }
        let Some(bytes) = self.store.require(section, extent)? else {
            return Ok(None);
        };
        let block = Rc::new(unseal(section, self.within(section, extent), bytes)?);
        self.blocks.borrow_mut().insert(extent.offset, block.clone());
        Ok(Some(block))
    }

    /// A block's offset from the start of its section.
    fn within(&self, section: Section, block: Extent) -> u64 {
        block.offset.saturating_sub(self.root.section(section).offset)
    }

    /// The entries of the dictionary blocks with these numbers.
    pub fn entries(&self, numbers: &[usize]) -> Result<Vec<Entries>, Halt> {
        let extents = chosen(&self.root.dictionary, numbers.iter().copied());
        let blocks = self.blocks(Section::Dictionary, &extents)?;
        let postings = self.root.section(Section::Postings).offset;
        let positions = self.root.section(Section::Positions).offset;
        let mut decoded = Vec::with_capacity(blocks.len());
        for ((number, extent), block) in numbers.iter().zip(&extents).zip(blocks) {
            if let Some(entries) = self.entries.borrow().get(*number as u64) {
                decoded.push(entries.clone());
                continue;
            }
            let mut entries = Vec::new();
            let at = malformed(Section::Dictionary, self.within(Section::Dictionary, *extent));
            for entry in dictionary::decode(&block, postings, positions).map_err(at)? {
                entries.push(Rc::new(entry));
            }
            decoded.push(Rc::new(entries));
        }
        for (number, entries) in numbers.iter().zip(&decoded) {
            self.entries.borrow_mut().insert(*number as u64, entries.clone());
        }
        Ok(decoded)
    }

    /// The blocks that hold posting or position lists.
    pub fn lists(&self, section: Section, lists: &[List]) -> Result<Vec<Rc<Vec<u8>>>, Halt> {
        let mut extents = Vec::with_capacity(lists.len());
        lists.iter().for_each(|list| extents.push(list.block));
        self.blocks(section, &extents)
    }

    /// Says that a list of `section` breaks the grammar.
    pub fn broken(&self, section: Section, list: &List, malformed: Malformed) -> ArchiveError {
        ArchiveError::Malformed { section, offset: self.within(section, list.block), expected: malformed.0 }
    }

    /// What ranking must know of each article.
    pub fn measures(&self) -> Result<Rc<Measures>, Halt> {
        if let Some(measures) = &*self.measures.borrow() {
            return Ok(measures.clone());
        }
        let extent = self.root.section(Section::Lengths);
        let blocks = self.blocks(Section::Lengths, &[extent])?;
        let mut cursor = Cursor::new(blocks.first().map_or(&[], |block| block.as_slice()));
        let mut measures = Measures::new();
        for _ in 0..self.root.articles {
            measures.push(Measure {
                language: cursor.small(),
                boost: cursor.small(),
                lengths: [0; FIELDS].map(|_| cursor.small()),
            });
            if cursor.is_done() {
                break;
            }
        }
        let known = |measure: &Measure| (measure.language as usize) < self.root.languages.len();
        cursor.expect(measures.iter().all(known), "languages of the root's list");
        cursor.expect(measures.len() == self.root.articles as usize, "the lengths of every article");
        cursor.end().map_err(malformed(Section::Lengths, 0))?;
        let measures = Rc::new(measures);
        *self.measures.borrow_mut() = Some(measures.clone());
        Ok(measures)
    }

    /// The dates of the articles.
    pub fn dates(&self) -> Result<Rc<Dates>, Halt> {
        if let Some(dates) = &*self.dates.borrow() {
            return Ok(dates.clone());
        }
        let (block, at) = self.facet_block(0)?;
        let dates = Rc::new(facets::decode_dates(&block, self.root.dated).map_err(malformed(Section::Facets, at))?);
        *self.dates.borrow_mut() = Some(dates.clone());
        Ok(dates)
    }

    /// The values of a facet.
    pub fn column(&self, facet: Facet) -> Result<Rc<Column>, Halt> {
        if let Some(column) = self.columns.borrow().get(facet as u64) {
            return Ok(column.clone());
        }
        let (block, at) = self.facet_block(1 + facet as usize)?;
        let column = Column::decode(&block, self.root.articles).map_err(malformed(Section::Facets, at))?;
        let column = Rc::new(column);
        self.columns.borrow_mut().insert(facet as u64, column.clone());
        Ok(column)
    }

    /// A block of the section of facets, and its offset there.
    fn facet_block(&self, number: usize) -> Result<(Rc<Vec<u8>>, u64), Halt> {
        let extents = chosen(&self.root.facets, core::iter::once(number));
        let blocks = self.blocks(Section::Facets, &extents)?;
        let at = extents.first().map_or(0, |extent| self.within(Section::Facets, *extent));
        Ok((blocks.first().cloned().unwrap_or_default(), at))
    }

    /// The cards of these articles.
    pub fn cards(&self, articles: &[u32]) -> Result<Vec<Card>, Halt> {
        let extents = chosen(&self.root.cards, articles.iter().map(|article| (article / CARDS_PER_BLOCK) as usize));
        let blocks = self.blocks(Section::Cards, &extents)?;
        let mut cards = Vec::with_capacity(articles.len());
        for ((article, extent), block) in articles.iter().zip(&extents).zip(blocks) {
            let mut cursor = Cursor::new(&block);
            let mut card = Card::decode(&mut cursor);
            for _ in 0..article % CARDS_PER_BLOCK {
                card = Card::decode(&mut cursor);
            }
            cursor.check().map_err(malformed(Section::Cards, self.within(Section::Cards, *extent)))?;
            cards.push(card);
        }
        Ok(cards)
    }

    /// The whole articles with these numbers.
    pub fn articles(&self, articles: &[u32]) -> Result<Vec<Rc<Article>>, Halt> {
        let extents = chosen(&self.root.bodies, articles.iter().map(|article| *article as usize));
        let mut bodies = Vec::with_capacity(extents.len());
        let blocks = self.blocks(Section::Bodies, &extents)?;
        for ((number, extent), block) in articles.iter().zip(&extents).zip(blocks) {
            let known = self.bodies.borrow().get(u64::from(*number)).cloned();
            let at = malformed(Section::Bodies, self.within(Section::Bodies, *extent));
            let body = match known {
                Some(body) => body,
                None => Rc::new(body::decode(&block).map_err(at)?),
            };
            self.bodies.borrow_mut().insert(u64::from(*number), body.clone());
            bodies.push(body);
        }
        Ok(bodies)
    }

    /// The terms that tell most about an article.
    pub fn keys(&self, article: u32) -> Result<Vec<String>, Halt> {
        let extents = chosen(&self.root.bodies, core::iter::once(article as usize));
        let blocks = self.blocks(Section::Bodies, &extents)?;
        let block = blocks.first().map_or(&[][..], |block| block);
        let at = extents.first().map_or(0, |extent| self.within(Section::Bodies, *extent));
        Ok(body::keys(block).map_err(malformed(Section::Bodies, at))?)
    }

    /// The article with this id, and its number.
    pub fn by_id(&self, id: &str) -> Result<Option<(u32, Rc<Article>)>, Halt> {
        let extent = self.root.section(Section::Ids);
        let blocks = self.blocks(Section::Ids, &[extent])?;
        let hash = id_hash(id).to_le_bytes();
        let pairs = blocks.first().map_or(&[][..], |block| block.as_chunks::<8>().0);
        let mut numbers = Vec::new();
        for [a, b, c, d, number @ ..] in pairs {
            if [*a, *b, *c, *d] == hash {
                numbers.push(u32::from_le_bytes(*number));
            }
        }
        let articles = self.articles(&numbers)?;
        for (number, article) in numbers.iter().zip(articles) {
            if article.id == id {
                return Ok(Some((*number, article)));
            }
        }
        Ok(None)
    }
}
