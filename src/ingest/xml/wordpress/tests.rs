//! What holds for WordPress exports, one quirk a test.

use crate::article::{Article, Kind};
use crate::ingest::{Options, Reading, read};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<!-- generator=\"WordPress/6.4\" -->\n<rss version=\"2.0\"\n\
    xmlns:excerpt=\"http://wordpress.org/export/1.2/excerpt/\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"\n\
    xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:wp=\"http://wordpress.org/export/1.2/\">\n<channel>\n\
    <title>The Karima Gazette</title>\n<link>https://gazette.example</link>\n<language>en-US</language>\n\
    <wp:author><wp:author_id>1</wp:author_id><wp:author_login><![CDATA[aruiz]]></wp:author_login>\
    <wp:author_email><![CDATA[ana@gazette.example]]></wp:author_email><wp:author_display_name><![CDATA[Ana Ruiz]]></wp:author_display_name></wp:author>\n";

fn export(items: &str) -> String {
    format!("{HEAD}{items}\n</channel>\n</rss>\n")
}

/// A post around what its tests are about.
fn post(title: &str, content: &str, more: &str) -> String {
    format!(
        "<item>\n<title><![CDATA[{title}]]></title>\n<link>https://gazette.example/2013/05/flood/</link>\n\
         <dc:creator><![CDATA[aruiz]]></dc:creator>\n<content:encoded><![CDATA[{content}]]></content:encoded>\n\
         <excerpt:encoded><![CDATA[]]></excerpt:encoded>\n<wp:post_id>7</wp:post_id>\n\
         <wp:post_date><![CDATA[2013-05-29 00:30:00]]></wp:post_date>\n<wp:post_date_gmt><![CDATA[2013-05-28 22:30:00]]></wp:post_date_gmt>\n\
         <wp:post_name><![CDATA[flood]]></wp:post_name>\n<wp:status><![CDATA[publish]]></wp:status>\n<wp:post_type><![CDATA[post]]></wp:post_type>\n\
         <wp:post_password><![CDATA[]]></wp:post_password>\n{more}</item>\n"
    )
}

fn attachment(id: u32, file: &str, caption: &str) -> String {
    format!(
        "<item><title>{file}</title><excerpt:encoded><![CDATA[{caption}]]></excerpt:encoded><wp:post_id>{id}</wp:post_id>\
         <wp:post_parent>7</wp:post_parent><wp:status>inherit</wp:status><wp:post_type>attachment</wp:post_type>\
         <wp:attachment_url><![CDATA[https://gazette.example/wp-content/uploads/{file}]]></wp:attachment_url>\
         <wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key><wp:meta_value><![CDATA[Water]]></wp:meta_value></wp:postmeta></item>\n"
    )
}

fn reading(items: &str) -> Reading {
    read("export.xml", export(items).as_bytes(), &Options::default())
}

#[track_caller]
fn one(items: &str) -> Article {
    let reading = reading(items);
    assert!(reading.complaints.is_empty(), "{:?}", reading.complaints);
    reading.articles.into_iter().next().unwrap()
}

fn texts(article: &Article) -> Vec<&str> {
    article.texts().filter(|text| !text.is_empty()).collect()
}

fn left_out(reading: &Reading) -> Vec<String> {
    reading.left_out.iter().map(ToString::to_string).collect()
}

#[test]
fn every_element_of_a_post_finds_its_field() {
    let article = one(&post(
        "Rain &amp; wind",
        "One.\n\nTwo.",
        "<category domain=\"category\" nicename=\"weather\"><![CDATA[Weather &amp; sea]]></category>\
         <category domain=\"post_tag\" nicename=\"river\"><![CDATA[river]]></category>\
         <category domain=\"category\" nicename=\"uncategorized\"><![CDATA[Uncategorized]]></category>\
         <category domain=\"region\" nicename=\"north\"><![CDATA[North]]></category>",
    ));
    assert_eq!((article.headline.as_deref(), article.id.as_str()), (Some("Rain & wind"), "flood"));
    assert_eq!(
        (article.byline.as_deref(), article.sections[0].as_str(), article.tags[0].as_str()),
        (Some("Ana Ruiz"), "Weather & sea", "river")
    );
    assert_eq!(article.published.map(|stamp| stamp.iso()).as_deref(), Some("2013-05-29T00:30:00+02:00"));
    assert_eq!(
        (article.lang.as_deref(), article.url.as_deref()),
        (Some("en-US"), Some("https://gazette.example/2013/05/flood/"))
    );
    assert_eq!(article.source.as_ref().map(|source| source.name.as_str()), Some("The Karima Gazette"));
    assert_eq!(article.removed[0].text, "Uncategorized");
    assert_eq!(article.extra, [("region".to_owned(), "\"North\"".to_owned())]);
    assert_eq!((texts(&article), article.origin.line), (vec!["One.", "Two."], 11));
}

#[test]
fn what_the_site_does_not_show_is_left_out() {
    let public = post("A", "x", "");
    let of = |from: &str, to: &str| public.replace(from, to);
    let items = [
        public.clone(),
        of("publish", "draft"),
        of("publish", "private"),
        of("publish", "future"),
        of("publish", "trash"),
        of("publish", "pending"),
        of("<wp:post_password><![CDATA[]]>", "<wp:post_password><![CDATA[secret]]>"),
        of("<![CDATA[post]]>", "<![CDATA[page]]>"),
        of("<![CDATA[post]]>", "<![CDATA[nav_menu_item]]>"),
        of("<![CDATA[post]]>", "<![CDATA[product]]>"),
        of("<![CDATA[post]]>", "<![CDATA[product]]>"),
        attachment(9, "a.jpg", ""),
        attachment(10, "b.jpg", ""),
    ];
    let reading = reading(&items.concat());
    assert_eq!((reading.articles.len(), reading.complaints.len()), (1, 0));
    let expected = [
        "A: a draft",
        "A: private",
        "A: scheduled",
        "A: in the trash",
        "A: waiting for review",
        "A: protected by a password",
        "A: a page",
        "2 attachments: not an article",
        "1 menu item: not an article",
        "2 records of type \"product\": not an article",
    ];
    assert_eq!(left_out(&reading), expected.map(|text| format!("export.xml: {text}, left out")));
    let records: usize = reading.left_out.iter().map(|left_out| left_out.records).sum();
    assert_eq!((records, reading.left_out.iter().filter(|left_out| left_out.records == 0).count()), (5, 7));
    let pages = read("export.xml", export(&items.concat()).as_bytes(), &Options { pages: true, ..Options::default() });
    assert_eq!(pages.articles.len(), 2);
}

#[test]
fn an_item_that_may_be_private_is_left_out() {
    let broken = post("Secret", "x", "").replace("<wp:status><![CDATA[publish]]></wp:status>", "");
    let reading = reading(&format!("{broken}{}", post("A", "x", "")));
    assert_eq!(reading.articles.len(), 1);
    assert!(
        reading.complaints[0].fatal && reading.complaints[0].problem.contains("\"Secret\""),
        "{}",
        reading.complaints[0]
    );
}

#[test]
fn content_that_is_not_closed_costs_no_status() {
    let broken = post("Broken", "Half", "").replace("Half]]>", "Half");
    let reading = reading(&format!("{broken}{}", post("A", "x", "")));
    let titles: Vec<_> = reading.articles.iter().map(Article::display_title).collect();
    assert_eq!((titles, reading.complaints.len()), (vec!["Broken", "A"], 1));
    assert_eq!((texts(&reading.articles[0]), reading.complaints[0].line), (vec!["Half"], Some(11)));
}

#[test]
fn the_featured_picture_comes_first_wherever_its_attachment_stands() {
    let meta = "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>9</wp:meta_value></wp:postmeta>";
    let article = one(&format!("{}{}", post("A", "Text.", meta), attachment(9, "a.jpg", "The <b>bridge</b>")));
    let picture = &article.blocks[0];
    assert_eq!(
        (picture.kind, picture.text.as_str(), picture.media.alt.as_deref()),
        (Kind::Image, "The bridge", Some("Water"))
    );
    assert_eq!(picture.media.src.as_deref(), Some("https://gazette.example/wp-content/uploads/a.jpg"));
    let without = reading(&post("A", "Text.", meta));
    assert!(without.complaints[0].problem.contains("All content"), "{}", without.complaints[0]);
}

#[test]
fn a_featured_picture_has_its_credit_and_is_not_repeated() {
    let meta = "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>9</wp:meta_value></wp:postmeta>";
    let attached = attachment(9, "a.jpg", "The bridge. Photo: Ann Lee");
    let featured = one(&format!("{}{attached}", post("A", "Text.", meta)));
    let listed = one(&format!("{}{attached}", post("A", "[gallery ids=\"9\"]", "")));
    assert_eq!(featured.blocks[0], listed.blocks[0]);
    assert_eq!(featured.blocks[0].media.credit.as_deref(), Some("Ann Lee"));
    let begins = |caption: &str| {
        let content = format!(
            "<figure><img src=\"https://gazette.example/wp-content/uploads/a-300x200.jpg\" alt=\"\">\
             <figcaption>{caption}</figcaption></figure>\n\nText."
        );
        one(&format!("{}{attached}", post("A", &content, meta)))
    };
    let article = begins("");
    assert_eq!((article.blocks.len(), article.blocks[0].text.as_str()), (2, "The bridge."));
    assert_eq!(
        (&article.blocks[0].media.alt, &article.blocks[0].media.credit),
        (&Some("Water".into()), &Some("Ann Lee".into()))
    );
    let article = begins("Another");
    assert_eq!((article.blocks.len(), article.blocks[0].text.as_str()), (2, "Another"));
    assert_eq!(article.blocks[0].media.alt.as_deref(), Some("Water"));
    let removed: Vec<_> =
        article.removed.iter().map(|removed| (removed.rule.as_str(), removed.text.as_str())).collect();
    assert!(
        removed.contains(&("featured-picture", "The bridge.")) && removed.contains(&("featured-picture", "Ann Lee")),
        "{removed:?}"
    );
}

#[test]
fn marks_of_footnotes_do_not_lead_out() {
    let content = "<p>One<sup data-fn=\"x\" class=\"fn\"><a href=\"#x\" id=\"x-link\">1</a></sup>, \
                   <a href=\"https://gazette.example/2013/05/flood/#x\">here</a>, <a href=\"/2013/05/drought/#x\">there</a>.</p>";
    let article = one(&post("A", content, ""));
    let links: Vec<_> =
        article.blocks[0].spans.iter().map(|span| &article.blocks[0].text[span.start..span.end]).collect();
    assert_eq!((article.blocks[0].text.as_str(), links), ("One1, here, there.", vec!["there"]));
}

#[test]
fn captions_of_tables_and_galleries_are_notes_below() {
    let table = "<figure class=\"wp-block-table\"><table><tr><td>a</td><td>b</td></tr><tr><td>1</td><td>2</td></tr></table>\
                 <figcaption>Of <b>rain</b>. Photo: Ann Lee</figcaption></figure>";
    let image = |name: &str, caption: &str| format!("<figure><img src=\"/{name}.jpg\">{caption}</figure>");
    let gallery = format!(
        "<figure class=\"wp-block-gallery\">{}{}<figcaption>Both</figcaption></figure>",
        image("a", "<figcaption>First</figcaption>"),
        image("b", "")
    );
    let article = one(&post("A", &format!("{table}\n\n{gallery}\n\n<p>Text.</p>"), ""));
    let said: Vec<_> = article.blocks.iter().map(|block| (block.kind, block.text.as_str())).collect();
    let expected = [
        (Kind::Table, "a\tb\n1\t2"),
        (Kind::Note, "Of rain. Photo: Ann Lee"),
        (Kind::Image, "First"),
        (Kind::Image, ""),
        (Kind::Note, "Both"),
        (Kind::Para, "Text."),
    ];
    assert_eq!(said, expected);
}

#[test]
fn dates_of_zeros_are_none() {
    let zeros = post("A", "x", "").replace("2013-05-28 22:30:00", "0000-00-00 00:00:00");
    assert_eq!(one(&zeros).published.map(|stamp| stamp.iso()).as_deref(), Some("2013-05-29T00:30:00"));
    let mail = zeros.replace("<wp:post_id>", "<pubDate>Tue, 28 May 2013 22:30:00 +0000</pubDate><wp:post_id>");
    assert_eq!(one(&mail).published.map(|stamp| stamp.iso()).as_deref(), Some("2013-05-28T22:30:00Z"));
    let never = post("A", "x", "")
        .replace("2013-05-28 22:30:00", "0000-00-00 00:00:00")
        .replace("2013-05-29 00:30:00", "0000-00-00 00:00:00");
    let article = one(&never);
    assert_eq!((article.published, article.date_text, article.warnings.len()), (None, None, 0));
    let wrong = post("A", "x", "").replace("2013-05-29", "2013-02-31").replace("2013-05-28", "2013-02-31");
    let article = one(&wrong);
    assert_eq!(
        (article.published, article.date_text.as_deref(), article.warnings.len()),
        (None, Some("2013-02-31 00:30:00"), 1)
    );
}

#[test]
fn shortcodes_are_read_or_listed() {
    let content = "[box color=\"red\"]In a box [sic].[/box]\n\n[gallery ids=\"9,10\"]\n\n[caption id=\"attachment_9\" width=\"300\"]\
        <img src=\"https://gazette.example/c.jpg\"> A caption[/caption]\n\n[embed]https://youtu.be/a1[/embed]\n\nhttps://youtu.be/b2\n\n[contact-form-7 id=\"3\"]";
    let article =
        one(&format!("{}{}{}", post("A", content, ""), attachment(9, "a.jpg", "First"), attachment(10, "b.jpg", "")));
    let removed: Vec<&str> = article.removed.iter().map(|removed| removed.text.as_str()).collect();
    assert_eq!(
        removed,
        [
            "[box color=\"red\"]",
            "[/box]",
            "[gallery ids=\"9,10\"]",
            "[caption id=\"attachment_9\" width=\"300\"]",
            "[/caption]",
            "[embed]",
            "[/embed]",
            "[contact-form-7 id=\"3\"]",
        ]
    );
    assert_eq!(article.removed.last().unwrap().line, 15 + 10);
    assert!(texts(&article).contains(&"In a box [sic]."), "{:?}", texts(&article));
    let src: Vec<_> = article
        .blocks
        .iter()
        .filter_map(|block| Some((block.kind, block.media.src.as_deref()?.rsplit('/').next()?)))
        .collect();
    let expected = [
        (Kind::Image, "a.jpg"),
        (Kind::Image, "b.jpg"),
        (Kind::Image, "c.jpg"),
        (Kind::Embed, "a1"),
        (Kind::Embed, "b2"),
    ];
    assert_eq!(src, expected);
}

#[test]
fn a_gallery_shows_each_picture_once() {
    let content = format!("[gallery ids=\"{}10\"]", "9,".repeat(800));
    let items = [post("A", &content, ""), attachment(9, "a.jpg", ""), attachment(10, "b.jpg", "")].concat();
    assert_eq!(one(&items).blocks.len(), 2);
}

#[test]
fn blocks_lose_their_comments_and_keep_their_text() {
    let shared = post("Shared", "<!-- wp:paragraph --><p>Shared text.</p><!-- /wp:paragraph -->", "")
        .replace("<![CDATA[post]]>", "<![CDATA[wp_block]]>")
        .replace(">7<", ">12<");
    let content = "<!-- wp:paragraph {\"align\":\"left\"} -->\n<p>One.</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:block {\"ref\":12} /-->\n\n\
        <!-- wp:acf/box {\"data\":{\"text\":\"Boxed\"}} /-->\n<!--more-->\n<p>Two.</p>\n<!-- wp:footnotes /-->";
    let meta = "<wp:postmeta><wp:meta_key>footnotes</wp:meta_key><wp:meta_value><![CDATA[[{\"content\":\"A <em>note</em>\",\"id\":\"x\"}]]]></wp:meta_value></wp:postmeta>";
    let article = one(&format!("{}{shared}", post("A", content, meta)));
    assert_eq!(texts(&article), ["One.", "Shared text.", "Two.", "[1] A note"]);
    assert_eq!((article.removed.len(), article.removed[0].line), (1, 15 + 6));
    assert!(article.removed[0].text.contains("Boxed"));
}

#[test]
fn languages_and_several_authors_of_plugins_are_known() {
    let more = "<category domain=\"language\" nicename=\"ar\">العربية</category><category domain=\"author\" nicename=\"cap-aruiz\">aruiz</category>\
        <category domain=\"author\" nicename=\"cap-omar-said\">Omar Said</category>";
    let article = one(&post("فيضان في كريمة", "ارتفع النهر", more));
    assert_eq!((article.lang.as_deref(), article.byline.as_deref()), (Some("ar"), Some("Ana Ruiz, Omar Said")));
    assert_eq!(one(&post("فيضان في كريمة", "ارتفع النهر", "")).lang, None);
}

#[test]
fn comments_and_custom_fields_are_counted() {
    let more = "<wp:comment><wp:comment_content>Nice</wp:comment_content></wp:comment><wp:comment/>\
        <wp:postmeta><wp:meta_key>views</wp:meta_key><wp:meta_value>9</wp:meta_value></wp:postmeta>";
    let reading = reading(&post("A", "x", more));
    assert_eq!(
        left_out(&reading),
        ["export.xml: 2 comments: not an article, left out", "export.xml: 1 custom field: not an article, left out"]
    );
}

#[test]
fn an_export_without_posts_is_a_complaint() {
    let reading = reading(&attachment(9, "a.jpg", ""));
    assert!(
        reading.complaints[0].fatal && reading.complaints[0].problem.contains("1 attachment;"),
        "{}",
        reading.complaints[0]
    );
}

#[test]
fn an_export_that_was_cut_off_is_told() {
    let text = export(&format!("{}{}", post("A", "One.", ""), post("B", "Two.", "")));
    let said = |text: &str| {
        let reading = read("export.xml", text.as_bytes(), &Options::default());
        (reading.articles.len(), reading.complaints.iter().map(|said| said.problem.clone()).collect::<Vec<_>>())
    };
    assert_eq!(said(&text), (2, Vec::new()));
    let second = text.rfind("<item>").unwrap();
    let (articles, problems) = said(&text[..second]);
    assert!(articles == 1 && problems.len() == 1, "{problems:?}");
    assert!(problems[0].contains("`</rss>`") && problems[0].contains("cut off"), "{problems:?}");
    let inside = second + text[second..].find("</item>").unwrap();
    let (articles, problems) = said(&text[..inside]);
    assert!(articles == 2 && problems.len() == 2 && problems[1].contains("what came later is missing"), "{problems:?}");
}

#[test]
fn a_broken_item_that_is_left_out_gets_one_complaint() {
    let whole = post("A", "One.", "");
    let cut = &whole[..whole.find("<excerpt:encoded>").unwrap()];
    let reading = reading(&format!("{cut}{}", post("B", "Two.", "")));
    assert_eq!((reading.articles.len(), reading.complaints.len()), (1, 1), "{:?}", reading.complaints);
    let problem = &reading.complaints[0].problem;
    assert!(
        problem.contains("broken XML") && problem.contains("left out") && !problem.contains("is read"),
        "{problem}"
    );
    assert!(reading.complaints[0].fatal);
}
