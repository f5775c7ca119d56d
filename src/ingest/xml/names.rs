//! Names of elements. A file may choose any prefix for a namespace; everything here knows an element by the usual one:
//! `content:encoded`, `dc:creator`. What is in the namespace of the document itself has none: `entry`, `item`.

use std::borrow::Cow;

/// Namespaces and their usual prefixes.
const USUAL: &[(&str, &str)] = &[
    ("http://purl.org/rss/1.0/", ""),
    ("http://my.netscape.com/rdf/simple/0.9/", ""),
    ("http://channel.netscape.com/rdf/simple/0.9/", ""),
    ("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf"),
    ("http://www.w3.org/2005/Atom", "atom"),
    ("http://purl.org/atom/ns#", "atom"),
    ("http://www.w3.org/1999/xhtml", "xhtml"),
    ("http://purl.org/rss/1.0/modules/content/", "content"),
    ("http://purl.org/dc/elements/1.1/", "dc"),
    ("http://purl.org/dc/terms/", "dcterms"),
    ("http://search.yahoo.com/mrss/", "media"),
    ("http://search.yahoo.com/mrss", "media"),
    ("http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes"),
    ("http://rssnamespace.org/feedburner/ext/1.0", "feedburner"),
];

/// The prefixes that a document declares at its outermost elements.
#[derive(Debug, Default)]
pub struct Names {
    /// A prefix of the document, `""` for none, and the usual one.
    known: Vec<(String, &'static str)>,
    /// The usual prefix of the document's own namespace.
    home: &'static str,
}

impl Names {
    /// Learns what an outermost element declares. The first that is no RDF says which namespace is the document's own.
    pub fn learn(&mut self, name: &str, attributes: &[(Cow<str>, Cow<str>)]) {
        let first = self.known.is_empty();
        for (key, uri) in attributes {
            let prefix = match key.split_once(':') {
                Some(("xmlns", prefix)) => prefix,
                None if key == "xmlns" => "",
                _ => continue,
            };
            if let Some(usual) = usual(uri.trim()) {
                self.known.push((prefix.to_owned(), usual));
            }
        }
        let home = self.look_up(name.split_once(':').map_or("", |(prefix, _)| prefix)).unwrap_or_default();
        if first && home != "rdf" {
            self.home = home;
        }
    }

    /// An element's name with the usual prefix.
    pub fn usual<'a>(&self, name: &'a str) -> Cow<'a, str> {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        match self.look_up(prefix) {
            Some(usual) if usual == self.home || usual.is_empty() => Cow::Borrowed(local),
            Some(usual) if usual == prefix => Cow::Borrowed(name),
            Some(usual) => Cow::Owned(format!("{usual}:{local}")),
            None => Cow::Borrowed(name),
        }
    }

    /// An attribute's name with the usual prefix. Without one it is in no namespace.
    pub fn usual_attribute<'a>(&self, name: &'a str) -> Cow<'a, str> {
        if name.contains(':') { self.usual(name) } else { Cow::Borrowed(name) }
    }

    fn look_up(&self, prefix: &str) -> Option<&'static str> {
        self.known.iter().rev().find(|(known, _)| known == prefix).map(|(_, usual)| *usual)
    }
}

/// The usual prefix of a namespace.
fn usual(uri: &str) -> Option<&'static str> {
    if let Some(version) = uri.strip_prefix("http://wordpress.org/export/") {
        return Some(if version.trim_end_matches('/').ends_with("excerpt") { "excerpt" } else { "wp" });
    }
    USUAL.iter().find(|(known, _)| *known == uri).map(|(_, usual)| *usual)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(root: &str, declared: &[(&'static str, &'static str)]) -> Names {
        let mut names = Names::default();
        let attributes: Vec<_> = declared.iter().map(|(key, uri)| (Cow::Borrowed(*key), Cow::Borrowed(*uri))).collect();
        names.learn(root, &attributes);
        names
    }

    #[test]
    fn a_prefix_is_as_good_as_another() {
        let rss = names("rss", &[("xmlns:c", "http://purl.org/rss/1.0/modules/content/"), ("xmlns:x", "urn:x")]);
        assert_eq!(
            (rss.usual("c:encoded"), rss.usual("x:y"), rss.usual("title")),
            ("content:encoded".into(), "x:y".into(), "title".into())
        );
        let export = names(
            "rss",
            &[
                ("xmlns:excerpt", "http://wordpress.org/export/1.2/excerpt/"),
                ("xmlns:w", "http://wordpress.org/export/1.0/"),
            ],
        );
        assert_eq!(
            (export.usual("excerpt:encoded"), export.usual("w:status")),
            ("excerpt:encoded".into(), "wp:status".into())
        );
    }

    #[test]
    fn the_documents_own_names_have_no_prefix() {
        let atom = names("ns0:feed", &[("xmlns:ns0", "http://www.w3.org/2005/Atom")]);
        assert_eq!((atom.usual("ns0:feed"), atom.usual("ns0:entry")), ("feed".into(), "entry".into()));
        let rss = names("rss", &[("xmlns:a", "http://www.w3.org/2005/Atom")]);
        assert_eq!(rss.usual("a:link"), "atom:link");
        let rdf = names(
            "r:RDF",
            &[("xmlns:r", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"), ("xmlns", "http://purl.org/rss/1.0/")],
        );
        assert_eq!((rdf.usual("r:RDF"), rdf.usual("item")), ("rdf:RDF".into(), "item".into()));
    }
}
