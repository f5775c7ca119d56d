//! The article, put together from the units and their roles.

use super::caption::Caption;
use super::labels::{self, labels};
use super::measure::{is_name, is_upper};
use super::meta::Meta;
use super::role::Role;
use super::sheet::Sheet;
use super::{date, dateline};
use crate::article::{Article, Block, Dateline, Kind, Link, Media, Person, Removed, Source, SourceKind};
use crate::ingest::Options;

/// Longest name of a speaker, in bytes.
const SPEAKER: usize = 40;

/// Builds the article. Lines of which only a part stands in a field are kept whole in [`Article::extra`].
pub fn article(sheet: &Sheet, roles: &[Role], options: &Options) -> Article {
    let mut article = Article::default();
    let is_said = |role: &Role| matches!(role, Role::Para | Role::Lead | Role::Subhead | Role::Item { .. });
    let last = roles.iter().rposition(is_said).unwrap_or(0);
    let lead = roles.iter().position(|role| *role == Role::Lead).unwrap_or(roles.len());
    for (at, role) in roles.iter().enumerate() {
        let text = sheet.text(at);
        let line = sheet.units.get(at).map_or(0, |unit| unit.line);
        let role = if *role == Role::Lead && is_talk(sheet, at) { &Role::Para } else { role };
        let dateline = match role {
            Role::Lead => sheet.lead_dateline(at),
            Role::Dateline => sheet.own_dateline(at, lead),
            _ => None,
        };
        let goes_on = at < last && (at + 1..at + 3).any(|at| sheet.is_text(at));
        if !place(&mut article, role, text, line, dateline, goes_on) {
            article.extra.push((format!("line {line}"), json(text)));
        }
        if options.keep_all {
            let kept = article.removed.drain(..);
            article.blocks.extend(kept.map(|removed| Block::new(Kind::Note, removed.text)));
        }
    }
    article.authors = article.byline.as_deref().map(people).unwrap_or_default();
    article
}

/// Whether unit `at` begins with a speaker's name and not with a place: other lines begin so, too.
fn is_talk(sheet: &Sheet, at: usize) -> bool {
    let speaker = |text: &str| text.split_once(':').is_some_and(|(name, _)| name.len() <= SPEAKER && is_upper(name));
    let other = |at: &usize| sheet.looks[*at].label.is_none() && speaker(sheet.text(*at));
    speaker(sheet.text(at)) && (0..sheet.len()).filter(other).count() > 1
}

/// Gives one unit its place, below which the text goes on or not; `false` if not every character of it stands there.
fn place(article: &mut Article, role: &Role, text: &str, line: u32, dateline: Option<Dateline>, goes_on: bool) -> bool {
    match role {
        Role::Headline => keep(&mut article.headline, text, &mut article.blocks),
        Role::Kicker => keep(&mut article.kicker, text, &mut article.blocks),
        Role::Dek => keep(&mut article.dek, text, &mut article.blocks),
        Role::Meta(meta) => return set_meta(article, meta, text),
        Role::Dateline => set_dateline(article, text, dateline),
        Role::Lead => set_lead(article, text, dateline),
        Role::Para => article.blocks.push(Block::para(text)),
        Role::Subhead => article.blocks.push(Block { level: 2, ..Block::new(Kind::Subhead, text) }),
        Role::Note => article.blocks.push(Block::new(Kind::Note, text)),
        Role::Highlight(start) => {
            article.highlights.push(text[*start..].to_owned());
            return *start == 0;
        }
        Role::Item { text: start, ordered } => {
            add_item(&mut article.blocks, &text[*start..], *ordered);
            return false;
        }
        Role::Caption(caption) => return add_image(&mut article.blocks, caption, text, goes_on),
        Role::Source(start) => return set_source(article, text, *start),
        Role::Previous(start) => set_neighbour(article, text, line, *start, true),
        Role::Next(start) => set_neighbour(article, text, line, *start, false),
        Role::Tags(start) => {
            article.tags.extend(tags(&text[*start..]));
            article.removed.push(removed(line, text, "tags", 0.95));
        }
        Role::Removed { rule, confidence } => article.removed.push(removed(line, text, rule, *confidence)),
    }
    true
}

/// Fills a field, or adds a paragraph if it is taken.
fn keep(field: &mut Option<String>, text: &str, blocks: &mut Vec<Block>) {
    match field {
        None => *field = Some(text.to_owned()),
        Some(_) => blocks.push(Block::para(text)),
    }
}

/// Names and dates; what is taken already stays in the line as written.
fn set_meta(article: &mut Article, meta: &Meta, text: &str) -> bool {
    let mut whole = false;
    if let Some(name) = meta.source.as_ref().filter(|_| article.source.is_none()) {
        article.source = Some(source(name));
    }
    if let Some(byline) = &meta.byline
        && article.byline.is_none()
    {
        whole |= byline.len() == text.len();
        article.byline = Some(byline.clone());
    }
    if let Some((date, stamp)) = &meta.date {
        if meta.updated {
            article.modified = article.modified.or(*stamp);
        } else if article.date_text.is_none() {
            whole |= date.len() == text.len();
            if stamp.is_none() && date::is_no_day(date) {
                article.warnings.push(format!("the day `{date}` does not exist; the date is kept as written"));
            }
            article.date_text = Some(date.clone());
            article.published = *stamp;
        }
    }
    whole
}

/// A dateline that stands alone.
fn set_dateline(article: &mut Article, text: &str, found: Option<Dateline>) {
    match found.filter(|_| article.dateline.is_none()) {
        Some(found) => article.dateline = Some(found),
        None => article.blocks.push(Block::para(text)),
    }
}

/// The first paragraph, without the dateline that it begins with.
fn set_lead(article: &mut Article, text: &str, found: Option<Dateline>) {
    let found = found.filter(|_| article.dateline.is_none());
    let start = found.as_ref().map_or(0, |Dateline { raw, .. }| raw.len());
    article.dateline = article.dateline.take().or(found);
    article.blocks.push(Block::para(&text[start..]));
}

/// Adds an item to the list at the end, or begins one.
fn add_item(blocks: &mut Vec<Block>, text: &str, ordered: bool) {
    match blocks.last_mut().filter(|block| block.kind == Kind::List && block.ordered == ordered) {
        Some(list) => {
            list.text.push('\n');
            list.text.push_str(text);
        }
        None => blocks.push(Block { ordered, ..Block::new(Kind::List, text) }),
    }
}

/// Adds a picture; `false` if not every character of its line stands there. A credit on a line of its own belongs to the
/// paragraph just above, which is then its caption; the first paragraph never is, nor is the last, below which no text
/// goes on.
fn add_image(blocks: &mut Vec<Block>, caption: &Caption, text: &str, goes_on: bool) -> bool {
    let whole = caption.credit.is_none() && caption.text.len() == text.len();
    let media = Media { credit: caption.credit.clone(), ..Media::default() };
    let paragraphs = blocks.iter().filter(|block| block.kind == Kind::Para).count();
    if caption.text.is_empty()
        && let Some(above) = blocks.last_mut()
    {
        let bare = above.kind == Kind::Image && above.media.credit.is_none();
        if bare || (above.kind == Kind::Para && paragraphs > 1 && goes_on && above.text.len() < 600) {
            (above.kind, above.media) = (Kind::Image, media);
            return whole;
        }
    }
    // The credit may stand above what the picture shows.
    let above = blocks.last_mut().filter(|above| above.kind == Kind::Image && above.text.is_empty());
    if let Some(above) = above.filter(|_| caption.credit.is_none()) {
        above.text = caption.text.clone();
        return whole;
    }
    blocks.push(Block { media, ..Block::new(Kind::Image, caption.text.as_str()) });
    whole
}

/// Who supplied the text.
fn set_source(article: &mut Article, text: &str, start: usize) -> bool {
    let name = text[start..].trim();
    if article.source.is_some() || name.is_empty() {
        article.blocks.push(Block::new(Kind::Note, text));
        return true;
    }
    article.source = Some(source(name));
    start == 0
}

/// An outlet or agency.
fn source(name: &str) -> Source {
    let kind = if dateline::is_agency(name) { SourceKind::Agency } else { SourceKind::Outlet };
    Source { name: name.to_owned(), kind }
}

/// A neighbour's title; the label before it on its line is listed as removed.
fn set_neighbour(article: &mut Article, text: &str, line: u32, start: usize, previous: bool) {
    let (label, title) = text.split_at(start);
    let rule = if previous { "previous" } else { "next" };
    let link = if previous { &mut article.links.previous } else { &mut article.links.next };
    if link.is_some() {
        article.removed.push(removed(line, text, rule, 0.9));
        return;
    }
    let bare = title.trim_end_matches(['→', '»']).trim();
    *link = Some(Link { title: bare.to_owned(), url: None });
    let arrow = title.trim_start()[bare.len()..].trim();
    if !arrow.is_empty() {
        article.removed.push(removed(line, arrow, rule, 0.98));
    }
    if !label.trim().is_empty() {
        article.removed.push(removed(line, label.trim(), rule, 0.98));
    }
}

/// The tags of a line, parted by commas, or by `#`.
fn tags(text: &str) -> impl Iterator<Item = String> {
    let mark = if text.contains('#') { '#' } else { ',' };
    text.split([mark, '،', '、']).map(|tag| tag.trim().trim_end_matches(',').to_owned()).filter(|tag| !tag.is_empty())
}

/// The people of a byline, where it plainly names several; else one.
fn people(byline: &str) -> Vec<Person> {
    let person = |name: &str| Person { name: name.trim().to_owned(), ..Person::default() };
    let joins = |word: &str| labels().is_word(labels::Kind::Joint, word);
    let parted = byline.split_whitespace().map(|word| if joins(word) { "," } else { word });
    let parted = parted.collect::<Vec<_>>().join(" ");
    let names: Vec<&str> = parted.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    if names.len() > 1 && names.iter().all(|name| is_name(name)) {
        names.into_iter().map(person).collect()
    } else {
        vec![person(byline)]
    }
}

/// A removed line.
fn removed(line: u32, text: &str, rule: &str, confidence: f32) -> Removed {
    Removed { line, text: text.to_owned(), rule: rule.to_owned(), confidence }
}

/// The text as JSON.
fn json(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}
