//! What people call the fields of an article: one table of key names for records and front matter alike.
//!
//! Records (JSON, tables) and the heads of Markdown files say the same things under many names. `names.tsv` lists them,
//! a row for each field, the best name first. A record is read in this order:
//!
//! 1. each key is looked up: a field and a rank, or nothing ([`names`]);
//! 2. for each field, its keys are tried in order of rank: the first whose value fits gives the field ([`set`]);
//! 3. whatever is left stands in [`Article::extra`](crate::article::Article::extra), in the record's order.
//!
//! So nothing is lost by a wrong guess: a key that means nothing, comes second or holds something unexpected is kept.

mod body;
mod entry;
mod hash;
mod names;
mod record;
mod set;
mod value;

pub use body::{Body, is_html, plain};
pub use entry::{Entry, Held, Text};
pub use hash::hash;
pub use names::{is_known, is_name, is_text, is_title};
pub use record::{Rules, Stance, Taken, apply};
pub use set::unpublished;
pub use value::Value;
