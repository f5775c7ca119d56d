//! Files packed with gzip (RFC 1952), unpacked before they are read.

use flate2::read::MultiGzDecoder;
use std::borrow::Cow;
use std::io::Read;

/// First bytes of every gzip file.
const MAGIC: [u8; 2] = [0x1f, 0x8b];
/// What a file may unpack to, in bytes: stops a small file that would fill the memory.
const LIMIT: u64 = 2 << 30;

/// The name without `.gz` and the unpacked bytes; those of other files as they are. The error says what is wrong.
pub fn unpack<'a>(name: &'a str, bytes: &'a [u8]) -> Result<(&'a str, Cow<'a, [u8]>), String> {
    if !bytes.starts_with(&MAGIC) {
        return Ok((name, bytes.into()));
    }
    let mut unpacked = Vec::new();
    let read = MultiGzDecoder::new(bytes).take(LIMIT + 1).read_to_end(&mut unpacked);
    match read {
        Err(error) => Err(format!("expected a whole gzip file, found: {error}; pack or copy it again")),
        Ok(_) if unpacked.len() as u64 > LIMIT => {
            Err(format!("expected at most {LIMIT} bytes when unpacked, found more; unpack and split it"))
        }
        Ok(_) => Ok((name.strip_suffix(".gz").unwrap_or(name), unpacked.into())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write;

    #[test]
    fn packed_files_are_unpacked_and_others_left_alone() {
        let mut packed = GzEncoder::new(Vec::new(), Compression::default());
        packed.write_all(b"{\"text\":\"x\"}").unwrap();
        let packed = packed.finish().unwrap();
        let (name, bytes) = unpack("news.jsonl.gz", &packed).unwrap();
        assert_eq!((name, &*bytes), ("news.jsonl", &b"{\"text\":\"x\"}"[..]));
        assert_eq!(unpack("a.txt", b"text").unwrap(), ("a.txt", Cow::from(&b"text"[..])));
        assert!(unpack("a.gz", &packed[..packed.len() - 9]).is_err());
    }
}
