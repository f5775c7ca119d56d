//! From a [`Page`] to DOM nodes: created and appended one by one, never parsed from text.

use crate::view::{Page, Piece};
use wasm_bindgen::JsValue;
use web_sys::Element;

/// Replaces the children of `target`, which has a document, by the page.
pub fn show(target: &Element, page: &Page) -> Result<(), JsValue> {
    let Some(document) = target.owner_document() else { return Ok(()) };
    let (top, mut open) = (js_sys::Array::new(), Vec::<Element>::new());
    for piece in &page.pieces {
        match (piece, open.last()) {
            (Piece::Open(tag), _) => open.push(document.create_element(tag)?),
            (Piece::Attribute(name, value), Some(element)) => element.set_attribute(name, value)?,
            (Piece::Text(text), Some(element)) => drop(element.append_child(&document.create_text_node(text))?),
            (Piece::Close, Some(_)) => close(&mut open, &top)?,
            (_, None) => {}
        }
    }
    target.replace_children_with_node(&top);
    Ok(())
}

/// Ends the element that is open: appends it to the one around it, or to the top.
fn close(open: &mut Vec<Element>, top: &js_sys::Array) -> Result<(), JsValue> {
    match (open.pop(), open.last()) {
        (Some(element), Some(parent)) => drop(parent.append_child(&element)?),
        (Some(element), None) => drop(top.push(&element)),
        (None, _) => {}
    }
    Ok(())
}
