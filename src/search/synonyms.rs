//! Words and names that stand for the same, by the archive's list: `sulaimani = sulaymaniyah = slemani`.
//!
//! A word of the query that is in a group counts as every other word of it too, a little less. A name of several words
//! must stand in the query as a whole; then the group's single words count with its first word.

use super::words::{Slot, push_new};
use crate::archive::read::Archive;
use crate::text::{self, Analyzer, Lang};

/// Lets the words of a query count as their synonyms.
pub fn add(archive: &Archive, wanted: &mut [Slot<'_>]) {
    for group in &archive.root().synonyms {
        let mut names = Vec::new();
        group.iter().for_each(|name| names.push(folded(name)));
        for (number, name) in names.iter().enumerate() {
            let Some(at) = place(wanted, name) else { continue };
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

/// Where the words of a name stand in the query, one after the other.
fn place(wanted: &[Slot<'_>], name: &[String]) -> Option<usize> {
    let same = |(word, part): (&Slot<'_>, &String)| text::fold(&word.surface, Lang::UNKNOWN) == *part;
    let fits = |run: &[Slot<'_>]| !run[0].without && run.iter().zip(name).all(same);
    if name.is_empty() { None } else { wanted.windows(name.len()).position(fits) }
}

/// Lets `wanted` count as `word`, in every language of the archive.
fn add_word(archive: &Archive, word: &str, wanted: &mut Slot<'_>) {
    for tag in &archive.root().languages {
        push_new(&mut wanted.also, Analyzer::new(Lang::from_tag(tag)).word(word));
    }
}
