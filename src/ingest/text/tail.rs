//! From the lead to the end: the text with what stands inside it, and what follows it.

use super::body::{Body, is_short_text};
use super::boxes;
use super::caption::{Caption, owner};
use super::date;
use super::dateline::is_agency;
use super::figures;
use super::head::marked_caption;
use super::headline::is_of_two;
use super::labels::{Found, Kind};
use super::marker::marker;
use super::measure::{ends_in_full_stop, fold, is_direction, is_name, is_small};
use super::meta;
use super::role::Role;
use super::sheet::{Look, Sheet};
use std::collections::HashSet;

/// Longest subhead, in words.
const SUBHEAD: usize = 14;
/// Longest tag or button, in words, right below the text.
const ENTRY: usize = 10;
/// Bytes by which a line may be longer than its key: labels and marks around it.
const MARKS: usize = 120;
/// After the text and so many labels a short line is furniture, too.
const NOISE: usize = 3;
/// So many labels above the last sentence show that a dump is a page, as does a row of short lines among its first; so
/// many short lines behind the last sentence are then the page's own.
const PAGE: usize = 3;
const MENU: usize = 40;
const CROWD: usize = 5;
/// A sentence of so many words in the place of a list's first title is text.
const GOES_ON: usize = 12;
/// The heading of the text below it has at most so many words.
const HEADING: usize = 5;
/// A pointer inside the text has at most so many titles.
const BOX: usize = 3;
/// So many items above and below another are looked at.
const ITEMS: usize = 12;
/// So many questions above show that the text is a talk.
const TALK: usize = 2;
/// Shorter lines, in words, are buttons even if they begin with a small letter.
const WORDS: usize = 4;
/// So many kinds of labels behind the text end it, if less than 1/REST of all running text is still to come.
const ENDS: usize = 2;
const REST: usize = 6;
/// A sentence longer than this, in bytes or in words, ends a list of other articles.
const TEXT: usize = 200;
const LONG: usize = 24;

/// Gives roles to the units after the lead.
pub fn roles(sheet: &Sheet, body: &Body, roles: &mut [Role]) {
    let known = known(sheet, roles);
    let longest = known.iter().map(String::len).max().map_or(0, |longest| longest + MARKS);
    let mut walk = Walk {
        sheet,
        last: body.last,
        region: None,
        opened: false,
        paired: false,
        noise: 0,
        labelled: is_crowded(sheet, body),
        ended: false,
        behind: Vec::new(),
        headings: false,
        known,
        agency: sheet.lead_dateline(body.lead).and_then(|found| found.agency),
        longest,
        after: sheet.text_from(),
    };
    let mut at = body.lead + usize::from(matches!(roles.get(body.lead), Some(Role::Lead)));
    while at < sheet.len() {
        at = walk.step(at, roles);
    }
}

/// Whether a dump that is a page, as its labels show, goes on behind its last sentence in so many short lines that no
/// article ends so.
fn is_crowded(sheet: &Sheet, body: &Body) -> bool {
    let labels = sheet.looks.iter().take(body.last).filter(|look| look.label.is_some_and(|label| label.strong)).count();
    let page = labels >= PAGE || (0..body.lead).take(MENU).any(|at| sheet.is_row(at));
    let behind = sheet.looks.iter().skip(body.last + 1);
    let short = behind.filter(|look| !look.measure.stop && look.measure.size <= SUBHEAD).count();
    page && short >= CROWD
}

/// The lines that the head has given a role: their repetition says nothing new.
fn known(sheet: &Sheet, roles: &[Role]) -> HashSet<String> {
    let mut known = HashSet::new();
    for (at, role) in roles.iter().enumerate() {
        match role {
            Role::Headline | Role::Dek | Role::Caption(_) => known.insert(fold(sheet.text(at))),
            Role::Meta(meta) => {
                known.extend(meta.date.iter().map(|(date, _)| fold(date)));
                known.extend(meta.byline.iter().map(|byline| plain(byline)));
                known.insert(fold(sheet.text(at)))
            }
            _ => false,
        };
    }
    known
}

/// A byline's key: its words, whatever parts them.
fn plain(byline: &str) -> String {
    fold(&byline.replace(',', " "))
}

/// The walk down the page.
struct Walk<'a> {
    sheet: &'a Sheet<'a>,
    /// The last sentence of the body's run.
    last: usize,
    /// What the label said that is in force: a list of other articles, tags, comments.
    region: Option<Kind>,
    /// Whether the line above is the label of that list: its first title is still to come.
    opened: bool,
    /// Whether the previous article was named, its title on a line of its own.
    paired: bool,
    /// Labels since the last line of text.
    noise: usize,
    /// Whether a sure label stands behind the text, or many short lines do: they are furniture of the page.
    labelled: bool,
    /// Whether a label of the page stands behind the text.
    ended: bool,
    /// What labels of the page's end stand behind the text, each kind once.
    behind: Vec<Kind>,
    /// Whether the text has had a heading.
    headings: bool,
    /// Keys of the lines that the head has given a role.
    known: HashSet<String>,
    /// The agency that the dateline names.
    agency: Option<String>,
    /// Lines longer than this, in bytes, repeat none of them.
    longest: usize,
    /// Bytes of running text from each unit on.
    after: Vec<usize>,
}

impl Walk<'_> {
    /// Gives roles to unit `at`, and to its title if it is a label that has one; returns the unit to go on with.
    fn step(&mut self, at: usize, roles: &mut [Role]) -> usize {
        let label = self
            .sheet
            .look(at)
            .and_then(|look| look.label)
            .filter(|label| label.strong || self.is_near_noise(at, *label));
        match label {
            Some(label) if matches!(label.kind, Kind::Previous | Kind::Next) => self.neighbour(at, label, roles),
            Some(label) => {
                self.noise += 1;
                self.opened = true;
                let page = at > self.last && label.strong && !matches!(label.kind, Kind::Note | Kind::Source);
                self.labelled |= page;
                self.ended |= page && !matches!(label.kind, Kind::Advert | Kind::Contact);
                if (page || self.is_imprint(at, label)) && closes_page(label.kind) && !self.behind.contains(&label.kind)
                {
                    self.behind.push(label.kind);
                }
                roles[at] = self.label_role(label, at);
                at + 1
            }
            None => {
                self.noise = if self.sheet.is_text(at) { 0 } else { self.noise };
                roles[at] = self.region_role(at).unwrap_or_else(|| self.text_role(at, roles));
                self.headings |= roles[at] == Role::Subhead;
                self.opened = false;
                at + 1
            }
        }
    }

    /// Whether a weak label's neighbours agree: after the text, beside another label or within a list. A section's name,
    /// which is one word, is a tag among tags.
    fn is_near_noise(&self, at: usize, label: Found) -> bool {
        if self.region == Some(Kind::Tags) && label.kind == Kind::Menu && self.sheet.looks[at].measure.size <= 1 {
            return false;
        }
        let labelled = |at: usize| self.sheet.look(at).is_some_and(|look| look.label.is_some());
        let beside = labelled(at + 1) || at.checked_sub(1).is_some_and(labelled);
        self.region.is_some() || (at > self.last && (beside || at + 1 == self.sheet.len()))
    }

    /// A label for a neighbouring article, and its title: the rest of the line, or the one line that follows.
    fn neighbour(&mut self, at: usize, label: Found, roles: &mut [Role]) -> usize {
        let role = |from| if label.kind == Kind::Previous { Role::Previous(from) } else { Role::Next(from) };
        roles[at] = Role::removed(label.kind.name(), 0.98);
        self.ended |= at > self.last;
        if label.rest < self.sheet.text(at).len() {
            roles[at] = role(label.rest);
            return at + 1;
        }
        let open = |at: usize| self.sheet.look(at).is_some_and(|look| look.label.is_none());
        // Titles stand in pairs: what follows the second may be anything.
        let pair = self.paired && label.kind == Kind::Next;
        if open(at + 1) && (pair || !open(at + 2)) && self.sheet.text(at + 1).len() <= 400 {
            roles[at + 1] = role(0);
            self.paired = label.kind == Kind::Previous;
            return at + 2;
        }
        self.region = open(at + 1).then_some(Kind::Related).or(self.region);
        at + 1
    }

    /// The role of a unit with any other label.
    fn label_role(&mut self, label: Found, at: usize) -> Role {
        let whole = label.rest >= self.sheet.text(at).len();
        match label.kind {
            Kind::Comments if !self.is_tail(at) => {}
            Kind::Related | Kind::Popular | Kind::Comments => self.region = Some(label.kind),
            Kind::Resume => self.region = None,
            // "Read more" introduces a title; before a sentence it is a button.
            Kind::Also if whole && !self.sheet.is_text(at + 1) => self.region = Some(label.kind),
            Kind::Tags => {
                self.region = whole.then_some(Kind::Tags).or(self.region);
                if !whole {
                    return Role::Tags(label.rest);
                }
            }
            Kind::Source if !whole && self.region.is_none() => return Role::Source(label.rest),
            Kind::Note if self.region.is_none() => return Role::Note,
            Kind::Highlights if !whole => return Role::Highlight(label.rest),
            _ => {}
        }
        Role::removed(label.kind.name(), if label.strong { 0.95 } else { 0.9 })
    }

    /// Whether less than a third of the running text is still to come.
    fn is_tail(&self, at: usize) -> bool {
        let total = self.after.first().copied().unwrap_or_default();
        at > self.last || self.after.get(at).copied().unwrap_or_default() * 3 < total
    }

    /// The role of an unlabelled unit within a list of other articles, tags or comments; `None` if the list is over.
    fn region_role(&mut self, at: usize) -> Option<Role> {
        let region = self.region?;
        let text = self.sheet.text(at);
        if region == Kind::Tags {
            let tag =
                text.starts_with('#') || (self.sheet.look(at)?.measure.size <= 4 && !self.sheet.looks[at].measure.stop);
            self.region = tag.then_some(region);
            return tag.then_some(Role::Tags(0));
        }
        let over = region == Kind::Comments || self.is_over(at);
        if !over && self.is_text_again(at) {
            self.region = None;
            return None;
        }
        if !over && self.is_heading(at) {
            self.region = None;
            return Some(Role::Subhead);
        }
        Some(Role::removed(region.name(), 0.9))
    }

    /// Whether the article is over at unit `at`: the page has said so, and what little runs on is its own (forms, consent).
    fn is_over(&self, at: usize) -> bool {
        let said = (self.behind.len() >= ENDS && at > self.last) || self.behind.contains(&Kind::Rights);
        said && self.is_rest(at)
    }

    /// Whether little of the running text is still to come.
    fn is_rest(&self, at: usize) -> bool {
        let total = self.after.first().copied().unwrap_or_default();
        self.after.get(at).copied().unwrap_or_default() * REST < total
    }

    /// Whether a label says whose all of it is, where texts end: a picture's owner stands below the picture.
    fn is_imprint(&self, at: usize, label: Found) -> bool {
        label.kind == Kind::Rights && label.strong && owner(self.sheet.text(at)).is_none() && self.is_rest(at)
    }

    /// Whether running text begins again: two sentences in a row, the first of any length, a long one, or one where most of the text is ahead.
    fn is_text_again(&self, at: usize) -> bool {
        let look = &self.sheet.looks[at];
        let total = self.after.first().copied().unwrap_or_default();
        let ahead = self.after.get(at).copied().unwrap_or_default();
        let long = (look.measure.bytes > TEXT || look.measure.size >= LONG) && look.measure.stop;
        // "Read also" introduces titles, and no summaries below them.
        let titles = self.region == Some(Kind::Also) && look.measure.stop;
        // A list begins with a title; a sentence in its place inside the article is the text that goes on.
        let goes_on =
            self.opened && look.measure.stop && look.measure.size >= GOES_ON && self.region != Some(Kind::Comments);
        let again = long || titles || goes_on || self.sheet.is_text(at + 1) || ahead * 4 > total;
        let short = look.label.is_none() && ends_in_full_stop(self.sheet.text(at)) && self.sheet.is_text(at + 1);
        (look.is_text() && (again || self.closes(at))) || short || self.asks_again(at)
    }

    /// Whether unit `at` is a lone sentence below a box of a few titles that parted it from the text above: in a list
    /// of the page's end, more labels or titles stand around it.
    fn closes(&self, at: usize) -> bool {
        let looks = &self.sheet.looks[..at];
        let is_title = |look: &&Look| look.label.is_none() && !look.measure.stop;
        let titles = looks.iter().rev().take(BOX + 1).take_while(is_title).count();
        let mut above = looks[..at - titles].iter().rev();
        let headed = above.next().is_some_and(|look| look.label.is_some());
        let parts = above.next().is_some_and(|look| look.label.is_none() && look.measure.stop);
        let goes_on = ends_in_full_stop(self.sheet.text(at + 1));
        let next = self.sheet.look(at + 1).is_none_or(|look| look.label.is_some() || goes_on);
        (1..=BOX).contains(&titles) && headed && parts && next && self.region != Some(Kind::Comments)
    }

    /// Whether unit `at` heads the text that goes on below a box of titles: it is shorter than they are, and no date.
    fn is_heading(&self, at: usize) -> bool {
        let looks = &self.sheet.looks;
        let is_title = |look: &&Look| look.label.is_none() && !look.measure.stop;
        let titles = looks[..at].iter().rev().take(BOX + 1).take_while(is_title);
        // One as long as a title may be the next title, unless the text has had headings before.
        let size = looks[at].measure.size + usize::from(!self.headings);
        let longer = titles.clone().all(|look| look.measure.size >= size);
        let count = titles.count();
        let headed = at
            .checked_sub(count + 1)
            .is_some_and(|label| looks[label].label.is_some() && label > 0 && self.is_said(label - 1));
        let short = looks[at].measure.size <= HEADING && !ends_in_full_stop(self.sheet.text(at)) && longer;
        let heads = short && (1..=BOX).contains(&count) && headed;
        heads && self.sheet.is_text(at + 1) && self.is_text_again(at + 1) && meta::read(self.sheet.text(at)).is_none()
    }

    /// Whether unit `at` is a paragraph, however short.
    fn is_said(&self, at: usize) -> bool {
        let look = &self.sheet.looks[at];
        look.is_text() || (look.label.is_none() && look.measure.stop)
    }

    /// Whether unit `at` is the next question of a talk: its answer follows, and questions with answers stand above.
    fn asks_again(&self, at: usize) -> bool {
        let asks = |at: usize| {
            let question = self.sheet.text(at).ends_with(['?', '؟', '？']) && self.sheet.looks[at].label.is_none();
            question && self.sheet.is_text(at + 1)
        };
        asks(at) && (0..at).filter(|&at| asks(at)).nth(TALK - 1).is_some()
    }

    /// The role of an unlabelled unit of the text.
    fn text_role(&self, at: usize, roles: &[Role]) -> Role {
        let text = self.sheet.text(at);
        let measure = self.sheet.looks[at].measure;
        if let Some(caption) = marked_caption(text).filter(|caption| !self.signs_off(at, caption)) {
            return Role::Caption(caption);
        }
        if self.is_known(text, at) {
            return Role::removed("repeat", 0.95);
        }
        if self.is_card(at) || at.checked_sub(1).is_some_and(|at| self.is_card(at)) {
            return Role::removed("card", 0.9);
        }
        if let Some((start, ordered)) = self.item(at) {
            return Role::Item { text: start, ordered };
        }
        if measure.sentence {
            return if self.is_over(at) { Role::removed("after-the-end", 0.8) } else { Role::Para };
        }
        // A heading between two paragraphs, where a list of other articles has parted the text.
        let parted =
            self.noise == 0 && self.sheet.is_text(at + 1) && at.checked_sub(1).is_some_and(|at| self.sheet.is_text(at));
        if at > self.last && !parted {
            return self.after_text(at);
        }
        let follows = matches!(
            roles.get(at.wrapping_sub(1)),
            Some(Role::Para | Role::Lead | Role::Caption(_) | Role::Item { .. } | Role::Removed { .. })
        );
        let leads = self.sheet.is_text(at + 1)
            || self.sheet.look(at + 1).is_some_and(|look| look.measure.stop && look.label.is_none());
        let open = measure.stop || text.ends_with([':', '：', ',', '،']);
        if !open && measure.size <= SUBHEAD && follows && leads { Role::Subhead } else { Role::Para }
    }

    /// Whether unit `at` is the last sentence, and what stands behind it is no credit but the agency that filed the report.
    fn signs_off(&self, at: usize, caption: &Caption) -> bool {
        let credit = caption.credit.as_deref().filter(|_| at >= self.last && !caption.text.is_empty());
        credit.is_some_and(|credit| self.agency.as_deref().is_some_and(|agency| fold(agency) == fold(credit)))
    }

    /// The role of a short line after the last sentence.
    fn after_text(&self, at: usize) -> Role {
        let text = self.sheet.text(at);
        let last = text.rsplit(char::is_whitespace).next().unwrap_or_default();
        if self.sheet.looks[at].measure.size <= 4 && is_agency(last) {
            return Role::Source(text.len() - last.len());
        }
        let furniture = self.sheet.is_menu(at) || self.noise >= NOISE;
        let measure = self.sheet.looks[at].measure;
        // Names in brackets sign the text, as does a name below a greeting ("Yours,").
        let bare = text.trim_matches(is_direction);
        let greets = |text: &str| text.trim_end_matches(is_direction).ends_with([',', '،']) && !self.ended;
        let greeted = at.checked_sub(1).is_some_and(|above| greets(self.sheet.text(above)));
        let signs = (bare.starts_with(['(', '（']) && bare.ends_with([')', '）'])) || greets(text) || greeted;
        // A line of verse, or one that introduces what is said next, leads on to more text.
        let open = is_short_text(&self.sheet.looks[at], text)
            && self.sheet.look(at + 1).is_some_and(|look| look.label.is_none());
        // Titles are longer than tags and buttons, but stand below a label.
        let longest = if self.ended { SUBHEAD } else { ENTRY };
        let broken = !furniture && (self.is_broken(at) || is_of_two(text));
        let kept = broken
            || greets(text)
            || greeted
            || self.is_table(at)
            || (!self.ended && boxes::is_box(self.sheet, self.last, at));
        let said = self.labelled && !measure.stop && !signs && !open && measure.size <= longest;
        if !kept && (furniture || said) {
            return Role::removed("menu", 0.9);
        }
        Role::Para
    }

    /// Whether unit `at` is a row of a table in figures, or its heading, with no label of the page above it.
    fn is_table(&self, at: usize) -> bool {
        !self.ended && (figures::is_row(self.sheet, at) || figures::is_row(self.sheet, at + 1))
    }

    /// Whether unit `at` is a piece of a sentence that the page's source parts: it begins with a small letter, or the next
    /// line does. Titles and buttons begin with capitals, or are shorter.
    fn is_broken(&self, at: usize) -> bool {
        let piece =
            |at: usize| self.sheet.look(at).is_some_and(|look| look.label.is_none() && look.measure.size > WORDS);
        piece(at) && (is_small(self.sheet.text(at)) || (piece(at + 1) && is_small(self.sheet.text(at + 1))))
    }

    /// Whether unit `at` is another article's: its date and time, with the title below it, or the title with those below,
    /// between two paragraphs.
    fn is_card(&self, at: usize) -> bool {
        let timed = |at: usize| {
            let text = self.sheet.text(at);
            let stamp = date::find(text).and_then(|found| found.stamp);
            let day = || text.contains(':') && text.contains(char::is_alphabetic);
            (stamp.is_some_and(|stamp| stamp.time.is_some()) || day()) && date::is_date(text)
        };
        let title = |at: usize| self.sheet.look(at).is_some_and(|look| look.label.is_none() && !look.measure.stop);
        let above = || at.checked_sub(1).is_some_and(|above| self.sheet.is_text(above));
        let within = at < self.last && self.sheet.is_text(at + 2) && !self.sheet.is_text(at + 1);
        within && title(at) && title(at + 1) && (timed(at) || (above() && timed(at + 1)))
    }

    /// Whether the line repeats headline, standfirst, caption, names or date.
    fn is_known(&self, text: &str, at: usize) -> bool {
        if text.len() > self.longest {
            return false;
        }
        let again = |meta: meta::Meta| {
            let date = meta.date.as_ref().is_none_or(|(date, _)| self.known.contains(&fold(date)));
            date && meta.byline.as_ref().is_none_or(|byline| self.known.contains(&plain(byline)))
        };
        self.known.contains(&fold(text))
            || (at > self.last && (meta::read(text).is_some_and(again) || self.is_known_names(text)))
    }

    /// Whether the line names the authors again, parted otherwise, or with their posts in brackets.
    fn is_known_names(&self, text: &str) -> bool {
        let name = text.strip_suffix(')').and_then(|text| text.split_once(" (")).map(|(name, _)| name);
        if name.is_some_and(|name| is_name(name) && self.known.contains(&plain(name))) {
            return true;
        }
        text.split(',').all(|name| is_name(name.trim())) && self.known.contains(&plain(text).replace("  ", " "))
    }

    /// Where the text of a list's item begins, and whether it is numbered; a bullet alone makes no list. Where all that is
    /// numbered are sentences, they are paragraphs: their numbers belong to the text, and other paragraphs may stand between
    /// them.
    fn item(&self, at: usize) -> Option<(usize, bool)> {
        let found = |at: usize| marker(self.sheet.text(at));
        let (start, number) = found(at)?;
        let Some(number) = number else {
            let bullet = |at: usize| matches!(found(at), Some((_, None)));
            let near = bullet(at + 1) || at.checked_sub(1).is_some_and(bullet);
            return near.then_some((start, false));
        };
        let counts = |at: usize, number: u32| found(at).is_some_and(|(_, found)| found == Some(number));
        let above = (1..)
            .zip((0..at).rev())
            .take(ITEMS)
            .take_while(|&(up, at)| number >= up && counts(at, number - up))
            .count();
        let below =
            (1..).zip(at + 1..self.sheet.len()).take(ITEMS).take_while(|&(down, at)| counts(at, number + down)).count();
        let short = |at: usize| !self.sheet.looks[at].measure.sentence;
        let list = above + below > 0 && (at - above..=at + below).any(short);
        list.then_some((start, true))
    }
}

/// Whether a label of this kind stands where pages end.
fn closes_page(kind: Kind) -> bool {
    let lists = matches!(kind, Kind::Related | Kind::Popular | Kind::Comments | Kind::Tags);
    lists || matches!(kind, Kind::Rights | Kind::Follow | Kind::Newsletter)
}

#[cfg(test)]
mod tests;
