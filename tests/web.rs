//! The wasm package in a browser: what its functions give, what errors say, and the DOM that they build.
#![cfg(target_arch = "wasm32")]

mod support;

use js_sys::{Array, Error, Function, JSON, JsString, Map, Object, Promise, Reflect, Uint8Array};
use newsprint::article::{Article, Block};
use newsprint::index::build;
use newsprint::search::{Options, search as search_in_memory};
use newsprint::web::{WebArchive, render, search};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Document, Element};

wasm_bindgen_test_configure!(run_in_browser);

/// The article of seeds/ that was there first.
const SEED: &str = "000_bb706fae6452e39d";

/// A plain object, from JSON.
fn object(json: &str) -> JsValue {
    JSON::parse(json).unwrap()
}

/// What stands at a path such as `hits.0.title`.
#[track_caller]
fn at(value: &JsValue, path: &str) -> JsValue {
    path.split('.').fold(value.clone(), |value, key| Reflect::get(&value, &key.into()).unwrap())
}

#[track_caller]
fn text(value: &JsValue, path: &str) -> String {
    at(value, path).as_string().unwrap_or_else(|| panic!("{path} is no string in {value:?}"))
}

#[track_caller]
fn number(value: &JsValue, path: &str) -> f64 {
    at(value, path).as_f64().unwrap_or_else(|| panic!("{path} is no number in {value:?}"))
}

fn list(value: &JsValue, path: &str) -> Vec<JsValue> {
    Array::from(&at(value, path)).to_vec()
}

fn ids(result: &JsValue) -> Vec<String> {
    list(result, "hits").iter().map(|hit| text(hit, "id")).collect()
}

/// The marked runs of a hit's text, cut as JavaScript cuts.
fn marked(hit: &JsValue, text: &str, marks: &str) -> Vec<String> {
    let shown = JsString::from(at(hit, text).as_string().unwrap());
    let run = |mark: &JsValue| shown.slice(number(mark, "0") as u32, number(mark, "1") as u32);
    list(hit, marks).iter().map(|mark| String::from(run(mark))).collect()
}

/// Fails unless this is an `Error` with a message and this code.
#[track_caller]
fn fails(result: Result<JsValue, JsValue>, code: &str) {
    let error = result.expect_err("an error");
    assert!(error.is_instance_of::<Error>(), "{error:?} is no Error");
    assert_eq!(at(&error, "code").as_string().as_deref(), Some(code), "{error:?}");
    assert!(text(&error, "message").len() > 10, "{error:?}");
}

fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

/// An element with something in it, as pages have before the first result.
fn target() -> Element {
    let target = document().create_element("div").unwrap();
    target.set_text_content(Some("Loading"));
    target
}

/// All elements that a selector finds.
fn all(target: &Element, selector: &str) -> Vec<Element> {
    let nodes = target.query_selector_all(selector).unwrap();
    (0..nodes.length()).filter_map(|index| nodes.item(index)?.dyn_into().ok()).collect()
}

/// Their texts.
fn texts(target: &Element, selector: &str) -> Vec<String> {
    all(target, selector).iter().map(|element| element.text_content().unwrap()).collect()
}

/// The one element that a selector finds.
#[track_caller]
fn only(target: &Element, selector: &str) -> Element {
    let mut found = all(target, selector);
    assert_eq!(found.len(), 1, "{selector}");
    found.remove(0)
}

/// Fails if the target holds other elements than these, or an attribute that could run or style anything.
#[track_caller]
fn holds_only(target: &Element, tags: &[&str]) {
    for element in all(target, "*") {
        assert!(tags.contains(&element.tag_name().as_str()), "{} is not expected", element.tag_name());
        for name in element.get_attribute_names().iter().filter_map(|name| name.as_string()) {
            assert!(!name.starts_with("on") && name != "style" && name != "id", "{} has {name}", element.tag_name());
        }
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
    assert_eq!(number(&search("tehra", object(r#"{"prefix": false}"#)).unwrap(), "total"), 0.0);
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
    let shown = render(&target, object(&format!(r#"{{"article": "{SEED}"}}"#))).unwrap();
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
    holds_only(&target, &["ARTICLE", "HEADER", "H2", "P", "DIV", "FIGURE", "FIGCAPTION", "SPAN", "BDI", "NAV"]);
}

#[wasm_bindgen_test]
fn an_article_that_is_not_there_is_an_error() {
    let target = target();
    for view in [r#"{"article": "no such article"}"#, r#"{"article": ""}"#, r#"{"article": "<b>"}"#] {
        fails(render(&target, object(view)), "unknown-article");
    }
    assert_eq!(target.text_content().as_deref(), Some("Loading"));
}

/// Bytes that lie elsewhere, as a function from offset and length to a promise of them; counts its calls.
fn remote(bytes: Vec<u8>) -> (Function, Rc<Cell<usize>>) {
    let calls = Rc::new(Cell::new(0));
    let (bytes, counter) = (Uint8Array::from(bytes.as_slice()), calls.clone());
    let read = Closure::<dyn FnMut(f64, f64) -> Promise>::new(move |offset: f64, length: f64| {
        counter.set(counter.get() + 1);
        Promise::resolve(&JsValue::from(bytes.slice(offset as u32, (offset + length) as u32)))
    });
    (read.into_js_value().unchecked_into(), calls)
}

async fn open(read: &Function) -> Result<JsValue, JsValue> {
    JsFuture::from(WebArchive::open(read.clone())).await
}

/// Calls a method of an object as a page does; its promise.
fn call(object: &JsValue, method: &str, arguments: &[&JsValue]) -> Result<Promise, JsValue> {
    let arguments: Array = arguments.iter().copied().collect();
    let method: Function = at(object, method).unchecked_into();
    Ok(Promise::resolve(&method.apply(object, &arguments)?))
}

/// What its promise becomes.
async fn answer(object: &JsValue, method: &str, arguments: &[&JsValue]) -> Result<JsValue, JsValue> {
    JsFuture::from(call(object, method, arguments)?).await
}

/// Enough articles that an archive of them does not come with the first read.
fn many() -> Vec<u8> {
    build(support::articles(41, 120))
}

#[wasm_bindgen_test]
async fn an_archive_elsewhere_is_read_in_pieces() {
    let bytes = many();
    let whole = newsprint::archive::read::Archive::whole(bytes.clone()).unwrap();
    let (read, calls) = remote(bytes);
    let archive = open(&read).await.unwrap();
    assert_eq!(calls.get(), 1, "opening takes one read");
    for query in ["the", "border market", "\"the of\" -in", "ни", "東京", ""] {
        let result = answer(&archive, "search", &[&query.into()]).await.unwrap();
        let expected = search_in_memory(&whole, query, &Options::default()).unwrap();
        assert_eq!(number(&result, "total") as u32, expected.total, "{query}");
        assert_eq!(ids(&result), expected.hits.iter().map(|hit| hit.card.id.clone()).collect::<Vec<_>>(), "{query}");
        assert_eq!(at(&result, "complete"), JsValue::TRUE);
    }
    let before = calls.get();
    answer(&archive, "search", &[&"the".into()]).await.unwrap();
    assert_eq!(calls.get(), before, "what is at hand is not read again");
}

#[wasm_bindgen_test]
async fn an_archive_elsewhere_shows_lists_and_articles() {
    let articles = support::articles(42, 60);
    let (read, _) = remote(build(articles.clone()));
    let (archive, target) = (open(&read).await.unwrap(), target());
    let result = answer(&archive, "render", &[&target, &object(r#"{"query": "the"}"#)]).await.unwrap();
    assert_eq!(all(&target, "li[part=hit]").len(), list(&result, "hits").len());
    for article in &articles[..10] {
        let view = Object::new();
        Reflect::set(&view, &"article".into(), &article.id.as_str().into()).unwrap();
        let shown = answer(&archive, "render", &[&target, &view]).await.unwrap();
        assert_eq!(text(&shown, "id"), article.id);
        assert_eq!(texts(&target, "[part=headline]"), [article.display_title()]);
        let bodies: String = article.blocks.iter().map(|block| block.text.as_str()).collect();
        assert!(
            target.text_content().unwrap().chars().count() >= bodies.chars().filter(|c| !c.is_whitespace()).count()
        );
    }
    let unknown = answer(&archive, "render", &[&target, &object(r#"{"article": "nobody"}"#)]).await;
    fails(unknown, "unknown-article");
    assert_eq!(all(&target, "[part=headline]").len(), 1, "what was shown stays");
}

#[wasm_bindgen_test]
async fn markup_in_an_article_stays_text() {
    let bad = "<img src=x onerror=alert(1)><script>alert(2)</script>&amp; border";
    let article = Article {
        id: "\"><script>alert(3)</script>".into(),
        headline: Some(bad.into()),
        url: Some("javascript:alert(4)".into()),
        blocks: vec![Block::para(bad)],
        ..Article::default()
    };
    let (read, _) = remote(build(vec![article.clone()]));
    let (archive, target) = (open(&read).await.unwrap(), target());
    answer(&archive, "render", &[&target, &object(r#"{"query": "border"}"#)]).await.unwrap();
    assert_eq!(texts(&target, "a"), [bad]);
    holds_only(&target, &["OL", "LI", "P", "H3", "A", "MARK", "TIME", "SPAN", "BDI"]);
    let view = Object::new();
    Reflect::set(&view, &"article".into(), &article.id.as_str().into()).unwrap();
    answer(&archive, "render", &[&target, &view]).await.unwrap();
    assert_eq!(texts(&target, "[part=para]"), [bad]);
    assert_eq!(all(&target, "[href]").len(), 0);
    holds_only(&target, &["ARTICLE", "HEADER", "H2", "P", "DIV", "SPAN", "BDI", "FOOTER"]);
}

#[wasm_bindgen_test]
async fn questions_may_overlap_and_outlive_their_archive() {
    let (read, _) = remote(many());
    let archive = open(&read).await.unwrap();
    let questions = ["the", "in", "border", "и"];
    let promises: Vec<_> =
        questions.iter().map(|query| call(&archive, "search", &[&(*query).into()]).unwrap()).collect();
    let _ = call(&archive, "free", &[]).unwrap();
    for (query, promise) in questions.iter().zip(promises) {
        assert_eq!(text(&JsFuture::from(promise).await.unwrap(), "query"), *query);
    }
}

#[wasm_bindgen_test]
async fn damaged_archives_are_errors_with_a_code() {
    let good = many();
    let altered = |place: usize| {
        let mut bytes = good.clone();
        bytes[place] ^= 0x40;
        bytes
    };
    for (bytes, code) in [
        (altered(0), "bad-magic"),
        (altered(8), "bad-version"),
        (altered(20), "bad-checksum"),
        (good[..10].to_vec(), "truncated"),
        (good[..3000].to_vec(), "truncated"),
        (Vec::new(), "truncated"),
        (b"<!doctype html><title>404 Not Found</title>".to_vec(), "bad-magic"),
    ] {
        fails(open(&remote(bytes).0).await, code);
    }
    let archive = open(&remote(altered(good.len() - 20)).0).await.unwrap();
    fails(Err(last(&archive).await), "bad-checksum");
    let archive = open(&remote(good[..good.len() - 1].to_vec()).0).await.unwrap();
    fails(Err(last(&archive).await), "truncated");
}

/// What goes wrong when the archive's last article is shown.
async fn last(archive: &JsValue) -> JsValue {
    let list = answer(archive, "search", &[&"".into(), &object(r#"{"offset": 119}"#)]).await.unwrap();
    let view = Object::new();
    Reflect::set(&view, &"article".into(), &at(&list, "hits.0.id")).unwrap();
    answer(archive, "render", &[&target(), &view]).await.expect_err("its body is damaged")
}

#[wasm_bindgen_test]
async fn a_reader_that_fails_is_an_error() {
    for body in ["return 'text'", "return Promise.resolve(null)", "return [1, 2, 3]", "return undefined"] {
        fails(open(&Function::new_with_args("offset, length", body)).await, "read-failed");
    }
    // What the page's own reader throws comes back as it was thrown.
    for body in ["throw new TypeError('offline')", "return Promise.reject(new TypeError('offline'))"] {
        let error = open(&Function::new_with_args("offset, length", body)).await.unwrap_err();
        assert_eq!(text(&error, "message"), "offline");
    }
}

#[wasm_bindgen_test]
async fn an_archive_recovers_when_reading_works_again() {
    let bytes = Uint8Array::from(many().as_slice());
    let broken = Rc::new(RefCell::new(false));
    let state = broken.clone();
    let read = Closure::<dyn FnMut(f64, f64) -> Promise>::new(move |offset: f64, length: f64| match *state.borrow() {
        true => Promise::reject(&JsValue::from(Error::new("offline"))),
        false => Promise::resolve(&JsValue::from(bytes.slice(offset as u32, (offset + length) as u32))),
    });
    let archive = open(&read.into_js_value().unchecked_into()).await.unwrap();
    *broken.borrow_mut() = true;
    assert_eq!(text(&answer(&archive, "search", &[&"the".into()]).await.unwrap_err(), "message"), "offline");
    *broken.borrow_mut() = false;
    assert!(number(&answer(&archive, "search", &[&"the".into()]).await.unwrap(), "total") > 0.0);
}

#[wasm_bindgen_test]
async fn bad_options_reach_the_promise() {
    let archive = open(&remote(many()).0).await.unwrap();
    let promise = call(&archive, "search", &[&"the".into(), &object(r#"{"limit": -1}"#)]);
    fails(JsFuture::from(promise.expect("a promise, not an exception")).await, "bad-argument");
}
