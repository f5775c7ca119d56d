//! Files that are written aside and get their names together: whoever looks at a site, whenever, sees all of the last good
//! one or all of the new one, but for the moment of the renaming itself.
//!
//! What is written aside is called like the file, with `.part` behind. It is removed where the build fails or a person
//! stops it; what a killed build leaves, the next one removes ([`sweep`]).

use super::failure::Failure;
use std::fs::{self, File};
use std::io::{self, Write};
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

    /// One file that a person names, to be filled. A link to a file stays one; what is no file, such as `/dev/stdout`
    /// or a pipe, is written to as it is.
    pub fn named(path: &Path) -> Result<(Self, File), Failure> {
        let failed = |error| Failure::file("write", path, &error);
        let place = if path.is_symlink() { path.canonicalize().map_err(failed)? } else { path.into() };
        let mut aside = Self::new(place.parent().unwrap_or(&place));
        let is_file = fs::metadata(path).map_or(true, |about| about.is_file()) && !path.starts_with("/dev");
        let file = if is_file { aside.open(&place) } else { File::create(path) };
        file.map(|file| (aside, file)).map_err(failed)
    }

    /// Writes the file that is to be at `path`, and makes its folder.
    pub fn write(&mut self, path: &Path, fill: impl FnOnce(&mut File) -> io::Result<()>) -> Result<(), Failure> {
        let written = self.open(path).and_then(|mut file| fill(&mut file));
        written.map_err(|error| Failure::file("write", path, &error))
    }

    fn open(&mut self, path: &Path) -> io::Result<File> {
        self.paths.push(path.into());
        fs::create_dir_all(path.parent().unwrap_or(path))?;
        File::create(part(path))
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

/// Writes one file that a person names, as [`Aside::named`] has it.
pub fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let (aside, mut file) = Aside::named(path)?;
    file.write_all(text.as_bytes()).map_err(|error| Failure::file("write", path, &error))?;
    aside.publish()
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
pub fn part(path: &Path) -> PathBuf {
    path.with_added_extension("part")
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[cfg(unix)]
    #[test]
    fn a_link_stays_one_and_what_is_no_file_is_written_to() {
        let folder = tempfile::tempdir().unwrap();
        let [file, link] = ["file", "link"].map(|name| folder.path().join(name));
        std::os::unix::fs::symlink(&file, &link).unwrap();
        assert!(write(&link, "new").is_err(), "a link that leads nowhere is named");
        fs::write(&file, "old").unwrap();
        write(&link, "new").unwrap();
        assert!(link.is_symlink() && fs::read_to_string(&file).unwrap() == "new");
        write(Path::new("/dev/null"), "new").unwrap();
        assert!(write(folder.path(), "new").is_err());
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
