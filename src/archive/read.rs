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
use super::postings::{self, Places, Posting};
use super::root::{Root, SECTIONS, Section};
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
    /// The archive cannot be read. Boxed, as every `?` on the way copies it.
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

    /// The bytes of `extent` of `section`. Where they must be fetched it asks for `asked`; an error where the file ends
    /// before.
    fn require(&self, section: Section, extent: Extent, asked: Extent) -> Result<&[u8], Halt> {
        match (self.get(extent), self.end) {
            (Some(bytes), _) => Ok(bytes),
            (None, Some(found)) if found < extent.end() => {
                Err(ArchiveError::Truncated { section, expected: extent.end(), found }.into())
            }
            _ => Err(Halt::Needs(vec![asked])),
        }
    }

    /// Tells a short file that is no archive (an error message, say) from one that is cut.
    fn check_beginning(&self) -> Result<(), Halt> {
        let end = self.end.filter(|end| *end < HEADER as u64).unwrap_or_default();
        let beginning = self.get(Extent { offset: 0, length: end }).unwrap_or_default();
        let mut found = [0; 8];
        found.iter_mut().zip(beginning).for_each(|(byte, given)| *byte = *given);
        let fits = MAGIC.iter().zip(beginning).all(|(byte, given)| byte == given);
        if fits { Ok(()) } else { Err(ArchiveError::BadMagic { found }.into()) }
    }

    /// Reads header and root.
    pub fn root(&self) -> Result<Root, Halt> {
        let first = Extent { offset: 0, length: FIRST_READ };
        let header = Extent { length: HEADER as u64, ..first };
        self.check_beginning()?;
        let length = header_of(self.require(Section::Root, header, first)?)?;
        let extent = Extent { offset: HEADER as u64, length };
        let payload = unseal(Section::Root, 0, self.require(Section::Root, extent, extent)?)?;
        let root = Root::decode(&payload, extent.end()).map_err(|fault| malformed(Section::Root, 0, fault))?;
        match self.end {
            Some(found) if found < root.end() => {
                Err(ArchiveError::Truncated { section: Section::Bodies, expected: root.end(), found }.into())
            }
            _ => Ok(root),
        }
    }
}

/// Checks the header; gives the length of the root's block.
fn header_of(header: &[u8]) -> Result<u64, Halt> {
    let mut cursor = Cursor::new(header);
    let found: [u8; 8] = cursor.take(8).try_into().unwrap_or_default();
    if found != *MAGIC {
        return Err(ArchiveError::BadMagic { found }.into());
    }
    let (version, flags) = (cursor.u16(), cursor.u16());
    if (version, flags) != (VERSION, 0) {
        return Err(ArchiveError::BadVersion { version, flags }.into());
    }
    Ok(u64::from(cursor.u32()))
}

/// Says where the grammar was broken.
fn malformed(section: Section, offset: u64, Malformed(expected): Malformed) -> Halt {
    ArchiveError::Malformed { section, offset, expected }.into()
}

/// The extents with these numbers, as far as they exist.
fn chosen(extents: &[Extent], numbers: impl Iterator<Item = usize>) -> Vec<Extent> {
    let mut chosen = Vec::new();
    for number in numbers {
        chosen.extend(extents.get(number));
    }
    chosen
}

/// Most bytes of decoded lists of one kind that are kept: then they are decoded anew.
const KEPT: usize = 4 << 20;

/// Keeps a decoded list, unless what is kept grows too large: then all of it goes first.
fn keep<T>(shelf: &mut Shelf<Rc<Vec<T>>>, key: u64, list: &Rc<Vec<T>>) {
    let kept: usize = shelf.up_to(u64::MAX).map(|(_, list)| list.len()).sum();
    if (kept + list.len()) * size_of::<T>() > KEPT {
        *shelf = Shelf::default();
    }
    shelf.insert(key, list.clone());
}

/// The entries of a dictionary block.
pub type Entries = Rc<Vec<Rc<Entry>>>;

/// What ranking must know of each article.
pub type Measures = Vec<Measure>;

/// A block that is decoded. One type for all of them, so that they are kept, and copied on their way, by the same code:
/// a shelf for each kind costs the widget 0.2 kB of what ships.
#[derive(Clone, Debug)]
enum Part {
    Entries(Entries),
    Measures(Rc<Measures>),
    Dates(Rc<Dates>),
    Column(Rc<Column>),
    Article(Rc<Article>),
}

/// An opened archive.
#[derive(Debug)]
pub struct Archive {
    root: Root,
    store: Store,
    /// Blocks that are checked and unpacked, by offset: each is checked once, not once a keystroke.
    blocks: RefCell<Shelf<Rc<Vec<u8>>>>,
    /// Blocks that are decoded, by section and number; for the same reason.
    parts: RefCell<Shelf<Part>>,
    /// Posting and position lists that are decoded, by where they lie: words that are typed on with are not decoded anew.
    postings: RefCell<Shelf<Rc<Vec<Posting>>>>,
    places: RefCell<Shelf<Rc<Places>>>,
}

impl Archive {
    /// An archive whose root is read.
    pub fn new(store: Store, root: Root) -> Self {
        let (blocks, parts) = Default::default();
        Self { root, store, blocks, parts, postings: RefCell::default(), places: RefCell::default() }
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
        let mut blocks = Ok(Vec::with_capacity(extents.len()));
        for extent in extents {
            blocks = both(blocks, self.payload(section, *extent)).map(|(mut blocks, block)| {
                blocks.push(block);
                blocks
            });
        }
        blocks
    }

    fn payload(&self, section: Section, extent: Extent) -> Result<Rc<Vec<u8>>, Halt> {
        if let Some(block) = self.blocks.borrow().get(extent.offset) {
            return Ok(block.clone());
        }
        let bytes = self.store.require(section, extent, extent)?;
        let block = Rc::new(unseal(section, self.within(section, extent), bytes)?);
        self.blocks.borrow_mut().insert(extent.offset, block.clone());
        Ok(block)
    }

    /// A block's offset from the start of its section.
    fn within(&self, section: Section, block: Extent) -> u64 {
        block.offset.saturating_sub(self.root.section(section).offset)
    }

    /// The parts that a section's blocks with these numbers hold, as far as they exist.
    fn parts(&self, section: Section, numbers: &mut dyn Iterator<Item = usize>) -> Result<Vec<Part>, Halt> {
        let whole = [self.root.section(section)];
        let extents = match section {
            Section::Dictionary => &self.root.dictionary,
            Section::Facets => &self.root.facets,
            Section::Bodies => &self.root.bodies,
            _ => &whole[..],
        };
        let mut chosen = Vec::new();
        numbers.for_each(|number| chosen.extend(extents.get(number).map(|extent| (number, *extent))));
        let mut needed = Vec::new();
        chosen.iter().for_each(|(_, extent)| needed.push(*extent));
        let mut parts = Vec::new();
        for ((number, extent), payload) in chosen.into_iter().zip(self.blocks(section, &needed)?) {
            let at = self.within(section, extent);
            parts.push(self.part(section, number, &payload).map_err(|fault| malformed(section, at, fault))?);
        }
        Ok(parts)
    }

    /// What a block holds; decoded at most once.
    fn part(&self, section: Section, number: usize, payload: &[u8]) -> Result<Part, Malformed> {
        let key = (number * SECTIONS + section as usize) as u64;
        if let Some(part) = self.parts.borrow().get(key) {
            return Ok(part.clone());
        }
        let part = self.decode(section, number, payload)?;
        self.parts.borrow_mut().insert(key, part.clone());
        Ok(part)
    }

    fn decode(&self, section: Section, number: usize, payload: &[u8]) -> Result<Part, Malformed> {
        let root = &self.root;
        Ok(match (section, number) {
            (Section::Dictionary, _) => {
                let [postings, positions] = [Section::Postings, Section::Positions].map(|of| root.section(of).offset);
                Part::Entries(Rc::new(dictionary::decode(payload, postings, positions)?))
            }
            (Section::Lengths, _) => Part::Measures(Rc::new(measures(payload, root)?)),
            (Section::Facets, 0) => Part::Dates(Rc::new(facets::decode_dates(payload, root.dated)?)),
            (Section::Facets, _) => Part::Column(Rc::new(Column::decode(payload, root.articles)?)),
            _ => Part::Article(Rc::new(body::decode(payload)?)),
        })
    }

    /// What one block holds.
    fn one(&self, section: Section, number: usize) -> Result<Option<Part>, Halt> {
        Ok(self.parts(section, &mut core::iter::once(number))?.pop())
    }

    /// The entries of the dictionary blocks with these numbers.
    pub fn entries(&self, numbers: &[usize]) -> Result<Vec<Entries>, Halt> {
        let mut found = Vec::new();
        for part in self.parts(Section::Dictionary, &mut numbers.iter().copied())? {
            if let Part::Entries(entries) = part {
                found.push(entries);
            }
        }
        Ok(found)
    }

    /// The blocks that hold posting or position lists.
    pub fn lists(&self, section: Section, lists: &[List]) -> Result<Vec<Rc<Vec<u8>>>, Halt> {
        let mut extents = Vec::with_capacity(lists.len());
        lists.iter().for_each(|list| extents.push(list.block));
        self.blocks(section, &extents)
    }

    /// The postings of an entry.
    pub fn postings(&self, entry: &Entry) -> Result<Rc<Vec<Posting>>, Halt> {
        let list = &entry.postings;
        if let Some(postings) = self.postings.borrow().get(list.key()) {
            return Ok(postings.clone());
        }
        let block = &self.lists(Section::Postings, &[*list])?[0];
        let broken = |malformed| self.broken(Section::Postings, list, malformed);
        let bytes = list.of(block).map_err(broken)?;
        let postings = postings::decode(bytes, self.root.articles, entry.forms.len() > 1).map_err(broken)?;
        let postings = Rc::new(postings);
        keep(&mut self.postings.borrow_mut(), list.key(), &postings);
        Ok(postings)
    }

    /// Where the words of an entry stand.
    pub fn places(&self, entry: &Entry) -> Result<Rc<Places>, Halt> {
        let list = &entry.positions;
        if let Some(places) = self.places.borrow().get(list.key()) {
            return Ok(places.clone());
        }
        let block = &self.lists(Section::Positions, &[*list])?[0];
        let broken = |malformed| self.broken(Section::Positions, list, malformed);
        let bytes = list.of(block).map_err(broken)?;
        let places = Rc::new(postings::decode_places(bytes, &self.postings(entry)?).map_err(broken)?);
        keep(&mut self.places.borrow_mut(), list.key(), &places);
        Ok(places)
    }

    /// Says that a list of `section` breaks the grammar.
    fn broken(&self, section: Section, list: &List, fault: Malformed) -> Halt {
        malformed(section, self.within(section, list.block), fault)
    }

    /// What ranking must know of each article.
    pub fn measures(&self) -> Result<Rc<Measures>, Halt> {
        match self.one(Section::Lengths, 0)? {
            Some(Part::Measures(measures)) => Ok(measures),
            _ => Ok(Rc::default()),
        }
    }

    /// The dates of the articles.
    pub fn dates(&self) -> Result<Rc<Dates>, Halt> {
        match self.one(Section::Facets, 0)? {
            Some(Part::Dates(dates)) => Ok(dates),
            _ => Ok(Rc::default()),
        }
    }

    /// The values of a facet.
    pub fn column(&self, facet: Facet) -> Result<Rc<Column>, Halt> {
        match self.one(Section::Facets, 1 + facet as usize)? {
            Some(Part::Column(column)) => Ok(column),
            _ => Ok(Rc::default()),
        }
    }

    /// The cards of these articles.
    pub fn cards(&self, articles: &[u32]) -> Result<Vec<Card>, Halt> {
        let extents = chosen(&self.root.cards, articles.iter().map(|article| (article / CARDS_PER_BLOCK) as usize));
        let blocks = self.blocks(Section::Cards, &extents)?;
        let mut cards = Vec::with_capacity(articles.len());
        for ((article, extent), block) in articles.iter().zip(&extents).zip(blocks) {
            let mut cursor = Cursor::new(&block);
            let mut card = Card::default();
            for _ in 0..=article % CARDS_PER_BLOCK {
                card = Card::decode(&mut cursor);
            }
            let at = self.within(Section::Cards, *extent);
            cursor.check().map_err(|fault| malformed(Section::Cards, at, fault))?;
            cards.push(card);
        }
        Ok(cards)
    }

    /// The whole articles with these numbers.
    pub fn articles(&self, articles: &[u32]) -> Result<Vec<Rc<Article>>, Halt> {
        let mut found = Vec::new();
        for part in self.parts(Section::Bodies, &mut articles.iter().map(|article| *article as usize))? {
            if let Part::Article(article) = part {
                found.push(article);
            }
        }
        Ok(found)
    }

    /// The terms that tell most about an article.
    pub fn keys(&self, article: u32) -> Result<Vec<String>, Halt> {
        let extents = chosen(&self.root.bodies, core::iter::once(article as usize));
        let blocks = self.blocks(Section::Bodies, &extents)?;
        let block = blocks.first().map_or(&[][..], |block| block);
        let at = extents.first().map_or(0, |extent| self.within(Section::Bodies, *extent));
        body::keys(block).map_err(|fault| malformed(Section::Bodies, at, fault))
    }

    /// The article with this id, and its number.
    pub fn by_id(&self, id: &str) -> Result<Option<(u32, Rc<Article>)>, Halt> {
        let hash = id_hash(id).to_le_bytes();
        let mut numbers = Vec::new();
        let blocks = self.blocks(Section::Ids, &[self.root.section(Section::Ids)])?;
        for [a, b, c, d, number @ ..] in blocks.iter().flat_map(|block| block.as_chunks::<8>().0) {
            if [*a, *b, *c, *d] == hash {
                numbers.push(u32::from_le_bytes(*number));
            }
        }
        let articles = self.articles(&numbers)?;
        Ok(numbers.into_iter().zip(articles).find(|(_, article)| article.id == id))
    }
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
