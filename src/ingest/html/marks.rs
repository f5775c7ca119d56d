//! Marks in the text of a page that say what it is: microdata, `<time>`, `rel`; and the neighbours it links to.

use super::facts::{Facts, parted, person, plain};
use super::tree::{Id, Tree};
use crate::article::{Link, Links};
use crate::ingest::text::labels::{Kind, labels};
use crate::ingest::url;

/// Longest title of a neighbour, in bytes.
const TITLE: usize = 400;

/// Reads the marks.
pub fn read(tree: &Tree) -> Facts {
    let mut facts = Facts::default();
    let mut times = Vec::new();
    for id in tree.inside(0).filter(|&id| tree.element(id).is_some()) {
        for prop in tree.attr(id, "itemprop").unwrap_or_default().split_whitespace() {
            mark(tree, id, prop, &mut facts);
        }
        if tree.name(id) == "time" && !is_inside_other(tree, id) {
            let when = tree.attr(id, "datetime").and_then(plain);
            let first = tree.attr(id, "pubdate").is_some()
                || tree.attr(id, "class").is_some_and(|class| class.contains("publish"));
            times.extend(when.map(|when| (!first, when)));
        }
        let rel = tree.attr(id, "rel").unwrap_or_default();
        if rel.split_whitespace().any(|rel| rel == "author") && facts.authors.is_empty() && tree.name(id) == "a" {
            facts.authors.extend(person(&tree.text_in(id), tree.attr(id, "href")));
        }
        if rel.split_whitespace().any(|rel| rel == "tag") {
            facts.tags.extend(parted(&tree.text_in(id)));
        }
    }
    times.sort_by_key(|(later, _)| *later);
    facts.published = facts.published.or_else(|| times.into_iter().next().map(|(_, when)| when));
    facts
}

/// Takes one property of schema.org; only what stands in no other article.
fn mark(tree: &Tree, id: Id, prop: &str, facts: &mut Facts) {
    let value = || {
        tree.attr(id, "content").or_else(|| tree.attr(id, "datetime")).map_or_else(|| tree.text_in(id), str::to_owned)
    };
    let slot = match prop {
        "headline" => &mut facts.headline,
        "datePublished" => &mut facts.published,
        "dateModified" => &mut facts.modified,
        "author" if facts.authors.is_empty() => {
            let named = tree.inside(id).find(|&id| tree.attr(id, "itemprop") == Some("name"));
            let name = named.map_or_else(value, |named| {
                tree.attr(named, "content").map_or_else(|| tree.text_in(named), str::to_owned)
            });
            return facts.authors.extend(person(&name, None));
        }
        _ => return,
    };
    if slot.is_none() && !is_inside_other(tree, id) {
        *slot = plain(&value());
    }
}

/// Whether an element stands in a comment, a list of other articles or a frame of the page.
fn is_inside_other(tree: &Tree, id: Id) -> bool {
    let mut around = tree.parent(id);
    while around != 0 {
        let class = tree.attr(around, "class").unwrap_or_default();
        let other = ["comment", "related", "sidebar", "widget"].iter().any(|word| class.contains(word));
        if (other && tree.name(around) != "body") || matches!(tree.name(around), "aside" | "footer" | "nav") {
            return true;
        }
        around = tree.parent(around);
    }
    false
}

/// The articles before and after, where the page links to them by name.
pub fn neighbours(tree: &Tree, base: Option<&str>) -> Links {
    let mut links = Links::default();
    for id in tree.inside(0).filter(|&id| tree.name(id) == "a") {
        let rel = tree.attr(id, "rel").unwrap_or_default();
        let is_rel = |names: [&str; 2]| rel.split_whitespace().any(|rel| names.contains(&rel));
        let (previous, next) = (is_rel(["prev", "previous"]), is_rel(["next", "next"]));
        if !previous && !next {
            continue;
        }
        let slot = if previous { &mut links.previous } else { &mut links.next };
        let found = title(&tree.text_in(id), if previous { Kind::Previous } else { Kind::Next });
        if let Some(title) = found.filter(|_| slot.is_none()) {
            *slot = Some(Link { title, url: tree.attr(id, "href").and_then(|href| url::good(href, base)) });
        }
    }
    links
}

/// A neighbour's title without the label and arrows around it; `None` where nothing else is said.
fn title(text: &str, kind: Kind) -> Option<String> {
    let bare =
        text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '«' | '»' | '←' | '→' | '‹' | '›' | '<' | '>'));
    // The link says itself which way it leads, so that one word and a colon before the title are a label.
    let labelled = bare.split_once(':').filter(|(label, _)| !label.contains(char::is_whitespace)).map(|(_, rest)| rest);
    let rest = labels().begins(bare, kind).or(labelled).unwrap_or(bare).trim();
    let said = rest.chars().any(char::is_alphabetic) && rest.len() <= TITLE && rest.contains(char::is_whitespace);
    said.then(|| rest.to_owned())
}
