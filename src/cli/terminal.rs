//! What is safe to show at a terminal. Names and texts come from other people: a control character in them could
//! command the terminal, a line end could fake a message, a mark of direction could turn a line around.

use newsprint::ingest::is_rtl;
use std::borrow::Cow;
use std::env;
use std::io::{IsTerminal, Write};

/// How a line stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tint {
    /// As it is.
    Plain,
    /// Bold.
    Strong,
    /// Less than the others.
    Faint,
}

impl Tint {
    /// The line with the codes that a terminal understands.
    pub fn paint(self, line: &str) -> String {
        match self {
            Self::Plain => line.into(),
            Self::Strong => format!("\x1b[1m{line}\x1b[0m"),
            Self::Faint => format!("\x1b[2m{line}\x1b[0m"),
        }
    }
}

/// Whether `stream` shows colours and its owner wants them (`NO_COLOR` is not set).
pub fn is_tinted(stream: &impl IsTerminal) -> bool {
    let wanted = env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    stream.is_terminal() && wanted && env::var_os("TERM").is_none_or(|term| term != "dumb")
}

/// The text on one line, with every control character and every mark of direction written out: `\n`, `\u{1b}`.
pub fn shown(text: &str) -> Cow<'_, str> {
    match text.chars().any(is_unsafe) {
        false => Cow::Borrowed(text),
        true => Cow::Owned(text.chars().fold(String::with_capacity(text.len() + 8), |mut out, c| {
            match is_unsafe(c) {
                true => out.extend(c.escape_default()),
                false => out.push(c),
            }
            out
        })),
    }
}

/// Names in a row: `a`, `a and b`, `a, b and c`.
pub fn listed(names: &[&str]) -> String {
    match names {
        [names @ .., last] if !names.is_empty() => format!("{} and {last}", names.join(", ")),
        _ => names.concat(),
    }
}

/// Writes a line to standard error; it must be safe to print. Whoever closed that has seen enough, which is no failure.
pub fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// A number of things: `1 article`, `2 articles`.
pub fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// Control characters, line ends of all kinds, and marks that change the direction of what follows.
fn is_unsafe(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The text as [`shown`], kept apart from what stands around it where some of it is written from right to left.
pub fn isolated(text: &str) -> Cow<'_, str> {
    let shown = shown(text);
    match shown.chars().any(is_rtl) {
        false => shown,
        true => Cow::Owned(format!("\u{2068}{shown}\u{2069}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_commands_a_terminal_is_written_out() {
        assert_eq!(shown("Ende – نهاية"), "Ende – نهاية");
        assert_eq!(shown("a\u{1b}[31m\nb\tc"), "a\\u{1b}[31m\\nb\\tc");
        assert_eq!(shown("x\u{202e}y\u{85}"), "x\\u{202e}y\\u{85}");
        assert_eq!(isolated("سد"), "\u{2068}سد\u{2069}");
        assert_eq!(isolated("dam"), "dam");
    }

    #[test]
    fn names_and_numbers_read_as_people_say_them() {
        assert_eq!([&["a"][..], &["a", "b"], &["a", "b", "c"], &[]].map(listed), ["a", "a and b", "a, b and c", ""]);
        assert_eq!((counted(1, "note"), counted(0, "date")), ("1 note".into(), "0 dates".into()));
    }
}
