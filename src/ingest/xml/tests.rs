//! What holds for feeds, one quirk a test.

use crate::article::{Article, Kind};
use crate::ingest::{Options, Reading, read};

fn reading(name: &str, text: &str) -> Reading {
    read(name, text.as_bytes(), &Options::default())
}

#[track_caller]
fn articles(text: &str) -> Vec<Article> {
    let reading = reading("feed", text);
    assert!(reading.complaints.is_empty(), "{:?}", reading.complaints);
    reading.articles
}

/// An RSS feed around items.
fn rss(items: &str) -> String {
    let names = [
        ("content", "http://purl.org/rss/1.0/modules/content/"),
        ("dc", "http://purl.org/dc/elements/1.1/"),
        ("media", "http://search.yahoo.com/mrss/"),
        ("atom", "http://www.w3.org/2005/Atom"),
    ];
    let names: String = names.iter().map(|(prefix, uri)| format!(" xmlns:{prefix}=\"{uri}\"")).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<rss version=\"2.0\"{names}>\n<channel>\n<title>The Karima Gazette</title>\n\
         <link>https://gazette.example/</link>\n<language>en-gb</language>\n{items}\n</channel>\n</rss>\n"
    )
}

fn one(item: &str) -> Article {
    articles(&rss(item)).remove(0)
}

/// The body's texts, whatever their kind.
fn texts(article: &Article) -> Vec<&str> {
    article.texts().filter(|text| !text.is_empty()).collect()
}

#[test]
fn every_element_of_an_item_finds_its_field() {
    let article = one(
        "<item><title>Rain &amp;amp; wind&nbsp;at <![CDATA[<em>Karima</em>]]></title><link>https://gazette.example/2013/05/rain/?utm_source=feed</link>\
         <guid isPermaLink=\"false\">https://gazette.example/?p=7</guid><pubDate>Wed, 29 May 2013 10:00 EST</pubDate>\
         <dc:creator>Ana Ruiz</dc:creator><dc:creator>Omar Said</dc:creator><category>Weather</category><dc:subject>river</dc:subject>\
         <description>Third flood in a year.</description><content:encoded><![CDATA[<p>The river rose.</p><p>Two bridges fell.</p>]]></content:encoded>\
         <dc:rights>CC BY</dc:rights><comments>https://gazette.example/c</comments></item>",
    );
    assert_eq!(article.headline.as_deref(), Some("Rain & wind at Karima"));
    assert_eq!((article.id.as_str(), article.lang.as_deref()), ("2013/05/rain", Some("en-gb")));
    assert_eq!(article.published.map(|stamp| stamp.iso()).as_deref(), Some("2013-05-29T10:00:00-05:00"));
    assert_eq!(article.date_text.as_deref(), Some("Wed, 29 May 2013 10:00 EST"));
    assert_eq!((article.byline.as_deref(), article.authors.len()), (Some("Ana Ruiz, Omar Said"), 2));
    assert_eq!(
        (article.sections.as_slice(), article.tags.as_slice()),
        (&["Weather".to_owned()][..], &["river".to_owned()][..])
    );
    assert_eq!(article.dek.as_deref(), Some("Third flood in a year."));
    assert_eq!(
        (article.rights.as_deref(), article.source.map(|source| source.name).as_deref()),
        (Some("CC BY"), Some("The Karima Gazette"))
    );
    assert_eq!(article.extra, [("comments".to_owned(), "\"https://gazette.example/c\"".to_owned())]);
    assert_eq!(article.origin.line, 7);
}

#[test]
fn a_description_is_the_text_where_there_is_no_other() {
    let article = one("<item><title>A</title><description>One.\n\nTwo &lt; three.</description></item>");
    assert_eq!(texts(&article), ["One.", "Two < three."]);
    assert_eq!(article.dek, None);
}

#[test]
fn what_wordpress_adds_to_each_item_is_removed() {
    let footer =
        "<p>The post <a href=\"https://x.example/a\">A</a> appeared first on <a href=\"https://x.example\">X</a>.</p>";
    let content = format!("<p>The river rose again overnight, and took the bridge.</p>{footer}");
    let summary = format!("<p>The river rose again overnight, and [&#8230;]</p>{footer}");
    let article = one(&format!(
        "<item><title>A</title><description><![CDATA[{summary}]]></description><content:encoded><![CDATA[{content}]]></content:encoded></item>"
    ));
    assert_eq!(
        (texts(&article), article.dek.as_deref()),
        (vec!["The river rose again overnight, and took the bridge."], None)
    );
    let rules: Vec<_> = article.removed.iter().map(|removed| removed.rule.as_str()).collect();
    assert_eq!(rules, ["feed-footer", "feed-footer", "summary-repeats-text"]);
}

#[test]
fn a_date_that_does_not_exist_is_kept_as_written() {
    let article = one("<item><title>A</title><pubDate>Wed, 31 Feb 2013 10:00:00 GMT</pubDate></item>");
    assert_eq!((article.published, article.date_text.as_deref()), (None, Some("Wed, 31 Feb 2013 10:00:00 GMT")));
    assert_eq!(article.warnings.len(), 1);
}

#[test]
fn old_versions_are_read() {
    let feed = "<!DOCTYPE rss PUBLIC \"-//Netscape//DTD RSS 0.91//EN\" \"x\" [<!ENTITY a \"b\">]>\n<rss version=\"0.91\"><channel><title>T</title>\
                <item><title>A &a; &eacute;</title><link>http://x.example/a</link></item></channel></rss>";
    assert_eq!(articles(feed)[0].headline.as_deref(), Some("A &a; é"));
    let feed = "<r:RDF xmlns:r=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\" xmlns:d=\"http://purl.org/dc/elements/1.1/\">\
                <channel r:about=\"http://x.example/\"><title>T</title><items><r:Seq><r:li r:resource=\"x\"/></r:Seq></items></channel>\
                <item r:about=\"http://x.example/a\"><title>A</title><d:date>2013-05-29T10:00+03:00</d:date><description>Text.</description></item></r:RDF>";
    let found = articles(feed);
    assert_eq!((found.len(), found[0].id.as_str(), texts(&found[0])), (1, "a", vec!["Text."]));
    assert_eq!(found[0].published.map(|stamp| stamp.iso()).as_deref(), Some("2013-05-29T10:00:00+03:00"));
}

#[test]
fn pictures_come_once_with_caption_and_credit() {
    let article = one(
        "<item><title>A</title><description>Text.</description><enclosure url=\"https://x.example/a.jpg\" type=\"image/jpeg\" length=\"1\"/>\
         <media:content url=\"https://x.example/b-140.jpg\" width=\"140\"><media:credit>Omar Said</media:credit></media:content>\
         <media:content url=\"https://x.example/b-460.jpg\" width=\"460\" height=\"300\"><media:credit>Omar Said</media:credit></media:content>\
         <media:group><media:description>The bridge</media:description><media:content url=\"https://x.example/c.jpg\" medium=\"image\"/></media:group>\
         <enclosure url=\"https://x.example/a.mp3\" type=\"audio/mpeg\"/></item>",
    );
    let media: Vec<_> =
        article.blocks.iter().filter_map(|block| Some((block.kind, block.media.src.as_deref()?))).collect();
    assert_eq!(
        media,
        [
            (Kind::Image, "https://x.example/a.jpg"),
            (Kind::Image, "https://x.example/b-460.jpg"),
            (Kind::Image, "https://x.example/c.jpg"),
            (Kind::Embed, "https://x.example/a.mp3"),
        ]
    );
    assert_eq!(article.blocks[1].media.credit.as_deref(), Some("Omar Said"));
    assert_eq!(
        (article.blocks[2].text.as_str(), article.blocks[3].text.as_str()),
        ("The bridge", "https://x.example/a.mp3")
    );
}

#[test]
fn an_entry_of_atom_is_an_article() {
    let feed = "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"de\" xml:base=\"https://blatt.example/a/\">\
        <title type=\"html\">Das &amp;amp; Blatt</title><author><name>Redaktion</name></author><link rel=\"self\" href=\"feed\"/>\
        <entry><id>tag:blatt.example,2013:1</id><title type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">Die <b>Flut</b></div></title>\
        <link href=\"2013/flut.html\"/><link rel=\"via\" title=\"Amt\" href=\"https://amt.example/\"/><published>2013-05-29T10:00:00Z</published>\
        <updated>2013-05-30T10:00:00Z</updated><category term=\"wetter\" label=\"Wetter\"/><summary>Der Fluss stieg.</summary>\
        <content type=\"xhtml\"><x:div xmlns:x=\"http://www.w3.org/1999/xhtml\"><x:p>Zwei Brücken fielen.</x:p></x:div></content></entry>\
        <entry><title>Zwei</title><updated>2013-06-01T10:00:00Z</updated><content>Nur Text,\nzwei Zeilen &amp; mehr.</content></entry></feed>";
    let found = articles(feed);
    let first = &found[0];
    assert_eq!((first.headline.as_deref(), first.id.as_str()), (Some("Die Flut"), "a/2013/flut.html"));
    assert_eq!(first.url.as_deref(), Some("https://blatt.example/a/2013/flut.html"));
    assert_eq!(
        (first.byline.as_deref(), first.lang.as_deref(), first.sections[0].as_str()),
        (Some("Redaktion"), Some("de"), "Wetter")
    );
    assert_eq!((first.dek.as_deref(), first.links.related[0].title.as_str()), (Some("Der Fluss stieg."), "Amt"));
    assert_eq!(first.modified.map(|stamp| stamp.iso()).as_deref(), Some("2013-05-30T10:00:00Z"));
    assert_eq!(first.source.as_ref().map(|source| source.name.as_str()), Some("Das & Blatt"));
    assert_eq!(texts(&found[1]), ["Nur Text,", "zwei Zeilen & mehr."]);
    assert_eq!(found[1].published.map(|stamp| stamp.iso()).as_deref(), Some("2013-06-01T10:00:00Z"));
}

#[test]
fn a_feed_without_items_is_a_complaint() {
    let reading = reading("feed.xml", &rss(""));
    assert!(reading.articles.is_empty() && reading.complaints[0].fatal);
    assert!(reading.complaints[0].problem.contains("without any"), "{}", reading.complaints[0]);
}

#[test]
fn one_broken_item_costs_no_other() {
    let broken = [
        "<item><title>Broken</title><description><![CDATA[Half</description></item>",
        "<item><title>Broken</title><description><![CDATA[Half",
        "<item><title>Broken<description>Half</description></item>",
        "<item><title>Broken</title><description>Half",
        "<item><title>Broken</title><description>Half</descr></item>",
        "<item><title>Broken</title><enclosure url=\"x></enclosure><description>Half</description></item>",
        "<item><title>Broken</title><description>Half 3 < 5 and <!-- </description></item>",
        "<item><title>Broken</title></b></i><description>Half</description></item>",
    ];
    for item in broken {
        let text = rss(&format!(
            "<item><title>First</title></item>\n{item}\n<item><title>Last</title><description>End.</description></item>"
        ));
        let reading = reading("feed.xml", &text);
        let titles: Vec<_> = reading.articles.iter().map(Article::display_title).collect();
        assert_eq!((titles[0], titles.last().copied()), ("First", Some("Last")), "{item}\n{titles:?}");
        assert_eq!(texts(reading.articles.last().unwrap()), ["End."], "{item}");
        assert!(titles.iter().any(|title| title.starts_with("Broken")), "{item}: {titles:?}");
        let complaint = reading.complaints.first().unwrap();
        assert!(!complaint.fatal && complaint.line == Some(8), "{item}: {complaint}");
        let all = format!("{:?}", reading.articles);
        assert!(all.contains("Half"), "{item}: {all}");
    }
}

#[test]
fn faults_in_every_item_cost_none() {
    for fault in
        ["<![CDATA[Flood", "Flood <!-- ", "Flood <? ", "Flood < <b <i <", "<a href=\"x>Flood", "Flood <a 'b>\" c"]
    {
        let items = (0..2_000).map(|number| format!("<item>\n<title>{number} {fault}</title>\n</item>\n"));
        let reading = reading("feed.xml", &rss(&items.collect::<String>()));
        assert_eq!(reading.articles.len(), 2_000, "{fault}");
        assert!(reading.complaints.iter().all(|complaint| !complaint.fatal), "{fault}: {}", reading.complaints[0]);
        let all = (0..).zip(&reading.articles);
        let whole = |number: usize, title: &str| title.starts_with(&format!("{number} ")) && title.contains("Flood");
        assert!(all.into_iter().all(|(number, article)| whole(number, article.display_title())), "{fault}");
    }
}

#[test]
fn where_reading_is_given_up_it_is_said() {
    let items = "<item><title>Flood</title>\n<!DOCTYPE a [</item>\n".repeat(200);
    let reading = reading("feed.xml", &rss(&items));
    assert!(reading.articles.len() < 200, "this is about a file that is given up");
    let fatal: Vec<_> = reading.complaints.iter().filter(|complaint| complaint.fatal).collect();
    let Some(complaint) = fatal.first() else { panic!("{:?}", reading.complaints) };
    let line = complaint.line.unwrap();
    assert!(
        line > 7 && complaint.problem.contains(&format!("from line {line} on the file is not read")),
        "{complaint}"
    );
}

#[test]
fn characters_that_xml_forbids_are_named_and_left_out() {
    let text = rss("<item><title>A\u{8}B</title><description>CD</description></item>");
    let reading = reading("feed.xml", &text);
    assert_eq!(reading.articles[0].headline.as_deref(), Some("AB"));
    assert_eq!((reading.complaints.len(), reading.complaints[0].line), (1, Some(7)));
    let article = one("<item><title>A&#8;B</title></item>");
    assert_eq!(article.headline.as_deref(), Some("A&#8;B"));
}

#[test]
fn entities_never_grow() {
    let feed = "<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><rss><channel><item><title>&b;</title></item></channel></rss>";
    assert_eq!(articles(feed)[0].headline.as_deref(), Some("&b;"));
}

#[test]
fn what_is_nothing_but_faults_ends_soon() {
    let mut texts = vec![
        format!("<rss>{}", "<".repeat(200_000)),
        format!("<rss>{}>", "<".repeat(200_000)),
        format!("<rss>{}", "<item><![CDATA[".repeat(20_000)),
        format!("<rss>{}]]>", "<item><title><![CDATA[</title>".repeat(20_000)),
        format!("<rss><item>{}</item>", "<a>".repeat(200_000)),
        format!("<rss><item>{}", "<a b=\"".repeat(50_000)),
        format!("<rss><item>{}", "&".repeat(200_000)),
        format!("<rss>{}", "<!--".repeat(50_000)),
    ];
    texts.push(format!("<rss><item><description>{}", "[caption]".repeat(20_000)));
    for text in texts {
        let reading = reading("feed.xml", &text);
        assert!(!reading.complaints.is_empty(), "{}", &text[..40]);
    }
}

#[test]
fn a_complaint_shows_no_more_than_the_beginning_of_a_name() {
    let (name, other) = ("n".repeat(5_000), "m".repeat(5_000));
    for inside in [
        format!("<{name}>text"),
        format!("<{name}>text</{other}>"),
        format!("text</{name}>"),
        format!("<{name}><![CDATA[text</{name}>"),
        format!("<a><{name}></a>"),
    ] {
        let feed = format!("<rss><channel><item><title>A title</title>{inside}</item><x>{name}</channel></rss>");
        let reading = crate::ingest::read("a.xml", feed.as_bytes(), &crate::ingest::Options::default());
        assert!(!reading.complaints.is_empty(), "{}", &inside[..20]);
        let longest = reading.complaints.iter().map(|complaint| complaint.problem.len()).max();
        assert!(longest < Some(500), "{:?}", reading.complaints[0].problem);
    }
}

#[test]
fn dates_in_figures_are_read_as_the_caller_says() {
    let date = |order| {
        let feed = "<rss><channel><item><title>A</title><pubDate>03/04/2013</pubDate></item></channel></rss>";
        let options = crate::ingest::Options { date_order: order, ..Default::default() };
        let reading = crate::ingest::read("a.xml", feed.as_bytes(), &options);
        reading.articles[0].published.map(|stamp| stamp.to_string())
    };
    assert_eq!(date(None), None);
    assert_eq!(date(Some(crate::ingest::DateOrder::DayFirst)).as_deref(), Some("2013-04-03"));
    assert_eq!(date(Some(crate::ingest::DateOrder::MonthFirst)).as_deref(), Some("2013-03-04"));
}

#[test]
fn a_feed_that_was_cut_off_is_told_and_a_whole_one_is_not() {
    let item = "<item><title>A</title><description>Rain.</description></item>";
    let rss = format!("<rss><channel><title>T</title>{item}");
    let atom = "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>A</title></entry>";
    let rdf = format!(
        "<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>\
         <channel><title>T</title></channel>{item}"
    );
    for (text, end, name) in
        [(rss.as_str(), "</channel></rss>", "rss"), (atom, "</feed>", "feed"), (&rdf, "</r:RDF>", "r:RDF")]
    {
        let complaints = |text: &str| crate::ingest::read("a.xml", text.as_bytes(), &Default::default()).complaints;
        assert!(complaints(&format!("{text}{end}\n")).is_empty(), "{:?}", complaints(&format!("{text}{end}\n")));
        let cut = complaints(text);
        assert!(cut.len() == 1 && cut[0].problem.contains(&format!("`</{name}>` at the end")), "{cut:?}");
    }
}

#[test]
fn what_a_feed_says_of_itself_is_listed_once() {
    let head = "<description>News &amp;amp; rain</description>\n<managingEditor>a@gazette.example (Ana)</managingEditor>\n\
                <image><url>https://gazette.example/l.png</url><title></title></image>\n";
    let articles = articles(&rss(&format!("{head}<item><title>A</title></item><item><title>B</title></item>")));
    let removed: Vec<_> = articles[0].removed.iter().map(|removed| (removed.line, removed.text.as_str())).collect();
    let expected = [(7, "News & rain"), (8, "a@gazette.example (Ana)"), (9, "https://gazette.example/l.png")];
    assert_eq!((removed.as_slice(), articles[1].removed.len()), (&expected[..], 0));
    assert!(articles[0].removed.iter().all(|removed| removed.rule == "feed-head"));
}
