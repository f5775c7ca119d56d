//! What comes out of containers, sound, broken and hostile.

use super::*;
use ::zip::ZipWriter;
use ::zip::write::SimpleFileOptions;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::{Cursor, Write};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut packed = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        packed.start_file(*name, SimpleFileOptions::default()).unwrap();
        packed.write_all(bytes).unwrap();
    }
    packed.finish().unwrap().into_inner()
}

/// The files (name and size) and the faults of a container.
fn opened(name: &str, bytes: &[u8]) -> (Vec<(String, usize)>, Vec<String>) {
    let (mut files, mut rest) = (Vec::new(), Vec::new());
    open(name, bytes, &mut |found| match found {
        Found::File { name, bytes } => files.push((name.to_owned(), bytes.len())),
        Found::Fault { name, problem } => rest.push(format!("{name}: {problem}")),
        Found::LeftOut { name, why } => rest.push(format!("{name}: {why}, left out")),
    });
    (files, rest)
}

#[track_caller]
fn assert_opens(name: &str, bytes: &[u8], files: &[&str], rest: &[&str]) {
    let found = opened(name, bytes);
    let names: Vec<_> = found.0.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, files);
    assert_eq!(found.1.len(), rest.len(), "{:?}", found.1);
    for (found, expected) in found.1.iter().zip(rest) {
        assert!(found.contains(expected), "{found}");
    }
}

#[test]
fn files_that_are_no_containers_are_handed_over_as_they_are() {
    assert_opens("a.txt", b"text", &["a.txt"], &[]);
    assert_opens("a.gz", b"", &["a.gz"], &[]);
}

#[test]
fn packed_files_are_named_by_their_place() {
    assert_opens("news.jsonl.gz", &gzip(b"{}"), &["news.jsonl"], &[]);
    assert_opens("news.tgz", &gzip(b"{}"), &["news.tar"], &[]);
    let packed = zip(&[("b.txt", b"one"), ("a/b.md", b"two"), ("a/c.txt.gz", &gzip(b"three"))]);
    assert_opens("in/news.zip", &packed, &["in/news.zip/b.txt", "in/news.zip/a/b.md", "in/news.zip/a/c.txt"], &[]);
    assert_opens("out.zip.gz", &gzip(&packed[..]), &["out.zip/b.txt", "out.zip/a/b.md"], &["at most 2 containers"]);
}

#[test]
fn what_holds_no_articles_is_passed_over() {
    let packed = zip(&[
        (".hidden.txt", b"x"),
        ("__MACOSX/._a.txt", b"x"),
        ("page_files/a.png", b"x"),
        ("page_files/a.CSS", b"x"),
        ("page_files/frame.html", b"x"),
        ("page_files/ads/frame.html", b"x"),
        ("page.html", b"x"),
    ]);
    assert_opens("a.zip", &packed, &["a.zip/page.html"], &["a.zip (4 files): pictures, styles, scripts and the like"]);
    assert_opens("a.zip", &zip(&[(".hidden", b"x")]), &[], &["expected files to read, found none"]);
    assert_opens("a.zip", &zip(&[]), &[], &["expected files to read, found none"]);
    let document = zip(&[("[Content_Types].xml", b"x"), ("word/document.xml", b"x")]);
    assert_opens("letter", &document, &[], &["an Office document or an e-book; save it as text or HTML"]);
}

#[test]
fn names_are_labels() {
    let packed = zip(&[("../../etc/passwd.txt", b"x"), ("/abs.txt", b"x"), ("c\\d\\e.txt", b"x")]);
    let files = ["a.zip/etc/passwd.txt", "a.zip/abs.txt", "a.zip/c/d/e.txt"];
    assert_opens("a.zip", &packed, &files, &[]);
    let mut latin = zip(&[("n_n.txt", b"x")]);
    for at in 0..latin.len() - 2 {
        if latin[at..].starts_with(b"n_n") {
            latin[at + 1] = 0x82;
        }
    }
    assert_opens("a.zip", &latin, &["a.zip/nén.txt"], &[]);
}

#[test]
fn entries_of_one_name_are_all_read() {
    let mut packed = zip(&[("a.txt", b"one"), ("b.txt", b"three")]);
    for at in 0..packed.len() - 5 {
        if packed[at..].starts_with(b"b.txt") {
            packed[at] = b'a';
        }
    }
    let sizes: Vec<_> = opened("z.zip", &packed).0.into_iter().map(|(_, size)| size).collect();
    assert_eq!(sizes, [3, 5]);
}

#[test]
fn broken_containers_are_named_and_what_is_whole_is_read() {
    let noise: Vec<u8> = (0..4000_u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
    let packed = gzip(&noise);
    let (files, faults) = opened("a.gz", &packed[..packed.len() / 2]);
    assert!(files.len() == 1 && files[0].1 > 4000 && faults[0].contains("expected a whole gzip file"), "{faults:?}");
    assert_opens("a.gz", &packed[..12], &[], &["expected a whole gzip file"]);
    let mut packed = zip(&[("a.txt", &noise), ("b.txt", b"two")]);
    assert_opens("a.zip", &packed[..packed.len() / 2], &[], &["expected a whole zip file"]);
    packed[200] ^= 0xff;
    assert_opens("a.zip", &packed, &["a.zip/a.txt", "a.zip/b.txt"], &["a.zip/a.txt: expected a whole entry"]);
}

#[test]
fn encrypted_entries_and_unknown_methods_are_complained_of() {
    let set = |offset: usize, value: u8| {
        let mut packed = zip(&[("a.txt", b"one"), ("b.txt", b"two")]);
        for at in 0..packed.len() - 4 {
            let (local, central) = (packed[at..].starts_with(b"PK\x03\x04"), packed[at..].starts_with(b"PK\x01\x02"));
            if local || central {
                packed[at + offset + if central { 2 } else { 0 }] = value;
            }
        }
        packed
    };
    assert_opens("a.zip", &set(6, 1), &[], &["2 encrypted entries, first a.txt; unpack it with its password"]);
    assert_opens("a.zip", &set(8, 14), &[], &["a.zip/a.txt: expected an entry packed with Deflate", "a.zip/b.txt"]);
}

#[test]
fn bombs_are_stopped_by_what_they_unpack_to() {
    let zeros = vec![b' '; 120 << 20];
    let packed = gzip(&zeros);
    assert!(packed.len() < 1 << 20);
    assert_opens("bomb.gz", &packed, &[], &["100 times the packed size"]);
    let layer = zip(&[("inner.gz", &packed), ("after.txt", b"x")]);
    assert_opens("bomb.zip", &layer, &[], &["bomb.zip/inner.gz: expected at most"]);
}

#[test]
fn members_are_read_as_one_unless_they_are_too_many() {
    let two = [gzip(b"one"), gzip(b"two")].concat();
    assert_eq!(opened("a.gz", &two), (vec![("a".into(), 6)], vec![]));
    assert_opens("a.gz", &[two, b"x".repeat(20)].concat(), &["a"], &["expected a whole gzip file"]);
    let (files, faults) = opened("a.gz", &gzip(b"x").repeat(100_001));
    assert_eq!(files, [("a".into(), 100_000)]);
    assert!(faults.len() == 1 && faults[0].contains("more than 100000 members"), "{faults:?}");
}

#[test]
fn entries_that_lie_over_each_other_are_a_bomb() {
    // The second entry of the list begins where the first does, so that its bytes are used twice.
    let mut packed = zip(&[("a.txt", b"one"), ("b.txt", b"two"), ("c.txt", b"three")]);
    let lists: Vec<usize> = (0..packed.len() - 4).filter(|at| packed[*at..].starts_with(b"PK\x01\x02")).collect();
    packed[lists[1] + 42..lists[1] + 46].fill(0);
    let problem = "expected entries one after the other, found b.txt over a.txt";
    assert_opens("bomb.zip", &packed, &[], &[problem]);
    assert_opens("bomb.zip.gz", &gzip(&packed), &[], &[problem]);
}

#[test]
fn many_entries_cost_no_more_than_their_bytes() {
    let mut packed = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(::zip::CompressionMethod::Stored);
    for number in 0..20_000 {
        packed.start_file(format!("{number}.txt"), stored).unwrap();
        packed.write_all(b"text").unwrap();
    }
    let (files, faults) = opened("many.zip", &packed.finish().unwrap().into_inner());
    assert_eq!((files.len(), faults.len()), (20_000, 0));
}
