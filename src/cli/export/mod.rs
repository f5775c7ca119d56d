//! `newsprint export ARCHIVE`: every article back, as JSON Lines or as Markdown files.
//!
//! An archive must outlive its tool, so an export holds all that the archive holds, and `build` makes the same archive of
//! it. Each article is read back before it is written: one that would not come back the same is named.

mod blocks;
mod folder;
mod head;
mod inline;
mod markdown;
mod yaml;

use super::args::{ExportArgs, ExportFormat};
use super::aside::{self, Aside};
use super::failure::Failure;
use super::severity::{Message, Severity};
use super::terminal::{say, shown};
use super::{destination, json, search, synonyms};
use folder::Folder;
use newsprint::archive::read::{Archive, Halt};
use newsprint::article::{Article, Origin};
use newsprint::ingest::{self, Options};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Writes every article that can be read, then says what could not be done.
pub fn run(args: &ExportArgs) -> Result<(), Failure> {
    let file = search::file(&args.archive)?;
    for (option, path) in [("--out", &args.out), ("--synonyms", &args.synonyms)] {
        path.as_ref().map_or(Ok(()), |path| destination::check_file(option, path, &file))?;
    }
    let archive = search::open(&file)?;
    let mut out = Out::open(args)?;
    let mut faults = 0;
    for number in 0..archive.root().articles {
        let written = match article(&archive, number) {
            Ok(article) => out.write(&article)?,
            Err(fault) => Some(fault),
        };
        if let Some(fault) = written {
            faults += 1;
            say(&Message { severity: Severity::Error, text: shown(&fault).into() }.to_string());
        }
    }
    out.finish()?;
    write_synonyms(&archive.root().synonyms, args.synonyms.as_deref())?;
    match faults {
        0 => Ok(()),
        _ => Err(Failure::Input(format!(
            "{faults} of {} articles did not come whole: see above",
            archive.root().articles
        ))),
    }
}

/// An article of the archive, or which one is damaged and how.
fn article(archive: &Archive, number: u32) -> Result<Article, String> {
    let found = archive.body(number).map(|body| body.article.clone());
    match (archive.settle(), found) {
        (Ok(()), Some(article)) => Ok(article),
        (Err(Halt::Failed(error)), _) => Err(format!("{} is lost: {error}", name(archive, number))),
        _ => Err(format!("{} is lost: the archive lacks its bytes", name(archive, number))),
    }
}

/// What an article is called whose body cannot be read.
fn name(archive: &Archive, number: u32) -> String {
    let id = archive.card(number).map(|card| card.id.clone());
    // The card may be damaged too; that is no news.
    let _ = archive.settle();
    id.map_or_else(|| format!("article number {number}"), |id| format!("the article {id:?}"))
}

/// Where articles go.
enum Out {
    /// Lines of JSON, and the file that gets its name once they are whole.
    Lines(Box<dyn Write>, Option<Aside>),
    Files(Folder),
}

impl Out {
    fn open(args: &ExportArgs) -> Result<Self, Failure> {
        match (args.format, &args.out) {
            (ExportFormat::Markdown, Some(path)) => Folder::new(path).map(Self::Files),
            (_, Some(path)) => {
                let (aside, file) = Aside::named(path)?;
                Ok(Self::Lines(Box::new(BufWriter::new(file)), Some(aside)))
            }
            (_, None) => Ok(Self::Lines(Box::new(BufWriter::new(io::stdout().lock())), None)),
        }
    }

    /// Writes an article; says so if it would not come back the same.
    fn write(&mut self, article: &Article) -> Result<Option<String>, Failure> {
        let whole = match self {
            Self::Lines(out, _) => {
                let line = json::line(article).map_err(|error| Failure::Input(error.to_string()))?;
                writeln!(out, "{line}").map_err(|error| Failure::output(&error))?;
                comes_back("a.jsonl", &line, article)
            }
            Self::Files(folder) => {
                let written = markdown::write(article);
                folder.write(&article.id, &written.text)?;
                written.whole
            }
        };
        let problem = || format!("the article {:?} has a part that the export does not give back", article.id);
        Ok((!whole).then(problem))
    }

    fn finish(self) -> Result<(), Failure> {
        match self {
            Self::Lines(mut out, aside) => {
                out.flush().map_err(|error| Failure::output(&error))?;
                drop(out);
                aside.map_or(Ok(()), Aside::publish)
            }
            Self::Files(folder) => {
                folder.finish();
                Ok(())
            }
        }
    }
}

/// Whether `text` is read as this article, and as nothing else.
fn comes_back(name: &str, text: &str, article: &Article) -> bool {
    let reading = ingest::read(name, text.as_bytes(), &Options::default());
    let mut read = reading.articles.into_iter();
    let same = read.next().is_some_and(|mut read| {
        // What tells of its reading is not kept in archives.
        (read.removed, read.guesses, read.warnings) = Default::default();
        read.origin = Origin::default();
        read == *article
    });
    same && read.next().is_none() && reading.complaints.is_empty()
}

/// Writes the synonyms where they are asked for; says that there are some where they are not.
fn write_synonyms(groups: &[Vec<String>], path: Option<&Path>) -> Result<(), Failure> {
    match path {
        Some(path) => {
            let text = synonyms::text(groups).map_err(Failure::Input)?;
            aside::write(path, &text)
        }
        None => {
            if !groups.is_empty() {
                let text = "the archive holds synonyms, too: --synonyms FILE writes them, for `build --synonyms FILE`";
                say(&Message::note(text.into()).to_string());
            }
            Ok(())
        }
    }
}
