//! The corpus that lies in the wasm itself.

use super::page::{Kind, Request};
use super::{errors, object};
use crate::archive::read::{Archive, Halt};
use crate::search::Answer;
use crate::view::results;
use std::cell::OnceCell;
use wasm_bindgen::prelude::*;

/// The archive that `build.rs` packed from `seeds/`.
const CORPUS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/corpus.newsprint"));

thread_local! {
    static ARCHIVE: OnceCell<Archive> = const { OnceCell::new() };
}

/// Asks the embedded archive, which is opened at its first use. One function for all that ask: inlined into each, it
/// would ship four times.
#[inline(never)]
fn ask(kind: Kind, subject: &JsValue, options: &JsValue) -> Result<JsValue, JsValue> {
    let request = &Request::read(kind, subject, options)?;
    ARCHIVE.with(|cell| match cell.get() {
        Some(archive) => answer(archive, request),
        None => {
            let archive = Archive::whole(CORPUS).map_err(|error| errors::of_archive(&error))?;
            answer(cell.get_or_init(|| archive), request)
        }
    })
}

/// One pass, as there is nothing to fetch: a search that lacks ranges says which.
fn answer(archive: &Archive, request: &Request) -> Result<JsValue, JsValue> {
    match (request.pass(archive), request.query()) {
        (Ok(result), _) => result,
        (Err(Halt::Needs(needs)), Some(query)) => Ok(object(&results::answer(query, &Answer::default(), &needs))),
        (Err(halt), _) => Err(errors::of_halt(&halt)),
    }
}

/// Searches the embedded corpus. An empty query finds every article, newest first.
#[wasm_bindgen(unchecked_return_type = "SearchResult")]
pub fn search(
    #[wasm_bindgen(unchecked_param_type = "string")] query: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "SearchOptions | null")] options: JsValue,
) -> Result<JsValue, JsValue> {
    ask(Kind::Search, &query, &options)
}

/// The articles of the embedded corpus that are related to one.
#[wasm_bindgen(unchecked_return_type = "RelatedResult")]
pub fn related(
    #[wasm_bindgen(unchecked_param_type = "string")] id: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "RelatedOptions | null")] options: JsValue,
) -> Result<JsValue, JsValue> {
    ask(Kind::Related, &id, &options)
}

/// Where a text of an article holds what a query finds.
#[wasm_bindgen(unchecked_return_type = "Mark[]")]
pub fn marks(
    #[wasm_bindgen(unchecked_param_type = "string")] query: JsValue,
    #[wasm_bindgen(unchecked_param_type = "MarkOptions")] options: JsValue,
) -> Result<JsValue, JsValue> {
    ask(Kind::Marks, &query, &options)
}

/// Shows a list of results or an article of the embedded corpus in `target`, in place of what it holds.
#[wasm_bindgen(unchecked_return_type = "SearchResult | ShownArticle")]
pub fn render(
    target: &web_sys::Element,
    #[wasm_bindgen(unchecked_param_type = "ListView | ArticleView")] view: JsValue,
) -> Result<JsValue, JsValue> {
    ask(Kind::List, target, &view)
}
