//! The corpus that lies in the wasm itself.

use super::page::{self, View};
use super::{errors, object, options};
use crate::archive::read::{Archive, Halt};
use crate::search::{self, Answer};
use crate::view::results;
use std::cell::OnceCell;
use wasm_bindgen::prelude::*;

/// The archive that `build.rs` packed from `seeds/`.
const CORPUS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/corpus.newsprint"));

thread_local! {
    static ARCHIVE: OnceCell<Archive> = const { OnceCell::new() };
}

/// Runs `pass` over the embedded archive, opened at its first use.
fn with_archive<T>(pass: impl FnOnce(&Archive) -> Result<T, JsValue>) -> Result<T, JsValue> {
    ARCHIVE.with(|cell| match cell.get() {
        Some(archive) => pass(archive),
        None => {
            let archive = Archive::whole(CORPUS).map_err(|error| errors::of_archive(&error))?;
            pass(cell.get_or_init(|| archive))
        }
    })
}

/// Searches the embedded corpus. An empty query finds every article, newest first.
#[wasm_bindgen(unchecked_return_type = "SearchResult")]
pub fn search(
    #[wasm_bindgen(unchecked_param_type = "string")] query: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "SearchOptions | null")] options: JsValue,
) -> Result<JsValue, JsValue> {
    let (query, options) = (options::query(&query)?, options::search(&options)?);
    with_archive(|archive| match search::search(archive, &query, &options) {
        Ok(answer) => object(&results::answer(&query, &answer, &[])),
        Err(Halt::Needs(needs)) => object(&results::answer(&query, &Answer::default(), &needs)),
        Err(Halt::Failed(error)) => Err(errors::of_archive(&error)),
    })
}

/// The articles of the embedded corpus that are related to one.
#[wasm_bindgen(unchecked_return_type = "RelatedResult")]
pub fn related(
    #[wasm_bindgen(unchecked_param_type = "string")] id: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "RelatedOptions | null")] options: JsValue,
) -> Result<JsValue, JsValue> {
    let (id, limit) = (options::query(&id)?, options::limit(&options)?);
    with_archive(|archive| match page::related(archive, &id, limit) {
        Ok(related) => related,
        Err(halt) => Err(errors::of_halt(&halt)),
    })
}

/// Shows a list of results or an article of the embedded corpus in `target`, in place of what it holds.
#[wasm_bindgen(unchecked_return_type = "SearchResult | ShownArticle")]
pub fn render(
    target: &web_sys::Element,
    #[wasm_bindgen(unchecked_param_type = "ListView | ArticleView")] view: JsValue,
) -> Result<JsValue, JsValue> {
    let view = View::read(&view)?;
    with_archive(|archive| {
        let page = view.pass(archive).map_err(|halt| errors::of_halt(&halt))?;
        view.show(target, &page)
    })
}
