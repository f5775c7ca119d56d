//! Mobiledoc, Ghost's editor before Lexical. Its `sections` are lists whose first item says what they are: 1 text with
//! markers, 2 a picture, 3 a list, 10 a card. A marker opens markups (by their number in `markups`), holds a text or the
//! number of an atom, and closes as many markups as it says.

use super::card;
use super::document::{Document, escaped};
use crate::ingest::keys::Value;

/// Reads a document.
pub fn read(value: &Value, out: &mut Document) {
    let table = |key: &str| match value.get(key) {
        Some(Value::List(list)) => list.as_slice(),
        _ => &[],
    };
    if table("sections").is_empty() {
        return out.leave(value);
    }
    let reader = Reader { markups: table("markups"), atoms: table("atoms"), cards: table("cards") };
    table("sections").iter().for_each(|section| reader.section(section, out));
}

/// What sections point to.
struct Reader<'a> {
    markups: &'a [Value],
    atoms: &'a [Value],
    cards: &'a [Value],
}

impl Reader<'_> {
    fn section(&self, section: &Value, out: &mut Document) {
        let Value::List(parts) = section else { return out.leave(section) };
        match parts.as_slice() {
            [Value::Int(1), Value::Text(tag), Value::List(markers), ..] => {
                out.element(block(tag), "", |out| self.markers(markers, out));
            }
            [Value::Int(2), Value::Text(src), ..] => out.html(&format!("<img src=\"{}\">", escaped(src))),
            [Value::Int(3), Value::Text(tag), Value::List(items), ..] => {
                out.element(if tag == "ol" { "ol" } else { "ul" }, "", |out| {
                    items.iter().for_each(|item| self.item(item, out));
                });
            }
            [Value::Int(10), Value::Int(number), ..] => self.card(*number, out),
            _ => out.leave(section),
        }
    }

    fn card(&self, number: i64, out: &mut Document) {
        if let Some([Value::Text(name), payload, ..]) = entry(self.cards, number) {
            card::read(name, payload, out);
        }
    }

    fn item(&self, item: &Value, out: &mut Document) {
        match item {
            Value::List(markers) => out.element("li", "", |out| self.markers(markers, out)),
            _ => out.leave(item),
        }
    }

    fn markers(&self, markers: &[Value], out: &mut Document) {
        let mut open = Vec::new();
        for marker in markers {
            let Value::List(parts) = marker else { continue };
            let [Value::Int(kind), Value::List(opens), Value::Int(closes), what, ..] = parts.as_slice() else {
                out.leave(marker);
                continue;
            };
            for number in opens {
                open.push(self.open(number, out));
            }
            match (kind, what) {
                (0, Value::Text(text)) => out.html(&escaped(text)),
                (1, Value::Int(number)) => self.atom(*number, out),
                _ => out.leave(what),
            }
            for _ in 0..usize::try_from(*closes).unwrap_or_default().min(open.len()) {
                open.pop().into_iter().for_each(|tag| out.html(&format!("</{tag}>")));
            }
        }
        open.iter().rev().for_each(|tag| out.html(&format!("</{tag}>")));
    }

    /// Opens a markup and tells its tag.
    fn open(&self, number: &Value, out: &mut Document) -> &'static str {
        let parts = if let Value::Int(number) = number { entry(self.markups, *number) } else { None };
        let (tag, attributes) = match parts {
            Some([Value::Text(tag), Value::List(attributes), ..]) => (tag.as_str(), attributes.as_slice()),
            Some([Value::Text(tag), ..]) => (tag.as_str(), [].as_slice()),
            _ => ("span", [].as_slice()),
        };
        let tag = ["a", "strong", "b", "em", "i", "code"].into_iter().find(|known| *known == tag).unwrap_or("span");
        let address = attributes.chunks(2).find_map(|pair| match pair {
            [Value::Text(key), Value::Text(value)] if key == "href" => Some(format!(" href=\"{}\"", escaped(value))),
            _ => None,
        });
        out.html(&format!("<{tag}{}>", address.unwrap_or_default()));
        tag
    }

    /// The end of a line, or another piece with a name and a text.
    fn atom(&self, number: i64, out: &mut Document) {
        match entry(self.atoms, number) {
            Some([Value::Text(name), ..]) if name == "soft-return" => out.html("<br>"),
            Some([_, Value::Text(text), ..]) => out.html(&escaped(text)),
            _ => {}
        }
    }
}

/// The parts of an entry of a table.
fn entry(table: &[Value], number: i64) -> Option<&[Value]> {
    match table.get(usize::try_from(number).ok()?)? {
        Value::List(parts) => Some(parts),
        _ => None,
    }
}

/// The element that a section of text is.
fn block(tag: &str) -> &'static str {
    match tag {
        "aside" | "pull-quote" => "blockquote",
        _ => ["h1", "h2", "h3", "h4", "h5", "h6", "blockquote"].into_iter().find(|known| *known == tag).unwrap_or("p"),
    }
}
