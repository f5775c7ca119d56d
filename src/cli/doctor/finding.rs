//! What was found: good news in a line, anything else with what it costs and what to do.

use super::super::terminal::{Tint, shown};

/// How well something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grade {
    /// As it should be.
    Good,
    /// It works, and could be better.
    Advice,
    /// Readers meet an error.
    Fault,
}

/// Lines of a configuration, with the host that they are for.
pub type Change = &'static [(&'static str, &'static str)];

/// One thing that was looked at.
#[derive(Clone, Debug)]
pub struct Finding {
    /// How well it is.
    pub grade: Grade,
    /// What it is about, in a word or two.
    pub about: &'static str,
    /// What was asked.
    pub asked: String,
    /// What came.
    pub came: String,
    /// What that costs; empty if it is good.
    pub cost: String,
    /// What to change.
    pub change: Change,
}

impl Finding {
    /// Something that is as it should be.
    pub fn good(about: &'static str, asked: impl Into<String>, came: impl Into<String>) -> Self {
        let (asked, came) = (asked.into(), came.into());
        Self { grade: Grade::Good, about, asked, came, cost: String::new(), change: &[] }
    }

    /// The same, if it works and could be better.
    pub fn advice(self, cost: impl Into<String>, change: Change) -> Self {
        Self { grade: Grade::Advice, cost: cost.into(), change, ..self }
    }

    /// The same, if readers meet an error.
    pub fn fault(self, cost: impl Into<String>, change: Change) -> Self {
        Self { grade: Grade::Fault, cost: cost.into(), change, ..self }
    }
}

/// Findings as text. What to change is said once, however many findings ask for it.
#[derive(Debug, Default)]
pub struct Report {
    /// The text so far.
    pub text: String,
    tinted: bool,
    /// What was said already.
    said: Vec<Change>,
}

impl Report {
    /// An empty one, for a reader who sees colours or does not.
    pub fn new(tinted: bool) -> Self {
        Self { tinted, ..Self::default() }
    }

    /// Adds a finding.
    pub fn push(&mut self, finding: &Finding) {
        let (word, tint) = match finding.grade {
            Grade::Good => ("good", Tint::Faint),
            Grade::Advice => ("better", Tint::Strong),
            Grade::Fault => ("FAULT", Tint::Strong),
        };
        let head = format!("{word:<7} {}: {} -> {}", finding.about, shown(&finding.asked), shown(&finding.came));
        self.line(&if self.tinted { tint.paint(&head) } else { head });
        if !finding.cost.is_empty() {
            self.line(&format!("        costs: {}", shown(&finding.cost)));
        }
        match self.said.contains(&finding.change) {
            _ if finding.change.is_empty() => {}
            true => self.line("        what to change: see above"),
            false => self.change(finding.change),
        }
    }

    fn change(&mut self, change: Change) {
        self.said.push(change);
        for (host, lines) in change {
            match lines.contains('\n') {
                true => self.line(&format!("        {host}:\n            {}", lines.replace('\n', "\n            "))),
                false => self.line(&format!("        {host}: {lines}")),
            }
        }
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_says_what_was_asked_what_came_what_it_costs_and_what_to_do() {
        let finding = Finding::good("types", "GET /a.wasm", "200; Content-Type: text/plain\u{1b}")
            .advice("a later start", &[("nginx", "types {\n  application/wasm wasm;\n}"), ("Apache", "AddType x")]);
        let mut report = Report::default();
        report.push(&finding);
        let expected = "better  types: GET /a.wasm -> 200; Content-Type: text/plain\\u{1b}\n        costs: a later start\n        \
                        nginx:\n            types {\n              application/wasm wasm;\n            }\n        Apache: AddType x\n";
        assert_eq!(report.text, expected);
        report.push(&finding);
        assert!(report.text.ends_with("a later start\n        what to change: see above\n"), "{}", report.text);
    }
}
