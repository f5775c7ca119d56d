//! Terms: the lists of words, put in the order of the archive's numbers, with all forms of a term in one.

use super::keys::{self, Holder};
use super::words::{Word, parts};
use crate::archive::FIELDS;
use crate::archive::dictionary::Form;
use crate::archive::postings::{self, FORM_BITS, POSITION_BITS, Posting};
use crate::archive::write::Term;

/// What becomes of an article's number: its number in the archive, or none where it was folded into another.
pub type Numbers = [Option<u32>];

/// An article that holds a form: its number in the archive, the form's, and its places in a list of all.
struct Record {
    article: u32,
    form: u32,
    start: usize,
    count: usize,
}

/// Works terms out, one after the other: keeps the room that it needs for that.
#[derive(Default)]
pub struct Terms {
    /// Fields and positions, article by article, form by form.
    places: Vec<u32>,
    records: Vec<Record>,
    /// The places of several forms in one article.
    several: Vec<u32>,
}

impl Terms {
    /// The term of these words, its forms, and the articles that hold it, if it may be a key. Forms are numbered by how
    /// many articles hold them, then by their bytes. `None` if no article is left that holds one.
    pub fn term(&mut self, words: &[Word], numbers: &Numbers) -> Option<(Term, Vec<Holder>)> {
        self.places.clear();
        self.records.clear();
        let forms = self.forms(words, numbers);
        self.records.sort_unstable_by_key(|record| (record.article, record.form));
        let (term, _) = parts(&words.first()?.key);
        let mut term = Term { term: term.into(), forms, ..Term::default() };
        term.postings.reserve(self.records.len() * 3);
        term.positions.reserve(self.places.len() * 2);
        let holders = self.fill(&mut term);
        (term.articles > 0).then_some((term, holders))
    }

    /// The forms that an article holds, in order. Notes who holds them.
    fn forms(&mut self, words: &[Word], numbers: &Numbers) -> Vec<Form> {
        let mut forms = Vec::with_capacity(words.len());
        for (number, word) in (0u32..).zip(words) {
            let before = self.records.len();
            self.note(word, number, numbers);
            let articles = (self.records.len() - before) as u32;
            forms.push((number, Form::new(parts(&word.key).1.into(), articles, word.stop)));
        }
        forms.retain(|(_, form)| form.articles > 0);
        forms.sort_by(|(_, a), (_, b)| (b.articles, &a.word).cmp(&(a.articles, &b.word)));
        if words.len() > 1 {
            let mut places = vec![0; words.len()];
            (0u32..).zip(&forms).for_each(|(place, (number, _))| places[*number as usize] = place);
            self.records.iter_mut().for_each(|record| record.form = places[record.form as usize]);
        }
        forms.into_iter().map(|(_, form)| form).collect()
    }

    /// Notes the articles that hold a word, with its places there.
    fn note(&mut self, word: &Word, form: u32, numbers: &Numbers) {
        let (places, records) = (&mut self.places, &mut self.records);
        let (mut last, mut kept) = (None, false);
        word.places(|place| {
            if last != Some(place.article) {
                last = Some(place.article);
                let article = numbers.get(place.article as usize).copied().flatten();
                kept = article.is_some();
                records.extend(article.map(|article| Record { article, form, start: places.len(), count: 0 }));
            }
            if let Some(record) = records.last_mut().filter(|_| kept) {
                record.count += 1;
                places.push(place.place);
            }
        });
    }

    /// Writes the lists of a term, whose records are sorted.
    fn fill(&mut self, term: &mut Term) -> Vec<Holder> {
        let Self { places, records, several } = self;
        let (mut holders, mut next) = (Vec::new(), 0);
        if keys::may_be(term) && records.len() > 1 {
            holders.reserve_exact(records.len());
        }
        for records in records.chunk_by(|a, b| a.article == b.article) {
            let found = |record: &Record| places.get(record.start..record.start + record.count).unwrap_or_default();
            let mut here = found(&records[0]);
            if records.len() > 1 {
                several.clear();
                records.iter().for_each(|record| several.extend_from_slice(found(record)));
                several.sort_unstable();
                here = several;
            }
            let mut posting = Posting { article: records[0].article, ..Posting::default() };
            records.iter().for_each(|record| posting.forms |= 1 << record.form.min(FORM_BITS as u32 - 1));
            here.iter().for_each(|place| posting.frequencies[field(*place)] += 1);
            postings::encode(&mut term.postings, &posting, next, term.forms.len() > 1);
            next = posting.article + 1;
            for places in here.chunk_by(|a, b| field(*a) == field(*b)) {
                postings::encode_positions(&mut term.positions, places.iter().map(|place| place & POSITIONS));
            }
            if holders.capacity() > 0 {
                holders.push(Holder::new(&posting));
            }
            term.articles += 1;
        }
        holders
    }
}

/// The bits of a place that are its position.
const POSITIONS: u32 = (1 << POSITION_BITS) - 1;

/// The field of a place.
fn field(place: u32) -> usize {
    (place >> POSITION_BITS) as usize % FIELDS
}
