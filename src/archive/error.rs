//! What can be wrong with an archive, with the evidence.

use super::{Section, VERSION};
use crate::digits;
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

    /// All that is known, in words.
    pub fn message(&self) -> String {
        let mut text = String::new();
        match *self {
            Self::BadMagic { ref found } => {
                text.push_str("not a Newsprint archive: it begins with \"");
                found.iter().for_each(|byte| escaped(&mut text, *byte));
                text.push_str("\" instead of \"NEWSPRNT\"; check its address");
            }
            Self::BadVersion { version, flags } => {
                number(&mut text, "the archive has format version ", version.into());
                number(&mut text, " with flags ", flags.into());
                number(&mut text, "; this release reads version ", VERSION.into());
                text.push_str(" with flags 0; build it anew");
            }
            Self::Truncated { section, expected, found } => {
                name(&mut text, section);
                number(&mut text, " should end at byte ", expected);
                number(&mut text, ", but the file ends at ", found);
                text.push_str("; copy it again");
            }
            Self::BadChecksum { section, offset, expected, found } => {
                name(&mut text, section);
                number(&mut text, " are damaged at byte ", offset);
                text.push_str(": checksum ");
                digits::hexadecimal(&mut text, expected.into(), 8);
                text.push_str(" expected, ");
                digits::hexadecimal(&mut text, found.into(), 8);
                text.push_str(" found; copy it again");
            }
            Self::Malformed { section, offset, expected } => {
                name(&mut text, section);
                number(&mut text, " at byte ", offset);
                text.push_str(" are malformed: expected ");
                text.push_str(expected);
                text.push_str("; build it anew");
            }
        }
        text
    }
}

/// Appends which part of the archive it is about.
fn name(text: &mut String, section: Section) {
    text.push_str("the archive's ");
    text.push_str(section.name());
}

/// Appends a byte as Rust writes it in a text. By hand, as the standard library's way keeps a table of 256 bytes.
fn escaped(text: &mut String, byte: u8) {
    match byte {
        b'\t' => text.push_str("\\t"),
        b'\n' => text.push_str("\\n"),
        b'\r' => text.push_str("\\r"),
        b'"' | b'\'' | b'\\' => text.extend(['\\', char::from(byte)]),
        b' '..=b'~' => text.push(char::from(byte)),
        _ => {
            text.push_str("\\x");
            digits::hexadecimal(text, byte.into(), 2);
        }
    }
}

/// Appends a number and what stands before it.
fn number(text: &mut String, before: &str, number: u64) {
    text.push_str(before);
    digits::decimal(text, number, 1);
}

impl fmt::Display for ArchiveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl core::error::Error for ArchiveError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_escaped_as_the_standard_library_does() {
        for byte in 0..=u8::MAX {
            let mut text = String::new();
            escaped(&mut text, byte);
            assert_eq!(text, byte.escape_ascii().to_string());
        }
    }

    #[test]
    fn messages_carry_the_evidence() {
        let section = Section::Cards;
        for (error, message) in [
            (
                ArchiveError::BadMagic { found: *b"<html>\n\"" },
                r#"not a Newsprint archive: it begins with "<html>\n\"" instead of "NEWSPRNT"; check its address"#,
            ),
            (
                ArchiveError::Truncated { section, expected: 1200, found: 90 },
                "the archive's cards should end at byte 1200, but the file ends at 90; copy it again",
            ),
            (
                ArchiveError::BadChecksum { section, offset: 0, expected: 0xab, found: u32::MAX },
                "the archive's cards are damaged at byte 0: \
                 checksum 000000ab expected, ffffffff found; copy it again",
            ),
            (
                ArchiveError::Malformed { section, offset: 17, expected: "UTF-8" },
                "the archive's cards at byte 17 are malformed: expected UTF-8; build it anew",
            ),
        ] {
            assert_eq!(error.to_string(), message);
        }
        let version = ArchiveError::BadVersion { version: 9, flags: 1 }.to_string();
        assert!(version.starts_with("the archive has format version 9 with flags 1; this release reads version "));
        assert!(version.ends_with(" with flags 0; build it anew"));
    }
}
