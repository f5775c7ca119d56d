//! A page line by line: what is seen of it, each line with what it was taken for.

use super::blocks::{self, Manner};
use super::tree::Tree;
use crate::article::{Article, Block, Kind, Removed};
use crate::ingest::{Line, LineRole};
use std::collections::HashMap;

/// The lines that are seen of a page, in its order.
pub fn lines(tree: &Tree, article: &Article) -> Vec<Line> {
    let gone = Gone::new(article);
    let all = blocks::read(tree, 0, Manner { line: 1, base: None, trust: false }, &|_| None);
    let mut lines = Vec::new();
    for (number, block) in &all.blocks {
        for text in block.lines().map(str::trim).filter(|text| !text.is_empty()) {
            let role = field(article, text).or_else(|| gone.role(*number, text)).unwrap_or_else(|| kind(block));
            lines.push(Line { number: *number, role, text: text.into() });
        }
    }
    lines
}

/// The removed lines of an article.
struct Gone<'a> {
    texts: HashMap<&'a str, &'a Removed>,
    lines: HashMap<u32, Vec<&'a Removed>>,
}

impl<'a> Gone<'a> {
    fn new(article: &'a Article) -> Self {
        let mut gone = Self { texts: HashMap::new(), lines: HashMap::new() };
        for removed in &article.removed {
            gone.texts.insert(&removed.text, removed);
            gone.lines.entry(removed.line).or_default().push(removed);
        }
        gone
    }

    /// The rule that removed a text: one that lists it, or one that lists it with others of its line.
    fn role(&self, line: u32, text: &str) -> Option<LineRole> {
        let with_others = || self.lines.get(&line)?.iter().find(|removed| removed.text.contains(text)).copied();
        let removed = self.texts.get(text).copied().or_else(with_others)?;
        let (rule, confidence) = (removed.rule.clone(), removed.confidence);
        Some(LineRole { name: "removed".into(), rule, confidence })
    }
}

/// The field that a text stands in.
fn field(article: &Article, text: &str) -> Option<LineRole> {
    let fields = [
        ("headline", &article.headline),
        ("kicker", &article.kicker),
        ("dek", &article.dek),
        ("byline", &article.byline),
        ("published", &article.date_text),
    ];
    let (name, _) = fields.into_iter().find(|(_, value)| value.as_deref() == Some(text))?;
    let guess = article.guesses.iter().find(|guess| guess.field == name);
    let (rule, confidence) = guess.map_or((String::new(), 1.0), |guess| (guess.rule.clone(), guess.confidence));
    Some(LineRole { name: name.into(), rule, confidence })
}

/// What a block is that stands in the text.
fn kind(block: &Block) -> LineRole {
    let name = match block.kind {
        Kind::Para => "para",
        Kind::Subhead => "subhead",
        Kind::Quote => "quote",
        Kind::List => "list",
        Kind::Note => "note",
        Kind::Image => "image",
        Kind::Embed => "embed",
        Kind::Table => "table",
        Kind::Code => "code",
    };
    LineRole { name: name.into(), rule: String::new(), confidence: 1.0 }
}
