//! Filters: the articles with a value of a facet, in a language, of a period.

use super::matching::Set;
use super::query::{Kind, Part};
use crate::archive::facets::Facet;
use crate::archive::read::{Archive, Halt, both};
use crate::text::{self, Analyzer, Lang, slice};

/// Asks for everything that the filters of these parts need, in one stage.
pub fn fetch(archive: &Archive, parts: &[Part]) -> Result<(), Halt> {
    let mut result = Ok(());
    for part in parts {
        let needs = match part.kind {
            Kind::Facet(facet) => archive.column(facet).map(drop),
            Kind::Dates(..) => archive.dates().map(drop),
            _ => fetch(archive, &part.parts),
        };
        result = both(result, needs).map(drop);
    }
    result
}

/// The articles for which a filter holds; `None` if it names nothing.
pub fn set(archive: &Archive, text: &str, part: &Part) -> Result<Option<Set>, Halt> {
    let value = slice(text, part.span.clone());
    match part.kind {
        Kind::Dates(from, to) => in_period(archive, from, to).map(Some),
        Kind::Language => in_language(archive, value).map(Some),
        Kind::Facet(facet) => with_value(archive, facet, value, part.growing),
        _ => Ok(None),
    }
}

fn in_period(archive: &Archive, from: u32, to: u32) -> Result<Set, Halt> {
    let mut set = Set::new();
    for (date, end) in archive.dates()?.iter() {
        set.resize(*end as usize, (from..=to).contains(date));
    }
    set.resize(archive.root().articles as usize, false);
    Ok(set)
}

/// Articles that were analysed in a language, whatever its region.
fn in_language(archive: &Archive, tag: &str) -> Result<Set, Halt> {
    let lang = Lang::from_tag(tag);
    let number = archive.root().languages.iter().position(|known| known == lang.tag());
    let mut set = Set::new();
    for measure in archive.measures()?.iter() {
        set.push(Some(measure.language as usize) == number);
    }
    Ok(set)
}

/// Articles with a value that has these words one after the other, the last one perhaps longer.
fn with_value(archive: &Archive, facet: Facet, value: &str, growing: bool) -> Result<Option<Set>, Halt> {
    let wanted = words(value);
    if wanted.is_empty() {
        return Ok(None);
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
    Ok(Some(set))
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
