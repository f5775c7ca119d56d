//! Files to articles, and what is said about them.

use super::terminal::shown;
use newsprint::ingest::{self, Complaint, Item, Options};
use std::fs;
use std::path::Path;

/// Reads one file and hands over what is found; `name` is what it is called in messages and ids.
pub fn each(path: &Path, name: &str, options: &Options, sink: &mut dyn FnMut(Item)) {
    match read_regular(path) {
        Ok(bytes) => ingest::each(name, &bytes, options, sink),
        Err(error) => {
            let problem = format!("cannot be read: {error}");
            sink(Item::Complaint(Complaint { file: name.into(), line: None, fatal: true, problem }));
        }
    }
}

/// The bytes of a file; pipes and devices, which may never end, are refused.
fn read_regular(path: &Path) -> std::io::Result<Vec<u8>> {
    match fs::metadata(path)?.is_file() {
        true => fs::read(path),
        false => Err(std::io::Error::other("not a regular file")),
    }
}

/// A complaint, what was left out, or the warnings of an article: a line each, safe to print.
pub fn complaints(item: &Item) -> Vec<String> {
    match item {
        Item::Complaint(complaint) => vec![shown(&complaint.to_string()).into()],
        Item::LeftOut(left_out) => vec![shown(&left_out.to_string()).into()],
        Item::Article(article) => {
            let place = format!("{}:{}", article.origin.file, article.origin.line);
            let line = |warning: &String| format!("{}: {}", shown(&place), shown(warning));
            article.warnings.iter().map(line).collect()
        }
        Item::Opened(_) | Item::Line(_) => Vec::new(),
    }
}
