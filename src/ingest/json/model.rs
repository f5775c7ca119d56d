//! The whole article as JSON, as `newsprint parse` and `newsprint export` write it.
//!
//! What stands in such an object is taken exactly as it stands: no blank is trimmed, nothing is guessed, and an archive
//! that is built from it is the same, byte for byte. The keys are the names of the fields of [`Article`]; `null` and a
//! missing key are an absent field. Those of its making (`removed`, `guesses`, `warnings`, `origin`) are passed over:
//! they tell of another file. `extra` is an object of the keys that no field is for; further keys that are not known
//! follow them.

use super::object::Object;
use crate::article::{
    Article, Block, Dateline, Dir, Kind, Link, Links, Media, Person, Source, SourceKind, Span, Stamp, Style,
};
use crate::ingest::excerpt::excerpt;
use crate::ingest::keys::{Held, Text};
use serde::Deserialize;
use serde_json::value::RawValue;

/// Whether an object is a whole article: its `blocks` are a list of pieces with a kind.
pub fn is_whole(object: &Object) -> bool {
    object
        .get("blocks")
        .is_some_and(|blocks| blocks.starts_with('[') && (blocks == "[]" || from::<Vec<Sort>>(blocks).is_ok()))
}

/// The article of an object, and whether the object says which direction it is written in.
pub fn article(object: &Object) -> Result<(Article, bool), String> {
    let mut article = Article::default();
    let mut directed = false;
    let mut others = Vec::new();
    for (key, value) in &object.0 {
        let known = set(&mut article, key, value.get()).map_err(|error| problem(key, &error))?;
        directed |= key == "dir";
        if !known {
            others.push((key.clone().into_owned(), Held::Json(value).to_json()));
        }
    }
    article.extra.append(&mut others);
    match article.headline.is_none() && article.blocks.is_empty() && article.id.is_empty() {
        true => Err("expected `id`, `headline` or `blocks`, found none (or all empty); add one or delete it".into()),
        false => Ok((article, directed)),
    }
}

/// What is wrong with the value of a key.
fn problem(key: &str, error: &serde_json::Error) -> String {
    let whole = error.to_string();
    let what = whole.rsplit_once(" at line ").map_or(whole.as_str(), |(what, _)| what);
    format!("expected in `{key}` what `newsprint parse` writes there, found: {what}; mend or delete it")
}

/// Gives a key's value to its field; `false` if it has none.
fn set(article: &mut Article, key: &str, value: &str) -> serde_json::Result<bool> {
    match key {
        "id" => article.id = id(value),
        "headline" => article.headline = text(value)?,
        "kicker" => article.kicker = text(value)?,
        "dek" => article.dek = text(value)?,
        "byline" => article.byline = text(value)?,
        "date_text" => article.date_text = text(value)?,
        "lang" => article.lang = text(value)?,
        "url" => article.url = text(value)?,
        "rights" => article.rights = text(value)?,
        "authors" => article.authors = list::<PersonForm>(value)?.into_iter().map(Into::into).collect(),
        "dateline" => article.dateline = from::<Option<DatelineForm>>(value)?.map(Into::into),
        "source" => article.source = from::<Option<SourceForm>>(value)?.map(Into::into),
        "published" | "modified" => return stamp(article, key, value),
        "highlights" => article.highlights = list(value)?,
        "sections" => article.sections = list(value)?,
        "tags" => article.tags = list(value)?,
        "blocks" => article.blocks = list::<BlockForm>(value)?.into_iter().map(Into::into).collect(),
        "links" => article.links = from::<Option<LinksForm>>(value)?.unwrap_or_default().into(),
        "dir" => article.dir = from::<Option<DirForm>>(value)?.map(Into::into),
        "extra" => return extra(article, value),
        "removed" | "guesses" | "warnings" | "origin" => {}
        _ => return Ok(false),
    }
    Ok(true)
}

/// A block as it stands in such an article.
pub fn block(json: &str) -> Option<Block> {
    let known = from::<Sort>(json).is_ok();
    from::<BlockForm>(json).ok().filter(|_| known).map(Into::into)
}

/// Reads a value.
fn from<'a, T: Deserialize<'a>>(value: &'a str) -> serde_json::Result<T> {
    serde_json::from_str(value)
}

/// A text; an empty one is absent.
fn text(value: &str) -> serde_json::Result<Option<String>> {
    Ok(from::<Option<String>>(value)?.filter(|text| !text.is_empty()))
}

/// A list; `null` is an empty one.
fn list<'a, T: Deserialize<'a>>(value: &'a str) -> serde_json::Result<Vec<T>> {
    Ok(from::<Option<Vec<T>>>(value)?.unwrap_or_default())
}

/// An id, which others write as a number too.
fn id(value: &str) -> String {
    match value {
        "null" => String::new(),
        _ => from::<Text>(value).map_or_else(|_| value.to_owned(), |text| text.0.into_owned()),
    }
}

/// A stamp; one that cannot be read is kept among the keys that are not known.
fn stamp(article: &mut Article, key: &str, value: &str) -> serde_json::Result<bool> {
    let Some(text) = text(value)? else { return Ok(true) };
    let stamp = Stamp::parse(&text);
    match key {
        "published" => article.published = stamp,
        _ => article.modified = stamp,
    }
    if stamp.is_none() {
        article
            .warnings
            .push(format!("{key}: expected ISO 8601 (2013-05-29), found {:?}; kept as text", excerpt(&text)));
    }
    Ok(stamp.is_some())
}

/// The keys that no field is for, in their order: an object, or pairs of name and JSON text where an object would not
/// give them back.
fn extra(article: &mut Article, value: &str) -> serde_json::Result<bool> {
    if let Ok(pairs) = from::<Vec<(String, String)>>(value) {
        article.extra.extend(pairs);
        return Ok(true);
    }
    let Ok(object) = from::<Object>(value) else { return Ok(value == "null") };
    article.extra.extend(object.0.into_iter().map(|(key, value)| (key.into_owned(), Held::Json(value).to_json())));
    Ok(true)
}

/// What tells a block of ours from those of others.
#[derive(Deserialize)]
#[expect(dead_code, reason = "only whether it can be read is asked")]
struct Sort<'a> {
    kind: KindForm,
    #[serde(borrow)]
    text: &'a RawValue,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct BlockForm {
    kind: KindForm,
    text: Option<String>,
    spans: Vec<SpanForm>,
    level: u8,
    ordered: bool,
    code: Option<String>,
    items: Vec<String>,
    caption: Option<String>,
    credit: Option<String>,
    src: Option<String>,
    alt: Option<String>,
    width: Option<u32>,
    height: Option<u32>,
}

/// `text` is the whole of a block; `items` and `caption` say the same once more and are asked only where it is missing.
impl From<BlockForm> for Block {
    fn from(form: BlockForm) -> Self {
        let BlockForm { credit, src, alt, width, height, level, ordered, code, .. } = form;
        let text = form.text.or(form.caption).unwrap_or_else(|| form.items.join("\n"));
        let spans = form.spans.into_iter().map(Into::into);
        let spans = spans.filter(|span: &Span| text.get(span.start..span.end).is_some()).collect();
        let media = Media { credit, src, alt, width, height };
        Self { kind: form.kind.into(), text, spans, level, ordered, code, media }
    }
}

/// The kinds of block; what a later version writes is shown as a paragraph.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum KindForm {
    #[default]
    Para,
    Subhead,
    Quote,
    List,
    Note,
    Image,
    Embed,
    Table,
    Code,
    #[serde(other)]
    Unknown,
}

impl From<KindForm> for Kind {
    fn from(form: KindForm) -> Self {
        match form {
            KindForm::Para | KindForm::Unknown => Self::Para,
            KindForm::Subhead => Self::Subhead,
            KindForm::Quote => Self::Quote,
            KindForm::List => Self::List,
            KindForm::Note => Self::Note,
            KindForm::Image => Self::Image,
            KindForm::Embed => Self::Embed,
            KindForm::Table => Self::Table,
            KindForm::Code => Self::Code,
        }
    }
}

#[derive(Deserialize)]
struct SpanForm {
    start: usize,
    end: usize,
    style: StyleForm,
    url: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum StyleForm {
    Emphasis,
    Strong,
    Code,
    Link,
}

impl From<SpanForm> for Span {
    fn from(form: SpanForm) -> Self {
        let style = match form.style {
            StyleForm::Emphasis => Style::Emphasis,
            StyleForm::Strong => Style::Strong,
            StyleForm::Code => Style::Code,
            StyleForm::Link => Style::Link(form.url.unwrap_or_default()),
        };
        Self { start: form.start, end: form.end, style }
    }
}

#[derive(Deserialize)]
struct PersonForm {
    name: String,
    role: Option<String>,
    url: Option<String>,
}

impl From<PersonForm> for Person {
    fn from(form: PersonForm) -> Self {
        Self { name: form.name, role: form.role, url: form.url }
    }
}

#[derive(Deserialize)]
struct DatelineForm {
    #[serde(default)]
    raw: String,
    place: Option<String>,
    agency: Option<String>,
    date: Option<String>,
}

impl From<DatelineForm> for Dateline {
    fn from(form: DatelineForm) -> Self {
        Self { raw: form.raw, place: form.place, agency: form.agency, date: form.date }
    }
}

#[derive(Deserialize)]
struct SourceForm {
    name: String,
    kind: Option<SourceSort>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum SourceSort {
    Agency,
    Outlet,
    Feed,
}

impl From<SourceForm> for Source {
    fn from(form: SourceForm) -> Self {
        let kind = match form.kind {
            Some(SourceSort::Agency) => SourceKind::Agency,
            Some(SourceSort::Feed) => SourceKind::Feed,
            Some(SourceSort::Outlet) | None => SourceKind::Outlet,
        };
        Self { name: form.name, kind }
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct LinksForm {
    previous: Option<LinkForm>,
    next: Option<LinkForm>,
    related: Vec<LinkForm>,
}

#[derive(Deserialize)]
struct LinkForm {
    #[serde(default)]
    title: String,
    url: Option<String>,
}

impl From<LinkForm> for Link {
    fn from(form: LinkForm) -> Self {
        Self { title: form.title, url: form.url }
    }
}

impl From<LinksForm> for Links {
    fn from(form: LinksForm) -> Self {
        Self {
            previous: form.previous.map(Into::into),
            next: form.next.map(Into::into),
            related: form.related.into_iter().map(Into::into).collect(),
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum DirForm {
    Ltr,
    Rtl,
}

impl From<DirForm> for Dir {
    fn from(form: DirForm) -> Self {
        match form {
            DirForm::Ltr => Self::Ltr,
            DirForm::Rtl => Self::Rtl,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{Options, read};

    fn block(kind: Kind, text: &str) -> Block {
        let media = match kind {
            Kind::Image | Kind::Embed => Media {
                credit: Some("A. Person".into()),
                src: Some("dam.jpg".into()),
                alt: Some("A dam".into()),
                width: Some(640),
                height: None,
            },
            _ => Media::default(),
        };
        let level = if kind == Kind::Subhead { 3 } else { 0 };
        let code = (kind == Kind::Code).then(|| "rust".to_owned());
        Block { level, code, media, ordered: kind == Kind::List, ..Block::new(kind, text) }
    }

    fn full() -> Article {
        let span = |start, end, style| Span { start, end, style };
        let mut quote = block(Kind::Quote, "The ríver rose.");
        quote.spans = vec![
            span(0, 3, Style::Strong),
            span(0, 10, Style::Link("https://example.org/".into())),
            span(4, 10, Style::Code),
            span(11, 15, Style::Emphasis),
        ];
        let kinds =
            [Kind::Subhead, Kind::List, Kind::Note, Kind::Image, Kind::Embed, Kind::Table, Kind::Code, Kind::Para];
        let mut blocks = vec![quote];
        blocks.extend(kinds.map(|kind| block(kind, " one\n two\tthree ")));
        Article {
            id: " 7/é".into(),
            headline: Some("  Flood ".into()),
            kicker: Some("Weather".into()),
            dek: Some("Rain.\nMore rain.".into()),
            byline: Some("A. Person".into()),
            authors: vec![
                Person { name: "A. Person".into(), role: Some("Editor".into()), url: Some("u".into()) },
                Person { name: "B".into(), ..Person::default() },
            ],
            dateline: Some(Dateline {
                place: Some("KARIMA".into()),
                date: Some("May 29".into()),
                ..Dateline::default()
            }),
            source: Some(Source { name: "ESTA".into(), kind: SourceKind::Feed }),
            published: Stamp::parse("2023-05-29T10:00:07-02:30"),
            modified: Stamp::parse("2023"),
            date_text: Some("29 May".into()),
            highlights: vec!["One".into(), String::new()],
            blocks,
            sections: vec!["A".into()],
            tags: vec!["weather".into(), "rain".into()],
            links: Links {
                previous: Some(Link { title: "Drought".into(), url: Some("d".into()) }),
                next: None,
                related: vec![Link { title: "Dam".into(), url: None }],
            },
            lang: Some("es".into()),
            dir: None,
            url: Some("https://example.org/7".into()),
            rights: Some("CC0".into()),
            extra: vec![("zz".into(), r#"{"b":1,"a":[2.50]}"#.into()), ("id".into(), "\"x\"".into())],
            ..Article::default()
        }
    }

    /// The JSON of `newsprint parse`, and the keys that no field is for.
    fn json(article: &Article) -> String {
        let mut line = serde_json::to_string(article).unwrap();
        let extra: Vec<_> = article.extra.iter().map(|(key, value)| format!("{key:?}:{value}")).collect();
        line.truncate(line.len() - 1);
        format!("{line},\"extra\":{{{}}}}}", extra.join(","))
    }

    #[test]
    fn a_whole_article_comes_back_exactly() {
        for article in [full(), Article { id: "a".into(), headline: Some("A".into()), ..Article::default() }] {
            let reading = read("a.jsonl", json(&article).as_bytes(), &Options::default());
            assert!(reading.complaints.is_empty(), "{:?}", reading.complaints);
            let mut back = reading.articles.into_iter().next().unwrap();
            back.origin = article.origin.clone();
            assert_eq!(back, article);
        }
    }

    #[test]
    fn a_direction_that_is_not_told_is_found() {
        let reading = read("a.jsonl", br#"{"blocks":[{"kind":"para","text":"One."}],"zz":[1]}"#, &Options::default());
        assert_eq!(reading.articles[0].dir, Some(Dir::Ltr));
        assert_eq!(reading.articles[0].extra, [("zz".to_owned(), "[1]".to_owned())]);
    }

    #[test]
    fn blocks_of_others_are_no_whole_article() {
        let reading = read("a.jsonl", br#"{"text":"One.","blocks":[{"type":"x","data":{}}]}"#, &Options::default());
        assert_eq!(reading.articles[0].texts().collect::<Vec<_>>(), ["One."]);
        assert_eq!(reading.articles[0].extra[0].0, "blocks");
    }

    #[test]
    fn a_value_of_another_type_is_named_with_its_key() {
        let reading = read("a.jsonl", br#"{"blocks":[{"kind":"para","text":[]}],"headline":"a"}"#, &Options::default());
        assert!(reading.complaints[0].problem.contains("`blocks`"), "{}", reading.complaints[0]);
        let far = br#"{"blocks":[{"kind":"para","text":"abc","spans":[{"start":1,"end":99,"style":"strong"}]}]}"#;
        assert!(read("a.jsonl", far, &Options::default()).articles[0].blocks[0].spans.is_empty());
    }
}
