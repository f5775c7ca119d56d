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
mod body;
mod caption;
mod date;
mod dateline;
mod head;
mod labels;
mod lines;
mod measure;
mod meta;
mod role;
mod sheet;
mod tail;

use crate::article::Article;

/// Reads one dump. The article has neither id nor origin yet.
pub fn read(text: &str) -> Article {
    let sheet = sheet::Sheet::new(lines::units(text));
    let body = body::find(&sheet);
    let mut roles = head::roles(&sheet, &body);
    tail::roles(&sheet, &body, &mut roles);
    let warning = role::guard(&sheet, &mut roles);
    let mut article = assemble::article(&sheet, &roles);
    article.warnings.extend(warning);
    article
}
