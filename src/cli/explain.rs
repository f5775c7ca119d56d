//! `newsprint parse --explain FILE`: each line of a file with what it was taken for.
//!
//! ```text
//!      5  headline:repeated .97        | River takes third bridge in three years
//!     13  removed:share .95            | Share this article
//! ```
//!
//! Raw text is shown line by line, as it stands in the file; a page by the lines that are seen of it, and then the fields
//! that it names for machines. Formats that name their fields themselves have no lines to
//! explain: there the fields, the blocks and what was removed follow each other. On a terminal fields stand out and
//! removed lines step back.

use super::terminal::{self, Tint};
use newsprint::article::{Article, Block, Guess, Kind, Link, Stamp};
use newsprint::ingest::{Item, Line};
use std::borrow::Cow;
use std::fmt::Write as _;

/// Width of the column of roles.
const ROLE: usize = 34;

/// Shows the items of one file after the other.
pub struct Explainer {
    tinted: bool,
    /// Whether the file's lines were shown, so that its article need not be.
    by_line: bool,
}

impl Explainer {
    /// For a terminal that shows colours, or for anything else.
    pub fn new(tinted: bool) -> Self {
        Self { tinted, by_line: false }
    }

    /// What is to be printed for an item.
    pub fn item(&mut self, item: &Item) -> String {
        let mut out = String::new();
        match item {
            Item::Opened(opened) => {
                self.by_line = false;
                let _ = writeln!(out, "{}: {}, {}", terminal::shown(&opened.file), opened.format, opened.encoding);
            }
            Item::Line(line) => {
                self.by_line = true;
                self.line(&mut out, line);
            }
            Item::Article(article) => {
                match self.by_line {
                    true => self.fields(&mut out, article, true),
                    false => self.article(&mut out, article),
                }
                for warning in &article.warnings {
                    let _ = writeln!(out, "       warning: {}", terminal::shown(warning));
                }
            }
            Item::Complaint(_) | Item::LeftOut(_) => {}
        }
        out
    }

    /// A line of the file.
    fn line(&self, out: &mut String, line: &Line) {
        let role = &line.role;
        let tint = match role.name.as_str() {
            "removed" => Tint::Faint,
            "para" | "subhead" | "list" | "note" => Tint::Plain,
            _ => Tint::Strong,
        };
        self.row(out, line.number, &named(&role.name, &role.rule, role.confidence), &line.text, tint);
    }

    /// An article whose lines are not known: its fields, its blocks, its removed lines.
    fn article(&self, out: &mut String, article: &Article) {
        let (line, id) = (article.origin.line, terminal::shown(&article.id));
        let _ = writeln!(out, "{line:>5}  article {id}");
        self.fields(out, article, false);
        for block in &article.blocks {
            self.block(out, block);
        }
        for removed in &article.removed {
            let role = named("removed", &removed.rule, removed.confidence);
            self.row(out, removed.line, &role, &removed.text, Tint::Faint);
        }
    }

    /// The fields of an article; of one whose lines were shown only those that no line gave.
    fn fields(&self, out: &mut String, article: &Article, shown: bool) {
        for (name, value) in fields(article) {
            let guess = article.guesses.iter().find(|guess| guess.field == name);
            if shown && guess.is_some_and(|guess| guess.line > 0) {
                continue;
            }
            let role = guess.map_or(name.into(), |Guess { rule, confidence, .. }| named(name, rule, *confidence));
            self.row(out, guess.map_or(0, |guess| guess.line), &role, &value, Tint::Strong);
        }
    }

    fn block(&self, out: &mut String, block: &Block) {
        let name = name_of(block.kind);
        for text in block.lines().filter(|text| !text.trim().is_empty()) {
            self.row(out, 0, name, text, Tint::Plain);
        }
        let media = [("credit", &block.media.credit), ("alt", &block.media.alt), ("src", &block.media.src)];
        for (field, value) in media {
            if let Some(value) = value {
                self.row(out, 0, &format!("{name} {field}"), value, Tint::Plain);
            }
        }
    }

    fn row(&self, out: &mut String, line: u32, role: &str, text: &str, tint: Tint) {
        let number = if line == 0 { String::new() } else { line.to_string() };
        let row = format!("{number:>5}  {role:<ROLE$} | {}", terminal::isolated(text));
        let _ = writeln!(out, "{}", if self.tinted { tint.paint(&row) } else { row });
    }
}

/// A role with what spoke for it: `headline:repeated .97`.
fn named(name: &str, rule: &str, confidence: f32) -> String {
    match rule {
        "" => name.into(),
        _ => format!("{name}:{rule} {}", sureness(confidence)),
    }
}

/// A confidence with two digits, as short as it can be told: `.97`, `1.0`.
pub fn sureness(confidence: f32) -> String {
    match format!("{confidence:.2}").strip_prefix('0') {
        Some(short) => short.into(),
        None => format!("{confidence:.1}"),
    }
}

/// The fields of an article that are texts, one by one, in the order in which people read them.
pub fn fields(article: &Article) -> Vec<(&'static str, Cow<'_, str>)> {
    let (links, source) = (&article.links, article.source.as_ref().map(|source| source.name.as_str()));
    let dateline = article.dateline.as_ref().map(|dateline| dateline.raw.as_str());
    let title = |link: &'_ Option<Link>| link.as_ref().map(|link| Cow::Owned(link.title.clone()));
    let date = |stamp: Option<Stamp>| stamp.map(|stamp| Cow::Owned(stamp.to_string()));
    let one = [
        ("kicker", text(&article.kicker)),
        ("headline", text(&article.headline)),
        ("dek", text(&article.dek)),
        ("byline", text(&article.byline)),
        ("published", text(&article.date_text).or_else(|| date(article.published))),
        ("modified", date(article.modified)),
        ("source", source.map(Cow::Borrowed)),
        ("dateline", dateline.map(Cow::Borrowed)),
        ("lang", text(&article.lang)),
        ("url", text(&article.url)),
        ("rights", text(&article.rights)),
        ("previous", title(&links.previous)),
        ("next", title(&links.next)),
    ];
    let many = [("highlights", &article.highlights), ("sections", &article.sections), ("tags", &article.tags)];
    let each = |(name, values): (&'static str, &'_ Vec<String>)| {
        values.iter().map(|value| (name, value.clone().into())).collect::<Vec<_>>()
    };
    let one = one.into_iter().filter_map(|(name, value)| Some((name, value?)));
    one.chain(many.into_iter().flat_map(each)).collect()
}

fn text(field: &Option<String>) -> Option<Cow<'_, str>> {
    field.as_deref().map(Cow::Borrowed)
}

/// A kind of block as the JSON of `parse` calls it.
pub fn name_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Para => "para",
        Kind::Subhead => "subhead",
        Kind::Quote => "quote",
        Kind::List => "list",
        Kind::Note => "note",
        Kind::Image => "image",
        Kind::Embed => "embed",
        Kind::Table => "table",
        Kind::Code => "code",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsprint::ingest::{Options, each};

    fn explained(name: &str, text: &str) -> String {
        let (mut explainer, mut out) = (Explainer::new(false), String::new());
        let options = Options { explain: true, ..Options::default() };
        each(name, text.as_bytes(), &options, &mut |item| out.push_str(&explainer.item(&item)));
        out
    }

    #[test]
    fn raw_text_is_shown_line_by_line() {
        let shown = explained(
            "a.txt",
            "A headline of some words\n\nKARIMA — The river rose over the banks again on Monday evening.\n\n\
             It took the bridge, and \u{1b}[2Jwith it the only road to the border.\n\nShare this article\n",
        );
        let lines: Vec<&str> = shown.lines().collect();
        assert_eq!(lines.len(), 5, "{shown}");
        assert_eq!(lines[1].trim_end(), "    1  headline:first-line .90            | A headline of some words");
        assert!(lines[2].starts_with("    3  dateline+para:place-in-capitals .93 | KARIMA"), "{shown}");
        assert!(lines[3].contains("and [2Jwith"), "the reader drops what no text needs: {shown}");
        assert!(lines[4].starts_with("    7  removed:share .95"), "{shown}");
    }

    #[test]
    fn other_formats_are_shown_field_by_field() {
        let shown = explained("a.jsonl", "{\"title\":\"سدّ\",\"text\":\"One.\\nTwo \\u001b[2J.\"}\n");
        assert!(shown.contains("Two \\u{1b}[2J."), "{shown}");
        assert!(shown.starts_with("a.jsonl: JSON Lines, UTF-8\n    1  article "), "{shown}");
        assert!(shown.contains("headline                           | \u{2068}سدّ\u{2069}\n"), "{shown}");
        assert_eq!(shown.matches("  para  ").count(), 2, "{shown}");
    }
}
