//! Writing an archive: the sections in their order, then the root over them.

use super::card::Card;
use super::dictionary::{self, Form};
use super::facets::{self, Column, FACETS};
use super::root::{Root, SECTIONS, Section};
use super::seal::{Packing, seal};
use super::{CARDS_PER_BLOCK, Extent, HEADER, MAGIC, Measure, VERSION, body, bytes, id_hash};
use crate::article::Article;

/// What an archive is made of, counted and sorted: see [`super`] for the orders.
#[derive(Debug, Default)]
pub struct Parts {
    /// The articles in the order of their numbers, with what a list shows of them.
    pub articles: Vec<(Article, Card)>,
    /// Of each article the terms that tell most about it.
    pub keys: Vec<Vec<String>>,
    /// The columns of the facets.
    pub columns: [Column; FACETS],
    /// Words that stand for the same, a group each.
    pub synonyms: Vec<Vec<String>>,
    /// Of each article its language, by its place in `languages`, and the tokens of each field.
    pub measures: Vec<Measure>,
    /// The terms, sorted by their bytes.
    pub terms: Vec<Term>,
    /// Languages of the articles, sorted.
    pub languages: Vec<String>,
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

/// The archive of these parts. The same parts give the same bytes.
pub fn write(parts: &Parts) -> Vec<u8> {
    let mut writer = Writer::default();
    writer.root.articles = parts.articles.len() as u32;
    writer.root.dated = parts.articles.iter().filter(|(article, _)| article.published.is_some()).count() as u32;
    writer.root.languages.clone_from(&parts.languages);
    writer.root.synonyms.clone_from(&parts.synonyms);
    writer.lengths(&parts.measures);
    writer.terms(&parts.terms);
    for cards in parts.articles.chunks(CARDS_PER_BLOCK as usize) {
        writer.cards(cards);
    }
    writer.facets(parts);
    writer.ids(&parts.articles);
    for ((article, _), keys) in parts.articles.iter().zip(&parts.keys) {
        let length = writer.block(Section::Bodies, &body::encode(article, keys), Packing::Deflate);
        writer.root.bodies.push(length);
    }
    writer.finish()
}

/// The sections so far, and the root that tells their lengths.
#[derive(Default)]
struct Writer {
    root: Root,
    sections: [Vec<u8>; SECTIONS],
}

impl Writer {
    /// Adds a block to a section; gives its extent from the section's start.
    fn block(&mut self, section: Section, payload: &[u8], packing: Packing) -> Extent {
        let out = &mut self.sections[section as usize];
        let offset = out.len() as u64;
        Extent { offset, length: seal(section, out, payload, packing) }
    }

    fn lengths(&mut self, measures: &[Measure]) {
        let mut payload = Vec::new();
        for measure in measures {
            bytes::put_varint(&mut payload, u64::from(measure.language));
            bytes::put_varint(&mut payload, u64::from(measure.boost));
            for (total, length) in self.root.totals.iter_mut().zip(&measure.lengths) {
                *total += u64::from(*length);
                bytes::put_varint(&mut payload, u64::from(*length));
            }
        }
        self.block(Section::Lengths, &payload, Packing::Deflate);
    }

    /// Writes dictionary, postings and positions, a dictionary block's worth of terms at a time.
    fn terms(&mut self, terms: &[Term]) {
        let (mut entries, mut first) = (Vec::new(), 0);
        for (index, term) in terms.iter().enumerate() {
            let before = if index > first { terms[index - 1].term.as_str() } else { "" };
            let lists = [term.postings.len() as u64, term.positions.len() as u64];
            dictionary::encode(&mut entries, before, &term.term, term.articles, &term.forms, lists);
            if entries.len() >= dictionary::BLOCK || index + 1 == terms.len() {
                self.dictionary_block(&terms[first..=index], &entries);
                entries.clear();
                first = index + 1;
            }
        }
    }

    fn dictionary_block(&mut self, terms: &[Term], entries: &[u8]) {
        let mut payload = Vec::with_capacity(entries.len() + 10);
        for section in [Section::Postings, Section::Positions] {
            bytes::put_varint(&mut payload, self.sections[section as usize].len() as u64);
        }
        payload.extend_from_slice(entries);
        let extent = self.block(Section::Dictionary, &payload, Packing::Deflate);
        self.root.dictionary.push(extent);
        self.root.first_terms.extend(terms.first().map(|term| term.term.clone()));
        self.lists(Section::Postings, terms, |term| &term.postings);
        self.lists(Section::Positions, terms, |term| &term.positions);
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

    fn cards(&mut self, cards: &[(Article, Card)]) {
        let mut payload = Vec::new();
        cards.iter().for_each(|(_, card)| card.encode(&mut payload));
        let extent = self.block(Section::Cards, &payload, Packing::Deflate);
        self.root.cards.push(extent);
    }

    /// Writes the dates of all articles, then a column for each facet.
    fn facets(&mut self, parts: &Parts) {
        let day = |article: &Article| article.published.map(|stamp| (stamp.year, stamp.month, stamp.day));
        let dates: Vec<_> = parts.articles.iter().map_while(|(article, _)| day(article)).collect();
        let mut payload = Vec::new();
        for run in dates.chunk_by(|a, b| a == b) {
            facets::encode_run(&mut payload, run[0], run.len() as u32);
        }
        let mut payloads = vec![payload];
        for column in &parts.columns {
            let mut payload = Vec::new();
            column.encode(&mut payload);
            payloads.push(payload);
        }
        for payload in payloads {
            let extent = self.block(Section::Facets, &payload, Packing::Deflate);
            self.root.facets.push(extent);
        }
    }

    fn ids(&mut self, articles: &[(Article, Card)]) {
        let mut pairs: Vec<_> =
            (0u32..).zip(articles).map(|(number, (article, _))| (id_hash(&article.id), number)).collect();
        pairs.sort_unstable();
        let payload: Vec<u8> = pairs
            .iter()
            .flat_map(|(hash, number)| hash.to_le_bytes().into_iter().chain(number.to_le_bytes()))
            .collect();
        self.block(Section::Ids, &payload, Packing::Stored);
    }

    /// Header, root and sections.
    fn finish(mut self) -> Vec<u8> {
        for (extent, section) in self.root.sections.iter_mut().zip(&self.sections) {
            extent.length = section.len() as u64;
        }
        let mut root = Vec::new();
        seal(Section::Root, &mut root, &self.root.encode(), Packing::Stored);
        let mut out = Vec::with_capacity(HEADER + root.len() + self.sections.iter().map(Vec::len).sum::<usize>());
        out.extend_from_slice(MAGIC);
        out.extend_from_slice(&VERSION.to_le_bytes());
        out.extend_from_slice(&[0, 0]);
        out.extend_from_slice(&(root.len() as u32).to_le_bytes());
        out.extend_from_slice(&root);
        self.sections.iter().for_each(|section| out.extend_from_slice(section));
        out
    }
}
