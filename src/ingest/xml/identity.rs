//! Ids of articles from feeds: what a reader sees in the address of the page, and the same at each new build.
//!
//! The path of the article's own page is best (`2013/05/flood`): it is readable, and a site keeps it. Without one it is
//! what the feed gives as identity, else a hash of title and text, as for JSON Lines.

use crate::article::Article;
use crate::ingest::url;

/// Parts of a query that say where a reader comes from, not what is read.
const CAMPAIGN: &[&str] = &["utm_", "at_", "cmp", "fbclid", "gclid", "mc_cid", "mc_eid", "ref", "source", "rss"];

/// The id of an article that lies at `url` and that its feed calls `given`.
pub fn of(url: Option<&str>, given: Option<&str>, article: &Article) -> String {
    let own = url.and_then(path).or_else(|| given.and_then(path));
    own.or_else(|| given.map(clean)).filter(|id| !id.is_empty()).unwrap_or_else(|| hash(article))
}

/// The path of an address, and of its query what names the article.
fn path(url: &str) -> Option<String> {
    let (_, rest) = url::parts(url)?;
    let rest = rest.split('#').next().unwrap_or_default();
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let names =
        |part: &&str| !part.is_empty() && !CAMPAIGN.iter().any(|known| part.to_ascii_lowercase().starts_with(known));
    let query = query.split('&').filter(names).collect::<Vec<_>>().join("&");
    let mut id = clean(&decoded(path.trim_matches('/')));
    if !query.is_empty() {
        id = format!("{id}?{}", clean(&query));
    }
    let id = id.trim_start_matches('?').to_owned();
    (!id.is_empty()).then_some(id)
}

/// A text that can stand in a line and in an address.
fn clean(text: &str) -> String {
    text.trim().chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect()
}

/// A text with its percent-encoded characters as themselves, where they are UTF-8.
pub fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        bytes.extend_from_slice(before.as_bytes());
        let digits = after.get(..2).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(b'%');
                rest = after;
            }
        }
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// A hash of title and text.
fn hash(article: &Article) -> String {
    let text = article.texts().collect::<Vec<_>>().join("\n");
    crate::ingest::keys::hash(article.headline.as_deref().unwrap_or_default(), &text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(url: &str, given: &str) -> String {
        of(Some(url).filter(|url| !url.is_empty()), Some(given).filter(|given| !given.is_empty()), &Article::default())
    }

    #[test]
    fn the_path_is_the_id() {
        assert_eq!(id("https://paper.example/2013/05/flood/?utm_source=rss#c", "urn:1"), "2013/05/flood");
        assert_eq!(id("https://paper.example/?p=12&utm_medium=x", ""), "p=12");
        assert_eq!(id("https://paper.example/read.php?id=12", ""), "read.php?id=12");
        assert_eq!(id("https://paper.example/%D9%86%D9%87%D8%B1/", ""), "نهر");
        assert_eq!(id("https://paper.example/", "tag:paper.example,2013:12"), "tag:paper.example,2013:12");
        assert_eq!(id("", "https://paper.example/a"), "a");
    }

    #[test]
    fn without_any_it_is_a_hash() {
        let article = Article { headline: Some("Flood".into()), ..Article::default() };
        assert_eq!(of(None, None, &article), crate::ingest::keys::hash("Flood", ""));
    }

    #[test]
    fn half_a_percent_sign_stays() {
        assert_eq!(decoded("100%25%zz%"), "100%%zz%");
        assert_eq!(decoded("%ff"), "%ff");
    }
}
