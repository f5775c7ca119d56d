//! The class `Archive` in a browser: an archive that lies elsewhere, read in pieces through promises.
#![cfg(target_arch = "wasm32")]

mod support;

use js_sys::{Array, Error, Function, Promise, Uint8Array};
use newsprint::article::{Article, Block};
use newsprint::index::build;
use newsprint::search::{Options, search as search_in_memory};
use newsprint::web::WebArchive;
use std::cell::Cell;
use std::rc::Rc;
use support::page::{all, article_view, at, fails, holds_only, ids, list, number, object, target, text, texts};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

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
        let shown = answer(&archive, "render", &[&target, &article_view(&article.id)]).await.unwrap();
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
    answer(&archive, "render", &[&target, &article_view(&article.id)]).await.unwrap();
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
    answer(archive, "render", &[&target(), &article_view(&text(&list, "hits.0.id"))])
        .await
        .expect_err("its body is damaged")
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
    let broken = Rc::new(Cell::new(false));
    let state = broken.clone();
    let read = Closure::<dyn FnMut(f64, f64) -> Promise>::new(move |offset: f64, length: f64| match state.get() {
        true => Promise::reject(&JsValue::from(Error::new("offline"))),
        false => Promise::resolve(&JsValue::from(bytes.slice(offset as u32, (offset + length) as u32))),
    });
    let archive = open(&read.into_js_value().unchecked_into()).await.unwrap();
    broken.set(true);
    assert_eq!(text(&answer(&archive, "search", &[&"the".into()]).await.unwrap_err(), "message"), "offline");
    broken.set(false);
    assert!(number(&answer(&archive, "search", &[&"the".into()]).await.unwrap(), "total") > 0.0);
}

#[wasm_bindgen_test]
async fn what_came_damaged_is_fetched_anew() {
    let bytes = Uint8Array::from(many().as_slice());
    let broken = Rc::new(Cell::new(false));
    let state = broken.clone();
    let read = Closure::<dyn FnMut(f64, f64) -> Promise>::new(move |offset: f64, length: f64| {
        let piece = bytes.slice(offset as u32, (offset + length) as u32);
        if state.get() {
            piece.set_index(piece.length() / 2, piece.get_index(piece.length() / 2) ^ 0x40);
        }
        Promise::resolve(&JsValue::from(piece))
    });
    let archive = open(&read.into_js_value().unchecked_into()).await.unwrap();
    broken.set(true);
    fails(answer(&archive, "search", &[&"the".into()]).await, "bad-checksum");
    broken.set(false);
    assert!(number(&answer(&archive, "search", &[&"the".into()]).await.unwrap(), "total") > 0.0);
}

#[wasm_bindgen_test]
async fn bad_options_reach_the_promise() {
    let archive = open(&remote(many()).0).await.unwrap();
    let promise = call(&archive, "search", &[&"the".into(), &object(r#"{"limit": -1}"#)]);
    fails(JsFuture::from(promise.expect("a promise, not an exception")).await, "bad-argument");
}
