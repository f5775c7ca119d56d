//! Front matter: the head of a Markdown file, and the fields that its keys mean.
//!
//! ```text
//! --- or ---yaml   YAML      ---      (or ...)
//! +++ or ---toml   TOML      +++ or ---
//! ;;; or ---json   JSON      ;;; or ---        braces or none
//! {                JSON      }                 an object, then the text
//! ```
//!
//! Cut off by [`split`], read by [`parse`], given to the article by [`apply`]; what the file's name says beside it, by
//! [`path`].

pub mod path;

pub use super::keys::unpublished;

use super::Options;
use super::keys::{self, Entry, Held, Rules, Stance, Value};
use crate::article::Article;
use crate::ingest::excerpt::excerpt;
use serde::de::IgnoredAny;

/// The languages of front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Between lines of `---`.
    Yaml,
    /// Between lines of `+++`.
    Toml,
    /// Between lines of `;;;`, or in braces.
    Json,
}

/// A file cut in two.
pub struct Parts<'a> {
    /// What the head is written in.
    pub language: Language,
    /// The lines between the fences.
    pub head: &'a str,
    /// The text after the closing fence.
    pub body: &'a str,
    /// 1-based line on which `body` begins.
    pub line: u32,
}

/// Cuts the front matter off; `None` if there is none. A first `---` that opens no `key: value` is a line across.
pub fn split(text: &str) -> Option<Parts<'_>> {
    let mut lines = text.split_inclusive('\n');
    let open = lines.next()?;
    let (language, fences): (_, &[&str]) = match open.trim_end() {
        "---" | "---yaml" => (Language::Yaml, &["---", "..."]),
        "+++" => (Language::Toml, &["+++"]),
        "---toml" => (Language::Toml, &["---"]),
        ";;;" => (Language::Json, &[";;;"]),
        "---json" => (Language::Json, &["---"]),
        _ => return braces(text),
    };
    let mut end = open.len();
    for (number, line) in (2..).zip(lines) {
        if fences.contains(&line.trim_end()) {
            let head = &text[open.len()..end];
            let body = &text[end + line.len()..];
            return has_keys(head, language).then_some(Parts { language, head, body, line: number + 1 });
        }
        end += line.len();
    }
    None
}

/// Cuts off a head in braces: an object with keys, and nothing behind it in its line.
fn braces(text: &str) -> Option<Parts<'_>> {
    let is_object = text.strip_prefix('{')?.trim_start().starts_with('"');
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<IgnoredAny>();
    values.next().filter(|_| is_object)?.ok()?;
    let (head, rest) = text.split_at_checked(values.byte_offset())?;
    let (line, body) = rest.split_once('\n').unwrap_or((rest, ""));
    let lines = head.bytes().filter(|byte| *byte == b'\n').count() as u32;
    line.trim().is_empty().then_some(Parts { language: Language::Json, head, body, line: lines + 2 })
}

/// Whether the file begins as front matter does: a fence, then a key.
pub fn begins(text: &str) -> bool {
    let mut lines = text.lines();
    match lines.next().map(str::trim_end) {
        Some("---") => lines.next().is_some_and(|line| is_key(line, ':')),
        Some("+++") => lines.next().is_some_and(|line| is_key(line, '=')),
        Some(";;;" | "---json" | "{") => lines.next().is_some_and(|line| line.trim_start().starts_with(['"', '{'])),
        _ => false,
    }
}

/// Whether the first line that says something names a key, or nothing is said at all.
fn has_keys(head: &str, language: Language) -> bool {
    let mut said = head.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    match (said.next(), language) {
        (None, _) => true,
        (Some(line), Language::Yaml) => is_key(line, ':') || line.starts_with(['{', '&', '%']),
        (Some(line), Language::Toml) => is_key(line, '=') || line.starts_with('['),
        (Some(line), Language::Json) => line.trim_start().starts_with(['"', '{']),
    }
}

/// Whether `line` begins with a word and then `mark`.
fn is_key(line: &str, mark: char) -> bool {
    let Some((key, _)) = line.split_once(mark) else { return false };
    let key = key.trim().trim_matches(['"', '\'']);
    !key.is_empty() && key.split(' ').count() <= 3 && !key.contains(['.', ',', '!', '?'])
}

/// Moves the keys into the fields that they mean, and says why the article is not to be published, if it is not. Jekyll
/// (`blanks`) parts tags by blanks.
pub fn apply(
    keys: Vec<(String, Value)>,
    blanks: bool,
    options: &Options,
    article: &mut Article,
) -> Option<&'static str> {
    let rules = Rules { stance: Stance::Head { blanks }, more: &options.keys, order: options.date_order };
    let entries = keys.into_iter().map(|(key, value)| Entry { key: key.into(), held: Held::Value(value) });
    let unpublished = keys::apply(entries.collect(), &rules, article).unpublished;
    warn_of_expiry(article);
    unpublished
}

/// Says that Hugo would hide an article after a day: a build asks no clock, so that the same files give the same archive.
fn warn_of_expiry(article: &mut Article) {
    let ends = |key: &str| key.eq_ignore_ascii_case("expiryDate") || key.eq_ignore_ascii_case("unpublishDate");
    let Some((key, date)) = article.extra.iter().find(|(key, date)| ends(key) && date != "null" && date != "\"\"")
    else {
        return;
    };
    let problem = format!(
        "`{key}` is {}: it is published all the same, as no build looks at the day; take the file out when it is over",
        excerpt(date.trim_matches('"'))
    );
    article.warnings.push(problem);
}

/// Why a head could not be read.
pub struct Fault {
    /// 1-based line within the head.
    pub line: u32,
    /// What is wrong, in the parser's words.
    pub problem: String,
}

/// The keys of a head, in its order.
pub fn parse(head: &str, language: Language) -> Result<Vec<(String, Value)>, Fault> {
    if head.trim().is_empty() {
        return Ok(Vec::new());
    }
    let value = match language {
        Language::Yaml => serde_saphyr::from_str::<Value>(head)
            .or_else(|_| serde_saphyr::from_str(&quoted(head)).map_err(|error| yaml_fault(&error))),
        Language::Toml => toml::from_str::<Value>(head).map_err(|error| toml_fault(head, &error)),
        Language::Json => json(head),
    }?;
    match value {
        Value::Map(keys) => Ok(keys),
        Value::Null => Ok(Vec::new()),
        _ => Err(Fault { line: 1, problem: "expected keys and values, found a single value".into() }),
    }
}

/// JSON, with its braces or without.
fn json(head: &str) -> Result<Value, Fault> {
    let whole = head.trim_start().starts_with('{');
    let braced = if whole { head.to_owned() } else { format!("{{{}}}", head.trim_end().trim_end_matches(',')) };
    serde_json::from_str(&braced).map_err(|error| {
        let what = error.to_string();
        let problem = what.rsplit_once(" at line ").map_or(what.as_str(), |(what, _)| what).to_owned();
        Fault { line: error.line() as u32, problem }
    })
}

/// YAML with quotation marks around plain values that hold a colon: `title: Iraq: a year on` is not YAML, but what
/// people write, and what it means is plain.
fn quoted(head: &str) -> String {
    let mut out = String::with_capacity(head.len() + 16);
    for line in head.lines() {
        match line.split_once(": ") {
            Some((key, value)) if value.contains(": ") && !key.starts_with([' ', '-', '#']) && is_plain(value) => {
                let value = value.trim().replace('\\', "\\\\").replace('"', "\\\"");
                out.push_str(&format!("{key}: \"{value}\"\n"));
            }
            _ => {
                out.push_str(line);
                out.push('\n');
            }
        }
    }
    out
}

/// Whether a YAML value begins as text does, and not as a quotation, list, map, block or reference.
fn is_plain(value: &str) -> bool {
    !value.trim_start().starts_with(['"', '\'', '[', '{', '|', '>', '&', '*', '!'])
}

/// Line and first line of a YAML error, which repeats the place in front of its message.
fn yaml_fault(error: &serde_saphyr::Error) -> Fault {
    let whole = error.to_string();
    let first = whole.lines().next().unwrap_or_default().trim_start_matches("error: ");
    let place = first.strip_prefix("line ").and_then(|place| place.split_once(": "));
    let problem = place.map_or(first, |(_, message)| message).to_owned();
    Fault { line: error.location().map_or(1, |location| location.line() as u32), problem }
}

/// Line and message of a TOML error.
fn toml_fault(head: &str, error: &toml::de::Error) -> Fault {
    let at = error.span().map_or(0, |span| span.start);
    let lines = head.bytes().take(at).filter(|&byte| byte == b'\n').count();
    Fault { line: lines as u32 + 1, problem: error.message().replace('\n', "; ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Stamp;

    fn article(text: &str) -> Article {
        let parts = split(text).unwrap();
        let mut article = Article::default();
        let keys = parse(parts.head, parts.language).map_err(|fault| fault.problem).unwrap();
        apply(keys, false, &Options::default(), &mut article);
        article
    }

    #[test]
    fn a_colon_in_a_title_is_read_as_it_is_meant() {
        let article = article("---\ntitle: Iraq: a \"year\" on\ndate: 2013-05-29\n---\nText");
        assert_eq!(article.headline.as_deref(), Some("Iraq: a \"year\" on"));
        assert_eq!(article.published, Stamp::day(2013, 5, 29));
    }

    #[test]
    fn yaml_and_toml_say_the_same() {
        let yaml = "---\ntitle: \"A: b\"\ndate: 2013-05-29\nauthor: {name: Ana, url: 'https://x.example'}\ntags: [a, b]\nweight: 3\n---\nText";
        let toml = "+++\ntitle = \"A: b\"\ndate = 2013-05-29\nauthor = {name = \"Ana\", url = \"https://x.example\"}\nweight = 3\n[taxonomies]\ntags = [\"a\", \"b\"]\n+++\nText";
        assert_eq!(article(yaml), article(toml));
        let article = article(yaml);
        assert_eq!(article.headline.as_deref(), Some("A: b"));
        assert_eq!(article.published, Stamp::day(2013, 5, 29));
        assert_eq!(article.authors[0].url.as_deref(), Some("https://x.example"));
        assert_eq!(article.extra, [("weight".to_owned(), "3".to_owned())]);
    }

    #[test]
    fn json_says_the_same_in_every_fence() {
        let keys = "\"title\": \"A\",\n\"tags\": [\"a\", \"b\"]\n";
        let braced = format!("{{\n{keys}}}\n");
        for text in [
            format!("{braced}Text"),
            format!(";;;\n{braced};;;\nText"),
            format!(";;;\n{keys};;;\nText"),
            format!("---json\n{braced}---\nText"),
        ] {
            let article = article(&text);
            assert_eq!((article.headline.as_deref(), article.tags.len()), (Some("A"), 2), "{text}");
            let parts = split(&text).unwrap();
            assert_eq!((parts.body, parts.line), ("Text", text.lines().count() as u32), "{text}");
        }
        for text in ["{ braces } and text\n", "{\"a\":1} text\n", "{\n\"a\":\n", ";;;\nwords\n;;;\n", "{}\n"] {
            assert!(split(text).is_none(), "{text}");
        }
    }

    #[test]
    fn keys_of_generators_are_known_also_where_they_are_nested() {
        let article = article(
            "---\nlinkTitle: L\npubDate: Nov 25, 2026\nupdatedDate: 2026-11-26\nheroImage: /a.jpg\ncategories: [x]\n\
             extra:\n  author: Ann\n  weight: 1\nparams: {author: Bo}\n---\nText",
        );
        assert_eq!(article.published, Stamp::day(2026, 11, 25));
        assert_eq!(article.modified, Stamp::day(2026, 11, 26));
        assert_eq!((article.byline.as_deref(), article.sections.len()), (Some("Ann"), 1));
        let extra: Vec<_> = article.extra.iter().map(|(key, value)| format!("{key}={value}")).collect();
        assert_eq!(extra, ["extra={\"weight\":1}", "params={\"author\":\"Bo\"}"]);
        assert_eq!(article.headline.as_deref(), Some("L"));
    }

    #[test]
    fn jekyll_parts_tags_by_blanks() {
        let tags = |blanks| {
            let keys = parse("tags: rain big dams\ncategories: a, b c", Language::Yaml).unwrap_or_default();
            let mut article = Article::default();
            apply(keys, blanks, &Options::default(), &mut article);
            (article.tags.len(), article.sections.len())
        };
        assert_eq!((tags(true), tags(false)), ((3, 2), (1, 2)));
    }

    #[test]
    fn a_day_after_which_an_article_is_hidden_is_told() {
        let warned = |head: &str| article(&format!("---\n{head}\n---\n")).warnings.len();
        assert_eq!([warned("expiryDate: 2020-01-01"), warned("unpublishdate: x"), warned("expirydate:")], [1, 1, 0]);
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        for text in ["---\nWords, and more.\n---\n", "Text\n---\n", "---\ntitle: open\n", "+++\nplain\n+++\n", ""] {
            assert!(split(text).is_none(), "{text:?}");
        }
        assert!(split("---\n---\nText").is_some_and(|parts| parts.body == "Text" && parts.line == 3));
        assert!(split("---\r\ntitle: A\r\n---\r\nText").is_some_and(|parts| parts.line == 4));
    }

    #[test]
    fn a_fault_names_its_line() {
        assert_eq!(parse("a: 1\nb: [1\nc: 2\n", Language::Yaml).err().map(|fault| fault.line > 1), Some(true));
        let mended = parse("a: b: c\nb: 1\nwords\nd: 2\n", Language::Yaml).err();
        assert_eq!(mended.map(|fault| fault.line), Some(3));
        assert_eq!(parse("a = 1\nb = [\n", Language::Toml).err().map(|fault| fault.line >= 2), Some(true));
    }

    #[test]
    fn an_alias_bomb_is_refused() {
        let mut bomb = String::from("a: &a [x,x,x,x,x,x,x,x,x]\n");
        for (this, last) in "bcdefghij".chars().zip("abcdefghi".chars()) {
            bomb += &format!("{this}: &{this} [{}]\n", vec![format!("*{last}"); 9].join(","));
        }
        assert!(parse(&bomb, Language::Yaml).is_err());
    }

    #[test]
    fn the_id_wins_over_the_slug_and_drafts_are_told() {
        assert_eq!(article("---\nslug: s\nid: i\n---\n").id, "i");
        assert_eq!(article("---\nid: i\nslug: s\n---\n").id, "i");
        let keys = parse("draft: true", Language::Yaml).unwrap_or_default();
        assert_eq!(apply(keys, false, &Options::default(), &mut Article::default()), Some("a draft"));
    }
}
