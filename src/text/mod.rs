//! Text analysis: from any `&str` to the terms of the index.
//!
//! ```text
//! text -> segment (words) -> surface (small letters) -> fold (plain letters) -> stem -> term
//! ```
//!
//! Index and query go through the same [`Analyzer`], so they cannot drift apart. Analysis is total: every string gives
//! tokens, none an error; it needs no data but its own tables, and gives the same on every machine.
//!
//! A new language is a line in `stopwords`, and, if cutting words short does not do, one file and one line in `stem`.

mod case;
mod class;
mod fold;
mod guess;
mod lang;
mod language;
mod segment;
mod slice;
mod stem;
mod stopwords;

pub use guess::guess;
pub use lang::Lang;
pub use language::{fold, language};
pub use slice::slice;
pub use stopwords::is_stop;

use core::ops::Range;

/// Longest surface in characters; a word beyond is known by its beginning. Stops keys of a megabyte.
pub const MAX_CHARS: usize = 64;

/// A word of a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Token<'a> {
    /// The word in small letters, diacritics kept: what suggestions show and exact matches compare.
    pub surface: &'a str,
    /// The folded and stemmed key under which the word is indexed.
    pub term: &'a str,
    /// Bytes of the word in the text. Spans are in order; those of a run without blanks overlap by a character.
    pub span: Range<usize>,
    /// Number of the word in the text, from 0; each character of a run without blanks counts.
    pub position: u32,
}

/// Turns text of one language into tokens; keeps its buffers from text to text.
pub struct Analyzer {
    lang: Lang,
    surface: String,
    term: String,
}

impl Analyzer {
    /// An analyzer of texts in `lang`.
    pub fn new(lang: Lang) -> Self {
        Analyzer { lang, surface: String::new(), term: String::new() }
    }

    /// Calls `each` for every token of `text`, in order.
    pub fn analyze(&mut self, text: &str, mut each: impl FnMut(Token<'_>)) {
        let (lang, mut term) = (self.lang, core::mem::take(&mut self.term));
        self.surfaces(text, |surface, span, position| {
            write_term(surface, lang, &mut term);
            each(Token { surface, term: &term, span, position });
        });
        self.term = term;
    }

    /// Calls `each` with surface, span and position of every token of `text`, without working out the terms: for an
    /// indexer that asks [`Analyzer::word`] once for each different surface.
    pub fn surfaces(&mut self, text: &str, each: impl FnMut(&str, Range<usize>, u32)) {
        self.surfaces_from(text, |_| true, each);
    }

    /// As [`Analyzer::surfaces`], but only of words whose first byte `begins` picks: for looking for a few.
    pub fn surfaces_from(
        &mut self,
        text: &str,
        begins: impl Fn(u8) -> bool,
        mut each: impl FnMut(&str, Range<usize>, u32),
    ) {
        for (span, position) in segment::Words::new(text, self.lang) {
            let word = slice(text, span.clone());
            if word.bytes().next().is_some_and(&begins) {
                self.surface.clear();
                fold::surface(word, self.lang, &mut self.surface);
                each(&self.surface, span, position);
            }
        }
    }

    /// The term of a surface that [`Analyzer::surfaces`] or [`Analyzer::analyze`] gave.
    pub fn word(&mut self, surface: &str) -> &str {
        write_term(surface, self.lang, &mut self.term);
        &self.term
    }
}

/// Folds and stems `surface` into `term`, whose old content goes.
fn write_term(surface: &str, lang: Lang, term: &mut String) {
    term.clear();
    self::fold::fold(surface, lang, term);
    stem::stem(term, lang);
}

#[cfg(test)]
mod tests;
