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

/// A page that a person wrote.
const OWN_PAGE: &str = "<!doctype html><title>Mine</title><p>My own page.";

#[track_caller]
fn assert_refused(output: &Output, words: &[&str]) {
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(words.iter().all(|word| said.contains(word)), "{words:?} in: {said}");
}

/// A folder with two articles; `None` if this binary cannot build.
fn with_articles(name: &str) -> Option<PathBuf> {
    let folder = folder(name);
    fs::create_dir_all(folder.join("in/sub")).unwrap();
    fs::write(folder.join("in/a.md"), format!("# River rises\n\n{}\n", text(0, 60))).unwrap();
    fs::write(folder.join("in/sub/b.md"), format!("# Bridge closed\n\n{}\n", text(900, 60))).unwrap();
    has_widget(&build(&folder.join("in"), &folder.join("try"), &[])).then_some(folder)
}

#[test]
fn what_a_person_made_is_not_overwritten() {
    let Some(folder) = with_articles("foreign") else { return };
    let (input, out) = (folder.join("in"), folder.join("public_html"));
    fs::create_dir_all(&out).unwrap();
    fs::write(out.join("index.html"), OWN_PAGE).unwrap();
    assert_refused(
        &build(&input, &out, &[]),
        &["holds index.html,", "newsprint did not write", "name a new folder", "move it away"],
    );
    fs::create_dir_all(out.join("archive")).unwrap();
    fs::write(out.join("archive/2012.html"), OWN_PAGE).unwrap();
    fs::write(out.join("HOW-TO-EMBED.txt"), "Mine.").unwrap();
    fs::write(out.join("newsprint"), "a file").unwrap();
    assert_refused(
        &build(&input, &out, &[]),
        &["index.html, HOW-TO-EMBED.txt, newsprint/ and archive/,", "move them away"],
    );
    assert_eq!(fs::read_to_string(out.join("index.html")).unwrap(), OWN_PAGE);
    // A page of one's own that embeds what `build` wrote.
    let embedding = folder.join("try");
    fs::write(embedding.join("index.html"), OWN_PAGE).unwrap();
    assert_refused(&build(&input, &embedding, &[]), &["index.html"]);
    fs::remove_file(embedding.join("index.html")).unwrap();
    for _ in 0..2 {
        assert!(build(&input, &embedding, &["--strict"]).status.success());
    }
    assert_refused(&build(&input, &input.join("a.md"), &[]), &["a.md is a file"]);
}

#[test]
fn a_site_is_not_mixed_with_what_it_is_made_of() {
    let Some(folder) = with_articles("mixed") else { return };
    let (input, out) = (folder.join("in"), folder.join("out"));
    assert_refused(&build(&input, &folder.join("in/../in"), &[]), &["is read", "name another folder"]);
    assert_refused(&build(&input, &input.join("sub"), &[]), &["lies in", "name a new folder"]);
    assert_refused(&build(&input, &input.join("no-such/.."), &[]), &["is read", "name another folder"]);
    fs::create_dir_all(folder.join("source/archive")).unwrap();
    fs::copy(input.join("a.md"), folder.join("source/archive/a.md")).unwrap();
    assert_refused(&build(&folder.join("source/archive"), &folder.join("source"), &[]), &["written over it"]);
    assert!(!input.join("index.html").exists() && !input.join("sub/index.html").exists());
    // It has happened, with a program that did not mind.
    assert!(build(&input, &out, &[]).status.success());
    for path in [input.join("a.md"), input.join("sub/b.md")] {
        let to = out.join(path.file_name().unwrap());
        fs::copy(path, to).unwrap();
    }
    assert_refused(
        &build(&out, &out, &[]),
        &["delete index.html, HOW-TO-EMBED.txt, newsprint/ and archive/archive.newsprint there"],
    );
    let again = build(&out, &folder.join("again"), &[]);
    let said = String::from_utf8_lossy(&again.stderr).into_owned();
    assert!(again.status.success() && said.contains("delete index.html") && said.contains("2 articles"), "{said}");
    let said = build(&out.join("HOW-TO-EMBED.txt"), &folder.join("part"), &[]);
    assert!(String::from_utf8_lossy(&said.stderr).contains("part of a site"));
}

#[test]
fn the_site_may_lie_in_what_it_is_made_of() {
    let Some(folder) = with_articles("within") else { return };
    let input = folder.join("in");
    for _ in 0..2 {
        let output = build(&input, &input.join("site"), &["--strict"]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            output.status.success() && said.contains("2 articles") && said.contains("0 errors, 0 warnings, 0 notes"),
            "{said}"
        );
    }
    let other = build(&input, &folder.join("other"), &[]);
    assert!(String::from_utf8_lossy(&other.stderr).contains("site: a site that newsprint built, left out"));
}

#[test]
fn what_the_call_names_for_something_else_is_no_article() {
    let Some(folder) = with_articles("own") else { return };
    let input = folder.join("in");
    fs::write(input.join("synonyms.txt"), "sulaimani = slemani\n").unwrap();
    let [report, synonyms] = ["report.html", "synonyms.txt"].map(|name| input.join(name).display().to_string());
    for _ in 0..2 {
        let output = build(&input, &folder.join("out"), &["--strict", "--report", &report, "--synonyms", &synonyms]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success() && said.contains("2 articles"), "{said}");
    }
}

#[test]
fn a_page_shows_remote_pictures_where_it_is_asked_to() {
    let Some(folder) = with_articles("images") else { return };
    let read = |out: &str, file: &str| fs::read_to_string(folder.join(out).join(file)).unwrap();
    assert!(build(&folder.join("in"), &folder.join("remote"), &["--images", "remote"]).status.success());
    for file in ["index.html", "HOW-TO-EMBED.txt"] {
        assert!(read("remote", file).contains("<newsprint-archive src=\"archive/#\" images=\"remote\">"), "{file}");
        assert!(read("try", file).contains("<newsprint-archive src=\"archive/#\">"), "{file}");
    }
    assert!(read("remote", "HOW-TO-EMBED.txt").contains("Nothing but pictures is fetched"));
}

#[test]
fn a_small_archive_is_loaded_whole_and_a_large_one_in_pieces_unless_the_call_says() {
    let Some(folder) = with_articles("load") else { return };
    let line = |number: usize| format!("{{\"id\": \"{number}\", \"text\": \"{}\"}}\n", text(number * 150, 150));
    fs::write(folder.join("large.jsonl"), (0..400).map(line).collect::<String>()).unwrap();
    let (small, large) = (folder.join("in"), folder.join("large.jsonl"));
    for (input, options, src, words) in [
        (&small, &[][..], "archive/#", "load the archive whole, which is fastest up to 128 KiB"),
        (&large, &[], "archive/", "pieces of the archive that a reader needs, which is fastest beyond 128 KiB"),
        (&small, &["--load", "pieces"], "archive/", "as --load says"),
        (&large, &["--load", "whole", "--pages"], "archive/#", "as --load says"),
    ] {
        let output = build(input, &folder.join("out"), options);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let page = fs::read_to_string(folder.join("out/index.html")).unwrap();
        assert!(said.contains(words) && page.contains(&format!("src=\"{src}\"")), "{said}");
    }
}

#[test]
fn a_site_is_kept_for_offline_where_it_is_asked_for_and_takes_leave_where_no_longer() {
    let Some(folder) = with_articles("offline") else { return };
    let (input, out) = (folder.join("in"), folder.join("out"));
    let worker = || fs::read_to_string(out.join("newsprint-worker.js")).unwrap_or_default();
    let said = String::from_utf8_lossy(&build(&input, &out, &["--offline"]).stderr).into_owned();
    assert!(said.contains("browsers keep the page and the whole archive for offline"), "{said}");
    assert!(fs::read_to_string(out.join("index.html")).unwrap().contains("src=\"newsprint/offline.js\""));
    let first = worker();
    assert!(first.contains("\"newsprint/pkg/newsprint_bg.wasm\"") && first.contains("\"index.html\""), "{first}");
    assert!(build(&input, &out, &["--offline"]).status.success());
    assert_eq!(worker(), first, "the same articles make the same worker");
    let said = String::from_utf8_lossy(&build(&input, &out, &["--offline", "--load", "pieces"]).stderr).into_owned();
    assert!(said.contains("up to 50 MB of what was read") && worker() != first, "{said}");
    assert!(build(&input, &out, &[]).status.success());
    assert!(worker().contains("unregister") && !worker().contains("MANIFEST"), "{}", worker());
    assert!(!fs::read_to_string(out.join("index.html")).unwrap().contains("offline.js"));
    fs::write(out.join("newsprint-worker.js"), "// Mine.").unwrap();
    assert_refused(&build(&input, &out, &["--offline"]), &["newsprint-worker.js, which newsprint did not write"]);
}

#[test]
fn an_archive_in_one_file_is_no_article_and_lies_beside_no_other_site() {
    let Some(folder) = with_articles("single") else { return };
    let (input, file) = (folder.join("in"), folder.join("in/all.html"));
    for _ in 0..2 {
        let output = build(&input, &file, &["--single-file", "--strict"]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success() && said.contains("2 articles") && said.contains("lies in the page"), "{said}");
    }
    let said = String::from_utf8_lossy(&build(&input, &folder.join("out"), &[]).stderr).into_owned();
    assert!(said.contains("all.html: an archive in one file") && said.contains("2 articles"), "{said}");
    assert_refused(&build(&input, &folder.join("out"), &["--single-file"]), &["holds a site of several files"]);
    assert_refused(&build(&input, &folder.join("new"), &["--single-file", "--pages"]), &["cannot be used with"]);
    assert_refused(&build(&input, &folder.join("new"), &["--single-file", "--append"]), &["cannot be used with"]);
}

#[test]
fn a_feed_gives_the_page_its_title_and_doubts_are_told() {
    let Some(folder) = with_articles("title") else { return };
    let feed = "<rss><channel><title>Harbour &amp; Courier</title><item><title>Rain</title><description>It rains on the \
                pier.</description><pubDate>11/09/2026</pubDate></item></channel></rss>";
    fs::write(folder.join("feed.xml"), feed).unwrap();
    let output = build(&folder.join("feed.xml"), &folder.join("feed"), &[]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("1 date could be two days (--date-order says which)"), "{said}");
    assert!(
        fs::read_to_string(folder.join("feed/index.html")).unwrap().contains("<title>Harbour &amp; Courier</title>")
    );
    assert!(fs::read_to_string(folder.join("try/index.html")).unwrap().contains("<title>Archive</title>"));
}

#[test]
fn the_numbers_of_an_export_add_up() {
    let Some(folder) = with_articles("numbers") else { return };
    let export = fs::read_to_string("tests/golden/feeds/wordpress.xml").unwrap();
    let item = "<item><title>Lost</title><content:encoded><![CDATA[Rain.]]></content:encoded></item>\n</channel>";
    let broken = folder.join("export.xml");
    fs::write(&broken, export.replace("</channel>", item)).unwrap();
    let said = String::from_utf8_lossy(&build(&broken, &folder.join("out"), &[]).stderr).into_owned();
    assert!(said.contains("5 articles"), "{said}");
    assert!(said.contains("2 left out, 9 records that are no articles"), "{said}");
    let printed = |kind: &str| said.lines().filter(|line| line.starts_with(kind)).count();
    let (errors, warnings, notes) = (printed("error: "), printed("warning: "), printed("note: "));
    assert_eq!((errors, warnings), (1, 1), "{said}");
    assert!(said.contains(&format!("1 error, 1 warning, {notes} notes, ")), "{said}");
}

#[test]
fn whoever_has_seen_enough_closes_standard_error() {
    let folder = folder("closed");
    fs::create_dir_all(folder.join("in")).unwrap();
    fs::write(folder.join("in/good.md"), "# Good\n\nIt rained on the pier.\n").unwrap();
    (0..200).for_each(|number| fs::write(folder.join(format!("in/{number}.txt")), "").unwrap());
    for call in ["build in --out out", "parse in/1.txt in/2.txt in/good.md", "parse gone.txt", "export gone"] {
        let script = format!("{{ '{}' {call}; echo $? >&3; }} 3>code 2>&1 | true", env!("CARGO_BIN_EXE_newsprint"));
        let shell = Command::new("bash").args(["-c", &script]).current_dir(&folder).output().unwrap();
        assert!(shell.status.success());
        let code = fs::read_to_string(folder.join("code")).unwrap();
        assert!(["0", "1", "2"].contains(&code.trim()), "{call}: {code}");
    }
}
