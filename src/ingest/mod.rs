//! Readers: the bytes of one file in, articles out.
//!
//! ```text
//! bytes -> gzip -> decode -> text -> format -> raw text | Markdown | JSON Lines -> Reading
//! ```
//!
//! Every reader keeps one promise: each non-blank character of its input stands in a field, in a block or in a removed
//! line of an [`Article`], and whatever could not be read stands in a [`Complaint`] that names file and line. No input
//! makes a reader panic.

mod decode;
mod direction;
mod front_matter;
mod gzip;
mod jsonl;
mod markdown;
mod text;

use crate::article::{Article, Origin};
use core::fmt;

/// What a reader made of one file: every article that it found, and what it could not read.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The articles, in the file's order.
    pub articles: Vec<Article>,
    /// What needs a person.
    pub complaints: Vec<Complaint>,
    /// Names of files that were left out because they are marked as drafts.
    pub drafts: Vec<String>,
}

/// Something in the input that needs a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// Name of the file, as the caller gave it.
    pub file: String,
    /// 1-based line, where one can be named.
    pub line: Option<u32>,
    /// Whether an article is lost by it; else the article was read without the part complained of.
    pub fatal: bool,
    /// What was expected, what was found and what to do.
    pub problem: String,
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.file, self.problem),
            None => write!(f, "{}: {}", self.file, self.problem),
        }
    }
}

/// What the caller may choose.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// JSON Lines: `text` is a raw dump, to be sorted line by line as a text file is.
    pub raw_text: bool,
}

/// The formats that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Text,
    Markdown,
    JsonLines,
    /// Known, but not read: the name to complain of.
    Foreign(&'static str),
}

/// Reads one file, whose format is told by its ending where that is plain (`.md`, `.jsonl`), else by its content.
///
/// `name` is the file's path relative to the input folder: it gives an article without an id of its own the id (the
/// path without ending) and stands in every complaint.
pub fn read(name: &str, bytes: &[u8], options: &Options) -> Reading {
    let (name, bytes) = match gzip::unpack(name, bytes) {
        Ok(unpacked) => unpacked,
        Err(problem) => return Reading::failed(name, None, problem),
    };
    let text = match decode::decode(&bytes) {
        Ok(text) => text,
        Err(fault) => return Reading::failed(name, fault.line, fault.problem),
    };
    match format(name, text) {
        Format::Text => Reading::one(name, text::read(text)),
        Format::Markdown => markdown::read(name, text),
        Format::JsonLines => jsonl::read(name, text, options),
        Format::Foreign(found) => Reading::failed(
            name,
            Some(1),
            format!(
                "expected raw text, Markdown or JSON Lines, found {found}; convert it, or take it out of the input"
            ),
        ),
    }
}

impl Reading {
    /// The reading of a file that holds one article.
    fn one(name: &str, mut article: Article) -> Self {
        finish(name, 1, &mut article);
        Self { articles: vec![article], ..Self::default() }
    }

    /// The reading of a file from which nothing could be read.
    fn failed(name: &str, line: Option<u32>, problem: String) -> Self {
        let complaint = Complaint { file: name.into(), line, fatal: true, problem };
        Self { complaints: vec![complaint], ..Self::default() }
    }
}

/// Gives an article what every reader owes it: an id, its base direction and its origin.
fn finish(name: &str, line: u32, article: &mut Article) {
    if article.id.is_empty() {
        article.id = id_of(name);
    }
    if article.dir.is_none() {
        article.dir = direction::of(article);
    }
    article.origin = Origin { file: name.into(), line };
}

/// A file's id: its path without the ending, parted by `/`, without a leading `./` and without control characters.
fn id_of(name: &str) -> String {
    let path = name.replace('\\', "/");
    let file = path.rfind('/').map_or(0, |slash| slash + 1);
    let stem = match path[file..].rfind('.') {
        Some(dot) if dot > 0 => &path[..file + dot],
        _ => path.as_str(),
    };
    let stem = stem.trim_start_matches("./").trim_start_matches('/');
    stem.chars().filter(|c| !c.is_control()).collect()
}

/// Tells the format of `text`.
fn format(name: &str, text: &str) -> Format {
    let start = text.trim_start();
    let first = start.lines().next().unwrap_or_default();
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "jsonl" | "ndjson" => return Format::JsonLines,
        "md" | "markdown" | "mdown" | "mkd" => return Format::Markdown,
        _ => {}
    }
    if jsonl::is_object(first) {
        Format::JsonLines
    } else if let Some(found) = foreign(start, &ending) {
        Format::Foreign(found)
    } else if front_matter::split(text).is_some() {
        Format::Markdown
    } else {
        Format::Text
    }
}

/// What else the file plainly is.
fn foreign(start: &str, ending: &str) -> Option<&'static str> {
    let head: String = start.chars().take(15).collect::<String>().to_ascii_lowercase();
    if head.starts_with("<!doctype html") || head.starts_with("<html") {
        return Some("an HTML page");
    }
    if head.starts_with("<?xml") || head.starts_with("<rss") || head.starts_with("<feed") {
        return Some("XML");
    }
    let of_ending = FOREIGN.iter().find(|(endings, _)| endings.split(' ').any(|known| known == ending));
    of_ending.map(|(_, what)| *what)
}

/// Endings of files that are text, but no articles, and what they are.
const FOREIGN: &[(&str, &str)] = &[
    ("json", "JSON that is not one object a line"),
    ("csv tsv", "a table"),
    ("css js mjs cjs ts jsx tsx py rb rs go c h java sh", "source code"),
    ("svg xml rss atom", "XML"),
    ("html htm xhtml", "an HTML page"),
    ("doc docx odt rtf pdf xls xlsx", "an office document"),
    ("jpg jpeg png gif webp mp3 mp4 woff woff2", "a picture, sound or font"),
    ("toml yaml yml ini lock log", "settings or a log"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn formats(name: &str, text: &str) -> Format {
        format(name, text)
    }

    #[test]
    fn the_format_is_told_by_content_and_then_by_ending() {
        assert_eq!(formats("a.txt", "Plain words.\n"), Format::Text);
        assert_eq!(formats("a", "{\"text\":\"x\"}\n{\"text\":\"y\"}\n"), Format::JsonLines);
        assert_eq!(formats("a.txt", "{ not json\n"), Format::Text);
        assert_eq!(formats("a.txt", "---\ntitle: A\n---\nText"), Format::Markdown);
        assert_eq!(formats("a.txt", "---\nA rule, then text.\n"), Format::Text);
        assert_eq!(formats("A.MD", "Words"), Format::Markdown);
        assert_eq!(formats("a.json", "[\n{}]"), Format::Foreign("JSON that is not one object a line"));
        assert_eq!(formats("a.txt", "<!DOCTYPE html><p>x"), Format::Foreign("an HTML page"));
    }

    #[test]
    fn the_path_without_its_ending_is_the_id() {
        for (name, id) in [
            ("news/2021/flood.txt", "news/2021/flood"),
            ("news\\2021\\flood.txt", "news/2021/flood"),
            ("./v1.2/notes", "v1.2/notes"),
            (".hidden", ".hidden"),
            ("a.b.md", "a.b"),
        ] {
            assert_eq!(id_of(name), id);
        }
    }

    #[test]
    fn a_complaint_names_file_and_line() {
        let reading = read("bad.txt", b"one\ntwo \xff\n", &Options::default());
        assert!(reading.articles.is_empty());
        assert!(reading.complaints[0].to_string().starts_with("bad.txt:2: "), "{}", reading.complaints[0]);
    }
}
