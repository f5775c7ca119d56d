//! The face of the wasm package: a few functions and one class, for JavaScript.
//!
//! Thin by rule: options are read in `glue.js`, results leave as plain objects, pages become nodes in `dom`, and every
//! error becomes a JavaScript `Error` with a `code`. Everything else happens in the modules that native tests reach.

mod archive;
mod dom;
mod embedded;
mod errors;
mod glue;
mod page;
mod pass;
mod types;

pub use archive::WebArchive;
pub use embedded::{marks, related, render, search};

use crate::view::Value;
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// Smaller than the standard allocator by 2 kB of what ships, and as fast.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// A value as a plain JavaScript object: objects, never `Map`s; numbers, never `BigInt`s; null for what is absent.
/// Nothing in it can fail to become one.
fn object(value: &Value<'_>) -> JsValue {
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or_default()
}
