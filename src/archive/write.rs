//! Writing an archive: the sections in their order, then the root over them.

use super::dictionary::{self, Form};
use super::directory::Directory;
use super::facets::{self, Column};
use super::measures::{self, Measure, PLAIN};
use super::packed::Packed;
pub use super::packed::Packer;
use super::pieces;
pub use super::pieces::Pieces;
use super::postings::{self, Posting};
use super::root::{Root, SECTIONS, Section};
use super::seal::seal;
use super::{CARDS_PER_BLOCK, HEADER, MAGIC, VERSION, body, ids, side};

/// What is kept of an article until all are known.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Its id.
    pub id: String,
    /// Day of its publication: year, month, day.
    pub day: Option<(u16, u8, u8)>,
    /// Its card as bytes.
    pub card: Vec<u8>,
    /// Its card and its body, all but the keys.
    pub body: Packed,
    /// Its language, by its place in the root's list, and its boost.
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
    /// Its posting list, tier by tier, and its position list.
    pub lists: Vec<Vec<u8>>,
}

impl Term {
    /// A term that these articles hold, sorted, in its forms, at these positions: see [`super::postings`].
    pub fn new(term: &str, forms: Vec<Form>, postings: Vec<Posting>, positions: Vec<u8>) -> Self {
        let (articles, several_forms) = (postings.len() as u32, forms.len() > 1);
        let tiers = postings::deal(postings);
        let mut lists: Vec<_> = tiers.iter().map(|tier| postings::encode(tier, several_forms)).collect();
        lists.push(positions);
        Self { term: term.into(), articles, forms, lists }
    }
}

/// The archive so far: the sections, and the root that tells their lengths. What it is given is counted and sorted: see
/// [`super`] for the orders. The same parts give the same bytes.
#[derive(Default)]
pub struct Writer {
    root: Root,
    sections: [Vec<u8>; SECTIONS],
    /// The lengths of each section's blocks.
    blocks: [Vec<u64>; SECTIONS],
    /// The terms of the dictionary block that is not full yet, and its entries as bytes.
    terms: Vec<Term>,
    entries: Vec<u8>,
    /// The payloads of those that are.
    dictionary: Vec<Vec<u8>>,
    packer: Packer,
}

impl Writer {
    /// An archive in these languages, sorted, in which the words of each group of `synonyms` stand for the same.
    pub fn new(languages: Vec<String>, synonyms: Vec<Vec<String>>) -> Self {
        let languages = languages.into_iter().map(|tag| (tag, 0)).collect();
        Self { root: Root { languages, synonyms, ..Root::default() }, ..Self::default() }
    }

    /// Writes header, root and sections; the articles' bodies with their keys are left to whoever takes the pieces.
    pub fn finish(mut self, articles: Vec<Kept>, columns: &[Column], keys: &[Vec<&str>]) -> Pieces {
        if !self.terms.is_empty() {
            self.dictionary_block();
        }
        let dictionary = std::mem::take(&mut self.dictionary);
        self.blocks(Section::Dictionary, dictionary);
        self.articles(&articles);
        self.facets(&articles, columns);
        let bodies = articles.into_iter().zip(keys).map(|(article, keys)| (article.body, body::encode_keys(keys)));
        let bodies: Vec<_> = bodies.collect();
        self.blocks[Section::Bodies as usize] = bodies.iter().map(|(body, keys)| pieces::length(body, keys)).collect();
        Pieces::new(self.head(), bodies)
    }

    /// Writes what is known of the articles beside their bodies.
    fn articles(&mut self, articles: &[Kept]) {
        self.root.articles = articles.len() as u32;
        self.root.dated = articles.iter().filter(|article| article.day.is_some()).count() as u32;
        self.root.boosted = articles.iter().filter(|article| article.measure.boost != PLAIN).count() as u32;
        let measures: Vec<_> = articles.iter().map(|article| article.measure).collect();
        for measure in &measures {
            if let Some((_, articles)) = self.root.languages.get_mut(measure.language as usize) {
                *articles += 1;
            }
        }
        self.blocks(Section::Measures, vec![measures::encode(&measures)]);
        self.blocks(Section::Ids, ids::encode(articles.iter().map(|article| article.id.as_str())));
        let cards = articles.chunks(CARDS_PER_BLOCK as usize);
        let cards = cards.map(|cards| cards.iter().flat_map(|article| article.card.iter().copied()).collect());
        let cards = cards.collect();
        self.blocks(Section::Cards, cards);
    }

    /// Adds a packed block to a section; gives its length.
    fn block(&mut self, section: Section, packed: &[u8]) -> u64 {
        let length = seal(section, &mut self.sections[section as usize], packed);
        self.blocks[section as usize].push(length);
        length
    }

    /// Adds blocks that deflate has to work on, side by side.
    fn blocks(&mut self, section: Section, payloads: Vec<Vec<u8>>) {
        let packed = side::map_with(payloads, Packer::default, |packer, payload| packer.whole(&payload));
        packed.iter().for_each(|packed| _ = self.block(section, packed));
    }

    /// Writes the next term and its lists; terms come sorted by their bytes.
    pub fn term(&mut self, term: Term) {
        let before = self.terms.last().map_or("", |term| term.term.as_str());
        let lengths: Vec<_> = term.lists.iter().map(|list| list.len() as u64).collect();
        dictionary::encode(&mut self.entries, before, &term.term, term.articles, &term.forms, &lengths);
        self.terms.push(term);
        if self.entries.len() >= dictionary::BLOCK {
            self.dictionary_block();
        }
    }

    /// Writes the lists of a dictionary block's terms, and keeps its payload.
    fn dictionary_block(&mut self) {
        let (terms, entries) = (std::mem::take(&mut self.terms), std::mem::take(&mut self.entries));
        self.root.first_terms.extend(terms.first().map(|term| term.term.clone()));
        let starts = [Section::Postings, Section::Positions].map(|of| self.sections[of as usize].len() as u64);
        let split = |term: &'_ Term| term.lists.len().saturating_sub(1);
        let postings: Vec<_> = terms.iter().flat_map(|term| &term.lists[..split(term)]).collect();
        let positions: Vec<_> = terms.iter().flat_map(|term| &term.lists[split(term)..]).collect();
        let blocks = [self.lists(Section::Postings, &postings), self.lists(Section::Positions, &positions)];
        let mut payload = Vec::with_capacity(entries.len() + 100);
        dictionary::encode_head(&mut payload, starts, [&blocks[0], &blocks[1]]);
        payload.extend_from_slice(&entries);
        self.dictionary.push(payload);
    }

    /// Writes the lists of a dictionary block's terms, blocked by the rule of [`dictionary::groups`]; gives the lengths of
    /// the blocks.
    fn lists(&mut self, section: Section, lists: &[&Vec<u8>]) -> Vec<u64> {
        let lengths: Vec<_> = lists.iter().map(|list| list.len() as u64).collect();
        let (mut rest, mut blocks) = (lists, Vec::new());
        for count in dictionary::groups(&lengths) {
            let (together, after) = rest.split_at(count);
            let packed = self.packer.whole(&together.iter().flat_map(|list| list.iter().copied()).collect::<Vec<_>>());
            blocks.push(seal(section, &mut self.sections[section as usize], &packed));
            rest = after;
        }
        blocks
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
        self.blocks(Section::Facets, payloads);
    }

    /// Header, root and the sections before the bodies.
    fn head(mut self) -> Vec<Vec<u8>> {
        let (mut directories, mut lengths) = (Vec::new(), [0; SECTIONS]);
        for section in Section::LISTED {
            let blocks = std::mem::take(&mut self.blocks[section as usize]);
            Directory::encode(&mut directories, &blocks, |page| {
                seal(Section::Directories, &mut self.sections[Section::Directories as usize], &self.packer.whole(page))
            });
            if section == Section::Bodies {
                lengths[section as usize] = blocks.iter().sum();
            }
        }
        for (length, section) in lengths.iter_mut().zip(&self.sections) {
            *length += section.len() as u64;
        }
        let root = self.root.encode(&lengths, &directories);
        let mut sealed = Vec::new();
        seal(Section::Root, &mut sealed, &self.packer.whole(&root));
        let mut out = Vec::with_capacity(HEADER + sealed.len());
        out.extend_from_slice(MAGIC);
        out.extend_from_slice(&VERSION.to_le_bytes());
        out.extend_from_slice(&[0, 0]);
        out.extend_from_slice(&(sealed.len() as u32).to_le_bytes());
        out.extend_from_slice(&sealed);
        std::iter::once(out).chain(self.sections).collect()
    }
}
