//! What `render` is asked for, what the archive gives for it, and showing that.

use super::{dom, errors, object, options};
use crate::archive::read::{Archive, Halt};
use crate::article::Article;
use crate::search::{self, Answer, Options};
use crate::view::{self, Setting, article, list, results};
use wasm_bindgen::JsValue;

/// Levels of the headings of hits and of articles, where the page asks for none.
const HIT_LEVEL: u32 = 3;
const ARTICLE_LEVEL: u32 = 2;

/// A `ListView` or an `ArticleView`: what is to be shown, and the object that says how.
pub struct View {
    subject: Subject,
    object: JsValue,
}

enum Subject {
    List { query: String, options: Options },
    Article { id: String },
}

/// What the archive gave for a view.
pub enum Found<'a> {
    /// A query and its hits.
    List(String, Answer),
    /// An article, and how many words it has.
    Article(&'a Article, u32),
    /// No article has this id.
    Unknown(String),
}

/// One pass over the archive for the articles that are related to one; the object that describes them.
pub fn related(archive: &Archive, id: &str, limit: u32) -> Result<Result<JsValue, JsValue>, Halt> {
    let Some((number, _)) = archive.by_id(id)? else {
        return Ok(Err(errors::unknown_article(id)));
    };
    let related = search::related(archive, number, limit)?;
    Ok(object(&results::related(&related)))
}

impl View {
    /// Reads a view.
    pub fn read(object: &JsValue) -> Result<Self, JsValue> {
        let text = |name| options::property(object, name).as_string();
        let subject = match (text("article"), text("query")) {
            (Some(id), _) => Subject::Article { id },
            (None, Some(query)) => Subject::List { query, options: options::search(object)? },
            (None, None) => return Err(errors::error("bad-argument", "a view has an article or a query, as text")),
        };
        Ok(Self { subject, object: object.clone() })
    }

    /// One pass over the archive.
    pub fn pass<'a>(&self, archive: &'a Archive) -> Result<Found<'a>, Halt> {
        match &self.subject {
            Subject::List { query, options } => {
                search::search(archive, query, options).map(|answer| Found::List(query.clone(), answer))
            }
            Subject::Article { id } => {
                let Some((number, article)) = archive.by_id(id)? else {
                    return Ok(Found::Unknown(id.clone()));
                };
                let words = archive.card(number).map_or(0, |card| card.words);
                archive.settle()?;
                Ok(Found::Article(article, words))
            }
        }
    }

    /// Shows what was found in `target`; gives the object that describes it.
    pub fn show(&self, target: &web_sys::Element, found: &Found<'_>) -> Result<JsValue, JsValue> {
        match found {
            Found::List(query, answer) => {
                let page = self.page(HIT_LEVEL, &|page, setting| list::list(page, answer, setting))?;
                dom::show(target, &page)?;
                object(&results::answer(query, answer, &[]))
            }
            Found::Article(found, words) => {
                let page = self.page(ARTICLE_LEVEL, &|page, setting| article::article(page, found, *words, setting))?;
                dom::show(target, &page)?;
                object(&results::article(found))
            }
            Found::Unknown(id) => Err(errors::unknown_article(id)),
        }
    }

    /// What `show` writes, in the setting that the view asks for.
    fn page(&self, level: u32, show: &dyn Fn(&mut view::Page, &Setting<'_>)) -> Result<view::Page, JsValue> {
        let object = &self.object;
        let (href, date, strings) = (options::href(object), options::date(object), options::strings(object));
        let (heading, minutes) = (options::heading(object, level)?, options::minutes(object));
        let mut page = view::Page::default();
        show(&mut page, &Setting { heading, href: &href, date: &date, minutes: &minutes, strings: &strings });
        Ok(page)
    }
}
