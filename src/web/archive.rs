//! Archives outside the wasm, of which the page fetches what a query needs.

use super::glue::{drive, fail};
use super::page::{Kind, Request};
use super::pass::Pass;
use crate::archive::read::Archive;
use js_sys::{Function, Promise};
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// An archive that is read in pieces.
#[wasm_bindgen(js_name = Archive)]
pub struct WebArchive {
    archive: Rc<Archive>,
    read: Function,
}

#[wasm_bindgen(js_class = Archive)]
impl WebArchive {
    /// Opens the archive whose bytes `read` gives.
    #[wasm_bindgen(unchecked_return_type = "Promise<Archive>")]
    pub fn open(#[wasm_bindgen(unchecked_param_type = "ReadRange")] read: Function) -> Promise {
        drive(&read, Pass::open(read.clone()).into(), &JsValue::UNDEFINED)
    }

    /// Searches the archive, fetching what the query needs.
    #[wasm_bindgen(unchecked_return_type = "Promise<SearchResult>")]
    pub fn search(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] query: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "SearchOptions | null")] options: JsValue,
    ) -> Promise {
        self.ask(Kind::Search, &query, &options)
    }

    /// The articles that are related to one, with the reason.
    #[wasm_bindgen(unchecked_return_type = "Promise<RelatedResult>")]
    pub fn related(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] id: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RelatedOptions | null")] options: JsValue,
    ) -> Promise {
        self.ask(Kind::Related, &id, &options)
    }

    /// Where a text of an article holds what a query finds.
    #[wasm_bindgen(unchecked_return_type = "Promise<Mark[]>")]
    pub fn marks(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] query: JsValue,
        #[wasm_bindgen(unchecked_param_type = "MarkOptions")] options: JsValue,
    ) -> Promise {
        self.ask(Kind::Marks, &query, &options)
    }

    /// Shows a list of results or an article in `target`, in place of what it holds, once everything is there.
    #[wasm_bindgen(unchecked_return_type = "Promise<SearchResult | ShownArticle>")]
    pub fn render(
        &self,
        target: web_sys::Element,
        #[wasm_bindgen(unchecked_param_type = "ListView | ArticleView")] view: JsValue,
    ) -> Promise {
        self.ask(Kind::List, &target, &view)
    }
}

impl WebArchive {
    /// An archive that is open.
    pub(super) fn new(archive: Archive, read: Function) -> Self {
        Self { archive: Rc::new(archive), read }
    }

    fn ask(&self, kind: Kind, subject: &JsValue, options: &JsValue) -> Promise {
        match Request::read(kind, subject, options) {
            Ok(request) => {
                let asked = request.asked().clone();
                drive(&self.read, Pass::of(&self.archive, request).into(), &asked)
            }
            Err(error) => fail(error),
        }
    }
}
