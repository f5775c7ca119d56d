//! The files below the inputs of a call, in the order of their names.
//!
//! Passed over, and counted: hidden files, pictures, styles, scripts and other files that never are articles, and the
//! folder of parts that a browser saves beside a page (`page.html` and `page_files/`), of which even the pages are parts.
//! What is named in the call itself is read whatever it is, but for what newsprint wrote itself.

use super::destination::place;
use super::failure::Failure;
use super::input::STDIN;
use super::terminal::listed;
use super::{single, site};
use newsprint::ingest::{self, Complaint};
use std::borrow::Cow;
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
    /// The folder, or the one file, that is to be written; that an earlier site lies there is as it should be.
    out: Option<PathBuf>,
}

/// Finds the files below these inputs, for a site in `out` if it is to be written. Fails if one is not there.
pub fn find(inputs: &[PathBuf], out: Option<&Path>) -> Result<Found, Failure> {
    let mut found = Found { out: out.map(place), ..Found::default() };
    for input in inputs {
        if input == Path::new(STDIN) {
            let problem =
                "a build reads its input twice, and standard input comes once: write it to a file, and name that";
            return Err(Failure::Call(problem.into()));
        }
        match fs::metadata(input) {
            Ok(metadata) if metadata.is_dir() => found.folder(input, input),
            Ok(_) if site::is_part(input) && input.parent().is_some_and(site::is_site) => {
                found.complain(input, "part of a site that newsprint built, left out".into(), false);
            }
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
        let children = self.children(folder);
        let is_site = site::is_site(folder);
        if is_site && !self.site(folder, &children, input == folder) {
            return;
        }
        let seen = |child: &&PathBuf| {
            let part = (is_site || child.ends_with(site::ARCHIVE)) && site::is_part(child);
            !part && !ingest::is_hidden(&name(child))
        };
        for child in children.iter().filter(seen) {
            match fs::metadata(child) {
                Ok(metadata) if metadata.is_dir() && child.is_symlink() => {
                    self.complain(child, "a link to a folder, not followed; name the folder itself".into(), false);
                }
                Ok(metadata) if metadata.is_dir() && is_passed_over(child, true, &children) => self.pass_over(child),
                Ok(metadata) if metadata.is_dir() => self.folder(input, child),
                Ok(_) if is_passed_over(child, false, &children) => self.passed_over += 1,
                Ok(metadata) if single::is_own(child, metadata.len()) => {
                    if self.out.as_deref() == Some(&place(child)) {
                        continue;
                    }
                    self.complain(child, "an archive in one file that newsprint built, left out".into(), false);
                }
                Ok(metadata) => self.file(input, child, &metadata),
                Err(error) => self.complain(child, format!("cannot be read: {error}"), true),
            }
        }
    }

    /// Says what is done with a folder that is a site; whether there are articles beside the site that are to be read.
    fn site(&mut self, folder: &Path, children: &[PathBuf], is_input: bool) -> bool {
        let other = |child: &PathBuf| {
            let over = ingest::is_hidden(&name(child)) || is_passed_over(child, child.is_dir(), children);
            !over && !site::is_part(child)
        };
        let parts = listed(&site::parts(folder));
        let others = children.iter().any(other);
        let problem = match (others, is_input) {
            (false, _) if self.out.as_deref() == Some(&place(folder)) => return false,
            (false, _) => "a site that newsprint built, left out; name its articles instead".into(),
            (true, false) => format!(
                "a site that newsprint built, left out with the other files in it; if they are articles, delete {parts} there"
            ),
            (true, true) => format!(
                "holds a site that newsprint built, and other files; these are read: delete {parts} there, and build into another folder"
            ),
        };
        self.complain(folder, problem, false);
        others && is_input
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
            return self.complain(
                path,
                "cannot be read: not a regular file; write it to a file and name that".into(),
                true,
            );
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

/// Whether what lies at a path is passed over, with all that lies in it if it is a folder.
fn is_passed_over(path: &Path, is_folder: bool, beside: &[PathBuf]) -> bool {
    let name = format!("{}{}", name(path), if is_folder { "/" } else { "" });
    ingest::is_passed_over(&name, &|name| beside.binary_search(&path.with_file_name(name)).is_ok())
}

/// The last part of a path.
fn name(path: &Path) -> Cow<'_, str> {
    path.file_name().unwrap_or_default().to_string_lossy()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_saved_page_are_told_by_the_page_beside_them() {
        let beside: Vec<PathBuf> =
            ["d/a page.html", "d/a page_files", "d/b_files", "d/c-Dateien", "d/c.htm"].map(PathBuf::from).into();
        let found: Vec<_> = beside.iter().filter(|path| is_passed_over(path, true, &beside)).collect();
        assert_eq!(found, [Path::new("d/a page_files"), Path::new("d/c-Dateien")]);
        assert!(is_passed_over(Path::new("a/B.JPG"), false, &[]) && !is_passed_over(Path::new("js"), false, &[]));
    }
}
