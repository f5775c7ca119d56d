//! Writing an archive: the sections in their order, then the root over them.

use super::checksum::checksum;
use super::dictionary::{self, Form};
use super::facets::{self, Column};
use super::packed::Packed;
pub use super::packed::Packer;
use super::root::{Root, SECTIONS, Section};
use super::seal::{FRAME, Packing, pack, seal};
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

/// The archive so far: the sections, and the root that tells their lengths. Each method but the last is called once;
/// what they are given is counted and sorted: see [`super`] for the orders. The same parts give the same bytes.
#[derive(Default)]
pub struct Writer {
    root: Root,
    sections: [Vec<u8>; SECTIONS],
}

impl Writer {
    /// An archive in these languages, sorted, in which the words of each group of `synonyms` stand for the same.
    pub fn new(languages: Vec<String>, synonyms: Vec<Vec<String>>) -> Self {
        Self { root: Root { languages, synonyms, ..Root::default() }, ..Self::default() }
    }

    /// Writes header, root, sections and, straight to their place, the articles' bodies with their keys. Lets go of
    /// each part as soon as it is written, as all of them twice would be the most that a build needs of memory.
    pub fn finish(mut self, articles: Vec<Kept>, columns: &[Column], keys: &[Vec<&str>]) -> Vec<u8> {
        self.articles(&articles);
        self.facets(&articles, columns);
        let keys: Vec<_> = keys.iter().map(|keys| body::encode_keys(keys)).collect();
        for (article, keys) in articles.iter().zip(&keys) {
            self.root.bodies.push(Extent { offset: 0, length: article.body.length(keys.len()) as u64 + FRAME });
        }
        let mut out = self.head();
        let start = out.len();
        for (article, keys) in articles.into_iter().zip(keys) {
            let (at, closed) = (out.len() - start, article.body.closed(&keys));
            out.extend_from_slice(&closed);
            out.extend_from_slice(&checksum(Section::Bodies as u8, at as u64, &closed).to_le_bytes());
        }
        out
    }

    /// Writes what is known of the articles beside their bodies.
    fn articles(&mut self, articles: &[Kept]) {
        self.root.articles = articles.len() as u32;
        self.root.dated = articles.iter().filter(|article| article.day.is_some()).count() as u32;
        self.lengths(articles);
        self.cards(articles);
        self.ids(articles);
    }

    /// Adds a block to a section; gives its extent from the section's start.
    fn block(&mut self, section: Section, payload: &[u8], packing: Packing) -> Extent {
        self.packed(section, &pack(payload, packing))
    }

    /// Adds a block that is packed already.
    fn packed(&mut self, section: Section, packed: &[u8]) -> Extent {
        let out = &mut self.sections[section as usize];
        let offset = out.len() as u64;
        Extent { offset, length: seal(section, out, packed) }
    }

    /// Adds blocks that deflate has to work on, side by side.
    fn blocks(&mut self, section: Section, payloads: Vec<Vec<u8>>) -> Vec<Extent> {
        let packed = side::map(payloads, |payload| pack(&payload, Packing::Deflate));
        packed.iter().map(|packed| self.packed(section, packed)).collect()
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
        self.block(Section::Lengths, &payload, Packing::Deflate);
    }

    /// Writes dictionary, postings and positions of these terms, sorted by their bytes, a dictionary block's worth at a
    /// time.
    pub fn terms(&mut self, terms: impl Iterator<Item = Term>) {
        let (mut entries, mut group, mut payloads): (Vec<u8>, Vec<Term>, Vec<Vec<u8>>) = Default::default();
        for term in terms {
            let before = group.last().map_or("", |term| term.term.as_str());
            let lists = [term.postings.len() as u64, term.positions.len() as u64];
            dictionary::encode(&mut entries, before, &term.term, term.articles, &term.forms, lists);
            group.push(term);
            if entries.len() >= dictionary::BLOCK {
                payloads.push(self.dictionary_block(&group, &entries));
                entries.clear();
                group.clear();
            }
        }
        if !group.is_empty() {
            payloads.push(self.dictionary_block(&group, &entries));
        }
        self.root.dictionary = self.blocks(Section::Dictionary, payloads);
    }

    /// Writes the lists of a dictionary block's terms; gives its payload.
    fn dictionary_block(&mut self, terms: &[Term], entries: &[u8]) -> Vec<u8> {
        let mut payload = Vec::with_capacity(entries.len() + 10);
        for section in [Section::Postings, Section::Positions] {
            bytes::put_varint(&mut payload, self.sections[section as usize].len() as u64);
        }
        payload.extend_from_slice(entries);
        self.root.first_terms.extend(terms.first().map(|term| term.term.clone()));
        self.lists(Section::Postings, terms, |term| &term.postings);
        self.lists(Section::Positions, terms, |term| &term.positions);
        payload
    }

    /// Writes the lists of a dictionary block's terms, blocked by the rule of [`dictionary::layout`].
    fn lists(&mut self, section: Section, terms: &[Term], list: impl Fn(&Term) -> &[u8]) {
        let lengths: Vec<_> = terms.iter().map(|term| list(term).len() as u64).collect();
        let places = dictionary::layout(0, &lengths);
        let mut rest = terms;
        for group in places.chunk_by(|a, b| a.block == b.block) {
            let (together, after) = rest.split_at(group.len());
            let payload = together.iter().map(&list).collect::<Vec<_>>().concat();
            self.block(section, &payload, Packing::Stored);
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
        for payload in payloads {
            let extent = self.block(Section::Facets, &payload, Packing::Deflate);
            self.root.facets.push(extent);
        }
    }

    fn ids(&mut self, articles: &[Kept]) {
        let mut pairs: Vec<_> =
            (0u32..).zip(articles).map(|(number, article)| (id_hash(&article.id), number)).collect();
        pairs.sort_unstable();
        let payload: Vec<u8> = pairs
            .iter()
            .flat_map(|(hash, number)| hash.to_le_bytes().into_iter().chain(number.to_le_bytes()))
            .collect();
        self.block(Section::Ids, &payload, Packing::Stored);
    }

    /// Header, root and the sections before the bodies, with room for these.
    fn head(self) -> Vec<u8> {
        let mut root = self.root;
        for (extent, section) in root.sections.iter_mut().zip(&self.sections) {
            extent.length = section.len() as u64;
        }
        let bodies = root.bodies.iter().map(|body| body.length).sum();
        root.sections[Section::Bodies as usize].length = bodies;
        let mut sealed = Vec::new();
        seal(Section::Root, &mut sealed, &pack(&root.encode(), Packing::Stored));
        let sections: usize = self.sections.iter().map(Vec::len).sum();
        let mut out = Vec::with_capacity(HEADER + sealed.len() + sections + bodies as usize);
        out.extend_from_slice(MAGIC);
        out.extend_from_slice(&VERSION.to_le_bytes());
        out.extend_from_slice(&[0, 0]);
        out.extend_from_slice(&(sealed.len() as u32).to_le_bytes());
        out.extend_from_slice(&sealed);
        self.sections.into_iter().for_each(|section| out.extend_from_slice(&section));
        out
    }
}
