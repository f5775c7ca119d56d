//! `newsprint parse FILE…`: what is read from files, as JSON Lines.

use super::args::ParseArgs;
use super::failure::Failure;
use super::terminal::shown;
use super::{config, input};
use newsprint::article::Article;
use serde::Serialize;
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Prints every article; fails after the last file if one could not be read.
pub fn run(args: &ParseArgs) -> Result<(), Failure> {
    let options = config::options(&args.reading)?;
    let mut out = io::stdout().lock();
    let mut unread = 0;
    for file in &args.files {
        let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy();
        let reading = input::read_file(file, &name, &options);
        for article in &reading.articles {
            let json = json(article).map_err(|error| Failure::Input(error.to_string()))?;
            writeln!(out, "{json}").map_err(|error| Failure::output(&error))?;
        }
        unread += reading.complaints.iter().filter(|complaint| complaint.fatal).count();
        reading.complaints.iter().for_each(|complaint| eprintln!("{}", shown(&complaint.to_string())));
        reading.left_out.iter().for_each(|left_out| eprintln!("{}", shown(&left_out.to_string())));
    }
    match unread {
        0 => Ok(()),
        _ => Err(Failure::Input("not everything could be read: see above".into())),
    }
}

/// An article with the keys and lines that the model has no field for under `extra`.
#[derive(Serialize)]
struct Printed<'a> {
    #[serde(flatten)]
    article: &'a Article,
    extra: BTreeMap<&'a str, Box<RawValue>>,
}

fn json(article: &Article) -> serde_json::Result<String> {
    let mut extra = BTreeMap::new();
    for (name, value) in &article.extra {
        extra.insert(name.as_str(), RawValue::from_string(value.clone())?);
    }
    serde_json::to_string(&Printed { article, extra })
}
