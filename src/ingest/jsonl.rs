//! JSON Lines: one article a line, its title and text taken as given.
//!
//! Keys: `id, title, text, date, lang, url, author, tags, source, place`, each but one of `title` and `text` optional;
//! `""` and `null` count as absent. `author` and `tags` are a string or a list (tags in a string are parted by commas).
//! Other keys are kept, and not indexed. An article without an id gets the FNV-1a hash (64 bits, as 16 hexadecimal
//! digits) of its title, a newline and its text: the same wherever it stands.

use super::output::Output;
use super::{Options, json, text};
use crate::article::{Article, Block, Dateline, Person, Source, SourceKind, Stamp};
use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;

/// Reads every line; a broken one costs only itself.
pub fn read(text: &str, out: &mut Output) {
    for (number, line) in (1..).zip(text.split('\n')).filter(|(_, line)| !line.trim().is_empty()) {
        let read = match whole(line) {
            Some(object) => json::article(&object),
            None => serde_json::from_str::<Record>(line)
                .map_err(explain)
                .and_then(|record| article(record, out.options))
                .map(|article| (article, false)),
        };
        match read {
            Ok((article, true)) => out.directed(number, article),
            Ok((article, false)) => out.article(number, article),
            Err(problem) => out.fail(Some(number), problem),
        }
    }
}

/// Whether `line` is one whole JSON object.
pub fn is_object(line: &str) -> bool {
    line.starts_with('{') && serde_json::from_str::<IgnoredAny>(line).is_ok()
}

/// A JSON error in our words; the line is known to the caller, the column is the error's.
fn explain(error: serde_json::Error) -> String {
    let whole = error.to_string();
    let what = whole.rsplit_once(" at line ").map_or(whole.as_str(), |(what, _)| what);
    let column = error.column();
    format!("expected a JSON object with `title` or `text`, found at column {column}: {what}; mend or delete the line")
}

/// One line, borrowed from the input where it can be.
#[derive(Default)]
struct Record<'a> {
    id: Cow<'a, str>,
    title: Cow<'a, str>,
    text: Cow<'a, str>,
    date: Cow<'a, str>,
    lang: Cow<'a, str>,
    url: Cow<'a, str>,
    source: Cow<'a, str>,
    place: Cow<'a, str>,
    author: Vec<Cow<'a, str>>,
    tags: Vec<Cow<'a, str>>,
    extra: Vec<(String, String)>,
}

/// The object on `line`, if it is an article as `newsprint parse` writes it.
fn whole(line: &str) -> Option<json::Object<'_>> {
    let object = line.contains("\"blocks\"").then(|| serde_json::from_str(line).ok()).flatten()?;
    json::is_whole(&object).then_some(object)
}

/// The article of one record.
fn article(record: Record, options: &Options) -> Result<Article, String> {
    if record.title.trim().is_empty() && record.text.trim().is_empty() {
        let problem = "expected `title` or `text`, found neither (or both empty); add one or delete the line";
        return Err(problem.into());
    }
    let mut article = body(&record, options);
    article.id = present(&record.id).unwrap_or_else(|| hash(&record.title, &record.text));
    article.lang = present(&record.lang);
    article.url = present(&record.url);
    article.extra.extend(record.extra);
    if let Some(name) = present(&record.source) {
        article.source = Some(Source { name, kind: SourceKind::Outlet });
    }
    if let Some(place) = present(&record.place) {
        let raw = article.dateline.take().unwrap_or_default();
        article.dateline = Some(Dateline { place: Some(place), ..raw });
    }
    set_date(&mut article, &record.date);
    set_names(&mut article, &record.author);
    if !record.tags.is_empty() {
        article.tags = record.tags.iter().filter_map(|tag| present(tag)).collect();
    }
    Ok(article)
}

/// Headline and blocks: as given, or sorted by the reader of raw text.
fn body(record: &Record, options: &Options) -> Article {
    let headline = present(&record.title);
    if options.raw_text && !record.text.trim().is_empty() {
        let mut article = text::read(&record.text, options);
        if let Some(title) = headline {
            let found = article.headline.replace(title);
            let other = found.filter(|found| Some(found) != article.headline.as_ref());
            article.blocks.splice(0..0, other.map(Block::para));
        }
        return article;
    }
    let lines = record.text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty());
    Article { headline, blocks: lines.map(Block::para).collect(), ..Article::default() }
}

/// Keeps the date as written, and understood where it is ISO 8601.
fn set_date(article: &mut Article, date: &str) {
    let Some(date) = present(date) else { return };
    article.published = Stamp::parse(&date);
    if article.published.is_none() {
        article.warnings.push(format!("date: expected ISO 8601 (2013-05-29), found {date:?}; kept as text"));
    }
    article.date_text = Some(date);
}

/// The authors one by one, and as one byline.
fn set_names(article: &mut Article, names: &[Cow<str>]) {
    let names: Vec<String> = names.iter().filter_map(|name| present(name)).collect();
    if !names.is_empty() {
        article.byline = Some(names.join(", "));
        article.authors = names.into_iter().map(|name| Person { name, ..Person::default() }).collect();
    }
}

/// The text without the blanks around it, if any is left.
fn present(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// FNV-1a, 64 bits (Fowler, Noll and Vo), over title, newline and text.
pub fn hash(title: &str, text: &str) -> String {
    let bytes = title.bytes().chain([b'\n']).chain(text.bytes());
    let hash = bytes
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    format!("{hash:016x}")
}

impl<'de: 'a, 'a> Deserialize<'de> for Record<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Keys)
    }
}

/// Collects the keys of one object.
struct Keys;

impl<'de> Visitor<'de> for Keys {
    type Value = Record<'de>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut record = Record::default();
        while let Some(Word(key)) = map.next_key()? {
            let slot = match key.as_ref() {
                "id" => &mut record.id,
                "title" => &mut record.title,
                "text" => &mut record.text,
                "date" => &mut record.date,
                "lang" => &mut record.lang,
                "url" => &mut record.url,
                "source" => &mut record.source,
                "place" => &mut record.place,
                "author" => {
                    record.author = map.next_value::<Words>()?.0;
                    continue;
                }
                "tags" => {
                    record.tags = map.next_value::<Words>()?.split();
                    continue;
                }
                _ => {
                    record.extra.push((key.into_owned(), map.next_value::<&RawValue>()?.get().into()));
                    continue;
                }
            };
            *slot = map.next_value::<Word>()?.0;
        }
        Ok(record)
    }
}

/// A string; numbers and truth values as they are written, `null` as nothing.
struct Word<'a>(Cow<'a, str>);

/// A string or a list of strings; and whether it was a list.
struct Words<'a>(Vec<Cow<'a, str>>, bool);

impl<'a> Words<'a> {
    /// Tags: a string may name several, parted by commas; an item of a list is one.
    fn split(self) -> Vec<Cow<'a, str>> {
        match (self.0.as_slice(), self.1) {
            ([one], false) => one.split(',').map(|tag| Cow::Owned(tag.to_owned())).collect(),
            _ => self.0,
        }
    }
}

impl<'de> Deserialize<'de> for Word<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Scalar).map(|words| Self(words.into_iter().next().unwrap_or_default()))
    }
}

impl<'de> Deserialize<'de> for Words<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Strings)
    }
}

/// Accepts one scalar.
struct Scalar;

/// Accepts one scalar or a list of them.
struct Strings;

/// The methods by which both visitors take a scalar.
macro_rules! scalars {
    ($value:ty, $wrap:expr) => {
        type Value = $value;

        fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
            Ok($wrap(vec![Cow::Borrowed(text)]))
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
            Ok($wrap(vec![Cow::Owned(text.to_owned())]))
        }

        fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
            Ok($wrap(vec![Cow::Owned(number.to_string())]))
        }

        fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
            Ok($wrap(vec![Cow::Owned(number.to_string())]))
        }

        fn visit_f64<E: Error>(self, number: f64) -> Result<Self::Value, E> {
            Ok($wrap(vec![Cow::Owned(number.to_string())]))
        }

        fn visit_bool<E: Error>(self, truth: bool) -> Result<Self::Value, E> {
            Ok($wrap(vec![Cow::Owned(truth.to_string())]))
        }

        fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
            Ok($wrap(Vec::new()))
        }
    };
}

impl<'de> Visitor<'de> for Scalar {
    scalars!(Vec<Cow<'de, str>>, core::convert::identity);

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a string")
    }
}

impl<'de> Visitor<'de> for Strings {
    scalars!(Words<'de>, |words| Words(words, false));

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a string or a list of strings")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut words = Vec::new();
        while let Some(Word(word)) = list.next_element()? {
            words.push(word);
        }
        Ok(Words(words, true))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(line: &str) -> Article {
        let reading = crate::ingest::read("a.jsonl", line.as_bytes(), &Options::default());
        assert!(reading.complaints.is_empty(), "{:?}", reading.complaints);
        reading.articles.into_iter().next().unwrap()
    }

    #[test]
    fn every_key_finds_its_field() {
        let article = one(
            r#"{"id":7,"title":"Flood","text":"One.\nTwo.\n\n","date":"2013-05-29","lang":"en","url":"https://x.example/","author":["A B","C"],"tags":"river, rain","source":"Gazette","place":"Karima","zz":{"b":1,"a":[2]}}"#,
        );
        assert_eq!((article.id.as_str(), article.headline.as_deref()), ("7", Some("Flood")));
        assert_eq!(article.texts().collect::<Vec<_>>(), ["One.", "Two."]);
        assert_eq!(article.byline.as_deref(), Some("A B, C"));
        assert_eq!(article.tags, ["river", "rain"]);
        assert_eq!(article.published.map(|day| day.to_string()).as_deref(), Some("2013-05-29"));
        assert_eq!(article.extra, [("zz".to_owned(), r#"{"b":1,"a":[2]}"#.to_owned())]);
        assert_eq!(article.dateline.and_then(|dateline| dateline.place).as_deref(), Some("Karima"));
    }

    #[test]
    fn nothing_is_made_up() {
        let article = one(r#"{"title":"","text":"Share this\nOnly text\tas given","author":null,"tags":[]}"#);
        assert_eq!(article.headline, None);
        assert_eq!(article.texts().collect::<Vec<_>>(), ["Share this", "Only text\tas given"]);
        assert!(article.removed.is_empty() && article.byline.is_none() && article.tags.is_empty());
        assert_eq!(article.id, hash("", "Share this\nOnly text\tas given"));
    }

    #[test]
    fn a_title_alone_is_an_article_and_the_hash_is_fnv_1a() {
        assert!(one(r#"{"title":"Only a title"}"#).blocks.is_empty());
        assert_eq!(hash("", ""), "af63c74c8601c8dd");
    }

    #[test]
    fn a_broken_line_costs_only_itself() {
        let lines = "{\"text\":\"a\"}\r\n{\"text\":\n\n[1]\n{}\n{\"title\":{}}\n{\"text\":\"b\"}\n";
        let reading = crate::ingest::read("a.jsonl", lines.as_bytes(), &Options::default());
        assert_eq!(reading.articles.len(), 2);
        let at: Vec<_> = reading.complaints.iter().map(|complaint| complaint.line).collect();
        assert_eq!(at, [Some(2), Some(4), Some(5), Some(6)]);
        assert_eq!(reading.articles[1].origin.line, 7);
    }
}
