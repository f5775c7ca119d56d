//! Packs the articles of `seeds/` (or of the folder that `NEWSPRINT_SEEDS` names; none if it is empty) into the archive
//! that the wasm embeds, with the library's own modules; and lists the widget's files for the binary.
#![forbid(unsafe_code)]

#[allow(dead_code, unused_imports)]
#[path = "src/archive/mod.rs"]
mod archive;
#[allow(dead_code, unused_imports)]
#[path = "src/article/mod.rs"]
mod article;
#[allow(dead_code, unused_imports)]
#[path = "src/digits.rs"]
mod digits;
#[allow(dead_code, unused_imports)]
#[path = "src/index/mod.rs"]
mod index;
#[allow(dead_code, unused_imports)]
#[path = "src/ingest/mod.rs"]
mod ingest;
#[allow(dead_code, unused_imports)]
#[path = "src/sort.rs"]
mod sort;
#[allow(dead_code, unused_imports)]
#[path = "src/text/mod.rs"]
mod text;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};

fn main() -> ExitCode {
    match pack_seeds().and_then(|()| list_widget()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// Writes `corpus.newsprint`. A file that cannot be read as an article fails the build with its name and line.
fn pack_seeds() -> Result<(), String> {
    println!("cargo::rerun-if-env-changed=NEWSPRINT_SEEDS");
    let seeds = env::var("NEWSPRINT_SEEDS").unwrap_or_else(|_| "seeds".into());
    let mut articles = Vec::new();
    if !seeds.is_empty() {
        println!("cargo::rerun-if-changed={seeds}");
        for file in files(Path::new(&seeds))? {
            let name = file.strip_prefix(&seeds).unwrap_or(&file).to_string_lossy().replace('\\', "/");
            let bytes = fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?;
            let reading = ingest::read(&name, &bytes, &ingest::Options::default());
            if let Some(complaint) = reading.complaints.first() {
                return Err(format!("{seeds}/{complaint}"));
            }
            articles.extend(reading.articles);
        }
    }
    if let Some(duplicate) = index::rename_duplicates(&mut articles).first() {
        let (first, later) = (&duplicate.first, &duplicate.later);
        return Err(format!(
            "{seeds}/{}:{}: the id {:?} is taken by {}",
            later.file, later.line, duplicate.id, first.file
        ));
    }
    write("corpus.newsprint", &index::build(articles))
}

/// Writes `widget.rs`: path and bytes of each of the widget's files; none unless `target/widget` was made. Cargo cannot
/// watch for a folder that is not there, so `make release` sets `NEWSPRINT_WIDGET` when it has made it.
fn list_widget() -> Result<(), String> {
    let widget =
        PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(|error| error.to_string())?).join("target/widget");
    println!("cargo::rerun-if-env-changed=NEWSPRINT_WIDGET");
    let mut list = String::from("&[");
    if widget.exists() {
        println!("cargo::rerun-if-changed={}", widget.display());
        for path in files(&widget)? {
            let name = path.strip_prefix(&widget).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            list.push_str(&format!("({name:?}, include_bytes!({path:?})),"));
        }
    }
    list.push(']');
    write("widget.rs", list.as_bytes())
}

/// The files below a folder, in order; hidden ones are passed over.
fn files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let complain = |error: io::Error| format!("{}: {error}", folder.display());
    let entries: Result<Vec<_>, _> = fs::read_dir(folder).map_err(complain)?.collect();
    let mut entries: Vec<_> = entries.map_err(complain)?.into_iter().map(|entry| entry.path()).collect();
    entries.sort();
    let mut found = Vec::new();
    for path in entries {
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        match path.is_dir() {
            _ if hidden => {}
            true => found.extend(files(&path)?),
            false => found.push(path),
        }
    }
    Ok(found)
}

/// Writes a file for the crate to include.
fn write(name: &str, bytes: &[u8]) -> Result<(), String> {
    let path = Path::new(&env::var("OUT_DIR").map_err(|error| error.to_string())?).join(name);
    fs::write(&path, bytes).map_err(|error| format!("{}: {error}", path.display()))
}
