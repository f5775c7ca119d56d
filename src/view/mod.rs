//! What the page shows, as data: a tree of elements for a list of results or for an article.
//!
//! Pure: the same tree becomes DOM nodes in the browser and is tested natively. It holds only elements, attributes and
//! parts that are named in this module's code; what comes from articles is text, or an address that [`address`] let
//! through. So no article can bring markup into the page.

mod address;
pub mod article;
pub mod inline;
pub mod list;
pub mod results;

pub use address::safe;

/// A node of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// A text.
    Text(String),
    /// An element.
    Element(Element),
}

/// An element of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element {
    /// Its tag.
    pub tag: &'static str,
    /// Its attributes, in order; `part` is the name by which a style sheet finds it.
    pub attributes: Vec<(&'static str, String)>,
    /// Its content.
    pub children: Vec<Node>,
}

impl Element {
    /// An empty element with this tag and part (none if empty).
    pub fn new(tag: &'static str, part: &'static str) -> Self {
        let element = Self { tag, ..Self::default() };
        if part.is_empty() { element } else { element.with("part", part) }
    }

    /// The element with an attribute more.
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// The element with an attribute more if there is a value.
    pub fn with_some(self, name: &'static str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// The element with a text more.
    pub fn text(mut self, text: &str) -> Self {
        self.children.push(Node::Text(text.into()));
        self
    }

    /// The element with an element more.
    pub fn child(mut self, child: Element) -> Self {
        self.children.push(Node::Element(child));
        self
    }

    /// The element with these elements more.
    pub fn children(mut self, children: impl IntoIterator<Item = Element>) -> Self {
        self.children.extend(children.into_iter().map(Node::Element));
        self
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

/// The words of the interface that a tree contains, so that a page can give them in its reader's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strings {
    /// Before the title of the article before.
    pub previous: String,
    /// Before the title of the article after.
    pub next: String,
    /// Before the titles of related articles.
    pub related: String,
    /// Name of the navigation that holds them.
    pub neighbours: String,
    /// Before who made a picture.
    pub credit: String,
    /// Before the tags.
    pub tags: String,
    /// Link to the article's own page.
    pub original: String,
    /// Name of a table that can be scrolled.
    pub table: String,
}

impl Default for Strings {
    fn default() -> Self {
        let text = String::from;
        Self {
            previous: text("Previous article"),
            next: text("Next article"),
            related: text("Related articles"),
            neighbours: text("More articles"),
            credit: text("Photo: "),
            tags: text("Tags"),
            original: text("Original article"),
            table: text("Table"),
        }
    }
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
    pub strings: &'a Strings,
}

impl Setting<'_> {
    /// The meta line: date, place and reading time, as far as they are known.
    fn meta(&self, date: &str, place: &str, words: u32) -> Option<Element> {
        let mut line = Element::new("p", "meta");
        if !date.is_empty() {
            line = line.child(Element::new("time", "date").with("datetime", date).text(&(self.date)(date)));
        }
        if !place.is_empty() {
            line = line.child(Element::new("span", "place").child(Element::new("bdi", "").text(place)));
        }
        if words >= WORDS_A_MINUTE / 2 {
            let minutes = (words + WORDS_A_MINUTE / 2) / WORDS_A_MINUTE;
            line = line.child(Element::new("span", "length").text(&(self.minutes)(minutes)));
        }
        (!line.children.is_empty()).then_some(line)
    }
}

/// Gives an element language and direction.
fn in_language(element: Element, lang: Option<&str>, dir: Option<crate::article::Dir>) -> Element {
    let dir = dir.map_or("auto", |dir| match dir {
        crate::article::Dir::Ltr => "ltr",
        crate::article::Dir::Rtl => "rtl",
    });
    element.with_some("lang", lang.filter(|lang| !lang.is_empty())).with("dir", dir)
}

#[cfg(test)]
pub(crate) mod dump {
    //! A tree as lines, for tests that a person can read.

    use super::*;

    /// One line an element, indented: `tag.part[name=value] "text"`.
    pub(crate) fn lines(element: &Element) -> String {
        let mut out = String::new();
        write(element, 0, &mut out);
        out
    }

    fn write(element: &Element, depth: usize, out: &mut String) {
        out.push_str(&"  ".repeat(depth));
        out.push_str(element.tag);
        for (name, value) in &element.attributes {
            match *name {
                "part" => out.push_str(&format!(".{value}")),
                name => out.push_str(&format!("[{name}={value}]")),
            }
        }
        for child in &element.children {
            if let Node::Text(text) = child {
                out.push_str(&format!(" {text:?}"));
            }
        }
        out.push('\n');
        for child in &element.children {
            if let Node::Element(element) = child {
                write(element, depth + 1, out);
            }
        }
    }

    /// A setting that shows everything as it is.
    pub(crate) fn plain(test: impl FnOnce(&Setting<'_>)) {
        let strings = Strings::default();
        let (href, date) = (|id: &str| format!("#article={id}"), |date: &str| date.to_string());
        let minutes = |minutes: u32| format!("{minutes} min read");
        test(&Setting { heading: 2, href: &href, date: &date, minutes: &minutes, strings: &strings });
    }
}
