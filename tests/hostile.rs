//! Archives that were cut, altered or made to harm, and queries that nobody types: each gets an error or the right
//! answer, in bounded time and memory, and never a panic. Arithmetic that overflows panics in tests, so it counts too.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use newsprint::archive::bytes::Cursor;
use newsprint::archive::dictionary;
use newsprint::archive::directory::{Directory, Place};
use newsprint::archive::read::{Archive, Halt};
use newsprint::archive::{ArchiveError, Extent, HEADER, MAGIC, Root, Section, VERSION};
use newsprint::article::{Article, Block, Dateline, Person, Stamp};
use newsprint::index::build;
use newsprint::search::{Answer, Options, Related, related, search};
use std::fs;
use std::time::{Duration, Instant};
use support::{Random, articles, rounds};

/// Longest time for any single thing here, on a slow machine and without optimisation.
const PATIENCE: Duration = Duration::from_secs(10);

const QUERIES: [&str; 7] = [
    "bord",
    "\"the market\" river",
    "-well the",
    "",
    "markte rvier",
    "author:doe OR place:karima",
    "the date:2023 tag:wa",
];

/// Everything that a reader asks an archive for. Each part is a value or an error of its own.
#[derive(Debug, PartialEq)]
struct Reading {
    answers: Vec<Result<Answer, Halt>>,
    related: Vec<Result<Vec<Related>, Halt>>,
    articles: Vec<Result<Vec<Article>, Halt>>,
    by_id: Result<Option<(u32, Article)>, Halt>,
}

/// Opens and reads an archive of which only its first articles matter.
fn reading(bytes: Vec<u8>) -> Result<Reading, ArchiveError> {
    let archive = Archive::whole(bytes)?;
    let answer = |query: &&str| {
        let facets = query.contains(':');
        let options = Options { facets, recency: if facets { 30 } else { 0 }, ..Options::default() };
        search(&archive, query, &options)
    };
    let numbers = 0..archive.root().articles.min(4);
    Ok(Reading {
        answers: QUERIES.iter().map(answer).collect(),
        related: numbers.clone().map(|number| related(&archive, number, 3)).collect(),
        articles: numbers
            .map(|number| archive.articles(&[number]).map(|found| found.into_iter().cloned().collect()))
            .collect(),
        by_id: archive.by_id("b").map(|found| found.map(|(number, article)| (number, article.clone()))),
    })
}

/// Fails if damaged bytes give anything but an error or what the whole ones give.
#[track_caller]
fn assert_right_or_refused(bytes: Vec<u8>, right: &Reading, what: &str) {
    let Ok(found) = reading(bytes) else { return };
    for (found, right) in found.answers.iter().zip(&right.answers) {
        assert!(found.is_err() || found == right, "{what}: {found:?}");
    }
    for (found, right) in found.related.iter().zip(&right.related) {
        assert!(found.is_err() || found == right, "{what}: {found:?}");
    }
    assert_eq!(found.articles.len(), right.articles.len(), "{what}");
    for (found, right) in found.articles.iter().zip(&right.articles) {
        assert!(found.is_err() || found == right, "{what}: {found:?}");
    }
    assert!(found.by_id.is_err() || found.by_id == right.by_id, "{what}: {:?}", found.by_id);
}

/// A small archive that has a part of everything.
fn small_archive() -> Vec<u8> {
    let article = |id: &str, headline: &str, text: &str| Article {
        id: id.into(),
        headline: Some(headline.into()),
        lang: Some("en".into()),
        blocks: vec![Block::para(text)],
        ..Article::default()
    };
    let wells =
        article("a", "Border wells", "No rain fell. The border market is closed, and so are the markets behind it.");
    let river = article("b", "River rises", "The river took the bridge; the market moved.");
    let note = article("c", "ڕۆژ", "Nothing but a note.");
    let place = Some(Dateline { place: Some("South Karima".into()), ..Dateline::default() });
    build(vec![
        Article { authors: vec![Person { name: "Jane Doe".into(), ..Person::default() }], ..wells },
        Article { published: Stamp::day(2023, 5, 28), tags: vec!["water".into()], dateline: place, ..river },
        Article { published: Stamp::day(2023, 5, 29), ..note },
    ])
}

/// A small archive, and what it gives.
fn small() -> (Vec<u8>, Reading) {
    let bytes = small_archive();
    let right = reading(bytes.clone()).unwrap();
    let totals: Vec<_> = right.answers.iter().flatten().map(|answer| answer.total).collect();
    assert_eq!(totals, [1, 2, 1, 3, 2, 2, 1]);
    assert!(right.related.iter().flatten().any(|related| !related.is_empty()));
    (bytes, right)
}

#[test]
fn a_cut_archive_is_refused_or_answers_right() {
    let (bytes, right) = small();
    for length in 0..bytes.len() {
        assert_right_or_refused(bytes[..length].to_vec(), &right, &format!("cut to {length} bytes"));
    }
}

#[test]
fn an_altered_byte_is_refused_or_does_not_matter() {
    let (bytes, right) = small();
    for place in 0..bytes.len() {
        let flips: Vec<u8> = if place < 200 { (1..=255).collect() } else { vec![0x01, 0x80, 0xff] };
        for flip in flips {
            let mut altered = bytes.clone();
            altered[place] ^= flip;
            assert_right_or_refused(altered, &right, &format!("byte {place} altered by {flip:#04x}"));
        }
    }
}

#[test]
fn a_byte_more_or_less_anywhere_is_refused_or_does_not_matter() {
    let (bytes, right) = small();
    for place in (0..bytes.len()).step_by(7) {
        let (mut longer, mut shorter) = (bytes.clone(), bytes.clone());
        longer.insert(place, 0);
        shorter.remove(place);
        assert_right_or_refused(longer, &right, &format!("a byte more at {place}"));
        assert_right_or_refused(shorter, &right, &format!("a byte less at {place}"));
    }
}

/// NEWSPRINT_ROUNDS=10 does ten times as many.
#[test]
fn random_faults_are_refused_or_do_not_matter() {
    let (bytes, right) = small();
    for round in 0..rounds() * 10_000 {
        let (mut random, mut faulty) = (Random::new(round + 1), bytes.clone());
        for _ in 0..1 + random.below(4) {
            let (from, length) = (random.below(faulty.len()), 1 + random.below(64));
            let range = from..faulty.len().min(from + length);
            match random.below(5) {
                0 => faulty[from] ^= 1 << random.below(8),
                1 => faulty[range].fill(0),
                2 => faulty[range].iter_mut().for_each(|byte| *byte = random.below(256) as u8),
                3 => faulty.copy_within(range, 0),
                _ => drop(faulty.splice(range, [0xff; 3])),
            }
        }
        assert_right_or_refused(faulty, &right, &format!("round {round}"));
    }
}

/// An archive taken to pieces, which can be altered and put together again with checksums that are right.
#[derive(Clone)]
struct Pieces {
    root: Root,
    /// Every block's section, codec (0 as all are unpacked) and payload. A block of the dictionary has no head: where its
    /// lists begin, and how long their blocks are, follows.
    blocks: Vec<(Section, u8, Vec<u8>)>,
    /// Of each block of the dictionary how many blocks its posting lists lie in, and its position lists.
    lists: Vec<[usize; 2]>,
}

/// The blocks that the root of a small archive lists.
fn listed(root: &Root, section: Section) -> Vec<Extent> {
    let place = |number| match root.directory(section).place(number) {
        Some(Place::Known(block)) => block,
        other => panic!("{other:?}"),
    };
    (0..root.directory(section).blocks).map(place).collect()
}

impl Pieces {
    fn of(bytes: Vec<u8>) -> Self {
        let archive = Archive::whole(bytes).unwrap();
        let root = archive.root().clone();
        let (mut extents, mut lists): (Vec<(Section, Extent)>, _) = (Vec::new(), Vec::new());
        for number in 0..root.directory(Section::Dictionary).blocks {
            let entries = archive.entries(number);
            let postings = entries.iter().flat_map(|entry| &entry.postings[..entry.tiers()]);
            let mut postings: Vec<_> = postings.map(|list| (Section::Postings, list.block)).collect();
            let mut positions: Vec<_> =
                entries.iter().map(|entry| (Section::Positions, entry.positions.block)).collect();
            postings.dedup();
            positions.dedup();
            lists.push([postings.len(), positions.len()]);
            extents.extend(postings.into_iter().chain(positions));
        }
        for section in Section::LISTED {
            extents.extend(listed(&root, section).into_iter().map(|block| (section, block)));
        }
        let payload = |(section, extent)| (section, 0, archive.payload(section, extent).unwrap());
        let mut blocks: Vec<_> = extents.into_iter().map(payload).collect();
        for (_, _, payload) in blocks.iter_mut().filter(|(section, ..)| *section == Section::Dictionary) {
            let mut cursor = Cursor::new(payload);
            let [_, _] = [(); 2].map(|()| cursor.varint());
            let [_, _] = [(); 2].map(|()| cursor.list(Cursor::varint));
            let mut rest = Vec::new();
            while !cursor.is_done() {
                rest.push(cursor.byte());
            }
            *payload = rest;
        }
        Self { root, blocks, lists }
    }

    /// The archive of these pieces: lengths and checksums follow from them, the rest of the root is as it stands.
    fn pack(&self) -> Vec<u8> {
        let root = self.packed(&mut |_| {});
        archive_of(&root.0, &root.1)
    }

    /// Root and sections; `alter` sees every payload before it is sealed.
    fn packed(&self, alter: &mut dyn FnMut(&mut Vec<u8>)) -> (Vec<u8>, Vec<u8>) {
        let mut sections = vec![Vec::new(); Section::ALL.len()];
        let mut lengths = vec![Vec::new(); Section::ALL.len()];
        let (mut lists, mut starts, mut begun) = (self.lists.iter(), [0; 2], [0; 2]);
        for (section, codec, payload) in &self.blocks {
            let mut payload = payload.clone();
            if *section == Section::Dictionary {
                let counts = lists.next().unwrap();
                let of: [&Vec<u64>; 2] = [Section::Postings, Section::Positions].map(|of| &lengths[of as usize]);
                let blocks = [0, 1].map(|list| &of[list][begun[list]..begun[list] + counts[list]]);
                let mut head = Vec::new();
                dictionary::encode_head(&mut head, starts, blocks);
                starts = [0, 1].map(|list| starts[list] + blocks[list].iter().sum::<u64>());
                begun = [0, 1].map(|list| begun[list] + counts[list]);
                payload.splice(0..0, head);
            }
            alter(&mut payload);
            let out: &mut Vec<u8> = &mut sections[*section as usize];
            let block = sealed(*section as u8, out.len() as u64, *codec, &payload);
            lengths[*section as usize].push(block.len() as u64);
            out.extend(block);
        }
        let mut directories = Vec::new();
        for section in Section::LISTED {
            Directory::encode(&mut directories, &lengths[section as usize], |_| panic!("a small archive has no pages"));
        }
        let lengths = std::array::from_fn(|section| sections[section].len() as u64);
        (self.root.encode(&lengths, &directories), sections.concat())
    }
}

/// Header and root before these sections.
fn archive_of(root: &[u8], sections: &[u8]) -> Vec<u8> {
    let root = sealed(Section::Root as u8, 0, 0, root);
    let mut out = MAGIC.to_vec();
    out.extend(VERSION.to_le_bytes());
    out.extend([0, 0]);
    out.extend((root.len() as u32).to_le_bytes());
    assert_eq!(out.len(), HEADER);
    out.extend(root);
    out.extend(sections);
    out
}

/// A block as `archive/mod.rs` describes it.
fn sealed(section: u8, offset: u64, codec: u8, payload: &[u8]) -> Vec<u8> {
    let mut block = vec![codec];
    block.extend(payload);
    let sum = checksum(&[&[section][..], &offset.to_le_bytes(), &block].concat());
    block.extend(sum.to_le_bytes());
    block
}

/// CRC-32 (IEEE), bit by bit.
fn checksum(bytes: &[u8]) -> u32 {
    let bit = |sum: u32, _| (sum >> 1) ^ (0xedb8_8320 & 0u32.wrapping_sub(sum & 1));
    !bytes.iter().fold(!0, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), bit))
}

/// Alters some bytes: other values, numbers at their limits, runs taken out or put in.
fn alter(bytes: &mut Vec<u8>, random: &mut Random) {
    for _ in 0..1 + random.below(3) {
        let place = random.below(bytes.len());
        match random.below(6) {
            _ if bytes.is_empty() => bytes.push(random.below(256) as u8),
            0 => bytes[place] = *random.pick(&[0, 1, 0x7f, 0x80, 0xfe, 0xff]),
            1 => bytes[place] ^= 1 << random.below(8),
            2 => drop(bytes.splice(place..place, [0xff, 0xff, 0xff, 0xff, 0x0f])),
            3 => drop(bytes.splice(place..place, [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01])),
            4 => drop(bytes.drain(place..(place + 1 + random.below(4)).min(bytes.len()))),
            _ => bytes[place] = random.below(256) as u8,
        }
    }
}

#[test]
fn pieces_go_together_again() {
    let (bytes, right) = small();
    assert_eq!(reading(Pieces::of(bytes).pack()).as_ref(), Ok(&right));
}

#[test]
fn packed_blocks_that_are_altered_under_a_right_checksum_do_no_harm() {
    let bytes = small_archive();
    let root = Archive::whole(bytes.clone()).unwrap().root().clone();
    let packed: Vec<_> = Section::LISTED
        .iter()
        .flat_map(|section| listed(&root, *section).into_iter().map(|block| (*section, block)))
        .filter(|(_, block)| bytes[block.offset as usize] == 1)
        .collect();
    let mut random = Random::new(4);
    for round in 0..10_000 {
        let ((section, extent), start) = (*random.pick(&packed), Instant::now());
        let (first, sum) = (extent.offset as usize, extent.end() as usize - 4);
        let mut altered = bytes.clone();
        for _ in 0..1 + random.below(3) {
            // The first bytes of a deflated block say how all others are to be read.
            let near = if random.once_in(2) { 40 } else { sum - first };
            altered[first + random.below(near.min(sum - first))] ^= 1 << random.below(8);
        }
        let offset = extent.offset - root.section(section).offset;
        let found = checksum(&[&[section as u8][..], &offset.to_le_bytes(), &altered[first..sum]].concat());
        altered[sum..sum + 4].copy_from_slice(&found.to_le_bytes());
        let _ = reading(altered);
        assert!(start.elapsed() < PATIENCE, "round {round} took {:?}", start.elapsed());
    }
}

#[test]
fn faulty_writers_with_right_checksums_do_no_harm() {
    let pieces = Pieces::of(small_archive());
    let (mut random, before, mut opened) = (Random::new(3), memory(), 0);
    for round in 0..10_000 {
        let (target, start) = (random.below(pieces.blocks.len() + 2), Instant::now());
        let mut number = 0;
        let (mut root, sections) = pieces.packed(&mut |payload| {
            if number == target {
                alter(payload, &mut random);
            }
            number += 1;
        });
        if target >= pieces.blocks.len() {
            alter(&mut root, &mut random);
        }
        let bytes = archive_of(&root, &sections);
        opened += usize::from(reading(bytes).is_ok());
        assert!(start.elapsed() < PATIENCE, "round {round} took {:?}", start.elapsed());
    }
    assert!(opened > 5000, "only {opened} archives opened: the others say nothing about what lies behind the root");
    let grown = memory().saturating_sub(before);
    assert!(grown < 1 << 30, "{grown} bytes were asked for at once");
}

/// Deflated zeros, 258 a match: the densest that RFC 1951 allows with its fixed codes.
fn bomb(matches: usize) -> Vec<u8> {
    let mut bits = String::from("110"); // the last block, with the fixed codes
    bits.push_str("00110000"); // a zero
    bits.push_str(&"1100010100000".repeat(matches)); // 258 bytes from one before
    bits.push_str("0000000"); // the end
    let byte = |bits: &[u8]| bits.iter().rev().fold(0, |byte, bit| byte << 1 | (bit - b'0'));
    bits.as_bytes().chunks(8).map(byte).collect()
}

#[test]
fn a_small_block_that_unpacks_to_much_is_refused() {
    for (matches, harmless) in [(1000, true), (300_000, false)] {
        let mut pieces = Pieces::of(small_archive());
        let before = memory();
        let body = pieces.blocks.last_mut().unwrap();
        (body.1, body.2) = (1, bomb(matches));
        let archive = Archive::whole(pieces.pack()).unwrap();
        let (last, start) = (archive.root().articles - 1, Instant::now());
        let error = archive.articles(&[last]).unwrap_err();
        let Halt::Failed(error) = error else { panic!("{error:?}") };
        let ArchiveError::Malformed { expected, .. } = *error else { panic!("{error:?}") };
        assert_eq!(expected.contains("MiB"), !harmless, "{expected}");
        assert!(start.elapsed() < PATIENCE && memory().saturating_sub(before) < 1 << 30);
    }
}

/// Address space that was used at most so far; 0 where the system does not say.
fn memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmPeak:"));
    line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u64>().ok()).map_or(0, |kilobytes| kilobytes << 10)
}

#[test]
fn random_bytes_are_refused() {
    let mut random = Random::new(9);
    for _ in 0..2000 {
        let mut bytes: Vec<u8> = (0..random.below(300)).map(|_| random.below(256) as u8).collect();
        assert!(reading(bytes.clone()).is_err());
        bytes.splice(0..0, archive_of(&[], &[])[..12].iter().copied());
        assert!(reading(bytes).is_err());
    }
}

#[test]
fn flags_that_are_not_known_are_refused() {
    let (bytes, _) = small();
    for place in [10, 11] {
        let mut flagged = bytes.clone();
        flagged[place] = 1;
        let error = Archive::whole(flagged).unwrap_err();
        let text = error.to_string();
        assert!(!text.contains(&format!("version {VERSION}, this release reads version {VERSION}")), "{text}");
    }
}

/// Queries that nobody types, or only once.
fn hostile_queries() -> Vec<String> {
    let long = |text: &str| text.repeat(100_000 / text.chars().count());
    let mut queries: Vec<String> = [
        "a", "a ", "\"", "\" ", "-", "-a ", "\"a\" ", "-\"a b", "東", "é", "e\u{301}", "\u{301}", "😀", "\u{200f}",
        "the ", "a-", "'", "1.",
    ]
    .map(long)
    .into();
    queries.extend(
        [
            "\0",
            "\u{1}\u{2}\u{7f}",
            "\r\n\t",
            "-",
            "--",
            "-\"",
            "\"-",
            "\"\"",
            "“„»«",
            "-“",
            "AND OR NOT",
            "*",
            "a*",
            "(",
            ")",
            "\\",
            "a\\\"b",
            "title:x",
            "😀",
            "👨‍👩‍👧‍👦",
            "-👨‍👩‍👧‍👦",
            "Z̷̢̧͠A̶L̸G̵O̴",
            "\u{202e}redrob",
            "\u{200f}\u{200e}",
            "\u{feff}border",
            "\u{fffd}",
            "\u{10ffff}",
            "ﷺ",
            "ß",
            "İ",
            "ǆ",
            "\u{1e9e}",
            "border\u{0}border",
            "<script>",
            "%s%n",
            "'; --",
        ]
        .map(String::from),
    );
    queries
}

#[test]
fn hostile_queries_are_answered_in_time() {
    let archive = Archive::whole(build(articles(6, 60))).unwrap();
    for query in hostile_queries() {
        for (plain, prefix) in [(false, true), (false, false), (true, true)] {
            let (options, start) = (Options { plain, prefix, ..Options::default() }, Instant::now());
            let answer = search(&archive, &query, &options);
            let name: String = query.chars().take(20).collect();
            assert!(answer.is_ok(), "{name:?}: {answer:?}");
            assert!(start.elapsed() < PATIENCE / 5, "{name:?} {options:?} took {:?}", start.elapsed());
            answer.unwrap().hits.iter().for_each(|hit| assert_marks_fit(&hit.title, &hit.snippet, &name));
        }
    }
}

/// Fails unless marks lie apart, in order, between characters.
#[track_caller]
fn assert_marks_fit(title: &newsprint::search::Marked, snippet: &newsprint::search::Marked, query: &str) {
    for marked in [title, snippet] {
        let mut at = 0;
        for mark in &marked.marks {
            let run = marked.text.get(mark.clone());
            assert!(mark.start >= at && run.is_some_and(|run| !run.is_empty()), "{query:?}: {marked:?}");
            at = mark.end;
        }
    }
}
