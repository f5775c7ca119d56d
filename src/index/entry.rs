//! What is kept of an article once it is read: all that the archive needs of it, small.

use super::links::Names;
use super::twins::Print;
use crate::archive::card::Card;
use crate::archive::facets::FACETS;
use crate::archive::measures::{Measure, PLAIN};
use crate::archive::write::{Kept, Packer};
use crate::archive::{Field, body};
use crate::article::{Article, Kind, Origin, Stamp};
use crate::text::Lang;
use std::cmp::Reverse;

/// Longest opening on a card, in characters: two or three lines of a list.
const OPENING_CHARS: usize = 240;

/// What is kept of an article.
#[derive(Debug)]
pub struct Entry {
    /// What is written of it.
    pub kept: Kept,
    /// When it was published.
    pub published: Option<Stamp>,
    /// The language that it was analysed in.
    pub lang: Lang,
    /// Tokens of each field.
    pub lengths: Lengths,
    /// Its values of each facet, by their numbers in a list of all that were seen.
    pub values: [Box<[u32]>; FACETS],
    /// What it has in common with its twins.
    pub print: Print,
    /// What it is called, and what it links to.
    pub names: Names,
    /// Where it was read.
    pub origin: Origin,
}

impl Entry {
    /// What is kept of an article whose words were counted.
    pub fn new(article: &Article, lang: Lang, lengths: Lengths, print: Print, packer: &mut Packer) -> Self {
        let mut card_bytes = Vec::new();
        card(article, lang, lengths[Field::Body as usize]).encode(&mut card_bytes);
        card_bytes.shrink_to_fit();
        let kept = Kept {
            id: article.id.clone(),
            day: article.published.map(|stamp| (stamp.year, stamp.month, stamp.day)),
            body: packer.pack(&body::encode(&card_bytes, article)),
            card: card_bytes,
            measure: Measure { language: 0, boost: boost(article) },
        };
        Self {
            kept,
            published: article.published,
            lang,
            lengths,
            values: Default::default(),
            print,
            names: Names::of(article),
            origin: article.origin.clone(),
        }
    }

    /// The place of the article in the archive: newest first, then by id.
    pub fn order(&self) -> (Reverse<Option<Stamp>>, &str) {
        (Reverse(self.published), &self.kept.id)
    }

    /// Changes the article after all: unpacks it and packs it again.
    pub fn amend(&mut self, packer: &mut Packer, change: impl FnOnce(&mut Article)) {
        let payload = [self.kept.body.payload(), body::encode_keys::<&str>(&[])].concat();
        let Ok(body::Body { mut article, .. }) = body::decode(&payload) else { return };
        change(&mut article);
        if article.id != self.kept.id {
            let words = self.lengths[Field::Body as usize];
            self.kept.card.clear();
            card(&article, self.lang, words).encode(&mut self.kept.card);
            self.kept.id.clone_from(&article.id);
        }
        self.kept.body = packer.pack(&body::encode(&self.kept.card, &article));
    }
}

/// Tokens of each field.
pub type Lengths = [u32; crate::archive::FIELDS];

/// What an article's score counts, in hundredths: its key `boost`, a number from 0.01 to 100.
fn boost(article: &Article) -> u32 {
    let value = article.extra.iter().find(|(key, _)| key == "boost").and_then(|(_, value)| value.parse::<f64>().ok());
    let value = value.filter(|value| !value.is_nan());
    value.map_or(PLAIN, |value| (value * f64::from(PLAIN)).round().clamp(1.0, 10_000.0) as u32)
}

/// What a list shows of an article of so many words.
fn card(article: &Article, lang: Lang, words: u32) -> Card {
    let place = article.dateline.as_ref().and_then(|dateline| dateline.place.clone());
    let kicker = article.kicker.as_ref().or(article.sections.first());
    Card {
        id: article.id.clone(),
        title: article.display_title().into(),
        kicker: kicker.cloned().unwrap_or_default(),
        opening: opening(article),
        date: article.published.map(|stamp| stamp.to_string()).unwrap_or_default(),
        place: place.unwrap_or_default(),
        lang: article.lang.clone().unwrap_or_default(),
        analysed: lang.tag().into(),
        dir: article.dir,
        words,
    }
}

/// The standfirst, or the first paragraph, cut between words.
fn opening(article: &Article) -> String {
    let paragraph = article.blocks.iter().find(|block| block.kind == Kind::Para);
    let text = article.dek.as_deref().or(paragraph.map(|block| block.text.as_str())).unwrap_or_default();
    let Some((cut, _)) = text.char_indices().nth(OPENING_CHARS) else {
        return text.into();
    };
    let head = &text[..cut];
    let head = head.rfind(' ').map_or(head, |blank| &head[..blank]);
    format!("{} …", head.trim_end_matches([',', ';', ':', '.', ' ']))
}
