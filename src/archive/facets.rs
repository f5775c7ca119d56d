//! Facets: what articles are told apart by, a column each, and the dates of all articles.
//!
//! ```text
//! Facets   = block( date_run* ) block( column )*4      the columns in the order of Facet
//! date_run = year:varint month:u8 day:u8 articles:varint
//!            of the articles that have a date, in order: so many have this one; month and day 0: unknown
//! column   = values ( count number*count )*articles    of each article the numbers of its values
//! values   = count text*count                          the most frequent first, then by their bytes
//! ```

use super::bytes::{Cursor, Malformed, put_text, put_varint};

/// What articles are told apart by, beside language and date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    /// Who wrote it.
    Author = 0,
    /// Where the dateline says it comes from.
    Place = 1,
    /// The outlet or agency.
    Source = 2,
    /// Tags and sections.
    Tag = 3,
}

/// Number of facets.
pub const FACETS: usize = 4;

impl Facet {
    /// The facets in the order of their columns.
    pub const ALL: [Self; FACETS] = [Self::Author, Self::Place, Self::Source, Self::Tag];

    /// Its name in queries and results.
    pub fn name(self) -> &'static str {
        match self {
            Self::Author => "author",
            Self::Place => "place",
            Self::Source => "source",
            Self::Tag => "tag",
        }
    }
}

/// The values of one facet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// The values, the most frequent first.
    pub values: Vec<String>,
    /// The numbers of the values of every article, one article's after the other's.
    numbers: Vec<u32>,
    /// Where each article's numbers end.
    ends: Vec<u32>,
}

impl Column {
    /// A column of no articles, with these values.
    pub fn new(values: Vec<String>) -> Self {
        Self { values, ..Self::default() }
    }

    /// Adds the values of the next article, as numbers.
    pub fn push(&mut self, numbers: impl IntoIterator<Item = u32>) {
        self.numbers.extend(numbers);
        self.ends.push(self.numbers.len() as u32);
    }

    /// The numbers of an article's values.
    pub fn of(&self, article: u32) -> &[u32] {
        let end = |index: usize| self.ends.get(index).map_or(0, |end| *end as usize);
        let start = if article == 0 { 0 } else { end(article as usize - 1) };
        self.numbers.get(start..end(article as usize)).unwrap_or_default()
    }

    /// Appends the column.
    pub fn encode(&self, out: &mut Vec<u8>) {
        put_varint(out, self.values.len() as u64);
        self.values.iter().for_each(|value| put_text(out, value));
        for article in 0..self.ends.len() as u32 {
            let numbers = self.of(article);
            put_varint(out, numbers.len() as u64);
            numbers.iter().for_each(|number| put_varint(out, u64::from(*number)));
        }
    }

    /// Reads the column of so many articles.
    pub fn decode(payload: &[u8], articles: u32) -> Result<Self, Malformed> {
        let cursor = &mut Cursor::new(payload);
        let mut column = Self { values: cursor.texts(), ..Self::default() };
        let values = column.values.len();
        while !cursor.is_done() {
            let numbers = cursor.list(Cursor::small);
            cursor.expect(numbers.iter().all(|number| (*number as usize) < values), "values that exist");
            column.push(numbers);
        }
        cursor.expect(column.ends.len() == articles as usize, "the values of every article");
        cursor.end().map(|()| column)
    }
}

/// A date as a number, 20230529; 0 for what is not known of it.
pub fn date_number(year: u32, month: u32, day: u32) -> u32 {
    (year * 100 + month) * 100 + day
}

/// The dates of the articles, newest first: each date as a number, and the number of the article after its last.
pub type Dates = Vec<(u32, u32)>;

/// Appends a run of articles of one date.
pub fn encode_run(out: &mut Vec<u8>, (year, month, day): (u16, u8, u8), articles: u32) {
    put_varint(out, u64::from(year));
    out.extend_from_slice(&[month, day]);
    put_varint(out, u64::from(articles));
}

/// Reads the dates of so many articles.
pub fn decode_dates(payload: &[u8], dated: u32) -> Result<Dates, Malformed> {
    let cursor = &mut Cursor::new(payload);
    let (mut dates, mut end, mut before) = (Dates::new(), 0u32, u32::MAX);
    while !cursor.is_done() {
        let (year, month, day) = (cursor.small(), u32::from(cursor.byte()), u32::from(cursor.byte()));
        cursor.expect(year < 10_000 && month < 13 && day < 32, "dates of the calendar");
        let date = date_number(year.min(9999), month, day);
        cursor.expect(date < before, "dates in order");
        end = end.saturating_add(cursor.small());
        before = date;
        dates.push((date, end));
    }
    cursor.expect(end == dated, "a date of every article that has one");
    cursor.end().map(|()| dates)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_come_back() {
        let mut column = Column { values: vec!["Erbil".into(), "Kirkuk".into()], ..Column::default() };
        column.push([0]);
        column.push([]);
        column.push([1, 0]);
        let mut out = Vec::new();
        column.encode(&mut out);
        let read = Column::decode(&out, 3).unwrap();
        assert_eq!(read, column);
        assert_eq!((read.of(0), read.of(1), read.of(2), read.of(3)), (&[0][..], &[][..], &[1, 0][..], &[][..]));
        assert!(Column::decode(&out, 2).is_err());
        assert!(Column::decode(&[0, 1, 0], 1).is_err());
    }

    #[test]
    fn dates_come_back_and_must_fall() {
        let mut out = Vec::new();
        encode_run(&mut out, (2024, 1, 2), 3);
        encode_run(&mut out, (2023, 0, 0), 1);
        assert_eq!(decode_dates(&out, 4), Ok(vec![(20_240_102, 3), (20_230_000, 4)]));
        assert!(decode_dates(&out, 5).is_err());
        encode_run(&mut out, (2023, 1, 1), 1);
        assert!(decode_dates(&out, 5).is_err());
    }
}
