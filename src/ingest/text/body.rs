//! The body: the longest run of sentences, and the sentence that it really begins with.

use super::caption;
use super::dateline;
use super::labels::{Kind, labels};
use super::meta;
use super::sheet::{Look, Sheet};

/// So many lines that are no sentences (subheads, captions, adverts) may stand between two of one run; short sentences,
/// as of verse and talk, do not count.
const GAP: usize = 4;
/// Shortest line, in words, that goes on in the next if it ends in a comma or colon.
const VERSE: usize = 3;
/// A stretch of text above or below the longest run belongs to it, too, if it is at least a share of 1/PART of it.
const PART: usize = 4;
/// A table or list between the beginning of a text and the rest has at most so many lines.
const TABLE: usize = 24;
/// So many units without a label after the first sentence the lead may stand: below a standfirst, names, date and captions.
const REACH: usize = 9;
/// So many units below the first sentence, labels among them, the lead is looked for.
const FAR: usize = 24;
/// Longest standfirst, in words.
const STANDFIRST: usize = 40;
/// A pointer to other articles between two paragraphs has so many lines.
const POINTER: usize = 4;
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
        let lead = lead(sheet, before_border(sheet, first));
        return Body { lead, last: last.max(lead) };
    }
    let open = |at: &usize| sheet.look(*at).is_some_and(|look| look.label.is_none());
    let ended = (0..sheet.len()).filter(open).find(|&at| sheet.look(at).is_some_and(|look| look.measure.stop));
    let lead = ended.unwrap_or(0);
    Body { lead, last: sheet.len().saturating_sub(1).max(lead) }
}

/// A run of sentences.
#[derive(Clone, Copy)]
struct Run {
    first: usize,
    last: usize,
    bytes: usize,
    sentences: usize,
    /// Whether two of the sentences stand right below each other.
    pair: bool,
    /// Whether a list of other articles or the like stands between the run before and this one.
    apart: bool,
}

/// First and last sentence of the run with the most text, together with the long runs around it: code, tables and
/// pictures part an article without ending it.
fn run(sheet: &Sheet) -> Option<(usize, usize)> {
    let runs = runs(sheet);
    let most = (0..runs.len()).max_by_key(|&at| (runs[at].bytes, core::cmp::Reverse(at)))?;
    let belongs = |run: &Run| run.bytes * PART >= runs[most].bytes && run.sentences > 1;
    let (mut first, mut last) = (most, most);
    for at in (0..most).rev() {
        if runs[at + 1].apart {
            break;
        }
        let leads = first == at + 1 && runs[at].pair && is_plain(sheet, runs[at].last + 1..runs[first].first);
        first = if leads || belongs(&runs[at]) { at } else { first };
    }
    for (at, run) in runs.iter().enumerate().skip(most + 1) {
        if run.apart {
            break;
        }
        last = if belongs(run) { at } else { last };
    }
    Some((runs[first].first, runs[last].last))
}

/// Whether these lines may stand inside a text, as a table or list does: no label of the page, no names and no date, which
/// stand above texts.
fn is_plain(sheet: &Sheet, lines: core::ops::Range<usize>) -> bool {
    let quiet = |kind| matches!(kind, Kind::Counter | Kind::Separator);
    let label = |at: usize| sheet.look(at).and_then(|look| look.label).is_some_and(|label| !quiet(label.kind));
    lines.len() <= TABLE && lines.into_iter().all(|at| !label(at) && meta::read(sheet.text(at)).is_none())
}

/// The runs of sentences with at most [`GAP`] other lines between two of them.
fn runs(sheet: &Sheet) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let (mut border, mut gap) = (false, 0);
    for (at, look) in sheet.looks.iter().enumerate() {
        border |= look.is_border();
        if !look.is_text() {
            gap += usize::from(!is_short_text(look, sheet.text(at)));
            continue;
        }
        let bytes = look.measure.bytes;
        match runs.last_mut().filter(|_| !border && gap <= GAP) {
            Some(run) => {
                run.pair |= run.last + 1 == at;
                (run.last, run.bytes, run.sentences) = (at, run.bytes + bytes, run.sentences + 1);
            }
            None => runs.push(Run { first: at, last: at, bytes, sentences: 1, pair: false, apart: border }),
        }
        (border, gap) = (false, 0);
    }
    runs
}

/// Whether a line is a short sentence, or one that goes on in the next line.
pub fn is_short_text(look: &Look, text: &str) -> bool {
    let goes_on = look.measure.size >= VERSE && text.ends_with([',', '،', '，', '、', ':', '：']);
    look.label.is_none() && (look.measure.stop || goes_on)
}

/// Where the text really begins if a pointer to one other article (`Related article`, its title) parts two sentences or
/// more from the rest.
fn before_border(sheet: &Sheet, first: usize) -> usize {
    let is_border = |at: usize| sheet.look(at).is_some_and(Look::is_border);
    let Some(border) = (first.saturating_sub(POINTER)..first).find(|&at| is_border(at)) else { return first };
    let sentences = (0..border).rev().take_while(|&at| sheet.is_text(at)).count();
    if sentences < 2 { first } else { border - sentences }
}

/// The lead: sentences above names, a date or a dateline are standfirst or captions, and so are those above a sentence
/// that says by whom it is reported.
fn lead(sheet: &Sheet, first: usize) -> usize {
    let (mut lead, mut sentences, mut seen) = (first, 0, 0);
    for at in first..sheet.len().min(first + FAR) {
        let text = sheet.text(at);
        let points = sheet.look(at).and_then(|look| look.label).is_some_and(|label| label.kind == Kind::Also);
        if points && sentences > 1 {
            // A title and a date below it are the other article's.
            break;
        }
        seen += usize::from(sheet.look(at).is_some_and(|look| look.label.is_none()));
        if sheet.is_text(at) {
            let reported = at > first && sentences == 1 && labels().begins(text, Kind::Report).is_some();
            if sheet.dateline(at).is_some() || reported {
                return at;
            }
            sentences += 1;
        } else if (meta::read(text).is_some() && !(sentences > 1 && is_anothers(sheet, first, at)))
            || dateline::own_line(text).is_some()
            || is_below_standfirst(sheet, first, at)
        {
            let next = (at + 1..sheet.len().min(at + GAP)).find(|&at| sheet.is_text(at));
            lead = next.unwrap_or(lead);
        }
        if sentences > ABOVE || seen >= REACH || sheet.look(at).is_some_and(|look| look.is_border()) {
            break;
        }
    }
    lead
}

/// Whether unit `at` is the date of another article: this one's stands above its first sentence.
fn is_anothers(sheet: &Sheet, first: usize, at: usize) -> bool {
    let dated = |at: usize| {
        meta::read(sheet.text(at)).is_some_and(|meta| meta.date.is_some() && meta.byline.is_none() && !meta.updated)
    };
    dated(at) && (first.saturating_sub(GAP)..first).any(dated)
}

/// Whether unit `at` is the credit of the picture below a standfirst: the sentence above it is short, and the page says
/// when it was written above its headline, where other pages say it below.
fn is_below_standfirst(sheet: &Sheet, first: usize, at: usize) -> bool {
    let credit = caption::read(sheet.text(at)).is_some_and(|caption| caption.text.is_empty());
    let short = sheet.look(first).is_some_and(|look| look.measure.size <= STANDFIRST);
    let dated = |at: usize| meta::read(sheet.text(at)).is_some_and(|meta| meta.date.is_some());
    credit && short && at <= first + 2 && (first.saturating_sub(GAP)..first).any(dated)
}
