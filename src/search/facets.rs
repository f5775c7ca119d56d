//! What an answer's articles have in common: the most frequent values of each facet, languages and years, and how many
//! articles each month has.

use super::plan::Found;
use crate::archive::facets::Facet;
use crate::archive::read::{Archive, Halt};
use crate::sort;

/// Values of a facet that are counted out: more than a page shows.
const VALUES: usize = 20;

/// A value of a facet, and how many of the articles have it.
pub type Count = (String, u32);

/// Counts over the articles of an answer: of `author`, `place`, `source`, `tag` and `lang` the most frequent values, the
/// most frequent first; of `year` and `month` every one that has an article, newest first, as ISO 8601 writes them.
pub type Counts = Vec<(&'static str, Vec<Count>)>;

/// Counts over `found`, which are in the order of their numbers.
pub fn count(archive: &Archive, found: &[Found]) -> Result<Counts, Halt> {
    Facet::ALL.iter().for_each(|facet| _ = archive.column(*facet));
    let (dates, measures) = (archive.dates(), archive.measures());
    archive.settle()?;
    let mut counts = Counts::new();
    for facet in &Facet::ALL {
        let Some(column) = archive.column(*facet) else { continue };
        let mut values = vec![0; column.values.len()];
        for (article, _) in found {
            column.of(*article).iter().for_each(|number| values[*number as usize] += 1);
        }
        counts.push((facet.name(), most_frequent(&column.values, &values)));
    }
    let (mut languages, mut values) = (Vec::new(), Vec::new());
    for (tag, _) in &archive.root().languages {
        languages.push(tag.clone());
        values.push(0);
    }
    for (article, _) in found {
        values[measures.get(*article as usize).map_or(0, |measure| measure.language as usize)] += 1;
    }
    counts.push(("lang", most_frequent(&languages, &values)));
    counts.push(("year", periods(dates, found, 10_000)));
    counts.push(("month", periods(dates, found, 100)));
    Ok(counts)
}

/// The most frequent of `values`, of which each is counted; equally frequent ones in their order.
fn most_frequent(values: &[String], counts: &[u32]) -> Vec<Count> {
    let mut order: Vec<(u32, usize)> = Vec::new();
    for (index, count) in counts.iter().enumerate() {
        if *count > 0 {
            order.push((*count, index));
        }
    }
    sort::first(&mut order, VALUES, |a, b| a.0 > b.0 || a.0 == b.0 && a.1 < b.1);
    order.truncate(VALUES);
    let mut most = Vec::new();
    order.iter().for_each(|(count, index)| most.push((values[*index].clone(), *count)));
    most
}

/// How many of `found` each period has: months where `scale` is 100, years where it is 10,000.
fn periods(dates: &[(u32, u32)], found: &[Found], scale: u32) -> Vec<Count> {
    let (mut periods, mut last, mut run): (Vec<Count>, _, _) = (Vec::new(), u32::MAX, 0);
    for (article, _) in found {
        while dates.get(run).is_some_and(|(_, end)| end <= article) {
            run += 1;
        }
        let Some((date, _)) = dates.get(run) else { break };
        let period = date / scale;
        match periods.last_mut() {
            Some((_, count)) if period == last => *count += 1,
            _ => periods.push((name(period, scale), 1)),
        }
        last = period;
    }
    periods
}

/// A period as ISO 8601 writes it.
fn name(period: u32, scale: u32) -> String {
    let (year, month) = if scale == 100 { (period / 100, period % 100) } else { (period, 0) };
    let (mut name, mut rest) = (String::new(), year);
    for place in &[1000, 100, 10, 1] {
        name.push(char::from(b'0' + (rest / place) as u8));
        rest %= place;
    }
    if month > 0 {
        name.push('-');
        name.push(char::from(b'0' + (month / 10) as u8));
        name.push(char::from(b'0' + (month % 10) as u8));
    }
    name
}
