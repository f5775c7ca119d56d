//! Reading an archive of which only some ranges are at hand.
//!
//! Nothing here fetches, and nothing that is asked for fails at once: what is missing or broken is noted, an empty thing
//! stands for it, and at the end of a stage [`Archive::settle`] tells. So a stage may ask for all that it needs first. Where
//! bytes are missing it ends with [`Halt::Needs`] and every range that it lacks; its caller fetches those,
//! [`Archive::insert`]s them, and asks again from the start. What was fetched stays, checked, unpacked and decoded, so the
//! second pass is cheap and the last one complete.

use super::bytes::{Cursor, Malformed};
use super::card::Card;
use super::dictionary::{self, Entry, List};
use super::facets::{self, Column, Dates, Facet};
use super::postings::{self, Posting};
use super::root::{Root, SECTIONS, Section};
use super::seal::unseal;
use super::shelf::Shelf;
pub use super::store::{FIRST_READ, Store};
use super::{ArchiveError, CARDS_PER_BLOCK, Extent, FIELDS, HEADER, Measure, body, id_hash};
use crate::article::Article;
use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

/// Why a pass over the archive stopped before its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Halt {
    /// It lacks these ranges: insert them and ask again.
    Needs(Vec<Extent>),
    /// The archive cannot be read. Boxed, as every `?` on the way copies it.
    Failed(Box<ArchiveError>),
}

impl From<ArchiveError> for Halt {
    fn from(error: ArchiveError) -> Self {
        Self::Failed(Box::new(error))
    }
}

impl Halt {
    /// Says where the grammar was broken.
    pub(super) fn malformed(section: Section, offset: u64, Malformed(expected): Malformed) -> Self {
        ArchiveError::Malformed { section, offset, expected }.into()
    }

    /// What either lacks; a failure goes before.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Needs(mut needs), Self::Needs(more)) => {
                for need in more {
                    if !needs.contains(&need) {
                        needs.push(need);
                    }
                }
                Self::Needs(needs)
            }
            (failed @ Self::Failed(_), _) | (_, failed) => failed,
        }
    }
}

/// What ranking must know of each article.
pub type Measures = Vec<Measure>;

/// A block that is decoded. One type for all of them, so that the same code keeps them.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "every part is boxed")]
enum Part {
    Entries(Vec<Entry>),
    Measures(Measures),
    Cards(Vec<Rc<Card>>),
    Dates(Dates),
    Column(Column),
    /// The hash of each id, and the article's number.
    Ids(Vec<(u32, u32)>),
    /// An article, and its keys.
    Body(Article, Vec<String>),
}

/// The decoded blocks of a section, once they were asked for.
type Parts = Vec<OnceCell<Box<Part>>>;

/// An opened archive.
#[derive(Debug)]
pub struct Archive {
    root: Root,
    /// Ranges as they came. Lent for no longer than a block takes to unpack: a pass may end in an exception.
    store: RefCell<Store>,
    /// Of each section whose blocks the root names what they hold.
    parts: [Parts; SECTIONS],
    /// Blocks of posting and position lists, checked and unpacked, by offset.
    blocks: RefCell<Shelf<Rc<Vec<u8>>>>,
    /// What was missing or broken since the last [`Archive::settle`].
    halt: RefCell<Option<Halt>>,
}

impl Archive {
    /// An archive whose root is read.
    pub fn new(store: Store, root: Root) -> Self {
        let parts = Section::ALL.map(|section| {
            let mut parts = Parts::new();
            parts.resize_with(blocks_of(&root, section).len(), OnceCell::new);
            parts
        });
        Self { root, store: RefCell::new(store), parts, blocks: RefCell::default(), halt: RefCell::default() }
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
    pub fn forget(&self) {
        self.store.take();
    }

    /// Adds a range that a pass asked for.
    pub fn insert(&self, asked: Extent, bytes: impl Into<Cow<'static, [u8]>>) {
        self.store.borrow_mut().insert(asked, bytes);
    }

    /// Ends a stage: tells what was missing or broken in it.
    pub fn settle(&self) -> Result<(), Halt> {
        self.halt.take().map_or(Ok(()), Err)
    }

    /// What was asked for, or a note of why it is not there.
    fn noted<T>(&self, asked: Result<T, Halt>) -> Option<T> {
        match asked {
            Ok(found) => Some(found),
            Err(halt) => {
                let before = self.halt.take();
                self.halt.replace(Some(match before {
                    Some(before) => before.and(halt),
                    None => halt,
                }));
                None
            }
        }
    }

    /// A block's offset from the start of its section.
    fn within(&self, section: Section, block: Extent) -> u64 {
        block.offset.saturating_sub(self.root.section(section).offset)
    }

    /// The payload of a block.
    pub fn payload(&self, section: Section, block: Extent) -> Result<Vec<u8>, Halt> {
        let store = self.store.borrow();
        let bytes = store.require(section, block, block)?;
        Ok(unseal(section, self.within(section, block), bytes)?)
    }

    /// What the block with this number in its section holds; decoded at most once.
    fn part(&self, section: Section, number: usize) -> Option<&Part> {
        let (cell, block) = (self.parts[section as usize].get(number)?, blocks_of(&self.root, section).get(number)?);
        if cell.get().is_none() {
            let part = self.noted(self.payload(section, *block).and_then(|payload| {
                let malformed = |fault| Halt::malformed(section, self.within(section, *block), fault);
                self.decode(section, number, &payload).map_err(malformed)
            }))?;
            cell.get_or_init(|| Box::new(part));
        }
        cell.get().map(|part| &**part)
    }

    fn decode(&self, section: Section, number: usize, payload: &[u8]) -> Result<Part, Malformed> {
        let root = &self.root;
        Ok(match (section, number) {
            (Section::Dictionary, _) => {
                let [postings, positions] = [Section::Postings, Section::Positions].map(|of| root.section(of).offset);
                Part::Entries(dictionary::decode(payload, postings, positions)?)
            }
            (Section::Lengths, _) => Part::Measures(measures(payload, root)?),
            (Section::Facets, 0) => Part::Dates(facets::decode_dates(payload, root.dated)?),
            (Section::Facets, _) => Part::Column(Column::decode(payload, root.articles)?),
            (Section::Cards, _) => Part::Cards(cards(payload)?),
            (Section::Ids, _) => Part::Ids(ids(payload)),
            _ => {
                let (keys, article) = body::decode(payload)?;
                Part::Body(article, keys)
            }
        })
    }

    /// The entries of a dictionary block.
    pub fn entries(&self, number: usize) -> &[Entry] {
        match self.part(Section::Dictionary, number) {
            Some(Part::Entries(entries)) => entries,
            _ => &[],
        }
    }

    /// The bytes of a posting or position list.
    fn list(&self, section: Section, list: &List) -> Result<(Rc<Vec<u8>>, u64), Halt> {
        let at = self.within(section, list.block);
        if let Some(block) = self.blocks.borrow().get(list.block.offset) {
            return Ok((block.clone(), at));
        }
        let block = Rc::new(self.payload(section, list.block)?);
        self.blocks.borrow_mut().insert(list.block.offset, block.clone());
        Ok((block, at))
    }

    /// The postings of an entry of the dictionary.
    pub fn postings<'a>(&self, entry: &'a Entry) -> &'a [Posting] {
        let cell = &entry.decoded.postings;
        if cell.get().is_none() {
            let decoded = self.list(Section::Postings, &entry.postings).and_then(|(block, at)| {
                let list = entry.postings.of(&block);
                let decoded = list.and_then(|list| postings::decode(list, self.root.articles, entry.forms.len() > 1));
                decoded.map_err(|fault| Halt::malformed(Section::Postings, at, fault))
            });
            if let Some(decoded) = self.noted(decoded) {
                cell.get_or_init(|| decoded);
            }
        }
        cell.get().map_or(&[], |postings| postings)
    }

    /// Where the words of an entry stand: article and place, sorted. Needs its postings too.
    pub fn places<'a>(&self, entry: &'a Entry) -> &'a [(u32, u32)] {
        let (cell, postings) = (&entry.decoded.places, self.postings(entry));
        if cell.get().is_none() {
            let decoded = self.list(Section::Positions, &entry.positions).and_then(|(block, at)| {
                let decoded = entry.positions.of(&block).and_then(|list| postings::decode_places(list, postings));
                decoded.map_err(|fault| Halt::malformed(Section::Positions, at, fault))
            });
            if let Some(decoded) = self.noted(decoded) {
                cell.get_or_init(|| decoded);
            }
        }
        cell.get().map_or(&[], |places| places)
    }

    /// What ranking must know of each article.
    pub fn measures(&self) -> &[Measure] {
        match self.part(Section::Lengths, 0) {
            Some(Part::Measures(measures)) => measures,
            _ => &[],
        }
    }

    /// The dates of the articles.
    pub fn dates(&self) -> &[(u32, u32)] {
        match self.part(Section::Facets, 0) {
            Some(Part::Dates(dates)) => dates,
            _ => &[],
        }
    }

    /// The values of a facet.
    pub fn column(&self, facet: Facet) -> Option<&Column> {
        match self.part(Section::Facets, 1 + facet as usize) {
            Some(Part::Column(column)) => Some(column),
            _ => None,
        }
    }

    /// The card of an article.
    pub fn card(&self, article: u32) -> Option<&Rc<Card>> {
        match self.part(Section::Cards, (article / CARDS_PER_BLOCK) as usize) {
            Some(Part::Cards(cards)) => cards.get((article % CARDS_PER_BLOCK) as usize),
            _ => None,
        }
    }

    /// A whole article, and the terms that tell most about it.
    pub fn article(&self, number: u32) -> Option<(&Article, &[String])> {
        match self.part(Section::Bodies, number as usize) {
            Some(Part::Body(article, keys)) => Some((article, keys)),
            _ => None,
        }
    }

    /// Whole articles. A stage of its own.
    pub fn articles(&self, numbers: &[u32]) -> Result<Vec<&Article>, Halt> {
        let articles = numbers.iter().filter_map(|number| self.article(*number)).map(|(article, _)| article).collect();
        self.settle().map(|()| articles)
    }

    /// The article with this id, and its number. A stage of its own.
    pub fn by_id(&self, id: &str) -> Result<Option<(u32, &Article)>, Halt> {
        let hash = id_hash(id);
        let ids: &[(u32, u32)] = match self.part(Section::Ids, 0) {
            Some(Part::Ids(ids)) => ids,
            _ => &[],
        };
        let mut found = None;
        for (_, number) in ids.iter().filter(|(known, _)| *known == hash) {
            if let Some((article, _)) = self.article(*number).filter(|(article, _)| article.id == id) {
                found = Some((*number, article));
            }
        }
        self.settle().map(|()| found)
    }
}

/// The blocks of a section that are decoded as a whole.
fn blocks_of(root: &Root, section: Section) -> &[Extent] {
    match section {
        Section::Dictionary => &root.dictionary,
        Section::Cards => &root.cards,
        Section::Facets => &root.facets,
        Section::Bodies => &root.bodies,
        Section::Lengths | Section::Ids => core::slice::from_ref(&root.sections[section as usize]),
        Section::Postings | Section::Positions | Section::Root => &[],
    }
}

/// Reads the cards of a block.
fn cards(payload: &[u8]) -> Result<Vec<Rc<Card>>, Malformed> {
    let (mut cursor, mut cards) = (Cursor::new(payload), Vec::new());
    while !cursor.is_done() {
        cards.push(Rc::new(Card::decode(&mut cursor)));
    }
    cursor.end().map(|()| cards)
}

/// Reads the hashes of ids with the numbers of their articles.
fn ids(payload: &[u8]) -> Vec<(u32, u32)> {
    let mut ids = Vec::new();
    for [a, b, c, d, number @ ..] in payload.as_chunks::<8>().0 {
        ids.push((u32::from_le_bytes([*a, *b, *c, *d]), u32::from_le_bytes(*number)));
    }
    ids
}

/// Reads what ranking must know of each article of an archive with this root.
fn measures(payload: &[u8], root: &Root) -> Result<Measures, Malformed> {
    let mut cursor = Cursor::new(payload);
    let mut measures = Measures::new();
    while !cursor.is_done() {
        let (language, boost) = (cursor.small(), cursor.small());
        cursor.expect((language as usize) < root.languages.len(), "languages of the root's list");
        measures.push(Measure { language, boost, lengths: [0; FIELDS].map(|_| cursor.small()) });
    }
    cursor.expect(measures.len() == root.articles as usize, "the lengths of every article");
    cursor.end().map(|()| measures)
}
