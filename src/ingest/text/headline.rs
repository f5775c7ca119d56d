//! The headline: the best of the short lines above the lead.
//!
//! Each candidate gets points: for its length, for standing twice, for names or a date beside it; points are taken for
//! standing in a row of cards, for being a standfirst or caption of the line above. The last of equals wins. The title
//! that a browser shows (`Dam falls - The Gazette`) gives way to the same words without the house's name.

use super::caption;
use super::date;
use super::dateline;
use super::labels::{Kind, joins_names, labels};
use super::marker::marker;
use super::measure::{ends_in_full_stop, fold, is_capital, is_caseless, is_name, is_upper, measure};
use super::meta;
use super::sheet::Sheet;

/// So many units above the lead the headline is looked for, and above a headline the menu that names its section.
const REACH: usize = 200;
/// Names, date or standfirst stand at most so many units below the headline, and the date so many above it.
const NEAR: usize = 6;
const ABOVE: usize = 3;
/// A headline that stands twice does so within so many units; the first is the one.
const REPEAT: usize = 10;
/// A headline this close to the lead needs no names or date between.
const CLOSE: usize = 4;
/// Longest headline, in words, and shortest where it is not the first line.
const HEADLINE: core::ops::RangeInclusive<usize> = 3..=30;
/// A few words above a headline are a kicker.
const BUTTON: usize = 5;
/// Longest line that says how long ago something was, in words.
const AGO: usize = 5;
/// Fewer short lines in a row are headline, standfirst and caption rather than cards.
const ROW: usize = 3;
/// Longest name of a house behind a headline, in words.
const HOUSE: usize = 6;
/// So many words may stand around a date with its time.
const STAMPED: usize = 6;
/// Longest kicker, in words; longest name of a section in a list of them.
const KICKER: usize = 3;
const SECTION: usize = 4;

/// The unit that is the headline of the text whose lead is given.
pub fn find(sheet: &Sheet, lead: usize) -> Option<usize> {
    let from = lead.saturating_sub(REACH);
    let candidates: Vec<usize> = (from..lead).filter(|&at| is_candidate(sheet, at)).collect();
    let best = candidates.iter().enumerate().map(|(rank, &at)| {
        let ranks = candidates[..rank].iter().rev().zip(1..);
        let above = ranks.take_while(|(before, rows)| **before + rows == at).count();
        (score(sheet, at, lead, above), at)
    });
    let (_, last) = best.filter(|(score, _)| *score > 0).max()?;
    let key = fold(sheet.text(last));
    let near = last.saturating_sub(REPEAT)..last;
    let first = candidates.iter().copied().find(|at| near.contains(at) && fold(sheet.text(*at)) == key);
    let chosen = first.unwrap_or(last);
    let bare = |at: &usize| at.abs_diff(chosen) <= REPEAT && is_with_house(sheet.text(chosen), sheet.text(*at));
    candidates.into_iter().find(bare).or(Some(chosen))
}

/// Whether a line is the title that a browser shows: the headline, a mark, the name of the house.
pub fn is_with_house(line: &str, headline: &str) -> bool {
    let house = line.strip_prefix(headline).filter(|house| !house.is_empty()).map(str::trim_start);
    let name = |house: &str| (1..=HOUSE).contains(&measure(house).size);
    house.is_some_and(|house| house.starts_with(['-', '–', '—', '|', '_', '·', '•', ':']) && name(house))
}

/// Whether a line can be a headline.
fn is_candidate(sheet: &Sheet, at: usize) -> bool {
    let Some(look) = sheet.look(at) else { return false };
    let (size, text) = (look.measure.size, sheet.text(at));
    let fits = HEADLINE.contains(&size) || (at == 0 && size > 0 && size < *HEADLINE.start() && !sheet.is_row(at));
    let other = || meta::read(text).is_some() || caption::read(text).is_some() || dateline::own_line(text).is_some();
    look.label.is_none()
        && (!look.measure.sentence || ends_in_year(text))
        && fits
        && !caption::is_marked(text)
        && !date::is_date(text)
        && !meta::is_introduction(text)
        && !text.contains("://")
        && !is_path(text)
        && !is_sections(text)
        && !is_listed(sheet, at)
        && !is_neighbour(sheet, at)
        && !is_stamped(text)
        && (size > AGO || !is_relative(text))
        && !other()
}

/// Whether the stop at the end belongs to the word behind a year (`1641 r.`, `1898 г.`), and no sentence ends.
fn ends_in_year(text: &str) -> bool {
    let mut words = text.split_whitespace().rev();
    let short = words.next().and_then(|word| word.strip_suffix('.')).is_some_and(|word| word.chars().count() == 1);
    short && words.next().is_some_and(|word| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether the label above says that a line is the title of another article.
fn is_neighbour(sheet: &Sheet, at: usize) -> bool {
    let label = at.checked_sub(1).and_then(|above| sheet.look(above)).and_then(|look| look.label);
    label.is_some_and(|label| {
        let whole = label.rest >= sheet.text(at - 1).len();
        whole && label.strong && matches!(label.kind, Kind::Previous | Kind::Next)
    })
}

/// Whether a line is one item of a list with bullets.
fn is_listed(sheet: &Sheet, at: usize) -> bool {
    let bullet = |at: usize| matches!(marker(sheet.text(at)), Some((_, None)));
    bullet(at) && (bullet(at + 1) || at.checked_sub(1).is_some_and(bullet))
}

/// Whether a line is the path of a page (`Home > Society > Article`).
pub fn is_path(text: &str) -> bool {
    let marks = text.split_whitespace().filter(|word| matches!(*word, ">" | "›" | "»" | "→" | "/" | "＞" | ">>"));
    marks.count() > 1 || text.matches(">>").count() > 1
}

/// Whether a line says when something was published: it begins so, or it is little more than a date with its time.
fn is_stamped(text: &str) -> bool {
    let said = [Kind::Published, Kind::Updated].iter().any(|&kind| labels().begins(text, kind).is_some());
    let timed = |found: &date::Found| found.stamp.is_some_and(|stamp| stamp.time.is_some());
    let rest = |found: date::Found| measure(&text[..found.range.start]).size + measure(&text[found.range.end..]).size;
    said || date::find(text).filter(timed).is_some_and(|found| rest(found) <= STAMPED)
}

/// Whether a line lists sections, as a page does that files an article under several (`Development & Aid, Featured, Food`).
fn is_sections(text: &str) -> bool {
    let name = |part: &str| {
        let words = || part.split_whitespace();
        (1..=SECTION).contains(&words().count())
            && words().all(|word| is_capital(word) || joins_names(word) || word == "&")
    };
    text.matches(',').count() >= 2 && text.split(',').all(name)
}

/// Whether a sentence ends within a line and another begins: a standfirst has such, a headline hardly ever.
pub fn is_of_two(text: &str) -> bool {
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let bare = word.trim_end_matches(['"', '”', '“', '»', '’', ')']);
        let ends = bare.strip_suffix(['.', '।', '۔']).filter(|word| !word.ends_with('.'));
        // Short words with a capital are titles and initials.
        let shortest = |word: &str| if word.starts_with(char::is_uppercase) { 5 } else { 3 };
        let whole =
            |word: &str| word.chars().count() >= shortest(word) && !word.chars().skip(1).any(char::is_uppercase);
        if ends.is_some_and(whole) && words.peek().is_some_and(|next| is_capital(next)) {
            return true;
        }
    }
    text.trim_end_matches(['。', '！', '？']).contains('。')
}

/// Whether the author's name stands right below, as it does below headlines.
fn is_above_name(sheet: &Sheet, at: usize) -> bool {
    let text = sheet.text(at + 1);
    let bare = measure(text).size < *HEADLINE.start() && is_name(text) && meta::is_bare_name(text);
    bare || meta::read(text).is_some_and(|meta| meta.byline.is_some())
}

/// Whether names or a date stand above the line, and another candidate above them: they are that one's.
fn is_below_names(sheet: &Sheet, at: usize) -> bool {
    let said = (at.saturating_sub(NEAR)..at).find(|&at| meta::read(sheet.text(at)).is_some());
    let heads = |at: usize| is_candidate(sheet, at) && !sheet.is_row(at);
    said.is_some_and(|said| (said.saturating_sub(ABOVE)..said).any(heads))
}

/// Whether a sentence stands close above, right below another candidate: it is that one's standfirst, unless names or a
/// date follow here.
fn is_below_standfirst(sheet: &Sheet, at: usize) -> bool {
    let said = (at + 1..at + ABOVE).any(|at| meta::read(sheet.text(at)).is_some());
    let heads = |at: usize| is_candidate(sheet, at) && !sheet.is_row(at);
    let standfirst = (at.saturating_sub(2)..at).find(|&above| sheet.is_text(above));
    !said && standfirst.and_then(|above| above.checked_sub(1)).is_some_and(heads)
}

/// Whether another candidate stands close above that is no button: a standfirst has its headline there.
fn is_below_another(sheet: &Sheet, at: usize) -> bool {
    let long = |at: usize| sheet.look(at).is_some_and(|look| look.measure.size >= BUTTON);
    (at.saturating_sub(ABOVE)..at).any(|above| long(above) && is_candidate(sheet, above))
}

/// Whether the line is in Latin letters and the text in others: the page's address, or its name for machines.
fn is_foreign(sheet: &Sheet, at: usize, lead: usize) -> bool {
    let other =
        |text: &str| text.chars().filter(|c| c.is_alphabetic() && !c.is_ascii()).count() * 2 > text.chars().count();
    sheet.text(at).is_ascii() && other(sheet.text(lead))
}

/// Whether a line leads back to a section that the menu names (`Back to Sports`).
fn is_way_back(sheet: &Sheet, at: usize) -> bool {
    let text = fold(sheet.text(at));
    let named = |other: usize| {
        let entry = sheet.look(other).and_then(|look| look.label).is_some_and(|label| label.kind == Kind::Menu);
        entry && text.strip_suffix(&fold(sheet.text(other))).is_some_and(|rest| rest.ends_with(' '))
    };
    sheet.look(at).is_some_and(|look| look.measure.size <= BUTTON) && (at.saturating_sub(REACH)..at + ABOVE).any(named)
}

/// Whether a line ends or begins as "two hours ago" does.
fn is_relative(text: &str) -> bool {
    let said = |word: Option<&str>| word.is_some_and(|word| labels().is_word(Kind::Relative, word));
    let mut words =
        text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '•' | '|')).filter(|word| !word.is_empty());
    said(words.next()) || said(words.next_back())
}

/// How much speaks for a candidate; `above` is how many candidates stand right above it, line by line.
fn score(sheet: &Sheet, at: usize, lead: usize, above: usize) -> i32 {
    let size = |at: usize| sheet.look(at).map_or(0, |look| look.measure.size);
    let text = sheet.text(at);
    if size(at) < *HEADLINE.start() {
        return 1;
    }
    let mut score = i32::from(size(at) >= 4) + i32::from(size(at) >= 6);
    // A section's name stands in the menu, above the headline and below the text.
    score += 3 * i32::from(size(at) > KICKER && is_repeated(sheet, at, lead));
    score += 2 * i32::from(at == 0 && !sheet.is_menu(at) && !is_slogan(sheet, lead));
    score -= 5 * i32::from(at == 0 && is_masthead(sheet, lead));
    let ago = |at: usize| size(at) <= AGO && is_relative(sheet.text(at));
    let dated = |text: &str| meta::read(text).is_some_and(|meta| meta.date.is_some());
    let says = |text: &str| meta::read(text).is_some() || dateline::own_line(text).is_some();
    let below = (at + 1..lead.min(at + 1 + NEAR)).any(|at| says(sheet.text(at)) || ago(at));
    // A date above belongs to this headline unless it stands below another.
    let free = |date: usize| (date.saturating_sub(NEAR)..date).all(|at| !is_candidate(sheet, at));
    let near = below || (at.saturating_sub(ABOVE)..at).any(|at| dated(sheet.text(at)) && free(at));
    score += if near { 3 } else { 2 * i32::from(lead - at <= CLOSE && !is_below_names(sheet, at)) };
    score += i32::from(!ends_in_full_stop(text));
    score -= 3 * i32::from(is_foreign(sheet, at, lead) || text.ends_with([':', '：', ';', '；', '؛']));
    score -= 2 * i32::from(text.starts_with(|c: char| c.is_lowercase() || matches!(c, '…' | '.')));
    let card = at > 0 && sheet.look(at - 1).and_then(|look| look.label).is_some_and(|label| label.kind == Kind::Ago);
    score -= 3 * i32::from(card);
    let repeated = is_repeated(sheet, at, lead);
    score -= 2 * i32::from(!repeated && is_below_standfirst(sheet, at));
    score -= 4 * i32::from(is_credited(sheet, at, lead));
    score -= 3 * i32::from(is_of_two(text) && is_below_another(sheet, at));
    let next = 2 * i32::from(is_above_name(sheet, at)) + i32::from(dated(sheet.text(at + 1)));
    score += if above == 0 { next } else { 0 };
    score -= 2 * i32::from(is_below_picture(sheet, at) || (is_owned(text) && is_below_another(sheet, at)));
    score - under(sheet, at, above)
}

/// What speaks against a candidate that stands right under `above` others: it may be the standfirst or a caption of the
/// first of them. In a longer row all but the last are cards.
fn under(sheet: &Sheet, at: usize, above: usize) -> i32 {
    let size = |at: usize| sheet.look(at).map_or(0, |look| look.measure.size);
    let Some(first) = at.checked_sub(above).filter(|_| above > 0) else { return 0 };
    let (text, before) = (sheet.text(at), size(at - 1));
    // A longer line right under a shorter one is its standfirst, but not under a path in another script.
    let alike = sheet.text(at - 1).is_ascii() == text.is_ascii() || !is_caseless(text);
    // A few words above a headline with its standfirst are a kicker.
    let kicker = before < BUTTON && above == 1 && sheet.is_text(at + 1);
    if before * 4 < size(at) * 3 && before >= 4 && alike && !kicker {
        return 3;
    }
    // A much shorter one says what a picture shows.
    if size(at) * 4 < before * 3 && above < ROW && size(at) >= BUTTON {
        return 2;
    }
    i32::from(above < ROW && size(first) >= BUTTON)
}

/// Whether the line, or another that says the same, is followed by who made a picture: it is a caption.
fn is_credited(sheet: &Sheet, at: usize, lead: usize) -> bool {
    let key = fold(sheet.text(at));
    let credit = |at: usize| at < lead && caption::read(sheet.text(at)).is_some_and(|caption| caption.text.is_empty());
    let same = |other: &usize| fold(sheet.text(*other)) == key;
    // Where the page says apart what the picture shows, the line above its credit is something else.
    let apart = |credit: usize| caption::described(sheet.text(credit + 1)).is_some();
    at > 0 && (at..lead.min(at + 3)).filter(same).any(|at| credit(at + 1) && !apart(at + 1))
}

/// Whether a line ends in the name of an agency in capitals, without a mark before it, as captions do.
fn is_owned(text: &str) -> bool {
    let (head, last) = text.rsplit_once(' ').unwrap_or_default();
    is_upper(last) && dateline::is_agency(last) && head.ends_with(char::is_lowercase)
}

/// Whether a picture's credit or caption stands between the line and another candidate above: that is the headline.
fn is_below_picture(sheet: &Sheet, at: usize) -> bool {
    let picture = |at: &usize| caption::read(sheet.text(*at)).is_some() || caption::is_marked(sheet.text(*at));
    let Some(last) = (at.saturating_sub(ABOVE)..at).rev().find(picture) else { return false };
    let first = (last.saturating_sub(ABOVE)..=last).rev().take_while(picture).last().unwrap_or(last);
    let above = first.checked_sub(1).filter(|&above| is_candidate(sheet, above));
    above.and_then(|above| sheet.look(above)).is_some_and(|look| look.measure.size >= BUTTON)
}

/// Whether the first line is the house's own: below it stand today's date, a menu, and then another date, which is that
/// of the article.
fn is_masthead(sheet: &Sheet, lead: usize) -> bool {
    let dated = |at: &usize| meta::read(sheet.text(*at)).is_some_and(|meta| meta.date.is_some());
    let Some(today) = (1..lead.min(ABOVE)).find(dated) else { return false };
    let Some(menu) = (today + 1..lead.min(today + NEAR)).find(|&at| sheet.is_row(at)) else { return false };
    let date = (menu + 1..lead).find(dated);
    date.is_some_and(|date| !sheet.is_row(date) || date > menu + ROW)
}

/// Whether the first line is a slogan of the house, which heads the page and closes it.
fn is_slogan(sheet: &Sheet, lead: usize) -> bool {
    let key = fold(sheet.text(0));
    sheet.repeats(0) > 1 && (1..lead.min(REACH)).all(|at| fold(sheet.text(at)) != key)
}

/// Whether the line stands twice, alone or at the end of a breadcrumb just above.
fn is_repeated(sheet: &Sheet, at: usize, lead: usize) -> bool {
    let key = fold(sheet.text(at));
    let slogan = (at == 0 && is_slogan(sheet, lead)) || is_way_back(sheet, at);
    (sheet.repeats(at) > 1 && !slogan) || (at.saturating_sub(12)..at).any(|above| is_breadcrumb(sheet, above, &key))
}

/// Whether unit `at` ends in the headline: the path of a page, or a button, run together with it.
pub fn is_breadcrumb(sheet: &Sheet, at: usize, headline: &str) -> bool {
    let text = sheet.text(at);
    let near = text.len() > headline.len() && text.len() < headline.len() + 120;
    near && headline.len() > 8 && fold(text).strip_suffix(headline).is_some_and(|path| !path.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn standfirsts_are_told_by_their_sentences() {
        for text in [
            "The pool pays for the post office counter. Some neighbours call it ‘a lake of vanity’",
            "Die Brücke ist weg. Wer sie bezahlt, weiß niemand",
            "Crolla la strada sopra Lieto. Settanta famiglie isolate",
            "桥梁被冲毁。市长说重建需要两年",
        ] {
            assert!(is_of_two(text), "{text}");
        }
        for text in [
            "Dam falls at St. John and Mr. Cruz is angry",
            "U.S. Senate votes on the dam",
            "Dam falls... Town is cut off",
            "Dam No. 3 falls",
            "What took the bridge? The mayor has a theory",
        ] {
            assert!(!is_of_two(text), "{text}");
        }
    }

    #[test]
    fn paths_are_no_headlines() {
        assert!(is_path("当前位置： 首页 > 社会 > 正文") && is_path("Home / News / Region"));
        assert!(!is_path("Karima > Bandar: a road for two towns"));
    }

    fn found(lines: &[&str]) -> Option<String> {
        let options = crate::ingest::Options::default();
        crate::ingest::text::read(&lines.join("\n"), &options).headline
    }

    const TEXT: [&str; 2] = [
        "The river rose over its banks on Monday and took the old bridge with it, the council said.",
        "Nobody was hurt when it fell, but the town is now cut off from the hospital on the other bank.",
    ];

    #[test]
    fn two_sentences_are_a_headline_where_none_stands_above() {
        let headline = "Bridge falls at Karima. Town is cut off for weeks";
        assert_eq!(
            found(&["Home", "Region", headline, "Ana Cruz", "5 May 2021", "Send it by letter now", TEXT[0], TEXT[1]])
                .as_deref(),
            Some(headline)
        );
        let standfirst = "The mayor is angry. Nobody knows who will pay";
        let top = "Bridge falls at Karima after a night of rain";
        assert_eq!(found(&["Home", "Region", top, standfirst, "5 May 2021", TEXT[0], TEXT[1]]).as_deref(), Some(top));
    }

    #[test]
    fn a_button_below_the_date_is_no_headline() {
        let headline = "Bridge falls at Karima after rain";
        let lines =
            ["Home", headline, "By Ana Cruz", "5 May 2021", "We need your consent to play this", TEXT[0], TEXT[1]];
        assert_eq!(found(&lines).as_deref(), Some(headline));
    }

    #[test]
    fn lists_of_sections_and_ways_back_are_no_headlines() {
        let headline = "Bridge falls at Karima after rain";
        let sections = ["Home", "Rivers & Dams, Featured, Food and Farms", headline, "By Ana Cruz", TEXT[0], TEXT[1]];
        assert_eq!(found(&sections).as_deref(), Some(headline));
        let back = ["World", "Sport", "Opinion", "Business", "Back to Sport", "5 May 2021", headline, TEXT[0], TEXT[1]];
        let back: Vec<&str> = back.into_iter().chain(["Back to Sport"]).collect();
        assert_eq!(found(&back).as_deref(), Some(headline));
    }

    #[test]
    fn a_title_for_machines_is_no_headline() {
        let headline = "Мост в Кариме рухнул после дождя";
        let text = [
            "Река вышла из берегов в понедельник и унесла старый мост, сообщил совет города.",
            "Никто не пострадал, но город теперь отрезан от больницы на другом берегу реки.",
        ];
        assert_eq!(
            found(&["Bridge falls at Karima after rain", headline, "5 мая 2021", text[0], text[1]]).as_deref(),
            Some(headline)
        );
    }
}
