//! Marks in a text of an article: what a search for the same query finds there.
#![cfg(not(target_arch = "wasm32"))]

use newsprint::archive::read::Archive;
use newsprint::article::{Article, Block};
use newsprint::index::build;
use newsprint::search::{Options, marks};

const TEXT: &str = "The bridges of Karima. A bridge bridged the river, and the cafés of the border stayed.";

/// An archive of one article with [`TEXT`] in English, and of one in another language.
fn archive() -> Archive {
    let article = |id: &str, text: &str, lang: &str| Article {
        id: id.into(),
        headline: Some(id.into()),
        blocks: vec![Block::para(text)],
        lang: Some(lang.into()),
        ..Article::default()
    };
    let articles = vec![article("a", TEXT, "en"), article("b", "Die Brücken von Karima.", "de")];
    Archive::whole(build(articles)).unwrap()
}

/// The words that a query marks in a text of the first article.
fn marked(query: &str, text: &str, options: &Options) -> Vec<String> {
    let archive = archive();
    let (number, _) = archive.by_id("a").unwrap().unwrap();
    let marked = marks(&archive, query, options, number, text).unwrap();
    assert_eq!(marked.text, text);
    marked.marks.into_iter().map(|mark| text[mark].to_owned()).collect()
}

#[test]
fn forms_of_a_word_are_marked_whatever_their_case_and_accents() {
    let words = |query| marked(query, TEXT, &Options::default());
    assert_eq!(words("BRIDGE"), ["bridges", "bridge", "bridged"]);
    assert_eq!(words("cafes"), ["cafés"]);
    assert_eq!(words("bord"), ["border"], "a beginning");
    assert_eq!(words("\"karima bridge\" -river"), ["bridges", "Karima", "bridge", "bridged"]);
    assert_eq!(words(""), [""; 0]);
}

#[test]
fn a_query_is_corrected_as_in_a_search() {
    let options = Options::default();
    assert_eq!(marked("bordr", TEXT, &Options { prefix: false, ..options }), ["border"]);
    assert_eq!(marked("bordr", TEXT, &Options { prefix: false, correct: false, ..options }), [""; 0]);
}

#[test]
fn common_words_are_marked_only_where_there_are_no_others() {
    let options = Options { prefix: false, ..Options::default() };
    assert_eq!(marked("the river", TEXT, &options), ["river"]);
    assert_eq!(marked("the", TEXT, &options), ["The", "the", "the", "the"]);
}
