//! Previous and next: a link that its source gave only a title gets an address where that title is the headline of
//! exactly one other article of the archive. The address is the page's own, `#article=ID`.

use super::entry::Entry;
use crate::archive::write::Packer;
use crate::article::{Article, Link};
use crate::text::{Analyzer, Lang};
use std::collections::HashMap;
use std::fmt::Write;

/// The titles of an article and of its neighbours, by the hash of their folded words.
#[derive(Debug)]
pub struct Wanted {
    headline: Option<u64>,
    previous: Option<u64>,
    next: Option<u64>,
}

impl Wanted {
    /// What an article names. A neighbour whose address is known is not looked for.
    pub fn of(article: &Article) -> Self {
        let link =
            |link: &Option<Link>| link.as_ref().filter(|link| link.url.is_none()).and_then(|link| folded(&link.title));
        Self {
            headline: article.headline.as_deref().and_then(folded),
            previous: link(&article.links.previous),
            next: link(&article.links.next),
        }
    }
}

/// A title without what may differ between a headline and its mention: case, accents, punctuation, blanks.
fn folded(title: &str) -> Option<u64> {
    let (mut hash, mut words) = (0, 0);
    Analyzer::new(Lang::UNKNOWN).analyze(title, |token| {
        hash = super::twins::hash(token.term).wrapping_add(hash ^ u64::from(token.position)).rotate_left(17);
        words += 1;
    });
    (words > 0).then_some(hash)
}

/// Gives every neighbour that is found its address; tells how many were.
pub fn link(entries: &mut [Entry], packer: &mut Packer) -> usize {
    let mut known: HashMap<u64, Option<usize>> = HashMap::new();
    if !entries.iter().any(|entry| entry.wanted.previous.or(entry.wanted.next).is_some()) {
        return 0;
    }
    for (number, entry) in entries.iter().enumerate() {
        if let Some(headline) = entry.wanted.headline {
            // A headline that two articles have leads to neither.
            known.entry(headline).and_modify(|known| *known = None).or_insert(Some(number));
        }
    }
    let mut linked = 0;
    for number in 0..entries.len() {
        let wanted = &entries[number].wanted;
        let found = [wanted.previous, wanted.next].map(|title| {
            let other = title.and_then(|title| known.get(&title).copied().flatten()).filter(|other| *other != number);
            other.map(|other| address(&entries[other].kept.id))
        });
        if let [None, None] = found {
            continue;
        }
        linked += found.iter().flatten().count();
        entries[number].amend(packer, |article| {
            let [previous, next] = found;
            for (link, url) in [(&mut article.links.previous, previous), (&mut article.links.next, next)] {
                if let Some((link, url)) = link.as_mut().zip(url) {
                    link.url = Some(url);
                }
            }
        });
    }
    linked
}

/// The address that opens an article: `#article=ID`, with every byte escaped that is not a letter, a digit or one of
/// `-._~/`.
fn address(id: &str) -> String {
    id.bytes().fold(String::from("#article="), |mut out, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(byte.into()),
            _ => drop(write!(out, "%{byte:02X}")),
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_compared_by_their_words() {
        assert_eq!(folded("Flood at Karima"), folded("FLOOD — at  “Karima”"));
        assert_ne!(folded("Flood at Karima"), folded("Karima at flood"));
        assert_eq!(folded(" — "), None);
    }

    #[test]
    fn ids_are_escaped_as_addresses_need() {
        assert_eq!(address("2021/a b&c=é"), "#article=2021/a%20b%26c%3D%C3%A9");
    }
}
