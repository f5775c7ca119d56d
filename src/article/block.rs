//! Blocks: the pieces of an article's body.
//!
//! Every block, whatever its kind, is one text with styled spans over it, so that search, snippets and highlighting
//! need no special cases: a list has one item a line, a table one row a line with its cells parted by tabs, a picture
//! has its caption as text.

use super::is_newline;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

/// One piece of the body: a paragraph, a subheading, a picture …
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// Its text: list items and table rows one a line, cells parted by tabs; for a picture the caption.
    pub text: String,
    /// Inline styles and links over `text`, in order of their start.
    pub spans: Vec<Span>,
    /// Level of a subheading, 2 to 6; else 0.
    pub level: u8,
    /// Whether a list is numbered.
    pub ordered: bool,
    /// Language of a code block (`rust`, `html` …).
    pub code: Option<String>,
    /// Picture or embedded thing.
    pub media: Media,
}

/// The kinds of [`Block`]. Readers show the text of a kind that they do not know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A paragraph.
    #[default]
    Para,
    /// A heading inside the body.
    Subhead,
    /// A quotation set off from the text.
    Quote,
    /// A list, one item a line.
    List,
    /// A remark about the article: contributors, corrections, where it first appeared.
    Note,
    /// A picture with caption and credit.
    Image,
    /// Something that the source embeds (a video, a post).
    Embed,
    /// A table: rows are lines, cells parted by tabs; the first row is the head.
    Table,
    /// Preformatted text.
    Code,
}

/// Where a picture or embed lies and who made it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Media {
    /// Who made the picture, as written, without "Photo:".
    pub credit: Option<String>,
    /// Its address.
    pub src: Option<String>,
    /// What it shows, for those who do not see it.
    pub alt: Option<String>,
    /// Width in pixels.
    pub width: Option<u32>,
    /// Height in pixels.
    pub height: Option<u32>,
}

/// A styled run of a block's text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Span {
    /// First byte in the block's text (UTF-8).
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// How it is set.
    #[serde(flatten)]
    pub style: Style,
}

/// What a [`Span`] does to its run.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "style", content = "url", rename_all = "lowercase")]
pub enum Style {
    /// Stress, usually italic.
    Emphasis,
    /// Importance, usually bold.
    Strong,
    /// Code, monospaced.
    Code,
    /// A link to this address.
    Link(String),
}

impl Block {
    /// A paragraph without inline styles.
    pub fn para(text: impl Into<String>) -> Self {
        Self::new(Kind::Para, text)
    }

    /// A block of `kind` without inline styles.
    pub fn new(kind: Kind, text: impl Into<String>) -> Self {
        Self { kind, text: text.into(), ..Self::default() }
    }

    /// The items of a list, the rows of a table, the lines of anything else.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.text.split(is_newline)
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty() && self.media.src.is_none() && self.media.credit.is_none()
    }
}

/// The JSON of `newsprint parse`: `{kind, text, …}` with the keys that fit the kind, and whatever else there is.
impl Serialize for Block {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("kind", &self.kind)?;
        map.serialize_entry("text", &self.text)?;
        if self.kind == Kind::List {
            map.serialize_entry("items", &self.lines().collect::<Vec<_>>())?;
        }
        if self.kind == Kind::List || self.ordered {
            map.serialize_entry("ordered", &self.ordered)?;
        }
        if self.kind == Kind::Subhead || self.level > 0 {
            map.serialize_entry("level", &self.level)?;
        }
        if self.kind == Kind::Code || self.code.is_some() {
            map.serialize_entry("code", &self.code)?;
        }
        if matches!(self.kind, Kind::Image | Kind::Embed) || self.media != Media::default() {
            self.media.entries(&self.text, &mut map)?;
        }
        if !self.spans.is_empty() {
            map.serialize_entry("spans", &self.spans)?;
        }
        map.end()
    }
}

impl Media {
    /// Writes `caption` and `credit`, and whatever else is known.
    fn entries<M: SerializeMap>(&self, caption: &str, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry("caption", &(!caption.is_empty()).then_some(caption))?;
        map.serialize_entry("credit", &self.credit)?;
        let texts = [("src", &self.src), ("alt", &self.alt)];
        for (key, value) in texts.into_iter().filter(|(_, value)| value.is_some()) {
            map.serialize_entry(key, value)?;
        }
        for (key, value) in [("width", self.width), ("height", self.height)] {
            if value.is_some() {
                map.serialize_entry(key, &value)?;
            }
        }
        Ok(())
    }
}
