//! What is learned from made-up corpora, in a language that no table knows.

use super::*;
use crate::article::{Article, Kind};
use crate::ingest::{Options, read};
use std::sync::Arc;

const WORDS: [&str; 24] = [
    "maru", "tolik", "senda", "brovi", "kalem", "dostu", "fenira", "golan", "hirdu", "jasket", "lovim", "nestra",
    "opalu", "pirdo", "quemis", "rastel", "sivoru", "tarmek", "ulvano", "verdis", "wolnat", "yaskim", "zedruk",
    "bilto",
];

/// Words that differ from one number to the next.
fn words(mut number: usize, count: usize) -> String {
    let mut picked = Vec::new();
    for step in 0..count {
        number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407 + step);
        picked.push(WORDS[(number >> 33) % WORDS.len()]);
    }
    picked.join(" ")
}

fn headline(number: usize) -> String {
    format!("K{} {}", words(number * 7 + 1, 1), words(number * 31 + 5, 5))
}

fn sentence(number: usize, part: usize) -> String {
    format!("D{}.", words(number * 1009 + part * 17 + 3, 14))
}

/// A page: menu, headline, text with a subhead, neighbours, footer.
fn page(number: usize, of: usize) -> String {
    let column = ["Opinzo", "Sporto", "Kultur"][number % 3];
    let mut lines =
        vec!["Hejm".into(), "Nuvaj vortoj".into(), "Kontakt nin".into(), column.to_owned(), headline(number)];
    lines.extend((0..4).map(|part| sentence(number, part)));
    lines.push("Antaue okazis".into());
    lines.extend((4..8).map(|part| sentence(number, part)));
    if number > 0 {
        lines.extend(["Artik pasint".into(), headline(number - 1)]);
    }
    if number + 1 < of {
        lines.extend(["Artik sekvant".into(), headline(number + 1)]);
    }
    lines.extend(["Abonu la leterojn de nia gazeto kaj legu chion matene hejme".into(), "Chiuj rajtoj gardit".into()]);
    lines.join("\n")
}

fn corpus(pages: &[String]) -> Corpus {
    let mut corpus = Corpus::default();
    for (number, page) in pages.iter().enumerate() {
        corpus.add(&format!("{number}.txt"), page.as_bytes());
    }
    corpus
}

fn article(page: &str, habits: &Arc<Habits>) -> Article {
    let options = Options { habits: Some(habits.clone()), ..Options::default() };
    read("a.txt", page.as_bytes(), &options).articles.remove(0)
}

#[test]
fn a_site_in_any_language_is_told_from_its_articles() {
    let pages: Vec<String> = (0..12).map(|number| page(number, 12)).collect();
    let habits = Arc::new(corpus(&pages).learn());
    let found = article(&pages[5], &habits);
    assert_eq!(found.headline, Some(headline(5)));
    let neighbours =
        [&found.links.previous, &found.links.next].map(|link| link.as_ref().map(|link| link.title.clone()));
    assert_eq!(neighbours, [Some(headline(4)), Some(headline(6))]);
    let removed: Vec<_> =
        found.removed.iter().filter(|line| line.rule == "corpus").map(|line| line.text.as_str()).collect();
    let footer = "Abonu la leterojn de nia gazeto kaj legu chion matene hejme";
    assert_eq!(removed, ["Hejm", "Nuvaj vortoj", "Kontakt nin", footer, "Chiuj rajtoj gardit"]);
    let kinds: Vec<_> = found.blocks.iter().map(|block| block.kind).collect();
    assert!(kinds.contains(&Kind::Subhead) && found.blocks.len() == 9, "{kinds:?}");
    assert_eq!(
        found.kicker.as_deref().or(found.sections.first().map(String::as_str)),
        None.or(found.kicker.as_deref())
    );
}

#[test]
fn what_recurs_in_articles_is_theirs() {
    let page = |number: usize| {
        let mut lines = vec!["Letero el Karimo".to_owned(), headline(number), "Salma Haddad".into(), "NPA".into()];
        lines.extend((0..3).map(|part| sentence(number, part)));
        lines.push("Kion ni scias".into());
        lines.extend((3..5).map(|part| sentence(number, part)));
        lines.push("La rivero fluas, fluas chiam".into());
        lines.extend((5..8).map(|part| sentence(number, part)));
        lines.join("\n")
    };
    let pages: Vec<String> = (0..10).map(page).collect();
    let habits = Arc::new(corpus(&pages).learn());
    for page in &pages {
        let (with, without) = (article(page, &habits), article(page, &Arc::default()));
        assert_eq!(with, without);
    }
}

#[test]
fn versions_of_one_article_say_nothing_of_the_site() {
    let page = |number: usize, version: usize| {
        let mut lines = vec![headline(number), "Unua linio".into(), "Dua linio".into()];
        lines.extend((0..8).map(|part| sentence(number, part)));
        lines.push(sentence(900 + number, version));
        lines.extend(["Fina linio".into(), "Subskribo de la autoro".into()]);
        lines.join("\n")
    };
    let pages: Vec<String> =
        (0..6).map(|version| page(1, version)).chain((2..5).map(|number| self::page(number, 0))).collect();
    let habits = corpus(&pages).learn();
    for line in ["unua linio", "dua linio", "fina linio", "subskribo de la autoro", &headline(1).to_lowercase()] {
        assert_eq!(habits.of(line), None, "{line}");
    }
}

#[test]
fn the_order_of_files_and_the_number_of_threads_do_not_matter() {
    let pages: Vec<String> = (0..40).map(|number| page(number, 40)).collect();
    let whole = corpus(&pages);
    let mut parts = [Corpus::default(), Corpus::default(), Corpus::default()];
    for (number, page) in pages.iter().enumerate().rev() {
        parts[number * 7 % 3].add(&format!("{number}.txt"), page.as_bytes());
    }
    let [mut first, second, third] = parts;
    first.merge(third);
    first.merge(second);
    assert_eq!(first, whole);
    assert_eq!(first.learn(), whole.learn());
    assert!(!whole.learn().is_empty());
}

#[test]
fn a_large_corpus_is_sampled_by_its_names() {
    let names: Vec<String> = (0..FILES + 700).map(|number| format!("{number}.txt")).collect();
    let (mut forth, mut back) = (Corpus::default(), Corpus::default());
    names.iter().for_each(|name| forth.add(name, name.as_bytes()));
    names.iter().rev().for_each(|name| back.add(name, name.as_bytes()));
    assert_eq!((forth.len(), &forth), (FILES, &back));
    assert!(!names.iter().all(|name| forth.wants(name)) && forth.wants("news.zip") && !forth.wants("a.jsonl"));
}

#[test]
fn the_headline_of_a_much_read_article_stays_its_headline() {
    let read_most = headline(3);
    let pages: Vec<String> = (0..12).map(|number| format!("{}\nPlej legat\n{read_most}", page(number, 12))).collect();
    let habits = Arc::new(corpus(&pages).learn());
    assert_eq!(article(&pages[3], &habits).headline, Some(read_most.clone()));
    let other = article(&pages[8], &habits);
    assert!(other.headline == Some(headline(8)) && other.blocks.iter().all(|block| block.text != read_most));
}

#[test]
fn counters_are_alike_and_dates_are_not() {
    assert_eq!(key("12 komentoj"), key("7 komentoj"));
    assert_ne!(key("publikigita 2018-03-28"), key("publikigita 2019-10-01"));
    assert_ne!(
        key("https://e.org/dosiero-1.9.tar.gz kaj pliaj vortoj sur longa linio"),
        key("https://e.org/dosiero-2.0.tar.gz kaj pliaj vortoj sur longa linio")
    );
}

#[test]
fn not_all_of_a_file_is_removed() {
    let pages: Vec<String> = (0..12).map(|number| page(number, 12)).collect();
    let habits = Arc::new(corpus(&pages).learn());
    let bare = "Hejm\nNuvaj vortoj\nKontakt nin\nChiuj rajtoj gardit";
    assert!(article(bare, &habits).removed.iter().all(|line| line.rule != "corpus"));
    let long = format!("{} {}.", "Abonu la leterojn".repeat(9), words(3, 12));
    let pages: Vec<String> = (0..12).map(|number| format!("{}\n{long}", page(number, 12))).collect();
    let habits = Arc::new(corpus(&pages).learn());
    assert!(article(&pages[3], &habits).blocks.iter().any(|block| block.text == long));
}

#[test]
fn containers_are_looked_into_and_other_formats_are_not() {
    let mut corpus = Corpus::default();
    corpus.add("a.md", b"Words");
    corpus.add("b.txt", b"<!DOCTYPE html><p>Words");
    corpus.add("c", b"{\"text\":\"x\"}");
    assert!(corpus.is_empty());
    corpus.add("d.txt", b"Words");
    assert_eq!(corpus.len(), 1);
}
