//! The name of an article's page, made of its id alone: so it stays the same whatever else the archive holds, and links
//! to it never break.
//!
//! An id is other people's text. One that is a safe name everywhere is the name. Any other is cut down to its letters
//! and digits, and a hash of the whole id tells it from those that look alike:
//!
//! ```text
//! flood-2013          flood-2013
//! news/Flood 2013.md  news-flood-2013-md~e222098d8868190e
//! ```
//!
//! A plain name holds no `~`, so the two kinds cannot meet. All names are lower case: some systems do not tell `A` from `a`.

use std::hash::{DefaultHasher, Hash, Hasher};

/// Longest plain name, and longest part that a made-up name keeps of its id, in bytes.
const LONGEST: usize = 80;
/// Names of devices on Windows, whatever their ending.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// The name of an id's page, without its ending. Needs no encoding in an address.
pub fn name(id: &str) -> String {
    if is_plain(id) { id.into() } else { format!("{}~{:016x}", readable(id), hash(id)) }
}

/// Whether an id is a file's name on every system.
fn is_plain(id: &str) -> bool {
    let letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let safe = id.bytes().all(|byte| letter(byte) || matches!(byte, b'-' | b'_'));
    safe && id.len() <= LONGEST && id.bytes().next().is_some_and(letter) && !is_device(id)
}

/// Whether Windows keeps a name for a device.
fn is_device(name: &str) -> bool {
    let port = name.strip_prefix("com").or_else(|| name.strip_prefix("lpt"));
    DEVICES.contains(&name) || port.is_some_and(|number| number.len() == 1)
}

/// What can be kept of an id: its ASCII letters and digits, a hyphen for what stands between them.
fn readable(id: &str) -> String {
    let mut out = String::new();
    for c in id.chars().take(4 * LONGEST) {
        match c.is_ascii_alphanumeric() {
            true => out.push(c.to_ascii_lowercase()),
            false if out.ends_with('-') || out.is_empty() => {}
            false => out.push('-'),
        }
    }
    out.truncate(LONGEST);
    let kept = out.trim_end_matches('-');
    if kept.is_empty() { "article".into() } else { kept.into() }
}

/// A hash of an id: FNV-1a with 64 bits, its bits then spread (the end of MurmurHash3), the same in every release.
fn hash(id: &str) -> u64 {
    let fnv = id
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    let spread = (fnv ^ (fnv >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    spread ^ (spread >> 33)
}

/// The names of an archive's pages: which are there, and that no two ids have the same.
#[derive(Debug, Default)]
pub struct Names {
    known: std::collections::HashSet<u64>,
}

impl Names {
    /// Adds the page of an id; whether its name was free.
    pub fn add(&mut self, id: &str) -> bool {
        self.known.insert(key(&name(id)))
    }

    /// Whether there is a page of this id.
    pub fn has(&self, id: &str) -> bool {
        self.known.contains(&key(&name(id)))
    }
}

/// A name in eight bytes: a million of them must fit into memory. One in 2^44 archives of a million articles is refused
/// for no reason but this.
fn key(name: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_safe_id_is_its_own_name() {
        for id in ["flood-2013", "a", "7_b", &"x".repeat(LONGEST)] {
            assert_eq!(name(id), id);
        }
    }

    #[test]
    fn every_other_id_gets_a_name_that_every_system_takes() {
        let long = "é/".repeat(300);
        let ids = [
            "news/flood",
            "news-flood",
            "news\\flood",
            "..",
            "../../etc/passwd",
            ".hidden",
            "Flood",
            "FLOOD",
            "flood",
            "con",
            "CON",
            "com1",
            "lpt9",
            "nul",
            "a.html",
            "a b",
            "a%20b",
            "-x",
            "",
            " ",
            "a\0b",
            "فيضان",
            "洪水",
            "list/2",
            "a~b",
            "index",
            &long,
            "<script>",
            "\"onload=",
            "x\u{202e}y",
            "caf\u{e9}",
            "cafe\u{301}",
        ];
        let mut names = Names::default();
        for id in ids {
            let name = name(id);
            let safe = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_~".contains(&byte);
            assert!(name.bytes().all(safe) && name.len() <= LONGEST + 17 && !is_device(&name), "{id:?}: {name}");
            assert!(name.starts_with(|c: char| c.is_ascii_alphanumeric()), "{id:?}: {name}");
            assert!(names.add(id), "{id:?} has the name of another: {name}");
        }
        assert!(names.has("فيضان") && !names.has("elsewhere"));
    }

    #[test]
    fn names_stay_as_they_are_in_every_release() {
        assert_eq!(name("news/Flood 2013.md"), "news-flood-2013-md~e222098d8868190e");
        assert_eq!(name("فيضان"), "article~87c8ebf4ddd8f9c9");
    }
}
