//! CRC-32 (IEEE 802.3, reflected polynomial `edb88320`), four bits a step: the table of sixteen numbers costs the
//! widget 64 bytes, where faster variants cost it kilobytes. Every block is checked once, when it arrives.

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

fn update(state: u32, bytes: &[u8]) -> u32 {
    bytes.iter().fold(state, |state, byte| {
        let state = state ^ u32::from(*byte);
        let state = (state >> 4) ^ TABLE[(state & 15) as usize];
        (state >> 4) ^ TABLE[(state & 15) as usize]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_check_value_of_the_standard() {
        assert_eq!(!update(!0, b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn depends_on_the_place() {
        assert_ne!(checksum(2, 0, b"postings"), checksum(2, 1, b"postings"));
        assert_ne!(checksum(2, 0, b"postings"), checksum(3, 0, b"postings"));
    }
}
