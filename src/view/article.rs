//! An article for reading.

use super::address::safe_picture;
use super::inline::{href, styled};
use super::{Page, Setting, heading, safe};
use crate::article::{Article, Block, Kind, Link, is_newline};
use crate::digits;

/// The article with everything that its source names; `words` is the length of its body.
pub fn article(page: &mut Page, article: &Article, words: u32, setting: &Setting<'_>) {
    page.element("article", "article", |page| {
        page.language(article.lang.as_deref().unwrap_or_default(), article.dir);
        page.element("header", "article-header", |page| header(page, article, words, setting));
        list(page, "highlights", None, &article.highlights);
        page.element("div", "body", |page| body(page, article, setting));
        neighbours(page, article, setting);
        footer(page, article, setting);
    });
}

/// An element with a text, where there is one.
fn line(page: &mut Page, tag: &'static str, part: &'static str, text: Option<&String>) {
    if let Some(text) = text {
        page.leaf(tag, part, text);
    }
}

/// A list of texts, where there are any; `label` names it.
fn list(page: &mut Page, part: &'static str, label: Option<&str>, items: &[String]) {
    if items.is_empty() {
        return;
    }
    page.element("ul", part, |page| {
        if let Some(label) = label {
            page.attribute("aria-label", label);
        }
        items.iter().for_each(|item| page.leaf("li", "", item));
    });
}

fn header(page: &mut Page, article: &Article, words: u32, setting: &Setting<'_>) {
    line(page, "p", "kicker", article.kicker.as_ref().or(article.sections.first()));
    page.element(heading(setting.heading), "headline", |page| {
        page.attribute("tabindex", "-1");
        page.text(article.display_title());
    });
    line(page, "p", "dek", article.dek.as_ref());
    page.name("p", "byline", &byline(article));
    let date = article.published.map(|stamp| stamp.iso()).unwrap_or_default();
    let unwritten = article.dateline.as_ref().filter(|dateline| dateline.raw.is_empty());
    let place = unwritten.and_then(|dateline| dateline.place.as_deref()).unwrap_or_default();
    setting.meta(page, &date, place, words);
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
    let mut dateline = article.dateline.as_ref().map(|dateline| dateline.raw.as_str());
    for block in &article.blocks {
        let lead = if block.kind == Kind::Para { dateline.take() } else { None };
        if !block.is_empty() {
            self::block(page, block, lead.unwrap_or_default(), setting);
        }
    }
}

/// A block; `dateline` stands before the first paragraph.
fn block(page: &mut Page, block: &Block, dateline: &str, setting: &Setting<'_>) {
    let level = setting.heading + u32::from(block.level.clamp(2, 6)) - 1;
    match block.kind {
        Kind::Para => page.element("p", "para", |page| {
            if !dateline.is_empty() {
                page.leaf("span", "dateline", dateline);
            }
            whole(page, block);
        }),
        Kind::Subhead => page.element(heading(level), "subhead", |page| whole(page, block)),
        Kind::Note => page.element("p", "note", |page| whole(page, block)),
        Kind::Embed => page.element("p", "embed", |page| whole(page, block)),
        Kind::Quote => page.element("blockquote", "quote", |page| lines(page, "p", block)),
        Kind::List => {
            page.element(if block.ordered { "ol" } else { "ul" }, "list", |page| lines(page, "li", block));
        }
        Kind::Table => table(page, block, setting),
        Kind::Image => page.element("figure", "figure", |page| figure(page, block, setting)),
        Kind::Code => page.element("pre", "code", |page| {
            page.attribute("tabindex", "0");
            page.attribute("dir", "ltr");
            page.leaf("code", "", &block.text);
        }),
    }
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
        page.element(tag, "", |page| styled(page, &block.text, &block.spans, start..end));
        start = end + 1;
    }
}

/// A table that can be scrolled on its own, so that the page need not be. Its first row is its head.
fn table(page: &mut Page, block: &Block, setting: &Setting<'_>) {
    page.element("div", "scroll", |page| {
        page.attribute("tabindex", "0");
        page.attribute("role", "region");
        page.attribute("aria-label", &setting.strings.table);
        page.element("table", "table", |page| {
            let head = block.text.find(is_newline).unwrap_or(block.text.len());
            page.element("thead", "", |page| rows(page, block, "th", 0, head));
            page.element("tbody", "", |page| rows(page, block, "td", head + 1, block.text.len()));
        });
    });
}

/// See [`is_newline`].
fn is_tab(c: char) -> bool {
    c == '\t'
}

/// The rows of the bytes from `start` to `end` of a table's text, a line each, their cells parted by tabs.
fn rows(page: &mut Page, block: &Block, cell: &'static str, mut start: usize, end: usize) {
    while start < end {
        let row = block.text.get(start..end).and_then(|rest| rest.split(is_newline).next()).unwrap_or_default();
        page.element("tr", "", |page| {
            for text in row.split(is_tab) {
                page.element(cell, "", |page| {
                    if cell == "th" {
                        page.attribute("scope", "col");
                    }
                    styled(page, &block.text, &block.spans, start..start + text.len());
                });
                start += text.len() + 1;
            }
        });
    }
}

fn figure(page: &mut Page, block: &Block, setting: &Setting<'_>) {
    let media = &block.media;
    if let Some(src) = media.src.as_deref().and_then(safe_picture) {
        page.element("img", "image", |page| {
            page.attribute("src", &src);
            page.attribute("alt", media.alt.as_deref().unwrap_or_default());
            page.attribute("loading", "lazy");
            for (name, pixels) in [("width", media.width), ("height", media.height)] {
                if let Some(pixels) = pixels {
                    page.attribute(name, &digits::text(pixels));
                }
            }
        });
    }
    page.element("figcaption", "caption", |page| {
        whole(page, block);
        if let Some(credit) = &media.credit {
            page.text(if block.text.is_empty() { "" } else { " " });
            page.element("span", "credit", |page| {
                page.text(&setting.strings.credit);
                page.leaf("bdi", "", credit);
            });
        }
    });
}

fn neighbours(page: &mut Page, article: &Article, setting: &Setting<'_>) {
    let (links, strings) = (&article.links, setting.strings);
    if links.previous.is_none() && links.next.is_none() && links.related.is_empty() {
        return;
    }
    page.element("nav", "neighbours", |page| {
        page.attribute("aria-label", &strings.neighbours);
        neighbour(page, "previous", &strings.previous, links.previous.as_slice());
        neighbour(page, "next", &strings.next, links.next.as_slice());
        neighbour(page, "related", &strings.related, &links.related);
    });
}

fn neighbour(page: &mut Page, part: &'static str, label: &str, links: &[Link]) {
    for link in links {
        page.element("p", part, |page| {
            page.leaf("span", "label", label);
            page.text(" ");
            let url = link.url.as_deref().and_then(safe);
            page.element(if url.is_some() { "a" } else { "span" }, "neighbour-title", |page| {
                if let Some(url) = url {
                    href(page, &url);
                }
                page.text(&link.title);
            });
        });
    }
}

fn footer(page: &mut Page, article: &Article, setting: &Setting<'_>) {
    let url = article.url.as_deref().and_then(safe);
    if article.tags.is_empty() && article.source.is_none() && article.rights.is_none() && url.is_none() {
        return;
    }
    page.element("footer", "article-footer", |page| {
        list(page, "tags", Some(&setting.strings.tags), &article.tags);
        if let Some(source) = &article.source {
            page.element("p", "source", |page| {
                page.leaf("span", "label", &setting.strings.source);
                page.text(" ");
                page.leaf("bdi", "", &source.name);
            });
        }
        line(page, "p", "rights", article.rights.as_ref());
        if let Some(url) = url {
            page.element("p", "original", |page| {
                page.element("a", "link", |page| {
                    href(page, &url);
                    page.text(&setting.strings.original);
                });
            });
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Dateline, Links, Media, Span, Style};
    use crate::view::dump;

    fn shown(article: &Article) -> String {
        dump::shown(|page, setting| super::article(page, article, 10, setting))
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
        let expected = r#"article.article[lang=en][dir=auto]
  header.article-header
    h2.headline[tabindex=-1]
      "Flood"
  div.body
    figure.figure
      figcaption.caption
        "The bridge"
        " "
        span.credit
          "Photo: "
          bdi
            "A. Person"
    p.para
      span.dateline
        "KARIMA — "
      "The river rose."
  nav.neighbours[aria-label=More articles]
    p.next
      span.label
        "Next article"
      " "
      span.neighbour-title
        "Drought""#;
        assert_eq!(shown(&article), expected);
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
