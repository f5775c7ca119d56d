//! Filters: the articles with a value of a facet, in a language, of a period.

use super::matching::Set;
use super::query::{Kind, Part};
use crate::archive::facets::Facet;
use crate::archive::read::Archive;
use crate::text::{self, Analyzer, Lang, slice};

/// Asks for everything that the filters of these parts need.
pub fn fetch(archive: &Archive, parts: &[Part]) {
    for part in parts {
        match part.kind {
            Kind::Facet(facet) => {
                archive.column(facet);
            }
            Kind::Dates(..) => {
                archive.dates();
            }
            _ => fetch(archive, &part.parts),
        }
    }
}

/// The articles for which a filter holds; `None` if it names nothing.
pub fn set(archive: &Archive, text: &str, part: &Part) -> Option<Set> {
    let value = slice(text, part.span.clone());
    match part.kind {
        Kind::Dates(from, to) => Some(in_period(archive, from, to)),
        Kind::Language => Some(in_language(archive, value)),
        Kind::Facet(facet) => with_value(archive, facet, value, part.growing),
        _ => None,
    }
}

fn in_period(archive: &Archive, from: u32, to: u32) -> Set {
    let mut set = Set::new();
    for (date, end) in archive.dates() {
        set.resize(*end as usize, (from..=to).contains(date));
    }
    set.resize(archive.root().articles as usize, false);
    set
}

/// Articles that were analysed in a language, whatever its region.
fn in_language(archive: &Archive, tag: &str) -> Set {
    let lang = Lang::from_tag(tag);
    let number = archive.root().languages.iter().position(|(known, _)| known == lang.tag());
    let mut set = Set::new();
    for measure in archive.measures() {
        set.push(Some(measure.language as usize) == number);
    }
    // Where articles do not differ, none is listed.
    set.resize(archive.root().articles as usize, number == Some(0));
    set
}

/// Articles with a value that has these words one after the other, the last one perhaps longer.
fn with_value(archive: &Archive, facet: Facet, value: &str, growing: bool) -> Option<Set> {
    let wanted = words(value);
    if wanted.is_empty() {
        return None;
    }
    let column = archive.column(facet)?;
    let mut fits = Vec::new();
    for value in &column.values {
        fits.push(holds(&words(value), &wanted, growing));
    }
    let mut set = Set::new();
    for article in 0..archive.root().articles {
        set.push(column.of(article).iter().any(|number| fits[*number as usize]));
    }
    Some(set)
}

/// The words of a value, folded, a blank before and after each.
fn words(value: &str) -> String {
    let mut words = String::new();
    Analyzer::new(Lang::UNKNOWN).surfaces(value, |surface, _, _| {
        words.push(' ');
        words.push_str(&text::fold(surface, Lang::UNKNOWN));
    });
    if !words.is_empty() {
        words.push(' ');
    }
    words
}

/// Whether the words of a value hold those that are wanted.
fn holds(value: &str, wanted: &str, growing: bool) -> bool {
    let wanted = if growing { wanted.trim_end() } else { wanted };
    value.as_bytes().windows(wanted.len()).any(|run| run == wanted.as_bytes())
}
