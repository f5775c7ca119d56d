//! The direction of writing: of letters, of texts, of languages.

use crate::article::{Article, Dir};

/// Letters that are looked at: the direction of a text shows early.
const LETTERS: usize = 400;

/// The direction of most of an article's first letters; `None` without any.
pub fn of(article: &Article) -> Option<Dir> {
    let texts = article.headline.as_deref().into_iter().chain(article.texts());
    let letters = texts.flat_map(str::chars).filter(|c| c.is_alphabetic()).take(LETTERS);
    let (mut all, mut rtl) = (0, 0);
    for letter in letters {
        all += 1;
        rtl += usize::from(is_rtl(letter));
    }
    (all > 0).then_some(if rtl * 2 > all { Dir::Rtl } else { Dir::Ltr })
}

/// Languages that are written from right to left.
const RIGHT_TO_LEFT: &[&str] =
    &["ar", "arc", "azb", "bal", "ckb", "dv", "fa", "glk", "he", "iw", "lrc", "mzn", "ps", "ug", "ur", "yi"];
/// Languages that are written in scripts of both directions.
const BOTH: &[&str] = &["az", "ku", "pa", "sd"];

/// The direction that the language of a tag is written in; `None` if that may be either.
pub fn of_language(tag: &str) -> Option<Dir> {
    let language = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    let is = |list: &[&str]| list.contains(&language.as_str());
    (!is(BOTH)).then_some(if is(RIGHT_TO_LEFT) { Dir::Rtl } else { Dir::Ltr })
}

/// Whether a letter belongs to a script that is written from right to left (the right-to-left blocks of Unicode).
pub fn is_rtl(letter: char) -> bool {
    matches!(letter, '\u{0590}'..='\u{08ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}
