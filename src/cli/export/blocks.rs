//! Blocks as Markdown. What a form gives back is tried with the reader itself, so a form here need not be right for
//! every text; it must only never be right by chance elsewhere.

use super::inline::{Care, address, escape, line, longest_run};
use newsprint::article::{Block, Kind, Media};
use serde_json::{Map, Value};

/// How a block is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// As Markdown, with a mark before it if need be.
    Markdown(Care),
    /// As the JSON of `newsprint parse`.
    Json,
}

/// The forms from the most readable one to the one that is always right.
pub const FORMS: [Form; 3] = [Form::Markdown(Care::Light), Form::Markdown(Care::Full), Form::Json];

/// A block in a form, if it has that form. `second`: it follows a list, from which another one must be told.
pub fn write(block: &Block, form: Form, second: bool) -> Option<String> {
    let Form::Markdown(care) = form else { return Some(json(block)) };
    let native = match block.kind {
        Kind::Para | Kind::Note | Kind::Embed | Kind::Image => para(block, care)?,
        Kind::Subhead => subhead(block, care)?,
        Kind::Quote => quoted(&lines(block, care)?),
        Kind::List => list(block, &lines(block, care)?, second),
        Kind::Table => table(block, care)?,
        Kind::Code => code(block)?,
    };
    Some(mark(block) + &native)
}

/// The Markdown of each line of a block.
fn lines(block: &Block, care: Care) -> Option<Vec<String>> {
    parts(block, 0, block.text.len(), '\n', care)
}

/// The Markdown of each part of a text.
fn parts(block: &Block, start: usize, end: usize, mark: char, care: Care) -> Option<Vec<String>> {
    let mut at = start;
    let parts = block.text.get(start..end)?.split(mark).map(|part| {
        let from = at;
        at += part.len() + mark.len_utf8();
        line(&block.text, from, from + part.len(), &block.spans, care)
    });
    parts.collect()
}

/// Lines with hard breaks between them, after the picture if there is one.
fn para(block: &Block, care: Care) -> Option<String> {
    let text = lines(block, care)?.join("\\\n");
    let Media { src: Some(src), alt, .. } = &block.media else { return Some(text) };
    let mut picture = String::from("![");
    escape(&mut picture, alt.as_deref().unwrap_or_default(), care);
    if is_plain_image(block) {
        let title = Some(block.text.as_str()).filter(|text| !text.is_empty()).map(|text| titled(text, care));
        return Some(format!("{picture}]({}{})", address(src), title.unwrap_or_default()));
    }
    let blank = if text.is_empty() { "" } else { " " };
    Some(format!("{picture}]({}){blank}{text}", address(src)))
}

/// Whether all that is known of a picture has a place in Markdown.
fn is_plain_image(block: &Block) -> bool {
    let Media { credit, src, width, height, .. } = &block.media;
    let plain = credit.is_none() && src.is_some() && width.is_none() && height.is_none();
    plain && block.kind == Kind::Image && block.spans.is_empty() && !block.text.contains('\n')
}

/// The caption as the title of a picture.
fn titled(text: &str, care: Care) -> String {
    let mut title = String::new();
    escape(&mut title, text, care);
    match care {
        Care::Light => format!(" \"{}\"", title.replace('"', "\\\"")),
        Care::Full => format!(" \"{title}\""),
    }
}

fn subhead(block: &Block, care: Care) -> Option<String> {
    let level = Some(usize::from(block.level)).filter(|level| (1..=6).contains(level))?;
    Some(format!("{} {}", "#".repeat(level), line(&block.text, 0, block.text.len(), &block.spans, care)?))
}

fn quoted(lines: &[String]) -> String {
    lines.iter().map(|line| format!("> {line}")).collect::<Vec<_>>().join("\n>\n")
}

fn list(block: &Block, items: &[String], second: bool) -> String {
    let bullet = |number: usize| match (block.ordered, second) {
        (true, false) => format!("{number}."),
        (true, true) => format!("{number})"),
        (false, false) => "-".into(),
        (false, true) => "*".into(),
    };
    (1..).zip(items).map(|(number, item)| format!("{} {item}", bullet(number))).collect::<Vec<_>>().join("\n")
}

fn table(block: &Block, care: Care) -> Option<String> {
    let (mut out, mut at) = (String::new(), 0);
    for (number, row) in block.lines().enumerate() {
        let cells = parts(block, at, at + row.len(), '\t', care)?;
        at += row.len() + 1;
        out.push_str(&format!("| {} |\n", cells.join(" | ")));
        if number == 0 {
            out.push_str(&format!("|{}\n", " --- |".repeat(cells.len())));
        }
    }
    Some(out.trim_end().into())
}

fn code(block: &Block) -> Option<String> {
    block.spans.is_empty().then(|| fenced(block.code.as_deref().unwrap_or_default(), &block.text))
}

fn fenced(language: &str, text: &str) -> String {
    let fence = "`".repeat(longest_run(text, '`').max(2) + 1);
    format!("{fence}{language}\n{text}\n{fence}")
}

/// A whole block: what `newsprint parse` prints.
fn json(block: &Block) -> String {
    fenced("newsprint", &serde_json::to_string(block).unwrap_or_default())
}

/// The comment that says what Markdown cannot; empty if there is nothing to say.
fn mark(block: &Block) -> String {
    let Media { credit, src, alt, width, height } = &block.media;
    let mut keys = Map::new();
    let mut key = |name: &str, value: Value, is: bool| {
        if is {
            keys.insert(name.into(), value);
        }
    };
    key("level", block.level.into(), block.level > 0 && block.kind != Kind::Subhead);
    key("ordered", block.ordered.into(), block.ordered && block.kind != Kind::List);
    key("code", block.code.clone().into(), block.code.is_some() && block.kind != Kind::Code);
    key("credit", credit.clone().into(), credit.is_some());
    // A picture's address stands in its Markdown, and with it what it shows.
    let pictured = matches!(block.kind, Kind::Image | Kind::Embed) && src.is_some();
    key("src", src.clone().into(), src.is_some() && !pictured);
    key("alt", alt.clone().into(), alt.is_some() && !pictured);
    key("width", (*width).into(), width.is_some());
    key("height", (*height).into(), height.is_some());
    let native =
        !matches!(block.kind, Kind::Note | Kind::Embed) && (block.kind != Kind::Image || is_plain_image(block));
    let name = serde_json::to_value(block.kind).ok();
    let name = name.as_ref().and_then(Value::as_str).unwrap_or_default();
    match keys.is_empty() {
        true if native => String::new(),
        true => format!("<!-- {name} -->\n"),
        false => format!("<!-- {name} {} -->\n", Value::Object(keys).to_string().replace('>', "\\u003e")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsprint::article::{Span, Style};

    fn light(block: Block) -> String {
        write(&block, FORMS[0], false).unwrap()
    }

    #[test]
    fn kinds_that_markdown_knows_are_plain_markdown() {
        assert_eq!(light(Block::para("One\ntwo")), "One\\\ntwo");
        assert_eq!(light(Block::new(Kind::Quote, "a\nb")), "> a\n>\n> b");
        assert_eq!(light(Block::new(Kind::List, "a\nb")), "- a\n- b");
        assert_eq!(light(Block { level: 3, ..Block::new(Kind::Subhead, "Part") }), "### Part");
        assert_eq!(light(Block::new(Kind::Table, "a\tb\n1\t|")), "| a | b |\n| --- | --- |\n| 1 | \\| |");
        assert_eq!(light(Block::new(Kind::Code, "```")), "````\n```\n````");
    }

    #[test]
    fn what_markdown_does_not_know_has_a_mark() {
        assert_eq!(light(Block::new(Kind::Note, "N")), "<!-- note -->\nN");
        let media = Media { src: Some("b.jpg".into()), alt: Some("A bridge".into()), ..Media::default() };
        let image = Block { media, ..Block::new(Kind::Image, "The \"old\" bridge") };
        assert_eq!(light(image.clone()), "![A bridge](b.jpg \"The \\\"old\\\" bridge\")");
        let mut credited = image;
        credited.media.credit = Some("A. -->".into());
        credited.spans = vec![Span { start: 0, end: 3, style: Style::Emphasis }];
        assert_eq!(
            light(credited),
            "<!-- image {\"credit\":\"A. --\\u003e\"} -->\n![A bridge](b.jpg) *The* \"old\" bridge"
        );
    }
}
