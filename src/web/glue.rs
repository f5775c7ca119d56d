//! What `glue.js` does for the wasm. None of it throws: an exception would leave the wasm's stack as it was.

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/web/glue.js")]
extern "C" {
    /// What is asked for: an object for the functions below, or an `Error` if it makes no sense.
    pub fn read(kind: u32, subject: &JsValue, options: &JsValue) -> JsValue;
    /// Its kind, level of headings, limit, offset, recency, sort, prefix, correct, facets and exact; none of an error.
    pub fn numbers(asked: &JsValue) -> Vec<u32>;
    /// Its query or id, and from 1 on the words of the interface, or the query and the text that is to be marked.
    pub fn text(asked: &JsValue, index: u32) -> String;
    /// A date for people.
    pub fn date(asked: &JsValue, iso: &str) -> String;
    /// A reading time for people.
    pub fn minutes(asked: &JsValue, minutes: u32) -> String;
    /// Address of an article in the page.
    pub fn href(asked: &JsValue, id: &str) -> String;

    /// An `Error` with a `code` beside its message.
    pub fn error(code: &str, message: &str) -> JsValue;

    /// A range that the step of a pass lacks.
    pub fn need(offset: f64, length: f64);
    /// Steps through `pass` until it has its result.
    pub fn drive(read: &Function, pass: JsValue) -> Promise;
    /// A promise that fails.
    pub fn fail(error: JsValue) -> Promise;
}
