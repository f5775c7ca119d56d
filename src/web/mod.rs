//! The face of the wasm package: a few functions and one class, for JavaScript.
//!
//! Thin by rule: options are read and objects and nodes are made in `glue.js`, and every error becomes a JavaScript
//! `Error` with a `code` in one function. Everything else happens in the modules that native tests reach.

mod archive;
mod dom;
mod embedded;
mod errors;
mod glue;
mod page;
mod pass;
mod types;

pub use archive::WebArchive;
pub use embedded::{related, render, search};

use crate::view::Value;
use wasm_bindgen::prelude::*;

/// Smaller than the standard allocator by 2 kB of what ships, and as fast.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// A value as a plain JavaScript object: objects, never `Map`s; numbers, never `BigInt`s; null for what is absent.
fn object(value: &Value<'_>) -> JsValue {
    put(value);
    glue::made()
}

/// Makes a value as the next of the list that is being made. By hand: a serializer costs 1 kB more of what ships.
fn put(value: &Value<'_>) {
    match value {
        Value::Null => glue::constant(2),
        Value::Bool(value) => glue::constant(u32::from(*value)),
        Value::Whole(value) => glue::number(f64::from(*value)),
        Value::Place(value) => glue::number(*value),
        Value::Score(value) => glue::number(f64::from(*value)),
        Value::Text(value) => glue::string(value),
        Value::List(values) => {
            glue::list();
            values.iter().for_each(put);
            glue::end(false);
        }
        Value::Object(entries) => {
            glue::list();
            for (name, value) in entries {
                glue::string(name);
                put(value);
            }
            glue::end(true);
        }
    }
}
