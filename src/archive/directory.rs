//! Directories: where the blocks of a section lie, in the root itself while they are few, else in pages.
//!
//! ```text
//! directory = count length*count              up to INLINE blocks, in the root
//!           | count ( page:varint covered:varint )*      more: of each page, in the root, its length and that of all the
//!                                             blocks that it lists
//! page      = block( length*PAGE )            of PAGE blocks, the last page of fewer; in the section Directories
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
    /// The blocks, or their pages.
    listed: Vec<Listed>,
}

/// A block, or a page of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Listed {
    /// The block; or all the blocks of the page.
    blocks: Extent,
    /// The page.
    page: Extent,
}

/// Where a block is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// There.
    Known(Extent),
    /// Listed in a page.
    Listed {
        /// The page.
        page: Extent,
        /// The page's blocks, all together.
        blocks: Extent,
        /// The block's number among them.
        number: usize,
    },
}

impl Directory {
    /// Appends the directory of blocks of these lengths to the root. `seal_page` writes a page, given its payload, and
    /// tells the length of its block.
    pub fn encode(out: &mut Vec<u8>, lengths: &[u64], mut seal_page: impl FnMut(&[u8]) -> u64) {
        put_varint(out, lengths.len() as u64);
        if lengths.len() <= INLINE {
            lengths.iter().for_each(|length| put_varint(out, *length));
            return;
        }
        for lengths in lengths.chunks(PAGE) {
            let mut page = Vec::with_capacity(2 * PAGE);
            lengths.iter().for_each(|length| put_varint(&mut page, *length));
            put_varint(out, seal_page(&page));
            put_varint(out, lengths.iter().sum());
        }
    }

    /// Reads the directory of a section that begins at `offset`; the next page is at `page`, which moves on.
    pub fn decode(cursor: &mut Cursor<'_>, mut offset: u64, page: &mut u64) -> Self {
        let mut directory = Self { blocks: cursor.small() as usize, listed: Vec::new() };
        let pages = directory.blocks.div_ceil(PAGE);
        let count = if directory.blocks > INLINE { pages } else { directory.blocks };
        while directory.listed.len() < count && !cursor.is_done() {
            let mut listed = Listed { blocks: Extent { offset, length: 0 }, page: Extent { offset: *page, length: 0 } };
            if directory.blocks > INLINE {
                listed.page.length = cursor.varint();
            }
            listed.blocks.length = cursor.varint();
            (offset, *page) = (listed.blocks.end(), listed.page.end());
            directory.listed.push(listed);
        }
        cursor.expect(directory.listed.len() == count, "the lengths of all blocks");
        directory
    }

    /// Byte after the last block, of a section that begins at `offset`.
    pub fn end(&self, offset: u64) -> u64 {
        self.listed.last().map_or(offset, |listed| listed.blocks.end())
    }

    /// Where the block with this number is found.
    pub fn place(&self, number: usize) -> Option<Place> {
        if self.blocks <= INLINE {
            return self.listed.get(number).map(|listed| Place::Known(listed.blocks));
        }
        let listed = self.listed.get(number / PAGE).filter(|_| number < self.blocks)?;
        Some(Place::Listed { page: listed.page, blocks: listed.blocks, number: number % PAGE })
    }

    /// The pages.
    pub fn pages(&self) -> impl Iterator<Item = Extent> {
        self.listed.iter().map(|listed| listed.page).filter(|page| page.length > 0)
    }
}

/// The blocks that a page lists, which lie in `blocks`.
pub fn decode_page(payload: &[u8], blocks: Extent) -> Result<Vec<Extent>, Malformed> {
    let (mut cursor, mut offset, mut list) = (Cursor::new(payload), blocks.offset, Vec::new());
    while !cursor.is_done() {
        let block = Extent { offset, length: cursor.varint() };
        offset = block.end();
        list.push(block);
    }
    cursor.expect(offset == blocks.end(), "blocks that fill their page");
    cursor.end().map(|()| list)
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
            let directory = Directory::decode(&mut cursor, 1000, &mut page);
            assert_eq!(cursor.end(), Ok(()));
            assert_eq!(directory.end(1000), 1000 + lengths.iter().sum::<u64>());
            let before: u64 = lengths[..700].iter().sum();
            (directory, pages, Extent { offset: 1000 + before, length: lengths[700] })
        };
        let (directory, pages, expected) = of(INLINE as u64);
        assert_eq!((directory.place(700), pages.len()), (Some(Place::Known(expected)), 0));
        assert_eq!(directory.place(INLINE), None);
        let (directory, pages, expected) = of(INLINE as u64 + 1);
        let Some(Place::Listed { page, blocks, number }) = directory.place(700) else { panic!("no page") };
        assert_eq!(page, directory.pages().nth(2).unwrap());
        assert_eq!(decode_page(&pages[2], blocks).unwrap()[number], expected);
        assert_eq!((directory.place(INLINE + 1), pages.len()), (None, 5));
        assert!(decode_page(&pages[2][..9], blocks).is_err());
    }

    #[test]
    fn a_directory_that_announces_more_than_it_has_is_refused() {
        for bytes in [&[3, 1, 1][..], &[0xff, 0xff, 0xff, 0xff, 0x0f, 1, 1]] {
            let mut cursor = Cursor::new(bytes);
            Directory::decode(&mut cursor, 0, &mut 0);
            assert!(cursor.end().is_err());
        }
    }
}
