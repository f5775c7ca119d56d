//! What the element shows as nodes, written out as HTML: the same structure, with classes in place of parts, so that the
//! page looks as the element does.
//!
//! What only the element needs is left out: microdata (the page carries JSON-LD), ids for its script. Addresses are
//! written as they are seen from the page's own folder.

use super::place::Place;
use super::words::Words;
use newsprint::view::{Page, Piece};

/// Attributes that only the element needs.
const INNER: [&str; 5] = ["itemprop", "itemscope", "itemtype", "data-id", "rel"];
/// What the view writes in the words of the interface.
const INTERFACE: [&str; 3] = ["date", "length", "label"];
/// Elements after which a line ends.
const BLOCKS: [&str; 24] = [
    "address",
    "article",
    "blockquote",
    "div",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "li",
    "nav",
    "ol",
    "p",
    "pre",
    "table",
    "tbody",
    "thead",
    "tr",
    "ul",
];

/// Writes a part of a page, in the words of `words`.
pub fn write(page: &Page, place: &Place, words: &Words) -> String {
    let mut writer =
        Writer { out: String::new(), open: Vec::new(), place, words, withheld: None, is_foreign: false, around: "" };
    let mut pieces = page.pieces.iter().peekable();
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Open(tag) => {
                let mut attributes = Vec::new();
                while let Some(Piece::Attribute(name, value)) =
                    pieces.next_if(|piece| matches!(piece, Piece::Attribute(..)))
                {
                    attributes.push((*name, value.as_str()));
                }
                writer.open(tag, &attributes);
            }
            Piece::Text(text) => push_escaped(&mut writer.out, text),
            Piece::Close => writer.close(),
            // Each was taken with its element.
            Piece::Attribute(..) => {}
        }
    }
    writer.out
}

struct Writer<'a> {
    out: String,
    /// The elements that are open; `None` for one that is left out, or has no end.
    open: Vec<Option<&'static str>>,
    place: &'a Place<'a>,
    words: &'a Words,
    /// A picture that is not fetched: its attributes, until its caption ends.
    withheld: Option<Withheld>,
    /// Whether the article is in another language than the words of the interface.
    is_foreign: bool,
    /// What the last paragraph is.
    around: &'a str,
}

/// A picture in whose place stands a link.
struct Withheld {
    src: String,
    host: String,
    alt: String,
}

impl<'a> Writer<'a> {
    fn open(&mut self, tag: &'static str, attributes: &[(&'static str, &'a str)]) {
        let value = |wanted: &str| attributes.iter().find(|(name, _)| *name == wanted).map(|(_, value)| *value);
        let src = value("src").unwrap_or_default();
        if tag == "img"
            && let Some(host) = self.place.refused(src)
        {
            let alt = value("alt").unwrap_or_default().into();
            self.withheld = Some(Withheld { src: src.into(), host: host.into(), alt });
        }
        let left_out = tag == "meta" || (tag == "img" && self.withheld.is_some());
        self.open.push((!left_out && tag != "img").then_some(tag));
        if !left_out {
            self.around = if tag == "p" { value("part").unwrap_or_default() } else { self.around };
            self.out.extend(["<", tag]);
            attributes.iter().for_each(|(name, value)| self.attribute(name, value));
            if tag == "article" {
                self.is_foreign = value("lang").is_some_and(|lang| lang != self.words.lang);
            } else if self.is_foreign && value("part").is_some_and(|part| INTERFACE.contains(&part)) {
                self.push_attribute("lang", &self.words.lang);
                self.push_attribute("dir", self.words.dir.name());
            }
            self.out.push('>');
        }
    }

    fn attribute(&mut self, name: &str, value: &str) {
        match name {
            "tabindex" if value == "-1" => {}
            "part" => self.push_attribute("class", value),
            "href" => {
                let address = self.place.address(value);
                self.push_attribute("href", &address.href);
                match (self.around, address.inner) {
                    ("previous", true) => self.push_attribute("rel", "prev"),
                    ("next", true) => self.push_attribute("rel", "next"),
                    (_, true) => {}
                    (_, false) => self.push_attribute("rel", "noopener noreferrer"),
                }
            }
            "src" => self.push_attribute("src", &self.place.address(value).href),
            name if INNER.contains(&name) => {}
            name => self.push_attribute(name, value),
        }
    }

    fn push_attribute(&mut self, name: &str, value: &str) {
        self.out.extend([" ", name, "=\""]);
        push_escaped(&mut self.out, value);
        self.out.push('"');
    }

    fn close(&mut self) {
        let Some(Some(tag)) = self.open.pop() else { return };
        let withheld = if tag == "figcaption" { self.withheld.take() } else { None };
        if let Some(Withheld { alt, .. }) = withheld.as_ref().filter(|_| self.out.ends_with("\"caption\">")) {
            push_escaped(&mut self.out, alt);
        }
        self.out.extend(["</", tag, ">"]);
        if BLOCKS.contains(&tag) {
            self.out.push('\n');
        }
        if let Some(Withheld { src, host, .. }) = withheld {
            let label = self.words.say("picture").replace("{host}", &host);
            let (href, label) = (escaped(&src), escaped(&label));
            self.out.push_str(&format!(
                "<p class=\"picture-link\"><a class=\"link\" href=\"{href}\" rel=\"noopener noreferrer\">{label}</a></p>\n"
            ));
        }
    }
}

/// A text as HTML, for between tags and in quotation marks. What a browser would read as another character, or not at
/// all, becomes the sign for that.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    push_escaped(&mut out, text);
    out
}

fn push_escaped(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\r' => out.push('\n'),
            '\t' | '\n' => out.push(c),
            c if c.is_control() || is_noncharacter(c) => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
}

/// What HTML forbids beside control characters.
fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::super::names::Names;
    use super::super::place::Depth;
    use super::*;

    fn written(fill: impl FnOnce(&mut Page)) -> String {
        let mut names = Names::default();
        names.add("flood");
        let place = Place { depth: Depth::Article, names: &names, base: None, remote_images: false };
        let mut page = Page::default();
        fill(&mut page);
        write(&page, &place, &Words::default())
    }

    #[test]
    fn texts_and_attributes_are_escaped() {
        let found = written(|page| {
            page.open("p", "para");
            page.attribute("title", "\"><script>alert(1)</script>&amp;");
            page.text("</p><script>x</script>\0\u{b}\r\u{fffe}&lt;");
            page.close();
        });
        assert_eq!(
            found,
            "<p class=\"para\" title=\"&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;\">\
             &lt;/p&gt;&lt;script&gt;x&lt;/script&gt;\u{fffd}\u{fffd}\n\u{fffd}&amp;lt;</p>\n"
        );
    }

    #[test]
    fn links_lead_to_the_page_beside_this_one_or_away() {
        let link = |href: &str| {
            written(|page| {
                page.open("a", "link");
                page.attribute("href", href);
                page.attribute("rel", "noopener noreferrer");
                page.attribute("data-id", "flood");
                page.close();
            })
        };
        assert_eq!(link("#article=flood"), "<a class=\"link\" href=\"flood.html\"></a>");
        assert_eq!(
            link("https://x.example/?a&b"),
            "<a class=\"link\" href=\"https://x.example/?a&amp;b\" rel=\"noopener noreferrer\"></a>"
        );
    }

    #[test]
    fn in_place_of_a_picture_of_another_host_stands_a_link() {
        let figure = |src: &str| {
            written(|page| {
                page.open("figure", "figure");
                page.open("img", "image");
                page.attribute("src", src);
                page.attribute("alt", "A bridge");
                page.close();
                page.leaf("figcaption", "caption", "");
                page.close();
            })
        };
        let away = figure("https://cdn.example/a.jpg");
        assert!(!away.contains("<img") && away.contains(">A bridge</figcaption>"), "{away}");
        assert!(away.contains(">See the picture at cdn.example</a>"), "{away}");
        assert!(figure("a.jpg").contains("<img class=\"image\" src=\"../a.jpg\" alt=\"A bridge\">"));
    }
}
