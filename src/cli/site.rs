//! The folder that `build` writes: a page, the widget, the archive.
//!
//! ```text
//! DIR/index.html                  the page
//! DIR/newsprint/…                 the widget: script, style, wasm
//! DIR/archive/archive.newsprint   the articles
//! DIR/HOW-TO-EMBED.txt            what to paste where
//! ```

use super::failure::Failure;
use super::tongue::Tongue;
use newsprint::archive::write::Pieces;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// The widget's files, by their path in `DIR/newsprint`; empty in a binary that was built without `make release`.
const WIDGET: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/widget.rs"));
/// The page, with `{lang}`, `{dir}` and `{title}` to be filled in.
const PAGE: &str = include_str!("page.html");
/// What to do with the folder, for whoever finds it without a guide.
const HOW_TO_EMBED: &str = include_str!("how-to-embed.txt");
/// Where the archive lies in the folder.
pub const ARCHIVE: &str = "archive/archive.newsprint";

/// Fails if this binary has no widget to write.
pub fn check_widget() -> Result<(), Failure> {
    match WIDGET {
        [] => Err(Failure::Call("this binary was built without the widget: build it with `make release`".into())),
        _ => Ok(()),
    }
}

/// Writes the folder. Each file is complete before it gets its name, so a build that is stopped leaves whole files.
pub fn write(out: &Path, title: &str, tongue: &Tongue, archive: Pieces) -> Result<(), Failure> {
    write_file(&out.join(ARCHIVE), |file| archive.each(|bytes| file.write_all(bytes)))?;
    write_file(&out.join("HOW-TO-EMBED.txt"), |file| file.write_all(HOW_TO_EMBED.as_bytes()))?;
    files(title, tongue).iter().try_for_each(|(path, bytes)| write_file(&out.join(path), |file| file.write_all(bytes)))
}

/// All files but the archive by their path in the folder, the page last.
pub fn files(title: &str, tongue: &Tongue) -> Vec<(String, Vec<u8>)> {
    let widget = WIDGET.iter().map(|(path, bytes)| (format!("newsprint/{path}"), bytes.to_vec()));
    let page = PAGE
        .replace("{lang}", &escaped(&tongue.lang))
        .replace("{dir}", tongue.dir.name())
        .replace("{title}", &escaped(title))
        .into_bytes();
    widget.chain([("index.html".into(), page)]).collect()
}

/// Writes a file aside and renames it.
fn write_file(path: &Path, fill: impl FnOnce(&mut File) -> io::Result<()>) -> Result<(), Failure> {
    let aside = path.with_added_extension("part");
    let write = || {
        fs::create_dir_all(path.parent().unwrap_or(path))?;
        fill(&mut File::create(&aside)?)?;
        fs::rename(&aside, path)
    };
    write().map_err(|error| Failure::file("write", path, &error))
}

/// A text as HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
