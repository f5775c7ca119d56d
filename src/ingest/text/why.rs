//! Why units were taken for fields: the evidence, looked at after the fact.
//!
//! The readers of head and tail decide by comparing lines; what they leave behind are roles. Here each field's role is
//! asked what speaks for it, strongest first: a label on the line itself, then its repetition, then its neighbours, then
//! nothing but its place. The name of what was found is the rule, and how often that kind of evidence is right on pages
//! is its confidence. Nothing here changes what was decided.

use super::caption::{self, Caption};
use super::labels::{Kind, labels};
use super::measure::{fold, is_upper};
use super::meta::Meta;
use super::role::Role;
use super::sheet::Sheet;
use crate::article::Guess;

/// A name or date stands at most so many units below its headline.
const NEAR: usize = 6;

/// Evidence: the rule's name and how sure it is.
type Evidence = (&'static str, f32);

/// The reasons for every field of a dump, in the order of its lines; the first line that fills a field is named.
pub fn guesses(sheet: &Sheet, roles: &[Role]) -> Vec<Guess> {
    let mut guesses: Vec<Guess> = Vec::new();
    for at in 0..roles.len() {
        for (field, (rule, confidence)) in reasons(sheet, roles, at) {
            let many = matches!(field, "tags" | "caption" | "credit" | "highlights");
            if many || guesses.iter().all(|guess| guess.field != field) {
                let line = sheet.units.get(at).map_or(0, |unit| unit.line);
                guesses.push(Guess { field: field.into(), line, rule: rule.into(), confidence });
            }
        }
    }
    guesses
}

/// The fields that unit `at` was taken for, each with what speaks for it.
pub fn reasons(sheet: &Sheet, roles: &[Role], at: usize) -> Vec<(&'static str, Evidence)> {
    let text = sheet.text(at);
    let labelled = |from: &usize| if *from > 0 { ("label-on-line", 0.97) } else { ("label-above", 0.95) };
    match roles.get(at) {
        Some(Role::Headline) => vec![("headline", headline(sheet, roles, at))],
        Some(Role::Kicker) => vec![("kicker", kicker(sheet, at))],
        Some(Role::Dek) => vec![("dek", ("below-headline", 0.8))],
        Some(Role::Meta(meta)) => names_and_dates(meta, text),
        Some(Role::Dateline) => vec![("dateline", ("line-of-its-own", 0.9))],
        Some(Role::Lead) => lead(sheet, at).into_iter().collect(),
        Some(Role::Highlight(_)) => vec![("highlights", ("label-above", 0.9))],
        Some(Role::Caption(caption)) => captions(caption, text),
        Some(Role::Source(from)) => vec![("source", if *from > 0 { labelled(from) } else { ("agency-at-end", 0.8) })],
        Some(Role::Previous(from)) => vec![("previous", labelled(from))],
        Some(Role::Next(from)) => vec![("next", labelled(from))],
        Some(Role::Tags(from)) => vec![("tags", labelled(from))],
        _ => Vec::new(),
    }
}

/// A headline is surest where the page has it twice, then where names, a date or a dateline follow.
fn headline(sheet: &Sheet, roles: &[Role], at: usize) -> Evidence {
    let key = fold(sheet.text(at));
    let said = |role: &Role| matches!(role, Role::Removed { rule: "repeat" | "breadcrumb", .. });
    let again = |other: usize| other != at && fold(sheet.text(other)).ends_with(&key);
    let mut repeats = roles.iter().enumerate().filter(|(_, role)| said(role)).map(|(other, _)| other);
    let below = roles.iter().skip(at + 1).take(NEAR);
    if sheet.repeats(at) > 1 || repeats.any(again) {
        ("repeated", 0.97)
    } else if below.clone().any(|role| matches!(role, Role::Meta(_) | Role::Dateline)) {
        ("names-or-date-below", 0.92)
    } else if below.clone().any(|role| matches!(role, Role::Lead)) && sheet.text(at + 1).len() > sheet.text(at).len() {
        if at == 0 { ("first-line", 0.9) } else { ("above-the-text", 0.75) }
    } else if at == 0 {
        ("first-line", 0.8)
    } else {
        ("short-line", 0.6)
    }
}

/// A kicker is surest where the page's menu has it, too.
fn kicker(sheet: &Sheet, at: usize) -> Evidence {
    if sheet.repeats(at) > 1 { ("section-of-the-menu", 0.9) } else { ("above-headline", 0.7) }
}

/// Names are surest behind a word that introduces them; dates where they name a day that there is.
fn names_and_dates(meta: &Meta, text: &str) -> Vec<(&'static str, Evidence)> {
    let introduced = labels().begins(text, Kind::Byline).is_some();
    let byline = match (introduced, &meta.date) {
        (true, _) => ("introduced", 0.97),
        (false, Some(_)) => ("beside-date", 0.85),
        (false, None) => ("bare-name", 0.7),
    };
    let date = |stamp: bool| if stamp { ("date", 0.95) } else { ("date-not-understood", 0.5) };
    let field = if meta.updated { "modified" } else { "published" };
    let byline = meta.byline.as_ref().map(|_| ("byline", byline));
    let date = meta.date.as_ref().map(|(_, stamp)| (field, date(stamp.is_some())));
    let source = meta.source.as_ref().map(|_| ("source", ("introduced", 0.95)));
    byline.into_iter().chain(date).chain(source).collect()
}

/// A dateline is surest with an agency or a date, then with a place in capitals.
fn lead(sheet: &Sheet, at: usize) -> Option<(&'static str, Evidence)> {
    let found = sheet.lead_dateline(at)?;
    let capitals = found.place.as_deref().is_some_and(is_upper);
    let evidence = match (found.agency.is_some() || found.date.is_some(), capitals) {
        (true, _) => ("agency-or-date", 0.97),
        (false, true) => ("place-in-capitals", 0.93),
        (false, false) => ("place-and-dash", 0.8),
    };
    Some(("dateline", evidence))
}

/// Captions say so themselves, or their place above the text does.
fn captions(caption: &Caption, text: &str) -> Vec<(&'static str, Evidence)> {
    match (&caption.credit, caption.text.is_empty()) {
        (Some(_), true) => vec![("credit", ("credit-alone", 0.9))],
        (Some(_), false) => vec![("caption", ("credit-at-end", 0.95)), ("credit", ("credit-at-end", 0.95))],
        (None, _) if caption::is_marked(text) => vec![("caption", ("caption-mark", 0.95))],
        (None, _) => vec![("caption", ("place-above-text", 0.7))],
    }
}

#[cfg(test)]
mod tests {
    use crate::ingest::{Options, text};

    const DUMP: &str = "Home\nNews\nSport\nCulture\nRiver takes third bridge in three years\nBy Ana Cruz\n5 May 2025\n\n\
        KARIMA (Daily Agency) — The river rose over its banks again on Monday evening and took the old bridge.\n\n\
        Nobody was hurt when it fell, but the town is now cut off from the hospital on the other bank.\n\n\
        Share this article\n\nPrevious article: Town asks for a new bridge\n";

    #[test]
    fn each_field_has_its_line_and_what_spoke_for_it() {
        let article = text::read(DUMP, &Options::default());
        let found: Vec<_> =
            article.guesses.iter().map(|guess| (guess.field.as_str(), guess.line, guess.rule.as_str())).collect();
        assert_eq!(
            found,
            [
                ("headline", 5, "names-or-date-below"),
                ("byline", 6, "introduced"),
                ("published", 7, "date"),
                ("dateline", 9, "agency-or-date"),
                ("previous", 15, "label-on-line"),
            ]
        );
        assert!(article.guesses.iter().all(|guess| guess.confidence > 0.5 && guess.confidence <= 1.0));
    }

    #[test]
    fn every_line_is_explained_once() {
        let lines = text::explain(DUMP, &Options::default());
        let numbers: Vec<u32> = lines.iter().map(|line| line.number).collect();
        assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 7, 9, 11, 13, 15]);
        let names: Vec<&str> = lines.iter().map(|line| line.role.name.as_str()).collect();
        assert_eq!(names[4..], ["headline", "byline", "published", "dateline+para", "para", "removed", "previous"]);
        assert_eq!(lines[9].role.rule, "share");
    }

    #[test]
    fn nothing_is_removed_if_all_is_to_be_kept() {
        let options = Options { keep_all: true, ..Options::default() };
        let article = text::read(DUMP, &options);
        assert!(article.removed.is_empty() && article.warnings.is_empty(), "{article:?}");
        for line in ["Home", "Share this article", "Previous article:"] {
            assert!(article.texts().any(|text| text == line), "{line} is lost");
        }
        assert_eq!(article.headline.as_deref(), Some("River takes third bridge in three years"));
    }
}
