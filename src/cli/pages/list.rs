//! The pages that list the articles, newest first. The first of them is the site's own page.

use super::article::inner;
use super::document::Document;
use super::html::{self, escaped};
use super::place::{Depth, Place};
use super::words::Words;
use crate::cli::site::Look;
use newsprint::archive::card::Card;
use newsprint::search::{Answer, Hit, Marked};
use newsprint::view::{Page, Setting, list};
use std::rc::Rc;

/// Articles on a page: a hundred thousand make a thousand pages.
pub const PER_PAGE: u32 = 100;

/// Which of how many pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// From 1.
    pub number: u32,
    /// How many there are.
    pub of: u32,
    /// Articles on all of them.
    pub articles: u32,
}

/// The page with these cards as HTML.
pub fn page(cards: &[Rc<Card>], position: Position, look: &Look, place: &Place, words: &Words) -> String {
    let Position { number, .. } = position;
    let title = if number == 1 { look.title.into() } else { format!("{} – {number}", look.title) };
    let canonical = match (number, place.base) {
        (1, Some(base)) => base.into(),
        (_, _) => place.canonical(&place.list(number)),
    };
    let (element, scripts): (_, &[&str]) = match place.depth {
        Depth::Home => (
            format!("<newsprint-archive src=\"archive/{}\"{}></newsprint-archive>\n", look.load.mark(), look.images()),
            &["pages.js", "newsprint.js"],
        ),
        _ => (String::new(), &["newsprint-pieces.js"]),
    };
    Document {
        title,
        canonical,
        content: content(cards, position, look, place, words),
        element,
        scripts,
        ..Document::default()
    }
    .html(look, place, words)
}

/// What the element shows of a list, and the way to the other pages.
fn content(cards: &[Rc<Card>], position: Position, look: &Look, place: &Place, words: &Words) -> String {
    let mut page = Page::default();
    let (date, minutes) = (|iso: &str| words.date(iso), |minutes: u32| words.minutes(minutes));
    let heading = if place.depth == Depth::Home { 2 } else { 1 };
    let setting =
        Setting { heading: heading + 1, href: &inner, date: &date, minutes: &minutes, word: &|word| words.word(word) };
    list::list(&mut page, &Answer { hits: cards.iter().map(hit).collect(), ..Answer::default() }, &setting);
    // Above the first list stands what narrows it, once scripts run; above the others a field that leads there.
    let (above, tools) = match place.depth {
        Depth::Home => (String::new(), "<div class=\"tools\"></div>\n"),
        _ => {
            let mark = look.load.mark();
            (format!("<newsprint-search src=\"../../archive/{mark}\" href=\"../../\"></newsprint-search>\n"), "")
        }
    };
    let (title, view) = (escaped(words.say("newest")), if position.number == 1 { "newest" } else { "results" });
    format!(
        "{above}<section class=\"listing\" data-view=\"{view}\" aria-labelledby=\"listing-title\">\n{tools}\
         <div class=\"listing-header\"><h{heading} class=\"listing-title\" id=\"listing-title\">{title}</h{heading}>\
         <p class=\"count\">{}</p></div>\n<div class=\"listing-body\">\n{}</div>\n{}</section>\n",
        position.articles,
        html::write(&page, place, words),
        ways(position, place, words)
    )
}

/// Links to other pages of the list, by their numbers, which need no words.
fn ways(Position { number, of, .. }: Position, place: &Place, words: &Words) -> String {
    let mut shown = vec![1, number.saturating_sub(1), number, number + 1, of];
    shown.retain(|other| (1..=of).contains(other));
    shown.dedup();
    if shown.len() < 2 {
        return String::new();
    }
    let way = |other: &u32| match *other {
        other if other == number => format!("<span class=\"way\" aria-current=\"page\">{other}</span>"),
        other => {
            let rel = match other {
                other if other + 1 == number => " rel=\"prev\"",
                other if other == number + 1 => " rel=\"next\"",
                _ => "",
            };
            format!("<a class=\"way\" href=\"{}\"{rel}>{other}</a>", place.list(other))
        }
    };
    let links: Vec<String> = shown.iter().map(way).collect();
    format!("<nav class=\"ways\" aria-label=\"{}\">{}</nav>\n", escaped(words.say("neighbours")), links.join(" "))
}

/// What a list shows of an article that nothing was searched for in.
fn hit(card: &Rc<Card>) -> Hit {
    let unmarked = |text: &str| Marked { text: text.into(), marks: Vec::new() };
    Hit { article: 0, score: 0.0, title: unmarked(&card.title), snippet: unmarked(&card.opening), card: card.clone() }
}
