//! Ids: from an article's id to its number, for opening by an address.
//!
//! ```text
//! Ids = block( ( hash:u32 article:u32 )* )*    blocks by the first bits of the hash, sorted in each
//!       hash: FNV-1a, 32 bits, of the id. There are 2^b blocks, the least power of two that leaves BUCKET ids or fewer
//!       in one on average; a block holds the ids whose hash begins with the b bits of its number
//! ```

/// Ids of a block on average, at most.
const BUCKET: usize = 1024;

/// FNV-1a, 32 bits.
pub fn hash(id: &str) -> u32 {
    id.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// The number of blocks for so many articles.
pub fn buckets(articles: usize) -> usize {
    articles.div_ceil(BUCKET).next_power_of_two()
}

/// The number of the block that holds a hash, of so many.
pub fn bucket(hash: u32, buckets: usize) -> usize {
    ((u64::from(hash) * buckets as u64) >> 32) as usize
}

/// The payloads of the blocks of these ids, of articles in order.
pub fn encode<'a>(ids: impl ExactSizeIterator<Item = &'a str>) -> Vec<Vec<u8>> {
    let buckets = buckets(ids.len());
    let mut pairs: Vec<_> = ids.map(hash).zip(0u32..).collect();
    pairs.sort_unstable();
    let mut payloads = vec![Vec::new(); buckets];
    for (hash, number) in pairs {
        payloads[bucket(hash, buckets)].extend([hash.to_le_bytes(), number.to_le_bytes()].concat());
    }
    payloads
}

/// Reads a block: hashes, each with the number of its article.
pub fn decode(payload: &[u8]) -> Vec<(u32, u32)> {
    let mut ids = Vec::new();
    for [a, b, c, d, number @ ..] in payload.as_chunks::<8>().0 {
        ids.push((u32::from_le_bytes([*a, *b, *c, *d]), u32::from_le_bytes(*number)));
    }
    ids
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_id_lies_in_its_bucket() {
        let ids: Vec<String> = (0..5000).map(|number| format!("article-{number}")).collect();
        let payloads = encode(ids.iter().map(String::as_str));
        assert_eq!((payloads.len(), buckets(0), buckets(1024), buckets(1025)), (8, 1, 1, 2));
        for (id, number) in ids.iter().zip(0u32..) {
            let found = decode(&payloads[bucket(hash(id), 8)]);
            assert!(found.contains(&(hash(id), number)), "{id}");
        }
        assert_eq!((bucket(0, 8), bucket(u32::MAX, 8), bucket(u32::MAX, 1)), (0, 7, 0));
    }
}
