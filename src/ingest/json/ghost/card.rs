//! The cards of both editors: a name, and keys that say what the card shows. Texts whose key a card does not use are
//! listed, those of unknown cards are so whole.

use super::document::{Document, escaped};
use crate::ingest::keys::Value;

/// Keys that say how a card looks, and no text.
const SETTINGS: [&str; 22] = [
    "type",
    "version",
    "format",
    "style",
    "mode",
    "direction",
    "rel",
    "target",
    "cardWidth",
    "size",
    "alignment",
    "layout",
    "swapped",
    "backgroundColor",
    "textColor",
    "accentColor",
    "buttonColor",
    "buttonTextColor",
    "calloutEmoji",
    "embedType",
    "mimeType",
    "cardName",
];

/// Reads a card.
pub fn read(kind: &str, payload: &Value, out: &mut Document) {
    let mut card = Card { payload, taken: Vec::new() };
    match kind {
        "markdown" | "card-markdown" => out.markdown(&card.raw("markdown")),
        "html" => out.html(&format!("{}\n", card.raw("html"))),
        "code" | "codeblock" => {
            let class = format!(" class=\"language-{}\"", escaped(&card.text("language")));
            let code = escaped(&card.raw("code"));
            out.element("pre", "", |out| out.element("code", &class, |out| out.html(&code)));
            card.paragraph("caption", out);
        }
        "image" => card.figure("img", out),
        "video" | "audio" => card.figure(if kind == "video" { "video" } else { "audio" }, out),
        "embed" => card.frame(out),
        "gallery" => card.gallery(out),
        "bookmark" => card.bookmark(out),
        "file" => card.link("src", &["fileTitle", "title", "fileName"], &["fileCaption", "caption"], out),
        "button" => card.link("buttonUrl", &["buttonText"], &[], out),
        "callout" => card.paragraph("calloutText", out),
        "toggle" => {
            card.paragraph("heading", out);
            out.html(&card.raw("content"));
        }
        "header" => {
            let heading = card.first(&["heading", "header"]);
            out.element("h2", "", |out| out.html(&heading));
            card.paragraph("subheading", out);
            card.paragraph("subheader", out);
        }
        "hr" | "horizontalrule" => out.html("<hr>"),
        _ => {}
    }
    card.rest(out);
}

/// A card, and the keys of it that were used.
struct Card<'a> {
    payload: &'a Value,
    taken: Vec<&'static str>,
}

impl Card<'_> {
    /// The text of a key as written.
    fn raw(&mut self, key: &'static str) -> String {
        self.taken.push(key);
        match self.payload.get(key) {
            Some(Value::Text(text)) => text.clone(),
            _ => String::new(),
        }
    }

    fn text(&mut self, key: &'static str) -> String {
        self.raw(key).trim().to_owned()
    }

    /// The text of the first of these keys that says something.
    fn first(&mut self, keys: &[&'static str]) -> String {
        let found =
            keys.iter().find(|key| matches!(self.payload.get(key), Some(Value::Text(text)) if !text.trim().is_empty()));
        found.map(|key| self.text(key)).unwrap_or_default()
    }

    /// A paragraph of HTML.
    fn paragraph(&mut self, key: &'static str, out: &mut Document) {
        let text = self.text(key);
        if !text.is_empty() {
            out.element("p", "", |out| out.html(&text));
        }
    }

    /// A picture, film or sound with its caption.
    fn figure(&mut self, tag: &str, out: &mut Document) {
        let (src, alt, caption) =
            (escaped(&self.text("src")), escaped(&self.text("alt")), self.first(&["caption", "title"]));
        let close = if tag == "img" { String::new() } else { format!("</{tag}>") };
        out.html(&format!(
            "<figure><{tag} src=\"{src}\" alt=\"{alt}\">{close}<figcaption>{caption}</figcaption></figure>"
        ));
    }

    /// Something embedded. The HTML that shows it stands for its address where there is none.
    fn frame(&mut self, out: &mut Document) {
        let (url, caption) = (escaped(&self.text("url")), self.text("caption"));
        let html = self.raw("html");
        let inner = if url.is_empty() { html } else { format!("<iframe src=\"{url}\"></iframe>") };
        out.html(&format!("<figure>{inner}<figcaption>{caption}</figcaption></figure>"));
    }

    fn gallery(&mut self, out: &mut Document) {
        self.taken.push("images");
        match self.payload.get("images") {
            Some(Value::List(images)) => images.iter().for_each(|image| read("image", image, out)),
            Some(other) => out.leave(other),
            None => {}
        }
        self.paragraph("caption", out);
    }

    /// A link to a page, with what that says of itself.
    fn bookmark(&mut self, out: &mut Document) {
        let url = self.text("url");
        if let Some(metadata) = self.payload.get("metadata") {
            self.taken.push("metadata");
            let mut page = Card { payload: metadata, taken: vec!["url", "icon", "thumbnail"] };
            let title = escaped(&page.text("title"));
            let title = if title.is_empty() { escaped(&url) } else { title };
            let description = escaped(&page.text("description"));
            out.html(&format!("<p><a href=\"{}\">{title}</a></p><p>{description}</p>", escaped(&url)));
            page.rest(out);
        } else {
            out.html(&format!("<p><a href=\"{0}\">{0}</a></p>", escaped(&url)));
        }
        self.paragraph("caption", out);
    }

    /// A link with words, and what stands below it.
    fn link(&mut self, address: &'static str, words: &[&'static str], below: &[&'static str], out: &mut Document) {
        let (address, words, below) = (escaped(&self.text(address)), escaped(&self.first(words)), self.first(below));
        out.html(&format!("<p><a href=\"{address}\">{words}</a></p><p>{below}</p>"));
    }

    /// Lists what no key of the card was used for.
    fn rest(&self, out: &mut Document) {
        let Value::Map(keys) = self.payload else { return out.leave(self.payload) };
        let left = keys.iter().filter(|(key, _)| {
            let key = key.as_str();
            !self.taken.contains(&key) && !SETTINGS.contains(&key)
        });
        left.for_each(|(_, value)| out.leave(value));
    }
}
