//! The head: the headline, and a role for every unit above the lead.

use super::author;
use super::body::Body;
use super::caption::{self, Caption};
use super::date;
use super::dateline;
use super::headline::{self, is_breadcrumb, is_path, is_with_house};
use super::labels::{Found, Kind, labels};
use super::measure::{fold, is_direction, is_name, is_upper};
use super::meta;
use super::role::Role;
use super::sheet::Sheet;

/// Shorter lines below names and date, in words, are buttons; longer ones say what a picture shows.
const BUTTON: usize = 5;
/// Longest kicker, in words.
const KICKER: usize = 3;
/// A line above the headline, in words, is the page's own.
const ENTRY: usize = 8;
/// A list above the lead has so many items at least.
const LIST: usize = 3;

/// The roles of the units above the lead; those from the lead on are paragraphs as yet.
pub fn roles(sheet: &Sheet, body: &Body) -> Vec<Role> {
    let mut roles = vec![Role::Para; sheet.len()];
    let headline = headline::find(sheet, body.lead);
    let head = Head { sheet, headline, lead: body.lead, key: headline.map(|at| fold(sheet.text(at))) };
    for (at, role) in roles.iter_mut().enumerate().take(body.lead) {
        *role = head.role(at);
    }
    head.set_captions(&mut roles);
    head.set_neighbours(&mut roles);
    author::name(sheet, headline, body.lead, &mut roles);
    head.set_standfirst(&mut roles);
    head.set_furniture(&mut roles);
    head.drop_alternatives(&mut roles);
    if let Some(lead) = roles.get_mut(body.lead) {
        *lead = Role::Lead;
    }
    roles
}

/// Whether a line carries on a sentence of the line before.
fn starts_lower(text: &str) -> bool {
    text.starts_with(char::is_lowercase)
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
            return if label.kind == Kind::Note { self.note(at) } else { labelled(text, label) };
        }
        if let Some(key) = &self.key {
            if fold(text) == *key {
                return Role::removed("repeat", 1.0);
            }
            if is_breadcrumb(self.sheet, at, key) || self.is_title(text) {
                return Role::removed("breadcrumb", 0.95);
            }
        }
        if let Some(caption) = marked_caption(text) {
            return Role::Caption(caption);
        }
        let dated = || meta::read(text).is_some_and(|meta| meta.date.is_some());
        if is_path(text) && !self.sheet.is_text(at) && !dated() {
            return Role::removed("breadcrumb", 0.9);
        }
        match self.headline {
            Some(headline) if at < headline => self.above(at, headline),
            _ => self.below(at),
        }
    }

    /// The role of a remark: "Prepared by" says below the headline who wrote the article, and at its end who helped.
    fn note(&self, at: usize) -> Role {
        let below = self.headline.is_some_and(|headline| headline < at);
        let author = meta::read(self.sheet.text(at)).filter(|meta| below && meta.byline.is_some());
        author.map_or(Role::Note, Role::Meta)
    }

    /// Whether a line is the headline with the name of the house.
    fn is_title(&self, text: &str) -> bool {
        self.headline.is_some_and(|headline| is_with_house(text, self.sheet.text(headline)))
    }

    /// The line right above a credit is what the picture shows; right below the headline, a sentence is the standfirst.
    /// Between such a line and the author a name in capitals is a credit.
    fn set_captions(&self, roles: &mut [Role]) {
        for at in 1..self.lead {
            if self.is_shouted_credit(at, roles) {
                let credit = Some(self.sheet.text(at).to_owned());
                roles[at] = Role::Caption(Caption { text: String::new(), credit });
            }
            let credit = matches!(&roles[at], Role::Caption(caption) if caption.text.is_empty());
            let above = matches!(roles[at - 1], Role::Para | Role::Note | Role::Removed { rule: "above-headline", .. });
            let look = self.sheet.look(at - 1);
            let stop = look.is_some_and(|look| look.measure.stop);
            // `1482 views`, in whatever language.
            let counts = look.is_some_and(|look| look.measure.size <= KICKER)
                && self.sheet.text(at - 1).trim_start_matches(is_direction).starts_with(char::is_numeric);
            // `Ana Cruz - House` is who wrote it.
            let author = meta::bare_name(self.sheet.text(at - 1)) != self.sheet.text(at - 1);
            if credit && above && !counts && !author && self.headline.is_none_or(|headline| headline + 2 != at || !stop)
            {
                let text = self.sheet.text(at - 1).to_owned();
                // The page may say for the blind what stands below the picture.
                if at > 1 && fold(self.sheet.text(at - 2)) == fold(&text) && roles[at - 2] == roles[at - 1] {
                    roles[at - 2] = Role::removed("repeat", 0.95);
                }
                roles[at - 1] = Role::Caption(Caption { text, credit: None });
            }
        }
    }

    /// Some pages name both neighbours above the headline, each below its label.
    fn set_neighbours(&self, roles: &mut [Role]) {
        let top = self.headline.unwrap_or(self.lead);
        let label = |at: usize| self.sheet.look(at).and_then(|look| look.label).filter(|label| label.strong);
        let titled = |kind: Kind| {
            let whole = |at: &usize| {
                label(*at).is_some_and(|found| found.kind == kind && found.rest >= self.sheet.text(*at).len())
            };
            let open = |at: &usize| {
                self.sheet.look(*at + 1).is_some_and(|look| look.label.is_none() && look.measure.size >= KICKER)
            };
            (0..top.saturating_sub(1)).find(|at| whole(at) && open(at) && *at + 1 < top)
        };
        if let (Some(previous), Some(next)) = (titled(Kind::Previous), titled(Kind::Next)) {
            roles[previous + 1] = Role::Previous(0);
            roles[next + 1] = Role::Next(0);
        }
    }

    /// Whether unit `at` is a name in capitals below a line of text, and another name stands below it.
    fn is_shouted_credit(&self, at: usize, roles: &[Role]) -> bool {
        let text = self.sheet.text(at);
        let shouted = |text: &str| is_upper(text) && is_name(&meta::capitals(text));
        let stop = self.sheet.look(at - 1).is_some_and(|look| look.measure.stop && look.label.is_none());
        let other = |at: usize| {
            is_name(self.sheet.text(at)) || matches!(roles.get(at), Some(Role::Meta(meta)) if meta.byline.is_some())
        };
        roles[at] == Role::Para && stop && shouted(text) && (at + 1..self.lead.min(at + 4)).any(other)
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
        let bare = size <= KICKER
            || (size <= ENTRY && at + 1 < headline)
            || text.split_whitespace().filter(|word| *word == "|").count() > 1;
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
        near && self.sheet.own_dateline(at, self.lead).is_some() && self.sheet.lead_dateline(self.lead).is_none()
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

    /// Whether the lead says how it came here.
    fn is_opening(&self) -> bool {
        self.sheet.lead_dateline(self.lead).is_some()
            || labels().begins(self.sheet.text(self.lead), Kind::Report).is_some()
    }

    /// The line right below the headline, or below the date there, is the standfirst if names, a date, a picture or a dateline follow before the
    /// lead.
    fn set_standfirst(&self, roles: &mut [Role]) {
        let Some(headline) = self.headline else { return };
        let dated = |role: &Role| matches!(role, Role::Meta(meta) if meta.byline.is_none());
        // With a dateline below there is no doubt, even below a picture.
        let pictured = |role: &Role| matches!(role, Role::Caption(_)) && self.is_opening();
        let is_open = |at: &usize| {
            let role = &roles[*at];
            !matches!(role, Role::Removed { .. } | Role::Kicker) && !dated(role) && !pictured(role)
        };
        let Some(first) = (headline + 1..self.lead).find(is_open) else { return };
        let said = |role: &Role| matches!(role, Role::Meta(_) | Role::Dateline | Role::Caption(_));
        let follows = roles.get(first + 1..self.lead).is_some_and(|roles| roles.iter().any(said))
            || self.is_opening() && first + 1 == self.lead;
        let size = self.sheet.look(first).map_or(0, |look| look.measure.size);
        // Below a date it must be a sentence: other lines there say who wrote it.
        let follows = follows && (self.sheet.is_text(first) || !roles[headline..first].iter().any(dated));
        if matches!(roles[first], Role::Para | Role::Note) && follows && size >= KICKER {
            // With an agency it is the first paragraph, whatever the page sets below it.
            let filed = dateline::run_in(self.sheet.text(first)).is_some_and(|found| found.agency.is_some());
            roles[first] = if filed { Role::Lead } else { Role::Dek };
        }
    }

    /// One word between headline and date is the name of the section.
    fn set_section(&self, headline: usize, roles: &mut [Role]) {
        let word = self.sheet.look(headline + 1).is_some_and(|look| look.measure.size <= 1 && !look.measure.stop);
        let dated = matches!(roles.get(headline + 2), Some(Role::Meta(_))) && headline + 2 < self.lead;
        if word && dated && roles[headline + 1] == Role::Para && !roles.contains(&Role::Kicker) {
            roles[headline + 1] = Role::Kicker;
        }
    }

    /// What is left between the names or the date and the lead and is no sentence: buttons, and what a picture shows.
    fn set_furniture(&self, roles: &mut [Role]) {
        let Some(headline) = self.headline else { return };
        self.set_section(headline, roles);
        let plain: Vec<usize> =
            (headline + 1..self.list(headline)).filter(|&at| self.is_furniture(headline, at, roles)).collect();
        for at in plain {
            let text = self.sheet.text(at);
            // Where the picture's caption says so itself, other lines are the page's.
            let credited =
                |role: &Role| matches!(role, Role::Caption(Caption { credit: Some(_), text }) if !text.is_empty());
            let other = roles[at + 1..self.lead].iter().any(credited);
            let short = self.sheet.look(at).is_some_and(|look| look.measure.size < BUTTON);
            roles[at] = if short || other {
                Role::removed("below-headline", 0.9)
            } else {
                Role::Caption(Caption { text: text.to_owned(), credit: None })
            };
        }
    }

    /// What a page says of a picture for the blind stands above its caption, and is the beginning of it.
    fn drop_alternatives(&self, roles: &mut [Role]) {
        for at in 1..self.lead {
            let bare = |role: &Role| matches!(role, Role::Caption(caption) if caption.credit.is_none());
            let same = self.sheet.text(at).starts_with(self.sheet.text(at - 1));
            if same && bare(&roles[at - 1]) && matches!(roles[at], Role::Caption(_)) {
                roles[at - 1] = Role::removed("repeat", 0.9);
            }
        }
    }

    /// Whether unit `at` below the headline is no sentence and no piece of one, and something of the page stands above it.
    fn is_furniture(&self, headline: usize, at: usize, roles: &[Role]) -> bool {
        let noise = |role: &Role| matches!(role, Role::Meta(_) | Role::Removed { .. } | Role::Caption(_) | Role::Dek);
        let open = self.sheet.look(at).is_some_and(|look| !look.measure.sentence && !look.measure.stop);
        // "To the editor:" is said to what follows.
        let said = at + 1 == self.lead && self.sheet.text(at).ends_with([':', '：']);
        let broken = starts_lower(self.sheet.text(at)) || starts_lower(self.sheet.text(at + 1));
        let section = |at: usize| {
            let short = self.sheet.look(at).is_some_and(|look| look.measure.size < BUTTON);
            short && meta::has_section(self.sheet.text(at))
        };
        // The house's name or a section's, and the date below.
        let dated = roles[at + 1..self.lead.min(at + LIST)].iter().any(|role| matches!(role, Role::Meta(_)));
        let parted = roles[headline + 1..at].iter().any(noise) || (dated && (headline + 1..=at).any(section));
        open && roles[at] == Role::Para && !broken && !said && parted
    }

    /// The unit that introduces a list above the lead ("What you need:"); the lead where there is none.
    fn list(&self, headline: usize) -> usize {
        let plain = |at: usize| {
            self.sheet.look(at).is_some_and(|look| look.label.is_none() && meta::read(self.sheet.text(at)).is_none())
        };
        let heads = |at: &usize| {
            let head = self.sheet.text(*at).ends_with([':', '：']) && !meta::is_introduction(self.sheet.text(*at));
            head && (*at..=at + LIST).all(|at| at < self.lead && plain(at))
        };
        (headline + 1..self.lead).find(heads).unwrap_or(self.lead)
    }
}

/// The role that a label gives to a unit of the head. The mark of copyright above the text, without a year, says who
/// made a picture.
fn labelled(text: &str, label: Found) -> Role {
    match label.kind {
        Kind::Source => Role::Source(label.rest),
        Kind::Highlights if label.rest < text.len() => Role::Highlight(label.rest),
        Kind::Rights if let Some(credit) = caption::owner(text) => {
            Role::Caption(Caption { text: String::new(), credit: Some(credit.to_owned()) })
        }
        Kind::Menu | Kind::Pager | Kind::Counter => Role::removed(label.kind.name(), 0.9),
        _ => Role::removed(label.kind.name(), 0.95),
    }
}

/// A caption that says so itself, by its credit or its beginning.
pub fn marked_caption(text: &str) -> Option<Caption> {
    let said = || caption::described(text).unwrap_or(text).to_owned();
    let marked = || caption::is_marked(text).then(|| Caption { text: said(), credit: None });
    caption::read(text).or_else(marked)
}

/// Whether a sentence closes with a date, as captions do.
fn ends_in_date(text: &str) -> bool {
    let from = text.char_indices().rev().nth(40).map_or(0, |(at, _)| at);
    let end = &text[from..];
    date::find(end)
        .is_some_and(|found| end[found.range.end..].trim_matches(['.', ' ']).is_empty() && found.stamp.is_some())
}
