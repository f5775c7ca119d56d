//! What an object is, and what to do with it.

use super::feed::Defaults;
use super::object::Object;
use super::place::Place;
use super::record::{self, Refused};
use super::values::Values;
use super::{ghost, model};
use crate::ingest::keys::{Stance, is_text};
use crate::ingest::output::Output;

/// The keys under which lists of articles stand, the surest first.
pub const LISTS: [&str; 12] = [
    "articles",
    "items",
    "posts",
    "stories",
    "news",
    "entries",
    "documents",
    "docs",
    "results",
    "records",
    "data",
    "rows",
];

/// The keys under which an object with such a list stands.
const AROUND: [&str; 3] = ["data", "response", "feed"];

/// Objects around objects around a list, at most.
const AROUND_DEPTH: u32 = 4;

/// Reads values one after the other.
pub struct Reader<'a, 'o, 's> {
    /// Where articles and complaints go.
    pub out: &'o mut Output<'s>,
    /// The line numbers of the text.
    pub place: Place<'a>,
    /// What a feed says of all its articles.
    pub defaults: Defaults,
    /// Whether each record stands on a line of its own.
    pub lines: bool,
    /// Objects and lists around what is read now.
    pub depth: u32,
}

impl<'a> Reader<'a, '_, '_> {
    /// Reads the values of a list, or one after the other; whether none was broken.
    pub fn values(&mut self, values: Values<'a>) -> bool {
        let mut whole = true;
        for value in values {
            match value {
                Ok(value) => self.value(value),
                Err(fault) => {
                    whole = false;
                    let line = self.place.line(fault.lost);
                    let last = line + fault.lost.trim_end().matches('\n').count() as u32;
                    let lost =
                        if last > line { format!("lines {line} to {last} are lost") } else { "it is lost".into() };
                    let problem = format!("expected a JSON value, found: {}; {lost}; mend it", fault.problem);
                    self.out.fail(Some(line + fault.lines), problem);
                }
            }
        }
        whole
    }

    /// Reads one value, which should be an object.
    fn value(&mut self, value: &'a str) {
        let line = self.place.line(value);
        match serde_json::from_str::<Object>(value) {
            Ok(object) => self.object(object, line),
            Err(_) => {
                let found = match value.as_bytes().first() {
                    Some(b'[') => "a list",
                    Some(b'"') => "a string",
                    Some(b'{') => "an object with a key that is no text",
                    _ => "a number or a word",
                };
                self.out
                    .fail(Some(line), format!("expected an object with `title` or `text`, found {found}; delete it"));
            }
        }
    }

    /// Reads an object, whatever it is.
    pub fn object(&mut self, object: Object<'a>, line: u32) {
        if model::is_whole(&object) {
            return match model::article(&object) {
                Ok((article, true)) => self.out.directed(line, article),
                Ok((article, false)) => self.out.article(line, article),
                Err(problem) => self.out.fail(Some(line), problem),
            };
        }
        if let Some(export) = ghost::find(&object) {
            return ghost::read(&export, self);
        }
        if self.depth < AROUND_DEPTH && !has_text(&object, self.out) && self.around(&object, line) {
            return;
        }
        self.record(object, line);
    }

    /// Reads what an object is around: a list of articles, or another object with one. What it says of them ends with it.
    fn around(&mut self, object: &Object<'a>, line: u32) -> bool {
        let list = list_in(object);
        let inner = || AROUND.iter().find_map(|key| Object::of(object.get(key)?));
        self.depth += 1;
        let found = match list {
            Some((key, list)) => {
                let outer = core::mem::replace(&mut self.defaults, Defaults::of(object, key));
                self.values(Values::new(list));
                self.defaults = outer;
                true
            }
            None => inner().map(|inner| self.object(inner, line)).is_some(),
        };
        self.depth -= 1;
        found
    }

    /// Reads an object that is one article.
    pub fn record(&mut self, object: Object<'a>, line: u32) {
        let stance = if self.lines && is_ours(&object, self.out) { Stance::Ours } else { Stance::Open };
        match record::article(object, line, stance, self.out.options) {
            Ok(mut article) => {
                self.defaults.give(&mut article);
                self.out.article(line, article);
            }
            Err(Refused::Unpublished(title, why)) => self.out.leave_out(title.as_deref(), why),
            Err(Refused::Nothing(problem)) => self.out.fail(Some(line), problem),
        }
    }
}

/// Whether a record of JSON Lines is written in our own keys: its text is `text`, or it has none under another name.
fn is_ours(object: &Object, out: &Output) -> bool {
    has_our_text(object) || !has_text(object, out)
}

/// Whether a record has a text under the name that is ours.
fn has_our_text(object: &Object) -> bool {
    object.0.iter().any(|(key, _)| key == "text")
}

/// Whether a record has a text under any name.
fn has_text(object: &Object, out: &Output) -> bool {
    has_our_text(object) || object.0.iter().any(|(key, _)| is_text(key, &out.options.keys))
}

/// The list of objects that an object is around, and its key.
fn list_in<'a>(object: &Object<'a>) -> Option<(&'static str, &'a str)> {
    LISTS.iter().find_map(|key| {
        let list = object.get(key)?;
        let inner = list.strip_prefix('[')?.trim_start();
        let empty_feed = inner.starts_with(']') && object.get("version").is_some();
        (inner.starts_with('{') || empty_feed).then_some((*key, list))
    })
}

#[cfg(test)]
mod tests {
    use crate::ingest::{Options, read};

    #[test]
    fn what_a_feed_says_ends_with_it() {
        let text = "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"F\",\"language\":\"fr\",\
                    \n\"items\":[{\"title\":\"A\"}]}\n{\"title\":\"B\"}";
        let articles = read("a.json", text.as_bytes(), &Options::default()).articles;
        let told: Vec<_> = articles.iter().map(|article| (article.source.is_some(), article.lang.is_some())).collect();
        assert_eq!(told, [(true, true), (false, false)]);
    }

    #[test]
    fn lists_in_lists_have_an_end() {
        let deep = format!("[{}{{\"title\":\"A\"}}{}]", "{\"items\":[".repeat(50_000), "]}".repeat(50_000));
        assert!(!read("a.json", deep.as_bytes(), &Options::default()).complaints.is_empty());
    }
}
