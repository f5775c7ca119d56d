//! Files to articles.

use newsprint::ingest::{self, Complaint, Item, Options};
use std::fs::{self, File};
use std::io::{self, Error, Read};
use std::path::Path;
use std::time::SystemTime;

/// The name by which a call means standard input.
pub const STDIN: &str = "-";
/// Most bytes that are taken from standard input, which may never end: as many as one packed file may hold.
const MOST: u64 = 2 << 30;

/// Reads one file and hands over what is found; `name` is what it is called in messages and ids.
pub fn each(path: &Path, name: &str, options: &Options, sink: &mut dyn FnMut(Item)) {
    let (read, name) = match path == Path::new(STDIN) {
        true => (stdin().map(|bytes| ingest::each("stdin", &bytes, options, sink)), "stdin"),
        false => (file(path, name, options, sink), name),
    };
    if let Err(error) = read {
        let more = if path.is_dir() { "; `newsprint build` reads whole folders" } else { "" };
        let problem = format!("cannot be read: {error}{more}");
        sink(Item::Complaint(Complaint { file: name.into(), line: None, fatal: true, problem }));
    }
}

/// Reads a file, and says so if it changed meanwhile: then what came of it may be half of one and half of the other.
fn file(path: &Path, name: &str, options: &Options, sink: &mut dyn FnMut(Item)) -> io::Result<()> {
    let mut file = open(path)?;
    let before = state(&file)?;
    // No further than it went at first: what is written all the time would never end.
    ingest::each_of(name, &mut (&mut file).take(before.0), options, sink)?;
    if state(&file)? != before {
        let problem = "has changed while it was read; what was read may be neither the old nor the new: build again";
        sink(Item::Complaint(Complaint { file: name.into(), line: None, fatal: false, problem: problem.into() }));
    }
    Ok(())
}

/// What tells that a file has changed: its size, and when it was written.
fn state(file: &File) -> io::Result<(u64, Option<SystemTime>)> {
    file.metadata().map(|metadata| (metadata.len(), metadata.modified().ok()))
}

/// All of standard input.
fn stdin() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin().lock().take(MOST + 1).read_to_end(&mut bytes)?;
    match bytes.len() as u64 > MOST {
        true => {
            Err(Error::other(format!("expected at most {MOST} bytes, found more; write it to a file and name that")))
        }
        false => Ok(bytes),
    }
}

/// The bytes of a file; pipes and devices, which may never end, are refused.
pub fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open(path)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The text of a file, which is refused as [`bytes`] does.
pub fn text(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    open(path)?.read_to_string(&mut text)?;
    Ok(text)
}

fn open(path: &Path) -> io::Result<File> {
    let metadata = fs::metadata(path)?;
    if metadata.is_dir() {
        return Err(Error::other("expected a file, found a folder; name a file in it"));
    }
    if !metadata.is_file() {
        let problem = "expected a regular file, found a pipe or a device; write it to a file and name that";
        return Err(Error::other(problem));
    }
    File::open(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn a_file_that_changes_while_it_is_read_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.jsonl");
        std::fs::write(&path, "{\"text\":\"one\"}\n{\"text\":\"two\"}\n").unwrap();
        for changes in [false, true] {
            let mut complaints = 0;
            each(&path, "a.jsonl", &Options::default(), &mut |item| match item {
                Item::Article(_) if changes => {
                    let mut file = File::options().append(true).open(&path).unwrap();
                    file.write_all(b"{\"text\":\"three\"}\n").unwrap();
                }
                Item::Complaint(complaint) => {
                    assert!(complaint.problem.contains("has changed"), "{complaint}");
                    complaints += 1;
                }
                _ => {}
            });
            assert_eq!(complaints, usize::from(changes));
        }
    }
}
