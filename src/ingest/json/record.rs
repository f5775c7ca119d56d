//! An object that is one article.

use super::object::Object;
use super::wordpress;
use crate::article::Article;
use crate::ingest::Options;
use crate::ingest::keys::{self, Entry, Rules, Stance, Taken};

/// Keys that are named in a complaint, at most.
const NAMED: usize = 6;

/// The article of a record that begins on `line`.
pub fn article(object: Object, line: u32, stance: Stance, options: &Options) -> Result<Article, Refused> {
    article_of(object.entries(), line, stance, options)
}

/// The article of the entries of a record.
pub fn article_of(mut entries: Vec<Entry>, line: u32, stance: Stance, options: &Options) -> Result<Article, Refused> {
    let named = names(&entries);
    let mut article = Article::default();
    if stance == Stance::Open {
        article.extra = wordpress::unwrap(&mut entries);
    }
    let rules = Rules { stance, more: &options.keys, order: options.date_order };
    let Taken { title, body, unpublished } = keys::apply(entries, &rules, &mut article);
    if let Some(why) = unpublished {
        return Err(Refused::Unpublished(article.headline, why));
    }
    if article.headline.is_none() && body.is_none() {
        return Err(Refused::Nothing(format!(
            "expected `title` or `text`, found neither (or both empty){named}; add one, say in `[keys]` of --config what \
             they are called, or delete it"
        )));
    }
    if article.id.is_empty() {
        article.id = keys::hash(&title, body.as_ref().map(|body| body.text.as_ref()).unwrap_or_default());
    }
    if let Some(body) = body {
        body.put(line, options, &mut article);
    }
    Ok(article)
}

/// Why an object is no article.
pub enum Refused {
    /// It is not to be published: its title, and why.
    Unpublished(Option<String>, &'static str),
    /// It says nothing.
    Nothing(String),
}

/// The first keys of a record, for a complaint.
fn names(entries: &[Entry]) -> String {
    let names = entries.iter().take(NAMED).map(|entry| format!("`{}`", entry.key.escape_debug()));
    let names: Vec<String> = names.collect();
    match names.is_empty() {
        true => String::new(),
        false => format!(" but {}{}", names.join(", "), if entries.len() > NAMED { " …" } else { "" }),
    }
}
