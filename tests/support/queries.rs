//! Made-up queries: every operator, field and nesting, out of words most of which stand in some article.

use super::{Random, TONGUES, texts};
use newsprint::article::Article;
use std::fmt::Write;

/// Shortest beginning that is asked for: the engine follows only the most frequent words of shorter ones.
const MIN_BEGINNING: usize = 3;
/// How deep brackets go.
const MAX_DEPTH: usize = 3;

/// A query about some of these articles.
pub fn random_query(articles: &[Article], random: &mut Random) -> String {
    let query = list(articles, 0, random);
    shortened(query.trim_end(), random)
}

/// A query of words, phrases and exclusions only.
pub fn simple_query(articles: &[Article], random: &mut Random) -> String {
    let mut query = String::new();
    for _ in 0..1 + random.below(4) {
        let run = run(articles, 3, random);
        let _ = match random.below(6) {
            0 => write!(query, "\"{run}\" "),
            1 => write!(query, "-{} ", word(articles, random)),
            2 => write!(query, "{} ", random.pick(TONGUES).words(1, random)),
            _ => write!(query, "{run} "),
        };
    }
    shortened(query.trim_end(), random)
}

/// A list of parts.
fn list(articles: &[Article], depth: usize, random: &mut Random) -> String {
    let parts: Vec<_> = (0..1 + random.below(3)).map(|_| part(articles, depth, random)).collect();
    parts.join(" ")
}

/// An operand, or some that operators join.
fn part(articles: &[Article], depth: usize, random: &mut Random) -> String {
    let mut part = operand(articles, depth, random);
    while random.once_in(4) {
        let words = random.below(12);
        match random.below(3) {
            0 => {
                let (left, right) = (near_side(articles, random), near_side(articles, random));
                let _ = write!(part, " {left} {}{words} {right}", random.pick(&["near/", "NEAR/"]));
            }
            operator => {
                let _ = write!(part, " {} {}", ["|", "OR"][operator - 1], operand(articles, depth, random));
            }
        }
    }
    part
}

/// Something near which something may stand.
fn near_side(articles: &[Article], random: &mut Random) -> String {
    match random.once_in(4) {
        true => format!("\"{}\"", run(articles, 2, random)),
        false => word(articles, random),
    }
}

/// A word, a phrase, a field or a group, perhaps with a minus.
fn operand(articles: &[Article], depth: usize, random: &mut Random) -> String {
    let minus = if random.once_in(6) { "-" } else { "" };
    let operand = match random.below(12) {
        0 | 1 => format!("\"{}\"", run(articles, 3, random)),
        2 => random.pick(TONGUES).words(1, random),
        3..=5 => field(articles, random),
        6 | 7 if depth < MAX_DEPTH => format!("({})", list(articles, depth + 1, random)),
        8 => format!("{}*", cut(&word(articles, random), random)),
        _ => word(articles, random),
    };
    format!("{minus}{operand}")
}

/// What an article names as its source, and the agency of its dateline.
fn sources(article: &Article) -> Vec<String> {
    let agency = article.dateline.iter().filter_map(|dateline| dateline.agency.clone());
    article.source.iter().map(|source| source.name.clone()).chain(agency).collect()
}

/// A field and what it is asked for.
fn field(articles: &[Article], random: &mut Random) -> String {
    let article = random.pick(articles);
    let names = match random.below(7) {
        0 => ("title", article.headline.iter().cloned().collect()),
        1 => ("author", article.authors.iter().map(|person| person.name.clone()).collect()),
        2 => ("place", article.dateline.iter().filter_map(|dateline| dateline.place.clone()).collect()),
        3 => ("source", sources(article)),
        4 => ("tag", [article.tags.clone(), article.sections.clone()].concat()),
        5 => return format!("lang:{}", random.pick(&["en", "de", "EN-gb", "ckb", "ja", "fr", "xx", "und", "english"])),
        _ => return period(article, random),
    };
    let (field, names): (&str, Vec<String>) = names;
    let text = if names.is_empty() { word(articles, random) } else { random.pick(&names).clone() };
    let words: Vec<_> = text.split_whitespace().collect();
    let start = random.below(words.len());
    let run = words[start..(start + 1 + random.below(2)).min(words.len())].join(" ");
    match random.below(3) {
        0 if !run.contains(' ') => format!("{field}:{}*", cut(&run, random)),
        1 if !run.contains(' ') => format!("{field}:{run}"),
        _ => format!("{field}:\"{run}\""),
    }
}

/// A period that an article's date lies in or near.
fn period(article: &Article, random: &mut Random) -> String {
    let one = |random: &mut Random| {
        let year = article.published.map_or(2013, |date| u32::from(date.year)) + random.below(2) as u32;
        let month = article.published.map_or(0, |date| u32::from(date.month)).max(1);
        let day = article.published.map_or(0, |date| u32::from(date.day)).max(1);
        match random.below(3) {
            0 => format!("{year:04}"),
            1 => format!("{year:04}-{month:02}"),
            _ => format!("{year:04}-{month:02}-{day:02}"),
        }
    };
    match random.below(6) {
        0 => format!("before:{}", one(random)),
        1 => format!("after:{}", one(random)),
        2 => format!("date:{}..{}", one(random), one(random)),
        3 => format!("date:..{}", one(random)),
        4 => format!("date:{}..", one(random)),
        _ => format!("date:{}", one(random)),
    }
}

/// Up to `most` words that stand side by side in some article.
fn run(articles: &[Article], most: usize, random: &mut Random) -> String {
    let article = random.pick(articles);
    let text = *random.pick(&texts(article));
    let words: Vec<_> = text.split_whitespace().collect();
    let start = random.below(words.len());
    words[start..(start + 1 + random.below(most)).min(words.len())].join(" ")
}

/// A word of some article, as it stands there or with another ending.
fn word(articles: &[Article], random: &mut Random) -> String {
    let word = run(articles, 1, random);
    match random.once_in(8) {
        true => format!("{}{}", word.trim_end_matches(|c: char| !c.is_alphabetic()), random.pick(&["s", "ing", "ی"])),
        false => word,
    }
}

/// The beginning of a word.
fn cut(word: &str, random: &mut Random) -> String {
    let ends: Vec<_> = word.char_indices().map(|(at, _)| at).skip(MIN_BEGINNING).collect();
    if ends.is_empty() { word.into() } else { word[..*random.pick(&ends)].into() }
}

/// The query as it is while its last word is typed: whole, or cut after some characters of it.
fn shortened(query: &str, random: &mut Random) -> String {
    let start = query.rfind([' ', '-', '"', '(', ':']).map_or(0, |at| at + 1);
    match random.once_in(2) {
        true => query.into(),
        false => format!("{}{}", &query[..start], cut(&query[start..], random)),
    }
}
