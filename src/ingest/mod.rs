//! Readers: the bytes of one file in, articles out, one after the other.
//!
//! ```text
//! bytes -> container (gzip, zip) -> decode -> text -> format -> a reader -> Output -> Item, Item, …
//! ```
//!
//! Every reader keeps one promise: each non-blank character of its input stands in a field, in a block or in a removed
//! line of an [`Article`], and whatever could not be read stands in a [`Complaint`] that names file and line. No input
//! makes a reader panic.

mod container;
mod corpus;
mod csv;
mod date;
mod decode;
mod direction;
mod excerpt;
mod exported;
mod foreign;
mod format;
mod front_matter;
mod html;
mod json;
mod keys;
mod lang;
mod literal;
mod mail;
mod markdown;
mod markup;
mod output;
mod parts;
mod printed;
mod status;
mod story;
mod text;
mod unique;
pub mod url;
mod xml;

pub use corpus::{Corpus, Habits};
pub use date::is_ambiguous as is_ambiguous_date;
pub use direction::is_rtl;
pub use foreign::{is_hidden, is_passed_over};
pub use keys::is_name as is_key_name;
pub use lang::tag as language_tag;
pub use output::{Complaint, Item, LeftOut, Line, LineRole, Opened, Reading};
pub use parts::each_of;
pub use text::Rules;

use crate::article::{Article, Origin};
use container::Found;
use format::Format;
use output::Output;
use std::sync::Arc;

/// What the caller may choose.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// JSON Lines and tables: `text` is a raw dump, to be sorted line by line as a text file is.
    pub raw_text: bool,
    /// Raw text and pages: each line is handed over with what it was taken for.
    pub explain: bool,
    /// What the pages of a site say, where a person knows it.
    pub rules: Option<Arc<Rules>>,
    /// No line is removed: whatever a rule would take out stays in the text.
    pub keep_all: bool,
    /// WordPress exports: pages are articles too.
    pub pages: bool,
    /// How dates in figures (`03/04/2013`) are to be read, where neither file nor corpus tells.
    pub date_order: Option<DateOrder>,
    /// Further names of keys in records and front matter: the key, and the field that it means.
    pub keys: Vec<(String, String)>,
    /// Language of the articles that do not name theirs.
    pub lang: Option<String>,
    /// What a first pass over the files has learned from all of them: see [`Corpus`].
    pub habits: Option<Arc<Habits>>,
}

/// The order of day and month in a date in figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DateOrder {
    /// 31/12/2013.
    DayFirst,
    /// 12/31/2013.
    MonthFirst,
}

/// Reads one file and collects what is found: see [`each`].
pub fn read(name: &str, bytes: &[u8], options: &Options) -> Reading {
    let mut reading = Reading::default();
    each(name, bytes, options, &mut |item| reading.add(item));
    reading
}

/// Most lines of a file that is one article.
const LINES: usize = 2_000_000;

/// Reads one file, or all that lie in a container, whose format is told by its content, then by its ending, and hands
/// over what is found, in the file's order, so that a file of many articles need not lie in memory twice.
///
/// `name` is the file's path relative to the input folder: it gives an article without an id of its own the id (the
/// path without ending) and stands in every complaint.
pub fn each(name: &str, bytes: &[u8], options: &Options, sink: &mut dyn FnMut(Item)) {
    container::open(name, bytes, &mut |found| match found {
        Found::File { name, bytes } => file(name, bytes, options, sink),
        Found::Fault { name, problem } => Output::new(name, options, sink).fail(None, problem),
        Found::LeftOut { name, why } => Output::new(name, options, sink).leave_out(None, why),
    });
}

/// Reads one file that is no container.
fn file(name: &str, bytes: &[u8], options: &Options, sink: &mut dyn FnMut(Item)) {
    let mut out = Output::new(name, options, sink);
    if let Some(found) = foreign::magic(bytes) {
        return out.fail(None, found.problem());
    }
    let decoded = match decode::decode(bytes) {
        Ok(decoded) => decoded,
        Err(fault) => return out.fail(fault.line, fault.problem),
    };
    let text = decoded.text.as_ref();
    let format = format::tell(name, text);
    out.open(format.name(), decoded.encoding);
    // Each part of a mail names its own encoding, and is read in that.
    if format != Format::Mbox {
        decoded.faults.into_iter().for_each(|fault| out.complain(fault.line, fault.problem));
        out.note(decoded.note);
    }
    if is_one(format) && text.bytes().filter(|byte| *byte == b'\n').nth(LINES).is_some() {
        return out
            .fail(None, format!("expected at most {LINES} lines, as an article has, found more; split the file"));
    }
    match format {
        Format::Text => {
            if options.explain {
                out.explain(text::explain(text, options));
            }
            out.article(1, text::read(text, options))
        }
        Format::Markdown => markdown::read(text, &mut out),
        Format::JsonLines => json::read_lines(text, &mut out),
        Format::Json | Format::Ghost => json::read(text, &mut out),
        Format::Html => html::read(text, &mut out),
        Format::Xml(dialect) => xml::read(text, dialect, &mut out),
        Format::Table => csv::read(text, &mut out),
        Format::Mbox => mail::read(bytes, &mut out),
        Format::Story => story::read(text, &mut out),
        Format::Printed => printed::read(text, &mut out),
        Format::Foreign(found) => out.fail(Some(1), found.problem()),
    }
    out.close();
}

/// Whether a file of this format is one article, whose lines are all in memory at once.
fn is_one(format: Format) -> bool {
    matches!(format, Format::Text | Format::Markdown | Format::Story | Format::Printed)
}

/// Gives an article what every reader owes it: an id, its language and its origin.
fn finish(name: &str, line: u32, options: &Options, article: &mut Article) {
    if article.id.is_empty() {
        article.id = id_of(name);
    }
    if article.lang.is_none() {
        article.lang.clone_from(&options.lang);
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

#[cfg(test)]
mod tests {
    use super::*;

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
    fn no_file_passes_without_a_word() {
        for (name, text) in [("a.json", ","), ("a.json", "{}"), ("a.csv", "title\n"), ("a.html", "<p>")] {
            let reading = read(name, text.as_bytes(), &Options::default());
            assert!(!reading.complaints.is_empty(), "{name}: {text}");
        }
    }

    #[test]
    fn a_complaint_names_file_and_line() {
        let reading = read("bad.txt", b"one\ntwo \0\n", &Options::default());
        assert!(reading.articles.is_empty());
        assert!(reading.complaints[0].to_string().starts_with("bad.txt:2: "), "{}", reading.complaints[0]);
    }
}
