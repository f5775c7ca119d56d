//! The documents of Ghost's editors, for posts without HTML: Lexical (`{"root": …}`) and the older Mobiledoc
//! (`{"sections": …}`). Both hold paragraphs, headings, lists and quotations, and between them cards: pictures, code,
//! Markdown, bookmarks ([`card`](super::card)).
//!
//! A document becomes HTML, which is read as that of any post is; the text of a Markdown card is read as Markdown. What
//! a card says that has no place is listed.

use super::{lexical, mobiledoc};
use crate::article::{Article, Block, Removed};
use crate::ingest::Options;
use crate::ingest::keys::{Body, Value};
use crate::ingest::markdown;

/// The rule that lists what has no place.
const RULE: &str = "ghost-card";

/// A document, ready to be read.
#[derive(Debug, Default)]
pub struct Document {
    pieces: Vec<Piece>,
    /// Texts of cards that have no place.
    left: Vec<String>,
}

/// A stretch of a document.
#[derive(Debug)]
enum Piece {
    Html(String),
    Markdown(String),
}

impl Document {
    /// Reads the JSON of a document; `None` if it is none.
    pub fn read(json: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(json).ok()?;
        let mut document = Self::default();
        match value.get("root") {
            Some(root) => lexical::read(root, &mut document),
            None => mobiledoc::read(&value, &mut document),
        }
        Some(document)
    }

    /// Adds HTML.
    pub fn html(&mut self, html: &str) {
        match self.pieces.last_mut() {
            Some(Piece::Html(known)) => known.push_str(html),
            _ => self.pieces.push(Piece::Html(html.to_owned())),
        }
    }

    /// Adds an element around what `inner` adds.
    pub fn element(&mut self, name: &str, attributes: &str, inner: impl FnOnce(&mut Self)) {
        self.html(&format!("<{name}{attributes}>"));
        inner(self);
        self.html(&format!("</{name}>"));
    }

    /// Adds Markdown.
    pub fn markdown(&mut self, text: &str) {
        self.pieces.push(Piece::Markdown(text.to_owned()));
    }

    /// Lists every text in a value: none of it has a place.
    pub fn leave(&mut self, value: &Value) {
        match value {
            Value::Text(text) if !text.trim().is_empty() => self.left.push(text.clone()),
            Value::List(list) => list.iter().for_each(|value| self.leave(value)),
            Value::Map(keys) => keys.iter().for_each(|(_, value)| self.leave(value)),
            _ => {}
        }
    }

    /// Gives an article, whose post begins on `line`, its text.
    pub fn put(self, line: u32, slug: &str, options: &Options, article: &mut Article) {
        for piece in self.pieces {
            match piece {
                Piece::Html(html) => Body { text: html.into(), html: true }.put(line, options, article),
                Piece::Markdown(text) => markdown::piece(&text, line, article),
            }
        }
        if self.left.is_empty() {
            return;
        }
        let lines = self.left.iter().flat_map(|text| text.lines()).map(str::trim).filter(|text| !text.is_empty());
        if options.keep_all {
            return article.blocks.extend(lines.map(Block::para));
        }
        let removed = |text: &str| Removed { line, text: text.to_owned(), rule: RULE.to_owned(), confidence: 1.0 };
        article.removed.extend(lines.map(removed));
        let problem =
            format!("the post {slug:?} says something in cards that no text has a place for: listed as removed");
        article.warnings.push(problem);
    }
}

/// A text in HTML.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
