//! `<meta>` and `<link>`: Open Graph, `article:*`, Dublin Core, and the names that blogs and parsers of news agree on.

use super::facts::{Facts, parted, person, plain};
use super::tree::Tree;
use crate::article::Person;
use crate::ingest::lang;

/// All values of the page's head: name in lower case, value.
struct Head(Vec<(String, String)>);

/// Reads the head.
pub fn read(tree: &Tree) -> Facts {
    let head = Head(
        tree.inside(0)
            .filter(|&id| tree.name(id) == "meta")
            .filter_map(|id| {
                let name = tree
                    .attr(id, "property")
                    .or_else(|| tree.attr(id, "name"))
                    .or_else(|| tree.attr(id, "itemprop"))?;
                Some((name.to_ascii_lowercase(), tree.attr(id, "content")?.to_owned()))
            })
            .collect(),
    );
    let source = head.first(&["og:site_name", "dc.publisher", "citation_journal_title"]);
    let headline = head.first(&["og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title"]);
    let tags = head.every(&["article:tag", "og:article:tag"]);
    let one =
        || head.raw(&["news_keywords", "parsely-tags", "sailthru.tags", "keywords"]).map(parted).unwrap_or_default();
    Facts {
        headline: headline.map(|title| without_site(title, source.as_deref())),
        dek: head.first(&["og:description"]),
        authors: head.authors(),
        published: head.first(&PUBLISHED),
        modified: head.first(&[
            "article:modified_time",
            "og:updated_time",
            "dcterms.modified",
            "dc.date.modified",
            "datemodified",
        ]),
        sections: head.every(&["article:section", "parsely-section"]),
        tags: if tags.is_empty() { one() } else { tags },
        lang: html_lang(tree)
            .or_else(|| head.raw(&["og:locale", "dc.language", "content-language"]).and_then(lang::tag)),
        source,
        url: canonical(tree).or_else(|| head.first(&["og:url"]).filter(|url| url.starts_with("http"))),
        rights: head.first(&["dc.rights", "dcterms.rights", "copyright"]),
        ..Facts::default()
    }
}

/// Names of the date of publication.
const PUBLISHED: [&str; 12] = [
    "article:published_time",
    "og:published_time",
    "datepublished",
    "dcterms.created",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
    "pubdate",
    "publishdate",
];

impl Head {
    /// The first value under the first of these names that has one.
    fn raw(&self, names: &[&str]) -> Option<&str> {
        let of = |name: &&str| self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
        names.iter().find_map(of)
    }

    fn first(&self, names: &[&str]) -> Option<String> {
        self.raw(names).and_then(plain)
    }

    /// All values under these names.
    fn every(&self, names: &[&str]) -> Vec<String> {
        let mut found = Vec::new();
        for value in
            self.0.iter().filter(|(name, _)| names.contains(&name.as_str())).filter_map(|(_, value)| plain(value))
        {
            if !found.contains(&value) && found.len() < 100 {
                found.push(value);
            }
        }
        found
    }

    fn authors(&self) -> Vec<Person> {
        let names =
            ["article:author", "author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl"];
        let of = |name: &&str| -> Vec<Person> {
            let values = self.0.iter().filter(|(known, _)| known == name);
            values.filter_map(|(_, value)| person(value, None)).collect()
        };
        let mut found = names.iter().map(of).find(|people| !people.is_empty()).unwrap_or_default();
        found.dedup_by(|one, other| one.name == other.name);
        found
    }
}

/// The title without the site's name behind it.
pub fn without_site(title: String, site: Option<&str>) -> String {
    let cut = site.and_then(|site| title.strip_suffix(site)).map(str::trim_end).and_then(|rest| {
        rest.strip_suffix(['-', '–', '—', '|', '·', '»', ':']).map(str::trim_end).filter(|rest| !rest.is_empty())
    });
    cut.map(str::to_owned).unwrap_or(title)
}

/// The address that the page gives itself.
fn canonical(tree: &Tree) -> Option<String> {
    let links = tree.inside(0).filter(|&id| tree.name(id) == "link");
    let own = links.filter(|&id| tree.attr(id, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")));
    own.filter_map(|id| tree.attr(id, "href")).find(|url| url.starts_with("http")).map(str::to_owned)
}

fn html_lang(tree: &Tree) -> Option<String> {
    let html = tree.inside(0).find(|&id| tree.name(id) == "html")?;
    tree.attr(html, "lang").or_else(|| tree.attr(html, "xml:lang")).and_then(lang::tag)
}
