//! Which texts of a page are its article: asked of dom_smoothie, which follows Readability.
//!
//! The extractor takes a page apart and moves what it likes into a new one. To keep lines, nothing-lost and our own
//! blocks, only its verdict is used: it is given the page with a number on every tag, and each text that comes back is
//! found again by that number and its words.

use super::parse;
use super::tree::{Data, Element, Id, Step, Tree, letters};
use dom_smoothie::{Config, Readability};
use std::collections::{HashMap, HashSet, VecDeque};

/// The attribute that carries the number.
const MARK: &str = "data-newsprint";
/// A page with more nodes than this is not asked about: the extractor's work grows faster than the page.
const NODES: usize = 400_000;
/// Most bytes that are looked through for the next tag. The extractor writes pages with html5ever, which looks on to the
/// end of a text from each of its `&` and hard blanks: work that grows with the square of the text.
const SCANNED: usize = 2_000_000_000;
/// What a character that HTML writes as a name (`&lt;`) costs beside others, in bytes that are looked through: it is read
/// and written letter by letter, several times. A page of 10 MB of nothing but `<` took 11 s, 9 of them here.
const NAMED: usize = 1_000;
/// Most texts that are looked at for those which came back joined.
const STEPS: usize = 10_000_000;

/// The extractor's verdict.
#[derive(Debug, Default)]
pub struct Verdict {
    /// Texts and pictures of the article.
    pub kept: HashSet<Id>,
    /// The names that it took for a byline.
    pub byline: Option<String>,
    /// What it took for the title.
    pub title: Option<String>,
}

/// Asks the extractor; `None` if it found no article, or was not asked.
pub fn article(tree: &Tree) -> Option<Verdict> {
    if tree.len() > NODES || scanned(tree) > SCANNED {
        return None;
    }
    let found = Readability::new(write(tree), None, Some(Config::default())).ok()?.parse().ok()?;
    let title = Some(found.title.trim().to_owned()).filter(|title| !title.is_empty());
    let content = parse::piece(&found.content).tree;
    Some(Verdict { kept: trace(tree, &content), byline: found.byline, title })
}

/// About how many bytes are looked through when the page is written.
fn scanned(tree: &Tree) -> usize {
    // A hard blank begins with the byte 0xc2 and is taken for one until the next byte is seen.
    let scanned = |text: &str| {
        let count = |bytes: &[u8]| text.bytes().filter(|byte| bytes.contains(byte)).count();
        count(b"&\xc2").saturating_mul(text.len()).saturating_add(count(b"&<>\"").saturating_mul(NAMED))
    };
    let values = |id| tree.element(id).map_or(0, |element| element.attrs.iter().map(|attr| scanned(&attr.value)).sum());
    tree.inside(0).map(|id| tree.text(id).map_or_else(|| values(id), scanned)).fold(0, usize::saturating_add)
}

/// The texts and pictures of `tree` that stand in `content`.
fn trace(tree: &Tree, content: &Tree) -> HashSet<Id> {
    let mut trace = Trace { tree, known: HashMap::new(), kept: HashSet::new(), steps: STEPS };
    for id in tree.inside(0) {
        if let Some(text) = tree.text(id).map(letters).filter(|text| !text.is_empty()) {
            trace.known.entry((tree.parent(id), text)).or_default().push_back(id);
        }
    }
    let mut lost = Vec::new();
    let mut marks = vec![0];
    for step in content.walk(0) {
        let Step::Enter(id) = step else {
            marks.pop();
            continue;
        };
        let own = content.attr(id, MARK).and_then(|mark| mark.parse().ok());
        trace.kept.extend(own);
        let mark = own.or(marks.last().copied()).unwrap_or_default();
        marks.push(mark);
        let text = content.text(id).map(letters).filter(|text| !text.is_empty());
        lost.extend(text.filter(|text| !trace.whole(mark, text)).map(|text| (mark, text)));
    }
    for (mark, text) in lost {
        trace.joined(mark, &text);
    }
    trace.kept
}

/// The search for the texts that the extractor kept.
struct Trace<'a> {
    tree: &'a Tree,
    /// Texts that were not found yet, by the tag around them and their letters.
    known: HashMap<(Id, String), VecDeque<Id>>,
    kept: HashSet<Id>,
    /// Steps that may still be taken.
    steps: usize,
}

impl Trace<'_> {
    /// Finds a text that stands right in the tag `mark`.
    fn whole(&mut self, mark: Id, text: &str) -> bool {
        let found = self.known.get_mut(&(mark, text.to_owned())).and_then(VecDeque::pop_front);
        self.kept.extend(found);
        found.is_some()
    }

    /// Finds a text that was put together from several in `mark`, because a tag between them was taken off.
    fn joined(&mut self, mark: Id, text: &str) {
        let (mut run, mut rest) = (Vec::new(), text);
        for id in self.tree.inside(mark) {
            self.steps = self.steps.saturating_sub(1);
            if self.steps == 0 || rest.is_empty() {
                break;
            }
            let Some(part) = self.tree.text(id).filter(|part| !part.trim().is_empty()) else { continue };
            if self.kept.contains(&id) {
                continue;
            }
            let part = letters(part);
            match rest.strip_prefix(part.as_str()) {
                Some(after) => rest = after,
                None => match text.strip_prefix(part.as_str()) {
                    Some(after) => {
                        run.clear();
                        rest = after;
                    }
                    None => {
                        run.clear();
                        rest = text;
                        continue;
                    }
                },
            }
            run.push(id);
        }
        if rest.is_empty() {
            self.kept.extend(run);
        }
    }
}

/// The page as HTML again, with a number on every tag.
fn write(tree: &Tree) -> String {
    let mut html = String::from("<!DOCTYPE html>");
    let mut next = Some(Step::Enter(0));
    while let Some(step) = next {
        let mut at = step;
        match step {
            Step::Enter(id) if is_passed_over(tree, id) => at = Step::Leave(id),
            Step::Enter(id) => match tree.get(id).map(|node| &node.data) {
                Some(Data::Element(element)) => open(element, id, &mut html),
                Some(Data::Text(text)) if tree.name(tree.parent(id)) == "script" => html.push_str(text),
                Some(Data::Text(text)) => escape(text, &mut html),
                _ => {}
            },
            Step::Leave(id) => close(tree, id, &mut html),
        }
        next = tree.after(0, at);
    }
    html
}

/// Scripts and styles say nothing about the article, but for the one that describes it.
fn is_passed_over(tree: &Tree, id: Id) -> bool {
    match tree.name(id) {
        "script" => tree.attr(id, "type").is_none_or(|kind| !kind.eq_ignore_ascii_case("application/ld+json")),
        "style" | "template" | "plaintext" | "xmp" | "noembed" | "noframes" => true,
        _ => false,
    }
}

fn open(element: &Element, id: Id, html: &mut String) {
    html.push('<');
    html.push_str(&element.name.local);
    for attr in element.attrs.iter().filter(|attr| is_written(&attr.name.local)) {
        html.push(' ');
        html.push_str(&attr.name.local);
        html.push_str("=\"");
        escape(&attr.value, html);
        html.push('"');
    }
    html.push_str(&format!(" {MARK}=\"{id}\">"));
    if matches!(&*element.name.local, "pre" | "textarea" | "listing") {
        html.push('\n');
    }
}

/// Names with marks that HTML gives a meaning would not come back as they are; ours is ours.
fn is_written(name: &str) -> bool {
    name != MARK && !name.contains(['"', '\'', '<', '>', '/', '=', ' '])
}

fn close(tree: &Tree, id: Id, html: &mut String) {
    let Some(element) = tree.element(id) else { return };
    let name = &*element.name.local;
    let void = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];
    if !void.contains(&name) && !is_passed_over(tree, id) {
        html.push_str("</");
        html.push_str(name);
        html.push('>');
    }
}

fn escape(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            _ => html.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_nothing_but_characters_with_names_is_not_asked_about() {
        let text =
            "The river rose over both banks in the night, the mayor said, and took the bridge with it. ".repeat(20);
        let asked =
            |more: &str| article(&parse::page(&format!("<p>{text}</p><p>{text}</p><p>{more}</p>")).tree).is_some();
        assert!(asked(&"'".repeat(2_100_000)) && !asked(&"\"".repeat(2_100_000)));
    }
}
