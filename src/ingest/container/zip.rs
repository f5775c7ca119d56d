//! Zip files (APPNOTE 6.3), read by the list at their end, entry by entry.
//!
//! Passed over as in a folder: hidden files, what macOS and Windows leave behind, links; pictures and the like are
//! counted. Entries of the same name are all read. Names are UTF-8 or, as the format has it, code page 437.

use super::Unpacker;
use crate::ingest::excerpt::excerpt;
use crate::ingest::foreign;
use std::collections::HashSet;
use std::io::Cursor;
use zip::CompressionMethod;
use zip::read::{Config, ZipFileEntry, ZipReadOptions};
use zip::unstable::read::ZipIterable;

/// Bytes of an entry's own header, without its name (APPNOTE 4.3.7).
const HEADER: u64 = 30;

/// Whether these are the first bytes of a zip file.
pub fn is(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// What was passed over, for one word at the end.
#[derive(Default)]
struct Passed {
    companions: usize,
    /// The names of all entries.
    labels: HashSet<String>,
    encrypted: usize,
    /// The first encrypted entry.
    first: String,
}

/// Opens the entries.
pub fn unpack(unpacker: &mut Unpacker, name: &str, bytes: &[u8]) {
    let mut archive = match ZipIterable::try_new(Cursor::new(bytes), Config::default()) {
        Ok(archive) => archive,
        Err(error) => {
            let problem = format!("expected a whole zip file, found: {error}; pack or copy it again");
            return unpacker.fault(name, problem);
        }
    };
    let entries = match archive.files() {
        Ok(entries) => entries,
        Err(error) => return unpacker.fault(name, broken_list(0, &error.to_string())),
    };
    let entries: Vec<_> = entries.collect();
    if let Some(problem) = overlap(entries.iter().flatten()) {
        return unpacker.fault(name, problem);
    }
    let labels: HashSet<String> = entries.iter().flatten().map(|entry| label(&entry_name(entry))).collect();
    let (mut passed, said) = (Passed { labels, ..Passed::default() }, unpacker.said);
    for (number, entry) in entries.into_iter().enumerate() {
        match entry {
            Err(error) => unpacker.fault(name, broken_list(number, &error.to_string())),
            Ok(entry) => {
                if let Some(document) = foreign::packed_document(name, &entry_name(&entry)).filter(|_| number == 0) {
                    return unpacker.fault(name, document.problem());
                }
                one(unpacker, name, entry, bytes, &mut passed);
            }
        }
        if unpacker.budget.is_spent() {
            break;
        }
    }
    passed.report(unpacker, name);
    if unpacker.said == said {
        unpacker.fault(name, "expected files to read, found none; look into it, or take it out of the input".into());
    }
}

/// Says if an entry begins before another ends: so a small archive unpacks its bytes again and again (D. Fifield, "A
/// better zip bomb", 2019). No program packs like that.
fn overlap<'a>(entries: impl Iterator<Item = &'a ZipFileEntry<'static>>) -> Option<String> {
    let end =
        |entry: &ZipFileEntry<'_>| entry.header_start().saturating_add(HEADER).saturating_add(entry.compressed_size());
    let mut sorted: Vec<_> = entries.collect();
    sorted.sort_by_key(|entry| entry.header_start());
    let found = sorted.windows(2).find_map(|pair| match pair {
        [first, second] if second.header_start() < end(first) => Some((first, second)),
        _ => None,
    });
    let (first, second) = found.map(|(first, second)| (excerpt(&entry_name(first)), excerpt(&entry_name(second))))?;
    Some(format!(
        "expected entries one after the other, found {second} over {first}, as in a bomb; nothing of it was read: unpack \
         it yourself if you trust it"
    ))
}

/// Opens one entry.
fn one(unpacker: &mut Unpacker, archive: &str, entry: ZipFileEntry<'static>, bytes: &[u8], passed: &mut Passed) {
    let inside = label(&entry_name(&entry));
    if entry.is_dir() || entry.is_symlink() || foreign::is_hidden(&inside) {
        return;
    }
    let name = format!("{archive}/{inside}");
    if entry.encrypted() {
        passed.encrypt(inside);
    } else if foreign::is_passed_over(&inside, &|name| passed.labels.contains(name)) {
        passed.companions += 1;
    } else if ![CompressionMethod::Stored, CompressionMethod::Deflated].contains(&entry.compression()) {
        let method = entry.compression();
        unpacker.fault(&name, format!("expected an entry packed with Deflate, found {method}; pack it with Deflate"));
    } else {
        let mut body = Cursor::new(bytes);
        match entry.with_reader(&mut body, ZipReadOptions::new()) {
            Ok(packed) => {
                let (unpacked, stop) = unpacker.budget.read(packed);
                if stop.is_none() || !unpacked.is_empty() {
                    unpacker.open(&name, &unpacked);
                }
                if let Some(stop) = stop {
                    let problem = unpacker.budget.problem(&stop, "entry");
                    unpacker.fault(&name, problem);
                }
            }
            Err(error) => {
                unpacker
                    .fault(&name, format!("expected a whole entry, found: {error}; pack or copy the archive again"));
            }
        }
    }
}

impl Passed {
    /// Counts an entry that is encrypted.
    fn encrypt(&mut self, name: String) {
        if self.encrypted == 0 {
            self.first = name;
        }
        self.encrypted += 1;
    }

    /// Says what was passed over.
    fn report(self, unpacker: &mut Unpacker, archive: &str) {
        if self.companions > 0 {
            let files = if self.companions == 1 { "file" } else { "files" };
            let name = format!("{archive} ({} {files})", self.companions);
            unpacker.left_out(&name, "pictures, styles, scripts and the like");
        }
        if self.encrypted > 0 {
            let entries = if self.encrypted == 1 { "encrypted entry" } else { "encrypted entries" };
            let (count, first) = (self.encrypted, self.first);
            let problem =
                format!("expected files to read, found {count} {entries}, first {first}; unpack it with its password");
            unpacker.fault(archive, problem);
        }
    }
}

/// The complaint of a list that breaks off.
fn broken_list(number: usize, error: &str) -> String {
    format!("expected a whole list of files, found after {number}: {error}; pack or copy it again")
}

/// The name as stored.
fn entry_name(entry: &ZipFileEntry) -> String {
    match entry.name() {
        Ok(name) => name.into_owned(),
        Err(_) => String::from_utf8_lossy(entry.name_raw()).into_owned(),
    }
}

/// A name as a label: its parts with `/` between, without those that lead elsewhere.
fn label(name: &str) -> String {
    let parts: Vec<&str> = name.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | "..")).collect();
    parts.join("/")
}
