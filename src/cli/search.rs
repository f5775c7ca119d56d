//! `newsprint search ARCHIVE QUERY`, and many queries at once for measuring.

use super::args::{Order, SearchArgs};
use super::failure::Failure;
use super::{aside, destination, input, list, site};
use newsprint::archive::read::{Archive, Halt};
use newsprint::search::explain::explain;
use newsprint::search::{Answer, Options, Sort, related, search};
use newsprint::view::{Value, results};
use serde::Deserialize;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Answers one query, or a file of them.
pub fn run(args: &SearchArgs) -> Result<(), Failure> {
    let archive = open(&args.archive)?;
    match (&args.queries, &args.run, &args.query, &args.related) {
        (Some(queries), Some(run), ..) => many(&archive, queries, run, args),
        (_, _, Some(query), _) => one(&archive, query, args),
        (.., Some(id)) => related_to(&archive, id, args),
        _ => Err(Failure::Call("a query is missing".into())),
    }
}

/// Opens the archive file, or the one in the folder that `build` wrote.
pub fn open(path: &Path) -> Result<Archive, Failure> {
    let file = file(path)?;
    let bytes = input::bytes(&file).map_err(|error| Failure::file("read", &file, &error))?;
    Archive::whole(bytes).map_err(|error| Failure::Input(format!("{}: {error}", file.display())))
}

/// The archive's file: the path itself, or what lies in the folder that `build` wrote.
pub fn file(path: &Path) -> Result<PathBuf, Failure> {
    let inside = [path.join(site::ARCHIVE), path.join("archive.newsprint")];
    match path.is_dir() {
        true => inside.into_iter().find(|file| file.exists()).ok_or_else(|| no_archive(path)),
        false => Ok(path.into()),
    }
}

fn no_archive(folder: &Path) -> Failure {
    let folder = folder.display();
    Failure::Input(format!("{folder} holds no archive: expected a folder that `newsprint build` wrote"))
}

fn answer(archive: &Archive, query: &str, options: &Options) -> Result<Answer, Failure> {
    search(archive, query, options).map_err(halted)
}

/// Why a pass over a whole archive could not end.
fn halted(halt: Halt) -> Failure {
    match halt {
        Halt::Failed(error) => Failure::Input(error.to_string()),
        Halt::Needs(_) => Failure::Input("the archive lacks bytes that it refers to; build it anew".into()),
    }
}

fn one(archive: &Archive, query: &str, args: &SearchArgs) -> Result<(), Failure> {
    let options = options(args, 10);
    let answer = answer(archive, query, &options)?;
    let mut out = String::new();
    match args.json {
        true => push_json(&mut out, &results::answer(query, &answer, &[]))?,
        false => list::answer(&mut out, &answer),
    }
    if args.explain {
        let explanations = explain(archive, query, &options, &answer).map_err(halted)?;
        list::explanations(&mut out, &answer, &explanations);
    }
    io::stdout().write_all(out.as_bytes()).map_err(|error| Failure::output(&error))
}

/// What a search is asked for, with so many hits unless the call says how many.
fn options(args: &SearchArgs, limit: u32) -> Options {
    let sort = match args.sort {
        Order::Relevance => Sort::Relevance,
        Order::Newest => Sort::Newest,
        Order::Oldest => Sort::Oldest,
    };
    Options {
        limit: args.limit.unwrap_or(limit),
        sort,
        correct: !args.no_correction,
        facets: args.facets,
        exact: args.exact,
        recency: args.recency,
        ..Options::default()
    }
}

/// The articles that are related to one.
fn related_to(archive: &Archive, id: &str, args: &SearchArgs) -> Result<(), Failure> {
    let unknown = || Failure::Input(format!("the archive has no article {id:?}"));
    let (number, _) = archive.by_id(id).map_err(halted)?.ok_or_else(unknown)?;
    let related = related(archive, number, args.limit.unwrap_or(10)).map_err(halted)?;
    let mut out = String::new();
    match args.json {
        true => push_json(&mut out, &results::related(&related))?,
        false => list::related(&mut out, &related),
    }
    io::stdout().write_all(out.as_bytes()).map_err(|error| Failure::output(&error))
}

fn push_json(out: &mut String, value: &Value<'_>) -> Result<(), Failure> {
    out.push_str(&serde_json::to_string(value).map_err(|error| Failure::Input(error.to_string()))?);
    out.push('\n');
    Ok(())
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
    destination::check_file("--run", out, &file(&args.archive)?)?;
    let options = Options { prefix: false, plain: !args.syntax, snippets: false, ..options(args, 100) };
    let text = input::text(queries).map_err(|error| Failure::file("read", queries, &error))?;
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
    aside::write(out, &run)
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
