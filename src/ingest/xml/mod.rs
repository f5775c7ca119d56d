//! Feeds (RSS 0.9 to 2.0, Atom) and WordPress exports (WXR, which is RSS with names of its own).
//!
//! ```text
//! text -> Pull -> Node, Node, … -> rss | atom | wordpress -> Article -> Output
//! ```
//!
//! [`pull`] gives one element of the feed at a time and mends what is broken; [`feed`] and [`wordpress`] know what the
//! elements mean. Bodies are HTML and go through [`super::html::fragment`].
//!
//! What has no field in an article is kept under `extra`, with the name of its element. Passed over are only the
//! bookkeeping of programs and, in an export, what its site does not show: [`wordpress`] lists it.

mod autop;
mod body;
mod entities;
mod feed;
mod identity;
mod lang;
mod media;
mod names;
mod node;
mod plain;
mod pull;
mod report;
mod wordpress;

use super::markup::{self, Root};
use super::output::Output;

/// How far into a file its namespaces are looked for: document types and licences come before.
const PROLOGUE: usize = 64 * 1024;

/// The kinds of XML that are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// RSS 2.0 with the elements of a WordPress export.
    WordPress,
    /// RSS 0.9, 0.91, 0.92, 1.0 and 2.0.
    Rss,
    /// Atom 0.3 and 1.0.
    Atom,
    /// What holds no articles that are known here.
    Other,
}

impl Dialect {
    /// What a person calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::WordPress => "WordPress export",
            Self::Rss => "RSS feed",
            Self::Atom => "Atom feed",
            Self::Other => "XML",
        }
    }
}

/// What a text is by the name of its first element and by the namespaces before the first item.
pub fn dialect(text: &str) -> Dialect {
    let Some(Root::Xml(name)) = markup::root(text) else { return Dialect::Other };
    let head = text.get(..text.floor_char_boundary(PROLOGUE)).unwrap_or(text);
    let items = ["<item", "<entry"].iter().filter_map(|tag| head.find(tag)).min();
    let head = items.and_then(|at| head.get(..at)).unwrap_or(head);
    let names = |uris: &[&str]| uris.iter().any(|uri| head.contains(uri));
    match name.rsplit(':').next().unwrap_or(name) {
        "rss" if names(&["//wordpress.org/export/"]) => Dialect::WordPress,
        "rss" => Dialect::Rss,
        "RDF" if names(&["purl.org/rss/1.0", "netscape.com/rdf/simple/0.9"]) => Dialect::Rss,
        "feed" => Dialect::Atom,
        _ => Dialect::Other,
    }
}

/// Reads a feed or an export.
pub fn read(text: &str, dialect: Dialect, out: &mut Output) {
    match dialect {
        Dialect::WordPress => wordpress::read(text, out),
        Dialect::Rss | Dialect::Atom => feed::read(text, out),
        Dialect::Other => {
            let problem =
                "expected a feed or a WordPress export, found other XML; convert it, or take it out of the input";
            out.fail(Some(1), problem.into());
        }
    }
}

#[cfg(test)]
mod tests;
