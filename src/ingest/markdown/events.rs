//! The parser's events, one after the other, become blocks.

use super::lines::Lines;
use crate::article::{Block, Kind, Media, Removed, Span, Style};
use crate::ingest::exported::Marks;
use crate::ingest::url::{self, Address};
use core::ops::Range;
use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, Tag, TagEnd};
use std::collections::HashSet;

/// Turns events into blocks.
#[derive(Default)]
pub struct Builder {
    pub(super) blocks: Vec<Block>,
    pub(super) removed: Vec<Removed>,
    /// The block being written.
    pub(super) block: Block,
    /// Quotations and lists that are open, outermost first: the outermost gives a block its kind.
    outer: Vec<Outer>,
    /// Styles that are open: where each began and what it is.
    styles: Vec<(usize, Option<Style>)>,
    /// HTML tags that are open: name, where each began and what it is.
    pub(super) tags: Vec<(String, usize, Option<Style>)>,
    /// The block of HTML that is open: where it begins and what it says.
    pub(super) html: Option<(usize, String)>,
    /// Lines on which HTML was left out.
    pub(super) left_out: Vec<u32>,
    /// What else a person should know.
    pub(super) warnings: Vec<String>,
    /// The picture that is open: its texts go to `alt`, not into the block.
    image: Option<Block>,
    /// Pictures that wait for their paragraph's end.
    pub(super) images: Vec<Block>,
    /// Cells of the row that is open.
    cells: usize,
    /// What an export says about a block beside its Markdown.
    pub(super) marks: Marks,
    pub(super) lines: Lines,
    /// References that links and pictures have used.
    used: HashSet<String>,
    /// Whether an export is read: all is taken as it is.
    exact: bool,
}

/// A container of blocks.
#[derive(Clone, Copy, PartialEq)]
enum Outer {
    Quote,
    List { ordered: bool },
    Note,
}

impl Builder {
    /// Of a text with these lines; `exact`: an export, that says more beside its Markdown.
    pub fn new(lines: Lines, exact: bool) -> Self {
        Self { lines, exact, marks: Marks::new(exact), ..Self::default() }
    }

    /// Takes the next event, which stands at `range`.
    pub(super) fn event(&mut self, event: Event, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range.start),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.push(&text),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                let start = self.block.text.len();
                self.push(&text);
                self.span(start, Style::Code);
            }
            Event::Html(html) if self.marks.take(&html, range.start) => {}
            Event::Html(html) => self.html.get_or_insert((range.start, String::new())).1.push_str(&html),
            Event::InlineHtml(html) => self.inline(&html, range.start),
            Event::FootnoteReference(label) => self.push(&format!("[{label}]")),
            Event::SoftBreak => self.push(" "),
            Event::HardBreak => self.push(if self.in_lines() { " " } else { "\n" }),
            Event::Rule => self.flush(),
            Event::TaskListMarker(done) => self.push(if done { "[x] " } else { "[ ] " }),
        }
    }

    fn start(&mut self, tag: Tag, at: usize) {
        match tag {
            Tag::Paragraph => self.begin_paragraph(),
            Tag::Heading { level, .. } => self.begin(Block { level: rank(level), ..Block::new(Kind::Subhead, "") }),
            Tag::BlockQuote(_) => self.open(Outer::Quote),
            Tag::List(first) => self.open(Outer::List { ordered: first.is_some() }),
            Tag::FootnoteDefinition(label) => {
                self.open(Outer::Note);
                self.push(&format!("[{label}] "));
            }
            Tag::Item => self.begin_line("\n"),
            Tag::CodeBlock(kind) => self.begin_code(kind),
            Tag::Table(_) => self.begin(Block::new(Kind::Table, "")),
            Tag::TableHead | Tag::TableRow => {
                self.cells = 0;
                self.begin_line("\n");
            }
            Tag::TableCell => {
                self.cells += 1;
                self.push(if self.cells > 1 { "\t" } else { "" });
            }
            Tag::Emphasis => self.styles.push((self.block.text.len(), Some(Style::Emphasis))),
            Tag::Strong => self.styles.push((self.block.text.len(), Some(Style::Strong))),
            Tag::Link { dest_url, title, id, .. } => {
                self.used.insert(reference(&id));
                if !title.is_empty() && !self.exact {
                    self.list(&title, at, "link-title");
                }
                let style = self.address(&dest_url, at).map(Style::Link);
                self.styles.push((self.block.text.len(), style));
            }
            Tag::Image { dest_url, title, id, .. } => {
                self.used.insert(reference(&id));
                let media = Media { src: self.address(&dest_url, at), ..Media::default() };
                self.image = Some(Block { media, ..Block::new(Kind::Image, title.into_string()) });
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::FootnoteDefinition => {
                if self.outer.len() == 1 {
                    self.flush();
                }
                self.outer.pop();
            }
            TagEnd::Paragraph if self.outer.is_empty() => self.flush(),
            TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::Table => self.flush(),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link => {
                if let Some((start, Some(style))) = self.styles.pop() {
                    self.span(start, style);
                }
            }
            TagEnd::HtmlBlock => self.html_block(),
            TagEnd::Image => self.images.extend(self.image.take().filter(|image| self.exact || is_shown(image))),
            _ => {}
        }
    }

    /// Lists the definitions of references that nothing refers to: where each stands and what it is called.
    pub(super) fn unused(&mut self, text: &str, definitions: Vec<(String, Range<usize>)>) {
        for (label, range) in definitions {
            if !self.exact && !self.used.contains(&reference(&label)) {
                self.list(text.get(range.clone()).unwrap_or_default(), range.start, "unused-reference");
            }
        }
    }

    /// The address to keep; one that does something else than show a page is listed as removed. That of an export comes
    /// back as it is: whoever shows the article refuses it.
    fn address(&mut self, address: &str, at: usize) -> Option<String> {
        match url::read(address, None) {
            Address::Good(url) if !self.exact => Some(url),
            Address::Unsafe if !self.exact => {
                self.list(address, at, "unsafe-link");
                None
            }
            _ => Some(address.to_owned()),
        }
    }

    /// Opens a container; only the outermost begins a block.
    fn open(&mut self, outer: Outer) {
        if self.outer.is_empty() {
            self.flush();
        }
        self.outer.push(outer);
        self.resume();
    }

    /// Gives an empty block the kind of the outermost container.
    fn resume(&mut self) {
        if !self.block.text.is_empty() {
            return;
        }
        match self.outer.first() {
            Some(Outer::Quote) => self.block.kind = Kind::Quote,
            Some(Outer::Note) => self.block.kind = Kind::Note,
            Some(Outer::List { ordered }) => (self.block.kind, self.block.ordered) = (Kind::List, *ordered),
            None => {}
        }
    }

    /// A paragraph: a block of its own, or a further line of a quotation, or the same item of a list.
    fn begin_paragraph(&mut self) {
        self.resume();
        match self.outer.first() {
            None => self.begin(Block::para("")),
            Some(Outer::Quote) => self.begin_line("\n"),
            Some(_) if self.block.text.ends_with([' ', '\n']) => {}
            Some(_) => self.begin_line(" "),
        }
    }

    /// Parts what follows from what stands in the block already.
    fn begin_line(&mut self, mark: &str) {
        self.resume();
        if !self.block.text.is_empty() && !self.block.text.ends_with('\n') {
            self.push(mark);
        }
    }

    fn begin_code(&mut self, kind: CodeBlockKind) {
        let info: CowStr = match kind {
            CodeBlockKind::Fenced(info) => info,
            CodeBlockKind::Indented => CowStr::Borrowed(""),
        };
        let code = info.split([' ', ',']).next().filter(|code| !code.is_empty()).map(str::to_owned);
        self.begin(Block { code, ..Block::new(Kind::Code, "") });
    }

    /// Ends the block at hand and begins `block`.
    fn begin(&mut self, block: Block) {
        self.flush();
        self.block = block;
    }

    /// Whether a line end would part items or rows.
    pub(super) fn in_lines(&self) -> bool {
        matches!(self.block.kind, Kind::List | Kind::Table | Kind::Subhead)
    }

    pub(super) fn push(&mut self, text: &str) {
        match &mut self.image {
            Some(image) => image.media.alt.get_or_insert_default().push_str(text),
            None => self.block.text.push_str(text),
        }
    }

    /// Sets what was written since `start` in `style`.
    pub(super) fn span(&mut self, start: usize, style: Style) {
        let end = self.block.text.len();
        if start < end {
            self.block.spans.push(Span { start, end, style });
        }
    }

    /// Ends the block at hand; pictures of its paragraph follow it.
    pub(super) fn flush(&mut self) {
        let mut block = core::mem::take(&mut self.block);
        // The last cells of a table may be empty.
        let keep = match block.kind {
            Kind::Table => block.text.trim_end_matches('\n').len(),
            _ => block.text.trim_end().len(),
        };
        block.text.truncate(keep);
        block.spans.retain_mut(|span| {
            span.end = span.end.min(keep);
            span.start < span.end
        });
        block.spans.sort_by_key(|span| (span.start, core::cmp::Reverse(span.end)));
        let whole = self.marks.finish(&mut block, &mut self.images);
        if whole || !block.is_empty() {
            self.blocks.push(block);
        }
        self.blocks.append(&mut self.images);
        self.styles.iter_mut().for_each(|(start, _)| *start = 0);
        self.tags.clear();
        self.resume();
    }
}

/// The name of a reference, without what does not matter in it.
fn reference(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Whether a picture shows or says something.
fn is_shown(image: &Block) -> bool {
    !image.is_empty() || image.media.alt.is_some()
}

/// 1 to 6; 1 only until the headline is known.
fn rank(level: HeadingLevel) -> u8 {
    level as u8
}
