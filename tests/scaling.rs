//! Inputs that were made to take long: four times as much of each must not take sixteen times as long.
//!
//! Times say little on a machine that does other things too. So a shape fails only if the longer run is slow by itself
//! and out of proportion to the shorter one, three times in a row.
#![cfg(not(target_arch = "wasm32"))]

use newsprint::ingest::{Options, read};
use std::time::{Duration, Instant};

/// A run that ends sooner is quick, whatever the shorter one took.
const QUICK: Duration = Duration::from_secs(2);

/// Four times as much may take this many times as long.
const MOST: u32 = 8;

/// How long it takes to read `count` parts.
fn time(name: &str, text: &str) -> Duration {
    let start = Instant::now();
    let mut found = 0_usize;
    let reading = read(name, text.as_bytes(), &Options::default());
    found += reading.articles.len() + reading.complaints.len();
    assert!(found > 0, "nothing was read");
    start.elapsed()
}

/// Checks the shape that `text` makes of so many parts.
#[track_caller]
fn check(name: &str, parts: usize, text: impl Fn(usize) -> String) {
    let (short, long) = (text(parts), text(4 * parts));
    let mut runs = Vec::new();
    for _ in 0..3 {
        let slow = time(name, &long);
        if slow < QUICK {
            return;
        }
        let quick = time(name, &short);
        if slow < quick * MOST {
            return;
        }
        runs.push((quick, slow));
    }
    panic!("{} bytes and {} bytes took {runs:?}", short.len(), long.len());
}

/// A feed with one item around `content`.
fn item(content: &str) -> String {
    format!(
        "<rss version=\"2.0\" xmlns:media=\"http://search.yahoo.com/mrss/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\
         <channel><title>Gazette</title><item><title>Flood</title>{content}</item></channel></rss>"
    )
}

/// A WordPress export with one post.
fn post(more: &str, content: &str) -> String {
    format!(
        "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
         xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel><title>Gazette</title>\
         <wp:wxr_version>1.2</wp:wxr_version><item><title>Flood</title>{more}\
         <content:encoded><![CDATA[{content}]]></content:encoded><wp:post_id>7</wp:post_id>\
         <wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item></channel></rss>"
    )
}

/// `count` parts, numbered.
fn parts(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect()
}

#[test]
fn items_whose_ends_are_missing() {
    for open in ["<![CDATA[", "<!--", "<?a ", "<a b=\"x>", "<a <a <a <a ", "< < < < "] {
        check("feed.xml", 1_000, |count| {
            format!(
                "<rss><channel>{}",
                parts(count, |number| format!("<item>\n<title>{number}{open}</title></item>\n"))
            )
        });
    }
    check("feed.xml", 4_000, |count| format!("<rss><channel><item>{}]]></item>", "<![CDATA[ x</item> ".repeat(count)));
    check("feed.xml", 10_000, |count| item(&format!("<description>{}></description>", "<a ".repeat(count))));
}

#[test]
fn references_and_tags_without_an_end() {
    check("feed.xml", 20_000, |count| item(&format!("<enclosure url=\"{}\"/>", "&".repeat(count))));
    check("feed.xml", 10_000, |count| item(&format!("<title>&lt;b&gt;{}</title>", "&lt;b ".repeat(count))));
}

#[test]
fn shortcodes_that_nothing_closes() {
    check("export.xml", 5_000, |count| post("", &format!("[/caption]{}", "[caption]".repeat(count))));
}

#[test]
fn linked_data_with_many_authors() {
    let page = |data: String| {
        format!(
            "<title>Flood</title><script type=\"application/ld+json\">{data}</script><p>The river rose again overnight.</p>"
        )
    };
    check("page.html", 10_000, |count| {
        let people: Vec<_> = (0..count).map(|number| format!("{{\"name\":\"Ana A{number}\"}}")).collect();
        page(format!("{{\"@type\":\"Article\",\"headline\":\"Flood\",\"author\":[{}]}}", people.join(",")))
    });
    check("page.html", 5_000, |count| {
        let people: Vec<_> = (0..count).map(|number| format!("{{\"@id\":\"#{number}\"}}")).collect();
        let things = parts(4_000, |number| format!(",{{\"@id\":\"#{number}\",\"name\":\"Ana A{number}\"}}"));
        page(format!("[{{\"@type\":\"Article\",\"headline\":\"Flood\",\"author\":[{}]}}{things}]", people.join(",")))
    });
}

#[test]
fn many_lines_below_a_printed_list() {
    let list = "['The dam fell overnight, officials of the town said.', 'Nobody was hurt when it fell.']\n";
    check("dump.txt", 10_000, |count| list.to_owned() + &parts(count, |_| "Short words without a mark\n".into()));
    check("dump.txt", 5_000, |count| list.to_owned() + &parts(count, |_| "['\n".into()));
    check("dump.txt", 5_000, |count| list.to_owned() + &parts(count, |_| "key: ['a',\n".into()));
}

#[test]
fn many_pictures() {
    check("feed.xml", 2_000, |count| {
        item(&parts(count, |number| {
            format!("<media:content medium=\"image\" url=\"https://a.example/{number}.jpg\"/>")
        }))
    });
    check("feed.xml", 2_000, |count| {
        item(&parts(count, |number| {
            format!(
                "<media:content medium=\"video\" url=\"https://a.example/{number}.mp4\"/>\
             <media:thumbnail url=\"https://a.example/{number}.jpg\"/>"
            )
        }))
    });
}

#[test]
fn many_names() {
    check("feed.xml", 10_000, |count| item(&parts(count, |number| format!("<dc:creator>A {number}</dc:creator>"))));
    check("feed.xml", 10_000, |count| item(&parts(count, |number| format!("<category>A {number}</category>"))));
    check("export.xml", 10_000, |count| {
        post(
            &parts(count, |number| format!("<category domain=\"post_tag\"><![CDATA[A {number}]]></category>")),
            "Text.",
        )
    });
}
