//! A written archive, read from its file piece by piece: of a hundred thousand articles no more than a run is in memory.

use crate::cli::failure::Failure;
use newsprint::archive::Root;
use newsprint::archive::read::{Archive, Halt, Store};
use newsprint::archive::{ArchiveError, Extent};
use std::cell::RefCell;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// An archive's file, and its root.
pub struct Source {
    path: PathBuf,
    root: Root,
}

impl Source {
    /// Reads the root.
    pub fn open(path: &Path) -> Result<Self, Failure> {
        let mut source = Self { path: path.into(), root: Root::default() };
        let mut file = source.file()?;
        let mut store = Store::default();
        source.root = loop {
            match store.root() {
                Ok(root) => break root,
                Err(Halt::Failed(error)) => return Err(source.damaged(&error)),
                Err(Halt::Needs(needs)) => {
                    for need in needs {
                        store.insert(need, source.range(&mut file, need)?);
                    }
                }
            }
        };
        Ok(source)
    }

    /// How many articles there are.
    pub fn articles(&self) -> u32 {
        self.root.articles
    }

    /// How many of them, the first, have a date.
    pub fn dated(&self) -> u32 {
        self.root.dated
    }

    /// Asks an archive of which nothing is read yet, and reads what it lacks; what was read is forgotten with it.
    pub fn ask<T>(&self, pass: impl Fn(&Archive) -> Result<T, Halt>) -> Result<T, Failure> {
        let archive = Archive::new(Store::default(), self.root.clone());
        let mut file = self.file()?;
        loop {
            match pass(&archive) {
                Ok(found) => return Ok(found),
                Err(Halt::Failed(error)) => return Err(self.damaged(&error)),
                Err(Halt::Needs(needs)) => {
                    for need in needs {
                        archive.insert(need, self.range(&mut file, need)?);
                    }
                }
            }
        }
    }

    /// The ranges that a pass reads from an archive of which nothing is read yet.
    pub fn ranges<T>(&self, pass: impl Fn(&Archive) -> Result<T, Halt>) -> Result<Vec<Extent>, Failure> {
        let ranges = RefCell::<Vec<Extent>>::default();
        let noted = |archive: &Archive| {
            let found = pass(archive);
            if let Err(Halt::Needs(needs)) = &found {
                ranges.borrow_mut().extend_from_slice(needs);
            }
            found
        };
        self.ask(noted).map(|_| ranges.into_inner())
    }

    fn file(&self) -> Result<File, Failure> {
        File::open(&self.path).map_err(|error| self.unread(&error))
    }

    /// The bytes of a range; fewer where the file ends.
    fn range(&self, file: &mut File, range: Extent) -> Result<Vec<u8>, Failure> {
        let mut bytes = Vec::new();
        let read =
            file.seek(SeekFrom::Start(range.offset)).and_then(|_| file.take(range.length).read_to_end(&mut bytes));
        read.map(|_| bytes).map_err(|error| self.unread(&error))
    }

    fn unread(&self, error: &io::Error) -> Failure {
        Failure::file("read", &self.path, error)
    }

    fn damaged(&self, error: &ArchiveError) -> Failure {
        Failure::Input(format!("{}: {error}; build it anew", self.path.display()))
    }
}
