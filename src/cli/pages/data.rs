//! What a page tells machines: schema.org's NewsArticle as JSON-LD, and the tags of Open Graph.

use super::html::escaped;
use super::place::Place;
use newsprint::article::{Article, Kind, Person};
use newsprint::view::safe;
use serde_json::{Map, Value, json};

/// What there is to say of an article beside itself.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// The article.
    pub article: &'a Article,
    /// What it is about, in a sentence or two.
    pub description: &'a str,
    /// Name of the site.
    pub site: &'a str,
    /// The page's address.
    pub address: &'a str,
    /// Words in its text.
    pub words: u32,
}

/// The article as JSON-LD, safe to stand in a `script` element.
pub fn json_ld(about: &About, place: &Place) -> String {
    let About { article, .. } = about;
    let mut map = Map::new();
    let mut put = |key: &str, value: Value| {
        let empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty) || value == json!("");
        if !empty {
            map.insert(key.into(), value);
        }
    };
    put("@context", json!("https://schema.org"));
    put("@type", json!("NewsArticle"));
    put("headline", json!(article.display_title()));
    put("description", json!(about.description));
    put("datePublished", json!(article.published.map(|stamp| stamp.iso())));
    put("dateModified", json!(article.modified.map(|stamp| stamp.iso())));
    put("author", article.authors.iter().map(person).collect());
    put("articleSection", json!(article.sections));
    put("keywords", json!(article.tags));
    put("inLanguage", json!(article.lang));
    put("dateline", json!(article.dateline.as_ref().map(|dateline| dateline.raw.trim())));
    put("wordCount", json!(about.words));
    put("image", images(article, place).collect());
    put("publisher", article.source.as_ref().map_or(Value::Null, |source| named("Organization", &source.name)));
    put("copyrightNotice", json!(article.rights));
    put("isBasedOn", json!(article.url.as_deref().and_then(safe)));
    put("isPartOf", named("WebSite", about.site));
    // Without the site's address a page cannot tell its own.
    put("url", json!(place.base.map(|_| about.address)));
    let text = Value::Object(map).to_string();
    // A script ends at `</script`, and `<!--` begins what hides its end.
    text.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

fn named(kind: &str, name: &str) -> Value {
    json!({ "@type": kind, "name": name })
}

fn person(person: &Person) -> Value {
    let mut value = named("Person", &person.name);
    for (key, text) in [("jobTitle", person.role.clone()), ("url", person.url.as_deref().and_then(safe))] {
        if let Some(text) = text {
            value[key] = text.into();
        }
    }
    value
}

/// The full addresses of its pictures.
fn images<'a>(article: &'a Article, place: &'a Place) -> impl Iterator<Item = String> {
    let pictures = article.blocks.iter().filter(|block| block.kind == Kind::Image);
    let sources = pictures.filter_map(|block| block.media.src.as_deref().and_then(safe));
    sources.filter_map(|src| place.full(&src))
}

/// The `meta` elements of Open Graph for an article.
pub fn open_graph(about: &About, place: &Place) -> String {
    let About { article, .. } = about;
    let published = article.published.map(|stamp| stamp.iso());
    let modified = article.modified.map(|stamp| stamp.iso());
    let (image, section) = (images(article, place).next(), article.sections.first());
    let mut tags = vec![
        ("og:type", Some("article")),
        ("og:title", Some(article.display_title())),
        ("og:description", Some(about.description)),
        ("og:site_name", Some(about.site)),
        ("og:url", place.base.map(|_| about.address)),
        ("og:image", image.as_deref()),
        ("article:published_time", published.as_deref()),
        ("article:modified_time", modified.as_deref()),
        ("article:section", section.map(String::as_str)),
    ];
    tags.extend(article.tags.iter().map(|tag| ("article:tag", Some(tag.as_str()))));
    let line = |(property, content): (&str, Option<&str>)| {
        let content = content.filter(|content| !content.is_empty())?;
        Some(format!("<meta property=\"{property}\" content=\"{}\">\n", escaped(content)))
    };
    tags.into_iter().filter_map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::super::names::Names;
    use super::super::place::Depth;
    use super::*;

    #[test]
    fn no_text_ends_the_script() {
        let article = Article { headline: Some("</script><!--<script>&".into()), ..Article::default() };
        let about = About { article: &article, description: "", site: "S", address: "x.html", words: 0 };
        let names = Names::default();
        let place = Place { depth: Depth::Article, names: &names, base: None, remote_images: false };
        let text = json_ld(&about, &place);
        assert!(!text.contains(['<', '>', '&']), "{text}");
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["headline"], "</script><!--<script>&");
        assert!(value.get("url").is_none() && value.get("description").is_none());
        assert!(open_graph(&about, &place).contains("content=\"&lt;/script&gt;&lt;!--&lt;script&gt;&amp;\""));
    }
}
