//! The table of names.

use std::collections::HashMap;
use std::sync::OnceLock;

/// The fields that keys can mean. They are set in this order: an address is known before a source that may be one, a
/// byline before the authors that would make one up, a picture before its caption.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The article's id.
    Id,
    /// Its title.
    Headline,
    /// Its text.
    Text,
    /// When it was published.
    Date,
    /// When it was changed.
    Modified,
    /// Its language.
    Lang,
    /// Its page.
    Url,
    /// The authors' names as written.
    Byline,
    /// The authors.
    Authors,
    /// Its tags.
    Tags,
    /// Its sections.
    Sections,
    /// Who published or supplied it.
    Source,
    /// Where it was filed.
    Place,
    /// Label above the headline.
    Kicker,
    /// Standfirst.
    Dek,
    /// Bullets above the text.
    Highlights,
    /// Copyright line.
    Rights,
    /// Its picture.
    Image,
    /// The picture's caption.
    Caption,
    /// What the picture shows.
    Alt,
    /// Who made the picture.
    Credit,
    /// Whether it is not to be published.
    Draft,
}

/// A key that was looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// What it means.
    pub field: Field,
    /// How good a name it is: 0 is the caller's, [`OURS`] is ours, written as we write it.
    pub rank: usize,
}

/// The rank of our own name for a field.
pub const OURS: usize = 1;

/// The fields by the name that stands first in their row.
const FIELDS: [(&str, Field); 22] = [
    ("id", Field::Id),
    ("headline", Field::Headline),
    ("text", Field::Text),
    ("date", Field::Date),
    ("modified", Field::Modified),
    ("lang", Field::Lang),
    ("url", Field::Url),
    ("byline", Field::Byline),
    ("authors", Field::Authors),
    ("tags", Field::Tags),
    ("sections", Field::Sections),
    ("source", Field::Source),
    ("place", Field::Place),
    ("kicker", Field::Kicker),
    ("dek", Field::Dek),
    ("highlights", Field::Highlights),
    ("rights", Field::Rights),
    ("image", Field::Image),
    ("caption", Field::Caption),
    ("alt", Field::Alt),
    ("credit", Field::Credit),
    ("draft", Field::Draft),
];

/// What `key` means; names that the caller adds (`more`: key and field) win over the table.
pub fn find(key: &str, more: &[(String, String)]) -> Option<Name> {
    let plain = plain(key);
    let added = more.iter().find(|(name, _)| self::plain(name) == plain).and_then(|(_, field)| field_of(field));
    if let Some(field) = added {
        return Some(Name { field, rank: 0 });
    }
    let &(field, rank, ours) = table().get(plain.as_str())?;
    Some(Name { field, rank: OURS + 2 * rank + usize::from(key != ours) })
}

/// Whether `name` is a field, by its own name or any that the table knows.
pub fn is_name(name: &str) -> bool {
    field_of(name).is_some()
}

/// Whether a key means anything.
pub fn is_known(key: &str, more: &[(String, String)]) -> bool {
    find(key, more).is_some()
}

/// Whether a key holds the title of a record.
pub fn is_title(key: &str, more: &[(String, String)]) -> bool {
    find(key, more).is_some_and(|name| name.field == Field::Headline)
}

/// Whether a key holds the text of a record.
pub fn is_text(key: &str, more: &[(String, String)]) -> bool {
    find(key, more).is_some_and(|name| name.field == Field::Text)
}

/// The field of a name: its own, or one of its keys'.
fn field_of(name: &str) -> Option<Field> {
    let plain = plain(name);
    let own = FIELDS.iter().find(|(own, _)| *own == plain).map(|(_, field)| *field);
    own.or_else(|| table().get(plain.as_str()).map(|(field, ..)| *field))
}

/// A key without what does not matter.
fn plain(key: &str) -> String {
    key.chars()
        .filter(|c| !matches!(c, '_' | '-' | '\u{feff}') && !c.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Each name without what does not matter: its field, its place in the row, and how the row writes it.
type Table = HashMap<String, (Field, usize, &'static str)>;

/// `names.tsv`, read once.
fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Table::new();
        for row in include_str!("names.tsv").lines().filter(|row| !row.starts_with('#')) {
            let (own, keys) = row.split_once('\t').unwrap_or_default();
            let Some(&(_, field)) = FIELDS.iter().find(|(name, _)| *name == own) else { continue };
            for (rank, key) in keys.split(' ').enumerate() {
                table.insert(plain(key), (field, rank, key));
            }
        }
        table
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_a_field_and_no_name_stands_twice() {
        let rows: Vec<_> = include_str!("names.tsv").lines().filter(|row| !row.starts_with('#')).collect();
        assert_eq!(rows.len(), FIELDS.len());
        let names: usize = rows.iter().map(|row| row.split(['\t', ' ']).skip(1).count()).sum();
        assert_eq!(table().len(), names);
        assert!(FIELDS.iter().all(|(_, field)| table().values().any(|(found, ..)| found == field)));
    }

    #[test]
    fn case_and_joints_do_not_matter_but_our_own_name_is_best() {
        assert_eq!(find("title", &[]), Some(Name { field: Field::Headline, rank: OURS }));
        assert_eq!(find("Title", &[]), Some(Name { field: Field::Headline, rank: OURS + 1 }));
        for key in ["Publish-Date", "publish_date", "publishDate", "PUBLISH DATE"] {
            assert_eq!(find(key, &[]).map(|name| name.field), Some(Field::Date), "{key}");
        }
        assert_eq!(find("zz", &[]), None);
    }

    #[test]
    fn the_caller_may_add_names() {
        let more = [("Überschrift".to_owned(), "title".to_owned()), ("x".to_owned(), "nothing".to_owned())];
        assert_eq!(find("überschrift", &more), Some(Name { field: Field::Headline, rank: 0 }));
        assert_eq!(find("x", &more), None);
        assert!(is_name("headline") && is_name("publishDate") && !is_name("nothing"));
    }
}
