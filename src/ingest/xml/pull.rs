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

use super::entities;
use super::names::Names;
use super::node::Node;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;

/// Elements that are nested deeper give only their text.
const MAX_DEPTH: usize = 48;

/// How often the text may be read again behind faults. A file made of nothing but faults could else take for ever.
const MAX_REREADS: usize = 4;

/// Something that is not as XML wants it.
#[derive(Debug, PartialEq, Eq)]
pub struct Fault {
    /// Line on which it stands.
    pub line: u32,
    /// What was expected and what was found.
    pub problem: String,
}

/// Reads the pieces of a feed.
pub struct Pull<'a> {
    text: &'a str,
    reader: Reader<&'a [u8]>,
    /// Byte of `text` at which `reader` began.
    base: usize,
    /// A byte of `text` and its line, from which others are counted.
    counted: (usize, u32),
    /// Bytes that may still be read again.
    patience: usize,
    names: Names,
    /// Attributes of the outermost elements: language, base address.
    pub frame: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    /// What was found wrong since this was last emptied.
    pub faults: Vec<Fault>,
}

/// What the reader saw next.
enum Piece<'a> {
    Open {
        name: &'a str,
        node: Node<'a>,
        empty: bool,
    },
    Close(&'a str),
    Text(Cow<'a, str>),
    Data {
        start: usize,
        text: Cow<'a, str>,
    },
    /// Nothing fits from here: the stretch up to the next item.
    Rest(&'a str),
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
        let patience = text.len().saturating_mul(MAX_REREADS);
        let (counted, names, faults) = ((0, 1), Names::default(), Vec::new());
        Self { text, reader: reader(text), base: 0, counted, patience, names, frame: Vec::new(), faults }
    }

    /// The next element of the feed's own level.
    pub fn next(&mut self) -> Option<Node<'a>> {
        loop {
            match self.piece()? {
                Piece::Open { node, .. } if is_frame(&node.name) => self.frame.extend(node.attributes),
                Piece::Open { name, node, empty } => return Some(if empty { node } else { self.element(name, node) }),
                Piece::Close(_) => {}
                Piece::Text(text) | Piece::Data { text, .. } if text.trim().is_empty() => {}
                Piece::Text(text) | Piece::Data { text, .. } => self.outside(&text),
                Piece::Rest(text) => self.outside(text),
            }
        }
    }

    /// The element that begins at byte `at`, read once more; `next` goes on behind it. Its lines are counted from there:
    /// those before it are too many to count for each element.
    pub fn read_at(&mut self, at: usize) -> Option<Node<'a>> {
        self.reader = reader(self.text.get(at..)?);
        (self.base, self.counted) = (at, (at, 1));
        self.next()
    }

    fn outside(&mut self, text: &str) {
        let start: String = text.trim().chars().take(60).collect();
        self.fault(
            self.position(),
            format!("expected an element, found the text {start:?} outside of all; it is passed over"),
        );
    }

    /// Reads the element whose start tag was just read.
    fn element(&mut self, name: &'a str, node: Node<'a>) -> Node<'a> {
        let mut stack = vec![Pending { name, node, inside: self.position() }];
        let mut too_deep = 0_usize;
        while !stack.is_empty() {
            let at = self.position();
            match self.piece() {
                None => return self.end_early(stack, at, "the end of the file"),
                Some(Piece::Open { node, .. }) if is_item(&node.name) => {
                    self.restart(at);
                    return self.end_early(stack, at, "the next item");
                }
                Some(Piece::Open { name, node, empty: false }) if stack.len() < MAX_DEPTH => {
                    stack.push(Pending { name, node, inside: self.position() });
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
                Some(Piece::Data { start, text }) => self.data(&mut stack, start, text),
                Some(Piece::Rest(text)) => append(&mut stack, Cow::Borrowed(text)),
            }
        }
        Node::default()
    }

    /// Ends what the end tag `name` ends; the outermost element, if that is it.
    fn close(&mut self, stack: &mut Vec<Pending<'a>>, name: &'a str, at: usize) -> Option<Node<'a>> {
        let Some(depth) = stack.iter().rposition(|pending| pending.name == name) else {
            if is_frame(&self.names.usual(name)) {
                return Some(self.end_early(core::mem::take(stack), at, &format!("`</{name}>`")));
            }
            self.fault(at, format!("expected no `</{name}>`: nothing of that name is open"));
            return None;
        };
        while stack.len() > depth {
            let open = stack.pop()?;
            if stack.len() > depth {
                self.fault(at, format!("expected `</{}>`, found `</{name}>`", open.name));
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
        self.fault(at, format!("expected `</{innermost}>`, found {found}"));
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
        Node { inner: self.text.get(open.inside..end).unwrap_or_default(), ..open.node }
    }

    /// Takes CDATA, or as much of it as can be meant.
    fn data(&mut self, stack: &mut [Pending<'a>], start: usize, text: Cow<'a, str>) {
        let Some(open) = stack.last() else { return };
        let content = start + "<![CDATA[".len();
        let raw = self.text.get(content..self.position()).unwrap_or_default();
        let end_tag = raw.find(&format!("</{}>", open.name));
        let Some(cut) = end_tag.into_iter().chain(next_item(raw)).min() else { return append(stack, text) };
        self.fault(start, format!("expected `]]>` before `</{}>`", open.name));
        append(stack, clean(raw.get(..cut).unwrap_or_default()));
        self.restart(content + cut);
    }

    /// The next piece; comments, instructions and document types are passed over.
    fn piece(&mut self) -> Option<Piece<'a>> {
        loop {
            let start = self.position();
            match self.reader.read_event() {
                Ok(Event::Start(tag)) => return Some(self.tag(&tag, start, false)),
                Ok(Event::Empty(tag)) => return Some(self.tag(&tag, start, true)),
                Ok(Event::End(tag)) => {
                    let name = self.text.get(start + 2..start + 2 + tag.name().as_ref().len()).unwrap_or_default();
                    return Some(Piece::Close(name));
                }
                Ok(Event::Text(text)) => return Some(Piece::Text(tidy(text.into_inner()))),
                Ok(Event::CData(text)) => return Some(Piece::Data { start, text: tidy(text.into_inner()) }),
                Ok(Event::GeneralRef(name)) => {
                    let written = name.into_inner();
                    return Some(Piece::Text(
                        entities::reference(&written).unwrap_or_else(|| format!("&{written};").into()),
                    ));
                }
                Ok(Event::Eof) => return None,
                Ok(_) => {}
                Err(error) => return self.rest(start, &error),
            }
        }
    }

    /// A start tag, if it is one.
    fn tag(&mut self, tag: &BytesStart, start: usize, empty: bool) -> Piece<'a> {
        let written = self.text.get(start..self.position()).unwrap_or_default();
        let name = written.get(1..1 + tag.name().as_ref().len()).unwrap_or_default();
        if !name.starts_with(|c: char| c.is_alphabetic() || c == '_') {
            self.fault(start, "expected a name after `<`, found another character; it is read as text".into());
            self.restart(start + 1);
            return Piece::Text(Cow::Borrowed("<"));
        }
        if written.get(1..).is_some_and(|rest| rest.contains('<')) {
            return self.cut_tag(written, start);
        }
        let node = self.node(name, attributes(tag), start);
        Piece::Open { name, node, empty }
    }

    /// A start tag with another `<` in it: it ends at its first `>`, or is text up to that `<`.
    fn cut_tag(&mut self, written: &'a str, start: usize) -> Piece<'a> {
        let next = written.get(1..).and_then(|rest| rest.find('<')).map_or(written.len(), |at| at + 1);
        let end = written.find('>').map_or(written.len(), |at| at + 1);
        self.fault(start, "expected the tag to end before the next `<`".into());
        if next < end {
            self.restart(start + next);
            return Piece::Text(clean(written.get(..next).unwrap_or_default()));
        }
        self.restart(start + end);
        let whole = written.get(1..end - 1).unwrap_or_default();
        let name = whole.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default();
        let tag = BytesStart::from_content(whole, name.len());
        let node = self.node(name, attributes(&tag), start);
        Piece::Open { name, node, empty: whole.ends_with('/') }
    }

    fn node(&mut self, name: &'a str, attributes: Vec<(Cow<'a, str>, Cow<'a, str>)>, start: usize) -> Node<'a> {
        if is_frame(name.rsplit(':').next().unwrap_or_default()) || name.ends_with(":RDF") {
            self.names.learn(name, &attributes);
        }
        let usual = |key: &str| Cow::Owned(self.names.usual_attribute(key).into_owned());
        let attributes = attributes.into_iter().map(|(key, value)| (usual(&key), value)).collect();
        let (name, line) = (self.names.usual(name), self.line(start));
        Node { name, attributes, line, at: start, ..Node::default() }
    }

    /// After an error that swallows all that follows: goes on at the next item.
    fn rest(&mut self, start: usize, error: &quick_xml::Error) -> Option<Piece<'a>> {
        let rest = self.text.get(start..).unwrap_or_default();
        let skipped = rest.get(1..).and_then(next_item).map_or(rest, |at| rest.get(..at + 1).unwrap_or_default());
        if skipped.get(1..).is_some_and(|inside| inside.contains('>') && inside.starts_with(char::is_alphabetic)) {
            return Some(self.cut_tag(skipped, start));
        }
        self.fault(start, error.to_string());
        if !self.restart(start + skipped.len()) {
            return None;
        }
        let begun = ["<![CDATA[", "<!--"].iter().find_map(|begin| skipped.strip_prefix(begin));
        Some(Piece::Rest(begun.unwrap_or(skipped)))
    }

    /// Reads on from byte `at`. `false`, and at the end, where too much would be read again.
    fn restart(&mut self, at: usize) -> bool {
        let again = self.position().saturating_sub(at);
        let patient = again <= self.patience;
        self.patience = self.patience.saturating_sub(again);
        if !patient {
            self.fault(at, "expected XML, found nothing but faults; the rest of the file is not read".into());
        }
        self.base = if patient { at } else { self.text.len() };
        self.reader = reader(self.text.get(self.base..).unwrap_or_default());
        patient
    }

    /// Byte of the text up to which it is read.
    fn position(&self) -> usize {
        self.base + self.reader.buffer_position() as usize
    }

    fn fault(&mut self, at: usize, problem: String) {
        let line = self.line(at);
        self.faults.push(Fault { line, problem });
    }

    /// The line of byte `at`. Bytes before the last one that was asked for are counted as being on its line.
    fn line(&mut self, at: usize) -> u32 {
        let passed = self.text.as_bytes().get(self.counted.0..at).unwrap_or_default();
        let ends = passed.iter().filter(|byte| **byte == b'\n').count() as u32;
        self.counted = (self.counted.0.max(at), self.counted.1.saturating_add(ends));
        self.counted.1
    }
}

/// A reader that takes what it gets.
fn reader(text: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    config.check_end_names = false;
    reader
}

/// Whether an element only holds the feed's parts.
fn is_frame(name: &str) -> bool {
    matches!(name, "rss" | "channel" | "feed" | "rdf:RDF")
}

/// Whether an element is an item of a feed.
pub fn is_item(name: &str) -> bool {
    matches!(name, "item" | "entry")
}

/// Where an item begins in a text: its tag, and that of its title, or the end of its tag and a line.
fn next_item(text: &str) -> Option<usize> {
    let begins = |tag: &str| {
        let mut places = text.match_indices(tag);
        places.find(|(at, _)| is_begin(text.get(at + tag.len()..).unwrap_or_default())).map(|(at, _)| at)
    };
    ["<item", "<entry"].into_iter().filter_map(begins).min()
}

/// Whether what follows the name of a tag closes it and begins another.
fn is_begin(rest: &str) -> bool {
    let Some((attributes, after)) = rest.split_once('>') else { return false };
    let own = attributes.is_empty() || attributes.starts_with(|c: char| c.is_ascii_whitespace());
    own && !attributes.contains('<') && after.trim_start().starts_with('<')
}

/// The attributes of a tag; a broken one counts for nothing.
fn attributes<'a>(tag: &BytesStart) -> Vec<(Cow<'a, str>, Cow<'a, str>)> {
    let mut written = tag.html_attributes();
    let all = written.with_checks(false).flatten().map(|attribute| {
        let value = entities::resolve(&attribute.value).into_owned();
        (Cow::Owned(attribute.key.as_ref().to_owned()), Cow::Owned(value))
    });
    all.collect()
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

/// A text with plain line ends.
fn clean(text: &str) -> Cow<'_, str> {
    match text.contains('\r') {
        true => Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")),
        false => Cow::Borrowed(text),
    }
}

fn tidy(text: Cow<str>) -> Cow<str> {
    match text {
        Cow::Borrowed(text) => clean(text),
        Cow::Owned(text) => Cow::Owned(clean(&text).into_owned()),
    }
}
