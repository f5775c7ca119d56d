//! The blocks of an article, judged as the lines of a dump are: what the extractor kept, but is no text (share lines,
//! "read also", adverts), goes into the bin; captions, names, dates and the dateline go where they belong.

use super::media;
use super::removed::Bin;
use crate::article::{Article, Block, Kind, Link, Source, SourceKind, Style};
use crate::ingest::Options;
use crate::ingest::text::caption::Caption;
use crate::ingest::text::lines::Unit;
use crate::ingest::text::measure::measure;
use crate::ingest::text::meta::Meta;
use crate::ingest::text::role::Role;
use crate::ingest::text::{self, dateline};
use std::borrow::Cow;

/// A rule that is less sure than this takes nothing from what the extractor kept.
const SURE: f32 = 0.9;
/// Rules that hold where the head and the menus of a page are still there; the extractor has cut those off.
const OF_DUMPS: [&str; 4] = ["above-headline", "repeat", "breadcrumb", "menu"];
/// Rules that remove a text for what stands above it; here it must be a link as well.
const OF_LINKS: [&str; 4] = ["related", "popular", "previous", "next"];

/// A label has no more words than this.
const LABEL: usize = 4;

/// Sorts `blocks` into the article; what is taken out goes into the bin.
pub fn sort(blocks: Vec<(u32, Block)>, options: &Options, article: &mut Article, bin: &mut Bin) {
    let roles = roles(&blocks, options);
    for ((line, block), roles) in blocks.into_iter().zip(roles) {
        let mut place = Place { article, bin, line };
        match roles.as_slice() {
            _ if block.kind == Kind::Subhead && place.is_headline(&block.text) => place.repeat(&block.text, "headline"),
            [] => place.article.blocks.push(block),
            [role] if matches!(block.kind, Kind::Para | Kind::Note) => place.one(role, block),
            many if many.iter().all(|role| is_sure(role, &block)) => place.remove(&block.text, many),
            _ => place.article.blocks.push(block),
        }
    }
}

/// The roles of every block: one for each line of a list, one for any other text, none for pictures, tables and code.
fn roles(blocks: &[(u32, Block)], options: &Options) -> Vec<Vec<Role>> {
    let mut units = Vec::new();
    let mut owners = Vec::new();
    for (owner, (line, block)) in blocks.iter().enumerate() {
        let texts: Vec<String> = match block.kind {
            Kind::Para | Kind::Note | Kind::Subhead => vec![block.text.replace('\n', " ")],
            Kind::List => block.lines().map(str::to_owned).collect(),
            _ => Vec::new(),
        };
        for text in texts.into_iter().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()) {
            units.push(Unit { line: *line, text: Cow::Owned(text) });
            owners.push(owner);
        }
    }
    let mut all: Vec<Vec<Role>> = blocks.iter().map(|_| Vec::new()).collect();
    for (owner, role) in owners.into_iter().zip(text::roles(units, options)) {
        if let Some(roles) = all.get_mut(owner) {
            roles.push(role);
        }
    }
    all
}

/// Whether a role removes its line for sure.
fn is_sure(role: &Role, block: &Block) -> bool {
    let Role::Removed { rule, confidence } = role else { return false };
    let label = measure(&block.text).size <= LABEL;
    *confidence >= SURE && !OF_DUMPS.contains(rule) && (label || !OF_LINKS.contains(rule) || is_link(block))
}

/// Whether most of a text is links.
fn is_link(block: &Block) -> bool {
    let links = block.spans.iter().filter(|span| matches!(span.style, Style::Link(_)));
    links.map(|span| span.end - span.start).sum::<usize>() * 2 > block.text.len()
}

/// Where one block may go.
struct Place<'a> {
    article: &'a mut Article,
    bin: &'a mut Bin,
    line: u32,
}

impl Place<'_> {
    /// Whether a heading repeats the headline.
    fn is_headline(&self, text: &str) -> bool {
        self.article.blocks.is_empty() && self.article.headline.as_deref() == Some(text)
    }

    /// A text that a field holds already.
    fn repeat(&mut self, text: &str, rule: &str) {
        self.bin.add(self.line, text, rule, 1.0);
    }

    fn remove(&mut self, text: &str, roles: &[Role]) {
        let lines = text.split('\n').filter(|line| !line.trim().is_empty());
        let whole = (roles.len() == 1).then(|| text.replace('\n', " "));
        let lines: Vec<&str> = whole.as_deref().map_or_else(|| lines.collect(), |whole| vec![whole]);
        for (text, role) in lines.into_iter().zip(roles) {
            if let Role::Removed { rule, confidence } = role {
                self.bin.add(self.line, text, rule, *confidence);
            }
        }
    }

    /// A paragraph with its role.
    fn one(&mut self, role: &Role, block: Block) {
        let first = self.article.blocks.iter().all(|block| block.kind != Kind::Para);
        match role {
            role if is_sure(role, &block) => self.remove(&block.text, core::slice::from_ref(role)),
            Role::Headline if first && self.is_headline(&block.text) => self.repeat(&block.text, "headline"),
            Role::Headline if first && self.article.headline.is_none() => self.article.headline = Some(block.text),
            _ if first && self.article.dek.as_ref() == Some(&block.text) => self.repeat(&block.text, "dek"),
            Role::Meta(meta) if first => self.meta(meta, &block.text),
            Role::Dateline if first => self.dateline(block),
            Role::Lead => self.lead(block),
            Role::Note => self.article.blocks.push(Block { kind: Kind::Note, ..block }),
            Role::Caption(caption) => self.caption(caption, block),
            Role::Source(start) if self.article.source.is_none() => self.source(*start, &block.text),
            Role::Previous(start) if is_link(&block) => self.neighbour(*start, block, true),
            Role::Next(start) if is_link(&block) => self.neighbour(*start, block, false),
            _ => self.article.blocks.push(block),
        }
    }

    /// Names and dates fill fields that the page left open; the line is listed as it is written.
    fn meta(&mut self, meta: &Meta, text: &str) {
        self.bin.add(self.line, text, "byline", 0.95);
        if self.article.byline.is_none() {
            self.article.byline.clone_from(&meta.byline);
        }
        if let Some((written, stamp)) = &meta.date {
            if meta.updated {
                self.article.modified = self.article.modified.or(*stamp);
            } else if self.article.date_text.is_none() {
                (self.article.date_text, self.article.published) = (Some(written.clone()), *stamp);
            }
        }
    }

    fn dateline(&mut self, block: Block) {
        match dateline::own_line(&block.text).filter(|_| self.article.dateline.is_none()) {
            Some(found) => self.article.dateline = Some(found),
            None => self.article.blocks.push(block),
        }
    }

    /// The first paragraph, without the dateline that it begins with.
    fn lead(&mut self, mut block: Block) {
        if self.article.dateline.is_none()
            && let Some(found) = dateline::run_in(&block.text)
        {
            let cut = found.raw.len();
            block.text.drain(..cut.min(block.text.len()));
            block.spans.retain_mut(|span| {
                (span.start, span.end) = (span.start.saturating_sub(cut), span.end.saturating_sub(cut));
                span.start < span.end
            });
            self.article.dateline = Some(found);
        }
        self.article.blocks.push(block);
    }

    /// A caption belongs to the picture just before it, if that has none.
    fn caption(&mut self, caption: &Caption, mut block: Block) {
        let bare = |last: &&mut Block| last.kind == Kind::Image && last.text.is_empty() && last.media.credit.is_none();
        let before = self.article.blocks.last_mut().filter(bare);
        if before.is_none() && caption.credit.is_none() {
            return self.article.blocks.push(block);
        }
        if let Some(cut) = media::cut_credit(&mut block) {
            self.bin.add(self.line, &cut, "credit", 1.0);
        }
        match before {
            Some(image) => {
                (image.text, image.spans, image.media.credit) = (block.text, block.spans, block.media.credit);
            }
            None => self.article.blocks.push(Block { kind: Kind::Image, ..block }),
        }
    }

    fn source(&mut self, start: usize, text: &str) {
        let name = text.get(start..).unwrap_or_default().trim().to_owned();
        self.bin.add(self.line, text, "source", 0.95);
        if !name.is_empty() {
            let kind = if dateline::is_agency(&name) { SourceKind::Agency } else { SourceKind::Outlet };
            self.article.source = Some(Source { name, kind });
        }
    }

    /// A neighbour's title with its address, if the line is a link.
    fn neighbour(&mut self, start: usize, block: Block, previous: bool) {
        let links = &mut self.article.links;
        let slot = if previous { &mut links.previous } else { &mut links.next };
        let title = block.text.get(start..).unwrap_or_default().trim().to_owned();
        let url = block.spans.into_iter().find_map(|span| match span.style {
            Style::Link(url) => Some(url),
            _ => None,
        });
        if slot.is_none() && !title.is_empty() {
            *slot = Some(Link { title, url });
        }
        self.bin.add(self.line, &block.text, if previous { "previous" } else { "next" }, 0.95);
    }
}
