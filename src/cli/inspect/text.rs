//! What was found, for people to read.

use super::super::terminal::shown;
use super::check::Checked;
use super::cost::{Cost, Trip};
use super::source::Source;
use super::terms::Terms;
use newsprint::archive::{HEADER, Root, Section};
use std::fmt::Write;

/// What the archive is.
pub fn head(source: &Source, root: &Root) -> String {
    let languages: Vec<_> =
        root.languages.iter().map(|(tag, articles)| format!("{tag} {}", grouped(*articles))).collect();
    let mut out =
        format!("{}: {} articles, {} bytes", shown(&source.name()), grouped(root.articles), grouped(source.length));
    line(&mut out, &format!(", {} an article", grouped(source.length / u64::from(root.articles.max(1)))));
    line(&mut out, &format!("dated: {}; languages: {}", grouped(root.dated), shown(&languages.join(", "))));
    let groups = root.synonyms.len();
    line(&mut out, &format!("asking for more or less weight: {}; groups of synonyms: {groups}", grouped(root.boosted)));
    out
}

/// What each section weighs, and whether it is whole.
pub fn sections(root: &Root, checked: &[Checked]) -> String {
    let (articles, all) = (f64::from(root.articles.max(1)), root.end().max(1) as f64);
    let mut out =
        format!("\n{:<20} {:>15} {:>7} {:>11} {:>10}  check\n", "section", "bytes", "share", "an article", "blocks");
    let mut row = |name: &str, bytes: u64, blocks: usize, check: &str| {
        let (share, each) = (bytes as f64 / all * 100.0, bytes as f64 / articles);
        let row =
            format!("{name:<20} {:>15} {share:>5.1} % {each:>11.1} {:>10}", grouped(bytes), grouped(blocks as u64));
        line(&mut out, &format!("{row}  {check}"));
    };
    let begin = root.section(Section::Directories).offset;
    row(Section::Root.name(), begin.max(HEADER as u64), 1, "good");
    for Checked { section, blocks, damaged, .. } in checked {
        let check = if *damaged == 0 { "good".into() } else { format!("DAMAGED: {}", grouped(*damaged as u64)) };
        row(section.name(), root.section(*section).length, *blocks, &check);
    }
    out
}

/// The heaviest terms.
pub fn terms(terms: &Terms) -> String {
    let mut out = format!(
        "\n{} terms, {} of them in one article only; the heaviest:\n",
        grouped(terms.count),
        grouped(terms.rare)
    );
    line(&mut out, &format!("{:<20} {:>15} {:>15}", "term", "bytes", "articles"));
    for weight in terms.heaviest() {
        let (bytes, articles) = (grouped(weight.bytes), grouped(weight.articles));
        line(&mut out, &format!("{:<20} {bytes:>15} {articles:>15}", shown(&weight.term)));
    }
    out
}

/// What a query costs.
pub fn cost(cost: &Cost) -> String {
    let mut out =
        format!("{}\n{:<10} {:>7} {:>9} {:>12}  of\n", shown(&cost.query), "trip", "ranges", "requests", "bytes");
    for (number, trip) in (1..).zip(&cost.opening) {
        row(&mut out, &format!("root {number}"), trip);
    }
    for (number, trip) in (1..).zip(&cost.trips) {
        row(&mut out, &format!("query {number}"), trip);
    }
    let (bytes, requests): (u64, usize) =
        cost.trips.iter().fold((0, 0), |(bytes, requests), trip| (bytes + trip.bytes(), requests + trip.requests()));
    let trips = cost.trips.len();
    let exact = if cost.exact { "exact" } else { "not exact: the beginning of long lists only" };
    let found = format!("{} hits of {} articles", cost.found.0, grouped(cost.found.1));
    line(
        &mut out,
        &format!("in all: {} bytes, {requests} requests, {trips} round trips; {found}; {exact}\n", grouped(bytes)),
    );
    out
}

fn row(out: &mut String, name: &str, trip: &Trip) {
    let sections: Vec<_> =
        trip.sections.iter().map(|(of, bytes)| format!("{} {}", of.name(), grouped(*bytes))).collect();
    let (ranges, requests, bytes) = (trip.ranges.len(), trip.requests(), grouped(trip.bytes()));
    line(out, &format!("{name:<10} {ranges:>7} {requests:>9} {bytes:>12}  {}", sections.join(", ")));
}

/// Writing to a string cannot fail.
fn line(out: &mut String, line: &str) {
    let _ = writeln!(out, "{line}");
}

/// A number with commas: `1,234,567`.
fn grouped(number: impl Into<u64>) -> String {
    let digits = number.into().to_string();
    let first = (digits.len() - 1) % 3 + 1;
    let (head, rest) = digits.split_at(first);
    rest.as_bytes().chunks(3).fold(head.to_owned(), |out, group| format!("{out},{}", String::from_utf8_lossy(group)))
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn numbers_have_commas() {
        let numbers: [u64; 5] = [0, 999, 1000, 123_456, 1_234_567];
        assert_eq!(numbers.map(grouped), ["0", "999", "1,000", "123,456", "1,234,567"]);
    }
}
