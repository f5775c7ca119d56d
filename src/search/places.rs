//! Where words stand in articles: phrases and nearness.

use super::plan::Found;
use super::words::{Member, Slot};
use crate::archive::impact::{WEIGHTS, frequency, saturated};
use crate::archive::postings::{MOST_TIERS, POSITION_BITS, Places};
use crate::archive::read::Archive;
use crate::sort;
use std::borrow::Cow;

/// Words this far apart or nearer stand near each other.
const WINDOW: u32 = 7;
/// What nearness adds: the weight of unordered pairs in the sequential dependence model (Metzler, Croft: A Markov random
/// field model for term dependencies, SIGIR 2005).
const NEARNESS: f32 = 0.1;

/// Where these entries of a slot stand.
fn places<'a>(archive: &Archive, members: &[Member<'a>]) -> Cow<'a, [(u32, u32)]> {
    if let [member] = members {
        return Cow::Borrowed(archive.places(member.entry));
    }
    let mut places = Places::new();
    members.iter().for_each(|member| places.extend_from_slice(archive.places(member.entry)));
    sort::all(&mut places, |a, b| a < b);
    Cow::Owned(places)
}

/// Where the words of one part stand one after the other: the places of its first word. No words: none.
pub fn starts<'a>(archive: &Archive, mut slots: impl Iterator<Item = &'a Slot<'a>>) -> Places {
    let Some(first) = slots.next() else { return Places::new() };
    let mut starts = places(archive, &first.members).to_vec();
    for slot in slots {
        let places = places(archive, &slot.members);
        let ahead = slot.place.saturating_sub(first.place);
        starts.retain(|(article, start)| places.binary_search(&(*article, start.saturating_add(ahead))).is_ok());
    }
    starts
}

/// Whether a place of `places` lies within so many words of another, before or behind it.
pub fn is_near(places: &Places, (article, place): (u32, u32), words: u32) -> bool {
    let first = places.partition_point(|other| *other < (article, place.saturating_sub(words)));
    let near = places.iter().skip(first).take_while(|other| **other <= (article, place.saturating_add(words)));
    near.into_iter().any(|other| other.1 != place)
}

/// What nearness gives to each of `found`: for each pair of words that follow each other in `near` (numbers of slots,
/// and their idf), how often one stands near the other, as a frequency of its own: that of the first, by the share of its
/// places that have the other near.
pub fn nearness(archive: &Archive, slots: &[Slot<'_>], near: &[(usize, f32)], found: &[Found]) -> Vec<f32> {
    let mut gains = vec![0.0; found.len()];
    let (mut before, mut value_before, mut members): (Cow<'_, [_]>, _, &[Member<'_>]) = Default::default();
    for (index, value) in near {
        let Some(slot) = slots.get(*index) else { continue };
        let after = places(archive, slot.whole());
        let worth = NEARNESS * (value_before + value);
        for ((article, _), gain) in found.iter().zip(&mut gains) {
            let share = near_share(of(&before, *article), of(&after, *article));
            if share > 0.0 {
                *gain += worth * saturated(share * whole_frequency(archive, members, *article));
            }
        }
        (before, value_before, members) = (after, *value, slot.whole());
    }
    gains
}

/// The weighted frequency of these entries in an article.
fn whole_frequency(archive: &Archive, members: &[Member<'_>], article: u32) -> f32 {
    let mut sum = 0.0;
    for member in members {
        let postings = archive.postings(member.entry, MOST_TIERS);
        if let Ok(place) = postings.binary_search_by(|posting| posting.article.cmp(&article)) {
            sum += frequency(postings[place].impact);
        }
    }
    sum
}

/// The places in one article.
fn of(places: &[(u32, u32)], article: u32) -> &[(u32, u32)] {
    let start = places.partition_point(|place| place.0 < article);
    let end = places.partition_point(|place| place.0 <= article);
    places.get(start..end).unwrap_or_default()
}

/// The share of the places of `a` that have one of `b` near them, weighted by field.
fn near_share(a: &[(u32, u32)], b: &[(u32, u32)]) -> f32 {
    let (mut all, mut shared, mut from) = (0.0, 0.0, 0);
    for (_, place) in a {
        while b.get(from).is_some_and(|(_, other)| other.saturating_add(WINDOW) < *place) {
            from += 1;
        }
        let near = |(_, other): &&(u32, u32)| *other <= place.saturating_add(WINDOW);
        let weight = WEIGHTS.get((place >> POSITION_BITS) as usize).copied().unwrap_or_default();
        all += weight;
        if b.iter().skip(from).take_while(near).any(|(_, other)| other != place) {
            shared += weight;
        }
    }
    if shared > 0.0 { shared / all } else { 0.0 }
}
