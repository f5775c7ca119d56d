//! Tree to blocks: one walk through the page, in its order, without recursion.
//!
//! A block is the outermost thing that has a kind: a list in a quotation is lines of the quotation. Lists that hold
//! headings or tables, and tables that only lay out a page, are looked through. Each text goes into a block or, with
//! the name of a rule, into the bin; nothing is passed over.

use super::line::Line;
use super::media::{self, Figure, Picture};
use super::removed::Bin;
use super::tags::{Holds, Sense, has_class, holds, sense};
use super::tree::{Data, Id, Step, Tree};
use crate::article::{Block, Kind, Style};
use crate::ingest::url::{self, Address};

/// An address longer than this, in bytes, is no link.
const ADDRESS: usize = 4_096;

/// How a piece of HTML is to be read.
#[derive(Clone, Copy, Debug)]
pub struct Manner<'a> {
    /// Line of the file on which it begins.
    pub line: u32,
    /// Address of its page, to make relative addresses absolute.
    pub base: Option<&'a str>,
    /// The judge knows which texts are the article, whatever tags they stand in.
    pub trust: bool,
}

/// What the walk found.
#[derive(Debug, Default)]
pub struct Found {
    /// The blocks, each with the line that it begins on.
    pub blocks: Vec<(u32, Block)>,
    /// What was taken out.
    pub bin: Bin,
}

/// Decides about texts and pictures: the rule that removes one, or `None` to keep it.
pub type Judge<'a> = &'a dyn Fn(Id) -> Option<&'static str>;

/// Reads everything in `root`.
pub fn read(tree: &Tree, root: Id, manner: Manner, judge: Judge) -> Found {
    let mut walker = Walker {
        tree,
        manner,
        judge,
        holds: holds(tree, root),
        found: Found::default(),
        line: Line::default(),
        outer: Vec::new(),
        figures: Vec::new(),
        pictures: Vec::new(),
        slot: Slot::Body,
        pre: 0,
        open: Vec::new(),
    };
    walker.walk(root);
    walker.flush();
    walker.found
}

/// A container that gives its content one block.
#[derive(Clone, Copy, PartialEq)]
enum Outer {
    Quote,
    List(bool),
    Table,
}

/// Where text goes.
#[derive(Clone, Copy, PartialEq)]
enum Slot {
    Body,
    Caption,
    Credit,
}

/// What the end of an element does.
#[derive(Clone, Copy, PartialEq)]
enum End {
    Style,
    Block,
    Outer,
    Pre,
    Figure,
    Slot(Slot),
}

struct Walker<'a> {
    tree: &'a Tree,
    manner: Manner<'a>,
    judge: Judge<'a>,
    holds: Vec<Holds>,
    found: Found,
    /// The block being written.
    line: Line,
    /// Containers that are open, outermost first.
    outer: Vec<Outer>,
    figures: Vec<Figure>,
    /// Pictures that wait for the end of the block that they stand in.
    pictures: Vec<(u32, Block)>,
    slot: Slot,
    /// How many `<pre>` are open.
    pre: usize,
    /// Elements whose end does something.
    open: Vec<(Id, End)>,
}

impl Walker<'_> {
    fn walk(&mut self, root: Id) {
        let mut next = Some(Step::Enter(root));
        while let Some(step) = next {
            let mut at = step;
            match step {
                Step::Enter(id) if !self.enter(id) => at = Step::Leave(id),
                Step::Enter(_) => {}
                Step::Leave(id) => self.leave(id),
            }
            next = self.tree.after(root, at);
        }
    }

    /// Begins a node; `false` if what is in it is dealt with.
    fn enter(&mut self, id: Id) -> bool {
        match self.tree.get(id).map(|node| &node.data) {
            Some(Data::Text(text)) => {
                self.text(id, text);
                false
            }
            Some(Data::Element(_)) => self.element(id),
            Some(Data::Document) => true,
            Some(Data::Comment) | None => false,
        }
    }

    /// The line of `id` in its file.
    fn line_of(&self, id: Id) -> u32 {
        self.manner.line + self.tree.line(id).saturating_sub(1)
    }

    fn text(&mut self, id: Id, text: &str) {
        let line = self.line_of(id);
        let blank = text.trim().is_empty();
        if let Some(rule) = (self.judge)(id).filter(|_| !blank) {
            self.found.bin.add(line, text, rule, 1.0);
            // Words on both sides of a gap are no one word.
            return self.line.space();
        }
        if self.pre > 0 {
            self.line.push_raw(text, line);
        } else {
            self.line.push(text, line);
        }
    }

    fn element(&mut self, id: Id) -> bool {
        match self.meaning(id) {
            Sense::Junk(rule) => {
                let first = self.manner.line;
                self.found.bin.add_all(self.tree, id, rule, first);
                self.line.space();
                return false;
            }
            Sense::Inline => self.inline(id),
            Sense::Block => self.open(id, End::Block),
            Sense::Heading(level) => {
                self.open(id, End::Block);
                if self.outer.is_empty() && self.slot == Slot::Body {
                    (self.line.block().kind, self.line.block().level) = (Kind::Subhead, level);
                }
            }
            Sense::Quote => self.open_outer(id, Outer::Quote),
            Sense::List(ordered) => self.open_outer(id, Outer::List(ordered)),
            Sense::Table => self.open_outer(id, Outer::Table),
            Sense::Item | Sense::Row => self.line.mark('\n'),
            Sense::Cell => self.cell(id),
            Sense::Pre => self.open_pre(id),
            Sense::Figure => {
                self.flush();
                self.figures.push(Figure { first: self.found.blocks.len(), ..Figure::default() });
                self.open.push((id, End::Figure));
            }
            Sense::Caption => self.open_slot(id, Slot::Caption),
            Sense::Picture => self.picture(id),
            Sense::Embed => return self.embed(id),
            Sense::Break => self.line_end(),
            Sense::Rule => self.flush(),
        }
        true
    }

    /// The sense of an element where it stands.
    fn meaning(&self, id: Id) -> Sense {
        let holds = self.holds.get(id).copied().unwrap_or_default();
        let last = self.outer.last().copied();
        match sense(self.tree, id) {
            Sense::Junk(rule) if self.manner.trust && !is_unseen(rule) => Sense::Block,
            Sense::List(_) if holds.blocks => Sense::Block,
            Sense::Table if !self.is_data(id, holds) => Sense::Block,
            Sense::Item if !matches!(last, Some(Outer::List(_))) => Sense::Block,
            Sense::Row | Sense::Cell if last != Some(Outer::Table) => Sense::Block,
            Sense::Caption if self.figures.is_empty() => Sense::Block,
            Sense::Block if self.tree.name(id) == "form" && holds.inputs && !holds.paragraphs => Sense::Junk("form"),
            sense => sense,
        }
    }

    /// Whether a table shows figures, and does not lay out a page.
    fn is_data(&self, id: Id, holds: Holds) -> bool {
        let role = self.tree.attr(id, "role").unwrap_or_default();
        let plain = !holds.blocks && holds.rows >= 2 && holds.cells > holds.rows;
        plain && role != "presentation" && !self.outer.contains(&Outer::Table)
    }

    fn inline(&mut self, id: Id) {
        let style = match self.tree.name(id) {
            "em" | "i" | "cite" | "dfn" => Style::Emphasis,
            "strong" | "b" => Style::Strong,
            "code" | "kbd" | "samp" | "tt" | "var" if self.pre == 0 => Style::Code,
            "a" => match self.link(id) {
                Some(url) => Style::Link(url),
                None => return,
            },
            _ => return self.credit(id),
        };
        self.line.open(style);
        self.open.push((id, End::Style));
    }

    /// The address of a link; one that is not kept is listed.
    fn link(&mut self, id: Id) -> Option<String> {
        let value = self.tree.attr(id, "href")?;
        match url::read(value, self.manner.base) {
            Address::Good(url) if url.len() <= ADDRESS => Some(url),
            Address::Empty => None,
            Address::Good(_) | Address::Unsafe => {
                let line = self.line_of(id);
                self.found.bin.add(line, value, "unsafe-link", 1.0);
                None
            }
        }
    }

    /// A part of a caption that the page marks as credit.
    fn credit(&mut self, id: Id) {
        let class = self.tree.attr(id, "class").unwrap_or_default().to_ascii_lowercase();
        let itemprop = self.tree.attr(id, "itemprop").unwrap_or_default();
        let marked = class.contains("credit") || class.contains("photographer") || has_class(itemprop, "creditText");
        if self.slot == Slot::Caption && (marked || has_class(itemprop, "copyrightHolder")) {
            self.open_slot(id, Slot::Credit);
        }
    }

    fn cell(&mut self, id: Id) {
        let before = self.tree.parent(id);
        let first = self.tree.get(before).map_or(0, |row| row.first);
        let is_first = self.tree.inside(first).take(1).all(|node| node == id) || self.is_first_cell(before, id);
        if !is_first {
            self.line.tab();
        }
    }

    /// Whether no cell stands before `id` in its row.
    fn is_first_cell(&self, row: Id, id: Id) -> bool {
        let mut child = self.tree.get(row).map_or(0, |row| row.first);
        while child != 0 && child != id {
            if matches!(self.tree.name(child), "td" | "th") {
                return false;
            }
            child = self.tree.get(child).map_or(0, |node| node.next);
        }
        true
    }

    fn open_pre(&mut self, id: Id) {
        self.pre += 1;
        self.flush();
        let inner = self.tree.inside(id).take(4).find_map(|id| language(self.tree.attr(id, "class")?));
        (self.line.block().kind, self.line.block().code) = (Kind::Code, inner);
        self.open.push((id, End::Pre));
    }

    /// Begins a line or a block, and notes that its end does so, too.
    fn open(&mut self, id: Id, end: End) {
        self.part();
        self.open.push((id, end));
    }

    fn open_outer(&mut self, id: Id, outer: Outer) {
        if self.outer.is_empty() {
            self.flush();
        } else {
            self.line.mark('\n');
        }
        self.outer.push(outer);
        self.resume();
        self.open.push((id, End::Outer));
    }

    fn open_slot(&mut self, id: Id, slot: Slot) {
        self.flush();
        self.open.push((id, End::Slot(self.slot)));
        self.slot = slot;
    }

    /// Parts what follows from what stands before it.
    fn part(&mut self) {
        match self.outer.last() {
            _ if self.pre > 0 => self.line.mark('\n'),
            None => self.flush(),
            Some(Outer::Quote) => self.line.mark('\n'),
            Some(Outer::List(_) | Outer::Table) => self.line.space(),
        }
    }

    /// The end of a line; the second in a row parts paragraphs.
    fn line_end(&mut self) {
        let kind = self.line.block().kind;
        if self.pre > 0 {
            self.line.push_raw("\n", 0);
        } else if self.outer.is_empty() && self.line.at_line_start() {
            self.flush();
        } else if matches!(kind, Kind::List | Kind::Table | Kind::Subhead) || self.slot == Slot::Credit {
            self.line.space();
        } else {
            self.line.mark('\n');
        }
    }

    fn picture(&mut self, id: Id) {
        if let Some(rule) = (self.judge)(id) {
            let alt = self.tree.attr(id, "alt").unwrap_or_default();
            return self.found.bin.add(self.line_of(id), alt, rule, 1.0);
        }
        let line = self.line_of(id);
        match media::picture(self.tree, id, self.manner.base) {
            Picture::Sign(sign) => self.line.push(&sign, line),
            Picture::Nothing => {}
            Picture::Block(block) => self.add_picture(id, line, block),
        }
    }

    /// Adds a picture, unless it is the one that a script would have loaded just before.
    fn add_picture(&mut self, id: Id, line: u32, block: Block) {
        let spare = self.tree.name(self.tree.parent(id)) == "noscript";
        let last = self.pictures.last_mut().or(self.found.blocks.last_mut());
        match last.filter(|(_, last)| spare && last.kind == Kind::Image) {
            Some((_, last)) => last.media.src = last.media.src.take().or(block.media.src),
            None => self.pictures.push((line, block)),
        }
    }

    /// A frame or video. What stands in it is for those who cannot see it; without an address it is all there is.
    fn embed(&mut self, id: Id) -> bool {
        let judged = (self.judge)(id);
        let block = media::embed(self.tree, id, self.manner.base).filter(|_| judged.is_none());
        if block.is_none() && self.tree.name(id) == "object" {
            return true;
        }
        let line = self.line_of(id);
        self.pictures.extend(block.map(|block| (line, block)));
        let first = self.manner.line;
        self.found.bin.add_all(self.tree, id, judged.unwrap_or("fallback"), first);
        false
    }

    fn leave(&mut self, id: Id) {
        let Some((_, end)) = self.open.pop_if(|(open, _)| *open == id) else { return };
        match end {
            End::Style => self.line.close(),
            End::Block => self.part(),
            End::Outer => {
                if self.outer.len() == 1 {
                    self.flush();
                }
                self.outer.pop();
                self.line.block().kind = if self.outer.is_empty() { Kind::Para } else { self.line.block().kind };
                self.line.mark('\n');
            }
            End::Pre => {
                self.flush();
                self.pre -= 1;
            }
            End::Figure => self.close_figure(),
            End::Slot(slot) => {
                self.flush();
                self.slot = slot;
            }
        }
    }

    /// Gives the figure's first picture, or frame, its caption. That of a table or of several pictures is a note below.
    fn close_figure(&mut self) {
        self.flush();
        let Some(mut figure) = self.figures.pop() else { return };
        if let Some(around) = self.figures.last_mut() {
            around.nested = true;
        }
        let (line, mut caption) = figure.caption.take().unwrap_or_default();
        let inside = || self.found.blocks.iter().skip(figure.first).map(|(_, block)| block);
        let is_media = |block: &Block| matches!(block.kind, Kind::Image | Kind::Embed);
        let several = figure.nested && inside().filter(|block| is_media(block)).count() > 1;
        let target = inside().position(|block| is_media(block) && block.text.is_empty()).filter(|_| !several);
        if target.is_none() && inside().next().is_some() {
            let credit = figure.credit.map(|(line, credit)| (line, Block::new(Kind::Note, credit)));
            let caption = (!caption.is_empty()).then_some((line, Block { kind: Kind::Note, ..caption }));
            return self.found.blocks.extend(caption.into_iter().chain(credit));
        }
        self.cut_credit(&mut caption, line, figure.credit);
        if caption.is_empty() {
            return;
        }
        let block = target.and_then(|at| self.found.blocks.get_mut(figure.first + at));
        match block {
            Some((_, block)) => {
                (block.text, block.spans, block.media.credit) = (caption.text, caption.spans, caption.media.credit);
            }
            None => self.found.blocks.push((line, Block { kind: Kind::Image, ..caption })),
        }
    }

    /// Takes the credit out of a caption, where the page does not mark it (`credit`).
    fn cut_credit(&mut self, caption: &mut Block, line: u32, credit: Option<(u32, String)>) {
        if let Some((line, credit)) = credit {
            let name = media::credit_name(&credit);
            if name != credit {
                self.found.bin.add(line, &credit, "credit", 1.0);
            }
            caption.media.credit = Some(name);
        } else if let Some(cut) = media::cut_credit(caption) {
            self.found.bin.add(line, &cut, "credit", 1.0);
        }
    }

    /// Ends the block at hand; pictures that stand in it follow.
    fn flush(&mut self) {
        let (line, block) = self.line.take();
        if !block.is_empty() {
            self.put(line, block);
        }
        self.found.blocks.append(&mut self.pictures);
        self.resume();
    }

    fn put(&mut self, line: u32, block: Block) {
        match (self.slot, self.figures.last_mut()) {
            (Slot::Caption, Some(figure)) => figure.add(line, block),
            (Slot::Credit, Some(figure)) if figure.credit.is_none() => figure.credit = Some((line, block.text)),
            (Slot::Credit, Some(figure)) => figure.add(line, block),
            _ => self.found.blocks.push((line, block)),
        }
    }

    /// Gives a new block the kind of the outermost container.
    fn resume(&mut self) {
        if !self.line.is_empty() {
            return;
        }
        let block = self.line.block();
        (block.kind, block.ordered) = match self.outer.first() {
            _ if self.slot != Slot::Body => (Kind::Para, false),
            Some(Outer::Quote) => (Kind::Quote, false),
            Some(Outer::List(ordered)) => (Kind::List, *ordered),
            Some(Outer::Table) => (Kind::Table, false),
            None => (Kind::Para, false),
        };
        block.level = 0;
        block.code = None;
    }
}

/// Whether nobody sees what this rule removes.
fn is_unseen(rule: &str) -> bool {
    matches!(rule, "script" | "style" | "head")
}

/// The language that a class names: `language-rust`, `lang-rust`, `brush: rust`, `highlight-source-rust`.
fn language(class: &str) -> Option<String> {
    let after = |word: &str| {
        let marks = ["language-", "lang-", "highlight-source-"];
        marks.iter().find_map(|mark| word.strip_prefix(mark)).map(str::to_owned)
    };
    let brush = || class.split_once("brush:").and_then(|(_, rest)| rest.split_whitespace().next());
    let found = class.split_whitespace().find_map(after).or_else(|| brush().map(str::to_owned))?;
    Some(found.trim_end_matches(';').to_owned()).filter(|found| !found.is_empty())
}
