//! Where words stand in articles: phrases and nearness.

use super::plan::Found;
use super::rank::{Norms, saturated};
use super::words::{Member, Slot};
use crate::archive::postings::{POSITION_BITS, Positions, Postings};
use crate::archive::read::{Archive, Halt};
use crate::archive::{FIELDS, Section};
use crate::sort;

/// Words this far apart or nearer stand near each other.
const WINDOW: u32 = 7;
/// What nearness adds: the weight of unordered pairs in the sequential dependence model (Metzler, Croft: A Markov random
/// field model for term dependencies, SIGIR 2005).
const NEARNESS: f32 = 0.1;

/// Where a word stands: article and place (field and position, see [`POSITION_BITS`]), sorted.
type Places = Vec<(u32, u32)>;

/// Asks for all that [`phrase`] and [`add_nearness`] will need of these entries, in one stage.
pub fn fetch<'a>(archive: &Archive, members: impl Iterator<Item = &'a Member>) -> Result<(), Halt> {
    let mut lists = Vec::new();
    members.for_each(|member| lists.push(member.entry.positions));
    archive.lists(Section::Positions, &lists).map(drop)
}

/// Where these entries of a slot stand in the articles that `wanted` picks.
fn places<'a>(
    archive: &Archive,
    members: impl Iterator<Item = &'a Member>,
    wanted: impl Fn(u32) -> bool,
) -> Result<Places, Halt> {
    let (mut places, mut here, mut lists) = (Places::new(), Vec::new(), 0);
    for member in members {
        lists += 1;
        let entry = &member.entry;
        let postings = &archive.lists(Section::Postings, &[entry.postings])?[0];
        let positions = &archive.lists(Section::Positions, &[entry.positions])?[0];
        let broken = |malformed| archive.broken(Section::Positions, &entry.positions, malformed);
        let list = entry.postings.of(postings).map_err(broken)?;
        let mut positions = Positions::new(entry.positions.of(positions).map_err(broken)?);
        for posting in Postings::new(list, archive.root().articles, entry.forms.len() > 1) {
            let posting = posting.map_err(broken)?;
            here.clear();
            positions.read(&posting, &mut here).map_err(broken)?;
            if wanted(posting.article) {
                here.iter().for_each(|place| places.push((posting.article, *place)));
            }
        }
    }
    if lists > 1 {
        sort::all(&mut places, |a, b| a < b);
    }
    Ok(places)
}

/// The articles, in order, that hold the words of one phrase one after the other. No words: none.
pub fn phrase<'a>(archive: &Archive, mut slots: impl Iterator<Item = &'a Slot>) -> Result<Vec<u32>, Halt> {
    let Some(first) = slots.next() else {
        return Ok(Vec::new());
    };
    let mut starts = places(archive, first.members.iter(), |_| true)?;
    for slot in slots {
        let places = places(archive, slot.members.iter(), |_| true)?;
        let ahead = slot.place.saturating_sub(first.place);
        starts.retain(|(article, start)| places.binary_search(&(*article, start.saturating_add(ahead))).is_ok());
    }
    let mut articles = Vec::new();
    for (article, _) in starts {
        if articles.last() != Some(&article) {
            articles.push(article);
        }
    }
    Ok(articles)
}

/// Adds to the scores of `found` what nearness gives: for each pair of words that follow each other in `near` (numbers
/// of slots, and their idf), how often one stands near the other, as a frequency of its own.
pub fn add_nearness(
    archive: &Archive,
    slots: &[Slot],
    near: &[(usize, f32)],
    norms: &Norms,
    found: &mut [Found],
) -> Result<(), Halt> {
    let mut wanted = Vec::new();
    found.iter().for_each(|(article, _)| wanted.push(*article));
    sort::all(&mut wanted, |a, b| a < b);
    let is_wanted = |article: u32| wanted.binary_search(&article).is_ok();
    let (mut before, mut value_before) = (Places::new(), 0.0);
    for (slot, value) in near.iter().filter_map(|(index, value)| Some((slots.get(*index)?, value))) {
        let after = places(archive, slot.whole(), is_wanted)?;
        let worth = NEARNESS * (value_before + value);
        for (article, score) in found.iter_mut() {
            *score += worth * saturated(nearness(of(&before, *article), of(&after, *article), *article, norms));
        }
        (before, value_before) = (after, *value);
    }
    Ok(())
}

/// The places in one article.
fn of(places: &Places, article: u32) -> &[(u32, u32)] {
    let start = places.partition_point(|place| place.0 < article);
    let end = places.partition_point(|place| place.0 <= article);
    places.get(start..end).unwrap_or_default()
}

/// How often a place of `a` has one of `b` near it, weighted by field.
fn nearness(a: &[(u32, u32)], b: &[(u32, u32)], article: u32, norms: &Norms) -> f32 {
    let (mut counts, mut from) = ([0; FIELDS], 0);
    for (_, place) in a {
        while b.get(from).is_some_and(|(_, other)| other.saturating_add(WINDOW) < *place) {
            from += 1;
        }
        let near = |(_, other): &&(u32, u32)| *other <= place.saturating_add(WINDOW);
        let field = (place >> POSITION_BITS) as usize;
        if b.iter().skip(from).take_while(near).any(|(_, other)| other != place) && field < FIELDS {
            counts[field] += 1;
        }
    }
    let mut sum = 0.0;
    for (field, count) in counts.into_iter().enumerate() {
        if count > 0 {
            sum += norms.weighted(article, field, count);
        }
    }
    sum
}
