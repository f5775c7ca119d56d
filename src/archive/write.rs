//! Writing an archive: the sections in their order, then the root over them.

use super::dictionary::{self, Form};
use super::facets::{self, Column};
pub use super::packed::{Packed, Packer, Stowed};
use super::pieces::Bodies;
pub use super::pieces::Pieces;
use super::pile::{Pile, Room};
use super::root::{Root, SECTIONS, Section};
use super::seal::{seal, seal_at, stored};
use super::{CARDS_PER_BLOCK, Extent, HEADER, MAGIC, Measure, VERSION, body, bytes, id_hash, side};
use std::io;

/// Blocks of cards that are packed together.
const BLOCKS: usize = 512;

/// What is kept of an article until all are known.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    /// Its id.
    pub id: String,
    /// Day of its publication: year, month, day.
    pub day: Option<(u16, u8, u8)>,
    /// Where its card lies in the pile of what is kept.
    pub card: Extent,
    /// Its body there, all but the keys.
    pub body: Stowed,
    /// Its language, by its place in the root's list, and the tokens of each field.
    pub measure: Measure,
}

/// A term with its encoded lists.
#[derive(Debug, Default)]
pub struct Term {
    /// The folded and stemmed word.
    pub term: String,
    /// Number of articles that hold it.
    pub articles: u32,
    /// Its forms, in the order of their bits.
    pub forms: Vec<Form>,
    /// Its posting list.
    pub postings: Vec<u8>,
    /// Its position list.
    pub positions: Vec<u8>,
}

/// The archive so far: the sections, and the root that tells their lengths. What it is given is counted and sorted: see
/// [`super`] for the orders. The same parts give the same bytes.
#[derive(Default)]
pub struct Writer {
    root: Root,
    room: Room,
    sections: [Pile; SECTIONS],
    /// The terms of the dictionary block that is not full yet, and its entries as bytes.
    terms: Vec<Term>,
    entries: Vec<u8>,
    /// The payloads of those that are.
    dictionary: Vec<Vec<u8>>,
}

impl Writer {
    /// An archive in these languages, sorted, in which the words of each group of `synonyms` stand for the same. Its
    /// sections wait in `room`.
    pub fn new(languages: Vec<String>, synonyms: Vec<Vec<String>>, room: &Room) -> Self {
        let root = Root { languages, synonyms, ..Root::default() };
        Self { root, room: room.clone(), sections: std::array::from_fn(|_| Pile::new(room)), ..Self::default() }
    }

    /// Writes header, root and sections; the articles' bodies with their keys are left to whoever takes the pieces. What
    /// was kept of the articles lies in `pile`.
    pub fn finish<'a, K: AsRef<[&'a str]>>(
        mut self,
        articles: Vec<Kept>,
        mut pile: Pile,
        columns: &[Column],
        keys: impl Iterator<Item = K>,
    ) -> io::Result<Pieces> {
        if !self.terms.is_empty() {
            self.dictionary_block();
        }
        let dictionary = std::mem::take(&mut self.dictionary);
        self.root.dictionary = self.blocks(Section::Dictionary, dictionary);
        self.articles(&articles, &mut pile)?;
        self.facets(&articles, columns);
        let mut bodies = Bodies::new(pile, Pile::new(&self.room));
        articles
            .iter()
            .zip(keys)
            .for_each(|(article, keys)| bodies.push(article.body, &body::encode_keys(keys.as_ref())));
        self.root.bodies = bodies.lengths().map(|length| Extent { offset: 0, length }).collect();
        let (head, sections) = self.head();
        Ok(Pieces::new(head, sections, bodies))
    }

    /// Writes what is known of the articles beside their bodies.
    fn articles(&mut self, articles: &[Kept], pile: &mut Pile) -> io::Result<()> {
        self.root.articles = articles.len() as u32;
        self.root.dated = articles.iter().filter(|article| article.day.is_some()).count() as u32;
        self.lengths(articles);
        self.cards(articles, pile)?;
        self.ids(articles);
        Ok(())
    }

    /// Adds a packed block to a section; gives its extent from the section's start.
    fn block(&mut self, section: Section, packed: &[u8]) -> Extent {
        let (pile, mut sealed) = (&mut self.sections[section as usize], Vec::with_capacity(packed.len() + 4));
        seal_at(section, pile.len(), &mut sealed, packed);
        pile.push(&sealed)
    }

    /// Adds blocks that deflate has to work on, side by side.
    fn blocks(&mut self, section: Section, payloads: Vec<Vec<u8>>) -> Vec<Extent> {
        let packed = side::map_with(payloads, Packer::default, |packer, payload| packer.whole(&payload));
        packed.iter().map(|packed| self.block(section, packed)).collect()
    }

    fn lengths(&mut self, articles: &[Kept]) {
        let mut payload = Vec::new();
        for measure in articles.iter().map(|article| &article.measure) {
            bytes::put_varint(&mut payload, u64::from(measure.language));
            bytes::put_varint(&mut payload, u64::from(measure.boost));
            for (total, length) in self.root.totals.iter_mut().zip(&measure.lengths) {
                *total += u64::from(*length);
                bytes::put_varint(&mut payload, u64::from(*length));
            }
        }
        self.block(Section::Lengths, &Packer::default().whole(&payload));
    }

    /// Writes the next term, its postings and positions; terms come sorted by their bytes.
    pub fn term(&mut self, term: Term) {
        let before = self.terms.last().map_or("", |term| term.term.as_str());
        let lists = [term.postings.len() as u64, term.positions.len() as u64];
        dictionary::encode(&mut self.entries, before, &term.term, term.articles, &term.forms, lists);
        self.terms.push(term);
        if self.entries.len() >= dictionary::BLOCK {
            self.dictionary_block();
        }
    }

    /// Writes the lists of a dictionary block's terms, and keeps its payload.
    fn dictionary_block(&mut self) {
        let (terms, entries) = (std::mem::take(&mut self.terms), std::mem::take(&mut self.entries));
        let mut payload = Vec::with_capacity(entries.len() + 10);
        for section in [Section::Postings, Section::Positions] {
            bytes::put_varint(&mut payload, self.sections[section as usize].len());
        }
        payload.extend_from_slice(&entries);
        self.root.first_terms.extend(terms.first().map(|term| term.term.clone()));
        self.lists(Section::Postings, &terms, |term| &term.postings);
        self.lists(Section::Positions, &terms, |term| &term.positions);
        self.dictionary.push(payload);
    }

    /// Writes the lists of a dictionary block's terms, blocked by the rule of [`dictionary::layout`].
    fn lists(&mut self, section: Section, terms: &[Term], list: impl Fn(&Term) -> &[u8]) {
        let lengths: Vec<_> = terms.iter().map(|term| list(term).len() as u64).collect();
        let places = dictionary::layout(0, &lengths);
        let mut rest = terms;
        for group in places.chunk_by(|a, b| a.block == b.block) {
            let (together, after) = rest.split_at(group.len());
            let payload = together.iter().map(&list).collect::<Vec<_>>().concat();
            self.block(section, &stored(&payload));
            rest = after;
        }
    }

    /// Writes the cards, so many blocks at a time.
    fn cards(&mut self, articles: &[Kept], pile: &mut Pile) -> io::Result<()> {
        for articles in articles.chunks(BLOCKS * CARDS_PER_BLOCK as usize) {
            let card = |article: &Kept| pile.read(article.card);
            let cards: Vec<_> = articles.iter().map(card).collect::<io::Result<_>>()?;
            let payloads = cards.chunks(CARDS_PER_BLOCK as usize).map(<[Vec<u8>]>::concat).collect();
            let blocks = self.blocks(Section::Cards, payloads);
            self.root.cards.extend(blocks);
        }
        Ok(())
    }

    /// Writes the dates of all articles that have one, then a column for each facet.
    fn facets(&mut self, articles: &[Kept], columns: &[Column]) {
        let days: Vec<_> = articles.iter().map_while(|article| article.day).collect();
        let mut payload = Vec::new();
        for run in days.chunk_by(|a, b| a == b) {
            facets::encode_run(&mut payload, run[0], run.len() as u32);
        }
        let mut payloads = vec![payload];
        for column in columns {
            let mut payload = Vec::new();
            column.encode(&mut payload);
            payloads.push(payload);
        }
        self.root.facets = self.blocks(Section::Facets, payloads);
    }

    fn ids(&mut self, articles: &[Kept]) {
        let mut pairs: Vec<_> =
            (0u32..).zip(articles).map(|(number, article)| (id_hash(&article.id), number)).collect();
        pairs.sort_unstable();
        let payload: Vec<u8> = pairs
            .iter()
            .flat_map(|(hash, number)| hash.to_le_bytes().into_iter().chain(number.to_le_bytes()))
            .collect();
        self.block(Section::Ids, &stored(&payload));
    }

    /// Header and root, and the sections before the bodies.
    fn head(self) -> (Vec<u8>, [Pile; SECTIONS]) {
        let mut root = self.root;
        for (extent, section) in root.sections.iter_mut().zip(&self.sections) {
            extent.length = section.len();
        }
        root.sections[Section::Bodies as usize].length = root.bodies.iter().map(|body| body.length).sum();
        let mut sealed = Vec::new();
        seal(Section::Root, &mut sealed, &stored(&root.encode()));
        let mut out = Vec::with_capacity(HEADER + sealed.len());
        out.extend_from_slice(MAGIC);
        out.extend_from_slice(&VERSION.to_le_bytes());
        out.extend_from_slice(&[0, 0]);
        out.extend_from_slice(&(sealed.len() as u32).to_le_bytes());
        out.extend_from_slice(&sealed);
        (out, self.sections)
    }
}
