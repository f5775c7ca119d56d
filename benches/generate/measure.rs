//! How the words of articles are spread: what a made-up archive must have in common with a real one.

use super::{Line, words};
use std::collections::{HashMap, HashSet};
use std::fmt::Write;
use std::io;

/// The articles that are looked at: pairs of words need all of their lists in memory.
const ARTICLES: usize = 100_000;
/// Words that more articles hold than this share count as grammar, not as content.
const COMMON: f64 = 0.2;

/// What was counted.
#[derive(Default)]
struct Counts {
    articles: u32,
    words: usize,
    letters: usize,
    /// The articles that hold a word, in order.
    lists: HashMap<String, Vec<u32>>,
    /// Words so far, and different ones among them, at each doubling.
    growth: Vec<(usize, usize)>,
    headlines: Vec<Vec<String>>,
    /// The words of each headline that the body holds, too.
    said: Vec<HashSet<String>>,
}

/// Figures as text, a line each.
pub fn measure(articles: &mut impl Iterator<Item = io::Result<Line>>) -> io::Result<String> {
    let mut counts = Counts::default();
    for line in articles.take(ARTICLES) {
        counts.add(&line?);
    }
    Ok(counts.report())
}

impl Counts {
    fn add(&mut self, line: &Line) {
        let headline: Vec<String> = words(&line.title).collect();
        let mut body = HashSet::new();
        for word in words(&line.text) {
            self.count(&word);
            body.insert(word);
        }
        headline.iter().for_each(|word| self.count(word));
        self.said.push(headline.iter().filter(|word| body.contains(*word)).cloned().collect());
        self.headlines.push(headline);
        self.articles += 1;
    }

    fn count(&mut self, word: &str) {
        (self.words, self.letters) = (self.words + 1, self.letters + word.len());
        match self.lists.get_mut(word) {
            Some(list) if list.last() == Some(&self.articles) => {}
            Some(list) => list.push(self.articles),
            None => drop(self.lists.insert(word.to_owned(), vec![self.articles])),
        }
        if self.words.is_power_of_two() && self.words >= 1 << 14 {
            self.growth.push((self.words, self.lists.len()));
        }
    }

    fn share(&self, word: &str) -> f64 {
        self.lists.get(word).map_or(0.0, |list| list.len() as f64 / f64::from(self.articles))
    }

    fn report(&self) -> String {
        let mut out = String::new();
        let mut line = |what: &str, figures: String| _ = writeln!(out, "{what:<44}{figures}");
        let articles = f64::from(self.articles);
        line("articles", self.articles.to_string());
        line(
            "words an article, letters a word",
            format!("{:.0}, {:.2}", self.words as f64 / articles, self.letters as f64 / self.words as f64),
        );
        line(
            "different words in an article",
            format!("{:.0}", self.lists.values().map(Vec::len).sum::<usize>() as f64 / articles),
        );
        let mut sizes: Vec<usize> = self.lists.values().map(Vec::len).collect();
        sizes.sort_unstable_by(|a, b| b.cmp(a));
        for rank in [1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000] {
            if let Some(size) = sizes.get(rank - 1) {
                line(
                    &format!("% of articles with the word of rank {rank}"),
                    format!("{:.3}", *size as f64 / articles * 100.0),
                );
            }
        }
        for most in [1, 2, 5] {
            let rare = sizes.iter().filter(|size| **size <= most).count();
            line(
                &format!("% of words in at most {most} articles"),
                format!("{:.1}", rare as f64 / sizes.len() as f64 * 100.0),
            );
        }
        self.headlines(&mut line);
        for (words, different) in &self.growth {
            line(&format!("different words among {words}"), different.to_string());
        }
        line("middle half of a word's articles, % of all", format!("{:.1}", self.bursts() * 100.0));
        out
    }

    fn headlines(&self, line: &mut impl FnMut(&str, String)) {
        let (mut words, mut said, mut lifts) = (0, 0, Vec::new());
        let mut shares = Vec::new();
        for (headline, body) in self.headlines.iter().zip(&self.said) {
            let content: Vec<&String> =
                headline.iter().filter(|word| self.share(word) < COMMON && word.len() > 1).collect();
            words += content.len();
            said += content.iter().filter(|word| body.contains(**word)).count();
            shares.extend(content.iter().map(|word| self.share(word)));
            lifts.extend(content.windows(2).filter(|pair| pair[0] != pair[1]).map(|pair| self.lift(pair[0], pair[1])));
        }
        line(
            "words of a headline without the common ones",
            format!("{:.2}", words as f64 / self.headlines.len() as f64),
        );
        line("% of them that the body holds", format!("{:.1}", f64::from(said as u32) / words as f64 * 100.0));
        shares.sort_unstable_by(f64::total_cmp);
        for at in [10, 50, 90] {
            line(
                &format!("% of articles with one, percentile {at}"),
                format!("{:.3}", shares[shares.len() * at / 100] * 100.0),
            );
        }
        lifts.sort_unstable_by(f64::total_cmp);
        for at in [25, 50, 75] {
            line(
                &format!("two neighbours together / by chance, p{at}"),
                format!("{:.1}", lifts[lifts.len() * at / 100]),
            );
        }
    }

    /// How much more often than by chance two words share an article, the one that is known not counted.
    fn lift(&self, a: &str, b: &str) -> f64 {
        let (a, b) = (&self.lists[a], &self.lists[b]);
        let others = a.iter().filter(|article| b.binary_search(article).is_ok()).count() - 1;
        let chance = (a.len() - 1) as f64 * (b.len() - 1) as f64 / f64::from(self.articles);
        others as f64 / chance.max(0.01)
    }

    /// The median, over words in 20 to 200 articles, of what the middle half of these spans of all: 50 % without bursts.
    fn bursts(&self) -> f64 {
        let spans = self.lists.values().filter(|list| (20..=200).contains(&list.len()));
        let mut spans: Vec<f64> = spans
            .map(|list| f64::from(list[list.len() * 3 / 4] - list[list.len() / 4]) / f64::from(self.articles))
            .collect();
        spans.sort_unstable_by(f64::total_cmp);
        spans.get(spans.len() / 2).copied().unwrap_or_default()
    }
}
