//! Datelines: the run before the first sentence that says where, for whom and when a report was filed.
//!
//! ```text
//! dateline   = wire / agency / cjk / colon / own-line
//! wire       = [places] ["," date] ["(" (agency / date) ")"] dash     SULAIMANI (ESTA) — …    DOHA, March 1 - …
//! agency     = (name "/") / (place name dash)                         Shafaq News/ …          Washington CNN — …
//! cjk        = "新华社" place date "电"  /  "【" date name "】"
//! no-dash    = place "," date "." / place "," date ("/" agency "/." / "(" agency ")") / agency "," place "।" / "(" place "=" agency ")"
//! colon      = places ":"  /  listed place "."                        LINDI: …                Leipzig. …
//! hyphened   = place "- " listed agency "- ", without case              شهرکرد- ایرنا- …
//! glued      = listed place                                           Hà NộiCông an …
//! own-line   = place [dash]  /  name "," PLACE                        AFP, MANILA
//! ```
//!
//! With brackets and a dash any spelling is believed; without brackets the place must be in capitals, or be listed in
//! `places.txt`, or have a date, and what follows must begin a sentence.

use super::date::is_date;
use super::labels::{Kind, joins_names, labels};
use super::measure::{fold, is_capital, is_direction, is_unspaced, is_upper};
use crate::article::Dateline;
use std::collections::HashSet;
use std::sync::OnceLock;

/// How far into a line the dash may stand, in characters.
const REACH: usize = 70;
/// Longest place without a mark behind it, in characters.
const GLUED: usize = 30;
/// Most words of one place.
const PLACE_WORDS: usize = 4;
/// Longest name of an agency, in characters.
const AGENCY: usize = 30;

/// The dateline at the beginning of a paragraph. The paragraph goes on at `raw.len()`.
pub fn run_in(text: &str) -> Option<Dateline> {
    let plain = || slash(text).or_else(|| colon(text)).or_else(|| full_stop(text));
    wire(text)
        .or_else(|| cjk(text))
        .or_else(|| undashed(text))
        .or_else(plain)
        .or_else(|| glued(text))
        .or_else(|| hyphened(text))
}

/// The dateline that a line of its own is.
pub fn own_line(line: &str) -> Option<Dateline> {
    let bare = line.trim_end_matches(|c: char| c.is_whitespace() || is_dash(c));
    let dashed = bare.len() < line.len();
    if bare.chars().count() > REACH {
        return None;
    }
    if let Some((agency, place)) = bare.split_once(',').filter(|(agency, _)| is_agency(agency)) {
        return is_place(place.trim()).then(|| dateline(line, Some(place), Some(agency), None));
    }
    if dashed && is_agency(bare) {
        return Some(dateline(line, None, Some(bare), None));
    }
    if let Some((place, agency)) = filed(bare) {
        return Some(dateline(line, Some(place), Some(agency), None));
    }
    let (head, agency) = bracket(bare).map_or((bare, None), |(head, inner)| (head, Some(inner)));
    let known = is_listed(head) || (dashed && (agency.is_some() || starts_upper(head)));
    (known && is_place(head)).then(|| dateline(line, Some(head), agency, None))
}

/// `القاهرة - رويترز`: a place and a listed agency, with a dash between them.
fn filed(line: &str) -> Option<(&str, &str)> {
    let (at, end) = dashes(line).last()?;
    let (place, agency) = (line[..at].trim(), line[end..].trim());
    (is_agency(agency) && is_place(place)).then_some((place, agency))
}

/// `Ribera del Cea`, `AGIRÎ - MA`, `CARAUARI (AM)`: a line that has the form of places. Whether it is one, the rest of the
/// page must say, unless the line is in capitals and parted.
pub fn place_line(line: &str) -> Option<(Dateline, bool)> {
    let parted = dashes(line).last().map(|(at, end)| (line[..at].trim(), line[end..].trim()));
    if let Some((place, agency)) = parted.filter(|(place, agency)| is_upper(place) && is_upper(agency)) {
        let fits = is_place(place) && is_place(agency) && agency.chars().count() <= AGENCY;
        return fits.then(|| (dateline(line, Some(place), Some(agency), None), true));
    }
    let head = bracket(line).map_or(line, |(head, _)| head);
    let sure = head.len() < line.len() && is_upper(line);
    is_place(head).then(|| (dateline(line, Some(line), None, None), sure))
}

/// `Haarlem - `, `Zwenkau. `: a place in small letters that no list has. Whether it is one, the rest of the page must say.
pub fn unlisted(text: &str) -> Option<Dateline> {
    let dash = dashes(text).next().map(|(at, end)| (text[..at].trim(), end));
    let stop = sentence(text).map(|place| (place, text.len() - text[place.len() + 1..].trim_start().len()));
    [dash, stop].into_iter().flatten().find_map(|(place, end)| {
        let words = place.split_whitespace().count();
        let fits = (1..=2).contains(&words) && place.chars().count() >= 4 && is_place(place);
        (fits && is_cased(place) && begins_sentence(&text[end..]))
            .then(|| dateline(&text[..end], Some(place), None, None))
    })
}

/// `بهشهر – `, `ڕانیە - `, `मुस्ताङ । `: one or two words before a dash or danda, in a script without case.
pub fn caseless(text: &str) -> Option<Dateline> {
    let dash = dashes(text).next().map(|(at, end)| (text[..at].trim(), end));
    let danda = text.split_once('।').map(|(place, rest)| (place.trim(), text.len() - rest.trim_start().len()));
    [dash, danda].into_iter().flatten().find_map(|(place, end)| {
        let plain =
            |c: char| (c.is_alphabetic() || c.is_whitespace() || is_joiner(c) || is_direction(c)) && !is_unspaced(c);
        let fits = place.split_whitespace().count() <= 2 && place.chars().count() >= 3 && is_place(place);
        let rest = &text[end..];
        let goes_on = rest.chars().count() > REACH && begins_sentence(rest);
        (fits && goes_on && !is_cased(place) && place.chars().all(plain))
            .then(|| dateline(&text[..end], Some(place), None, None))
    })
}

/// Vowel signs and marks within words of scripts without case.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{0900}'..='\u{0d7f}' | '\u{0640}'..='\u{0652}')
}

/// Whether a text has letters with case.
fn is_cased(text: &str) -> bool {
    text.chars().any(|c| c.is_uppercase() || c.is_lowercase())
}

/// Forms with a dash, and the agency that may stand behind it (`PLACE, date - AGENCY. `, `(AGENCY) - PLACE, date - `).
fn wire(text: &str) -> Option<Dateline> {
    let first = dashed(text)?;
    let rest = &text[first.raw.len()..];
    if first.agency.as_deref().is_none_or(|agency| !is_agency(agency))
        && let Some((agency, end)) = leading_agency(rest)
    {
        let raw = text[..first.raw.len() + end].to_owned();
        // `Tripoli (Lebanon) – Reuters – `: the bracket held a country.
        let whole = first.raw.trim_end_matches(|c: char| c.is_whitespace() || is_dash(c));
        let place = if first.agency.is_none() { first.place } else { Some(whole.to_owned()) };
        return Some(dateline(&raw, place.as_deref(), Some(agency), first.date.as_deref()));
    }
    let second = if first.place.is_none() && first.date.is_none() { dashed(rest) } else { None };
    Some(match second.filter(|second| second.agency.is_none() && second.place.is_some()) {
        Some(second) => Dateline { raw: [first.raw, second.raw].concat(), agency: first.agency, ..second },
        None => first,
    })
}

/// The listed agency that a text begins with before a stop or dash, and where the text goes on.
fn leading_agency(text: &str) -> Option<(&str, usize)> {
    let marks = text.char_indices().take(AGENCY).filter(|(_, c)| is_dash(*c) || matches!(c, '.' | '/' | '='));
    marks.map(|(at, _)| at).find_map(|at| {
        let agency = text[..at].trim();
        let rest = text[at..].trim_start_matches(|c| is_dash(c) || matches!(c, '.' | '/' | '='));
        let after = rest.trim_start();
        (is_agency(agency) && after.len() < rest.len() && begins_sentence(after))
            .then_some((agency, text.len() - after.len()))
    })
}

/// Places, dates and an agency before a dash.
fn dashed(text: &str) -> Option<Dateline> {
    let (head, end) = dashes(text).find_map(|(at, end)| {
        let head = text[..at].trim();
        (!head.is_empty() && begins_sentence(&text[end..])).then_some((head, end))
    })?;
    let raw = &text[..end];
    if let Some((place, inner)) = bracket(head.trim_end_matches('.')) {
        return bracketed(raw, place, inner);
    }
    if let Some((place, date)) = split_date(head) {
        return is_place(place).then(|| dateline(raw, Some(place), None, Some(date)));
    }
    if let Some(found) = stopped(raw, head) {
        return Some(found);
    }
    if let Some(agency) = last_agency(head) {
        let place = head[..head.len() - agency.len()].trim().trim_end_matches([',', '،']);
        return (place.is_empty() || is_place(place)).then(|| dateline(raw, some(place), Some(agency), None));
    }
    let known = starts_upper(head) || is_listed(head) || says_again(head, &text[end..]);
    (known && is_place(head)).then(|| dateline(raw, Some(head), None, None))
}

/// `Москва. 15 мая. INTERFAX.RU - `: parts that end in stops.
fn stopped(raw: &str, head: &str) -> Option<Dateline> {
    let parts: Vec<&str> = head.split(". ").map(str::trim).collect();
    let (place, rest) = parts.split_first().filter(|(place, rest)| is_place(place) && (1..=2).contains(&rest.len()))?;
    let date = rest.iter().find(|part| is_date(part));
    let agency = rest.iter().find(|part| is_agency(part) || is_domain(part));
    let told = usize::from(date.is_some()) + usize::from(agency.is_some());
    (told == rest.len()).then(|| dateline(raw, Some(place), agency.copied(), date.copied()))
}

/// `МОСКВА, 15 мая. /ТАСС/. `, `नई दिल्ली, 12 नवंबर (भाषा) `, `जागरण संवाददाता, आगरा। `: forms without a dash.
fn undashed(text: &str) -> Option<Dateline> {
    slashed(text).or_else(|| closed(text)).or_else(|| danda(text)).or_else(|| korean(text)).or_else(|| dated(text))
}

/// The agency between slashes.
fn slashed(text: &str) -> Option<Dateline> {
    let open = text.char_indices().take(REACH).find(|(_, c)| *c == '/').map(|(at, _)| at)?;
    let (agency, rest) = text[open + 1..].split_once('/').filter(|(agency, _)| is_agency(agency.trim()))?;
    let after = rest.trim_start_matches(|c: char| c.is_whitespace() || is_dash(c) || matches!(c, '.' | ':'));
    let head = text[..open].trim().trim_end_matches('.');
    let (place, date) = split_date(head).map_or((head, None), |(place, date)| (place, Some(date)));
    let fits = after.len() < rest.len() && (place.is_empty() || is_place(place));
    fits.then(|| dateline(&text[..text.len() - after.len()], some(place), Some(agency.trim()), date))
}

/// A place, a date and a listed agency in brackets, and nothing behind them.
fn closed(text: &str) -> Option<Dateline> {
    let close = text.char_indices().take(REACH).find(|(_, c)| *c == ')').map(|(at, _)| at)?;
    let (head, agency) = bracket(&text[..=close]).filter(|(_, agency)| is_agency(agency))?;
    let (place, date) = split_date(head).filter(|(place, _)| is_place(place))?;
    let rest = text[close + 1..].trim_start_matches(['.', ':']).trim_start();
    let begins = begins_sentence(rest) && text.len() - rest.len() > close + 1;
    begins.then(|| dateline(&text[..text.len() - rest.len()], Some(place), Some(agency), Some(date)))
}

/// `Кострома, 12 февраля. `, `बाड़मेर, 18 जुलाई। `: a place and a day for a sentence.
fn dated(text: &str) -> Option<Dateline> {
    let stops = text.char_indices().take(REACH).filter(|(_, c)| matches!(c, '.' | '।')).take(PLACE_WORDS);
    stops.map(|(at, mark)| (at, at + mark.len_utf8())).find_map(|(at, end)| {
        let (place, date) = text[..at].split_once([',', '،']).map(|(place, date)| (place.trim(), date.trim()))?;
        let rest = text[end..].trim_start();
        let begins = rest.len() < text.len() - end && rest.chars().count() > REACH && begins_sentence(rest);
        let month = date.split_whitespace().any(|word| labels().month(word.trim_end_matches('.')).is_some());
        let fits = begins && month && is_date(date) && is_place(place) && !is_date(place);
        fits.then(|| dateline(&text[..text.len() - rest.len()], Some(place), None, Some(date)))
    })
}

/// `agency, place।`.
fn danda(text: &str) -> Option<Dateline> {
    let (head, rest) = text.split_once(['।', ':'])?;
    let (agency, place) = head.split_once(',').filter(|(agency, _)| is_agency(agency.trim()))?;
    let after = rest.trim_start();
    let fits = head.chars().count() <= REACH && !after.is_empty() && is_place(place.trim());
    fits.then(|| dateline(&text[..text.len() - after.len()], Some(place), Some(agency), None))
}

/// `(서울=연합뉴스) 홍길동 기자 = `, `[서울=뉴시스] `.
fn korean(text: &str) -> Option<Dateline> {
    let (inner, rest) = text.strip_prefix(['(', '['])?.split_once([')', ']'])?;
    let (place, agency) = inner.split_once('=').filter(|(place, _)| is_place(place.trim()))?;
    let names = rest.char_indices().take(AGENCY).find(|(_, c)| *c == '=').map(|(at, _)| &rest[at + 1..]);
    let after = names.unwrap_or(rest).trim_start();
    let fits = agency.chars().count() <= AGENCY && !after.is_empty();
    fits.then(|| dateline(&text[..text.len() - after.len()], Some(place.trim()), Some(agency.trim()), None))
}

/// `PLACE, date (AGENCY)`, `PLACE (date)`, `(AGENCY)`.
fn bracketed(raw: &str, place: &str, inner: &str) -> Option<Dateline> {
    let (place, mut date) = split_date(place).map_or((place, None), |(place, date)| (place, Some(date)));
    if !place.is_empty() && !is_place(place) {
        return None;
    }
    let mut agency = Some(inner);
    // `المهدية (تونس) - `: the country.
    if is_listed(inner) && !is_agency(inner) && !place.is_empty() {
        let whole = raw.trim_end_matches(|c: char| c.is_whitespace() || is_dash(c));
        return date.is_none().then(|| dateline(raw, Some(whole), None, None));
    }
    if is_date(inner) && date.is_none() {
        (agency, date) = (None, Some(inner));
    }
    let short = inner.chars().count() <= AGENCY && inner.split_whitespace().count() <= 4;
    let short = short && (is_capital(inner) || is_agency(inner.split('/').next().unwrap_or_default()));
    (short || agency.is_none()).then(|| dateline(raw, some(place), agency, date))
}

/// `新华社北京11月17日电 `, `【6月18日 AFP】`.
fn cjk(text: &str) -> Option<Dateline> {
    if let Some(inner) = text.strip_prefix('【') {
        let (inner, rest) = inner.split_once('】')?;
        let (date, agency) =
            inner.split_once(char::is_whitespace).filter(|(date, agency)| is_date(date) && is_agency(agency))?;
        return Some(dateline(&text[..text.len() - rest.trim_start().len()], None, Some(agency), Some(date)));
    }
    let bare = text.strip_prefix(['（', '(']).unwrap_or(text);
    let names = ["新华社", "新華社", "中新社", "中新网", "中央社", "央视网", "人民网"];
    let agency = names.into_iter().find(|agency| bare.starts_with(agency))?;
    let (at, mark) = bare.char_indices().take(REACH).find(|(_, c)| matches!(c, '电' | '電'))?;
    let inner = bare.get(agency.len()..at)?;
    let digits = inner.find(|c: char| c.is_ascii_digit());
    let day = |digits: &usize| is_date(&inner[*digits..]) || inner.ends_with('日');
    let digits = digits.filter(day)?;
    let rest = bare[at + mark.len_utf8()..].trim_start_matches(['）', ')']).trim_start();
    let raw = &text[..text.len() - rest.len()];
    Some(dateline(raw, some(behind_reporter(&inner[..digits])), Some(agency), Some(&inner[digits..])))
}

/// The place behind a reporter's name (`記者王小明台北市`): a name has three characters, rarely two, so what is left of a
/// place must have two at least.
fn behind_reporter(text: &str) -> &str {
    let names = text.strip_prefix("記者").or_else(|| text.strip_prefix("记者"));
    let place = names.and_then(|names| names.char_indices().nth(3).map(|(at, _)| &names[at..]));
    place.filter(|place| place.chars().count() > 1).unwrap_or(text)
}

/// `شفق نيوز/ `.
fn slash(text: &str) -> Option<Dateline> {
    let (agency, rest) = text.split_once('/').filter(|(agency, _)| is_agency(agency.trim()))?;
    let after = rest.trim_start();
    (after.len() < rest.len()).then(|| dateline(&text[..text.len() - after.len()], None, Some(agency.trim()), None))
}

/// `شهرکرد- ایرنا- `: hyphens that stand close to a place without case and to a listed agency.
fn hyphened(text: &str) -> Option<Dateline> {
    let (place, rest) = before_hyphen(text)?;
    let (agency, body) = before_hyphen(rest)?;
    let fits = !is_cased(place) && is_place(place) && is_agency(agency.trim()) && !body.is_empty();
    fits.then(|| dateline(&text[..text.len() - body.len()], Some(place), Some(agency.trim()), None))
}

/// What stands before and behind the first hyphen that a blank follows.
fn before_hyphen(text: &str) -> Option<(&str, &str)> {
    let mut hyphens = text.match_indices('-').map(|(at, _)| at);
    let at = hyphens.find(|&at| text[at + 1..].starts_with(char::is_whitespace))?;
    Some((&text[..at], text[at + 1..].trim_start()))
}

/// `Hà NộiCông an …`: a listed place that the page sets apart by its looks alone.
fn glued(text: &str) -> Option<Dateline> {
    let letters = text.char_indices().zip(text.chars().skip(1)).take(GLUED);
    let mut ends = letters
        .filter(|((_, last), next)| last.is_lowercase() && next.is_uppercase())
        .map(|((at, last), _)| at + last.len_utf8());
    let end = ends.find(|&end| is_listed(&text[..end]) && begins_sentence(&text[end..]))?;
    Some(dateline(&text[..end], Some(&text[..end]), None, None))
}

/// `LINDI: `, `Asunción: `.
fn colon(text: &str) -> Option<Dateline> {
    let (place, rest) = text.split_once(':')?;
    let after = rest.trim_start();
    let known = (is_upper(place) && place.chars().count() >= 4) || is_listed(place) || says_again(place, after);
    let begins = after.len() < rest.len() && begins_sentence(after);
    (known && begins && is_place(place)).then(|| dateline(&text[..text.len() - after.len()], Some(place), None, None))
}

/// `Leipzig. `: a listed place for a sentence.
fn full_stop(text: &str) -> Option<Dateline> {
    let place = sentence(text)?;
    let rest = &text[place.len() + 1..];
    let fits = is_listed(place) && is_place(place) && is_cased(place) && begins_sentence(rest);
    fits.then(|| dateline(&text[..text.len() - rest.trim_start().len()], Some(place), None, None))
}

/// What stands before the first stop and blank of a text.
fn sentence(text: &str) -> Option<&str> {
    let mut stops = text.match_indices('.').map(|(at, _)| at).take(PLACE_WORDS);
    stops.find(|at| text[at + 1..].starts_with(char::is_whitespace)).map(|at| &text[..at])
}

/// Every dash that may end a dateline: where it begins, and where the text goes on.
fn dashes(text: &str) -> impl Iterator<Item = (usize, usize)> {
    text.char_indices().take(REACH).filter(|(_, c)| is_dash(*c)).filter_map(move |(at, c)| {
        let before = &text[..at];
        if before.ends_with(is_dash) {
            return None;
        }
        let run = text[at..].trim_start_matches(is_dash);
        let rest = run.trim_start();
        let single = c == '-' && text.len() - at - run.len() == 1;
        let spaced = rest.len() < run.len() && before.ends_with(|c: char| c.is_whitespace() || matches!(c, ')' | '.'));
        (!rest.is_empty() && (!single || spaced)).then_some((at, text.len() - rest.len()))
    })
}

/// Hyphen, dashes and the minus sign.
fn is_dash(c: char) -> bool {
    matches!(c, '-' | '—' | '–' | '―' | '−')
}

/// A text that ends in brackets: what stands before and what stands within.
fn bracket(head: &str) -> Option<(&str, &str)> {
    let inner = head.strip_suffix([')', '）'])?;
    let at = inner.rfind(['(', '（'])?;
    let within = inner[at..].trim_start_matches(['(', '（']).trim();
    (!within.is_empty()).then_some((head[..at].trim(), within))
}

/// `PUTRAJAYA, Nov 22`: the place and the date after the last comma but one or the last.
fn split_date(head: &str) -> Option<(&str, &str)> {
    let (place, date) = head.split_once([',', '،'])?;
    let splits = [Some((place, date)), head.rsplit_once([',', '،'])];
    splits
        .into_iter()
        .flatten()
        .map(|(place, date)| (place.trim(), date.trim().trim_end_matches('.')))
        .find(|(_, date)| is_loose_date(date))
}

/// A date, or figures that stand where a date would (with a slip of the pen in them).
fn is_loose_date(text: &str) -> bool {
    let figures = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '/' | ' '));
    !text.is_empty() && (is_date(text) || (figures && text.contains(['.', '/'])))
}

/// The agency that ends a head without brackets (`Washington CNN`, `MAGELANG, KOMPAS.com`).
fn last_agency(head: &str) -> Option<&str> {
    let last = head.rsplit(char::is_whitespace).next()?;
    let listed = is_upper(last) && is_agency(last);
    let part = head.rsplit([',', '،']).next().map(str::trim).filter(|part| part.len() < head.len());
    if listed { Some(last) } else { part.filter(|part| is_agency(part) || is_domain(part)) }
}

/// Whether a word is the address of a site (`KOMPAS.com`).
fn is_domain(word: &str) -> bool {
    let ending = word.rsplit_once('.').map(|(_, ending)| ending);
    let letters = |text: &str| (2..=4).contains(&text.len()) && text.chars().all(|c| c.is_ascii_alphabetic());
    !word.contains(char::is_whitespace) && word.len() > 5 && ending.is_some_and(letters)
}

/// Whether `text` can be the beginning of a sentence.
fn begins_sentence(text: &str) -> bool {
    text.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase())
}

/// Whether the first part of a head is in capitals (`AUBURN, Wash.`).
fn starts_upper(head: &str) -> bool {
    is_upper(head.split([',', '،', '/']).next().unwrap_or_default())
}

/// Whether a text has the form of a place or of several: few words, each with a capital or in a script without case.
fn is_place(text: &str) -> bool {
    let parts = || text.split(['/', ',', '،']).map(str::trim);
    let is_word = |word: &str| {
        (is_capital(word) || joins_names(word)) && !word.contains(['"', '“', '”', '«', '?', '!', ';', ':', '+'])
    };
    let is_part = |part: &str| {
        let words = part.split_whitespace().count();
        (1..=PLACE_WORDS).contains(&words) && part.split_whitespace().all(is_word) && is_capital(part)
    };
    let stops = text.split_whitespace().filter(|word| word.ends_with('.') && word.chars().count() > 6).count();
    let genre = labels().is_word(Kind::Genre, text);
    !genre && parts().count() <= 4 && parts().all(is_part) && stops == 0 && !text.chars().any(|c| c.is_ascii_digit())
}

/// Names from a file of names, folded.
fn names(text: &str) -> HashSet<String> {
    text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(fold).collect()
}

/// Whether the place, or the first of several, is in the list.
fn is_listed(place: &str) -> bool {
    static PLACES: OnceLock<HashSet<String>> = OnceLock::new();
    let places = PLACES.get_or_init(|| names(include_str!("places.txt")));
    let first = place.split(['/', ',', '،']).next().unwrap_or_default();
    is_capital(first) && (places.contains(&fold(place)) || places.contains(&fold(first)))
}

/// Whether the text names the place again: what is said in two ways is no speaker and no topic.
fn says_again(place: &str, text: &str) -> bool {
    let words = place.split_whitespace().count();
    let within = |at: usize| text[at + place.len()..].starts_with(|c: char| !c.is_alphanumeric());
    let before = |at: usize| at == 0 || text[..at].ends_with(char::is_whitespace);
    words <= 2 && place.chars().count() >= 4 && text.match_indices(place).any(|(at, _)| within(at) && before(at))
}

/// Whether an agency of this name is listed.
pub fn is_agency(name: &str) -> bool {
    static AGENCIES: OnceLock<HashSet<String>> = OnceLock::new();
    name.chars().count() <= AGENCY && AGENCIES.get_or_init(|| names(include_str!("agencies.txt"))).contains(&fold(name))
}

/// The text, if there is any.
fn some(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

/// Puts the parts together.
fn dateline(raw: &str, place: Option<&str>, agency: Option<&str>, date: Option<&str>) -> Dateline {
    let is_edge = |c: char| c.is_whitespace() || matches!(c, ',' | '،' | '\u{200b}'..='\u{200f}' | '\u{feff}');
    let own = |text: &str| text.trim_matches(is_edge).to_owned();
    Dateline { raw: raw.to_owned(), place: place.map(own), agency: agency.map(own), date: date.map(own) }
}

#[cfg(test)]
mod tests;
