//! Words and names that stand for the same, by the archive's list: `sulaimani = sulaymaniyah = slemani`.
//!
//! A word of the query that is in a group counts as every other word of it too, a little less. A name of several words
//! must stand in the query as a whole; then the group's single words count with its first word.

use super::words::{Slot, push_new};
use crate::archive::read::Archive;
use crate::text::{self, Analyzer, Lang};

/// Most names of a group that count.
const MAX_NAMES: usize = 32;

/// Lets the words of a query count as their synonyms.
pub fn add(archive: &Archive, wanted: &mut [Slot<'_>]) {
    let mut surfaces = Vec::new();
    wanted.iter().for_each(|word| surfaces.push(text::fold(&word.surface, Lang::UNKNOWN)));
    for group in &archive.root().synonyms {
        let mut names = Vec::new();
        group.iter().take(MAX_NAMES).for_each(|name| names.push(folded(name)));
        for (number, name) in names.iter().enumerate() {
            let Some(at) = place(wanted, &surfaces, name) else { continue };
            for other in (0..names.len()).filter(|other| *other != number) {
                if let [word] = names[other].as_slice() {
                    add_word(archive, word, &mut wanted[at]);
                    push_new(&mut wanted[at].synonyms, &group[other]);
                }
            }
        }
    }
}

/// The words of a name, folded.
fn folded(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    Analyzer::new(Lang::UNKNOWN).surfaces(name, |surface, _, _| words.push(text::fold(surface, Lang::UNKNOWN)));
    words
}

/// Where the words of a name stand in the query, one after the other and under one operator.
fn place(wanted: &[Slot<'_>], surfaces: &[String], name: &[String]) -> Option<usize> {
    let fits = |at: &usize| {
        let run = wanted.get(*at..*at + name.len()).unwrap_or_default();
        let together = |word: &Slot<'_>| !word.without && word.kind == run[0].kind && word.reading == run[0].reading;
        !run.is_empty() && run.iter().all(together) && surfaces.get(*at..*at + name.len()) == Some(name)
    };
    (0..wanted.len()).find(fits)
}

/// Lets `wanted` count as `word`, in every language of the archive.
fn add_word(archive: &Archive, word: &str, wanted: &mut Slot<'_>) {
    for (tag, _) in &archive.root().languages {
        push_new(&mut wanted.also, Analyzer::new(Lang::from_tag(tag)).word(word));
    }
}
