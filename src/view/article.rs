//! An article for reading.

use super::address::safe_picture;
use super::inline::{href, styled};
use super::{Page, Setting, Word, heading, safe};
use crate::archive::card::Card;
use crate::article::{Article, Block, Kind, Link, is_newline};
use crate::digits;
use std::rc::Rc;

/// What an archive knows of an article beside what its source names.
#[derive(Clone, Copy, Debug, Default)]
pub struct Place<'a> {
    /// Length of its body in words.
    pub words: u32,
    /// The articles before and after it by date.
    pub neighbours: [Option<&'a Rc<Card>>; 2],
}

/// The article with everything that its source names, as an item of schema.org's vocabulary.
pub fn article(page: &mut Page, article: &Article, place: Place<'_>, setting: &Setting<'_>) {
    page.open("article", "article");
    page.language(article.lang.as_deref().unwrap_or_default(), article.dir);
    page.item("https://schema.org/NewsArticle");
    fact(page, "inLanguage", article.lang.as_deref());
    fact(page, "datePublished", article.published.map(|stamp| stamp.iso()).as_deref());
    fact(page, "dateModified", article.modified.map(|stamp| stamp.iso()).as_deref());
    header(page, article, place.words, setting);
    list(page, "highlights", None, &article.highlights);
    body(page, article, setting);
    neighbours(page, article, place, setting);
    footer(page, article, setting);
    page.close();
}

/// A property of an item that is not shown, where it has one.
fn fact(page: &mut Page, name: &'static str, value: Option<&str>) {
    if let Some(value) = value {
        page.open("meta", "");
        page.property(name);
        page.attribute("content", value);
        page.close();
    }
}

/// A paragraph with a text, where there is one; a property of the article.
fn line(page: &mut Page, part: &'static str, property: &'static str, text: Option<&String>) {
    if let Some(text) = text {
        page.open("p", part);
        page.property(property);
        page.text(text);
        page.close();
    }
}

/// A list of texts, where there are any; `label` names it.
fn list(page: &mut Page, part: &'static str, label: Option<&str>, items: &[String]) {
    if items.is_empty() {
        return;
    }
    page.open("ul", part);
    if let Some(label) = label {
        page.attribute("aria-label", label);
    }
    items.iter().for_each(|item| page.leaf("li", "", item));
    page.close();
}

fn header(page: &mut Page, article: &Article, words: u32, setting: &Setting<'_>) {
    page.open("header", "article-header");
    line(page, "kicker", "articleSection", article.kicker.as_ref().or(article.sections.first()));
    page.open(heading(setting.heading), "headline");
    page.attribute("tabindex", "-1");
    page.property("headline");
    page.text(article.display_title());
    page.close();
    line(page, "dek", "description", article.dek.as_ref());
    page.name("address", "byline", &byline(article));
    article.authors.iter().for_each(|author| fact(page, "author", Some(&author.name)));
    let date = article.published.map(|stamp| stamp.iso()).unwrap_or_default();
    let unwritten = article.dateline.as_ref().filter(|dateline| dateline.raw.is_empty());
    let place = unwritten.and_then(|dateline| dateline.place.as_deref()).unwrap_or_default();
    setting.meta(page, &date, place, words);
    page.close();
}

/// The authors as written, else one after the other.
fn byline(article: &Article) -> String {
    let mut names = article.byline.clone().unwrap_or_default();
    if names.is_empty() {
        for person in &article.authors {
            if !names.is_empty() {
                names.push_str(", ");
            }
            names.push_str(&person.name);
        }
    }
    names
}

fn body(page: &mut Page, article: &Article, setting: &Setting<'_>) {
    page.open("div", "body");
    page.property("articleBody");
    let mut dateline = article.dateline.as_ref().map(|dateline| dateline.raw.as_str());
    for block in &article.blocks {
        let lead = if block.kind == Kind::Para { dateline.take() } else { None };
        if !block.is_empty() {
            self::block(page, block, lead.unwrap_or_default(), setting);
        }
    }
    page.close();
}

/// A block; `dateline` stands before the first paragraph.
fn block(page: &mut Page, block: &Block, dateline: &str, setting: &Setting<'_>) {
    let level = setting.heading + u32::from(block.level.clamp(2, 6)) - 1;
    let (tag, part) = match block.kind {
        Kind::Para => ("p", "para"),
        Kind::Subhead => (heading(level), "subhead"),
        Kind::Note => ("p", "note"),
        Kind::Embed => ("p", "embed"),
        Kind::Quote => ("blockquote", "quote"),
        Kind::List => (if block.ordered { "ol" } else { "ul" }, "list"),
        Kind::Table => ("div", "scroll"),
        Kind::Image => ("figure", "figure"),
        Kind::Code => ("pre", "code"),
    };
    page.open(tag, part);
    match block.kind {
        Kind::Quote => lines(page, "p", block),
        Kind::List => lines(page, "li", block),
        Kind::Table => table(page, block, setting),
        Kind::Image => figure(page, block, setting),
        Kind::Code => code(page, block),
        _ => {
            if !dateline.is_empty() {
                page.leaf("span", "dateline", dateline);
            }
            whole(page, block);
        }
    }
    page.close();
}

/// Code that can be scrolled on its own.
fn code(page: &mut Page, block: &Block) {
    page.attribute("tabindex", "0");
    page.attribute("dir", "ltr");
    page.leaf("code", "", &block.text);
}

/// All of a block's text.
fn whole(page: &mut Page, block: &Block) {
    styled(page, &block.text, &block.spans, 0..block.text.len());
}

/// Each line of a block in an element of its own.
fn lines(page: &mut Page, tag: &'static str, block: &Block) {
    let mut start = 0;
    for line in block.lines() {
        let end = start + line.len();
        page.open(tag, "");
        styled(page, &block.text, &block.spans, start..end);
        page.close();
        start = end + 1;
    }
}

/// A table that can be scrolled on its own, so that the page need not be. Its first row is its head. It is a group and no
/// region: an article may have many, and those of one name are no landmarks.
fn table(page: &mut Page, block: &Block, setting: &Setting<'_>) {
    page.attribute("tabindex", "0");
    page.attribute("role", "group");
    page.attribute("aria-label", &(setting.word)(Word::Table));
    page.open("table", "table");
    let head = block.text.find(is_newline).unwrap_or(block.text.len());
    page.open("thead", "");
    rows(page, block, "th", 0, head);
    page.close();
    page.open("tbody", "");
    rows(page, block, "td", head + 1, block.text.len());
    page.close();
    page.close();
}

/// See [`is_newline`].
fn is_tab(c: char) -> bool {
    c == '\t'
}

/// The rows of the bytes from `start` to `end` of a table's text, a line each, their cells parted by tabs.
fn rows(page: &mut Page, block: &Block, cell: &'static str, mut start: usize, end: usize) {
    while start < end {
        let row = block.text.get(start..end).and_then(|rest| rest.split(is_newline).next()).unwrap_or_default();
        page.open("tr", "");
        for text in row.split(is_tab) {
            page.open(cell, "");
            if cell == "th" {
                page.attribute("scope", "col");
            }
            styled(page, &block.text, &block.spans, start..start + text.len());
            page.close();
            start += text.len() + 1;
        }
        page.close();
    }
}

fn figure(page: &mut Page, block: &Block, setting: &Setting<'_>) {
    let media = &block.media;
    page.property("image");
    page.item("https://schema.org/ImageObject");
    if let Some(src) = media.src.as_deref().and_then(safe_picture) {
        page.open("img", "image");
        page.property("contentUrl");
        page.attribute("src", &src);
        page.attribute("alt", media.alt.as_deref().unwrap_or_default());
        page.attribute("loading", "lazy");
        for (name, pixels) in &[("width", media.width), ("height", media.height)] {
            if let Some(pixels) = pixels {
                page.attribute(name, &digits::text(*pixels));
            }
        }
        page.close();
    }
    page.open("figcaption", "caption");
    page.property("caption");
    whole(page, block);
    if let Some(credit) = &media.credit {
        page.text(if block.text.is_empty() { "" } else { " " });
        page.open("span", "credit");
        page.text(&(setting.word)(Word::Credit));
        page.leaf("bdi", "", credit);
        page.close();
    }
    page.close();
}

/// Previous and next as the source names them; where it names none, by date.
fn neighbours(page: &mut Page, article: &Article, place: Place<'_>, setting: &Setting<'_>) {
    let links = &article.links;
    let [before, after] = place.neighbours;
    if links.previous.is_none() && links.next.is_none() && links.related.is_empty() && before.or(after).is_none() {
        return;
    }
    page.open("nav", "neighbours");
    page.attribute("aria-label", &(setting.word)(Word::Neighbours));
    neighbour(page, "previous", Word::Previous, links.previous.as_slice(), before, setting);
    neighbour(page, "next", Word::Next, links.next.as_slice(), after, setting);
    neighbour(page, "related", Word::Related, &links.related, None, setting);
    page.close();
}

/// What a source links to; where it links to nothing, the article of a card.
fn neighbour(
    page: &mut Page,
    part: &'static str,
    label: Word,
    links: &[Link],
    card: Option<&Rc<Card>>,
    setting: &Setting<'_>,
) {
    let label = (setting.word)(label);
    for link in links {
        titled(page, part, &label, link.url.as_deref().and_then(safe), &link.title, None);
    }
    if let (Some(card), []) = (card, links) {
        titled(page, part, &label, Some((setting.href)(&card.id)), &card.title, Some(card));
    }
}

/// The title of another article, behind its label; of one of this archive if it has a card.
fn titled(page: &mut Page, part: &'static str, label: &str, url: Option<String>, title: &str, card: Option<&Rc<Card>>) {
    page.open("p", part);
    page.leaf("span", "label", label);
    page.text(" ");
    page.open(if url.is_some() { "a" } else { "span" }, "neighbour-title");
    if let Some(url) = url {
        href(page, &url);
    }
    match card {
        Some(card) => {
            page.attribute("data-id", &card.id);
            page.language(&card.lang, card.dir);
        }
        None => page.language("", None),
    }
    page.text(title);
    page.close();
    page.close();
}

fn footer(page: &mut Page, article: &Article, setting: &Setting<'_>) {
    let url = article.url.as_deref().and_then(safe);
    if article.tags.is_empty() && article.source.is_none() && article.rights.is_none() && url.is_none() {
        return;
    }
    page.open("footer", "article-footer");
    list(page, "tags", Some(&(setting.word)(Word::Tags)), &article.tags);
    if let Some(source) = &article.source {
        page.open("p", "source");
        page.property("publisher");
        page.item("https://schema.org/Organization");
        page.leaf("span", "label", &(setting.word)(Word::Source));
        page.text(" ");
        page.open("bdi", "");
        page.property("name");
        page.text(&source.name);
        page.close();
        page.close();
    }
    line(page, "rights", "copyrightNotice", article.rights.as_ref());
    if let Some(url) = url {
        page.open("p", "original");
        page.open("a", "link");
        href(page, &url);
        page.property("url");
        page.text(&(setting.word)(Word::Original));
        page.close();
        page.close();
    }
    page.close();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Dateline, Links, Media, Person, Source, SourceKind, Span, Style};
    use crate::view::dump;

    fn shown(article: &Article) -> String {
        dump::shown(|page, setting| super::article(page, article, Place { words: 10, ..Place::default() }, setting))
    }

    #[test]
    fn an_article_is_shown_with_all_that_its_source_names() {
        let media = Media { credit: Some("A. Person".into()), ..Media::default() };
        let article = Article {
            headline: Some("Flood".into()),
            dateline: Some(Dateline { raw: "KARIMA — ".into(), ..Dateline::default() }),
            blocks: vec![Block { media, ..Block::new(Kind::Image, "The bridge") }, Block::para("The river rose.")],
            links: Links { next: Some(Link { title: "Drought".into(), url: None }), ..Links::default() },
            lang: Some("en".into()),
            ..Article::default()
        };
        let expected = r#"article.article[lang=en][dir=auto][itemscope=][itemtype=https://schema.org/NewsArticle]
  meta[itemprop=inLanguage][content=en]
  header.article-header
    h2.headline[tabindex=-1][itemprop=headline]
      "Flood"
  div.body[itemprop=articleBody]
    figure.figure[itemprop=image][itemscope=][itemtype=https://schema.org/ImageObject]
      figcaption.caption[itemprop=caption]
        "The bridge"
        " "
        span.credit
          "Credit"
          bdi
            "A. Person"
    p.para
      span.dateline
        "KARIMA — "
      "The river rose."
  nav.neighbours[aria-label=Neighbours]
    p.next
      span.label
        "Next"
      " "
      span.neighbour-title[dir=auto]
        "Drought""#;
        assert_eq!(shown(&article), expected);
    }

    #[test]
    fn what_a_source_does_not_name_is_taken_by_date() {
        let card =
            |id: &str| Rc::new(Card { id: id.into(), title: id.to_uppercase(), lang: "ku".into(), ..Card::default() });
        let (before, after) = (card("a"), card("b"));
        let place = Place { words: 0, neighbours: [Some(&before), Some(&after)] };
        let next = Some(Link { title: "Drought".into(), url: Some("https://example.org/d".into()) });
        let article = Article { links: Links { next, ..Links::default() }, ..Article::default() };
        let shown = dump::shown(|page, setting| super::article(page, &article, place, setting));
        let before = r#"a.neighbour-title[href=#article=a][rel=noopener noreferrer][data-id=a][lang=ku][dir=auto]"#;
        assert!(shown.contains(before) && shown.contains("\"Drought\""), "{shown}");
        assert!(!shown.contains("data-id=b"), "the source's own comes first: {shown}");
    }

    #[test]
    fn each_author_is_a_property_beside_the_byline_as_written_and_the_source_publishes() {
        let person = |name: &str| Person { name: name.into(), ..Person::default() };
        let article = Article {
            byline: Some("Ana Ruiz and Bo Lind".into()),
            authors: vec![person("Ana Ruiz"), person("Bo Lind")],
            source: Some(Source { name: "The Post".into(), kind: SourceKind::Outlet }),
            ..Article::default()
        };
        let shown = shown(&article);
        for name in ["Ana Ruiz", "Bo Lind"] {
            assert!(shown.contains(&format!("meta[itemprop=author][content={name}]")), "{shown}");
        }
        assert!(shown.contains("address.byline\n      bdi\n        \"Ana Ruiz and Bo Lind\""), "{shown}");
        assert!(shown.contains("p.source[itemprop=publisher]") && shown.contains("bdi[itemprop=name]"), "{shown}");
    }

    #[test]
    fn lists_and_tables_are_cut_at_lines_and_tabs_with_their_styles() {
        let strong = |start, end| Span { start, end, style: Style::Strong };
        let list = Block { spans: vec![strong(4, 7)], ..Block::new(Kind::List, "one\ntwo\nthree") };
        let table = Block { spans: vec![strong(4, 5)], ..Block::new(Kind::Table, "a\tb\n1\t2") };
        let shown = shown(&Article { blocks: vec![list, table], ..Article::default() }).replace([' ', '\n'], "");
        assert!(shown.contains(r#"li"one"listrong"two"li"three""#), "{shown}");
        assert!(shown.contains(r#"theadtrth[scope=col]"a"th[scope=col]"b"tbodytrtdstrong"1"td"2""#), "{shown}");
    }

    #[test]
    fn scripts_in_addresses_never_reach_the_page() {
        let script = || Some("javascript:alert(1)".to_owned());
        let link = || Link { title: "Other".into(), url: script() };
        let media = Media { src: script(), ..Media::default() };
        let spans = vec![Span { start: 0, end: 4, style: Style::Link("data:text/html,x".into()) }];
        let article = Article {
            url: Some("data:text/html,x".into()),
            authors: vec![Person { name: "Ann".into(), role: None, url: script() }],
            blocks: vec![
                Block { media: media.clone(), ..Block::new(Kind::Image, "x") },
                Block { media, ..Block::new(Kind::Embed, "x") },
                Block { spans, ..Block::para("here") },
            ],
            links: Links { previous: Some(link()), next: Some(link()), related: vec![link()] },
            // Readers put what they refuse here; a page shows none of it, whatever its key.
            extra: ["url", "link", "href"].map(|key| (key.into(), "\"javascript:alert(1)\"".into())).into(),
            ..Article::default()
        };
        let shown = shown(&article);
        assert!(shown.contains("Other") && shown.contains("here"), "{shown}");
        assert!(!shown.contains("javascript") && !shown.contains("data:"), "{shown}");
    }
}
