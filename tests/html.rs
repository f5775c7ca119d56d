//! What holds for every page: each visible character stands in a field, a block or a removed line; no page takes the
//! reader down, however it is broken, deep or large.
#![cfg(not(target_arch = "wasm32"))]

use newsprint::article::Article;
use newsprint::ingest::{Options, read};
use std::collections::BTreeMap;

/// Marsaglia's xorshift with 64 bits: the same numbers on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

fn article(html: &str) -> Option<Article> {
    read("a.html", html.as_bytes(), &Options::default()).articles.into_iter().next()
}

/// How often each character that is not blank stands in the texts.
fn letters<'a>(texts: impl Iterator<Item = &'a str>) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    for letter in texts.flat_map(str::chars).filter(|c| !c.is_whitespace()) {
        *counts.entry(letter).or_insert(0) += 1;
    }
    counts
}

/// Every text of an article.
fn texts(article: &Article) -> Vec<&str> {
    let fields =
        [&article.headline, &article.kicker, &article.dek, &article.byline, &article.date_text, &article.rights];
    let mut texts: Vec<&str> = fields.into_iter().flatten().map(String::as_str).collect();
    texts.extend(article.dateline.iter().map(|dateline| dateline.raw.as_str()));
    texts.extend(article.source.iter().map(|source| source.name.as_str()));
    for block in &article.blocks {
        texts.push(&block.text);
        texts.extend(block.media.credit.as_deref());
        texts.extend(block.media.alt.as_deref());
    }
    texts.extend(article.removed.iter().map(|removed| removed.text.as_str()));
    let links = article.links.previous.iter().chain(&article.links.next);
    texts.extend(links.map(|link| link.title.as_str()));
    texts.extend(article.extra.iter().map(|(_, json)| json.as_str()));
    texts
}

/// Fails if a character of what is `seen` of a page stands nowhere in its article.
fn assert_nothing_lost(html: &str, seen: &str) {
    let reading = read("a.html", html.as_bytes(), &Options::default());
    let Some(article) = reading.articles.first() else {
        // Nothing but menus, forms and hidden text: the page as a whole is complained of.
        return assert!(seen.is_empty() || reading.complaints.iter().any(|complaint| complaint.fatal), "{html}");
    };
    let found = letters(texts(article).into_iter());
    for (letter, count) in letters([seen].into_iter()) {
        let kept = found.get(&letter).copied().unwrap_or_default();
        assert!(kept >= count, "{letter:?} is seen {count} times and kept {kept} times\n{html}\n{article:#?}");
    }
}

/// Sentences, labels, captions and names to build pages from.
const TEXTS: &[&str] = &[
    "The river rose again overnight and took the bridge, the third in as many years, said the mayor.",
    "Nobody was hurt. The road to the coast stays closed until the water falls, perhaps for a week.",
    "Karima, 12 March (NPA) — The dam at the upper lake held, though water ran over its crown for hours.",
    "Share on Facebook",
    "Related articles",
    "Read more: How the dam was built",
    "By Ana Cruz",
    "12 March 2013",
    "A dam in the rain (Photo: Ana Cruz)",
    "Copyright 2013 The Karima Post. All rights reserved.",
    "新しい橋は来年の春に開通する予定だと市長は語った。",
    "ارتفع منسوب النهر مرة أخرى الليلة الماضية وجرف الجسر الثالث.",
    "x",
];

/// A page of nested elements, and what is seen of it.
fn page(random: &mut Random) -> (String, String) {
    let blocks = [
        "p",
        "div",
        "h1",
        "h2",
        "li",
        "blockquote",
        "section",
        "article",
        "aside",
        "nav",
        "footer",
        "td",
        "figcaption",
        "pre",
        "button",
    ];
    let around = [
        "div",
        "article",
        "main",
        "ul",
        "table><tr",
        "figure",
        "section class=comments",
        "div id=content",
        "form",
        "header",
    ];
    let (mut html, mut seen) = (String::from("<html><head><title>T</title></head><body>\n"), String::new());
    for _ in 0..1 + random.below(12) {
        let outer = random.pick(&around);
        html.push_str(&format!("<{outer}>\n"));
        for _ in 0..random.below(6) {
            let (block, text) = (random.pick(&blocks), random.pick(TEXTS));
            seen.push_str(text);
            let (head, tail) = text.split_at(text.char_indices().nth(text.chars().count() / 2).map_or(0, |(at, _)| at));
            let inner = match random.below(6) {
                0 => format!("<a href=/x>{text}</a>"),
                1 => format!("{head}<em>{tail}</em>"),
                2 => format!("{head}<br>{tail}<script>var hidden;</script>"),
                3 => format!("<a href='javascript:f()'>{text}</a><!-- hidden -->"),
                4 => format!("{text}<img src=a.jpg alt='{text}'>"),
                _ => text.to_owned(),
            };
            html.push_str(&format!("<{block}>{inner}</{block}>\n"));
        }
        let close = outer.split([' ', '>']).next().unwrap_or_default();
        html.push_str(&format!("</{close}>\n"));
    }
    (html, seen)
}

#[test]
fn nothing_is_lost_of_pages() {
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    for _ in 0..200 {
        let (html, seen) = page(&mut random);
        assert_nothing_lost(&html, &seen);
    }
}

#[test]
fn nothing_is_lost_of_tag_soup() {
    let tags = [
        "p",
        "div",
        "span",
        "a href=x",
        "b",
        "i",
        "li",
        "ul",
        "ol",
        "table",
        "tr",
        "td",
        "th",
        "h2",
        "pre",
        "code",
        "br",
        "hr",
        "img src=x",
        "figure",
        "figcaption",
        "blockquote",
        "form",
        "nav",
        "button",
        "svg",
        "math",
        "article",
        "font size=1",
        "caption",
        "tbody",
        "body",
        "head",
        "dl",
        "dt",
        "p hidden",
        "details",
        "ruby",
        "rt",
        "video src=v",
        "a href=javascript:x",
        "section class=wp-caption",
        "option",
        "label",
        "center",
        "article dir=rtl",
    ];
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for _ in 0..500 {
        let (mut html, mut seen) = (String::from("<html>"), String::new());
        for _ in 0..random.below(60) {
            let tag = random.pick(&tags);
            match random.below(4) {
                0 | 1 => html.push_str(&format!("<{tag}>")),
                2 => html.push_str(&format!("</{}>", tag.split(' ').next().unwrap_or_default())),
                _ => {
                    let text = random.pick(TEXTS);
                    html.push_str(text);
                    seen.push_str(text);
                }
            }
            if random.below(5) == 0 {
                html.push('\n');
            }
        }
        assert_nothing_lost(&html, &seen);
    }
}

#[test]
fn no_page_takes_the_reader_down() {
    let pieces = [
        "<script>",
        "</script>",
        "<style>",
        "<title>",
        "<textarea>",
        "<template>",
        "<noscript>",
        "<iframe src=x>",
        "<plaintext>",
        "<select>",
        "<frameset>",
        "<![CDATA[",
        "<!--",
        "-->",
        "<?x",
        "<!DOCTYPE html>",
        "&#0;",
        "&#x110000;",
        "&amp",
        "\0",
        "<",
        ">",
        "=",
        "'",
        "\"",
        "<p",
        "<script type=application/ld+json>{\"@type\":\"Article\",\"headline\":",
        "[[[",
        "\u{feff}",
        "<annotation-xml encoding=text/html>",
        "<svg>",
        "<math>",
        "<foreignObject>",
        "<p>",
        "words in a line.",
        "</p>",
        "<table>",
        "<img srcset=', ,'>",
        "<base href=x>",
        "<meta property=og:title content='&lt;'>",
        "<time datetime=0000-00-00>",
        "<a rel=prev>",
    ];
    let mut random = Random(7);
    for _ in 0..500 {
        let html: String = (0..random.below(50)).map(|_| random.pick(&pieces)).collect();
        read("a.html", html.as_bytes(), &Options::default());
    }
}

#[test]
fn a_script_never_gets_into_an_article() {
    let html = "<html><body><article><h1>Flood</h1><p onclick='f()'>The river rose again overnight, and it took the bridge with it.\
        <a href='JavaScript:f()'>More</a> <a href=' data:text/html,x'>Data</a></p><p>Nobody was hurt, the mayor said, and the road stays closed.</p>\
        <iframe src='javascript:f()'></iframe><img src='javascript:f()' alt='A'></article></body></html>";
    let article = article(html).unwrap();
    let json = serde_json::to_string(&article.blocks).unwrap().to_ascii_lowercase();
    for bad in ["javascript", "onclick", "data:text"] {
        assert!(!json.contains(bad), "{json}");
    }
    assert_eq!(article.removed.iter().filter(|removed| removed.rule == "unsafe-link").count(), 1);
}

#[test]
fn deep_pages_are_read() {
    for tag in ["div", "span", "b", "table", "ul><li", "blockquote", "font color=x", "svg"] {
        let html =
            format!("<html>{}The river rose again overnight and took the bridge.", format!("<{tag}>").repeat(20_000));
        let article = article(&html).unwrap();
        let all = texts(&article).concat();
        assert!(all.contains("took the bridge"), "{tag}");
    }
}
