//! What is safe to show at a terminal. Names and texts come from other people: a control character in them could
//! command the terminal, a line end could fake a message, a mark of direction could turn a line around.

use std::borrow::Cow;

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

/// Control characters, line ends of all kinds, and marks that change the direction of what follows.
fn is_unsafe(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The text, kept apart from what stands around it in case that it is written from right to left.
pub fn isolated(text: &str) -> String {
    format!("\u{2068}{}\u{2069}", shown(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_commands_a_terminal_is_written_out() {
        assert_eq!(shown("Ende – نهاية"), "Ende – نهاية");
        assert_eq!(shown("a\u{1b}[31m\nb\tc"), "a\\u{1b}[31m\\nb\\tc");
        assert_eq!(shown("x\u{202e}y\u{85}"), "x\\u{202e}y\\u{85}");
        assert_eq!(isolated("a\u{2069}b"), "\u{2068}a\\u{2069}b\u{2069}");
    }
}
