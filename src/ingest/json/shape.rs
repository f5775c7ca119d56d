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
            Ok(object) => self.object(object, line, 0),
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
    pub fn object(&mut self, object: Object<'a>, line: u32, depth: u32) {
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
        if depth < AROUND_DEPTH && !has_text(&object, self.out) {
            if let Some((key, list)) = list_in(&object) {
                self.defaults = Defaults::of(&object, key);
                self.values(Values::new(list));
                return;
            }
            if let Some(inner) = AROUND.iter().find_map(|key| Object::of(object.get(key)?)) {
                return self.object(inner, line, depth + 1);
            }
        }
        self.record(object, line);
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
