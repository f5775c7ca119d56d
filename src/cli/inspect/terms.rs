//! The heaviest terms: whose lists take up most bytes.

use newsprint::archive::dictionary::{Entry, List};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

/// Terms that are told.
const MOST: usize = 10;

/// What was weighed.
#[derive(Debug, Default)]
pub struct Terms {
    /// Terms in all.
    pub count: u64,
    /// Those that only one article holds.
    pub rare: u64,
    heaviest: BinaryHeap<Reverse<Weight>>,
}

/// A term, and what its lists weigh.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Weight {
    /// Bytes of its postings and positions in the file.
    pub bytes: u64,
    /// The term.
    pub term: String,
    /// The articles that hold it.
    pub articles: u32,
}

impl Terms {
    /// Weighs the entries of a block of the dictionary. Lists that share a block of lists share its bytes, too.
    pub fn weigh(&mut self, entries: &[Entry]) {
        let mut payloads: HashMap<u64, u64> = HashMap::new();
        for list in entries.iter().flat_map(lists) {
            *payloads.entry(list.block.offset).or_default() += list.length;
        }
        let weight = |list: &List| {
            let payload = payloads.get(&list.block.offset).copied().unwrap_or_default().max(1);
            (u128::from(list.block.length) * u128::from(list.length) / u128::from(payload)) as u64
        };
        for entry in entries {
            (self.count, self.rare) = (self.count + 1, self.rare + u64::from(entry.articles == 1));
            let bytes = lists(entry).map(weight).sum();
            self.heaviest.push(Reverse(Weight { bytes, term: entry.term.clone(), articles: entry.articles }));
            if self.heaviest.len() > MOST {
                self.heaviest.pop();
            }
        }
    }

    /// The heaviest, the very heaviest first.
    pub fn heaviest(&self) -> Vec<Weight> {
        let mut heaviest: Vec<_> = self.heaviest.iter().map(|Reverse(weight)| weight.clone()).collect();
        heaviest.sort_by(|a, b| b.cmp(a));
        heaviest
    }
}

/// All lists of an entry.
fn lists(entry: &Entry) -> impl Iterator<Item = &List> {
    entry.postings[..entry.tiers()].iter().chain([&entry.positions])
}
