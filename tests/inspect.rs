//! What `inspect` says of an archive: every byte of it is accounted for, and a byte that is altered is found.
#![cfg(not(target_arch = "wasm32"))]
#![forbid(unsafe_code)]

use newsprint::archive::Section;
use newsprint::archive::read::Archive;
use newsprint::article::{Article, Block, Stamp};
use newsprint::index;
use std::path::{Path, PathBuf};
use std::process::{self, Command};
use std::{fs, iter};

/// An archive of short articles, enough for directories in pages.
fn bytes() -> Vec<u8> {
    let article = |number: usize| Article {
        id: format!("news/{number}"),
        headline: Some(format!("Flood {number}")),
        published: Stamp::day(2013, 1 + (number % 12) as u8, 1 + (number % 28) as u8),
        lang: Some("en".into()),
        blocks: vec![Block::para(format!("The government counts the rivers: {} of them rose.", number % 90))],
        ..Article::default()
    };
    index::build((0..1_100).map(article).collect())
}

/// A file for one test, which goes when it is dropped.
struct File(PathBuf);

impl File {
    fn new(name: &str, bytes: &[u8]) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("inspect-{name}-{}", process::id()));
        fs::write(&path, bytes).unwrap();
        Self(path)
    }

    /// What is said of it, and the exit code.
    fn inspect(&self, more: &[&str]) -> (String, String, i32) {
        let output =
            Command::new(env!("CARGO_BIN_EXE_newsprint")).arg("inspect").arg(&self.0).args(more).output().unwrap();
        let [out, error] = [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap());
        (out, error, output.status.code().unwrap())
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

/// The number in a column of the row that begins with `name`.
fn number(text: &str, name: &str) -> u64 {
    let row = text.lines().find_map(|line| line.strip_prefix(name)).expect(name);
    row.split_whitespace().next().unwrap().replace(',', "").parse().expect(row)
}

#[test]
fn every_byte_is_accounted_for() {
    let bytes = bytes();
    let (out, error, code) = File::new("whole", &bytes).inspect(&[]);
    assert_eq!((error.as_str(), code), ("", 0), "{out}");
    let names = iter::once(Section::Root).chain(Section::ALL).map(Section::name);
    assert_eq!(names.map(|name| number(&out, name)).sum::<u64>(), bytes.len() as u64, "{out}");
    assert_eq!(out.matches("  good").count(), 10, "{out}");
    assert!(out.contains(": 1,100 articles, ") && out.contains("languages: en 1,100"), "{out}");
    assert!(out.lines().any(|line| line.starts_with("river ")), "one of the heaviest terms: {out}");
}

#[test]
fn a_byte_that_is_altered_is_found_in_every_section() {
    let bytes = bytes();
    let archive = Archive::whole(bytes.clone()).unwrap();
    for section in Section::ALL {
        let extent = archive.root().section(section);
        let mut altered = bytes.clone();
        altered[(extent.offset + extent.length / 2) as usize] ^= 1;
        let (out, error, code) = File::new("altered", &altered).inspect(&[]);
        assert_eq!(code, 1, "{section:?}: {out}");
        assert!(error.contains(section.name()) && error.contains("damaged"), "{section:?}: {error}");
    }
}

#[test]
fn what_is_cut_or_no_archive_is_named() {
    let bytes = bytes();
    for (name, bytes, expected) in [
        ("cut", &bytes[..bytes.len() - 1], "bodies"),
        ("root", &bytes[..100], "header and root"),
        ("other", &b"<!doctype html>"[..], "not a Newsprint archive"),
        ("empty", &[], "header and root"),
    ] {
        let (out, error, code) = File::new(name, bytes).inspect(&[]);
        assert!(code == 1 && error.contains(expected), "{name}: {out}{error}");
    }
}

#[test]
fn a_query_costs_what_its_passes_ask_for() {
    let bytes = bytes();
    let file = File::new("query", &bytes);
    let (out, error, code) = file.inspect(&["--query", "government", "--query", "zzzzzz"]);
    assert_eq!((error.as_str(), code), ("", 0));
    let sums: Vec<_> = out.lines().filter(|line| line.starts_with("in all")).collect();
    assert_eq!(sums.len(), 2, "{out}");
    assert!(sums[0].contains("10 hits") && sums[0].ends_with("; exact"), "{out}");
    assert!(number(&out, "in all:") < bytes.len() as u64 / 10, "{out}");
    let (_, error, code) = file.inspect(&["--exact"]);
    assert!(code == 2 && error.contains("--query"), "{error}");
}
