//! The language of queries by hand: what each finds among a few articles that a person can read; and any string at all.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use newsprint::archive::read::Archive;
use newsprint::article::{Article, Block, Dateline, Person, Source, SourceKind, Stamp};
use newsprint::index::{build, build_with};
use newsprint::search::query::{Part, Query};
use newsprint::search::{Options, Sort, search};
use std::ops::Range;
use std::time::{Duration, Instant};
use support::{Random, articles};

/// Longest time for one query, on a slow machine and without optimisation.
const PATIENCE: Duration = Duration::from_secs(2);

fn article(id: &str, lang: &str, date: &str, headline: &str, text: &str) -> Article {
    Article {
        id: id.into(),
        headline: Some(headline.into()),
        blocks: vec![Block::para(text)],
        published: Stamp::parse(date),
        lang: Some(lang.into()),
        ..Article::default()
    }
}

fn by(name: &str) -> Vec<Person> {
    vec![Person { name: name.into(), ..Person::default() }]
}

fn at(place: &str) -> Option<Dateline> {
    Some(Dateline { place: Some(place.into()), ..Dateline::default() })
}

fn from(name: &str) -> Option<Source> {
    Some(Source { name: name.into(), kind: SourceKind::Outlet })
}

/// Six articles, newest first, the last without a date.
fn six() -> Vec<Article> {
    let tags = |tags: &[&str]| tags.iter().map(|tag| tag.to_string()).collect();
    let ebbe = article("ebbe", "de", "2024-01-02", "Das Wasser sinkt", "Die Brücke ist frei.");
    let eau = article("eau", "fr", "2023-06-01", "L'eau monte", "Rien de plus.");
    let flood = Article {
        authors: by("Jane Doe"),
        dateline: at("Karima"),
        source: from("River Post"),
        tags: tags(&["water", "roads"]),
        ..article(
            "flood",
            "en",
            "2023-05-29T10:00",
            "Flood takes the bridge at Karima",
            "The river rose by two metres. Police closed the bridge on Monday.",
        )
    };
    let wells = Article {
        authors: by("John Doe"),
        dateline: at("South Karima"),
        tags: tags(&["Water"]),
        ..article(
            "wells",
            "en-GB",
            "2023-05",
            "O'Brien's wells run dry near Karima",
            "No rain since spring. The river is a road now.",
        )
    };
    let budget = Article {
        byline: Some("Jane Roe".into()),
        source: from("Post"),
        sections: tags(&["Roads"]),
        ..article(
            "budget",
            "en",
            "2022",
            "Council agrees on budget",
            "Roads and bridges get more money; police get less.",
        )
    };
    let strike = Article {
        authors: by("Zoë O'Neill"),
        dateline: at("Port Said"),
        ..article("strike", "en", "", "Harbour strike", "Crews left the port. The police watched the harbour bridge.")
    };
    vec![ebbe, eau, flood, wells, budget, strike]
}

/// The ids that a query finds, newest first.
fn ids(archive: &Archive, query: &str, options: &Options) -> String {
    let answer = search(archive, query, options).unwrap();
    let ids: Vec<_> = answer.hits.iter().map(|hit| hit.card.id.as_str()).collect();
    ids.join(" ")
}

/// Fails unless each query finds these ids.
#[track_caller]
fn find(table: &[(&str, &str)], options: &Options) {
    let archive = Archive::whole(build(six())).unwrap();
    for (query, expected) in table {
        assert_eq!(ids(&archive, query, options), *expected, "{query}");
    }
}

/// Options under which a query means what it says, and no more.
fn exactly() -> Options {
    Options { prefix: false, correct: false, sort: Sort::Newest, ..Options::default() }
}

#[test]
fn words_are_alternatives_and_phrases_must_stand() {
    let table = [
        ("bridge river", "flood wells budget strike"),
        ("the bridge", "flood budget strike"),
        ("the", "flood wells strike"),
        ("\"the bridge\"", "flood"),
        ("\"closed the bridge", "flood"),
        ("„closed the bridge“", "flood"),
        ("»closed the bridge« money", "flood"),
        ("\"bridge police\"", ""),
        ("\"Karima the river\"", ""),
        ("\"closing bridges\" river", ""),
        ("-river bridge", "budget strike"),
        ("bridge -\"harbour bridge\"", "flood budget"),
        ("-river", "ebbe eau budget strike"),
        ("al-Karima", "flood wells"),
        ("brücke", "ebbe"),
        ("brid*", "flood budget strike"),
        ("brid", ""),
        ("\"police clo*\"", ""),
        ("-br* the", "wells"),
    ];
    find(&table, &exactly());
}

#[test]
fn fields_hold_their_words() {
    let table = [
        ("title:bridge", "flood"),
        ("title:\"at karima\"", "flood"),
        ("title:\"karima at\"", ""),
        ("title:flo*", "flood"),
        ("title:karima bridge", "flood wells"),
        ("-title:karima river money", "budget"),
        ("author:doe", "flood wells"),
        ("author:\"jane doe\"", "flood"),
        ("author:\"doe jane\"", ""),
        ("author:jane", "flood budget"),
        ("author:ja", ""),
        ("author:ja*", "flood budget"),
        ("author:\"zoe o’neill\"", "strike"),
        ("author:oneill", "strike"),
        ("place:karima", "flood wells"),
        ("place:\"south karima\"", "wells"),
        ("source:post", "flood budget"),
        ("-source:post river", "wells"),
        ("TAG:water", "flood wells"),
        ("tag:roads", "flood budget"),
        ("bridge tag:water", "flood"),
        ("bridge tag:water OR tag:roads", "flood budget"),
        ("bridge (tag:water OR -lang:en)", "flood"),
        ("lang:de", "ebbe"),
        ("lang:en-US", "flood wells budget strike"),
        ("-lang:en", "ebbe eau"),
        ("lang:und", ""),
    ];
    find(&table, &exactly());
}

#[test]
fn dates_count_by_what_is_known_of_them() {
    let table = [
        ("date:2023", "eau flood wells"),
        ("date:2023-05", "flood wells"),
        ("date:2023-05-29", "flood"),
        ("date:2022..2023-05", "flood wells budget"),
        ("date:..2022", "budget"),
        ("date:2023-06..", "ebbe eau"),
        ("before:2023-05", "budget"),
        ("before:2023-05-29", "wells budget"),
        ("before:2022-01", "budget"),
        ("after:2023-05", "ebbe eau"),
        ("after:2022", "ebbe eau flood wells"),
        ("after:2023-05-28", "ebbe eau flood"),
        ("-date:2023", "ebbe budget strike"),
        ("bridge date:2023", "flood"),
        ("date:\"2022\"", "budget"),
        ("date:٢٠٢٢", "budget"),
    ];
    find(&table, &exactly());
}

#[test]
fn operators_join_and_brackets_nest() {
    let table = [
        ("river OR money", "flood wells budget"),
        ("river | money", "flood wells budget"),
        ("\"police\" river OR money", "flood budget"),
        ("police (river OR money)", "flood wells budget"),
        ("\"police\" -(river money)", "strike"),
        ("\"police\" -(river -metres)", "flood budget strike"),
        ("\"police\" (\"river\" OR (\"money\" -\"metres\"))", "flood budget"),
        ("wasser OR -lang:en", "ebbe eau"),
        ("-wasser OR lang:de", "ebbe eau flood wells budget strike"),
        ("police near/3 bridge", "flood"),
        ("bridge near/3 police", "flood"),
        ("police near/2 bridge", ""),
        ("police NEAR/4 bridge", "flood budget strike"),
        ("\"the harbour\" near/3 police", "strike"),
        ("flood near/50 police", ""),
        ("police near/9 police", ""),
        ("harbour near/9 harbours", ""),
        ("-(police near/3 bridge) police", "budget strike"),
        ("river OR money near/3 bridges", "flood wells budget"),
        ("money near/2 bridges OR river", "flood wells"),
    ];
    find(&table, &exactly());
}

#[test]
fn what_no_operator_can_be_is_a_word() {
    let everything = "ebbe eau flood wells budget strike";
    let table = [
        ("", everything),
        ("() \"\" -", everything),
        ("(bridge", "flood budget strike"),
        ("bridge)", "flood budget strike"),
        ("river near/5", "flood wells"),
        ("OR money", "budget"),
        ("money OR", "budget"),
        ("river or money", "flood wells budget"),
        ("note:money", "budget"),
        ("date:soon", ""),
        ("date:2023-13 money", "budget"),
        ("lang:english money", "budget"),
        ("title: money", "budget"),
    ];
    find(&table, &exactly());
}

#[test]
fn languages_that_cut_words_elsewhere_hide_nothing() {
    // French ends a word at an apostrophe, English does not; the archive holds both.
    let table = [
        ("eau", "eau"),
        ("\"l'eau monte\"", "eau"),
        ("title:o'brien", "wells"),
        ("\"o'brien's wells\"", "wells"),
        ("-o'brien river", "flood"),
        ("\"wells run\" near/9 o'brien", "wells"),
    ];
    find(&table, &exactly());
    find(&[("title:o'bri", "wells"), ("\"l'ea", "eau"), ("o'brie", "wells")], &Options { prefix: true, ..exactly() });
}

#[test]
fn the_last_word_may_be_a_beginning() {
    let table = [
        ("brid", "flood budget strike"),
        ("brid ", ""),
        ("-brid", "ebbe eau flood wells budget strike"),
        ("\"closed the bri", "flood"),
        ("\"closed the bri\"", ""),
        ("money OR wel", "wells budget"),
        ("(money wel", "wells budget"),
        ("author:ja", "flood budget"),
        ("title:kar", "flood wells"),
        ("police near/3 bri", "flood"),
    ];
    find(&table, &Options { prefix: true, ..exactly() });
    let plain = [("brid -money OR", "budget"), ("\"the\" metr", "flood")];
    find(&plain, &Options { plain: true, prefix: true, ..exactly() });
}

#[test]
fn synonyms_count_as_the_word() {
    let groups = [["quay", "harbour", "deep water port"], ["levee", "dyke", "bund"]];
    let groups = groups.iter().map(|group| group.iter().map(|name| name.to_string()).collect()).collect();
    let archive = Archive::whole(build_with(six(), groups)).unwrap();
    let table =
        [("quay", "strike"), ("\"quay bridge\"", "strike"), ("-quay police", "flood budget strike"), ("dyke", "")];
    for (query, expected) in table {
        assert_eq!(ids(&archive, query, &exactly()), expected, "{query}");
    }
    let answer = search(&archive, "quay deep water port", &exactly()).unwrap();
    let names: Vec<_> = answer.synonyms.iter().map(|(word, others)| (word.as_str(), others.join(", "))).collect();
    assert_eq!(names, [("quay", "harbour".to_owned()), ("deep", "quay, harbour".to_owned())]);
}

/// Fails unless the parts lie in order, apart, between characters and within `whole`.
#[track_caller]
fn assert_in_place(text: &str, parts: &[Part], whole: Range<usize>) {
    let mut at = whole.start;
    for part in parts {
        let (outer, inner) = (&part.whole, &part.span);
        assert!(at <= outer.start && outer.end <= whole.end, "{part:?} outside {at}..{} of {text:?}", whole.end);
        assert!(outer.start <= inner.start && inner.end <= outer.end, "{part:?} of {text:?}");
        assert!(text.get(outer.clone()).is_some_and(|text| !text.is_empty()), "{part:?} of {text:?}");
        assert!(text.get(inner.clone()).is_some(), "{part:?} of {text:?}");
        assert_in_place(text, &part.parts, outer.clone());
        at = outer.end;
    }
}

/// What queries are made of, and what nobody would make them of.
const MORSELS: [&str; 58] = [
    "\"",
    "“",
    "„",
    "«",
    "(",
    ")",
    "((",
    "))",
    "-",
    "--",
    " ",
    "  ",
    "\t",
    "\n",
    "*",
    ":",
    "::",
    "..",
    "OR",
    " OR ",
    "|",
    " | ",
    "near/5",
    " near/5 ",
    " NEAR/50 ",
    "near/",
    "near/0",
    " near/999999999999999999 ",
    "title:",
    "author:",
    "place:",
    "source:",
    "tag:",
    "lang:",
    "date:",
    "before:",
    "after:",
    "2023",
    "2023-05-29",
    "2023-13",
    "0000",
    "99999999999999999999",
    "ku",
    "en",
    "the",
    "border",
    "bor",
    "東京",
    "境",
    "ڕۆژ",
    "é",
    "e\u{301}",
    "\u{301}",
    "😀",
    "\u{200f}",
    "\u{202e}",
    "\0",
    "\u{7f}",
];

fn soup(random: &mut Random, morsels: usize) -> String {
    (0..1 + random.below(morsels)).map(|_| *random.pick(&MORSELS)).collect()
}

#[test]
fn parts_lie_in_order_between_characters() {
    let mut random = Random::new(31);
    for round in 0..30_000 {
        let text = soup(&mut random, if round % 100 == 0 { 1500 } else { 25 });
        for query in [Query::parse(&text, true), Query::plain(&text, true)] {
            assert_in_place(&text, &query.parts, 0..text.len());
        }
    }
}

#[test]
fn any_string_is_answered_in_time() {
    let archive = Archive::whole(build(articles(6, 20))).unwrap();
    let mut random = Random::new(32);
    let long = |text: String| text.repeat(100_000 / text.chars().count());
    for round in 0..3000 {
        let text = soup(&mut random, if round % 100 == 0 { 1500 } else { 25 });
        let text = if round % 100 == 1 { long(text) } else { text };
        let (plain, prefix, correct) = (random.once_in(8), random.once_in(2), random.once_in(2));
        let (facets, sort) = (random.once_in(4), *random.pick(&[Sort::Relevance, Sort::Oldest]));
        let options = Options { plain, prefix, correct, facets, sort, recency: 30, ..Options::default() };
        let start = Instant::now();
        let answer = search(&archive, &text, &options);
        let name: String = text.chars().take(60).collect();
        assert!(start.elapsed() < PATIENCE, "{name:?} {options:?} took {:?}", start.elapsed());
        let answer = answer.unwrap();
        assert!(answer.total <= 20 && answer.hits.iter().all(|hit| hit.score.is_finite()), "{name:?}");
        let text = answer.correction.map_or(text, |correction| correction.text);
        assert_in_place(&text, &answer.query.parts, 0..text.len());
    }
}
