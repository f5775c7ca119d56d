//! One post of an export.

use super::content;
use super::dates;
use super::embeds;
use super::index::{Index, number};
use crate::article::{Article, Block, Kind, Person, Source, SourceKind};
use crate::ingest::excerpt::excerpt;
use crate::ingest::html::{self, Fragment};
use crate::ingest::unique::unique;
use crate::ingest::xml::node::Node;
use crate::ingest::xml::{body, identity, lang, plain};
use crate::ingest::{self, url};

/// The article that a post is.
pub fn read(node: &Node, index: &mut Index, keep_all: bool) -> Article {
    let mut article = Article {
        headline: node.child("title").and_then(|title| plain::present(&title.markup())),
        url: node.value("link").map(str::to_owned).filter(|link| url::parts(link).is_some()),
        ..Article::default()
    };
    set_dates(&mut article, node);
    node.all("category").for_each(|category| classify(&mut article, category));
    // Old exports write a category twice, with and without its domain.
    unique(&mut article.sections, String::as_str);
    unique(&mut article.tags, String::as_str);
    set_authors(&mut article, node, index);
    set_body(&mut article, node, index, keep_all);
    let featured = meta(node, "_thumbnail_id").and_then(|id| id.parse().ok());
    if let Some(picture) = featured.and_then(|id| index.featured(id)) {
        // Read as a picture in the text is: the credit is cut off its caption.
        let mut fragment = html::fragment_on(&embeds::picture(&picture), node.line, None);
        article.removed.append(&mut fragment.removed);
        body::add_featured(&mut article, fragment.blocks.pop().unwrap_or(picture), node.line);
    }
    body::unlink_places(&mut article);
    article.blocks.extend(footnotes(node));
    article.source = index.title.clone().map(|name| Source { name, kind: SourceKind::Feed });
    if article.lang.is_none() {
        article.lang = index.lang.as_deref().and_then(|tag| lang::fitting(tag, &article));
    }
    body::link_embeds(&mut article);
    body::keep_stray(&mut article, node);
    article.id = id(node, &article);
    article
}

/// The name in the post's address: it is readable, and stays when the post is changed. Else its number.
fn id(node: &Node, article: &Article) -> String {
    if let Some(slug) = node.value("wp:post_name") {
        return identity::decoded(slug).chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    }
    match number(node, "wp:post_id") {
        Some(number) => format!("post-{number}"),
        None => identity::of(article.url.as_deref(), node.value("guid"), article),
    }
}

fn set_dates(article: &mut Article, node: &Node) {
    (article.published, article.date_text) = dates::published(node);
    if let (None, Some(text)) = (article.published, &article.date_text) {
        article.warnings.push(format!(
            "date: expected one that exists (2013-05-29 10:00:00), found {:?}; kept as text",
            excerpt(text)
        ));
    }
    article.modified = dates::modified(node, article.published);
}

/// Gives a term of a taxonomy to its field. Plugins have taxonomies of their own.
fn classify(article: &mut Article, category: &Node) {
    let Some(name) = plain::present(&category.text) else { return };
    let slug = category.attribute("nicename").unwrap_or_default();
    match category.attribute("domain").unwrap_or("category") {
        "category" if slug == "uncategorized" => body::remove(article, category.line, &name, "default-category"),
        "category" => article.sections.push(name),
        "post_tag" | "tag" => article.tags.push(name),
        "language" => article.lang = ingest::lang::tag(slug),
        // The names of these are read with the authors.
        "author" => {}
        other => article.extra.push((other.to_owned(), serde_json::Value::from(name).to_string())),
    }
}

/// The authors: those of the plugin Co-Authors Plus, else the post's creator.
fn set_authors(article: &mut Article, node: &Node, index: &Index) {
    let together = node.all("category").filter(|category| category.attribute("domain") == Some("author"));
    let mut names: Vec<String> = together
        .filter_map(|category| {
            let slug = category.attribute("nicename").unwrap_or_default();
            let login = slug.strip_prefix("cap-").unwrap_or(slug);
            index.known_author(login).or_else(|| Some(index.author(&plain::present(&category.text)?)))
        })
        .collect();
    if names.is_empty() {
        names.extend(
            node.all("dc:creator")
                .filter_map(|creator| plain::present(&creator.text))
                .map(|login| index.author(&login)),
        );
    }
    if !names.is_empty() {
        article.byline = Some(names.join(", "));
        article.authors = names.into_iter().map(|name| Person { name, ..Person::default() }).collect();
    }
}

/// Text and standfirst.
fn set_body(article: &mut Article, node: &Node, index: &mut Index, keep_all: bool) {
    let base = article.url.clone();
    if let Some(written) = node.child("content:encoded") {
        let post = number(node, "wp:post_id").unwrap_or_default();
        let prepared = content::prepare(&written.markup(), written.line, post, index, keep_all);
        let mut fragment = html::fragment_on(&prepared.html, written.line, base.as_deref());
        fragment.removed.extend(prepared.removed);
        fragment.removed.sort_by_key(|removed| removed.line);
        body::set(article, fragment);
    }
    if let Some(excerpt) = node.child("excerpt:encoded").filter(|excerpt| !excerpt.text.trim().is_empty()) {
        let fragment: Fragment = body::read(&excerpt.markup(), excerpt.line, base.as_deref());
        body::set_summary(article, fragment, excerpt.line, keep_all);
    }
}

/// A custom field of a post.
fn meta<'a>(node: &'a Node, key: &str) -> Option<&'a str> {
    node.all("wp:postmeta").find(|meta| meta.value("wp:meta_key") == Some(key))?.value("wp:meta_value")
}

/// Footnotes stand in a custom field, as a list of `{id, content}`.
fn footnotes(node: &Node) -> Vec<Block> {
    let Some(written) = meta(node, "footnotes") else { return Vec::new() };
    let Ok(serde_json::Value::Array(notes)) = serde_json::from_str(written) else { return Vec::new() };
    let texts = notes.iter().filter_map(|note| plain::present(note.get("content")?.as_str()?));
    (1..).zip(texts).map(|(number, text)| Block::new(Kind::Note, format!("[{number}] {text}"))).collect()
}
