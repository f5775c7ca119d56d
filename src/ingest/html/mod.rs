//! HTML: pages, and the pieces of HTML that feeds and exports hold.
//!
//! ```text
//! piece:  html -> parse -> tree -> blocks
//! page:   html -> parse -> tree -> what the page says about itself -> which texts are the article -> blocks -> sort
//! ```
//!
//! What nobody sees (scripts, styles, comments) is no text. Everything else stands in a block, in a field, or in a
//! removed line with the rule that took it out. Only text, addresses that show a page and sizes are taken over: no
//! attribute that acts, no `javascript:`.

mod blocks;
mod extract;
mod line;
mod media;
mod page;
mod parse;
mod removed;
mod tags;
mod tree;
pub mod url;

pub use blocks::Manner;

use super::output::Output;
use crate::article::{Article, Block, Removed};

/// A piece of HTML as blocks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fragment {
    /// The blocks, in order.
    pub blocks: Vec<Block>,
    /// What was taken out (scripts, forms …), a line each.
    pub removed: Vec<Removed>,
}

/// Reads a piece of HTML that begins on `line` of its file.
pub fn fragment(html: &str, line: u32) -> Fragment {
    fragment_in(html, Manner { line, base: None, newlines: false, trust: false })
}

/// Reads a piece of HTML in the given manner.
pub fn fragment_in(html: &str, manner: Manner) -> Fragment {
    let tree = parse::piece(html).tree;
    let found = blocks::read(&tree, 0, manner, &|_| None);
    let blocks = found.blocks.into_iter().map(|(_, block)| block).collect();
    Fragment { blocks, removed: found.bin.lines }
}

/// Reads a page.
pub fn read(text: &str, out: &mut Output) {
    let parsed = parse::page(text);
    if parsed.dropped > 0 {
        let problem = format!(
            "expected a page for people, found {} tags too deep or too many; their texts are kept",
            parsed.dropped
        );
        out.complain(Some(1), problem);
    }
    let verdict = extract::article(&parsed.tree).unwrap_or_default();
    let found = page::body(&parsed.tree, &verdict, None);
    let blocks = found.blocks.into_iter().map(|(_, block)| block).collect();
    out.article(1, Article { blocks, removed: found.bin.lines, ..Article::default() });
}

#[cfg(test)]
mod tests;
