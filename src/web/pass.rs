//! One thing that is asked of an archive, in as many steps as it takes to fetch what it needs.

use super::archive::WebArchive;
use super::page::{self, View};
use super::{errors, object, options};
use crate::archive::Extent;
use crate::archive::read::{Archive, Halt, Store};
use crate::search::{self, Options};
use crate::view::results;
use js_sys::{Function, Promise, Uint8Array};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/web/drive.js")]
extern "C" {
    /// Steps through `pass` until it has its result.
    #[wasm_bindgen(js_name = drive)]
    fn drive_pass(read: &Function, pass: JsValue) -> Promise;
}

/// The promise of what `pass` asks for.
pub fn drive(read: &Function, pass: Pass) -> Promise {
    drive_pass(read, pass.into())
}

/// A question to an archive. Private to the package: `drive.js` calls it.
#[wasm_bindgen(skip_typescript)]
pub struct Pass {
    question: Question,
    result: JsValue,
}

enum Question {
    Open { store: Store, read: Function },
    Of { archive: Rc<RefCell<Archive>>, request: Request },
}

/// What an open archive is asked for.
pub enum Request {
    /// A search.
    Search {
        /// What is searched for.
        query: String,
        /// How.
        options: Options,
    },
    /// The articles that are related to one.
    Related {
        /// That one.
        id: String,
        /// Most articles.
        limit: u32,
    },
    /// To show a view.
    Render {
        /// Where.
        target: web_sys::Element,
        /// What.
        view: View,
    },
}

impl Request {
    /// A search, as JavaScript asks for it.
    pub fn search(query: &JsValue, options: &JsValue) -> Result<Self, JsValue> {
        Ok(Self::Search { query: options::query(query)?, options: options::search(options)? })
    }

    /// Related articles, likewise.
    pub fn related(id: &JsValue, options: &JsValue) -> Result<Self, JsValue> {
        Ok(Self::Related { id: options::query(id)?, limit: options::limit(options)? })
    }

    /// A view, likewise.
    pub fn render(target: web_sys::Element, view: &JsValue) -> Result<Self, JsValue> {
        Ok(Self::Render { target, view: View::read(view)? })
    }

    /// One pass over the archive.
    pub fn pass(&self, archive: &Archive) -> Result<Result<JsValue, JsValue>, Halt> {
        match self {
            Self::Search { query, options } => {
                search::search(archive, query, options).map(|answer| object(&results::answer(query, &answer, &[])))
            }
            Self::Related { id, limit } => page::related(archive, id, *limit),
            Self::Render { target, view } => view.pass(archive).map(|page| view.show(target, &page)),
        }
    }
}

impl Pass {
    /// Opens an archive.
    pub(super) fn open(read: Function) -> Self {
        Self::new(Question::Open { store: Store::default(), read })
    }

    /// Asks an open archive.
    pub(super) fn of(archive: &Rc<RefCell<Archive>>, request: Request) -> Self {
        Self::new(Question::Of { archive: archive.clone(), request })
    }

    fn new(question: Question) -> Self {
        Self { question, result: JsValue::UNDEFINED }
    }
}

#[wasm_bindgen]
impl Pass {
    /// Tries with the bytes at hand: the ranges that are missing, offset and length by turns; undefined when done.
    pub fn step(&mut self) -> Result<Option<Vec<f64>>, JsValue> {
        let answer = match &mut self.question {
            Question::Open { store, read } => store.root().map(|root| {
                let archive = Archive::new(core::mem::take(store), root);
                Ok(WebArchive::new(archive, read.clone()).into())
            }),
            Question::Of { archive, request } => request.pass(&archive.borrow()),
        };
        match answer {
            Ok(result) => {
                self.result = result?;
                Ok(None)
            }
            Err(Halt::Needs(needs)) => {
                let mut ranges = Vec::new();
                for need in needs {
                    ranges.extend([need.offset as f64, need.length as f64]);
                }
                Ok(Some(ranges))
            }
            Err(Halt::Failed(error)) => {
                if let Question::Of { archive, .. } = &self.question {
                    archive.borrow_mut().forget();
                }
                Err(errors::of_archive(&error))
            }
        }
    }

    /// Gives it a range that was missing.
    pub fn insert(&mut self, offset: f64, length: f64, bytes: JsValue) -> Result<(), JsValue> {
        let asked = Extent { offset: offset as u64, length: length as u64 };
        let bytes = bytes.dyn_into::<Uint8Array>().map(|bytes| bytes.to_vec());
        let bytes = bytes.map_err(|_| errors::error("read-failed", "read must give a Uint8Array"))?;
        match &mut self.question {
            Question::Open { store, .. } => store.insert(asked, bytes),
            Question::Of { archive, .. } => archive.borrow_mut().insert(asked, bytes),
        }
        Ok(())
    }

    /// What was asked for, once a step had nothing missing.
    pub fn result(&mut self) -> JsValue {
        core::mem::take(&mut self.result)
    }
}
