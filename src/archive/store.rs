//! The ranges of an archive that are at hand, and its root.

use super::bytes::Cursor;
use super::read::Halt;
use super::root::{Root, Section};
use super::seal::unseal;
use super::shelf::Shelf;
use super::{ArchiveError, Extent, HEADER, MAGIC, VERSION};
use std::borrow::Cow;

/// What the first request asks for: enough for the header and, in all but large archives, the root.
pub const FIRST_READ: u64 = 8 << 10;

/// The ranges of an archive that are at hand.
#[derive(Clone, Debug, Default)]
pub struct Store {
    /// Ranges as they came, by offset.
    pieces: Shelf<Cow<'static, [u8]>>,
    /// Where the file ends, once a range came back short.
    end: Option<u64>,
}

impl Store {
    /// A whole archive.
    pub fn whole(bytes: impl Into<Cow<'static, [u8]>>) -> Self {
        let bytes = bytes.into();
        let mut store = Self { end: Some(bytes.len() as u64), ..Self::default() };
        store.pieces.insert(0, bytes);
        store
    }

    /// Adds the bytes of a range that was asked for. Fewer bytes than asked for mean that the file ends there.
    pub fn insert(&mut self, asked: Extent, bytes: impl Into<Cow<'static, [u8]>>) {
        let bytes = bytes.into();
        let end = asked.offset.saturating_add(bytes.len() as u64);
        if end < asked.end() {
            self.end = Some(self.end.map_or(end, |known| known.min(end)));
        }
        self.pieces.insert(asked.offset, bytes);
    }

    /// The bytes of `extent`, if one piece holds them all. Looks at the nearest piece first.
    fn get(&self, extent: Extent) -> Option<&[u8]> {
        let length = usize::try_from(extent.length).ok()?;
        self.pieces.up_to(extent.offset).find_map(|(offset, piece)| {
            let start = usize::try_from(extent.offset - offset).ok()?;
            piece.get(start..start.checked_add(length)?)
        })
    }

    /// The bytes of `extent` of `section`. Where they must be fetched it asks for `asked`; an error where the file ends
    /// before.
    pub(super) fn require(&self, section: Section, extent: Extent, asked: Extent) -> Result<&[u8], Halt> {
        match (self.get(extent), self.end) {
            (Some(bytes), _) => Ok(bytes),
            (None, Some(found)) if found < extent.end() => {
                Err(ArchiveError::Truncated { section, expected: extent.end(), found }.into())
            }
            _ => Err(Halt::Needs(vec![asked])),
        }
    }

    /// Tells a short file that is no archive (an error message, say) from one that is cut.
    fn check_beginning(&self) -> Result<(), Halt> {
        let end = self.end.filter(|end| *end < HEADER as u64).unwrap_or_default();
        let beginning = self.get(Extent { offset: 0, length: end }).unwrap_or_default();
        let mut found = [0; 8];
        found.iter_mut().zip(beginning).for_each(|(byte, given)| *byte = *given);
        let fits = MAGIC.iter().zip(beginning).all(|(byte, given)| byte == given);
        if fits { Ok(()) } else { Err(ArchiveError::BadMagic { found }.into()) }
    }

    /// Reads header and root.
    pub fn root(&self) -> Result<Root, Halt> {
        let first = Extent { offset: 0, length: FIRST_READ };
        let header = Extent { length: HEADER as u64, ..first };
        self.check_beginning()?;
        let length = header_of(self.require(Section::Root, header, first)?)?;
        let extent = Extent { offset: HEADER as u64, length };
        let payload = unseal(Section::Root, 0, self.require(Section::Root, extent, extent)?)?;
        let root = Root::decode(&payload, extent.end()).map_err(|fault| Halt::malformed(Section::Root, 0, fault))?;
        match self.end {
            Some(found) if found < root.end() => {
                Err(ArchiveError::Truncated { section: Section::Bodies, expected: root.end(), found }.into())
            }
            _ => Ok(root),
        }
    }
}

/// Checks the header; gives the length of the root's block.
fn header_of(header: &[u8]) -> Result<u64, Halt> {
    let mut cursor = Cursor::new(header);
    let found: [u8; 8] = cursor.take(8).try_into().unwrap_or_default();
    if found != *MAGIC {
        return Err(ArchiveError::BadMagic { found }.into());
    }
    let (version, flags) = (cursor.u16(), cursor.u16());
    if (version, flags) != (VERSION, 0) {
        return Err(ArchiveError::BadVersion { version, flags }.into());
    }
    Ok(u64::from(cursor.u32()))
}
