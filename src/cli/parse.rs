//! `newsprint parse FILE…`: what is read from files, as JSON Lines.

use super::args::ParseArgs;
use super::failure::Failure;
use super::input;
use newsprint::article::Article;
use newsprint::ingest::Options;
use serde_json::{Map, Value};
use std::io::{self, Write};

/// Prints every article; fails after the last file if one could not be read.
pub fn run(args: &ParseArgs) -> Result<(), Failure> {
    let options = Options { raw_text: args.raw_text };
    let mut out = io::stdout().lock();
    let mut unread = 0;
    for file in &args.files {
        let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy();
        let reading = input::read_file(file, &name, &options);
        for article in &reading.articles {
            let json = json(article).map_err(|error| Failure::Input(error.to_string()))?;
            match writeln!(out, "{json}") {
                // Whoever reads has seen enough.
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(()),
                written => written.map_err(|error| Failure::Input(format!("cannot write: {error}")))?,
            }
        }
        unread += reading.complaints.iter().filter(|complaint| complaint.fatal).count();
        reading.complaints.iter().for_each(|complaint| eprintln!("{complaint}"));
    }
    match unread {
        0 => Ok(()),
        _ => Err(Failure::Input("not everything could be read: see above".into())),
    }
}

/// An article as JSON, with the keys and lines that the model has no field for under `extra`.
fn json(article: &Article) -> serde_json::Result<String> {
    let mut json = serde_json::to_value(article)?;
    let mut extra = Map::new();
    for (name, value) in &article.extra {
        extra.insert(name.clone(), serde_json::from_str(value)?);
    }
    json["extra"] = Value::Object(extra);
    serde_json::to_string(&json)
}
