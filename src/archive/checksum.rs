//! CRC-32 (IEEE 802.3, reflected polynomial `edb88320`), four bits a step: the table of sixteen numbers costs the
//! widget 64 bytes, where faster variants cost it kilobytes. Every block is checked once, when it arrives. Native code, which
//! checks and writes whole archives, takes eight bytes a step.

/// Remainders of the sixteen nibbles.
const TABLE: [u32; 16] = table();

const fn table() -> [u32; 16] {
    let mut table = [0; 16];
    let mut index = 0;
    while index < 16 {
        let (mut remainder, mut bit) = (index as u32, 0);
        while bit < 4 {
            remainder = (remainder >> 1) ^ (0xedb8_8320 & (0u32.wrapping_sub(remainder & 1)));
            bit += 1;
        }
        table[index] = remainder;
        index += 1;
    }
    table
}

/// The checksum of a block's bytes (codec and payload) that begin at `offset` of the section with this number.
pub fn checksum(section: u8, offset: u64, bytes: &[u8]) -> u32 {
    !update(update(update(!0, &[section]), &offset.to_le_bytes()), bytes)
}

#[cfg(target_arch = "wasm32")]
use small as update;
#[cfg(not(target_arch = "wasm32"))]
use wide::update;

/// Goes on from `state`, four bits a step.
fn small(state: u32, bytes: &[u8]) -> u32 {
    bytes.iter().fold(state, |state, byte| {
        let state = state ^ u32::from(*byte);
        let state = (state >> 4) ^ TABLE[(state & 15) as usize];
        (state >> 4) ^ TABLE[(state & 15) as usize]
    })
}

/// The same eight bytes a step (slicing-by-8, Kounavis and Berry 2005), where no one downloads the tables.
#[cfg(not(target_arch = "wasm32"))]
mod wide {
    /// Bytes of a step.
    const STEP: usize = 8;
    /// Remainders of all bytes that so many bytes follow in their step.
    static TABLES: [[u32; 256]; STEP] = tables();

    const fn tables() -> [[u32; 256]; STEP] {
        let mut tables = [[0; 256]; STEP];
        let mut byte = 0;
        while byte < 256 {
            let low = super::TABLE[byte & 15];
            let mut remainder = (low >> 4) ^ super::TABLE[(low as usize ^ byte >> 4) & 15];
            let mut follow = 0;
            while follow < STEP {
                tables[follow][byte] = remainder;
                let low = (remainder >> 4) ^ super::TABLE[(remainder & 15) as usize];
                remainder = (low >> 4) ^ super::TABLE[(low & 15) as usize];
                follow += 1;
            }
            byte += 1;
        }
        tables
    }

    pub(super) fn update(state: u32, bytes: &[u8]) -> u32 {
        let (steps, rest) = bytes.as_chunks::<STEP>();
        let state = steps.iter().fold(state, |state, step| {
            let step = (u64::from_le_bytes(*step) ^ u64::from(state)).to_le_bytes();
            TABLES.iter().rev().zip(step).fold(0, |sum, (table, byte)| sum ^ table[usize::from(byte)])
        });
        super::small(state, rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_check_value_of_the_standard() {
        assert_eq!(!update(!0, b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn eight_bytes_a_step_give_the_same() {
        let bytes: Vec<u8> = (0u32..1000).map(|number| (number.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        for end in (0..40).chain([999, 1000]) {
            assert_eq!(update(!0, &bytes[..end]), small(!0, &bytes[..end]), "{end}");
        }
    }

    #[test]
    fn depends_on_the_place() {
        assert_ne!(checksum(2, 0, b"postings"), checksum(2, 1, b"postings"));
        assert_ne!(checksum(2, 0, b"postings"), checksum(3, 0, b"postings"));
    }
}
