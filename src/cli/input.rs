//! Files and folders to articles.

use super::failure::Failure;
use super::terminal::shown;
use newsprint::ingest::{self, Complaint, Item, Options};
use std::fs;
use std::path::{Path, PathBuf};

/// Reads one file and hands over what is found; `name` is what it is called in messages and ids.
pub fn each(path: &Path, name: &str, options: &Options, sink: &mut dyn FnMut(Item)) {
    match read_regular(path) {
        Ok(bytes) => ingest::each(name, &bytes, options, sink),
        Err(error) => sink(Item::Complaint(unreadable(name, &error))),
    }
}

/// The bytes of a file; pipes and devices, which may never end, are refused.
fn read_regular(path: &Path) -> std::io::Result<Vec<u8>> {
    match fs::metadata(path)?.is_file() {
        true => fs::read(path),
        false => Err(std::io::Error::other("not a regular file")),
    }
}

/// Fails if the call names something that is not there.
fn check_exists(path: &Path) -> Result<(), Failure> {
    match path.exists() {
        true => Ok(()),
        false => Err(Failure::Input(format!("{} does not exist", path.display()))),
    }
}

/// Reads files and folders, in the order of their names, and hands over what is found. Hidden files are passed over.
pub fn each_of(inputs: &[PathBuf], options: &Options, sink: &mut dyn FnMut(Item)) -> Result<(), Failure> {
    for input in inputs {
        check_exists(input)?;
        let (mut files, mut complaints) = (Vec::new(), Vec::new());
        walk(input, &mut files, &mut complaints);
        complaints.into_iter().for_each(|complaint| sink(Item::Complaint(complaint)));
        for file in files {
            let within = file.strip_prefix(input).ok().filter(|path| !path.as_os_str().is_empty());
            let name = within.or(file.file_name().map(Path::new)).unwrap_or(&file).to_string_lossy();
            each(&file, &name.replace('\\', "/"), options, sink);
        }
    }
    Ok(())
}

/// Collects the files below `path`. Links to folders are not followed, so none can lead in a circle.
fn walk(path: &Path, files: &mut Vec<PathBuf>, complaints: &mut Vec<Complaint>) {
    if !path.is_dir() {
        return files.push(path.into());
    }
    if path.join(super::site::ARCHIVE).exists() {
        let problem = "a site that newsprint built, left out; name its articles instead".into();
        return complaints.push(Complaint { file: path.to_string_lossy().into(), line: None, fatal: false, problem });
    }
    let entries = match fs::read_dir(path) {
        Ok(entries) => entries,
        Err(error) => return complaints.push(unreadable(&path.to_string_lossy(), &error)),
    };
    let mut children = Vec::new();
    for entry in entries {
        match entry {
            Ok(entry) => children.push(entry.path()),
            Err(error) => complaints.push(unreadable(&path.to_string_lossy(), &error)),
        }
    }
    children.sort();
    let hidden = |path: &Path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    for child in children.iter().filter(|child| !hidden(child)) {
        if !(child.is_symlink() && child.is_dir()) {
            walk(child, files, complaints);
        }
    }
}

fn unreadable(name: &str, error: &std::io::Error) -> Complaint {
    Complaint { file: name.into(), line: None, fatal: true, problem: format!("cannot be read: {error}") }
}

/// Prints a complaint, what was left out, or the warnings of an article to standard error.
pub fn complain(item: &Item) {
    match item {
        Item::Complaint(complaint) => eprintln!("{}", shown(&complaint.to_string())),
        Item::LeftOut(left_out) => eprintln!("{}", shown(&left_out.to_string())),
        Item::Article(article) => {
            let place = format!("{}:{}", article.origin.file, article.origin.line);
            article.warnings.iter().for_each(|warning| eprintln!("{}: {}", shown(&place), shown(warning)));
        }
        Item::Opened(_) | Item::Line(_) => {}
    }
}
