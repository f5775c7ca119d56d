//! The body of real pages against what Readability keeps of them: 4-gram shingles, precision and recall averaged over
//! the pages, then F1. Skipped where the pages are not at hand.
#![cfg(not(target_arch = "wasm32"))]

use newsprint::article::Article;
use newsprint::ingest::{Options, read};
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The words of a text, each character of a script without blanks as one.
fn words(text: &str) -> Vec<String> {
    let is_unspaced = |c: char| {
        matches!(c, '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
            | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
    };
    let mut spaced = String::new();
    for c in text.to_lowercase().chars() {
        if is_unspaced(c) {
            spaced.extend([' ', c, ' ']);
        } else {
            spaced.push(if c.is_alphanumeric() || c == '_' { c } else { ' ' });
        }
    }
    spaced.split_whitespace().map(str::to_owned).collect()
}

/// How often each run of four words stands in a text.
fn shingles(text: &str) -> HashMap<Vec<String>, usize> {
    let words = words(text);
    let mut all = HashMap::new();
    let runs = if words.is_empty() { 0 } else { words.len().saturating_sub(3).max(1) };
    for at in 0..runs {
        *all.entry(words[at..words.len().min(at + 4)].to_vec()).or_insert(0) += 1;
    }
    all
}

/// Precision and recall.
fn score(gold: &str, found: &str) -> (f64, f64) {
    let (gold, found) = (shingles(gold), shingles(found));
    let both: usize = gold.iter().map(|(run, &count)| count.min(found.get(run).copied().unwrap_or(0))).sum();
    let share = |all: &HashMap<_, usize>, empty: f64| match all.values().sum::<usize>() {
        0 => empty,
        sum => both as f64 / sum as f64,
    };
    (share(&found, if gold.is_empty() { 1.0 } else { 0.0 }), share(&gold, 1.0))
}

fn article(file: &Path) -> Article {
    let reading = read("page.html", &fs::read(file).unwrap(), &Options::default());
    reading.articles.into_iter().next().unwrap_or_default()
}

#[test]
fn bodies_of_real_pages_are_what_readability_keeps() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/extraction/readability-test-pages");
    let Ok(entries) = fs::read_dir(&folder) else { return println!("skipped: no pages in {}", folder.display()) };
    let mut pages: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    pages.sort();
    let (mut precisions, mut recalls, mut each) = (0.0, 0.0, 0.0);
    for page in &pages {
        let article = article(&page.join("source.html"));
        let body: Vec<&str> = article.texts().collect();
        let (precision, recall) = score(&fs::read_to_string(page.join("expected.txt")).unwrap(), &body.join("\n"));
        let f1 = if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
        println!("{f1:.3} P {precision:.3} R {recall:.3} {}", page.file_name().unwrap().to_string_lossy());
        (precisions, recalls, each) = (precisions + precision, recalls + recall, each + f1);
    }
    let count = pages.len() as f64;
    let (precision, recall) = (precisions / count, recalls / count);
    let f1 = 2.0 * precision * recall / (precision + recall);
    println!("F1 {f1:.4} P {precision:.4} R {recall:.4}, mean of the pages' F1 {:.4}, {count} pages", each / count);
    assert!(f1 >= 0.95, "F1 {f1:.4} precision {precision:.4} recall {recall:.4}");
}
