//! What is done to seeds: pieces put together, then bytes and ranges broken.

use crate::random::Random;

/// Longest input, in bytes.
const LONGEST: usize = 100_000;
/// Bytes and characters that trip readers up.
const TRIPS: [&[u8]; 18] = [
    b"\0",
    b"\x1b",
    b"\xff",
    b"\xc3",
    b"\xed\xa0\x80",
    b"\xf0\x9f",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\r",
    b"\r\n",
    b"\n\n",
    "\u{a0}".as_bytes(),
    "\u{2028}".as_bytes(),
    "\u{202e}".as_bytes(),
    "\u{fffd}".as_bytes(),
    "İ".as_bytes(),
    "ﷺ".as_bytes(),
    "👩‍👩‍👧".as_bytes(),
];

/// A file: a seed or some pieces, and a few mutations.
pub fn input(random: &mut Random, seeds: &[&str], pieces: &[&str]) -> Vec<u8> {
    let mut bytes = match random.below(5) {
        0 => (0..random.below(60)).flat_map(|_| random.pick(pieces).bytes()).collect(),
        1 => nested(random, pieces),
        _ => random.pick(seeds).as_bytes().to_vec(),
    };
    for _ in 0..random.below(8) {
        mutate(random, &mut bytes, seeds, pieces);
        bytes.truncate(LONGEST);
    }
    bytes
}

/// One piece, or two, repeated.
fn nested(random: &mut Random, pieces: &[&str]) -> Vec<u8> {
    let (open, close) = (random.pick(pieces), random.pick(pieces));
    let depth = 1 << random.below(13);
    let inside = random.pick(pieces);
    [open.repeat(depth), inside.to_owned(), close.repeat(depth)].concat().into_bytes()
}

/// One mutation.
fn mutate(random: &mut Random, bytes: &mut Vec<u8>, seeds: &[&str], pieces: &[&str]) {
    let at = random.below(bytes.len() + 1);
    match random.below(11) {
        0 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << random.below(8);
            }
        }
        1 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte = random.below(256) as u8;
            }
        }
        2 => drop(bytes.drain(random.range(bytes.len()))),
        3 => bytes.truncate(at),
        4 => insert(bytes, at, random.pick(&TRIPS)),
        5 | 6 => insert(bytes, at, random.pick(pieces).as_bytes()),
        7 => {
            let other = random.pick(seeds).as_bytes();
            let part = &other[random.range(other.len())];
            insert(bytes, at, part);
        }
        8 => {
            let again = bytes[random.range(bytes.len())].to_vec();
            let times = 1 << random.below(7);
            insert(bytes, at, &again.repeat(times.min(1 + LONGEST / (again.len() + 1))));
        }
        9 => {
            let moved: Vec<u8> = bytes.drain(random.range(bytes.len())).collect();
            insert(bytes, random.below(bytes.len() + 1), &moved);
        }
        _ => {
            let range = random.range(bytes.len());
            let inner = bytes[range.clone()].to_vec();
            let (open, close) = (random.pick(pieces).as_bytes(), random.pick(pieces).as_bytes());
            bytes.splice(range, [open, &inner, close].concat());
        }
    }
}

fn insert(bytes: &mut Vec<u8>, at: usize, part: &[u8]) {
    bytes.splice(at..at, part.iter().copied());
}

/// Breaks a packed file here and there.
pub fn scratch(random: &mut Random, bytes: &mut Vec<u8>) {
    for _ in 0..random.below(4) {
        mutate(random, bytes, &["PK\u{1}\u{2}", "PK\u{5}\u{6}"], &["PK\u{3}\u{4}", "\0\0\0\0"]);
    }
}
