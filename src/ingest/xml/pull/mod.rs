//! The pieces of a feed one after the other, however broken it is.
//!
//! A feed is `rss > channel`, `rdf:RDF` or `feed` with elements in it: the feed's own title, language and so on, and
//! the items (`item`, `entry`). [`Pull::next`] gives one of these elements at a time as a [`Node`], so no more than one
//! item lies in memory beside the text.
//!
//! The XML is read by quick-xml, which neither expands entities nor minds what is not well-formed. What it cannot
//! know is where a broken element was meant to end. These rules say it:
//!
//! - an end tag closes the innermost element of its name, and what is still open in that; one without a start tag
//!   counts for nothing,
//! - an item begins where another is open: the other ends there,
//! - CDATA that goes on beyond the end tag of its element, or into the next item, ends there,
//! - a `<` that begins no tag is a character; a tag with another `<` in it ends at its first `>`,
//! - where nothing fits, the stretch up to the next item is text.
//!
//! Each use of a rule is a [`Fault`], and so is what stands outside of all elements.

mod ahead;
mod pieces;

pub use pieces::{Fault, is_item};

use super::node::Node;
use crate::ingest::excerpt::excerpt;
use ahead::cut;
use pieces::{Piece, Pieces, clean, is_frame};
use std::borrow::Cow;

/// Elements that are nested deeper give only their text.
const MAX_DEPTH: usize = 48;

/// Reads the elements of a feed.
pub struct Pull<'a> {
    pieces: Pieces<'a>,
    /// Attributes of the outermost elements: language, base address.
    pub frame: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    /// The outermost elements that are still open, by their names as written.
    open: Vec<&'a str>,
}

/// An element that is not closed yet.
struct Pending<'a> {
    /// Its name as written.
    name: &'a str,
    node: Node<'a>,
    /// Byte at which its content begins.
    inside: usize,
}

impl<'a> Pull<'a> {
    /// For a text from its beginning.
    pub fn new(text: &'a str) -> Self {
        Self { pieces: Pieces::new(text), frame: Vec::new(), open: Vec::new() }
    }

    /// What was found wrong since this was last asked, and how many faults more.
    pub fn take_faults(&mut self) -> (Vec<Fault>, usize) {
        (core::mem::take(&mut self.pieces.faults), core::mem::take(&mut self.pieces.more))
    }

    /// The next element of the feed's own level.
    pub fn next(&mut self) -> Option<Node<'a>> {
        loop {
            match self.pieces.piece()? {
                Piece::Open { name, node, empty } if is_frame(&node.name) => {
                    self.frame.extend(node.attributes);
                    self.open.extend((!empty).then_some(name));
                }
                Piece::Open { name, node, empty } => return Some(if empty { node } else { self.element(name, node) }),
                Piece::Close(name) => self.leave(name),
                Piece::Text(text) => self.outside(&text),
                Piece::Data { text, closed } => {
                    let text = self.data(None, text, closed);
                    self.outside(text);
                }
                Piece::Rest(text) => self.outside(text),
            }
        }
    }

    /// The element that begins at byte `at`, read once more; `next` goes on behind it. Its lines are counted from there:
    /// those before it are too many to count for each element.
    pub fn read_at(&mut self, at: usize) -> Option<Node<'a>> {
        self.pieces.go_to(at);
        self.next()
    }

    /// After the last element: the line on which the text ends and the outermost element that nobody closed. A file that
    /// was cut off between two items has no other sign of it.
    pub fn cut_off(&mut self) -> Option<(u32, &'a str)> {
        let name = *self.open.first().filter(|_| !self.pieces.lost)?;
        Some((self.pieces.last_line(), name))
    }

    /// Ends an outermost element, and those in it.
    fn leave(&mut self, name: &str) {
        if let Some(depth) = self.open.iter().rposition(|open| *open == name) {
            self.open.truncate(depth);
        }
    }

    fn outside(&mut self, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        let start = excerpt(text);
        self.pieces.fault(
            self.pieces.position(),
            format!("expected an element, found the text {start:?} outside of all; it is passed over"),
        );
    }

    /// Reads the element whose start tag was just read.
    fn element(&mut self, name: &'a str, node: Node<'a>) -> Node<'a> {
        let mut stack = vec![Pending { name, node, inside: self.pieces.position() }];
        let mut too_deep = 0_usize;
        while !stack.is_empty() {
            let at = self.pieces.position();
            match self.pieces.piece() {
                None => return self.end_early(stack, at, "the end of the file"),
                Some(Piece::Open { node, .. }) if is_item(&node.name) => {
                    self.pieces.seek(at);
                    return self.end_early(stack, at, "the next item");
                }
                Some(Piece::Open { name, node, empty: false }) if stack.len() < MAX_DEPTH => {
                    stack.push(Pending { name, node, inside: self.pieces.position() });
                }
                Some(Piece::Open { node, empty: true, .. }) if stack.len() < MAX_DEPTH => adopt(&mut stack, node),
                Some(Piece::Open { empty, .. }) => too_deep += usize::from(!empty),
                Some(Piece::Close(_)) if too_deep > 0 => too_deep -= 1,
                Some(Piece::Close(name)) => {
                    if let Some(whole) = self.close(&mut stack, name, at) {
                        return whole;
                    }
                }
                Some(Piece::Text(text)) => append(&mut stack, text),
                Some(Piece::Data { text, closed }) => {
                    let text = self.data(stack.last().map(|open| open.name), text, closed);
                    append(&mut stack, clean(text));
                }
                Some(Piece::Rest(text)) => append(&mut stack, Cow::Borrowed(text)),
            }
        }
        Node::default()
    }

    /// Ends what the end tag `name` ends; the outermost element, if that is it.
    fn close(&mut self, stack: &mut Vec<Pending<'a>>, name: &'a str, at: usize) -> Option<Node<'a>> {
        let Some(depth) = stack.iter().rposition(|pending| pending.name == name) else {
            if is_frame(&self.pieces.names.usual(name)) {
                self.leave(name);
                return Some(self.end_early(core::mem::take(stack), at, &format!("`</{}>`", excerpt(name))));
            }
            self.pieces.fault(at, format!("expected no `</{}>`: nothing of that name is open", excerpt(name)));
            return None;
        };
        while stack.len() > depth {
            let open = stack.pop()?;
            if stack.len() > depth {
                self.pieces.fault(at, format!("expected `</{}>`, found `</{}>`", excerpt(open.name), excerpt(name)));
            }
            let node = self.whole(open, at);
            if stack.is_empty() {
                return Some(node);
            }
            adopt(stack, node);
        }
        None
    }

    /// Ends all that is open.
    fn end_early(&mut self, mut stack: Vec<Pending<'a>>, at: usize, found: &str) -> Node<'a> {
        let innermost = stack.last().map(|open| open.name).unwrap_or_default();
        self.pieces.fault(at, format!("expected `</{}>`, found {found}", excerpt(innermost)));
        while let Some(open) = stack.pop() {
            let node = self.whole(open, at);
            if stack.is_empty() {
                return node;
            }
            adopt(&mut stack, node);
        }
        Node::default()
    }

    fn whole(&self, open: Pending<'a>, end: usize) -> Node<'a> {
        Node { inner: self.pieces.text.get(open.inside..end).unwrap_or_default(), ..open.node }
    }

    /// Takes the CDATA that was just read in the element `open`, or as much of it as can be meant.
    fn data(&mut self, open: Option<&str>, text: &'a str, closed: bool) -> &'a str {
        let end = self.pieces.position();
        let start = end - text.len() - if closed { "]]>".len() } else { 0 };
        let end_tag = open.map(|open| format!("</{open}>"));
        let before = end_tag.as_ref().map_or("the next item".into(), |tag| format!("`{}`", excerpt(tag)));
        match cut(text, end_tag.as_deref()) {
            Some(cut) => {
                self.pieces.fault(start, format!("expected `]]>` before {before}"));
                self.pieces.seek(start + cut);
                text.get(..cut).unwrap_or_default()
            }
            None if !closed => {
                self.pieces.fault(start, "expected `]]>`, found the end of the file".into());
                text
            }
            None => text,
        }
    }
}

/// Gives an element to the one around it.
fn adopt<'a>(stack: &mut [Pending<'a>], node: Node<'a>) {
    if let Some(open) = stack.last_mut() {
        open.node.children.push(node);
    }
}

/// Adds a text to the innermost element.
fn append<'a>(stack: &mut [Pending<'a>], text: Cow<'a, str>) {
    match stack.last_mut() {
        Some(open) if open.node.text.is_empty() => open.node.text = text,
        Some(open) => open.node.text.to_mut().push_str(&text),
        None => {}
    }
}
