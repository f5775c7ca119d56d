//! Pictures, frames and their captions.

use super::tree::{Id, Tree};
use crate::article::{Block, Kind, Media, Span};
use crate::ingest::text::caption;
use crate::ingest::url;

/// Attributes that name a picture which a script would load.
const LAZY: [&str; 6] = ["data-src", "data-original", "data-lazy-src", "data-lazy", "data-url", "data-hi-res-src"];
/// Attributes that list a picture in several sizes.
const SETS: [&str; 3] = ["srcset", "data-srcset", "data-lazy-srcset"];

/// What an `<img>` is.
pub enum Picture {
    /// A sign within the text (a smiley): what stands for it.
    Sign(String),
    /// A picture.
    Block(Block),
    /// Something to count visitors with, or nothing at all.
    Nothing,
}

/// Reads an `<img>`.
pub fn picture(tree: &Tree, id: Id, base: Option<&str>) -> Picture {
    let size = |name| tree.attr(id, name).and_then(pixels);
    let (width, height) = (size("width"), size("height"));
    let alt = tree.attr(id, "alt").map(super::tree::collapse);
    let class = tree.attr(id, "class").unwrap_or_default().to_ascii_lowercase();
    if let Some(sign) = alt.as_deref().filter(|_| class.contains("emoji") || class.contains("smiley")) {
        return Picture::Sign(sign.to_owned());
    }
    if width.is_some_and(|width| width <= 1) || height.is_some_and(|height| height <= 1) {
        return Picture::Nothing;
    }
    let src = source(tree, id, base);
    if src.is_none() && alt.is_none() {
        return Picture::Nothing;
    }
    let media = Media { credit: None, src, alt, width, height };
    Picture::Block(Block { media, ..Block::new(Kind::Image, "") })
}

/// The address of a picture: what a script would load goes before what holds its place.
fn source(tree: &Tree, id: Id, base: Option<&str>) -> Option<String> {
    let lazy = LAZY.iter().filter_map(|name| tree.attr(id, name)).filter(|value| !value.starts_with(['{', '[']));
    let plain = tree.attr(id, "src");
    let sets = SETS.iter().filter_map(|name| tree.attr(id, name)).filter_map(widest);
    lazy.chain(plain).chain(sets).find_map(|value| url::good(value, base))
}

/// The address of the largest picture of a set: `a.jpg 1x, b.jpg 2x`.
fn widest(set: &str) -> Option<&str> {
    let entries = set.split(", ").filter_map(|entry| {
        let mut words = entry.split_whitespace();
        let (url, size) = (words.next()?, words.next().unwrap_or("1x"));
        let size: f32 = size.trim_matches([',', 'x', 'w', 'h']).parse().unwrap_or(0.0);
        Some((size, url))
    });
    entries.max_by(|one, other| one.0.total_cmp(&other.0)).map(|(_, url)| url)
}

/// A size in pixels; percentages say nothing.
fn pixels(value: &str) -> Option<u32> {
    value.strip_suffix("px").unwrap_or(value).trim().parse().ok()
}

/// Reads an `<iframe>`, `<video>`, `<audio>`, `<embed>` or `<object>`.
pub fn embed(tree: &Tree, id: Id, base: Option<&str>) -> Option<Block> {
    let size = |name| tree.attr(id, name).and_then(pixels);
    let (width, height) = (size("width"), size("height"));
    if width.is_some_and(|width| width <= 1) || height.is_some_and(|height| height <= 1) {
        return None;
    }
    let named = ["data-src", "src", "data", "data-lazy-src"].iter().filter_map(|name| tree.attr(id, name));
    let inner = tree.inside(id).filter(|&id| tree.name(id) == "source").filter_map(|id| tree.attr(id, "src"));
    let src = named.chain(inner).find_map(|value| url::good(value, base).filter(|url| !url.starts_with("about:")))?;
    let alt = tree.attr(id, "title").or_else(|| tree.attr(id, "aria-label")).map(super::tree::collapse);
    let media = Media { credit: None, src: Some(src), alt, width, height };
    Some(Block { media, ..Block::new(Kind::Embed, "") })
}

/// A figure that is open.
#[derive(Debug, Default)]
pub struct Figure {
    /// Number of blocks before it.
    pub first: usize,
    /// Its caption so far, and the line that it begins on.
    pub caption: Option<(u32, Block)>,
    /// Who made it, where the page marks that.
    pub credit: Option<(u32, String)>,
    /// Whether another figure stands in it.
    pub nested: bool,
}

impl Figure {
    /// Adds a piece of caption.
    pub fn add(&mut self, line: u32, piece: Block) {
        let Some((_, caption)) = &mut self.caption else {
            self.caption = Some((line, piece));
            return;
        };
        let shift = caption.text.len() + 1;
        caption.text.push('\n');
        caption.text.push_str(&piece.text);
        let moved = |span: Span| Span { start: span.start + shift, end: span.end + shift, ..span };
        caption.spans.extend(piece.spans.into_iter().map(moved));
    }
}

/// Cuts the credit off a caption; returns the run that was cut.
pub fn cut_credit(caption: &mut Block) -> Option<String> {
    let found = caption::read(&caption.text)?;
    let rest = caption.text.strip_prefix(found.text.as_str())?.trim().to_owned();
    caption.text = found.text;
    caption.media.credit = found.credit;
    let end = caption.text.len();
    caption.spans.retain_mut(|span| {
        span.end = span.end.min(end);
        span.start < span.end
    });
    Some(rest)
}

/// The name in a text that the page marks as credit: without "Photo:" and brackets.
pub fn credit_name(text: &str) -> String {
    let bare = text.trim_start_matches(['(', '[', '|']).trim_end_matches([')', ']', '|']).trim();
    match caption::read(bare) {
        Some(found) if found.text.is_empty() => found.credit.unwrap_or_else(|| bare.to_owned()),
        _ => bare.to_owned(),
    }
}
