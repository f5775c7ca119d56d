//! The head of a text that is marked up: what it begins with, and which encoding it says it is written in.
//!
//! A page, a feed and an export all begin with `<`, after comments, processing instructions and a document type. What
//! they are is told by the name of the first element; a text that begins with `<` and none of the known names (a line
//! of prose in angle brackets, a piece of code) is no markup to us.

/// An encoding is named this early in a file: twice what browsers look at.
const HEAD: usize = 2048;

/// Elements that a page, or a piece of one, begins with.
const PAGE: &[&str] = &[
    "html",
    "head",
    "body",
    "meta",
    "title",
    "link",
    "script",
    "style",
    "base",
    "article",
    "section",
    "main",
    "header",
    "nav",
    "aside",
    "footer",
    "div",
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "dl",
    "table",
    "figure",
    "blockquote",
    "pre",
    "img",
    "center",
    "span",
    "form",
    "iframe",
    "hr",
    "br",
    "a",
    "font",
    "strong",
    "em",
    "b",
    "i",
];

/// What a marked-up text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Root<'a> {
    /// A page or a piece of one.
    Html,
    /// Other XML, and the name of its first element as written; empty where it has none.
    Xml(&'a str),
}

/// What `text` is marked up as; `None` if it is not.
pub fn root(text: &str) -> Option<Root<'_>> {
    let (mut rest, mut declared) = (text.trim_start_matches('\u{feff}').trim_start(), false);
    while let Some(inner) = rest.strip_prefix('<') {
        let end = if let Some(comment) = inner.strip_prefix("!--") {
            comment.find("-->").map(|end| &comment[end + 3..])
        } else if inner.starts_with('?') {
            declared |= inner.starts_with("?xml");
            inner.find("?>").map(|end| &inner[end + 2..])
        } else if begins(inner, "!doctype") {
            if begins(inner.get(8..).unwrap_or_default().trim_start(), "html") {
                return Some(Root::Html);
            }
            declared = true;
            document_type(inner)
        } else {
            return element(inner, declared);
        };
        match end {
            Some(after) => rest = after.trim_start(),
            None => break,
        }
    }
    declared.then_some(Root::Xml(""))
}

/// What the element that begins with `inner` says; `declared` if the text says of itself that it is XML.
fn element(inner: &str, declared: bool) -> Option<Root<'_>> {
    let end = inner.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).filter(|end| *end > 0)?;
    let name = &inner[..end];
    let local = name.rsplit(':').next().unwrap_or(name);
    let feed = ["rss", "feed", "rdf"].iter().any(|known| local.eq_ignore_ascii_case(known));
    if PAGE.iter().any(|known| name.eq_ignore_ascii_case(known)) {
        Some(Root::Html)
    } else if declared || feed {
        Some(Root::Xml(name))
    } else {
        None
    }
}

/// The text after a document type, whose own declarations stand in brackets.
fn document_type(inner: &str) -> Option<&str> {
    let end = inner.find('>')?;
    match inner.find('[').filter(|open| *open < end) {
        Some(open) => {
            let close = open + inner[open..].find(']')?;
            inner[close..].find('>').map(|end| &inner[close + end + 1..])
        }
        None => Some(&inner[end + 1..]),
    }
}

/// Whether `text` begins with `word`, in capitals or not.
fn begins(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

/// The encoding that a marked-up file names itself, as written: in its XML declaration or in a `<meta>`.
pub fn charset(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..HEAD).unwrap_or(bytes).to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    let head = head.trim_start_matches('\u{fffd}').trim_start();
    if !head.starts_with('<') {
        return None;
    }
    let declaration = head.strip_prefix("<?xml").and_then(|rest| rest.split("?>").next());
    let metas = head.match_indices("<meta").filter_map(|(at, _)| head[at..].split('>').next());
    declaration
        .into_iter()
        .filter_map(|text| value(text, "encoding"))
        .chain(metas.filter_map(|text| value(text, "charset")))
        .next()
}

/// What stands behind `name` and `=`, without quotation marks.
fn value(text: &str, name: &str) -> Option<String> {
    let rest = &text[text.find(name)? + name.len()..];
    let rest = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let label = rest.split(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ';' | '/' | '>')).next()?;
    (!label.is_empty()).then(|| label.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_and_feeds_are_told_by_their_first_element() {
        for (text, expected) in [
            ("<!DOCTYPE html><p>x", Some(Root::Html)),
            ("<!-- saved -->\n<!doctype HTML PUBLIC \"-//W3C//DTD\">", Some(Root::Html)),
            ("<?xml version='1.0'?>\n<html xmlns='x'>", Some(Root::Html)),
            ("  <DIV class=a>x</DIV>", Some(Root::Html)),
            ("<meta charset=utf-8>", Some(Root::Html)),
            ("<?xml version='1.0'?><!-- a --><rss version='2.0'>", Some(Root::Xml("rss"))),
            ("<rdf:RDF xmlns='x'>", Some(Root::Xml("rdf:RDF"))),
            ("<feed>", Some(Root::Xml("feed"))),
            ("<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><nitf>", Some(Root::Xml("nitf"))),
            ("<?xml version='1.0'", Some(Root::Xml(""))),
            ("<br", None),
            ("<unknown> he said", None),
            ("<3 is a heart", None),
            ("<", None),
            ("x <html>", None),
        ] {
            assert_eq!(root(text), expected, "{text}");
        }
    }

    #[test]
    fn encodings_are_read_where_files_name_them() {
        for (text, expected) in [
            ("<?xml version=\"1.0\" encoding=\"windows-1256\"?><rss>", Some("windows-1256")),
            ("<?xml version='1.0' encoding = 'GBK'?>", Some("gbk")),
            ("<html><meta charset=Shift_JIS>", Some("shift_jis")),
            ("<meta http-equiv='Content-Type' content='text/html; charset=iso-8859-2'>", Some("iso-8859-2")),
            ("<meta name=a><META CHARSET=\"koi8-r\"/>", Some("koi8-r")),
            ("<p>charset=utf-8", None),
            ("charset=utf-8", None),
        ] {
            assert_eq!(charset(text.as_bytes()).as_deref(), expected, "{text}");
        }
    }
}
