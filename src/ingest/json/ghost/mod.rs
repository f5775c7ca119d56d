//! Exports of Ghost: `{"db": [{"meta": …, "data": {"posts": [ … ], "tags": [ … ], …}}]}`, older ones without `db`.
//!
//! A post names its tags and authors in lists of their own (`posts_tags`, `posts_authors`), in their order there; a tag
//! whose name begins with `#` is internal. Its text is `html`; without one `plaintext`, else what its `lexical` or
//! `mobiledoc` says ([`document`]). `__GHOST_URL__` stands for the site's address, which the export does not tell: it is
//! taken out, so that links begin at the site's root; one to another post of the export opens that. A post is named by
//! the last part of its address, its `slug`. Pages, and posts that are not published, are left out. Fields that only
//! Ghost uses (`comment_id`, `visibility`, its own id as `ghost_id` …) are kept as extra keys; empty ones are not.

mod card;
mod document;
mod lexical;
mod links;
mod mobiledoc;

use super::object::Object;
use super::record::{self, Refused};
use super::shape::Reader;
use super::values::Values;
use crate::article::Article;
use crate::ingest::keys::{Entry, Held, Stance, Value};
use crate::ingest::status::{self, Status};
use document::Document;
use links::Slugs;
use std::borrow::Cow;
use std::collections::HashMap;

/// What Ghost writes for the site's address.
const SITE: &str = "__GHOST_URL__";

/// Keys of a post whose text is a text already, the best first.
const TEXTS: [&str; 3] = ["html", "plaintext", "markdown"];

/// Keys of a post that hold the document of an editor.
const EDITORS: [&str; 2] = ["lexical", "mobiledoc"];

/// The lists of an export, if the object is one.
pub fn find<'a>(object: &Object<'a>) -> Option<Object<'a>> {
    let export = match object.get("db") {
        Some(db) => Object::of(Values::new(db).next()?.ok()?)?,
        None => Object::of(object.get("data")?)?,
    };
    let data = match export.get("data") {
        Some(data) => Object::of(data)?,
        None => export,
    };
    (data.get("posts").is_some() && (data.get("posts_tags").is_some() || data.get("users").is_some())).then_some(data)
}

/// Whether a text begins as an export does, as a whole.
pub fn is_export(start: &str) -> bool {
    let key = |text: &'_ str, key: &str| {
        let rest = text.trim_start().strip_prefix('{')?.trim_start().strip_prefix(key)?.trim_start();
        rest.strip_prefix(':').map(|rest| rest.len())
    };
    let inside = |name: &str| key(start, name).and_then(|left| start.get(start.len() - left..));
    let lists = |rest: &str| rest.trim_start().trim_start_matches('[').trim_start().starts_with('{');
    let meta = |rest: &str| key(rest, "\"exported_on\"").is_some();
    (inside("\"db\"").is_some_and(lists) || inside("\"meta\"").is_some_and(meta)) && start.contains("\"posts\"")
}

/// Reads the posts of an export.
pub fn read<'a>(data: &Object<'a>, reader: &mut Reader<'a, '_, '_>) {
    let lists = Lists::of(data);
    let posts = || Values::new(data.get("posts").unwrap_or_default()).flatten();
    let slugs = Slugs::of(posts().filter_map(Object::of).filter(|post| unpublished(post).is_none()));
    for post in posts() {
        let line = reader.place.line(post);
        match Object::of(post) {
            Some(post) => article(post, line, &lists, &slugs, reader),
            None => reader.out.fail(Some(line), "expected a post, found what is no object; delete it".into()),
        }
    }
}

/// Reads a post and hands it over.
fn article<'a>(post: Object<'a>, line: u32, lists: &Lists<'a>, slugs: &Slugs, reader: &mut Reader<'a, '_, '_>) {
    if let Some(why) = unpublished(&post) {
        return reader.out.leave_out(post.text("title").as_deref(), why);
    }
    let name = post.text("slug").or_else(|| post.text("title")).unwrap_or_default();
    let text = text(&post);
    let unread = text.is_none() && EDITORS.iter().any(|key| post.text(key).is_some());
    match record::article_of(lists.entries(post, text.as_ref()), line, Stance::Open, reader.out.options) {
        Ok(mut article) => {
            if let Some(Text::Document(document)) = text {
                document.put(line, &name, reader.out.options, &mut article);
            }
            if unread {
                warn_of_unread(&name, &mut article);
            }
            slugs.connect(&mut article);
            reader.out.article(line, article)
        }
        Err(Refused::Unpublished(title, why)) => reader.out.leave_out(title.as_deref(), why),
        Err(Refused::Nothing(problem)) => reader.out.fail(Some(line), problem),
    }
}

/// Says that what an editor wrote is in no text.
fn warn_of_unread(name: &str, article: &mut Article) {
    let problem = format!("expected a text in the post {name:?}, found a document that cannot be read; kept aside");
    article.warnings.push(problem);
}

/// Why a post is not for everybody to read. Old exports do not say who may read it.
fn unpublished(post: &Object) -> Option<&'static str> {
    let page = post.text("type").is_some_and(|kind| kind == "page")
        || post.get("page").is_some_and(|page| matches!(page, "1" | "true"));
    if page {
        return Some("a page");
    }
    let readers = post.text("visibility").map_or(Status::Public, |word| status::of_readers(&word));
    status::of(&post.text("status").unwrap_or_default()).of_export().or(readers.of_export())
}

/// What posts point to, by their ids.
struct Lists<'a> {
    /// Names of tags.
    tags: HashMap<Cow<'a, str>, Cow<'a, str>>,
    /// Names of people.
    users: HashMap<Cow<'a, str>, Cow<'a, str>>,
    /// A post's tags: place and id.
    tagged: Pairs<'a>,
    /// A post's authors: place and id.
    authored: Pairs<'a>,
    /// What else is known of a post.
    meta: HashMap<Cow<'a, str>, Object<'a>>,
}

/// The ids that belong to a post, each with its place.
type Pairs<'a> = HashMap<Cow<'a, str>, Vec<(i64, Cow<'a, str>)>>;

impl<'a> Lists<'a> {
    fn of(data: &Object<'a>) -> Self {
        Self {
            tags: names(data, "tags"),
            users: names(data, "users"),
            tagged: pairs(data, "posts_tags", "tag_id"),
            authored: pairs(data, "posts_authors", "author_id"),
            meta: objects(data, "posts_meta").filter_map(|meta| Some((meta.text("post_id")?, meta))).collect(),
        }
    }

    /// A post as the entries of a record, with its text if that is one already.
    fn entries(&self, post: Object<'a>, text: Option<&Text<'a>>) -> Vec<Entry<'a>> {
        let id = post.text("id").unwrap_or_default();
        let (tags, authors) = (self.tags_of(&id), self.authors_of(&id, &post));
        let named = post.text("slug").is_some();
        let mut entries = post.entries();
        if let Some(meta) = self.meta.get(&id) {
            let keys = meta.0.iter().filter(|(key, _)| key != "id").cloned();
            entries.extend(Object(keys.collect()).entries());
        }
        entries.retain(|entry| !is_spent(entry, text.is_some()));
        if named {
            entries.iter_mut().for_each(name_by_slug);
        }
        if let Some(Text::Plain(key, text)) = text {
            entries.push(cell(if *key == "html" { "html" } else { "plaintext" }, text.clone()));
        }
        let named = [("tags", tags), ("authors", authors)].into_iter().filter(|(_, list)| !list.is_empty());
        entries.extend(named.map(|(key, list)| Entry {
            key: key.into(),
            held: Held::Value(Value::List(list.into_iter().map(Value::Text).collect())),
        }));
        entries.iter_mut().for_each(at_root);
        entries
    }

    /// The names of a post's tags.
    fn tags_of(&self, id: &str) -> Vec<String> {
        let mut tags = listed(id, &self.tagged, &self.tags);
        tags.retain(|tag| !tag.starts_with('#'));
        tags
    }

    /// The names of a post's authors.
    fn authors_of(&self, id: &str, post: &Object) -> Vec<String> {
        let mut authors = listed(id, &self.authored, &self.users);
        if authors.is_empty() {
            let author = post.text("author_id").and_then(|id| self.users.get(&id));
            authors.extend(author.map(|name| name.to_string()));
        }
        authors
    }
}

/// The names that belong to a post.
fn listed(id: &str, pairs: &Pairs, names: &HashMap<Cow<str>, Cow<str>>) -> Vec<String> {
    let ids = pairs.get(id).map(Vec::as_slice).unwrap_or_default();
    ids.iter().filter_map(|(_, id)| names.get(id)).map(|name| name.trim().to_owned()).collect()
}

/// The text of a post.
enum Text<'a> {
    /// As it stands under a key.
    Plain(&'static str, Cow<'a, str>),
    /// As an editor keeps it.
    Document(Document),
}

/// The text of a post, if it has one.
fn text<'a>(post: &Object<'a>) -> Option<Text<'a>> {
    let plain = TEXTS.into_iter().find_map(|key| Some(Text::Plain(key, post.text(key)?)));
    let document = |key: &&str| Document::read(&post.text(key)?.replace(SITE, "")).map(Text::Document);
    plain.or_else(|| EDITORS.iter().find_map(document))
}

/// Gives the id to the last part of the address; Ghost's own is kept under another name.
fn name_by_slug(entry: &mut Entry) {
    match entry.key.as_ref() {
        "id" => entry.key = "ghost_id".into(),
        "slug" => entry.key = "id".into(),
        _ => {}
    }
}

/// A text as an entry.
fn cell<'a>(key: &'static str, text: Cow<'a, str>) -> Entry<'a> {
    Entry { key: key.into(), held: Held::Cell(text) }
}

/// Whether an entry says nothing more: it is empty, was read, or is another form of the text.
fn is_spent(entry: &Entry, has_text: bool) -> bool {
    let key = entry.key.as_ref();
    entry.held.is_empty()
        || (has_text && (TEXTS.contains(&key) || EDITORS.contains(&key)))
        || matches!(key, "type" | "page" | "status" | "author_id" | "post_id")
}

/// Lets links begin at the site's root.
fn at_root(entry: &mut Entry) {
    let text = entry.held.text().filter(|text| text.contains(SITE)).map(|text| text.replace(SITE, ""));
    if let Some(text) = text {
        entry.held = Held::Cell(text.into());
    }
}

/// The objects of one list of the export.
fn objects<'a>(data: &Object<'a>, key: &str) -> impl Iterator<Item = Object<'a>> {
    data.get(key).into_iter().flat_map(Values::new).flatten().filter_map(Object::of)
}

/// Ids and names of a list.
fn names<'a>(data: &Object<'a>, key: &str) -> HashMap<Cow<'a, str>, Cow<'a, str>> {
    objects(data, key).filter_map(|object| Some((object.text("id")?, object.text("name")?))).collect()
}

/// The ids under `other` that belong to each post, in the order that the list names.
fn pairs<'a>(data: &Object<'a>, key: &str, other: &str) -> Pairs<'a> {
    let mut pairs = Pairs::new();
    for object in objects(data, key) {
        let order = object.text("sort_order").and_then(|order| order.parse().ok()).unwrap_or(0);
        if let (Some(post), Some(id)) = (object.text("post_id"), object.text(other)) {
            pairs.entry(post).or_default().push((order, id));
        }
    }
    pairs.values_mut().for_each(|list| list.sort_by_key(|(order, _)| *order));
    pairs
}

#[cfg(test)]
mod tests {
    use crate::article::{Article, Kind, Style};
    use crate::ingest::{Options, Reading, read};

    fn export(posts: &str) -> Reading {
        let text = format!(
            r##"{{"db":[{{"meta":{{"version":"5.1"}},"data":{{"posts":[{posts}],
            "posts_meta":[{{"id":"m","post_id":"p","feature_image_alt":"Alt","feature_image_caption":"<b>Cap</b> tion"}}],
            "tags":[{{"id":"t1","name":"Rain"}},{{"id":"t2","name":"#internal"}},{{"id":"t3","name":"Dams"}}],
            "posts_tags":[{{"post_id":"p","tag_id":"t1","sort_order":1}},{{"post_id":"p","tag_id":"t2","sort_order":2}},
            {{"post_id":"p","tag_id":"t3","sort_order":0}}],
            "users":[{{"id":"u","name":"Ann"}},{{"id":"v","name":"Bo"}}],
            "posts_authors":[{{"post_id":"p","author_id":"v","sort_order":1}},{{"post_id":"p","author_id":"u","sort_order":0}}]
            }}}}]}}"##
        );
        read("ghost.json", text.as_bytes(), &Options::default())
    }

    #[test]
    fn a_post_finds_its_tags_and_authors() {
        let reading = export(
            r#"{"id":"p","title":"A","html":"<p>One <a href=\"__GHOST_URL__/b/\">two</a>.</p>","status":"published",
            "type":"post","feature_image":"__GHOST_URL__/a.jpg","published_at":"2021-02-03T04:05:06.000Z","author_id":"v",
            "custom_excerpt":"Ex","lexical":null,"plaintext":"One two.","visibility":"public"}"#,
        );
        let article = &reading.articles[0];
        assert_eq!(article.tags, ["Dams", "Rain"]);
        assert_eq!(article.byline.as_deref(), Some("Ann, Bo"));
        assert_eq!(article.dek.as_deref(), Some("Ex"));
        let image = &article.blocks[0];
        assert_eq!(
            (image.text.as_str(), image.media.src.as_deref(), image.media.alt.as_deref()),
            ("Cap tion", Some("/a.jpg"), Some("Alt"))
        );
        assert_eq!(article.blocks[1].text, "One two.");
        assert_eq!(article.published.map(|stamp| stamp.to_string()).as_deref(), Some("2021-02-03T04:05:06Z"));
    }

    #[test]
    fn what_is_not_published_is_left_out() {
        let reading = export(
            r#"{"id":1,"title":"D","html":"<p>x</p>","status":"draft"},{"id":2,"title":"P","html":"x","status":"published","type":"page"},
            {"id":3,"title":"S","status":"scheduled"}"#,
        );
        assert!(reading.articles.is_empty() && reading.complaints.is_empty());
        assert_eq!(
            reading.left_out.iter().map(|left| left.why).collect::<Vec<_>>(),
            ["a draft", "a page", "scheduled"]
        );
    }

    #[test]
    fn only_what_everybody_may_read_is_taken() {
        for (said, why) in [
            (r#""status":"published","visibility":"public""#, None),
            (r#""status":"published""#, None),
            (r#""status":"sent""#, Some("sent by mail only")),
            (r#""status":"private""#, Some("private")),
            (r#""status":"pending""#, Some("waiting for review")),
            (r#""status":"trash""#, Some("in the trash")),
            (r#""status":"archived""#, Some("archived")),
            (r#""status":"other""#, Some("not published")),
            (r#""title":"T""#, Some("not published")),
            (r#""status":"published","visibility":"paid""#, Some("for paying members")),
            (r#""status":"published","visibility":"members""#, Some("for members only")),
        ] {
            let reading = export(&format!(r#"{{"id":1,"html":"<p>x</p>",{said}}}"#));
            assert_eq!(reading.left_out.first().map(|left| left.why), why, "{said}");
            assert_eq!(reading.articles.len(), usize::from(why.is_none()), "{said}");
        }
    }

    /// The one post whose document an editor wrote.
    fn written(key: &str, document: &str) -> Article {
        let document = serde_json::to_string(document).unwrap_or_default();
        let reading = export(&format!(
            r#"{{"id":9,"slug":"s","title":"A","html":null,"{key}":{document},"status":"published"}}"#
        ));
        assert!(reading.complaints.is_empty(), "{:?}", reading.complaints);
        reading.articles.into_iter().next().unwrap()
    }

    fn said(article: &Article) -> Vec<(Kind, &str)> {
        article.blocks.iter().map(|block| (block.kind, block.text.as_str())).collect()
    }

    #[test]
    fn a_post_without_html_gives_the_texts_of_its_editor() {
        let lexical = r#"{"root":{"children":[{"type":"paragraph","children":[{"type":"text","text":"One "},{"type":"link","url":"/b/","children":[{"type":"extended-text","text":"two","format":1}]}]},{"type":"list","children":[{"type":"listitem","children":[{"text":"a"}]},{"type":"listitem","children":[{"text":"b"}]}]}]}}"#;
        let mobiledoc = r#"{"markups":[["a",["href","/b/"]]],"sections":[[1,"p",[[0,[],0,"One "],[0,[0],1,"two"]]],[3,"ul",[[[0,[],0,"a"]],[[0,[],0,"b"]]]]]}"#;
        for (key, document) in [("lexical", lexical), ("mobiledoc", mobiledoc)] {
            let article = written(key, document);
            assert_eq!(said(&article), [(Kind::Para, "One two"), (Kind::List, "a\nb")], "{key}");
            let styles: Vec<_> = article.blocks[0].spans.iter().map(|span| &span.style).collect();
            assert!(styles.contains(&&Style::Link("/b/".into())), "{key}: {styles:?}");
            assert!(article.extra.iter().all(|(name, _)| name != key) && article.warnings.is_empty());
        }
    }

    #[test]
    fn cards_are_read_alike_in_both_editors() {
        let cards = [
            r#""markdown",{"markdown":"Part\n---\n\nA *word*."}"#,
            r#""html",{"html":"<p>Raw.</p>"}"#,
            r#""code",{"code":"fn f() {}","language":"rust"}"#,
            r#""image",{"src":"__GHOST_URL__/a.jpg","alt":"Alt","caption":"A <b>dam</b>"}"#,
            r#""bookmark",{"url":"https://x.example/","metadata":{"title":"X","description":"Of x","author":"Ann"}}"#,
            r#""product",{"productTitle":"Boots","version":"1"}"#,
        ];
        let lexical = cards.map(|card| card.replacen("\",{", "\",", 1)).map(|card| format!("{{\"type\":{card}"));
        let sections: Vec<String> = (0..cards.len()).map(|number| format!("[10,{number}]")).collect();
        let mobiledoc = format!("{{\"cards\":[[{}]],\"sections\":[{}]}}", cards.join("],["), sections.join(","));
        let lexical = format!("{{\"root\":{{\"children\":[{}]}}}}", lexical.join(","));
        for (key, document) in [("lexical", lexical), ("mobiledoc", mobiledoc)] {
            let article = written(key, &document);
            let expected = [
                (Kind::Subhead, "Part"),
                (Kind::Para, "A word."),
                (Kind::Para, "Raw."),
                (Kind::Code, "fn f() {}"),
                (Kind::Image, "A dam"),
                (Kind::Para, "X"),
                (Kind::Para, "Of x"),
            ];
            assert_eq!(said(&article), expected, "{key}");
            assert_eq!(article.blocks[4].media.src.as_deref(), Some("/a.jpg"));
            let removed: Vec<_> = article.removed.iter().map(|removed| removed.text.as_str()).collect();
            assert_eq!(removed, ["Ann", "Boots"], "{key}");
            assert!(article.warnings.len() == 1 && article.warnings[0].contains("\"s\""), "{:?}", article.warnings);
        }
    }

    #[test]
    fn a_document_that_cannot_be_read_is_told() {
        for (document, listed) in
            [(r#"{"root":{"children":[]}}"#, 0), (r#"{"sections":[]}"#, 0), (r#"{"a":["One"]}"#, 1)]
        {
            let article = written("lexical", document);
            assert_eq!((article.removed.len(), article.warnings.len(), article.blocks.len()), (listed, listed, 0));
        }
        let article = written("mobiledoc", "{oops");
        assert!(article.warnings[0].contains("\"s\""), "{:?}", article.warnings);
        assert!(article.extra.iter().any(|(key, _)| key == "mobiledoc"));
    }

    #[test]
    fn a_post_is_named_by_the_last_part_of_its_address() {
        let reading = export(
            r#"{"id":"p","uuid":"u","slug":"flood","title":"A","html":"<p>x</p>","status":"published"},
            {"id":"q","title":"B","html":"<p>x</p>","status":"published"}, 7"#,
        );
        let ids: Vec<_> = reading.articles.iter().map(|article| article.id.as_str()).collect();
        assert_eq!((ids, reading.articles[1].extra.len()), (vec!["flood", "q"], 0));
        assert_eq!(reading.articles[0].warnings, [""; 0]);
        let extra: Vec<_> = reading.articles[0].extra.iter().map(|(key, value)| format!("{key}={value}")).collect();
        assert_eq!(extra[..2], ["ghost_id=\"p\"", "uuid=\"u\""]);
        assert!(reading.complaints.len() == 1 && reading.complaints[0].problem.contains("a post"));
    }

    #[test]
    fn links_between_posts_open_them() {
        let link = |to: &str| format!("<a href=\\\"__GHOST_URL__{to}\\\">x</a> ");
        let links = ["/two/", "/two", "/two/?a=b#c", "/draft/", "/2020/two/", "/tag/two/x/", "/"].map(link).concat();
        let reading = export(&format!(
            r#"{{"id":1,"slug":"one","title":"A","html":"<p>{links}</p>","status":"published"}},
            {{"id":2,"slug":"two","title":"B","html":"<p>x</p>","status":"published"}},
            {{"id":3,"slug":"draft","title":"C","html":"<p>x</p>","status":"draft"}}"#
        ));
        let spans = &reading.articles[0].blocks[0].spans;
        let led: Vec<_> =
            spans.iter().filter_map(|span| if let Style::Link(url) = &span.style { Some(url) } else { None }).collect();
        let two = "#article=two";
        assert_eq!(led, [two, two, two, "/draft/", two, "/tag/two/x/", "/"]);
    }

    #[test]
    fn an_export_is_told_by_its_beginning() {
        for (text, is) in [
            (r#"{"db":[{"meta":{},"data":{"posts":[]}}]}"#, true),
            ("{\n \"meta\" : {\"exported_on\":1}, \"data\":{\"posts\":[]}}", true),
            (r#"{"db":"x","posts":1}"#, false),
            (r#"{"meta":{"a":1},"posts":[]}"#, false),
        ] {
            assert_eq!(super::is_export(text), is, "{text}");
        }
    }
}
