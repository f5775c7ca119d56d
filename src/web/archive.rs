//! Archives outside the wasm, of which the page fetches what a query needs.

use super::page::View;
use super::{errors, object, options};
use crate::archive::Extent;
use crate::archive::read::{Archive, Halt, Store};
use crate::search;
use crate::view::results::SearchResult;
use js_sys::{Array, Function, Promise, Uint8Array};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// An archive that is read in pieces.
#[wasm_bindgen(js_name = Archive)]
pub struct WebArchive {
    archive: RefCell<Archive>,
    read: Function,
}

#[wasm_bindgen(js_class = Archive)]
impl WebArchive {
    /// Opens the archive whose bytes `read` gives.
    #[wasm_bindgen(unchecked_return_type = "Archive")]
    pub async fn open(#[wasm_bindgen(unchecked_param_type = "ReadRange")] read: Function) -> Result<WebArchive, JsValue> {
        let mut store = Store::default();
        let root = loop {
            match store.root() {
                Ok(root) => break root,
                Err(Halt::Failed(error)) => return Err(errors::of_archive(&error)),
                Err(Halt::Needs(needs)) => {
                    for (asked, bytes) in fetch(&read, needs).await? {
                        store.insert(asked, bytes);
                    }
                }
            }
        };
        Ok(Self { archive: RefCell::new(Archive::new(store, root)), read })
    }

    /// Searches the archive, fetching what the query needs.
    #[wasm_bindgen(unchecked_return_type = "SearchResult")]
    pub async fn search(
        &self,
        query: String,
        #[wasm_bindgen(unchecked_param_type = "SearchOptions | undefined | null")] options: JsValue,
    ) -> Result<JsValue, JsValue> {
        let options = options::search(&options)?;
        let answer = self.drive(|archive| search::search(archive, &query, &options)).await?;
        object(&SearchResult::complete(&query, &answer))
    }

    /// Shows a list of results or an article in `target`, in place of what it holds, once everything is there.
    #[wasm_bindgen(unchecked_return_type = "SearchResult | ShownArticle")]
    pub async fn render(
        &self,
        target: web_sys::Element,
        #[wasm_bindgen(unchecked_param_type = "ListView | ArticleView")] view: JsValue,
    ) -> Result<JsValue, JsValue> {
        let view = View::read(&view)?;
        let page = self.drive(|archive| view.pass(archive)).await?;
        view.show(&target, &page)
    }

    /// Passes over the archive until nothing is missing.
    async fn drive<T>(&self, pass: impl Fn(&Archive) -> Result<T, Halt>) -> Result<T, JsValue> {
        loop {
            let halt = match pass(&self.archive.borrow()) {
                Ok(value) => return Ok(value),
                Err(halt) => halt,
            };
            let Halt::Needs(needs) = halt else {
                return Err(errors::of_halt(&halt));
            };
            for (asked, bytes) in fetch(&self.read, needs).await? {
                self.archive.borrow_mut().insert(asked, bytes);
            }
        }
    }
}

/// Reads all these ranges at once.
async fn fetch(read: &Function, needs: Vec<Extent>) -> Result<Vec<(Extent, Vec<u8>)>, JsValue> {
    let promises = Array::new();
    for extent in &needs {
        let (offset, length) = (extent.offset as f64, extent.length as f64);
        let promise = read.call2(&JsValue::NULL, &offset.into(), &length.into())?;
        promises.push(&promise);
    }
    let pieces: Array = JsFuture::from(Promise::all(&promises)).await?.unchecked_into();
    let bytes = |piece: JsValue| match piece.dyn_into::<Uint8Array>() {
        Ok(bytes) => Ok(bytes.to_vec()),
        Err(_) => Err(errors::error("read-failed", "read must give a Uint8Array")),
    };
    needs.into_iter().zip(pieces.iter()).map(|(extent, piece)| Ok((extent, bytes(piece)?))).collect()
}
