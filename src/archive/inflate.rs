//! Unpacking raw deflate (RFC 1951), small: a decoder from a library costs the widget 5 kB of what ships, this one 1.
//!
//! Huffman codes are decoded canonically, a bit at a time, from the number of codes of each length; blocks are a few
//! kilobytes and unpacked once, so that is fast enough.

/// Longest code in bits.
const MAX_BITS: usize = 15;
/// Length and distance symbols: base value and extra bits follow a pattern, but for the last length.
const LENGTHS: [u16; 29] =
    [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
/// The order in which the lengths of the code of code lengths are sent.
const ORDER: [u8; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/// The unpacked bytes; `None` if the data is not deflate, is cut, or unpacks to more than `limit` bytes.
pub fn inflate(data: &[u8], limit: usize) -> Option<Vec<u8>> {
    let mut bits = Bits { data, byte: 0, bit: 0 };
    let mut out = Vec::with_capacity((data.len() * 3).min(limit));
    loop {
        let last = bits.take(1)?;
        match bits.take(2)? {
            0 => stored(&mut bits, &mut out, limit)?,
            1 => block(&mut bits, &mut out, limit, &fixed()?)?,
            2 => {
                let codes = dynamic(&mut bits)?;
                block(&mut bits, &mut out, limit, &codes)?;
            }
            _ => return None,
        }
        if last == 1 {
            return Some(out);
        }
    }
}

/// Bits from the lowest of each byte on.
struct Bits<'a> {
    data: &'a [u8],
    byte: usize,
    bit: u32,
}

impl Bits<'_> {
    fn take(&mut self, count: u32) -> Option<u32> {
        let mut value = 0;
        for place in 0..count {
            let byte = u32::from(*self.data.get(self.byte)?);
            value |= (byte >> self.bit & 1) << place;
            self.bit += 1;
            self.byte += (self.bit >> 3) as usize;
            self.bit &= 7;
        }
        Some(value)
    }
}

/// A canonical Huffman code: how many codes there are of each length, and their symbols in order.
struct Code {
    counts: [u16; MAX_BITS + 1],
    symbols: Vec<u16>,
}

impl Code {
    /// The code whose symbols have these lengths; 0: not used. `None` if there are more codes than bits allow.
    fn new(lengths: &[u8]) -> Option<Self> {
        let mut counts = [0; MAX_BITS + 1];
        let (mut symbols, mut room) = (Vec::new(), 1);
        for (length, count) in counts.iter_mut().enumerate().skip(1) {
            let before = symbols.len();
            for (symbol, has) in lengths.iter().enumerate() {
                if usize::from(*has) == length {
                    symbols.push(symbol as u16);
                }
            }
            *count = (symbols.len() - before) as u16;
            room = 2 * room - i32::from(*count);
            if room < 0 {
                return None;
            }
        }
        Some(Self { counts, symbols })
    }

    fn symbol(&self, bits: &mut Bits<'_>) -> Option<usize> {
        let (mut code, mut first, mut index) = (0, 0, 0);
        for count in &self.counts[1..] {
            code |= bits.take(1)?;
            let count = u32::from(*count);
            if code < first + count {
                return self.symbols.get((index + code - first) as usize).map(|symbol| usize::from(*symbol));
            }
            index += count;
            first = (first + count) << 1;
            code <<= 1;
        }
        None
    }
}

/// The code of bytes and lengths, and that of distances.
struct Codes {
    literals: Code,
    distances: Code,
}

impl Codes {
    fn new(literals: &[u8], distances: &[u8]) -> Option<Self> {
        Some(Self { literals: Code::new(literals)?, distances: Code::new(distances)? })
    }
}

fn fixed() -> Option<Codes> {
    let mut lengths = [8; 288];
    lengths[144..256].fill(9);
    lengths[256..280].fill(7);
    Codes::new(&lengths, &[5; 30])
}

/// Reads the codes at the head of a block.
fn dynamic(bits: &mut Bits<'_>) -> Option<Codes> {
    let (literals, distances) = (bits.take(5)? as usize + 257, bits.take(5)? as usize + 1);
    let mut lengths = [0; 19];
    for place in ORDER.iter().take(bits.take(4)? as usize + 4) {
        lengths[usize::from(*place)] = bits.take(3)? as u8;
    }
    let code = Code::new(&lengths)?;
    let mut lengths: Vec<u8> = Vec::new();
    while lengths.len() < literals + distances {
        let (length, times) = match code.symbol(bits)? {
            16 => (*lengths.last()?, 3 + bits.take(2)?),
            17 => (0, 3 + bits.take(3)?),
            18 => (0, 11 + bits.take(7)?),
            length => (length as u8, 1),
        };
        lengths.resize(lengths.len() + times as usize, length);
    }
    let (literals, distances) = lengths.get(..literals + distances)?.split_at(literals);
    Codes::new(literals, distances)
}

fn stored(bits: &mut Bits<'_>, out: &mut Vec<u8>, limit: usize) -> Option<()> {
    bits.byte += usize::from(bits.bit > 0);
    bits.bit = 0;
    let (length, check) = (bits.take(16)?, bits.take(16)?);
    let end = bits.byte + length as usize;
    let bytes = bits.data.get(bits.byte..end)?;
    if length != !check & 0xffff || out.len() + bytes.len() > limit {
        return None;
    }
    out.extend_from_slice(bytes);
    bits.byte = end;
    Some(())
}

fn block(bits: &mut Bits<'_>, out: &mut Vec<u8>, limit: usize, codes: &Codes) -> Option<()> {
    loop {
        let symbol = codes.literals.symbol(bits)?;
        match symbol {
            0..256 => out.push(symbol as u8),
            256 => return Some(()),
            _ => {
                let length = length(symbol - 257, bits)?;
                let distance = distance(codes.distances.symbol(bits)?, bits)?;
                let start = out.len().checked_sub(distance)?;
                for from in start..start + length {
                    out.push(*out.get(from)?);
                }
            }
        }
        if out.len() > limit {
            return None;
        }
    }
}

/// How many bytes a length symbol, counted from the first, stands for.
fn length(symbol: usize, bits: &mut Bits<'_>) -> Option<usize> {
    let extra = if symbol < 8 || symbol == 28 { 0 } else { symbol as u32 / 4 - 1 };
    Some(usize::from(*LENGTHS.get(symbol)?) + bits.take(extra)? as usize)
}

/// How far back a distance symbol points.
fn distance(symbol: usize, bits: &mut Bits<'_>) -> Option<usize> {
    match symbol {
        0..4 => Some(symbol + 1),
        4..30 => {
            let extra = symbol as u32 / 2 - 1;
            Some(((2 + (symbol & 1)) << extra) + 1 + bits.take(extra)? as usize)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use miniz_oxide::deflate::compress_to_vec;

    /// Bytes that compress: words of a few letters, at random.
    fn text(seed: u32, length: usize) -> Vec<u8> {
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state >> 16
        };
        (0..length)
            .map(|_| if next() % 5 == 0 { b' ' } else { b'a'.wrapping_add((next() % (seed % 200 + 2)) as u8) })
            .collect()
    }

    #[test]
    fn undoes_what_a_library_packed() {
        for seed in 0..60 {
            let bytes = text(seed, seed as usize * seed as usize * 13);
            for level in [0, 1, 6, 9] {
                let packed = compress_to_vec(&bytes, level);
                assert!(inflate(&packed, bytes.len()).as_ref() == Some(&bytes), "seed {seed}, level {level}");
                assert!(bytes.is_empty() || inflate(&packed, bytes.len() - 1).is_none());
            }
        }
        let long = b"border ".repeat(20_000);
        assert_eq!(inflate(&compress_to_vec(&long, 9), long.len()), Some(long));
    }

    #[test]
    fn damaged_data_gives_nothing_or_something_else_and_never_a_panic() {
        let packed = compress_to_vec(&text(7, 3000), 9);
        for at in 0..packed.len() {
            assert!(inflate(&packed[..at], 1 << 20).is_none());
            for bit in 0..8 {
                let mut altered = packed.clone();
                altered[at] ^= 1 << bit;
                let _ = inflate(&altered, 1 << 16);
            }
        }
        for seed in 0..5000 {
            let _ = inflate(&text(seed, 40), 1 << 16);
        }
    }
}
