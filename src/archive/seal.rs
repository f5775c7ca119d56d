//! Blocks: the units in which an archive is fetched and checked. `block = codec:u8 payload checksum:u32`.

use super::ArchiveError;
use super::bytes::Malformed;
use super::checksum::checksum;
use super::inflate::inflate;
use super::root::Section;

/// Codec of a payload as it is.
pub const STORED: u8 = 0;
/// Codec of a deflated payload.
pub const DEFLATE: u8 = 1;
/// Bytes that a block has beside its payload.
pub const FRAME: u64 = 5;
/// What a block may unpack to: stops a small file that would fill the memory. The largest honest block is one article.
pub const MAX_UNPACKED: usize = 64 << 20;

/// Codec and payload of a block whose payload stays as it is: it is dense already, or has a length that others count on.
pub fn stored(payload: &[u8]) -> Vec<u8> {
    [&[STORED], payload].concat()
}

/// Appends a packed block to `out`, which holds the `section` so far. Gives the block's length.
pub fn seal(section: Section, out: &mut Vec<u8>, packed: &[u8]) -> u64 {
    seal_at(section, out.len() as u64, out, packed)
}

/// Appends a packed block that lies at `offset` of `section`. Gives the block's length.
pub fn seal_at(section: Section, offset: u64, out: &mut Vec<u8>, packed: &[u8]) -> u64 {
    let sum = checksum(section as u8, offset, packed);
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
    use super::super::packed::Packer;
    use super::*;

    fn sealed(packed: &[u8]) -> Vec<u8> {
        let mut out = vec![0; 100];
        seal(Section::Cards, &mut out, packed);
        out.split_off(100)
    }

    #[test]
    fn payloads_come_back() {
        for payload in [&b""[..], b"x", &b"border ".repeat(50)] {
            for packed in [stored(payload), Packer::default().whole(payload)] {
                assert_eq!(unseal(Section::Cards, 100, &sealed(&packed)).as_deref(), Ok(payload));
            }
        }
    }

    #[test]
    fn what_is_too_large_to_unpack_is_stored() {
        let payload = vec![b' '; MAX_UNPACKED + 1];
        let block = sealed(&Packer::default().whole(&payload));
        assert_eq!(block[0], STORED);
        assert!(unseal(Section::Cards, 100, &block).is_ok_and(|read| read == payload));
    }

    #[test]
    fn a_block_elsewhere_or_altered_is_refused() {
        let block = sealed(&stored(b"postings"));
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
