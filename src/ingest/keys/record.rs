//! A record becomes the fields of an article.

use super::names::{self, Field, Name, OURS};
use super::{Body, Entry, Held, Value, set};
use crate::article::Article;
use crate::ingest::DateOrder;
use std::borrow::Cow;
use std::collections::HashSet;

/// How a record is to be read.
#[derive(Clone, Copy, Debug)]
pub struct Rules<'a> {
    /// Which keys have a meaning.
    pub stance: Stance,
    /// Names that the caller adds: key and field.
    pub more: &'a [(String, String)],
    /// How dates in figures are to be read.
    pub order: Option<DateOrder>,
}

/// Which keys have a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stance {
    /// Those of our own records: their ten keys, and other names of these that add no text. The text is as given.
    Ours,
    /// All names of the table.
    Open,
    /// The head of a file, whose text follows: all but the text. Tags in a string may be parted by blanks.
    Head {
        /// Whether a string of tags without a comma is parted at blanks.
        blanks: bool,
    },
}

/// What a record gives beside the fields.
#[derive(Debug, Default)]
pub struct Taken<'a> {
    /// The title as given.
    pub title: Cow<'a, str>,
    /// The text.
    pub body: Option<Body<'a>>,
    /// Why it is not to be published, if it is marked so.
    pub unpublished: Option<&'static str>,
}

/// Gives each key's value to its field; what is left is kept in `extra`.
pub fn apply<'a>(entries: Vec<Entry<'a>>, rules: &Rules, article: &mut Article) -> Taken<'a> {
    let mut taken = Taken::default();
    let signed = article.byline.is_some();
    warn_of_twins(&entries, article);
    let mut known: Vec<(Name, usize)> = (0..).zip(&entries).filter_map(|(at, entry)| known(entry, at, rules)).collect();
    known.sort_by_key(|(name, at)| (name.field, name.rank, *at));
    let mut used = vec![false; entries.len()];
    for (name, at) in known {
        if let (Some(entry), Some(used)) = (entries.get(at), used.get_mut(at)) {
            *used = entry.held.is_empty() || set::set(name, entry, rules, article, &mut taken);
        }
    }
    if !signed {
        set::complete(article);
    }
    let left = entries.into_iter().zip(used).filter(|(_, used)| !used).map(|(entry, _)| entry);
    for entry in left {
        rest(entry, rules, article, &mut taken);
    }
    taken
}

/// What a key means under the rules.
fn known(entry: &Entry, at: usize, rules: &Rules) -> Option<(Name, usize)> {
    let name = names::find(&entry.key, rules.more)?;
    let admitted = match (rules.stance, name.field) {
        (Stance::Open, _) => true,
        (Stance::Head { .. }, field) => field != Field::Text,
        (Stance::Ours, Field::Id | Field::Tags | Field::Text) => name.rank <= OURS,
        (Stance::Ours, field) => name.rank < OURS || is_ours(field),
    };
    admitted.then_some((name, at))
}

/// Whether a field is one of our own records, or tells of their authors or whether they are published.
fn is_ours(field: Field) -> bool {
    use Field::{Authors, Byline, Date, Draft, Headline, Lang, Place, Source, Url};
    matches!(field, Headline | Date | Lang | Url | Byline | Authors | Source | Place | Draft)
}

/// Keeps what no field took. The heads of some systems hold further heads.
fn rest<'a>(entry: Entry<'a>, rules: &Rules, article: &mut Article, taken: &mut Taken<'a>) {
    let Entry { key, held } = entry;
    let nested = matches!(rules.stance, Stance::Head { .. }) && matches!(&*key, "taxonomies" | "extra" | "params");
    match held {
        Held::Value(Value::Map(inner)) if nested => {
            let inner = inner.into_iter().map(|(key, value)| Entry { key: key.into(), held: Held::Value(value) });
            let before = article.extra.len();
            let inner = apply(inner.collect(), rules, article).unpublished;
            taken.unpublished = taken.unpublished.or(inner);
            if key != "taxonomies" {
                let left = article.extra.split_off(before);
                let left: Vec<_> = left.into_iter().map(|(key, value)| format!("{}:{value}", quoted(&key))).collect();
                article.extra.extend((!left.is_empty()).then(|| (key.into(), format!("{{{}}}", left.join(",")))));
            }
        }
        held => article.extra.push((key.into(), held.to_json())),
    }
}

/// A text as JSON.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

/// Says which keys stand twice: the first that fits is taken, the others are kept.
fn warn_of_twins(entries: &[Entry], article: &mut Article) {
    let mut seen = HashSet::with_capacity(entries.len());
    let twins = entries.iter().filter(|entry| !seen.insert(&entry.key)).map(|entry| {
        format!("`{}`: expected once in a record, found twice; the first is taken, the other kept aside", entry.key)
    });
    article.warnings.extend(twins);
}
