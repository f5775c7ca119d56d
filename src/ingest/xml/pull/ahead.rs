//! What lies ahead in broken XML, found without looking at the same bytes again and again.
//!
//! quick-xml looks for the end of what has begun in all that follows, and where there is none, the next thing that has
//! begun is looked for in all that follows once more: a file of n such things costs n² steps. Here each search stops at
//! the next `<`, or remembers what it found.

/// Longest start tag of an item.
const ITEM_TAG: usize = 500;

/// Where something ends: the mark that ends it, and what is known of where it stands.
pub struct End {
    mark: &'static str,
    /// From this byte on, the first mark stands at the second one, or nowhere.
    known: Option<(usize, Option<usize>)>,
}

impl End {
    /// For what a mark ends.
    pub fn new(mark: &'static str) -> Self {
        Self { mark, known: None }
    }

    /// The first mark at byte `at` or after it. That there is none holds for every later byte, too.
    pub fn after(&mut self, text: &str, at: usize) -> Option<usize> {
        if let Some((from, found)) = self.known
            && from <= at
            && found.is_none_or(|found| at <= found)
        {
            return found;
        }
        let found = text.get(at..)?.find(self.mark).map(|found| at + found);
        self.known = Some((at, found));
        found
    }
}

/// What a `<` begins.
#[derive(Debug, PartialEq, Eq)]
pub enum Shape {
    /// A start tag that is whole, another kind of markup, or there is no `<`.
    Other,
    /// Nothing: no name follows.
    NoName,
    /// A start tag without a `>` before the next `<`: this many bytes are text.
    Text(usize),
    /// A start tag that quotation marks lead beyond the next `<`, or the end: it ends at its first `>`, after this many
    /// bytes.
    Cut(usize),
}

/// What begins at the beginning of `text`.
pub fn shape(text: &str) -> Shape {
    let Some(inside) = text.strip_prefix('<') else { return Shape::Other };
    if inside.starts_with(['!', '?', '/']) {
        return Shape::Other;
    }
    if !inside.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        return Shape::NoName;
    }
    let (mut quote, mut first) = (None, None);
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match (byte, quote) {
            (b'>', None) => return Shape::Other,
            (b'>', Some(_)) => first = first.or(Some(at + 1)),
            (b'<', _) => return first.map_or(Shape::Text(at), Shape::Cut),
            (b'"' | b'\'', None) => quote = Some(byte),
            (byte, Some(open)) if byte == open => quote = None,
            _ => {}
        }
    }
    first.map_or(Shape::Text(text.len()), Shape::Cut)
}

/// Where an item begins in a text: its tag, and that of its title, or the end of its tag and a line.
pub fn next_item(text: &str) -> Option<usize> {
    cut(text, None)
}

/// Where CDATA that has no end of its own ends in a text: at the end tag `end`, if it has one, or at the next item.
pub fn cut(text: &str, end: Option<&str>) -> Option<usize> {
    let ends = |rest: &str| end.is_some_and(|end| rest.starts_with(end));
    let begins = |rest: &str| ["<item", "<entry"].iter().any(|tag| rest.strip_prefix(tag).is_some_and(is_begin));
    let mut places = text.match_indices('<').map(|(at, _)| at);
    places.find(|at| text.get(*at..).is_some_and(|rest| ends(rest) || begins(rest)))
}

/// Whether what follows the name of a tag closes it and begins another.
fn is_begin(rest: &str) -> bool {
    let rest = rest.get(..rest.floor_char_boundary(ITEM_TAG)).unwrap_or(rest);
    let Some((attributes, after)) = rest.split_once('>') else { return false };
    let own = attributes.is_empty() || attributes.starts_with(|c: char| c.is_ascii_whitespace());
    own && !attributes.contains('<') && after.trim_start().starts_with('<')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_ends_before_the_next() {
        for (text, found) in [
            ("<a href='x>y'>", Shape::Other),
            ("<!-- <", Shape::Other),
            ("text", Shape::Other),
            ("< 5", Shape::NoName),
            ("<", Shape::NoName),
            ("<a <b>", Shape::Text(3)),
            ("<a href='<'>", Shape::Text(9)),
            ("<a", Shape::Text(2)),
            ("<a href='>x<b>", Shape::Cut(10)),
            ("<a href='>x", Shape::Cut(10)),
        ] {
            assert_eq!(shape(text), found, "{text}");
        }
    }

    #[test]
    fn an_end_is_looked_for_once() {
        let mut end = End::new("]]>");
        assert_eq!([0, 2, 3, 6, 8].map(|at| end.after("ab]]>c]]>d", at)), [Some(2), Some(2), Some(6), Some(6), None]);
        assert_eq!([9, 0].map(|at| end.after("ab]]>c]]>d", at)), [None, Some(2)]);
    }

    #[test]
    fn data_ends_at_its_element_or_the_next_item() {
        let text = "a <b></b></title><items><item>\n<title>";
        assert_eq!((cut(text, Some("</title>")), cut(text, None), next_item("<item>x")), (Some(9), Some(24), None));
    }
}
