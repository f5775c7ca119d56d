//! Directories: where the blocks of a section lie, in the root itself while they are few, else in pages.
//!
//! ```text
//! directory = blocks:varint pages listed      in the root
//! pages     = count length*count              the lengths of the section's pages, which lie in the section Directories;
//!                                             none for up to INLINE blocks
//! listed    = count length*count              the lengths of the blocks; with pages, of all the blocks of each page
//! page      = block( length*PAGE )            of PAGE blocks, the last page of fewer
//! ```
//!
//! So the root grows by a few bytes with every [`PAGE`] blocks, and a block is found with one small read more.

use super::Extent;
use super::bytes::{Cursor, Malformed, put_varint};

/// Most blocks that the root lists itself: more would outweigh what a query reads.
pub const INLINE: usize = 1024;
/// Blocks that a page lists: a few hundred bytes of lengths.
pub const PAGE: usize = 256;

/// Where the blocks of a section lie.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Directory {
    /// Number of blocks.
    pub blocks: usize,
    /// The pages, if there are any.
    pub pages: Vec<Extent>,
    /// The blocks, or those of each page together.
    listed: Vec<Extent>,
}

/// Where a block is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// There.
    Known(Extent),
    /// In a page, which lists blocks that lie together here.
    Listed(Extent, Extent),
}

impl Directory {
    /// Appends the directory of blocks of these lengths to the root. `seal_page` writes a page, given its payload, and
    /// tells the length of its block.
    pub fn encode(out: &mut Vec<u8>, lengths: &[u64], seal_page: impl FnMut(&[u8]) -> u64) {
        put_varint(out, lengths.len() as u64);
        if lengths.len() <= INLINE {
            put_lengths(out, &[]);
            return put_lengths(out, lengths);
        }
        let page = |lengths: &[u64]| {
            let mut page = Vec::with_capacity(2 * PAGE);
            lengths.iter().for_each(|length| put_varint(&mut page, *length));
            page
        };
        let payloads: Vec<_> = lengths.chunks(PAGE).map(page).collect();
        put_lengths(out, &payloads.iter().map(Vec::as_slice).map(seal_page).collect::<Vec<_>>());
        put_lengths(out, &lengths.chunks(PAGE).map(|lengths| lengths.iter().sum()).collect::<Vec<_>>());
    }

    /// Reads the directory of a section; the next page is at `page`, which moves on.
    pub fn decode(cursor: &mut Cursor<'_>, section: Extent, page: &mut u64) -> Self {
        let (blocks, mut offset) = (cursor.small() as usize, section.offset);
        let (pages, listed) = (cursor.varints(), cursor.varints());
        let (pages, listed) = (laid(&pages, page), laid(&listed, &mut offset));
        let count = if blocks > INLINE { blocks.div_ceil(PAGE) } else { 0 };
        let complete = pages.len() == count && listed.len() == if count > 0 { count } else { blocks };
        cursor.expect(complete && offset == section.end(), "blocks that fill their section");
        Self { blocks, pages, listed }
    }

    /// Where the block with this number is found.
    pub fn place(&self, number: usize) -> Option<Place> {
        match self.pages.get(number / PAGE) {
            Some(page) => self.listed.get(number / PAGE).map(|blocks| Place::Listed(*page, *blocks)),
            None => self.listed.get(number).map(|block| Place::Known(*block)),
        }
    }
}

fn put_lengths(out: &mut Vec<u8>, lengths: &[u64]) {
    put_varint(out, lengths.len() as u64);
    lengths.iter().for_each(|length| put_varint(out, *length));
}

/// What lies together from `offset` on, which moves on, in these lengths.
fn laid(lengths: &[u64], offset: &mut u64) -> Vec<Extent> {
    let mut extents = Vec::with_capacity(lengths.len());
    for length in lengths {
        extents.push(Extent { offset: *offset, length: *length });
        *offset = offset.saturating_add(*length);
    }
    extents
}

/// The block with this number out of all, whose page lists `blocks`.
pub fn of_page(payload: &[u8], blocks: Extent, number: usize) -> Result<Extent, Malformed> {
    let (mut cursor, mut found) = (Cursor::new(payload), Extent { offset: blocks.offset, length: 0 });
    for _ in 0..=number % PAGE {
        found = Extent { offset: found.end(), length: cursor.varint() };
    }
    cursor.expect(found.end() <= blocks.end(), "blocks that fill their section");
    cursor.check().map(|()| found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_blocks_are_listed_in_the_root_and_many_in_pages() {
        let of = |blocks: u64| {
            let lengths: Vec<u64> = (0..blocks).map(|number| 100 + number % 7).collect();
            let (mut out, mut pages) = (Vec::new(), Vec::new());
            Directory::encode(&mut out, &lengths, |page| {
                pages.push(page.to_vec());
                page.len() as u64 + 5
            });
            let (mut cursor, mut page) = (Cursor::new(&out), 50);
            let section = Extent { offset: 1000, length: lengths.iter().sum() };
            let directory = Directory::decode(&mut cursor, section, &mut page);
            assert_eq!(cursor.end(), Ok(()));
            assert_eq!(page, 50 + pages.iter().map(|page| page.len() as u64 + 5).sum::<u64>());
            let before: u64 = lengths[..700].iter().sum();
            (directory, pages, Extent { offset: 1000 + before, length: lengths[700] })
        };
        let (directory, pages, expected) = of(INLINE as u64);
        assert_eq!((directory.place(700), pages.len()), (Some(Place::Known(expected)), 0));
        assert_eq!(directory.place(INLINE), None);
        let (directory, pages, expected) = of(INLINE as u64 + 1);
        let Some(Place::Listed(page, blocks)) = directory.place(700) else { panic!("no page") };
        assert_eq!(page, directory.pages[2]);
        assert_eq!(of_page(&pages[2], blocks, 700), Ok(expected));
        assert_eq!((directory.place(5 * PAGE), pages.len()), (None, 5));
        assert!(of_page(&pages[2][..9], blocks, 700).is_err());
        assert!(of_page(&pages[2], Extent { length: 9, ..blocks }, 700).is_err());
    }

    #[test]
    fn a_directory_that_does_not_fit_is_refused() {
        for bytes in [&[3, 0, 1, 1][..], &[1, 0, 1, 7], &[0xff, 0xff, 0xff, 0xff, 0x0f, 1, 1, 1, 9], &[1, 1, 5, 1, 9]] {
            let mut cursor = Cursor::new(bytes);
            Directory::decode(&mut cursor, Extent { offset: 0, length: 9 }, &mut 0);
            assert!(cursor.end().is_err(), "{bytes:?}");
        }
    }
}
