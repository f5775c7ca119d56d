//! Lines: a dump cut into units, each of which is one line as the page had it.
//!
//! Dumps come with blank lines between blocks, with one line end between blocks, or wrapped at a fixed width. Wrapped
//! lines are joined here, so that everything behind sees one unit a block.

use super::measure::{ends_in_stop, is_direction, is_unspaced};
use std::borrow::Cow;

/// Widths at which texts are wrapped by hand or by a program, in characters.
const WIDTHS: core::ops::RangeInclusive<usize> = 40..=100;
/// Shorter lines, in characters, are headings and menus, which nobody wraps.
const SHORT: usize = 30;
/// Share of lines, in percent, that must have been too full for the next word in a wrapped text.
const FULL: usize = 70;
/// Lines of running text are no shorter than this, in characters, in a text that is broken anywhere.
const BROKEN: usize = 40;
/// Fewer pairs of lines than this must all agree, in a text that has blank lines as well.
const PAIRS: usize = 4;
/// So many pairs are enough if all agree, whatever ends the first of them.
const FEW: usize = 3;
/// One of so many long lines at least ends inside a sentence in a text that is broken anywhere; half of them where
/// there are few.
const SPLIT: usize = 4;

/// One block of the dump.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit<'a> {
    /// 1-based number of its first line.
    pub line: u32,
    /// Its text, without the blanks around it.
    pub text: Cow<'a, str>,
}

/// A physical line that is not blank.
struct Line<'a> {
    number: u32,
    text: &'a str,
    indent: usize,
    chars: usize,
}

/// Cuts a text into units.
pub fn units(text: &str) -> Vec<Unit<'_>> {
    let lines = physical(text);
    match wrap_width(&lines) {
        // A little slack: widths are ragged.
        Some(width) => join(&lines, |last, line| is_full(last, line, width.saturating_sub(6))),
        None if is_broken(&lines) => join(&lines, carries_on),
        None => lines.iter().map(|line| Unit { line: line.number, text: Cow::Borrowed(line.text) }).collect(),
    }
}

/// The lines that are not blank, whatever ends them.
fn physical(text: &str) -> Vec<Line<'_>> {
    let mut number = 0;
    let pieces = text.split('\n').flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'));
    pieces
        .filter_map(|raw| {
            number += 1;
            let text = raw.trim();
            let indent = raw.chars().take_while(|c| c.is_whitespace()).count();
            (!text.is_empty()).then(|| Line { number, text, indent, chars: text.chars().count() })
        })
        .collect()
}

/// The width at which the text is wrapped, or `None`: nearly all lines that end inside a sentence are then so full that
/// the next word did not fit, and they are most of the lines.
fn wrap_width(lines: &[Line]) -> Option<usize> {
    let pairs = || lines.windows(2).filter(|pair| pair[0].chars >= SHORT && adjoin(&pair[0], &pair[1]));
    let mut widths: Vec<usize> = pairs().map(|pair| pair[0].indent + pair[0].chars).collect();
    widths.sort_unstable();
    let width = widths.get(widths.len() * 9 / 10).copied().filter(|width| WIDTHS.contains(width))?;
    let (mut open, mut full) = (0, 0);
    for pair in pairs().filter(|pair| !ends_in_stop(pair[0].text)) {
        open += 1;
        full += usize::from(is_full(&pair[0], &pair[1], width));
    }
    let wrapped = if open < PAIRS {
        let on = pairs().filter(|pair| carries_on(&pair[0], &pair[1])).count();
        // In scripts without case no small letter tells; there all lines must be full, those that end a sentence, too.
        let all = widths.len() >= FEW && pairs().all(|pair| is_full(&pair[0], &pair[1], width));
        let sure = ((open == widths.len() || all) && lines.len() > widths.len() + 1) || on * 3 > open * 2;
        open >= 2 && full == open && open * 2 >= widths.len() && sure
    } else {
        full * 100 >= open * FULL && open * 2 >= widths.len()
    };
    wrapped.then_some(width)
}

/// Whether `next` may carry on the paragraph of `line`: no blank line between, not set deeper, no item of a list.
fn adjoin(line: &Line, next: &Line) -> bool {
    let text = next.text.trim_start_matches(is_direction);
    let item = text.starts_with(['•', '▪', '●', '‣', '◦', '*', '-', '·', '#'])
        && text.chars().nth(1).is_some_and(char::is_whitespace);
    next.number == line.number + 1 && next.indent <= line.indent && !item
}

/// Whether the first word of `next` would not have fitted onto `line`.
fn is_full(line: &Line, next: &Line, width: usize) -> bool {
    let word = next.text.split(char::is_whitespace).next().map_or(0, |word| word.chars().count());
    line.indent + line.chars + 1 + word > width
}

/// Whether sentences are broken at many places, though at no common width: the page's source was wrapped, and links
/// and pictures broke it further. Then many of the long lines end inside a sentence that the next one goes on with; where
/// each line is a block, hardly any does, and menus and titles make up the rest.
fn is_broken(lines: &[Line]) -> bool {
    let long = lines.windows(2).filter(|pair| pair[0].chars >= BROKEN && adjoin(&pair[0], &pair[1]));
    let (mut all, mut open) = (0, 0);
    for pair in long {
        all += 1;
        open += usize::from(carries_on(&pair[0], &pair[1]));
    }
    open >= PAIRS && (open * 2 >= all || (open >= 2 * PAIRS && open * SPLIT >= all))
}

/// Whether `next` goes on inside the sentence of `line`.
fn carries_on(line: &Line, next: &Line) -> bool {
    !ends_in_stop(line.text) && !line.text.ends_with(':') && next.text.starts_with(char::is_lowercase)
}

/// Joins the lines of a wrapped text.
fn join<'a>(lines: &[Line<'a>], is_one: impl Fn(&Line, &Line) -> bool) -> Vec<Unit<'a>> {
    let mut units: Vec<Unit<'a>> = Vec::new();
    let mut last: Option<&Line> = None;
    for line in lines {
        let joins = last.is_some_and(|last| adjoin(last, line) && is_one(last, line));
        match units.last_mut().filter(|_| joins) {
            Some(unit) => {
                let text = unit.text.to_mut();
                let hyphen = text.ends_with('-') && !text.ends_with(" -") && !text.ends_with("--");
                let unspaced = text.ends_with(is_wide) && line.text.starts_with(is_wide);
                if !hyphen && !unspaced {
                    text.push(' ');
                }
                text.push_str(line.text);
            }
            None => units.push(Unit { line: line.number, text: Cow::Borrowed(line.text) }),
        }
        last = Some(line);
    }
    units
}

/// Letters and marks of scripts that part no words by blanks.
fn is_wide(letter: char) -> bool {
    is_unspaced(letter) || matches!(letter, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        units(text).into_iter().map(|unit| unit.text.into_owned()).collect()
    }

    #[test]
    fn any_line_end_parts_units_and_numbers_stay_true() {
        for text in ["a\n\nb", "a\r\n\r\nb", "a\r\rb", " a \n\u{a0}\n\tb\n"] {
            assert_eq!(texts(text), ["a", "b"], "{text:?}");
            assert_eq!(units(text)[1].line, 3, "{text:?}");
        }
    }

    #[test]
    fn wrapped_lines_are_joined_up_to_blank_lines_and_indents() {
        let text = "A short headline\n\n   The river rose again overnight and took\nthe old bridge at Karima with it, the\nthird in as many years to go, officials\nsaid on Monday.\n   Nobody was hurt when it fell, but the\ntown is now cut off from the hospital on\nthe other bank.\n";
        let expected = [
            "A short headline",
            "The river rose again overnight and took the old bridge at Karima with it, the third in as many years to go, officials said on Monday.",
            "Nobody was hurt when it fell, but the town is now cut off from the hospital on the other bank.",
        ];
        assert_eq!(texts(text), expected);
    }

    #[test]
    fn sentences_broken_at_no_common_width_are_joined_among_menus_and_titles() {
        let text = "The ferry at Karima has carried carts, cattle and one bishop, and it has\ndone so for ninety years on a hull that was built\nfor a river half as wide, as the builders\nin the town will tell anybody who asks them about it.\nIts keeper, who is called Ben Roth, steers it with a pole that is older than he\nis and that he will not let anybody else\ntouch, not even his wife.\n";
        let titles = "Old dam holds after a night of rain in the upper valley\nThree towns ask the county for a road\n";
        assert_eq!(texts(&format!("Home\n{text}{titles}")).len(), 5);
    }

    #[test]
    fn one_line_a_paragraph_is_not_wrapped() {
        let text = "First line of some length that ends.\nSecond line of some length that ends.\n".repeat(4);
        assert_eq!(texts(&text).len(), 8);
        let menu = "Home\nNews\nWorld\nSport\nCulture\nAbout us\n";
        assert_eq!(texts(menu).len(), 6);
    }
}
