//! JSON in all its shapes.
//!
//! - JSON Lines: an object a line ([`lines`]);
//! - one document: a list of articles, an object that holds such a list (`{"articles": [ … ]}`, a JSON Feed, an export
//!   of Ghost), one article, or several documents one after the other ([`document`]).
//!
//! Every shape is made of objects, and an object is read as a list of its keys with their values as they are written
//! ([`Object`]): nothing is parsed before it is known what it is, values that no field is for are kept as they are, and
//! deep nesting costs nothing. What an object is, is asked in this order ([`shape`]): a whole article as `newsprint
//! parse` writes it, an export of Ghost, an object around a list, else a record, whose keys mean what
//! [`keys`](super::keys) says.

mod document;
mod feed;
mod ghost;
mod lines;
mod mend;
mod model;
mod object;
mod place;
mod record;
mod shape;
mod values;
mod wordpress;

pub use document::read;
pub use ghost::is_export as is_ghost;
pub use lines::{is_object, read_lines, read_lines_from};
pub use model::block;
pub use record::{Refused, article_of};
