//! What tags mean to an article.

use super::tree::{Id, Step, Tree};

/// What a tag does to the text in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// Stands within a line.
    Inline,
    /// Begins a line of its own, and so does what follows.
    Block,
    /// A heading of this level.
    Heading(u8),
    /// A quotation.
    Quote,
    /// A list; whether its items are numbered.
    List(bool),
    /// An item of a list.
    Item,
    /// A table.
    Table,
    /// A row of a table.
    Row,
    /// A cell of a table.
    Cell,
    /// Text that is shown as it is written.
    Pre,
    /// A picture with its caption.
    Figure,
    /// The caption of a figure.
    Caption,
    /// A picture.
    Picture,
    /// A frame, a video, a sound.
    Embed,
    /// The end of a line.
    Break,
    /// A line across the page.
    Rule,
    /// No part of a text: the name of the rule that removes it.
    Junk(&'static str),
}

/// The sense of an element.
pub fn sense(tree: &Tree, id: Id) -> Sense {
    if let Some(rule) = hidden(tree, id) {
        return Sense::Junk(rule);
    }
    match tree.name(id) {
        "h1" | "h2" => Sense::Heading(2),
        "h3" => Sense::Heading(3),
        "h4" => Sense::Heading(4),
        "h5" => Sense::Heading(5),
        "h6" => Sense::Heading(6),
        "blockquote" => Sense::Quote,
        "ul" | "menu" | "dir" | "dl" => Sense::List(false),
        "ol" => Sense::List(true),
        "li" | "dt" | "dd" => Sense::Item,
        "table" => Sense::Table,
        "tr" => Sense::Row,
        "td" | "th" => Sense::Cell,
        "pre" | "listing" | "xmp" | "plaintext" => Sense::Pre,
        "figure" => Sense::Figure,
        "figcaption" => Sense::Caption,
        "img" | "amp-img" => Sense::Picture,
        "iframe" | "video" | "audio" | "embed" | "object" => Sense::Embed,
        "br" => Sense::Break,
        "hr" => Sense::Rule,
        name => of_name(tree, id, name),
    }
}

/// The sense of the names that are left.
fn of_name(tree: &Tree, id: Id, name: &str) -> Sense {
    match name {
        "script" => Sense::Junk("script"),
        "style" => Sense::Junk("style"),
        "nav" => Sense::Junk("nav"),
        "head" | "title" | "meta" | "link" | "base" => Sense::Junk("head"),
        "button" | "select" | "textarea" | "input" | "datalist" | "option" => Sense::Junk("form"),
        "svg" | "canvas" => Sense::Junk("drawing"),
        "noscript" if tree.inside(id).all(|id| !matches!(tree.name(id), "img" | "iframe")) => Sense::Junk("noscript"),
        "noframes" | "noembed" => Sense::Junk("fallback"),
        "p" | "div" | "section" | "article" | "main" | "aside" | "header" | "footer" | "address" | "center" => {
            match tree.attr(id, "class") {
                Some(class) if has_class(class, "wp-caption") => Sense::Figure,
                Some(class) if has_class(class, "wp-caption-text") => Sense::Caption,
                _ => Sense::Block,
            }
        }
        "form" | "fieldset" | "legend" | "details" | "summary" | "hgroup" | "body" | "html" => Sense::Block,
        "tbody" | "thead" | "tfoot" | "caption" | "colgroup" | "dialog" | "search" | "frameset" => Sense::Block,
        _ => Sense::Inline,
    }
}

/// Whether a list of classes names `class`.
pub fn has_class(classes: &str, class: &str) -> bool {
    classes.split_whitespace().any(|known| known == class)
}

/// Whether the page says itself that nobody sees the element.
fn hidden(tree: &Tree, id: Id) -> Option<&'static str> {
    let element = tree.element(id)?;
    let hides = element.attrs.iter().any(|attr| match &*attr.name.local {
        "hidden" => true,
        "aria-hidden" => attr.value.trim().eq_ignore_ascii_case("true"),
        "style" => {
            let style = attr.value.replace(char::is_whitespace, "").to_ascii_lowercase();
            style.contains("display:none") || style.contains("visibility:hidden")
        }
        _ => false,
    });
    hides.then_some("hidden")
}

/// What stands in an element, whatever is around it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Holds {
    /// Headings, tables, code, quotations or figures: too much for one line of a list.
    pub blocks: bool,
    /// Paragraphs, lists or further tables.
    pub paragraphs: bool,
    /// Pictures or frames.
    pub media: bool,
    /// Tags of forms that people fill in.
    pub inputs: bool,
    /// Rows of a table.
    pub rows: u32,
    /// Cells of a table.
    pub cells: u32,
}

/// What every element of the tree holds, in one walk.
pub fn holds(tree: &Tree, root: Id) -> Vec<Holds> {
    let mut all = vec![Holds::default(); tree.len()];
    for step in tree.walk(root) {
        let Step::Leave(id) = step else { continue };
        let own = all.get(id).copied().unwrap_or_default();
        if let Some(parent) = all.get_mut(tree.parent(id)).filter(|_| id != root) {
            add(parent, own, tree.name(id));
        }
    }
    all
}

/// Adds an element and what it holds to its parent.
fn add(parent: &mut Holds, own: Holds, name: &str) {
    let block = ["h1", "h2", "h3", "h4", "h5", "h6", "table", "pre", "blockquote", "figure"].contains(&name);
    parent.blocks |= own.blocks || block;
    parent.paragraphs |=
        own.paragraphs || ["p", "div", "ul", "ol", "dl", "table", "section", "article"].contains(&name);
    parent.media |= own.media || ["img", "amp-img", "iframe", "video", "audio", "embed", "object"].contains(&name);
    parent.inputs |= own.inputs || ["input", "textarea", "select", "button"].contains(&name);
    parent.rows = parent.rows.saturating_add(own.rows).saturating_add(u32::from(name == "tr"));
    parent.cells = parent.cells.saturating_add(own.cells).saturating_add(u32::from(name == "td" || name == "th"));
}
