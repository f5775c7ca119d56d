//! What the path of a Markdown file says: the habits of site generators.
//!
//! - `_posts/2013-05-29-flood.md` (Jekyll, Eleventy, Hexo): a date, where the head names none;
//! - `_drafts/flood.md` (Jekyll): a draft;
//! - `_index.md` (Hugo, Zola): the page of a section, which is no article where it has no text;
//! - `flood.ar.md`, `flood.pt-br.md` (Hugo, Zola): a language, where the head names none.

use crate::article::{Article, Guess, Stamp};
use crate::ingest::lang::tag;

/// The languages of ISO 639-1: `notes.go.md` is no language.
const LANGUAGES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy \
     da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii \
     ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr \
     ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl \
     sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh \
     zu";

/// The parts of a path.
fn parts(path: &str) -> impl DoubleEndedIterator<Item = &str> {
    path.split(['/', '\\'])
}

/// Whether the path is one of Jekyll's, whose tags in a string are parted by blanks.
pub fn is_jekyll(path: &str) -> bool {
    parts(path).any(|part| matches!(part, "_posts" | "_drafts"))
}

/// Whether the file lies among drafts.
pub fn is_draft(path: &str) -> bool {
    parts(path).rev().skip(1).any(|part| part == "_drafts")
}

/// Whether the file is the page of a section, in whatever language.
pub fn is_section(path: &str) -> bool {
    parts(path).next_back().is_some_and(|file| file.starts_with("_index."))
}

/// Gives the article what its path says and its head does not.
pub fn apply(path: &str, article: &mut Article) {
    let file = parts(path).next_back().unwrap_or_default();
    if article.date_text.is_none()
        && let Some((date, stamp)) = date(file)
    {
        article.date_text = Some(date.to_owned());
        article.published = Some(stamp);
        let (field, rule) = ("published".to_owned(), "file-name".to_owned());
        article.guesses.push(Guess { field, line: 0, rule, confidence: 0.95 });
    }
    if article.lang.is_none()
        && let Some(lang) = lang(file)
    {
        article.lang = Some(lang);
        let (field, rule) = ("lang".to_owned(), "file-name".to_owned());
        article.guesses.push(Guess { field, line: 0, rule, confidence: 0.9 });
    }
}

/// The day with which a file name begins.
fn date(file: &str) -> Option<(&str, Stamp)> {
    let day = file.get(..10).filter(|_| file.get(10..).is_some_and(|rest| rest.starts_with(['-', '_', '.'])))?;
    Some((day, Stamp::parse(day)?))
}

/// The language before the ending of a file name.
fn lang(file: &str) -> Option<String> {
    let (stem, _) = file.rsplit_once('.')?;
    let (_, lang) = stem.rsplit_once('.').filter(|(name, _)| !name.is_empty())?;
    let (first, region) = lang.split_once(['-', '_']).map_or((lang, ""), |(first, region)| (first, region));
    let known = LANGUAGES.split(' ').any(|known| known == first);
    (known && region.len() <= 4).then(|| tag(lang))?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(path: &str) -> (Option<String>, Option<String>) {
        let mut article = Article::default();
        apply(path, &mut article);
        (article.date_text, article.lang)
    }

    #[test]
    fn dates_and_languages_are_read_from_names() {
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(told("_posts/2013-05-29-flood.md"), (text("2013-05-29"), None));
        assert_eq!(told("a/flood.ar.md"), (None, text("ar")));
        assert_eq!(told("2013-05-29.pt-br.md"), (text("2013-05-29"), text("pt-br")));
        for path in ["2013-13-29-x.md", "2013-05-291.md", "notes.v1.md", ".ar.md", "a.min.md", "ar.md", "", "é.md"] {
            assert_eq!(told(path), (None, None), "{path}");
        }
    }

    #[test]
    fn drafts_lie_among_drafts() {
        assert!(is_draft("site/_drafts/a.md") && !is_draft("_drafts") && !is_draft("drafts/a.md"));
        assert!(is_jekyll("site\\_posts\\a.md") && !is_jekyll("posts/a.md"));
    }
}
