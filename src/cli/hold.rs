//! One build at a time into a folder: a second one is refused at once.
//!
//! The lock is the system's, on the folder itself (`flock`), so a build that was killed leaves none, and no file is
//! needed. Where a system cannot lock folders (Windows, some network disks) there is no lock, and the later build wins.

use super::failure::Failure;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

/// A folder that is held, until this is let go of.
#[derive(Debug)]
pub struct Hold {
    _lock: Option<File>,
    /// The folders that were made for it, the innermost first.
    made: Vec<PathBuf>,
}

impl Hold {
    /// Holds a folder, which is made if it is not there. What is no folder is for others to complain about.
    pub fn new(folder: &Path) -> Result<Self, Failure> {
        if folder.exists() && !folder.is_dir() {
            return Ok(Self { _lock: None, made: Vec::new() });
        }
        let made = folder.ancestors().take_while(|above| !above.as_os_str().is_empty() && !above.exists());
        let made = made.map(Path::to_path_buf).collect();
        fs::create_dir_all(folder).map_err(|error| Failure::file("write", folder, &error))?;
        let lock = File::open(folder).ok();
        match lock.as_ref().map(File::try_lock) {
            Some(Err(TryLockError::WouldBlock)) => Err(Failure::Call(format!(
                "--out: another build is writing to {}; wait for its end, or name another folder",
                folder.display()
            ))),
            _ => Ok(Self { _lock: lock, made }),
        }
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        // Only empty folders go, where nothing was written after all.
        for folder in &self.made {
            let _ = fs::remove_dir(folder);
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_held_once_and_goes_if_nothing_was_written() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("a/site");
        let hold = Hold::new(&out).unwrap();
        assert!(matches!(Hold::new(&out), Err(Failure::Call(message)) if message.contains("another build")));
        drop(hold);
        assert!(!folder.path().join("a").exists());
        drop(Hold::new(&out).unwrap());
    }
}
