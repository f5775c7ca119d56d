//! How files are to be read: what the command line says.

use super::args::{DateOrder, ReadArgs};
use super::failure::Failure;
use newsprint::ingest::{self, Options};

/// The options of reading that a call asks for.
pub fn options(args: &ReadArgs) -> Result<Options, Failure> {
    if let Some(tag) = args.lang.as_deref().filter(|tag| !is_language_tag(tag)) {
        return Err(Failure::Call(format!(
            "--lang: expected the tag of a language, such as en, ar or pt-BR, found {tag:?}"
        )));
    }
    let date_order = args.date_order.map(|order| match order {
        DateOrder::Dmy => ingest::DateOrder::DayFirst,
        DateOrder::Mdy => ingest::DateOrder::MonthFirst,
    });
    Ok(Options {
        raw_text: args.raw_text,
        keep_all: args.keep_all,
        pages: args.pages,
        date_order,
        lang: args.lang.clone(),
        ..Options::default()
    })
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
