//! The archive format: one file that holds articles and the index over them, made to be read in pieces.
//!
//! # Grammar (version 0)
//!
//! Numbers are `varint`s (LEB128, at most 64 bits) unless a width is given; widths are little-endian. A `text` is a
//! varint length and as many bytes of UTF-8. `x*n` is x, n times. A `?` after a part says that it is empty (length 0)
//! where the article has none.
//!
//! ```text
//! archive    = header root section*           sections in the order of Section, without gaps
//! header     = "NEWSPRNT" version:u16 flags:u16 root_length:u32
//!              flags are 0; root_length counts the root's block, its checksum included
//! root       = block( articles:varint dated:varint boosted:varint languages synonyms first_terms
//!              section_length*9 directory*6 )
//! dated      = how many of the articles, the first, have a publication date
//! boosted    = how many ask to count more or less than others
//! languages  = count ( text articles:varint )*count    BCP 47 primary subtags, sorted, and the articles in each
//! synonyms   = count ( count text*count )*count   words that stand for the same, a group each
//! first_terms = count text*count              the first term of each dictionary block
//! directory  = of Cards, Dictionary, Measures, Facets, Ids and Bodies where their blocks lie; see directory.rs
//!
//! block      = codec:u8 payload checksum:u32  codec 0: payload as is; 1: raw deflate (RFC 1951)
//!              checksum is the CRC-32 (IEEE) of the section's number as u8, the block's offset in its section as
//!              u64, codec and payload; so a block that was altered, cut or put elsewhere is told from a good one.
//!              The root's block has section number 9 and offset 0
//! ```
//!
//! The sections, in the order in which a page needs them:
//!
//! ```text
//! Directories = block( page )*                see directory.rs
//! Cards      = block( card* )*                CARDS_PER_BLOCK a block; see card.rs
//! Dictionary = block( term_entry* )*          terms sorted by their bytes; see dictionary.rs
//! Measures   = block( measure*articles )      of each article its language and boost; see measures.rs
//! Postings   = block( posting_list* )*        see postings.rs; lists lie in the order of the dictionary
//! Positions  = block( position_list* )*       likewise
//! Facets     = block( date_run* ) block( column )*4     see facets.rs
//! Ids        = block( hash:u32 article:u32 )*   for opening by id; see ids.rs
//! Bodies     = block( card body )*            one block an article, its card before it; see body.rs
//! ```
//!
//! Articles are numbered from 0, newest first, then by id; so the newest lie together, and equal scores show the newest
//! first. Where posting or position lists are short, several share a block: a block ends before the list that would
//! take it over [`CHUNK`] bytes, and with the last term of a dictionary block. The reader repeats that rule, so the
//! dictionary needs to hold lengths only: of the lists, and of their blocks as they are packed.
//!
//! A list of results that shows passages reads the bodies of its hits, and their cards with them; one without reads the
//! section Cards, where the newest articles lie together.
//!
//! # Reading
//!
//! [`read`] never fetches: it is given ranges and says which ones it lacks ([`read::Halt::Needs`]). [`mod@write`] is its
//! sibling. Each part's two halves, encoding and decoding, share a file.
//!
//! # Versions
//!
//! Version 0 may change with any release. Readers refuse versions that they do not know, and say so.

pub mod body;
pub mod bytes;
pub mod card;
mod checksum;
mod deflate;
pub mod dictionary;
pub mod directory;
mod error;
pub mod facets;
mod ids;
pub mod impact;
mod inflate;
pub mod measures;
mod packed;
mod pieces;
pub mod pile;
pub mod postings;
pub mod read;
mod root;
mod seal;
mod shelf;
pub mod side;
mod store;
pub mod write;

pub use error::ArchiveError;
pub use root::{Root, Section};

/// First bytes of every archive.
pub const MAGIC: &[u8; 8] = b"NEWSPRNT";
/// The version that this code writes and reads.
pub const VERSION: u16 = 0;
/// Bytes of the header.
pub const HEADER: usize = 16;
/// Payload that short posting or position lists share at most: one request's worth, small against its latency.
pub const CHUNK: u64 = 4096;
/// Cards in a block: a page of results touches few blocks, and deflate has something to work on.
pub const CARDS_PER_BLOCK: u32 = 16;
/// Fields whose words are told apart: see [`Field`].
pub const FIELDS: usize = 4;

/// The parts of an article that its words are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The headline.
    Headline = 0,
    /// The standfirst.
    Dek = 1,
    /// All blocks.
    Body = 2,
    /// Kicker, sections, tags, authors, place and source.
    Names = 3,
}

/// A range of the archive's bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Extent {
    /// First byte, from the start of the archive.
    pub offset: u64,
    /// Number of bytes.
    pub length: u64,
}

impl Extent {
    /// Byte after the last; saturates, since lengths come from outside.
    pub fn end(self) -> u64 {
        self.offset.saturating_add(self.length)
    }
}
