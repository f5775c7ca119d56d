//! Real dumps: the seed, exactly; and the samples of `../shared/raw-articles`, where they are at hand.
#![cfg(not(target_arch = "wasm32"))]

use newsprint::article::{Article, Kind};
use newsprint::ingest::{Options, read};
use serde_json::Value;
use std::fs;
use std::path::Path;

fn article(path: &Path) -> Article {
    let mut reading = read("sample.txt", &fs::read(path).unwrap(), &Options::default());
    assert!(reading.complaints.is_empty(), "{}: {:?}", path.display(), reading.complaints);
    reading.articles.remove(0)
}

fn paragraphs(article: &Article) -> Vec<&str> {
    article.blocks.iter().filter(|block| block.kind == Kind::Para).map(|block| block.text.as_str()).collect()
}

#[test]
fn the_seed_is_read_exactly() {
    let article = article(&Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/000_bb706fae6452e39d.txt"));
    let headline = "Senior Iraqi delegation led by national security adviser arrives in Tehran";
    assert_eq!(article.headline.as_deref(), Some(headline));
    let image = &article.blocks[0];
    assert_eq!(image.text, "The Iraqi and Iranian flags are pictured in an unknown location");
    assert_eq!((image.kind, image.media.credit.as_deref()), (Kind::Image, Some("Anadolu Agency")));
    let dateline = article.dateline.as_ref().unwrap();
    assert_eq!(dateline.raw, "SULAIMANI (ESTA) — ");
    assert_eq!((dateline.place.as_deref(), dateline.agency.as_deref()), (Some("SULAIMANI"), Some("ESTA")));
    let paragraphs = paragraphs(&article);
    assert_eq!((paragraphs.len(), article.blocks.len()), (11, 12));
    assert!(paragraphs[0].starts_with("A senior Iraqi delegation led by"), "{}", paragraphs[0]);
    assert!(paragraphs[10].ends_with("centre in the city of Isfahan."), "{}", paragraphs[10]);
    let title = |link: &Option<newsprint::article::Link>| link.as_ref().map(|link| link.title.clone());
    assert_eq!(
        title(&article.links.previous).as_deref(),
        Some("KRG delegation is due to visit Baghdad, Minister says")
    );
    assert_eq!(title(&article.links.next).as_deref(), Some("Oil gains after US leaders strike debt deal"));
    let removed: Vec<&str> = article.removed.iter().map(|removed| removed.text.as_str()).collect();
    assert_eq!(removed, ["Previous Article", "Next Article", "Related Posts"]);
    assert!(article.removed.iter().all(|removed| !removed.rule.is_empty() && removed.confidence >= 0.9));
    assert!(article.byline.is_none() && article.dek.is_none() && article.date_text.is_none());
}

/// Share of the gold's words, in order of the text, that the body keeps, and of the body's that the gold has.
fn overlap(gold: &str, body: &str) -> (f64, f64) {
    let words = |text: &str| -> Vec<String> {
        let mut words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        words.sort_unstable();
        words
    };
    let (gold, body) = (words(gold), words(body));
    let (mut same, mut at) = (0, 0);
    for word in &gold {
        while at < body.len() && body[at] < *word {
            at += 1;
        }
        if at < body.len() && body[at] == *word {
            same += 1;
            at += 1;
        }
    }
    (same as f64 / gold.len().max(1) as f64, same as f64 / body.len().max(1) as f64)
}

#[test]
fn real_dumps_keep_their_text() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/raw-articles");
    let Ok(entries) = fs::read_dir(&folder) else {
        println!("skipped: {} is not here", folder.display());
        return;
    };
    let (mut samples, mut recall, mut precision, mut headlines) = (0, 0.0, 0.0, 0);
    for entry in entries {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "txt") {
            continue;
        }
        let gold: Value = serde_json::from_str(&fs::read_to_string(path.with_extension("gold.json")).unwrap()).unwrap();
        let article = article(&path);
        let raw = article.dateline.as_ref().map_or("", |dateline| dateline.raw.as_str());
        let text = article.blocks.iter().filter(|block| block.kind != Kind::Image).map(|block| block.text.as_str());
        let body = iter_join(raw, text);
        let (kept, right) = overlap(gold["body_text"].as_str().unwrap_or_default(), &body);
        (samples, recall, precision) = (samples + 1, recall + kept, precision + right);
        headlines += usize::from(article.headline.as_deref() == gold["headline"].as_str());
    }
    let (recall, precision) = (recall / f64::from(samples), precision / f64::from(samples));
    println!(
        "{samples} samples: {recall:.3} of the text kept, {precision:.3} of what is kept is text, {headlines} headlines"
    );
    assert!(recall >= 0.995 && precision >= 0.95 && headlines * 10 >= samples as usize * 9);
}

/// The dateline and the blocks as one text.
fn iter_join<'a>(raw: &'a str, blocks: impl Iterator<Item = &'a str>) -> String {
    std::iter::once(raw).chain(blocks).collect::<Vec<_>>().join(" ")
}
