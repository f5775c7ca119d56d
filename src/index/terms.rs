//! Terms: the lists of words, put in the order of the archive's numbers, with all forms of a term in one.

use super::words::{Place, Word, parts};
use crate::archive::FIELDS;
use crate::archive::dictionary::Form;
use crate::archive::postings::{self, FORM_BITS, Posting};
use crate::archive::write::Term;
use std::ops::Range;
use std::sync::Arc;

/// What becomes of an article's number: its number in the archive, or none where it was folded into another.
pub type Numbers = [Option<u32>];

/// An article that holds a form: its number in the archive, the form's, and its places in a list of all.
type Record = (u32, usize, Range<usize>);

/// The term of these words, its forms, and its postings. Forms are numbered by how many articles hold them, then by
/// their bytes. `None` if no article is left that holds one.
pub fn term(words: &[(Arc<str>, Word)], numbers: &Numbers) -> Option<(Term, Vec<Posting>)> {
    let (mut places, mut forms) = (Vec::new(), Vec::new());
    for (key, word) in words {
        let records = records(word, numbers, &mut places);
        forms.push((Form::new(parts(key).1.into(), records.len() as u32, word.stop), records));
    }
    forms.retain(|(form, _)| form.articles > 0);
    forms.sort_by(|(a, _), (b, _)| (b.articles, &a.word).cmp(&(a.articles, &b.word)));
    let (term, _) = parts(&words.first()?.0);
    let mut term = Term { term: term.into(), ..Term::default() };
    let mut records: Vec<Record> = Vec::new();
    for (number, (form, found)) in forms.into_iter().enumerate() {
        records.extend(found.into_iter().map(|(article, places)| (article, number, places)));
        term.forms.push(form);
    }
    records.sort_unstable_by_key(|(article, form, _)| (*article, *form));
    let postings = fill(&mut term, &records, &places);
    (term.articles > 0).then_some((term, postings))
}

/// The articles that hold a word, by their number in the archive, with its places there, which are added to `places`.
fn records(word: &Word, numbers: &Numbers, places: &mut Vec<Place>) -> Vec<(u32, Range<usize>)> {
    let mut records: Vec<(u32, Range<usize>)> = Vec::new();
    word.places(|place| {
        let Some(number) = numbers.get(place.article as usize).copied().flatten() else { return };
        places.push(place);
        match records.last_mut().filter(|(last, _)| *last == number) {
            Some((_, range)) => range.end = places.len(),
            None => records.push((number, places.len() - 1..places.len())),
        }
    });
    records
}

/// Writes the lists of a term that these records tell of, which are sorted.
fn fill(term: &mut Term, records: &[Record], places: &[Place]) -> Vec<Posting> {
    let (mut postings, mut next, mut several) = (Vec::new(), 0, Vec::new());
    for records in records.chunk_by(|a, b| a.0 == b.0) {
        let mut found = &places[records[0].2.clone()];
        if records.len() > 1 {
            several.clear();
            records.iter().for_each(|(.., range)| several.extend_from_slice(&places[range.clone()]));
            several.sort_unstable();
            found = &several;
        }
        let mut posting = Posting { article: records[0].0, ..Posting::default() };
        records.iter().for_each(|(_, form, _)| posting.forms |= 1 << (*form).min(FORM_BITS - 1));
        found.iter().for_each(|place| posting.frequencies[usize::from(place.field()) % FIELDS] += 1);
        postings::encode(&mut term.postings, &posting, next, term.forms.len() > 1);
        next = posting.article + 1;
        for field in found.chunk_by(|a, b| a.field() == b.field()) {
            postings::encode_positions(&mut term.positions, field.iter().map(|place| place.position()));
        }
        postings.push(posting);
    }
    term.articles = postings.len() as u32;
    postings
}
