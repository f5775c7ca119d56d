//! The house rules that a machine can hold: which module may know which, and what no file may contain.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::iter::Peekable;
use std::path::{Path, PathBuf};
use std::str::Chars;

/// What the modules below a path may use of the crate, and what of that they may not. The longest `from` that fits a
/// module decides. What a module uses of itself is free, unless it is forbidden.
struct Arrow {
    from: &'static str,
    to: &'static [&'static str],
    but: &'static [&'static str],
}

const fn arrow(from: &'static str, to: &'static [&'static str], but: &'static [&'static str]) -> Arrow {
    Arrow { from, to, but }
}

/// The arrows of the house. `main.rs` and `cli` may use everything.
const ARROWS: &[Arrow] = &[
    arrow("article", &["digits"], &[]),
    arrow("digits", &[], &[]),
    arrow("sort", &[], &[]),
    arrow("text", &[], &[]),
    arrow("ingest", &["article"], &[]),
    // The format holds both halves of what an article and its card look like as bytes.
    arrow("archive", &["article", "digits"], &[]),
    arrow("archive::bytes", &[], &["archive"]),
    arrow("archive::read", &["article", "archive", "sort"], &["archive::write"]),
    arrow("archive::write", &["article", "archive"], &["archive::read"]),
    arrow("index", &["article", "text", "archive"], &["archive::read"]),
    arrow("search", &["text", "archive", "article", "sort"], &["archive::write"]),
    // The article view shows the model itself, and the cards of its neighbours; `results` names ranges that are missing;
    // `slice` cuts without a panic.
    arrow("view", &["search", "article", "archive::Extent", "archive::card", "text::slice", "digits"], &[]),
    arrow("web", &["view", "search", "article", "archive", "digits"], &["archive::write"]),
];

/// What only some modules may use, whatever the arrows say: the core never fetches and never reads a clock.
const OUTSIDE: &[(&str, &[&str])] = &[
    ("wasm_bindgen", &["web"]),
    ("web_sys", &["web"]),
    ("js_sys", &["web"]),
    ("std::fs", &["cli"]),
    ("std::net", &["cli"]),
    ("std::time", &["cli"]),
    ("std::env", &["cli"]),
    ("newsprint::", &["cli"]),
];

/// Most lines of a file of code. The style sheet ships as one file, for one request.
const MAX_LINES: usize = 500;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The files below a folder that people write, with their path from the repository's root and their text.
fn files(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    let (mut folders, mut found) = (vec![root().join(folder)], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let made = ["pkg", "node_modules"].iter().any(|name| path.ends_with(name));
            if path.is_dir() && !made {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| endings.iter().any(|known| ending == *known)) {
                let name = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// The module that a file of `src/` is: `src/archive/read.rs` is `archive::read`.
fn module(file: &str) -> String {
    let path = Path::new(file).strip_prefix("src").unwrap().with_extension("");
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).filter(|part| part != "mod").collect();
    parts.join("::")
}

/// The file's code without comments and tests: tests may look at other modules.
fn code(text: &str) -> String {
    let lines = text.lines().take_while(|line| line.trim() != "#[cfg(test)]");
    lines.map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// Whether `path` is `prefix` or lies below it.
fn is_below(path: &str, prefix: &str) -> bool {
    path.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// The paths of the crate that a module's code uses, from the crate's root.
fn uses(module: &str, code: &str) -> Vec<String> {
    let mut paths = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        if !code[..at].ends_with('$') {
            tree(&mut code[at + "crate::".len()..].chars().peekable(), "", &mut paths);
        }
    }
    for (at, _) in code.match_indices("super::").filter(|(at, _)| !code[..*at].ends_with("super::")) {
        let (mut parent, mut rest) = (module, &code[at..]);
        while let Some(after) = rest.strip_prefix("super::") {
            (parent, rest) = (parent.rsplit_once("::").map_or("", |(above, _)| above), after);
        }
        tree(&mut rest.chars().peekable(), parent, &mut paths);
    }
    paths
}

/// Reads a path as `use` knows them, `a::b::{c, d::e}`, and adds what it names to `paths`.
fn tree(rest: &mut Peekable<Chars<'_>>, before: &str, paths: &mut Vec<String>) {
    let mut name = String::new();
    while let Some(c) = rest.next_if(|c| c.is_alphanumeric() || *c == '_') {
        name.push(c);
    }
    if name.is_empty() && rest.next_if_eq(&'{').is_some() {
        return group(rest, before, paths);
    }
    let path = match name.as_str() {
        "" | "self" => before.to_owned(),
        _ if before.is_empty() => name,
        _ => format!("{before}::{name}"),
    };
    match rest.next_if_eq(&':').and_then(|_| rest.next_if_eq(&':')) {
        Some(_) => tree(rest, &path, paths),
        None => paths.push(path),
    }
}

/// Reads the paths up to the brace that ends them.
fn group(rest: &mut Peekable<Chars<'_>>, before: &str, paths: &mut Vec<String>) {
    loop {
        while rest.next_if(|c| c.is_whitespace() || matches!(c, ',' | '*')).is_some() {}
        if rest.next_if_eq(&'}').is_some() || rest.peek().is_none() {
            return;
        }
        tree(rest, before, paths);
        while rest.next_if(|c| !matches!(c, ',' | '}')).is_some() {}
    }
}

/// What a file of `src/` uses that it may not.
fn violations(file: &str, text: &str) -> Vec<String> {
    let (module, code) = (module(file), code(text));
    if matches!(module.as_str(), "lib" | "main") || is_below(&module, "cli") {
        return Vec::new();
    }
    let outside = OUTSIDE
        .iter()
        .filter(|(name, allowed)| code.contains(name) && !allowed.iter().any(|allowed| is_below(&module, allowed)));
    let mut found: Vec<_> = outside.map(|(name, _)| format!("{file} uses {name}")).collect();
    let fitting = ARROWS.iter().filter(|arrow| is_below(&module, arrow.from));
    let Some(arrow) = fitting.max_by_key(|arrow| arrow.from.len()) else {
        return vec![format!("{file} has no arrow: say in tests/layers.rs what it may use")];
    };
    let own = arrow.from.split("::").next().unwrap_or_default();
    let below = |path: &str, list: &[&str]| list.iter().any(|allowed| is_below(path, allowed));
    for path in uses(&module, &code) {
        let itself = is_below(&path, arrow.from);
        let allowed = itself || below(&path, arrow.to) || is_below(&path, own);
        if !allowed || (!itself && below(&path, arrow.but)) {
            found.push(format!("{file} uses crate::{path}"));
        }
    }
    found
}

#[test]
fn modules_use_only_what_their_arrows_allow() {
    let found: Vec<_> = files("src", &["rs"])
        .iter()
        .filter(|(file, _)| !file.ends_with("/tests.rs"))
        .flat_map(|(file, text)| violations(file, text))
        .collect();
    assert!(found.is_empty(), "arrows that DESIGN does not know:\n{}", found.join("\n"));
}

#[test]
fn a_wrong_arrow_is_seen_in_every_spelling() {
    let seen = |file: &str, text: &str| violations(file, text).len();
    for (file, text) in [
        ("src/search/mod.rs", "use crate::index::build;"),
        ("src/search/deep/er.rs", "use super::super::super::ingest;"),
        ("src/search/rank.rs", "fn f() { crate::archive::write::write(&x) }"),
        ("src/search/rank.rs", "use crate::{archive::{read, write::Parts}, text};"),
        ("src/search/rank.rs", "use crate::{\n    text,\n    archive::{\n        write::Parts,\n    },\n};"),
        ("src/index/mod.rs", "use crate::archive::{card::Card, read};"),
        ("src/archive/write.rs", "use super::read::Archive;"),
        ("src/archive/bytes.rs", "use super::Extent;"),
        ("src/article/mod.rs", "use crate::text;"),
        ("src/view/list.rs", "use newsprint::search;"),
        ("src/text/mod.rs", "use std::fs::File;"),
        ("src/unheard/mod.rs", ""),
    ] {
        assert_eq!(seen(file, text), 1, "{file}: {text}");
    }
    for (file, text) in [
        ("src/search/mod.rs", "use crate::archive::{read::{Archive, Halt}, Section};\nuse crate::text::{self, Lang};"),
        ("src/search/mod.rs", "// as crate::index does\n#[cfg(test)]\nmod tests { use crate::index; }"),
        ("src/archive/body.rs", "use super::bytes::{Cursor, put_text};\nuse crate::article::Article;"),
        ("src/cli/build.rs", "use newsprint::index;\nuse std::fs;"),
        ("src/main.rs", "mod cli;"),
    ] {
        assert_eq!(violations(file, text), Vec::<String>::new(), "{file}: {text}");
    }
}

/// Every file that people write in code.
fn sources() -> Vec<(String, String)> {
    let folders = ["src", "www", "tests", "benches"].into_iter().filter(|folder| root().join(folder).is_dir());
    let mut sources: Vec<_> =
        folders.flat_map(|folder| files(folder, &["rs", "js", "mjs", "css", "html", "sh"])).collect();
    sources.push(("build.rs".into(), fs::read_to_string(root().join("build.rs")).unwrap()));
    sources
}

/// Fails if one of these files contains one of these words.
#[track_caller]
fn assert_free_of(words: &[&str], sources: &[(String, String)]) {
    for (file, text) in sources.iter().filter(|(file, _)| file != "tests/layers.rs") {
        for (number, line) in (1..).zip(text.lines()) {
            let word = words.iter().find(|word| line.contains(*word));
            assert!(word.is_none(), "{file}:{number} contains {word:?}: {line}");
        }
    }
}

#[test]
fn no_file_is_long_or_unfinished() {
    for (file, text) in sources().iter().filter(|(file, _)| !file.ends_with(".css")) {
        let lines = text.lines().count();
        assert!(lines <= MAX_LINES, "{file} has {lines} lines, more than {MAX_LINES}: part it by subject");
    }
    assert_free_of(&["TODO", "FIXME", "dbg!", "todo!", "unimplemented!"], &sources());
}

#[test]
fn unsafe_code_is_forbidden() {
    for file in ["src/lib.rs", "src/main.rs", "build.rs"] {
        let text = fs::read_to_string(root().join(file)).unwrap();
        assert!(text.contains("\n#![forbid(unsafe_code)]\n"), "{file} must forbid unsafe code");
    }
}

#[test]
fn no_text_becomes_markup_or_code() {
    let ships = |(file, _): &(String, String)| file.starts_with("src/") || file.starts_with("www/");
    let sources: Vec<_> = sources().into_iter().filter(ships).collect();
    let ways = ["innerHTML", "outerHTML", "insertAdjacentHTML", "DOMParser", "document.write", "eval(", "new Function"];
    assert_free_of(&ways, &sources);
}
