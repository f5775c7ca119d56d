//! Files for what waits in a build until all articles are known.
//!
//! They have no name: the system lets go of them when the process ends, however it ends, so no build that was stopped
//! leaves any. They lie where the site is to be written, for that disk must have room for it anyway.

use super::destination::place;
use super::failure::Failure;
use newsprint::archive::pile::Room;
use std::io;
use std::path::{Path, PathBuf};

/// Room for a build into `out`.
pub fn room(out: &Path) -> Room {
    let folder = existing(out);
    Room::new(move || Ok(Box::new(tempfile::tempfile_in(&folder)?)))
}

/// What to say where files in that room cannot be written or read back.
pub fn failure(out: &Path, error: &io::Error) -> Failure {
    let folder = existing(out);
    let folder = folder.display();
    Failure::Input(format!(
        "cannot keep what waits for the end of the build in {folder}: {error}; nothing was written: make room there, or name an --out elsewhere"
    ))
}

/// The folder, or the nearest above it that is there.
fn existing(out: &Path) -> PathBuf {
    let place = place(out);
    place.ancestors().find(|folder| folder.is_dir()).unwrap_or(&place).into()
}
