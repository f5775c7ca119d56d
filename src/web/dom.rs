//! From a [`Page`] to DOM nodes: created and appended one by one, never parsed from text.

use super::glue;
use crate::view::{Page, Piece};
use wasm_bindgen::JsValue;

/// Replaces the children of the target of the view that is asked for by the page.
pub fn show(asked: &JsValue, page: &Page) {
    glue::begin(asked);
    for piece in &page.pieces {
        match piece {
            Piece::Open(tag) => glue::open(tag),
            Piece::Attribute(name, value) => glue::attribute(name, value),
            Piece::Text(text) => glue::content(text),
            Piece::Close => glue::close(),
        }
    }
    glue::show(asked);
}
