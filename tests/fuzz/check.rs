//! What must hold of every input.

use newsprint::article::{Article, Block};
use newsprint::ingest::{Item, Options, each};
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// What is read from a file.
struct Found {
    articles: Vec<Article>,
    /// Things left out and complaints.
    words: Vec<String>,
    /// Formats and encodings.
    formats: Vec<(&'static str, &'static str)>,
    /// Whether something of the file is missing from the article by a complaint.
    complained: bool,
}

fn read(name: &str, bytes: &[u8], options: &Options) -> Found {
    let mut found = Found { articles: Vec::new(), words: Vec::new(), formats: Vec::new(), complained: false };
    each(name, bytes, options, &mut |item| match item {
        Item::Opened(opened) => found.formats.push((opened.format, opened.encoding)),
        Item::Article(article) => found.articles.push(*article),
        Item::Complaint(complaint) => {
            found.complained = true;
            found.words.push(complaint.to_string());
        }
        Item::LeftOut(left_out) => found.words.push(left_out.to_string()),
        Item::Line(_) => {}
    });
    found
}

/// Fails, by a panic, if something does not hold; `thorough` asks for what costs more.
pub fn check(name: &str, bytes: &[u8], thorough: bool) {
    let found = read(name, bytes, &Options::default());
    assert!(!found.articles.is_empty() || !found.words.is_empty(), "neither an article nor a word about the file");
    found.articles.iter().for_each(assert_sound);
    if let ([("raw text", "UTF-8")], [article], Ok(text)) =
        (found.formats.as_slice(), found.articles.as_slice(), str::from_utf8(bytes))
        && !found.complained
    {
        assert_nothing_lost(text.trim_end_matches('\u{1a}').trim_start_matches('\u{feff}'), article);
    }
    if thorough {
        let again = read(name, bytes, &Options::default());
        assert!(again.articles == found.articles && again.words == found.words, "read again, it is another article");
        let all = Options { keep_all: true, raw_text: true, explain: true, pages: true, ..Options::default() };
        read(name, bytes, &all).articles.iter().for_each(assert_sound);
    }
}

/// What any article must be like.
fn assert_sound(article: &Article) {
    assert!(!article.id.is_empty() || article.origin.file.is_empty(), "an article without an id");
    article.blocks.iter().for_each(assert_spans);
    for removed in &article.removed {
        assert!((0.0..=1.0).contains(&removed.confidence), "a confidence of {}", removed.confidence);
    }
    for (key, json) in &article.extra {
        assert!(serde_json::from_str::<&RawValue>(json).is_ok(), "{key} is kept as broken JSON: {json}");
    }
    serde_json::to_string(article).expect("an article is JSON");
}

/// Spans lie within the text, between characters, in order. One that an export holds may be over nothing.
fn assert_spans(block: &Block) {
    let mut last = 0;
    for span in &block.spans {
        let inside = block.text.get(span.start..span.end).is_some();
        assert!(inside && span.start >= last, "a span at {}..{} of {:?}", span.start, span.end, block.text);
        last = span.start;
    }
}

/// Every character that is not blank stands in a field, a block or a removed line.
fn assert_nothing_lost(text: &str, article: &Article) {
    let texts = texts(article);
    let found = letters(texts.iter().map(String::as_str));
    for (letter, count) in letters(std::iter::once(text)) {
        let kept = found.get(&letter).copied().unwrap_or_default();
        assert!(kept >= count, "{letter:?} stands {count} times in the file and {kept} times in the article");
    }
}

fn letters<'a>(texts: impl Iterator<Item = &'a str>) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    for letter in texts.flat_map(str::chars).filter(|c| !c.is_whitespace()) {
        *counts.entry(letter).or_insert(0) += 1;
    }
    counts
}

/// Every text of an article.
fn texts(article: &Article) -> Vec<String> {
    let fields =
        [&article.headline, &article.kicker, &article.dek, &article.byline, &article.date_text, &article.rights];
    let mut texts: Vec<String> = fields.into_iter().flatten().cloned().collect();
    texts.extend(article.dateline.iter().map(|dateline| dateline.raw.clone()));
    texts.extend(article.source.iter().map(|source| source.name.clone()));
    texts.extend(article.highlights.iter().chain(&article.tags).chain(&article.sections).cloned());
    texts.extend(article.blocks.iter().map(|block| block.text.clone()));
    texts.extend(article.blocks.iter().filter_map(|block| block.media.credit.clone()));
    texts.extend(article.removed.iter().map(|removed| removed.text.clone()));
    let links = article.links.previous.iter().chain(&article.links.next).chain(&article.links.related);
    texts.extend(links.map(|link| link.title.clone()));
    texts.extend(article.extra.iter().filter_map(|(_, json)| serde_json::from_str(json).ok()));
    texts
}
