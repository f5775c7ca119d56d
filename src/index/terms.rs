//! Counting words: every term of every article into posting and position lists.

use super::fields::Fields;
use super::keys::Keys;
use crate::archive::FIELDS;
use crate::archive::dictionary::Form;
use crate::archive::postings::{self, FORM_BITS, Posting};
use crate::archive::write::Term;
use crate::text::{self, Analyzer, Lang};
use std::collections::HashMap;

/// Positions between one text and the next of an article, so that no phrase and no `near` runs across.
const TEXT_GAP: u32 = 64;

/// Last position in a field that is told from those after it.
const LAST_POSITION: u32 = (1 << postings::POSITION_BITS) - 1;

/// The beginnings of a number with dots that are numbers themselves: `3` and `3.3` of `3.3.0`. They are indexed in its
/// place too, so that a search for version 3.3 finds 3.3.0.
fn beginnings(surface: &str) -> impl Iterator<Item = &str> {
    let number = surface.starts_with(|c: char| c.is_ascii_digit());
    let dots = surface.match_indices('.').filter(move |_| number);
    dots.filter_map(|(dot, _)| surface.get(..dot))
}

/// The lists so far. Articles are added in the order of their numbers.
#[derive(Default)]
pub struct Terms {
    terms: Vec<Growing>,
    by_term: HashMap<String, u32>,
    /// Words seen, by language: their term and form. Spares stemming each word more than once.
    words: HashMap<Lang, HashMap<String, (u32, u8)>>,
}

/// A term and its lists.
#[derive(Default)]
struct Growing {
    term: Term,
    /// Number after the last posting's article.
    next: u32,
    /// Postings with their masks of forms, kept until it is known whether there is more than one.
    postings: Vec<Posting>,
}

/// One word of an article.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Occurrence {
    term: u32,
    field: u8,
    position: u32,
    form: u8,
}

impl Terms {
    /// Adds the words of an article; gives the number of tokens of each field.
    pub fn add(&mut self, article: u32, lang: Lang, fields: &Fields<'_>) -> [u32; FIELDS] {
        let (mut segmenter, mut stemmer) = (Analyzer::new(lang), Analyzer::new(lang));
        let mut words = self.words.remove(&lang).unwrap_or_default();
        let (mut occurrences, mut lengths) = (Vec::new(), [0; FIELDS]);
        for (field, length) in lengths.iter_mut().enumerate() {
            let mut base = 0u32;
            for text in fields.field(field) {
                let mut end = base;
                segmenter.surfaces(text, |surface, _, position| {
                    let position = base.saturating_add(position).min(LAST_POSITION);
                    for surface in [surface].into_iter().chain(beginnings(surface)) {
                        let (term, form) = words.get(surface).copied().unwrap_or_else(|| {
                            let stop = text::is_stop(surface, lang);
                            let word = self.word(stemmer.word(surface), surface, stop);
                            words.insert(surface.into(), word);
                            word
                        });
                        occurrences.push(Occurrence { term, field: field as u8, position, form });
                    }
                    *length += 1;
                    end = position;
                });
                base = end.saturating_add(TEXT_GAP);
            }
        }
        self.words.insert(lang, words);
        occurrences.sort_unstable();
        for occurrences in occurrences.chunk_by(|a, b| a.term == b.term) {
            self.post(article, occurrences);
        }
        lengths
    }

    /// The numbers of a term and of one of its forms, new ones if need be. A form is a stop word if it is one in any of
    /// its languages.
    fn word(&mut self, term: &str, surface: &str, stop: bool) -> (u32, u8) {
        let number = match self.by_term.get(term) {
            Some(number) => *number,
            None => {
                let number = self.terms.len() as u32;
                self.by_term.insert(term.into(), number);
                self.terms.push(Growing { term: Term { term: term.into(), ..Term::default() }, ..Growing::default() });
                number
            }
        };
        let forms = &mut self.terms[number as usize].term.forms;
        let form = forms.iter().position(|form| form.word == surface).unwrap_or_else(|| {
            forms.push(Form::new(surface.into(), 0, false));
            forms.len() - 1
        });
        forms[form].stop |= stop;
        (number, form.min(usize::from(u8::MAX)) as u8)
    }

    /// Adds an article's posting to the term that all `occurrences` share.
    fn post(&mut self, article: u32, occurrences: &[Occurrence]) {
        let Some(first) = occurrences.first() else { return };
        let growing = &mut self.terms[first.term as usize];
        let mut posting = Posting { article, ..Posting::default() };
        let mut forms = [0u64; 4];
        for occurrence in occurrences {
            posting.frequencies[usize::from(occurrence.field)] += 1;
            posting.forms |= 1 << usize::from(occurrence.form).min(FORM_BITS - 1);
            forms[usize::from(occurrence.form) / 64] |= 1 << (occurrence.form % 64);
        }
        for (index, form) in growing.term.forms.iter_mut().take(256).enumerate() {
            form.articles += u32::from(forms[index / 64] >> (index % 64) & 1 == 1);
        }
        growing.term.articles += 1;
        growing.postings.push(posting);
        for field in occurrences.chunk_by(|a, b| a.field == b.field) {
            let positions: Vec<_> = field.iter().map(|occurrence| occurrence.position).collect();
            postings::encode_positions(&mut growing.term.positions, &positions);
        }
    }

    /// Of each of so many articles the terms that tell most about it.
    pub fn keys(&self, articles: usize) -> Vec<Vec<String>> {
        let mut keys = Keys::new(articles);
        for growing in &self.terms {
            if !growing.term.forms.iter().any(|form| form.stop) {
                keys.add(&growing.term.term, &growing.postings);
            }
        }
        keys.finish()
    }

    /// The finished terms, sorted by their bytes.
    pub fn sorted(self) -> Vec<Term> {
        let mut terms: Vec<_> = self.terms.into_iter().map(Growing::finish).collect();
        terms.sort_unstable_by(|a, b| a.term.cmp(&b.term));
        terms
    }
}

impl Growing {
    fn finish(mut self) -> Term {
        let several_forms = self.term.forms.len() > 1;
        for posting in &self.postings {
            postings::encode(&mut self.term.postings, posting, self.next, several_forms);
            self.next = posting.article + 1;
        }
        self.term
    }
}
