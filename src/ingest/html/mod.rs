//! HTML: pages, and the pieces of HTML that feeds and exports hold.

use super::output::Output;
use crate::article::{Block, Removed};

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
    let blocks = html.lines().map(str::trim).filter(|text| !text.is_empty()).map(Block::para).collect();
    let _ = line;
    Fragment { blocks, removed: Vec::new() }
}

/// Reads a page.
pub fn read(_text: &str, out: &mut Output) {
    out.fail(Some(1), "expected articles, found an HTML page; convert it, or take it out of the input".into());
}
