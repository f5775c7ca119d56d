//! Files that are written aside and get their names together: whoever looks at a site, whenever, sees all of the last good
//! one or all of the new one, but for the moment of the renaming itself.
//!
//! What is written aside is called like the file, with `.part` behind. It is removed where the build fails or a person
//! stops it; what a killed build leaves, the next one removes ([`sweep`]).

use super::failure::Failure;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// Files that are complete, and not there yet under their names.
#[derive(Debug)]
pub struct Aside {
    folder: PathBuf,
    paths: Vec<PathBuf>,
}

impl Aside {
    /// Nothing yet of what is to lie in a folder.
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.into(), paths: Vec::new() }
    }

    /// Writes the file that is to be at `path`, and makes its folder.
    pub fn write(&mut self, path: &Path, fill: impl FnOnce(&mut File) -> io::Result<()>) -> Result<(), Failure> {
        self.paths.push(path.into());
        let write = || {
            fs::create_dir_all(path.parent().unwrap_or(path))?;
            fill(&mut File::create(part(path))?)
        };
        write().map_err(|error| Failure::file("write", path, &error))
    }

    /// Gives the files their names, in the order in which they were written.
    pub fn publish(mut self) -> Result<(), Failure> {
        let rename =
            |path: &PathBuf| fs::rename(part(path), path).map_err(|error| Failure::file("write", path, &error));
        self.paths.iter().try_for_each(rename)?;
        self.paths.clear();
        Ok(())
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        sweep(&self.folder, self.paths.iter().map(PathBuf::as_path));
    }
}

/// Removes what lies aside of these files in a folder, and the folders in it that are empty then.
pub fn sweep<'a>(folder: &Path, paths: impl Iterator<Item = &'a Path>) {
    for path in paths {
        // What is not there needs no removal, and a folder that is not empty stays.
        if fs::remove_file(part(path)).is_ok() {
            let inner = path.ancestors().skip(1).take_while(|inner| *inner != folder);
            inner.for_each(|inner| _ = fs::remove_dir(inner));
        }
    }
}

/// What a file is called while it is written.
fn part(path: &Path) -> PathBuf {
    path.with_added_extension("part")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn a_failure_leaves_what_was_there() {
        let folder = tempfile::tempdir().unwrap();
        let [first, second] = ["a/first", "second"].map(|name| folder.path().join(name));
        fs::write(&second, "old").unwrap();
        let mut aside = Aside::new(folder.path());
        aside.write(&first, |file| file.write_all(b"new")).unwrap();
        assert!(aside.write(&second, |_| Err(io::ErrorKind::StorageFull.into())).is_err());
        drop(aside);
        assert_eq!(fs::read_to_string(&second).unwrap(), "old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn files_get_their_names_together() {
        let folder = tempfile::tempdir().unwrap();
        let paths = ["first", "second"].map(|name| folder.path().join(name));
        let mut aside = Aside::new(folder.path());
        for path in &paths {
            aside.write(path, |file| file.write_all(b"new")).unwrap();
            assert!(!path.exists());
        }
        aside.publish().unwrap();
        assert!(paths.iter().all(|path| fs::read_to_string(path).unwrap() == "new"));
    }
}
