//! The archive's file, of which ranges are read.

use super::super::failure::Failure;
use newsprint::archive::Extent;
use std::cell::RefCell;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// A file that is open.
pub struct Source {
    file: RefCell<File>,
    path: PathBuf,
    /// Its bytes.
    pub length: u64,
}

impl Source {
    /// Opens it.
    pub fn open(path: &Path) -> Result<Self, Failure> {
        let failed = |error| Failure::file("read", path, &error);
        let file = File::open(path).map_err(failed)?;
        let length = file.metadata().map_err(failed)?.len();
        Ok(Self { file: RefCell::new(file), path: path.into(), length })
    }

    /// What it is called.
    pub fn name(&self) -> String {
        self.path.display().to_string()
    }

    /// The bytes of a range; fewer where the file ends.
    pub fn read(&self, range: Extent) -> Result<Vec<u8>, Failure> {
        self.piece(range).map_err(|error| Failure::file("read", &self.path, &error))
    }

    fn piece(&self, range: Extent) -> io::Result<Vec<u8>> {
        let mut file = self.file.borrow_mut();
        file.seek(SeekFrom::Start(range.offset))?;
        let mut bytes = Vec::new();
        file.by_ref().take(range.length).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}
