//! Hugo's shortcodes in Markdown: what they show stands in a template of the site, so only those that Hugo itself has can
//! be read. A figure becomes a picture, a film a link, `ref` the address of the article that it names, `highlight` a
//! block of code. Of all others the tags are taken out and listed, and what stands between the tags of a pair stays.
//!
//! This is done before the Markdown is read, line by line as before, so that a link may hold a shortcode. In code nothing
//! is done: there shortcodes are shown.

use super::shortcode::{self, Tag};
use crate::article::Removed;
use crate::ingest::url;
use core::ops::Range;
use pulldown_cmark::{Event, Options, Parser, Tag as Element};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// The rule that lists a tag.
const RULE: &str = "shortcode";

/// Films by the name of their shortcode, and how their addresses begin.
const FILMS: [(&str, &str); 2] = [("youtube", "https://www.youtube.com/watch?v="), ("vimeo", "https://vimeo.com/")];

/// The fence of a block of code that a shortcode makes: more marks than are usual in code.
const FENCE: &str = "``````";

/// A text whose first line has the number `line`, of the file `name`, without its shortcodes; and what was taken out.
pub fn resolve<'a>(text: &'a str, line: u32, name: &str) -> (Cow<'a, str>, Vec<Removed>) {
    if shortcode::find(text).is_none() {
        return (Cow::Borrowed(text), Vec::new());
    }
    let closed = shortcode::closed(text);
    let mut writer = Writer { name, line, closed, fenced: false, out: String::new(), removed: Vec::new() };
    let (mut at, code) = (0, code(text));
    let mut code = code.into_iter().peekable();
    while let Some(found) = text.get(at..).and_then(shortcode::find) {
        let start = at + found;
        writer.text(text.get(at..start).unwrap_or_default());
        let rest = text.get(start..).unwrap_or_default();
        while code.next_if(|code| code.end <= start).is_some() {}
        let tag = shortcode::tag(rest);
        let length = tag.as_ref().map_or(3, |tag| tag.written.len());
        match tag {
            Some(Tag { shown: Some(shown), .. }) => writer.put(&shown, rest.get(..length).unwrap_or_default()),
            Some(tag) if code.peek().is_none_or(|code| start < code.start) => writer.tag(&tag, rest),
            _ => writer.text(rest.get(..length).unwrap_or_default()),
        }
        at = start + length;
    }
    writer.text(text.get(at..).unwrap_or_default());
    (Cow::Owned(writer.out), writer.removed)
}

/// Where code stands in a text.
fn code(text: &str) -> Vec<Range<usize>> {
    let events = Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES).into_offset_iter();
    let is_code = |event: &Event| matches!(event, Event::Code(_) | Event::Start(Element::CodeBlock(_)));
    events.filter(|(event, _)| is_code(event)).map(|(_, range)| range).collect()
}

struct Writer<'a> {
    /// The file.
    name: &'a str,
    /// Line of what is read next.
    line: u32,
    /// Names of pairs.
    closed: BTreeSet<&'a str>,
    /// Whether a block of code is open that a shortcode made.
    fenced: bool,
    out: String,
    removed: Vec<Removed>,
}

impl Writer<'_> {
    fn text(&mut self, text: &str) {
        self.out.push_str(text);
        self.line = self.line.saturating_add(text.matches('\n').count() as u32);
    }

    /// Puts something in the place of a tag: on as many lines.
    fn put(&mut self, text: &str, written: &str) {
        let ends = written.matches('\n').count().saturating_sub(text.matches('\n').count());
        self.out.push_str(&"\n".repeat(ends));
        self.text(text);
        self.line = self.line.saturating_add(ends as u32);
    }

    fn tag(&mut self, tag: &Tag, rest: &str) {
        let after = rest.get(tag.written.len()..).unwrap_or_default();
        if self.fenced && !(tag.closes && tag.name == "highlight") {
            return self.text(tag.written);
        }
        let shown = match tag.name {
            "ref" | "relref" if !tag.closes => return self.put(&self.reference(tag), tag.written),
            "highlight" if self.is_fence(tag, after) => {
                self.fenced = !tag.closes;
                Some(format!("{FENCE}{}", tag.main("lang").filter(|_| !tag.closes).unwrap_or_default()))
            }
            "figure" if !tag.closes => figure(tag),
            name => FILMS.iter().find(|(film, _)| *film == name).and_then(|(_, address)| film(tag, address)),
        };
        self.remove(tag.written);
        self.put(&shown.unwrap_or_default(), tag.written);
    }

    /// Whether a tag around code stands alone on its line, as a fence does.
    fn is_fence(&self, tag: &Tag, after: &str) -> bool {
        let before = self.out.rsplit('\n').next().unwrap_or_default();
        let alone = before.trim().is_empty() && after.split('\n').next().is_none_or(|line| line.trim().is_empty());
        let paired = if tag.closes { self.fenced } else { self.closed.contains("highlight") };
        // What is open ends even where its end does not stand alone.
        paired && (alone || tag.closes)
    }

    /// The address of the article that a `ref` names, by the path of its file: from the folder of this one, or with a
    /// slash from the folder of all content.
    fn reference(&self, tag: &Tag) -> String {
        let Some(target) = tag.main("path") else { return String::new() };
        let path = target.split('#').next().unwrap_or_default();
        if path.is_empty() {
            return target.to_owned();
        }
        let folder = match path.strip_prefix('/') {
            Some(_) => self.name.rfind("content/").map_or("", |at| &self.name[..at + "content/".len()]),
            None => self.name.rfind('/').map_or("", |slash| &self.name[..=slash]),
        };
        let path = path.trim_matches('/');
        let path = path.strip_suffix(".md").unwrap_or(path);
        let id = walk(folder, path);
        url::of_article(&id).unwrap_or_else(|| format!("<{}>", target.replace(['<', '>', '\n'], "")))
    }

    fn remove(&mut self, written: &str) {
        for (line, text) in (self.line..).zip(written.lines()).filter(|(_, text)| !text.trim().is_empty()) {
            self.removed.push(Removed { line, text: text.trim().into(), rule: RULE.into(), confidence: 1.0 });
        }
    }
}

/// The path from a folder, without `.` and `..`.
fn walk(folder: &str, path: &str) -> String {
    let mut steps: Vec<&str> = Vec::new();
    for step in folder.split('/').chain(path.split('/')).filter(|step| !step.is_empty() && *step != ".") {
        match step {
            ".." => drop(steps.pop()),
            _ => steps.push(step),
        }
    }
    steps.join("/")
}

/// A picture with its caption.
fn figure(tag: &Tag) -> Option<String> {
    let src = tag.main("src")?.replace(['<', '>', '\n'], "");
    let alt = escaped(tag.named("alt").unwrap_or_default());
    let said = ["title", "caption", "attr"].map(|name| tag.named(name).unwrap_or_default());
    let said: Vec<String> = said.into_iter().filter(|text| !text.is_empty()).map(escaped).collect();
    Some(format!("![{alt}](<{src}> \"{}\")", said.join(" — ")))
}

/// A link to a film.
fn film(tag: &Tag, address: &str) -> Option<String> {
    let id = tag.main("id")?;
    let known = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    known.then(|| format!("<{address}{id}>"))
}

/// A text of which nothing means anything in Markdown, on one line.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        out.extend(c.is_ascii_punctuation().then_some('\\'));
        out.push(c);
    }
    out
}
