//! Reading in pieces: a reader that is given only the ranges it asked for answers as one that has the whole archive,
//! asks for nothing twice, and for little.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use newsprint::archive::Section;
use newsprint::archive::read::{Archive, Halt, Store};
use newsprint::archive::{Extent, Root};
use newsprint::article::{Article, Block};
use newsprint::index::build;
use newsprint::ingest;
use newsprint::search::{Answer, Options, Sort, search};
use std::fs;
use std::path::Path;
use support::{Random, TONGUES, articles, rounds};

/// An archive that lies elsewhere: gives ranges, and keeps account of them.
struct Remote<'a> {
    bytes: &'a [u8],
    given: Vec<Extent>,
    passes: usize,
}

impl<'a> Remote<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, given: Vec::new(), passes: 0 }
    }

    /// The bytes of a range, fewer where the archive ends before.
    #[track_caller]
    fn give(&mut self, asked: Extent) -> Vec<u8> {
        let known = self.given.iter().find(|given| given.offset <= asked.offset && asked.end() <= given.end());
        assert_eq!(known, None, "asked for {asked:?}, which lies in a range that was given");
        self.given.push(asked);
        let end = usize::try_from(asked.end()).unwrap().min(self.bytes.len());
        self.bytes[asked.offset as usize..end].to_vec()
    }

    /// Opens the archive as the page does.
    #[track_caller]
    fn open(&mut self) -> Archive {
        let mut store = Store::default();
        loop {
            match store.root() {
                Ok(root) => return Archive::new(store, root),
                Err(halt) => {
                    for asked in needs(halt) {
                        store.insert(asked, self.give(asked));
                    }
                }
            }
        }
    }

    /// Passes over the archive until nothing is missing.
    #[track_caller]
    fn drive<T>(&mut self, archive: &mut Archive, pass: impl Fn(&Archive) -> Result<T, Halt>) -> T {
        loop {
            match pass(archive) {
                Ok(value) => return value,
                Err(halt) => {
                    self.passes += 1;
                    for asked in needs(halt) {
                        assert_lies_in_a_section(asked, archive.root());
                        archive.insert(asked, self.give(asked));
                    }
                }
            }
        }
    }

    /// Bytes given so far.
    fn bytes_given(&self) -> u64 {
        self.given.iter().map(|extent| extent.end().min(self.bytes.len() as u64) - extent.offset).sum()
    }
}

/// What a pass lacks: at least one range, each once.
#[track_caller]
fn needs(halt: Halt) -> Vec<Extent> {
    let Halt::Needs(needs) = halt else { panic!("{halt:?}") };
    assert!(!needs.is_empty(), "a pass that stops must need something");
    let mut sorted = needs.clone();
    sorted.sort();
    sorted.dedup();
    assert_eq!(sorted.len(), needs.len(), "a range is asked for twice in one pass");
    needs
}

#[track_caller]
fn assert_lies_in_a_section(extent: Extent, root: &Root) {
    let around = |section: &Section| {
        let section = root.section(*section);
        section.offset <= extent.offset && extent.end() <= section.end()
    };
    assert!(extent.length > 0 && Section::ALL.iter().any(around), "{extent:?} lies in no section");
}

/// Queries of every kind, with words that stand in made-up articles.
fn queries() -> Vec<String> {
    let mut random = Random::new(7);
    let mut queries: Vec<String> =
        ["", " ", "the", "-the", "\"", "- -", "\"the of\"", "nosuchword", "-nosuchword", "😀", "b"]
            .map(String::from)
            .into();
    for tongue in TONGUES {
        let mut words = |count| tongue.words(count, &mut random);
        queries.push(words(1));
        queries.push(words(5));
        queries.push(format!("\"{}\"", words(2)));
        queries.push(format!("{} -{} \"{}\"", words(1), words(1), words(2)));
        queries.push(words(1).chars().take(2).collect());
        queries.push(format!("{} near/9 {}", words(1), words(1)));
        queries.push(format!("({} \"{}\") OR -title:\"{}\"", words(1), words(2), words(2)));
        queries.push(format!("{} author:{} OR before:2013 lang:en", words(1), words(1)));
    }
    queries
}

fn settings() -> Vec<Options> {
    let base = Options::default();
    vec![
        base,
        Options { prefix: false, limit: 3, offset: 2, ..base },
        Options { sort: Sort::Oldest, limit: 0, ..base },
        Options { sort: Sort::Newest, offset: 100_000, ..base },
        Options { plain: true, snippets: false, limit: 1000, ..base },
        Options { facets: true, recency: 30, correct: false, ..base },
    ]
}

#[test]
fn what_is_read_in_pieces_gives_the_same_answers() {
    let bytes = build(articles(1, 150));
    let whole = Archive::whole(bytes.clone()).unwrap();
    for query in queries() {
        for options in settings() {
            let mut remote = Remote::new(&bytes);
            let mut archive = remote.open();
            let answer = remote.drive(&mut archive, |archive| search(archive, &query, &options));
            assert_eq!(Ok(&answer), search(&whole, &query, &options).as_ref(), "{query:?} {options:?}");
            // Dictionary; the rest of it, and the postings of what a doubted word may have been; postings; positions; cards
            // or bodies.
            assert!(remote.passes <= 6, "{query:?}: {} passes, more than there are stages", remote.passes);
        }
    }
}

#[test]
fn one_reader_answers_query_after_query_and_fetches_nothing_again() {
    let bytes = build(articles(2, 150));
    let whole = Archive::whole(bytes.clone()).unwrap();
    let mut remote = Remote::new(&bytes);
    let mut archive = remote.open();
    for _ in 0..2 {
        for query in queries() {
            let answer = remote.drive(&mut archive, |archive| search(archive, &query, &Options::default()));
            assert_eq!(Ok(answer), search(&whole, &query, &Options::default()), "{query:?}");
        }
    }
}

#[test]
fn articles_are_opened_by_their_ids() {
    let articles = articles(3, 60);
    let bytes = build(articles.clone());
    for article in &articles {
        let mut remote = Remote::new(&bytes);
        let mut archive = remote.open();
        let found = remote.drive(&mut archive, |archive| {
            archive.by_id(&article.id).map(|found| found.map(|(_, found)| found.headline.clone()))
        });
        assert_eq!(found, Some(article.headline.clone()));
    }
    let mut remote = Remote::new(&bytes);
    let mut archive = remote.open();
    let found = remote
        .drive(&mut archive, |archive| archive.by_id("no such article").map(|found| found.map(|(number, _)| number)));
    assert_eq!(found, None);
}

#[test]
fn a_query_reads_a_small_share_of_a_large_archive() {
    let bytes = build(articles(4, 2000));
    let queries = [("border", 25), ("the", 25), ("\"the market\"", 25), ("граница", 25), ("nosuchword", 20)];
    for (query, share) in queries {
        let mut remote = Remote::new(&bytes);
        let mut archive = remote.open();
        let answer = remote.drive(&mut archive, |archive| search(archive, query, &Options::default()));
        let (read, all) = (remote.bytes_given(), bytes.len() as u64);
        println!("{query}: {} found, {read} of {all} bytes in {} ranges", answer.total, remote.given.len());
        assert!(read * share < all, "{query}: {read} of {all} bytes were read");
    }
}

/// More articles than a query of plain words reads to the end: a word in all of them, how often varies; one in every
/// third, one in few.
fn large_archive() -> Vec<u8> {
    let mut random = Random::new(5);
    let article = |number: usize| {
        let mut text = "harbour ".repeat(1 + random.below(9));
        text.push_str(if number.is_multiple_of(3) { "bridge " } else { "" });
        text.push_str(if number.is_multiple_of(500) { "lighthouse " } else { "" });
        text.push_str(&"and so on ".repeat(random.below(4)));
        let headline = if number.is_multiple_of(50) { "Harbour" } else { "Notes" };
        Article {
            id: format!("a{number:05}"),
            headline: Some(headline.into()),
            lang: Some("en".into()),
            blocks: vec![Block::para(text)],
            ..Article::default()
        }
    };
    build((0..12_000).map(article).collect())
}

#[test]
fn a_large_archive_is_read_to_the_end_only_where_that_is_asked_for() {
    let bytes = large_archive();
    let whole = Archive::whole(bytes.clone()).unwrap();
    let ask = |query: &str, exact| {
        let options = Options { exact, ..Options::default() };
        let mut remote = Remote::new(&bytes);
        let mut archive = remote.open();
        let answer = remote.drive(&mut archive, |archive| search(archive, query, &options));
        assert_eq!(Ok(&answer), search(&whole, query, &options).as_ref(), "{query}");
        (answer, remote.bytes_given())
    };
    let ids = |answer: &Answer| answer.hits.iter().map(|hit| hit.card.id.clone()).collect::<Vec<_>>();
    for (query, all) in [("harbour", 12_000), ("bridge", 4000), ("harbour bridge", 12_000)] {
        let ((quick, read), (exact, read_exactly)) = (ask(query, false), ask(query, true));
        assert!(!quick.exact && exact.exact, "{query}");
        assert_eq!((quick.total, exact.total), (all, all), "{query}: the estimate, and the number");
        assert!(read < read_exactly, "{query}: {read} of {read_exactly} bytes");
        assert_eq!(ids(&quick), ids(&exact), "{query}");
    }
    let ((quick, _), (exact, _)) = (ask("and", false), ask("and", true));
    assert!(!quick.exact && quick.total == exact.total, "a stop word alone: {} of {}", quick.total, exact.total);
    for query in ["lighthouse", "\"harbour bridge\"", "bridge -lighthouse", "title:harbour"] {
        assert!(ask(query, false).0.exact, "{query}: short lists and operators are read to the end");
    }
}

/// The articles and queries of a collection beside the repository.
fn collection(folder: &Path) -> Option<(Vec<Article>, Vec<String>)> {
    let docs = ["docs.jsonl", "docs.jsonl.gz"].map(|name| folder.join(name)).into_iter().find(|file| file.exists())?;
    let name = docs.file_name()?.to_string_lossy().into_owned();
    let articles = ingest::read(&name, &fs::read(&docs).ok()?, &ingest::Options::default()).articles;
    let queries = fs::read_to_string(folder.join("queries.jsonl")).ok()?;
    let text =
        |line: &str| Some(serde_json::from_str::<serde_json::Value>(line).ok()?.get("text")?.as_str()?.to_owned());
    Some((articles, queries.lines().filter_map(text).collect()))
}

/// Some queries of each collection; NEWSPRINT_ROUNDS=1000 asks all.
#[test]
fn queries_of_people_are_answered_alike_in_pieces() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora");
    let Ok(folders) = fs::read_dir(&folder) else { return println!("skipped: there is no {}", folder.display()) };
    let options = Options { exact: true, ..Options::default() };
    for entry in folders.flatten() {
        let Some((articles, queries)) = collection(&entry.path()) else { continue };
        let bytes = build(articles);
        let whole = Archive::whole(bytes.clone()).unwrap();
        let step = queries.len().div_ceil(rounds() as usize * 4).max(1);
        for query in queries.iter().step_by(step) {
            let mut remote = Remote::new(&bytes);
            let mut archive = remote.open();
            let answer = remote.drive(&mut archive, |archive| search(archive, query, &options));
            assert!(answer.exact, "{query:?}");
            assert_eq!(Ok(answer), search(&whole, query, &options), "{query:?} of {:?}", entry.file_name());
        }
        println!("{:?}: {} queries", entry.file_name(), queries.iter().step_by(step).count());
    }
}
