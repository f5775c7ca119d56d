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
mod crowded;
mod explain;
mod extract;
mod facts;
mod inline;
mod line;
mod linked;
mod marks;
mod media;
mod meta;
mod page;
mod parse;
mod removed;
mod sort;
mod tags;
mod tree;
mod unclosed;
mod why;

pub use inline::{Inline, inline};

use super::foreign;
use super::output::Output;
use crate::article::{Block, Removed};
use blocks::Manner;

/// A piece of HTML as blocks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fragment {
    /// The blocks, in order.
    pub blocks: Vec<Block>,
    /// What was taken out (scripts, forms …), a line each.
    pub removed: Vec<Removed>,
    /// What was taken for text as nobody closes it.
    pub warnings: Vec<String>,
}

/// Reads a piece of HTML that begins on `line` of its file.
pub fn fragment(html: &str, line: u32) -> Fragment {
    fragment_on(html, line, None)
}

/// Reads a piece of HTML whose addresses are meant as on the page `base`.
pub fn fragment_on(html: &str, line: u32, base: Option<&str>) -> Fragment {
    let parsed = parse::piece(html);
    let warnings = parsed.unclosed.iter().map(|open| format!("on line {}: {}", line + open.line - 1, open.problem()));
    let found = blocks::read(&parsed.tree, 0, Manner { line, base, trust: false }, &|_| None);
    let blocks = found.blocks.into_iter().map(|(_, block)| block).collect();
    Fragment { blocks, removed: found.bin.lines, warnings: warnings.collect() }
}

/// Reads a page.
pub fn read(text: &str, out: &mut Output) {
    let parsed = parse::page(text);
    if parsed.dropped > 0 {
        let count = parsed.dropped;
        let problem = format!(
            "expected a page for people, found {count} tags too deep, too many or crowded; their texts are kept"
        );
        out.complain(Some(1), problem);
    }
    parsed.unclosed.iter().for_each(|unclosed| out.complain(Some(unclosed.line), unclosed.problem()));
    let article = page::article(&parsed.tree, out.options);
    if article.is_empty() {
        return out
            .fail(Some(1), "expected an article, found a page without any text; take it out of the input".into());
    }
    if page::is_without_text(&article) && promises_xml(out.name) {
        let problem = "expected XML, as the file's ending says, found a page without running text, perhaps of an error; \
                       download the file again, or take it out of the input";
        out.complain(Some(1), problem.into());
    }
    if out.options.explain {
        out.explain(explain::lines(&parsed.tree, &article));
    }
    out.article(1, article);
}

/// Whether a file is called what feeds and exports are called.
fn promises_xml(name: &str) -> bool {
    matches!(foreign::ending(name).as_str(), "xml" | "rss" | "atom")
}

#[cfg(test)]
mod tests;
