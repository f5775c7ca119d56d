//! `newsprint search ARCHIVE QUERY`, and many queries at once for measuring.

use super::args::SearchArgs;
use super::failure::Failure;
use super::site;
use newsprint::archive::read::{Archive, Halt};
use newsprint::search::{Answer, Marked, Options, search};
use newsprint::view::results::SearchResult;
use serde::Deserialize;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

/// Answers one query, or a file of them.
pub fn run(args: &SearchArgs) -> Result<(), Failure> {
    let archive = open(&args.archive)?;
    match (&args.queries, &args.run, &args.query) {
        (Some(queries), Some(run), _) => many(&archive, queries, run, args),
        (_, _, Some(query)) => one(&archive, query, args),
        _ => Err(Failure::Call("a query is missing".into())),
    }
}

/// Opens the archive file, or the one in the folder that `build` wrote.
fn open(path: &Path) -> Result<Archive, Failure> {
    let inside = [path.join(site::ARCHIVE), path.join("archive.newsprint")];
    let file = match path.is_dir() {
        true => inside.iter().find(|file| file.exists()).ok_or_else(|| no_archive(path))?,
        false => path,
    };
    let bytes = fs::read(file).map_err(|error| Failure::file("read", file, &error))?;
    Archive::whole(bytes).map_err(|error| Failure::Input(format!("{}: {error}", file.display())))
}

fn no_archive(folder: &Path) -> Failure {
    let folder = folder.display();
    Failure::Input(format!("{folder} holds no archive: expected a folder that `newsprint build` wrote"))
}

fn answer(archive: &Archive, query: &str, options: &Options) -> Result<Answer, Failure> {
    search(archive, query, options).map_err(|halt| match halt {
        Halt::Failed(error) => Failure::Input(error.to_string()),
        Halt::Needs(_) => Failure::Input("the archive lacks bytes that it refers to; build it anew".into()),
    })
}

fn one(archive: &Archive, query: &str, args: &SearchArgs) -> Result<(), Failure> {
    let options = Options { limit: args.limit.unwrap_or(10), correct: !args.no_correction, ..Options::default() };
    let answer = answer(archive, query, &options)?;
    let mut out = String::new();
    match args.json {
        true => {
            let json = serde_json::to_string(&SearchResult::complete(query, &answer));
            out.push_str(&json.map_err(|error| Failure::Input(error.to_string()))?);
            out.push('\n');
        }
        false => list(&answer, &mut out),
    }
    io::stdout().write_all(out.as_bytes()).map_err(|error| Failure::output(&error))
}

/// Hits for a person.
fn list(answer: &Answer, out: &mut String) {
    if let Some(correction) = &answer.correction {
        let text: String = printable(&correction.text).collect();
        out.push_str(&format!("Showing results for {text} (--no-correction searches for what was typed)\n"));
    }
    out.push_str(&format!("{} found\n", answer.total));
    for hit in &answer.hits {
        let facts = [&hit.card.date, &hit.card.place, &hit.card.id].map(String::as_str);
        let facts: Vec<_> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
        let shown = format!("\n{}\n  {}\n  {}\n", bold(&hit.title), facts.join(" · "), bold(&hit.snippet));
        out.extend(printable(&shown));
    }
}

/// A text without control characters, which could command the terminal.
fn printable(text: &str) -> impl Iterator<Item = char> {
    text.chars().map(|c| if c.is_control() && c != '\n' { '\u{fffd}' } else { c })
}

/// The text with its marks in stars, as in Markdown.
fn bold(marked: &Marked) -> String {
    let mut out = String::with_capacity(marked.text.len() + 4 * marked.marks.len());
    let mut at = 0;
    for mark in &marked.marks {
        out.extend([&marked.text[at..mark.start], "**", &marked.text[mark.clone()], "**"]);
        at = mark.end;
    }
    out.push_str(&marked.text[at..]);
    out
}

/// A line of a file of queries.
#[derive(Deserialize)]
struct NamedQuery {
    id: Id,
    text: String,
}

/// An id is a text or a number.
#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(serde_json::Number),
}

fn many(archive: &Archive, queries: &Path, out: &Path, args: &SearchArgs) -> Result<(), Failure> {
    let limit = args.limit.unwrap_or(100);
    let options = Options {
        limit,
        prefix: false,
        plain: !args.syntax,
        snippets: false,
        correct: !args.no_correction,
        ..Options::default()
    };
    let text = fs::read_to_string(queries).map_err(|error| Failure::file("read", queries, &error))?;
    let mut run = String::new();
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let query: NamedQuery = serde_json::from_str(line).map_err(|error| {
            Failure::Input(format!("{}:{number}: expected {{\"id\", \"text\"}}: {error}", queries.display()))
        })?;
        let id = match query.id {
            Id::Text(id) => id,
            Id::Number(id) => id.to_string(),
        };
        for (rank, hit) in (1..).zip(answer(archive, &query.text, &options)?.hits) {
            let (query, document) = (encoded(&id), encoded(&hit.card.id));
            // Writing to a string cannot fail.
            let _ = writeln!(run, "{query} Q0 {document} {rank} {} newsprint", hit.score);
        }
    }
    fs::write(out, run).map_err(|error| Failure::file("write", out, &error))
}

/// An id in a run file: every `%` and every blank percent-encoded.
fn encoded(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    for c in id.chars() {
        if c == '%' || c.is_whitespace() {
            let mut bytes = [0; 4];
            c.encode_utf8(&mut bytes).bytes().for_each(|byte| {
                let _ = write!(out, "%{byte:02X}");
            });
        } else {
            out.push(c);
        }
    }
    out
}
