//! The engine against an obvious one: a search that reads every article from front to back, word by word, must find
//! the same articles. And ranking, with titles that a person can argue about.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use newsprint::archive::read::Archive;
use newsprint::article::{Article, Block, Stamp};
use newsprint::index::build;
use newsprint::search::query::{Part, Query};
use newsprint::search::{Options, Sort, search};
use newsprint::text::{self, Analyzer, Lang};
use std::collections::{BTreeMap, BTreeSet};
use support::{Random, TONGUES, articles, texts};

/// Shortest beginning in a random query: the engine follows only the most frequent words of shorter ones.
const MIN_BEGINNING: usize = 3;

/// A word of an article or of a query: its terms, and where it stands.
struct Word {
    term: String,
    position: u32,
    start: usize,
    /// The word as written, in small letters.
    surface: String,
}

fn words(text: &str, lang: Lang) -> Vec<Word> {
    let mut words = Vec::new();
    Analyzer::new(lang).analyze(text, |token| {
        words.push(Word {
            term: token.term.into(),
            position: token.position,
            start: token.span.start,
            surface: token.surface.into(),
        });
    });
    words
}

/// A word of a query: what counts as it, and its place in its part.
#[derive(Default)]
struct Sought {
    terms: BTreeSet<String>,
    place: u32,
    stop: bool,
}

/// Articles as lists of words, text by text.
struct Reference {
    ids: Vec<String>,
    articles: Vec<Vec<Vec<Word>>>,
    languages: BTreeSet<String>,
    /// The words as written, in small letters, that each term stands for.
    forms: BTreeMap<String, BTreeSet<String>>,
    /// Words that are too common to search for in the language of an article that holds them.
    stops: BTreeSet<String>,
}

impl Reference {
    fn new(articles: &[Article]) -> Self {
        let mut reference = Self {
            ids: articles.iter().map(|article| article.id.clone()).collect(),
            articles: Vec::new(),
            languages: BTreeSet::new(),
            forms: BTreeMap::new(),
            stops: BTreeSet::new(),
        };
        articles.iter().for_each(|article| reference.add(article));
        reference
    }

    fn add(&mut self, article: &Article) {
        let texts = texts(article);
        let lang = text::language(article.lang.as_deref(), texts.iter().copied());
        let texts: Vec<_> = texts.iter().map(|text| words(text, lang)).collect();
        for word in texts.iter().flatten() {
            self.forms.entry(word.term.clone()).or_default().insert(word.surface.clone());
            if text::is_stop(&word.surface, lang) {
                self.stops.insert(word.surface.clone());
            }
        }
        self.languages.insert(lang.tag().into());
        self.articles.push(texts);
    }

    /// The words of a part of the query, read in every language of the archive.
    fn sought(&self, text: &str, part: &Part) -> BTreeMap<usize, Sought> {
        let mut sought: BTreeMap<usize, Sought> = BTreeMap::new();
        for tag in &self.languages {
            for word in words(&text[part.span.clone()], Lang::from_tag(tag)) {
                let known = sought.entry(part.span.start + word.start).or_default();
                known.terms.insert(word.term);
                known.place = word.position;
                known.stop |= self.stops.contains(&word.surface);
            }
        }
        sought
    }

    /// The terms that a word which is still being typed may become, or is a form of.
    fn completions(&self, text: &str) -> BTreeSet<String> {
        let beginnings: BTreeSet<_> = self.languages.iter().map(|tag| text::fold(text, Lang::from_tag(tag))).collect();
        let becomes = |term: &str, forms: &BTreeSet<String>, beginning: &String| {
            let inflected = term.len() >= 3 && beginning.starts_with(term);
            term.starts_with(beginning) || inflected && forms.iter().any(|form| form.starts_with(beginning))
        };
        let fits = |(term, forms): &(&String, &BTreeSet<String>)| beginnings.iter().any(|b| becomes(term, forms, b));
        self.forms.iter().filter(fits).map(|(term, _)| term.clone()).collect()
    }

    /// The ids of the articles that a query finds.
    fn search(&self, text: &str, options: &Options) -> BTreeSet<&str> {
        let query = if options.plain { Query::plain(text) } else { Query::parse(text) };
        let mut parts: Vec<(&Part, Vec<Sought>)> = Vec::new();
        let read: Vec<_> = query.parts.iter().map(|part| self.sought(text, part)).collect();
        let last = read.iter().flat_map(BTreeMap::keys).max().copied();
        for (part, words) in query.parts.iter().zip(read) {
            let grow = |(start, mut word): (usize, Sought)| {
                if options.prefix && query.open && Some(start) == last {
                    word.terms.extend(self.completions(&text[start..]));
                }
                word
            };
            parts.push((part, words.into_iter().map(grow).collect()));
        }
        let found = self.articles.iter().zip(&self.ids).filter(|(article, _)| matches(article, &parts));
        found.map(|(_, id)| id.as_str()).collect()
    }
}

/// Whether an article holds one of the words that decide, every phrase, and nothing that is excluded.
fn matches(article: &[Vec<Word>], parts: &[(&Part, Vec<Sought>)]) -> bool {
    let wanted: Vec<_> = parts.iter().filter(|(part, _)| !part.without).flat_map(|(_, words)| words).collect();
    let only_stops = wanted.iter().all(|word| word.stop);
    let mut decides = wanted.iter().filter(|word| only_stops || !word.stop);
    let found = wanted.is_empty() || decides.any(|word| holds_phrase(article, std::slice::from_ref(*word)));
    let phrases = parts.iter().filter(|(part, words)| !words.is_empty() && (part.phrase || part.without));
    found && phrases.into_iter().all(|(part, words)| holds_phrase(article, words) != part.without)
}

/// Whether the words stand one after the other in a text of the article.
fn holds_phrase(article: &[Vec<Word>], sought: &[Sought]) -> bool {
    let stands = |text: &[Word], word: &Sought, position: u32| {
        text.iter().any(|found| found.position == position && word.terms.contains(&found.term))
    };
    article.iter().any(|text| {
        text.iter()
            .any(|first| sought.iter().all(|word| stands(text, word, first.position + word.place - sought[0].place)))
    })
}

/// A query out of words, phrases and exclusions, most of which stand in some article.
fn random_query(articles: &[Article], random: &mut Random) -> String {
    let mut query = String::new();
    for _ in 0..1 + random.below(4) {
        let article = random.pick(articles);
        let text = *random.pick(&texts(article));
        let words: Vec<_> = text.split_whitespace().collect();
        let start = random.below(words.len());
        let run = words[start..(start + 1 + random.below(3)).min(words.len())].join(" ");
        match random.below(6) {
            0 => query.push_str(&format!("\"{run}\" ")),
            1 => query.push_str(&format!("-{} ", words[start])),
            2 => query.push_str(&format!("{} ", random.pick(TONGUES).words(1, random))),
            _ => query.push_str(&format!("{run} ")),
        }
    }
    shortened(query.trim_end(), random)
}

/// The query as it is while its last word is typed: whole, or cut after some characters of it.
fn shortened(query: &str, random: &mut Random) -> String {
    let start = query.rfind([' ', '-', '"']).map_or(0, |at| at + 1);
    let ends: Vec<_> = query[start..].char_indices().map(|(at, _)| start + at).skip(MIN_BEGINNING).collect();
    match ends.is_empty() || random.once_in(2) {
        true => query.into(),
        false => query[..*random.pick(&ends)].into(),
    }
}

#[test]
fn every_article_that_matches_is_found_and_no_other() {
    let mut random = Random::new(11);
    let (mut queries, mut hits) = (0, 0);
    for seed in 1..=6 {
        let articles = articles(seed, 12);
        let archive = Archive::whole(build(articles.clone())).unwrap();
        let reference = Reference::new(&articles);
        for _ in 0..600 {
            let query = random_query(&articles, &mut random);
            let (plain, prefix) = (random.once_in(6), !random.once_in(3));
            let sort = *random.pick(&[Sort::Relevance, Sort::Newest, Sort::Oldest]);
            let options = Options { plain, prefix, sort, limit: 1000, snippets: false, ..Options::default() };
            let answer = search(&archive, &query, &options).unwrap();
            let found: BTreeSet<_> = answer.hits.iter().map(|hit| hit.card.id.as_str()).collect();
            assert_eq!(found, reference.search(&query, &options), "seed {seed}, {query:?}, {options:?}");
            assert_eq!((answer.total as usize, answer.hits.len()), (found.len(), found.len()), "{query:?}");
            (queries, hits) = (queries + 1, hits + found.len());
        }
    }
    println!("{queries} queries, {hits} hits");
    assert!(hits > queries, "the queries should find something");
}

#[test]
fn pages_of_an_answer_are_the_answer() {
    let archive = Archive::whole(build(articles(21, 80))).unwrap();
    for sort in [Sort::Relevance, Sort::Newest, Sort::Oldest] {
        for query in ["", "the", "border market", "-the", "の"] {
            let page = |offset, limit| {
                let options = Options { offset, limit, sort, snippets: false, ..Options::default() };
                search(&archive, query, &options).unwrap().hits
            };
            let pages: Vec<_> = (0..20).flat_map(|number| page(number * 7, 7)).collect();
            assert_eq!(pages, page(0, 1000), "{query:?} {sort:?}");
        }
    }
}

#[test]
fn dates_order_hits_and_undated_ones_come_last() {
    let archive = Archive::whole(build(articles(22, 80))).unwrap();
    for (sort, newest) in [(Sort::Newest, true), (Sort::Oldest, false)] {
        let options = Options { sort, limit: 1000, ..Options::default() };
        let hits = search(&archive, "the und", &options).unwrap().hits;
        let stamps: Vec<_> = hits.iter().map(|hit| Stamp::parse(&hit.card.date)).collect();
        let dated = stamps.iter().take_while(|stamp| stamp.is_some()).count();
        assert!(dated > 3 && stamps[dated..].iter().all(Option::is_none), "{stamps:?}");
        assert!(stamps[..dated].is_sorted_by(|a, b| if newest { a >= b } else { a <= b }), "{stamps:?}");
    }
}

/// An article with a headline and a text, from today.
fn report(headline: &str, text: &str) -> Article {
    let blocks = text.split('\n').map(Block::para).collect();
    let (headline, lang) = (Some(headline.to_owned()), Some("en".to_owned()));
    Article { id: headline.clone().unwrap(), headline, blocks, lang, ..Article::default() }
}

/// Fails unless the query's hits come in this order; headlines are named by their first words.
#[track_caller]
fn ranks(articles: &[Article], query: &str, expected: &[&str]) {
    let archive = Archive::whole(build(articles.to_vec())).unwrap();
    let answer = search(&archive, query, &Options { prefix: false, ..Options::default() }).unwrap();
    let titles: Vec<_> = answer.hits.iter().map(|hit| hit.card.title.as_str()).collect();
    let same =
        titles.len() == expected.len() && titles.iter().zip(expected).all(|(title, start)| title.starts_with(start));
    assert!(same, "{query:?} gives {titles:#?}, not {expected:?}");
    assert!(answer.hits.is_sorted_by(|a, b| a.score >= b.score), "{query:?}: scores must fall");
    assert!(answer.hits.iter().all(|hit| hit.score > 0.0 && hit.score.is_finite()));
}

#[test]
fn a_headline_tells_more_than_a_mention() {
    let articles = [
        report("Harbour strike enters its third week", "Talks between the port and its crews broke off on Monday."),
        report(
            "Council agrees on budget",
            "The mayor spoke of roads, of schools and of the harbour strike in the south.",
        ),
        report(
            "Bakers win prize",
            "A loaf of rye took the first place at the fair, before a cake with plums and nuts.",
        ),
    ];
    ranks(&articles, "harbour strike", &["Harbour strike", "Council agrees"]);
    ranks(&articles, "prize", &["Bakers win"]);
}

#[test]
fn among_equal_articles_more_of_the_words_come_first() {
    // The same headline and length each; they differ in how many of the three words they have.
    let articles = [
        report("Notes, one", "Rain fell on the town and the river rose by a hand."),
        report("Notes, two", "Rain fell on the town and the bridge shook by a hand."),
        report("Notes, three", "Rain fell on the town and the road sank by a hand."),
        report("Notes, none", "Snow lay on the hill and the road sank by a hand."),
    ];
    ranks(&articles, "rain river rose", &["Notes, one", "Notes, three", "Notes, two"]);
    ranks(&articles, "rain bridge", &["Notes, two", "Notes, one", "Notes, three"]);
}

#[test]
fn a_rare_word_decides_against_common_ones() {
    // Every article is about the border; who types the other word means that one.
    let articles = [
        report("Queues at the border", "Lorries wait for days at the border, and more come to the border each day."),
        report("Smugglers at the border", "Two were held at the border with a load of saffron."),
        report("Talks on the border", "Ministers met for talks on the border."),
    ];
    let archive = Archive::whole(build(articles.to_vec())).unwrap();
    let answer = search(&archive, "border saffron", &Options::default()).unwrap();
    assert_eq!((answer.total, answer.hits[0].card.title.as_str()), (3, "Smugglers at the border"));
}

#[test]
fn words_that_say_little_do_not_decide_unless_nothing_else_is_asked() {
    let articles = [
        report("The state of the union", "A speech."),
        report("Union calls a vote", "Members of the branch will meet."),
        report("Weather", "The rest of the week is dry."),
    ];
    ranks(&articles, "state of the union", &["The state", "Union calls"]);
    let archive = Archive::whole(build(articles.to_vec())).unwrap();
    assert_eq!(search(&archive, "of the", &Options::default()).unwrap().total, 3);
}

#[test]
fn the_whole_word_comes_before_longer_ones() {
    let articles = [report("Port", "Ships."), report("Portrait", "Paint."), report("Portfolio", "Shares.")];
    let archive = Archive::whole(build(articles.to_vec())).unwrap();
    let hits = search(&archive, "port", &Options::default()).unwrap().hits;
    assert_eq!((hits.len(), hits[0].card.title.as_str()), (3, "Port"));
}

#[test]
fn a_word_that_is_typed_again_may_grow_too() {
    let archive = Archive::whole(build(vec![report("Border wells", "Water.")])).unwrap();
    assert_eq!(search(&archive, "bord bord", &Options::default()).unwrap().total, 1);
}
