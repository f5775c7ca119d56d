//! Phrases: words that stand in an article one after the other.

use super::words::{Member, Slot};
use crate::archive::Section;
use crate::archive::postings::{Positions, Postings};
use crate::archive::read::{Archive, Halt};
use std::collections::BTreeMap;

/// Where a slot's word stands, by article; each list in order.
type Places = BTreeMap<u32, Vec<u32>>;

/// The articles, in order, that hold the words of one phrase at their places. No words: none.
pub fn articles(archive: &Archive, slots: &[&Slot]) -> Result<Vec<u32>, Halt> {
    let members: Vec<_> = slots.iter().flat_map(|slot| &slot.members).collect();
    fetch(archive, &members)?;
    let Some((first, rest)) = slots.split_first() else {
        return Ok(Vec::new());
    };
    let mut starts = places(archive, first)?;
    for slot in rest {
        let places = places(archive, slot)?;
        let ahead = slot.place.saturating_sub(first.place);
        starts.retain(|article, starts| {
            let Some(places) = places.get(article) else { return false };
            starts.retain(|start| places.binary_search(&start.saturating_add(ahead)).is_ok());
            !starts.is_empty()
        });
    }
    Ok(starts.into_keys().collect())
}

/// Asks for everything that [`places`] will need, in one stage.
fn fetch(archive: &Archive, members: &[&Member]) -> Result<(), Halt> {
    let positions: Vec<_> = members.iter().map(|member| member.entry().positions).collect();
    archive.lists(Section::Positions, &positions).map(drop)
}

/// Where the slot's entries stand.
fn places(archive: &Archive, slot: &Slot) -> Result<Places, Halt> {
    let mut places = Places::new();
    for member in &slot.members {
        let entry = member.entry();
        let postings = &archive.lists(Section::Postings, &[entry.postings])?[0];
        let positions = &archive.lists(Section::Positions, &[entry.positions])?[0];
        let broken = |malformed| archive.broken(Section::Positions, &entry.positions, malformed);
        let list = entry.postings.of(postings).map_err(broken)?;
        let mut positions = Positions::new(entry.positions.of(positions).map_err(broken)?);
        for posting in Postings::new(list, archive.root().articles, entry.forms.len() > 1) {
            let posting = posting.map_err(broken)?;
            positions.read(&posting, places.entry(posting.article).or_default()).map_err(broken)?;
        }
    }
    places.values_mut().for_each(|places| places.sort_unstable());
    Ok(places)
}
