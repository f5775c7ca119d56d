//! The language that a text is analysed in, and folding on its own.

use super::{Lang, fold as folding, guess, slice};

/// Bytes of a text that its language is guessed from.
const SAMPLE: usize = 4000;

/// The language of a text: as it is tagged, else guessed from its beginning. Index and snippets ask here, so that both
/// analyse an article in the same language.
pub fn language<'a>(tag: Option<&str>, texts: impl Iterator<Item = &'a str>) -> Lang {
    if let Some(tag) = tag {
        return Lang::from_tag(tag);
    }
    let mut sample = String::new();
    for text in texts {
        let room = SAMPLE.saturating_sub(sample.len());
        sample.push_str(slice(text, 0..text.floor_char_boundary(room)));
        sample.push('\n');
        if room < text.len() {
            break;
        }
    }
    guess(&sample)
}

/// A text in small, plain letters and without apostrophes, as the terms of `lang` are, but not stemmed.
pub fn fold(text: &str, lang: Lang) -> String {
    let (mut small, mut plain) = (String::new(), String::new());
    folding::surface(text, lang, &mut small);
    folding::fold(&small, lang, &mut plain);
    plain.retain(|c| c != '\'');
    plain
}
