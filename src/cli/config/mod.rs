//! How files are to be read: what the command line says, and what a file of settings says where the command line is
//! silent.

mod file;

use super::args::{DateOrder, ReadArgs};
use super::failure::Failure;
use newsprint::ingest::{self, Options};
use std::path::PathBuf;
use std::sync::Arc;

/// Everything that a call asks for and a file may say as well.
#[derive(Debug, Default)]
pub struct Settings {
    /// How to read.
    pub options: Options,
    /// Title of the page.
    pub title: Option<String>,
    /// File of words that stand for the same.
    pub synonyms: Option<PathBuf>,
    /// Whether any complaint is a failure.
    pub strict: bool,
}

/// The options of reading that a call asks for.
pub fn options(args: &ReadArgs) -> Result<Options, Failure> {
    Ok(settings(args)?.options)
}

/// What the file of settings says, with what the call says over it.
pub fn settings(args: &ReadArgs) -> Result<Settings, Failure> {
    if let Some(tag) = args.lang.as_deref().filter(|tag| !is_language_tag(tag)) {
        return Err(Failure::Call(format!("--lang: {}", no_language(tag))));
    }
    let file = args.config.as_deref().map(file::read).transpose()?.unwrap_or_default();
    let date_order = args.date_order.or(file.date_order).map(|order| match order {
        DateOrder::Dmy => ingest::DateOrder::DayFirst,
        DateOrder::Mdy => ingest::DateOrder::MonthFirst,
    });
    let options = Options {
        raw_text: args.raw_text || file.raw_text,
        keep_all: args.keep_all || file.keep_all,
        pages: args.pages || file.pages,
        date_order,
        lang: args.lang.clone().or(file.lang),
        rules: file.rules.map(Arc::new),
        keys: file.keys,
        ..Options::default()
    };
    Ok(Settings { options, title: file.title, synonyms: file.synonyms, strict: file.strict })
}

/// What is wrong with a text that should be the tag of a language.
fn no_language(tag: &str) -> String {
    format!("expected the tag of a language, such as en, ar or pt-BR, found {tag:?}")
}

/// Whether a text is formed as the tag of a language (BCP 47): a language of two or three letters, then parts of one to
/// eight letters and digits, with `-` between.
fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    let fits = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (2..=3).contains(&language.len()) && language.bytes().all(|byte| byte.is_ascii_alphabetic()) && parts.all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_languages_are_told_from_words() {
        for tag in ["en", "ckb", "pt-BR", "zh-Hant-TW", "de-1996", "en-x-ours"] {
            assert!(is_language_tag(tag), "{tag}");
        }
        for tag in ["", "e", "english", "en_GB", "en-", "en--GB", "عربي", "en-toolongpart"] {
            assert!(!is_language_tag(tag), "{tag}");
        }
    }

    #[test]
    fn a_wrong_tag_is_a_fault_of_the_call() {
        let args = ReadArgs { lang: Some("English".into()), ..ReadArgs::default() };
        assert!(matches!(options(&args), Err(Failure::Call(problem)) if problem.contains("\"English\"")));
    }
}
