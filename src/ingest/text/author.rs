//! Who wrote it: names that no word introduces, told by where they stand: beside the date, below the headline, behind
//! the last sentence.

use super::body::Body;
use super::date;
use super::dateline;
use super::measure::{fold, is_capital, is_name, measure};
use super::meta::{self, Meta};
use super::role::Role;
use super::sheet::Sheet;

/// So many units from a date a name may stand alone.
const NAMED: usize = 3;
/// So many units behind the last sentence a name may sign the text.
const SIGNED: usize = 2;
/// Characters of a name that is one word, as in Chinese, Japanese and Korean.
const ONE: core::ops::RangeInclusive<usize> = 3..=5;

/// A bare name beside a date, or right below the headline and its standfirst, is the byline, unless one is introduced
/// as such.
pub fn name(sheet: &Sheet, headline: Option<usize>, lead: usize, roles: &mut [Role]) {
    let named = roles.iter().any(|role| matches!(role, Role::Meta(Meta { byline: Some(_), .. })));
    if named {
        return;
    }
    let page = Page { sheet, from: headline.map_or(0, |at| at + 1), headed: headline.is_some() };
    let open = |at: usize| roles.get(at) == Some(&Role::Para);
    let below = (page.from..lead).filter(|&at| open(at)).find_map(|at| Some((at, page.author(at, roles)?)));
    let only = || page.only(lead, roles);
    if let Some((at, byline)) = below.or_else(|| page.above(headline?, roles)).or_else(only) {
        roles[at] = Role::Meta(Meta { byline: Some(byline), ..Meta::default() });
    }
}

/// The head of a page.
struct Page<'a> {
    sheet: &'a Sheet<'a>,
    /// The line below the headline.
    from: usize,
    headed: bool,
}

impl Page<'_> {
    /// The author that unit `at` names, if its place says that it does.
    fn author(&self, at: usize, roles: &[Role]) -> Option<String> {
        let text = self.sheet.text(at);
        // Where the word stands alone, the name is below it; `Staff reporter` stands for a name.
        let next = self.sheet.text(at + 1);
        if meta::is_introduction(text) && (meta::is_bare_name(next) || meta::is_caseless_name(next)) {
            return None;
        }
        let dated = |at: usize| matches!(roles.get(at), Some(Role::Meta(Meta { date: Some(_), .. })));
        let within = |reach: usize| (at.saturating_sub(reach)..=at + reach).any(dated);
        let said = at > self.from && meta::is_introduction(self.sheet.text(at - 1));
        if (said || within(1)) && meta::is_bare_name(text) {
            return Some(meta::bare_name(text).to_owned());
        }
        let listed = (0..self.from).any(|above| fold(self.sheet.text(above)) == fold(text));
        // A post or a house may stand between the name and the date.
        let first = at.checked_sub(1).and_then(|at| roles.get(at));
        let first = matches!(first, Some(Role::Headline | Role::Dek | Role::Caption(_)));
        let near = within(1) || ((at == self.from || first) && within(2));
        let caseless = near && (meta::is_caseless_name(text) || (at == self.from && is_one_word(text)));
        let far = self.headed && within(NAMED) && is_name(&meta::capitals(text)) && !meta::has_section(text);
        (!listed && (caseless || far) && dateline::own_line(text).is_none()).then(|| text.to_owned())
    }

    /// The only full name between headline and lead, wherever it stands there.
    fn only(&self, lead: usize, roles: &[Role]) -> Option<(usize, String)> {
        let named = |&at: &usize| {
            let text = self.sheet.text(at);
            let own = roles.get(at) == Some(&Role::Para) && self.sheet.repeats(at) == 1;
            own && is_name(&meta::capitals(text)) && meta::is_bare_name(&meta::capitals(text))
        };
        let mut names = (self.from..lead).filter(named);
        let at = names.next().filter(|_| self.headed && names.next().is_none())?;
        Some((at, self.sheet.text(at).to_owned()))
    }

    /// The name just above the headline and its date, if the page says it again further down.
    fn above(&self, headline: usize, roles: &[Role]) -> Option<(usize, String)> {
        let near = headline.saturating_sub(NAMED)..headline;
        let dated = |at: usize| matches!(roles.get(at), Some(Role::Meta(Meta { date: Some(_), .. })));
        let below = near.clone().chain(headline + 1..headline + 1 + NAMED);
        let again = |name: &str| (headline + 1..self.sheet.len()).any(|at| self.sheet.text(at).starts_with(name));
        let mut found = near.filter(|&at| meta::is_bare_name(self.sheet.text(at)) && again(self.sheet.text(at)));
        let once = |at: &usize| (0..*at).all(|above| self.sheet.text(above) != self.sheet.text(*at));
        let at = found.rfind(once).filter(|_| below.into_iter().any(dated))?;
        is_name(self.sheet.text(at)).then(|| (at, self.sheet.text(at).to_owned()))
    }
}

/// Whether a line is one word of Chinese characters or Korean syllables, as a person's name is.
fn is_one_word(line: &str) -> bool {
    let letters = line.chars().count();
    ONE.contains(&letters)
        && line.chars().all(|c| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '々'))
        && date::find(line).is_none()
        && measure(line).size > 0
}

/// The full name that a line is, in capitals or not, without the town behind it (`Ana Cruz, Karima`).
fn signature(line: &str) -> Option<&str> {
    let seated = line.split_once(", ").filter(|(_, seat)| measure(seat).size == 1 && is_capital(seat));
    let name = seated.map_or(line, |(name, _)| name);
    is_name(&meta::capitals(name)).then_some(name)
}

/// The name that signs the text: right behind the last sentence, where the head names nobody.
pub fn sign(sheet: &Sheet, body: &Body, roles: &mut [Role]) {
    let named = roles.iter().any(|role| matches!(role, Role::Meta(Meta { byline: Some(_), .. })));
    let below = (body.last + 1..sheet.len()).take(SIGNED);
    let text = |at: usize| sheet.text(at);
    // A word that introduces the author tells the line from the menu below.
    let said = |at: usize| meta::read(text(at)).is_some_and(|meta| meta.byline.is_some() && meta.date.is_none());
    let is_open = |at: &usize| match roles[*at] {
        Role::Para | Role::Note | Role::Subhead => true,
        Role::Removed { rule: "menu", .. } => said(*at),
        _ => false,
    };
    let signs =
        |at: &usize| signature(text(*at)).is_some() || meta::read(text(*at)).is_some_and(|meta| meta.byline.is_some());
    let noise =
        |at: usize| matches!(roles.get(at), Some(Role::Removed { rule, .. }) if !matches!(*rule, "menu" | "rights"));
    // A section's name looks like a person's: without marks of a language that sections have none of, a button tells.
    let told = |at: usize| !text(at).is_ascii() || noise(at + 1);
    let menu = |at: usize| matches!(roles[at], Role::Removed { rule: "menu", .. }) && !is_name(text(at + 1));
    let first = Some(body.last + 1).filter(|&at| at + 1 < sheet.len() && menu(at) && signature(text(at)).is_some());
    let open = || below.take_while(|at| is_open(at) || signs(at)).find(signs).filter(|at| is_open(at));
    let bare = |at: &usize| signature(text(*at)).is_none() || told(*at);
    let Some(at) = first.or_else(open).filter(bare).filter(|_| !named) else {
        return;
    };
    let name = || Meta { byline: Some(signature(text(at)).unwrap_or(text(at)).to_owned()), ..Meta::default() };
    let meta = meta::read(text(at)).filter(|meta| meta.byline.is_some()).unwrap_or_else(name);
    roles[at] = Role::Meta(meta);
}
