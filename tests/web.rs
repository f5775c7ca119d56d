//! The wasm package in a browser: what `search` and `render` give over the articles of seeds/, and the DOM they build.
#![cfg(target_arch = "wasm32")]

mod support;

use js_sys::{Array, Function, JSON, JsString, Map, Object, Reflect};
use newsprint::web::{self, render};
use support::page::{
    all, article_view, at, fails, holds_only, ids, list, marked, number, object, only, target, text, texts,
};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// The article of seeds/ that was there first.
const SEED: &str = "000_bb706fae6452e39d";

fn search(query: &str, options: JsValue) -> Result<JsValue, JsValue> {
    web::search(query.into(), options)
}

#[wasm_bindgen_test]
fn a_query_that_is_no_text_is_refused() {
    for query in [JsValue::from(5), JsValue::UNDEFINED, JsValue::NULL, Object::new().into()] {
        fails(web::search(query, JsValue::UNDEFINED), "bad-argument");
    }
}

#[wasm_bindgen_test]
fn the_seed_is_found_first_with_its_words_marked() {
    let result = search("border", JsValue::UNDEFINED).unwrap();
    assert_eq!(text(&result, "query"), "border");
    assert_eq!((at(&result, "complete"), list(&result, "needs").len()), (JsValue::TRUE, 0));
    let hit = at(&result, "hits.0");
    assert_eq!(text(&hit, "id"), SEED);
    assert!(text(&hit, "title").starts_with("Senior Iraqi delegation led by"));
    let marked = marked(&hit, "snippet", "marks");
    assert!(!marked.is_empty() && marked.iter().all(|word| word.to_lowercase().starts_with("border")), "{marked:?}");
    assert!(number(&hit, "score") > 0.0 && number(&hit, "words") > 200.0);
    assert_eq!(text(&hit, "place"), "SULAIMANI");
    assert_eq!(text(&hit, "dir"), "ltr");
    for key in ["date", "kicker"] {
        assert!(at(&hit, key).is_null(), "{key} is null where it is not known");
    }
}

#[wasm_bindgen_test]
fn results_are_plain_objects() {
    let result = search("border", JsValue::NULL).unwrap();
    let hit = at(&result, "hits.0");
    for value in [&result, &hit] {
        assert!(!value.is_instance_of::<Map>());
        assert_eq!(Object::get_prototype_of(value), Object::get_prototype_of(&Object::new()));
    }
    assert!(Array::is_array(&at(&hit, "marks.0")) && at(&result, "total").as_f64().is_some());
    let copy = JSON::parse(&String::from(JSON::stringify(&result).unwrap())).unwrap();
    assert_eq!(ids(&copy), ids(&result));
}

#[wasm_bindgen_test]
fn marks_count_as_javascript_does() {
    let result = search("tehran sulaimani", JsValue::UNDEFINED).unwrap();
    let hit = list(&result, "hits").into_iter().find(|hit| text(hit, "id") == SEED).unwrap();
    assert_eq!(marked(&hit, "title", "title_marks"), ["Tehran"]);
}

#[wasm_bindgen_test]
fn options_are_followed() {
    let everything = search("", object(r#"{"limit": 1000}"#)).unwrap();
    let total = number(&everything, "total");
    assert_eq!(list(&everything, "hits").len() as f64, total);
    let second = search("", object(r#"{"limit": 1, "offset": 1, "sort": "newest"}"#)).unwrap();
    assert_eq!(ids(&second), ids(&everything).into_iter().skip(1).take(1).collect::<Vec<_>>());
    assert_eq!(number(&search("", object(r#"{"limit": 0, "offset": null}"#)).unwrap(), "total"), total);
    assert_eq!(ids(&search("", object(r#"{"offset": 4294967296}"#)).unwrap()), Vec::<String>::new());
    let dates = |sort: &str| -> Vec<String> {
        let result = search("", object(&format!(r#"{{"limit": 1000, "sort": "{sort}"}}"#))).unwrap();
        list(&result, "hits").iter().filter_map(|hit| at(hit, "date").as_string()).collect()
    };
    assert!(dates("newest").is_sorted_by(|a, b| a >= b) && dates("oldest").is_sorted());
    let found = |prefix| number(&search("delegat", object(prefix)).unwrap(), "total");
    assert!(found(r#"{"prefix": true}"#) >= 1.0 && found("{}") >= 1.0);
    assert_eq!(number(&search("tehra", object(r#"{"prefix": false, "correct": false}"#)).unwrap(), "total"), 0.0);
}

#[wasm_bindgen_test]
fn typing_errors_are_corrected_and_the_query_comes_back_as_data() {
    let result = search("tehrna -(oil OR gas)", JsValue::NULL).unwrap();
    assert_eq!(at(&result, "corrected").as_string().as_deref(), Some("tehran -(oil OR gas)"));
    assert!(number(&result, "total") >= 1.0);
    let parsed = list(&result, "parsed");
    let kinds: Vec<_> = parsed.iter().map(|part| at(part, "kind").as_string().unwrap()).collect();
    assert_eq!(kinds, ["words", "group"]);
    assert_eq!((number(&parsed[1], "start"), at(&parsed[1], "without")), (7.0, JsValue::TRUE));
    assert!(at(&search("tehran", JsValue::NULL).unwrap(), "corrected").is_null());
}

#[wasm_bindgen_test]
fn facets_are_counted_and_related_articles_give_a_reason() {
    let result = search("", object(r#"{"facets": true}"#)).unwrap();
    let facets = list(&result, "facets");
    let names: Vec<_> = facets.iter().map(|facet| at(facet, "name").as_string().unwrap()).collect();
    assert_eq!(names, ["author", "place", "source", "tag", "lang", "year", "month"]);
    let languages = list(&facets[4], "values");
    assert_eq!((at(&languages[0], "0"), at(&languages[0], "1").as_f64() > Some(10.0)), ("en".into(), true));
    let found = list(&web::related("performance".into(), object(r#"{"limit": 2}"#)).unwrap(), "related");
    assert!(!found.is_empty() && found.len() <= 2);
    assert!(found.iter().all(|hit| !list(hit, "reason").is_empty()));
    fails(web::related("no such article".into(), JsValue::NULL), "unknown-article");
}

#[wasm_bindgen_test]
fn options_that_make_no_sense_are_refused() {
    for options in [
        r#"{"limit": -1}"#,
        r#"{"limit": 1.5}"#,
        r#"{"limit": "ten"}"#,
        r#"{"offset": -1}"#,
        r#"{"offset": true}"#,
        r#"{"sort": "best"}"#,
        r#"{"sort": 3}"#,
        r#"{"limit": {}}"#,
    ] {
        fails(search("border", object(options)), "bad-argument");
    }
    let not_a_number = Object::new();
    Reflect::set(&not_a_number, &"limit".into(), &f64::NAN.into()).unwrap();
    fails(search("border", not_a_number.into()), "bad-argument");
    for view in ["null", "{}", r#"{"query": 3}"#, r#"{"query": "x", "sort": "best"}"#, r#"{"article": 1}"#, "\"x\""] {
        let target = target();
        fails(render(&target, object(view)), "bad-argument");
        assert_eq!(target.text_content().as_deref(), Some("Loading"), "nothing is shown for {view}");
    }
}

#[wasm_bindgen_test]
fn any_string_is_a_query() {
    for query in ["\"", "-", "\0", "😀", "\u{200f}", "a\u{301}", &"border ".repeat(20_000), "<b>border</b>"] {
        let result = search(query, JsValue::UNDEFINED).unwrap();
        assert_eq!(at(&result, "complete"), JsValue::TRUE);
    }
    // Half of a pair of surrogates is no text in Rust; JavaScript has it while an emoji is typed.
    let half = JsString::from_char_code(&[0x62, 0x6f, 0x72, 0x64, 0x65, 0x72, 0x20, 0xd83d]);
    let view = Object::new();
    Reflect::set(&view, &"query".into(), &half).unwrap();
    let target = target();
    let result = render(&target, view.into()).unwrap();
    assert!(ids(&result).contains(&SEED.to_owned()), "{result:?}");
}

#[wasm_bindgen_test]
fn results_are_shown_as_a_list_of_links() {
    let target = target();
    let result = render(&target, object(r#"{"query": "border", "limit": 3}"#)).unwrap();
    let items = texts(&target, ":scope > ol[part=results] > li[part=hit]");
    assert_eq!(items.len(), list(&result, "hits").len());
    assert!(!target.text_content().unwrap().contains("Loading"), "what was there is replaced");
    let first = all(&target, "li").remove(0);
    let link = only(&first, "h3[part=hit-title] > a[part=hit-link]");
    assert_eq!(link.get_attribute("href").unwrap(), format!("#article={SEED}"));
    assert_eq!(link.get_attribute("data-id").as_deref(), Some(SEED));
    assert_eq!(link.text_content().unwrap(), text(&result, "hits.0.title"));
    assert_eq!(only(&first, "p[part=snippet]").text_content().unwrap(), text(&result, "hits.0.snippet"));
    assert_eq!(texts(&first, "p[part=snippet] > mark[part=mark]"), marked(&at(&result, "hits.0"), "snippet", "marks"));
    assert_eq!(texts(&first, "p[part=meta] > [part=place]"), ["SULAIMANI"]);
    assert_eq!(texts(&first, "p[part=meta] > [part=length]"), ["1 min read"]);
    holds_only(&target, &["OL", "LI", "P", "H3", "A", "MARK", "TIME", "SPAN", "BDI"]);
}

#[wasm_bindgen_test]
fn the_page_decides_on_addresses_dates_words_and_levels() {
    let view = object(r#"{"query": "", "limit": 1000, "href": "?a=", "heading_level": 4}"#);
    Reflect::set(&view, &"date".into(), &Function::new_with_args("iso", "return 'on ' + iso")).unwrap();
    let strings = object("{}");
    Reflect::set(&strings, &"minutes".into(), &Function::new_with_args("n", "return n + ' minutes'")).unwrap();
    Reflect::set(&view, &"strings".into(), &strings).unwrap();
    let target = target();
    let result = render(&target, view).unwrap();
    assert_eq!(all(&target, "h4 > a[href^='?a=']").len(), list(&result, "hits").len());
    for time in all(&target, "time[part=date]") {
        assert_eq!(time.text_content().unwrap(), format!("on {}", time.get_attribute("datetime").unwrap()));
    }
    let lengths = texts(&target, "[part=length]");
    assert!(!lengths.is_empty() && lengths.iter().all(|length| length.ends_with(" minutes")), "{lengths:?}");
}

#[wasm_bindgen_test]
fn an_article_is_shown_whole() {
    let target = target();
    let shown = render(&target, article_view(SEED)).unwrap();
    assert_eq!(text(&shown, "id"), SEED);
    let article = only(&target, ":scope > article[part=article]");
    assert_eq!(article.get_attribute("dir").as_deref(), Some("ltr"));
    let headline = only(&article, "header > h2[part=headline]");
    assert_eq!(headline.text_content().unwrap(), text(&shown, "title"));
    assert_eq!(headline.get_attribute("tabindex").as_deref(), Some("-1"));
    let caption = "The Iraqi and Iranian flags are pictured in an unknown location Photo: Anadolu Agency";
    assert_eq!(texts(&article, "figure[part=figure] > figcaption[part=caption]"), [caption]);
    assert_eq!(texts(&article, "figcaption > span[part=credit]"), ["Photo: Anadolu Agency"]);
    let paragraphs = texts(&article, "div[part=body] > p[part=para]");
    assert_eq!(paragraphs.len(), 11);
    assert!(paragraphs[0].starts_with("SULAIMANI (ESTA) — A senior Iraqi delegation"), "{}", paragraphs[0]);
    assert_eq!(texts(&article, "p[part=para] > span[part=dateline]"), ["SULAIMANI (ESTA) — "]);
    assert!(only(&article, "nav[part=neighbours]").has_attribute("aria-label"));
    let neighbours =
        texts(&article, "nav > [part=previous] > [part=neighbour-title], nav > [part=next] > [part=neighbour-title]");
    assert_eq!(
        neighbours,
        ["KRG delegation is due to visit Baghdad, Minister says", "Oil gains after US leaders strike debt deal"]
    );
    assert_eq!(texts(&article, "nav [part=label]"), ["Previous article", "Next article"]);
    holds_only(&target, &["ARTICLE", "HEADER", "H2", "P", "DIV", "FIGURE", "FIGCAPTION", "SPAN", "BDI", "NAV", "META"]);
    assert_eq!(article.get_attribute("itemtype").as_deref(), Some("https://schema.org/NewsArticle"));
}

#[wasm_bindgen_test]
fn a_text_of_an_article_is_marked_as_the_search_finds_it() {
    let options =
        |article: &str| object(&format!(r#"{{"article": "{article}", "text": "😀 The Border, and borders"}}"#));
    let marks = web::marks("border".into(), options(SEED)).unwrap();
    assert_eq!(String::from(JSON::stringify(&marks).unwrap()), "[[7,13],[19,26]]");
    fails(web::marks("border".into(), options("no such article")), "unknown-article");
    fails(web::marks("border".into(), object(r#"{"article": "x"}"#)), "bad-argument");
    fails(web::marks(JsValue::NULL, options(SEED)), "bad-argument");
}

#[wasm_bindgen_test]
fn an_article_that_is_not_there_is_an_error() {
    let target = target();
    for view in [r#"{"article": "no such article"}"#, r#"{"article": ""}"#, r#"{"article": "<b>"}"#] {
        fails(render(&target, object(view)), "unknown-article");
    }
    assert_eq!(target.text_content().as_deref(), Some("Loading"));
}
