//! The language that a feed or an export names for all it holds.

use crate::article::Article;
use crate::ingest::{direction, lang};

/// The tag as BCP 47 writes it (`en_us` is `en-us`), unless the article's script says otherwise: an Arabic article in
/// an English feed is not English.
pub fn fitting(tag: &str, article: &Article) -> Option<String> {
    let tag = lang::tag(tag)?;
    let expected = direction::of_language(&tag);
    let fits = direction::of(article).zip(expected).is_none_or(|(found, expected)| found == expected);
    fits.then_some(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_fits_the_script() {
        let article = |text: &str| Article { headline: Some(text.into()), ..Article::default() };
        assert_eq!(fitting("en_us", &article("Flood")).as_deref(), Some("en-us"));
        assert_eq!(fitting("en-US", &article("فيضان في كريمة")), None);
        assert_eq!(fitting("ar", &article("فيضان في كريمة")).as_deref(), Some("ar"));
        assert_eq!(fitting("English", &article("Flood")), None);
    }
}
