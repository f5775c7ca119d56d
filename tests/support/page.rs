//! Plain objects and elements, for tests in a browser.

use js_sys::{Array, Error, JSON, JsString, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element};

/// A plain object, from JSON.
pub fn object(json: &str) -> JsValue {
    JSON::parse(json).unwrap()
}

/// What stands at a path such as `hits.0.title`.
#[track_caller]
pub fn at(value: &JsValue, path: &str) -> JsValue {
    path.split('.').fold(value.clone(), |value, key| Reflect::get(&value, &key.into()).unwrap())
}

#[track_caller]
pub fn text(value: &JsValue, path: &str) -> String {
    at(value, path).as_string().unwrap_or_else(|| panic!("{path} is no string in {value:?}"))
}

#[track_caller]
pub fn number(value: &JsValue, path: &str) -> f64 {
    at(value, path).as_f64().unwrap_or_else(|| panic!("{path} is no number in {value:?}"))
}

pub fn list(value: &JsValue, path: &str) -> Vec<JsValue> {
    Array::from(&at(value, path)).to_vec()
}

pub fn ids(result: &JsValue) -> Vec<String> {
    list(result, "hits").iter().map(|hit| text(hit, "id")).collect()
}

/// The marked runs of a hit's text, cut as JavaScript cuts.
pub fn marked(hit: &JsValue, text: &str, marks: &str) -> Vec<String> {
    let shown = JsString::from(at(hit, text).as_string().unwrap());
    let run = |mark: &JsValue| shown.slice(number(mark, "0") as u32, number(mark, "1") as u32);
    list(hit, marks).iter().map(|mark| String::from(run(mark))).collect()
}

/// A view of the article with this id.
pub fn article_view(id: &str) -> JsValue {
    let view = Object::new();
    Reflect::set(&view, &"article".into(), &id.into()).unwrap();
    view.into()
}

/// Fails unless this is an `Error` with a message and this code.
#[track_caller]
pub fn fails(result: Result<JsValue, JsValue>, code: &str) {
    let error = result.expect_err("an error");
    assert!(error.is_instance_of::<Error>(), "{error:?} is no Error");
    assert_eq!(at(&error, "code").as_string().as_deref(), Some(code), "{error:?}");
    assert!(text(&error, "message").len() > 10, "{error:?}");
}

pub fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

/// An element with something in it, as pages have before the first result.
pub fn target() -> Element {
    let target = document().create_element("div").unwrap();
    target.set_text_content(Some("Loading"));
    target
}

/// All elements that a selector finds.
pub fn all(target: &Element, selector: &str) -> Vec<Element> {
    let nodes = target.query_selector_all(selector).unwrap();
    (0..nodes.length()).filter_map(|index| nodes.item(index)?.dyn_into().ok()).collect()
}

/// Their texts.
pub fn texts(target: &Element, selector: &str) -> Vec<String> {
    all(target, selector).iter().map(|element| element.text_content().unwrap()).collect()
}

/// The one element that a selector finds.
#[track_caller]
pub fn only(target: &Element, selector: &str) -> Element {
    let mut found = all(target, selector);
    assert_eq!(found.len(), 1, "{selector}");
    found.remove(0)
}

/// Fails if the target holds other elements than these, or an attribute that could run or style anything.
#[track_caller]
pub fn holds_only(target: &Element, tags: &[&str]) {
    for element in all(target, "*") {
        assert!(tags.contains(&element.tag_name().as_str()), "{} is not expected", element.tag_name());
        for name in element.get_attribute_names().iter().filter_map(|name| name.as_string()) {
            assert!(!name.starts_with("on") && name != "style" && name != "id", "{} has {name}", element.tag_name());
        }
    }
}
