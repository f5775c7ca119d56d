//! Errors as JavaScript knows them.

use crate::archive::ArchiveError;
use crate::archive::read::Halt;
use wasm_bindgen::JsValue;

/// An `Error` with a `code` beside its message.
pub fn error(code: &str, message: &str) -> JsValue {
    let error = js_sys::Error::new(message);
    // Setting a property of an object that was just made cannot fail.
    let _ = js_sys::Reflect::set(&error, &"code".into(), &code.into());
    error.into()
}

/// Texts one after the other.
pub fn joined(texts: &[&str]) -> String {
    let mut joined = String::new();
    texts.iter().for_each(|text| joined.push_str(text));
    joined
}

/// An archive that cannot be read.
pub fn of_archive(archive: &ArchiveError) -> JsValue {
    error(archive.code(), &archive.message())
}

/// An article that is asked for and not there.
pub fn unknown_article(id: &str) -> JsValue {
    error("unknown-article", &joined(&["the archive has no article \"", id, "\""]))
}

/// A pass that could not end. Bytes can be missing only where the archive is cut: everything else was fetched.
pub fn of_halt(halt: &Halt) -> JsValue {
    match halt {
        Halt::Failed(archive) => of_archive(archive),
        Halt::Needs(_) => error("truncated", "the archive lacks bytes that it refers to"),
    }
}
