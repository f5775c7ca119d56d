//! Comments, scripts and tags that nobody closes.
//!
//! For a browser they go on to the end of the page, and the rest of the article would be lost in them. Here such a
//! script ends where it begins, such a comment is read as text, and what follows is the page that it was meant to be.
//! Where they are, the tokenizer knows: it says where its last token ended, and which tags make it look for nothing but
//! their end.

use crate::ingest::excerpt::excerpt;
use html5ever::tokenizer::BufferQueue;
use std::cell::Cell;

/// So often a page is read anew because of what it does not close; with the last, nothing in the rest is a tag.
pub const ROUNDS: usize = 3;

/// Something that is not closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unclosed {
    /// 1-based line that it begins on.
    pub line: u32,
    /// How it begins.
    pub opening: String,
    /// What would close it.
    pub end: String,
}

impl Unclosed {
    /// In the words of a complaint.
    pub fn problem(&self) -> String {
        let Self { opening, end, .. } = self;
        format!(
            "expected `{end}` before the end of the page, found none for `{opening}`; what follows was read as text of \
             the page: close it, or fetch the page again if it was cut off"
        )
    }
}

/// Follows the tokenizer through a page.
pub struct Watch {
    /// What it has not read yet.
    pub input: BufferQueue,
    length: usize,
    /// Where the last tag or comment ended.
    last: Cell<usize>,
    /// Where the one before ended, if the last is a tag that only its own end tag ends.
    raw: Cell<Option<usize>>,
    ended: Cell<bool>,
}

impl Watch {
    /// For a page of so many bytes, all of which wait in `input`.
    pub fn new(input: BufferQueue, length: usize) -> Self {
        Self { input, length, last: Cell::new(0), raw: Cell::new(None), ended: Cell::new(false) }
    }

    /// Sees that a tag or a comment was read, and whether it is one that only its own end tag ends.
    pub fn see(&self, raw: bool) {
        if self.ended.get() {
            return;
        }
        let before = self.last.replace(self.length.saturating_sub(waiting(&self.input)));
        self.raw.set(raw.then_some(before));
    }

    /// Sees nothing more: what comes at the end of a page is made up by the tokenizer.
    pub fn end(&self) {
        self.ended.set(true);
    }

    /// The page with what it does not close as text, if there is anything; `all`: whatever stands behind it, too.
    pub fn mend(&self, html: &str, all: bool) -> Option<(String, Unclosed)> {
        let (raw, last) = (self.raw.get(), self.last.get());
        let from = raw.unwrap_or(last);
        let start = from + opening(html.get(from..)?)?;
        let opened = html.get(start..)?;
        let name = opened.get(1..)?.split(|c: char| !c.is_ascii_alphanumeric()).next()?;
        // A tag that is whole says what it says; only its end is missing.
        let (cut, end, like) = match raw {
            Some(_) => (last, format!("</{name}>"), format!("<{name}")),
            None if opened.starts_with("<!--") => (start, "-->".into(), "<!--".into()),
            None => (start, ">".into(), opened.into()),
        };
        let (before, rest) = html.split_at_checked(cut)?;
        let closed = if raw.is_some() { end.as_str() } else { "" };
        let mended = [before, closed, &as_text(rest, if all { "<" } else { &like })].concat();
        let line = u32::try_from(html.get(..start)?.matches('\n').count() + 1).unwrap_or(u32::MAX);
        Some((mended, Unclosed { line, opening: excerpt(opened.lines().next()?), end }))
    }
}

/// Bytes that wait to be read: one piece, but for a few characters that were put back.
fn waiting(input: &BufferQueue) -> usize {
    let Some(first) = input.pop_front() else { return 0 };
    let bytes = first.len() + waiting(input);
    input.push_front(first);
    bytes
}

/// Where the first `<` of a text stands that begins a tag or a comment.
fn opening(text: &str) -> Option<usize> {
    let begins = |at: &usize| match text.as_bytes().get(at + 1..).unwrap_or_default() {
        [b'/', next, ..] => *next != b'>',
        [next, ..] => next.is_ascii_alphabetic() || matches!(next, b'!' | b'?'),
        [] => false,
    };
    text.match_indices('<').map(|(at, _)| at).find(begins)
}

/// A text in which no `<` that begins as `like` does, in small or large letters, begins anything.
fn as_text(text: &str, like: &str) -> String {
    let mut mended = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let begins = c == '<' && text.get(at..at + like.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(like));
        match begins {
            true => mended.push_str("&lt;"),
            false => mended.push(c),
        }
    }
    mended
}
