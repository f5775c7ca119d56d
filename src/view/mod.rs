//! What the page shows, as data: the elements of a list of results or of an article.
//!
//! Pure: the same [`Page`] becomes DOM nodes in the browser and is tested natively. It holds only elements, attributes
//! and parts that are named in this module's code; what comes from articles is text, or an address that [`safe`] let
//! through. So no article can bring markup into the page.

mod address;
pub mod article;
pub mod inline;
pub mod list;
pub mod results;
mod value;

use crate::article::Dir;

pub use address::safe;
pub use value::Value;

/// A part of the page, as its pieces in the order in which they are written. A list of pieces and not a tree of vectors:
/// it takes a third less of what ships.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The pieces; every [`Piece::Open`] has its [`Piece::Close`].
    pub pieces: Vec<Piece>,
}

/// A piece of a [`Page`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// An element with this tag begins.
    Open(&'static str),
    /// The element that began last has an attribute.
    Attribute(&'static str, String),
    /// A text in the element that is open.
    Text(String),
    /// The element that is open ends.
    Close,
}

impl Page {
    /// Begins an element with this tag and part (none if empty). Who opens it closes it: closures for what elements hold
    /// would make sure of that, but cost the widget 0.6 kB of what ships.
    pub fn open(&mut self, tag: &'static str, part: &'static str) {
        self.pieces.push(Piece::Open(tag));
        if !part.is_empty() {
            self.attribute("part", part);
        }
    }

    /// Ends the element that was opened last.
    pub fn close(&mut self) {
        self.pieces.push(Piece::Close);
    }

    /// Names the element that was opened last as a property of the item around it (microdata).
    fn property(&mut self, name: &'static str) {
        self.attribute("itemprop", name);
    }

    /// Makes the element that was opened last an item, of a type of schema.org.
    fn item(&mut self, address: &'static str) {
        self.attribute("itemscope", "");
        self.attribute("itemtype", address);
    }

    /// An attribute of the element that was opened last, before any content.
    pub fn attribute(&mut self, name: &'static str, value: &str) {
        self.pieces.push(Piece::Attribute(name, value.into()));
    }

    /// A text, if there is any.
    pub fn text(&mut self, text: &str) {
        if !text.is_empty() {
            self.pieces.push(Piece::Text(text.into()));
        }
    }

    /// An element that holds a text and nothing else.
    pub fn leaf(&mut self, tag: &'static str, part: &'static str, text: &str) {
        self.open(tag, part);
        self.text(text);
        self.close();
    }

    /// An element that holds a name, isolated from the direction of the text around it; none if there is no name.
    pub fn name(&mut self, tag: &'static str, part: &'static str, name: &str) {
        if !name.is_empty() {
            self.open(tag, part);
            self.leaf("bdi", "", name);
            self.close();
        }
    }

    /// Language and direction of the element that was opened last.
    fn language(&mut self, lang: &str, dir: Option<Dir>) {
        if !lang.is_empty() {
            self.attribute("lang", lang);
        }
        self.attribute("dir", dir.map_or("auto", Dir::name));
    }
}

/// Headings of this level: 1 to 6, whatever was asked for.
pub(crate) fn heading(level: u32) -> &'static str {
    match level {
        0 | 1 => "h1",
        2 => "h2",
        3 => "h3",
        4 => "h4",
        5 => "h5",
        _ => "h6",
    }
}

/// Words of the interface that a page contains, so that a page can give them in its reader's language; by their number
/// in `glue.js`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// Before the title of the article before.
    Previous = 1,
    /// Before the title of the article after.
    Next,
    /// Before the titles of related articles.
    Related,
    /// Name of the navigation that holds them.
    Neighbours,
    /// Before who made a picture.
    Credit,
    /// Name of the tags.
    Tags,
    /// Before the outlet or agency.
    Source,
    /// Link to the article's own page.
    Original,
    /// Name of a table that can be scrolled.
    Table,
}

/// Words that a person reads in a minute (mean of 190 studies, silent reading of English non-fiction: Brysbaert, How
/// many words do we read per minute?, Journal of Memory and Language 109, 2019).
const WORDS_A_MINUTE: u32 = 238;

/// How a date, the reading time and addresses are shown: what the page decides.
pub struct Setting<'a> {
    /// Level of the heading of a hit or of the article.
    pub heading: u32,
    /// Address of an article in the page, by id.
    pub href: &'a dyn Fn(&str) -> String,
    /// A date for people, from ISO 8601.
    pub date: &'a dyn Fn(&str) -> String,
    /// A reading time for people, from minutes.
    pub minutes: &'a dyn Fn(u32) -> String,
    /// Words of the interface.
    pub word: &'a dyn Fn(Word) -> String,
}

impl Setting<'_> {
    /// The meta line: date, place and reading time, as far as they are known.
    fn meta(&self, page: &mut Page, date: &str, place: &str, words: u32) {
        let minutes = (words + WORDS_A_MINUTE / 2) / WORDS_A_MINUTE;
        if date.is_empty() && place.is_empty() && minutes == 0 {
            return;
        }
        page.open("p", "meta");
        if !date.is_empty() {
            page.open("time", "date");
            page.attribute("datetime", date);
            page.text(&(self.date)(date));
            page.close();
        }
        page.name("span", "place", place);
        if minutes > 0 {
            page.leaf("span", "length", &(self.minutes)(minutes));
        }
        page.close();
    }
}

#[cfg(test)]
pub(crate) mod dump {
    //! A page as lines, for tests that a person can read.

    use super::*;

    /// One line a piece, indented: `tag.part[name=value]`, `"text"`.
    pub(crate) fn lines(page: &Page) -> String {
        let (mut out, mut depth) = (String::new(), 0);
        for piece in &page.pieces {
            match piece {
                Piece::Open(tag) => {
                    out.push_str(&format!("\n{}{tag}", "  ".repeat(depth)));
                    depth += 1;
                }
                Piece::Attribute("part", value) => out.push_str(&format!(".{value}")),
                Piece::Attribute(name, value) => out.push_str(&format!("[{name}={value}]")),
                Piece::Text(text) => out.push_str(&format!("\n{}{text:?}", "  ".repeat(depth))),
                Piece::Close => depth -= 1,
            }
        }
        assert_eq!(depth, 0, "every element ends");
        out.trim_start().into()
    }

    /// What `show` writes, in a setting that shows everything as it is.
    pub(crate) fn shown(show: impl FnOnce(&mut Page, &Setting<'_>)) -> String {
        let (href, date) = (|id: &str| format!("#article={id}"), |date: &str| date.to_string());
        let minutes = |minutes: u32| format!("{minutes} min read");
        let word = |word: Word| format!("{word:?}");
        let setting = Setting { heading: 2, href: &href, date: &date, minutes: &minutes, word: &word };
        let mut page = Page::default();
        show(&mut page, &setting);
        lines(&page)
    }
}
