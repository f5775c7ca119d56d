//! Previous and next: a link of the source leads within the archive where that holds the article. An address of the
//! source is looked for among the articles' own addresses (their `url`), a title without one among the headlines; it must
//! be that of exactly one other article. The address is then the page's own, `#article=ID`.

use super::entry::Entry;
use crate::archive::write::Packer;
use crate::article::{Article, Link};
use crate::text::{Analyzer, Lang};
use std::collections::HashMap;
use std::fmt::Write;

/// What an article and its neighbours are known by: hashes of addresses, and of the folded words of titles.
#[derive(Debug)]
pub struct Wanted {
    address: Option<u64>,
    headline: Option<u64>,
    previous: Option<u64>,
    next: Option<u64>,
}

impl Wanted {
    /// What an article names. A neighbour that has an address is looked for by that alone.
    pub fn of(article: &Article) -> Self {
        let link = |link: &Option<Link>| match link.as_ref()? {
            Link { url: Some(url), .. } => located(url),
            Link { url: None, title } => folded(title),
        };
        Self {
            address: article.url.as_deref().and_then(located),
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

/// An address without what may differ between two mentions of one page: scheme, `www.`, fragment, slash at the end.
/// `None` for one that names no host, as the archive's own `#article=ID`.
fn located(url: &str) -> Option<u64> {
    let page = url.split('#').next()?.split_once("://")?.1;
    let page = page.strip_prefix("www.").unwrap_or(page).trim_end_matches('/');
    (!page.is_empty()).then(|| super::twins::hash(page))
}

/// Gives every neighbour that is found its address; tells how many were.
pub fn link(entries: &mut [Entry], packer: &mut Packer) -> usize {
    let mut known: HashMap<u64, Option<usize>> = HashMap::new();
    if !entries.iter().any(|entry| entry.wanted.previous.or(entry.wanted.next).is_some()) {
        return 0;
    }
    for (number, entry) in entries.iter().enumerate() {
        for name in [entry.wanted.address, entry.wanted.headline].into_iter().flatten() {
            // What two articles are called leads to neither.
            known.entry(name).and_modify(|known| *known = None).or_insert(Some(number));
        }
    }
    let mut linked = 0;
    for number in 0..entries.len() {
        let wanted = &entries[number].wanted;
        let found = [wanted.previous, wanted.next].map(|name| {
            let other = name.and_then(|name| known.get(&name).copied().flatten()).filter(|other| *other != number);
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
    fn addresses_are_compared_by_what_names_the_page() {
        let page = located("https://www.example.org/a/");
        assert_eq!(page, located("http://example.org/a#top"));
        assert_ne!(page, located("https://example.org/a?page=2"));
        assert_eq!(located("#article=a"), None);
        assert_eq!(located("https://"), None);
    }

    #[test]
    fn ids_are_escaped_as_addresses_need() {
        assert_eq!(address("2021/a b&c=é"), "#article=2021/a%20b%26c%3D%C3%A9");
    }
}
