//! Snippets: the passage of an article that says most about why it was found, and the marks in it.
//!
//! Marks come from analysing the text again, as it was analysed for the index: a token is marked if it is one of the
//! forms of the terms that were searched. So they never split a character, and mark `borders` for `border`. The
//! dictionary knows the forms, so nothing needs to be stemmed.

use super::Marked;
use super::words::Slot;
use crate::article::{Article, Kind};
use crate::sort;
use crate::text::{Analyzer, Lang, slice};
use core::ops::Range;

/// Length of a snippet in characters: about three lines of a list.
const LENGTH: usize = 210;
/// Characters that a snippet may begin before its first match to begin with a sentence; else it begins `LEAD / 3`
/// before.
const LEAD: usize = 90;
/// Bytes of an article that are looked at: bounds the time for one of a million words.
const MAX_BYTES: usize = 256 << 10;
/// Matches of a text that are tried as the beginning of a passage, evenly spread where there are more: a text full of
/// words that begin with one letter has no best passage that is worth a search.
const MAX_STARTS: usize = 32;
/// What a word too common to search for adds to a passage, against another.
const STOP_VALUE: f32 = 0.1;
/// What a passage of code or of a table is worth, against one of prose.
const CODE_VALUE: f32 = 0.5;
/// What it adds that a word stands right behind the one before it in the query.
const ADJACENT_VALUE: f32 = 0.3;
/// What a further occurrence of a word adds.
const REPEAT_VALUE: f32 = 0.02;

/// The forms of the terms that were searched, sorted, each with the number of its slot and its value.
pub struct Terms {
    forms: Vec<(String, usize, f32)>,
    /// The ASCII letters that forms begin with, a bit each: most words of a text begin with another.
    firsts: u128,
    /// What a form must be worth more than.
    above: f32,
}

impl Terms {
    /// The terms of what is searched; without those of words too common to search for, if only `telling` ones are
    /// wanted and there are any.
    pub fn of(slots: &[Slot<'_>], telling: bool) -> Self {
        let mut forms = Vec::new();
        let mut best = 0.0;
        for (number, slot) in slots.iter().filter(|slot| !slot.without).enumerate() {
            let value = if slot.is_stop() { STOP_VALUE } else { 1.0 };
            for member in &slot.members {
                best = f32::max(best, value * member.weight);
                for form in &member.entry.forms {
                    forms.push((form.word.clone(), number, value * member.weight));
                }
            }
        }
        sort::all(&mut forms, |a: &(String, usize, f32), b| (&a.0, a.1) < (&b.0, b.1));
        // A capital I is another letter in Turkish, so that it may begin any form.
        let mut firsts = 1 << b'i';
        forms.iter().for_each(|(word, ..)| firsts |= word.bytes().next().map_or(0, |first| 1 << (first & 127)));
        Self { forms, firsts, above: if telling && best > STOP_VALUE { STOP_VALUE } else { 0.0 } }
    }

    /// Whether nothing was searched.
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    fn find(&self, surface: &str) -> Option<(usize, f32)> {
        let index = self.forms.binary_search_by(|known| known.0.as_str().cmp(surface)).ok()?;
        self.forms.get(index).filter(|form| form.2 > self.above).map(|(_, slot, value)| (*slot, *value))
    }

    /// A short text with its matches marked.
    pub fn mark(&self, text: &str, lang: Lang) -> Marked {
        Marked { text: text.into(), marks: merged(&self.matches(text, lang)) }
    }

    fn matches(&self, text: &str, lang: Lang) -> Vec<Match> {
        let mut matches = Vec::new();
        if self.is_empty() {
            return matches;
        }
        let begins = |first: u8| first > 127 || self.firsts & 1 << first.to_ascii_lowercase() != 0;
        Analyzer::new(lang).surfaces_from(text, begins, |surface, span, _| {
            if let Some((slot, value)) = self.find(surface) {
                matches.push(Match { span, slot, value });
            }
        });
        matches
    }
}

/// A word of a text that was searched.
struct Match {
    span: Range<usize>,
    slot: usize,
    value: f32,
}

/// A run of a text, and how much it says.
struct Passage<'a> {
    text: &'a str,
    span: Range<usize>,
    value: f32,
    marks: Vec<Range<usize>>,
}

/// The best passage of the article's body; `None` where no word of it was searched.
pub fn best(article: &Article, lang: Lang, terms: &Terms) -> Option<Marked> {
    let mut best: Option<Passage<'_>> = None;
    let mut read = 0;
    for block in &article.blocks {
        let text = block.text.as_str();
        if read > MAX_BYTES {
            break;
        }
        read += text.len();
        let text = slice(text, 0..text.floor_char_boundary(MAX_BYTES));
        let mut passage = best_of(text, &terms.matches(text, lang));
        if let (Some(passage), Kind::Code | Kind::Table) = (&mut passage, block.kind) {
            passage.value *= CODE_VALUE;
        }
        if let Some(passage) = passage.filter(|new| best.as_ref().is_none_or(|best| new.value > best.value)) {
            best = Some(passage);
        }
    }
    best.map(Passage::marked)
}

/// The best passage of one text: the earliest of those with the highest value.
fn best_of<'a>(text: &'a str, matches: &[Match]) -> Option<Passage<'a>> {
    let inside = |first: usize, end: usize| {
        let rest = matches.get(first..).unwrap_or_default();
        &rest[..rest.iter().take_while(|found| found.span.end <= end).count()]
    };
    let mut best = (0, f32::NEG_INFINITY);
    for first in (0..matches.len()).step_by(1 + matches.len() / MAX_STARTS) {
        let end = after_chars(text, matches[first].span.start, LENGTH - LEAD / 3);
        let value = value(inside(first, end));
        if value > best.1 {
            best = (first, value);
        }
    }
    let at = matches.get(best.0)?.span.clone();
    let start = beginning(text, at.start);
    let end = after_chars(text, start, LENGTH).max(at.end);
    let first = matches.iter().take_while(|found| found.span.start < start).count();
    let inside = inside(first, end);
    let last = inside.last().map_or(end, |found| found.span.end);
    Some(Passage { text, span: start..ending(text, start, last, end), value: best.1, marks: merged(inside) })
}

/// What the words of a passage are worth: each slot once, and a little for more of it and for words side by side.
fn value(matches: &[Match]) -> f32 {
    let mut best_of_slot: Vec<(usize, f32)> = Vec::new();
    let mut sum = 0.0;
    for pair in matches.windows(2) {
        let follows = pair[1].slot == pair[0].slot + 1 && pair[1].span.start <= pair[0].span.end + 1;
        sum += if follows { ADJACENT_VALUE * pair[1].value } else { 0.0 };
    }
    for found in matches {
        match best_of_slot.iter_mut().find(|(slot, _)| *slot == found.slot) {
            Some((_, value)) => {
                sum += (found.value - *value).max(0.0) + REPEAT_VALUE * found.value;
                *value = value.max(found.value);
            }
            None => {
                sum += found.value;
                best_of_slot.push((found.slot, found.value));
            }
        }
    }
    sum
}

/// Where a passage begins whose first match is at `at`: with its sentence if that is near, else with a word.
fn beginning(text: &str, at: usize) -> usize {
    let near = before_chars(text, at, LEAD).min(before_chars(text, text.len(), LENGTH));
    if near == 0 {
        return 0;
    }
    let word = before_chars(text, at, LEAD / 3);
    let after_blank = |blank: usize| after_chars(text, word + blank, 1);
    let word = slice(text, word..at).find(char::is_whitespace).map_or(word, after_blank);
    last_sentence(text, near..at).unwrap_or(word)
}

/// Where it ends: after the last whole sentence if that is past the last match and not too short, else after a word.
fn ending(text: &str, start: usize, last: usize, end: usize) -> usize {
    if end == text.len() {
        return end;
    }
    let earliest = last.max(after_chars(text, start, LENGTH / 2)).min(end);
    let sentence = last_sentence(text, start..end).filter(|next| *next >= earliest);
    let word = slice(text, last..end).rfind(char::is_whitespace).map(|blank| last + blank);
    sentence.or(word).unwrap_or(end)
}

/// The last place within `range` where a sentence begins: past a stop and the blanks behind it; CJK stops need none.
fn last_sentence(text: &str, range: Range<usize>) -> Option<usize> {
    let (bytes, mut last) = (text.as_bytes(), None);
    for at in range.start..range.end {
        // Few bytes begin a stop; so few characters have to be decoded.
        if !bytes.get(at).is_some_and(|byte| matches!(byte, b'.' | b'!' | b'?' | b'\n' | 0xd8..)) {
            continue;
        }
        let rest = slice(text, at..range.end);
        let Some(stop) = rest.chars().next() else { continue };
        let after = slice(rest, stop.len_utf8()..rest.len());
        let blanks = after.len() - after.trim_start().len();
        let begins = match stop {
            '.' | '!' | '?' | '…' | '؟' | '۔' | '।' => blanks > 0,
            '\n' | '。' | '！' | '？' => true,
            _ => false,
        };
        if begins {
            last = Some(at + stop.len_utf8() + blanks);
        }
    }
    last
}

/// Whether a character begins at a byte.
fn begins(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_none_or(|byte| byte & 0xc0 != 0x80)
}

/// The byte `count` characters after `start`, or the end.
fn after_chars(text: &str, start: usize, mut count: usize) -> usize {
    let (bytes, mut at) = (text.as_bytes(), start);
    while count > 0 && at < bytes.len() {
        at += 1;
        count -= usize::from(begins(bytes, at));
    }
    at
}

/// The byte `count` characters before `end`, or the beginning.
fn before_chars(text: &str, end: usize, mut count: usize) -> usize {
    let (bytes, mut at) = (text.as_bytes(), end);
    while count > 0 && at > 0 {
        at -= 1;
        count -= usize::from(begins(bytes, at));
    }
    at
}

/// The spans of matches, those joined that touch or overlap.
fn merged(matches: &[Match]) -> Vec<Range<usize>> {
    let mut merged: Vec<Range<usize>> = Vec::new();
    for mark in matches.iter().map(|found| &found.span) {
        match merged.last_mut() {
            Some(last) if mark.start <= last.end => last.end = last.end.max(mark.end),
            _ => merged.push(mark.clone()),
        }
    }
    merged
}

impl Passage<'_> {
    /// The passage on its own: on one line, with dots where the text goes on.
    fn marked(self) -> Marked {
        let sentence_before =
            |text: &str| text.trim_end().ends_with(['.', '!', '?', '…', '؟', '۔', '।', '。', '！', '？', '\n']);
        let before = slice(self.text, 0..self.span.start);
        let lead = if before.is_empty() || sentence_before(before) { "" } else { "… " };
        let shown = slice(self.text, self.span.clone()).trim_end();
        let cut = self.span.end < self.text.len() && !sentence_before(shown);
        let mut text = String::with_capacity(lead.len() + shown.len() + 4);
        text.push_str(lead);
        shown.chars().for_each(|c| text.push(if matches!(c, '\n' | '\t') { ' ' } else { c }));
        if cut {
            text.push_str(" …");
        }
        let mut marks = self.marks;
        for mark in &mut marks {
            let start = mark.start - self.span.start + lead.len();
            *mark = start..start + mark.len();
        }
        Marked { text, marks }
    }
}
