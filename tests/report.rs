//! What a person is told about a reading: reports in three forms, lines with their roles, and what can be overridden.
#![cfg(not(target_arch = "wasm32"))]

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{self, Command};
use std::{env, fs};

/// A folder for one test, which goes when it is dropped.
struct Folder(PathBuf);

/// What a call gave.
struct Outcome {
    code: i32,
    stdout: String,
    stderr: String,
}

impl Folder {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("report-{name}-{}", process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn with(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        fs::write(self.0.join(name), content).unwrap();
        self
    }

    /// Runs the program here; arguments are parted by blanks.
    fn run(&self, arguments: &str) -> Outcome {
        let mut command = Command::new(env!("CARGO_BIN_EXE_newsprint"));
        let output = command.current_dir(&self.0).args(arguments.split(' ')).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Outcome { code: output.status.code().unwrap_or(-1), stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap()
    }

    fn json(&self, name: &str) -> Value {
        serde_json::from_str(&self.text(name)).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Outcome {
    #[track_caller]
    fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, code, "exit code; standard error:\n{}", self.stderr);
        self
    }

    #[track_caller]
    fn says(self, words: &[&str]) -> Self {
        let all = |line: &str| words.iter().all(|word| line.contains(word));
        assert!(self.stderr.lines().any(all), "no line of standard error holds all of {words:?}:\n{}", self.stderr);
        self
    }
}

const PAGE: &str = "Home\nNews\nSport\nCulture\nRiver takes third bridge in three years\nBy Ana Cruz\n5 May 2025\n\n\
    KARIMA (Daily Agency) — The river rose over its banks again on Monday evening and took the old bridge.\n\n\
    Nobody was hurt when it fell, but the town is now cut off from the hospital on the other bank.\n\n\
    Share this article\n";

const HOSTILE: &str = "{\"id\":\"x\",\"title\":\"<script>alert(1)</script> <b title='\\\"\",\"text\":\"One.\",\
    \"lang\":\"en\\\" onclick=\\\"x\"}\n{\"title\":\"A\\u202eB\\u001b[31m\",\"text\":\"Two.\"}\n";

fn folder(name: &str) -> Folder {
    Folder::new(name)
        .with("a.txt", PAGE)
        .with("b.txt", PAGE.replace("River", "Lake"))
        .with("hostile.jsonl", HOSTILE)
        .with("broken.jsonl", "{\"title\":\"One\",\"text\":\"x\"}\n{oops\n")
        .with("draft.md", "---\ntitle: Not yet\ndraft: true\n---\nWords.\n")
}

const FILES: &str = "parse a.txt b.txt hostile.jsonl broken.jsonl draft.md";

#[test]
fn json_holds_every_file_and_the_counts() {
    let folder = folder("json");
    folder.run(&format!("{FILES} --report out.json")).exits(0);
    let report = folder.json("out.json");
    let files = report["files"].as_array().unwrap();
    let names: Vec<&str> = files.iter().filter_map(|file| file["name"].as_str()).collect();
    assert_eq!(names, ["a.txt", "b.txt", "hostile.jsonl", "broken.jsonl", "draft.md"]);
    let article = &files[0]["articles"][0];
    let headline = article["fields"].as_array().unwrap().iter().find(|field| field["name"] == "headline").unwrap();
    assert_eq!((headline["line"].as_u64(), headline["rule"].as_str()), (Some(5), Some("names-or-date-below")));
    let removed = article["removed"].as_array().unwrap();
    assert_eq!(removed.len(), 5);
    assert_eq!((removed[4]["line"].as_u64(), removed[4]["rule"].as_str()), (Some(13), Some("share")));
    let corpus = &report["corpus"];
    assert_eq!((corpus["files"].as_u64(), corpus["articles"].as_u64()), (Some(5), Some(5)));
    assert_eq!((corpus["complaints"].as_u64(), corpus["left_out"]["a draft"].as_u64()), (Some(1), Some(1)));
    assert_eq!(
        (corpus["lines"][0]["count"].as_u64(), corpus["first"][0]["name"].as_str()),
        (Some(2), Some("broken.jsonl"))
    );
    assert!(!folder.0.join("out.json.part").exists());
}

#[test]
fn the_page_is_one_file_and_no_text_becomes_markup() {
    let folder = folder("page");
    folder.run(&format!("{FILES} --report out.html")).exits(0);
    let page = folder.text("out.html");
    assert!(page.contains("&lt;script&gt;alert(1)") && !page.contains("<script"), "{page}");
    assert!(page.contains("A\\u{202e}B\\u{1b}[31m"));
    for part in ["default-src 'none'", "<caption>", "<th scope=\"row\">headline</th>", "dir=\"ltr\"", "<bdi>"] {
        assert!(page.contains(part), "{part} is missing");
    }
    for forbidden in ["http:", "https:", " onclick=\"", "src=", "<link", "@import", "url("] {
        assert!(!page.contains(forbidden), "the page holds {forbidden}");
    }
    for name in ["html", "main", "section", "table", "tbody", "tr", "td", "th", "details", "article", "bdi", "h3"] {
        let (opened, closed) = (format!("<{name}"), format!("</{name}>"));
        let opened = page.match_indices(&opened).filter(|(at, _)| page[at + 1 + name.len()..].starts_with([' ', '>']));
        assert_eq!(opened.count(), page.matches(&closed).count(), "<{name}> is not closed");
    }
}

#[test]
fn text_is_for_people() {
    let folder = folder("text");
    folder.run(&format!("{FILES} --report out.txt")).exits(0);
    let text = folder.text("out.txt");
    for part in
        ["5  files", "LOOK AT THESE FIRST", "broken.jsonl: something could not be read", "left out: draft.md: a draft"]
    {
        assert!(text.contains(part), "{part} is missing:\n{text}");
    }
    assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{text}");
}

#[test]
fn a_report_is_the_same_each_time_and_its_form_is_told_by_the_ending() {
    let folder = folder("same");
    folder.run(&format!("{FILES} --report one.html")).exits(0);
    folder.run(&format!("{FILES} --report two.html")).exits(0);
    assert_eq!(folder.text("one.html"), folder.text("two.html"));
    folder.run("parse a.txt --report out.pdf").exits(2).says(&["--report", ".html, .txt or .json", "out.pdf"]);
    folder.run("parse a.txt --report gone/out.txt").exits(1).says(&["cannot write", "gone/out.txt"]);
}

#[test]
fn a_file_of_settings_says_what_a_sites_pages_say() {
    let folder = folder("config")
        .with("site.toml", "lang = \"nl\"\n[remove]\nlines = [\"Nobody was hurt when it fell, but the town is now cut off from the hospital on the other bank.\"]\n")
        .with("wrong.toml", "lang = \"nl\"\n\n[remove]\nline = [\"x\"]\n");
    let article = |arguments: &str| -> Value {
        serde_json::from_str(&folder.run(&format!("parse a.txt --config site.toml{arguments}")).exits(0).stdout)
            .unwrap()
    };
    let read = article("");
    let removed = read["removed"].as_array().unwrap();
    assert!(removed.iter().any(|line| line["line"] == 11 && line["rule"] == "config"), "{removed:?}");
    assert_eq!((read["lang"].as_str(), article(" --lang en")["lang"].as_str()), (Some("nl"), Some("en")));
    folder.run("parse a.txt --config wrong.toml").exits(1).says(&[
        "wrong.toml:4: ",
        "\"line\"",
        "did you mean \"lines\"?",
    ]);
    let keys = folder
        .with("keys.toml", "[keys]\nkop = \"title\"\n")
        .with("k.jsonl", "{\"kop\":\"Brug weg\",\"text\":\"x\"}\n");
    let outcome = keys.run("parse k.jsonl --config keys.toml").exits(0);
    assert!(outcome.stdout.contains("\"headline\":\"Brug weg\""), "{}", outcome.stdout);
    keys.run("parse a.txt --config gone.toml").exits(1).says(&["gone.toml"]);
}

#[test]
fn a_build_that_has_nothing_to_build_still_says_why() {
    let folder = Folder::new("void").with("a.txt", "");
    let outcome = folder.run("build a.txt --out site --report out.json");
    // A binary without the widget refuses before it reads.
    if outcome.code != 2 {
        let report = folder.json("out.json");
        assert_eq!((outcome.code, report["corpus"]["fatal"].as_u64()), (1, Some(1)), "{}", outcome.stderr);
    }
}

#[test]
fn what_to_look_at_first_is_named_and_is_the_worst_tenth() {
    let record = |number: usize| match number {
        7 | 8 => format!("{{\"id\":\"bare-{number}\",\"title\":\"Bare\"}}\n"),
        _ => format!("{{\"id\":\"n-{number}\",\"title\":\"Story\",\"text\":\"It rained.\",\"date\":\"in May\"}}\n"),
    };
    let folder = folder("first").with("many.jsonl", (0..40).map(record).collect::<String>());
    folder.run("parse many.jsonl --report out.txt").exits(0);
    folder.run("parse many.jsonl --report out.json").exits(0);
    let text = folder.text("out.txt");
    assert!(text.contains("FIRST\n  many.jsonl, bare-7: no text\n  many.jsonl, bare-8: no text\n"), "{text}");
    let (_, first) = text.split_once("FIRST\n").unwrap();
    assert_eq!(first.lines().take_while(|line| !line.is_empty()).count(), 4, "{text}");
    let found = &folder.json("out.json")["corpus"];
    assert_eq!((found["first"][0]["article"].as_str(), found["first"].as_array().unwrap().len()), (Some("bare-7"), 4));
    let filled = |name: &str| {
        let fields = found["fields"].as_array().unwrap();
        fields.iter().find(|field| field["name"] == name).unwrap()["filled"].as_u64().unwrap()
    };
    assert_eq!((filled("published"), filled("date as text")), (0, 38));
    // Some menu lines around an article are as it should be.
    folder.run("parse a.txt b.txt --report menus.txt").exits(0);
    assert!(!folder.text("menus.txt").contains("LOOK AT THESE FIRST"));
}

#[test]
fn one_of_a_kind_is_called_so() {
    let folder = folder("one");
    folder.run("parse a.txt --report one.txt").exits(0);
    let text = fs::read_to_string(folder.0.join("one.txt")).unwrap();
    assert!(text.contains("        1  file\n        1  article\n        0  errors\n"), "{text}");
}

#[test]
fn lines_are_explained_without_colours_in_a_pipe() {
    let folder = folder("explain");
    let outcome = folder.run("parse a.txt --explain").exits(0);
    let (alone, rest) = outcome.stdout.split_once('\n').unwrap();
    assert!(alone.starts_with("read alone; ") && alone.contains("--learn . "), "{alone}");
    let lines: Vec<&str> = rest.lines().collect();
    assert_eq!(lines[0], "a.txt: raw text, UTF-8");
    assert!(lines[5].starts_with("    5  headline:names-or-date-below .92 "), "{}", outcome.stdout);
    assert!(lines.last().unwrap().starts_with("   13  removed:share .95 "), "{}", outcome.stdout);
    assert!(!outcome.stdout.contains('\u{1b}'));
}

const WEB: &str = "<!doctype html><html lang=en><head><title>River takes third bridge | The Paper</title>\n\
    <meta property=og:title content='River takes third bridge'></head><body>\n<nav><a href=/>Home</a></nav>\n\
    <article><h1>River takes third bridge</h1>\n\
    <p>The river rose over its banks again on Monday evening and took the old bridge, the third in three years.</p>\n\
    <p>Nobody was hurt when it fell, but the town is now cut off from the hospital on the other bank.</p>\n\
    <p>The mayor has asked for a new bridge since 2019, and saw on Tuesday what was left of the road.</p>\n\
    <p>Share this article</p></article></body></html>\n";

#[test]
fn a_page_is_explained_by_the_lines_that_are_seen_of_it() {
    let folder = Folder::new("web").with("page.html", WEB);
    let shown = folder.run("parse page.html --explain").exits(0).stdout;
    for part in ["headline:page-data .97", "    5  para ", "    8  removed:share .95 "] {
        assert!(shown.contains(part), "{part} is missing:\n{shown}");
    }
    let outcome = folder.run("parse page.html --keep-all").exits(0);
    let article: Value = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!(article["removed"].as_array().map(Vec::len), Some(0), "{article}");
    assert!(article["blocks"].as_array().unwrap().iter().any(|block| block["text"] == "Share this article"));
}

#[test]
fn nothing_is_removed_if_all_is_to_be_kept() {
    let folder = folder("keep");
    let outcome = folder.run("parse a.txt --keep-all --lang en").exits(0);
    let article: Value = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!((article["removed"].as_array().map(Vec::len), article["lang"].as_str()), (Some(0), Some("en")));
    assert!(article["blocks"].as_array().unwrap().iter().any(|block| block["text"] == "Share this article"));
    folder.run("parse a.txt --lang English").exits(2).says(&["--lang", "\"English\""]);
}
