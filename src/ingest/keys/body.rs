//! The text of a record, and the blocks that it becomes.

use crate::article::{Article, Block, Removed};
use crate::ingest::{Options, html, text};
use std::borrow::Cow;

/// The text of a record.
#[derive(Debug)]
pub struct Body<'a> {
    /// As the record gives it.
    pub text: Cow<'a, str>,
    /// Whether it is HTML.
    pub html: bool,
}

impl Body<'_> {
    /// Appends the blocks of the text to an article whose fields are set; `line` is where its record begins.
    pub fn put(&self, line: u32, options: &Options, article: &mut Article) {
        if self.html {
            let fragment = html::fragment(&self.text, line);
            article.blocks.extend(fragment.blocks);
            article.warnings.extend(fragment.warnings);
            remove(fragment.removed, options, article);
        } else if options.raw_text && !self.text.trim().is_empty() {
            sorted(text::read(&self.text, options), article);
        } else {
            let lines = self.text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty());
            article.blocks.extend(lines.map(Block::para));
        }
    }
}

/// Lists lines as removed, or keeps them as text if that is wished.
fn remove(lines: Vec<Removed>, options: &Options, article: &mut Article) {
    match options.keep_all {
        true => article.blocks.extend(lines.into_iter().map(|line| Block::para(line.text))),
        false => article.removed.extend(lines),
    }
}

/// Adds what was found in a raw text. What the record itself says wins; what the text says otherwise stays in the text.
fn sorted(found: Article, article: &mut Article) {
    let mut others = Vec::new();
    for (field, found) in [
        (&mut article.kicker, found.kicker),
        (&mut article.headline, found.headline),
        (&mut article.dek, found.dek),
        (&mut article.byline, found.byline),
        (&mut article.rights, found.rights),
        (&mut article.lang, found.lang),
        (&mut article.url, found.url),
    ] {
        others.extend(yield_to(field, found));
    }
    if article.date_text.is_none() {
        (article.date_text, article.published) = (found.date_text, found.published);
    } else {
        others.extend(found.date_text.filter(|date| Some(date) != article.date_text.as_ref()));
    }
    match (&mut article.dateline, found.dateline) {
        (Some(given), Some(found)) => (given.raw, given.agency, given.date) = (found.raw, found.agency, found.date),
        (given, found) => *given = given.take().or(found),
    }
    if article.authors.is_empty() {
        article.authors = found.authors;
    }
    article.source = article.source.take().or(found.source);
    article.modified = article.modified.or(found.modified);
    article.highlights.extend(found.highlights);
    article.blocks.extend(others.into_iter().map(Block::para).chain(found.blocks));
    article.sections.extend(found.sections);
    article.tags.extend(found.tags);
    article.links = found.links;
    article.removed.extend(found.removed);
    article.guesses.extend(found.guesses);
    article.warnings.extend(found.warnings);
}

/// Fills an empty field; else what was found, if it says something else.
fn yield_to(field: &mut Option<String>, found: Option<String>) -> Option<String> {
    match field {
        Some(given) => found.filter(|found| found != given),
        None => {
            *field = found;
            None
        }
    }
}

/// Whether a text is HTML: it begins with a tag or a comment, or ends paragraphs with tags.
pub fn is_html(text: &str) -> bool {
    let start = text.trim_start();
    let opens =
        start.strip_prefix('<').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!'));
    let closes = || ["</", "/>", "<br", "<img", "<hr", "<p>", "-->"].iter().any(|mark| text.contains(mark));
    (opens && closes()) || text.contains("</p>")
}

/// The text of a piece of HTML, a line for each block; and what was taken out.
pub fn plain(html: &str, line: u32) -> (String, Vec<Removed>) {
    let fragment = html::fragment(html, line);
    let lines: Vec<_> = fragment.blocks.into_iter().map(|block| block.text).collect();
    (lines.join("\n").trim().to_owned(), fragment.removed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_told_by_its_tags() {
        for html in ["<p>One</p>", " <div\nclass=a>x</div>", "<!-- wp:paragraph -->\n<p>x", "One</p>", "<br>x"] {
            assert!(is_html(html), "{html}");
        }
        for text in ["1 < 2", "<3 you", "<not a tag>", "One.\n\nTwo <b>x</b>", ""] {
            assert!(!is_html(text), "{text}");
        }
    }
}
