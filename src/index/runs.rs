//! Runs: the words of many batches, sorted and written to a file when they take too much memory, and merged with those of
//! all other runs at the end.
//!
//! ```text
//! run  = word*                                   sorted by key, each once
//! word = key:text stop:u8 first:varint last:varint list:text
//!        the first and the last article that hold it; see words.rs for its list
//! ```

use super::words::{Lists, Word, Words, parts};
use crate::archive::bytes::{put_text, put_varint};
use crate::archive::pile::{Pile, Reader, Room};
use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;
use std::io::{self, BufRead, BufReader, Read};
use std::iter::Peekable;

/// Bytes of words that lie in memory, where there is room elsewhere; few in tests, for small ones to have many runs.
const MOST: usize = if cfg!(test) { 4 << 10 } else { 32 << 20 };
/// Bytes that are read from a run at once.
const AHEAD: usize = 64 << 10;
/// Terms that are worked out side by side, and bytes of lists from which on they are fewer.
const TERMS: usize = 4096;
const LISTS: usize = 4 << 20;

/// The words of all batches so far.
#[derive(Default)]
pub struct Runs {
    room: Room,
    runs: Vec<Pile>,
    words: Words,
    /// Bytes of all lists.
    bytes: usize,
}

impl Runs {
    /// No words yet; they spread into `room`.
    pub fn new(room: Room) -> Self {
        Self { room, ..Self::default() }
    }

    /// Adds the lists of the next batch, whose articles are numbered from `base`.
    pub fn join(&mut self, batch: Lists, base: u32) -> io::Result<()> {
        self.bytes += batch.bytes();
        self.words.join(batch, base);
        if self.room.is_there() && self.words.weight() > MOST {
            self.runs.push(written(self.words.sorted(), &self.room)?);
        }
        Ok(())
    }

    /// The words of each term, in the order of terms, so many terms at a time, for their lists not to be there all at once.
    pub fn terms(mut self) -> io::Result<Terms> {
        let mut sources: Vec<Box<dyn Iterator<Item = io::Result<Word>> + Send>> = Vec::new();
        for run in self.runs {
            let reader = BufReader::with_capacity(AHEAD, run.reader()?);
            sources.push(Box::new(Written(reader)));
        }
        sources.push(Box::new(self.words.sorted().into_iter().map(Ok)));
        Ok(Terms { words: Merged::new(sources)?.peekable(), bytes: (0, self.bytes), fault: None })
    }
}

/// Writes words down.
fn written(words: Vec<Word>, room: &Room) -> io::Result<Pile> {
    let (mut pile, mut head) = (Pile::new(room), Vec::new());
    for word in words {
        head.clear();
        put_text(&mut head, &word.key);
        head.push(u8::from(word.stop));
        word.ends().iter().for_each(|article| put_varint(&mut head, u64::from(*article)));
        put_varint(&mut head, word.list().len() as u64);
        pile.push(&head);
        pile.push(word.list());
    }
    pile.check()?;
    Ok(pile)
}

/// Reads a run.
struct Written(BufReader<Reader>);

impl Iterator for Written {
    type Item = io::Result<Word>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.0.fill_buf() {
            Ok([]) => None,
            Ok(_) => Some(self.word()),
            Err(error) => Some(Err(error)),
        }
    }
}

impl Written {
    fn word(&mut self) -> io::Result<Word> {
        let key = String::from_utf8(self.text()?).map_err(io::Error::other)?;
        let stop = self.byte()? != 0;
        let ends = [self.varint()? as u32, self.varint()? as u32];
        Ok(Word::restored(&key, stop, ends, self.text()?))
    }

    fn text(&mut self) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; self.varint()? as usize];
        self.0.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    fn varint(&mut self) -> io::Result<u64> {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f).wrapping_shl(shift);
            shift += 7;
            if byte < 0x80 {
                return Ok(number);
            }
        }
    }

    fn byte(&mut self) -> io::Result<u8> {
        let mut byte = [0];
        self.0.read_exact(&mut byte)?;
        Ok(byte[0])
    }
}

/// The next word of a source; of equal words, that of the earliest source comes first.
struct Next {
    word: Word,
    source: usize,
}

impl Ord for Next {
    fn cmp(&self, other: &Self) -> Ordering {
        self.word.order(&other.word).then(self.source.cmp(&other.source))
    }
}

impl PartialOrd for Next {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Next {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Next {}

/// Merges sources, whose articles follow each other: each word comes once, with the lists of all.
struct Merged<I> {
    sources: Vec<I>,
    next: BinaryHeap<Reverse<Next>>,
}

impl<I: Iterator<Item = io::Result<Word>>> Merged<I> {
    fn new(sources: Vec<I>) -> io::Result<Self> {
        let mut merged = Self { next: BinaryHeap::with_capacity(sources.len()), sources };
        (0..merged.sources.len()).try_for_each(|source| merged.advance(source))?;
        Ok(merged)
    }

    fn advance(&mut self, source: usize) -> io::Result<()> {
        if let Some(word) = self.sources[source].next() {
            self.next.push(Reverse(Next { word: word?, source }));
        }
        Ok(())
    }

    fn word(&mut self) -> io::Result<Option<Word>> {
        let Some(Reverse(Next { mut word, source })) = self.next.pop() else { return Ok(None) };
        self.advance(source)?;
        while self.next.peek().is_some_and(|Reverse(next)| next.word.key == word.key) {
            let Some(Reverse(Next { word: more, source })) = self.next.pop() else { break };
            word.append(more.stop, more.ends(), more.list());
            self.advance(source)?;
        }
        Ok(Some(word))
    }
}

impl<I: Iterator<Item = io::Result<Word>>> Iterator for Merged<I> {
    type Item = io::Result<Word>;

    fn next(&mut self) -> Option<Self::Item> {
        self.word().transpose()
    }
}

/// The words of each term, in batches.
pub struct Terms {
    words: Peekable<Merged<Box<dyn Iterator<Item = io::Result<Word>> + Send>>>,
    /// Bytes of lists that were handed over, of so many.
    bytes: (usize, usize),
    fault: Option<io::Error>,
}

impl Terms {
    /// Why they ended before their end, if they did.
    pub fn check(self) -> io::Result<()> {
        self.fault.map_or(Ok(()), Err)
    }

    /// What share of the lists was handed over, of 1.
    pub fn share(&self) -> f32 {
        self.bytes.0 as f32 / self.bytes.1.max(1) as f32
    }

    fn word(&mut self) -> Option<Word> {
        self.words.next()?.map_err(|error| self.fault = Some(error)).ok()
    }

    /// The words of the next term.
    fn forms(&mut self) -> Option<Vec<Word>> {
        let mut forms = vec![self.word()?];
        let term = parts(&forms[0].key).0.to_owned();
        let is_form = |word: &io::Result<Word>| word.as_ref().is_ok_and(|word| parts(&word.key).0 == term);
        while self.words.peek().is_some_and(is_form) {
            forms.extend(self.word());
        }
        Some(forms)
    }
}

impl Iterator for Terms {
    type Item = Vec<Vec<Word>>;

    fn next(&mut self) -> Option<Self::Item> {
        let (mut batch, mut bytes) = (Vec::new(), 0);
        while batch.len() < TERMS && bytes < LISTS {
            let Some(forms) = self.forms() else { break };
            bytes += forms.iter().map(|form| form.list().len()).sum::<usize>();
            batch.push(forms);
        }
        self.bytes.0 += bytes;
        (!batch.is_empty()).then_some(batch)
    }
}
