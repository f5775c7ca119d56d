//! Ranking: by titles that a person can argue about; what age and boost make of scores; and what articles are related.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use newsprint::archive::read::Archive;
use newsprint::article::{Article, Block, Stamp};
use newsprint::index::build;
use newsprint::search::{Hit, Options, related, search};
use std::collections::BTreeMap;
use support::queries::random_query;
use support::reference::Reference;
use support::{Random, articles};

/// An article with a headline and a text.
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

/// Every hit of a query, best first.
fn hits(archive: &Archive, query: &str, recency: u32) -> Vec<Hit> {
    let options =
        Options { limit: 1000, prefix: false, correct: false, snippets: false, recency, ..Options::default() };
    search(archive, query, &options).unwrap().hits
}

/// The scores of a query's hits, by id.
fn scores(archive: &Archive, query: &str, recency: u32) -> BTreeMap<String, f64> {
    hits(archive, query, recency).into_iter().map(|hit| (hit.card.id.clone(), f64::from(hit.score))).collect()
}

/// Days from the beginning of the year 1 to a date, month by month; what is not known of it counts as the first.
fn days(date: Stamp) -> u32 {
    let leap = |year: u32| u32::from(Stamp::day(year as u16, 2, 29).is_some());
    let (year, month) = (u32::from(date.year), usize::from(date.month).max(1));
    let years: u32 = (1..year).map(|year| 365 + leap(year)).sum();
    let months = [31, 28 + leap(year), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    years + months[..month - 1].iter().sum::<u32>() + u32::from(date.day).max(1)
}

/// What an article's age leaves of its score, as `recency.rs` has it.
fn left_by_age(date: Option<Stamp>, newest: Option<Stamp>, half: u32) -> f64 {
    let (Some(date), Some(newest)) = (date, newest) else { return 0.5 };
    0.5 + 0.5 / (1.0 + f64::from(days(newest) - days(date)) / f64::from(half))
}

fn is_close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-4 * a.abs().max(b.abs())
}

#[test]
fn age_takes_from_scores_what_it_says() {
    let (mut random, mut compared) = (Random::new(71), 0);
    for seed in 72..=74 {
        let articles = articles(seed, 60);
        let archive = Archive::whole(build(articles.clone())).unwrap();
        let dates: BTreeMap<_, _> = articles.iter().map(|article| (article.id.as_str(), article.published)).collect();
        let newest = articles.iter().filter_map(|article| article.published).max();
        for _ in 0..60 {
            let (query, half) = (random_query(&articles, &mut random), 1 + random.below(3000) as u32);
            let (plain, aged) = (scores(&archive, &query, 0), hits(&archive, &query, half));
            assert_eq!(plain.len(), aged.len());
            for hit in &aged {
                let expected = plain[&hit.card.id] * left_by_age(dates[hit.card.id.as_str()], newest, half);
                assert!(is_close(f64::from(hit.score), expected), "{query:?} {half}: {hit:?} is not {expected}");
                compared += 1;
            }
            assert!(aged.is_sorted_by(|a, b| a.score > b.score || a.score == b.score && a.article < b.article));
        }
    }
    assert!(compared > 1000, "{compared}");
}

#[test]
fn a_boost_multiplies_the_score_and_nothing_else() {
    let (mut random, mut boosts) = (Random::new(75), 0);
    for (value, factor) in
        [("2", 2.0), ("0.5", 0.5), ("1", 1.0), ("1e9", 100.0), ("\"much\"", 1.0), ("-3", 0.01), ("NaN", 1.0)]
    {
        let plain = articles(76, 40);
        let mut boosted = plain.clone();
        let id = boosted[7].id.clone();
        boosted[7].extra.push(("boost".into(), value.into()));
        let [before, after] = [plain.clone(), boosted].map(|articles| Archive::whole(build(articles)).unwrap());
        let headline = plain[7].display_title().to_owned();
        for query in [random_query(&plain, &mut random), random_query(&plain, &mut random), headline] {
            let (before, after) = (scores(&before, &query, 0), scores(&after, &query, 0));
            assert!(before.keys().eq(after.keys()));
            boosts += usize::from(before.get(&id).is_some_and(|score| *score > 0.0));
            for (name, score) in &before {
                let expected = if *name == id { score * factor } else { *score };
                assert!(is_close(after[name], expected), "{value}: {} is not {expected}", after[name]);
            }
        }
    }
    assert!(boosts > 6, "{boosts}");
}

#[test]
fn related_articles_share_the_words_that_are_named() {
    let mut named = 0;
    for seed in 77..=79 {
        let articles = articles(seed, 60);
        let archive = Archive::whole(build(articles.clone())).unwrap();
        let reference = Reference::new(&articles);
        for (number, article) in (0u32..).zip(&reference.documents) {
            let found = related(&archive, number, 5).unwrap();
            assert!(found.len() <= 5 && found.is_sorted_by(|a, b| a.hit.score >= b.hit.score));
            let keys = archive.body(number).map_or(&[][..], |body| &body.keys);
            for related in &found {
                let other = &reference.documents[related.hit.article as usize];
                assert_eq!((other.id == article.id, &other.id), (false, &related.hit.card.id));
                assert!(related.reason.len() >= keys.len().min(2) && related.reason.len() <= 3, "{related:?}");
                for word in &related.reason {
                    assert!(reference.holds(article, word) && reference.holds(other, word), "{word}: {related:?}");
                    named += 1;
                }
            }
        }
    }
    assert!(named > 300, "{named}");
}

#[test]
fn related_articles_are_about_the_same() {
    let flood = report("Flood takes the bridge", "The river rose at Karima and took the bridge.");
    let repair = report("Bridge to be rebuilt", "After the flood on the river the crews begin.");
    let bakers = report("Bakers win prize", "A loaf of rye took the first place at the fair.");
    let archive = Archive::whole(build(vec![flood, repair, bakers])).unwrap();
    let (number, _) = archive.by_id("Flood takes the bridge").unwrap().unwrap();
    let found = related(&archive, number, 5).unwrap();
    let ids: Vec<_> = found.iter().map(|related| related.hit.card.id.as_str()).collect();
    assert_eq!(ids, ["Bridge to be rebuilt"]);
    assert!(found[0].reason.iter().any(|word| word == "bridge"), "{:?}", found[0].reason);
}

#[test]
fn an_article_that_shares_no_word_has_no_related_ones() {
    let archive =
        Archive::whole(build(vec![report("Alone", "One."), report("Other", "Two."), report("Third", "Six.")]));
    let archive = archive.unwrap();
    for number in 0..3 {
        let found = related(&archive, number, 5).unwrap();
        assert!(found.iter().all(|related| !related.reason.is_empty()), "{found:?}");
    }
}
