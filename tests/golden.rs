//! Golden articles: each file of `tests/golden/articles/` is read and compared with the JSON beside it.
//!
//! After a change that is meant: `UPDATE_GOLDEN=1 cargo test --test golden`, then look at the difference before keeping it.
#![cfg(not(target_arch = "wasm32"))]

use newsprint::article::Article;
use newsprint::ingest::{Options, read};
use std::path::{Path, PathBuf};
use std::{env, fs};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/articles")
}

/// The inputs, in order of their names.
fn inputs() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| {
        file.extension().is_some_and(|ending| ["txt", "md", "html"].iter().any(|known| ending == *known))
    });
    files.sort();
    files
}

/// The article of one file as JSON.
fn article(file: &Path) -> String {
    let name = file.file_name().unwrap().to_string_lossy();
    let reading = read(&name, &fs::read(file).unwrap(), &Options::default());
    assert!(reading.complaints.is_empty(), "{name}: {:?}", reading.complaints);
    assert_eq!(reading.articles.len(), 1, "{name}");
    // Why each field was taken has tests of its own, so that these files stay what a person would write down.
    let article = Article { guesses: Vec::new(), ..reading.articles[0].clone() };
    serde_json::to_string_pretty(&article).unwrap() + "\n"
}

#[test]
fn articles_are_read_as_they_were() {
    let inputs = inputs();
    assert!(inputs.len() >= 10, "expected the golden articles in {}, found {}", folder().display(), inputs.len());
    for file in inputs {
        let (found, golden) = (article(&file), file.with_extension("json"));
        if env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&golden, found).unwrap();
            continue;
        }
        let expected = fs::read_to_string(&golden).unwrap_or_default();
        let line = (1..).zip(expected.lines().zip(found.lines())).find(|(_, (old, new))| old != new);
        assert!(
            expected == found,
            "{} differs, first in {line:?}.\nIf it is meant: UPDATE_GOLDEN=1 cargo test --test golden, and look at it.",
            golden.display()
        );
    }
}
