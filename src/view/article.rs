//! An article for reading.

use super::address::safe_picture;
use super::inline::styled;
use super::{Element, Setting, heading, in_language, safe};
use crate::article::{Article, Block, Kind, Link};

/// The article with everything that its source names; `words` is the length of its body.
pub fn article(article: &Article, words: u32, setting: &Setting<'_>) -> Element {
    let element = in_language(Element::new("article", "article"), article.lang.as_deref(), article.dir);
    element
        .child(header(article, words, setting))
        .children(highlights(article))
        .child(body(article, setting))
        .children(neighbours(article, setting))
        .children(footer(article, setting))
}

fn header(article: &Article, words: u32, setting: &Setting<'_>) -> Element {
    let mut header = Element::new("header", "article-header");
    let kicker = article.kicker.as_ref().or(article.sections.first());
    header = header.children(kicker.map(|kicker| Element::new("p", "kicker").text(kicker)));
    let headline = Element::new(heading(setting.heading), "headline").with("tabindex", "-1");
    header = header.child(headline.text(article.display_title()));
    header = header.children(article.dek.as_ref().map(|dek| Element::new("p", "dek").text(dek)));
    let names: Vec<_> = article.authors.iter().map(|person| person.name.as_str()).collect();
    let byline = article.byline.clone().or_else(|| (!names.is_empty()).then(|| names.join(", ")));
    let byline = byline.map(|names| Element::new("p", "byline").child(Element::new("bdi", "").text(&names)));
    let date = article.published.map(|stamp| stamp.to_string()).unwrap_or_default();
    header.children(byline).children(setting.meta(&date, "", words))
}

fn highlights(article: &Article) -> Option<Element> {
    let items = article.highlights.iter().map(|text| Element::new("li", "").text(text));
    (!article.highlights.is_empty()).then(|| Element::new("ul", "highlights").children(items))
}

fn body(article: &Article, setting: &Setting<'_>) -> Element {
    let mut body = Element::new("div", "body");
    let mut dateline = article.dateline.as_ref().map(|dateline| dateline.raw.as_str());
    for block in &article.blocks {
        let lead = if block.kind == Kind::Para { dateline.take() } else { None };
        body = body.children(self::block(block, lead, setting));
    }
    body
}

/// A block; `dateline` stands before the first paragraph.
fn block(block: &Block, dateline: Option<&str>, setting: &Setting<'_>) -> Option<Element> {
    if block.is_empty() {
        return None;
    }
    let whole = |element: Element| styled(element, &block.text, &block.spans, 0..block.text.len());
    Some(match block.kind {
        Kind::Para => {
            let lead = dateline.map(|raw| Element::new("span", "dateline").text(raw));
            whole(Element::new("p", "para").children(lead))
        }
        Kind::Subhead => whole(Element::new(heading(setting.heading + u32::from(block.level.max(2)) - 1), "subhead")),
        Kind::Quote => quote(block),
        Kind::Note => whole(Element::new("p", "note")),
        Kind::Embed => whole(Element::new("p", "embed")),
        Kind::List => {
            let tag = if block.ordered { "ol" } else { "ul" };
            Element::new(tag, "list").children(lines(block, || Element::new("li", "")))
        }
        Kind::Table => table(block, setting),
        Kind::Code => {
            let code = Element::new("code", "").text(&block.text);
            Element::new("pre", "code").with("tabindex", "0").with("dir", "ltr").child(code)
        }
        Kind::Image => figure(block, setting),
    })
}

/// Each line of a block in an element of its own.
fn lines(block: &Block, element: impl Fn() -> Element) -> Vec<Element> {
    let mut start = 0;
    let mut line = |text: &str| {
        let range = start..start + text.len();
        start = range.end + 1;
        styled(element(), &block.text, &block.spans, range)
    };
    block.lines().map(&mut line).collect()
}

fn quote(block: &Block) -> Element {
    Element::new("blockquote", "quote").children(lines(block, || Element::new("p", "")))
}

/// A table that can be scrolled on its own, so that the page need not be.
fn table(block: &Block, setting: &Setting<'_>) -> Element {
    let mut start = 0;
    let mut row = |line: &str, tag: &'static str| {
        let mut row = Element::new("tr", "");
        for cell in line.split('\t') {
            let range = start..start + cell.len();
            start = range.end + 1;
            let cell = Element::new(tag, "").with_some("scope", (tag == "th").then_some("col"));
            row = row.child(styled(cell, &block.text, &block.spans, range));
        }
        row
    };
    let mut rows = block.lines();
    let head = rows.next().map(|line| Element::new("thead", "").child(row(line, "th")));
    let body = Element::new("tbody", "").children(rows.map(|line| row(line, "td")).collect::<Vec<_>>());
    let table = Element::new("table", "table").children(head).child(body);
    let scroll = Element::new("div", "scroll").with("tabindex", "0").with("role", "region");
    scroll.with("aria-label", &setting.strings.table).child(table)
}

fn figure(block: &Block, setting: &Setting<'_>) -> Element {
    let media = &block.media;
    let image = media.src.as_deref().and_then(safe_picture).map(|src| {
        let alt = media.alt.as_deref().unwrap_or_default();
        let image = Element::new("img", "image").with("src", &src).with("alt", alt).with("loading", "lazy");
        let pixels = |value: Option<u32>| value.map(|value| value.to_string());
        let (width, height) = (pixels(media.width), pixels(media.height));
        image.with_some("width", width.as_deref()).with_some("height", height.as_deref())
    });
    let mut caption = styled(Element::new("figcaption", "caption"), &block.text, &block.spans, 0..block.text.len());
    if let Some(credit) = &media.credit {
        let space = if block.text.is_empty() { "" } else { " " };
        let credit = Element::new("span", "credit").text(&setting.strings.credit).child(Element::new("bdi", "").text(credit));
        caption = caption.text(space).child(credit);
    }
    Element::new("figure", "figure").children(image).child(caption)
}

fn neighbours(article: &Article, setting: &Setting<'_>) -> Option<Element> {
    let strings = setting.strings;
    let links = &article.links;
    let neighbour = |part: &'static str, label: &str, link: &Link| {
        let label = Element::new("span", "label").text(label);
        Element::new("p", part).child(label).text(" ").child(title(link))
    };
    let mut children = Vec::new();
    children.extend(links.previous.iter().map(|link| neighbour("previous", &strings.previous, link)));
    children.extend(links.next.iter().map(|link| neighbour("next", &strings.next, link)));
    children.extend(links.related.iter().map(|link| neighbour("related", &strings.related, link)));
    let nav = Element::new("nav", "neighbours").with("aria-label", &strings.neighbours);
    (!children.is_empty()).then(|| nav.children(children))
}

fn title(link: &Link) -> Element {
    match link.url.as_deref().and_then(safe) {
        Some(url) => Element::new("a", "neighbour-title").with("href", &url).with("rel", "noopener noreferrer"),
        None => Element::new("span", "neighbour-title"),
    }
    .text(&link.title)
}

fn footer(article: &Article, setting: &Setting<'_>) -> Option<Element> {
    let mut lines = Vec::new();
    if !article.tags.is_empty() {
        let tags = article.tags.iter().map(|tag| Element::new("li", "tag").text(tag));
        lines.push(Element::new("ul", "tags").with("aria-label", &setting.strings.tags).children(tags));
    }
    let source = article.source.as_ref().map(|source| source.name.as_str());
    lines.extend(source.map(|name| Element::new("p", "source").child(Element::new("bdi", "").text(name))));
    lines.extend(article.rights.as_ref().map(|rights| Element::new("p", "rights").text(rights)));
    if let Some(url) = article.url.as_deref().and_then(safe) {
        let link = Element::new("a", "link").with("href", &url).with("rel", "noopener noreferrer");
        lines.push(Element::new("p", "original").child(link.text(&setting.strings.original)));
    }
    (!lines.is_empty()).then(|| Element::new("footer", "article-footer").children(lines))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Dateline, Links, Media, Span, Style};
    use crate::view::dump;

    fn shown(article: &Article) -> String {
        let mut lines = String::new();
        dump::plain(|setting| lines = dump::lines(&super::article(article, 10, setting)));
        lines
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
        let expected = "\
article.article[lang=en][dir=auto]
  header.article-header
    h2.headline[tabindex=-1] \"Flood\"
  div.body
    figure.figure
      figcaption.caption \"The bridge\" \" \"
        span.credit \"Photo: \"
          bdi \"A. Person\"
    p.para \"The river rose.\"
      span.dateline \"KARIMA — \"
  nav.neighbours[aria-label=More articles]
    p.next \" \"
      span.label \"Next article\"
      span.neighbour-title \"Drought\"
";
        assert_eq!(shown(&article), expected);
    }

    #[test]
    fn lists_and_tables_are_cut_at_lines_and_tabs_with_their_styles() {
        let strong = |start, end| Span { start, end, style: Style::Strong };
        let list = Block { spans: vec![strong(4, 7)], ..Block::new(Kind::List, "one\ntwo\nthree") };
        let table = Block { spans: vec![strong(4, 5)], ..Block::new(Kind::Table, "a\tb\n1\t2") };
        let shown = shown(&Article { blocks: vec![list, table], ..Article::default() });
        assert!(shown.contains("li \"one\"\n      li\n        strong \"two\"\n      li \"three\"\n"), "{shown}");
        assert!(shown.contains("td\n              strong \"1\"\n            td \"2\"\n"), "{shown}");
    }

    #[test]
    fn scripts_in_addresses_never_reach_the_page() {
        let media = Media { src: Some("javascript:alert(1)".into()), ..Media::default() };
        let article = Article {
            url: Some("data:text/html,x".into()),
            blocks: vec![Block { media, ..Block::new(Kind::Image, "x") }],
            ..Article::default()
        };
        let shown = shown(&article);
        assert!(!shown.contains("javascript") && !shown.contains("data:"), "{shown}");
    }
}
