//! Text with inline styles and marks.

use super::{Page, safe};
use crate::article::{Span, Style};
use crate::search::Marked;
use crate::text::slice;
use core::ops::Range;

/// How deep spans are shown nested; deeper ones are shown as plain text. Stops a text of ten thousand nested stars from
/// exhausting the stack. Nobody sets text in more than four styles at once.
const MAX_DEPTH: u32 = 16;

/// A text with its marked runs in `mark` elements.
pub fn marked(page: &mut Page, text: &Marked) {
    let mut at = 0;
    for mark in &text.marks {
        page.text(slice(&text.text, at..mark.start));
        page.leaf("mark", "mark", slice(&text.text, mark.clone()));
        at = mark.end;
    }
    page.text(slice(&text.text, at..text.text.len()));
}

/// The bytes `range` of a block's text with the spans that lie in it, in order of their start. Spans nest; of one that overlaps its neighbour
/// what the neighbour covers is left out.
pub fn styled(page: &mut Page, text: &str, spans: &[Span], range: Range<usize>) {
    let mut inside = Vec::new();
    let first = spans.partition_point(|span| span.start < range.start);
    for span in spans.iter().skip(first).take_while(|span| span.start < range.end) {
        if span.end <= range.end && span.start < span.end {
            inside.push(span);
        }
    }
    nested(page, text, &inside, range, 0);
}

fn nested(page: &mut Page, text: &str, spans: &[&Span], range: Range<usize>, depth: u32) {
    let spans = if depth < MAX_DEPTH { spans } else { &[] };
    let (mut at, mut rest) = (range.start, spans);
    while let Some((span, after)) = rest.split_first() {
        let inner = after.iter().take_while(|inner| inner.start < span.end).count();
        let (within, after) = after.split_at(inner);
        let (start, end) = (span.start.max(at), span.end.min(range.end));
        page.text(slice(text, at..start));
        if start < end {
            open(page, &span.style);
            nested(page, text, within, start..end, depth + 1);
            page.close();
            at = end;
        }
        rest = after;
    }
    page.text(slice(text, at..range.end));
}

/// Begins the element of a style.
fn open(page: &mut Page, style: &Style) {
    let (tag, part, url) = match style {
        Style::Emphasis => ("em", "", None),
        Style::Strong => ("strong", "", None),
        Style::Code => ("code", "inline-code", None),
        Style::Link(url) => match safe(url) {
            Some(url) => ("a", "link", Some(url)),
            None => ("span", "", None),
        },
    };
    page.open(tag, part);
    if let Some(url) = url {
        href(page, &url);
    }
}

/// The address of the link that was opened last.
pub fn href(page: &mut Page, url: &str) {
    page.attribute("href", url);
    page.attribute("rel", "noopener noreferrer");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::dump;

    fn span(start: usize, end: usize, style: Style) -> Span {
        Span { start, end, style }
    }

    fn shown(text: &str, spans: &[Span]) -> String {
        dump::shown(|page, _| styled(page, text, spans, 0..text.len()))
    }

    #[test]
    fn styles_nest() {
        let spans = [span(5, 19, Style::Link("/guide".into())), span(9, 13, Style::Strong)];
        assert_eq!(
            shown("read the bold guide now", &spans),
            "\"read \"\na.link[href=/guide][rel=noopener noreferrer]\n  \"the \"\n  strong\n    \"bold\"\n  \" guide\"\n\" now\""
        );
    }

    #[test]
    fn overlapping_and_senseless_spans_lose_no_text() {
        for spans in [
            vec![span(0, 4, Style::Strong), span(2, 6, Style::Emphasis)],
            vec![span(0, 99, Style::Code), span(3, 3, Style::Strong)],
        ] {
            let letters = shown("ABCDEF", &spans);
            assert_eq!(letters.chars().filter(char::is_ascii_uppercase).collect::<String>(), "ABCDEF", "{letters}");
        }
    }

    #[test]
    fn ten_thousand_nested_spans_are_shown_without_most_of_them() {
        let spans: Vec<_> = (0..10_000).map(|depth| span(depth, 20_000 - depth, Style::Emphasis)).collect();
        let text = "x".repeat(20_000);
        let shown = shown(&text, &spans);
        assert_eq!(shown.matches("em\n").count(), MAX_DEPTH as usize);
        assert_eq!(shown.chars().filter(|c| *c == 'x').count(), 20_000);
    }

    #[test]
    fn an_unsafe_link_keeps_its_text_only() {
        assert_eq!(shown("here", &[span(0, 4, Style::Link("javascript:x".into()))]), "span\n  \"here\"");
    }
}
