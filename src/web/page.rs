//! What an archive is asked for, what it gives, and showing that.

use super::{dom, errors, glue, object};
use crate::archive::card::Card;
use crate::archive::read::{Archive, Halt};
use crate::article::Article;
use crate::search::{self, Answer, Options, Sort};
use crate::view::{Page, Setting, article, list, results};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};

/// What is asked for, by its number in `glue.js`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A search.
    Search = 0,
    /// Related articles.
    Related = 1,
    /// A list of results, shown.
    List = 2,
    /// Where a text of an article holds a query.
    Marks = 3,
    /// An article, shown.
    Article = 4,
}

/// What an archive is asked for.
pub struct Request {
    kind: Kind,
    /// The query, or the article's id.
    text: String,
    options: Options,
    /// Level of headings.
    heading: u32,
    /// The object that says how things are shown.
    asked: JsValue,
    /// Where they are shown, if they are.
    target: JsValue,
}

impl Request {
    /// Reads what JavaScript asks for. What is to be shown is read as [`Kind::List`], and may be an article.
    pub fn read(kind: Kind, subject: &JsValue, options: &JsValue) -> Result<Self, JsValue> {
        let asked = glue::read(kind as u32, subject, options);
        let [kind, heading, limit, offset, recency, sort, prefix, correct, facets, exact] = glue::numbers(&asked)[..]
        else {
            return Err(asked);
        };
        let kinds = [Kind::Search, Kind::Related, Kind::List, Kind::Marks, Kind::Article];
        let kind = kinds[kind.min(4) as usize];
        let sort = [Sort::Relevance, Sort::Newest, Sort::Oldest, Sort::Relevance][sort as usize & 3];
        let (prefix, correct, facets, exact) = (prefix > 0, correct > 0, facets > 0, exact > 0);
        let options = Options { limit, offset, recency, sort, prefix, correct, facets, exact, ..Options::default() };
        Ok(Self { kind, text: glue::text(&asked, 0), options, heading, asked, target: subject.clone() })
    }

    /// What JavaScript knows of it.
    pub fn asked(&self) -> &JsValue {
        &self.asked
    }

    /// The query of a search that shows nothing.
    pub fn query(&self) -> Option<&str> {
        (self.kind == Kind::Search).then_some(&self.text)
    }

    /// One pass over the archive.
    pub fn pass(&self, archive: &Archive) -> Result<Result<JsValue, JsValue>, Halt> {
        match self.kind {
            Kind::Search | Kind::List => self.search(archive),
            Kind::Related | Kind::Article | Kind::Marks => match archive.by_id(&self.text)? {
                None => Ok(Err(errors::unknown_article(&self.text))),
                Some((number, found)) => self.of_article(archive, number, found),
            },
        }
    }

    /// What is asked of the article with this number.
    fn of_article(&self, archive: &Archive, number: u32, found: &Article) -> Result<Result<JsValue, JsValue>, Halt> {
        if self.kind == Kind::Related {
            let related = search::related(archive, number, self.options.limit)?;
            return Ok(Ok(object(&results::related(&related))));
        }
        if self.kind == Kind::Marks {
            let (query, text) = (glue::text(&self.asked, 1), glue::text(&self.asked, 2));
            let marked = search::marks(archive, &query, &self.options, number, &text)?;
            return Ok(Ok(object(&results::marks(&marked))));
        }
        let words = archive.card(number).map_or(0, |card| card.words);
        let place = article::Place { words, neighbours: by_date(archive, number) };
        archive.settle()?;
        let shown = self.show(&|page, setting| article::article(page, found, place, setting));
        Ok(shown.map(|()| object(&results::article(found))))
    }

    /// Searches, and shows the hits if they are to be shown.
    fn search(&self, archive: &Archive) -> Result<Result<JsValue, JsValue>, Halt> {
        let answer: Answer = search::search(archive, &self.text, &self.options)?;
        let shown = match self.kind {
            Kind::List => self.show(&|page, setting| list::list(page, &answer, setting)),
            _ => Ok(()),
        };
        Ok(shown.map(|()| object(&results::answer(&self.text, &answer, &[]))))
    }

    /// Shows what `show` writes, in the setting that is asked for.
    fn show(&self, show: &dyn Fn(&mut Page, &Setting<'_>)) -> Result<(), JsValue> {
        let asked = &self.asked;
        let setting = Setting {
            heading: self.heading,
            href: &|id| glue::href(asked, id),
            date: &|iso| glue::date(asked, iso),
            minutes: &|minutes| glue::minutes(asked, minutes),
            word: &|word| glue::text(asked, word as u32),
        };
        let mut page = Page::default();
        show(&mut page, &setting);
        dom::show(self.target.unchecked_ref(), &page)
    }
}

/// The cards of the articles before and after the one with this number: those with a date come first, the newest at 0.
fn by_date(archive: &Archive, number: u32) -> [Option<&Rc<Card>>; 2] {
    let dated = archive.root().dated;
    let before = if number + 1 < dated { archive.card(number + 1) } else { None };
    let after = if number > 0 && number < dated { archive.card(number - 1) } else { None };
    [before, after]
}
