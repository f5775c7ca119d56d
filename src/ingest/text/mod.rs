//! Raw text: the visible lines of a saved page, sorted into an article.
//!
//! ```text
//! text -> lines::units -> sheet (measures and labels) -> body -> head, tail (a role for each unit) -> assemble
//! ```
//!
//! A line is judged with its neighbours: first the longest run of sentences is found, which is the body; then the
//! headline above it and what stands between; then what stands inside and after it. What no rule is sure of stays in
//! the body. Word lists are data: `labels/*.tsv`, `agencies.txt` and `places.txt`.

mod assemble;
mod author;
mod body;
mod boxes;
mod calendar;
pub mod caption;
mod clock;
pub mod date;
pub mod dateline;
mod doubt;
mod explain;
mod figures;
mod head;
mod headline;
pub mod labels;
pub mod lines;
mod marker;
pub mod measure;
pub mod meta;
mod order;
pub mod role;
mod rules;
mod shared;
mod sheet;
mod tail;
mod why;

pub use rules::Rules;
pub use shared::sketch;

use super::{DateOrder, Line, Options};
use crate::article::{Article, Stamp};
use role::Role;
use sheet::Sheet;

/// Reads one dump. The article has neither id nor origin yet.
pub fn read(text: &str, options: &Options) -> Article {
    let (sheet, roles, warning) = sort(text, options);
    let mut article = assemble::article(&sheet, &roles, options);
    article.guesses = why::guesses(&sheet, &roles);
    article.warnings.extend(warning);
    article
}

/// What a text that says nothing but a date means; `None` where it is in doubt.
pub fn date(text: &str, order: Option<DateOrder>) -> Option<Stamp> {
    date::find_in(text, order).filter(|_| date::is_date(text))?.stamp
}

/// The lines of one dump, each with what [`read`] takes it for.
pub fn explain(text: &str, options: &Options) -> Vec<Line> {
    let (sheet, roles, _) = sort(text, options);
    explain::lines(text, &sheet, &roles)
}

/// A role for each of these lines, which are no dump, but the blocks of a page: the headline may be missing.
pub fn roles(units: Vec<lines::Unit>, options: &Options) -> Vec<Role> {
    judge(units, options).1
}

/// The units of a dump, a role for each, and a warning if the rules went astray.
fn sort<'a>(text: &'a str, options: &Options) -> (Sheet<'a>, Vec<Role>, Option<String>) {
    judge(lines::units(text), options)
}

/// A role for each unit, and a warning if the rules went astray.
fn judge<'a>(units: Vec<lines::Unit<'a>>, options: &Options) -> (Sheet<'a>, Vec<Role>, Option<String>) {
    let mut sheet = Sheet::new(units, options.rules.as_deref());
    if let Some(habits) = &options.habits {
        shared::label(&mut sheet, habits);
    }
    let body = body::find(&sheet);
    let mut roles = head::roles(&sheet, &body);
    tail::roles(&sheet, &body, &mut roles);
    author::sign(&sheet, &body, &mut roles);
    order::settle(&sheet, &mut roles, options);
    let warning = role::guard(&sheet, &mut roles);
    (sheet, roles, warning)
}
