//! `--report FILE`: what was guessed, for the person who has to trust it.
//!
//! ```text
//! Item, Item, … -> File (what was found in one file) -> Corpus (counts over all), Shelf (files to show)
//!               -> text, JSON or a page, by the ending of FILE
//! ```
//!
//! A report watches the items of a reading as they pass, in the order of the input. Its memory is bounded whatever the
//! corpus: counts are numbers; the most removed lines are found with a table of fixed size ([`frequent`]); and files
//! are kept with all their lines on a shelf of a fixed number of bytes, from which those that need a look least are put
//! away first and counted ([`shelf`]). JSON has every file, because it is written file by file.

mod corpus;
mod file;
mod frequent;
mod html;
mod json;
mod shelf;
mod text;

use super::failure::Failure;
use super::pipeline::Observer;
use corpus::Corpus;
pub use file::SURE;
use file::{Draft, File};
use newsprint::ingest::Item;
use shelf::Shelf;
use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Bytes of the files that a text or a page shows in full: as much as a person can browse and a browser likes to open.
const SHOWN: usize = 8 << 20;
/// So many pairs of near-duplicates are listed; the others are counted.
const TWINS: usize = 500;

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Text,
    Json,
    Page,
}

/// Two articles with nearly the same text.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Twins {
    /// The one that comes first: file and line, or id.
    pub first: String,
    /// The other.
    pub later: String,
    /// What became of the other: kept, folded.
    pub fate: String,
}

/// A report in the making.
pub struct Report {
    path: PathBuf,
    form: Form,
    out: BufWriter<fs::File>,
    /// The file that is read just now.
    draft: Option<Draft>,
    corpus: Corpus,
    shelf: Shelf<File>,
    twins: Vec<Twins>,
    more_twins: usize,
    /// Why it cannot be written: said at the end, so that a full disk does not keep articles from being read.
    failed: Option<std::io::Error>,
}

impl Observer for Report {
    fn item(&mut self, item: &Item) {
        self.see(item);
    }
}

impl Report {
    /// A report that is to be written to `path`, whose ending tells the form. The file gets its name when it is whole.
    pub fn new(path: &Path) -> Result<Self, Failure> {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
        let form = match ending.as_deref() {
            Some("txt") => Form::Text,
            Some("json") => Form::Json,
            Some("html" | "htm") => Form::Page,
            _ => {
                let path = path.display();
                let problem = format!("--report: expected a file that ends in .html, .txt or .json, found {path}");
                return Err(Failure::Call(problem));
            }
        };
        let out = fs::File::create(aside(path)).map_err(|error| Failure::file("write", path, &error))?;
        let mut report = Self {
            path: path.into(),
            form,
            out: BufWriter::new(out),
            draft: None,
            corpus: Corpus::default(),
            shelf: Shelf::new(SHOWN),
            twins: Vec::new(),
            more_twins: 0,
            failed: None,
        };
        if form == Form::Json {
            report.write(json::HEAD);
        }
        Ok(report)
    }

    /// Sees what was found next.
    pub fn see(&mut self, item: &Item) {
        if let Some(name) = file::begins(item, self.draft.as_ref()) {
            self.close();
            self.draft = Some(Draft::new(name));
        }
        if let Some(draft) = &mut self.draft {
            draft.see(item);
        }
        self.corpus.see(item);
    }

    /// Sees that two articles are nearly the same.
    pub fn see_twins(&mut self, twins: Twins) {
        match self.twins.len() < TWINS {
            true => self.twins.push(twins),
            false => self.more_twins += 1,
        }
    }

    /// Writes the report.
    pub fn finish(mut self) -> Result<(), Failure> {
        self.close();
        let corpus = self.corpus.finish();
        let files = std::mem::replace(&mut self.shelf, Shelf::new(0)).finish();
        let whole = Whole { corpus, files, twins: std::mem::take(&mut self.twins), more_twins: self.more_twins };
        let rest = match self.form {
            Form::Text => text::report(&whole),
            Form::Page => html::page(&whole),
            Form::Json => json::tail(&whole),
        };
        self.write(&rest);
        let Self { out, path, failed, .. } = self;
        let written = failed.map_or(Ok(()), Err).and_then(|()| out.into_inner().map_err(|error| error.into_error()));
        let named = written.and_then(|_| fs::rename(aside(&path), &path));
        named.map_err(|error| Failure::file("write", &path, &error))
    }

    /// Ends the file that is read just now.
    fn close(&mut self) {
        let Some(draft) = self.draft.take() else { return };
        let file = draft.finish(self.corpus.files());
        self.corpus.file(&file);
        if self.form == Form::Json {
            let text = json::file(&file, self.corpus.files() == 1);
            return self.write(&text);
        }
        self.shelf.put(file.attention, file.bytes(), file);
    }

    fn write(&mut self, text: &str) {
        if self.failed.is_none() {
            self.failed = self.out.write_all(text.as_bytes()).err();
        }
    }
}

/// Everything that a report says.
struct Whole {
    corpus: corpus::Counts,
    files: shelf::Kept<File>,
    twins: Vec<Twins>,
    more_twins: usize,
}

/// Where a report lies until it is whole.
pub fn aside(path: &Path) -> PathBuf {
    path.with_added_extension("part")
}

/// What a number of things is called.
fn plural<'a>(count: usize, one: &'a str, many: &'a str) -> &'a str {
    if count == 1 { one } else { many }
}

/// A share of a whole in percent.
fn percent(part: usize, whole: usize) -> usize {
    (part * 100 + whole / 2).checked_div(whole).unwrap_or_default()
}
