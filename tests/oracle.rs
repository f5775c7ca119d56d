//! The engine against an obvious one: a search that reads every article from front to back, word by word, must find
//! the same articles, in the same order, with the same counts.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use newsprint::archive::read::Archive;
use newsprint::article::Article;
use newsprint::index::build;
use newsprint::search::{Answer, Counts, Options, Sort, search};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use support::queries::{random_query, simple_query};
use support::reference::{Document, Reference, sorted};
use support::{Random, articles};

/// An archive with the reference that it must agree with.
struct Pair {
    archive: Archive,
    reference: Reference,
    articles: Vec<Article>,
}

impl Pair {
    fn new(seed: u64, count: usize) -> Self {
        let articles = articles(seed, count);
        let archive = Archive::whole(build(articles.clone())).unwrap();
        Self { archive, reference: Reference::new(&articles), articles }
    }

    /// Asks both; fails unless they find the same, in the same order. Gives what was found.
    #[track_caller]
    fn agree(&self, query: &str, options: &Options) -> Option<(Answer, Vec<&Document>)> {
        let expected = self.reference.search(query, options)?;
        let answer = search(&self.archive, query, options).unwrap();
        let found: Vec<_> = answer.hits.iter().map(|hit| hit.card.id.as_str()).collect();
        let ids = |documents: &[&Document]| documents.iter().map(|document| document.id.clone()).collect::<Vec<_>>();
        if options.sort == Sort::Relevance {
            let (found, expected): (BTreeSet<_>, BTreeSet<_>) =
                (found.iter().map(|id| id.to_string()).collect(), ids(&expected).into_iter().collect());
            assert_eq!(found, expected, "{query:?}, {options:?}");
        } else {
            assert_eq!(found, ids(&sorted(&expected, options.sort)), "{query:?}, {options:?}");
        }
        assert_eq!(answer.total as usize, expected.len(), "{query:?}");
        Some((answer, expected))
    }
}

/// Options that neither correct nor cut, and differ in all else that decides what is found.
fn random_options(random: &mut Random) -> Options {
    let (plain, prefix) = (random.once_in(8), !random.once_in(3));
    let sort = *random.pick(&[Sort::Relevance, Sort::Newest, Sort::Oldest]);
    Options { plain, prefix, sort, limit: 1000, snippets: false, correct: false, ..Options::default() }
}

/// Most values of a facet that are counted out.
const VALUES: usize = 20;

/// How many of `all` have each value, in the order of values: the most frequent first, then by their bytes.
fn tally(all: &[&Document], of: impl Fn(&Document) -> BTreeSet<String>) -> Vec<(String, u32)> {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    all.iter().flat_map(|document| of(document)).for_each(|value| *counts.entry(value).or_default() += 1);
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(value, count)| (Reverse(*count), value.clone()));
    counts
}

/// The beginning of a document's date: `2023` of 4 characters, `2023-05` of 7, where so much is known.
fn period(document: &Document, length: usize) -> BTreeSet<String> {
    let date = document.date.map(|date| date.to_string());
    date.map(|date| date[..length.min(date.len())].to_owned()).into_iter().collect()
}

/// Everything that is counted over `found`, which are some of `all`.
fn counts(all: &[&Document], found: &[&Document]) -> Counts {
    let mut counts = Counts::new();
    for facet in ["author", "place", "source", "tag"] {
        let of = |document: &Document| document.values[facet].clone();
        // Equally frequent values come as they do in the whole archive.
        let order: Vec<_> = tally(all, of).into_iter().map(|(value, _)| value).collect();
        let mut values = tally(found, of);
        let place = |value: &String| order.iter().position(|known| known == value);
        values.sort_by_key(|(value, count)| (Reverse(*count), place(value)));
        values.truncate(VALUES);
        counts.push((facet, values));
    }
    counts.push(("lang", tally(found, |document| [document.lang.clone()].into())));
    for (name, length) in [("year", 4), ("month", 7)] {
        let mut periods = tally(found, |document| period(document, length));
        periods.sort_by_key(|(period, _)| Reverse(period.clone()));
        counts.push((name, periods));
    }
    counts
}

#[test]
fn every_article_that_matches_is_found_and_no_other() {
    let mut random = Random::new(11);
    let (mut queries, mut hits, mut some, mut skipped) = (0, 0, 0, 0);
    for seed in 1..=6 {
        let pair = Pair::new(seed, 14);
        for number in 0..1000 {
            let make = if number % 4 == 0 { simple_query } else { random_query };
            let (query, options) = (make(&pair.articles, &mut random), random_options(&mut random));
            let Some((answer, _)) = pair.agree(&query, &options) else {
                skipped += 1;
                continue;
            };
            let (offset, limit) = (random.below(14) as u32, 1 + random.below(5) as u32);
            let page = search(&pair.archive, &query, &Options { offset, limit, ..options }).unwrap().hits;
            let pages: Vec<_> = answer.hits.into_iter().skip(offset as usize).take(limit as usize).collect();
            assert_eq!(page, pages, "{query:?}, {options:?}");
            let total = answer.total as usize;
            (queries, hits, some) = (queries + 1, hits + total, some + usize::from(total > 0 && total < 14));
        }
    }
    println!("{queries} queries, {skipped} skipped; {some} find some articles and not all; {hits} hits");
    assert!(some > queries / 2 && skipped < queries / 20, "the queries should tell articles apart");
}

#[test]
fn facets_and_periods_are_counted_as_by_hand() {
    let mut random = Random::new(12);
    for seed in 31..=33 {
        let pair = Pair::new(seed, 60);
        let all: Vec<_> = pair.reference.documents.iter().collect();
        for number in 0..120 {
            let query = if number == 0 { String::new() } else { random_query(&pair.articles, &mut random) };
            let options = Options { facets: true, limit: 1000, ..random_options(&mut random) };
            let Some((answer, found)) = pair.agree(&query, &options) else { continue };
            assert_eq!(answer.counts, Some(counts(&all, &found)), "{query:?}");
        }
    }
}

#[test]
fn pages_of_an_answer_are_the_answer() {
    // More articles than those that are put in order once more by the nearness of words.
    let archive = Archive::whole(build(articles(21, 160))).unwrap();
    for sort in [Sort::Relevance, Sort::Newest, Sort::Oldest] {
        for query in ["", "the", "the in of and", "border market", "-the", "の"] {
            let page = |offset, limit| {
                let options = Options { offset, limit, sort, snippets: false, ..Options::default() };
                search(&archive, query, &options).unwrap()
            };
            let whole = page(0, 1000);
            assert_eq!(whole.hits.len(), whole.total as usize);
            let pages: Vec<_> = (0..25).flat_map(|number| page(number * 7, 7).hits).collect();
            assert_eq!(pages, whole.hits, "{query:?} {sort:?}");
        }
    }
}
