//! A walk through all blocks of an archive, one after the other; none of them stays in memory.

use super::super::failure::Failure;
use super::source::Source;
use newsprint::archive::bytes::Malformed;
use newsprint::archive::directory::{self, PAGE, Place};
use newsprint::archive::read::{Archive, Halt, Store};
use newsprint::archive::{ArchiveError, Extent, Root, Section};

/// An opened archive, and the file that it is in.
pub struct Walk<'a> {
    source: &'a Source,
    archive: Archive,
}

impl<'a> Walk<'a> {
    /// Reads the root.
    pub fn new(source: &'a Source) -> Result<Self, Failure> {
        let mut store = Store::default();
        loop {
            match store.root() {
                Ok(root) => return Ok(Self { source, archive: Archive::new(store, root) }),
                Err(Halt::Failed(error)) => return Err(Failure::Input(format!("{}: {error}", source.name()))),
                Err(Halt::Needs(needs)) => {
                    for need in needs {
                        store.insert(need, source.read(need)?);
                    }
                }
            }
        }
    }

    /// The root.
    pub fn root(&self) -> &Root {
        self.archive.root()
    }

    /// A block's payload, or why it cannot be read.
    pub fn payload(&self, section: Section, block: Extent) -> Result<Result<Vec<u8>, ArchiveError>, Failure> {
        self.archive.insert(block, self.source.read(block)?);
        let payload = self.archive.payload(section, block);
        self.archive.forget();
        Ok(payload.map_err(|halt| match halt {
            Halt::Failed(error) => *error,
            Halt::Needs(_) => ArchiveError::Truncated { section, expected: block.end(), found: self.source.length },
        }))
    }

    /// Where the blocks of a section lie that the root or the directories list: those of a page at a time.
    pub fn blocks(&self, section: Section) -> impl Iterator<Item = Result<Result<Vec<Extent>, ArchiveError>, Failure>> {
        let directory = self.root().directory(section);
        let places = (0..directory.blocks).step_by(PAGE).map_while(move |first| Some((first, directory.place(first)?)));
        places.map(move |(first, place)| match place {
            Place::Listed(page, blocks) => Ok(self.payload(Section::Directories, page)?.and_then(|payload| {
                let offset = page.offset - self.root().section(Section::Directories).offset;
                let numbers = first..(first + PAGE).min(directory.blocks);
                let decoded: Result<_, _> =
                    numbers.map(|number| directory::of_page(&payload, blocks, number)).collect();
                decoded.map_err(|fault| malformed(Section::Directories, offset, fault))
            })),
            Place::Known(_) => {
                let known = |number| match directory.place(number) {
                    Some(Place::Known(block)) => Some(block),
                    _ => None,
                };
                Ok(Ok((first..(first + PAGE).min(directory.blocks)).filter_map(known).collect()))
            }
        })
    }
}

/// Bytes that pass their checksum and do not follow the grammar.
pub fn malformed(section: Section, offset: u64, Malformed(expected): Malformed) -> ArchiveError {
    ArchiveError::Malformed { section, offset, expected }
}
