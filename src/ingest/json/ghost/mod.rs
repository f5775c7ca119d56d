//! Exports of Ghost: `{"db": [{"meta": …, "data": {"posts": [ … ], "tags": [ … ], …}}]}`, older ones without `db`.
//!
//! A post names its tags and authors in lists of their own (`posts_tags`, `posts_authors`), in their order there; a tag
//! whose name begins with `#` is internal. Its text is `html`; without one `plaintext`, else the texts in its `lexical`
//! or `mobiledoc`. `__GHOST_URL__` stands for the site's address, which the export does not tell: it is taken out, so
//! that links begin at the site's root. Pages, and posts that are not published, are left out. Fields that only Ghost
//! uses (`comment_id`, `visibility` …) are kept as extra keys; empty ones are not.

use super::object::Object;
use super::record::{self, Refused};
use super::shape::Reader;
use super::values::Values;
use crate::ingest::keys::{Entry, Held, Stance, Value};
use crate::ingest::status::{self, Status};
use std::borrow::Cow;
use std::collections::HashMap;

/// What Ghost writes for the site's address.
const SITE: &str = "__GHOST_URL__";

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

/// Reads the posts of an export.
pub fn read<'a>(data: &Object<'a>, reader: &mut Reader<'a, '_, '_>) {
    let lists = Lists::of(data);
    for post in Values::new(data.get("posts").unwrap_or_default()).flatten() {
        let line = reader.place.line(post);
        let Some(post) = Object::of(post) else { continue };
        if let Some(why) = unpublished(&post) {
            reader.out.leave_out(post.text("title").as_deref(), why);
            continue;
        }
        match record::article_of(lists.entries(post), line, Stance::Open, reader.out.options) {
            Ok(article) => reader.out.article(line, article),
            Err(Refused::Unpublished(title, why)) => reader.out.leave_out(title.as_deref(), why),
            Err(Refused::Nothing(problem)) => reader.out.fail(Some(line), problem),
        }
    }
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

    /// A post as the entries of a record.
    fn entries(&self, post: Object<'a>) -> Vec<Entry<'a>> {
        let id = post.text("id").unwrap_or_default();
        let listed = |pairs: &Pairs, names: &HashMap<Cow<str>, Cow<str>>| {
            let ids = pairs.get(&id).map(Vec::as_slice).unwrap_or_default();
            ids.iter().filter_map(|(_, id)| names.get(id)).map(|name| name.trim().to_owned()).collect::<Vec<_>>()
        };
        let mut tags = listed(&self.tagged, &self.tags);
        tags.retain(|tag| !tag.starts_with('#'));
        let mut authors = listed(&self.authored, &self.users);
        if authors.is_empty() {
            let author = post.text("author_id").and_then(|id| self.users.get(&id));
            authors.extend(author.map(|name| name.to_string()));
        }
        let text = self.text(&post);
        let mut entries = post.entries();
        entries.extend(
            self.meta.get(&id).map(|meta| meta.0.clone()).map(|keys| Object(keys).entries()).unwrap_or_default(),
        );
        entries.retain(|entry| !is_spent(entry, text.as_ref().map(|(key, _)| *key)));
        entries.extend(text.map(|(key, text)| cell(if key == "html" { "html" } else { "plaintext" }, text)));
        entries.extend([("tags", tags), ("authors", authors)].map(|(key, list)| Entry {
            key: key.into(),
            held: Held::Value(Value::List(list.into_iter().map(Value::Text).collect())),
        }));
        entries.iter_mut().for_each(at_root);
        entries
    }

    /// The text of a post, and where it stands.
    fn text(&self, post: &Object<'a>) -> Option<(&'static str, Cow<'a, str>)> {
        let plain = ["html", "plaintext", "markdown"].into_iter().find_map(|key| Some((key, post.text(key)?)));
        plain.or_else(|| {
            ["lexical", "mobiledoc"].into_iter().find_map(|key| Some((key, Cow::Owned(nodes(&post.text(key)?)?))))
        })
    }
}

/// A text as an entry.
fn cell<'a>(key: &'static str, text: Cow<'a, str>) -> Entry<'a> {
    Entry { key: key.into(), held: Held::Cell(text) }
}

/// Whether an entry says nothing more: it is empty, was read, or is another form of the text.
fn is_spent(entry: &Entry, text: Option<&str>) -> bool {
    let key = entry.key.as_ref();
    let forms = ["html", "plaintext", "markdown", "lexical", "mobiledoc"];
    entry.held.is_empty()
        || (text.is_some() && forms.contains(&key))
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

/// The texts in a document of Ghost's editors, a line for each paragraph.
fn nodes(document: &str) -> Option<String> {
    let value: Value = serde_json::from_str(document).ok()?;
    let mut lines = Vec::new();
    match value.get("root") {
        Some(root) => children(root).iter().for_each(|node| lines.push(lexical(node))),
        None => mobiledoc(&value, &mut lines),
    }
    lines.retain(|line| !line.trim().is_empty());
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// The children of a node of Lexical.
fn children(node: &Value) -> &[Value] {
    match node.get("children") {
        Some(Value::List(children)) => children,
        _ => &[],
    }
}

/// The text of a node of Lexical: its own, or that of its children; lists and quotations part theirs by lines.
fn lexical(node: &Value) -> String {
    let kind = node.get("type").and_then(Value::text).unwrap_or_default();
    if kind == "linebreak" {
        return "\n".into();
    }
    let own = ["text", "html", "caption"].iter().find_map(|key| node.get(key)?.text());
    let inner: Vec<_> = children(node).iter().map(lexical).collect();
    let inner = inner.join(if kind == "list" { "\n" } else { "" });
    // The blanks between the pieces of a sentence stand inside the pieces.
    let raw = match node.get("text") {
        Some(Value::Text(text)) => Some(text.clone()),
        _ => own,
    };
    raw.unwrap_or_default() + &inner
}

/// The texts of a Mobiledoc: its sections are lists whose first item says what they are; markers end with their text.
fn mobiledoc(value: &Value, lines: &mut Vec<String>) {
    let Some(Value::List(sections)) = value.get("sections") else { return };
    for section in sections {
        let Value::List(section) = section else { continue };
        match (section.first(), section.get(2)) {
            (Some(Value::Int(1)), Some(Value::List(markers))) => lines.push(marked(markers)),
            (Some(Value::Int(3)), Some(Value::List(items))) => {
                lines.extend(
                    items
                        .iter()
                        .map(|item| if let Value::List(markers) = item { marked(markers) } else { String::new() }),
                );
            }
            _ => {}
        }
    }
}

/// The texts of markers.
fn marked(markers: &[Value]) -> String {
    let text = |marker: &Value| match marker {
        Value::List(parts) => {
            parts.last().and_then(|text| if let Value::Text(text) = text { Some(text.clone()) } else { None })
        }
        _ => None,
    };
    markers.iter().filter_map(text).collect()
}

#[cfg(test)]
mod tests {
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

    #[test]
    fn a_post_without_html_gives_the_texts_of_its_editor() {
        let lexical = r#"{\"root\":{\"children\":[{\"type\":\"paragraph\",\"children\":[{\"type\":\"text\",\"text\":\"One \"},{\"type\":\"link\",\"children\":[{\"type\":\"text\",\"text\":\"two\"}]}]},{\"type\":\"list\",\"children\":[{\"type\":\"listitem\",\"children\":[{\"text\":\"a\"}]},{\"type\":\"listitem\",\"children\":[{\"text\":\"b\"}]}]}]}}"#;
        let mobiledoc = r#"{\"sections\":[[1,\"p\",[[0,[],0,\"One \"],[0,[0],1,\"two\"]]],[3,\"ul\",[[[0,[],0,\"a\"]],[[0,[],0,\"b\"]]]]]}"#;
        for (key, document) in [("lexical", lexical), ("mobiledoc", mobiledoc)] {
            let reading =
                export(&format!(r#"{{"id":9,"title":"A","html":null,"{key}":"{document}","status":"published"}}"#));
            assert_eq!(reading.articles[0].texts().collect::<Vec<_>>(), ["One two", "a", "b"], "{key}");
        }
    }
}
