//! What every page has around its content.

use super::html::escaped;
use super::place::{Depth, Place};
use super::words::Words;
use crate::cli::site::Look;
use std::fmt::Write as _;

/// What differs from page to page.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The page's title.
    pub title: String,
    /// What it is about, for search engines; none if empty.
    pub description: String,
    /// Its own address.
    pub canonical: String,
    /// Further lines of the head, as HTML.
    pub head: String,
    /// The content, as HTML: what the element takes the place of.
    pub content: String,
    /// The element, as HTML.
    pub element: String,
    /// The scripts that enhance the page, in `newsprint/`.
    pub scripts: &'static [&'static str],
}

impl Document {
    /// The page as HTML.
    pub fn html(&self, look: &Look, place: &Place, words: &Words) -> String {
        let (up, title, site) = (place.depth.up(), escaped(&self.title), escaped(look.title));
        let (lang, dir) = (escaped(&look.tongue.lang), look.tongue.dir.name());
        let masthead = match place.depth {
            Depth::Home => format!("<h1>{site}</h1>"),
            _ => format!("<div class=\"title\"><a href=\"{}\">{site}</a></div>", place.list(1)),
        };
        let (head, content, element) = (self.head(look, up), &self.content, &self.element);
        let (own, own_dir) = (escaped(&words.lang), words.dir.name());
        format!(
            "<!doctype html>\n<html lang=\"{lang}\" dir=\"{dir}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n{head}\
             </head>\n<body>\n<header class=\"masthead\">\n{masthead}\n</header>\n<main>\n\
             <div class=\"edition\">\n<div class=\"archive\" lang=\"{own}\" dir=\"{own_dir}\">\n{content}</div>\n</div>\n\
             {element}</main>\n</body>\n</html>\n"
        )
    }

    fn head(&self, look: &Look, up: &str) -> String {
        let mut head = String::new();
        // Writing to a string cannot fail.
        if !self.description.is_empty() {
            let _ = writeln!(head, "<meta name=\"description\" content=\"{}\">", escaped(&self.description));
        }
        // What is before and after is told by the links that people see: Firefox fetches a `<link rel=next>` beforehand,
        // which the strict policy forbids.
        let _ = writeln!(head, "<link rel=\"canonical\" href=\"{}\">", escaped(&self.canonical));
        let _ = writeln!(head, "<link rel=\"icon\" href=\"{up}newsprint/icon.svg\" type=\"image/svg+xml\">");
        for style in ["page", "pages"] {
            let _ = writeln!(head, "<link rel=\"stylesheet\" href=\"{up}newsprint/{style}.css\">");
        }
        for script in self.scripts.iter().chain(look.offline.then_some(&"offline.js")) {
            let _ = writeln!(head, "<script type=\"module\" src=\"{up}newsprint/{script}\"></script>");
        }
        head + &self.head
    }
}
