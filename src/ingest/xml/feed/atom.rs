//! Entries of Atom 1.0, and of its draft 0.3, which some programs still write.
//!
//! Texts say how they are written: `text`, `html` (escaped) or `xhtml` (elements). Plain text that has tags all the same
//! is read as HTML.

use super::{Draft, Head};
use crate::article::{Block, Kind, Link, Media, Person, Source, SourceKind};
use crate::ingest::html::Fragment;
use crate::ingest::xml::node::{Node, has_tag};
use crate::ingest::xml::{autop, body, plain};
use crate::ingest::{lang, url};

/// What an entry says.
pub fn draft<'a>(entry: &'a Node<'a>, head: &Head) -> Draft<'a> {
    let mut draft = Draft { order: head.order, ..Draft::default() };
    draft.article.lang = entry.attribute("xml:lang").and_then(lang::tag);
    draft.base = within(head.base.clone(), entry);
    entry.children.iter().for_each(|node| take(node, &mut draft));
    if let (None, Some(node)) =
        (draft.article.published, draft.article.modified.and(entry.child("updated").or(entry.child("modified"))))
    {
        // An entry need not say when it was published, only when it was changed.
        draft.publish(node);
    }
    if let Some(content) = draft.content {
        draft.base = within(draft.base.take(), content);
    }
    draft.base = draft.base.take().or_else(|| draft.article.url.clone());
    draft
}

/// The address from which links in an element are seen.
fn within(base: Option<String>, node: &Node) -> Option<String> {
    match node.attribute("xml:base") {
        Some(own) => url::good(own, base.as_deref()).or(base),
        None => base,
    }
}

/// Gives one element to its field.
fn take<'a>(node: &'a Node<'a>, draft: &mut Draft<'a>) {
    match node.name.as_ref() {
        "title" => draft.fill(|article| &mut article.headline, node),
        "id" => draft.given = plain::present(&node.text),
        "published" | "issued" | "created" => draft.publish(node),
        "updated" | "modified" => draft.modify(node),
        "author" | "dc:creator" => {
            draft.article.authors.extend(person(node));
            keep_unsafe(node, draft);
        }
        "contributor" => {
            let role = Some("contributor".to_owned());
            draft.article.authors.extend(person(node).map(|person| Person { role, ..person }));
            keep_unsafe(node, draft);
        }
        "content" => content(node, draft),
        "summary" | "subtitle" => draft.summaries.push(node),
        "link" => link(node, draft),
        "category" => {
            let text = node.attribute("label").or_else(|| node.attribute("term")).map(plain::line);
            let text = text.or_else(|| plain::present(&node.text));
            draft.article.sections.extend(text);
        }
        "rights" | "dc:rights" => draft.fill(|article| &mut article.rights, node),
        "source" => {
            if let Some(name) = node.child("title").and_then(|title| plain::present(&title.markup())) {
                draft.article.source = Some(Source { name, kind: SourceKind::Feed });
            }
        }
        "media:group" | "media:content" | "media:thumbnail" | "media:credit" | "media:description" => {}
        _ => draft.keep(node),
    }
}

/// Keeps a person's element whose address may not be followed, so that nothing of it is lost.
fn keep_unsafe<'a>(node: &'a Node<'a>, draft: &mut Draft<'a>) {
    let address = node.value("uri").or_else(|| node.value("url"));
    if address.is_some_and(|address| url::read(address, None) == url::Address::Unsafe) {
        draft.keep(node);
    }
}

/// Someone with a name.
pub fn person(node: &Node) -> Option<Person> {
    let name = node.value("name").or_else(|| node.value("atom:name")).unwrap_or(&node.text);
    let url = node.value("uri").or_else(|| node.value("url")).and_then(|address| url::good(address, None));
    Some(Person { name: plain::present(name)?, role: None, url })
}

/// The entry's text, unless it is a file, or lies elsewhere.
fn content<'a>(node: &'a Node<'a>, draft: &mut Draft<'a>) {
    let kind = node.attribute("type").unwrap_or("text");
    let is_text = !kind.contains('/') || kind.starts_with("text/") || kind.ends_with("xml");
    match node.attribute("src") {
        Some(src) => {
            let block = if kind.starts_with("image/") { Kind::Image } else { Kind::Embed };
            let media = Media { src: Some(src.into()), ..Media::default() };
            draft.article.blocks.push(Block { media, ..Block::new(block, "") });
        }
        None if is_text && draft.content.is_none() => draft.content = Some(node),
        None => draft.keep(node),
    }
}

/// Where the entry's page lies, its pictures, and other articles.
fn link(node: &Node, draft: &mut Draft) {
    let href = node.attribute("href").and_then(|href| url::good(href, draft.base.as_deref()));
    let Some(href) = href else { return draft.keep(node) };
    match node.attribute("rel").unwrap_or("alternate") {
        "alternate" if draft.article.url.is_none() => draft.article.url = Some(href),
        "enclosure" => {
            let kind = node.attribute("type").unwrap_or_default();
            let block = if kind.starts_with("image/") { Kind::Image } else { Kind::Embed };
            let media = Media { src: Some(href), ..Media::default() };
            draft
                .article
                .blocks
                .push(Block { media, ..Block::new(block, node.attribute("title").unwrap_or_default()) });
        }
        "related" | "via" => {
            let title = node.attribute("title").unwrap_or(&href).to_owned();
            draft.article.links.related.push(Link { title, url: Some(href) });
        }
        _ => {}
    }
}

/// The text of an element as blocks; plain text line by line.
pub fn body(node: &Node, base: Option<&str>) -> Fragment {
    let plain = match node.attribute("type") {
        Some("text" | "text/plain") => true,
        None => node.name == "content" || node.name == "summary",
        Some(_) => false,
    };
    if plain && node.children.is_empty() && !(autop::has_blocks(&node.text) || has_tag(&node.text)) {
        let lines = node.text.lines().map(str::trim).filter(|line| !line.is_empty());
        return Fragment { blocks: lines.map(Block::para).collect(), ..Fragment::default() };
    }
    body::read(&node.markup(), node.line, base)
}
