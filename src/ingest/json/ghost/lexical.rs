//! Lexical, Ghost's editor since version 5: a tree of nodes, each with a `type`. Styles are bits of a text's `format`.

use super::card;
use super::document::{Document, escaped};
use crate::ingest::keys::Value;

/// Styles by their bit: bold, italic, code.
const STYLES: [(i64, &str); 3] = [(1, "strong"), (2, "em"), (16, "code")];

/// Reads the nodes in `root`.
pub fn read(root: &Value, out: &mut Document) {
    children(root, out);
}

/// Reads what is in a node.
fn children(node: &Value, out: &mut Document) {
    if let Some(Value::List(children)) = node.get("children") {
        children.iter().for_each(|child| self::node(child, out));
    }
}

fn node(node: &Value, out: &mut Document) {
    let said = |key: &str| node.get(key).and_then(Value::text).unwrap_or_default();
    let kind = said("type");
    let kind = kind.strip_prefix("extended-").unwrap_or(&kind);
    match kind {
        "linebreak" => out.html("<br>"),
        "tab" => out.html("\t"),
        "paragraph" => out.element("p", "", |out| children(node, out)),
        "heading" => {
            let tag = said("tag");
            let tag = if matches!(tag.as_str(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6") { &tag } else { "h2" };
            out.element(tag, "", |out| children(node, out));
        }
        "quote" | "aside" => out.element("blockquote", "", |out| children(node, out)),
        "list" => {
            let ordered = said("listType") == "number" || said("tag") == "ol";
            out.element(if ordered { "ol" } else { "ul" }, "", |out| children(node, out));
        }
        "listitem" => out.element("li", "", |out| children(node, out)),
        "link" | "autolink" | "at-link" => {
            let address = format!(" href=\"{}\"", escaped(&said("url")));
            out.element("a", &address, |out| children(node, out));
        }
        _ => match (node.get("text"), node.get("children")) {
            (Some(Value::Text(text)), _) => styled(text, node, out),
            (_, Some(_)) => out.element("p", "", |out| children(node, out)),
            _ => card::read(kind, node, out),
        },
    }
}

/// A text in its styles.
fn styled(text: &str, node: &Value, out: &mut Document) {
    let format = if let Some(Value::Int(format)) = node.get("format") { *format } else { 0 };
    let styles = STYLES.iter().filter(|(bit, _)| format & bit != 0);
    let html = styles.fold(escaped(text), |html, (_, tag)| format!("<{tag}>{html}</{tag}>"));
    out.html(&html);
}
