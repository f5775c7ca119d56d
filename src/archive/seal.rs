//! Blocks: the units in which an archive is fetched and checked. `block = codec:u8 payload checksum:u32`.

use super::ArchiveError;
use super::bytes::Malformed;
use super::checksum::checksum;
use super::inflate::inflate;
use super::packed::LEVEL;
use super::root::Section;

/// Codec of a payload as it is.
pub const STORED: u8 = 0;
/// Codec of a deflated payload.
pub const DEFLATE: u8 = 1;
/// Bytes that a block has beside its payload.
pub const FRAME: u64 = 5;
/// What a block may unpack to: stops a small file that would fill the memory. The largest honest block is one article.
pub const MAX_UNPACKED: usize = 64 << 20;

/// How hard the writer tries to make a block small.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    /// As is: for what is dense already, and whose length the dictionary gives.
    Stored,
    /// Deflate, where it helps.
    Deflate,
}

/// Codec and payload of a block. What readers would refuse to unpack is stored as it is.
pub fn pack(payload: &[u8], packing: Packing) -> Vec<u8> {
    let packs = packing == Packing::Deflate && payload.len() <= MAX_UNPACKED;
    let packed = packs.then(|| miniz_oxide::deflate::compress_to_vec(payload, LEVEL));
    match packed.filter(|packed| packed.len() < payload.len()) {
        Some(packed) => [&[DEFLATE], packed.as_slice()].concat(),
        None => [&[STORED], payload].concat(),
    }
}

/// Appends a packed block to `out`, which holds the `section` so far. Gives the block's length.
pub fn seal(section: Section, out: &mut Vec<u8>, packed: &[u8]) -> u64 {
    let sum = checksum(section as u8, out.len() as u64, packed);
    out.extend_from_slice(packed);
    out.extend_from_slice(&sum.to_le_bytes());
    packed.len() as u64 + size_of_val(&sum) as u64
}

/// The payload of the block `bytes` that lies at `offset` of `section`, checked and unpacked.
pub fn unseal(section: Section, offset: u64, bytes: &[u8]) -> Result<Vec<u8>, ArchiveError> {
    let malformed = |Malformed(expected)| ArchiveError::Malformed { section, offset, expected };
    let (body, sum) = bytes.split_last_chunk::<4>().ok_or(malformed(Malformed("a block of five bytes or more")))?;
    let (expected, found) = (u32::from_le_bytes(*sum), checksum(section as u8, offset, body));
    if expected != found {
        return Err(ArchiveError::BadChecksum { section, offset, expected, found });
    }
    match body.split_first() {
        Some((&STORED, payload)) => Ok(payload.to_vec()),
        Some((&DEFLATE, payload)) => {
            inflate(payload, MAX_UNPACKED).ok_or(malformed(Malformed("deflated data of at most 64 MiB")))
        }
        _ => Err(malformed(Malformed("codec 0 or 1"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed(payload: &[u8], packing: Packing) -> Vec<u8> {
        let mut out = vec![0; 100];
        seal(Section::Cards, &mut out, &pack(payload, packing));
        out.split_off(100)
    }

    #[test]
    fn payloads_come_back() {
        for payload in [&b""[..], b"x", &b"border ".repeat(50)] {
            for packing in [Packing::Stored, Packing::Deflate] {
                let block = sealed(payload, packing);
                assert_eq!(unseal(Section::Cards, 100, &block).as_deref(), Ok(payload));
            }
        }
        assert!(sealed(&b"border ".repeat(50), Packing::Deflate).len() < 50);
    }

    #[test]
    fn what_is_too_large_to_unpack_is_stored() {
        let payload = vec![b' '; MAX_UNPACKED + 1];
        let block = sealed(&payload, Packing::Deflate);
        assert_eq!(block[0], STORED);
        assert!(unseal(Section::Cards, 100, &block).is_ok_and(|read| read == payload));
    }

    #[test]
    fn a_block_elsewhere_or_altered_is_refused() {
        let block = sealed(b"postings", Packing::Stored);
        assert!(matches!(unseal(Section::Cards, 101, &block), Err(ArchiveError::BadChecksum { .. })));
        assert!(matches!(unseal(Section::Ids, 100, &block), Err(ArchiveError::BadChecksum { .. })));
        for index in 0..block.len() {
            let mut altered = block.clone();
            altered[index] ^= 0x40;
            assert!(unseal(Section::Cards, 100, &altered).is_err());
            assert!(unseal(Section::Cards, 100, &block[..index]).is_err());
        }
    }
}
