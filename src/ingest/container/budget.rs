//! How much may be unpacked.

use super::{ALLOWANCE, FILE, RATIO};
use std::io::Read;

/// What a container and all that lies in it may still unpack to.
pub struct Budget {
    left: u64,
    limit: u64,
}

/// Why unpacking ended before the end.
pub enum Stop {
    /// More than a file may have.
    File,
    /// More than the container may have.
    Container,
    /// The packed bytes are broken.
    Broken(std::io::Error),
}

impl Budget {
    /// For a container of so many bytes.
    pub fn new(bytes: usize) -> Self {
        let limit = (bytes as u64).saturating_mul(RATIO).saturating_add(ALLOWANCE);
        Self { left: limit, limit }
    }

    /// Whether nothing more may be unpacked.
    pub fn is_spent(&self) -> bool {
        self.left == 0
    }

    /// Reads to the end, if the limits allow; else what was read up to a broken place, and nothing beyond a limit.
    pub fn read(&mut self, packed: impl Read) -> (Vec<u8>, Option<Stop>) {
        let limit = FILE.min(self.left);
        let mut unpacked = Vec::new();
        let read = packed.take(limit.saturating_add(1)).read_to_end(&mut unpacked);
        let size = unpacked.len() as u64;
        if size > limit {
            let stop = if limit == FILE { Stop::File } else { Stop::Container };
            self.left = if limit == FILE { self.left - limit } else { 0 };
            return (Vec::new(), Some(stop));
        }
        self.left -= size;
        (unpacked, read.err().map(Stop::Broken))
    }

    /// In the words of a complaint; `what` is what was to be unpacked.
    pub fn problem(&self, stop: &Stop, what: &str) -> String {
        match stop {
            Stop::File => format!("expected at most {FILE} bytes when unpacked, found more; unpack and split it"),
            Stop::Container => format!(
                "expected at most {} bytes in all when unpacked ({RATIO} times the packed size), found more; it and \
                 what follows was not read: unpack it yourself if you trust it",
                self.limit
            ),
            Stop::Broken(error) => {
                format!(
                    "expected a whole {what}, found: {error}; what could be unpacked is read: pack or copy it again"
                )
            }
        }
    }
}
