//! Text with inline styles and marks as nodes.

use super::{Element, Node, safe};
use crate::article::{Span, Style};
use crate::search::Marked;
use core::ops::Range;

/// A text with its marked runs in `mark` elements.
pub fn marked(element: Element, text: &Marked) -> Element {
    let mut element = element;
    let mut at = 0;
    for mark in &text.marks {
        element = plain(element, text.text.get(at..mark.start));
        if let Some(run) = text.text.get(mark.clone()) {
            element = element.child(Element::new("mark", "mark").text(run));
        }
        at = mark.end;
    }
    plain(element, text.text.get(at..))
}

fn plain(element: Element, text: Option<&str>) -> Element {
    match text {
        Some(text) if !text.is_empty() => element.text(text),
        _ => element,
    }
}

/// The bytes `range` of a block's text with the spans that lie in it. Spans nest; one that overlaps its neighbour is
/// cut at that neighbour's end.
pub fn styled(mut element: Element, text: &str, spans: &[Span], range: Range<usize>) -> Element {
    let inside = |span: &&Span| span.start >= range.start && span.end <= range.end && span.start < span.end;
    let spans: Vec<_> = spans.iter().filter(inside).collect();
    element.children.extend(nodes(text, &spans, range));
    element
}

fn nodes(text: &str, spans: &[&Span], range: Range<usize>) -> Vec<Node> {
    let (mut nodes, mut at, mut rest) = (Vec::new(), range.start, spans);
    while let Some((span, after)) = rest.split_first() {
        let inner = after.iter().take_while(|inner| inner.start < span.end).count();
        let (start, end) = (span.start.max(at), span.end.min(range.end));
        push_text(&mut nodes, text.get(at..start));
        if start < end {
            let within: Vec<_> = after[..inner].iter().copied().filter(|inner| inner.end <= end).collect();
            let mut element = element(&span.style);
            element.children = self::nodes(text, &within, start..end);
            nodes.push(Node::Element(element));
            at = end;
        }
        rest = &after[inner..];
    }
    push_text(&mut nodes, text.get(at..range.end));
    nodes
}

fn push_text(nodes: &mut Vec<Node>, text: Option<&str>) {
    nodes.extend(text.filter(|text| !text.is_empty()).map(|text| Node::Text(text.into())));
}

fn element(style: &Style) -> Element {
    match style {
        Style::Emphasis => Element::new("em", ""),
        Style::Strong => Element::new("strong", ""),
        Style::Code => Element::new("code", "inline-code"),
        Style::Link(url) => match safe(url) {
            Some(url) => Element::new("a", "link").with("href", &url).with("rel", "noopener noreferrer"),
            None => Element::new("span", ""),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::dump::lines;

    fn span(start: usize, end: usize, style: Style) -> Span {
        Span { start, end, style }
    }

    #[test]
    fn styles_nest() {
        let text = "read the bold guide now";
        let spans = [span(5, 19, Style::Link("/guide".into())), span(9, 13, Style::Strong)];
        let tree = styled(Element::new("p", ""), text, &spans, 0..text.len());
        assert_eq!(
            lines(&tree),
            "p \"read \" \" now\"\n  a.link[href=/guide][rel=noopener noreferrer] \"the \" \" guide\"\n    strong \"bold\"\n"
        );
    }

    #[test]
    fn overlapping_and_senseless_spans_lose_no_text() {
        let text = "abcdef";
        for spans in [
            vec![span(0, 4, Style::Strong), span(2, 6, Style::Emphasis)],
            vec![span(3, 3, Style::Strong), span(0, 99, Style::Code)],
        ] {
            let tree = styled(Element::new("p", ""), text, &spans, 0..6);
            let letters = lines(&tree).replace("strong", "").replace("em", "").replace('p', "");
            assert_eq!(letters.chars().filter(char::is_ascii_alphabetic).count(), 6, "{letters}");
        }
    }

    #[test]
    fn an_unsafe_link_keeps_its_text_only() {
        let tree = styled(Element::new("p", ""), "here", &[span(0, 4, Style::Link("javascript:x".into()))], 0..4);
        assert_eq!(lines(&tree), "p\n  span \"here\"\n");
    }
}
