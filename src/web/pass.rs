//! One thing that is asked of an archive, in as many steps as it takes to fetch what it needs.

use super::archive::WebArchive;
use super::page::Request;
use super::{errors, glue};
use crate::archive::Extent;
use crate::archive::read::{Archive, Halt, Store};
use js_sys::Function;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// A question to an archive. Private to the package: `glue.js` calls it.
#[wasm_bindgen(skip_typescript)]
pub struct Pass(Question);

enum Question {
    Open { store: Store, read: Function },
    Of { archive: Rc<Archive>, request: Request },
}

impl Pass {
    /// Opens an archive.
    pub(super) fn open(read: Function) -> Self {
        Self(Question::Open { store: Store::default(), read })
    }

    /// Asks an open archive.
    pub(super) fn of(archive: &Rc<Archive>, request: Request) -> Self {
        Self(Question::Of { archive: archive.clone(), request })
    }
}

#[wasm_bindgen]
impl Pass {
    /// Tries with the bytes at hand: what was asked for, unless it tells `glue.js` of ranges that are missing.
    pub fn step(&mut self) -> Result<JsValue, JsValue> {
        let answer = match &mut self.0 {
            Question::Open { store, read } => store.root().map(|root| {
                let archive = Archive::new(core::mem::take(store), root);
                Ok(WebArchive::new(archive, read.clone()).into())
            }),
            Question::Of { archive, request } => request.pass(archive),
        };
        match answer {
            Ok(result) => result,
            Err(Halt::Needs(needs)) => {
                needs.iter().for_each(|need| glue::need(need.offset as f64, need.length as f64));
                Ok(JsValue::UNDEFINED)
            }
            Err(Halt::Failed(error)) => {
                if let Question::Of { archive, .. } = &self.0 {
                    archive.forget();
                }
                Err(errors::of_archive(&error))
            }
        }
    }

    /// Gives it a range that was missing.
    pub fn insert(&mut self, offset: f64, length: f64, bytes: Vec<u8>) {
        let asked = Extent { offset: offset as u64, length: length as u64 };
        match &mut self.0 {
            Question::Open { store, .. } => store.insert(asked, bytes),
            Question::Of { archive, .. } => archive.insert(asked, bytes),
        }
    }
}
