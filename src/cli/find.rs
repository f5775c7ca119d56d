//! The files below the inputs of a call, in the order of their names.
//!
//! Passed over, and counted: hidden files, pictures, styles, scripts and other files that never are articles, and the
//! folder of parts that a browser saves beside a page (`page.html` and `page_files/`), of which even the pages are parts.
//! What is named in the call itself is read whatever it is.

use super::failure::Failure;
use newsprint::ingest::Complaint;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Where it lies.
    pub path: PathBuf,
    /// What it is called in messages and ids: its path below the input, parted by `/`.
    pub name: String,
    /// Its bytes.
    pub size: u64,
}

/// What was found.
#[derive(Debug, Default)]
pub struct Found {
    /// The files to read, in order.
    pub files: Vec<File>,
    /// What could not be looked at.
    pub complaints: Vec<Complaint>,
    /// How many files that are no articles were passed over.
    pub passed_over: usize,
}

/// Endings of files that are no articles.
const NO_ARTICLES: &[&str] = &[
    "avif", "bmp", "gif", "heic", "ico", "jpeg", "jpg", "png", "svg", "tif", "tiff", "webp", "css", "less", "scss",
    "js", "cjs", "mjs", "ts", "map", "wasm", "eot", "otf", "ttf", "woff", "woff2", "avi", "m4a", "m4v", "mov", "mp3",
    "mp4", "ogg", "ogv", "wav", "webm",
];

/// What browsers put between a page's name and nothing else to name the folder of its parts, in their languages.
const PARTS: &[&str] = &[
    "_files",
    "-files",
    ".files",
    "-Dateien",
    "_fichiers",
    "_archivos",
    "_arquivos",
    "_ficheiros",
    "_bestanden",
    "_pliki",
    "_soubory",
    "_subory",
    "-filer",
    "_file",
    "_dosyalar",
    "_tiedostot",
    "_fajlovi",
    "_datoteke",
];

/// Finds the files below these inputs. Fails if one is not there.
pub fn find(inputs: &[PathBuf]) -> Result<Found, Failure> {
    let mut found = Found::default();
    for input in inputs {
        match fs::metadata(input) {
            Ok(metadata) if metadata.is_dir() => found.folder(input, input),
            Ok(metadata) => found.file(input, input, &metadata),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(Failure::Input(format!("{} does not exist", input.display())));
            }
            Err(error) => found.complain(input, format!("cannot be read: {error}"), true),
        }
    }
    Ok(found)
}

impl Found {
    /// Looks into a folder. Links to folders are not followed, so none can lead in a circle.
    fn folder(&mut self, input: &Path, folder: &Path) {
        if folder.join(super::site::ARCHIVE).exists() {
            let problem = "a site that newsprint built, left out; name its articles instead".into();
            return self.complain(folder, problem, false);
        }
        let children = self.children(folder);
        for child in children.iter().filter(|child| !is_hidden(child)) {
            match fs::metadata(child) {
                Ok(metadata) if metadata.is_dir() && child.is_symlink() => {
                    self.complain(child, "a link to a folder, not followed; name the folder itself".into(), false);
                }
                Ok(metadata) if metadata.is_dir() && is_parts(child, &children) => self.pass_over(child),
                Ok(metadata) if metadata.is_dir() => self.folder(input, child),
                Ok(_) if is_no_article(child) => self.passed_over += 1,
                Ok(metadata) => self.file(input, child, &metadata),
                Err(error) => self.complain(child, format!("cannot be read: {error}"), true),
            }
        }
    }

    /// What lies in a folder, sorted.
    fn children(&mut self, folder: &Path) -> Vec<PathBuf> {
        let mut children = Vec::new();
        match fs::read_dir(folder) {
            Err(error) => self.complain(folder, format!("cannot be read: {error}"), true),
            Ok(entries) => {
                for entry in entries {
                    match entry {
                        Ok(entry) => children.push(entry.path()),
                        Err(error) => self.complain(folder, format!("cannot be read: {error}"), true),
                    }
                }
            }
        }
        children.sort();
        children
    }

    /// Counts the files of a folder.
    fn pass_over(&mut self, folder: &Path) {
        for child in self.children(folder) {
            match child.is_dir() && !child.is_symlink() {
                true => self.pass_over(&child),
                false => self.passed_over += 1,
            }
        }
    }

    /// Adds a file below `input`.
    fn file(&mut self, input: &Path, path: &Path, metadata: &Metadata) {
        let within = path.strip_prefix(input).ok().filter(|path| !path.as_os_str().is_empty());
        let name = within.or(path.file_name().map(Path::new)).unwrap_or(path);
        let readable = name.to_string_lossy().replace('\\', "/");
        if !metadata.is_file() {
            return self.complain(path, "cannot be read: not a regular file".into(), true);
        }
        if name.to_str().is_none() {
            let problem = "its name is not UTF-8: it is read, but the name that it has here is not quite its own";
            self.complain(path, problem.into(), false);
        }
        self.files.push(File { path: path.into(), name: readable, size: metadata.len() });
    }

    fn complain(&mut self, path: &Path, problem: String, fatal: bool) {
        self.complaints.push(Complaint { file: path.to_string_lossy().into(), line: None, fatal, problem });
    }
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

fn is_no_article(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    ending.is_some_and(|ending| NO_ARTICLES.contains(&ending.as_str()))
}

/// Whether a folder holds the parts of a page that lies beside it.
fn is_parts(folder: &Path, beside: &[PathBuf]) -> bool {
    let Some(name) = folder.file_name().and_then(|name| name.to_str()) else { return false };
    let pages = PARTS.iter().filter_map(|parts| name.strip_suffix(parts)).filter(|page| !page.is_empty());
    let mut pages = pages.flat_map(|page| ["html", "htm", "xhtml"].map(|ending| format!("{page}.{ending}")));
    pages.any(|page| beside.binary_search(&folder.with_file_name(page)).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_saved_page_are_told_by_the_page_beside_them() {
        let beside: Vec<PathBuf> =
            ["d/a page.html", "d/a page_files", "d/b_files", "d/c-Dateien", "d/c.htm"].map(PathBuf::from).into();
        let found: Vec<_> = beside.iter().filter(|path| is_parts(path, &beside)).collect();
        assert_eq!(found, [Path::new("d/a page_files"), Path::new("d/c-Dateien")]);
    }

    #[test]
    fn files_that_are_no_articles_are_told_by_their_ending() {
        for (name, no_article) in [("a/B.JPG", true), ("style.css", true), ("a.jpg.html", false), ("js", false)] {
            assert_eq!(is_no_article(Path::new(name)), no_article, "{name}");
        }
    }
}
