//! The language that a feed or an export names for all it holds.

use crate::article::{Article, Dir};
use crate::ingest::direction;

/// Languages that are written from right to left.
const RIGHT_TO_LEFT: &[&str] = &[
    "ar", "arc", "azb", "bal", "ckb", "dv", "fa", "glk", "he", "iw", "ku", "lrc", "mzn", "ps", "sd", "ug", "ur", "yi",
];

/// The tag as BCP 47 writes it (`en_us` is `en-us`), unless the article's script says otherwise: an Arabic article in
/// an English feed is not English.
pub fn fitting(tag: &str, article: &Article) -> Option<String> {
    let tag = clean(tag)?;
    let primary = tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let expected = if RIGHT_TO_LEFT.contains(&primary.as_str()) { Dir::Rtl } else { Dir::Ltr };
    // Kurdish and some others have two scripts.
    let fits = direction::of(article).is_none_or(|found| found == expected)
        || matches!(primary.as_str(), "ku" | "az" | "pa" | "sd");
    fits.then_some(tag)
}

/// A tag of a language, if it is formed as one.
pub fn clean(tag: &str) -> Option<String> {
    let tag = tag.trim().replace('_', "-");
    let formed = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let primary = tag.split('-').next().unwrap_or_default();
    (matches!(primary.len(), 2 | 3) && tag.split('-').all(formed)).then_some(tag)
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
