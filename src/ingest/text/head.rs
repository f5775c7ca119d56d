//! The head: the headline, and a role for every unit above the lead.

use super::body::Body;
use super::caption::{self, Caption};
use super::date;
use super::dateline;
use super::labels::{Found, Kind};
use super::measure::fold;
use super::meta::{self, Meta};
use super::role::Role;
use super::sheet::Sheet;

/// So many units above the lead the headline is looked for.
const REACH: usize = 200;
/// Names, date or standfirst stand at most so many units below the headline.
const NEAR: usize = 6;
/// A headline that stands twice does so within so many units; the first is the one.
const REPEAT: usize = 10;
/// A headline this close to the lead needs no names or date between.
const CLOSE: usize = 4;
/// Longest headline, in words, and shortest where it is not the first line.
const HEADLINE: core::ops::RangeInclusive<usize> = 3..=30;
/// Longest kicker, in words.
const KICKER: usize = 3;

/// The roles of the units above the lead; those from the lead on are paragraphs as yet.
pub fn roles(sheet: &Sheet, body: &Body) -> Vec<Role> {
    let mut roles = vec![Role::Para; sheet.len()];
    let headline = headline(sheet, body.lead);
    let head = Head { sheet, headline, lead: body.lead, key: headline.map(|at| fold(sheet.text(at))) };
    for (at, role) in roles.iter_mut().enumerate().take(body.lead) {
        *role = head.role(at);
    }
    head.name_authors(&mut roles);
    head.set_standfirst(&mut roles);
    if let Some(lead) = roles.get_mut(body.lead) {
        *lead = Role::Lead;
    }
    roles
}

/// The headline: the best of the short lines above the lead, the last of equals.
fn headline(sheet: &Sheet, lead: usize) -> Option<usize> {
    let from = lead.saturating_sub(REACH);
    let candidates: Vec<usize> = (from..lead).filter(|&at| is_candidate(sheet, at)).collect();
    let best = candidates.iter().enumerate().map(|(rank, &at)| {
        let before = rank.checked_sub(1).and_then(|rank| candidates.get(rank)).copied();
        (score(sheet, at, lead, before.filter(|before| before + 1 == at)), at)
    });
    let (_, last) = best.filter(|(score, _)| *score > 0).max()?;
    let key = fold(sheet.text(last));
    let near = last.saturating_sub(REPEAT)..last;
    candidates.into_iter().find(|at| near.contains(at) && fold(sheet.text(*at)) == key).or(Some(last))
}

/// Whether a line can be a headline.
fn is_candidate(sheet: &Sheet, at: usize) -> bool {
    let Some(look) = sheet.look(at) else { return false };
    let (size, text) = (look.measure.size, sheet.text(at));
    let fits = HEADLINE.contains(&size) || (at == 0 && size > 0 && size <= *HEADLINE.end());
    let other = || meta::read(text).is_some() || caption::read(text).is_some() || dateline::own_line(text).is_some();
    look.label.is_none()
        && !look.measure.sentence
        && fits
        && !caption::is_marked(text)
        && !date::is_date(text)
        && !other()
}

/// How much speaks for a candidate; `above` is the candidate on the line before.
fn score(sheet: &Sheet, at: usize, lead: usize, above: Option<usize>) -> i32 {
    let size = |at: usize| sheet.look(at).map_or(0, |look| look.measure.size);
    let text = sheet.text(at);
    let mut score = i32::from(size(at) >= 4) + i32::from(size(at) >= 6);
    score += 3 * i32::from(is_repeated(sheet, at));
    score += 2 * i32::from(at == 0 && !sheet.is_menu(at));
    let says = |text: &str| meta::read(text).is_some() || dateline::own_line(text).is_some();
    let near = (at + 1..lead.min(at + 1 + NEAR)).any(|at| says(sheet.text(at)));
    score += 2 * i32::from(near || lead - at <= CLOSE);
    score += i32::from(!sheet.look(at).is_some_and(|look| look.measure.stop));
    score -= 2 * i32::from(text.starts_with(|c: char| c.is_lowercase() || matches!(c, '…' | '.')));
    let card = at > 0 && sheet.look(at - 1).and_then(|look| look.label).is_some_and(|label| label.kind == Kind::Ago);
    score -= 3 * i32::from(card);
    // A longer line right under a shorter one is its standfirst.
    score - 3 * i32::from(above.is_some_and(|above| size(above) * 4 < size(at) * 3 && size(above) >= 4))
}

/// Whether the line stands elsewhere, too, alone or at the end of a breadcrumb just above.
fn is_repeated(sheet: &Sheet, at: usize) -> bool {
    let key = fold(sheet.text(at));
    sheet.repeats(at) > 1 || (at.saturating_sub(12)..at).any(|above| is_breadcrumb(sheet, above, &key))
}

/// Whether unit `at` ends in the headline: the path of a page, or a button, run together with it.
fn is_breadcrumb(sheet: &Sheet, at: usize, headline: &str) -> bool {
    let text = sheet.text(at);
    let near = text.len() > headline.len() && text.len() < headline.len() + 120;
    near && headline.len() > 8 && fold(text).strip_suffix(headline).is_some_and(|path| !path.is_empty())
}

/// The head of one dump.
struct Head<'a> {
    sheet: &'a Sheet<'a>,
    headline: Option<usize>,
    lead: usize,
    key: Option<String>,
}

impl Head<'_> {
    /// The role of unit `at`, judged without the other roles.
    fn role(&self, at: usize) -> Role {
        let text = self.sheet.text(at);
        if self.headline == Some(at) {
            return Role::Headline;
        }
        if let Some(label) = self.sheet.look(at).and_then(|look| look.label).filter(|label| self.believes(label, at)) {
            return labelled(label.kind, label.rest);
        }
        if let Some(key) = &self.key {
            if fold(text) == *key {
                return Role::removed("repeat", 1.0);
            }
            if is_breadcrumb(self.sheet, at, key) {
                return Role::removed("breadcrumb", 0.95);
            }
        }
        if let Some(caption) = marked_caption(text) {
            return Role::Caption(caption);
        }
        match self.headline {
            Some(headline) if at < headline => self.above(at, headline),
            _ => self.below(at),
        }
    }

    /// Whether a label holds here: what the corpus knows is the site's above the headline only, because what stands below
    /// it (an author's name, a column's) recurs as well. Right above it, a short line may be the kicker.
    fn believes(&self, label: &Found, at: usize) -> bool {
        let short = self.sheet.look(at).is_some_and(|look| look.measure.size <= KICKER);
        let above = |headline| at + 1 < headline || (at + 1 == headline && !short);
        label.kind != Kind::Corpus || self.headline.is_some_and(above)
    }

    /// What stands above the headline: menus, cards, a kicker, sometimes the date.
    fn above(&self, at: usize, headline: usize) -> Role {
        let text = self.sheet.text(at);
        let size = self.sheet.look(at).map_or(0, |look| look.measure.size);
        if headline - at <= 3
            && let Some(meta) = meta::read(text)
        {
            return Role::Meta(meta);
        }
        if at + 1 == headline && size <= KICKER && self.is_section(at) {
            return Role::Kicker;
        }
        if self.sheet.is_text(at) {
            return Role::Para;
        }
        let noise = |at: usize| self.sheet.look(at).is_some_and(|look| look.label.is_some()) || self.sheet.is_row(at);
        let cut = (at..headline).take(64).any(noise) || at.checked_sub(1).is_some_and(noise);
        let bare = size <= KICKER && at > 0;
        if cut || bare { Role::removed("above-headline", 0.9) } else { Role::Para }
    }

    /// Whether a short line is the name of a section: it is also in the menu, or follows "Home".
    fn is_section(&self, at: usize) -> bool {
        let home = at.checked_sub(1).and_then(|at| self.sheet.look(at)).and_then(|look| look.label);
        self.sheet.repeats(at) > 1 || at == 0 || home.is_some_and(|label| label.kind == Kind::Menu)
    }

    /// What stands between headline and lead.
    fn below(&self, at: usize) -> Role {
        let text = self.sheet.text(at);
        if let Some(meta) = meta::read(text) {
            return Role::Meta(meta);
        }
        if self.lead - at <= 3
            && dateline::own_line(text).is_some()
            && dateline::run_in(self.sheet.text(self.lead)).is_none()
        {
            return Role::Dateline;
        }
        if self.headline.is_some() && self.sheet.is_text(at) && ends_in_date(text) {
            return Role::Caption(Caption { text: text.to_owned(), credit: None });
        }
        let short = self.sheet.look(at).is_some_and(|look| look.measure.size <= KICKER);
        let below_headline = self.headline.is_some_and(|headline| headline + 1 == at);
        match self.sheet.is_text(at) {
            _ if below_headline && short && self.sheet.repeats(at) > 1 => Role::Kicker,
            true if self.headline.is_some() => Role::Note,
            _ => Role::Para,
        }
    }

    /// A bare name beside a date is the byline, unless one is introduced as such.
    fn name_authors(&self, roles: &mut [Role]) {
        let named = roles.iter().any(|role| matches!(role, Role::Meta(Meta { byline: Some(_), .. })));
        if named {
            return;
        }
        let from = self.headline.map_or(0, |at| at + 1);
        let dated = |at: usize| matches!(roles.get(at), Some(Role::Meta(Meta { date: Some(_), .. })));
        let beside = |at: usize| dated(at + 1) || at.checked_sub(1).is_some_and(dated);
        let name = (from..self.lead)
            .find(|&at| roles[at] == Role::Para && beside(at) && meta::is_bare_name(self.sheet.text(at)));
        if let Some(at) = name {
            roles[at] = Role::Meta(Meta { byline: Some(self.sheet.text(at).to_owned()), ..Meta::default() });
        }
    }

    /// The line right below the headline is the standfirst if names, a date or a dateline follow before the lead.
    fn set_standfirst(&self, roles: &mut [Role]) {
        let Some(headline) = self.headline else { return };
        let is_open = |at: &usize| !matches!(roles[*at], Role::Removed { .. } | Role::Kicker);
        let Some(first) = (headline + 1..self.lead).find(is_open) else { return };
        let meta = |role: &Role| matches!(role, Role::Meta(_) | Role::Dateline);
        let follows = roles.get(first + 1..self.lead).is_some_and(|roles| roles.iter().any(meta))
            || dateline::run_in(self.sheet.text(self.lead)).is_some() && first + 1 == self.lead;
        let size = self.sheet.look(first).map_or(0, |look| look.measure.size);
        if matches!(roles[first], Role::Para | Role::Note) && follows && size >= KICKER {
            roles[first] = Role::Dek;
        }
    }
}

/// The role that a label gives to a unit of the head.
fn labelled(kind: Kind, rest: usize) -> Role {
    match kind {
        Kind::Note => Role::Note,
        Kind::Source => Role::Source(rest),
        Kind::Menu | Kind::Pager | Kind::Counter => Role::removed(kind.name(), 0.9),
        _ => Role::removed(kind.name(), 0.95),
    }
}

/// A caption that says so itself, by its credit or its beginning.
pub fn marked_caption(text: &str) -> Option<Caption> {
    let marked = || caption::is_marked(text).then(|| Caption { text: text.to_owned(), credit: None });
    caption::read(text).or_else(marked)
}

/// Whether a sentence closes with a date, as captions do.
fn ends_in_date(text: &str) -> bool {
    let from = text.char_indices().rev().nth(40).map_or(0, |(at, _)| at);
    let end = &text[from..];
    date::find(end)
        .is_some_and(|found| end[found.range.end..].trim_matches(['.', ' ']).is_empty() && found.stamp.is_some())
}
