//! What is kept of an article once it is read: all that the archive needs of it, small.

use super::links::Names;
use super::twins::Print;
use crate::archive::card::Card;
use crate::archive::facets::FACETS;
use crate::archive::measures::{Measure, PLAIN};
use crate::archive::pile::Pile;
use crate::archive::write::{Kept, Packed, Packer};
use crate::archive::{Field, body};
use crate::article::{Article, Kind, Origin, Stamp};
use crate::text::Lang;
use std::cmp::Reverse;
use std::io;

/// Longest opening on a card, in characters: two or three lines of a list.
const OPENING_CHARS: usize = 240;

/// An article that was just digested: what is large of it still lies here.
#[derive(Debug)]
pub struct Fresh {
    /// What is small.
    pub entry: Entry,
    card: Vec<u8>,
    body: Packed,
}

impl Fresh {
    /// What is kept of an article whose words were counted.
    pub fn new(article: &Article, lang: Lang, lengths: Lengths, print: Print, packer: &mut Packer) -> Self {
        let kept = Kept {
            id: article.id.clone(),
            day: article.published.map(|stamp| (stamp.year, stamp.month, stamp.day)),
            measure: Measure { language: 0, boost: boost(article) },
            ..Kept::default()
        };
        let entry = Entry {
            kept,
            published: article.published,
            lang,
            lengths,
            values: Default::default(),
            print,
            names: Names::of(article),
            origin: article.origin.clone(),
        };
        let card = entry.card(article);
        Self { body: packer.pack(&body::encode(&card, article)), card, entry }
    }

    /// Lays what is large into a pile.
    pub fn stow(self, pile: &mut Pile) -> Entry {
        let mut entry = self.entry;
        entry.kept.card = pile.push(&self.card);
        entry.kept.body = self.body.stow(pile);
        entry
    }
}

/// What is kept of an article; what is large of it lies in a pile.
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
    /// The place of the article in the archive: newest first, then by id.
    pub fn order(&self) -> (Reverse<Option<Stamp>>, &str) {
        (Reverse(self.published), &self.kept.id)
    }

    /// Changes the article after all: takes it out of the pile, unpacks it, and lays it on top.
    pub fn amend(&mut self, pile: &mut Pile, packer: &mut Packer, change: impl FnOnce(&mut Article)) -> io::Result<()> {
        let payload = [self.kept.body.fetch(pile)?.payload(), body::encode_keys::<&str>(&[])].concat();
        let Ok(body::Body { mut article, .. }) = body::decode(&payload) else { return Ok(()) };
        change(&mut article);
        self.kept.id.clone_from(&article.id);
        let card = self.card(&article);
        self.kept.card = pile.push(&card);
        self.kept.body = packer.pack(&body::encode(&card, &article)).stow(pile);
        Ok(())
    }

    /// The article's card as bytes.
    fn card(&self, article: &Article) -> Vec<u8> {
        let mut bytes = Vec::new();
        card(article, self.lang, self.lengths[Field::Body as usize]).encode(&mut bytes);
        bytes
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
