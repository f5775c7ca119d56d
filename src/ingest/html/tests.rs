//! Pieces of HTML and what they are read as.

use super::*;
use crate::article::{Kind, Style};

fn kinds(html: &str) -> Vec<(Kind, String)> {
    fragment(html, 1).blocks.into_iter().map(|block| (block.kind, block.text)).collect()
}

fn check(html: &str, expected: &[(Kind, &str)]) {
    let expected: Vec<_> = expected.iter().map(|(kind, text)| (*kind, (*text).to_owned())).collect();
    assert_eq!(kinds(html), expected, "{html}");
}

fn rules(html: &str) -> Vec<(u32, String, String)> {
    let removed = fragment(html, 1).removed.into_iter();
    removed.map(|removed| (removed.line, removed.rule, removed.text)).collect()
}

#[test]
fn every_block_has_its_kind() {
    check(
        "<p>One\n two</p>three<div>four</div>",
        &[(Kind::Para, "One two"), (Kind::Para, "three"), (Kind::Para, "four")],
    );
    check("<h1>A</h1><h4>B</h4>", &[(Kind::Subhead, "A"), (Kind::Subhead, "B")]);
    check("<ul><li>a<ul><li>b<li>c</ul></li><li><p>d</p><p>e</p></ul>", &[(Kind::List, "a\nb\nc\nd e")]);
    check("<blockquote><p>a</p><p>b</p><cite>c</cite></blockquote>d", &[(Kind::Quote, "a\nb\nc"), (Kind::Para, "d")]);
    check("<dl><dt>a</dt><dd>b</dd></dl>", &[(Kind::List, "a\nb")]);
    check(
        "a<hr>b<details><summary>c</summary>d</details>",
        &[(Kind::Para, "a"), (Kind::Para, "b"), (Kind::Para, "c"), (Kind::Para, "d")],
    );
    check("a<br>b<br><br>c", &[(Kind::Para, "a\nb"), (Kind::Para, "c")]);
    assert!(fragment("<ol><li>a</ol>", 1).blocks[0].ordered);
}

#[test]
fn tables_are_rows_of_cells_or_looked_through() {
    let table = "<table><caption>T</caption><tr><th>a</th> <th>b</th></tr><tr><td></td><td><p>c</p>d</td></tr></table>";
    check(table, &[(Kind::Table, "T\na\tb\n\tc d")]);
    check(
        "<table><tr><td><h2>a</h2></td><td>b</td></tr><tr><td>c<td>d</table>",
        &[(Kind::Subhead, "a"), (Kind::Para, "b"), (Kind::Para, "c"), (Kind::Para, "d")],
    );
}

#[test]
fn code_keeps_its_blanks_and_its_language() {
    let fragment =
        fragment("<p>x</p><pre class=\"wp\"><code class=\"language-rust\">\nfn f() {\n    1\n}\n</code></pre>", 1);
    let code = &fragment.blocks[1];
    assert_eq!((code.kind, code.text.as_str()), (Kind::Code, "fn f() {\n    1\n}"));
    assert_eq!(code.code.as_deref(), Some("rust"));
}

#[test]
fn styles_are_spans_over_the_text() {
    let block = &fragment("<p>An <em> é <b>both</b> </em>and <a href=/x>link <code>y</code></a>.</p>", 1).blocks[0];
    assert_eq!(block.text, "An é both and link y.");
    let styled: Vec<_> = block.spans.iter().map(|span| (&block.text[span.start..span.end], &span.style)).collect();
    let link = Style::Link("/x".into());
    assert_eq!(
        styled,
        [("é both", &Style::Emphasis), ("both", &Style::Strong), ("link y", &link), ("y", &Style::Code)]
    );
}

#[test]
fn a_style_goes_on_in_the_next_paragraph() {
    let blocks = fragment("<div><b>a<p>b</p></b></div>", 1).blocks;
    assert_eq!(blocks.len(), 2);
    assert!(blocks.iter().all(|block| block.spans.len() == 1 && block.spans[0].end == 1));
}

#[test]
fn pictures_have_captions_and_credits() {
    let html = "<figure><img src=a.jpg alt='A dam' width=640 height=480><figcaption>The <i>dam</i> (Photo: Ana Cruz)</figcaption></figure>";
    let page = fragment_on(html, 1, Some("https://n.example/x/"));
    let image = &page.blocks[0];
    assert_eq!((image.kind, image.text.as_str()), (Kind::Image, "The dam"));
    assert_eq!((image.media.credit.as_deref(), image.media.alt.as_deref()), (Some("Ana Cruz"), Some("A dam")));
    assert_eq!(image.media.src.as_deref(), Some("https://n.example/x/a.jpg"));
    assert_eq!((image.media.width, image.media.height, image.spans.len()), (Some(640), Some(480), 1));
    assert_eq!(page.removed[0].text, "(Photo: Ana Cruz)");
    let image = &fragment(
        "<div class=wp-caption><img src=b.png><p class=wp-caption-text>C <span class=credit>Foto: D</span></p></div>",
        1,
    )
    .blocks[0];
    assert_eq!((image.text.as_str(), image.media.credit.as_deref()), ("C", Some("D")));
}

#[test]
fn pictures_follow_their_paragraph_and_are_not_doubled() {
    let html = "<p>Before <img src=data:x data-src=a.jpg><noscript><img src=a.jpg></noscript> after</p><img src=t.gif width=1>";
    let blocks = fragment(html, 1).blocks;
    assert_eq!(blocks.len(), 2);
    assert_eq!((blocks[0].text.as_str(), blocks[1].media.src.as_deref()), ("Before after", Some("a.jpg")));
}

#[test]
fn frames_and_videos_are_embeds() {
    let html = "<iframe src=https://v.example/1 title=V></iframe><video><source src=v.mp4>No video here.</video>";
    let fragment = fragment(html, 1);
    let found: Vec<_> = fragment.blocks.iter().map(|block| (block.kind, block.media.src.as_deref())).collect();
    assert_eq!(found, [(Kind::Embed, Some("https://v.example/1")), (Kind::Embed, Some("v.mp4"))]);
    assert_eq!(fragment.removed[0].rule, "fallback");
}

#[test]
fn what_is_no_text_is_listed() {
    let html = "<p onclick=x()>A</p>\n<script>\nvar a;\n</script><style>p{}</style>\n<form><input><button>Go</button></form>\n<nav><a href=/>Home</a></nav><!-- wp:x -->\n<p><a href=' javascript:f()'>B</a></p><p hidden>C</p>";
    check(html, &[(Kind::Para, "A"), (Kind::Para, "B")]);
    let found = [
        (3, "script", "var a;"),
        (4, "style", "p{}"),
        (5, "form", "Go"),
        (6, "nav", "Home"),
        (7, "unsafe-link", "javascript:f()"),
        (7, "hidden", "C"),
    ];
    assert_eq!(rules(html), found.map(|(line, rule, text)| (line, rule.to_owned(), text.to_owned())));
}

#[test]
fn no_shape_of_a_page_takes_time_that_grows_with_its_square() {
    let attributes: String = (0..60_000).map(|at| format!(" a{at}")).collect();
    let bodies: String = (0..20_000).map(|at| format!("<body a{at}>")).collect();
    let pages = [
        format!("<p>{}text", "&nbsp;".repeat(60_000)),
        format!("<p>{}text", "&amp; ".repeat(60_000)),
        format!("<a href='x?{}'>text</a>", "&a=b".repeat(60_000)),
        format!("<p{attributes}>text"),
        format!("{bodies}text"),
    ];
    for page in pages {
        let (begun, name) = (std::time::Instant::now(), page.get(..20).unwrap_or_default());
        let mut texts = 0;
        let options = crate::ingest::Options::default();
        crate::ingest::each("page.html", format!("<!DOCTYPE html>{page}").as_bytes(), &options, &mut |item| {
            if let crate::ingest::Item::Article(article) = item {
                texts += article.texts().filter(|text| text.contains("text")).count();
            }
        });
        assert_eq!(texts, 1, "{name}");
        assert!(begun.elapsed().as_secs() < 10, "{name}: {:?}", begun.elapsed());
    }
}

/// The texts of a page, and what is complained of in it.
fn page(html: &str) -> (String, Vec<String>) {
    let reading = crate::ingest::read("page.html", html.as_bytes(), &crate::ingest::Options::default());
    let texts: Vec<&str> = reading.articles.iter().flat_map(|article| article.texts()).collect();
    (texts.join("\n"), reading.complaints.iter().map(ToString::to_string).collect())
}

#[test]
fn what_nobody_closes_takes_no_text_with_it() {
    let start =
        "<!DOCTYPE html><title>Dam</title>\n<p>The dam broke at dawn, the mayor said. <b>1 < 2</b> &amp x</p>\n";
    let rest = "<p>The river then rose by two metres, people said.</p><p>Both bridges were closed at noon.</p>";
    for (opening, end) in [
        ("<!-- advert", "-->"),
        ("<!--[if IE]>", "-->"),
        ("<!-- one <!-- two", "-->"),
        ("<script>", "</script>"),
        ("<SCRIPT async>var a = '<!--<script>-->';", "</SCRIPT>"),
        ("<style>p { color: red }", "</style>"),
        ("<title>", "</title>"),
        ("<textarea>", "</textarea>"),
        ("<a href=\"x>", ">"),
        ("<!-- a --><!-- b", "-->"),
        ("<script>a</script><style>", "</style>"),
    ] {
        let (texts, complaints) = page(&format!("{start}{opening}{rest}"));
        for part in ["The dam broke", "The river then rose", "Both bridges were closed"] {
            assert!(texts.contains(part), "{opening}: {part}: {texts}");
        }
        assert_eq!(complaints.len(), 1, "{opening}: {complaints:?}");
        assert!(complaints[0].starts_with(&format!("page.html:3: expected `{end}` ")), "{complaints:?}");
    }
    let closed = "<!-- a --><script>'</scr'+'ipt>'</script><svg><![CDATA[x]]></svg></><3 <";
    assert_eq!(page(&format!("{start}{closed}{rest}")).1, [""; 0]);
    let twice = "<script>var a = '<!--<script>';</script>";
    let (texts, complaints) = page(&format!("{start}{twice}{rest}"));
    assert!(complaints.len() == 2 && texts.contains("Both bridges were closed"), "{complaints:?} {texts}");
    let all = "<!-- <script> <style> <title> <textarea> <a b='";
    let (texts, complaints) = page(&format!("{start}{rest}{all}The end of the page is here."));
    assert!(complaints.len() == 3 && texts.contains("The end of the page"), "{complaints:?} {texts}");
}

#[test]
fn a_piece_keeps_what_stands_behind_an_open_comment() {
    check("<p>a</p><!-- b <p>c</p>", &[(Kind::Para, "a"), (Kind::Para, "<!-- b"), (Kind::Para, "c")]);
    check("<iframe src=https://v.example/1><p>c</p>", &[(Kind::Embed, ""), (Kind::Para, "c")]);
    let warnings = fragment("<p>a</p>\n<script>b", 7).warnings;
    assert!(warnings.len() == 1 && warnings[0].starts_with("on line 8: expected `</script>` "), "{warnings:?}");
}

#[test]
fn deep_and_broken_pages_are_bounded() {
    let deep = "<div>".repeat(100_000) + "text";
    assert_eq!(kinds(&deep), [(Kind::Para, "text".to_owned())]);
    let styles: String = (0..3_000).map(|at| format!("<p><font size={at}>x")).collect();
    let kept: usize = kinds(&styles).iter().map(|(_, text)| text.matches('x').count()).sum();
    assert_eq!(kept, 3_000);
    for broken in [
        "",
        "<",
        "<p",
        "</p></div>",
        "<table><p>x",
        "<svg><p>y",
        "<math><mi>x<annotation-xml encoding=text/html><p>z",
        "<template><p>t</p></template>",
        "<select><option>o",
        "<plaintext></p>",
        "\0<b\0>",
    ] {
        fragment(broken, 1);
    }
}

#[test]
fn a_page_that_is_called_a_feed_is_told() {
    let page = "<!doctype html><title>502</title><h1>Bad gateway</h1><p>nginx</p>";
    let complaints = |name: &str| crate::ingest::read(name, page.as_bytes(), &Default::default()).complaints;
    assert!(complaints("export.xml")[0].problem.contains("expected XML"), "{:?}", complaints("export.xml"));
    assert!(complaints("export.html").is_empty());
}
