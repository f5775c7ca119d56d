//! Markdown (CommonMark with tables and footnotes) and its front matter.
//!
//! Blocks come from the parser's events ([`events`]), with emphasis, code and links as spans. HTML is read, not taken
//! over ([`raw`]): a block of it becomes blocks, a tag between words a style; comments and other tags are listed as
//! removed. The shortcodes of Hugo are resolved before ([`hugo`]).

mod events;
mod hugo;
mod lines;
mod raw;
mod shortcode;

use super::exported;
use super::front_matter::{self, path};
use super::output::Output;
use super::status;
use crate::article::{Article, Block, Kind, Removed};
use events::Builder;
use lines::Lines;
use pulldown_cmark::{Options, Parser};

/// So many lines are named in a warning.
const NAMED: usize = 10;

/// Reads one file.
pub fn read(text: &str, out: &mut Output) {
    let (mut article, mut exact) = (Article::default(), false);
    let (body, line, unpublished) = match front_matter::split(text) {
        Some(parts) => match front_matter::parse(parts.head, parts.language) {
            Ok(keys) if exported::is(&keys) => {
                exact = true;
                (parts.body, parts.line, exported::apply(keys, out.options, &mut article))
            }
            Ok(keys) => {
                let blanks = path::is_jekyll(out.name);
                (parts.body, parts.line, front_matter::apply(keys, blanks, out.options, &mut article))
            }
            Err(fault) => {
                let problem = format!("expected front matter, found: {}; its lines are left out", fault.problem);
                remove_head(parts.head, &mut article);
                out.complain(Some(fault.line + 1), problem);
                (parts.body, parts.line, front_matter::unpublished(parts.head))
            }
        },
        None => {
            if front_matter::begins(text) {
                let problem = "expected a closing fence of the front matter, found none; it is read as text";
                out.complain(Some(1), problem.into());
            }
            (text, 1, None)
        }
    };
    if let Some(why) = unpublished.or(path::is_draft(out.name).then_some(status::DRAFT)) {
        return out.leave_out(None, why);
    }
    match exact {
        true => {
            blocks(body, line, exact, &mut article);
            out.directed(1, article)
        }
        false => {
            let (body, mut removed) = hugo::resolve(body, line, out.name);
            article.removed.append(&mut removed);
            blocks(&body, line, exact, &mut article);
            article.removed.sort_by_key(|removed| removed.line);
            if path::is_section(out.name) && article.blocks.is_empty() {
                return out.leave_out(None, "the page of a section, without a text");
            }
            path::apply(out.name, &mut article);
            out.article(1, article);
        }
    }
}

/// Adds a text in Markdown that begins on `line` of its file to an article.
pub fn piece(text: &str, line: u32, article: &mut Article) {
    blocks(text, line, false, article);
}

/// Lists the lines of a head that cannot be read.
fn remove_head(head: &str, article: &mut Article) {
    let lines = (2..).zip(head.lines()).filter(|(_, line)| !line.trim().is_empty());
    article.removed.extend(lines.map(|(line, text)| {
        let (text, rule) = (text.trim().to_owned(), "broken-front-matter".to_owned());
        Removed { line, text, rule, confidence: 1.0 }
    }));
}

/// Reads the text after the front matter, which begins on `first_line`, into the article. `exact`: it was exported.
fn blocks(text: &str, first_line: u32, exact: bool, article: &mut Article) {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut builder = Builder::new(Lines::new(text, first_line), exact);
    let parser = Parser::new_ext(text, options);
    let definitions = parser.reference_definitions().iter();
    let mut definitions: Vec<_> = definitions.map(|(label, found)| (label.to_owned(), found.span.clone())).collect();
    definitions.sort_by_key(|(_, range)| range.start);
    for (event, range) in parser.into_offset_iter() {
        builder.event(event, range);
    }
    builder.flush();
    builder.unused(text, definitions);
    if let Some((html, offset)) = builder.marks.left() {
        builder.remove(&html, offset);
    }
    article.warnings.extend(warning(&builder.left_out));
    article.warnings.append(&mut builder.warnings);
    if !exact {
        take_headline(&mut builder.blocks, article);
    }
    article.blocks.append(&mut builder.blocks);
    article.removed.append(&mut builder.removed);
}

/// A first-level heading at the very top is the headline, unless the front matter names another.
fn take_headline(blocks: &mut Vec<Block>, article: &mut Article) {
    let top = blocks.first().filter(|block| block.kind == Kind::Subhead && block.level == 1);
    let same = top.is_some_and(|block| article.headline.as_ref().is_none_or(|headline| *headline == block.text));
    if same {
        article.headline = Some(blocks.remove(0).text);
    }
    for block in blocks {
        block.level = if block.kind == Kind::Subhead { block.level.max(2) } else { 0 };
    }
}

/// Says on which lines HTML was left out.
fn warning(lines: &[u32]) -> Option<String> {
    let named: Vec<String> = lines.iter().take(NAMED).map(u32::to_string).collect();
    let more = if lines.len() > NAMED { " and more" } else { "" };
    let lines = if lines.len() == 1 { "line" } else { "lines" };
    (!named.is_empty()).then(|| format!("raw HTML was left out of the text, on {lines} {}{more}", named.join(", ")))
}

#[cfg(test)]
mod tests;
