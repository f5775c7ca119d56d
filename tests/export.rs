//! An archive outlives its tool: building from an export gives the same archive, byte for byte.
#![cfg(not(target_arch = "wasm32"))]

use newsprint::article::{
    Article, Block, Dateline, Dir, Kind, Link, Links, Media, Person, Source, SourceKind, Span, Stamp, Style,
};
use newsprint::index::{build, build_with};
use newsprint::ingest::{self, Options};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{self, Command};
use std::{env, fs};

/// A folder for one test, which goes when it is dropped.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("export-{name}-{}", process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Runs the program here; gives its exit code, standard output and standard error.
    #[track_caller]
    fn run<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> (i32, Vec<u8>, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_newsprint")).current_dir(&self.0).args(arguments).output();
        let output = output.unwrap();
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!errors.contains("panicked"), "{errors}");
        (output.status.code().unwrap_or(-1), output.stdout, errors)
    }

    /// Exports `archive` in a format and builds an archive of what comes out.
    #[track_caller]
    fn round(&self, archive: &[u8], format: &str) -> Vec<u8> {
        fs::write(self.path("in.newsprint"), archive).unwrap();
        let out = self.path(format);
        let _ = fs::remove_dir_all(&out);
        let (code, _, errors) = self.run(["export", "in.newsprint", "--format", format, "--out", format]);
        assert_eq!(code, 0, "{errors}");
        build(read(&out))
    }

    #[track_caller]
    fn comes_back(&self, archive: &[u8]) {
        for format in ["markdown", "jsonl"] {
            assert!(self.round(archive, format) == archive, "another archive comes of the export as {format}");
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The articles of a file, or of all files below a folder.
fn read(path: &Path) -> Vec<Article> {
    if path.is_dir() {
        return fs::read_dir(path).unwrap().flat_map(|entry| read(&entry.unwrap().path())).collect();
    }
    let name = match path.is_file() && path.extension().is_none() {
        true => "articles.jsonl".into(),
        false => path.file_name().unwrap().to_string_lossy(),
    };
    let reading = ingest::read(&name, &fs::read(path).unwrap(), &Options::default());
    assert!(reading.complaints.is_empty(), "{:?}", reading.complaints);
    reading.articles
}

/// Numbers that look random and are the same in every run (splitmix64, Steele and others).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % end as u64) as usize
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    fn often(&mut self) -> bool {
        self.below(3) > 0
    }

    fn maybe<T>(&mut self, some: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.often().then(|| some(self))
    }

    fn many<T>(&mut self, most: usize, mut some: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.below(most + 1)).map(|_| some(self)).collect()
    }
}

/// Pieces that mean something to Markdown, YAML, JSON or HTML, and pieces of many scripts.
const PIECES: &[&str] = &[
    "river",
    "The bridge",
    " ",
    " ",
    " ",
    "*",
    "**",
    "_",
    "a_b",
    "`",
    "``",
    "[",
    "]",
    "](x)",
    "![",
    "<b>",
    "<!-- note -->",
    "<script>",
    "&amp;",
    "&",
    "&#32;",
    ";",
    "#",
    "# ",
    "## ",
    ">",
    "> ",
    "-",
    "- ",
    "---",
    "+++",
    "===",
    "+ ",
    "1.",
    "1. ",
    "12) ",
    "|",
    " | ",
    "| --- |",
    "\\",
    "\\\\",
    "~~",
    "~",
    "```",
    "\"",
    "'",
    ":",
    ": ",
    "- [ ] ",
    "[^1]",
    "[^1]: ",
    "[a]: b",
    "{",
    "}",
    "%",
    "@",
    "!",
    "$x$",
    "https://example.org/a_b?c=d&e=f",
    "www.example.org",
    "\u{a0}",
    "\u{200f}",
    "\u{202e}",
    "\u{2028}",
    "\u{feff}",
    "\u{85}",
    "\u{7f}",
    "\u{1}",
    "\u{ad}",
    "😀",
    "👩‍👩‍👧",
    "طوفان",
    "کوردستان",
    "洪水",
    "Ünïcödé",
    "e\u{301}",
    "null",
    "true",
    "2013",
    "2013-05-29",
    "~",
    "<",
    ">",
    "...",
    "…",
    "—",
    "$",
    "^",
    "\u{1f}",
    "\u{fffe}",
    "(",
    ")",
    ",",
];

fn text(random: &mut Random, breaks: &[&str]) -> String {
    let mut text = String::new();
    for _ in 0..random.below(9) {
        text.push_str(if random.below(12) == 0 && !breaks.is_empty() {
            random.one(breaks)
        } else {
            random.one(PIECES)
        });
    }
    text
}

/// A text that a field may hold: never empty, as an empty one counts as absent.
fn field(random: &mut Random) -> String {
    text(random, &["\n", "\t", "\r", "\0"]) + random.one(&["x", "x ", ".", "\""])
}

fn media(random: &mut Random) -> Media {
    let pixels = |random: &mut Random| random.maybe(|random| 1 + random.below(4000) as u32);
    let (credit, src, alt) = (random.maybe(field), random.maybe(field), random.maybe(field));
    Media { credit, src, alt, width: pixels(random), height: pixels(random) }
}

fn spans(random: &mut Random, text: &str) -> Vec<Span> {
    let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut spans = random.many(4, |random| {
        let (a, b) = (random.one(&bounds), random.one(&bounds));
        let link = field(random);
        let style = match random.below(4) {
            0 => Style::Emphasis,
            1 => Style::Strong,
            2 => Style::Code,
            _ => Style::Link(link),
        };
        Span { start: a.min(b), end: a.max(b), style }
    });
    spans.sort_by_key(|span| span.start);
    spans
}

fn block(random: &mut Random) -> Block {
    use Kind::{Code, Embed, Image, List, Note, Para, Quote, Subhead, Table};
    let kind = random.one(&[Para, Para, Subhead, Quote, List, Note, Image, Embed, Table, Code]);
    let breaks: &[&str] = match kind {
        Table => &["\n", "\t", "\t"],
        _ => &["\n", "\n", "\t", "\r", "\n\n"],
    };
    let mut block = Block::new(kind, text(random, breaks));
    // Now and then what does not fit the kind: an archive can hold it.
    let odd = random.below(8) == 0;
    if kind == Subhead || odd {
        block.level = 1 + random.below(6) as u8;
    }
    block.ordered = (kind == List || odd) && random.often();
    if kind == Code || odd {
        block.code = random.maybe(field);
    }
    if matches!(kind, Image | Embed) || odd {
        block.media = media(random);
    }
    if random.often() {
        block.spans = spans(random, &block.text);
    }
    block
}

fn stamp(random: &mut Random) -> Stamp {
    let text = random.one(&["2013", "2013-05", "0800-02-29", "2013-05-29T10:00:00", "2013-05-29T23:59:60-11:30"]);
    Stamp::parse(random.one(&[text, "1999-12-31T00:00:00Z"])).unwrap()
}

fn link(random: &mut Random) -> Link {
    Link { title: text(random, &["\n"]), url: random.maybe(field) }
}

fn article(random: &mut Random, number: usize) -> Article {
    let person = |random: &mut Random| {
        let (role, url) = (random.maybe(field), random.maybe(field));
        Person { name: text(random, &["\t"]), role, url }
    };
    let dateline = |random: &mut Random| {
        let (place, agency, date) = (random.maybe(field), random.maybe(field), random.maybe(field));
        Dateline { raw: text(random, &["\n"]), place, agency, date }
    };
    let kinds = [SourceKind::Agency, SourceKind::Outlet, SourceKind::Feed];
    let json =
        ["2", "1.50", "\"x\"", "{ \"b\":[1,null] }", "1e400", "[true]", "\"\\ud83d\\ude00\"", "12345678901234567890"];
    let name =
        |random: &mut Random| random.one(&["boost", "title", "draft", "a b", "", "x: y", "z", "newsprint"]).to_owned();
    Article {
        id: format!("{}{number}", random.one(&["news/", "../", "_drafts/", "CON", "a", "A", "2013-05-29-"])),
        headline: random.maybe(field),
        kicker: random.maybe(field),
        dek: random.maybe(field),
        byline: random.maybe(field),
        authors: random.many(2, person),
        dateline: random.maybe(dateline),
        source: random.maybe(|random| Source { name: text(random, &[]), kind: random.one(&kinds) }),
        published: random.maybe(stamp),
        modified: random.maybe(stamp),
        date_text: random.maybe(field),
        highlights: random.many(3, |random| text(random, &["\n"])),
        blocks: random.many(8, block),
        sections: random.many(2, |random| text(random, &["\n"])),
        tags: random.many(3, |random| text(random, &["\t"])),
        links: Links { previous: random.maybe(link), next: random.maybe(link), related: random.many(3, link) },
        lang: random.maybe(|random| random.one(&["en", "ar", "pt-BR", "x y"]).to_owned()),
        dir: random.maybe(|random| random.one(&[Dir::Ltr, Dir::Rtl])),
        url: random.maybe(field),
        rights: random.maybe(field),
        extra: random.many(3, |random| (name(random), random.one(&json).to_owned())),
        ..Article::default()
    }
}

#[test]
fn articles_of_every_kind_come_back_the_same() {
    let rounds = env::var("NEWSPRINT_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(2);
    let folder = Folder::new("every");
    for round in 0..rounds {
        let mut random = Random(round);
        let articles: Vec<_> = (0..120).map(|number| article(&mut random, number)).collect();
        folder.comes_back(&build(articles));
    }
}

/// The corpora that lie beside the repository, where they do.
fn corpus(name: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora").join(name);
    let found = ["docs.jsonl", "docs.jsonl.gz"].map(|file| folder.join(file)).into_iter().find(|file| file.exists());
    if found.is_none() {
        println!("skipped: there is no {}", folder.display());
    }
    found
}

#[test]
fn a_corpus_of_news_comes_back_the_same_and_as_markdown_throughout() {
    let Some(docs) = corpus("digitalgov-news") else { return };
    let folder = Folder::new("corpus");
    // A part of it: the rest tells nothing new, and takes a minute.
    let archive = build(read(&docs).into_iter().step_by(6).collect());
    assert!(folder.round(&archive, "markdown") == archive);
    for file in fs::read_dir(folder.path("markdown")).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        assert!(!text.contains("\n```newsprint\n"), "no Markdown was found for a block of this:\n{text}");
    }
}

/// An article of one paragraph.
fn short(id: &str) -> Article {
    Article { id: id.into(), blocks: vec![Block::para(format!("The river rose at {id}."))], ..Article::default() }
}

#[test]
fn synonyms_come_back_from_a_file_of_their_own() {
    let folder = Folder::new("synonyms");
    let groups = vec![vec!["un".to_owned(), "united nations".to_owned()]];
    let archive = build_with(vec![short("a")], groups.clone());
    fs::write(folder.path("in.newsprint"), &archive).unwrap();
    let (code, _, errors) = folder.run(["export", "in.newsprint"]);
    assert!(code == 0 && errors.contains("--synonyms FILE"), "{errors}");
    let (code, lines, errors) = folder.run(["export", "in.newsprint", "--synonyms", "synonyms.txt"]);
    assert_eq!((code, errors.as_str()), (0, ""));
    assert_eq!(fs::read_to_string(folder.path("synonyms.txt")).unwrap(), "un = united nations\n");
    let articles = ingest::read("a.jsonl", &lines, &Options::default()).articles;
    assert!(build_with(articles, groups) == archive);
}

#[test]
fn a_damaged_article_is_named_and_costs_no_other() {
    let folder = Folder::new("damaged");
    let mut archive = build(vec![short("first"), short("second"), short("third")]);
    // The bodies are the last section, a block an article.
    let end = archive.len();
    archive[end - 8] ^= 0x55;
    fs::write(folder.path("in.newsprint"), &archive).unwrap();
    let (code, lines, errors) = folder.run(["export", "in.newsprint"]);
    assert_eq!((code, lines.iter().filter(|byte| **byte == b'\n').count()), (1, 2), "{errors}");
    assert!(errors.contains("\"third\" is lost") && errors.contains("1 of 3"), "{errors}");
}

#[test]
fn no_export_is_written_over_what_it_reads_and_a_failed_one_leaves_the_last() {
    let folder = Folder::new("over");
    let archive = build(vec![short("a")]);
    fs::create_dir_all(folder.path("site/archive")).unwrap();
    fs::write(folder.path("site/archive/archive.newsprint"), &archive).unwrap();
    fs::write(folder.path("queries.jsonl"), "{\"id\":1,\"text\":\"rain\"}\n").unwrap();
    let inside = "site/archive/archive.newsprint";
    for arguments in [
        &["export", "site", "--out", inside][..],
        &["export", inside, "--out", inside],
        &["export", "site", "--synonyms", inside],
        &["search", "site", "--queries", "queries.jsonl", "--run", inside],
        &["export", "site", "--out", "site/archive/more.jsonl"],
    ] {
        let (code, _, errors) = folder.run(arguments);
        assert!(code == 2 && errors.contains("is part of what is read"), "{arguments:?}: {errors}");
        assert!(fs::read(folder.path(inside)).unwrap() == archive, "{arguments:?}");
    }
    fs::write(folder.path("bad.newsprint"), "no archive").unwrap();
    fs::write(folder.path("articles.jsonl"), "good").unwrap();
    assert_eq!(folder.run(["export", "bad.newsprint", "--out", "articles.jsonl"]).0, 1);
    assert_eq!(fs::read_to_string(folder.path("articles.jsonl")).unwrap(), "good");
    assert_eq!(folder.run(["export", "site", "--out", "articles.jsonl"]).0, 0);
    assert!(fs::read_to_string(folder.path("articles.jsonl")).unwrap().contains("\"id\":\"a\""));
    assert!(!folder.path("articles.jsonl.part").exists());
}

#[test]
fn what_a_search_shows_cannot_command_the_terminal() {
    let folder = Folder::new("shown");
    let id = "x\u{202e}y\nz";
    let article = Article { headline: Some("Rain\u{202e}fall\u{1b}[31m".into()), ..short(id) };
    fs::write(folder.path("a.newsprint"), build(vec![article])).unwrap();
    for arguments in
        [&["search", "a.newsprint", "rain", "--facets"][..], &["search", "a.newsprint", "rain", "--explain"]]
    {
        let (code, out, errors) = folder.run(arguments);
        let out = String::from_utf8(out).unwrap();
        assert_eq!(code, 0, "{errors}");
        assert!(out.contains("x\\u{202e}y\\nz") && out.contains("fall\\u{1b}[31m"), "{out}");
        assert!(!out.contains(['\u{202e}', '\u{1b}']), "{out}");
    }
}

#[test]
fn calls_that_make_no_sense_are_refused() {
    let folder = Folder::new("calls");
    fs::write(folder.path("in.newsprint"), build(vec![short("a")])).unwrap();
    fs::create_dir(folder.path("full")).unwrap();
    fs::write(folder.path("full/old.md"), "Old.").unwrap();
    for (arguments, code, problem) in [
        ("export in.newsprint --format markdown", 2, "--out"),
        ("export in.newsprint --format markdown --out full", 2, "empty folder"),
        ("export in.newsprint --format html", 2, "markdown"),
        ("export nothing", 1, "nothing"),
        ("export full/old.md", 1, "old.md"),
    ] {
        let (found, _, errors) = folder.run(arguments.split(' '));
        assert!(found == code && errors.contains(problem), "{arguments}: {found}: {errors}");
    }
}
