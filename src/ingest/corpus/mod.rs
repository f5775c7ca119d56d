//! The corpus-wide view: what the raw texts of a folder have in common, learned in a first pass.
//!
//! One dump alone does not tell a menu from a list of towns. Beside a hundred others it does: what stands in many
//! files, in the same company or after the text, is the site's and not the article's, in any language. And a short line
//! that is followed, in several files, by the headline of another file is a label for a neighbour.
//!
//! ```text
//! Corpus::add (each file, any order) -> merge (threads) -> learn -> Habits -> Options::habits -> the text reader
//! ```
//!
//! Of a file only a sketch is kept: for each line a hash of its letters (case, blanks, marks and counters folded),
//! its length and what it looks like, 16 bytes a line and [`LINES`] lines at most. Of a large corpus [`FILES`] files
//! are kept, those whose names have the smallest hashes: a sample that does not depend on the order of reading nor on
//! the number of threads. So memory stays below 32 MB, whatever the corpus; usually it is two. How the sketches are
//! weighed is told in [`learn`].

mod kin;
mod learn;

use super::container::{self, Found};
use super::format::{self, Format};
use super::{DateOrder, decode, foreign, text};
use std::collections::{BTreeMap, HashMap};

/// Files that are looked at.
const FILES: usize = 4096;
/// Lines of a file that are looked at: half from its beginning, half from its end.
const LINES: usize = 500;

/// Most digits of a line that are alike, and the longest such line, in bytes.
const DIGITS: usize = 4;
const COUNTER: usize = 60;

/// One line of a file, as the corpus sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seen {
    /// Hash of the folded line.
    pub key: u64,
    /// Its length; longer ones are all alike.
    pub bytes: u16,
    /// What it looks like.
    pub look: Look,
}

/// What a line looks like by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Look {
    /// Running text.
    Sentence,
    /// A line that can be a headline.
    Title,
    /// A line with a date in figures that tells whether days or months come first.
    Dated(DateOrder),
    /// Any other line.
    Short,
    /// A label that is known to introduce the previous article.
    Previous,
    /// A label that is known to introduce the next article.
    Next,
}

/// What a line is, as the corpus tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Habit {
    /// Part of the site and not of the article.
    Furniture {
        /// Whether no neighbour need agree.
        sure: bool,
        /// Whether it stands above articles as well: what only follows them may be the headline of another.
        head: bool,
    },
    /// Introduces the title of the previous article.
    Previous,
    /// Introduces the title of the next article.
    Next,
    /// Introduces the titles of other articles.
    Related,
}

/// Sketches of the raw texts of a corpus. The same whatever the order in which files were added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corpus {
    /// By the hash of the file's name.
    files: BTreeMap<u64, Vec<Seen>>,
}

/// What was learned from a corpus.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Habits {
    lines: HashMap<u64, Habit>,
    order: Option<DateOrder>,
}

impl Corpus {
    /// Whether [`add`](Self::add) would look at a file of this name, so that it need not be read in vain. A container is
    /// always opened.
    pub fn wants(&self, name: &str) -> bool {
        let is_container = matches!(foreign::ending(name).as_str(), "gz" | "tgz" | "zip");
        is_container || (format::may_be_text(name) && self.has_place(hash(name.as_bytes())))
    }

    /// Looks at a file, or at those that lie in a container. Only raw text is looked at.
    pub fn add(&mut self, name: &str, bytes: &[u8]) {
        container::open(name, bytes, &mut |found| {
            if let Found::File { name, bytes } = found {
                self.add_file(name, bytes);
            }
        });
    }

    fn add_file(&mut self, name: &str, bytes: &[u8]) {
        let id = hash(name.as_bytes());
        if !format::may_be_text(name) || !self.has_place(id) || foreign::magic(bytes).is_some() {
            return;
        }
        if let Ok(decoded) = decode::decode(bytes)
            && format::tell(name, &decoded.text) == Format::Text
        {
            self.insert(id, text::sketch(&decoded.text, LINES));
            self.shrink();
        }
    }

    /// Adds what another has seen: threads can look at files apart.
    pub fn merge(&mut self, other: Self) {
        other.files.into_iter().for_each(|(id, lines)| self.insert(id, lines));
        self.shrink();
    }

    /// How many files were looked at, a large corpus's sample.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether no raw text was seen.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Draws the conclusions.
    pub fn learn(&self) -> Habits {
        let files: Vec<&[Seen]> = self.files.values().map(Vec::as_slice).collect();
        Habits { lines: learn::habits(&files), order: learn::order(&files) }
    }

    /// Of two files with one name, the one with the larger sketch stays, whichever came first.
    fn insert(&mut self, id: u64, lines: Vec<Seen>) {
        let place = self.files.entry(id).or_default();
        if *place < lines {
            *place = lines;
        }
    }

    fn has_place(&self, id: u64) -> bool {
        self.files.len() < FILES || self.files.last_key_value().is_some_and(|(last, _)| id <= *last)
    }

    fn shrink(&mut self) {
        while self.files.len() > FILES {
            self.files.pop_last();
        }
    }
}

impl Habits {
    /// What the line with this folded text is.
    pub fn of(&self, folded: &str) -> Option<Habit> {
        self.lines.get(&key(folded)).copied()
    }

    /// Whether days or months come first in dates in figures (`03/04/2013`); `None` where nothing tells.
    pub fn date_order(&self) -> Option<DateOrder> {
        self.order
    }

    /// How many lines were recognised.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether nothing was learned.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.order.is_none()
    }
}

/// The key of a folded line. In short lines with few digits these are alike (`12 comments`); where there are many, they
/// are what the line says: a date, the address of a file.
pub fn key(folded: &str) -> u64 {
    let digits = folded.bytes().filter(u8::is_ascii_digit).count();
    let alike = digits <= DIGITS && folded.len() <= COUNTER;
    let mut last = 0;
    let bytes = folded.bytes().filter_map(move |byte| {
        let byte = if alike && byte.is_ascii_digit() { b'0' } else { byte };
        let again = alike && byte == b'0' && last == b'0';
        last = byte;
        (!again).then_some(byte)
    });
    mix(bytes)
}

fn hash(bytes: &[u8]) -> u64 {
    mix(bytes.iter().copied())
}

/// FNV-1a with the finaliser of splitmix64, so that the smallest of many are a fair sample.
fn mix(bytes: impl Iterator<Item = u8>) -> u64 {
    let mut state = bytes
        .fold(0xcbf2_9ce4_8422_2325_u64, |state, byte| (state ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^ (state >> 31)
}

#[cfg(test)]
mod tests;
