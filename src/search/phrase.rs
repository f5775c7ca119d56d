//! Phrases: words that stand in an article one after the other.

use super::words::{Member, Slot};
use crate::archive::Section;
use crate::archive::postings::{Positions, Postings};
use crate::archive::read::{Archive, Halt};
use crate::sort;

/// Where a slot's word stands: article and position, sorted.
type Places = Vec<(u32, u32)>;

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
        starts.retain(|(article, start)| places.binary_search(&(*article, start.saturating_add(ahead))).is_ok());
    }
    let mut articles: Vec<_> = starts.into_iter().map(|(article, _)| article).collect();
    articles.dedup();
    Ok(articles)
}

/// Asks for everything that [`places`] will need, in one stage.
fn fetch(archive: &Archive, members: &[&Member]) -> Result<(), Halt> {
    let positions: Vec<_> = members.iter().map(|member| member.entry().positions).collect();
    archive.lists(Section::Positions, &positions).map(drop)
}

/// Where the slot's entries stand.
fn places(archive: &Archive, slot: &Slot) -> Result<Places, Halt> {
    let (mut places, mut here) = (Places::new(), Vec::new());
    for member in &slot.members {
        let entry = member.entry();
        let postings = &archive.lists(Section::Postings, &[entry.postings])?[0];
        let positions = &archive.lists(Section::Positions, &[entry.positions])?[0];
        let broken = |malformed| archive.broken(Section::Positions, &entry.positions, malformed);
        let list = entry.postings.of(postings).map_err(broken)?;
        let mut positions = Positions::new(entry.positions.of(positions).map_err(broken)?);
        for posting in Postings::new(list, archive.root().articles, entry.forms.len() > 1) {
            let posting = posting.map_err(broken)?;
            positions.read(&posting, &mut here).map_err(broken)?;
            places.extend(here.drain(..).map(|position| (posting.article, position)));
        }
    }
    if slot.members.len() > 1 {
        sort::all(&mut places, |a, b| a < b);
    }
    Ok(places)
}
