//! The page of an article.

use super::data::{About, json_ld, open_graph};
use super::document::Document;
use super::html::{self, escaped};
use super::place::Place;
use super::words::Words;
use crate::cli::site::Look;
use newsprint::archive::card::Card;
use newsprint::article::Article;
use newsprint::view::{self, Page, Setting, article};
use std::rc::Rc;

/// Longest description in characters: search engines show less.
const DESCRIPTION: usize = 300;

/// An article, its card, and those of the articles before and after it by date.
pub struct Read<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its card.
    pub card: &'a Rc<Card>,
    /// Before and after.
    pub neighbours: [Option<&'a Rc<Card>>; 2],
}

/// The page as HTML.
pub fn page(read: &Read, look: &Look, place: &Place, words: &Words) -> String {
    let Read { article, card, .. } = read;
    let description: String = card.opening.chars().take(DESCRIPTION).collect();
    let canonical = place.canonical(&place.article(&article.id));
    let about = About { article, description: &description, site: look.title, address: &canonical, words: card.words };
    let head = format!(
        "{}<script type=\"application/ld+json\">{}</script>\n",
        open_graph(&about, place),
        json_ld(&about, place)
    );
    let title = match article.display_title() {
        headline if headline == look.title => headline.into(),
        headline => format!("{headline} – {}", look.title),
    };
    let content = content(read, place, words);
    let element = format!(
        "<newsprint-archive src=\"../archive/{}\"{} heading-level=\"1\" data-article=\"{}\" data-site=\"{}\"></newsprint-archive>\n",
        look.load.mark(),
        look.images(),
        escaped(&article.id),
        escaped(look.title)
    );
    let scripts = &["pages.js", "newsprint.js"];
    Document { title, description: description.clone(), canonical, head, content, element, scripts }
        .html(look, place, words)
}

/// What the element shows of an article, its way back included.
fn content(read: &Read, place: &Place, words: &Words) -> String {
    let mut page = Page::default();
    let (date, minutes) = (|iso: &str| words.date(iso), |minutes: u32| words.minutes(minutes));
    let setting = Setting { heading: 1, href: &inner, date: &date, minutes: &minutes, word: &|word| words.word(word) };
    let position = article::Place { words: read.card.words, neighbours: read.neighbours };
    view::article::article(&mut page, read.article, position, &setting);
    let (home, back) = (place.list(1), escaped(words.say("backToNewest")));
    format!(
        "<div class=\"reader\">\n<div class=\"back-bar\"><a class=\"back\" href=\"{home}\">{back}</a></div>\n<div class=\"page\">\n{}</div>\n</div>\n",
        html::write(&page, place, words)
    )
}

/// The address of an article as texts have it; what writes the page makes of it that of a page.
pub fn inner(id: &str) -> String {
    format!("#article={}", id.replace('%', "%25"))
}
