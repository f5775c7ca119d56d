//! Stories of the CNN and Daily Mail collections: paragraphs parted by blank lines, then, each after a line
//! `@highlight`, the highlights.

use super::keys::Body;
use super::output::Output;
use crate::article::Article;

/// The line before a highlight.
const MARK: &str = "@highlight";

/// Whether a text has highlights, as a story does.
pub fn is_story(text: &str) -> bool {
    text.contains(MARK) && text.lines().any(|line| line.trim() == MARK)
}

/// Reads a story.
pub fn read(text: &str, out: &mut Output) {
    let mut article = Article::default();
    let mut paragraphs: Vec<String> = Vec::new();
    let (mut open, mut highlight) = (false, false);
    for line in text.lines().map(str::trim) {
        match line {
            "" => open = false,
            MARK => (open, highlight) = (false, true),
            _ => {
                let list = if highlight { &mut article.highlights } else { &mut paragraphs };
                add(list, line, open);
                open = true;
            }
        }
    }
    if paragraphs.is_empty() && article.highlights.is_empty() {
        return out.fail(Some(1), "expected a story, found nothing; take it out of the input".into());
    }
    let text = paragraphs.join("\n");
    Body { text: text.into(), html: false }.put(1, out.options, &mut article);
    out.article(1, article);
}

/// Adds a line to the paragraph at hand, or begins one.
fn add(paragraphs: &mut Vec<String>, line: &str, open: bool) {
    match paragraphs.last_mut().filter(|_| open) {
        Some(paragraph) => paragraph.extend([" ", line]),
        None => paragraphs.push(line.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use crate::ingest::{Options, read};

    #[test]
    fn paragraphs_and_highlights_are_told_apart() {
        let text = "(ABC) -- One\ngoes on.\n\nTwo.\r\n\r\n@highlight\n\nShort one\n\n@highlight\n\nShort two\n";
        let reading = read("a.story", text.as_bytes(), &Options::default());
        let article = &reading.articles[0];
        assert_eq!(article.texts().collect::<Vec<_>>(), ["(ABC) -- One goes on.", "Two."]);
        assert_eq!(article.highlights, ["Short one", "Short two"]);
        assert_eq!(read("a.story", b"\n", &Options::default()).complaints.len(), 1);
    }
}
