//! Errors as JavaScript knows them.

use super::glue::error;
use crate::archive::ArchiveError;
use crate::archive::read::Halt;
use wasm_bindgen::JsValue;

/// An archive that cannot be read.
pub fn of_archive(archive: &ArchiveError) -> JsValue {
    error(archive.code(), &archive.message())
}

/// An article that is asked for and not there.
pub fn unknown_article(id: &str) -> JsValue {
    let mut message = String::from("the archive has no article \"");
    message.push_str(id);
    message.push('"');
    error("unknown-article", &message)
}

/// A pass that could not end. Bytes can be missing only where the archive is cut: everything else was fetched.
pub fn of_halt(halt: &Halt) -> JsValue {
    match halt {
        Halt::Failed(archive) => of_archive(archive),
        Halt::Needs(_) => error("truncated", "the archive lacks bytes that it refers to"),
    }
}
