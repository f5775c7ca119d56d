//! HTML in Markdown: between words, and as blocks.

use super::events::Builder;
use crate::article::Removed;
use crate::ingest::html::{self, Inline};
use core::ops::Range;

impl Builder {
    /// A tag between words.
    pub(super) fn inline(&mut self, tag: &str, offset: usize) {
        match html::inline(tag) {
            Inline::Open(name, style) => self.tags.push((name, self.block.text.len(), style)),
            Inline::Unsafe(address) => {
                self.list(&address, offset, "unsafe-link");
                self.tags.push(("a".into(), self.block.text.len(), None));
            }
            Inline::Close(name) if self.tags.last().is_some_and(|(open, ..)| *open == name) => {
                if let Some((_, start, Some(style))) = self.tags.pop() {
                    self.span(start, style);
                }
            }
            Inline::Break => self.push(if self.in_lines() { " " } else { "\n" }),
            Inline::Picture(picture) => self.images.push(*picture),
            Inline::Comment => self.list(tag, offset, "comment"),
            Inline::Close(_) | Inline::Other => self.remove(tag, offset),
        }
    }

    /// A block of HTML: its blocks stand where it stood.
    pub(super) fn html_block(&mut self) {
        self.flush();
        let Some((offset, html)) = self.html.take() else { return };
        comments(&html)
            .for_each(|at| self.list(html.get(at.clone()).unwrap_or_default(), offset + at.start, "comment"));
        let mut fragment = html::fragment(&html, self.lines.number(offset));
        let unread = fragment.removed.iter().filter(|removed| removed.rule != "credit");
        self.left_out.extend(unread.map(|removed| removed.line));
        self.blocks.append(&mut fragment.blocks);
        self.warnings.append(&mut fragment.warnings);
        self.removed.append(&mut fragment.removed);
    }

    /// Lists a piece of HTML that is not read.
    pub(super) fn remove(&mut self, html: &str, offset: usize) {
        self.left_out.push(self.lines.number(offset));
        self.list(html, offset, "raw-html");
    }

    /// Lists a piece of HTML, one entry a line.
    pub(super) fn list(&mut self, html: &str, offset: usize, rule: &str) {
        let first = self.lines.number(offset);
        for (line, text) in (first..).zip(html.lines()).filter(|(_, text)| !text.trim().is_empty()) {
            let rule = if is_more(text) { "more-mark" } else { rule };
            self.removed.push(Removed { line, text: text.trim().into(), rule: rule.into(), confidence: 1.0 });
        }
    }
}

/// Whether a comment marks the end of the part that lists of articles show: it says nothing about the text.
fn is_more(html: &str) -> bool {
    let inner = html.trim().strip_prefix("<!--").and_then(|html| html.strip_suffix("-->"));
    inner.is_some_and(|inner| inner.trim() == "more")
}

/// Where the comments of a block stand. One cursor goes over the text: what begins inside a comment is part of it. One
/// that nothing ends is no comment but text.
fn comments(html: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    core::iter::from_fn(move || {
        let start = from + html.get(from..)?.find("<!--")?;
        from = start + html.get(start..)?.find("-->")? + "-->".len();
        Some(start..from)
    })
}
