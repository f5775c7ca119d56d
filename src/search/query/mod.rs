//! The query language. Every string is a query; nothing is an error.
//!
//! ```text
//! list    = part*
//! part    = near ( ( "OR" | "|" ) near )*
//! near    = operand ( "near/" number operand )?      of two words or phrases without a minus
//! operand = "-"? ( "(" list ")" | field? ( phrase | word "*"? ) )
//! phrase  = '"' anything but '"' ( '"' | end )       also “ ” „ « »; any of them closes
//! word    = characters up to a blank or a quotation mark, within brackets also up to ")"
//! field   = "title:" | "author:" | "place:" | "source:" | "tag:" | "lang:" | "date:" | "before:" | "after:"
//! ```
//!
//! Names of fields and `near` may be written in capitals; `OR` must be. A date is a year, a month or a day as ISO 8601
//! writes it, in the digits of any script; `date:` takes two of them with `..` between, or one of the two.
//!
//! The words of a list are alternatives: an article needs one of them, unless the list has another part that must hold.
//! Every other part must: a phrase stands in the article as written, a field's words in that field, of a group or of
//! what `OR` joins at least one; what has a minus before it must not hold. Fields beside the text (all but `title:`),
//! and what joins only these, narrow what is found: they leave the words of their list as needed as they are without.
//! `near/5` asks for its two sides, words or phrases, within five words of each other, and reaches 50 at most. A minus
//! counts at the beginning of a word only: `al-Araji` is two words, `-Araji` excludes.
//!
//! What an operator cannot be is a word: an `OR` without a neighbour, a date or language that is none, a colon after
//! anything else.
//! Brackets that are never closed end with the query; those that close nothing mean nothing.

mod dates;
mod parse;

use crate::archive::facets::Facet;
use core::ops::Range;

/// Longest query that is read, in bytes; what comes after is ignored. Bounds the time that one keystroke takes.
pub const MAX_BYTES: usize = 2000;

/// A query as data: its parts, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The parts of the whole query, which is a list.
    pub parts: Vec<Part>,
}

/// A part of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it asks for.
    pub kind: Kind,
    /// Its bytes in the query, with everything that belongs to it.
    pub whole: Range<usize>,
    /// The bytes of its words or of its value alone.
    pub span: Range<usize>,
    /// Whether articles for which it holds are left out.
    pub without: bool,
    /// Whether its last word may be the beginning of longer ones.
    pub growing: bool,
    /// The parts of a group, or what operators join.
    pub parts: Vec<Part>,
}

/// What a part asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words of a list, each an alternative.
    Words,
    /// Words that stand one after the other.
    Phrase,
    /// The same, in the headline.
    Title,
    /// A value of a facet that has these words.
    Facet(Facet),
    /// A language, by its tag.
    Language,
    /// Dates from the first to the second, both included, as numbers: 20230529, 20230500 without a day.
    Dates(u32, u32),
    /// Two parts that stand within so many words of each other.
    Near(u32),
    /// One of the parts.
    Either,
    /// A list in brackets.
    Group,
}

impl Kind {
    /// Its name in results.
    pub fn name(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Phrase => "phrase",
            Self::Title => "title",
            Self::Facet(facet) => facet.name(),
            Self::Language => "lang",
            Self::Dates(..) => "date",
            Self::Near(_) => "near",
            Self::Either => "either",
            Self::Group => "group",
        }
    }
}

impl Query {
    /// Reads a query with its operators. `prefix`: its last word may still be growing, unless something follows it, if
    /// only a closing quotation mark.
    pub fn parse(text: &str, prefix: bool) -> Self {
        let text = within(text);
        let mut query = Self { parts: parse::list(text) };
        if prefix {
            grow(&mut query.parts, text.len());
        }
        query
    }

    /// Reads a query as plain words: no operator means anything.
    pub fn plain(text: &str, prefix: bool) -> Self {
        let span = 0..within(text).len();
        let whole = span.clone();
        let mut parts =
            vec![Part { kind: Kind::Words, whole, span, without: false, growing: false, parts: Vec::new() }];
        if prefix {
            grow(&mut parts, text.len());
        }
        Self { parts }
    }

    /// Calls `each` for every part that has words to look up, in order, and says whether it stands below a minus.
    pub fn each_with_words<'a>(&'a self, mut each: impl FnMut(&'a Part, bool)) {
        with_words(&self.parts, false, &mut each);
    }
}

fn with_words<'a>(parts: &'a [Part], without: bool, each: &mut dyn FnMut(&'a Part, bool)) {
    for part in parts {
        let without = without || part.without;
        match part.kind {
            Kind::Words | Kind::Phrase | Kind::Title => each(part, without),
            _ => with_words(&part.parts, without, each),
        }
    }
}

/// Lets the last word grow if nothing follows it up to `end`.
fn grow(parts: &mut [Part], end: usize) {
    if let Some(last) = parts.last_mut().filter(|last| !last.without) {
        let dates = matches!(last.kind, Kind::Dates(..) | Kind::Language);
        last.growing |= last.span.end == end && !dates;
        grow(&mut last.parts, end);
    }
}

/// The beginning of `text` that is read.
fn within(text: &str) -> &str {
    crate::text::slice(text, 0..text.floor_char_boundary(MAX_BYTES))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A part as a person would say it.
    fn show(text: &str, part: &Part) -> String {
        let value = &text[part.span.clone()];
        let inner: Vec<_> = part.parts.iter().map(|part| show(text, part)).collect();
        let shown = match part.kind {
            Kind::Words => value.to_string(),
            Kind::Phrase => format!("[{value}]"),
            Kind::Title => format!("title[{value}]"),
            Kind::Facet(facet) => format!("{}[{value}]", facet.name()),
            Kind::Language => format!("lang[{value}]"),
            Kind::Dates(from, to) => format!("{from}..{to}"),
            Kind::Near(words) => format!("near{words}({})", inner.join(" ")),
            Kind::Either => format!("either({})", inner.join(" ")),
            Kind::Group => format!("({})", inner.join(" ")),
        };
        format!("{}{shown}{}", if part.without { "-" } else { "" }, if part.growing { "*" } else { "" })
    }

    #[track_caller]
    fn reads(text: &str, expected: &str) {
        let parts: Vec<_> = Query::parse(text, false).parts.iter().map(|part| show(text, part)).collect();
        assert_eq!(parts.join(" "), expected, "{text}");
    }

    #[test]
    fn words_phrases_and_exclusions_are_told_apart() {
        reads("border security", "border security");
        reads(r#"iran "border security" -oil -"debt deal""#, "iran [border security] -[oil] -[debt deal]");
        reads("„Haus am See“ Berlin", "[Haus am See] Berlin");
        reads("al-Araji - -- end-", "al-Araji - -- end-");
        reads("bord* -oil* *", "bord* -[oil]* *");
    }

    #[test]
    fn or_and_brackets_make_groups() {
        reads("a OR b", "either([a] [b])");
        reads("x a OR b | c y", "x either([a] [b] [c]) y");
        reads("(a b) OR \"c d\"", "either((a b) [c d])");
        reads("x (a OR (b c) -d)", "x (either([a] (b c)) -[d])");
        reads("-(a b) c", "-(a b) c");
        reads("a OR -b", "either([a] -[b])");
    }

    #[test]
    fn near_joins_words_and_phrases() {
        reads("iran near/5 deal", "near5([iran] [deal])");
        reads("a NEAR/3 \"b c\" near/9 d", "near3([a] [b c]) near/9 d");
        reads("a OR b near/2 c", "either([a] near2([b] [c]))");
        reads("(a b) near/5 c near/0 near/x d", "(a b) near/5 c near/0 near/x d");
    }

    #[test]
    fn fields_take_a_word_or_a_phrase() {
        reads("title:flood author:\"Jane Doe\" -place:erbil", "title[flood] author[Jane Doe] -place[erbil]");
        reads("TAG:oil source:AP lang:ckb", "tag[oil] source[AP] lang[ckb]");
        reads("title: author:\"\" http://x note:this", "title: author: http://x note:this");
        reads("title:a OR tag:b", "either(title[a] tag[b])");
        reads("lang:en-GB lang:UND lang:english lang:\"\"", "lang[en-GB] lang[UND] lang:english lang:");
    }

    #[test]
    fn dates_are_periods() {
        reads("date:2023", "20230000..20239999");
        reads("date:2023-05..2023-06", "20230500..20230699");
        reads("date:2023-05-29 date:..2020 date:2020..", "20230529..20230529 0..20209999 20200000..4294967295");
        reads("before:2023-05 after:2023", "0..20230499 20240000..4294967295");
        reads("after:2023-05-29 date:۲۰۲۳", "20230530..4294967295 20230000..20239999");
        reads("date:soon date:2023-13 before:.. after:2023..", "date:soon date:2023-13 before:.. after:2023..");
    }

    #[test]
    fn anything_is_a_query() {
        reads(r#""never closed"#, "[never closed]");
        reads(r#"a"b c"d"#, "a [b c] d");
        reads("OR", "OR");
        reads("OR a OR", "OR a OR");
        reads("(a (b", "(a (b))");
        reads("a) ) b", "a) ) b");
        reads("() (-) ( OR )", "(OR)");
        for text in [
            "-\"",
            "\"",
            "“",
            "-",
            "\u{0}",
            "--\"-",
            "»«",
            "-(",
            "title:(",
            "a OR (",
            "near/5",
            "a near/5 -b",
            "a near/99999999999999",
            "date:99999999999",
            "a extraordinarily-long-words-follow",
        ] {
            Query::parse(text, true);
        }
        for deep in ["(", "a near/5 (", "a near/5 -(", "a OR (", "-("].map(|deep| deep.repeat(2000)) {
            let start = std::time::Instant::now();
            Query::parse(&deep, true);
            assert!(start.elapsed().as_secs() < 2, "{}", &deep[..12]);
        }
        assert!(Query::parse(&"é".repeat(100_000), true).parts[0].span.end <= MAX_BYTES);
    }

    #[test]
    fn the_last_word_grows_until_something_follows() {
        let grows = |text: &str| {
            let mut growing = 0;
            Query::parse(text, true).each_with_words(|part, _| growing += usize::from(part.growing));
            growing == 1
        };
        for text in ["bord", "\"iran bord", "(a bord", "a OR bord", "title:bord", "a near/5 bord"] {
            assert!(grows(text), "{text}");
        }
        for text in ["bord ", "\"bord\"", "-bord", "", "(bord)", "-(a bord"] {
            assert!(!grows(text), "{text}");
        }
    }
}
