//! Answers for a person at a terminal.

use super::terminal::shown;
use newsprint::search::explain::Explanation;
use newsprint::search::{Answer, Hit, Marked, Related};
use std::fmt::Write as _;

/// How many were found, each hit with its snippet, and what was counted.
pub fn answer(out: &mut String, answer: &Answer) {
    if let Some(correction) = &answer.correction {
        let text = shown(&correction.text);
        let _ = writeln!(out, "Showing results for {text} (--no-correction: for what was typed)");
    }
    for (word, names) in &answer.synonyms {
        let _ = writeln!(out, "{} counts as {} too", shown(word), shown(&names.join(", ")));
    }
    let about = if answer.exact { "" } else { "about " };
    let _ = writeln!(out, "{about}{} found", answer.total);
    answer.hits.iter().for_each(|hit| self::hit(out, hit));
    for (name, values) in answer.counts.iter().flatten().filter(|(_, values)| !values.is_empty()) {
        let values: Vec<_> = values.iter().map(|(value, count)| format!("{} ({count})", shown(value))).collect();
        let _ = write!(out, "\n{name}: {}", values.join(", "));
    }
    out.push_str(if answer.counts.is_some() { "\n" } else { "" });
}

/// Related articles, each with the reason.
pub fn related(out: &mut String, related: &[Related]) {
    let _ = writeln!(out, "{} related", related.len());
    for related in related {
        hit(out, &related.hit);
        let _ = writeln!(out, "  both are about {}", shown(&related.reason.join(", ")));
    }
}

/// What each score is made of.
pub fn explanations(out: &mut String, answer: &Answer, explanations: &[Explanation]) {
    out.push_str("\nscore = ( words * language + headline + nearness ) * boost * recency\n");
    for (hit, why) in answer.hits.iter().zip(explanations) {
        let words: Vec<_> = why.words.iter().map(|(word, value)| format!("{} {value:.3}", shown(word))).collect();
        let words = if words.is_empty() { "0".into() } else { words.join(" + ") };
        let _ = writeln!(
            out,
            "{:.3} = ( ( {words} ) * {:.3} + {:.3} + {:.3} ) * {:.2} * {:.3}  {}",
            why.score(),
            why.language,
            why.headline,
            why.nearness,
            why.boost,
            why.recency,
            shown(&hit.card.title)
        );
    }
}

fn hit(out: &mut String, hit: &Hit) {
    let facts = [&hit.card.date, &hit.card.place, &hit.card.id].map(|fact| shown(fact));
    let facts: Vec<_> = facts.iter().filter(|fact| !fact.is_empty()).map(AsRef::as_ref).collect();
    let _ = writeln!(out, "\n{}\n  {}\n  {}", shown(&bold(&hit.title)), facts.join(" · "), shown(&bold(&hit.snippet)));
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
