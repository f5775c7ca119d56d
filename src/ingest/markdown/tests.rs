//! Tests of Markdown.

use crate::article::{Article, Kind, Span, Style};

fn one(text: &str) -> Article {
    let reading = crate::ingest::read("a.md", text.as_bytes(), &crate::ingest::Options::default());
    assert!(reading.complaints.is_empty(), "{:?}", reading.complaints);
    reading.articles.into_iter().next().unwrap()
}

fn kinds(text: &str) -> Vec<(Kind, String)> {
    one(text).blocks.into_iter().map(|block| (block.kind, block.text)).collect()
}

#[test]
fn a_heading_at_the_top_is_the_headline() {
    let article = one("# Flood *again*\n\nText.\n\n# Part\n");
    assert_eq!(article.headline.as_deref(), Some("Flood again"));
    assert_eq!((article.blocks[1].kind, article.blocks[1].level), (Kind::Subhead, 2));
    assert_eq!(one("Text.\n\n# Late\n").headline, None);
    assert_eq!(one("---\ntitle: T\n---\n# Other\n").blocks[0].text, "Other");
}

#[test]
fn every_block_has_its_kind() {
    let text = "Para\nline\n\n> Quote\n>\n> more\n\n- a\n  - b\n- c\n\n1. x\n\n   y\n2. z\n\n```rust\nfn f() {}\n```\n\n| a | b |\n| - | - |\n| 1 | 2 |\n";
    let expected = [
        (Kind::Para, "Para line"),
        (Kind::Quote, "Quote\nmore"),
        (Kind::List, "a\nb\nc"),
        (Kind::List, "x y\nz"),
        (Kind::Code, "fn f() {}"),
        (Kind::Table, "a\tb\n1\t2"),
    ];
    assert_eq!(kinds(text), expected.map(|(kind, text)| (kind, text.to_owned())));
}

#[test]
fn styles_are_spans_over_the_text() {
    let block = &one("An *em **both*** and [link `x`](https://x.example).").blocks[0];
    assert_eq!(block.text, "An em both and link x.");
    let styled: Vec<_> = block.spans.iter().map(|span| (&block.text[span.start..span.end], &span.style)).collect();
    let link = Style::Link("https://x.example".into());
    assert_eq!(
        styled,
        [("em both", &Style::Emphasis), ("both", &Style::Strong), ("link x", &link), ("x", &Style::Code)]
    );
}

#[test]
fn pictures_and_footnotes_are_blocks() {
    let article = one("![A *dam*](dam.jpg \"The dam\")\n\nText[^1].\n\n[^1]: A note.\n");
    let image = &article.blocks[0];
    assert_eq!((image.kind, image.text.as_str()), (Kind::Image, "The dam"));
    assert_eq!(image.media.alt.as_deref(), Some("A dam"));
    assert_eq!((article.blocks[2].kind, article.blocks[2].text.as_str()), (Kind::Note, "[1] A note."));
}

#[test]
fn html_is_read_and_what_is_left_out_is_said() {
    let text = "---\ntitle: T\n---\nA <b onclick=x>bold</b> word<br>and <a href='javascript:x'>link</a>.<!-- c -->\n\n<script>\nalert(1)\n</script>\n";
    let article = one(text);
    assert_eq!(article.blocks[0].text, "A bold word\nand link.");
    assert_eq!(article.blocks[0].spans, [Span { start: 2, end: 6, style: Style::Strong }]);
    let lines: Vec<_> = article.removed.iter().map(|removed| (removed.line, removed.text.as_str())).collect();
    assert_eq!(lines, [(4, "javascript:x"), (4, "<!-- c -->"), (7, "alert(1)")]);
    assert_eq!(article.warnings, ["raw HTML was left out of the text, on line 7"]);
}

#[test]
fn blocks_of_html_are_blocks() {
    let text = "<!-- note -->\n\n<figure><img src=a.jpg alt=A>\n<figcaption>A dam</figcaption></figure>\n\n<details>\n<summary>S</summary>\n\nText.\n\n</details>\n";
    let article = one(text);
    let expected = [(Kind::Image, "A dam"), (Kind::Para, "S"), (Kind::Para, "Text.")];
    assert_eq!(kinds(text), expected.map(|(kind, text)| (kind, text.to_owned())));
    assert_eq!((article.removed[0].rule.as_str(), article.warnings.len()), ("comment", 0));
}

#[test]
fn the_mark_of_a_summary_is_no_html() {
    let article = one("One.\n\n<!--more-->\n\nTwo.\n");
    assert_eq!(article.texts().collect::<Vec<_>>(), ["One.", "Two."]);
    assert!(article.warnings.is_empty() && article.removed[0].rule == "more-mark");
}

#[test]
fn broken_front_matter_is_named_and_the_text_is_kept() {
    for text in ["---\ntitle: [\n---\nText.\n", "---\ntitle: open\n\nText.\n", "+++\na = \n+++\nText.\n"] {
        let reading = crate::ingest::read("a.md", text.as_bytes(), &crate::ingest::Options::default());
        assert_eq!(reading.complaints.len(), 1, "{text:?}");
        assert!(!reading.complaints[0].fatal && reading.complaints[0].line.is_some());
        assert!(reading.articles[0].texts().any(|block| block.contains("Text.")), "{text:?}");
    }
}

#[test]
fn a_code_block_inside_a_list_keeps_its_place() {
    let expected = [(Kind::List, "a"), (Kind::Code, "x"), (Kind::List, "b")];
    assert_eq!(kinds("- a\n\n  ```\n  x\n  ```\n- b\n"), expected.map(|(kind, text)| (kind, text.to_owned())));
}

#[test]
fn a_comment_that_begins_many_times_is_listed_once() {
    let text = |end| format!("<div>\n{}{end}\n</div>\n\nText.\n", "<!-- x\n".repeat(2_000));
    let article = one(&text("-->"));
    let listed: usize = article.removed.iter().map(|removed| removed.text.len()).sum();
    assert!(listed <= text("-->").len() && article.removed.len() <= 2_002, "{listed}");
    assert_eq!(article.removed.iter().filter(|removed| removed.text == "<!-- x").count(), 2_000);
    let article = one(&text(""));
    let kept: usize = article.texts().map(|text| text.matches("<!-- x").count()).sum();
    assert_eq!((kept, article.removed.len(), article.warnings.len()), (2_000, 0, 1), "{:?}", article.warnings);
    assert!(article.warnings[0].starts_with("on line 2: expected `-->` "), "{:?}", article.warnings);
}

#[test]
fn comments_one_after_the_other_are_listed_each() {
    let article = one("<div>\n<!-- a --><!-- b -->\n<!-->\n<p>Text.</p>\n</div>\n");
    let listed: Vec<_> = article.removed.iter().map(|removed| (removed.line, removed.text.as_str())).collect();
    assert_eq!(listed, [(2, "<!-- a -->"), (2, "<!-- b -->"), (3, "<!-->")]);
}

#[test]
fn links_that_act_are_listed_and_their_words_stay() {
    for address in ["javascript:x", "JaVaScript:x", "java&Tab;script:x", "&#106;avascript:x", "data:text/html,x"] {
        let article = one(&format!("A [word](<{address}>) and ![Alt](<{address}>).\n"));
        assert_eq!((article.blocks[0].text.as_str(), article.blocks[0].spans.len()), ("A word and .", 0), "{address}");
        let media = &article.blocks[1].media;
        assert_eq!((media.src.as_deref(), media.alt.as_deref()), (None, Some("Alt")), "{address}");
        assert!(article.removed.iter().all(|removed| removed.rule == "unsafe-link") && article.removed.len() == 2);
    }
    let text = "---\nnewsprint: 1\n---\n[a](javascript:x)\n";
    assert_eq!(one(text).blocks[0].spans[0].style, Style::Link("javascript:x".into()));
}

#[test]
fn figures_and_films_of_hugo_are_read() {
    let text = "---\ntitle: T\n---\nA road.\n{{< figure src=\"road.jpg\" alt=\"A [road]\" caption=\"The *road*\" attr=\"Ann\" >}}\n\n\
                {{< youtube abc-1 >}}\n\n{{< vimeo id=\"12\" >}}\n\n{{< youtube id=\"no id\" >}}\n";
    let article = one(text);
    let image = &article.blocks[1];
    assert_eq!((image.kind, image.text.as_str()), (Kind::Image, "The *road* — Ann"));
    assert_eq!((image.media.src.as_deref(), image.media.alt.as_deref()), (Some("road.jpg"), Some("A [road]")));
    let films: Vec<_> = article.blocks[2..].iter().map(|block| (block.text.as_str(), block.spans.len())).collect();
    assert_eq!(films, [("https://www.youtube.com/watch?v=abc-1", 1), ("https://vimeo.com/12", 1)]);
    let removed: Vec<_> = article.removed.iter().map(|removed| (removed.line, removed.rule.as_str())).collect();
    assert_eq!(removed, [(5, "shortcode"), (7, "shortcode"), (9, "shortcode"), (11, "shortcode")]);
}

#[test]
fn pairs_of_hugo_keep_their_text() {
    let text = "{{% notice tip %}}\nMind the *gap*.\n{{% /notice %}}\n\n{{< highlight go \"linenos=1\" >}}\nf({{< x >}})\n\
                {{< /highlight >}}\n\nEnd.<!-- c -->\n";
    let expected = [(Kind::Para, "Mind the gap."), (Kind::Code, "f({{< x >}})"), (Kind::Para, "End.")];
    assert_eq!(kinds(text), expected.map(|(kind, text)| (kind, text.to_owned())));
    let article = one(text);
    assert_eq!(article.blocks[1].code.as_deref(), Some("go"));
    let removed: Vec<_> = article.removed.iter().map(|removed| (removed.line, removed.text.as_str())).collect();
    let tags = [
        "{{% notice tip %}}",
        "{{% /notice %}}",
        "{{< highlight go \"linenos=1\" >}}",
        "{{< /highlight >}}",
        "<!-- c -->",
    ];
    assert_eq!(removed, [1, 3, 5, 7, 9].into_iter().zip(tags).collect::<Vec<_>>());
}

#[test]
fn references_of_hugo_lead_to_their_articles() {
    let links = |name: &str, text: &str| -> Vec<String> {
        let reading = crate::ingest::read(name, text.as_bytes(), &crate::ingest::Options::default());
        let spans = reading.articles.into_iter().flat_map(|article| article.blocks).flat_map(|block| block.spans);
        spans.filter_map(|span| if let Style::Link(url) = span.style { Some(url) } else { None }).collect()
    };
    let text =
        "[a]({{< ref \"ferry.md\" >}}) [b]({{% relref \"/news/old ferry.md#top\" %}}) [c]({{< ref path=\"../x\" >}})";
    assert_eq!(
        links("content/blog/a.md", text),
        ["#article=content/blog/ferry", "/news/old ferry.md#top", "#article=content/x"]
    );
    assert_eq!(links("a.md", "[a]({{< ref \"/blog/ferry.md\" >}})"), ["#article=blog/ferry"]);
}

#[test]
fn shortcodes_in_code_are_shown() {
    let text = "Write `{{< figure >}}` or `{{</* ref \"x\" */>}}`.\n\n```\n{{< youtube x >}}\n{{%/* a */%}}\n```\n";
    let article = one(text);
    assert_eq!(article.blocks[0].text, "Write {{< figure >}} or {{< ref \"x\" >}}.");
    assert_eq!(article.blocks[1].text, "{{< youtube x >}}\n{{% a %}}");
    assert!(article.removed.is_empty());
    for text in ["{{<", "{{< a", "a {{% b", "{{<>}}", "{{< \"", "{{< highlight >}}\n", "{{< /highlight >}}"] {
        assert!(one(&format!("x\n\n{text}")).blocks.len() < 3, "{text}");
    }
}

#[test]
fn titles_of_links_and_unused_references_are_listed() {
    let text = "[a](/a \"The a\") [b][B  c] ![d][] [e]\n\n[b C]: /b 'The b'\n[d]: /d.jpg\n[E]: /e\n[unused]: /u \"An u\"\n\n[//]: # (A comment)\n";
    let article = one(text);
    let removed: Vec<_> =
        article.removed.iter().map(|removed| (removed.line, removed.text.as_str(), removed.rule.as_str())).collect();
    let expected = [
        (1, "The a", "link-title"),
        (1, "The b", "link-title"),
        (6, "[unused]: /u \"An u\"", "unused-reference"),
        (8, "[//]: # (A comment)", "unused-reference"),
    ];
    assert_eq!(removed, expected);
}

#[test]
fn the_page_of_a_section_is_an_article_only_with_a_text() {
    for (name, text, left_out) in [
        ("news/_index.md", "---\ntitle: News\n---\n", 1),
        ("_index.ar.md", "---\ntitle: News\n---\n\n", 1),
        ("news/_index.md", "---\ntitle: News\n---\nText.\n", 0),
        ("news/index.md", "---\ntitle: News\n---\n", 0),
    ] {
        let reading = crate::ingest::read(name, text.as_bytes(), &crate::ingest::Options::default());
        assert_eq!((reading.left_out.len(), reading.articles.len()), (left_out, 1 - left_out), "{name}");
    }
}
