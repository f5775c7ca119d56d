//! **Newsprint** is an article archive that you embed in any web page: it searches articles and shows them in place,
//! without a server.
//!
//! # One way through the house
//!
//! ```text
//! file  -> ingest -> Article -> text -> index -> archive::write -> bytes
//! bytes -> archive::read -> search -> view -> web -> DOM
//! ```
//!
//! Each module knows only those that its arrow allows; `tests/layers.rs` lists the arrows and holds the modules to
//! them. [`archive`] is the only place where building and reading meet, and [`text`] the only code that both go through,
//! so that a query is analysed exactly as the articles were.
//!
//! # What holds everywhere
//!
//! - The core never fetches, and never reads a clock: a search is a function of a query and of the bytes at hand, and
//!   says which bytes it lacks ([`archive::read`]).
//! - Nothing panics on input, whatever it is: bytes, articles, queries. Errors are values that say where, what was
//!   expected, what was found and what to do.
//! - The same input gives the same bytes and the same order, on every machine and in wasm.
//! - Nothing is lost in reading: what is not part of an article is listed as removed, with the rule that removed it;
//!   what the model has no field for is kept beside it.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod archive;
pub mod article;
mod digits;
pub mod index;
#[cfg(not(target_arch = "wasm32"))]
pub mod ingest;
pub mod search;
mod sort;
pub mod text;
pub mod view;
#[cfg(target_arch = "wasm32")]
pub mod web;
