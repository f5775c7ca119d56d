//! One JSON document, or several one after the other.
//!
//! A list is walked through value by value, so one that breaks in the middle costs only what is broken
//! ([`values`](super::values)). An object must be whole to be understood; where it is not, the first list of articles
//! in it is looked for, and walked through likewise.

use super::feed::Defaults;
use super::mend::mend;
use super::place::Place;
use super::shape::{LISTS, Reader};
use super::values::Values;
use crate::ingest::output::Output;

/// Reads a document.
pub fn read(text: &str, out: &mut Output) {
    match mend(text) {
        Some(mended) => read_all(&mended, out),
        None => read_all(text, out),
    }
}

fn read_all(text: &str, out: &mut Output) {
    let mut reader = Reader { out, place: Place::new(text, 1), defaults: Defaults::default(), lines: false, depth: 0 };
    let Some(at) = broken_around_list(text) else {
        reader.values(Values::new(text));
        return;
    };
    let list = text.get(at..).unwrap_or_default();
    if reader.values(Values::inside(list)) {
        let problem = "expected one JSON object, found one that is broken behind its list; the list was read";
        reader.out.complain(Some(1), problem.into());
    }
}

/// Where the first list of articles begins in a text that should be one object, but is not; `None` if it is.
fn broken_around_list(text: &str) -> Option<usize> {
    let is_object = text.trim_start().starts_with('{');
    if !is_object || Values::new(text).next()?.is_ok() {
        return None;
    }
    let lists = LISTS.iter().filter_map(|key| {
        let quoted = format!("\"{key}\"");
        let at = text.find(&quoted)? + quoted.len();
        let inner = text.get(at..)?.trim_start().strip_prefix(':')?.trim_start().strip_prefix('[')?;
        inner.trim_start().starts_with('{').then_some(text.len() - inner.len())
    });
    lists.min()
}

#[cfg(test)]
mod tests {
    use crate::article::{Kind, SourceKind};
    use crate::ingest::{Options, Reading, read};

    #[track_caller]
    fn reading(text: &str) -> Reading {
        read("a.json", text.as_bytes(), &Options::default())
    }

    fn titles(reading: &Reading) -> Vec<&str> {
        reading.articles.iter().filter_map(|article| article.headline.as_deref()).collect()
    }

    #[test]
    fn lists_are_found_wherever_they_stand() {
        for text in [
            r#"[{"title":"A","body":"x"},{"title":"B","body":"y"}]"#,
            "{\n\"status\":\"ok\",\"articles\":[{\"title\":\"A\"},{\"title\":\"B\"}]}",
            r#"{"data":{"posts":[{"title":"A"},{"title":"B"}]}}"#,
            "{\n\"title\":\"A\"}\n\n{\n\"title\":\"B\"}",
            "[\n{\"title\":\"A\"},\n{\"title\":\"B\"}\n]\n",
        ] {
            let reading = reading(text);
            assert_eq!(titles(&reading), ["A", "B"], "{text}: {:?}", reading.complaints);
            assert!(reading.complaints.is_empty());
        }
    }

    #[test]
    fn a_list_that_breaks_costs_only_what_is_broken() {
        let text = "[\n  {\"title\": \"A\"},\n  {\"title\": \"B\",\n \"x\": oops},\n  {\"title\": \"C\"}\n]";
        let reading = reading(text);
        assert_eq!(titles(&reading), ["A", "C"]);
        assert_eq!(reading.complaints[0].line, Some(4));
        assert!(reading.complaints[0].problem.contains("lines 3 to 4"), "{}", reading.complaints[0]);
        assert_eq!(reading.articles[1].origin.line, 5);
    }

    #[test]
    fn an_object_that_breaks_gives_its_list() {
        let reading = reading("{\"status\":\"ok\",\n\"articles\":[{\"title\":\"A\"},\n{\"title\":\"B\"},\n{\"tit");
        assert_eq!(titles(&reading), ["A", "B"]);
        assert_eq!(reading.complaints.iter().map(|complaint| complaint.line).collect::<Vec<_>>(), [Some(4)]);
    }

    #[test]
    fn what_is_no_article_is_named() {
        let reading = reading(r#"{"name":"x","version":"1"}"#);
        assert!(reading.complaints[0].problem.contains("`name`, `version`"), "{}", reading.complaints[0]);
        for text in ["[1,\"a\",{\"title\":\"A\"}]", "[[{\"title\":\"A\"}]]", "{\"a\":", "[", "[{"] {
            assert!(
                !super::super::super::read("a.json", text.as_bytes(), &Options::default()).complaints.is_empty(),
                "{text}"
            );
        }
    }

    #[test]
    fn a_json_feed_tells_of_its_items() {
        let reading = reading(
            r#"{"version":"https://jsonfeed.org/version/1.1","title":"The Paper","language":"en","authors":[{"name":"Ann"}],
            "items":[{"id":"1","url":"https://x.example/1","title":"A","content_html":"<p>One <b>two</b>.</p><p>Three.</p>",
            "summary":"S","date_published":"2024-02-03T04:05:06Z","tags":["t"],"image":"a.jpg"},
            {"id":"2","content_text":"Only text","authors":[{"name":"Bo","url":"https://b.example/"}]}]}"#,
        );
        let [first, second] = reading.articles.as_slice() else { panic!("{reading:?}") };
        assert_eq!(
            first.source.as_ref().map(|source| (source.name.as_str(), source.kind)),
            Some(("The Paper", SourceKind::Feed))
        );
        assert_eq!(
            (first.lang.as_deref(), first.byline.as_deref(), first.dek.as_deref()),
            (Some("en"), Some("Ann"), Some("S"))
        );
        assert_eq!(first.blocks[0].kind, Kind::Image);
        assert_eq!(first.texts().skip(1).collect::<Vec<_>>(), ["One two.", "Three."]);
        assert_eq!((second.id.as_str(), second.byline.as_deref()), ("2", Some("Bo")));
        assert!(second.headline.is_none());
    }

    #[test]
    fn known_shapes_find_their_fields() {
        for text in [
            r#"{"maintext":"T","title":"A","date_publish":"2020-01-02","authors":["X"],"source_domain":"x.example","url":"https://x.example/","language":"en"}"#,
            r#"{"title":"A","text":"T","authors":["X"],"publish_date":"2020-01-02","hostname":"x.example","url":"https://x.example/","lang":"en"}"#,
            r#"{"title":"A","author":"X","hostname":"x.example","date":"2020-01-02","text":"T","source":"https://x.example/","language":"en"}"#,
        ] {
            let reading = reading(text);
            let article = &reading.articles[0];
            assert_eq!(article.texts().collect::<Vec<_>>(), ["T"]);
            assert_eq!(article.published.map(|stamp| stamp.to_string()).as_deref(), Some("2020-01-02"), "{text}");
            assert_eq!(article.byline.as_deref(), Some("X"));
            assert_eq!(article.url.as_deref(), Some("https://x.example/"), "{text}");
            assert_eq!(article.source.as_ref().map(|source| source.name.as_str()), Some("x.example"), "{text}");
        }
    }

    #[test]
    fn records_of_wordpress_are_unwrapped() {
        let reading = reading(
            r#"[{"id":5,"date":"2021-01-01T00:00:00","slug":"s","status":"publish","link":"https://x.example/s","author":3,
            "title":{"rendered":"It&#8217;s <i>A</i>"},"content":{"rendered":"<p>One.</p>","protected":false},
            "excerpt":{"rendered":"<p>Ex.</p>"},"categories":[7],"tags":[8],"_embedded":{"author":[{"name":"Ann"}],
            "wp:term":[[{"taxonomy":"category","name":"News"}],[{"taxonomy":"post_tag","name":"rain"}]]}}]"#,
        );
        let article = &reading.articles[0];
        assert_eq!((article.headline.as_deref(), article.dek.as_deref()), (Some("It’s A"), Some("Ex.")));
        assert_eq!(article.texts().collect::<Vec<_>>(), ["One."]);
        assert_eq!(
            (article.sections.as_slice(), article.tags.as_slice()),
            (["News".to_owned()].as_slice(), ["rain".to_owned()].as_slice())
        );
        assert_eq!((article.byline.as_deref(), article.url.as_deref()), (Some("Ann"), Some("https://x.example/s")));
    }
}
