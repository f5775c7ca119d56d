//! The body: the longest run of sentences, and the sentence that it really begins with.

use super::dateline;
use super::meta;
use super::sheet::Sheet;

/// So many lines that are no sentences (subheads, captions, adverts) may stand between two of one run.
const GAP: usize = 4;
/// So many units after the first sentence the lead may stand: below a standfirst, names, date and captions.
const REACH: usize = 9;
/// So many sentences (standfirst, captions) may stand above the lead.
const ABOVE: usize = 3;

/// Where the body is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Body {
    /// The first paragraph; the number of units where there is none.
    pub lead: usize,
    /// The last sentence of the run.
    pub last: usize,
}

/// Finds the body. A dump without sentences has its first line with a stop as body, or all of it.
pub fn find(sheet: &Sheet) -> Body {
    if let Some((first, last)) = run(sheet) {
        let lead = lead(sheet, first);
        return Body { lead, last: last.max(lead) };
    }
    let open = |at: &usize| sheet.look(*at).is_some_and(|look| look.label.is_none());
    let ended = (0..sheet.len()).filter(open).find(|&at| sheet.look(at).is_some_and(|look| look.measure.stop));
    let lead = ended.unwrap_or(0);
    Body { lead, last: sheet.len().saturating_sub(1).max(lead) }
}

/// First and last sentence of the run with the most text.
fn run(sheet: &Sheet) -> Option<(usize, usize)> {
    let (mut best, mut most) = (None, 0);
    let (mut current, mut bytes): (Option<(usize, usize)>, usize) = (None, 0);
    for (at, look) in sheet.looks.iter().enumerate() {
        if current.is_some_and(|(_, last)| look.is_border() || at - last > GAP + 1) {
            current = None;
        }
        if !look.is_text() {
            continue;
        }
        let first = current.map_or(at, |(first, _)| first);
        bytes = look.measure.bytes + if current.is_some() { bytes } else { 0 };
        current = Some((first, at));
        if bytes > most {
            (best, most) = (current, bytes);
        }
    }
    best
}

/// The lead: sentences above names, a date or a dateline are standfirst or captions.
fn lead(sheet: &Sheet, first: usize) -> usize {
    let (mut lead, mut sentences) = (first, 0);
    for at in first..sheet.len().min(first + REACH) {
        let text = sheet.text(at);
        if sheet.is_text(at) {
            if dateline::run_in(text).is_some() {
                return at;
            }
            sentences += 1;
        } else if meta::read(text).is_some() || dateline::own_line(text).is_some() {
            let next = (at + 1..sheet.len().min(at + GAP)).find(|&at| sheet.is_text(at));
            lead = next.unwrap_or(lead);
        }
        if sentences > ABOVE || sheet.look(at).is_some_and(|look| look.is_border()) {
            break;
        }
    }
    lead
}
