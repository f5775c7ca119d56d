//! The report as JSON: `{"schema": 1, "files": […], "corpus": {…}, "twins": […]}`, a file a line, so that a report of a
//! large corpus can be read line by line.

use super::Whole;
use super::file::File;
use serde::Serialize;

/// What comes before the files.
pub const HEAD: &str = "{\"schema\":1,\"files\":[\n";

/// One file; all but the first have a comma before them.
pub fn file(file: &File, first: bool) -> String {
    let comma = if first { "" } else { ",\n" };
    format!("{comma}{}", json(file))
}

/// What comes after the files.
pub fn tail(whole: &Whole) -> String {
    let (corpus, twins) = (json(&whole.corpus), json(&whole.twins));
    format!("\n],\n\"corpus\":{corpus},\n\"twins\":{twins},\"more_twins\":{}}}\n", whole.more_twins)
}

/// Plain data with string keys: it always has a JSON form.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
