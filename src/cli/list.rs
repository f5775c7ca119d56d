//! Answers for a person at a terminal.

use newsprint::search::explain::Explanation;
use newsprint::search::{Answer, Hit, Marked, Related};
use std::fmt::Write as _;

/// How many were found, each hit with its snippet, and what was counted.
pub fn answer(out: &mut String, answer: &Answer) {
    let mut shown = String::new();
    if let Some(correction) = &answer.correction {
        let _ = writeln!(shown, "Showing results for {} (--no-correction: for what was typed)", correction.text);
    }
    for (word, names) in &answer.synonyms {
        let _ = writeln!(shown, "{word} counts as {} too", names.join(", "));
    }
    let about = if answer.exact { "" } else { "about " };
    let _ = writeln!(shown, "{about}{} found", answer.total);
    for hit in &answer.hits {
        self::hit(&mut shown, hit);
    }
    for (name, values) in answer.counts.iter().flatten().filter(|(_, values)| !values.is_empty()) {
        let values: Vec<_> = values.iter().map(|(value, count)| format!("{value} ({count})")).collect();
        let _ = write!(shown, "\n{name}: {}", values.join(", "));
    }
    out.extend(printable(&shown));
    out.push_str(if answer.counts.is_some() { "\n" } else { "" });
}

/// Related articles, each with the reason.
pub fn related(out: &mut String, related: &[Related]) {
    let mut shown = format!("{} related\n", related.len());
    for related in related {
        hit(&mut shown, &related.hit);
        let _ = writeln!(shown, "  both are about {}", related.reason.join(", "));
    }
    out.extend(printable(&shown));
}

/// What each score is made of.
pub fn explanations(out: &mut String, answer: &Answer, explanations: &[Explanation]) {
    let mut shown = String::from("\nscore = ( words * language + headline + nearness ) * boost * recency\n");
    for (hit, why) in answer.hits.iter().zip(explanations) {
        let words: Vec<_> = why.words.iter().map(|(word, value)| format!("{word} {value:.3}")).collect();
        let words = if words.is_empty() { "0".into() } else { words.join(" + ") };
        let _ = writeln!(
            shown,
            "{:.3} = ( ( {words} ) * {:.3} + {:.3} + {:.3} ) * {:.2} * {:.3}  {}",
            why.score(),
            why.language,
            why.headline,
            why.nearness,
            why.boost,
            why.recency,
            hit.card.title
        );
    }
    out.extend(printable(&shown));
}

fn hit(out: &mut String, hit: &Hit) {
    let facts = [&hit.card.date, &hit.card.place, &hit.card.id].map(String::as_str);
    let facts: Vec<_> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
    let _ = writeln!(out, "\n{}\n  {}\n  {}", bold(&hit.title), facts.join(" · "), bold(&hit.snippet));
}

/// A text without control characters, which could command the terminal.
fn printable(text: &str) -> impl Iterator<Item = char> {
    text.chars().map(|c| if c.is_control() && c != '\n' { '\u{fffd}' } else { c })
}

/// The text with its marks in stars, as in Markdown.
fn bold(marked: &Marked) -> String {
    let mut out = String::with_capacity(marked.text.len() + 4 * marked.marks.len());
    let mut at = 0;
    for mark in &marked.marks {
        out.extend([&marked.text[at..mark.start], "**", &marked.text[mark.clone()], "**"]);
        at = mark.end;
    }
    out.push_str(&marked.text[at..]);
    out
}
