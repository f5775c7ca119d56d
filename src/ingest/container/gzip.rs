//! Files packed with gzip (RFC 1952).

use super::Unpacker;
use flate2::bufread::GzDecoder;
use std::io::{Error, Read, Result};

/// Most members of a file. Programs that pack in blocks make some ten thousand for a gigabyte; a million that hold nothing
/// would take as long as a large file, and give nothing.
const MEMBERS: usize = 100_000;

/// Whether these are the first bytes of a gzip file.
pub fn is(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1f, 0x8b])
}

/// Opens the file that is packed.
pub fn unpack(unpacker: &mut Unpacker, name: &str, bytes: &[u8]) {
    let (unpacked, stop) = unpacker.budget.read(Members::new(bytes));
    if stop.is_none() || !unpacked.is_empty() {
        unpacker.open(&inner(name), &unpacked);
    }
    if let Some(stop) = stop {
        let problem = unpacker.budget.problem(&stop, "gzip file");
        unpacker.fault(name, problem);
    }
}

/// The members of a file, one after the other, as one.
struct Members<'a> {
    member: GzDecoder<&'a [u8]>,
    /// How many were begun.
    begun: usize,
}

impl<'a> Members<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self { member: GzDecoder::new(bytes), begun: 1 }
    }
}

impl Read for Members<'_> {
    fn read(&mut self, to: &mut [u8]) -> Result<usize> {
        loop {
            let count = self.member.read(to)?;
            let rest: &[u8] = self.member.get_ref();
            if count > 0 || to.is_empty() || rest.is_empty() {
                return Ok(count);
            }
            if self.begun == MEMBERS {
                return Err(Error::other(format!("more than {MEMBERS} members, each packed by itself")));
            }
            self.begun += 1;
            self.member = GzDecoder::new(rest);
        }
    }
}

/// The name of what is packed: without `.gz`, and `.tgz` is a `.tar`.
fn inner(name: &str) -> String {
    match name.strip_suffix(".tgz") {
        Some(stem) => format!("{stem}.tar"),
        None => name.strip_suffix(".gz").unwrap_or(name).to_owned(),
    }
}
