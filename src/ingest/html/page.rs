//! A whole page: which of its texts are the article, and what becomes of the others.

use super::blocks::{self, Found, Manner};
use super::extract::{self, Verdict};
use super::tags::{self, Sense};
use super::tree::{Id, Tree};

/// Reads the texts that the verdict keeps; the others go into the bin.
pub fn body(tree: &Tree, verdict: &Verdict, base: Option<&str>) -> Found {
    let judge = |id: Id| (!verdict.kept.contains(&id)).then(|| place(tree, id));
    blocks::read(tree, 0, Manner { line: 1, base, newlines: false, trust: true }, &judge)
}

/// Where on the page a text stands that is no part of the article: the name of the rule that removes it.
fn place(tree: &Tree, id: Id) -> &'static str {
    let mut around = tree.parent(id);
    while around != 0 {
        match (tree.name(around), tags::sense(tree, around)) {
            (_, Sense::Junk(rule)) => return rule,
            ("footer", _) => return "footer",
            ("header", _) => return "header",
            ("aside", _) => return "aside",
            ("form", _) => return "form",
            _ => around = tree.parent(around),
        }
    }
    "outside-article"
}

pub fn verdict(tree: &Tree) -> Option<Verdict> {
    extract::article(tree)
}
