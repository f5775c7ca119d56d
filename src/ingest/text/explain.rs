//! A dump line by line, each line with what it was taken for.

use super::role::Role;
use super::sheet::Sheet;
use super::why;
use crate::ingest::{Line, LineRole};

/// The lines of `text` that are not blank; the lines of a wrapped paragraph have the role of the paragraph.
pub fn lines(text: &str, sheet: &Sheet, roles: &[Role]) -> Vec<Line> {
    let (mut lines, mut at) = (Vec::new(), 0);
    let pieces = text.split('\n').flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'));
    for (number, text) in (1..).zip(pieces.map(str::trim)).filter(|(_, text)| !text.is_empty()) {
        while sheet.units.get(at + 1).is_some_and(|unit| unit.line <= number) {
            at += 1;
        }
        lines.push(Line { number, role: role(sheet, roles, at), text: text.into() });
    }
    lines
}

/// What unit `at` was taken for, and why.
fn role(sheet: &Sheet, roles: &[Role], at: usize) -> LineRole {
    let plain = match roles.get(at) {
        Some(Role::Removed { rule, confidence }) => {
            return LineRole { name: "removed".into(), rule: (*rule).into(), confidence: *confidence };
        }
        Some(Role::Subhead) => "subhead",
        Some(Role::Item { .. }) => "list",
        Some(Role::Note) => "note",
        Some(Role::Lead | Role::Para) => "para",
        _ => "",
    };
    let reasons = why::reasons(sheet, roles, at);
    let mut names: Vec<&str> = reasons.iter().map(|(field, _)| *field).collect();
    names.extend(Some(plain).filter(|plain| !plain.is_empty()));
    let weakest = reasons.iter().map(|(_, evidence)| *evidence).min_by(|a, b| a.1.total_cmp(&b.1));
    let (rule, confidence) = weakest.unwrap_or(("", 1.0));
    LineRole { name: names.join("+"), rule: rule.into(), confidence }
}
