//! JSON Lines part by part: a file of any size takes the memory of its longest line, or of [`PART`] bytes.
//!
//! What comes out is what [`each`] makes of the whole file. So a file is read in parts only where each of them tells the
//! same as the whole: where the first line is an object, and all is UTF-8 that nothing has to be dropped from. That is
//! found out in a first pass.

use super::output::{Item, Output};
use super::{Options, decode, each, json};
use std::borrow::Cow;
use std::io::{self, Read, Seek, SeekFrom};

/// Bytes that are read at once; few in tests, which read in parts what is small.
const PART: usize = if cfg!(test) { 8 << 10 } else { 1 << 20 };

/// Reads a file as [`each`] does, from where it lies. Fails where it cannot be read.
pub fn each_of(
    name: &str,
    file: &mut (impl Read + Seek),
    options: &Options,
    sink: &mut dyn FnMut(Item),
) -> io::Result<()> {
    if are_plain_lines(file)? {
        return lines(name, file, options, sink);
    }
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(0))?;
    file.read_to_end(&mut bytes)?;
    each(name, &bytes, options, sink);
    Ok(())
}

/// Whether a file is JSON Lines by its first line, larger than a part, and plain.
fn are_plain_lines(file: &mut (impl Read + Seek)) -> io::Result<bool> {
    let (mut parts, mut count) = (Parts::new(file)?, 0);
    while let Some(part) = parts.next()? {
        let Some(text) = plain(&part, count == 0) else { return Ok(false) };
        if count == 0 && (parts.ended || !json::is_object(text.trim_start().lines().next().unwrap_or_default())) {
            return Ok(false);
        }
        count += 1;
    }
    Ok(count > 0)
}

/// The text of a part, if it is the same as a part as by itself: UTF-8, where only the first may have a mark before it.
fn plain(part: &[u8], is_first: bool) -> Option<&str> {
    let decoded = decode::decode(part).ok().filter(|decoded| decoded.faults.is_empty() && decoded.note.is_none())?;
    match decoded.text {
        Cow::Borrowed(text) if decoded.encoding == "UTF-8" && (is_first || text.len() == part.len()) => Some(text),
        _ => None,
    }
}

/// Reads lines that are known to be plain. Should they have changed since, what is not plain any more is lost, and named.
fn lines(name: &str, file: &mut (impl Read + Seek), options: &Options, sink: &mut dyn FnMut(Item)) -> io::Result<()> {
    let (mut parts, mut first) = (Parts::new(file)?, 1u32);
    let mut out = Output::new(name, options, sink);
    out.open("JSON Lines", "UTF-8");
    while let Some(part) = parts.next()? {
        match plain(&part, first == 1) {
            Some(text) => json::read_lines_from(text, first, &mut out),
            None => out.fail(Some(first), "expected the text that was here a moment ago, found other bytes: the file has changed while it was read; build again".into()),
        }
        first = first.saturating_add(part.iter().filter(|byte| **byte == b'\n').count() as u32);
    }
    out.close();
    Ok(())
}

/// A file in parts that end with a line.
struct Parts<'a, F> {
    file: &'a mut F,
    rest: Vec<u8>,
    ended: bool,
}

impl<'a, F: Read + Seek> Parts<'a, F> {
    fn new(file: &'a mut F) -> io::Result<Self> {
        file.seek(SeekFrom::Start(0))?;
        Ok(Self { file, rest: Vec::new(), ended: false })
    }

    fn next(&mut self) -> io::Result<Option<Vec<u8>>> {
        while !self.ended {
            let before = self.rest.len();
            self.ended = self.file.by_ref().take(PART as u64).read_to_end(&mut self.rest)? == 0;
            if let Some(end) = self.rest[before..].iter().rposition(|byte| *byte == b'\n') {
                let after = self.rest.split_off(before + end + 1);
                return Ok(Some(std::mem::replace(&mut self.rest, after)));
            }
        }
        Ok(Some(std::mem::take(&mut self.rest)).filter(|rest| !rest.is_empty()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Reading;
    use std::io::Cursor;

    /// What comes of bytes that are read from a file.
    fn read_of(name: &str, bytes: &[u8]) -> Reading {
        let mut reading = Reading::default();
        each_of(name, &mut Cursor::new(bytes), &Options::default(), &mut |item| reading.add(item)).unwrap();
        reading
    }

    /// Lines of more than two parts, with a broken one in each.
    fn long() -> String {
        let line = |number: usize| match number % 90 {
            7 => "{broken\r\n".to_owned(),
            8 => "\n".to_owned(),
            _ => format!("{{\"title\":\"Flööd {number}\",\"text\":\"{}\"}}\n", "The river rose. ".repeat(number % 17)),
        };
        (0..300).map(line).collect()
    }

    #[track_caller]
    fn assert_same(name: &str, bytes: &[u8]) {
        let (found, expected) = (read_of(name, bytes), crate::ingest::read(name, bytes, &Options::default()));
        assert!(found.articles == expected.articles && found.complaints == expected.complaints, "{name}");
    }

    #[test]
    fn parts_give_what_the_whole_gives() {
        let long = long();
        assert!(long.len() > 2 * PART && are_plain_lines(&mut Cursor::new(&long)).unwrap());
        let marked = ["\u{feff}", &long].concat();
        assert!(are_plain_lines(&mut Cursor::new(&marked)).unwrap());
        let one_line = format!("{{\"text\":\"{}\"}}\n{long}", "x".repeat(3 * PART));
        for text in [&long, &marked, &one_line, long.trim_end(), "{\"text\":\"short\"}\n", ""] {
            assert_same("a.jsonl", text.as_bytes());
        }
    }

    #[test]
    fn what_only_the_whole_tells_is_read_as_a_whole() {
        let long = long();
        let latin: Vec<u8> = long.chars().map(|c| c as u32 as u8).collect();
        let late_control = format!("{long}{{\"text\":\"\u{1}\"}}\n");
        let late_mark = format!("{long}\u{feff}{{\"text\":\"x\"}}\n");
        for bytes in [latin, late_control.into_bytes(), late_mark.into_bytes(), "A text.\n".repeat(2000).into_bytes()] {
            assert_same("a.jsonl", &bytes);
        }
        assert!(!are_plain_lines(&mut Cursor::new(format!("[{long}"))).unwrap());
    }

    #[test]
    fn a_file_that_changes_between_the_passes_is_named() {
        let mut changed = long().into_bytes();
        changed[PART + 9] = 0xff;
        let mut reading = Reading::default();
        lines("a.jsonl", &mut Cursor::new(changed), &Options::default(), &mut |item| reading.add(item)).unwrap();
        assert!(reading.complaints.iter().any(|complaint| complaint.problem.contains("has changed")));
    }
}
