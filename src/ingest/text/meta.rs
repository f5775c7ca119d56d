//! Names and dates: the lines between headline and text that say who wrote it and when.

use super::date;
use super::dateline::is_agency;
use super::labels::{Kind, joins_names, labels};
use super::measure::{is_capital, is_name, is_upper, measure};
use crate::article::Stamp;

/// Longest such line, in bytes.
const LINE: usize = 240;
/// Most words of a byline.
const NAMES: usize = 8;
/// Most words that may follow a date on its line ("in News", "page 1").
const AFTER: usize = 4;

/// What such a line says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// The authors' names, without the introducing word.
    pub byline: Option<String>,
    /// The date as written, and what it means.
    pub date: Option<(String, Option<Stamp>)>,
    /// Whether the date is that of the last change.
    pub updated: bool,
    /// The outlet or agency beside the date.
    pub source: Option<String>,
}

/// Reads a line; `None` if it says anything else.
pub fn read(line: &str) -> Option<Meta> {
    if line.len() > LINE || measure(line).sentence {
        let byline = described(line)?;
        return Some(Meta { byline: Some(byline), ..Meta::default() });
    }
    let Some(found) = date::find(line) else {
        let byline = introduced(line).or_else(|| signed(line)).or_else(|| of_desk(line))?;
        return Some(Meta { byline: Some(byline), ..Meta::default() });
    };
    let (before, after) = (&line[..found.range.start], &line[found.range.end..]);
    // `19:30（updated 10/14 21:02）`: what stands in brackets says when it was changed.
    let after = if after.trim_start().starts_with(['（', '(']) && after.ends_with(['）', ')']) { "" } else { after };
    let source = sourced(after).or_else(|| sourced(before));
    if !date::is_filler(after) && date::find(after).is_none() && measure(after).size > AFTER && source.is_none() {
        return None;
    }
    let said = date::is_filler(before) || sourced(before).is_some() || is_house(before);
    let byline = match names(before) {
        _ if said => None,
        Some(names) => names,
        None if is_dated(before) => None,
        None => return None,
    };
    let updated = labels().begins(before.trim(), Kind::Updated).is_some();
    Some(Meta { byline, date: Some((line[found.range].to_owned(), found.stamp)), updated, source })
}

/// Whether a text is the name of a house and no more: one word that is an address, or that is listed.
fn is_house(text: &str) -> bool {
    let name = text.trim_matches(|c: char| c.is_whitespace() || is_parting(c) || c == ',');
    let address = || name.split_once('.').is_some_and(|(name, end)| name.len() > 2 && (2..=3).contains(&end.len()));
    let paper = || name.ends_with("新聞") || name.ends_with("新闻") || name.ends_with("日報") || name.ends_with("日报");
    !name.contains(char::is_whitespace) && (is_agency(name) || address() || paper())
}

/// Whether a text ends in a word that says that a date follows, whatever stands before it.
fn is_dated(text: &str) -> bool {
    let last = text.trim_end_matches(|c: char| c.is_whitespace() || is_parting(c)).rsplit(char::is_whitespace).next();
    let says = |word: &str, kind| labels().begins(word, kind).is_some_and(str::is_empty);
    last.is_some_and(|word| [Kind::Published, Kind::Updated].iter().any(|&kind| says(word, kind)))
}

/// The outlet that a part of a line names ("来源：新华网").
fn sourced(part: &str) -> Option<String> {
    let part = part.trim_matches(|c: char| c.is_whitespace() || is_parting(c));
    let name = labels().begins(part, Kind::Source)?.split_whitespace().next()?;
    let name = name.trim_matches(|c: char| !c.is_alphanumeric());
    (!name.is_empty()).then(|| name.to_owned())
}

/// `By Ana Cruz, a reporter who writes about rivers and the people that live on them.`: the name.
fn described(line: &str) -> Option<String> {
    let (name, rest) = labels().begins(line, Kind::Byline)?.split_once(", ")?;
    let own = rest.starts_with(char::is_lowercase) && name.split_whitespace().all(is_capital);
    (own && is_name(name) && !has_section(name)).then(|| name.to_owned())
}

/// The names after "By".
fn introduced(line: &str) -> Option<String> {
    let rest = trim(labels().begins(line, Kind::Byline)?);
    // `By: Ana Cruz | Edited By: Ben Roth`.
    let edited = |part: &str| labels().find(part.trim()).is_some_and(|label| label.kind == Kind::Staff);
    let rest = rest.split_once('|').filter(|(_, part)| edited(part)).map_or(rest, |(names, _)| names.trim());
    // `By Ana Cruz Edited By: Ben Roth`.
    let second = rest.match_indices(char::is_whitespace).map(|(at, _)| at).find(|&at| edited(&rest[at..]));
    let rest = second.map_or(rest, |at| rest[..at].trim());
    let names = person(rest).or_else(|| seated(rest))?;
    // `Von Ana Cruz, Berlin`: one word after a full name is where the author sits.
    let seat = names.split_once(", ").filter(|(name, seat)| is_name(name) && measure(seat).size == 1);
    Some(seat.map(|(name, _)| name.to_owned()).unwrap_or(names))
}

/// `Ana Cruz e Ben Roth, g2 Pará — Belém`: full names before the house or place that follows them.
fn seated(text: &str) -> Option<String> {
    let end = text.find([',', '|', '—', '–', '(']).into_iter().chain(dashed(text)).min()?;
    let names = text[..end].trim();
    are_people(names).then(|| names.to_owned())
}

/// Where a hyphen between blanks stands.
fn dashed(text: &str) -> Option<usize> {
    let blank = char::is_whitespace;
    let mut hyphens = text.match_indices('-').map(|(at, _)| at);
    hyphens.find(|&at| text[..at].ends_with(blank) && text[at + 1..].starts_with(blank))
}

/// Whether a text is one full name or several, parted by commas or by words that join names.
pub fn are_people(text: &str) -> bool {
    let joins = |word: &str| labels().is_word(Kind::Joint, word);
    let parted: Vec<&str> = text.split_whitespace().map(|word| if joins(word) { "," } else { word }).collect();
    parted.join(" ").split(',').all(|name| is_name(name.trim()))
}

/// Whether a line is the introducing word alone, as where "By" and the name stand on two lines.
pub fn is_introduction(line: &str) -> bool {
    labels().begins(line, Kind::Byline).is_some_and(str::is_empty)
}

/// `Ana Cruz Health correspondent`, `Ana Cruz North of England correspondent`: the name before what the author is.
fn of_desk(line: &str) -> Option<String> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let (post, names) = words.split_last()?;
    let fits = (2..NAMES).contains(&names.len()) && post.is_ascii() && labels().is_word(Kind::Post, post);
    let name = names.get(..2)?.join(" ");
    let desk = names[2..].iter().all(|word| is_capital(word) || word.chars().count() <= 3);
    let opens = names.get(2).is_none_or(|word| is_capital(word));
    (fits && is_name(&name) && desk && opens).then_some(name)
}

/// `Name reporter`, `Name reporter mail@house`: in scripts without case only the profession tells a name.
fn signed(line: &str) -> Option<String> {
    let words: Vec<&str> = line.split_whitespace().filter(|word| !word.contains('@')).collect();
    let is_post = |word: &&str| !word.is_ascii() && labels().is_word(Kind::Post, word) && !is_cased(word);
    let posts = words.iter().filter(|word| is_post(word)).count();
    let fits = posts > 0 && words.len() <= 2 * posts + 1 && words.last().is_some_and(is_post);
    fits.then(|| person(line)).flatten()
}

/// Whether a word has letters with case.
fn is_cased(word: &str) -> bool {
    word.chars().any(|c| c.is_uppercase() || c.is_lowercase())
}

/// The names before a date, with or without "By"; nothing where a label, a place or a section stands there. `None` if
/// what stands there makes the line a sentence or a headline.
fn names(before: &str) -> Option<Option<String>> {
    let bare = trim(before);
    if let Some(names) = introduced(bare) {
        return Some(Some(names));
    }
    let end = before.trim_end();
    let said = [Kind::Published, Kind::Updated].iter().any(|&kind| labels().begins(bare, kind).is_some());
    let parted = end.ends_with(is_parting) || said;
    if parted && (end.ends_with([':', '：']) || said || measure(bare).size <= 1) {
        return (measure(bare).size <= AFTER).then_some(None);
    }
    let parts = bare.split(['|', '/', '•', '·', '–', '—']).map(str::trim);
    let mut people = parts.filter(|part| measure(part).size > 1).filter_map(person);
    match people.next() {
        Some(names) => Some(Some(names)),
        None => (parted && measure(bare).size <= AFTER).then_some(None),
    }
}

/// A name, or several, without what they are and where they sit (`Ana Cruz, CORRESPONDENT`, `Ana Cruz (Paris)`,
/// `이정민 기자`); `None` if the text says anything else.
fn person(text: &str) -> Option<String> {
    let text = text
        .split_whitespace()
        .find(|word| word.contains('@'))
        .map_or(text, |mail| text.find(mail).map_or(text, |at| &text[..at]));
    let open = text.find(['(', '（']).filter(|at| *at > 0 && text.trim_end().ends_with([')', '）']));
    let text = trim(open.map_or(text, |at| &text[..at]));
    // `Ana Cruz / DHA`: the house for which the author writes.
    let house = text.rsplit_once(['/', '|']).filter(|(name, house)| is_agency(house.trim()) && !name.trim().is_empty());
    let text = house.map_or(text, |(name, _)| trim(name));
    let commas = text.char_indices().filter(|(_, c)| matches!(c, ',' | '、'));
    let after =
        |at: usize| text[at..].trim_start_matches([',', '、']).split([',', '、']).next().unwrap_or_default().trim();
    let end = commas.map(|(at, _)| at).find(|at| is_post(after(*at), text)).unwrap_or(text.len());
    let names = without_post(trim(&text[..end]));
    (!names.is_empty() && is_byline(names)).then(|| names.to_owned())
}

/// Whether a part after a comma says what an author is, where he sits or for whom he writes.
fn is_post(part: &str, names: &str) -> bool {
    let first = names.split(',').next().unwrap_or_default();
    let said = |word: &str| labels().is_word(Kind::Post, word);
    let capitals = is_upper(part) && !is_upper(first);
    is_agency(part) || said(part) || part.split_whitespace().any(said) || capitals
}

/// Names without the profession that ends or begins them.
fn without_post(names: &str) -> &str {
    let said = |word: &str| labels().is_word(Kind::Post, word);
    let (last, first) = (names.rsplit_once(char::is_whitespace), names.split_once(char::is_whitespace));
    match (last, first) {
        (Some((rest, post)), _) if said(post) && !is_cased(post) => rest.trim(),
        (_, Some((post, rest))) if said(post) && !is_cased(post) => rest.trim(),
        _ => names,
    }
}

/// Marks that part names, sections and dates.
fn is_parting(mark: char) -> bool {
    matches!(mark, '|' | '-' | '–' | '—' | '•' | '·' | '/' | ':' | '：')
}

/// Whether all words have a capital, but for those that join names. Scripts without case need an introducing word, so
/// here their words pass.
fn is_byline(text: &str) -> bool {
    let joins = |word: &str| joins_names(word.trim_matches(','));
    let words = text.split_whitespace();
    measure(text).size <= NAMES && is_capital(text) && words.into_iter().all(|word| is_capital(word) || joins(word))
}

/// Whether a line is a bare name, which its neighbours make a byline.
pub fn is_bare_name(line: &str) -> bool {
    let small = |word: &str| labels().is_word(Kind::Filler, word) || is_section(word);
    let name = bare_name(line);
    (are_people(name) && !name.split_whitespace().any(small)) || is_agency(line)
}

/// Whether a line has a word that no name has.
pub fn has_section(line: &str) -> bool {
    line.split_whitespace().any(is_section)
}

/// Whether a word is the name of a section or of a page, as menus have them, or a button: no person is called so.
fn is_section(word: &str) -> bool {
    labels().find(word).is_some_and(|label| label.kind == Kind::Menu || label.strong)
}

/// The name in `Name - House` and `Name, HOUSE`; else the line.
pub fn bare_name(line: &str) -> &str {
    let line = line.trim_end_matches(|c: char| c.is_whitespace() || c == '|');
    let parted = line.split_once(" - ").or_else(|| line.split_once(" | "));
    let house = |house: &str| is_agency(house) || labels().begins(house, Kind::Owner).is_some_and(str::is_empty);
    let parted = parted.filter(|(_, house)| measure(house).size == 1);
    let parted = parted.or_else(|| line.split_once(", ").filter(|(_, part)| house(part)));
    parted.filter(|(name, _)| is_name(name)).map_or(line, |(name, _)| name)
}

/// Whether a line of a script without case may be a name beside a date: two to four short words of letters.
pub fn is_caseless_name(line: &str) -> bool {
    let joins = |c: char| {
        matches!(c, '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\'' | '’' | '.' | '-')
            || is_vowel_sign(c)
    };
    let word = |word: &str| {
        let letters = word.chars().count();
        (2..=12).contains(&letters) && !is_cased(word) && word.chars().all(|c| c.is_alphabetic() || joins(c))
    };
    let words = line.split_whitespace().count();
    let said = |word: &str| [Kind::Filler, Kind::Relative].iter().any(|&kind| labels().is_word(kind, word));
    (2..=4).contains(&words) && line.split_whitespace().all(|part| word(part) && !said(part))
}

/// Signs of Indian scripts that stand for vowels or join letters and are no letters themselves.
fn is_vowel_sign(c: char) -> bool {
    matches!(c, '\u{093a}'..='\u{094f}' | '\u{09bc}'..='\u{09cd}' | '\u{0abc}'..='\u{0acd}' | '\u{0b3c}'..='\u{0bcd}')
}

/// A name in capitals, spelt as other names are; any other line as it is.
pub fn capitals(line: &str) -> String {
    if !is_upper(line) {
        return line.to_owned();
    }
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().into_iter().chain(letters.flat_map(char::to_lowercase)).collect::<String>()
    };
    line.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

/// Without marks at the edges.
fn trim(text: &str) -> &str {
    text.trim().trim_matches(|c: char| matches!(c, '|' | '-' | '–' | '—' | '•' | '·' | '/' | ',' | ':')).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_dates_are_parted() {
        for (line, byline, date) in [
            ("By Ana Cruz", "Ana Cruz", ""),
            ("bySauli Mba", "Sauli Mba", ""),
            ("Ana Cruz | 05.04.2025 - Güncelleme : 05.04.2025", "Ana Cruz", "05.04.2025"),
            ("von Tagblatt 30. Juni 2025", "Tagblatt", "30. Juni 2025"),
            ("Geschrieben am 15. April 2025 in Nachrichten", "", "15. April 2025"),
            ("Daily PressApril 28, 2023 GMT", "Daily Press", "April 28, 2023 GMT"),
            ("Wed, Oct 16, 2024 page1", "", "Wed, Oct 16, 2024"),
            ("ByAna Cruz, RURAL AFFAIRS CORRESPONDENT 5 May 2021 • 6:00am", "Ana Cruz", "5 May 2021 • 6:00am"),
            ("Par Ana Cruz (Paris, envoyée spéciale)", "Ana Cruz", ""),
            ("By Ana Cruz, CNN", "Ana Cruz", ""),
            ("By Ana Cruz, Ben Roth and Cleo Day", "Ana Cruz, Ben Roth and Cleo Day", ""),
            ("이정민 기자 mail@example.org", "이정민", ""),
            ("Von Ana Cruz, Ebersberg", "Ana Cruz", ""),
            ("Ana Cruz Health correspondent", "Ana Cruz", ""),
            ("Ana Cruz North of England correspondent", "Ana Cruz", ""),
            ("Por Ana Cruz e João Lima, g2 Pará — Belém", "Ana Cruz e João Lima", ""),
            ("By: Ana Cruz | Edited By: Ben Roth", "Ana Cruz", ""),
            ("Haber: Kemal AYDIN / DHA", "Kemal AYDIN", ""),
            ("Της Ελένης Μαυρομάτη", "Ελένης Μαυρομάτη", ""),
            ("Valencia - 12 jun 2022 - 20:41 CEST", "", "12 jun 2022 - 20:41 CEST"),
            ("Giriş Tarihi: 12.01.2022 - 14:35", "", "12.01.2022 - 14:35"),
            ("입력 2023-02-20 03:00업데이트 2023-02-20 03:12", "", "2023-02-20 03:00"),
        ] {
            let meta = read(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!(meta.byline.unwrap_or_default(), byline, "{line}");
            assert_eq!(meta.date.map(|date| date.0).unwrap_or_default(), date, "{line}");
        }
    }

    #[test]
    fn names_in_scripts_without_case() {
        for line in ["ژیار عومەر", "נועה ברקאי", "শফিকুল আলম", "李文 陈晓"] {
            assert!(is_caseless_name(line), "{line}");
        }
        for line in ["بغداد", "Ana Cruz", "ژیار عومەر 2"] {
            assert!(!is_caseless_name(line), "{line}");
        }
    }

    #[test]
    fn headlines_are_no_bylines() {
        for line in [
            "Von Storch verlässt die Partei",
            "By 2030 the dam will stand",
            "Dam of May 5, 2013 fell again and again",
            "Ana Cruz wants to be a reporter",
            "By Ana Cruz and the river, a story",
            "Dam",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
