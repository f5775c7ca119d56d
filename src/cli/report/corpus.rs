//! Counts over a whole corpus.

use super::file::{self, FIRST, File, Look, SURE};
use super::frequent::Frequent;
use newsprint::article::{Article, Block, Kind};
use newsprint::ingest::Item;
use serde::Serialize;
use std::collections::BTreeMap;

/// So many of the most removed lines are shown.
const LINES: usize = 50;
/// At least so many of those that need a look are named as those to look at first, if there are so many; at most, but
/// for what could not be read, a tenth of all, and [`FIRST`].
const LEAST: usize = 3;
/// So many languages are counted apart: a hostile corpus names a new one in each article.
const LANGUAGES: usize = 200;
/// What a date is called here that was found and not understood.
const DATE_AS_TEXT: &str = "date as text";
/// Longer lines are not compared with others, in bytes.
const KEY: usize = 300;

/// What is counted while items pass.
#[derive(Default)]
pub struct Corpus {
    counts: Counts,
    frequent: Frequent,
    /// How many articles lost so many percent of their text.
    shares: BTreeMap<usize, usize>,
}

/// Counts over a whole corpus.
#[derive(Debug, Default, Serialize)]
pub struct Counts {
    /// Files, entries of archives of files included.
    pub files: usize,
    /// Articles.
    pub articles: usize,
    /// How many files have each format.
    pub formats: BTreeMap<String, usize>,
    /// How many files were read in each encoding.
    pub encodings: BTreeMap<String, usize>,
    /// How many articles name each language.
    pub languages: BTreeMap<String, usize>,
    /// How many articles were left out for each reason.
    pub left_out: BTreeMap<String, usize>,
    /// Complaints.
    pub complaints: usize,
    /// Those by which an article or a file is lost.
    pub fatal: usize,
    /// Articles without text.
    pub empty: usize,
    /// Warnings of readers.
    pub warnings: usize,
    /// The fields, in the order in which people read them.
    pub fields: Vec<Fill>,
    /// Half of the articles lost no more of their text than this, in percent.
    pub removed_median: usize,
    /// The most that an article lost, in percent.
    pub removed_max: usize,
    /// Articles that lost more than [`file::MUCH`] percent.
    pub lost_much: usize,
    /// Removed lines.
    pub removed: usize,
    /// How many lines each rule removed.
    pub rules: BTreeMap<String, usize>,
    /// The most removed lines.
    pub lines: Vec<Frequency>,
    /// By how much their counts may be too small.
    pub lines_off: usize,
    /// The files to look at first.
    pub first: Vec<First>,
}

/// How often a field was found.
#[derive(Debug, Serialize)]
pub struct Fill {
    /// Its name.
    pub name: &'static str,
    /// In so many articles.
    pub filled: usize,
    /// In so many it was a guess.
    pub guessed: usize,
    /// In so many a guess that is not sure.
    pub unsure: usize,
    /// The least sure guess.
    pub least: Option<f32>,
}

/// How often a line was removed.
#[derive(Debug, Serialize)]
pub struct Frequency {
    /// The line.
    pub text: String,
    /// The rule that removed it.
    pub rule: String,
    /// How often.
    pub count: usize,
}

/// A file, or an article in it, to look at first.
#[derive(Clone, Debug, Serialize)]
pub struct First {
    /// The file's number in the report.
    pub number: usize,
    /// Its name.
    pub name: String,
    /// The article's id, where a file holds several.
    pub article: Option<String>,
    /// How much it needs a look.
    pub attention: u32,
    /// Why.
    pub reasons: Vec<String>,
}

impl Corpus {
    /// How many files have been counted.
    pub fn files(&self) -> usize {
        self.counts.files
    }

    /// Counts an item.
    pub fn see(&mut self, item: &Item) {
        let counts = &mut self.counts;
        match item {
            Item::Article(article) => self.article(article),
            Item::Complaint(complaint) => {
                counts.complaints += 1;
                counts.fatal += usize::from(complaint.fatal);
            }
            Item::LeftOut(left_out) => count(&mut counts.left_out, left_out.why, left_out.records.max(1)),
            Item::Opened(_) | Item::Line(_) => {}
        }
    }

    /// Counts a file, and keeps it in mind if it is one of those to look at first.
    pub fn file(&mut self, file: &File) {
        let counts = &mut self.counts;
        counts.files += 1;
        for (what, table) in [(&file.format, &mut counts.formats), (&file.encoding, &mut counts.encodings)] {
            if !what.is_empty() {
                count(table, what, 1);
            }
        }
        for Look { attention, article, reasons } in file.looks.iter().cloned() {
            counts.first.push(First { number: file.number, name: file.name.clone(), article, attention, reasons });
        }
        if counts.first.len() > 4 * FIRST {
            select(&mut counts.first, FIRST);
        }
    }

    fn article(&mut self, article: &Article) {
        let counts = &mut self.counts;
        counts.articles += 1;
        counts.warnings += article.warnings.len();
        counts.empty += usize::from(article.blocks.iter().all(Block::is_empty));
        if let Some(lang) = &article.lang {
            let known = counts.languages.len() < LANGUAGES || counts.languages.contains_key(lang);
            count(&mut counts.languages, if known { lang } else { "others" }, 1);
        }
        fill(&mut counts.fields, article);
        for removed in &article.removed {
            count(&mut counts.rules, &removed.rule, 1);
            if removed.text.len() <= KEY {
                self.frequent.add(&removed.text, &removed.rule);
            }
        }
        counts.removed += article.removed.len();
        let share = file::removed_percent(article);
        counts.lost_much += usize::from(share > file::MUCH);
        *self.shares.entry(share).or_insert(0) += 1;
    }

    /// The counts.
    pub fn finish(&mut self) -> Counts {
        let mut counts = std::mem::take(&mut self.counts);
        let unread = counts.first.iter().filter(|first| first.attention >= file::UNREAD).count();
        let tenth = counts.files.max(counts.articles).div_ceil(10);
        select(&mut counts.first, tenth.max(unread).clamp(LEAST, FIRST));
        let (lines, off) = std::mem::take(&mut self.frequent).finish(LINES);
        counts.lines = lines.into_iter().map(|((text, rule), count)| Frequency { text, rule, count }).collect();
        counts.lines_off = off;
        let mut before = 0;
        let median = self.shares.iter().find(|(_, articles)| {
            before += **articles;
            before * 2 >= counts.articles
        });
        counts.removed_median = median.map_or(0, |(share, _)| *share);
        counts.removed_max = self.shares.last_key_value().map_or(0, |(share, _)| *share);
        counts
    }
}

/// Keeps what needs a look most, of equals the first.
fn select(first: &mut Vec<First>, most: usize) {
    first.sort_by_key(|first| (std::cmp::Reverse(first.attention), first.number));
    first.truncate(most);
}

fn count(table: &mut BTreeMap<String, usize>, what: &str, more: usize) {
    match table.get_mut(what) {
        Some(count) => *count += more,
        None => {
            table.insert(what.to_owned(), more);
        }
    }
}

/// Counts the fields that an article has.
fn fill(fills: &mut Vec<Fill>, article: &Article) {
    let image = |credit: bool| {
        let fits = |block: &&Block| block.kind == Kind::Image && (!credit || block.media.credit.is_some());
        article.blocks.iter().any(|block| fits(&block))
    };
    let has = [
        ("headline", article.headline.is_some()),
        ("kicker", article.kicker.is_some()),
        ("dek", article.dek.is_some()),
        ("byline", article.byline.is_some()),
        ("published", article.published.is_some()),
        (DATE_AS_TEXT, article.published.is_none() && article.date_text.is_some()),
        ("modified", article.modified.is_some()),
        ("dateline", article.dateline.is_some()),
        ("source", article.source.is_some()),
        ("highlights", !article.highlights.is_empty()),
        ("caption", image(false)),
        ("credit", image(true)),
        ("sections", !article.sections.is_empty()),
        ("tags", !article.tags.is_empty()),
        ("previous", article.links.previous.is_some()),
        ("next", article.links.next.is_some()),
        ("lang", article.lang.is_some()),
        ("url", article.url.is_some()),
        ("rights", article.rights.is_some()),
    ];
    if fills.is_empty() {
        let fresh = |name| Fill { name, filled: 0, guessed: 0, unsure: 0, least: None };
        *fills = has.iter().map(|(name, _)| fresh(*name)).collect();
    }
    for (fill, (name, has)) in fills.iter_mut().zip(has) {
        if !has {
            continue;
        }
        fill.filled += 1;
        let field = if name == DATE_AS_TEXT { "published" } else { name };
        let guesses = article.guesses.iter().filter(|guess| guess.field == field).map(|guess| guess.confidence);
        if let Some(least) = guesses.min_by(f32::total_cmp) {
            fill.guessed += 1;
            fill.unsure += usize::from(least < SURE);
            fill.least = Some(fill.least.map_or(least, |known| known.min(least)));
        }
    }
}
