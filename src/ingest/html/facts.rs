//! What a page says about its article, and in which order it is believed: linked data (JSON-LD), then `<meta>` (Open
//! Graph, `article:*`, Dublin Core and what parsers of news agree on), then marks in the text (microdata, `<time>`,
//! `rel`), then the extractor's guess.

use super::linked;
use super::marks;
use super::meta;
use super::parse;
use super::tree::{Tree, collapse};
use crate::article::{Article, Block, Person, Source, SourceKind, Stamp};
use crate::ingest::DateOrder;
use crate::ingest::text::date;

/// Longest value that is believed, in bytes.
const VALUE: usize = 2_000;

/// What is said.
#[derive(Debug, Default)]
pub struct Facts {
    /// The title.
    pub headline: Option<String>,
    /// The summary.
    pub dek: Option<String>,
    /// Who wrote it.
    pub authors: Vec<Person>,
    /// When it was published, as written.
    pub published: Option<String>,
    /// When it was changed, as written.
    pub modified: Option<String>,
    /// Its main picture.
    pub picture: Option<Block>,
    /// Its sections.
    pub sections: Vec<String>,
    /// Its tags.
    pub tags: Vec<String>,
    /// Its language.
    pub lang: Option<String>,
    /// Who published it.
    pub source: Option<String>,
    /// Its own address.
    pub url: Option<String>,
    /// Its licence.
    pub rights: Option<String>,
    /// Its whole text without tags.
    pub body: Option<String>,
}

/// Everything that the page says, the more trusted first; and what could not be read of it.
pub fn read(tree: &Tree) -> (Facts, Vec<String>) {
    let (mut facts, warnings) = linked::read(tree);
    facts.fill(meta::read(tree));
    facts.fill(marks::read(tree));
    (facts, warnings)
}

impl Facts {
    /// Takes from `other` what is not known yet.
    pub fn fill(&mut self, other: Self) {
        let pairs = [
            (&mut self.headline, other.headline),
            (&mut self.dek, other.dek),
            (&mut self.published, other.published),
            (&mut self.modified, other.modified),
            (&mut self.lang, other.lang),
            (&mut self.source, other.source),
            (&mut self.url, other.url),
            (&mut self.rights, other.rights),
            (&mut self.body, other.body),
        ];
        for (own, other) in pairs {
            *own = own.take().or(other);
        }
        self.picture = self.picture.take().or(other.picture);
        for (own, other) in [(&mut self.sections, other.sections), (&mut self.tags, other.tags)] {
            if own.is_empty() {
                *own = other;
            }
        }
        if self.authors.is_empty() {
            self.authors = other.authors;
        }
    }

    /// Writes the facts into the article's fields.
    pub fn apply(&mut self, article: &mut Article, order: Option<DateOrder>) {
        article.headline = self.headline.take();
        article.dek = self.dek.take();
        if !self.authors.is_empty() {
            let names: Vec<&str> = self.authors.iter().map(|author| author.name.as_str()).collect();
            article.byline = Some(names.join(", "));
            article.authors = core::mem::take(&mut self.authors);
        }
        article.published = self.published.as_deref().and_then(|date| stamp(date, order));
        article.date_text = self.published.take();
        let modified = self.modified.as_deref().and_then(|date| stamp(date, order));
        article.modified = modified.filter(|when| Some(*when) != article.published);
        article.sections = core::mem::take(&mut self.sections);
        article.tags = core::mem::take(&mut self.tags);
        article.lang = self.lang.take();
        article.url = self.url.take();
        article.rights = self.rights.take();
        article.source = self.source.take().map(|name| Source { name, kind: SourceKind::Outlet });
    }
}

/// A date, in figures or in words.
fn stamp(text: &str, order: Option<DateOrder>) -> Option<Stamp> {
    Stamp::parse(text).or_else(|| date::find_in(text, order).and_then(|found| found.stamp))
}

/// A value as a person reads it: entities and tags resolved, blanks collapsed; `None` if nothing is left.
pub fn plain(value: &str) -> Option<String> {
    if value.len() > VALUE {
        return None;
    }
    let text = if value.contains(['&', '<']) { parse::piece(value).tree.text_in(0) } else { collapse(value) };
    (!text.is_empty()).then_some(text)
}

/// Tags that stand in one string, parted by commas.
pub fn parted(value: &str) -> Vec<String> {
    let mut found = Vec::new();
    for tag in value.split([',', ';', '،', '、']).filter_map(plain) {
        if !found.contains(&tag) && found.len() < 100 {
            found.push(tag);
        }
    }
    found
}

/// A person, unless the name is an address.
pub fn person(name: &str, url: Option<&str>) -> Option<Person> {
    let name = plain(name).filter(|name| !name.starts_with("http") && !name.contains('@') && name.len() <= 200)?;
    let url = url.filter(|url| url.starts_with("http")).map(str::to_owned);
    Some(Person { name, role: None, url })
}
