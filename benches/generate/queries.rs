//! Queries for the articles of an archive: words that stand together in its headlines, and single words.

use super::random::{Kind, Random};
use super::{Line, words};
use std::collections::HashMap;
use std::io::{self, Write};

/// Queries of two neighbouring words of a headline, and of one.
const PAIRS: usize = 150;
const SINGLES: usize = 50;
/// A pair's words are in fewer articles than this share: the common ones make no query.
const COMMON: f64 = 0.1;

/// Writes queries, a line of JSON each, always the same for the same articles.
pub fn write(articles: &mut impl Iterator<Item = io::Result<Line>>, out: &mut impl Write) -> io::Result<()> {
    let (mut headlines, mut counts) = (Vec::new(), HashMap::<String, u32>::new());
    for line in articles {
        let line = line?;
        let mut different: Vec<String> = words(&line.text).chain(words(&line.title)).collect();
        different.sort_unstable();
        different.dedup();
        different.into_iter().for_each(|word| *counts.entry(word).or_default() += 1);
        headlines.push(line.title);
    }
    let most = (headlines.len() as f64 * COMMON) as u32;
    let queries = pairs(&headlines, &counts, most).into_iter().chain(singles(&counts, most));
    for (number, text) in queries.enumerate() {
        writeln!(out, "{{\"id\":\"q{number}\",\"text\":\"{text}\"}}")?;
    }
    Ok(())
}

/// Neighbours in headlines that are drawn.
fn pairs(headlines: &[String], counts: &HashMap<String, u32>, most: u32) -> Vec<String> {
    let (mut random, mut found) = (Random::of(0, Kind::Article, 0), Vec::<String>::new());
    for _ in 0..100 * PAIRS {
        let headline = &headlines[random.below(headlines.len() as u64) as usize];
        let words: Vec<String> = words(headline).collect();
        let known = |word: &String| word.len() > 2 && counts.get(word).is_some_and(|count| *count < most);
        let mut fitting: Vec<_> =
            words.windows(2).filter(|pair| pair.iter().all(known)).map(|pair| pair.join(" ")).collect();
        fitting.retain(|pair| !found.contains(pair));
        if !fitting.is_empty() {
            found.push(fitting.swap_remove(random.below(fitting.len() as u64) as usize));
        }
        if found.len() == PAIRS {
            break;
        }
    }
    found
}

/// Words from the commonest of content to those of one article, evenly by the logarithm of their frequency.
fn singles(counts: &HashMap<String, u32>, most: u32) -> Vec<String> {
    let mut words: Vec<(u32, &String)> = counts.iter().map(|(word, count)| (*count, word)).collect();
    words.retain(|(count, word)| *count < most && word.len() > 2);
    words.sort_unstable_by(|a, b| b.cmp(a));
    let reach = libm::log(words.len() as f64);
    let mut next = 0;
    let ranks = (1..=SINGLES).map(|step| {
        let rank = next.max(libm::exp(reach * step as f64 / SINGLES as f64) as usize - 1);
        next = rank + 1;
        rank
    });
    ranks.filter_map(|rank| words.get(rank)).map(|(_, word)| (*word).clone()).collect()
}
