//! Reading an archive of which only some ranges are at hand.
//!
//! Nothing here fetches, and nothing that is asked for fails at once: what is missing or broken is noted, an empty thing
//! stands for it, and at the end of a stage [`Archive::settle`] tells. So a stage may ask for all that it needs first. Where
//! bytes are missing it ends with [`Halt::Needs`] and every range that it lacks; its caller fetches those,
//! [`Archive::insert`]s them, and asks again from the start. What was fetched stays, checked, unpacked and decoded, so the
//! second pass is cheap and the last one complete.

use super::bytes::{Cursor, Malformed};
use super::card::Card;
use super::dictionary::{self, Entry};
use super::directory::{self, PAGE, Place};
use super::facets::{self, Column, Facet};
use super::measures::{self, Measure};
use super::postings::{self, MOST_TIERS, Posting};
use super::root::{Root, SECTIONS, Section};
use super::seal::unseal;
use super::shelf::Shelf;
pub use super::store::{FIRST_READ, Store};
use super::{ArchiveError, CARDS_PER_BLOCK, Extent, HEADER, body, ids};
use crate::article::Article;
use crate::sort;
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
                for need in &more {
                    if !needs.contains(need) {
                        needs.push(*need);
                    }
                }
                Self::Needs(needs)
            }
            (failed @ Self::Failed(_), _) | (_, failed) => failed,
        }
    }
}

/// A block that is decoded. One type for all of them, so that the same code keeps them.
#[derive(Debug)]
enum Part {
    Entries(Vec<Entry>),
    Measures(Vec<Measure>),
    Cards(Vec<Rc<Card>>),
    Column(Column),
    /// Dates; or the hash of each id, and the article's number.
    Pairs(Vec<(u32, u32)>),
    /// An article, its card and its keys.
    Body(Box<body::Body>),
}

/// The decoded blocks of a section, once they were asked for: so many of a large section at a time.
type Parts = Vec<OnceCell<Box<[OnceCell<Box<Part>>; PAGE]>>>;

/// An opened archive.
#[derive(Debug)]
pub struct Archive {
    root: Root,
    /// Ranges as they came. Lent for no longer than a block takes to unpack: a pass may end in an exception.
    store: RefCell<Store>,
    /// Of each section whose blocks the root names what they hold.
    parts: [Parts; SECTIONS],
    /// Pages, and blocks of posting and position lists, checked and unpacked, by offset.
    blocks: RefCell<Shelf<Rc<Vec<u8>>>>,
    /// What was missing or broken since the last [`Archive::settle`].
    halt: RefCell<Option<Halt>>,
}

impl Archive {
    /// An archive whose root is read.
    pub fn new(store: Store, root: Root) -> Self {
        let mut parts: [Parts; SECTIONS] = Default::default();
        for (parts, directory) in parts.iter_mut().zip(&root.directories) {
            parts.resize_with(directory.blocks.div_ceil(PAGE), OnceCell::new);
        }
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

    /// Where the block with this number lies.
    fn block(&self, section: Section, number: usize) -> Option<Result<Extent, Halt>> {
        Some(match self.root.directory(section).place(number)? {
            Place::Known(block) => Ok(block),
            Place::Listed(page, blocks) => self.kept(Section::Directories, page).and_then(|(payload, at)| {
                let listed = directory::of_page(&payload, blocks, number);
                listed.map_err(|fault| Halt::malformed(Section::Directories, at, fault))
            }),
        })
    }

    /// What the block with this number in its section holds; decoded at most once.
    fn part(&self, section: Section, number: usize) -> Option<&Part> {
        let run = self.parts[section as usize].get(number / PAGE)?;
        let cell = &run.get_or_init(|| Box::new([const { OnceCell::new() }; PAGE]))[number % PAGE];
        if cell.get().is_none() {
            let part = self.noted(self.block(section, number)?.and_then(|block| {
                let payload = self.payload(section, block)?;
                let malformed = |fault| Halt::malformed(section, self.within(section, block), fault);
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
                let (postings, positions) = (root.section(Section::Postings), root.section(Section::Positions));
                Part::Entries(dictionary::decode(payload, postings.offset, positions.offset)?)
            }
            (Section::Measures, _) => Part::Measures(measures::decode(payload, root)?),
            (Section::Facets, 0) => Part::Pairs(facets::decode_dates(payload, root.dated)?),
            (Section::Facets, _) => Part::Column(Column::decode(payload, root.articles)?),
            (Section::Cards, _) => Part::Cards(cards(payload)?),
            (Section::Ids, _) => Part::Pairs(ids::decode(payload)),
            _ => Part::Body(Box::new(body::decode(payload)?)),
        })
    }

    /// The entries of a dictionary block.
    pub fn entries(&self, number: usize) -> &[Entry] {
        match self.part(Section::Dictionary, number) {
            Some(Part::Entries(entries)) => entries,
            _ => &[],
        }
    }

    /// A block that is kept as it was unpacked, and its offset in its section.
    fn kept(&self, section: Section, extent: Extent) -> Result<(Rc<Vec<u8>>, u64), Halt> {
        let at = self.within(section, extent);
        if let Some(block) = self.blocks.borrow().get(extent.offset) {
            return Ok((block.clone(), at));
        }
        let block = Rc::new(self.payload(section, extent)?);
        self.blocks.borrow_mut().insert(extent.offset, block.clone());
        Ok((block, at))
    }

    /// The postings of a tier.
    fn tier(&self, entry: &Entry, tier: usize) -> Result<Vec<Posting>, Halt> {
        let (list, all) = (&entry.postings[tier], entry.articles as usize);
        let (block, at) = self.kept(Section::Postings, list.block)?;
        let count = postings::before(tier + 1, all) - postings::before(tier, all);
        let decoded =
            list.of(&block).and_then(|list| postings::decode(list, count, self.root.articles, entry.forms.len() > 1));
        decoded.map_err(|fault| Halt::malformed(Section::Postings, at, fault))
    }

    /// The postings of an entry of the dictionary: those of its first tiers, up to so many; sorted by article.
    pub fn postings<'a>(&self, entry: &'a Entry, tiers: usize) -> &'a [Posting] {
        let Some(last) = entry.tiers().min(tiers).checked_sub(1) else { return &[] };
        let cell = &entry.decoded.postings[last];
        if cell.get().is_none() {
            let (mut postings, mut complete) = (Vec::new(), true);
            // Asks for all of them, though one may be missing.
            for tier in 0..=last {
                match self.noted(self.tier(entry, tier)) {
                    Some(tier) => tier.iter().for_each(|posting| postings.push(*posting)),
                    None => complete = false,
                }
            }
            if !complete {
                return &[];
            }
            if last > 0 {
                sort::all(&mut postings, |a, b| a.article < b.article);
            }
            cell.get_or_init(|| postings);
        }
        cell.get().map_or(&[], |postings| postings)
    }

    /// Where the words of an entry stand: article and place, sorted. Needs all its postings too.
    pub fn places<'a>(&self, entry: &'a Entry) -> &'a [(u32, u32)] {
        let (cell, postings) = (&entry.decoded.places, self.postings(entry, MOST_TIERS));
        if cell.get().is_none() {
            let decoded = self.kept(Section::Positions, entry.positions.block).and_then(|(block, at)| {
                let decoded = entry.positions.of(&block).and_then(|list| postings::decode_places(list, postings));
                decoded.map_err(|fault| Halt::malformed(Section::Positions, at, fault))
            });
            if let Some(decoded) = self.noted(decoded) {
                cell.get_or_init(|| decoded);
            }
        }
        cell.get().map_or(&[], |places| places)
    }

    /// What ranking must know of each article; none where all are alike.
    pub fn measures(&self) -> &[Measure] {
        let part = if self.root.is_mixed() { self.part(Section::Measures, 0) } else { None };
        match part {
            Some(Part::Measures(measures)) => measures,
            _ => &[],
        }
    }

    fn pairs(&self, section: Section, number: usize) -> &[(u32, u32)] {
        match self.part(section, number) {
            Some(Part::Pairs(pairs)) => pairs,
            _ => &[],
        }
    }

    /// The dates of the articles.
    pub fn dates(&self) -> &[(u32, u32)] {
        self.pairs(Section::Facets, 0)
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

    /// A whole article, its card, and the terms that tell most about it.
    pub fn body(&self, number: u32) -> Option<&body::Body> {
        match self.part(Section::Bodies, number as usize) {
            Some(Part::Body(body)) => Some(body),
            _ => None,
        }
    }

    /// Whole articles. A stage of its own.
    pub fn articles(&self, numbers: &[u32]) -> Result<Vec<&Article>, Halt> {
        let mut articles = Vec::new();
        for number in numbers {
            if let Some(body) = self.body(*number) {
                articles.push(&body.article);
            }
        }
        self.settle().map(|()| articles)
    }

    /// The article with this id, and its number. A stage of its own.
    pub fn by_id(&self, id: &str) -> Result<Option<(u32, &Article)>, Halt> {
        let (hash, buckets) = (ids::hash(id), self.root.directory(Section::Ids).blocks);
        let mut found = None;
        for (_, number) in
            self.pairs(Section::Ids, ids::bucket(hash, buckets)).iter().filter(|(known, _)| *known == hash)
        {
            if let Some(body) = self.body(*number).filter(|body| body.article.id == id) {
                found = Some((*number, &body.article));
            }
        }
        self.settle().map(|()| found)
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
