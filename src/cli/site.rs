//! The folder that `build` writes: a page, the widget, the archive.
//!
//! ```text
//! DIR/index.html                  the page
//! DIR/newsprint/…                 the widget: script, style, wasm
//! DIR/archive/archive.newsprint   the articles
//! DIR/HOW-TO-EMBED.txt            what to paste where
//! ```

use super::aside::{self, Aside};
use super::failure::Failure;
use super::tongue::Tongue;
use newsprint::archive::write::Pieces;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// The widget's files, by their path in `DIR/newsprint`; empty in a binary that was built without `make release`.
const WIDGET: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/widget.rs"));
/// The page, with `{lang}`, `{dir}`, `{title}` and `{images}` to be filled in.
const PAGE: &str = include_str!("page.html");
/// What to do with the folder, for whoever finds it without a guide, with `{images}` and `{fetched}` to be filled in.
const HOW_TO_EMBED: &str = include_str!("how-to-embed.txt");
/// Where the archive lies in the folder.
pub const ARCHIVE: &str = "archive/archive.newsprint";
/// The page.
const INDEX: &str = "index.html";
/// The word to whoever finds the folder.
const HOW_TO: &str = "HOW-TO-EMBED.txt";
/// The folder of the widget, and a file that it always has.
const NEWSPRINT: (&str, &str) = ("newsprint/", "newsprint.js");
/// What of a page tells that `build` wrote it: a page that embeds an archive has no use for this style.
const OWN_STYLE: &[u8] = b"newsprint/page.css";
/// A page of ours has its style this early.
const HEAD: u64 = 64 * 1024;

/// Whether a folder is a site that newsprint built, or what is left of one.
pub fn is_site(folder: &Path) -> bool {
    folder.join(ARCHIVE).exists() || is_own_page(&folder.join(INDEX))
}

/// Whether a file or folder is one that `build` writes into a site.
pub fn is_part(path: &Path) -> bool {
    match path.file_name().and_then(|name| name.to_str()) {
        Some(INDEX) => is_own_page(path),
        Some(HOW_TO) => starts(path, HOW_TO_EMBED.lines().next().unwrap_or_default()),
        Some("newsprint") => path.join(NEWSPRINT.1).exists(),
        Some("archive") => path.is_dir() && children(path).iter().all(|name| name.starts_with("archive.newsprint")),
        _ => path.ends_with(ARCHIVE),
    }
}

/// What of a site lies in a folder, as a person has to name it to delete it. A folder `archive` may hold other files.
pub fn parts(folder: &Path) -> Vec<&'static str> {
    let own = |name: &&str| folder.join(name).exists() && is_part(&folder.join(name));
    [INDEX, HOW_TO, NEWSPRINT.0, ARCHIVE].into_iter().filter(own).collect()
}

/// What lies in a folder where a site is to be written, and newsprint did not write it.
pub fn foreign(folder: &Path) -> Vec<&'static str> {
    let begun = folder.join(ARCHIVE).exists();
    let foreign = |name: &&str| {
        let path = folder.join(name.trim_end_matches('/'));
        let empty = path.is_dir() && children(&path).is_empty();
        // The archive is written first: beside it lies what a build that was stopped has left.
        let ours = is_part(&path) || empty || (begun && path.is_dir());
        path.symlink_metadata().is_ok() && !ours
    };
    [INDEX, HOW_TO, NEWSPRINT.0, "archive/"].into_iter().filter(foreign).collect()
}

/// Whether a page is one that `build` wrote.
fn is_own_page(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    read.is_ok() && head.windows(OWN_STYLE.len()).any(|window| window == OWN_STYLE)
}

/// Whether a file begins with these words.
fn starts(path: &Path, words: &str) -> bool {
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(words.len() as u64).read_to_end(&mut head));
    read.is_ok() && head == words.as_bytes()
}

/// The names of what lies in a folder.
fn children(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

/// Fails if this binary has no widget to write.
pub fn check_widget() -> Result<(), Failure> {
    match WIDGET {
        [] => Err(Failure::Call("this binary was built without the widget: build it with `make release`".into())),
        _ => Ok(()),
    }
}

/// What a page is to be like.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// Its title.
    pub title: &'a str,
    /// What it speaks.
    pub tongue: &'a Tongue,
    /// Whether it shows pictures that lie on other hosts.
    pub remote_images: bool,
}

impl Look<'_> {
    /// The attribute of the element.
    fn images(&self) -> &'static str {
        if self.remote_images { " images=\"remote\"" } else { "" }
    }

    fn how_to_embed(&self) -> String {
        let fetched = if self.remote_images { "Nothing but pictures" } else { "Nothing" };
        HOW_TO_EMBED.replace("{images}", self.images()).replace("{fetched}", fetched)
    }
}

/// What the page of a site shows that is to be changed.
#[derive(Clone, Debug, Default)]
pub struct Before {
    /// Its title.
    pub title: Option<String>,
    /// Whether it shows pictures that lie on other hosts.
    pub remote_images: bool,
}

/// Reads the page of a site.
pub fn page(folder: &Path) -> Before {
    let path = folder.join(INDEX);
    let page = if is_own_page(&path) { fs::read_to_string(path).unwrap_or_default() } else { String::new() };
    let title = page.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>"));
    let title = title.map(|(title, _)| title.replace("&quot;", "\"").replace("&lt;", "<").replace("&amp;", "&"));
    Before { title, remote_images: page.contains(" images=\"remote\"") }
}

/// Writes the folder. All files are complete before any gets its name, so a build that is stopped leaves the site that was
/// there. `told` is told of the archive's bytes how many are written.
pub fn write(out: &Path, look: Look, archive: Pieces, mut told: impl FnMut(u64) + Send) -> Result<(), Failure> {
    let mut aside = Aside::new(out);
    aside.write(&out.join(ARCHIVE), |file| {
        let mut written = 0;
        archive.each(|bytes| {
            written += bytes.len() as u64;
            told(written);
            file.write_all(bytes)
        })
    })?;
    aside.write(&out.join(HOW_TO), |file| file.write_all(look.how_to_embed().as_bytes()))?;
    for (path, bytes) in files(look) {
        aside.write(&out.join(path), |file| file.write_all(&bytes))?;
    }
    aside.publish()
}

/// Removes what a build of this version left aside in a folder, when it was stopped before its end.
pub fn sweep(out: &Path) {
    let widget = WIDGET.iter().map(|(path, _)| out.join("newsprint").join(path));
    let paths: Vec<_> = [ARCHIVE, HOW_TO, INDEX].map(|name| out.join(name)).into_iter().chain(widget).collect();
    aside::sweep(out, paths.iter().map(PathBuf::as_path));
}

/// All files but the archive by their path in the folder, the page last.
pub fn files(look: Look) -> Vec<(String, Vec<u8>)> {
    let widget = WIDGET.iter().map(|(path, bytes)| (format!("newsprint/{path}"), bytes.to_vec()));
    let page = PAGE
        .replace("{lang}", &escaped(&look.tongue.lang))
        .replace("{dir}", look.tongue.dir.name())
        .replace("{images}", look.images())
        .replace("{title}", &escaped(look.title))
        .into_bytes();
    widget.chain([(INDEX.into(), page)]).collect()
}

/// A text as HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
