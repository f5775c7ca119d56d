//! `newsprint build` over what it built before: added to, taken down from, stopped, refused.
#![cfg(all(unix, not(target_arch = "wasm32")))]

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Duration;

const NEWSPRINT: &str = env!("CARGO_BIN_EXE_newsprint");

/// An empty folder of this test's own.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("changes").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Calls `newsprint build` in a folder.
fn build(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(NEWSPRINT).current_dir(folder).arg("build").args(arguments).output().unwrap()
}

/// As [`build`], which must be done; `None` where the binary has no widget, for nothing is built without.
#[track_caller]
fn built(folder: &Path, arguments: &[&str]) -> Option<()> {
    let output = build(folder, arguments);
    let told = String::from_utf8_lossy(&output.stderr);
    if told.contains("without the widget") {
        println!("skipped: the binary was built without the widget");
        return None;
    }
    assert!(output.status.success(), "{told}");
    Some(())
}

#[track_caller]
fn refused(output: &Output, code: i32, words: &str) {
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code() == Some(code) && told.contains(words), "{:?}: {told}", output.status);
}

fn archive(folder: &Path, site: &str) -> Vec<u8> {
    fs::read(folder.join(site).join("archive/archive.newsprint")).unwrap()
}

/// A line of JSON with an article that links to the one before it.
fn line(number: usize, version: usize) -> String {
    let words: String = (0..120).map(|word| format!("word{} ", (number * 31 + word * word + version) % 4001)).collect();
    let url = |number: usize| format!("https://example.org/{number}");
    format!(
        "{{\"id\":\"story-{number}\",\"headline\":\"Story {number}\",\"published\":\"20{:02}-03-04\",\"url\":\"{}\",\
         \"blocks\":[{{\"kind\":\"para\",\"text\":\"{words}\"}}],\"authors\":[{{\"name\":\"A {}\"}}],\
         \"links\":{{\"previous\":{{\"title\":\"Before\",\"url\":\"{}\"}}}}}}\n",
        number % 25,
        url(number),
        number % 7,
        url(number.wrapping_sub(1))
    )
}

/// Writes articles of such numbers and versions.
fn articles(folder: &Path, name: &str, articles: impl Iterator<Item = (usize, usize)>) {
    fs::write(folder.join(name), articles.map(|(number, version)| line(number, version)).collect::<String>()).unwrap();
}

/// Every file below a folder, with its bytes, but the archive's.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let (mut folders, mut found) = (vec![folder.to_path_buf()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false => found.push((path.clone(), fs::read(path).unwrap())),
            }
        }
    }
    found.sort();
    found
}

#[test]
fn what_is_added_and_taken_down_gives_the_archive_of_the_same_articles() {
    let folder = folder("same");
    articles(&folder, "old.jsonl", (0..700).map(|number| (number, 0)));
    articles(&folder, "new.jsonl", (600..800).map(|number| (number, 1)));
    articles(&folder, "all.jsonl", (0..800).map(|number| (number, usize::from(number >= 600))));
    let Some(()) = built(&folder, &["old.jsonl", "--out", "site", "--title", "Our <news>", "--images", "remote"])
    else {
        return;
    };
    let page = fs::read(folder.join("site/index.html")).unwrap();
    built(&folder, &["new.jsonl", "--append", "--out", "site"]);
    built(&folder, &["all.jsonl", "--out", "whole"]);
    assert!(archive(&folder, "site") == archive(&folder, "whole"));
    assert!(fs::read(folder.join("site/index.html")).unwrap() == page, "the page keeps title and pictures");

    // No article links to the last one of all.
    built(&folder, &["--remove", "story-799", "--out", "site"]);
    articles(&folder, "rest.jsonl", (0..799).map(|number| (number, usize::from(number >= 600))));
    built(&folder, &["rest.jsonl", "--out", "whole"]);
    assert!(archive(&folder, "site") == archive(&folder, "whole"));
}

#[test]
fn what_is_added_twice_is_there_once() {
    let folder = folder("twice");
    let texts = ["{\"id\":\"a\",\"text\":\"One\"}", "{\"id\":\"a\",\"text\":\"Two\"}", "{\"text\":\"Three\"}"];
    fs::write(folder.join("in.jsonl"), format!("{0}\n{1}\n{2}\n{2}\n", texts[0], texts[1], texts[2])).unwrap();
    for name in ["this", "that"] {
        fs::create_dir_all(folder.join("texts").join(name)).unwrap();
        fs::write(folder.join("texts").join(name).join("x.txt"), format!("About {name}\n\nIt rained.\n")).unwrap();
    }
    let Some(()) = built(&folder, &["in.jsonl", "texts", "--out", "site"]) else { return };
    let before = archive(&folder, "site");
    for inputs in [&["in.jsonl"][..], &["texts"], &["in.jsonl", "texts"]] {
        built(&folder, &[inputs, &["--append", "--out", "site"]].concat());
        assert!(archive(&folder, "site") == before, "{inputs:?}");
    }
}

#[test]
fn an_id_that_looks_like_a_later_one_stays_unless_as_many_are_read() {
    let folder = folder("own");
    let ids = |site: &str| {
        let export = Command::new(NEWSPRINT).current_dir(&folder).args(["export", site]).output().unwrap().stdout;
        let text = String::from_utf8(export).unwrap();
        let mut lines: Vec<_> = text.lines().map(|line| line.split('"').nth(3).unwrap().to_owned()).collect();
        lines.sort();
        lines
    };
    let record = |id: &str, text: &str| format!("{{\"id\":\"{id}\",\"text\":\"{text}\"}}\n");
    fs::write(folder.join("in.jsonl"), record("a", "One") + &record("a~2", "Two")).unwrap();
    fs::write(folder.join("one.jsonl"), record("a", "Other")).unwrap();
    let Some(()) = built(&folder, &["in.jsonl", "--out", "site"]) else { return };
    built(&folder, &["one.jsonl", "--append", "--out", "site"]);
    assert_eq!(ids("site"), ["a", "a~2"]);
    fs::write(folder.join("two.jsonl"), record("a", "Three") + &record("a", "Four")).unwrap();
    built(&folder, &["two.jsonl", "--append", "--out", "site"]);
    assert_eq!(ids("site"), ["a", "a~2"]);
}

#[test]
fn what_is_taken_down_is_gone_and_links_to_it_lead_out() {
    let folder = folder("gone");
    articles(&folder, "in.jsonl", (0..300).map(|number| (number, 0)));
    let Some(()) = built(&folder, &["in.jsonl", "--out", "site"]) else { return };
    built(&folder, &["--remove", "story-7", "story-250", "--out", "site"]);
    let export = Command::new(NEWSPRINT).current_dir(&folder).args(["export", "site"]).output().unwrap().stdout;
    let lines: Vec<String> = String::from_utf8(export).unwrap().lines().map(str::to_owned).collect();
    assert_eq!(lines.len(), 298);
    assert!(!lines.iter().any(|line| line.contains("Story 250") || line.contains("#article=story-250")));
    let holds = |number: usize, words: &str| {
        let id = format!("{{\"id\":\"story-{number}\",");
        lines.iter().any(|line| line.starts_with(&id) && line.contains(words))
    };
    assert!(holds(251, "\"url\":\"https://example.org/250\"") && holds(252, "\"url\":\"#article=story-251\""));
}

#[test]
fn what_cannot_be_changed_is_named_and_stays() {
    let folder = folder("named");
    articles(&folder, "in.jsonl", (0..300).map(|number| (number, 0)));
    let Some(()) = built(&folder, &["in.jsonl", "--out", "site"]) else { return };
    let before = files(&folder.join("site"));
    refused(&build(&folder, &["--remove", "story-3000", "--out", "site"]), 1, "there is \"story-30\"");
    refused(&build(&folder, &["--remove", "zzz", "--out", "site"]), 1, "no article has the id \"zzz\"");
    refused(&build(&folder, &["in.jsonl", "--append", "--out", "other"]), 1, "holds no archive to change");
    refused(&build(&folder, &["--append", "--out", "site"]), 2, "INPUT");
    assert!(!folder.join("other").exists());
    assert!(files(&folder.join("site")) == before);
    let damaged = folder.join("site/archive/archive.newsprint");
    let mut bytes = fs::read(&damaged).unwrap();
    let late = bytes.len() - 200;
    bytes[late] ^= 1;
    fs::write(&damaged, &bytes).unwrap();
    refused(&build(&folder, &["--remove", "story-3", "--out", "site"]), 1, "bodies");
    assert!(fs::read(&damaged).unwrap() == bytes);
}

#[test]
fn a_second_build_into_a_folder_is_refused_while_the_first_is_at_work() {
    let folder = folder("two");
    articles(&folder, "in.jsonl", (0..3).map(|number| (number, 0)));
    let Some(()) = built(&folder, &["in.jsonl", "--out", "site"]) else { return };
    let lock = File::open(folder.join("site")).unwrap();
    lock.try_lock().unwrap();
    refused(&build(&folder, &["in.jsonl", "--out", "site"]), 2, "another build");
    drop(lock);
    built(&folder, &["in.jsonl", "--out", "site"]);
}

#[test]
fn a_full_disk_leaves_the_last_good_site() {
    let folder = folder("full");
    articles(&folder, "small.jsonl", (0..3).map(|number| (number, 0)));
    articles(&folder, "large.jsonl", (0..900).map(|number| (number, 0)));
    let Some(()) = built(&folder, &["small.jsonl", "--out", "site"]) else { return };
    let before = files(&folder.join("site"));
    // A file that would grow over this limit cannot be written, as on a disk that is full; blocks of 512 bytes or 1024.
    let limited = "trap '' XFSZ; ulimit -f 40; exec \"$0\" \"$@\"";
    for out in ["site", "new"] {
        let mut command = Command::new("sh");
        command.current_dir(&folder).args(["-c", limited, NEWSPRINT, "build", "large.jsonl", "--out", out]);
        refused(&command.output().unwrap(), 1, "cannot ");
    }
    assert!(files(&folder.join("site")) == before);
    assert!(!folder.join("new").exists());
}

#[test]
fn what_a_killed_build_leaves_is_removed_by_the_next() {
    let folder = folder("killed");
    articles(&folder, "in.jsonl", (0..900).map(|number| (number, 0)));
    let Some(()) = built(&folder, &["in.jsonl", "--out", "whole"]) else { return };
    let map = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- A map of an archive, written by newsprint. -->\n";
    let parts = [
        ("index.html", "half"),
        ("newsprint/newsprint.js", "half"),
        ("newsprint/offline.js", "half"),
        ("newsprint-worker.js", "half"),
        ("archive/archive.newsprint", "half"),
        ("sitemap.xml", map),
    ];
    for (name, text) in parts {
        let part = folder.join("site").join(format!("{name}.part"));
        fs::create_dir_all(part.parent().unwrap()).unwrap();
        fs::write(part, text).unwrap();
    }
    built(&folder, &["in.jsonl", "--out", "site"]);
    let names = |site: &str| -> Vec<_> {
        let site = folder.join(site);
        files(&site).into_iter().map(|(path, _)| path.strip_prefix(&site).unwrap().to_path_buf()).collect()
    };
    assert_eq!(names("site"), names("whole"));
    for wait in [1, 30, 100, 300, 600] {
        let mut child = Command::new(NEWSPRINT)
            .current_dir(&folder)
            .args(["build", "in.jsonl", "--out", "site", "-q"])
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(archive(&folder, "site") == archive(&folder, "whole"), "{wait} ms");
    }
    built(&folder, &["in.jsonl", "--out", "site"]);
    assert_eq!(names("site"), names("whole"));
}
