//! What quick-xml sees, piece by piece, and how it goes on where that cannot be meant.

use super::ahead::{End, Shape, next_item, shape};
use crate::ingest::excerpt::excerpt;
use crate::ingest::xml::entities;
use crate::ingest::xml::names::Names;
use crate::ingest::xml::node::Node;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;

/// How often the text may be read again behind faults. A file made of nothing but faults could else take for ever.
const MAX_REREADS: usize = 4;

/// Faults of one element that are described; more are counted.
const MOST_FAULTS: usize = 20;

/// Something that is not as XML wants it.
#[derive(Debug, PartialEq, Eq)]
pub struct Fault {
    /// Line on which it stands.
    pub line: u32,
    /// What was expected and what was found.
    pub problem: String,
    /// Whether nothing behind it is read.
    pub lost: bool,
}

/// Reads a text piece by piece.
pub struct Pieces<'a> {
    /// The whole text.
    pub text: &'a str,
    reader: Reader<&'a [u8]>,
    /// Byte of `text` at which `reader` began.
    base: usize,
    /// A byte of `text` and its line, from which others are counted.
    counted: (usize, u32),
    /// Bytes that may still be read again.
    patience: usize,
    /// Where CDATA, comments and instructions end.
    ends: [End; 3],
    /// The usual names of elements.
    pub names: Names,
    /// What was found wrong.
    pub faults: Vec<Fault>,
    /// How many faults more.
    pub more: usize,
    /// Whether the rest of the text was given up.
    pub lost: bool,
}

/// What the reader saw next.
pub enum Piece<'a> {
    Open {
        name: &'a str,
        node: Node<'a>,
        empty: bool,
    },
    Close(&'a str),
    Text(Cow<'a, str>),
    /// CDATA up to its `]]>`; without one, all that follows.
    Data {
        text: &'a str,
        closed: bool,
    },
    /// Nothing fits from here: the stretch up to the next item.
    Rest(&'a str),
}

impl<'a> Pieces<'a> {
    /// For a text from its beginning.
    pub fn new(text: &'a str) -> Self {
        let patience = text.len().saturating_mul(MAX_REREADS);
        let (names, faults) = (Names::default(), Vec::new());
        let ends = ["]]>", "-->", "?>"].map(End::new);
        Self {
            text,
            reader: reader(text),
            base: 0,
            counted: (0, 1),
            patience,
            ends,
            names,
            faults,
            more: 0,
            lost: false,
        }
    }

    /// The line on which the text ends.
    pub fn last_line(&mut self) -> u32 {
        self.line(self.text.trim_end().len())
    }

    /// Goes to byte `at`, from where lines are counted anew.
    pub fn go_to(&mut self, at: usize) {
        self.seek(at);
        self.counted = (at, 1);
    }

    /// Reads on from byte `at`.
    pub fn seek(&mut self, at: usize) {
        self.reader = reader(self.text.get(at..).unwrap_or_default());
        self.base = at;
    }

    /// The next piece; comments, instructions and document types are passed over.
    pub fn piece(&mut self) -> Option<Piece<'a>> {
        loop {
            let start = self.position();
            if let Some(piece) = self.endless(start) {
                return Some(piece);
            }
            match self.reader.read_event() {
                Ok(Event::Start(tag)) => return Some(self.tag(&tag, start, false)),
                Ok(Event::Empty(tag)) => return Some(self.tag(&tag, start, true)),
                Ok(Event::End(tag)) => {
                    let name = self.text.get(start + 2..start + 2 + tag.name().as_ref().len()).unwrap_or_default();
                    return Some(Piece::Close(name));
                }
                Ok(Event::Text(text)) => return Some(Piece::Text(tidy(text.into_inner()))),
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

    /// What quick-xml would look for in all that follows, and CDATA.
    fn endless(&mut self, start: usize) -> Option<Piece<'a>> {
        let rest = self.text.get(start..)?;
        let [data, comment, instruction] = &mut self.ends;
        let (begun, problem) = match rest {
            _ if rest.starts_with("<![CDATA[") => {
                let inside = start + "<![CDATA[".len();
                let end = data.after(self.text, inside);
                let text = self.text.get(inside..end.unwrap_or(self.text.len())).unwrap_or_default();
                self.seek(end.map_or(self.text.len(), |end| end + "]]>".len()));
                return Some(Piece::Data { text, closed: end.is_some() });
            }
            _ if rest.starts_with("<!--") => (comment.after(self.text, start + 4).is_none().then_some("<!--")?, "-->"),
            _ if rest.starts_with("<?") => (instruction.after(self.text, start + 2).is_none().then_some("<?")?, "?>"),
            _ => return self.no_tag(rest, start),
        };
        self.fault(start, format!("expected `{problem}` behind `{begun}`, found none in all that follows"));
        let end = next_item(rest.get(1..)?).map_or(rest.len(), |at| at + 1);
        self.seek(start + end);
        Some(Piece::Rest(rest.get(begun.len()..end)?))
    }

    /// A `<` that begins no tag, and a tag that is not whole.
    fn no_tag(&mut self, rest: &'a str, start: usize) -> Option<Piece<'a>> {
        match shape(rest) {
            Shape::Other => None,
            Shape::NoName => {
                self.fault(start, "expected a name after `<`, found another character; it is read as text".into());
                self.seek(start + 1);
                Some(Piece::Text(Cow::Borrowed("<")))
            }
            Shape::Text(length) => {
                self.fault(start, "expected the tag to end before the next `<`".into());
                self.seek(start + length);
                Some(Piece::Text(clean(rest.get(..length)?)))
            }
            Shape::Cut(length) => {
                self.fault(start, "expected the tag to end before the next `<`".into());
                self.seek(start + length);
                let whole = rest.get(1..length - 1)?;
                let name = whole.split(|c: char| c.is_whitespace() || c == '/').next()?;
                let node = self.node(name, attributes(&BytesStart::from_content(whole, name.len())), start);
                Some(Piece::Open { name, node, empty: whole.ends_with('/') })
            }
        }
    }

    /// A start tag.
    fn tag(&mut self, tag: &BytesStart, start: usize, empty: bool) -> Piece<'a> {
        let written = self.text.get(start..self.position()).unwrap_or_default();
        let name = written.get(1..1 + tag.name().as_ref().len()).unwrap_or_default();
        let node = self.node(name, attributes(tag), start);
        Piece::Open { name, node, empty }
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

    /// After an error that swallows all that follows: goes on at the next item. Not without end: each such error may
    /// have looked at the whole file.
    fn rest(&mut self, start: usize, error: &quick_xml::Error) -> Option<Piece<'a>> {
        let rest = self.text.get(start..).unwrap_or_default();
        let skipped = rest.get(1..).and_then(next_item).map_or(rest, |at| rest.get(..at + 1).unwrap_or_default());
        let at = start + skipped.len();
        let again = self.position().saturating_sub(at);
        if again > self.patience {
            let line = self.line(start);
            let problem = format!("{}, as often before", excerpt(&error.to_string()));
            self.faults.insert(0, Fault { line, problem, lost: true });
            self.lost = true;
            self.seek(self.text.len());
            return None;
        }
        self.fault(start, excerpt(&error.to_string()));
        self.patience -= again;
        self.seek(at);
        Some(Piece::Rest(skipped))
    }

    /// Byte of the text up to which it is read.
    pub fn position(&self) -> usize {
        self.base + self.reader.buffer_position() as usize
    }

    /// Notes that something is wrong at byte `at`.
    pub fn fault(&mut self, at: usize, problem: String) {
        if self.faults.len() < MOST_FAULTS {
            let line = self.line(at);
            self.faults.push(Fault { line, problem, lost: false });
        } else {
            self.more += 1;
        }
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
pub fn is_frame(name: &str) -> bool {
    matches!(name, "rss" | "channel" | "feed" | "rdf:RDF")
}

/// Whether an element is an item of a feed.
pub fn is_item(name: &str) -> bool {
    matches!(name, "item" | "entry")
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

/// A text with plain line ends. Vertical tabs and form feeds, which XML forbids, are what word processors write for them.
pub fn clean(text: &str) -> Cow<'_, str> {
    match text.contains(['\r', '\u{b}', '\u{c}']) {
        true => Cow::Owned(text.replace("\r\n", "\n").replace(['\r', '\u{b}', '\u{c}'], "\n")),
        false => Cow::Borrowed(text),
    }
}

fn tidy(text: Cow<str>) -> Cow<str> {
    match text {
        Cow::Borrowed(text) => clean(text),
        Cow::Owned(text) => Cow::Owned(clean(&text).into_owned()),
    }
}
