//! Files packed with gzip (RFC 1952).

use super::Unpacker;
use flate2::read::MultiGzDecoder;

/// Whether these are the first bytes of a gzip file.
pub fn is(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1f, 0x8b])
}

/// Opens the file that is packed.
pub fn unpack(unpacker: &mut Unpacker, name: &str, bytes: &[u8]) {
    let (unpacked, stop) = unpacker.budget.read(MultiGzDecoder::new(bytes));
    if stop.is_none() || !unpacked.is_empty() {
        unpacker.open(&inner(name), &unpacked);
    }
    if let Some(stop) = stop {
        let problem = unpacker.budget.problem(&stop, "gzip file");
        unpacker.fault(name, problem);
    }
}

/// The name of what is packed: without `.gz`, and `.tgz` is a `.tar`.
fn inner(name: &str) -> String {
    match name.strip_suffix(".tgz") {
        Some(stem) => format!("{stem}.tar"),
        None => name.strip_suffix(".gz").unwrap_or(name).to_owned(),
    }
}
