//! The folder that `build` writes: a page, the widget, the archive.
//!
//! ```text
//! DIR/index.html                  the page
//! DIR/newsprint/…                 the widget: script, style, wasm
//! DIR/archive/archive.newsprint   the articles
//! DIR/HOW-TO-EMBED.txt            what to paste where
//! DIR/pages/…, DIR/sitemap.xml    plain pages, where they are asked for; see pages/mod.rs
//! DIR/newsprint-worker.js         what keeps it for offline, where that is asked for; see offline.rs
//! ```

use super::aside::{self, Aside};
use super::failure::Failure;
use super::load::Load;
use super::offline::{self, Offline, WORKER};
use super::pages::{self, PAGES, SITEMAP, SITEMAP_HEAD};
use super::single;
use super::tongue::Tongue;
use newsprint::archive::write::Pieces;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// The widget's files, by their path in `DIR/newsprint`; those in [`EDITIONS`] only where they are asked for; empty in a binary that was built without `make release`.
const WIDGET: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/widget.rs"));
/// Where the widget has what only some sites need.
const EDITIONS: &str = "editions/";
/// The page, with `{lang}`, `{dir}`, `{title}`, `{load}`, `{images}` and `{offline}` to be filled in.
const PAGE: &str = include_str!("page.html");
/// What a page that is kept for offline has beside.
const OFFLINE: &str = "\n<script type=\"module\" src=\"newsprint/offline.js\"></script>";
/// What to do with the folder, for whoever finds it without a guide, with `{load}`, `{images}` and `{fetched}` to be filled in.
const HOW_TO_EMBED: &str = include_str!("how-to-embed.txt");
/// Where the archive lies in the folder.
pub const ARCHIVE: &str = "archive/archive.newsprint";
/// The page.
pub const INDEX: &str = "index.html";
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
        Some("pages" | "pages.part" | "pages.former") => {
            path.is_dir() && first_page(path).is_some_and(|page| is_own_page(&page))
        }
        Some(SITEMAP) => is_own_map(path),
        Some(WORKER) => starts(path, offline::HEAD),
        Some("archive") => path.is_dir() && children(path).iter().all(|name| name.starts_with("archive.newsprint")),
        _ => path.ends_with(ARCHIVE),
    }
}

/// What of a site lies in a folder, as a person has to name it to delete it. A folder `archive` may hold other files.
pub fn parts(folder: &Path) -> Vec<&'static str> {
    let own = |name: &&str| folder.join(name).exists() && is_part(&folder.join(name));
    [INDEX, HOW_TO, NEWSPRINT.0, ARCHIVE, PAGES, SITEMAP, WORKER].into_iter().filter(own).collect()
}

/// What lies in a folder where a site with these extras is to be written, and newsprint did not write it.
pub fn foreign(folder: &Path, extras: &Extras) -> Vec<&'static str> {
    let begun = folder.join(ARCHIVE).exists();
    let foreign = |name: &&str| {
        let path = folder.join(name.trim_end_matches('/'));
        let empty = path.is_dir() && children(&path).is_empty();
        // The archive is written first: beside it lies what a build that was stopped has left.
        let ours = is_part(&path) || empty || (begun && path.is_dir());
        path.symlink_metadata().is_ok() && !ours
    };
    [INDEX, HOW_TO, NEWSPRINT.0, "archive/"].into_iter().chain(extras.names()).filter(foreign).collect()
}

/// A page in a folder of pages.
fn first_page(folder: &Path) -> Option<PathBuf> {
    let mut paths = fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path());
    paths.find(|path| path.extension().is_some_and(|ending| ending == "html"))
}

/// Whether a map for crawlers is one that `build` wrote.
fn is_own_map(path: &Path) -> bool {
    starts(path, SITEMAP_HEAD)
}

/// Whether a page is one that `build` wrote.
pub fn is_own_page(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    let holds = |mark: &[u8]| head.windows(mark.len()).any(|window| window == mark);
    read.is_ok() && (holds(OWN_STYLE) || holds(single::MARK))
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
    /// How it loads its archive.
    pub load: Load,
    /// Whether browsers keep it for offline.
    pub offline: bool,
}

impl Look<'_> {
    /// The attribute of the element.
    pub fn images(&self) -> &'static str {
        if self.remote_images { " images=\"remote\"" } else { "" }
    }

    fn how_to_embed(&self) -> String {
        let fetched = if self.remote_images { "Nothing but pictures" } else { "Nothing" };
        HOW_TO_EMBED
            .replace("{load}", self.load.mark())
            .replace("{images}", self.images())
            .replace("{fetched}", fetched)
    }
}

/// What a site has beside the archive and its page.
#[derive(Clone, Copy, Debug, Default)]
pub struct Extras<'a> {
    /// Whether it has plain pages.
    pub pages: bool,
    /// Its address, if it is known.
    pub base: Option<&'a str>,
    /// What browsers keep of it for offline.
    pub offline: Option<Offline>,
}

impl Extras<'_> {
    /// What they add to the folder.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        let pages: &[_] = if self.pages { &[PAGES, SITEMAP] } else { &[] };
        pages.iter().copied().chain(self.offline.map(|_| WORKER))
    }
}

/// Writes the folder; gives what there is to say. All files are complete before any gets its name, so a build that is
/// stopped leaves the site that was there; what names the others by their hashes comes last. `told` is told of the
/// archive's bytes how many are written.
pub fn write(
    out: &Path,
    look: Look,
    archive: Pieces,
    extras: Extras,
    mut told: impl FnMut(u64) + Send,
) -> Result<Vec<String>, Failure> {
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
    let pages = match extras.pages {
        true => Some(pages::write(out, &aside::part(&out.join(ARCHIVE)), &look, extras.base)?),
        false => None,
    };
    let mut paths = Vec::new();
    for (path, bytes) in added(extras).chain(files(look)) {
        let home = pages.as_ref().filter(|_| path == INDEX).map(|pages| &pages.written.home);
        aside.write(&out.join(&path), |file| file.write_all(home.unwrap_or(&bytes)))?;
        paths.push(path);
    }
    let mut told: Vec<String> = pages.map(pages::Pages::publish).transpose()?.into_iter().collect();
    aside.publish()?;
    if !extras.pages {
        remove_pages(out)?;
        remove_maps(out)?;
    }
    match extras.offline {
        Some(offline) => told.push(offline::write(out, &look, offline, &paths)?),
        None if is_part(&out.join(WORKER)) => offline::leave(out)?,
        None => {}
    }
    Ok(told)
}

/// What the widget has for these extras.
fn added(extras: Extras) -> impl Iterator<Item = (String, Vec<u8>)> {
    let wanted = move |name: &str| match name {
        "pages.css" | "pages.js" => extras.pages,
        "offline.js" => extras.offline.is_some(),
        _ => false,
    };
    let editions = WIDGET.iter().filter_map(|(path, bytes)| Some((path.strip_prefix(EDITIONS)?, bytes)));
    editions.filter(move |(name, _)| wanted(name)).map(|(name, bytes)| (format!("newsprint/{name}"), bytes.to_vec()))
}

/// Removes the pages of an earlier site: they tell of other articles than the archive.
fn remove_pages(out: &Path) -> Result<(), Failure> {
    let parts = [out.join("pages"), pages::aside(out), pages::former(out)];
    let mut parts = parts.into_iter().filter(|path| is_part(path));
    parts.try_for_each(|path| pages::remove(&path))
}

/// Removes the maps of an earlier site, of which there may have been more.
pub fn remove_maps(out: &Path) -> Result<(), Failure> {
    for path in maps(out, ".xml") {
        fs::remove_file(&path).map_err(|error| Failure::file("remove", &path, &error))?;
    }
    Ok(())
}

/// Maps that a build wrote, whose names have this ending.
fn maps(out: &Path, ending: &str) -> impl Iterator<Item = PathBuf> {
    let names = children(out).into_iter().filter(move |name| name.starts_with("sitemap") && name.ends_with(ending));
    names.map(|name| out.join(name)).filter(|path| is_own_map(path))
}

/// A file of the widget, by its path there.
pub fn asset(wanted: &str) -> Option<&'static [u8]> {
    WIDGET.iter().find(|(path, _)| *path == wanted).map(|(_, bytes)| *bytes)
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

/// Removes what a build of this version left aside in a folder, when it was stopped before its end.
pub fn sweep(out: &Path) {
    let place = |path: &'static str| path.strip_prefix(EDITIONS).unwrap_or(path);
    let widget = WIDGET.iter().map(|(path, _)| out.join("newsprint").join(place(path)));
    let names = [ARCHIVE, HOW_TO, INDEX, WORKER].map(|name| out.join(name));
    let paths: Vec<_> =
        names.into_iter().chain(widget).chain(maps(out, ".xml.part").map(|path| path.with_extension(""))).collect();
    aside::sweep(out, paths.iter().map(PathBuf::as_path));
    for pages in [pages::aside(out), pages::former(out)].iter().filter(|path| is_part(path)) {
        // What stays, the next build names.
        let _ = pages::remove(pages);
    }
}

/// All files but the archive by their path in the folder, the page last.
pub fn files(look: Look) -> Vec<(String, Vec<u8>)> {
    let always = WIDGET.iter().filter(|(path, _)| !path.starts_with(EDITIONS));
    let widget = always.map(|(path, bytes)| (format!("newsprint/{path}"), bytes.to_vec()));
    let page = PAGE
        .replace("{lang}", &escaped(&look.tongue.lang))
        .replace("{dir}", look.tongue.dir.name())
        .replace("{offline}", if look.offline { OFFLINE } else { "" })
        .replace("{load}", look.load.mark())
        .replace("{images}", look.images())
        .replace("{title}", &escaped(look.title))
        .into_bytes();
    widget.chain([(INDEX.into(), page)]).collect()
}

/// Writes one file aside and gives it its name.
pub fn write_file(path: &Path, fill: impl FnOnce(&mut File) -> io::Result<()>) -> Result<(), Failure> {
    let mut aside = Aside::new(path.parent().unwrap_or(path));
    aside.write(path, fill)?;
    aside.publish()
}

/// A text as HTML.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
