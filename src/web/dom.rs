//! From the tree of [`crate::view`] to DOM nodes: created and appended one by one, never parsed from text.

use super::errors::error;
use crate::view::{Element, Node};
use wasm_bindgen::JsValue;
use web_sys::Document;

/// Replaces the children of `target` by `content`.
pub fn show(target: &web_sys::Element, content: &Element) -> Result<(), JsValue> {
    let document = target.owner_document().ok_or_else(|| error("bad-argument", "the target has no document"))?;
    let nodes = js_sys::Array::of1(&element(&document, content)?.into());
    target.replace_children_with_node(&nodes);
    Ok(())
}

fn element(document: &Document, tree: &Element) -> Result<web_sys::Element, JsValue> {
    let element = document.create_element(tree.tag)?;
    for (name, value) in &tree.attributes {
        element.set_attribute(name, value)?;
    }
    for child in &tree.children {
        match child {
            Node::Text(text) => element.append_child(&document.create_text_node(text))?,
            Node::Element(child) => element.append_child(&self::element(document, child)?.into())?,
        };
    }
    Ok(element)
}
