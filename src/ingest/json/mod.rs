//! JSON in all its shapes.
//!
//! Every shape is made of objects, and an object is read as a list of its keys with their values as they are written
//! ([`Object`]): so nothing is parsed before it is known what it is, values that no field is for are kept as they are,
//! and deep nesting costs nothing.

mod model;
mod object;

pub use model::{article, is_whole};
pub use object::Object;
