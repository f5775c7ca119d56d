//! Why fields of a page were filled: each stage of reading fills what those before it left open, so what is new after a
//! stage was filled by it.

use crate::article::{Article, Guess};

/// What the page says about itself, for machines.
pub const PAGE: (&str, f32) = ("page-data", 0.97);
/// The extractor's word.
pub const EXTRACTOR: (&str, f32) = ("extractor", 0.85);
/// A line of the text that reads like the field.
pub const LINE: (&str, f32) = ("line-of-text", 0.85);
/// A link that says that it leads on or back.
pub const LINK: (&str, f32) = ("link", 0.95);

/// Names `rule` as the reason of every field that has none yet.
pub fn note(article: &mut Article, (rule, confidence): (&str, f32)) {
    for field in filled(article) {
        if article.guesses.iter().all(|guess| guess.field != field) {
            article.guesses.push(Guess { field: field.into(), line: 0, rule: rule.into(), confidence });
        }
    }
}

/// The fields that an article has.
fn filled(article: &Article) -> Vec<&'static str> {
    let has = [
        ("headline", article.headline.is_some()),
        ("kicker", article.kicker.is_some()),
        ("dek", article.dek.is_some()),
        ("byline", article.byline.is_some()),
        ("published", article.date_text.is_some() || article.published.is_some()),
        ("modified", article.modified.is_some()),
        ("dateline", article.dateline.is_some()),
        ("source", article.source.is_some()),
        ("previous", article.links.previous.is_some()),
        ("next", article.links.next.is_some()),
        ("sections", !article.sections.is_empty()),
        ("tags", !article.tags.is_empty()),
    ];
    has.into_iter().filter(|(_, has)| *has).map(|(field, _)| field).collect()
}

/// Adds what was `known` before the page was read line by line; of a date that the page names (`dated`) its word counts.
pub fn prefer(guesses: &mut Vec<Guess>, known: Vec<Guess>, dated: bool) {
    if dated {
        guesses.retain(|guess| guess.field != "published");
    }
    for guess in known {
        if guesses.iter().all(|other| other.field != guess.field) {
            guesses.push(guess);
        }
    }
}
