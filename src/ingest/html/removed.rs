//! What is taken out of a page, line by line.

use super::tree::{Id, Tree};
use crate::article::Removed;

/// A line that is longer than this, in bytes, is listed in parts.
const PART: usize = 2_000;

/// The lines that were taken out, in the order of the page.
#[derive(Debug, Default)]
pub struct Bin {
    /// The lines.
    pub lines: Vec<Removed>,
}

impl Bin {
    /// Adds a text that begins on `line`, each of its lines by itself; texts of one line and rule stand together.
    pub fn add(&mut self, line: u32, text: &str, rule: &str, confidence: f32) {
        let text = text.trim_start();
        for (line, text) in (line..).zip(text.split('\n')) {
            let mut words = text.split_whitespace().peekable();
            if words.peek().is_none() {
                continue;
            }
            let open = self.lines.last_mut().filter(|last| last.line == line && last.rule == rule);
            let last = match open.filter(|last| last.text.len() < PART) {
                Some(last) => last,
                None => {
                    self.lines.push(Removed { line, text: String::new(), rule: rule.to_owned(), confidence });
                    let Some(last) = self.lines.last_mut() else { return };
                    last
                }
            };
            for word in words {
                if !last.text.is_empty() {
                    last.text.push(' ');
                }
                last.text.push_str(word);
            }
        }
    }

    /// Adds every text in `root`.
    pub fn add_all(&mut self, tree: &Tree, root: Id, rule: &str, first: u32) {
        for id in tree.inside(root) {
            if let Some(text) = tree.text(id) {
                self.add(first + tree.line(id).saturating_sub(1), text, rule, 1.0);
            }
        }
    }
}
