//! The file of settings, in TOML:
//!
//! ```text
//! title = "Our back issues"       # as --title
//! synonyms = "places.txt"         # as --synonyms, beside this file
//! lang = "nl"                     # as --lang
//! date_order = "dmy"              # as --date-order
//! raw_text, keep_all, wordpress_pages, strict = true
//!
//! [remove]                        # what this site's pages say beside their articles
//! lines = ["Foto van de dag"]     # whole lines
//! prefixes = ["Beeld: "]          # beginnings of lines
//!
//! [labels]                        # labels in this site's own words, by their kind
//! previous = ["Vorige artikel*"]
//! also = ["Lees ook:"]
//!
//! [keys]                          # keys of records and front matter, and the field that each means
//! headline_text = "title"
//! ```
//!
//! Between words of a key `-` is as good as `_`. A key that nobody knows is an error that names its line and the key that
//! was probably meant: a rule that is silently passed over would be found only in the archive.

use crate::cli::args::DateOrder;
use crate::cli::failure::Failure;
use crate::cli::input;
use newsprint::ingest::{Rules, is_key_name};
use std::ops::Range;
use std::path::{Path, PathBuf};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The keys of the file itself.
const KEYS: [&str; 11] = [
    "title",
    "synonyms",
    "lang",
    "date_order",
    "raw_text",
    "keep_all",
    "wordpress_pages",
    "strict",
    "remove",
    "labels",
    "keys",
];
/// The keys of `[remove]`.
const REMOVE: [&str; 2] = ["lines", "prefixes"];

/// What a file says.
#[derive(Debug, Default)]
pub struct File {
    /// Title of the page.
    pub title: Option<String>,
    /// File of synonyms.
    pub synonyms: Option<PathBuf>,
    /// Language of the articles that do not name theirs.
    pub lang: Option<String>,
    /// How dates in figures are to be read.
    pub date_order: Option<DateOrder>,
    /// Whether texts of records are raw.
    pub raw_text: bool,
    /// Whether no line is removed.
    pub keep_all: bool,
    /// Whether the pages of a WordPress export are articles, too.
    pub wordpress_pages: bool,
    /// Whether any complaint is a failure.
    pub strict: bool,
    /// What this site's pages say.
    pub rules: Option<Rules>,
    /// Further names of keys, and the field that each means.
    pub keys: Vec<(String, String)>,
}

/// What is wrong, and where.
type Fault = (Range<usize>, String);
/// A value with its place.
type Value<'a> = Spanned<DeValue<'a>>;

/// Reads a file; paths in it are relative to it.
pub fn read(path: &Path) -> Result<File, Failure> {
    let text = input::text(path).map_err(|error| Failure::file("read", path, &error))?;
    let text = text.trim_start_matches('\u{feff}');
    let mut file = parse(text).map_err(|(place, problem)| {
        let line = text.get(..place.start).unwrap_or_default().matches('\n').count() + 1;
        Failure::Input(format!("{}:{line}: {problem}", path.display()))
    })?;
    file.synonyms = file.synonyms.map(|synonyms| path.parent().unwrap_or(Path::new("")).join(synonyms));
    Ok(file)
}

/// Reads the text of a file.
fn parse(text: &str) -> Result<File, Fault> {
    let table = DeTable::parse(text).map_err(|error| {
        let problem = format!("expected TOML, such as lang = \"en\": {}", error.message());
        (error.span().unwrap_or(0..0), problem)
    })?;
    let mut file = File::default();
    for (key, value) in table.get_ref() {
        let name = known(key.get_ref(), &KEYS).map_err(|problem| (key.span(), problem))?;
        set(&mut file, name, value)?;
    }
    Ok(file)
}

/// Takes one key of the file.
fn set(file: &mut File, name: &str, value: &Value) -> Result<(), Fault> {
    match name {
        "title" => file.title = Some(text(value)?),
        "synonyms" => file.synonyms = Some(text(value)?.into()),
        "lang" => {
            let tag = super::language(&text(value)?);
            file.lang = Some(tag.map_err(|problem| (value.span(), problem))?);
        }
        "date_order" => file.date_order = Some(date_order(value)?),
        "raw_text" => file.raw_text = flag(value)?,
        "keep_all" => file.keep_all = flag(value)?,
        "wordpress_pages" => file.wordpress_pages = flag(value)?,
        "strict" => file.strict = flag(value)?,
        "remove" => remove(file.rules.get_or_insert_default(), value)?,
        "keys" => file.keys = keys(value)?,
        _ => labels(file.rules.get_or_insert_default(), value)?,
    }
    Ok(())
}

/// Takes `[remove]`.
fn remove(rules: &mut Rules, value: &Value) -> Result<(), Fault> {
    for (key, value) in table(value)? {
        match known(key.get_ref(), &REMOVE).map_err(|problem| (key.span(), problem))? {
            "lines" => texts(value)?.iter().for_each(|line| rules.remove_line(line)),
            _ => texts(value)?.iter().for_each(|prefix| rules.remove_prefix(prefix)),
        }
    }
    Ok(())
}

/// Takes `[labels]`.
fn labels(rules: &mut Rules, value: &Value) -> Result<(), Fault> {
    let kinds: Vec<&str> = Rules::kinds().collect();
    for (key, value) in table(value)? {
        let kind = known(key.get_ref(), &kinds).map_err(|problem| (key.span(), problem))?;
        for phrase in texts(value)? {
            rules.add_label(kind, &phrase);
        }
    }
    Ok(())
}

/// Takes `[keys]`.
fn keys(value: &Value) -> Result<Vec<(String, String)>, Fault> {
    let key = |(key, value): (&Spanned<_>, &Value)| match text(value)? {
        field if is_key_name(&field) => Ok((AsRef::<str>::as_ref(key.get_ref()).to_owned(), field)),
        field => {
            let problem = format!("expected a field, such as title, text, date, author or tags, found {field:?}");
            Err((value.span(), problem))
        }
    };
    table(value)?.iter().map(key).collect()
}

/// The key that is meant, or what is wrong with it.
fn known<'a>(key: &str, keys: &[&'a str]) -> Result<&'a str, String> {
    let name = key.replace('-', "_");
    if let Some(known) = keys.iter().find(|known| **known == name) {
        return Ok(known);
    }
    let all = keys.join(", ");
    let nearest = keys.iter().map(|known| (strsim::levenshtein(&name, known), known)).min();
    Err(match nearest.filter(|(distance, known)| *distance * 2 <= known.len()) {
        Some((_, meant)) => format!("there is no key {key:?}; did you mean {meant:?}? (known are {all})"),
        None => format!("there is no key {key:?}; known are {all}"),
    })
}

/// What was expected, and what stands there.
fn wrong<T>(value: &Value, expected: &str) -> Result<T, Fault> {
    let found = match value.get_ref().as_str() {
        Some(text) => format!("{text:?}"),
        None => value.get_ref().type_str().into(),
    };
    Err((value.span(), format!("expected {expected}, found {found}")))
}

fn text(value: &Value) -> Result<String, Fault> {
    match value.get_ref().as_str() {
        Some("") => Err((value.span(), "expected a text, found an empty one; fill it, or take it out".into())),
        Some(text) => Ok(text.into()),
        None => wrong(value, "a text in quotation marks"),
    }
}

fn flag(value: &Value) -> Result<bool, Fault> {
    value.get_ref().as_bool().map_or_else(|| wrong(value, "true or false"), Ok)
}

/// A list of texts with a letter each: an empty one would fit every line.
fn texts(value: &Value) -> Result<Vec<String>, Fault> {
    let Some(values) = value.get_ref().as_array() else { return wrong(value, "a list of texts: [\"…\", \"…\"]") };
    let filled = |value: &Value| match text(value)? {
        words if words.chars().any(char::is_alphanumeric) => Ok(words),
        marks => Err((value.span(), format!("expected a text with a letter or digit, found {marks:?}"))),
    };
    values.iter().map(filled).collect()
}

fn table<'a, 'i>(value: &'a Value<'i>) -> Result<&'a DeTable<'i>, Fault> {
    value.get_ref().as_table().map_or_else(|| wrong(value, "a table: a line such as [remove], and keys below it"), Ok)
}

fn date_order(value: &Value) -> Result<DateOrder, Fault> {
    match value.get_ref().as_str() {
        Some("dmy") => Ok(DateOrder::Dmy),
        Some("mdy") => Ok(DateOrder::Mdy),
        _ => wrong(value, "\"dmy\" or \"mdy\""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read() {
        let text = "title = \"T\"\nkeep-all = true\ndate_order = \"mdy\"\n\n[remove]\nlines = [\"Foto van de dag\"]\n\n\
            [labels]\nalso = [\"Lees ook:\"]\n";
        let file = parse(text).unwrap_or_else(|(_, problem)| panic!("{problem}"));
        assert_eq!((file.title.as_deref(), file.keep_all, file.date_order), (Some("T"), true, Some(DateOrder::Mdy)));
        let rules = file.rules.unwrap_or_default();
        assert!(rules.find("foto van de dag").is_some() && rules.find("Lees ook: brug").is_some());
    }

    #[test]
    fn faults_are_named_with_their_place_and_what_was_meant() {
        for (text, at, words) in [
            ("a = 1\n", 0, "there is no key \"a\"; known are title"),
            ("lang = \"en\"\ntitel = \"T\"", 12, "did you mean \"title\"?"),
            ("[remove]\nline = []", 9, "did you mean \"lines\"?"),
            ("[labels]\nprevius = []", 9, "did you mean \"previous\"?"),
            ("lang = \"English\"", 7, "such as en"),
            ("lang = 3", 7, "expected a text in quotation marks, found integer"),
            ("[remove]\nlines = [\"—\"]", 18, "with a letter"),
            ("[keys]\nkop = \"heading of it\"", 13, "such as title"),
            ("wordpress_pages = \"yes\"", 18, "expected true or false, found \"yes\""),
            ("date_order = \"ymd\"", 13, "expected \"dmy\" or \"mdy\", found \"ymd\""),
            ("title = \"", 9, "expected TOML"),
        ] {
            let (place, problem) = parse(text).err().unwrap_or_else(|| panic!("{text} is taken"));
            assert!(problem.contains(words), "{text}: {problem}");
            assert_eq!(place.start, at, "{text}: {problem}");
        }
    }
}
