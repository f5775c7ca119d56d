//! Containers: gzip and zip files, unpacked file by file before anything is read.
//!
//! What lies in `news.zip` is called `news.zip/folder/file.txt`; `notes.txt.gz` holds `notes.txt`. Names are labels and
//! nothing else: no path of the machine is made of them. One container may lie in another, not more.
//!
//! # What stops a small file that would fill the memory
//!
//! Sizes that a container states are never believed: what comes out is counted as it comes. One file may unpack to
//! [`FILE`] bytes at most, and a container, with all that lies in it, to [`ALLOWANCE`] bytes and [`RATIO`] times its own
//! size; text packs to a third or a tenth, so that only made bombs go beyond. What was counted stays counted when one
//! container lies in another or when entries share their bytes. Only one file lies in memory at a time (two where
//! containers are nested), so that memory is bounded by the largest file, not by the container.
//!
//! Entries of a zip file that lie over each other, and more members of a gzip file than any program makes, are refused.
//!
//! What can be unpacked of a broken file is read, and a complaint says that the rest is missing.

mod budget;
mod gzip;
mod zip;

use budget::Budget;

/// Most bytes that one file may unpack to.
const FILE: u64 = 2 << 30;
/// Bytes that any container may unpack to.
const ALLOWANCE: u64 = 64 << 20;
/// How much larger than itself a container may become beyond that.
const RATIO: u64 = 100;
/// Most containers that may lie in one another.
const DEPTH: usize = 2;

/// What comes out of a file, in its order.
pub enum Found<'a> {
    /// A file to read.
    File {
        /// What it is called.
        name: &'a str,
        /// Its bytes.
        bytes: &'a [u8],
    },
    /// Something could not be unpacked, or not wholly.
    Fault {
        /// What it is called.
        name: &'a str,
        /// What was expected, what was found and what to do.
        problem: String,
    },
    /// Something that holds no article by its kind.
    LeftOut {
        /// What it is called.
        name: &'a str,
        /// What it is.
        why: &'static str,
    },
}

/// Hands over the files of `bytes`: the file itself if it is no container.
pub fn open(name: &str, bytes: &[u8], found: &mut dyn FnMut(Found<'_>)) {
    let mut unpacker = Unpacker { budget: Budget::new(bytes.len()), depth: 0, said: 0, found };
    unpacker.open(name, bytes);
}

/// What is being unpacked.
struct Unpacker<'a> {
    budget: Budget,
    /// Containers that are open.
    depth: usize,
    /// How many things were handed over.
    said: usize,
    found: &'a mut dyn FnMut(Found<'_>),
}

impl Unpacker<'_> {
    /// Hands over a file, or what lies in it.
    fn open(&mut self, name: &str, bytes: &[u8]) {
        let (gzip, zip) = (gzip::is(bytes), zip::is(bytes));
        if !gzip && !zip {
            return self.say(Found::File { name, bytes });
        }
        if self.depth >= DEPTH {
            let problem = format!("expected at most {DEPTH} containers in one another, found more; unpack them");
            return self.fault(name, problem);
        }
        self.depth += 1;
        if gzip {
            gzip::unpack(self, name, bytes);
        } else {
            zip::unpack(self, name, bytes);
        }
        self.depth -= 1;
    }

    fn say(&mut self, found: Found<'_>) {
        self.said += 1;
        (self.found)(found);
    }

    fn fault(&mut self, name: &str, problem: String) {
        self.say(Found::Fault { name, problem });
    }

    fn left_out(&mut self, name: &str, why: &'static str) {
        self.say(Found::LeftOut { name, why });
    }
}

#[cfg(test)]
mod tests;
