//! Which format a text is written in: told by its content where that is plain, then by the file's ending.

use super::{front_matter, jsonl};

/// The formats that are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The visible lines of a page.
    Text,
    /// Markdown, with or without front matter.
    Markdown,
    /// One JSON object a line.
    JsonLines,
    /// An HTML page.
    Html,
    /// Known, but not read: the name to complain of.
    Foreign(&'static str),
}

impl Format {
    /// What a person calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "raw text",
            Self::Markdown => "Markdown",
            Self::JsonLines => "JSON Lines",
            Self::Html => "HTML page",
            Self::Foreign(found) => found,
        }
    }
}

/// Tells the format of `text`.
pub fn tell(name: &str, text: &str) -> Format {
    let start = text.trim_start();
    let first = start.lines().next().unwrap_or_default();
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "jsonl" | "ndjson" => return Format::JsonLines,
        "md" | "markdown" | "mdown" | "mkd" => return Format::Markdown,
        _ => {}
    }
    if jsonl::is_object(first) {
        Format::JsonLines
    } else if is_html(start) || matches!(ending.as_str(), "html" | "htm" | "xhtml") {
        Format::Html
    } else if let Some(found) = foreign(start, &ending) {
        Format::Foreign(found)
    } else if front_matter::split(text).is_some() {
        Format::Markdown
    } else {
        Format::Text
    }
}

/// Whether a text begins as a page does.
fn is_html(start: &str) -> bool {
    let head: String = start.chars().take(15).collect::<String>().to_ascii_lowercase();
    head.starts_with("<!doctype html") || head.starts_with("<html")
}

/// What else the file plainly is.
fn foreign(start: &str, ending: &str) -> Option<&'static str> {
    let head: String = start.chars().take(15).collect::<String>().to_ascii_lowercase();
    if head.starts_with("<?xml") || head.starts_with("<rss") || head.starts_with("<feed") {
        return Some("XML");
    }
    let of_ending = FOREIGN.iter().find(|(endings, _)| endings.split(' ').any(|known| known == ending));
    of_ending.map(|(_, what)| *what)
}

/// Endings of files that are text, but no articles, and what they are.
const FOREIGN: &[(&str, &str)] = &[
    ("json", "JSON that is not one object a line"),
    ("csv tsv", "a table"),
    ("css js mjs cjs ts jsx tsx py rb rs go c h java sh", "source code"),
    ("svg xml rss atom", "XML"),
    ("doc docx odt rtf pdf xls xlsx", "an office document"),
    ("jpg jpeg png gif webp mp3 mp4 woff woff2", "a picture, sound or font"),
    ("toml yaml yml ini lock log", "settings or a log"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_format_is_told_by_content_and_then_by_ending() {
        assert_eq!(tell("a.txt", "Plain words.\n"), Format::Text);
        assert_eq!(tell("a", "{\"text\":\"x\"}\n{\"text\":\"y\"}\n"), Format::JsonLines);
        assert_eq!(tell("a.txt", "{ not json\n"), Format::Text);
        assert_eq!(tell("a.txt", "---\ntitle: A\n---\nText"), Format::Markdown);
        assert_eq!(tell("a.txt", "---\nA rule, then text.\n"), Format::Text);
        assert_eq!(tell("A.MD", "Words"), Format::Markdown);
        assert_eq!(tell("a.json", "[\n{}]"), Format::Foreign("JSON that is not one object a line"));
        assert_eq!(tell("a.txt", "<!DOCTYPE html><p>x"), Format::Html);
    }
}
