//! Bodies that are packed before all is known that they hold.
//!
//! An article's keys are the last thing in its body, as they can be told only when every article was seen. So a body is
//! deflated without them as soon as its article is read, up to a byte's border (RFC 1951's blocks end anywhere, an
//! empty stored one fills up the byte), and the keys follow as a stored block. Readers see one payload.

use super::Extent;
use super::deflate::{Deflater, End};
use super::inflate::inflate;
use super::pile::Pile;
use super::seal::{DEFLATE, MAX_UNPACKED, STORED, stored};
use std::io;

/// Most bytes that come after what is packed.
const TAIL: usize = 1 << 16;
/// Most bytes of a stored block.
const STORED_BLOCK: usize = u16::MAX as usize;

/// Packs payloads, one after the other: what it needs for that is large and made once. What would grow by it, or what
/// readers would refuse to unpack, is kept as it is.
#[derive(Default)]
pub struct Packer(Deflater);

impl Packer {
    /// Packs a payload whose end is yet to come.
    pub fn pack(&mut self, payload: &[u8]) -> Packed {
        let fits = payload.len() <= MAX_UNPACKED - TAIL;
        match fits.then(|| self.0.deflate(payload, End::Open)).flatten() {
            Some(bytes) => Packed { codec: DEFLATE, bytes: bytes.into() },
            None => Packed { codec: STORED, bytes: payload.into() },
        }
    }

    /// Codec and payload of a block.
    pub fn whole(&mut self, payload: &[u8]) -> Vec<u8> {
        let fits = payload.len() <= MAX_UNPACKED;
        match fits.then(|| self.0.deflate(payload, End::Closed)).flatten() {
            Some(packed) => [&[DEFLATE], packed].concat(),
            None => stored(payload),
        }
    }
}

/// A packed payload without its end.
#[derive(Clone, Debug)]
pub struct Packed {
    codec: u8,
    bytes: Box<[u8]>,
}

impl Packed {
    /// The payload without its end.
    pub fn payload(&self) -> Vec<u8> {
        let closed = self.closed(&[]);
        match closed.split_first() {
            Some((&DEFLATE, packed)) => inflate(packed, MAX_UNPACKED).unwrap_or_default(),
            Some((_, payload)) => payload.to_vec(),
            None => Vec::new(),
        }
    }

    /// Codec and payload of the block that ends with `tail`.
    pub fn closed(&self, tail: &[u8]) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.bytes.len() + tail.len() + 16);
        out.push(self.codec);
        out.extend_from_slice(&self.bytes);
        if self.codec == STORED {
            out.extend_from_slice(tail);
            return out;
        }
        let mut rest = tail;
        loop {
            let (block, after) = rest.split_at(rest.len().min(STORED_BLOCK));
            let length = block.len() as u16;
            out.push(u8::from(after.is_empty()));
            out.extend_from_slice(&length.to_le_bytes());
            out.extend_from_slice(&(!length).to_le_bytes());
            out.extend_from_slice(block);
            rest = after;
            if rest.is_empty() {
                return out;
            }
        }
    }

    /// Lays it into a pile.
    pub fn stow(&self, pile: &mut Pile) -> Stowed {
        Stowed { codec: self.codec, place: pile.push(&self.bytes) }
    }
}

/// A packed payload that lies in a pile.
#[derive(Clone, Copy, Debug, Default)]
pub struct Stowed {
    codec: u8,
    place: Extent,
}

impl Stowed {
    /// Takes it out of its pile.
    pub fn fetch(&self, pile: &mut Pile) -> io::Result<Packed> {
        Ok(Packed { codec: self.codec, bytes: pile.read(self.place)?.into() })
    }

    /// Bytes that the closed block has, without codec, with an end of so many.
    pub fn length(&self, tail: u64) -> u64 {
        let frames = if self.codec == STORED { 0 } else { tail.div_ceil(STORED_BLOCK as u64).max(1) };
        self.place.length + tail + 5 * frames
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn payloads_come_back_with_any_end() {
        let mut packer = Packer::default();
        let counted: Vec<u8> = (0u32..9000).flat_map(|number| number.to_string().into_bytes()).collect();
        for payload in [&b""[..], b"x", &b"border ".repeat(500), &[7; 100_000], &counted] {
            let (packed, mut pile) = (packer.pack(payload), Pile::default());
            pile.push(b"before");
            let stowed = packed.stow(&mut pile);
            let packed = stowed.fetch(&mut pile).unwrap();
            assert_eq!(packed.payload(), payload);
            for tail in [0, 1, 60, STORED_BLOCK, STORED_BLOCK + 1] {
                let tail = vec![b'k'; tail];
                let closed = packed.closed(&tail);
                assert_eq!(closed.len() as u64, 1 + stowed.length(tail.len() as u64));
                let found = match closed[0] {
                    STORED => closed[1..].to_vec(),
                    _ => inflate(&closed[1..], MAX_UNPACKED).unwrap(),
                };
                assert_eq!(found, [payload, &tail].concat());
            }
        }
    }

    #[test]
    fn a_packer_keeps_nothing_of_what_it_packed_before() {
        let mut packer = Packer::default();
        let first = packer.pack(&b"border ".repeat(50)).closed(&[]);
        packer.pack(&b"river ".repeat(5000));
        assert_eq!(packer.pack(&b"border ".repeat(50)).closed(&[]), first);
    }
}
