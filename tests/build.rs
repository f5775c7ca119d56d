//! `newsprint build` at scale: all cores, the same bytes; what is passed over, found twice, linked.
#![cfg(all(unix, not(target_arch = "wasm32")))]

use newsprint::archive::read::Archive;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// An empty folder of this test's own.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("build").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn build(input: &Path, out: &Path, more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsprint"));
    command.arg("build").arg(input).arg("--out").arg(out).args(more).output().unwrap()
}

/// Whether this binary carries the widget; without it nothing is built.
fn has_widget(output: &Output) -> bool {
    let has = !String::from_utf8_lossy(&output.stderr).contains("without the widget");
    if !has {
        println!("skipped: the binary was built without the widget");
    }
    has
}

/// Words that differ by number, so that texts have something in common and something of their own.
fn text(from: usize, words: usize) -> String {
    (from..from + words).map(|word| format!("word{} ", word * 7919 % 20_011)).collect()
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let folder = folder("threads");
    let input = folder.join("in");
    fs::create_dir_all(&input).unwrap();
    let line = |number: usize| {
        format!("{{\"id\": \"j{number}\", \"title\": \"Story {number}\", \"text\": \"{}\"}}\n", text(number * 3, 200))
    };
    fs::write(input.join("many.jsonl"), (0..800).map(line).collect::<String>()).unwrap();
    for number in 0..60 {
        let story = format!("Headline {number}\n\n{}.\n\n{}.\n", text(number * 5, 90), text(number * 11, 90));
        fs::write(input.join(format!("{number:03}.txt")), story).unwrap();
    }
    let mut archives = Vec::new();
    for threads in ["1", "2", "5"] {
        let out = folder.join(threads);
        let mut command = Command::new(env!("CARGO_BIN_EXE_newsprint"));
        command.env("RAYON_NUM_THREADS", threads).arg("build").arg(&input).arg("--out").arg(&out);
        let output = command.output().unwrap();
        if !has_widget(&output) {
            return;
        }
        archives.push(fs::read(out.join("archive/archive.newsprint")).unwrap());
    }
    assert_eq!(Archive::whole(archives[0].clone()).unwrap().root().articles, 860);
    assert!(archives[0] == archives[1] && archives[0] == archives[2]);
}

#[test]
fn what_cannot_be_read_is_named_and_everything_else_is_built() {
    let folder = folder("odd");
    let input = folder.join("in");
    fs::create_dir_all(input.join("page_files")).unwrap();
    fs::write(input.join("good.md"), format!("# Good\n\n{}\n", text(0, 50))).unwrap();
    fs::write(input.join("page.html"), "<!doctype html><title>Page</title><h1>Page</h1><p>A saved page.</p>").unwrap();
    fs::write(input.join("page_files/frame.html"), "<p>An advert.</p>").unwrap();
    fs::write(input.join("logo.PNG"), b"\x89PNG").unwrap();
    symlink(&input, input.join("loop")).unwrap();
    symlink("itself", input.join("itself")).unwrap();
    assert!(Command::new("mkfifo").arg(input.join("pipe\u{1b}[31m.txt")).status().unwrap().success());
    let output = build(&input, &folder.join("out"), &[]);
    if !has_widget(&output) {
        return;
    }
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    for expected in
        ["loop: a link to a folder", "itself: cannot be read", "not a regular file", "2 files that are no articles"]
    {
        assert!(said.contains(expected), "{expected} in: {said}");
    }
    assert!(!said.contains('\u{1b}'), "{said}");
    assert!(folder.join("out/HOW-TO-EMBED.txt").exists());
}

#[test]
fn twins_are_told_and_folded_on_demand_and_neighbours_lead_somewhere() {
    let folder = folder("twins");
    let input = folder.join("in");
    fs::create_dir_all(&input).unwrap();
    let story =
        |headline: &str, date: &str, body: &str| format!("---\ntitle: {headline}\ndate: {date}\n---\n\n{body}\n");
    fs::write(input.join("a.md"), story("River rises", "2023-05-02", &text(0, 120))).unwrap();
    fs::write(input.join("b.md"), story("River rises again, reprinted", "2023-05-01", &text(0, 120))).unwrap();
    fs::write(input.join("c.md"), story("Bridge closed", "2023-05-03", &text(9000, 120))).unwrap();
    let kept = build(&input, &folder.join("kept"), &[]);
    if !has_widget(&kept) {
        return;
    }
    let articles = |out: &str| {
        let bytes = fs::read(folder.join(out).join("archive/archive.newsprint")).unwrap();
        Archive::whole(bytes).unwrap().root().articles
    };
    let said = String::from_utf8_lossy(&kept.stderr).into_owned();
    assert!(said.contains("b.md:1: the text of a.md:1") && said.contains("--dedupe"), "{said}");
    assert_eq!(articles("kept"), 3);
    let folded = build(&input, &folder.join("folded"), &["--dedupe"]);
    let said = String::from_utf8_lossy(&folded.stderr).into_owned();
    assert!(said.contains("folded into it"), "{said}");
    assert_eq!(articles("folded"), 2);
    let quiet = build(&input, &folder.join("quiet"), &["--quiet"]);
    assert!(!String::from_utf8_lossy(&quiet.stderr).contains("an archive of"));
}
