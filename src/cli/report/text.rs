//! The report as text, for a terminal, a log or a mail.

use super::corpus::Counts;
use super::file::{Entry, File};
use super::{Whole, percent, plural};
use crate::cli::explain::sureness;
use crate::cli::severity::Severity;
use crate::cli::terminal::{isolated, shown};
use std::fmt::Write as _;

/// The whole report.
pub fn report(whole: &Whole) -> String {
    let mut out = String::new();
    corpus(&mut out, &whole.corpus);
    if !whole.twins.is_empty() {
        let _ = writeln!(out, "\nNEARLY THE SAME");
        for twins in &whole.twins {
            let _ = writeln!(out, "  {} and {}: {}", isolated(&twins.first), isolated(&twins.later), twins.fate);
        }
        more(&mut out, whole.more_twins, plural(whole.more_twins, "pair", "pairs"));
    }
    let _ = writeln!(out, "\nFILES");
    whole.files.things.iter().for_each(|file| self::file(&mut out, file));
    let away = whole.files.away;
    more(&mut out, away, plural(away, "file that needs a look less", "files that need a look less"));
    out
}

/// The counts over all.
fn corpus(out: &mut String, counts: &Counts) {
    let _ = writeln!(out, "WHAT WAS READ");
    for (one, many, rest, count) in [
        ("file", "files", "", counts.files),
        ("article", "articles", "", counts.articles),
        ("error", "errors", "", counts.fatal),
        ("warning", "warnings", "", counts.complaints - counts.fatal),
        ("note", "notes", " on articles", counts.warnings),
        ("article", "articles", " without text", counts.empty),
        ("article", "articles", " that lost more than half", counts.lost_much),
        ("line", "lines", " removed", counts.removed),
        ("%", "%", " of an article removed: median", counts.removed_median),
        ("%", "%", " of an article removed: most", counts.removed_max),
    ] {
        let _ = writeln!(out, "{count:>9}  {}{rest}", plural(count, one, many));
    }
    for (what, table) in [
        ("FORMATS", &counts.formats),
        ("ENCODINGS", &counts.encodings),
        ("LEFT OUT", &counts.left_out),
        ("LINES REMOVED BY EACH RULE", &counts.rules),
    ] {
        let title = if table.is_empty() { String::new() } else { format!("\n{what}\n") };
        out.push_str(&title);
        table.iter().for_each(|(name, count)| {
            let _ = writeln!(out, "{count:>9}  {}", shown(name));
        });
    }
    fields(out, counts);
    first(out, counts);
    lines(out, counts);
}

/// How often each field was found.
fn fields(out: &mut String, counts: &Counts) {
    let _ = writeln!(out, "\nFIELDS             found           guessed  unsure  least");
    for fill in counts.fields.iter().filter(|fill| fill.filled > 0) {
        let share = percent(fill.filled, counts.articles);
        let least = fill.least.map(sureness).unwrap_or_default();
        let (name, filled, guessed, unsure) = (fill.name, fill.filled, fill.guessed, fill.unsure);
        let _ = writeln!(out, "  {name:<12}{filled:>9}  {share:>3} %  {guessed:>9}  {unsure:>6}  {least:>5}");
    }
}

fn first(out: &mut String, counts: &Counts) {
    if !counts.first.is_empty() {
        let _ = writeln!(out, "\nLOOK AT THESE FIRST");
    }
    for first in &counts.first {
        let article = first.article.as_deref().map(|id| format!(", {}", isolated(id))).unwrap_or_default();
        let _ = writeln!(out, "  {}{article}: {}", isolated(&first.name), isolated(&first.reasons.join("; ")));
    }
}

fn lines(out: &mut String, counts: &Counts) {
    if !counts.lines.is_empty() {
        let _ = writeln!(out, "\nMOST REMOVED LINES");
    }
    for line in &counts.lines {
        let _ = writeln!(out, "{:>9}  {:<14} | {}", line.count, line.rule, isolated(&line.text));
    }
    if counts.lines_off > 0 {
        let _ = writeln!(out, "  (there are many: each count may be too small by up to {})", counts.lines_off);
    }
}

/// One file.
fn file(out: &mut String, file: &File) {
    let format = if file.format.is_empty() { "not read" } else { &file.format };
    let _ = writeln!(out, "\n{}: {format} {}", isolated(&file.name), file.encoding);
    for trouble in &file.complaints {
        let line = trouble.line.map(|line| format!("{line}: ")).unwrap_or_default();
        let _ = writeln!(out, "  {}: {line}{}", Severity::of(trouble.fatal).name(), shown(&trouble.problem));
    }
    for (name, why) in &file.left_out {
        let _ = writeln!(out, "  left out: {}: {why}", isolated(name));
    }
    file.articles.iter().for_each(|entry| self::entry(out, entry));
    let away = file.count.saturating_sub(file.articles.len());
    more(out, away, plural(away, "article that needs a look less", "articles that need a look less"));
}

/// One article.
fn entry(out: &mut String, entry: &Entry) {
    let _ = writeln!(out, "  {} ({}, line {})", isolated(&entry.title), isolated(&entry.id), entry.line);
    for warning in &entry.warnings {
        let _ = writeln!(out, "    note: {}", shown(warning));
    }
    for field in &entry.fields {
        let why = if field.rule.is_empty() {
            "as given".into()
        } else {
            format!("{} {}", field.rule, sureness(field.confidence))
        };
        let _ = writeln!(out, "    {:<10} {why:<26} | {}", field.name, isolated(&field.value));
    }
    let blocks: Vec<String> = entry.blocks.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
    let _ = writeln!(out, "    {:<10} {}", "blocks", blocks.join(", "));
    for gone in &entry.removed {
        let why = format!("{} {}", gone.rule, sureness(gone.confidence));
        let _ = writeln!(out, "    removed    {why:<19} {:>6} | {}", gone.line, isolated(&gone.text));
    }
    let away = entry.removed_lines.saturating_sub(entry.removed.len());
    more(out, away, plural(away, "removed line", "removed lines"));
}

/// What is not shown.
fn more(out: &mut String, count: usize, what: &str) {
    if count > 0 {
        let _ = writeln!(out, "  … and {count} more {what}");
    }
}
