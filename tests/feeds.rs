//! What holds for every feed and every WordPress export: nothing that an item says is lost, whatever way it is written
//! down, and nothing that is broken stops the reader.
#![cfg(not(target_arch = "wasm32"))]

use newsprint::article::Article;
use newsprint::ingest::{Options, Reading, read};
use std::collections::BTreeMap;
use std::path::Path;
use std::{env, fs};

/// Marsaglia's xorshift with 64 bits: the same numbers on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }

    /// A few words, with signs that XML and HTML take for their own.
    fn words(&mut self) -> String {
        let words = [
            "river",
            "Brücke",
            "3 < 5",
            "a & b",
            "“rain”",
            "نهر",
            "新聞",
            "it's",
            "[sic]",
            "AT&T",
            "x > y",
            "100%",
            "&c;",
            "élan",
            "]]",
            "[1]",
            "e=mc2",
            "—",
            "#7",
            "km/h",
        ];
        let text = (0..1 + self.below(6)).map(|_| self.pick(&words)).collect::<Vec<_>>().join(" ");
        // No two texts are the same: of equal ones an article keeps one.
        format!("{text} {}", self.below(1 << 40))
    }

    /// Something that is said, as XML: escaped, in CDATA, or in pieces of both.
    fn written(&mut self, text: &str) -> String {
        match self.below(3) {
            0 => escaped(text),
            1 => cdata(text),
            _ => {
                let half = text.char_indices().nth(text.chars().count() / 2).map_or(0, |(at, _)| at);
                format!("{}{}", escaped(&text[..half]), cdata(&text[half..]))
            }
        }
    }

    /// HTML around texts: the texts and the HTML.
    fn html(&mut self) -> (Vec<String>, String) {
        let (mut texts, mut html) = (Vec::new(), String::new());
        for _ in 0..1 + self.below(5) {
            let text = self.words();
            let inner = escaped(&text);
            html.push_str(&match self.below(9) {
                0 => format!("<p>{inner}</p>"),
                1 => format!("\n\n{inner}\n\n"),
                2 => format!("<ul><li>{inner}</li></ul>"),
                3 => format!("<blockquote>{inner}</blockquote>"),
                4 => format!("<p><a href=\"/a\">{inner}</a></p>"),
                5 => format!("<h2>{inner}</h2>\n"),
                6 => format!("<figure><img src=\"a.jpg\"><figcaption>{inner}</figcaption></figure>"),
                7 => format!("<div class='x'>\n{inner}<br>\n</div>"),
                _ => format!("<!-- wp:paragraph -->\n<p>{inner}</p>\n<!-- /wp:paragraph -->\n"),
            });
            texts.push(text);
        }
        (texts, html)
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn cdata(text: &str) -> String {
    format!("<![CDATA[{}]]>", text.replace("]]>", "]]]]><![CDATA[>"))
}

fn letters<'a>(texts: impl Iterator<Item = &'a str>) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    for letter in texts.flat_map(str::chars).filter(|c| !c.is_whitespace()) {
        *counts.entry(letter).or_insert(0) += 1;
    }
    counts
}

/// Every text of an article.
fn texts(article: &Article) -> Vec<String> {
    let fields = [
        &article.headline,
        &article.kicker,
        &article.dek,
        &article.byline,
        &article.date_text,
        &article.rights,
        &article.url,
    ];
    let mut texts: Vec<String> = fields.into_iter().flatten().cloned().collect();
    texts.extend(article.source.iter().map(|source| source.name.clone()));
    texts.extend(article.sections.iter().chain(&article.tags).cloned());
    for block in &article.blocks {
        texts.push(block.text.clone());
        texts.extend([&block.media.credit, &block.media.alt, &block.media.src].into_iter().flatten().cloned());
    }
    texts.extend(article.removed.iter().map(|removed| removed.text.clone()));
    texts.extend(article.links.related.iter().map(|link| link.title.clone()));
    // Kept as written: HTML stays HTML.
    let kept = article.extra.iter().filter_map(|(_, json)| serde_json::from_str::<String>(json).ok());
    texts.extend(kept.map(|text| text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")));
    texts
}

#[track_caller]
fn assert_nothing_lost(said: &[String], article: &Article, file: &str) {
    let texts = texts(article);
    let found = letters(texts.iter().map(String::as_str));
    for (letter, count) in letters(said.iter().map(String::as_str)) {
        let kept = found.get(&letter).copied().unwrap_or_default();
        assert!(kept >= count, "{letter:?} is said {count} times and kept {kept} times\n{file}\n{article:#?}");
    }
}

fn reading(text: &str) -> Reading {
    read("feed.xml", text.as_bytes(), &Options { pages: true, ..Options::default() })
}

const NAMES: &str =
    "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"";

const EXPORT: &str =
    "xmlns:wp=\"http://wordpress.org/export/1.2/\" xmlns:excerpt=\"http://wordpress.org/export/1.2/excerpt/\"";

/// An RSS feed of one item, and what the item says.
fn rss(random: &mut Random) -> (Vec<String>, String) {
    let (mut said, mut item) = (Vec::new(), String::new());
    let names = [
        "title",
        "dc:creator",
        "author",
        "category",
        "category",
        "dc:subject",
        "dc:rights",
        "pubDate",
        "dc:date",
        "comments",
        "x:unknown",
        "source",
        "dc:title",
        "media:title",
    ];
    for name in names.into_iter().filter(|name| *name == "title" || random.below(3) > 0).collect::<Vec<_>>() {
        let text = random.words();
        item.push_str(&format!("<{name}>{}</{name}>\n", random.written(&escaped(&text))));
        said.push(text);
    }
    for name in ["content:encoded", "description", "itunes:summary"]
        .into_iter()
        .filter(|_| random.below(3) > 0)
        .collect::<Vec<_>>()
    {
        let (texts, html) = random.html();
        item.push_str(&format!("<{name}>{}</{name}>\n", random.written(&html)));
        said.extend(texts);
    }
    said.sort();
    (said, format!("<rss version=\"2.0\" {NAMES}><channel>\n<item>\n{item}</item>\n</channel></rss>"))
}

/// An Atom feed of one entry, and what the entry says.
fn atom(random: &mut Random) -> (Vec<String>, String) {
    let (title, name, label, rights) = (random.words(), random.words(), random.words(), random.words());
    let ((summary, summary_html), (content, content_html)) = (random.html(), random.html());
    let entry = format!(
        "<id>urn:1</id><title type=\"html\">{}</title><author><name>{}</name></author><category term=\"{}\"/><rights type=\"html\">{}</rights>\
         <updated>2013-05-29T10:00:00Z</updated><summary type=\"html\">{}</summary><content type=\"html\">{}</content>",
        random.written(&escaped(&title)),
        escaped(&escaped(&name)),
        escaped(&escaped(&label)).replace('"', "&quot;"),
        random.written(&escaped(&rights)),
        random.written(&summary_html),
        random.written(&content_html),
    );
    let said = [vec![title, name, label, rights], summary, content].concat();
    (said, format!("<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry>{entry}</entry></feed>"))
}

/// An export of one post, and what the post says.
fn export(random: &mut Random) -> (Vec<String>, String) {
    let (title, name, section, tag) = (random.words(), random.words(), random.words(), random.words());
    let ((excerpt, excerpt_html), (mut content, mut content_html)) = (random.html(), random.html());
    let (inside, caption) = (random.words(), random.words());
    content_html.push_str(&format!(
        "\n[box a=\"b\"]{}[/box]\n[caption id=\"1\"]<img src=\"b.jpg\">{}[/caption]",
        escaped(&inside),
        escaped(&caption)
    ));
    content.extend([inside, caption, "[boxa=\"b\"][/box][captionid=\"1\"][/caption]".into()]);
    let item = format!(
        "<title>{}</title><dc:creator>a</dc:creator><content:encoded>{}</content:encoded><excerpt:encoded>{}</excerpt:encoded>\
         <wp:post_id>1</wp:post_id><wp:post_date>2013-05-29 10:00:00</wp:post_date><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>\
         <category domain=\"category\" nicename=\"x\">{}</category><category domain=\"post_tag\" nicename=\"y\">{}</category>",
        random.written(&escaped(&title)),
        cdata(&content_html),
        cdata(&excerpt_html),
        random.written(&escaped(&section)),
        random.written(&escaped(&tag)),
    );
    let author = format!(
        "<wp:author><wp:author_login>a</wp:author_login><wp:author_display_name>{}</wp:author_display_name></wp:author>",
        random.written(&escaped(&name))
    );
    let said = [vec![title, name, section, tag], excerpt, content].concat();
    (said, format!("<rss version=\"2.0\" {NAMES} {EXPORT}><channel>{author}<item>\n{item}\n</item></channel></rss>"))
}

/// The random numbers of each round: one round by default, for a longer hunt `NEWSPRINT_ROUNDS=100`.
fn rounds(seed: u64) -> impl Iterator<Item = Random> {
    let rounds = env::var("NEWSPRINT_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(1_u64);
    (0..rounds).map(move |round| Random(seed.wrapping_add(round << 32)))
}

#[test]
fn nothing_is_lost_of_what_an_item_says() {
    for mut random in rounds(0x2545_f491_4f6c_dd1d) {
        nothing_is_lost(&mut random);
    }
}

fn nothing_is_lost(random: &mut Random) {
    for round in 0..1500 {
        let (said, file) = [rss, atom, export][round % 3](random);
        let reading = reading(&file);
        assert_eq!((reading.articles.len(), &reading.complaints), (1, &vec![]), "{file}");
        assert_nothing_lost(&said, &reading.articles[0], &file);
    }
}

#[test]
fn broken_feeds_give_something_and_end() {
    for mut random in rounds(0x9e37_79b9_7f4a_7c15) {
        give_something_and_end(&mut random);
    }
}

fn give_something_and_end(random: &mut Random) {
    let pieces = [
        "<",
        ">",
        "<![CDATA[",
        "]]>",
        "<!--",
        "-->",
        "<item>",
        "</item>",
        "<entry>",
        "</entry>",
        "</channel>",
        "&",
        ";",
        "\"",
        "'",
        "/>",
        "<p",
        "[caption",
        "[/caption]",
        "]",
        "\n",
        "\u{8}",
        "&#0;",
        "é",
        "<title>",
        "</title>",
        "<?",
        "?>",
        "<!DOCTYPE x [",
        "xmlns=\"\"",
        ":",
    ];
    for round in 0..6000 {
        let (_, file) = [rss, atom, export][round % 3](random);
        let mut broken = file.into_bytes();
        for _ in 0..1 + random.below(6) {
            let (from, length) = (random.below(broken.len()), random.below(40));
            let to = (from + length * random.below(2)).min(broken.len());
            let piece = if random.below(3) == 0 { "" } else { random.pick(&pieces) };
            broken.splice(from..to, piece.bytes());
        }
        let broken = String::from_utf8_lossy(&broken);
        let reading = reading(&broken);
        let found = reading.articles.len() + reading.complaints.len() + reading.left_out.len();
        assert!(found > 0, "round {round}: {broken}");
    }
}

#[test]
fn every_cut_of_a_feed_is_read() {
    let mut random = Random(0x0123_4567_89ab_cdef);
    for make in [rss, atom, export] {
        let (_, file) = make(&mut random);
        for (end, _) in file.char_indices() {
            let reading = reading(&file[..end]);
            assert!(
                end == 0 || !reading.articles.is_empty() || !reading.complaints.is_empty(),
                "cut at {end}: {}",
                &file[..end]
            );
        }
    }
}

/// What is read from a file of `tests/golden/feeds/`, as JSON.
fn golden(name: &str) -> (String, String) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/feeds").join(name);
    let found = read(name, &fs::read(&file).unwrap(), &Options::default());
    let said: Vec<String> = found.complaints.iter().map(ToString::to_string).collect();
    let left_out: Vec<String> = found.left_out.iter().map(ToString::to_string).collect();
    let all = serde_json::json!({ "articles": found.articles, "complaints": said, "left_out": left_out });
    let found = serde_json::to_string_pretty(&all).unwrap() + "\n";
    let expected = file.with_extension("json");
    if env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&expected, &found).unwrap();
    }
    (found, fs::read_to_string(expected).unwrap_or_default())
}

/// After a change that is meant: `UPDATE_GOLDEN=1 cargo test --test feeds`, then look at the difference before keeping it.
#[test]
fn feeds_are_read_as_they_were() {
    for name in ["atom.xml", "rss.xml", "wordpress.xml"] {
        let (found, expected) = golden(name);
        let line = (1..).zip(expected.lines().zip(found.lines())).find(|(_, (old, new))| old != new);
        assert!(found == expected, "{name}: what is read differs from its .json, first in {line:?}");
    }
}
