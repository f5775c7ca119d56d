//! Piles: bytes that wait until all is known that stands before them.
//!
//! A pile only grows, and is read back once it has. Without [`Room`] it lies in memory; with room it is written to a
//! file of its own, block by block, so that what waits for a build takes no memory. Where it lies changes no byte.
//!
//! A disk may be full, or fail. That is found out while the pile grows, by code that has better to do than to look after
//! disks. So a pile keeps its first error, takes nothing from then on, and tells it whoever asks ([`Pile::check`]) or
//! reads.

use super::Extent;
use std::fmt;
use std::io::{self, Chain, Cursor, Read, Seek, SeekFrom, Take, Write};
use std::sync::Arc;

/// Bytes that are written to a file at once; few in tests, for small piles to lie in files too.
const BLOCK: usize = if cfg!(test) { 1 << 10 } else { 128 << 10 };

/// What piles can lie in: a file, open for reading and writing.
pub trait Medium: Read + Write + Seek + Send {}
impl<T: Read + Write + Seek + Send> Medium for T {}

/// Where piles find files: a function that makes one, new and empty, whenever it is called; or nowhere, and they stay in
/// memory.
#[derive(Clone, Default)]
pub struct Room(Option<Arc<Make>>);

type Make = dyn Fn() -> io::Result<Box<dyn Medium>> + Send + Sync;

impl Room {
    /// Room in files that this function makes.
    pub fn new(make: impl Fn() -> io::Result<Box<dyn Medium>> + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(make)))
    }

    /// Whether there are files.
    pub fn is_there(&self) -> bool {
        self.0.is_some()
    }
}

/// Bytes that wait.
#[derive(Default)]
pub struct Pile {
    room: Room,
    file: Option<Box<dyn Medium>>,
    /// Bytes in the file.
    filed: u64,
    /// Those that come after.
    rest: Vec<u8>,
    fault: Option<io::Error>,
}

impl Pile {
    /// An empty pile, that spreads into this room.
    pub fn new(room: &Room) -> Self {
        Self { room: room.clone(), ..Self::default() }
    }

    /// Number of bytes.
    pub fn length(&self) -> u64 {
        self.filed + self.rest.len() as u64
    }

    /// Lays bytes on top; gives where they lie.
    pub fn push(&mut self, bytes: &[u8]) -> Extent {
        let extent = Extent { offset: self.length(), length: bytes.len() as u64 };
        self.rest.extend_from_slice(bytes);
        if self.rest.len() >= BLOCK && self.room.is_there() {
            if self.fault.is_none() {
                self.fault = self.flush().err();
            }
            self.filed += self.rest.len() as u64;
            self.rest.clear();
        }
        extent
    }

    fn flush(&mut self) -> io::Result<()> {
        let Some(make) = &self.room.0 else { return Ok(()) };
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(make()?),
        };
        file.seek(SeekFrom::Start(self.filed))?;
        file.write_all(&self.rest)
    }

    /// The first error, once.
    pub fn check(&mut self) -> io::Result<()> {
        self.fault.take().map_or(Ok(()), Err)
    }

    /// The bytes of an extent.
    pub fn read(&mut self, extent: Extent) -> io::Result<Vec<u8>> {
        self.check()?;
        let mut bytes = vec![0; extent.length as usize];
        let in_file = self.filed.saturating_sub(extent.offset).min(extent.length) as usize;
        let (first, second) = bytes.split_at_mut(in_file);
        if let (Some(file), false) = (&mut self.file, first.is_empty()) {
            file.seek(SeekFrom::Start(extent.offset))?;
            file.read_exact(first)?;
        }
        let start = extent.offset.saturating_sub(self.filed) as usize;
        let rest = self.rest.get(start..).and_then(|rest| rest.get(..second.len()));
        second.copy_from_slice(rest.ok_or(io::ErrorKind::UnexpectedEof)?);
        Ok(bytes)
    }

    /// All bytes, from the first.
    pub fn reader(mut self) -> io::Result<Reader> {
        self.check()?;
        let mut file = self.file.unwrap_or_else(|| Box::new(Cursor::new(Vec::new())));
        file.seek(SeekFrom::Start(0))?;
        Ok(file.take(self.filed).chain(Cursor::new(self.rest)))
    }

    /// Hands over all bytes, block by block; stops at the first error.
    pub fn each<E: From<io::Error>>(self, mut sink: impl FnMut(&[u8]) -> Result<(), E>) -> Result<(), E> {
        if self.file.is_none() {
            return sink(&self.rest);
        }
        let (mut reader, mut block) = (self.reader()?, vec![0; BLOCK]);
        loop {
            match reader.read(&mut block)? {
                0 => return Ok(()),
                count => sink(&block[..count])?,
            }
        }
    }
}

/// Reads a pile from its first byte.
pub type Reader = Chain<Take<Box<dyn Medium>>, Cursor<Vec<u8>>>;

impl fmt::Debug for Pile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pile").field("filed", &self.filed).field("rest", &self.rest.len()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piles() -> [Pile; 2] {
        [Room::default(), Room::new(|| Ok(Box::new(Cursor::new(Vec::new()))))].map(|room| Pile::new(&room))
    }

    #[test]
    fn what_was_laid_down_comes_back_from_wherever_it_lies() {
        for mut pile in piles() {
            let parts: Vec<Vec<u8>> = (0..=255u8).map(|byte| vec![byte; 1 + byte as usize * 9]).collect();
            let extents: Vec<_> = parts.iter().map(|part| pile.push(part)).collect();
            let whole = parts.concat();
            assert_eq!(pile.length(), whole.len() as u64);
            for (part, extent) in parts.iter().zip(extents) {
                assert_eq!(pile.read(extent).unwrap(), *part);
            }
            assert_eq!(pile.read(Extent { offset: 0, length: whole.len() as u64 }).unwrap(), whole);
            assert!(pile.read(Extent { offset: 9, length: whole.len() as u64 }).is_err());
            pile.push(b"more");
            let mut found = Vec::new();
            let take = |bytes: &[u8]| {
                found.extend_from_slice(bytes);
                io::Result::Ok(())
            };
            pile.each(take).unwrap();
            assert_eq!(found, [&whole[..], b"more"].concat());
        }
    }

    #[test]
    fn an_empty_pile_can_be_read() {
        for pile in piles() {
            let mut all = Vec::new();
            pile.reader().unwrap().read_to_end(&mut all).unwrap();
            assert!(all.is_empty());
        }
    }

    #[test]
    fn the_first_error_is_kept_and_told() {
        let full = || Err(io::Error::from(io::ErrorKind::StorageFull));
        let mut pile = Pile::new(&Room::new(full));
        for _ in 0..10 {
            pile.push(&[0; BLOCK]);
        }
        assert!(pile.rest.len() < BLOCK);
        assert_eq!(pile.check().unwrap_err().kind(), io::ErrorKind::StorageFull);
    }
}
