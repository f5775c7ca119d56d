//! `build --offline`: a service worker that keeps the site in the reader's browser, and what it must know of it.
//!
//! ```text
//! DIR/newsprint/offline.js     registers the worker; the site's pages name it
//! DIR/newsprint-worker.js      the worker: its manifest, then www/editions/worker.js
//! ```
//!
//! The manifest names every file by its hash, so another site is another worker: that is how a browser notices, keeps the
//! new one whole, and drops the old one. A site that is built without `--offline` over one with it gets a worker that takes
//! leave in its place: without one, browsers would show what they have kept for ever.

use super::failure::Failure;
use super::load::Load;
use super::pages::Source;
use super::site::{ARCHIVE, Look, asset, write_file};
use super::tongue::Tongue;
use clap::ValueEnum;
use newsprint::archive::read::FIRST_READ;
use newsprint::search::{Options, search};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

/// The worker's file: beside the page, as a worker reaches what lies below it.
pub const WORKER: &str = "newsprint-worker.js";
/// How our workers begin.
pub const HEAD: &str = "/* Written by newsprint. */\n";
/// Bytes of ranges that a browser keeps.
const QUOTA: u64 = 50_000_000;
/// Articles that the element lists at first.
const NEWEST: u32 = 20;
/// Largest archive that is kept whole.
const MOST: u64 = 200_000_000;

/// What of the archive is kept, as the command line names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Offline {
    /// What was read
    Read,
    /// All of it
    Whole,
}

/// Writes the worker for the site in `out`, which is written; gives what there is to say.
pub fn write(out: &Path, look: &Look, offline: Offline, files: &[String]) -> Result<String, Failure> {
    let archive = out.join(ARCHIVE);
    let length = archive.metadata().map_err(|error| Failure::file("read", &archive, &error))?.len();
    let whole = offline == Offline::Whole || (look.load == Load::Whole && length <= QUOTA);
    if offline == Offline::Whole && length > MOST {
        return Err(Failure::Input(format!(
            "--offline=whole: the archive has {} MB, and a browser is to keep at most {}: --offline keeps what was read",
            length / 1_000_000,
            MOST / 1_000_000
        )));
    }
    let mut shell = Map::new();
    for path in files.iter().filter(|path| is_shell(path, look.tongue)) {
        shell.insert(path.clone(), hash(&out.join(path), u64::MAX)?.into());
    }
    let mut manifest = json!({
        "files": shell,
        "archive": {
            "path": ARCHIVE,
            "length": length,
            "head": FIRST_READ,
            "first": first(&archive)?,
            "headHash": hash(&archive, FIRST_READ)?,
            "hash": hash(&archive, u64::MAX)?,
        },
        "whole": whole,
        "quota": QUOTA,
    });
    let version = hex(&Sha256::digest(manifest.to_string()));
    manifest["version"] = Value::from(version.get(..16).unwrap_or_default());
    let code = code("worker.js")?;
    write_file(&out.join(WORKER), |file| {
        writeln!(file, "{HEAD}self.MANIFEST={manifest};")?;
        file.write_all(code)
    })?;
    let kept = match whole {
        false => format!("the page and up to {} MB of what was read", QUOTA / 1_000_000),
        true => "the page and the whole archive".into(),
    };
    Ok(format!("browsers keep {kept} for offline, where the page's policy lets them"))
}

/// Puts a worker that takes leave in the place of one of an earlier site.
pub fn leave(out: &Path) -> Result<(), Failure> {
    let code = code("farewell.js")?;
    write_file(&out.join(WORKER), |file| {
        file.write_all(HEAD.as_bytes())?;
        file.write_all(code)
    })
}

/// The ranges that the list of the newest articles is read from: the first visit, too, is to leave something behind.
fn first(archive: &Path) -> Result<Vec<(u64, u64)>, Failure> {
    let options = Options { limit: NEWEST, ..Options::default() };
    let ranges = Source::open(archive)?.ranges(|archive| search(archive, "", &options))?;
    Ok(ranges.into_iter().map(|range| (range.offset, range.end())).collect())
}

/// Whether a file is needed to show the page: of the words no others than its own.
fn is_shell(path: &str, tongue: &Tongue) -> bool {
    let words = format!("newsprint/strings/{}.json", tongue.translation());
    let shown = [".js", ".css", ".svg", ".wasm", ".html"].iter().any(|ending| path.ends_with(ending));
    (shown && path != "newsprint/pkg/newsprint.js") || path == words
}

fn code(name: &str) -> Result<&'static [u8], Failure> {
    let problem = || Failure::Call("this binary's widget has no service worker: build it with `make release`".into());
    asset(&format!("editions/{name}")).ok_or_else(problem)
}

/// SHA-256 of a file's beginning, as hexadecimal digits.
fn hash(path: &Path, bytes: u64) -> Result<String, Failure> {
    let mut hasher = Sha256::new();
    let read = File::open(path).and_then(|file| io::copy(&mut file.take(bytes), &mut hasher));
    read.map_err(|error| Failure::file("read", path, &error))?;
    Ok(hex(&hasher.finalize()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
