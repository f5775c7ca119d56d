//! The report as a page: one file without scripts, which fetches nothing.
//!
//! Every text of the input goes through [`safe`], so that none becomes markup or turns the line around it; it stands in
//! an element of its own direction.

use super::corpus::{Counts, First};
use super::file::{Entry, Field, File};
use super::{Whole, percent, plural};
use crate::cli::explain::sureness;
use crate::cli::severity::Severity;
use crate::cli::terminal::shown;
use newsprint::ingest::LeftOut;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The page up to its heading.
const HEAD: &str = concat!(
    "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n",
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n",
    "<meta name=\"viewport\" content=\"width=device-width\">\n<title>What was read</title>\n<style>\n",
    include_str!("style.css"),
    "</style>\n<main>\n<h1>What was read</h1>\n"
);

/// The whole page.
pub fn page(whole: &Whole) -> String {
    let mut out = String::from(HEAD);
    tiles(&mut out, &whole.corpus);
    contents(&mut out, whole);
    first(&mut out, &whole.corpus);
    fields(&mut out, &whole.corpus);
    lines(&mut out, &whole.corpus);
    twins(&mut out, whole);
    tables(&mut out, &whole.corpus);
    out.push_str("<section id=\"files\">\n<h2>Files</h2>\n");
    whole.files.things.iter().for_each(|file| self::file(&mut out, file));
    let away = whole.files.away;
    let what = plural(away, "file, which needs a look less, is", "files, which need a look less, are");
    more(&mut out, away, what);
    out.push_str("</section>\n</main>\n</html>\n");
    out
}

/// The figures at the top.
fn tiles(out: &mut String, counts: &Counts) {
    out.push_str("<dl class=\"tiles\">\n");
    let articles = counts.left_out.iter().filter(|(why, _)| *why != LeftOut::NO_ARTICLE);
    let warnings = counts.complaints - counts.fatal;
    let left_out: usize = articles.map(|(_, count)| count).sum();
    for (name, value) in [
        (plural(counts.files, "file", "files"), counts.files.to_string()),
        (plural(counts.articles, "article", "articles"), counts.articles.to_string()),
        ("left out", left_out.to_string()),
        (plural(counts.fatal, "error", "errors"), counts.fatal.to_string()),
        (plural(warnings, "warning", "warnings"), warnings.to_string()),
        (plural(counts.warnings, "note on an article", "notes on articles"), counts.warnings.to_string()),
        ("without text", counts.empty.to_string()),
        ("lost more than half", counts.lost_much.to_string()),
        ("of a text removed, median", format!("{} %", counts.removed_median)),
        ("of a text removed, most", format!("{} %", counts.removed_max)),
    ] {
        let _ = writeln!(out, "<div><dt>{name}</dt><dd>{value}</dd></div>");
    }
    out.push_str("</dl>\n");
}

/// Links to the sections that there are.
fn contents(out: &mut String, whole: &Whole) {
    let counts = &whole.corpus;
    out.push_str("<nav aria-label=\"Sections\"><ul>\n");
    for (id, name, there) in [
        ("first", "Look at these first", !counts.first.is_empty()),
        ("fields", "Fields", counts.articles > 0),
        ("lines", "Most removed lines", !counts.lines.is_empty()),
        ("twins", "Nearly the same", !whole.twins.is_empty()),
        ("counts", "Formats and rules", true),
        ("files", "Files", true),
    ] {
        if there {
            let _ = writeln!(out, "<li><a href=\"#{id}\">{name}</a></li>");
        }
    }
    out.push_str("</ul></nav>\n");
}

/// What to look at first.
fn first(out: &mut String, counts: &Counts) {
    if counts.first.is_empty() {
        return;
    }
    let caption = "The files, and the articles in files of several, that need a person most";
    open(out, "first", "Look at these first", caption, &["File", "Article", "Why"], &[]);
    for First { number, name, article, reasons, .. } in &counts.first {
        let (name, why) = (safe(name), safe(&reasons.join("; ")));
        let article = article.as_deref().map(safe).unwrap_or_default();
        let _ = writeln!(
            out,
            "<tr><th scope=\"row\"><a href=\"#f{number}\"><bdi>{name}</bdi></a></th>\
             <td><bdi>{article}</bdi></td><td>{why}</td></tr>"
        );
    }
    close(out);
}

/// How often each field was found.
fn fields(out: &mut String, counts: &Counts) {
    if counts.articles == 0 {
        return;
    }
    let caption = "In how many articles each field was found; in how many it was guessed from how the source looks; \
        how many of these guesses are less sure than .90";
    open(out, "fields", "Fields", caption, &["Field"], &["Found", "Share", "Guessed", "Unsure", "Least sure"]);
    for fill in &counts.fields {
        let share = percent(fill.filled, counts.articles);
        let least = fill.least.map(sureness).unwrap_or_default();
        let (name, filled, guessed, unsure) = (fill.name, fill.filled, fill.guessed, fill.unsure);
        let _ = writeln!(
            out,
            "<tr><th scope=\"row\">{name}</th><td class=\"n\">{filled}</td><td class=\"n\">{share} % \
             <meter value=\"{share}\" max=\"100\">{share} %</meter></td>\
             <td class=\"n\">{guessed}</td><td class=\"n\">{unsure}</td><td class=\"n\">{least}</td></tr>"
        );
    }
    close(out);
}

/// The lines that were removed most often.
fn lines(out: &mut String, counts: &Counts) {
    if counts.lines.is_empty() {
        return;
    }
    let off = match counts.lines_off {
        0 => String::new(),
        off => format!("; there are so many that each count may be too small by up to {off}"),
    };
    let caption = format!("Lines that rules took out of more texts than others{off}");
    open(out, "lines", "Most removed lines", &caption, &["Line", "Rule"], &["Times"]);
    for line in &counts.lines {
        let (text, rule, count) = (safe(&line.text), safe(&line.rule), line.count);
        let _ = writeln!(out, "<tr><td dir=\"auto\">{text}</td><td>{rule}</td><td class=\"n\">{count}</td></tr>");
    }
    close(out);
}

/// Articles with nearly the same text.
fn twins(out: &mut String, whole: &Whole) {
    if whole.twins.is_empty() {
        return;
    }
    let caption = "Articles that share nearly all of their text";
    open(out, "twins", "Nearly the same", caption, &["Article", "The same as", "What became of it"], &[]);
    for twins in &whole.twins {
        let (later, first, fate) = (safe(&twins.later), safe(&twins.first), safe(&twins.fate));
        let _ = writeln!(out, "<tr><td><bdi>{later}</bdi></td><td><bdi>{first}</bdi></td><td>{fate}</td></tr>");
    }
    close(out);
    more(out, whole.more_twins, plural(whole.more_twins, "pair is", "pairs are"));
}

/// The small tables of names and counts.
fn tables(out: &mut String, counts: &Counts) {
    out.push_str("<section id=\"counts\" class=\"row\">\n<h2>Formats and rules</h2>\n");
    let tables: [(&str, &BTreeMap<String, usize>); 5] = [
        ("Formats of files", &counts.formats),
        ("Encodings of files", &counts.encodings),
        ("Languages that articles name", &counts.languages),
        ("Articles left out", &counts.left_out),
        ("Lines removed by each rule", &counts.rules),
    ];
    for (caption, table) in tables.into_iter().filter(|(_, table)| !table.is_empty()) {
        let _ = writeln!(out, "<table><caption>{caption}</caption><tbody>");
        for (name, count) in table {
            let name = safe(name);
            let _ = writeln!(out, "<tr><th scope=\"row\"><bdi>{name}</bdi></th><td class=\"n\">{count}</td></tr>");
        }
        out.push_str("</tbody></table>\n");
    }
    out.push_str("</section>\n");
}

/// One file, closed unless it needs a look badly.
fn file(out: &mut String, file: &File) {
    let (name, number) = (safe(&file.name), file.number);
    let open = if file.attention >= super::file::UNREAD { " open" } else { "" };
    let format = if file.format.is_empty() { "not read".into() } else { safe(&file.format) };
    let articles = if file.count == 1 { "1 article".into() } else { format!("{} articles", file.count) };
    let _ = writeln!(
        out,
        "<details id=\"f{number}\"{open}>\n<summary><bdi>{name}</bdi> <small>{format} {} · {articles}</small></summary>",
        safe(&file.encoding)
    );
    for trouble in &file.complaints {
        let line = trouble.line.map(|line| format!("line {line}: ")).unwrap_or_default();
        let _ = writeln!(
            out,
            "<p class=\"bad\"><b>{}</b> {line}{}</p>",
            Severity::of(trouble.fatal).name(),
            safe(&trouble.problem)
        );
    }
    for (name, why) in &file.left_out {
        let _ = writeln!(out, "<p><b>Left out</b> <bdi>{}</bdi>: {}</p>", safe(name), safe(why));
    }
    file.articles.iter().for_each(|entry| self::entry(out, entry));
    let away = file.count.saturating_sub(file.articles.len());
    let what = plural(away, "article, which needs a look less, is", "articles, which need a look less, are");
    more(out, away, what);
    out.push_str("</details>\n");
}

/// One article.
fn entry(out: &mut String, entry: &Entry) {
    let of = language(entry);
    let (title, id, line) = (safe(&entry.title), safe(&entry.id), entry.line);
    let _ =
        writeln!(out, "<article>\n<h3{of}>{title}</h3>\n<p><small>id <bdi>{id}</bdi>, from line {line}</small></p>");
    for warning in &entry.warnings {
        let _ = writeln!(out, "<p class=\"bad\"><b>Note</b> {}</p>", safe(warning));
    }
    out.push_str("<table><caption>What was taken for what</caption>\n");
    head(out, &["Field", "Text", "Why"], &["Sure", "Line"]);
    entry.fields.iter().for_each(|field| self::field(out, field, &of));
    let blocks: Vec<String> = entry.blocks.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
    let blocks = blocks.join(", ");
    let _ = writeln!(out, "<tr><th scope=\"row\">blocks</th><td>{blocks}</td><td></td><td></td><td></td></tr>");
    out.push_str("</tbody></table>\n");
    removed(out, entry, &of);
    out.push_str("</article>\n");
}

fn field(out: &mut String, field: &Field, of: &str) {
    let (name, value) = (safe(&field.name), safe(&field.value));
    let given = field.rule.is_empty();
    let class = if field.confidence < super::file::SURE { " class=\"unsure\"" } else { "" };
    let rule = if given { "as given".into() } else { safe(&field.rule) };
    let sure = if given { String::new() } else { sureness(field.confidence) };
    let line = number(field.line);
    let _ = writeln!(
        out,
        "<tr{class}><th scope=\"row\">{name}</th><td{of}>{value}</td><td>{rule}</td>\
         <td class=\"n\">{sure}</td><td class=\"n\">{line}</td></tr>"
    );
}

/// The removed lines of an article.
fn removed(out: &mut String, entry: &Entry, of: &str) {
    if entry.removed_lines == 0 {
        return;
    }
    let (count, share) = (entry.removed_lines, entry.removed_percent);
    let lines = if count == 1 { "line was" } else { "lines were" };
    let _ = writeln!(out, "<table><caption>{count} {lines} removed, {share} % of the text</caption>");
    head(out, &["Text", "Rule"], &["Sure", "Line"]);
    for gone in &entry.removed {
        let (line, text, rule, sure) =
            (number(gone.line), safe(&gone.text), safe(&gone.rule), sureness(gone.confidence));
        let _ = writeln!(
            out,
            "<tr><td{of}>{text}</td><td>{rule}</td><td class=\"n\">{sure}</td><td class=\"n\">{line}</td></tr>"
        );
    }
    out.push_str("</tbody></table>\n");
    let away = count.saturating_sub(entry.removed.len());
    more(out, away, plural(away, "line is", "lines are"));
}

/// Attributes of an element that holds a text of the article.
fn language(entry: &Entry) -> String {
    let lang = entry.lang.as_ref().map(|lang| format!(" lang=\"{}\"", safe(lang))).unwrap_or_default();
    format!("{lang} dir=\"{}\"", entry.dir.unwrap_or("auto"))
}

/// Begins a section that is one table: columns of texts, then columns of figures.
fn open(out: &mut String, id: &str, heading: &str, caption: &str, texts: &[&str], figures: &[&str]) {
    let _ = writeln!(out, "<section id=\"{id}\">\n<h2>{heading}</h2>\n<table><caption>{caption}</caption>");
    head(out, texts, figures);
}

/// The head of a table.
fn head(out: &mut String, texts: &[&str], figures: &[&str]) {
    out.push_str("<thead><tr>");
    texts.iter().for_each(|name| out.extend(["<th scope=\"col\">", name, "</th>"]));
    figures.iter().for_each(|name| out.extend(["<th scope=\"col\" class=\"n\">", name, "</th>"]));
    out.push_str("</tr></thead><tbody>\n");
}

/// Ends it.
fn close(out: &mut String) {
    out.push_str("</tbody></table>\n</section>\n");
}

/// What is not shown.
fn more(out: &mut String, count: usize, what: &str) {
    if count > 0 {
        let _ = writeln!(out, "<p>{count} more {what} not shown.</p>");
    }
}

/// A line number; nothing where none is known.
fn number(line: u32) -> String {
    if line == 0 { String::new() } else { line.to_string() }
}

/// A text of the input as part of a page or of an attribute.
fn safe(text: &str) -> String {
    let shown = shown(text);
    shown.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}
