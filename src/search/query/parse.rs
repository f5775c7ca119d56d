//! Reading a query: see [`super`] for its grammar.

use super::dates::period;
use super::{Kind, Part};
use crate::archive::facets::Facet;
use crate::text::{Lang, slice};
use core::ops::Range;

/// How deep brackets are read; deeper ones are part of words. Stops a query of a thousand brackets from exhausting the stack.
const MAX_DEPTH: usize = 16;
/// Most words that `near/` reaches: less than what lies between two texts of an article.
const MAX_NEAR: u32 = 50;

/// The parts of a query.
pub fn list(text: &str) -> Vec<Part> {
    Reader { text, at: 0, depth: 0 }.list()
}

/// An operator between two parts.
#[derive(Clone, Copy)]
enum Operator {
    Or,
    Near(u32),
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// Brackets that are open.
    depth: usize,
}

impl<'a> Reader<'a> {
    /// Parts up to the end, or to the bracket that closes this list.
    fn list(&mut self) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        while let Some(next) = self.skip_blanks() {
            if next == ')' && self.depth > 0 {
                break;
            }
            let start = self.at;
            if let Some(left) = parts.last()
                && let Some(operator) = self.operator(left)
            {
                let right = self.operand_of(operator);
                if let Some((right, left)) = right.and_then(|right| Some((right, parts.pop()?))) {
                    parts.push(join(left, operator, right));
                    continue;
                }
                self.at = start;
            }
            parts.extend(self.part());
        }
        parts
    }

    fn rest(&self) -> &'a str {
        slice(self.text, self.at..self.text.len())
    }

    /// Goes on to the next character that is no blank.
    fn skip_blanks(&mut self) -> Option<char> {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
        self.rest().chars().next()
    }

    /// Reads an operator that may follow `left`.
    fn operator(&mut self, left: &Part) -> Option<Operator> {
        let word = slice(self.rest(), 0..self.word_length());
        let operator = match word {
            "OR" | "|" => Operator::Or,
            _ => {
                let (name, words) = word.split_at_checked(5)?;
                let words = number(words).filter(|_| name.eq_ignore_ascii_case("near/") && can_be_near(left))?;
                Operator::Near(words)
            }
        };
        self.at += word.len();
        Some(operator)
    }

    /// Reads what stands behind an operator, if it can stand there.
    fn operand_of(&mut self, operator: Operator) -> Option<Part> {
        let next = self.skip_blanks().filter(|next| *next != ')' || self.depth == 0)?;
        match operator {
            Operator::Or => self.part(),
            // A group would be read in vain, and once more as what it is: brackets in brackets, time and time again.
            Operator::Near(_) if matches!(next, '(' | '-') => None,
            Operator::Near(_) => self.part().filter(can_be_near),
        }
    }

    /// Reads a part with its minus. `None` if there is nothing in it.
    fn part(&mut self) -> Option<Part> {
        let start = self.at;
        let excludes = |rest: &str| rest.starts_with(|c: char| c != '-' && !c.is_whitespace());
        let without = self.rest().strip_prefix('-').is_some_and(excludes);
        self.at += usize::from(without);
        let part = match self.rest().starts_with('(') && self.depth < MAX_DEPTH {
            true => self.group(),
            false => self.field().or_else(|| self.words()),
        };
        let mut part = part?;
        (part.whole.start, part.without) = (start, without);
        Some(if without { operand(part) } else { part })
    }

    /// A list in brackets.
    fn group(&mut self) -> Option<Part> {
        self.at += 1;
        self.depth += 1;
        let start = self.at;
        let parts = self.list();
        self.depth -= 1;
        let span = start..self.at;
        self.at += usize::from(self.rest().starts_with(')'));
        (!parts.is_empty()).then(|| Part { parts, ..self.made(Kind::Group, span) })
    }

    /// A word or phrase behind the name of a field.
    fn field(&mut self) -> Option<Part> {
        let start = self.at;
        let name = slice(self.rest(), 0..self.rest().find(':')?).to_ascii_lowercase();
        self.at += name.len() + 1;
        let part = self.words().and_then(|mut part| {
            let value = slice(self.text, part.span.clone());
            part.kind = match name.as_str() {
                "title" => Kind::Title,
                "lang" if is_language(value) => Kind::Language,
                "date" | "before" | "after" => {
                    let (from, to) = period(&name, value)?;
                    Kind::Dates(from, to)
                }
                _ => Kind::Facet(Facet::ALL.into_iter().find(|facet| facet.name() == name)?),
            };
            Some(part)
        });
        if part.is_none() {
            self.at = start;
        }
        part
    }

    /// A word or a phrase.
    fn words(&mut self) -> Option<Part> {
        let quote = self.rest().chars().next().filter(|c| is_quote(*c)).map_or(0, char::len_utf8);
        if quote > 0 {
            let start = self.at + quote;
            let end = slice(self.text, start..self.text.len()).find(is_quote).map(|length| start + length);
            let span = start..end.unwrap_or(self.text.len());
            self.at = span.end;
            let close = self.rest().chars().next().map_or(0, char::len_utf8);
            self.at += close;
            return (!span.is_empty()).then(|| self.made(Kind::Phrase, span));
        }
        let (start, length) = (self.at, self.word_length());
        self.at += length;
        let word = slice(self.text, start..self.at);
        let stem = word.strip_suffix('*').filter(|stem| !stem.is_empty());
        let span = start..start + stem.unwrap_or(word).len();
        (length > 0).then(|| Part { growing: stem.is_some(), ..self.made(Kind::Words, span) })
    }

    /// Bytes of the word here: up to a blank, a quotation mark or a bracket that closes.
    fn word_length(&self) -> usize {
        let ends = |c: char| c.is_whitespace() || is_quote(c) || c == ')' && self.depth > 0;
        self.rest().find(ends).unwrap_or(self.rest().len())
    }

    /// A part that ends here.
    fn made(&self, kind: Kind, span: Range<usize>) -> Part {
        Part { kind, whole: span.start..self.at, span, without: false, growing: false, parts: Vec::new() }
    }
}

/// Two parts and what is between them as one.
fn join(mut left: Part, operator: Operator, right: Part) -> Part {
    let kind = match operator {
        Operator::Or => Kind::Either,
        Operator::Near(words) => Kind::Near(words),
    };
    let whole = left.whole.start..right.whole.end;
    if left.kind == Kind::Either && !left.without {
        // `near` binds more tightly than `OR`.
        let last = if kind == Kind::Either { None } else { left.parts.pop() };
        let end = right.span.end;
        left.parts.push(match last {
            Some(last) => join(last, operator, right),
            None => operand(right),
        });
        let span = left.span.start..end;
        return Part { whole, span, ..left };
    }
    let span = left.span.start..right.span.end;
    let parts = vec![operand(left), operand(right)];
    Part { kind, whole, span, without: false, growing: false, parts }
}

/// A part on its own: its words are no alternatives of a list any more.
fn operand(mut part: Part) -> Part {
    if part.kind == Kind::Words {
        part.kind = Kind::Phrase;
    }
    part
}

/// Whether a part has places that something can be near to.
fn can_be_near(part: &Part) -> bool {
    let last = part.parts.last().filter(|_| part.kind == Kind::Either).unwrap_or(part);
    matches!(last.kind, Kind::Words | Kind::Phrase) && !last.without
}

/// Whether this is the tag of a language, or of none in particular.
fn is_language(tag: &str) -> bool {
    Lang::from_tag(tag) != Lang::UNKNOWN || tag.eq_ignore_ascii_case(Lang::UNKNOWN.tag())
}

/// A number of words that `near/` may reach.
fn number(text: &str) -> Option<u32> {
    let mut number = 0u32;
    for digit in text.bytes() {
        let digit = Some(digit).filter(u8::is_ascii_digit)?;
        number = number.saturating_mul(10).saturating_add(u32::from(digit & 15));
    }
    (number > 0).then_some(number.min(MAX_NEAR))
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}
