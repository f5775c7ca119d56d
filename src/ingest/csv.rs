//! Tables in text: CSV with any of the usual separators, a row an article.
//!
//! The first row names the columns, by names that [`keys`](super::keys) knows. The separator is the one of `,`, `;`, tab
//! and `|` that parts the first row into most names that are known. Cells may be quoted, and hold line ends then. A row
//! with more cells than columns is broken (a cell that holds the separator is not quoted) and costs only itself; where a
//! quotation mark that is never closed has swallowed what follows, reading goes on with the next line. A long text is
//! taken as given, a paragraph a line; cells of HTML become blocks.

use super::excerpt::excerpt;
use super::json::{Refused, article_of};
use super::keys::{self, Entry, Held, Stance};
use super::output::Output;
use csv::{ReaderBuilder, StringRecord};

/// What may part cells.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Quotation marks that are never closed, at most: each costs a walk to the end of the file.
const OPEN: u32 = 50;

/// Names of columns that are named in a complaint, at most.
const NAMED: usize = 8;

/// Reads a table.
pub fn read(text: &str, out: &mut Output) {
    let separator = separator(text, &out.options.keys);
    let mut rows = Rows::new(text, separator);
    let Some(Row { cells: header, .. }) = rows.next() else {
        return out.fail(Some(1), "expected a table, found nothing; take it out of the input".into());
    };
    if !known(&header, &out.options.keys).names_articles {
        return out.fail(Some(1), no_header(&header));
    }
    let names: Vec<&str> = header.iter().collect();
    let mut empty = true;
    for row in rows {
        match entries(&names, &row) {
            Ok(entries) if entries.is_empty() => continue,
            Ok(entries) => article(entries, &row, out),
            Err(problem) => out.fail(Some(row.line), format!("row {}: {problem}", row.number)),
        }
        empty = false;
    }
    if empty {
        out.fail(None, "expected rows below the names of the columns, found none; take it out of the input".into());
    }
}

/// Reads the article of one row.
fn article(entries: Vec<Entry>, row: &Row, out: &mut Output) {
    match article_of(entries, row.line, Stance::Open, out.options) {
        Ok(article) => out.article(row.line, article),
        Err(Refused::Unpublished(title, why)) => out.leave_out(title.as_deref(), why),
        Err(Refused::Nothing(problem)) => out.fail(Some(row.line), format!("row {}: {problem}", row.number)),
    }
}

/// The cells that say something, each with the name of its column; else what is wrong with the row.
fn entries<'a>(names: &[&'a str], row: &'a Row) -> Result<Vec<Entry<'a>>, String> {
    if row.open {
        let problem = "expected a closing quotation mark, found one that is never closed; close it, or double it if it \
                       is part of the text";
        return Err(problem.into());
    }
    if row.cells.iter().skip(names.len()).any(|cell| !cell.trim().is_empty()) {
        return Err(format!(
            "expected {} cells, found {}; put cells that hold the separator in quotation marks, and double those within",
            names.len(),
            row.cells.len()
        ));
    }
    let cells = (1..).zip(names.iter().zip(&row.cells)).filter(|(_, (_, cell))| !cell.trim().is_empty());
    let entries = cells.map(|(number, (name, cell))| {
        let key = if name.trim().is_empty() { format!("column {number}").into() } else { (*name).into() };
        Entry { key, held: Held::Cell(cell.into()) }
    });
    Ok(entries.collect())
}

/// What a first row says.
struct Known {
    /// How many of its names are known.
    count: usize,
    /// Whether one of them is a title or text.
    names_articles: bool,
}

fn known(header: &StringRecord, more: &[(String, String)]) -> Known {
    let is_known = |name: &&str| keys::is_known(name, more);
    let says = |name: &str| keys::is_text(name, more) || keys::is_title(name, more);
    Known { count: header.iter().filter(is_known).count(), names_articles: header.iter().any(says) }
}

/// The separator of a table.
fn separator(text: &str, more: &[(String, String)]) -> u8 {
    let rank = |separator: u8| {
        let header = first_row(text, separator);
        (known(&header, more).count, header.len())
    };
    SEPARATORS.into_iter().rev().max_by_key(|separator| rank(*separator)).unwrap_or(b',')
}

/// The first row under a separator.
fn first_row(text: &str, separator: u8) -> StringRecord {
    Rows::new(text, separator).next().map(|row| row.cells).unwrap_or_default()
}

/// Whether a text is a table by its first rows, whatever it is called: the first names columns, at least half of them
/// known and a title or text among them, and the second has as many cells.
pub fn is_table(text: &str) -> bool {
    let Some(line) = text.trim_start().lines().next().filter(|line| line.len() < 2000) else { return false };
    SEPARATORS.into_iter().filter(|separator| line.as_bytes().contains(separator)).any(|separator| {
        let mut rows = Rows::new(text, separator);
        let (Some(header), Some(second)) = (rows.next(), rows.next()) else { return false };
        let (header, second) = (header.cells, second.cells);
        let known = known(&header, &[]);
        known.names_articles && known.count > 1 && known.count * 2 >= header.len() && second.len() == header.len()
    })
}

/// What is wrong with a first row that names no text.
fn no_header(header: &StringRecord) -> String {
    let names: Vec<String> =
        header.iter().take(NAMED).map(|name| format!("`{}`", excerpt(name).escape_debug())).collect();
    format!(
        "expected a first row that names the columns (title, text, date …), found {}; add one, or say in `[keys]` of \
         --config what the columns are called",
        names.join(", ")
    )
}

/// One row.
struct Row {
    /// Its number, the first row being 1.
    number: u64,
    /// The line on which it begins.
    line: u32,
    cells: StringRecord,
    /// Whether a quotation mark in it is never closed.
    open: bool,
}

/// Walks through the rows.
struct Rows<'a> {
    text: &'a str,
    separator: u8,
    reader: csv::Reader<&'a [u8]>,
    /// The offset at which the reader began.
    start: usize,
    /// An offset, and the line that it is on.
    counted: (usize, u32),
    number: u64,
    opened: u32,
}

impl<'a> Rows<'a> {
    fn new(text: &'a str, separator: u8) -> Self {
        let reader = reader(text, separator);
        Self { text, separator, reader, start: 0, counted: (0, 1), number: 0, opened: 0 }
    }

    /// The line that an offset is on; offsets grow.
    fn line(&mut self, at: usize) -> u32 {
        let passed = self.text.as_bytes().get(self.counted.0..at).unwrap_or_default();
        self.counted = (at, self.counted.1 + passed.iter().filter(|byte| **byte == b'\n').count() as u32);
        self.counted.1
    }

    /// Begins anew at an offset.
    fn go_on(&mut self, at: usize) {
        self.start = at;
        self.reader = reader(self.text.get(at..).unwrap_or_default(), self.separator);
        self.opened += 1;
    }
}

/// A reader that takes rows of any length.
fn reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes())
}

/// Whether a quotation mark in the last rows of a table is never closed. One opens only where a cell begins, and a
/// doubled one within stands for itself.
fn is_open(rows: &str, separator: u8) -> bool {
    #[derive(PartialEq)]
    enum At {
        CellBegin,
        Cell,
        Quoted,
        QuotedMark,
    }
    let mut at = At::CellBegin;
    for byte in rows.bytes() {
        at = match (at, byte) {
            (At::Quoted, b'"') => At::QuotedMark,
            (At::Quoted, _) | (At::CellBegin | At::QuotedMark, b'"') => At::Quoted,
            (_, b'\r' | b'\n') => At::CellBegin,
            (_, byte) if byte == separator => At::CellBegin,
            _ => At::Cell,
        };
    }
    at == At::Quoted
}

impl Iterator for Rows<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        let mut cells = StringRecord::new();
        // Reading from memory fails only on bytes that are no text, and these are.
        self.reader.read_record(&mut cells).ok().filter(|more| *more)?;
        let from = self.start + cells.position().map_or(0, |place| place.byte() as usize);
        let rest = self.text.get(from..).unwrap_or_default();
        let begin = from + rest.len() - rest.trim_start_matches(['\r', '\n']).len();
        let rest = self.text.get(begin..).unwrap_or_default();
        let at_end = self.start + self.reader.position().byte() as usize >= self.text.len();
        let open = at_end && is_open(rest, self.separator);
        self.number += 1;
        let line = self.line(begin);
        if open && self.opened < OPEN {
            self.go_on(begin + rest.find('\n').map_or(rest.len(), |end| end + 1));
        }
        Some(Row { number: self.number, line, cells, open })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::ingest::{Options, Reading, read};

    fn reading(text: &str) -> Reading {
        read("a.csv", text.as_bytes(), &Options::default())
    }

    fn titles(reading: &Reading) -> Vec<&str> {
        reading.articles.iter().filter_map(|article| article.headline.as_deref()).collect()
    }

    fn first(text: &str) -> Article {
        let reading = reading(text);
        assert!(reading.complaints.is_empty(), "{:?}", reading.complaints);
        reading.articles.into_iter().next().unwrap()
    }

    #[test]
    fn every_separator_is_found() {
        for text in [
            "id,Title,content,publication\n1,\"A, b\",\"One.\nTwo.\",Gazette\n",
            "\u{feff}id;Title;content;publication\r\n1;A, b;\"One.\r\nTwo.\";Gazette\r\n",
            "id\tTitle\tcontent\tpublication\n1\tA, b\t\"One.\nTwo.\"\tGazette",
            "id|Title|content|publication\n\n1|A, b|\"One.\n\nTwo.\"|Gazette",
        ] {
            let article = first(text);
            assert_eq!((article.id.as_str(), article.headline.as_deref()), ("1", Some("A, b")), "{text}");
            assert_eq!(article.texts().collect::<Vec<_>>(), ["One.", "Two."]);
            assert_eq!(article.source.map(|source| source.name).as_deref(), Some("Gazette"));
        }
    }

    #[test]
    fn cells_mean_what_their_columns_are_called() {
        let article = first(
            ",title,html,authors,tags,highlights,year\n0,A,<p>One <b>two</b>.</p>,\"['Ann O\u{2019}Hara', \"\"Bo\"\"]\",rain|dams,\"x\ny\",2016.0\n",
        );
        assert_eq!(article.texts().collect::<Vec<_>>(), ["One two."]);
        assert_eq!(article.byline.as_deref(), Some("Ann O\u{2019}Hara, Bo"));
        assert_eq!((article.tags.len(), article.highlights.len()), (2, 2));
        assert_eq!(
            article.extra,
            [("column 1".to_owned(), "\"0\"".to_owned()), ("year".to_owned(), "\"2016.0\"".to_owned())]
        );
    }

    #[test]
    fn a_broken_row_costs_only_itself() {
        let reading = reading("title,text\nA,x\nB,one, two, three\n\nC,y\nD\n");
        assert_eq!(titles(&reading), ["A", "C", "D"]);
        assert_eq!(reading.complaints.len(), 1);
        assert!(
            reading.complaints[0].to_string().starts_with("a.csv:3: row 3: expected 2 cells, found 4"),
            "{}",
            reading.complaints[0]
        );
        assert_eq!(reading.articles.last().map(|article| article.origin.line), Some(6));
    }

    #[test]
    fn an_open_quotation_mark_does_not_swallow_the_rest() {
        for text in ["title,text\nA,\"never closed\nB,y\nC,z\n", "title,text,id\nA,\"never closed,1\nB,y,2\nC,z,3\n"] {
            let reading = reading(text);
            assert_eq!(titles(&reading), ["B", "C"], "{:?}", reading.complaints);
            assert_eq!(reading.complaints[0].line, Some(2));
            assert!(reading.complaints[0].problem.contains("never closed"), "{}", reading.complaints[0]);
        }
    }

    #[test]
    fn a_file_that_ends_in_an_open_quotation_mark_is_told() {
        for text in
            ["title,text\nA,x\n\"unclosed,foo", "title,text\nA,x\n\"unclosed,foo\n", "title,text\nA,x\nB,\"\"\"un"]
        {
            let reading = reading(text);
            assert_eq!((titles(&reading), reading.complaints.len()), (vec!["A"], 1), "{text:?}");
            assert!(reading.complaints[0].fatal && reading.complaints[0].problem.contains("never closed"));
            assert_eq!(reading.complaints[0].line, Some(3));
        }
    }

    #[test]
    fn a_short_last_row_may_hold_line_ends() {
        for last in ["B,\"one\ntwo\"\n", "B,\"one\r\ntwo\"", "B,\"one\n\ntwo\"\"\"", "B,\"one\ntwo\" \"x"] {
            let reading = reading(&format!("title,text,tags\nA,x,t\n{last}"));
            assert_eq!(titles(&reading), ["A", "B"], "{last:?} {:?}", reading.complaints);
            assert!(reading.complaints.is_empty(), "{last:?} {:?}", reading.complaints);
        }
    }

    #[test]
    fn a_table_without_names_says_what_it_found() {
        let problem = reading("2016,Some headline,Some text\n").complaints[0].problem.clone();
        assert!(problem.contains("`2016`, `Some headline`"), "{problem}");
        let keys = vec![("Überschrift".to_owned(), "title".to_owned()), ("inhalt".to_owned(), "text".to_owned())];
        let options = Options { keys, ..Options::default() };
        let reading = read("a.csv", "Überschrift;Inhalt\nA;x\n".as_bytes(), &options);
        assert_eq!((titles(&reading), reading.articles[0].blocks.len()), (vec!["A"], 1));
        assert_eq!(super::super::read("a.csv", b"", &Options::default()).complaints.len(), 1);
    }

    #[test]
    fn prose_is_no_table() {
        let is = |text| is_table(text);
        assert!(is("title\tauthor\tbody\nA\tB\tC\n"));
        assert!(is("id,title,content\n1,A,\"x\ny\"\n"));
        for text in
            ["Title, text, and more\nThe story, as told.\n", "Home | News | Topics\nA | B\n", "title,text\n", ""]
        {
            assert!(!is(text), "{text}");
        }
    }
}
