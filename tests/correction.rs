//! Typing errors against the textbook: what is corrected, into what, and what is left alone.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use newsprint::archive::read::Archive;
use newsprint::article::Article;
use newsprint::index::build;
use newsprint::search::{Answer, Options, Sort, search};
use newsprint::text::{self, Analyzer, Lang};
use std::collections::{BTreeMap, BTreeSet};
use support::{Random, articles, texts};

/// Shortest half of a word that is split in two, in letters.
const MIN_HALF: usize = 3;

/// The restricted Damerau-Levenshtein distance, as the textbook has it: a table of the distances of all beginnings.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<_>, Vec<_>) = (a.chars().collect(), b.chars().collect());
    let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            let swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            table[i][j] = match (i, j) {
                (0, _) | (_, 0) => i.max(j),
                _ => {
                    let changed = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                    let near = changed.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                    if swapped { near.min(table[i - 2][j - 2] + 1) } else { near }
                }
            };
        }
    }
    table[a.len()][b.len()]
}

/// How many errors a word of so many letters may have.
fn most_errors(word: &str) -> usize {
    match word.chars().count() {
        0..=3 => 0,
        4..=8 => 1,
        _ => 2,
    }
}

/// An archive, and its words as written, in small letters, with the number of articles that hold each.
struct Known {
    archive: Archive,
    words: BTreeMap<String, usize>,
    terms: BTreeSet<String>,
    languages: BTreeSet<Lang>,
}

impl Known {
    fn new(articles: &[Article]) -> Self {
        let archive = Archive::whole(build(articles.to_vec())).unwrap();
        let (words, terms, languages) = (BTreeMap::new(), BTreeSet::new(), BTreeSet::new());
        let mut known = Self { archive, words, terms, languages };
        for article in articles {
            let texts = texts(article);
            let lang = text::language(article.lang.as_deref(), texts.iter().copied());
            let mut words = BTreeSet::new();
            for text in texts {
                Analyzer::new(lang).analyze(text, |token| {
                    words.insert(token.surface.to_owned());
                    known.terms.insert(token.term.to_owned());
                });
            }
            words.into_iter().for_each(|word| *known.words.entry(word).or_default() += 1);
            known.languages.insert(lang);
        }
        known
    }

    /// Words of letters alone that many articles hold, long enough to be mistyped.
    fn common(&self) -> Vec<&str> {
        let fits =
            |word: &str, count: usize| count > 4 && word.chars().count() >= 5 && word.chars().all(char::is_alphabetic);
        self.words.iter().filter(|(word, count)| fits(word, **count)).map(|(word, _)| word.as_str()).collect()
    }

    /// Everything that a mistyped word may have been meant to be.
    fn meant(&self, typed: &str) -> BTreeSet<String> {
        let most = most_errors(typed);
        let near = |word: &&String| {
            word.chars().count().abs_diff(typed.chars().count()) <= most && distance(word, typed) <= most
        };
        let mut meant: BTreeSet<String> = self.words.keys().filter(near).cloned().collect();
        for (at, _) in typed.char_indices() {
            let (left, right) = typed.split_at(at);
            let long = left.chars().count().min(right.chars().count()) >= MIN_HALF;
            if long && self.words.contains_key(left) && self.words.contains_key(right) {
                meant.insert(format!("{left} {right}"));
            }
        }
        meant
    }

    /// Whether a word stands in some article, in this form or another.
    fn knows(&self, word: &str) -> bool {
        let term = |lang: &Lang| Analyzer::new(*lang).word(word).to_owned();
        self.languages.iter().any(|lang| self.terms.contains(&term(lang)))
    }

    fn ask(&self, query: &str, correct: bool, prefix: bool) -> Answer {
        let options =
            Options { correct, prefix, limit: 1000, sort: Sort::Newest, snippets: false, ..Options::default() };
        search(&self.archive, query, &options).unwrap()
    }
}

/// The word with one error: two letters swapped, one dropped, doubled or changed; never the first.
fn mistyped(word: &str, random: &mut Random) -> String {
    let mut letters: Vec<_> = word.chars().collect();
    let at = 1 + random.below(letters.len() - 1);
    match random.below(4) {
        0 if at + 1 < letters.len() => letters.swap(at, at + 1),
        0 | 1 => drop(letters.remove(at)),
        2 => letters.insert(at, letters[at]),
        _ => letters[at] = *random.pick(&['a', 'e', 'k', 'z', 'ä', 'و', 'о']),
    }
    letters.into_iter().collect()
}

/// The number of corrections that were made and of words that were left alone.
type Tried = (usize, usize);

/// Asks for a mistyped word alone; fails unless it becomes one that it may have been meant to be.
#[track_caller]
fn assert_mended(known: &Known, typed: &str, (mended, left): &mut Tried) {
    let answer = known.ask(typed, true, false);
    let Some(correction) = &answer.correction else {
        let may_stay = known.knows(typed) || known.meant(typed).is_empty();
        assert!(may_stay, "{typed:?} is not corrected, though it is near {:?}", known.meant(typed));
        assert_eq!(answer, known.ask(typed, false, false), "{typed:?}");
        *left += 1;
        return;
    };
    *mended += 1;
    assert!(known.meant(typed).contains(&correction.text), "{typed:?} becomes {correction:?}");
    assert_eq!(correction.changes, [(typed.to_owned(), correction.text.clone())]);
    let right = known.ask(&correction.text, false, false);
    assert_eq!((answer.total, &answer.hits), (right.total, &right.hits), "{typed:?}");
    assert!(answer.total > 0, "{typed:?} becomes {correction:?}, which finds nothing");
}

#[test]
fn a_word_becomes_one_that_is_near_it() {
    let (mut random, mut tried) = (Random::new(41), (0, 0));
    for seed in 51..=54 {
        let known = Known::new(&articles(seed, 50));
        let common = known.common();
        for _ in 0..150 {
            let word = *random.pick(&common);
            let mut typed = mistyped(word, &mut random);
            if typed.chars().count() >= 10 && random.once_in(2) {
                typed = mistyped(&typed, &mut random);
            }
            let most = known.words.get(&typed).copied().unwrap_or_default();
            if most == 0 && typed.chars().all(char::is_alphabetic) {
                assert_mended(&known, &typed, &mut tried);
            }
        }
    }
    println!("{} corrected, {} left", tried.0, tried.1);
    assert!(tried.0 > 300 && tried.0 > 2 * tried.1, "{tried:?}");
}

#[test]
fn of_several_words_only_wrong_ones_are_replaced() {
    let (mut random, mut changed) = (Random::new(42), 0);
    for seed in 55..=57 {
        let known = Known::new(&articles(seed, 50));
        let common = known.common();
        for _ in 0..100 {
            let (one, other) = (*random.pick(&common), *random.pick(&common));
            let typed = mistyped(other, &mut random);
            let query = if random.once_in(2) { format!("{one} {typed}") } else { format!("{typed}  {one}") };
            let answer = known.ask(&query, true, random.once_in(2));
            let Some(correction) = answer.correction else { continue };
            changed += 1;
            let [(from, to)] = correction.changes.as_slice() else { panic!("{query:?}: {correction:?}") };
            assert_eq!(query.replacen(from, to, 1), correction.text, "{query:?}");
            let joined: String = from.split_whitespace().collect();
            let right = if *from == typed { known.meant(&typed).contains(to) } else { *to == joined };
            assert!(right && to.split(' ').all(|word| known.words.contains_key(word)), "{query:?}: {correction:?}");
        }
    }
    assert!(changed > 150, "{changed}");
}

#[test]
fn a_word_near_nothing_finds_nothing() {
    let mut random = Random::new(43);
    for seed in 58..=60 {
        let known = Known::new(&articles(seed, 50));
        let common = known.common();
        for _ in 0..40 {
            let typed: String = (0..4 + random.below(9)).map(|_| *random.pick(&['q', 'x', 'z', 'j', 'w'])).collect();
            assert_eq!(known.meant(&typed), BTreeSet::new());
            let answer = known.ask(&typed, true, random.once_in(2));
            assert_eq!((answer.total, answer.correction), (0, None), "{typed:?}");
            let query = format!("{} {typed}", random.pick(&common));
            assert_eq!(known.ask(&query, true, false), known.ask(&query, false, false), "{query:?}");
        }
    }
}

#[test]
fn what_is_right_stays() {
    for seed in 61..=62 {
        let known = Known::new(&articles(seed, 50));
        for word in known.common() {
            for query in [word.to_owned(), format!("\"{word}\""), format!("-{word}"), format!("title:{word}")] {
                assert_eq!(known.ask(&query, true, false).correction, None, "{query:?}");
            }
            let beginning: String = word.chars().take(4).collect();
            assert_eq!(known.ask(&beginning, true, true).correction, None, "{beginning:?} is typed for {word:?}");
        }
    }
}
