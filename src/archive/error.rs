//! What can be wrong with an archive, with the evidence.

use super::{Section, VERSION};
use core::fmt;

/// Why an archive cannot be read. Each variant says where, what was expected and what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ArchiveError {
    /// The file does not begin as an archive does: often an error page that a host sent in its place.
    BadMagic {
        /// Its first bytes, as far as there are any.
        found: [u8; 8],
    },
    /// Made by a release that writes another version of the format: build the archive anew, or update the widget.
    BadVersion {
        /// The version in the file.
        version: u16,
        /// The flags in the file; this version has none.
        flags: u16,
    },
    /// The file ends too early: fetch or copy it again.
    Truncated {
        /// The part that is cut.
        section: Section,
        /// Where that part should end.
        expected: u64,
        /// Where the file ends.
        found: u64,
    },
    /// Bytes were altered on their way.
    BadChecksum {
        /// The part that is altered.
        section: Section,
        /// Offset of its block, from the start of the part.
        offset: u64,
        /// The checksum stored with the block.
        expected: u32,
        /// The checksum of the bytes at hand.
        found: u32,
    },
    /// Bytes that pass their checksum, but do not follow the grammar: written by a faulty or hostile program.
    Malformed {
        /// The part that is wrong.
        section: Section,
        /// Offset of its block, from the start of the part.
        offset: u64,
        /// What the grammar asks for.
        expected: &'static str,
    },
}

impl ArchiveError {
    /// A short name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::BadMagic { .. } => "bad-magic",
            Self::BadVersion { .. } => "bad-version",
            Self::Truncated { .. } => "truncated",
            Self::BadChecksum { .. } => "bad-checksum",
            Self::Malformed { .. } => "corrupt",
        }
    }
}

impl fmt::Display for ArchiveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BadMagic { found } => {
                f.write_str("not a Newsprint archive: it begins with \"")?;
                found.iter().try_for_each(|byte| write!(f, "{}", byte.escape_ascii()))?;
                f.write_str("\" instead of \"NEWSPRNT\"; check its address")
            }
            Self::BadVersion { version, flags } => {
                write!(f, "the archive has format version {version} with flags {flags}; ")?;
                write!(f, "this release reads version {VERSION} with flags 0; build it anew")
            }
            Self::Truncated { section, expected, found } => {
                let name = section.name();
                write!(f, "the archive's {name} should end at byte {expected}, but the file ends at {found}")?;
                f.write_str("; copy it again")
            }
            Self::BadChecksum { section, offset, expected, found } => {
                write!(f, "the archive's {} are damaged at byte {offset}: ", section.name())?;
                write!(f, "checksum {expected:08x} expected, {found:08x} found; copy it again")
            }
            Self::Malformed { section, offset, expected } => {
                let name = section.name();
                write!(f, "the archive's {name} at byte {offset} are malformed: expected {expected}; build it anew")
            }
        }
    }
}

impl core::error::Error for ArchiveError {}
