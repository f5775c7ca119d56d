//! `newsprint build --pages`: what is written, that nothing in an article becomes markup, names, and what is refused.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// An empty folder of this test's own.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pages").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Builds with plain pages; `None` if this binary cannot build.
fn build(input: &Path, out: &Path, more: &[&str]) -> Option<Output> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsprint"));
    let output = command.arg("build").arg(input).arg("--out").arg(out).args(more).output().unwrap();
    match String::from_utf8_lossy(&output.stderr).contains("without the widget") {
        true => {
            println!("skipped: the binary was built without the widget");
            None
        }
        false => Some(output),
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The files of a folder by their paths in it.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let (mut folders, mut found) = (vec![folder.to_owned()], BTreeMap::new());
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false => {
                    let name = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
                    found.insert(name, fs::read(path).unwrap());
                }
            }
        }
    }
    found
}

#[test]
fn an_article_with_everything_is_written_as_it_was() {
    let folder = folder("golden");
    let input = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/pages/articles.jsonl");
    let base = ["--pages", "--base-url", "https://paper.example/archive", "--title", "The Paper & Co", "--quiet"];
    let Some(output) = build(&input, &folder.join("out"), &base) else { return };
    assert!(output.status.success(), "{}", said(&output));
    for name in ["flood.html", "index.html", "sitemap.xml"] {
        let written = match name {
            "flood.html" => folder.join("out/pages/flood.html"),
            _ => folder.join("out").join(name),
        };
        let found = fs::read_to_string(written).unwrap();
        let golden = input.with_file_name(name);
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&golden, &found).unwrap();
        }
        let expected = fs::read_to_string(&golden).unwrap_or_default();
        let line = (1..).zip(expected.lines().zip(found.lines())).find(|(_, (old, new))| old != new);
        assert!(expected == found, "{} differs, first in {line:?}.\nIf it is meant: UPDATE_GOLDEN=1", golden.display());
    }
}

/// Markup, in every place that a text can have.
fn hostile(number: usize, id: &str) -> String {
    let evil = "</script></title></style>--><script>alert(1)</script><img src=x onerror=alert(1)>\" onload=\"alert(1)";
    let evil = serde_json::to_string(evil).unwrap();
    let id = serde_json::to_string(id).unwrap();
    format!(
        "{{\"id\": {id}, \"title\": {evil}, \"kicker\": {evil}, \"dek\": {evil}, \"author\": [{evil}], \"source\": {evil}, \
         \"place\": {evil}, \"tags\": [{evil}], \"date\": \"2013-05-{:02}\", \"lang\": \"en\", \
         \"url\": \"javascript:alert(1)\", \"rights\": {evil}, \"text\": {evil}, \"highlights\": [{evil}]}}\n",
        1 + number % 28
    )
}

#[test]
fn nothing_in_an_article_becomes_markup_or_leads_out_of_the_folder() {
    let folder = folder("hostile");
    let long = "é/".repeat(150);
    let ids = [
        "../../../etc/passwd",
        "/etc/passwd",
        "..",
        ".",
        "CON",
        "con",
        "a/b",
        "a\\b",
        "A",
        "a",
        "index",
        "list/2",
        "<script>",
        "\" onload=\"x",
        "a.html",
        "%2e%2e",
        "فيضان",
        &long,
    ];
    let lines: String = ids.iter().enumerate().map(|(number, id)| hostile(number, id)).collect();
    fs::write(folder.join("in.jsonl"), lines).unwrap();
    let Some(output) = build(&folder.join("in.jsonl"), &folder.join("out"), &["--pages"]) else { return };
    assert!(output.status.success(), "{}", said(&output));
    let pages = files(&folder.join("out/pages"));
    assert_eq!(pages.len(), ids.len(), "{:?}", pages.keys());
    assert_eq!(files(&folder).len(), files(&folder.join("out")).len() + 1, "nothing lies elsewhere");
    let lower: Vec<String> = pages.keys().map(|name| name.to_lowercase()).collect();
    assert!(pages.keys().eq(lower.iter()), "{lower:?}");
    for (name, bytes) in pages.iter().chain(
        &files(&folder.join("out")).into_iter().filter(|(name, _)| name == "index.html").collect::<BTreeMap<_, _>>(),
    ) {
        let text = String::from_utf8(bytes.clone()).unwrap();
        let data = text.matches("<script type=\"application/ld+json\">").count();
        let modules = text.matches("<script type=\"module\" src=\"").count();
        assert_eq!(text.matches("<script").count(), data + modules, "{name}");
        assert_eq!(text.matches("</script").count(), data + modules, "{name}");
        for forbidden in ["<img", "href=\"javascript", "<style", "<!--", " onload=\"", " onerror=\""] {
            assert!(!text.contains(forbidden), "{name} holds {forbidden}");
        }
    }
}

#[test]
fn lists_lead_on_and_the_same_articles_give_the_same_pages() {
    let folder = folder("lists");
    let line = |number: usize| {
        format!(
            "{{\"id\": \"n{number}\", \"title\": \"Story {number}\", \"text\": \"It rained.\", \"date\": \"20{:02}\"}}\n",
            number % 20
        )
    };
    fs::write(folder.join("in.jsonl"), (0..301).map(line).collect::<String>()).unwrap();
    let Some(output) = build(&folder.join("in.jsonl"), &folder.join("a"), &["--pages"]) else { return };
    let told = said(&output);
    assert!(told.contains("301 pages for readers without JavaScript, 4 lists, no sitemap (--base-url"), "{told}");
    assert!(!folder.join("a/sitemap.xml").exists());
    let page = |name: &str| fs::read_to_string(folder.join("a").join(name)).unwrap();
    for (name, next) in [
        ("index.html", "href=\"pages/list/2.html\" rel=\"next\">"),
        ("pages/list/2.html", "href=\"3.html\" rel=\"next\">"),
        ("pages/list/3.html", "href=\"2.html\" rel=\"prev\">"),
        ("pages/list/2.html", "href=\"../../index.html\" rel=\"prev\">"),
    ] {
        assert!(page(name).contains(next), "{name} lacks {next}");
    }
    let listed: usize = ["index.html", "pages/list/2.html", "pages/list/3.html", "pages/list/4.html"]
        .map(|name| page(name).matches("class=\"hit\"").count())
        .iter()
        .sum();
    assert_eq!(listed, 301);
    build(&folder.join("in.jsonl"), &folder.join("b"), &["--pages"]).unwrap();
    assert!(files(&folder.join("a")) == files(&folder.join("b")));
}

#[test]
fn what_was_taken_down_is_out_of_the_pages_too() {
    let folder = folder("gone");
    let write = |ids: &[&str]| {
        let lines: String =
            ids.iter().map(|id| format!("{{\"id\": \"{id}\", \"text\": \"Words of {id}.\"}}\n")).collect();
        fs::write(folder.join("in.jsonl"), lines).unwrap();
    };
    let (input, out) = (folder.join("in.jsonl"), folder.join("out"));
    write(&["one", "two"]);
    let Some(_) = build(&input, &out, &["--pages", "--base-url", "https://x.example/"]) else { return };
    write(&["one"]);
    build(&input, &out, &["--pages"]).unwrap();
    assert!(!out.join("sitemap.xml").exists(), "a map of another site");
    let holds = |word: &str| files(&out).values().any(|bytes| String::from_utf8_lossy(bytes).contains(word));
    assert!(!out.join("pages/two.html").exists() && !holds("Words of two") && holds("Words of one"));
    build(&input, &out, &[]).unwrap();
    assert!(!out.join("pages").exists() && !out.join("sitemap.xml").exists() && !holds("Words of one"));
}

#[test]
fn what_a_person_made_is_not_overwritten_by_pages_and_pages_are_no_articles() {
    let folder = folder("foreign");
    fs::write(folder.join("in.md"), "# Rain\n\nIt rained on the pier.\n").unwrap();
    let (input, out) = (folder.join("in.md"), folder.join("out"));
    fs::create_dir_all(out.join("pages")).unwrap();
    fs::write(out.join("pages/mine.html"), "<p>Mine.").unwrap();
    fs::write(out.join("sitemap.xml"), "<urlset/>").unwrap();
    let Some(refused) = build(&input, &out, &["--pages"]) else { return };
    assert_eq!(refused.status.code(), Some(2));
    assert!(said(&refused).contains("pages/ and sitemap.xml, which newsprint did not write"), "{}", said(&refused));
    assert!(build(&input, &out, &[]).unwrap().status.success(), "without pages nothing is in the way");
    assert!(out.join("pages/mine.html").exists() && out.join("sitemap.xml").exists());
    let site = folder.join("site");
    build(&input, &site, &["--pages"]).unwrap();
    let again = said(&build(&site, &folder.join("again"), &[]).unwrap());
    assert!(again.contains("a site that newsprint built, left out"), "{again}");
    let bad = build(&input, &site, &["--pages", "--base-url", "paper.example"]).unwrap();
    assert_eq!(bad.status.code(), Some(2), "{}", said(&bad));
}
