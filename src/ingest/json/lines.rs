//! JSON Lines: one article a line.
//!
//! Keys: `id, title, text, date, lang, url, author, tags, source, place`, each but one of `title` and `text` optional;
//! `""` and `null` count as absent. `author` and `tags` are a string or a list (tags in a string are parted by commas).
//! Title and text are taken as given: a paragraph a line, nothing removed, nothing made up. Other keys are kept, and not
//! indexed. An article without an id gets the hash of its title, a newline and its text.
//!
//! Lines that call their text otherwise (`maintext`, `content_html` …) are read as [`keys`](crate::ingest::keys) says.

use super::document;
use super::feed::Defaults;
use super::mend::mend;
use super::object::Object;
use super::place::Place;
use super::shape::Reader;
use crate::ingest::output::Output;
use serde::de::IgnoredAny;

/// Reads every line; a broken one costs only itself. A list is none, whatever the file is called.
pub fn read_lines(text: &str, out: &mut Output) {
    if text.trim_start().starts_with('[') {
        return document::read(text, out);
    }
    read_lines_from(text, 1, out);
}

/// Reads lines that are numbered from `first` on, and are no list.
pub fn read_lines_from(text: &str, first: u32, out: &mut Output) {
    for (number, line) in (first..).zip(text.split('\n')).filter(|(_, line)| !line.trim().is_empty()) {
        match serde_json::from_str::<Object>(line) {
            Ok(object) => read(line, object, number, out),
            Err(error) => match mend(line).as_deref().map(|line| (line, serde_json::from_str::<Object>(line))) {
                Some((line, Ok(object))) => read(line, object, number, out),
                _ => out.fail(Some(number), explain(error)),
            },
        }
    }
}

/// Reads the object of one line.
fn read<'a>(line: &'a str, object: Object<'a>, number: u32, out: &mut Output) {
    let place = Place::new(line, number);
    let mut reader = Reader { out, place, defaults: Defaults::default(), lines: true, depth: 0 };
    reader.object(object, number);
}

/// Whether `line` is one whole JSON object.
pub fn is_object(line: &str) -> bool {
    line.starts_with('{')
        && (serde_json::from_str::<IgnoredAny>(line).is_ok() || mend(line).is_some_and(|line| is_object(&line)))
}

/// A JSON error in our words; the line is known to the caller, the column is the error's.
fn explain(error: serde_json::Error) -> String {
    if error.is_eof() {
        let problem = "expected a JSON object with `title` or `text`, found a line that ends before its object does";
        return format!("{problem}; mend or delete the line");
    }
    let whole = error.to_string();
    let what = whole.rsplit_once(" at line ").map_or(whole.as_str(), |(what, _)| what);
    let column = error.column();
    format!("expected a JSON object with `title` or `text`, found at column {column}: {what}; mend or delete the line")
}

#[cfg(test)]
mod tests {
    use crate::article::Article;
    use crate::ingest::keys::hash;
    use crate::ingest::{Options, read};

    fn one(line: &str) -> Article {
        let reading = read("a.jsonl", line.as_bytes(), &Options::default());
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
    fn a_title_alone_is_an_article() {
        assert!(one(r#"{"title":"Only a title"}"#).blocks.is_empty());
    }

    #[test]
    fn a_broken_line_costs_only_itself() {
        let lines = "{\"text\":\"a\"}\r\n{\"text\":\n\n[1]\n{}\n{\"title\":{}}\n{\"text\":\"b\"}\n";
        let reading = read("a.jsonl", lines.as_bytes(), &Options::default());
        assert_eq!(reading.articles.len(), 2);
        let at: Vec<_> = reading.complaints.iter().map(|complaint| complaint.line).collect();
        assert_eq!(at, [Some(2), Some(4), Some(5), Some(6)]);
        assert_eq!(reading.articles[1].origin.line, 7);
        let problem = &reading.complaints[0].problem;
        assert!(problem.contains("ends before its object does") && !problem.contains("EOF"), "{problem}");
    }

    #[test]
    fn other_keys_of_our_records_are_kept_and_not_indexed() {
        let article =
            one(r#"{"title":"T","text":"<p>One.</p>","summary":"S","topics":["a"],"content":"C","slug":"s"}"#);
        assert_eq!(article.texts().collect::<Vec<_>>(), ["<p>One.</p>"]);
        let keys: Vec<_> = article.extra.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys, ["summary", "topics", "content", "slug"]);
        assert!(article.dek.is_none() && article.tags.is_empty());
        assert_eq!(article.id, hash("T", "<p>One.</p>"));
    }

    #[test]
    fn our_names_win_over_others() {
        let article = one(r#"{"headline":"H","title":"T","authors":["B"],"author":"A","text":"x"}"#);
        assert_eq!((article.headline.as_deref(), article.byline.as_deref()), (Some("T"), Some("A")));
        assert_eq!(article.extra[0].0, "headline");
    }

    #[test]
    fn a_key_that_stands_twice_is_told() {
        let article = one(r#"{"title":"A","text":"x","title":"B"}"#);
        assert_eq!(article.headline.as_deref(), Some("A"));
        assert_eq!(article.extra, [("title".to_owned(), "\"B\"".to_owned())]);
        assert!(article.warnings[0].contains("`title`"), "{:?}", article.warnings);
    }

    #[test]
    fn what_python_and_broken_writers_leave_is_read() {
        let article = one(r#"{"title":"A\ud83d","text":"x","author":NaN,"score":1e999}"#);
        assert_eq!(article.headline.as_deref(), Some("A\u{fffd}"));
        assert!(article.byline.is_none());
        assert_eq!(article.extra, [("score".to_owned(), "1e999".to_owned())]);
    }

    #[test]
    fn deep_nesting_costs_nothing() {
        let deep = format!(r#"{{"text":"x","zz":{}{}}}"#, "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(one(&deep).extra[0].1.len(), 200_000);
        let deep = format!(r#"{{"text":"x","author":{}{}}}"#, "[".repeat(1000), "]".repeat(1000));
        assert!(one(&deep).byline.is_none());
    }
}
