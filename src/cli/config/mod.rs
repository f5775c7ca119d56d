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
    /// The files that say so, and those that they or the call name: none of them is an article.
    pub files: Vec<PathBuf>,
}

/// The settings of a site, whose title and file of synonyms a call may name, too.
pub fn site(args: &ReadArgs, title: Option<&String>, synonyms: Option<&PathBuf>) -> Result<Settings, Failure> {
    let mut settings = settings(args)?;
    settings.files.extend(synonyms.cloned());
    settings.title = title.cloned().or(settings.title);
    settings.synonyms = synonyms.cloned().or(settings.synonyms);
    Ok(settings)
}

/// What the file of settings says, with what the call says over it.
pub fn settings(args: &ReadArgs) -> Result<Settings, Failure> {
    let lang = args.lang.as_deref().map(language).transpose();
    let lang = lang.map_err(|problem| Failure::Call(format!("--lang: {problem}")))?;
    let file = args.config.as_deref().map(file::read).transpose()?.unwrap_or_default();
    let date_order = args.date_order.or(file.date_order).map(|order| match order {
        DateOrder::Dmy => ingest::DateOrder::DayFirst,
        DateOrder::Mdy => ingest::DateOrder::MonthFirst,
    });
    let options = Options {
        raw_text: args.raw_text || file.raw_text,
        keep_all: args.keep_all || file.keep_all,
        pages: args.wordpress_pages || file.wordpress_pages,
        date_order,
        lang: lang.or(file.lang),
        rules: file.rules.map(Arc::new),
        keys: file.keys,
        ..Options::default()
    };
    let files = args.config.iter().chain(&file.synonyms).cloned().collect();
    Ok(Settings { options, title: file.title, synonyms: file.synonyms, strict: file.strict, files })
}

/// The tag of a language, or what is wrong with it.
fn language(tag: &str) -> Result<String, String> {
    ingest::language_tag(tag)
        .ok_or_else(|| format!("expected the tag of a language, such as en, ar or pt-BR, found {tag:?}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_taken_as_the_articles_have_it() {
        let args = ReadArgs { lang: Some("en_GB".into()), ..ReadArgs::default() };
        assert_eq!(settings(&args).unwrap().options.lang.as_deref(), Some("en-GB"));
    }

    #[test]
    fn a_wrong_tag_is_a_fault_of_the_call() {
        let args = ReadArgs { lang: Some("English".into()), ..ReadArgs::default() };
        assert!(matches!(settings(&args), Err(Failure::Call(problem)) if problem.contains("\"English\"")));
    }
}
