//! How grave what a command has to say of its input is: the word before each line of it, and how many lines there were.

use super::terminal::{counted, listed, shown};
use newsprint::ingest::Item;
use std::fmt;

/// Kinds of messages, as their first word names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// An article, or a file, is lost.
    Error,
    /// Something was passed over; no article is lost.
    Warning,
    /// What a person may want to know: a draft that was left out, a date that was not understood, an id that was taken.
    Note,
}

impl Severity {
    /// That of a complaint, which may be fatal to an article.
    pub fn of(fatal: bool) -> Self {
        if fatal { Self::Error } else { Self::Warning }
    }

    /// Its word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// A line for a person.
#[derive(Clone, Debug)]
pub struct Message {
    /// How grave it is.
    pub severity: Severity,
    /// What it says, safe to print.
    pub text: String,
}

impl Message {
    /// Says something that is safe to print.
    pub fn note(text: String) -> Self {
        Self { severity: Severity::Note, text }
    }

    /// A complaint, what was left out, or the warnings of an article.
    pub fn of(item: &Item) -> Vec<Self> {
        match item {
            Item::Complaint(complaint) => {
                vec![Self { severity: Severity::of(complaint.fatal), text: shown(&complaint.to_string()).into() }]
            }
            Item::LeftOut(left_out) => vec![Self::note(shown(&left_out.to_string()).into())],
            Item::Article(article) => {
                let place = format!("{}:{}", article.origin.file, article.origin.line);
                let note = |warning: &String| Self::note(format!("{}: {}", shown(&place), shown(warning)));
                article.warnings.iter().map(note).collect()
            }
            Item::Opened(_) | Item::Line(_) => Vec::new(),
        }
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.severity.name(), self.text)
    }
}

/// How many messages of each kind there were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// [`Severity::Error`].
    pub errors: usize,
    /// [`Severity::Warning`].
    pub warnings: usize,
    /// [`Severity::Note`].
    pub notes: usize,
}

impl Counts {
    /// Counts one more.
    pub fn add(&mut self, severity: Severity) {
        *match severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
            Severity::Note => &mut self.notes,
        } += 1;
    }

    /// Errors and warnings in words, `1 error and 2 warnings`, which are what strictness forbids; nothing where there are
    /// none.
    pub fn forbidden(&self) -> Option<String> {
        let counts = [(self.errors, "error"), (self.warnings, "warning")];
        let words: Vec<_> = counts.iter().filter(|(count, _)| *count > 0).map(|(n, what)| counted(*n, what)).collect();
        (!words.is_empty()).then(|| listed(&words.iter().map(String::as_str).collect::<Vec<_>>()))
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [errors, warnings] = [counted(self.errors, "error"), counted(self.warnings, "warning")];
        write!(f, "{errors}, {warnings}, {}", counted(self.notes, "note"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsprint::article::{Article, Origin};
    use newsprint::ingest::{Complaint, LeftOut};

    #[test]
    fn each_line_has_its_kind_before_it_and_is_counted() {
        let complaint = |fatal| Complaint { file: "a".into(), line: Some(2), fatal, problem: "x".into() };
        let origin = Origin { file: "b".into(), line: 1 };
        let article = Article { warnings: vec!["y".into(), "z\n".into()], origin, ..Article::default() };
        let items = [
            Item::Complaint(complaint(true)),
            Item::Complaint(complaint(false)),
            Item::LeftOut(LeftOut { name: "c".into(), why: "a draft", records: 0 }),
            Item::Article(Box::new(article)),
        ];
        let messages: Vec<_> = items.iter().flat_map(Message::of).collect();
        let lines: Vec<_> = messages.iter().map(ToString::to_string).collect();
        let expected =
            ["error: a:2: x", "warning: a:2: x", "note: c: a draft, left out", "note: b:1: y", "note: b:1: z\\n"];
        assert_eq!(lines, expected);
        let mut counts = Counts::default();
        assert_eq!(counts.forbidden(), None);
        messages.iter().for_each(|message| counts.add(message.severity));
        assert_eq!(counts.to_string(), "1 error, 1 warning, 3 notes");
        assert_eq!(counts.forbidden().as_deref(), Some("1 error and 1 warning"));
    }
}
