//! What a dump shares with the corpus that it comes from ([`crate::ingest::corpus`]): its sketch for the first pass,
//! and what was learned there, as labels of its lines.

use super::labels::{Found, Kind};
use super::measure::{fold, is_name};
use super::sheet::Sheet;
use super::{caption, dateline, lines, meta, order};
use crate::ingest::corpus::{Habit, Habits, Look, Seen, key};

/// A sentence longer than this, in bytes, is text, however often it stands elsewhere.
const TEXT: usize = 200;
/// Sizes of headlines, in words.
const HEADLINE: core::ops::RangeInclusive<usize> = 3..=30;

/// The lines of a dump as the corpus sees them: at most `most`, half from its beginning, half from its end.
pub fn sketch(text: &str, most: usize) -> Vec<Seen> {
    let sheet = Sheet::new(lines::units(text), None);
    let half = most / 2;
    let near = (0..sheet.len()).filter(|at| *at < half || at + half >= sheet.len());
    near.map(|at| seen(&sheet, at)).collect()
}

fn seen(sheet: &Sheet, at: usize) -> Seen {
    let text = sheet.text(at);
    let look = match sheet.look(at) {
        Some(look) => match look.label.map(|label| label.kind) {
            Some(Kind::Previous) => Look::Previous,
            Some(Kind::Next) => Look::Next,
            _ if look.measure.sentence => Look::Sentence,
            _ => {
                let other = if HEADLINE.contains(&look.measure.size) { Look::Title } else { Look::Short };
                order::of_line(text).map_or(other, Look::Dated)
            }
        },
        None => Look::Short,
    };
    Seen { key: key(&fold(text)), bytes: u16::try_from(text.len()).unwrap_or(u16::MAX), look }
}

/// Labels the lines that the corpus knows; none if no line of text would be left.
pub fn label(sheet: &mut Sheet, habits: &Habits) {
    let start = (0..sheet.len()).find(|&at| sheet.is_text(at)).unwrap_or(0);
    let mut found: Vec<(usize, Found)> =
        (0..sheet.len()).filter_map(|at| Some((at, known(sheet, at, at < start, habits)?))).collect();
    let is_known = |found: &[(usize, Found)], at: usize| found.binary_search_by_key(&at, |(at, _)| *at).is_ok();
    let text: Vec<usize> = (0..sheet.len()).filter(|&at| sheet.is_text(at) && !is_known(&found, at)).collect();
    let Some(first) = text.first() else { return };
    // What heads the file stays if nothing else can be its headline.
    let heads =
        |at: usize| sheet.look(at).is_some_and(|look| look.label.is_none() && HEADLINE.contains(&look.measure.size));
    if !(0..*first).any(|at| heads(at) && !is_known(&found, at) && !is_about(sheet.text(at))) {
        found.retain(|(at, _)| at > first);
    }
    for (at, label) in found {
        if let Some(look) = sheet.looks.get_mut(at) {
            look.label = Some(label);
        }
    }
}

/// What the corpus says of the line, if nothing that the line says itself is against it; `above` if it stands above the
/// first sentence.
fn known(sheet: &Sheet, at: usize, above: bool, habits: &Habits) -> Option<Found> {
    let (text, look) = (sheet.text(at), sheet.look(at)?);
    let long = look.measure.stop && text.len() > TEXT;
    if look.label.is_some() || long {
        return None;
    }
    let (kind, strong) = match habits.of(&fold(text))? {
        Habit::Furniture { head: false, .. } if above => return None,
        Habit::Furniture { sure, .. } => (Kind::Corpus, sure),
        Habit::Previous => (Kind::Previous, true),
        Habit::Next => (Kind::Next, true),
        Habit::Related => (Kind::Related, true),
    };
    let bare = kind == Kind::Corpus && (is_about(text) || is_name(text));
    (!bare).then_some(Found { kind, strong, rest: text.len() })
}

/// Whether a line says something about its article: names, a date, a dateline, an agency, a caption.
fn is_about(text: &str) -> bool {
    meta::read(text).is_some()
        || dateline::is_agency(text)
        || dateline::own_line(text).is_some()
        || caption::is_marked(text)
        || caption::read(text).is_some()
}
