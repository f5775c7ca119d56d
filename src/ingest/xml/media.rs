//! What feeds hang on an item: `enclosure`, and `media:content`, `media:thumbnail`, `media:group` (Media RSS).
//!
//! The same picture often comes in several sizes. Of pictures with the same caption the widest is taken; without
//! captions, those that name their widths are taken for one.

use super::node::Node;
use super::plain;
use crate::article::{Block, Kind, Media};
use std::collections::{BTreeSet, HashMap};

/// The pictures, films and recordings of an item, in order.
pub fn all(item: &Node) -> Vec<Block> {
    let mut found = Found::default();
    let texts = Texts::default().below(item);
    item.children.iter().for_each(|child| found.add(child, texts.clone()));
    found.blocks
}

/// What was found so far.
#[derive(Default)]
struct Found {
    blocks: Vec<Block>,
    /// Whether only a small picture was found for the last block.
    thumbnail: bool,
    /// Where the blocks stand that may be the same as another.
    places: HashMap<Mark, BTreeSet<usize>>,
    /// Whether a picture was found.
    picture: bool,
}

/// By what a block is known as the same as another.
#[derive(PartialEq, Eq, Hash)]
enum Mark {
    Address(bool, Option<String>),
    Caption(bool, String),
    /// It has no caption, but a width: it is one of several sizes.
    Sized(bool),
}

/// The marks of a block. Pictures are never the same as films.
fn marks(block: &Block) -> impl Iterator<Item = Mark> {
    let picture = block.kind == Kind::Image;
    let caption = match block.text.is_empty() {
        false => Some(Mark::Caption(picture, block.text.clone())),
        true => block.media.width.map(|_| Mark::Sized(picture)),
    };
    [Mark::Address(picture, block.media.src.clone())].into_iter().chain(caption)
}

/// Texts that hold for what stands below an element.
#[derive(Clone, Default)]
struct Texts {
    caption: Option<String>,
    credit: Option<String>,
}

impl Texts {
    /// The texts that an element names, else those around it.
    fn below(&self, node: &Node) -> Self {
        let text = |name| node.child(name).and_then(|child| plain::present(&child.markup()));
        let caption = text("media:description").or_else(|| text("media:title"));
        Self {
            caption: caption.or_else(|| self.caption.clone()),
            credit: text("media:credit").or_else(|| self.credit.clone()),
        }
    }
}

impl Found {
    fn add(&mut self, node: &Node, texts: Texts) {
        match node.name.as_ref() {
            "media:group" => {
                let texts = texts.below(node);
                node.children.iter().for_each(|child| self.add(child, texts.clone()));
            }
            "media:content" => {
                let texts = texts.below(node);
                self.content(node, &texts);
                node.all("media:thumbnail").for_each(|child| self.add(child, texts.clone()));
            }
            "media:thumbnail" | "itunes:image" => self.thumbnail(node, &texts),
            "enclosure" => self.content(node, &Texts::default()),
            _ => {}
        }
    }

    fn content(&mut self, node: &Node, texts: &Texts) {
        let Some(src) = node.attribute("url").or_else(|| node.attribute("href")) else { return };
        let said = [node.attribute("medium"), node.attribute("type")].into_iter().flatten().next();
        let is = |kind: &str| said.map_or_else(|| ends_like(src, kind), |said| said.starts_with(kind));
        let kind = match () {
            () if is("image") => Kind::Image,
            () if is("audio") || is("video") => Kind::Embed,
            () => return,
        };
        self.put(block(kind, src, node, texts));
    }

    /// A small picture counts where there is no other.
    fn thumbnail(&mut self, node: &Node, texts: &Texts) {
        let Some(src) = node.attribute("url").or_else(|| node.attribute("href")) else { return };
        if !self.picture {
            self.push(block(Kind::Image, src, node, texts));
            self.thumbnail = true;
        }
    }

    /// Adds a block, or takes it for one that is there.
    fn put(&mut self, mut block: Block) {
        if block.kind == Kind::Image && core::mem::take(&mut self.thumbnail) {
            self.drop_thumbnail(&block.text);
        }
        let same = marks(&block).filter_map(|mark| self.places.get(&mark)?.first().copied()).min();
        let Some((at, found)) = same.and_then(|at| Some((at, self.blocks.get_mut(at)?))) else {
            return self.push(block);
        };
        if block.media.width.unwrap_or_default() <= found.media.width.unwrap_or_default() {
            found.media.credit = found.media.credit.take().or(block.media.credit);
            return;
        }
        block.media.credit = block.media.credit.take().or(found.media.credit.take());
        let old = core::mem::replace(found, block);
        for mark in marks(&old) {
            self.places.entry(mark).or_default().remove(&at);
        }
        self.mark(at);
    }

    /// A picture takes the place of a small one, unless that has another caption.
    fn drop_thumbnail(&mut self, caption: &str) {
        self.blocks.retain(|found| found.kind != Kind::Image || !found.text.is_empty() && found.text != caption);
        self.places.clear();
        (0..self.blocks.len()).for_each(|at| self.mark(at));
    }

    fn push(&mut self, block: Block) {
        self.picture |= block.kind == Kind::Image;
        self.blocks.push(block);
        self.mark(self.blocks.len() - 1);
    }

    /// Notes where the block number `at` stands.
    fn mark(&mut self, at: usize) {
        for mark in self.blocks.get(at).into_iter().flat_map(marks) {
            self.places.entry(mark).or_default().insert(at);
        }
    }
}

/// A block for what lies at `src`.
fn block(kind: Kind, src: &str, node: &Node, texts: &Texts) -> Block {
    let number = |name| node.attribute(name).and_then(|text| text.parse().ok());
    let media = Media {
        credit: texts.credit.clone(),
        src: Some(src.into()),
        alt: None,
        width: number("width"),
        height: number("height"),
    };
    Block { media, ..Block::new(kind, texts.caption.clone().unwrap_or_default()) }
}

/// Whether an address ends as files of a kind do.
fn ends_like(src: &str, kind: &str) -> bool {
    let path = src.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let endings: &[&str] = match kind {
        "image" => &[".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif"],
        "audio" => &[".mp3", ".ogg", ".m4a", ".opus"],
        _ => &[".mp4", ".webm"],
    };
    endings.iter().any(|ending| path.ends_with(ending))
}
