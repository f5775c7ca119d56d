//! What an exported body says about a block beside its Markdown.

use super::super::json;
use super::super::keys::Value;
use super::fields::text_of;
use crate::article::{Block, Kind, Media};

/// The kinds by their names.
const KINDS: [(&str, Kind); 9] = [
    ("para", Kind::Para),
    ("subhead", Kind::Subhead),
    ("quote", Kind::Quote),
    ("list", Kind::List),
    ("note", Kind::Note),
    ("image", Kind::Image),
    ("embed", Kind::Embed),
    ("table", Kind::Table),
    ("code", Kind::Code),
];

/// The marks of a body; none are seen unless it was exported.
#[derive(Default)]
pub struct Marks {
    /// Whether the body was exported.
    exact: bool,
    /// The mark that waits for its block.
    waiting: Option<Mark>,
}

/// A comment that says what the next block is.
struct Mark {
    kind: Kind,
    keys: Value,
    /// The comment, and its offset, in case no block follows.
    html: String,
    offset: usize,
}

impl Marks {
    /// `exact`: the body was exported.
    pub fn new(exact: bool) -> Self {
        Self { exact, waiting: None }
    }

    /// Takes a comment that is a mark.
    pub fn take(&mut self, html: &str, offset: usize) -> bool {
        let mark = mark(html, offset).filter(|_| self.exact && self.waiting.is_none());
        let found = mark.is_some();
        self.waiting = mark.or(self.waiting.take());
        found
    }

    /// The comment that no block followed.
    pub fn left(&mut self) -> Option<(String, usize)> {
        self.waiting.take().map(|mark| (mark.html, mark.offset))
    }

    /// Makes of a block and the pictures in it what the mark before it, or its own text, says. `true`: the block stays
    /// even if it shows nothing.
    pub fn finish(&mut self, block: &mut Block, images: &mut Vec<Block>) -> bool {
        if !self.exact || (block.is_empty() && images.is_empty()) {
            return false;
        }
        if let Some(mark) = self.waiting.take() {
            mark.apply(block, images);
            return false;
        }
        let is_whole = block.kind == Kind::Code && block.code.as_deref() == Some("newsprint");
        let whole = Some(&block.text).filter(|_| is_whole).and_then(|text| json::block(text));
        let found = whole.is_some();
        *block = whole.unwrap_or_else(|| core::mem::take(block));
        found
    }
}

impl Mark {
    fn apply(self, block: &mut Block, images: &mut Vec<Block>) {
        let is_media = matches!(self.kind, Kind::Image | Kind::Embed);
        if is_media && !images.is_empty() {
            let image = images.remove(0);
            block.media = image.media;
            part_from_picture(block);
            if block.text.is_empty() {
                block.text = image.text;
            }
        }
        block.kind = self.kind;
        set_keys(&self.keys, block);
    }
}

/// Takes off the blank between a picture and its caption.
fn part_from_picture(block: &mut Block) {
    if block.text.starts_with(' ') {
        block.text.remove(0);
        for span in &mut block.spans {
            (span.start, span.end) = (span.start.saturating_sub(1), span.end.saturating_sub(1));
        }
    }
}

/// `<!-- KIND -->` or `<!-- KIND {keys as JSON} -->`.
fn mark(html: &str, offset: usize) -> Option<Mark> {
    let inner = html.trim().strip_prefix("<!--")?.strip_suffix("-->")?.trim();
    let (name, keys) = inner.split_once(' ').unwrap_or((inner, "{}"));
    let keys = serde_json::from_str(keys).ok()?;
    Some(Mark { kind: kind(name)?, keys, html: html.into(), offset })
}

/// The kind with this name.
fn kind(name: &str) -> Option<Kind> {
    KINDS.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
}

/// Gives a block what a map says about it beside its text.
fn set_keys(keys: &Value, block: &mut Block) {
    let number = |key| match keys.get(key) {
        Some(Value::Int(number)) => u32::try_from(*number).ok(),
        _ => None,
    };
    let Media { credit, src, alt, width, height } = &mut block.media;
    for (field, key) in [(credit, "credit"), (src, "src"), (alt, "alt"), (&mut block.code, "code")] {
        *field = text_of(keys, key).or(field.take());
    }
    (*width, *height) = (number("width").or(*width), number("height").or(*height));
    block.level = number("level").and_then(|level| u8::try_from(level).ok()).unwrap_or(block.level);
    if let Some(Value::Bool(ordered)) = keys.get("ordered") {
        block.ordered = *ordered;
    }
}
