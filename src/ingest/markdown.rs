//! Markdown (CommonMark with tables and footnotes) and its front matter.
//!
//! Blocks come from the parser's events, with emphasis, code and links as spans. HTML is read, not taken over: a block
//! of it becomes blocks, a tag between words a style; comments and other tags are listed as removed.

use super::exported::{self, Marks};
use super::front_matter::{self, path};
use super::html::{self, Inline};
use super::output::Output;
use crate::article::{Article, Block, Kind, Media, Removed, Span, Style};
use core::ops::Range;
use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// So many lines are named in a warning.
const NAMED: usize = 10;

/// Reads one file.
pub fn read(text: &str, out: &mut Output) {
    let (mut article, mut exact) = (Article::default(), false);
    let (body, line, published) = match front_matter::split(text) {
        Some(parts) => match front_matter::parse(parts.head, parts.language) {
            Ok(keys) if exported::is(&keys) => {
                exact = true;
                (parts.body, parts.line, exported::apply(keys, out.options, &mut article))
            }
            Ok(keys) => {
                let blanks = path::is_jekyll(out.name);
                (parts.body, parts.line, front_matter::apply(keys, blanks, out.options, &mut article))
            }
            Err(fault) => {
                let problem = format!("expected front matter, found: {}; its lines are left out", fault.problem);
                remove_head(parts.head, &mut article);
                out.complain(Some(fault.line + 1), problem);
                (parts.body, parts.line, !front_matter::marks_draft(parts.head))
            }
        },
        None => {
            if front_matter::begins(text) {
                let problem = "expected a closing fence of the front matter, found none; it is read as text";
                out.complain(Some(1), problem.into());
            }
            (text, 1, true)
        }
    };
    if !published || path::is_draft(out.name) {
        return out.leave_out(None, "a draft");
    }
    blocks(body, line, exact, &mut article);
    match exact {
        true => out.directed(1, article),
        false => {
            path::apply(out.name, &mut article);
            out.article(1, article);
        }
    }
}

/// Lists the lines of a head that cannot be read.
fn remove_head(head: &str, article: &mut Article) {
    let lines = (2..).zip(head.lines()).filter(|(_, line)| !line.trim().is_empty());
    article.removed.extend(lines.map(|(line, text)| {
        let (text, rule) = (text.trim().to_owned(), "broken-front-matter".to_owned());
        Removed { line, text, rule, confidence: 1.0 }
    }));
}

/// Reads the text after the front matter, which begins on `first_line`, into the article. `exact`: it was exported.
fn blocks(text: &str, first_line: u32, exact: bool, article: &mut Article) {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let marks = Marks::new(exact);
    let mut builder = Builder { lines: Lines::new(text, first_line), marks, ..Builder::default() };
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        builder.event(event, range);
    }
    builder.flush();
    if let Some((html, offset)) = builder.marks.left() {
        builder.remove(&html, offset);
    }
    article.warnings.extend(warning(&builder.left_out));
    if !exact {
        take_headline(&mut builder.blocks, article);
    }
    article.blocks.append(&mut builder.blocks);
    article.removed.append(&mut builder.removed);
}

/// A first-level heading at the very top is the headline, unless the front matter names another.
fn take_headline(blocks: &mut Vec<Block>, article: &mut Article) {
    let top = blocks.first().filter(|block| block.kind == Kind::Subhead && block.level == 1);
    let same = top.is_some_and(|block| article.headline.as_ref().is_none_or(|headline| *headline == block.text));
    if same {
        article.headline = Some(blocks.remove(0).text);
    }
    for block in blocks {
        block.level = if block.kind == Kind::Subhead { block.level.max(2) } else { 0 };
    }
}

/// Says on which lines HTML was left out.
fn warning(lines: &[u32]) -> Option<String> {
    let named: Vec<String> = lines.iter().take(NAMED).map(u32::to_string).collect();
    let more = if lines.len() > NAMED { " and more" } else { "" };
    let lines = if lines.len() == 1 { "line" } else { "lines" };
    (!named.is_empty()).then(|| format!("raw HTML was left out of the text, on {lines} {}{more}", named.join(", ")))
}

/// Turns events into blocks.
#[derive(Default)]
struct Builder {
    blocks: Vec<Block>,
    removed: Vec<Removed>,
    /// The block being written.
    block: Block,
    /// Quotations and lists that are open, outermost first: the outermost gives a block its kind.
    outer: Vec<Outer>,
    /// Styles that are open: where each began and what it is.
    styles: Vec<(usize, Style)>,
    /// HTML tags that are open: name, where each began and what it is.
    tags: Vec<(String, usize, Option<Style>)>,
    /// The block of HTML that is open: where it begins and what it says.
    html: Option<(usize, String)>,
    /// Lines on which HTML was left out.
    left_out: Vec<u32>,
    /// The picture that is open: its texts go to `alt`, not into the block.
    image: Option<Block>,
    /// Pictures that wait for their paragraph's end.
    images: Vec<Block>,
    /// Cells of the row that is open.
    cells: usize,
    /// What an export says about a block beside its Markdown.
    marks: Marks,
    lines: Lines,
}

/// A container of blocks.
#[derive(Clone, Copy, PartialEq)]
enum Outer {
    Quote,
    List { ordered: bool },
    Note,
}

impl Builder {
    fn event(&mut self, event: Event, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag),
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

    fn start(&mut self, tag: Tag) {
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
            Tag::Emphasis => self.styles.push((self.block.text.len(), Style::Emphasis)),
            Tag::Strong => self.styles.push((self.block.text.len(), Style::Strong)),
            Tag::Link { dest_url, .. } => {
                self.styles.push((self.block.text.len(), Style::Link(dest_url.into_string())));
            }
            Tag::Image { dest_url, title, .. } => {
                let media = Media { src: Some(dest_url.into_string()), ..Media::default() };
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
                if let Some((start, style)) = self.styles.pop() {
                    self.span(start, style);
                }
            }
            TagEnd::HtmlBlock => self.html_block(),
            TagEnd::Image => self.images.extend(self.image.take()),
            _ => {}
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
    fn in_lines(&self) -> bool {
        matches!(self.block.kind, Kind::List | Kind::Table | Kind::Subhead)
    }

    fn push(&mut self, text: &str) {
        match &mut self.image {
            Some(image) => image.media.alt.get_or_insert_default().push_str(text),
            None => self.block.text.push_str(text),
        }
    }

    /// Sets what was written since `start` in `style`.
    fn span(&mut self, start: usize, style: Style) {
        let end = self.block.text.len();
        if start < end {
            self.block.spans.push(Span { start, end, style });
        }
    }

    /// Ends the block at hand; pictures of its paragraph follow it.
    fn flush(&mut self) {
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

    /// A tag between words.
    fn inline(&mut self, tag: &str, offset: usize) {
        match html::inline(tag) {
            Inline::Open(name, style) => self.tags.push((name, self.block.text.len(), style)),
            Inline::Unsafe(address) => {
                self.list(&address, offset, "unsafe-link");
                self.tags.push(("a".into(), self.block.text.len(), None));
            }
            Inline::Close(name) if self.tags.last().is_some_and(|(open, ..)| *open == name) => {
                if let Some((_, start, Some(style))) = self.tags.pop() {
                    self.span(start, style);
                }
            }
            Inline::Break => self.push(if self.in_lines() { " " } else { "\n" }),
            Inline::Picture(picture) => self.images.push(*picture),
            Inline::Comment => self.list(tag, offset, "comment"),
            Inline::Close(_) | Inline::Other => self.remove(tag, offset),
        }
    }

    /// A block of HTML: its blocks stand where it stood.
    fn html_block(&mut self) {
        self.flush();
        let Some((offset, html)) = self.html.take() else { return };
        for (at, comment) in html.match_indices("<!--") {
            let end = html[at..].find("-->").map_or(html.len(), |end| at + end + comment.len() - 1);
            self.list(&html[at..end], offset + at, "comment");
        }
        let mut fragment = html::fragment(&html, self.lines.number(offset));
        let unread = fragment.removed.iter().filter(|removed| removed.rule != "credit");
        self.left_out.extend(unread.map(|removed| removed.line));
        self.blocks.append(&mut fragment.blocks);
        self.removed.append(&mut fragment.removed);
    }

    /// Lists a piece of HTML that is not read.
    fn remove(&mut self, html: &str, offset: usize) {
        self.left_out.push(self.lines.number(offset));
        self.list(html, offset, "raw-html");
    }

    /// Lists a piece of HTML, one entry a line.
    fn list(&mut self, html: &str, offset: usize, rule: &str) {
        let first = self.lines.number(offset);
        for (line, text) in (first..).zip(html.lines()).filter(|(_, text)| !text.trim().is_empty()) {
            let rule = if is_more(text) { "more-mark" } else { rule };
            self.removed.push(Removed { line, text: text.trim().into(), rule: rule.into(), confidence: 1.0 });
        }
    }
}

/// Whether a comment marks the end of the part that lists of articles show: it says nothing about the text.
fn is_more(html: &str) -> bool {
    let inner = html.trim().strip_prefix("<!--").and_then(|html| html.strip_suffix("-->"));
    inner.is_some_and(|inner| inner.trim() == "more")
}

/// 1 to 6; 1 only until the headline is known.
fn rank(level: HeadingLevel) -> u8 {
    level as u8
}

/// Line numbers of offsets.
#[derive(Default)]
struct Lines {
    first: u32,
    ends: Vec<usize>,
}

impl Lines {
    fn new(text: &str, first: u32) -> Self {
        Self { first, ends: text.match_indices('\n').map(|(at, _)| at).collect() }
    }

    fn number(&self, offset: usize) -> u32 {
        self.first + self.ends.partition_point(|&end| end < offset) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Article {
        let reading = crate::ingest::read("a.md", text.as_bytes(), &crate::ingest::Options::default());
        assert!(reading.complaints.is_empty(), "{:?}", reading.complaints);
        reading.articles.into_iter().next().unwrap()
    }

    fn kinds(text: &str) -> Vec<(Kind, String)> {
        one(text).blocks.into_iter().map(|block| (block.kind, block.text)).collect()
    }

    #[test]
    fn a_heading_at_the_top_is_the_headline() {
        let article = one("# Flood *again*\n\nText.\n\n# Part\n");
        assert_eq!(article.headline.as_deref(), Some("Flood again"));
        assert_eq!((article.blocks[1].kind, article.blocks[1].level), (Kind::Subhead, 2));
        assert_eq!(one("Text.\n\n# Late\n").headline, None);
        assert_eq!(one("---\ntitle: T\n---\n# Other\n").blocks[0].text, "Other");
    }

    #[test]
    fn every_block_has_its_kind() {
        let text = "Para\nline\n\n> Quote\n>\n> more\n\n- a\n  - b\n- c\n\n1. x\n\n   y\n2. z\n\n```rust\nfn f() {}\n```\n\n| a | b |\n| - | - |\n| 1 | 2 |\n";
        let expected = [
            (Kind::Para, "Para line"),
            (Kind::Quote, "Quote\nmore"),
            (Kind::List, "a\nb\nc"),
            (Kind::List, "x y\nz"),
            (Kind::Code, "fn f() {}"),
            (Kind::Table, "a\tb\n1\t2"),
        ];
        assert_eq!(kinds(text), expected.map(|(kind, text)| (kind, text.to_owned())));
    }

    #[test]
    fn styles_are_spans_over_the_text() {
        let block = &one("An *em **both*** and [link `x`](https://x.example).").blocks[0];
        assert_eq!(block.text, "An em both and link x.");
        let styled: Vec<_> = block.spans.iter().map(|span| (&block.text[span.start..span.end], &span.style)).collect();
        let link = Style::Link("https://x.example".into());
        assert_eq!(
            styled,
            [("em both", &Style::Emphasis), ("both", &Style::Strong), ("link x", &link), ("x", &Style::Code)]
        );
    }

    #[test]
    fn pictures_and_footnotes_are_blocks() {
        let article = one("![A *dam*](dam.jpg \"The dam\")\n\nText[^1].\n\n[^1]: A note.\n");
        let image = &article.blocks[0];
        assert_eq!((image.kind, image.text.as_str()), (Kind::Image, "The dam"));
        assert_eq!(image.media.alt.as_deref(), Some("A dam"));
        assert_eq!((article.blocks[2].kind, article.blocks[2].text.as_str()), (Kind::Note, "[1] A note."));
    }

    #[test]
    fn html_is_read_and_what_is_left_out_is_said() {
        let text = "---\ntitle: T\n---\nA <b onclick=x>bold</b> word<br>and <a href='javascript:x'>link</a>.<!-- c -->\n\n<script>\nalert(1)\n</script>\n";
        let article = one(text);
        assert_eq!(article.blocks[0].text, "A bold word\nand link.");
        assert_eq!(article.blocks[0].spans, [Span { start: 2, end: 6, style: Style::Strong }]);
        let lines: Vec<_> = article.removed.iter().map(|removed| (removed.line, removed.text.as_str())).collect();
        assert_eq!(lines, [(4, "javascript:x"), (4, "<!-- c -->"), (7, "alert(1)")]);
        assert_eq!(article.warnings, ["raw HTML was left out of the text, on line 7"]);
    }

    #[test]
    fn blocks_of_html_are_blocks() {
        let text = "<!-- note -->\n\n<figure><img src=a.jpg alt=A>\n<figcaption>A dam</figcaption></figure>\n\n<details>\n<summary>S</summary>\n\nText.\n\n</details>\n";
        let article = one(text);
        let expected = [(Kind::Image, "A dam"), (Kind::Para, "S"), (Kind::Para, "Text.")];
        assert_eq!(kinds(text), expected.map(|(kind, text)| (kind, text.to_owned())));
        assert_eq!((article.removed[0].rule.as_str(), article.warnings.len()), ("comment", 0));
    }

    #[test]
    fn the_mark_of_a_summary_is_no_html() {
        let article = one("One.\n\n<!--more-->\n\nTwo.\n");
        assert_eq!(article.texts().collect::<Vec<_>>(), ["One.", "Two."]);
        assert!(article.warnings.is_empty() && article.removed[0].rule == "more-mark");
    }

    #[test]
    fn broken_front_matter_is_named_and_the_text_is_kept() {
        for text in ["---\ntitle: [\n---\nText.\n", "---\ntitle: open\n\nText.\n", "+++\na = \n+++\nText.\n"] {
            let reading = crate::ingest::read("a.md", text.as_bytes(), &crate::ingest::Options::default());
            assert_eq!(reading.complaints.len(), 1, "{text:?}");
            assert!(!reading.complaints[0].fatal && reading.complaints[0].line.is_some());
            assert!(reading.articles[0].texts().any(|block| block.contains("Text.")), "{text:?}");
        }
    }

    #[test]
    fn a_code_block_inside_a_list_keeps_its_place() {
        let expected = [(Kind::List, "a"), (Kind::Code, "x"), (Kind::List, "b")];
        assert_eq!(kinds("- a\n\n  ```\n  x\n  ```\n- b\n"), expected.map(|(kind, text)| (kind, text.to_owned())));
    }
}
