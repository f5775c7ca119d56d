//! Terms: the lists of words, put in the order of the archive's numbers, with all forms of a term in one.

use super::keys::{self, Holder};
use super::words::{Word, parts};
use crate::archive::dictionary::Form;
use crate::archive::impact::Impacts;
use crate::archive::postings::{self, FORM_BITS, POSITION_BITS, Posting};
use crate::archive::write::Term;
use crate::archive::{FIELDS, Field};

/// What becomes of an article's number: its number in the archive, or none where it was folded into another.
pub type Numbers = [Option<u32>];

/// What terms are set against: the lengths of all articles, by their numbers in the archive.
pub struct Measured {
    /// Tokens of each field.
    pub lengths: Vec<[u32; FIELDS]>,
    /// What impacts go by.
    pub impacts: Impacts,
}

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
    pub fn term(&mut self, words: &[Word], numbers: &Numbers, measured: &Measured) -> Option<(Term, Vec<Holder>)> {
        self.places.clear();
        self.records.clear();
        let forms = self.forms(words, numbers);
        self.records.sort_unstable_by_key(|record| (record.article, record.form));
        let (term, _) = parts(&words.first()?.key);
        let may_be_key = keys::may_be(term, &forms) && self.records.len() > 1;
        let (postings, positions, holders) = self.lists(measured, may_be_key);
        (!postings.is_empty()).then(|| (Term::new(term, forms, postings, positions), holders))
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

    /// The lists of a term, whose records are sorted, and who holds it if it may be a key.
    fn lists(&mut self, measured: &Measured, may_be_key: bool) -> (Vec<Posting>, Vec<u8>, Vec<Holder>) {
        let Self { places, records, several } = self;
        let (mut postings, mut heads, mut positions) = (Vec::with_capacity(records.len()), Vec::new(), Vec::new());
        let mut holders = Vec::with_capacity(if may_be_key { records.len() } else { 0 });
        for records in records.chunk_by(|a, b| a.article == b.article) {
            let found = |record: &Record| places.get(record.start..record.start + record.count).unwrap_or_default();
            let mut here = found(&records[0]);
            if records.len() > 1 {
                several.clear();
                records.iter().for_each(|record| several.extend_from_slice(found(record)));
                several.sort_unstable();
                here = several;
            }
            let (article, mut frequencies) = (records[0].article, [0; FIELDS]);
            here.iter().for_each(|place| frequencies[field(*place)] += 1);
            let forms = records.iter().fold(0, |forms, record| forms | 1 << record.form.min(FORM_BITS as u32 - 1));
            let impact = measured.impacts.of(&frequencies, &measured.lengths[article as usize]);
            let headline = frequencies[Field::Headline as usize] > 0;
            postings.push(Posting { article, impact, headline, forms });
            postings::encode_head(&mut heads, &frequencies);
            for places in here.chunk_by(|a, b| field(*a) == field(*b)) {
                postings::encode_positions(&mut positions, places.iter().map(|place| place & POSITIONS));
            }
            if may_be_key {
                holders.push(Holder::new(article, &frequencies));
            }
        }
        heads.extend_from_slice(&positions);
        (postings, heads, holders)
    }
}

/// The bits of a place that are its position.
const POSITIONS: u32 = (1 << POSITION_BITS) - 1;

/// The field of a place.
fn field(place: u32) -> usize {
    (place >> POSITION_BITS) as usize % FIELDS
}
