//! What is served, and who is told when it changes.

use super::super::site;
use super::events::Events;
use hyper::body::Bytes;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// A site.
pub enum Site {
    /// A folder on disk; its path is canonical.
    Folder(PathBuf),
    /// Files in memory, by their path.
    Built(HashMap<String, Bytes>),
}

impl Site {
    /// The files that `build` would write.
    pub fn built(look: site::Look, archive: Vec<u8>) -> Self {
        let mut files: HashMap<String, Bytes> =
            site::files(look).into_iter().map(|(path, bytes)| (path, Bytes::from(bytes))).collect();
        files.insert(site::ARCHIVE.into(), Bytes::from(archive));
        Self::Built(files)
    }
}

/// The site at present, and the pages that show it.
pub struct Shared {
    site: Mutex<Arc<Site>>,
    /// The pages that wait for news.
    pub events: Events,
}

impl Shared {
    /// Begins with this site.
    pub fn new(site: Site) -> Self {
        Self { site: Mutex::new(Arc::new(site)), events: Events::default() }
    }

    /// The site at present; a request that has begun keeps its own.
    pub fn site(&self) -> Arc<Site> {
        self.site.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Puts a new site in place, and has every page load anew.
    pub fn replace(&self, site: Site) {
        *self.site.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(site);
        self.events.reload();
    }

    /// Has every page show what is wrong.
    pub fn complain(&self, problem: &str) {
        self.events.complain(problem);
    }
}
