//! The front matter of an exported article; `ingest::exported` tells its keys, and reads them.

use super::yaml::{entry, list, map, text};
use newsprint::article::{Article, Link, Person, SourceKind};
use std::fmt::Write as _;

/// How the keys that the model has no field for are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extra {
    /// As a map: for people.
    Map,
    /// As pairs of name and JSON text: exact, whatever the names and values.
    Pairs,
}

/// The lines from one `---` to the other.
pub fn write(article: &Article, extra: Extra) -> String {
    let mut out = String::from("---\nnewsprint: 1\n");
    let optional = |value: &Option<String>| value.as_deref().map(text);
    entry(&mut out, "id", Some(text(&article.id)));
    entry(&mut out, "title", optional(&article.headline));
    entry(&mut out, "kicker", optional(&article.kicker));
    entry(&mut out, "description", optional(&article.dek));
    entry(&mut out, "byline", optional(&article.byline));
    list(&mut out, "authors", article.authors.iter().map(person));
    entry(&mut out, "date", article.published.map(|stamp| stamp.to_string()));
    entry(&mut out, "modified", article.modified.map(|stamp| stamp.to_string()));
    entry(&mut out, "date_text", optional(&article.date_text));
    entry(&mut out, "dateline", dateline(article));
    entry(&mut out, "source", source(article));
    list(&mut out, "highlights", article.highlights.iter().map(|item| text(item)));
    list(&mut out, "sections", article.sections.iter().map(|item| text(item)));
    list(&mut out, "tags", article.tags.iter().map(|item| text(item)));
    links(&mut out, article);
    entry(&mut out, "lang", optional(&article.lang));
    entry(&mut out, "dir", article.dir.map(|dir| dir.name().into()));
    entry(&mut out, "url", optional(&article.url));
    entry(&mut out, "rights", optional(&article.rights));
    extras(&mut out, &article.extra, extra);
    out.push_str("---\n");
    out
}

fn person(person: &Person) -> String {
    map(&[("name", Some(&person.name)), ("role", person.role.as_deref()), ("url", person.url.as_deref())])
}

fn dateline(article: &Article) -> Option<String> {
    let dateline = article.dateline.as_ref()?;
    let raw = Some(dateline.raw.as_str()).filter(|raw| !raw.is_empty());
    let [place, agency, date] = [&dateline.place, &dateline.agency, &dateline.date].map(|part| part.as_deref());
    Some(map(&[("raw", raw), ("place", place), ("agency", agency), ("date", date)]))
}

fn source(article: &Article) -> Option<String> {
    let source = article.source.as_ref()?;
    let kind = match source.kind {
        SourceKind::Agency => "agency",
        SourceKind::Outlet => "outlet",
        SourceKind::Feed => "feed",
    };
    Some(map(&[("name", Some(&source.name)), ("kind", Some(kind))]))
}

fn links(out: &mut String, article: &Article) {
    let links = &article.links;
    if links.previous.is_none() && links.next.is_none() && links.related.is_empty() {
        return;
    }
    out.push_str("links:\n");
    entry(out, "  previous", links.previous.as_ref().map(link));
    entry(out, "  next", links.next.as_ref().map(link));
    if !links.related.is_empty() {
        out.push_str("  related:\n");
    }
    for related in &links.related {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "    - {}", link(related));
    }
}

fn link(link: &Link) -> String {
    map(&[("title", Some(&link.title)), ("url", link.url.as_deref())])
}

/// JSON is YAML too, so a value needs no other form.
fn extras(out: &mut String, extra: &[(String, String)], form: Extra) {
    if extra.is_empty() {
        return;
    }
    out.push_str("extra:\n");
    for (name, json) in extra {
        let _ = match form {
            Extra::Map => writeln!(out, "  {}: {json}", text(name)),
            Extra::Pairs => writeln!(out, "  - [{}, {}]", text(name), text(json)),
        };
    }
}
