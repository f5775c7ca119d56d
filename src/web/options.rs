//! Options from JavaScript objects, read by hand: deriving it would cost 16 kB of what ships.

use super::errors::{error, joined};
use crate::digits;
use crate::search::{Options, Sort};
use crate::view::Strings;
use js_sys::{Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Most hits on a page.
const MAX_LIMIT: u32 = 1000;
/// Related articles, unless the page asks for more or less.
const RELATED: u32 = 5;

/// The object's own property `name`; undefined where there is none or no object. What a page put into
/// `Object.prototype` is no option.
pub fn property(object: &JsValue, name: &str) -> JsValue {
    let name = JsValue::from(name);
    match object.dyn_ref::<Object>() {
        Some(owner) if Object::has_own(owner, &name) => Reflect::get(object, &name).unwrap_or(JsValue::UNDEFINED),
        _ => JsValue::UNDEFINED,
    }
}

/// A query, which must be a text.
pub fn query(value: &JsValue) -> Result<String, JsValue> {
    value.as_string().ok_or_else(|| error("bad-argument", "a query must be a string"))
}

/// A number that is a whole one, not negative; anything else is a bad argument.
fn whole(object: &JsValue, name: &str, default: u32) -> Result<u32, JsValue> {
    let value = property(object, name);
    if value.is_undefined() || value.is_null() {
        return Ok(default);
    }
    let number = value.as_f64().filter(|number| *number >= 0.0 && number.trunc() == *number);
    let number =
        number.ok_or_else(|| error("bad-argument", &joined(&[name, " must be a whole number of 0 or more"])))?;
    Ok(number as u32)
}

/// A choice between yes and no.
fn yes(object: &JsValue, name: &str, default: bool) -> bool {
    property(object, name).as_bool().unwrap_or(default)
}

/// How many related articles are asked for.
pub fn limit(object: &JsValue) -> Result<u32, JsValue> {
    Ok(whole(object, "limit", RELATED)?.min(MAX_LIMIT))
}

/// The options of a search.
pub fn search(object: &JsValue) -> Result<Options, JsValue> {
    let default = Options::default();
    let sort = property(object, "sort");
    let sort = match sort.as_string().as_deref() {
        Some("relevance") => Sort::Relevance,
        None if sort.is_undefined() || sort.is_null() => Sort::Relevance,
        Some("newest") => Sort::Newest,
        Some("oldest") => Sort::Oldest,
        _ => return Err(error("bad-argument", "sort must be 'relevance', 'newest' or 'oldest'")),
    };
    Ok(Options {
        limit: whole(object, "limit", default.limit)?.min(MAX_LIMIT),
        offset: whole(object, "offset", default.offset)?,
        prefix: yes(object, "prefix", default.prefix),
        correct: yes(object, "correct", default.correct),
        facets: yes(object, "facets", default.facets),
        recency: whole(object, "recency", default.recency)?,
        sort,
        ..default
    })
}

/// The level of headings.
pub fn heading(object: &JsValue, default: u32) -> Result<u32, JsValue> {
    whole(object, "heading_level", default)
}

/// The page's own way of writing dates, if it gives one.
pub fn date(object: &JsValue) -> impl Fn(&str) -> String {
    let format = property(object, "date").dyn_into::<Function>().ok();
    move |iso| {
        let shown = format.as_ref().and_then(|format| format.call1(&JsValue::NULL, &iso.into()).ok());
        shown.and_then(|shown| shown.as_string()).unwrap_or_else(|| iso.into())
    }
}

/// The page's own way of writing reading times; in English if it gives none.
pub fn minutes(object: &JsValue) -> impl Fn(u32) -> String {
    let format = property(&property(object, "strings"), "minutes").dyn_into::<Function>().ok();
    move |minutes| {
        let shown = format.as_ref().and_then(|format| format.call1(&JsValue::NULL, &minutes.into()).ok());
        shown.and_then(|shown| shown.as_string()).unwrap_or_else(|| joined(&[&digits::text(minutes), " min read"]))
    }
}

/// Addresses of articles in the page.
pub fn href(object: &JsValue) -> impl Fn(&str) -> String {
    let before = property(object, "href").as_string().unwrap_or_else(|| "#article=".into());
    move |id| joined(&[&before, &String::from(js_sys::encode_uri_component(id))])
}

/// The words of the interface, as far as the page gives them.
pub fn strings(object: &JsValue) -> Strings {
    let given = property(object, "strings");
    let mut strings = Strings::default();
    let named = [
        ("previous", &mut strings.previous),
        ("next", &mut strings.next),
        ("related", &mut strings.related),
        ("neighbours", &mut strings.neighbours),
        ("credit", &mut strings.credit),
        ("tags", &mut strings.tags),
        ("source", &mut strings.source),
        ("original", &mut strings.original),
        ("table", &mut strings.table),
    ];
    for (name, string) in named {
        if let Some(given) = property(&given, name).as_string() {
            *string = given;
        }
    }
    strings
}
