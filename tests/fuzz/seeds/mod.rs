//! Made-up files in each format, and pieces of their grammar.

mod markup;
mod records;
mod text;

pub use markup::*;
pub use records::*;
pub use text::*;
