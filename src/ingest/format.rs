//! Which format a text is written in: by its content where that is plain, then by the file's ending.
//!
//! Content comes first, because endings lie: feeds are saved as `.txt`, pages as `.php`, JSON Lines as `.json`. Only
//! where a content may be two things is the ending asked: Markdown may begin with a tag or a brace, a table looks like
//! prose with commas. The questions are asked in this order, the first that is answered decides:
//!
//! 1. the endings that say more than the content: `.md`, `.jsonl`, `.csv`, `.mbox`, `.story`;
//! 2. JSON: an export of Ghost by its first keys; a first line that is a whole object is JSON Lines, another beginning of JSON is one document;
//! 3. markup: a page by its first element, any other XML by its declaration or as a feed ([`super::markup`]);
//! 4. front matter: Markdown, whatever the ending;
//! 5. the marks of mailboxes, of stories with highlights, and a first row that names columns;
//! 6. the other endings, also of what is not read ([`super::foreign`]);
//! 7. paragraphs in a list, as a program prints them ([`super::printed`]);
//! 8. else it is raw text.
//!
//! What a binary file is was told before, by its first bytes.

use super::foreign::{self, Foreign};
use super::markup::{self, Root};
use super::xml::{self, Dialect};
use super::{csv, front_matter, json, printed, story};

/// The formats that are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The visible lines of a page.
    Text,
    /// Markdown, with or without front matter.
    Markdown,
    /// One JSON object a line.
    JsonLines,
    /// One JSON document: a list of articles, a feed, an export.
    Json,
    /// An export of Ghost, which is one JSON document.
    Ghost,
    /// A table with a row an article.
    Table,
    /// An HTML page.
    Html,
    /// A feed or an export in XML.
    Xml(Dialect),
    /// A mailbox.
    Mbox,
    /// Paragraphs, and highlights each after a line `@highlight`.
    Story,
    /// A record, or a list of paragraphs, as a program prints it.
    Printed,
    /// Known, but not read.
    Foreign(Foreign),
}

impl Format {
    /// What a person calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "raw text",
            Self::Markdown => "Markdown",
            Self::JsonLines => "JSON Lines",
            Self::Json => "JSON",
            Self::Ghost => "Ghost export",
            Self::Table => "table",
            Self::Html => "HTML page",
            Self::Xml(dialect) => dialect.name(),
            Self::Mbox => "mailbox",
            Self::Story => "story",
            Self::Printed => "printed list",
            Self::Foreign(found) => found.what,
        }
    }
}

/// Tells the format of `text`.
pub fn tell(name: &str, text: &str) -> Format {
    let ending = foreign::ending(name);
    of_telling_ending(&ending).or_else(|| of_content(text)).or_else(|| of_ending(&ending)).unwrap_or(Format::Text)
}

/// Whether a file of this name may hold raw text, as far as its ending tells.
pub fn may_be_text(name: &str) -> bool {
    let ending = foreign::ending(name);
    of_telling_ending(&ending).or_else(|| of_ending(&ending)).is_none()
}

/// The endings that say more than a content does.
fn of_telling_ending(ending: &str) -> Option<Format> {
    Some(match ending {
        "jsonl" | "ndjson" => Format::JsonLines,
        "md" | "markdown" | "mdown" | "mkd" => Format::Markdown,
        "csv" | "tsv" => Format::Table,
        "mbox" | "eml" => Format::Mbox,
        "story" => Format::Story,
        _ => return None,
    })
}

/// What a text says of itself.
fn of_content(text: &str) -> Option<Format> {
    let start = text.trim_start();
    let first = start.lines().next().unwrap_or_default();
    if json::is_ghost(start) {
        return Some(Format::Ghost);
    }
    if json::is_object(first) {
        return Some(Format::JsonLines);
    }
    if is_json(start) {
        return Some(Format::Json);
    }
    match markup::root(start) {
        Some(Root::Html) => return Some(Format::Html),
        Some(Root::Xml(_)) => return Some(Format::Xml(xml::dialect(start))),
        None => {}
    }
    if front_matter::split(text).is_some() {
        return Some(Format::Markdown);
    }
    (is_mbox(start).then_some(Format::Mbox))
        .or_else(|| story::is_story(text).then_some(Format::Story))
        .or_else(|| printed::is_printed(text).then_some(Format::Printed))
        .or_else(|| csv::is_table(text).then_some(Format::Table))
}

/// The other endings.
fn of_ending(ending: &str) -> Option<Format> {
    match ending {
        "json" => Some(Format::Json),
        "html" | "htm" | "xhtml" | "shtml" => Some(Format::Html),
        "xml" | "rss" | "atom" => Some(Format::Xml(Dialect::Other)),
        _ => foreign::of_ending(ending).map(Format::Foreign),
    }
}

/// Whether a text begins as one JSON document: an object with a key, or a list of objects.
fn is_json(start: &str) -> bool {
    let inner = |open: char| start.strip_prefix(open).map(|rest| rest.trim_start());
    inner('{').is_some_and(|rest| rest.starts_with('"')) || inner('[').is_some_and(|rest| rest.starts_with('{'))
}

/// Whether a text begins as a mailbox does: the line of an envelope, then a header.
fn is_mbox(start: &str) -> bool {
    let mut lines = start.lines();
    let envelope = lines.next().is_some_and(|line| line.starts_with("From ") && line.contains(':'));
    let header = |line: &str| {
        let name = line.split_once(':').map(|(name, _)| name).unwrap_or_default();
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    envelope && lines.next().is_some_and(header)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_tells_the_format_before_the_ending_does() {
        for (name, text, format) in [
            ("a.txt", "Plain words.\n", Format::Text),
            ("a", "{\"text\":\"x\"}\n{\"text\":\"y\"}\n", Format::JsonLines),
            ("a.json", "{\"text\":\"x\"}\n{\"text\":\"y\"}\n", Format::JsonLines),
            ("a.txt", "{ not json\n", Format::Text),
            ("a.txt", "[Music] he said\n", Format::Text),
            ("a.json", "[\n{}]", Format::Json),
            ("a.txt", "{\n  \"version\": \"https://jsonfeed.org/version/1.1\"", Format::Json),
            ("a.txt", "---\ntitle: A\n---\nText", Format::Markdown),
            ("a.txt", "---\nA rule, then text.\n", Format::Text),
            ("A.MD", "Words", Format::Markdown),
            ("a.md", "<div>Words</div>", Format::Markdown),
            ("a.txt", "<!DOCTYPE html><p>x", Format::Html),
            ("a.php", "<head><title>x</title>", Format::Html),
            ("a.html", "Words", Format::Html),
            ("a.txt", "<?xml version=\"1.0\"?><rss>", Format::Xml(Dialect::Rss)),
            ("a", "<rss xmlns:wp='http://wordpress.org/export/1.2/'>", Format::Xml(Dialect::WordPress)),
            ("a", "<feed xmlns='http://www.w3.org/2005/Atom'>", Format::Xml(Dialect::Atom)),
            ("a.xml", "<?xml version='1.0'?><urlset>", Format::Xml(Dialect::Other)),
            ("a.xml", "words", Format::Xml(Dialect::Other)),
            ("a.json", "{\"db\":[{\"data\":{\"posts\":[]}}]}\n", Format::Ghost),
            ("a.csv", "title,text\n", Format::Table),
            ("a.txt", "id\ttitle\tbody\n1\tA\tWords.\n", Format::Table),
            ("a", "From a@example.org Mon Jan  1 00:00:00 2024\nSubject: x\n\nText", Format::Mbox),
            ("a.txt", "From Monday on: rain\nand more rain\n", Format::Text),
            ("a.txt", "Text.\n\n@highlight\n\nShort.\n", Format::Story),
        ] {
            assert_eq!(tell(name, text), format, "{name}: {text}");
        }
    }

    #[test]
    fn what_is_not_read_is_named_with_what_to_do() {
        let Format::Foreign(found) = tell("a.css", "p { color: red }") else { panic!("read a style sheet") };
        assert_eq!(found.problem(), "expected articles, found source code; take it out of the input");
    }
}
