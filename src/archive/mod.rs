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
//! root       = block( articles:varint dated:varint total*4 languages synonyms dictionary cards facets bodies
//!              section_length*8 )
//! dated      = how many of the articles, the first, have a publication date
//! total      = tokens of one Field over all articles
//! languages  = count text*count               BCP 47 primary subtags, sorted
//! synonyms   = count ( count text*count )*count   words that stand for the same, a group each
//! dictionary = count ( length first:text )*count       each dictionary block's length and first term
//! cards      = count length*count             lengths of the blocks of the section of that name
//! facets     = count length*count
//! bodies     = count length*count
//!
//! block      = codec:u8 payload checksum:u32  codec 0: payload as is; 1: raw deflate (RFC 1951)
//!              checksum is the CRC-32 (IEEE) of the section's number as u8, the block's offset in its section as
//!              u64, codec and payload; so a block that was altered, cut or put elsewhere is told from a good one.
//!              The root's block has section number 8 and offset 0
//! ```
//!
//! The sections, in the order in which a query needs them:
//!
//! ```text
//! Dictionary = block( term_entry* )*          terms sorted by their bytes; see dictionary.rs
//! Lengths    = block( ( language boost:varint length*4 )*articles )
//!              of each article its language, by its place in `languages`, what its score counts in hundredths, and
//!              the tokens of each Field
//! Postings   = block( posting_list* )*        see postings.rs; lists lie in the order of the dictionary
//! Positions  = block( position_list* )*       likewise
//! Cards      = block( card* )*                CARDS_PER_BLOCK a block; see card.rs
//! Facets     = block( date_run* ) block( column )*4     see facets.rs
//! Ids        = block( hash:u32 article:u32 )* sorted by hash (FNV-1a, 32 bits, of the id), for opening by id
//! Bodies     = block( body )*                 one block an article; see body.rs
//! ```
//!
//! Articles are numbered from 0, newest first, then by id; so the newest lie together, and equal scores show the newest
//! first. Where posting or position lists are short, several share a block: a block ends before the list that would
//! take it over [`CHUNK`] bytes, and with the last term of a dictionary block. The reader repeats that rule, so the
//! dictionary needs to hold lengths only.
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
mod error;
pub mod facets;
mod inflate;
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

/// The boost of an article that asks for none.
pub const PLAIN: u32 = 100;

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

/// What ranking must know of an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measure {
    /// Number of its language in the root's list.
    pub language: u32,
    /// What its score counts, in hundredths: [`PLAIN`], unless the article asks for more or less.
    pub boost: u32,
    /// Tokens of each field.
    pub lengths: [u32; FIELDS],
}

/// FNV-1a, 32 bits: the key under which [`Section::Ids`] finds an article.
pub fn id_hash(id: &str) -> u32 {
    id.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
