//! The archive format: what goes in comes out, the same articles give the same bytes, and stored archives stay readable.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use newsprint::archive::read::Archive;
use newsprint::archive::{ArchiveError, VERSION};
use newsprint::article::{
    Article, Block, Dateline, Dir, Kind, Link, Links, Media, Person, Source, SourceKind, Span, Stamp, Style,
};
use newsprint::index::build;
use newsprint::search::{Options, search};
use std::fs;
use std::path::Path;
use support::{Random, articles};

/// All articles of an archive, in its order.
#[track_caller]
fn unpacked(bytes: &[u8]) -> Vec<Article> {
    let archive = Archive::whole(bytes.to_vec()).unwrap();
    let numbers: Vec<_> = (0..archive.root().articles).collect();
    archive.articles(&numbers).unwrap().into_iter().cloned().collect()
}

fn by_id(mut articles: Vec<Article>) -> Vec<Article> {
    articles.sort_by(|a, b| a.id.cmp(&b.id));
    articles
}

#[track_caller]
fn assert_comes_back(articles: Vec<Article>) {
    let back = by_id(unpacked(&build(articles.clone())));
    assert_eq!(back.len(), articles.len());
    for (back, article) in back.iter().zip(by_id(articles)) {
        assert_eq!(*back, article);
    }
}

#[test]
fn articles_come_back_with_every_field() {
    for seed in 1..=5 {
        assert_comes_back(articles(seed, 40));
    }
    assert_comes_back(vec![Article { id: "nothing but an id".into(), ..Article::default() }]);
    assert_comes_back(Vec::new());
}

#[test]
fn texts_that_pack_well_or_not_at_all_come_back() {
    let mut random = Random::new(12);
    let noise: String = (0..60_000).filter_map(|_| char::from_u32(random.below(0x1_0000) as u32)).collect();
    let texts = [
        "x".repeat(500_000),
        noise.clone(),
        noise.repeat(3),
        "border ".repeat(9000),
        format!("{noise}{}", "é".repeat(999)),
    ];
    let article = |(number, text): (usize, &String)| Article {
        id: number.to_string(),
        headline: Some("Long".into()),
        blocks: vec![Block::new(Kind::Code, text.as_str())],
        ..Article::default()
    };
    assert_comes_back(texts.iter().enumerate().map(article).collect());
}

#[test]
fn a_place_without_a_dateline_comes_back() {
    let dateline = Some(Dateline { place: Some("Karima".into()), ..Dateline::default() });
    assert_comes_back(vec![Article { id: "a".into(), dateline, blocks: vec![Block::para("x")], ..Article::default() }]);
}

#[test]
fn what_only_the_making_of_an_archive_needs_stays_behind() {
    let mut article = articles(6, 1).remove(0);
    article.warnings.push("look at this".into());
    article.origin.file = "private/path.txt".into();
    let bytes = build(vec![article]);
    assert_eq!(unpacked(&bytes)[0].warnings, Vec::<String>::new());
    assert_eq!(unpacked(&bytes)[0].origin.file, "");
}

#[test]
fn the_same_articles_give_the_same_bytes_in_any_order() {
    let articles = articles(7, 120);
    let bytes = build(articles.clone());
    let mut random = Random::new(7);
    for _ in 0..3 {
        let mut shuffled = articles.clone();
        for last in (1..shuffled.len()).rev() {
            shuffled.swap(last, random.below(last + 1));
        }
        assert!(build(shuffled) == bytes, "the order of the input changes the archive");
    }
}

#[test]
fn articles_lie_newest_first_then_by_id() {
    let unpacked = unpacked(&build(articles(8, 100)));
    let key = |article: &Article| (std::cmp::Reverse(article.published), article.id.clone());
    assert!(unpacked.is_sorted_by_key(key));
}

/// The archive that [`stored_archives_open`] reads: made once, kept for ever.
///
/// Version 0 may change with any release. When it does, delete the file, run the test once to write it anew, and put it
/// under version control. From version 1 on, a stored file is never touched: a new version gets a file beside it.
fn fixture() -> Vec<u8> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/archive-v{VERSION}.newsprint"));
    if !file.exists() {
        println!("{} is missing: written anew, put it under version control", file.display());
        fs::write(&file, build(stored_articles())).unwrap();
    }
    fs::read(&file).unwrap()
}

/// Four articles that bring every part of the format with them. Never altered: they lie in the stored files.
fn stored_articles() -> Vec<Article> {
    let article = |id: &str, headline: &str, date: &str, text: &str| Article {
        id: id.into(),
        headline: Some(headline.into()),
        published: Stamp::parse(date),
        blocks: vec![Block::para(text)],
        ..Article::default()
    };
    let flood = article("flood", "River takes the bridge at Karima", "2023-05-29", "The river rose by two borders.");
    let drought = article("drought", "Border wells run dry", "2021", "No rain since spring. The border is closed.");
    let kurdish = article("ڕۆژ", "ڕۆژنامەی شار", "2022-11", "هەواڵی ئەمڕۆ لە سلێمانی.");
    let kurdish = Article { lang: Some("ckb".into()), dir: Some(Dir::Rtl), ..kurdish };
    vec![flood, drought, kurdish, everything()]
}

/// An article in which nothing is left out.
fn everything() -> Article {
    let text = |text: &str| Some(text.to_owned());
    let link = |title: &str| Link { title: title.into(), url: text("https://example.org/") };
    let styles = [Style::Emphasis, Style::Strong, Style::Code, Style::Link("https://example.org/".into())];
    let span = |(start, style): (usize, &Style)| Span { start, end: start + 2, style: style.clone() };
    let styled = Block { spans: (0..).step_by(2).zip(&styles).map(span).collect(), ..Block::para("01234567") };
    let media = Media { credit: text("A"), src: text("b.jpg"), alt: text("c"), width: Some(640), height: Some(480) };
    Article {
        id: "everything".into(),
        headline: text("Headline"),
        kicker: text("Kicker"),
        dek: text("Dek"),
        byline: text("A. Person and B. Person"),
        authors: vec![Person {
            name: "A. Person".into(),
            role: text("Photographer"),
            url: text("https://example.org/a"),
        }],
        dateline: Some(Dateline {
            raw: "KARIMA (X) — ".into(),
            place: text("KARIMA"),
            agency: text("X"),
            date: text("May"),
        }),
        source: Some(Source { name: "Wire".into(), kind: SourceKind::Agency }),
        modified: Stamp::parse("2023-05-29T10:00:00+03:00"),
        date_text: text("29 May"),
        highlights: vec!["One".into(), "Two".into()],
        blocks: vec![
            Block { media, ..Block::new(Kind::Image, "Caption") },
            styled,
            Block { level: 3, ..Block::new(Kind::Subhead, "Subhead") },
            Block { ordered: true, ..Block::new(Kind::List, "a\nb") },
            Block { code: text("rust"), ..Block::new(Kind::Code, "fn main() {}") },
            Block::new(Kind::Table, "a\tb\n1\t2"),
            Block::new(Kind::Quote, "Quote"),
            Block::new(Kind::Note, "Note"),
            Block::new(Kind::Embed, "Embed"),
        ],
        sections: vec!["World".into()],
        tags: vec!["water".into(), "roads".into()],
        links: Links { previous: Some(link("Before")), next: Some(link("After")), related: vec![link("Beside")] },
        lang: text("en"),
        dir: Some(Dir::Ltr),
        url: text("https://example.org/everything"),
        rights: text("CC BY 4.0"),
        extra: vec![("issue".into(), "12".into())],
        ..Article::default()
    }
}

#[test]
fn stored_archives_open() {
    let archive = Archive::whole(fixture()).expect("an archive that opened before; see `fixture`");
    assert_eq!(archive.root().articles, 4);
    let answer = search(&archive, "border", &Options::default()).expect("an answer as before; see `fixture`");
    let hits: Vec<_> = answer.hits.iter().map(|hit| (hit.card.id.as_str(), hit.card.date.as_str())).collect();
    assert_eq!(hits, [("drought", "2021"), ("flood", "2023-05-29")]);
    assert_eq!(answer.hits[0].snippet.text, "No rain since spring. The border is closed.");
    let (number, article) = archive.by_id("ڕۆژ").unwrap().unwrap();
    assert_eq!((number, article.dir, article.blocks.len()), (1, Some(Dir::Rtl), 1));
    assert_eq!(search(&archive, "\"لە سلێمانی\"", &Options::default()).unwrap().total, 1);
}

#[test]
fn stored_archives_hold_what_was_stored() {
    assert_eq!(by_id(unpacked(&fixture())), by_id(stored_articles()));
}

#[test]
fn other_versions_are_refused_by_name() {
    let bytes = build(articles(9, 2));
    for version in [VERSION + 1, 77, u16::MAX] {
        let mut other = bytes.clone();
        other[8..10].copy_from_slice(&version.to_le_bytes());
        let error = Archive::whole(other).unwrap_err();
        assert_eq!(error, ArchiveError::BadVersion { version, flags: 0 });
        assert!(error.to_string().contains(&format!("version {version}")), "{error}");
    }
}

#[test]
fn what_is_no_archive_is_refused_with_what_it_is() {
    let page = b"<!doctype html><title>404 Not Found</title>".to_vec();
    let error = Archive::whole(page).unwrap_err();
    assert_eq!((error.code(), error.to_string().contains("<!doctyp")), ("bad-magic", true), "{error}");
    assert_eq!(Archive::whole(Vec::new()).unwrap_err().code(), "truncated");
}
