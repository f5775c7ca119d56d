//! The id of an article that has none.

/// FNV-1a, 64 bits (Fowler, Noll and Vo), over title, a newline and text, as 16 hexadecimal digits: the same wherever
/// the article stands.
pub fn hash(title: &str, text: &str) -> String {
    let bytes = title.bytes().chain([b'\n']).chain(text.bytes());
    let hash = bytes
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_fnv_1a() {
        assert_eq!(hash("", ""), "af63c74c8601c8dd");
    }
}
