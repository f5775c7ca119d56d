//! What a program prints of an article: a record as `key: value` lines or in braces, its text a list of paragraphs.
//!
//! ```text
//! printed = list / map / 1*(key (":" / "=") value EOL)      title: Dam falls
//!                                                           content: ['The dam fell.', 'Nobody was hurt.']
//!         / lines with lists among them                     Dam falls
//!                                                           ['The dam fell.', 'Nobody was hurt.']
//! ```
//!
//! The paragraphs are read as raw text is, so that a dateline before the first is found.

use super::keys::{self, Entry, Held, Rules, Stance, Taken, Value};
use super::output::Output;
use super::text::measure::measure;
use super::{Options, literal, text};
use crate::article::Article;

/// A dump taken apart.
enum Printed {
    /// Keys and what they hold.
    Record(Vec<(String, Value)>),
    /// Lines, those of the lists among them; and the names that stood before lists.
    Lines(String, Vec<String>),
}

/// Whether a text holds paragraphs in a list, as programs print one.
pub fn is_printed(text: &str) -> bool {
    take(text).is_some()
}

/// Reads such a text.
pub fn read(text: &str, out: &mut Output) {
    let options = Options { raw_text: true, ..out.options.clone() };
    match take(text) {
        Some(Printed::Record(keys)) => record(keys, &options, out),
        Some(Printed::Lines(lines, names)) => {
            let mut article = text::read(&lines, &options);
            let json = |name: &String| serde_json::to_string(name).unwrap_or_default();
            article.extra.extend(names.iter().map(|name| ("list".into(), json(name))));
            out.article(1, article);
        }
        None => out.article(1, text::read(text, &options)),
    }
}

/// The article of a record.
fn record(keys: Vec<(String, Value)>, options: &Options, out: &mut Output) {
    let entries = keys.into_iter().map(|(key, value)| Entry { key: key.into(), held: Held::Value(value) });
    let rules = Rules { stance: Stance::Open, more: &options.keys, order: options.date_order };
    let mut article = Article::default();
    let Taken { body, unpublished, .. } = keys::apply(entries.collect(), &rules, &mut article);
    if let Some(why) = unpublished {
        return out.leave_out(article.headline.as_deref(), why);
    }
    if let Some(body) = body {
        body.put(1, options, &mut article);
    }
    out.article(1, article);
}

/// Takes a text apart; `None` where it has no list with a sentence in it.
fn take(text: &str) -> Option<Printed> {
    let start = text.trim();
    if let Some((value, rest)) = literal::value(start).filter(|_| start.starts_with(['[', '{'])) {
        return match value {
            Value::List(_) if rest.is_empty() && is_text(&value) => {
                Some(Printed::Record(vec![("paragraphs".into(), value)]))
            }
            Value::Map(keys) if rest.is_empty() => keys.iter().any(holds_text).then_some(Printed::Record(keys)),
            _ => None,
        };
    }
    if !text.contains(['[']) || !["['", "[\"", "[ '", "[ \"", "[\n", "[u'"].iter().any(|mark| text.contains(mark)) {
        return None;
    }
    pairs(text).filter(|keys| keys.iter().any(holds_text)).map(Printed::Record).or_else(|| lines(text))
}

/// Whether a key holds the text of an article.
fn holds_text((key, value): &(String, Value)) -> bool {
    keys::is_text(key, &[]) && (is_text(value) || value.text().is_some_and(|text| measure(&text).sentence))
}

/// Whether a value is a list of texts with a sentence among them.
fn is_text(value: &Value) -> bool {
    let Value::List(list) = value else { return false };
    let mut texts = list.iter().map(|value| if let Value::Text(text) = value { Some(text) } else { None });
    texts.clone().all(|text| text.is_some()) && texts.any(|text| text.is_some_and(|text| measure(text).sentence))
}

/// Keys and values, if the text is nothing else.
fn pairs(text: &str) -> Option<Vec<(String, Value)>> {
    let (mut keys, mut rest) = (Vec::new(), text.trim());
    while !rest.is_empty() {
        let (key, held) = pair(rest)?;
        let (value, behind) = match list(held) {
            Some((list, behind)) => (list, behind),
            None => {
                let (line, behind) = held.split_once('\n').unwrap_or((held, ""));
                (Value::Text(line.trim().to_owned()), behind)
            }
        };
        keys.push((key.to_owned(), value));
        rest = behind.trim_start();
    }
    Some(keys)
}

/// The key that a text's first line begins with, and what follows. Only that line is looked at: a text without a key
/// would else be searched to its end at each of its lines.
fn pair(text: &str) -> Option<(&str, &str)> {
    let end = text.find(['\n', ':', '=']).filter(|end| !text[*end..].starts_with('\n'))?;
    let (key, rest) = (&text[..end], &text[end + 1..]);
    let key = key.trim().trim_matches(['"', '\'']);
    let letters = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | ' ');
    let fits = !key.is_empty() && key.len() <= 30 && key.chars().all(letters);
    fits.then(|| (key, rest.trim_start_matches([' ', '\t'])))
}

/// The list of texts that a text begins with, if it closes its line, and what follows.
fn list(text: &str) -> Option<(Value, &str)> {
    let (value, rest) = literal::value(text).filter(|(value, _)| is_text(value))?;
    let (line, behind) = rest.split_once('\n').unwrap_or((rest, ""));
    (text.starts_with('[') && line.trim().trim_end_matches(',').is_empty()).then_some((value, behind))
}

/// The text with the paragraphs of its lists as lines.
fn lines(text: &str) -> Option<Printed> {
    let (mut out, mut names, mut rest) = (String::new(), Vec::new(), text);
    let mut found = false;
    while !rest.is_empty() {
        let named = pair(rest).filter(|(_, held)| held.starts_with('['));
        let (name, held) = named.map_or((None, rest.trim_start()), |(name, held)| (Some(name), held));
        if let Some((Value::List(list), behind)) = list(held) {
            let texts = list.iter().filter_map(Value::text);
            texts.for_each(|text| out.extend([text.as_str(), "\n\n"]));
            names.extend(name.map(|name| name.trim().to_owned()));
            (found, rest) = (true, behind);
            continue;
        }
        let (line, behind) = rest.split_once('\n').unwrap_or((rest, ""));
        out.extend([line, "\n"]);
        rest = behind;
    }
    found.then_some(Printed::Lines(out, names))
}

#[cfg(test)]
mod tests {
    use crate::article::{Article, Kind};
    use crate::ingest::{Options, read};

    const LIST: &str = "['SKARA (TTB) - The dam fell overnight, officials said.', \"It isn't\\xa0old.\"]";

    fn article(name: &str, text: &str) -> Article {
        let mut reading = read(name, text.as_bytes(), &Options::default());
        assert!(reading.complaints.is_empty(), "{text}: {:?}", reading.complaints);
        reading.articles.remove(0)
    }

    #[test]
    fn paragraphs_in_a_list() {
        for (text, headline) in [
            (LIST.to_owned(), None),
            (format!("title: Dam falls in Skara\ndate: 2020-03-01\n\ncontent: {LIST}\n"), Some("Dam falls in Skara")),
            (
                format!("{{'title': 'Dam falls in Skara', 'views': None, 'content': {LIST}}}"),
                Some("Dam falls in Skara"),
            ),
            (format!("Dam falls in Skara\n\ncontent: {LIST}\n"), Some("Dam falls in Skara")),
            (format!("Dam falls in Skara\n\n{LIST},\n"), Some("Dam falls in Skara")),
        ] {
            let article = article("a.txt", &text);
            assert_eq!(article.headline.as_deref(), headline, "{text}");
            assert_eq!(article.dateline.and_then(|dateline| dateline.agency).as_deref(), Some("TTB"), "{text}");
            let texts: Vec<&str> = article.blocks.iter().map(|block| block.text.as_str()).collect();
            assert_eq!(texts, ["The dam fell overnight, officials said.", "It isn't\u{a0}old."], "{text}");
            assert!(article.blocks.iter().all(|block| block.kind == Kind::Para));
        }
    }

    #[test]
    fn prose_with_brackets_is_none() {
        for text in ["He said [\"no\"] and left the town for good.\n", "[\"a\", \"b\"]", "note: ['The dam\n", "[1, 2]"]
        {
            assert!(!super::is_printed(text), "{text}");
        }
    }
}
