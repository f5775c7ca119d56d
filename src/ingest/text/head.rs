//! The head: the headline, and a role for every unit above the lead.

use super::body::Body;
use super::caption::{self, Caption};
use super::date;
use super::dateline;
use super::labels::{Found, Kind, labels};
use super::measure::{fold, is_name};
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
/// Shorter lines below names and date, in words, are buttons; longer ones say what a picture shows.
const BUTTON: usize = 5;
/// Longest line that says how long ago something was, in words.
const AGO: usize = 5;
/// So many units from a date a name may stand alone.
const NAMED: usize = 3;
/// So many units behind the last sentence a name may sign the text.
const SIGNED: usize = 2;
/// Fewer short lines in a row are headline, standfirst and caption rather than cards.
const ROW: usize = 3;
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
    head.set_furniture(&mut roles);
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
        let ranks = candidates[..rank].iter().rev().zip(1..);
        let above = ranks.take_while(|(before, rows)| **before + rows == at).count();
        (score(sheet, at, lead, above), at)
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
    let fits = HEADLINE.contains(&size) || (at == 0 && size > 0 && size < *HEADLINE.start() && !sheet.is_row(at));
    let other = || meta::read(text).is_some() || caption::read(text).is_some() || dateline::own_line(text).is_some();
    look.label.is_none()
        && !look.measure.sentence
        && fits
        && !caption::is_marked(text)
        && !date::is_date(text)
        && (size > AGO || !is_relative(text))
        && !other()
}

/// Whether a line ends or begins as "two hours ago" does.
fn is_relative(text: &str) -> bool {
    let said = |word: Option<&str>| word.is_some_and(|word| labels().is_word(Kind::Relative, word));
    said(text.split_whitespace().next_back()) || said(text.split_whitespace().next())
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
    score += 3 * i32::from(size(at) > KICKER && is_repeated(sheet, at));
    score += 2 * i32::from(at == 0 && !sheet.is_menu(at));
    let ago = |at: usize| size(at) <= AGO && is_relative(sheet.text(at));
    let says = |text: &str| meta::read(text).is_some() || dateline::own_line(text).is_some();
    let near = (at + 1..lead.min(at + 1 + NEAR)).any(|at| says(sheet.text(at)) || ago(at));
    score += if near { 3 } else { 2 * i32::from(lead - at <= CLOSE) };
    score += i32::from(!sheet.look(at).is_some_and(|look| look.measure.stop));
    score -= 2 * i32::from(text.starts_with(|c: char| c.is_lowercase() || matches!(c, '…' | '.')));
    let card = at > 0 && sheet.look(at - 1).and_then(|look| look.label).is_some_and(|label| label.kind == Kind::Ago);
    score -= 3 * i32::from(card);
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
    i32::from(above < ROW && size(first) >= BUTTON)
}

/// Whether a line carries on a sentence of the line before.
fn starts_lower(text: &str) -> bool {
    text.starts_with(char::is_lowercase)
}

/// Whether most letters have no case.
fn is_caseless(text: &str) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    letters().filter(|c| c.is_lowercase() || c.is_uppercase()).count() * 2 < letters().count()
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
        // "CNN —": the dash tells it from the house's name in a menu.
        if text.ends_with(['—', '–', '-']) && self.is_dateline(at) {
            return Role::Dateline;
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

    /// Whether unit `at` is the dateline of the text right below it.
    fn is_dateline(&self, at: usize) -> bool {
        let near = self.lead - at <= 3 && self.headline.is_none_or(|headline| headline < at);
        near && dateline::own_line(self.sheet.text(at)).is_some()
            && dateline::run_in(self.sheet.text(self.lead)).is_none()
    }

    /// What stands between headline and lead.
    fn below(&self, at: usize) -> Role {
        let text = self.sheet.text(at);
        if let Some(meta) = meta::read(text) {
            return Role::Meta(meta);
        }
        if self.is_dateline(at) {
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

    /// The line right below the headline is the standfirst if names, a date, a picture or a dateline follow before the
    /// lead.
    fn set_standfirst(&self, roles: &mut [Role]) {
        let Some(headline) = self.headline else { return };
        let is_open = |at: &usize| !matches!(roles[*at], Role::Removed { .. } | Role::Kicker);
        let Some(first) = (headline + 1..self.lead).find(is_open) else { return };
        let said = |role: &Role| matches!(role, Role::Meta(_) | Role::Dateline | Role::Caption(_));
        let follows = roles.get(first + 1..self.lead).is_some_and(|roles| roles.iter().any(said))
            || dateline::run_in(self.sheet.text(self.lead)).is_some() && first + 1 == self.lead;
        let size = self.sheet.look(first).map_or(0, |look| look.measure.size);
        if matches!(roles[first], Role::Para | Role::Note) && follows && size >= KICKER {
            roles[first] = Role::Dek;
        }
    }

    /// What is left between the names or the date and the lead and is no sentence: buttons, and what a picture shows.
    fn set_furniture(&self, roles: &mut [Role]) {
        let Some(headline) = self.headline else { return };
        let noise = |role: &Role| matches!(role, Role::Meta(_) | Role::Removed { .. } | Role::Caption(_) | Role::Dek);
        for at in headline + 1..self.lead {
            let Some(look) = self.sheet.look(at).filter(|look| !look.measure.sentence && !look.measure.stop) else {
                continue;
            };
            let broken = starts_lower(self.sheet.text(at)) || starts_lower(self.sheet.text(at + 1));
            if roles[at] != Role::Para || broken || !roles[headline + 1..at].iter().any(noise) {
                continue;
            }
            let text = self.sheet.text(at);
            roles[at] = if look.measure.size < BUTTON {
                Role::removed("below-headline", 0.9)
            } else {
                Role::Caption(Caption { text: text.to_owned(), credit: None })
            };
        }
    }

    /// A bare name beside a date, or right below the headline and its standfirst, is the byline, unless one is
    /// introduced as such.
    fn name_authors(&self, roles: &mut [Role]) {
        let named = roles.iter().any(|role| matches!(role, Role::Meta(Meta { byline: Some(_), .. })));
        if named {
            return;
        }
        let from = self.headline.map_or(0, |at| at + 1);
        let open = |at: usize| roles.get(at) == Some(&Role::Para);
        let found = (from..self.lead).filter(|&at| open(at)).find_map(|at| Some((at, self.author(at, from, roles)?)));
        if let Some((at, byline)) = found {
            roles[at] = Role::Meta(Meta { byline: Some(byline), ..Meta::default() });
        }
    }

    /// The author that unit `at` names, if its place says that it does; `from` is the line below the headline.
    fn author(&self, at: usize, from: usize, roles: &[Role]) -> Option<String> {
        let text = self.sheet.text(at);
        let dated = |at: usize| matches!(roles.get(at), Some(Role::Meta(Meta { date: Some(_), .. })));
        let within = |reach: usize| (at.saturating_sub(reach)..=at + reach).any(dated);
        let said = at > from && meta::is_introduction(self.sheet.text(at - 1));
        if (said || within(1)) && meta::is_bare_name(text) {
            return Some(meta::bare_name(text).to_owned());
        }
        let listed = (0..from).any(|above| fold(self.sheet.text(above)) == fold(text));
        let near = within(1) || (at == from && within(2));
        let caseless = near && meta::is_caseless_name(text);
        let far = self.headline.is_some() && within(NAMED) && is_name(&meta::capitals(text));
        (!listed && (caseless || far) && dateline::own_line(text).is_none()).then(|| text.to_owned())
    }
}

/// The name that signs the text: right behind the last sentence, where the head names nobody.
pub fn sign(sheet: &Sheet, body: &Body, roles: &mut [Role]) {
    let named = roles.iter().any(|role| matches!(role, Role::Meta(Meta { byline: Some(_), .. })));
    let is_open = |at: &usize| matches!(roles[*at], Role::Para | Role::Note | Role::Subhead);
    let below = (body.last + 1..sheet.len()).take(SIGNED);
    let text = |at: usize| sheet.text(at);
    let signs = |at: &usize| is_name(text(*at)) || meta::read(text(*at)).is_some_and(|meta| meta.byline.is_some());
    let noise =
        |at: usize| matches!(roles.get(at), Some(Role::Removed { rule, .. }) if !matches!(*rule, "menu" | "rights"));
    // A section's name looks like a person's: without marks of a language that sections have none of, a button tells.
    let told = |at: usize| !text(at).is_ascii() || noise(at + 1);
    let menu = |at: usize| matches!(roles[at], Role::Removed { rule: "menu", .. }) && !is_name(text(at + 1));
    let first = Some(body.last + 1).filter(|&at| at + 1 < sheet.len() && menu(at) && is_name(text(at)));
    let open = || below.take_while(|at| is_open(at) || signs(at)).find(signs).filter(|at| is_open(at));
    let bare = |at: &usize| !is_name(text(*at)) || told(*at);
    let Some(at) = first.or_else(open).filter(bare).filter(|_| !named) else {
        return;
    };
    let name = || Meta { byline: Some(text(at).to_owned()), ..Meta::default() };
    let meta = meta::read(text(at)).filter(|meta| meta.byline.is_some()).unwrap_or_else(name);
    roles[at] = Role::Meta(meta);
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
