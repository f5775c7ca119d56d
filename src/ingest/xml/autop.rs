//! Text whose paragraphs are parted by blank lines, as HTML: what WordPress calls autop.
//!
//! Old posts and many descriptions have no `<p>`. A run of text or of inline tags begins a paragraph; a blank line, or a
//! tag of a block, ends it; a single line end is a line break. What stands in a block that orders its own content (a
//! list, a table, `<pre>`) stays as it is. Line ends stay, so that lines keep their numbers.

/// Tags that end a paragraph.
const BLOCKS: &str = " address article aside blockquote body button caption center dd details div dl dt fieldset figcaption figure footer \
    form h1 h2 h3 h4 h5 h6 header hr html iframe li main math nav object ol option p pre script section select style \
    summary svg table tbody td textarea tfoot th thead tr ul video audio canvas noscript ";

/// Blocks in which a line end is none of ours.
const CLOSED: &str = " dl figure form h1 h2 h3 h4 h5 h6 iframe math noscript object ol p pre script select style svg table \
    textarea ul video audio canvas ";

/// Whether a text has tags of blocks of its own.
pub fn has_blocks(html: &str) -> bool {
    html.split('<').skip(1).any(|rest| is(BLOCKS, &tag_name(rest)))
}

/// Marks the paragraphs of a text.
pub fn paragraphs(html: &str) -> String {
    let mut writer = Writer { out: String::with_capacity(html.len() + html.len() / 16), ..Writer::default() };
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let (text, tag) = rest.split_at(start);
        writer.text(text);
        let end = tag_end(tag);
        let (tag, after) = tag.split_at(end);
        writer.tag(tag);
        rest = after;
    }
    writer.text(rest);
    writer.out
}

/// Writes the text with its paragraphs.
#[derive(Default)]
struct Writer {
    out: String,
    /// Whether a paragraph of ours is open.
    open: bool,
    /// Names of the closed blocks that are open, outermost first.
    closed: Vec<String>,
}

impl Writer {
    fn text(&mut self, text: &str) {
        if !self.closed.is_empty() {
            return self.out.push_str(text);
        }
        let lines: Vec<&str> = text.split('\n').collect();
        for (number, line) in lines.iter().enumerate() {
            if number > 0 {
                // A line with nothing in it parts; at either end of the text, it does so with the tag that stands there.
                let blank_before = number > 1 && lines.get(number - 1).is_some_and(|line| line.trim().is_empty());
                self.line_end(blank_before, line.trim().is_empty() && number + 1 < lines.len());
            }
            if !line.trim().is_empty() {
                self.begin();
            }
            self.out.push_str(line);
        }
    }

    /// A line end, and whether the line before or after it is blank.
    fn line_end(&mut self, blank_before: bool, blank_after: bool) {
        if blank_before || blank_after {
            self.open = false;
        } else if self.open {
            self.out.push_str("<br>");
        }
        self.out.push('\n');
    }

    fn begin(&mut self) {
        if !self.open {
            self.out.push_str("<p>");
            self.open = true;
        }
    }

    fn tag(&mut self, tag: &str) {
        let name = tag_name(tag.get(1..).unwrap_or_default());
        let closes = tag.starts_with("</");
        if is(BLOCKS, &name) {
            self.open = false;
            self.block(&name, closes, tag.ends_with("/>"));
        } else if self.closed.is_empty() && !closes && !name.is_empty() {
            self.begin();
        }
        self.out.push_str(tag);
    }

    /// Keeps count of the blocks that are none of ours.
    fn block(&mut self, name: &str, closes: bool, empty: bool) {
        if !is(CLOSED, name) || empty {
            return;
        }
        if closes {
            let from = self.closed.iter().rposition(|open| open == name);
            self.closed.truncate(from.unwrap_or(self.closed.len()));
        } else if name != "p" || self.closed.is_empty() {
            self.closed.push(name.to_owned());
        }
    }
}

/// Whether a name is in a list of names.
fn is(list: &str, name: &str) -> bool {
    !name.is_empty() && list.split(' ').any(|known| known == name)
}

/// The name of a tag, behind its `<`, in small letters.
fn tag_name(inside: &str) -> String {
    let name = inside.trim_start_matches('/');
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    name.get(..end.min(16)).unwrap_or_default().to_ascii_lowercase()
}

/// Where the tag at the beginning of `text` ends; 1 where a `<` begins none. A comment that nothing ends goes to the end,
/// a tag that nothing ends up to the next.
pub fn tag_end(text: &str) -> usize {
    if text.starts_with("<!--") {
        return text.find("-->").map_or(text.len(), |at| at + 3);
    }
    if !text.get(1..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!')))
    {
        return 1;
    }
    let mut quote = None;
    for (at, c) in text.char_indices().skip(1) {
        match (c, quote) {
            ('>', None) => return at + 1,
            ('<', None) => return at,
            ('"' | '\'', None) => quote = Some(c),
            (c, Some(open)) if c == open => quote = None,
            _ => {}
        }
    }
    text.find('>').map_or(1, |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_part_paragraphs() {
        assert_eq!(paragraphs("One.\n\nTwo,\nstill two."), "<p>One.\n\n<p>Two,<br>\nstill two.");
        assert_eq!(paragraphs("\n\n<b>One</b> is.\n \n\n<i>Two</i>"), "\n\n<p><b>One</b> is.\n \n\n<p><i>Two</i>");
    }

    #[test]
    fn blocks_stand_outside_of_paragraphs() {
        assert_eq!(
            paragraphs("One.\n<ul>\n<li>a\n\nb</li>\n</ul>\nTwo.\n<h2>Three</h2>\nFour <a href='x'>five</a>"),
            "<p>One.<br>\n<ul>\n<li>a\n\nb</li>\n</ul>\n<p>Two.<br>\n<h2>Three</h2>\n<p>Four <a href='x'>five</a>"
        );
        assert_eq!(paragraphs("<blockquote>a\n\nb</blockquote>c"), "<blockquote><p>a\n\n<p>b</blockquote><p>c");
        assert_eq!(paragraphs("<pre>a\n\nb</pre>"), "<pre>a\n\nb</pre>");
        assert_eq!(paragraphs("<p>a\n\nb</p>\nc"), "<p>a\n\nb</p>\n<p>c");
    }

    #[test]
    fn a_sign_is_no_tag() {
        assert_eq!(paragraphs("3 < 5\n\nI <3 you"), "<p>3 < 5\n\n<p>I <3 you");
        assert!(has_blocks("a<DIV>") && !has_blocks("a <b>c</b> < 5"));
    }
}
