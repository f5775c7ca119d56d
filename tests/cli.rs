//! The command line as a person or a script calls it: exit codes, what goes to which stream, and bad input.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use newsprint::index::build;
use serde_json::Value;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{fs, process};
use support::articles;

/// What a call gave.
struct Outcome {
    code: i32,
    stdout: String,
    stderr: String,
}

impl Outcome {
    #[track_caller]
    fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, code, "exit code; standard error:\n{}", self.stderr);
        self
    }

    /// One complaint that holds all of these.
    #[track_caller]
    fn complains(self, words: &[&str]) -> Self {
        let all = |line: &str| words.iter().all(|word| line.contains(word));
        assert!(self.stderr.lines().any(all), "no line of standard error holds all of {words:?}:\n{}", self.stderr);
        assert!(!self.stderr.contains("panicked"), "{}", self.stderr);
        self
    }

    #[track_caller]
    fn says_nothing_else(self) -> Self {
        assert_eq!(self.stderr, "", "standard error should be empty");
        self
    }

    /// Standard output as JSON Lines.
    #[track_caller]
    fn json(&self) -> Vec<Value> {
        self.stdout.lines().map(|line| serde_json::from_str(line).expect(line)).collect()
    }
}

/// Runs the program in this folder.
fn newsprint_in<S: AsRef<OsStr>>(folder: &Path, arguments: impl IntoIterator<Item = S>) -> Outcome {
    newsprint_from(folder, arguments, Stdio::null())
}

/// Runs the program in this folder with something to read from standard input.
fn newsprint_from<S: AsRef<OsStr>>(folder: &Path, arguments: impl IntoIterator<Item = S>, stdin: Stdio) -> Outcome {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsprint"));
    let output = command.current_dir(folder).args(arguments).stdin(stdin).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Outcome { code: output.status.code().unwrap_or(-1), stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// A folder for one test, which goes when it is dropped.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("cli-{name}-{}", process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn with(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    /// Runs the program here; arguments are parted by blanks.
    fn run(&self, arguments: &str) -> Outcome {
        newsprint_in(&self.0, arguments.split(' '))
    }

    #[track_caller]
    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const ARTICLE: &str = "A headline of some words\n\nKARIMA — The river rose over the banks again on Monday evening.\n\n\
    It took the bridge, and with it the only road to the border.\n";

#[test]
fn the_seed_is_parsed_to_one_line_of_json() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let outcome = newsprint_in(root, ["parse", "seeds/000_bb706fae6452e39d.txt"]).exits(0).says_nothing_else();
    let articles = outcome.json();
    assert_eq!(articles.len(), 1);
    let article = &articles[0];
    assert_eq!(article["headline"], "Senior Iraqi delegation led by national security adviser arrives in Tehran");
    assert_eq!((&article["dateline"]["place"], &article["byline"]), (&"SULAIMANI".into(), &Value::Null));
    assert_eq!(article["tags"], Value::Array(Vec::new()));
    for key in [
        "id",
        "headline",
        "kicker",
        "dek",
        "byline",
        "authors",
        "dateline",
        "source",
        "published",
        "modified",
        "date_text",
        "highlights",
        "blocks",
        "sections",
        "tags",
        "links",
        "lang",
        "dir",
        "url",
        "rights",
        "removed",
        "warnings",
    ] {
        assert!(article.get(key).is_some(), "{key} is missing");
    }
}

#[test]
fn what_cannot_be_read_is_named_and_costs_no_other_article() {
    let folder = Folder::new("bad")
        .with("empty.txt", "")
        .with("blank.txt", " \r\n\n")
        .with("binary.txt", b"\x7fELF\x02\x01\x00\x00")
        .with("utf32.txt", b"\xff\xfe\0\0A\0\0\0")
        .with("good.txt", ARTICLE)
        .with("lines.jsonl", "{\"title\":\"One\"}\n{\"title\": oops}\n{\"title\":\"Three\"}\n");
    let outcome = folder
        .run("parse empty.txt blank.txt binary.txt utf32.txt gone.txt good.txt lines.jsonl")
        .exits(0)
        .complains(&["empty.txt", "empty"])
        .complains(&["blank.txt", "empty"])
        .complains(&["binary.txt", "a program"])
        .complains(&["utf32.txt:1", "UTF-32"])
        .complains(&["gone.txt", "cannot be read"])
        .complains(&["lines.jsonl:2"]);
    let headlines: Vec<_> = outcome.json().iter().map(|article| article["headline"].clone()).collect();
    assert_eq!(headlines, ["A headline of some words", "One", "Three"]);
    folder.run("parse --strict gone.txt good.txt").exits(1).complains(&["--strict"]);
    folder.run("parse gone.txt empty.txt").exits(1).complains(&["nothing could be read"]);
}

#[test]
fn pipes_devices_and_folders_are_refused_where_a_file_is_meant() {
    let folder = Folder::new("pipes").with("a.txt", ARTICLE).with("sub/a.txt", ARTICLE);
    assert!(Command::new("mkfifo").arg(folder.0.join("pipe")).status().unwrap().success());
    for file in ["pipe", "/dev/zero", "sub"] {
        for call in [
            format!("parse --config {file} a.txt"),
            format!("search {file} river --sort newest"),
            format!("export {file}"),
            format!("parse {file}"),
        ] {
            let problem = if file == "sub" { "expected" } else { "expected a regular file" };
            folder.run(&call).exits(1).complains(&[file.trim_start_matches("/dev/"), problem]);
        }
    }
    folder.run("parse sub").exits(1).complains(&["sub: cannot be read: expected a file, found a folder", "build"]);
    folder.run("parse --config sub a.txt").exits(1).complains(&["cannot read sub", "name a file in it"]);
}

#[test]
fn queries_and_synonyms_are_regular_files_too() {
    let folder = Folder::new("regular").with("good.txt", ARTICLE);
    fs::write(folder.0.join("archive.newsprint"), build(articles(1, 9))).unwrap();
    for file in ["/dev/zero", "."] {
        folder.run(&format!("search . --queries {file} --run out.txt")).exits(1).complains(&[file, "expected a"]);
        assert!(!folder.0.join("out.txt").exists());
        if has_widget(&folder) {
            let call = format!("build good.txt --out x --synonyms {file}");
            folder.run(&call).exits(1).complains(&[file, "expected a"]);
        }
    }
}

#[test]
fn a_text_that_is_explained_alone_says_that_build_knows_more() {
    let folder = Folder::new("alone").with("in/a.txt", ARTICLE).with("in/b.txt", ARTICLE).with("c/c.txt", ARTICLE);
    let said = "read alone; `build` learns from the files beside it, too: --learn in shows what that changes\n";
    assert!(folder.run("parse --explain in/a.txt").exits(0).stdout.starts_with(said));
    assert!(folder.run("parse --explain --learn in in/a.txt").exits(0).stdout.starts_with("a.txt: raw text"));
    assert!(folder.run("parse --explain c/c.txt").exits(0).stdout.starts_with("c.txt: raw text"));
    folder.run("parse --learn in in/a.txt").exits(2).complains(&["--explain"]);
}

#[test]
fn standard_input_is_parsed_and_not_built() {
    let folder = Folder::new("stdin")
        .with("good.txt", ARTICLE)
        .with("a.jsonl", "{\"title\":\"One\",\"text\":\"Two.\"}\n{\"title\": oops}\n");
    let stdin = || fs::File::open(folder.0.join("a.jsonl")).unwrap();
    let run = |arguments: &[&str]| newsprint_from(&folder.0, arguments, stdin().into());
    let outcome = run(&["parse", "-"]).exits(0).complains(&["stdin:2: "]);
    assert_eq!(outcome.json()[0]["headline"], "One");
    if has_widget(&folder) {
        run(&["build", "-", "--out", "site"]).exits(2).complains(&["standard input", "write it to a file"]);
    }
}

#[test]
fn line_ends_and_byte_order_marks_make_no_difference() {
    let windows = format!("\u{feff}{}", ARTICLE.replace('\n', "\r\n"));
    let folder = Folder::new("ends").with("a.txt", ARTICLE).with("b/a.txt", windows);
    let outcome = folder.run("parse a.txt b/a.txt").exits(0).says_nothing_else();
    let articles = outcome.json();
    assert_eq!(articles[0], articles[1]);
    assert_eq!(articles[0]["blocks"].as_array().map(Vec::len), Some(2));
}

#[test]
fn one_line_is_an_article_or_a_complaint() {
    let folder = Folder::new("line").with("line.txt", "Rain.");
    let outcome = folder.run("parse line.txt");
    assert!(outcome.code == 0 && outcome.stdout.contains("Rain.") || outcome.code == 1 && !outcome.stderr.is_empty());
}

#[test]
fn fifty_megabytes_are_read_whole() {
    let paragraph =
        "The delegation is due to meet with officials to discuss joint security along the lengthy border.\n\n";
    let paragraphs = 50_000_000 / paragraph.len();
    let text = format!("A headline above a very long text\n\n{}", paragraph.repeat(paragraphs));
    let folder = Folder::new("large").with("large.txt", text);
    let outcome = folder.run("parse large.txt").exits(0);
    assert!(outcome.stdout.lines().count() == 1 && outcome.stdout.len() > 49_000_000);
    assert_eq!(outcome.stdout.matches("\"kind\":\"para\"").count(), paragraphs);
}

#[test]
fn calls_that_make_no_sense_end_with_2() {
    let folder = Folder::new("calls");
    for call in
        ["", "parse", "build", "build x", "search", "search x", "fly", "parse --fast a.txt", "search x y --limit many"]
    {
        let outcome = newsprint_in(&folder.0, call.split_whitespace()).exits(2);
        assert!(outcome.stdout.is_empty() && outcome.stderr.contains("--help"), "{call}: {}", outcome.stderr);
    }
    newsprint_in(&folder.0, ["--fast"]).exits(2).complains(&["--fast"]);
}

#[test]
fn help_and_version_are_results() {
    let folder = Folder::new("help");
    for call in ["--help", "parse --help", "build --help", "search --help"] {
        let outcome = folder.run(call).exits(0).says_nothing_else();
        assert!(outcome.stdout.contains("Usage"), "{call}");
    }
    assert!(folder.run("build --help").stdout.contains("Examples:\n  newsprint build articles/ --out site"));
    assert_eq!(folder.run("--version").exits(0).stdout, format!("newsprint {}\n", env!("CARGO_PKG_VERSION")));
}

/// Whether the binary carries the widget; says so if it does not.
fn has_widget(folder: &Folder) -> bool {
    let outcome = folder.run("build good.txt --out try");
    match outcome.code {
        2 => {
            let outcome = outcome.complains(&["make release"]);
            assert!(outcome.stdout.is_empty() && !folder.0.join("try").exists());
            eprintln!("skipped: this binary has no widget, so `build` writes nothing; `make release` first");
            false
        }
        code => {
            assert_eq!(code, 0, "{}", outcome.stderr);
            true
        }
    }
}

/// The scripts of a site, by their path in it.
fn scripts(site: &Path) -> Vec<String> {
    let (mut folders, mut found) = (vec![site.to_owned()], Vec::new());
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "js") {
                found.push(path.strip_prefix(site).unwrap().to_string_lossy().into_owned());
            }
        }
    }
    assert!(found.len() > 2, "a site has scripts: {found:?}");
    found
}

/// Fails if an address that stands in the file after one of these openings is of no file of the site.
#[track_caller]
fn assert_refers_to_files(site: &Path, file: &str, openings: &[&str]) {
    let text = fs::read_to_string(site.join(file)).unwrap();
    for (opening, end) in openings.iter().map(|opening| (*opening, opening.chars().last().unwrap())) {
        for address in text.split(opening).skip(1).filter_map(|rest| rest.split(end).next()) {
            // What a `#` says is for the one who reads the file.
            let path = site.join(file).parent().unwrap().join(address.split('#').next().unwrap_or_default());
            assert!(address.starts_with('#') || path.exists(), "{file} refers to {address:?}, which is not there");
        }
    }
}

#[test]
fn build_writes_a_site_that_lacks_nothing() {
    let folder = Folder::new("build").with("good.txt", ARTICLE);
    if !has_widget(&folder) {
        return;
    }
    let outcome = folder.run("build good.txt --out site --title a<b>&\"c").exits(0);
    assert_eq!(outcome.stdout, "site/index.html\n");
    let page = folder.text("site/index.html");
    assert!(page.contains("<newsprint-archive") && page.contains("a&lt;b>&amp;&quot;c"), "{page}");
    assert!(!page.contains("//"), "the page must fetch nothing from elsewhere: {page}");
    assert_refers_to_files(&folder.0.join("site"), "index.html", &["src=\"", "href=\""]);
    for script in scripts(&folder.0.join("site")) {
        assert_refers_to_files(&folder.0.join("site"), &script, &["from '", "from \"", "import('", "import '"]);
    }
    assert!(folder.run("search site border").exits(0).stdout.starts_with("1 found\n"));
    assert!(folder.run("search site/archive/archive.newsprint border").exits(0).stdout.starts_with("1 found\n"));
    let first = fs::read(folder.0.join("site/archive/archive.newsprint")).unwrap();
    folder.run("build good.txt --out site").exits(0);
    assert!(
        first == fs::read(folder.0.join("site/archive/archive.newsprint")).unwrap(),
        "the same input, the same bytes"
    );
}

#[test]
fn build_reads_what_it_can_and_says_what_it_cannot() {
    let folder = Folder::new("some")
        .with("good.txt", ARTICLE)
        .with("in/one.txt", ARTICLE)
        .with("in/deep/two.md", "---\ntitle: Two\n---\nBorder text.\n")
        .with("in/empty.txt", "")
        .with("in/.hidden.txt", b"\0")
        .with("in/twins.jsonl", "{\"id\":\"x\",\"title\":\"First\"}\n{\"id\":\"x\",\"title\":\"Second\"}\n")
        .with("none/empty.txt", "");
    fs::create_dir_all(folder.0.join("void")).unwrap();
    if !has_widget(&folder) {
        return;
    }
    folder.run("build in --out site").exits(0).complains(&["empty.txt"]).complains(&[
        "twins.jsonl:2",
        "\"x\"",
        "twins.jsonl:1",
    ]);
    let outcome = folder.run("search site border --json").exits(0);
    assert_eq!(outcome.json()[0]["total"], 2, "{}", outcome.stdout);
    folder.run("build in --out strict --strict").exits(1).complains(&["1 error, and --strict was asked for"]);
    folder.run("build none --out nothing").exits(1).complains(&["no article", "see above"]);
    folder.run("build void --out nothing").exits(1).complains(&["no article", "no files in void; nothing was written"]);
    assert!(!folder.0.join("nothing").exists());
    folder.run("build gone --out nothing").exits(1).complains(&["gone", "does not exist"]);
}

/// A folder with the archive of made-up articles whose ids have blanks in them.
fn with_archive(name: &str) -> Folder {
    Folder::new(name).with("some.newsprint", build(articles(31, 40)))
}

#[test]
fn hits_are_shown_as_text_and_as_json() {
    let folder = with_archive("search");
    let text = folder.run("search some.newsprint the --limit 3").exits(0).says_nothing_else().stdout;
    assert!(text.lines().next().is_some_and(|line| line.ends_with(" found")), "{text}");
    assert!(text.to_lowercase().contains("**the**"), "words that match are marked: {text}");
    let json = folder.run("search some.newsprint the --limit 3 --json").exits(0).says_nothing_else().json();
    let (total, hits) = (json[0]["total"].as_u64().unwrap(), json[0]["hits"].as_array().unwrap());
    assert!(total > 3 && hits.len() == 3 && json[0]["complete"] == true);
    assert_eq!(text.lines().next(), Some(format!("{total} found").as_str()));
    for key in
        ["id", "title", "title_marks", "score", "snippet", "marks", "date", "place", "kicker", "lang", "dir", "words"]
    {
        assert!(hits[0].get(key).is_some(), "{key} is missing");
    }
    assert_eq!(folder.run("search some.newsprint nosuchword").exits(0).stdout, "0 found\n");
}

#[test]
fn an_archive_that_cannot_be_opened_is_explained() {
    let folder = with_archive("refuse")
        .with("page.newsprint", "<!doctype html><title>404</title>")
        .with("cut.newsprint", "NEWSPRNT\0");
    fs::create_dir_all(folder.0.join("empty")).unwrap();
    folder.run("search page.newsprint x").exits(1).complains(&["page.newsprint", "not a Newsprint archive"]);
    folder.run("search cut.newsprint x").exits(1).complains(&["cut.newsprint", "ends at 9"]);
    folder.run("search gone.newsprint x").exits(1).complains(&["gone.newsprint"]);
    folder.run("search empty x").exits(1).complains(&["empty"]);
}

#[test]
fn many_queries_give_a_run_file() {
    let folder = with_archive("run")
        .with("queries.jsonl", "{\"id\":\"q 1%\",\"text\":\"the -in\"}\n\n{\"id\":2,\"text\":\"nosuchword\"}\n{\"id\":\"q3\",\"text\":\"in\"}\n");
    let outcome = folder.run("search some.newsprint --queries queries.jsonl --run out.run --limit 4").exits(0);
    assert_eq!(outcome.stdout, "");
    let run = folder.text("out.run");
    let lines: Vec<Vec<&str>> = run.lines().map(|line| line.split(' ').collect()).collect();
    assert!(lines.iter().all(|fields| fields.len() == 6 && fields[1] == "Q0" && fields[5] == "newsprint"), "{run}");
    let first: Vec<_> = lines.iter().filter(|fields| fields[0] == "q%201%25").collect();
    assert_eq!(first.iter().map(|fields| fields[3]).collect::<Vec<_>>(), ["1", "2", "3", "4"], "{run}");
    assert!(first.iter().all(|fields| fields[2].starts_with("article%20")), "{run}");
    let scores: Vec<f64> = first.iter().map(|fields| fields[4].parse().unwrap()).collect();
    assert!(scores.is_sorted_by(|a, b| a >= b), "{scores:?}");
    folder.run("search some.newsprint --queries queries.jsonl --run syntax.run --limit 1000 --syntax").exits(0);
    folder.run("search some.newsprint --queries queries.jsonl --run plain.run --limit 1000").exits(0);
    assert!(folder.text("syntax.run").lines().count() < folder.text("plain.run").lines().count());
    assert!(!lines.iter().any(|fields| fields[0] == "2") && lines.iter().any(|fields| fields[0] == "q3"), "{run}");
}

#[test]
fn a_broken_file_of_queries_is_named_with_its_line() {
    let folder = with_archive("queries").with("queries.jsonl", "{\"id\":\"a\",\"text\":\"the\"}\n{\"id\":\"b\"}\n");
    folder
        .run("search some.newsprint --queries queries.jsonl --run out.run")
        .exits(1)
        .complains(&["queries.jsonl:2", "text"]);
    folder.run("search some.newsprint --queries gone.jsonl --run out.run").exits(1).complains(&["gone.jsonl"]);
    folder.run("search some.newsprint --queries queries.jsonl").exits(2).complains(&["--run"]);
    folder.run("search some.newsprint the --queries queries.jsonl --run out.run").exits(2);
}
