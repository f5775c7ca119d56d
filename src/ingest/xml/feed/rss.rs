//! Items of RSS, of all its versions, with the modules that feeds use: content, Dublin Core, Media RSS, Atom.

use super::{Draft, Head};
use crate::article::{Article, Person, Source, SourceKind};
use crate::ingest::unique::unique;
use crate::ingest::xml::node::Node;
use crate::ingest::xml::plain;
use crate::ingest::{lang, url};

/// What an item says.
pub fn draft<'a>(item: &'a Node<'a>, head: &Head) -> Draft<'a> {
    let base = item.attribute("xml:base").map(str::to_owned);
    let mut draft = Draft { base, order: head.order, ..Draft::default() };
    draft.article.lang = item.attribute("xml:lang").and_then(lang::tag);
    item.children.iter().for_each(|node| take(node, head, &mut draft));
    unique(&mut draft.article.authors, |person| &person.name);
    unique(&mut draft.article.sections, String::as_str);
    unique(&mut draft.article.tags, String::as_str);
    if let Some(about) = item.attribute("rdf:about") {
        draft.given = draft.given.or(Some(about.into()));
    }
    let permanent = draft.given.clone().filter(|given| url::parts(given).is_some() && is_permalink(item));
    draft.article.url = draft.article.url.or(permanent);
    draft.base = draft.base.or_else(|| draft.article.url.clone()).or_else(|| head.base.clone());
    draft
}

/// Whether the item's guid is the address of its page: so it is unless it says no.
fn is_permalink(item: &Node) -> bool {
    item.child("guid").and_then(|guid| guid.attribute("isPermaLink")).is_none_or(|value| value != "false")
}

/// Gives one element to its field.
fn take<'a>(node: &'a Node<'a>, head: &Head, draft: &mut Draft<'a>) {
    match node.name.as_ref() {
        "title" => draft.fill(|article| &mut article.headline, node),
        "dc:title" | "itunes:title" | "media:title" => draft.fill(|article| &mut article.headline, node),
        "link" | "guid" | "feedburner:origLink" | "atom:link" => address_of(node, head, draft),
        "content:encoded" | "content" => set_content(node, draft),
        "description" => draft.summaries.insert(0, node),
        "summary" | "dc:description" | "itunes:subtitle" | "itunes:summary" | "atom:summary" => {
            draft.summaries.push(node)
        }
        "pubDate" | "dc:date" | "dcterms:issued" | "dcterms:created" | "published" | "atom:published" => {
            draft.publish(node)
        }
        "atom:updated" | "dcterms:modified" | "lastBuildDate" => draft.modify(node),
        "dc:creator" | "author" | "itunes:author" | "atom:author" => author(node, draft),
        "category" => extend(|article| &mut article.sections, node, draft),
        "dc:subject" => extend(|article| &mut article.tags, node, draft),
        "media:keywords" | "itunes:keywords" => {
            let keywords = plain::line(&node.text);
            let keywords = keywords.split(',').map(|word| word.trim().to_owned()).filter(|word| !word.is_empty());
            draft.article.tags.extend(keywords);
        }
        "source" => source(node, draft),
        "dc:language" => match lang::tag(&node.text) {
            Some(tag) if draft.article.lang.is_none() => draft.article.lang = Some(tag),
            _ => draft.keep(node),
        },
        "dc:rights" | "dcterms:rights" | "copyright" | "media:copyright" => {
            draft.fill(|article| &mut article.rights, node)
        }
        "enclosure" | "media:content" | "media:group" | "media:thumbnail" | "media:credit" | "media:description" => {}
        _ => draft.keep(node),
    }
}

/// The longest content is the article's text; another is kept.
fn set_content<'a>(node: &'a Node<'a>, draft: &mut Draft<'a>) {
    match draft.content {
        Some(other) if other.inner.len() >= node.inner.len() => draft.keep(node),
        Some(other) => {
            draft.keep(other);
            draft.content = Some(node);
        }
        None => draft.content = Some(node),
    }
}

/// Where the item's page lies. A link that leads through a counter gives way to the one behind it.
fn address_of(node: &Node, head: &Head, draft: &mut Draft) {
    let own = node.attribute("rel").is_none_or(|rel| rel == "alternate");
    let Some(text) = plain::present(&node.text).or(node.attribute("href").filter(|_| own).map(str::to_owned)) else {
        return;
    };
    let address = url::good(&text, head.base.as_deref());
    match node.name.as_ref() {
        "guid" => draft.given = Some(text),
        "feedburner:origLink" if address.is_some() => draft.article.url = address,
        _ if draft.article.url.is_none() && address.is_some() => draft.article.url = address,
        _ => draft.keep(node),
    }
}

/// An author: a name, `name@paper.example (Name)`, `Name <name@paper.example>`, or an Atom person.
fn author(node: &Node, draft: &mut Draft) {
    let written = match node.value("name").or_else(|| node.value("atom:name")) {
        Some(name) => plain::present(name),
        None => plain::present(&node.text),
    };
    let Some(written) = written else { return };
    let name = name_in(&written).to_owned();
    if name.len() < written.len() {
        draft.keep(node);
    }
    draft.article.authors.push(Person { name, ..Person::default() });
}

/// The name beside a mail address.
fn name_in(written: &str) -> &str {
    if let Some((mail, rest)) = written.split_once('(') {
        let name = rest.trim_end().strip_suffix(')').map(str::trim).filter(|name| !name.is_empty());
        return name.filter(|_| mail.contains('@')).unwrap_or(written);
    }
    match written.split_once('<') {
        Some((name, mail)) if mail.contains('@') && !name.trim().is_empty() => name.trim().trim_matches('"'),
        _ => written,
    }
}

fn extend(field: fn(&mut Article) -> &mut Vec<String>, node: &Node, draft: &mut Draft) {
    field(&mut draft.article).extend(plain::present(&node.text));
}

/// The feed that the item was taken from.
fn source(node: &Node, draft: &mut Draft) {
    match plain::present(&node.text) {
        Some(name) if draft.article.source.is_none() => {
            draft.article.source = Some(Source { name, kind: SourceKind::Feed });
        }
        _ => draft.keep(node),
    }
}

#[cfg(test)]
mod tests {
    use super::name_in;

    #[test]
    fn a_name_is_found_beside_its_mail_address() {
        for (written, name) in [
            ("ana@paper.example (Ana Ruiz)", "Ana Ruiz"),
            ("Ana Ruiz <ana@paper.example>", "Ana Ruiz"),
            ("\"Ruiz, Ana\" <ana@paper.example>", "Ruiz, Ana"),
            ("Ana Ruiz (Karima)", "Ana Ruiz (Karima)"),
            ("ana@paper.example", "ana@paper.example"),
            ("ana@paper.example ()", "ana@paper.example ()"),
        ] {
            assert_eq!(name_in(written), name);
        }
    }
}
