//! The made-up articles that benches are fed with: the same on every machine, and like news where it counts.
#![cfg(not(target_arch = "wasm32"))]
#![forbid(unsafe_code)]

#[path = "../benches/generate/archive.rs"]
mod archive;
#[path = "../benches/generate/news.rs"]
mod news;
#[path = "../benches/generate/random.rs"]
mod random;
#[path = "../benches/generate/words.rs"]
mod words;

use newsprint::ingest;
use std::collections::HashSet;

fn articles(seed: u64, number: u64) -> String {
    let mut out = Vec::new();
    archive::Archive::new(seed, number).write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The words of a text without the commonest.
fn content(text: &str) -> HashSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 3);
    words.map(str::to_lowercase).collect()
}

#[test]
fn the_same_seed_gives_the_same_bytes_everywhere() {
    let first = articles(1, 100);
    assert_eq!(first, articles(1, 100));
    assert_eq!(hash(&first), GOLDEN, "another machine, or another release, made other articles");
    assert_ne!(first, articles(2, 100));
}

/// FNV-1a, 32 bits.
fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Of the first hundred articles of seed 1.
const GOLDEN: u32 = 2_003_657_750;

#[test]
fn every_line_is_an_article_with_all_that_an_article_has() {
    let text = articles(3, 500);
    let reading = ingest::read("articles.jsonl", text.as_bytes(), &ingest::Options::default());
    assert!(reading.complaints.is_empty(), "{:?}", reading.complaints);
    assert_eq!(reading.articles.len(), 500);
    for article in &reading.articles {
        assert!(article.headline.is_some() && article.published.is_some() && article.url.is_some(), "{article:?}");
        assert!(article.tags.len() == 2 && article.authors.len() == 1 && !article.blocks.is_empty(), "{article:?}");
    }
    assert!(reading.articles.windows(2).all(|pair| pair[0].published <= pair[1].published), "sorted by date");
}

#[test]
fn articles_speak_of_what_their_headlines_name() {
    let text = articles(4, 300);
    let reading = ingest::read("articles.jsonl", text.as_bytes(), &ingest::Options::default());
    let (mut words, mut said) = (0, 0);
    for article in &reading.articles {
        let body: HashSet<String> = article.texts().flat_map(content).collect();
        let headline = content(article.display_title());
        (words, said) = (words + headline.len(), said + headline.intersection(&body).count());
    }
    let share = said as f64 / words as f64;
    assert!((0.6..0.75).contains(&share), "{share}: bbc-news has .67");
}
