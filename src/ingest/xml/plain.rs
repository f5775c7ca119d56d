//! Titles, names and labels: one line of text, which some programs write as HTML.

use super::entities;
use super::node::has_tag;

/// Tags that a title may have. Others are part of what it says: `Use of <canvas> explained`.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "br", "cite", "code", "del", "em", "font", "h1", "h2", "h3", "i", "ins", "mark", "p", "q", "s",
    "small", "span", "strong", "sub", "sup", "u", "wbr", "div",
];

/// The text of a title, on one line.
pub fn line(html: &str) -> String {
    let text = if has_tag(html) { without_tags(html) } else { html.to_owned() };
    one_line(&entities::resolve(&text))
}

/// A text on one line.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A line, if anything is in it.
pub fn present(html: &str) -> Option<String> {
    Some(line(html)).filter(|text| !text.is_empty())
}

/// The text without the tags that only style it.
fn without_tags(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        rest = match inline_tag(after) {
            Some((name, after)) => {
                out.push_str(if matches!(name, "br" | "p" | "div") { " " } else { "" });
                after
            }
            None => {
                out.push('<');
                after
            }
        };
    }
    out.push_str(rest);
    out
}

/// The name of the tag that begins before `text`, if it is one of [`INLINE`], and what follows the tag.
fn inline_tag(text: &str) -> Option<(&'static str, &str)> {
    let (tag, after) = text.split_at(text.find(['<', '>'])?);
    let after = after.strip_prefix('>')?;
    let name = tag.trim_start_matches('/').split(|c: char| c.is_whitespace() || c == '/').next()?;
    let known = INLINE.iter().find(|known| known.eq_ignore_ascii_case(name))?;
    Some((known, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_one_line_of_text() {
        assert_eq!(line("Rain <em>&amp;</em> wind\n  at K&aacute;rima<br/>today"), "Rain & wind at Kárima today");
        assert_eq!(line("Use of <canvas> explained"), "Use of <canvas> explained");
        assert_eq!(line("Is 3 < 5 & 6 > 4?"), "Is 3 < 5 & 6 > 4?");
        assert_eq!(line("a <b unclosed"), "a <b unclosed");
        assert_eq!(line("a <b unclosed <i>x</i>"), "a <b unclosed x");
        assert_eq!(present(" <i></i> "), None);
    }
}
