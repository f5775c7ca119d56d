//! The content of a post as HTML.
//!
//! WordPress keeps a post half prepared: paragraphs may be blank lines, pictures and films are shortcodes or bare
//! addresses, and comments say where blocks begin. What it does when it shows the post is done here: shortcodes with a
//! meaning become HTML, all others are taken out and listed, text between them stays; comments are dropped.

use super::embeds;
use super::index::Index;
use super::shortcode::{self, Tag};
use crate::article::Removed;
use crate::ingest::xml::autop;
use std::collections::{BTreeMap, BTreeSet};

/// Elements whose content is not looked into, and how they end.
const VERBATIM: &[(&str, &str)] = &[
    ("<pre", "</pre>"),
    ("<code", "</code>"),
    ("<script", "</script>"),
    ("<style", "</style>"),
    ("<textarea", "</textarea>"),
];

/// A post's content, ready to be read.
#[derive(Debug, Default)]
pub struct Prepared {
    /// HTML with paragraphs.
    pub html: String,
    /// What was taken out.
    pub removed: Vec<Removed>,
}

/// Prepares the content of the post with the number `post`, which begins on `line`.
pub fn prepare(content: &str, line: u32, post: u64, index: &mut Index, keep_all: bool) -> Prepared {
    let closed = shortcode::closed(content);
    let mut writer = Writer {
        line,
        post,
        index,
        keep_all,
        closed: &closed,
        nested: false,
        open: BTreeMap::new(),
        out: Prepared::default(),
    };
    writer.write(content);
    let Prepared { html, removed } = writer.out;
    Prepared { html: autop::paragraphs(&html), removed }
}

struct Writer<'a, 'b> {
    /// Line of what is read next.
    line: u32,
    post: u64,
    index: &'b mut Index<'a>,
    keep_all: bool,
    /// Names of shortcodes that the content closes.
    closed: &'b BTreeSet<&'b str>,
    /// Whether this is the content of a block that posts share: such a one holds no other.
    nested: bool,
    /// Shortcodes that nothing closes in the last so many bytes of the content.
    open: BTreeMap<String, usize>,
    out: Prepared,
}

impl Writer<'_, '_> {
    fn write(&mut self, content: &str) {
        let mut rest = content;
        while let Some(start) = rest.find(['<', '[']) {
            let (text, markup) = rest.split_at(start);
            self.text(text);
            let length = if markup.starts_with('<') { self.markup(markup) } else { self.bracket(markup) };
            let (read, after) = markup.split_at(length);
            self.count(read);
            rest = after;
        }
        self.text(rest);
    }

    fn count(&mut self, read: &str) {
        self.line = self.line.saturating_add(read.matches('\n').count() as u32);
    }

    /// Text: an address alone on its line is something embedded.
    fn text(&mut self, text: &str) {
        for line in text.split_inclusive('\n') {
            match embeds::address(line.trim()).filter(|_| self.is_line_begin()) {
                Some(address) => {
                    self.out.html.push_str(&embeds::frame(address));
                    self.out.html.extend(line.ends_with('\n').then_some('\n'));
                }
                None => self.out.html.push_str(line),
            }
        }
        self.count(text);
    }

    /// Whether a line or a block begins here, and no link is open.
    fn is_line_begin(&self) -> bool {
        let html = &self.out.html;
        let tag = html.rfind('<').and_then(|open| html.get(open..)).unwrap_or_default();
        html.is_empty() || html.ends_with('\n') || html.ends_with('>') && !tag.starts_with("<a ")
    }

    /// A tag, a comment, or an element that is not looked into; returns its length.
    fn markup(&mut self, text: &str) -> usize {
        let length = autop::tag_end(text);
        if text.starts_with("<!--") {
            self.comment(text.get(..length).unwrap_or_default());
            return length;
        }
        let verbatim = VERBATIM.iter().find(|(open, _)| {
            let begins = text.get(..open.len()).is_some_and(|start| start.eq_ignore_ascii_case(open));
            begins
                && text.get(open.len()..).is_some_and(|rest| rest.starts_with(|c: char| c.is_whitespace() || c == '>'))
        });
        let length = verbatim.map_or(length, |(_, close)| text.find(close).map_or(text.len(), |at| at + close.len()));
        self.out.html.push_str(text.get(..length).unwrap_or_default());
        length
    }

    /// A comment. A block that the site makes when it is shown holds its text in the comment itself, if any.
    fn comment(&mut self, comment: &str) {
        let block = comment.trim_start_matches("<!--").trim_start();
        let shared = block.strip_prefix("wp:block ").and_then(reference);
        if let Some(content) = shared.filter(|_| !self.nested).and_then(|id| self.index.shared(id)) {
            let (line, open) = (self.line, core::mem::take(&mut self.open));
            self.nested = true;
            self.write(&content);
            self.nested = false;
            (self.line, self.open) = (line, open);
        } else if shared.is_some() || block.starts_with("wp:") && comment.ends_with("/-->") && comment.contains('{') {
            self.remove(comment, "block");
        } else if !comment.ends_with("-->") {
            self.remove(comment, "comment");
        }
        let ends = comment.matches('\n').count();
        self.out.html.push_str(&"\n".repeat(ends));
    }

    /// A shortcode or a bracket; returns its length.
    fn bracket(&mut self, text: &str) -> usize {
        let escaped = self.out.html.ends_with('[');
        let Some(tag) = shortcode::tag(text, self.closed).filter(|_| !escaped) else {
            self.out.html.push('[');
            return 1;
        };
        let after = text.get(tag.written.len()..).unwrap_or_default();
        match tag.name {
            "caption" | "wp_caption" | "embed" if !tag.closes => self.enclosing(tag, after),
            "gallery" => {
                self.gallery(tag);
                tag.written.len()
            }
            "audio" | "video" if !tag.closes => {
                let keys = ["src", "mp4", "mp3", "m4a", "m4v", "ogg", "ogv", "webm", "wav"];
                if let Some(src) = keys.iter().find_map(|key| tag.attribute(key)) {
                    self.out.html.push_str(&embeds::frame(src));
                }
                self.remove(tag.written, "shortcode");
                tag.written.len()
            }
            _ if self.keep_all => {
                self.out.html.push_str(tag.written);
                tag.written.len()
            }
            _ => {
                self.remove(tag.written, "shortcode");
                tag.written.len()
            }
        }
    }

    /// A caption around a picture, or an address that is embedded; returns the length up to the end of the closing tag.
    fn enclosing(&mut self, tag: Tag, after: &str) -> usize {
        let close = format!("[/{}]", tag.name);
        self.remove(tag.written, "shortcode");
        let may_close = self.open.get(tag.name).is_none_or(|length| *length < after.len());
        let Some(end) = may_close.then(|| after.find(&close)).flatten() else {
            self.open.entry(tag.name.to_owned()).or_insert(after.len());
            return tag.written.len();
        };
        let inner = after.get(..end).unwrap_or_default();
        let html = match tag.name {
            "embed" => embeds::frame(inner.trim()),
            _ => embeds::figure(inner, tag.attribute("caption")),
        };
        self.out.html.push_str(&html);
        self.remove(&close, "shortcode");
        tag.written.len() + end + close.len()
    }

    fn gallery(&mut self, tag: Tag) {
        let named = tag.attribute("ids").or_else(|| tag.attribute("include"));
        let ids: Vec<u64> = match named {
            Some(ids) => ids.split(',').filter_map(|id| id.trim().parse().ok()).collect(),
            None => self.index.gallery(self.post),
        };
        let mut shown = BTreeSet::new();
        for id in ids.into_iter().filter(|id| shown.insert(*id)) {
            if let Some(picture) = self.index.picture(id) {
                self.out.html.push_str(&embeds::picture(&picture));
            }
        }
        self.remove(tag.written, "shortcode");
    }

    fn remove(&mut self, text: &str, rule: &str) {
        let text = text.to_owned();
        self.out.removed.push(Removed { line: self.line, text, rule: rule.into(), confidence: 1.0 });
    }
}

/// The number in `{"ref":12}`.
fn reference(attributes: &str) -> Option<u64> {
    let json = attributes.trim_end_matches("-->").trim_end().trim_end_matches('/').trim();
    serde_json::from_str::<serde_json::Value>(json).ok()?.get("ref")?.as_u64()
}
