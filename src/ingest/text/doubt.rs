//! Labels in doubt: lines that begin or read as labels do, though running text goes on around them.
//!
//! A label costs more the more it takes along: one that is none, at the head of what the article has yet to say, takes
//! all of it. So a label that no list or form follows is taken for less than it says, and a sentence among paragraphs
//! is text even if it begins as labels do.

use super::labels::{Found, Kind, is_marked};
use super::meta;
use super::sheet::{Look, Sheet};

/// Sentences longer than this, in bytes, are text whatever they begin with.
const TEXT: usize = 200;
/// Shortest sentence, in words, that may begin as a label of comments does.
const SHORT: usize = 4;
/// Paragraphs, in words; comments are shorter, or have names and dates around them.
const PARAGRAPH: usize = 24;
/// So many paragraphs below a label show what it heads, and so many are looked at, within so many lines.
const SHOW: usize = 3;
const LOOKED: usize = 6;
const WINDOW: usize = 80;
/// In so many sentences with so few names, dates and labels nobody comments.
const MANY: usize = 12;
const RARE: usize = 4;
/// Text that is to go on must be at least one part of so many of the whole.
const PART: usize = 5;

/// Takes labels back where running text speaks against them.
pub fn free(sheet: &mut Sheet) {
    free_sentences(sheet);
    free_comments(sheet);
}

/// A sentence among paragraphs that only begins as a label does ("Comments on the plan are due in May.") is text: in a
/// form or menu it stands among labels.
fn free_sentences(sheet: &mut Sheet) {
    let is_free = |&at: &usize| {
        let Look { measure, label } = sheet.looks[at];
        let said = |label: &Found| measure.sentence || (label.kind == Kind::Comments && measure.size >= SHORT);
        let Some(label) = label.filter(|label| said(label) && measure.stop && is_doubted(*label, sheet.text(at)))
        else {
            return false;
        };
        (is_below_text(sheet, at) && is_above_text(sheet, at)) || (label.kind == Kind::Comments && goes_on(sheet, at))
    };
    let free: Vec<usize> = (0..sheet.len()).filter(is_free).collect();
    free.into_iter().for_each(|at| sheet.looks[at].label = None);
}

/// Whether running text stands right above unit `at`, or above its heading.
fn is_below_text(sheet: &Sheet, at: usize) -> bool {
    let text = |up: usize| at.checked_sub(up).is_some_and(|above| sheet.is_text(above));
    text(1) || (text(2) && sheet.looks[at - 1].label.is_none())
}

/// Whether the line below unit `at` ends as a sentence does, or introduces what is said next, or is a remark about the text.
fn is_above_text(sheet: &Sheet, at: usize) -> bool {
    let ends = |look: &Look| look.measure.stop || sheet.text(at + 1).ends_with([':', '：']);
    let said = |look: &Look| look.label.is_none_or(|label| label.kind == Kind::Note);
    sheet.look(at + 1).is_some_and(|look| said(look) && ends(look))
}

/// Whether several sentences follow unit `at` before any label, name or date does.
fn goes_on(sheet: &Sheet, at: usize) -> bool {
    let below = (at + 1..sheet.len()).take(LOOKED).take_while(|&below| !is_mark(sheet, below));
    below.filter(|&below| sheet.is_text(below) && sheet.looks[below].measure.stop).count() > 1
}

/// Whether a label at the beginning of a sentence may be none: no mark parts it from the words that follow. Calls to
/// follow stand among paragraphs, too; of those only long ones are in doubt.
fn is_doubted(label: Found, text: &str) -> bool {
    let begins = label.rest < text.len();
    begins
        && match label.kind {
            Kind::Comments => true,
            Kind::Follow | Kind::Newsletter => text.len() > TEXT,
            Kind::Rights => text.starts_with(char::is_alphabetic),
            Kind::Related | Kind::Popular | Kind::Menu | Kind::Share | Kind::Tags | Kind::Also | Kind::Resume => {
                !is_marked(&text[..label.rest])
            }
            _ => false,
        }
}

/// A label of comments with running text below it, and hardly a name, date or other label among that, is a button or a word
/// of the text, and heads nothing.
fn free_comments(sheet: &mut Sheet) {
    let comments = |look: &Look| look.label.is_some_and(|label| label.kind == Kind::Comments && label.strong);
    let Some(first) = sheet.looks.iter().position(comments) else { return };
    let marks: Vec<bool> = (0..sheet.len()).map(|at| at > first && is_mark(sheet, at)).collect();
    let total: usize = sheet.looks.iter().filter(|look| look.is_text()).map(|look| look.measure.bytes).sum();
    let (mut after, mut below) = (0, Below::default());
    for at in (first..sheet.len()).rev() {
        let look = sheet.looks[at];
        after += if look.is_text() { look.measure.bytes } else { 0 };
        if comments(&look) && after * PART >= total && (below.is_text() || !heads_comments(sheet, &marks, at)) {
            sheet.looks[at].label = look.label.map(|label| Found { kind: Kind::Counter, ..label });
        }
        below.marks += usize::from(marks[at]);
        below.sentences += usize::from(look.is_text() && look.measure.stop);
    }
}

/// What stands below a line, to the end.
#[derive(Default)]
struct Below {
    sentences: usize,
    marks: usize,
}

impl Below {
    /// Whether it is a text rather than comments, which have a name or date for every few sentences.
    fn is_text(&self) -> bool {
        self.sentences >= MANY && self.marks * RARE <= self.sentences
    }
}

/// Whether what stands below unit `at` may be comments: it is no text if paragraphs follow with hardly a mark among them.
fn heads_comments(sheet: &Sheet, marks: &[bool], at: usize) -> bool {
    let (mut paragraphs, mut seen) = (0, 0);
    for below in (at + 1..sheet.len()).take(WINDOW) {
        seen += usize::from(marks[below]);
        let measure = sheet.looks[below].measure;
        paragraphs += usize::from(sheet.is_text(below) && measure.stop && measure.size >= PARAGRAPH);
        if paragraphs >= SHOW && seen * LOOKED <= paragraphs {
            return false;
        }
        if paragraphs == LOOKED {
            break;
        }
    }
    true
}

/// Whether a line is such as stand around comments and in forms: a label, a date, a name above what it says.
fn is_mark(sheet: &Sheet, at: usize) -> bool {
    let quiet = [Kind::Separator, Kind::Counter, Kind::Code, Kind::Note, Kind::Source];
    let text = sheet.text(at);
    match sheet.looks[at].label {
        Some(label) => !quiet.contains(&label.kind),
        None if sheet.is_text(at) => false,
        None => {
            let dated = meta::read(text).is_some_and(|meta| meta.date.is_some());
            dated || ((meta::is_bare_name(text) || meta::is_caseless_name(text)) && sheet.is_text(at + 1))
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::article::Article;
    use crate::ingest::{Options, text};

    fn read(lines: &[&str]) -> Article {
        text::read(&lines.join("\n"), &Options::default())
    }

    const ONE: &str = "The river rose over its banks on Monday and took the old bridge with it, and the ferry that was to \
                       stand in for it, and half of the road to the mill.";
    const TWO: &str = "Nobody was hurt when it fell, but the town is now cut off from the hospital, the school and the \
                       market on the other side, and will be until the spring.";
    const THREE: &str = "The council says that a new bridge would cost more than the town earns in three years, and has \
                         asked the county, the state and the church for help with it.";

    #[test]
    fn a_word_of_the_text_heads_no_comments() {
        let table = ["River takes a bridge", ONE, TWO, "Comment", "new", "It is new.", ONE, TWO, THREE, ONE, TWO];
        let article = read(&table);
        assert_eq!(article.texts().filter(|text| [ONE, TWO, THREE].contains(text)).count(), 7, "{article:?}");
    }

    #[test]
    fn comments_are_told_by_names_and_dates() {
        let names =
            ["River takes a bridge", ONE, TWO, THREE, "Comments", "Ana Cruz", ONE, "Ben Roth", TWO, "Cleo Day", THREE];
        let dates = [
            "River takes a bridge",
            ONE,
            TWO,
            THREE,
            "Comments",
            "3 May 2021 10:30",
            ONE,
            "4 May 2021 8:15",
            TWO,
            THREE,
        ];
        for lines in [names.to_vec(), dates.to_vec()] {
            let article = read(&lines);
            assert_eq!(article.blocks.len(), 3, "{article:?}");
        }
    }

    #[test]
    fn a_sentence_among_paragraphs_is_no_label() {
        for line in [
            "Download the plan from the council and you will find no bridge in it.",
            "Copyright on the plan of the mill was sold to the county in the year of the flood.",
            "Comments on the plan of the council are due in the last week of May.",
            "Comments are not edited, she added.",
            "“Follow us,” says the ferryman, and walks to the rope that the flood has left.",
            "More from the county was not to be had, the mayor told the council on Tuesday.",
        ] {
            let article = read(&["River takes a bridge", ONE, line, TWO, THREE]);
            assert!(article.texts().any(|text| text == line), "{article:?}");
        }
        for line in [
            "Read more: The mayor of the town tells how the old bridge was built.",
            "Sign up for our newsletter and never miss what happens in the valley.",
        ] {
            let article = read(&["River takes a bridge", ONE, line, TWO, THREE]);
            assert!(article.texts().all(|text| text != line), "{article:?}");
        }
    }
}
