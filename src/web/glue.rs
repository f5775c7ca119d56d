//! What `glue.js` does for the wasm. None of it throws: an exception would leave the wasm's stack as it was.

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/web/glue.js")]
extern "C" {
    /// What is asked for: an object for the functions below, or an `Error` if it makes no sense.
    pub fn read(kind: u32, subject: &JsValue, options: &JsValue) -> JsValue;
    /// Its kind, level of headings, limit, offset, recency, sort, prefix, correct and facets; none of an error.
    pub fn numbers(asked: &JsValue) -> Vec<u32>;
    /// Its query or id, and from 1 on the words of the interface.
    pub fn text(asked: &JsValue, index: u32) -> String;
    /// A date for people.
    pub fn date(asked: &JsValue, iso: &str) -> String;
    /// A reading time for people.
    pub fn minutes(asked: &JsValue, minutes: u32) -> String;
    /// Address of an article in the page.
    pub fn href(asked: &JsValue, id: &str) -> String;

    /// An `Error` with a `code` beside its message.
    pub fn error(code: &str, message: &str) -> JsValue;

    /// Puts a number into the list that was begun last.
    pub fn number(value: f64);
    /// Likewise a text.
    pub fn string(value: &str);
    /// Likewise false (0), true (1) or null (2).
    pub fn constant(which: u32);
    /// Begins a list.
    pub fn list();
    /// Ends it; if it holds names and values by turns, as an object.
    pub fn end(is_object: bool);
    /// The value that was made, once every list has ended.
    pub fn made() -> JsValue;

    /// Begins what the target of a view will show.
    pub fn begin(asked: &JsValue);
    /// Begins an element.
    pub fn open(tag: &str);
    /// An attribute of the element that was opened last.
    pub fn attribute(name: &str, value: &str);
    /// A text in it.
    pub fn content(text: &str);
    /// Ends it.
    pub fn close();
    /// Shows all this in place of what the target holds.
    pub fn show(asked: &JsValue);

    /// A range that the step of a pass lacks.
    pub fn need(offset: f64, length: f64);
    /// Steps through `pass` until it has its result.
    pub fn drive(read: &Function, pass: JsValue) -> Promise;
    /// A promise that fails.
    pub fn fail(error: JsValue) -> Promise;
}
