//! Single tags, as they stand between the words of Markdown.

use super::media::{self, Picture};
use super::parse;
use crate::article::{Block, Style};
use crate::ingest::url::{self, Address};

/// What one tag does.
#[derive(Debug, PartialEq)]
pub enum Inline {
    /// Begins a run of text: the tag's name, and the style of the run, if it has one.
    Open(String, Option<Style>),
    /// Begins a link whose address is not kept: the address.
    Unsafe(String),
    /// Ends the run that a tag of this name began.
    Close(String),
    /// Ends a line.
    Break,
    /// Shows a picture.
    Picture(Box<Block>),
    /// Says nothing to readers.
    Comment,
    /// Anything else.
    Other,
}

/// Reads one tag.
pub fn inline(tag: &str) -> Inline {
    let tag = tag.trim();
    if tag.starts_with("<!--") {
        return Inline::Comment;
    }
    if let Some(name) = tag.strip_prefix("</") {
        return Inline::Close(name.trim_end_matches('>').trim().to_ascii_lowercase());
    }
    let tree = parse::piece(tag).tree;
    let Some(id) = tree.inside(0).find(|&id| !matches!(tree.name(id), "" | "html")) else { return Inline::Other };
    let name = tree.name(id);
    let style = match name {
        "br" => return Inline::Break,
        "img" => {
            return match media::picture(&tree, id, None) {
                Picture::Block(block) => Inline::Picture(Box::new(block)),
                Picture::Sign(_) | Picture::Nothing => Inline::Other,
            };
        }
        "a" => match tree.attr(id, "href").map(|value| (value, url::read(value, None))) {
            Some((_, Address::Good(url))) => Some(Style::Link(url)),
            Some((value, Address::Unsafe)) => return Inline::Unsafe(value.to_owned()),
            Some((_, Address::Empty)) | None => None,
        },
        "b" | "strong" => Some(Style::Strong),
        "i" | "em" | "cite" | "dfn" => Some(Style::Emphasis),
        "code" | "kbd" | "samp" | "tt" | "var" => Some(Style::Code),
        "sup" | "sub" | "span" | "small" | "big" | "mark" | "u" | "s" | "del" | "ins" | "abbr" | "font" | "q"
        | "time" | "bdi" | "bdo" | "ruby" | "rt" | "rp" | "strike" | "nobr" | "wbr" | "center" => None,
        _ => return Inline::Other,
    };
    Inline::Open(name.to_owned(), style)
}
