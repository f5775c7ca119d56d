//! Which articles match a query: its parts, one set of articles each, and what becomes of the sets.

use super::filter;
use super::places;
use super::plan::Plan;
use super::query::{Kind, Part};
use super::words::Slot;
use crate::archive::Field;
use crate::archive::postings::{POSITION_BITS, Places};
use crate::sort;

/// Of every article whether it is one of the set.
pub type Set = Vec<bool>;

/// Keeps in `set` what is in `other` too; without a set so far, `other` is the set.
fn keep(set: Option<Set>, other: Set) -> Set {
    combined(set, other, |a, b| a && b)
}

fn combined(set: Option<Set>, mut other: Set, with: fn(bool, bool) -> bool) -> Set {
    if let Some(set) = set {
        other.iter_mut().zip(&set).for_each(|(b, a)| *b = with(*a, *b));
    }
    other
}

impl Plan<'_> {
    /// The articles that match a list; `None` if there is nothing in it to match. `words` is what its words find, where
    /// that is known.
    pub fn list(&self, parts: &[Part], words: Option<Set>) -> Option<Set> {
        let (mut set, mut decided) = (None, false);
        for part in parts.iter().filter(|part| part.kind != Kind::Words) {
            if let Some(found) = self.holds(part) {
                decided |= !part.without && !is_filter(part);
                set = Some(keep(set, found));
            }
        }
        let is_word = |slot: &&Slot<'_>| self.is_word_of(parts, slot);
        if !decided && self.slots.iter().any(|slot| is_word(&slot)) {
            let words = words.unwrap_or_else(|| self.any(|slot| is_word(&slot)));
            set = Some(keep(set, words));
        }
        set
    }

    /// Whether a slot is one of the words of a list, which are alternatives.
    pub fn is_word_of(&self, parts: &[Part], slot: &Slot<'_>) -> bool {
        parts.iter().any(|part| part.kind == Kind::Words && part.span.start == slot.part)
    }

    /// The articles for which a part holds; `None` if there is nothing in it.
    fn holds(&self, part: &Part) -> Option<Set> {
        let found = match part.kind {
            Kind::Words | Kind::Phrase | Kind::Title => self.phrase(part),
            Kind::Near(words) => self.near(part, words),
            Kind::Group => self.list(&part.parts, None),
            Kind::Either => {
                let mut either = None;
                for part in &part.parts {
                    if let Some(found) = self.holds(part) {
                        either = Some(combined(either, found, |a, b| a || b));
                    }
                }
                either
            }
            Kind::Facet(_) | Kind::Language | Kind::Dates(..) => filter::set(self.archive, self.text, part),
        };
        found.map(|mut set| {
            set.iter_mut().for_each(|is_in| *is_in ^= part.without);
            set
        })
    }

    /// The articles that hold one of these words, unless it is too common to decide and another is not.
    fn any(&self, is_word: impl Fn(&Slot<'_>) -> bool) -> Set {
        let words = || self.slots.iter().filter(|slot| is_word(slot));
        let only_stops = words().all(|slot| slot.is_stop());
        let mut set = self.none();
        for slot in words().filter(|slot| only_stops || !slot.is_stop()) {
            self.mark(slot, &mut set, false);
        }
        set
    }

    /// The articles that hold the words of a part one after the other, as one of its readings has them.
    fn phrase(&self, part: &Part) -> Option<Set> {
        let (mut set, mut reading) = (None, 0);
        while let Some(first) = self.slots_of(part, reading).next() {
            let set = set.get_or_insert_with(|| self.none());
            if self.slots_of(part, reading).nth(1).is_some() {
                self.starts(part, reading).iter().for_each(|(article, _)| set[*article as usize] = true);
            } else {
                self.mark(first, set, part.kind == Kind::Title);
            }
            reading += 1;
        }
        set
    }

    /// Where the words of one reading of a part stand one after the other.
    fn starts(&self, part: &Part, reading: u32) -> Places {
        let mut starts = places::starts(self.archive, self.slots_of(part, reading));
        if part.kind == Kind::Title {
            starts.retain(|(_, place)| place >> POSITION_BITS == Field::Headline as u32);
        }
        starts
    }

    /// The articles in which one part stands within so many words of the other.
    fn near(&self, part: &Part, words: u32) -> Option<Set> {
        let mut near: Option<Places> = None;
        for part in part.parts.iter().filter(|part| self.slots_of(part, 0).next().is_some()) {
            let (mut places, mut reading) = (self.starts(part, 0), 1);
            while self.slots_of(part, reading).next().is_some() {
                places.extend(self.starts(part, reading));
                sort::all(&mut places, |a, b| a < b);
                reading += 1;
            }
            if let Some(before) = near {
                places.retain(|place| places::is_near(&before, *place, words));
            }
            near = Some(places);
        }
        near.map(|places| {
            let mut set = self.none();
            places.iter().for_each(|(article, _)| set[*article as usize] = true);
            set
        })
    }

    /// The words of one reading of a part.
    fn slots_of(&self, part: &Part, reading: u32) -> impl Iterator<Item = &Slot<'_>> {
        self.slots.iter().filter(move |slot| slot.part == part.span.start && slot.reading == reading)
    }

    /// No article.
    pub fn none(&self) -> Set {
        vec![false; self.archive.root().articles as usize]
    }
}

/// Whether a part only narrows what the words of its list find.
fn is_filter(part: &Part) -> bool {
    match part.kind {
        Kind::Facet(_) | Kind::Language | Kind::Dates(..) => true,
        Kind::Either | Kind::Group => part.parts.iter().all(is_filter),
        _ => false,
    }
}
