//! A batch of articles, digested: read once, word by word, and let go of. Batches do not know of each other, so that they
//! can be digested side by side; [`super::Builder`] joins them in the order of the articles.

use super::entry::{Fresh, Lengths};
use super::facets::{Values, values};
use super::fields::Fields;
use super::lexicon::Lexicon;
use super::twins::{Print, Shingles};
use super::words::{Lists, Place};
use crate::archive::facets::Facet;
use crate::archive::write::Packer;
use crate::archive::{FIELDS, Field, postings};
use crate::article::Article;
use crate::text::{self, Analyzer, Lang};

/// Positions between one text and the next of an article, so that no phrase and no `near` runs across.
const TEXT_GAP: u32 = 64;
/// Last position in a field that is told from those after it.
const LAST_POSITION: u32 = (1 << postings::POSITION_BITS) - 1;

/// What is kept of a batch of articles.
#[derive(Debug, Default)]
pub struct Digest {
    /// The articles in their order.
    pub(super) entries: Vec<Fresh>,
    /// Where their words stand.
    pub(super) words: Lists,
    /// The values of each facet, as the entries number them.
    pub(super) values: Values,
}

/// Digests batches, one after the other. What it knows of words grows with each, so a thread keeps its own; it changes
/// nothing in what comes out.
#[derive(Default)]
pub struct Digester {
    packer: Packer,
    lexicon: Lexicon,
    /// The words of the batch as they stand in it: number and place.
    tokens: Vec<(u32, Place)>,
}

impl Digester {
    /// Digests a batch of articles.
    pub fn digest<'a>(&mut self, articles: impl IntoIterator<Item = &'a Article>) -> Digest {
        let mut digest = Digest::default();
        self.lexicon.shrink();
        self.tokens.clear();
        articles.into_iter().for_each(|article| self.add(&mut digest, article));
        self.list(&mut digest.words);
        digest
    }

    fn add(&mut self, digest: &mut Digest, article: &Article) {
        let fields = Fields::of(article);
        let lang = text::language(article.lang.as_deref(), fields.texts());
        let (lengths, print) = self.count(digest.entries.len() as u32, lang, &fields);
        let mut fresh = Fresh::new(article, lang, lengths, print, &mut self.packer);
        for (facet, numbers) in Facet::ALL.into_iter().zip(&mut fresh.entry.values) {
            *numbers = values(article, facet).iter().map(|value| digest.values.number(facet, value)).collect();
        }
        digest.entries.push(fresh);
    }

    /// Notes the words of an article.
    fn count(&mut self, article: u32, lang: Lang, fields: &Fields<'_>) -> (Lengths, Print) {
        let (Self { lexicon, tokens, .. }, mut segmenter) = (self, Analyzer::new(lang));
        let mut lexicon = lexicon.of(lang);
        let (mut lengths, mut shingles) = ([0; FIELDS], Shingles::default());
        for (field, length) in (0u8..).zip(lengths.iter_mut()) {
            let mut base = 0u32;
            for text in fields.field(usize::from(field)) {
                let mut end = base;
                segmenter.surfaces(text, |surface, _, position| {
                    let position = base.saturating_add(position).min(LAST_POSITION);
                    let place = Place::new(article, field, position);
                    for beginning in beginnings(surface) {
                        tokens.push((lexicon.number(beginning).0, place));
                    }
                    let (number, hash) = lexicon.number(surface);
                    tokens.push((number, place));
                    if field == Field::Body as u8 {
                        shingles.add(hash);
                    }
                    *length += 1;
                    end = position;
                });
                base = end.saturating_add(TEXT_GAP);
            }
        }
        (lengths, shingles.finish())
    }

    /// Lists the words of the batch: deals their places out by number, which keeps the order of each word's own.
    fn list(&self, lists: &mut Lists) {
        let words = self.lexicon.words();
        let mut ends = vec![0usize; words.len()];
        self.tokens.iter().for_each(|(number, _)| ends[*number as usize] += 1);
        let mut start = 0;
        for end in &mut ends {
            start += std::mem::replace(end, start);
        }
        let mut places = vec![Place::default(); self.tokens.len()];
        for (number, place) in &self.tokens {
            let at = &mut ends[*number as usize];
            places[*at] = *place;
            *at += 1;
        }
        let mut start = 0;
        lists.lexicon = self.lexicon.id();
        for (number, (word, end)) in (0u32..).zip(words.iter().zip(ends)) {
            lists.push(number, &word.key, word.stop, &places[start..end]);
            start = end;
        }
    }
}

/// The beginnings of a number with dots that are numbers themselves: `3` and `3.3` of `3.3.0`. They are indexed in its
/// place too, so that a search for version 3.3 finds 3.3.0.
fn beginnings(surface: &str) -> impl Iterator<Item = &str> {
    let number = if surface.starts_with(|c: char| c.is_ascii_digit()) { surface } else { "" };
    number.match_indices('.').filter_map(|(dot, _)| number.get(..dot))
}
