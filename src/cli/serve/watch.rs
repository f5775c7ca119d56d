//! Changes of files, a few moments after the last of a row: editors write a file in several steps, often aside and
//! renamed, and a checkout touches hundreds.

use super::super::terminal::{say, shown};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// How long nothing must have changed.
const QUIET: Duration = Duration::from_millis(150);
/// How long changes are waited out at most.
const PATIENCE: Duration = Duration::from_secs(2);

/// Changes as they come.
pub struct Changes {
    events: Receiver<()>,
    /// Watches as long as it lives.
    _watcher: Option<RecommendedWatcher>,
}

/// A file or folder, and where its events come from.
struct Root {
    path: PathBuf,
    is_folder: bool,
}

impl Changes {
    /// Watches these files and folders. What cannot be watched is named, and served all the same.
    pub fn of(paths: &[PathBuf]) -> Self {
        let roots: Vec<Root> = paths.iter().map(|path| Root::of(path)).collect();
        let places: Vec<_> = roots.iter().map(Root::place).collect();
        let (sender, events) = channel();
        let handler = move |event: notify::Result<Event>| {
            if event.is_ok_and(|event| roots.iter().any(|root| root.is_touched(&event))) {
                // Nobody listens any more once the process ends.
                let _ = sender.send(());
            }
        };
        let mut watcher = notify::recommended_watcher(handler).map_err(|error| complain(Path::new("."), &error)).ok();
        for (place, mode) in places {
            if let Some(Err(error)) = watcher.as_mut().map(|watcher| watcher.watch(&place, mode)) {
                complain(&place, &error);
            }
        }
        Self { events, _watcher: watcher }
    }

    /// Calls `then` after each row of changes, for ever.
    pub fn each(self, then: impl Fn()) {
        while self.events.recv().is_ok() {
            let since = Instant::now();
            while since.elapsed() < PATIENCE && self.events.recv_timeout(QUIET).is_ok() {}
            then();
        }
    }
}

fn complain(place: &Path, error: &notify::Error) {
    let place = place.to_string_lossy();
    say(&format!(
        "{}: cannot be watched: {}; start again to see changes there",
        shown(&place),
        shown(&error.to_string())
    ));
}

impl Root {
    fn of(path: &Path) -> Self {
        let path = path.canonicalize().unwrap_or_else(|_| path.into());
        Self { is_folder: path.is_dir(), path }
    }

    /// What is watched: of a file its folder, since an editor puts another file in its place.
    fn place(&self) -> (PathBuf, RecursiveMode) {
        match self.is_folder {
            true => (self.path.clone(), RecursiveMode::Recursive),
            false => (self.path.parent().unwrap_or(&self.path).into(), RecursiveMode::NonRecursive),
        }
    }

    /// Whether an event changes it. Reading changes nothing, and hidden files are not read.
    fn is_touched(&self, event: &Event) -> bool {
        let hidden = |path: &Path| path.iter().any(|part| part.to_string_lossy().starts_with('.'));
        let touches = |path: &PathBuf| match path.strip_prefix(&self.path) {
            Ok(within) => !self.is_folder || !hidden(within),
            Err(_) => false,
        };
        !matches!(event.kind, EventKind::Access(_)) && event.paths.iter().any(touches)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{AccessKind, CreateKind};

    #[test]
    fn only_what_is_read_counts() {
        let folder = Root { path: "/news".into(), is_folder: true };
        let file = Root { path: "/a.txt".into(), is_folder: false };
        let made = |path: &str| Event::new(EventKind::Create(CreateKind::File)).add_path(path.into());
        assert!(folder.is_touched(&made("/news/2021/flood.txt")));
        assert!(!folder.is_touched(&made("/news/.flood.txt.swp")));
        assert!(!folder.is_touched(&made("/other/flood.txt")));
        assert!(file.is_touched(&made("/a.txt")) && !file.is_touched(&made("/b.txt")));
        assert!(!folder.is_touched(&Event::new(EventKind::Access(AccessKind::Read)).add_path("/news/a.txt".into())));
    }
}
