//! The sheet: the units of a dump with what can be seen of each by itself.

use super::date;
use super::dateline;
use super::doubt;
use super::labels::{Found, Kind, labels};
use super::lines::Unit;
use super::marker::marker;
use super::measure::{Measure, fold, is_caseless, is_upper, measure};
use super::meta;
use super::rules::Rules;
use crate::article::Dateline;
use std::collections::HashMap;

/// Longer lines, in bytes, are not compared with others.
const KEY: usize = 300;
/// So many short lines in a row are a menu.
const ROW: usize = 4;
/// So many lines, and sentences among them, a list or form inside the text may have.
const LIST: usize = 12;
const LISTED: usize = 3;
/// Longest label with a count, in words.
const COUNTED: usize = 6;
/// Longest button that shares a page, in words.
const SHARE: usize = 8;
/// Shortest point of a summary without bullets, in words.
const POINT: usize = 4;
/// Sentences longer than this, in bytes, are text whatever they begin with.
const TEXT: usize = 200;

/// What a unit looks like.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Its measures.
    pub measure: Measure,
    /// The label that it is or begins with.
    pub label: Option<Found>,
}

impl Look {
    /// Whether it reads as running text and no label says otherwise.
    pub fn is_text(&self) -> bool {
        self.measure.sentence && self.label.is_none()
    }

    /// Whether it opens a list of other articles or of comments, or points to a neighbour.
    pub fn is_border(&self) -> bool {
        self.label.is_some_and(|label| {
            let kinds = [Kind::Related, Kind::Popular, Kind::Comments, Kind::Previous, Kind::Next];
            label.strong && kinds.contains(&label.kind)
        })
    }
}

/// A dump, seen line by line.
pub struct Sheet<'a> {
    /// The lines.
    pub units: Vec<Unit<'a>>,
    /// What each looks like.
    pub looks: Vec<Look>,
    /// Folded short lines and how often each stands in the dump.
    counts: HashMap<String, u32>,
}

impl<'a> Sheet<'a> {
    /// Looks at every unit.
    pub fn new(units: Vec<Unit<'a>>, rules: Option<&Rules>) -> Self {
        let looks = units.iter().map(|unit| look(&unit.text, rules)).collect();
        let mut counts = HashMap::new();
        for unit in units.iter().filter(|unit| unit.text.len() <= KEY) {
            *counts.entry(fold(&unit.text)).or_insert(0) += 1;
        }
        let mut sheet = Self { units, looks, counts };
        sheet.set_shares();
        sheet.set_arrows();
        doubt::free(&mut sheet);
        sheet.close_lists();
        sheet.set_highlights();
        sheet
    }

    /// The lines below the label of a summary are its points.
    fn set_highlights(&mut self) {
        for head in 0..self.len() {
            let heads = |label: Found| label.kind == Kind::Highlights && label.rest == self.text(head).len();
            if !self.look(head).and_then(|look| look.label).is_some_and(heads) {
                continue;
            }
            for (at, rest) in self.points(head) {
                self.looks[at].label = Some(Found { kind: Kind::Highlights, strong: true, rest });
            }
        }
    }

    /// The points of a summary, and where the text of each begins: lines with bullets, or short ones, but no single one.
    fn points(&self, head: usize) -> Vec<(usize, usize)> {
        let below = || head + 1..self.len().min(head + 1 + LIST);
        let bullet = |at: usize| marker(self.text(at)).map(|(start, _)| (at, start));
        let is_short = |look: &Look| look.label.is_none() && !look.measure.stop && look.measure.size >= POINT;
        let mut points: Vec<(usize, usize)> = below().map_while(bullet).collect();
        if points.is_empty() {
            points = below().take_while(|&at| self.look(at).is_some_and(is_short)).map(|at| (at, 0)).collect();
        }
        if points.len() > 1 { points } else { Vec::new() }
    }

    /// What stands between the label of a list or form and the line that says that it is over belongs to it.
    fn close_lists(&mut self) {
        let kind = |looks: &[Look], at: usize| looks.get(at).and_then(|look| look.label).map(|label| label.kind);
        for end in 0..self.len() {
            if kind(&self.looks, end) != Some(Kind::Resume) {
                continue;
            }
            let opens = |at: &usize| kind(&self.looks, *at).is_some_and(opens_list);
            let near = |at: &usize| self.looks[*at..end].iter().filter(|look| look.is_text()).count() <= LISTED;
            let Some(open) = (end.saturating_sub(LIST)..end).find(|at| opens(at) && near(at)) else { continue };
            let Some(kind) = kind(&self.looks, open) else { continue };
            for at in open + 1..end {
                let rest = self.text(at).len();
                self.looks[at].label = Some(Found { kind, strong: true, rest });
            }
        }
    }

    /// Number of units.
    pub fn len(&self) -> usize {
        self.units.len()
    }

    /// The text of unit `at`; empty beyond the last.
    pub fn text(&self, at: usize) -> &str {
        self.units.get(at).map_or("", |unit| unit.text.as_ref())
    }

    /// The look of unit `at`; `None` beyond the last.
    pub fn look(&self, at: usize) -> Option<&Look> {
        self.looks.get(at)
    }

    /// Whether unit `at` is running text.
    pub fn is_text(&self, at: usize) -> bool {
        self.look(at).is_some_and(Look::is_text)
    }

    /// For every unit the bytes of running text from there on.
    pub fn text_from(&self) -> Vec<usize> {
        let mut sum = 0;
        let sums = self.looks.iter().rev().map(|look| {
            sum += if look.is_text() { look.measure.bytes } else { 0 };
            sum
        });
        let mut sums: Vec<usize> = sums.collect();
        sums.reverse();
        sums
    }

    /// How often the line of unit `at` stands in the dump.
    pub fn repeats(&self, at: usize) -> u32 {
        self.counts.get(&fold(self.text(at))).copied().unwrap_or(1)
    }

    /// The dateline that unit `at` begins with. A place that no list has must be told by the page: named again behind a
    /// word like "in", or above the text as a line of its own, as the section of its town is.
    pub fn dateline(&self, at: usize) -> Option<Dateline> {
        let text = self.text(at);
        let named =
            |place: &str| self.names_place(place) || (is_upper(place) && self.names_place(&meta::capitals(place)));
        let section = |place: &str| self.units.iter().take(at).any(|unit| unit.text == place);
        let told = |found: &Dateline| found.place.as_deref().is_some_and(|place| named(place) || section(place));
        dateline::run_in(text).or_else(|| dateline::unlisted(text).filter(told))
    }

    /// The dateline of the lead; there, in scripts without case, a word before a dash or danda is a place.
    pub fn lead_dateline(&self, at: usize) -> Option<Dateline> {
        self.dateline(at).or_else(|| dateline::caseless(self.text(at)))
    }

    /// The dateline that unit `at` is as a whole. A place that no list has must be told by the page: beside names or a
    /// date, or right above the text, and named again behind a word like "in", or in a script without case anywhere below.
    pub fn own_dateline(&self, at: usize, lead: usize) -> Option<Dateline> {
        let text = self.text(at);
        let said = |at: usize| meta::read(self.text(at)).is_some();
        let beside = at + 1 == lead || said(at + 1) || at.checked_sub(1).is_some_and(said);
        // Sections stand in the menu, too; a place may come again among the tags.
        let listed = || self.units.iter().take(at).any(|unit| unit.text == text);
        let told = |place: &str| self.names_place(place) || (is_caseless(place) && self.is_said_below(place, lead));
        dateline::own_line(text).or_else(|| {
            let (found, sure) = dateline::place_line(text).filter(|_| beside && !listed())?;
            (sure || told(text)).then_some(found)
        })
    }

    /// Whether a word of the text from unit `lead` on begins with this one.
    fn is_said_below(&self, word: &str, lead: usize) -> bool {
        let begins = |text: &str| text.split_whitespace().any(|other| other.starts_with(word));
        self.units.iter().skip(lead).any(|unit| begins(&unit.text))
    }

    /// Whether some line names this place behind a word that stands before places.
    fn names_place(&self, place: &str) -> bool {
        let before = |text: &str| {
            let word = text.strip_suffix(char::is_whitespace)?.rsplit(char::is_whitespace).next()?;
            labels().is_word(Kind::Within, word).then_some(())
        };
        let named = |text: &str| text.match_indices(place).any(|(at, _)| before(&text[..at]).is_some());
        self.units.iter().any(|unit| named(&unit.text))
    }

    /// Lines in a row that end in the names of networks ("Share on Facebook") are buttons, in any language.
    fn set_shares(&mut self) {
        let shares = |at: usize| {
            let last = self.text(at).rsplit(char::is_whitespace).next().unwrap_or_default();
            self.look(at).is_some_and(|look| look.measure.size <= SHARE && !look.measure.stop)
                && labels().find(last).is_some_and(|label| label.kind == Kind::Network && label.strong)
        };
        let rows: Vec<usize> = (0..self.len()).filter(|&at| shares(at)).collect();
        let near = |other: usize| rows.binary_search(&other).is_ok();
        for &at in rows.iter().filter(|&&at| near(at + 1) || at.checked_sub(1).is_some_and(near)) {
            let rest = self.text(at).len();
            self.looks[at].label = self.looks[at].label.or(Some(Found { kind: Kind::Share, strong: true, rest }));
        }
    }

    /// Two lines in a row, `← Title` and `Title →`, are the neighbours' titles.
    fn set_arrows(&mut self) {
        for at in 0..self.len() {
            let Some(title) = self.text(at).strip_prefix(['←', '«']).map(str::trim_start) else { continue };
            let back = self.text(at).len() - title.len();
            let open = |at: usize| self.look(at).is_some_and(|look| look.label.is_none() && !look.measure.sentence);
            let pair = self.text(at + 1).ends_with(['→', '»']) && !self.text(at + 1).starts_with(['←', '«']);
            if pair && open(at) && open(at + 1) && !title.is_empty() {
                self.looks[at].label = Some(Found { kind: Kind::Previous, strong: true, rest: back });
                self.looks[at + 1].label = Some(Found { kind: Kind::Next, strong: true, rest: 0 });
            }
        }
    }

    /// Whether unit `at` belongs to a menu: a row of short lines, one of them a label.
    pub fn is_menu(&self, at: usize) -> bool {
        let row = self.row(at);
        row.len() >= ROW && self.looks[row].iter().any(|look| look.label.is_some())
    }

    /// Whether unit `at` belongs to a row of short lines, as menus and breadcrumbs are.
    pub fn is_row(&self, at: usize) -> bool {
        self.row(at).len() >= ROW
    }

    /// The row of short lines around unit `at`; bounded both ways, so that a long list costs no more than its length.
    fn row(&self, at: usize) -> core::ops::Range<usize> {
        let is_short = |at: &usize| self.look(*at).is_some_and(|look| look.label.is_some() || is_entry(look));
        if !is_short(&at) {
            return at..at;
        }
        let before = (0..at).rev().take(2 * ROW).take_while(is_short).count();
        let after = (at + 1..self.len()).take(2 * ROW).take_while(is_short).count();
        at - before..at + after + 1
    }
}

/// Whether a label of this kind may open a list or form inside the text.
fn opens_list(kind: Kind) -> bool {
    matches!(kind, Kind::Related | Kind::Popular | Kind::Also | Kind::Newsletter | Kind::Follow | Kind::Advert)
}

/// Whether a line has the size of a menu's entry.
fn is_entry(look: &Look) -> bool {
    look.measure.size <= 4 && (!look.measure.stop || look.measure.size <= 1)
}

/// Looks at one line.
fn look(text: &str, rules: Option<&Rules>) -> Look {
    let measure = measure(text);
    if let Some(label) = rules.and_then(|rules| rules.find(text)) {
        return Look { measure, label: Some(label) };
    }
    // A comma behind the words of a label makes them the beginning of a sentence.
    let comma = [',', '،', '，', '、'];
    let goes_on = |label: &Found| {
        let (words, rest) = text.split_at(label.rest);
        measure.stop && (words.trim_end().ends_with(comma) || rest.starts_with(comma))
    };
    let spoken =
        |label: &Found| label.rest < text.len() && measure.sentence && measure.stop && text.starts_with(is_quote);
    let label = labels().find(text).filter(|label| believes(label.kind, &measure) && !goes_on(label) && !spoken(label));
    let label = label.or_else(|| count(text, &measure)).or_else(|| counted(text, &measure));
    // An outlet beside a date is read with it.
    let label = label.filter(|label| label.kind != Kind::Source || date::find(text).is_none());
    Look { measure, label }
}

/// Marks that open what somebody says.
fn is_quote(mark: char) -> bool {
    matches!(mark, '"' | '“' | '„' | '«' | '»' | '‘' | '‚' | '「' | '『')
}

/// Whether a label of this kind may stand before a line of these measures: long sentences are text.
fn believes(kind: Kind, measure: &Measure) -> bool {
    match kind {
        Kind::Rights | Kind::Follow | Kind::Newsletter | Kind::Comments => true,
        Kind::Related | Kind::Popular | Kind::Menu | Kind::Share | Kind::Tags => !measure.stop || measure.size < 12,
        _ => !(measure.sentence && measure.bytes > TEXT),
    }
}

/// Counters (`12 comments`), ages (`World / 4 h ago`), bare numbers and lines of marks.
fn count(text: &str, measure: &Measure) -> Option<Found> {
    let found = |kind, strong| Some(Found { kind, strong, rest: text.len() });
    if measure.bytes > TEXT || measure.sentence {
        return None;
    }
    if text.starts_with('←') && text.ends_with('→') {
        return found(Kind::Pager, true);
    }
    if !text.chars().any(char::is_alphanumeric) {
        return found(Kind::Separator, true);
    }
    if let Some(kind) = code(text) {
        return found(kind, true);
    }
    let words: Vec<&str> = words(text).collect();
    let is_number = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
    let numbers = words.iter().filter(|word| is_number(word)).count();
    let counters = words.iter().filter(|word| labels().is_word(Kind::Counter, word)).count();
    if numbers == words.len() && words.len() == 1 {
        return found(Kind::Counter, false);
    }
    let all = numbers > 0 && counters > 0 && numbers + counters == words.len();
    if all || (numbers > 1 && counters > 1 && is_upper(text)) {
        return found(Kind::Counter, true);
    }
    let ago = words.windows(3).any(|three| is_number(&three[0]) && labels().is_word(Kind::Ago, &three[1..].join(" ")));
    if ago && measure.size <= 8 { found(Kind::Ago, true) } else { None }
}

/// A label with a count (`Comments (12)`, `12 comments`); weak, unless the count stands in brackets behind it.
fn counted(text: &str, measure: &Measure) -> Option<Found> {
    if measure.size > COUNTED || measure.stop {
        return None;
    }
    let mark = |c: char| c.is_numeric() || c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | ':' | '.');
    let bare = text.trim_end_matches(mark);
    let bracket = bare.len() < text.len() && text.ends_with([')', ']']);
    let bare = if bracket { bare } else { text.trim_start_matches(mark) };
    let label = labels().find(bare).filter(|label| bare.len() < text.len() && label.rest == bare.len())?;
    let kinds = [Kind::Comments, Kind::Share, Kind::Related, Kind::Tags, Kind::Popular];
    kinds.contains(&label.kind).then_some(Found { strong: bracket && label.strong, rest: text.len(), ..label })
}

/// Codes in brackets (`[gallery ids=1]`, `[/caption]`), a lone address of a page or for letters, and an end mark with its number
/// (`انتهای پیام/۶۳۰۱۲`).
fn code(text: &str) -> Option<Kind> {
    let inner = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    let name = inner.map(|inner| inner.trim_start_matches('/').split([' ', '=']).next().unwrap_or_default());
    let coded = |inner: &str| inner.contains('=') || inner.starts_with('/');
    let plain = |name: &str| {
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_')
    };
    if name.is_some_and(plain) && inner.is_some_and(coded) {
        return Some(Kind::Code);
    }
    if text.contains("://") && !text.contains(char::is_whitespace) {
        return Some(Kind::Contact);
    }
    let mail = text.split_once('@').is_some_and(|(name, house)| !name.is_empty() && house.contains('.'));
    if mail && text.is_ascii() && !text.contains(char::is_whitespace) {
        return Some(Kind::Contact);
    }
    let (end, number) = text.rsplit_once('/')?;
    let ends = labels().find(end).is_some_and(|label| label.kind == Kind::End && label.rest == end.len());
    (ends && number.chars().all(char::is_alphanumeric)).then_some(Kind::End)
}

/// Runs of digits and runs of letters.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).flat_map(|word| {
        let digits = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
        [&word[..digits], &word[digits..]].into_iter().filter(|part| !part.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_and_ages_are_seen() {
        for (text, kind) in [
            ("3304 views 13 mins 0 comments", Kind::Counter),
            ("2min", Kind::Counter),
            ("World / 4 h ago", Kind::Ago),
            ("* * *", Kind::End),
            ("·", Kind::Separator),
            ("Komentarze (37)", Kind::Comments),
            ("32 תגובות", Kind::Comments),
            ("https://example.org/4EbTq", Kind::Contact),
        ] {
            assert_eq!(look(text, None).label.map(|label| label.kind), Some(kind), "{text}");
        }
        assert!(look("3 dams fell", None).label.is_none());
        assert!(look("Read also, she said, what stands between the lines.", None).label.is_none());
    }

    #[test]
    fn arrows_point_to_the_neighbours() {
        let text = "River takes a bridge\nThe river rose over its banks on Monday and took the old bridge with it.\n\
            Nobody was hurt when it fell, but the town is cut off.\n← Old mill sold\nNew ferry comes →\n";
        for text in [text.to_owned(), text.replace('\n', "\r\n\r\n"), text.replace('←', "«").replace('→', "»")] {
            let links = crate::ingest::text::read(&text, &crate::ingest::Options::default()).links;
            let titles = [links.previous, links.next].map(|link| link.map(|link| link.title).unwrap_or_default());
            assert_eq!(titles, ["Old mill sold", "New ferry comes"], "{text}");
        }
    }
}
