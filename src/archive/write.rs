//! Writing an archive: the sections in their order, then the root over them.

use super::dictionary::{self, Form};
use super::facets::{self, Column};
use super::packed::Packed;
pub use super::packed::Packer;
use super::pieces;
pub use super::pieces::Pieces;
use super::root::{Root, SECTIONS, Section};
use super::seal::{seal, stored};
use super::{CARDS_PER_BLOCK, Extent, HEADER, MAGIC, Measure, VERSION, body, bytes, id_hash, side};

/// What is kept of an article until all are known.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Its id.
    pub id: String,
    /// Day of its publication: year, month, day.
    pub day: Option<(u16, u8, u8)>,
    /// Its card as bytes.
    pub card: Vec<u8>,
    /// Its body, all but the keys.
    pub body: Packed,
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
    sections: [Vec<u8>; SECTIONS],
    /// The terms of the dictionary block that is not full yet, and its entries as bytes.
    terms: Vec<Term>,
    entries: Vec<u8>,
    /// The payloads of those that are.
    dictionary: Vec<Vec<u8>>,
}

impl Writer {
    /// An archive in these languages, sorted, in which the words of each group of `synonyms` stand for the same.
    pub fn new(languages: Vec<String>, synonyms: Vec<Vec<String>>) -> Self {
        Self { root: Root { languages, synonyms, ..Root::default() }, ..Self::default() }
    }

    /// Writes header, root and sections; the articles' bodies with their keys are left to whoever takes the pieces.
    pub fn finish(mut self, articles: Vec<Kept>, columns: &[Column], keys: &[Vec<&str>]) -> Pieces {
        if !self.terms.is_empty() {
            self.dictionary_block();
        }
        let dictionary = std::mem::take(&mut self.dictionary);
        self.root.dictionary = self.blocks(Section::Dictionary, dictionary);
        self.articles(&articles);
        self.facets(&articles, columns);
        let bodies = articles.into_iter().zip(keys).map(|(article, keys)| (article.body, body::encode_keys(keys)));
        let bodies: Vec<_> = bodies.collect();
        let extent = |(body, keys): &(Packed, Vec<u8>)| Extent { offset: 0, length: pieces::length(body, keys) };
        self.root.bodies = bodies.iter().map(extent).collect();
        Pieces::new(self.head(), bodies)
    }

    /// Writes what is known of the articles beside their bodies.
    fn articles(&mut self, articles: &[Kept]) {
        self.root.articles = articles.len() as u32;
        self.root.dated = articles.iter().filter(|article| article.day.is_some()).count() as u32;
        self.lengths(articles);
        self.cards(articles);
        self.ids(articles);
    }

    /// Adds a packed block to a section; gives its extent from the section's start.
    fn block(&mut self, section: Section, packed: &[u8]) -> Extent {
        let out = &mut self.sections[section as usize];
        let offset = out.len() as u64;
        Extent { offset, length: seal(section, out, packed) }
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
            bytes::put_varint(&mut payload, self.sections[section as usize].len() as u64);
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

    fn cards(&mut self, articles: &[Kept]) {
        let payload = |cards: &[Kept]| cards.iter().flat_map(|article| article.card.iter().copied()).collect();
        let payloads = articles.chunks(CARDS_PER_BLOCK as usize).map(payload).collect();
        self.root.cards = self.blocks(Section::Cards, payloads);
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

    /// Header, root and the sections before the bodies.
    fn head(self) -> Vec<Vec<u8>> {
        let mut root = self.root;
        for (extent, section) in root.sections.iter_mut().zip(&self.sections) {
            extent.length = section.len() as u64;
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
        std::iter::once(out).chain(self.sections).collect()
    }
}
