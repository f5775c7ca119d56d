//! Captions: what a picture shows, and the credit at its end (`… – (Photo: Name)`).

use super::labels::{Kind, labels};

/// Captions are no longer than this, in bytes: beyond, a credit in brackets belongs to a paragraph.
const CAPTION: usize = 900;
/// Longest credit, in characters.
const CREDIT: usize = 80;

/// A caption taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Caption {
    /// What the picture shows.
    pub text: String,
    /// Who made it, without "Photo:" and brackets.
    pub credit: Option<String>,
}

/// The caption that a line is, if a credit says so: introduced by a word, or in brackets with the name of an owner.
pub fn read(line: &str) -> Option<Caption> {
    if line.len() > CAPTION {
        return None;
    }
    own_line(line).or_else(|| bracketed(line)).or_else(|| trailing(line))
}

/// Whether the line begins as captions do ("FILE - ").
pub fn is_marked(line: &str) -> bool {
    line.len() <= CAPTION && labels().begins(line, Kind::Caption).is_some_and(|rest| !rest.is_empty())
}

/// `Photo: Name` as a whole line.
fn own_line(line: &str) -> Option<Caption> {
    let credit = introduced(line)?;
    Some(Caption { text: String::new(), credit: Some(credit) })
}

/// `… (Photo: Name)`, `… (AP Photo/Name)`, `… [Getty Images]`.
fn bracketed(line: &str) -> Option<Caption> {
    let inner = line.trim_end_matches('.').strip_suffix([')', ']', '）'])?;
    let at = inner.rfind(['(', '[', '（'])?;
    let within = inner[at..].trim_start_matches(['(', '[', '（']).trim();
    let credit = introduced(within).or_else(|| owned(within))?;
    Some(Caption { text: before(&line[..at]), credit: Some(credit) })
}

/// `… | Foto: Name`, `… — Picture by Name`.
fn trailing(line: &str) -> Option<Caption> {
    let marks = line.char_indices().filter(|(_, c)| matches!(c, '|' | '—' | '–' | '-' | '/' | '.' | '©'));
    marks.rev().take(6).find_map(|(at, mark)| {
        let from = if mark == '©' { at } else { at + mark.len_utf8() };
        let credit = introduced(line[from..].trim())?;
        let kept = if mark == '.' { from } else { at };
        Some(Caption { text: before(&line[..kept]), credit: Some(credit) })
    })
}

/// The name after an introducing word.
fn introduced(text: &str) -> Option<String> {
    let rest = labels().begins(text, Kind::Credit)?;
    let said = text.len() - rest.len();
    let label = text[..said].trim_end();
    let colon = label.ends_with([':', '：', '/', '=', '.']) || label.contains([' ', '©']);
    let credit = rest.trim().trim_start_matches(['/', ' ']);
    let fits = !credit.is_empty() && credit.chars().count() <= CREDIT && !super::measure::measure(credit).sentence;
    (colon && fits).then(|| credit.to_owned())
}

/// A text in brackets that names an owner of pictures; it is the credit as a whole.
fn owned(text: &str) -> Option<String> {
    let short = text.chars().count() <= CREDIT;
    let rest = labels().begins(text, Kind::Owner).or_else(|| {
        let at =
            text.rfind(['/', '|', ',', '—', '-']).map(|at| at + text[at..].chars().next().map_or(1, char::len_utf8));
        at.and_then(|at| labels().begins(text[at..].trim(), Kind::Owner))
    });
    (short && rest.is_some()).then(|| text.trim().to_owned())
}

/// The caption without the marks that lead to the credit.
fn before(text: &str) -> String {
    text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '—' | '–' | '-' | '|' | '/')).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_are_cut_from_captions() {
        for (line, text, credit) in [
            ("Flags at an unknown place – (Photo: Daily Agency)", "Flags at an unknown place", "Daily Agency"),
            ("A dam, Tuesday. (AP Photo/Ana Cruz)", "A dam, Tuesday.", "AP Photo/Ana Cruz"),
            ("Ein Damm | Foto: Privat.", "Ein Damm", "Privat."),
            ("A dam in 2024. — Picture by Ana Cruz", "A dam in 2024.", "Ana Cruz"),
            ("Sebuah bendungan(Dok.Ana )", "Sebuah bendungan", "Dok.Ana"),
            ("Photo: AFP", "", "AFP"),
            ("коллаж: Анна", "", "Анна"),
        ] {
            let caption = read(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((caption.text.as_str(), caption.credit.as_deref()), (text, Some(credit)), "{line}");
        }
    }

    #[test]
    fn paragraphs_are_no_captions() {
        for line in
            ["The party (CDU) said so.", "Photos show the dam.", "A dam - the third - fell.", "Images of the dam"]
        {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
