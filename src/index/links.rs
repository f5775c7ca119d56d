//! Links between articles: what a source links to is opened within the archive where that holds it. An address is looked
//! for among the articles' own addresses (their `url`), the title of a neighbour without one among the headlines; it must
//! be that of exactly one other article. The link's address is then the page's own, `#article=ID`.

use super::entry::Entry;
use crate::archive::pile::Pile;
use crate::archive::write::Packer;
use crate::article::{Article, Link, Style};
use crate::text::{Analyzer, Lang};
use std::collections::HashMap;
use std::fmt::Write;
use std::io;

/// What an article and those that it links to are known by: hashes of addresses, and of the folded words of titles.
#[derive(Debug)]
pub struct Names {
    address: Option<u64>,
    headline: Option<u64>,
    /// Of those that it links to, each once.
    links: Box<[u64]>,
}

impl Names {
    /// What an article is called, and what it links to.
    pub fn of(article: &Article) -> Self {
        let mut links: Vec<_> = neighbours(article).filter_map(named).collect();
        links.extend(article.blocks.iter().flat_map(|block| &block.spans).filter_map(|span| match &span.style {
            Style::Link(url) => located(url),
            _ => None,
        }));
        links.sort_unstable();
        links.dedup();
        Self {
            address: article.url.as_deref().and_then(located),
            headline: article.headline.as_deref().and_then(folded),
            links: links.into(),
        }
    }
}

/// The links that a source sets beside its text.
fn neighbours(article: &Article) -> impl Iterator<Item = &Link> {
    let links = &article.links;
    links.previous.iter().chain(&links.next).chain(&links.related)
}

/// What a link leads to. One that has an address is looked for by that alone.
fn named(link: &Link) -> Option<u64> {
    link.url.as_deref().map_or_else(|| folded(&link.title), located)
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

/// An address without what may differ between two mentions of one page: scheme, `www.`, slash at the end, and a fragment
/// that is a place in the page; some sites name their pages by it, after a slash or an exclamation mark. `None` for an
/// address that names no host, as the archive's own `#article=ID`.
fn located(url: &str) -> Option<u64> {
    let page = match url.split_once('#') {
        Some((page, fragment)) if !fragment.starts_with(['/', '!']) => page,
        _ => url,
    };
    let page = page.split_once("://")?.1;
    let page = page.strip_prefix("www.").unwrap_or(page).trim_end_matches('/');
    (!page.is_empty()).then(|| super::twins::hash(page))
}

/// Gives every link that leads to an article of the archive that article's address; tells how many do.
pub fn connect(entries: &mut [Entry], pile: &mut Pile, packer: &mut Packer) -> io::Result<usize> {
    if entries.iter().all(|entry| entry.names.links.is_empty()) {
        return Ok(0);
    }
    let known = known(entries);
    let mut connected = 0;
    for number in 0..entries.len() {
        let other = |name: &u64| known.get(name).copied().flatten().filter(|other| *other != number);
        let found = |name: &u64| Some((*name, address(&entries[other(name)?].kept.id)));
        let found: HashMap<_, _> = entries[number].names.links.iter().filter_map(found).collect();
        if !found.is_empty() {
            entries[number].amend(pile, packer, |article| connected += readdress(article, &found))?;
        }
    }
    Ok(connected)
}

/// The articles by what they are called; what two of them are called leads to neither.
fn known(entries: &[Entry]) -> HashMap<u64, Option<usize>> {
    let mut known = HashMap::new();
    for (number, entry) in entries.iter().enumerate() {
        for name in [entry.names.address, entry.names.headline].into_iter().flatten() {
            known.entry(name).and_modify(|known| *known = None).or_insert(Some(number));
        }
    }
    known
}

/// Sets the addresses of links; tells how many.
fn readdress(article: &mut Article, found: &HashMap<u64, String>) -> usize {
    let mut set = 0;
    let links = &mut article.links;
    for link in links.previous.iter_mut().chain(&mut links.next).chain(&mut links.related) {
        if let Some(address) = named(link).and_then(|name| found.get(&name)) {
            link.url = Some(address.clone());
            set += 1;
        }
    }
    for span in article.blocks.iter_mut().flat_map(|block| &mut block.spans) {
        if let Style::Link(url) = &mut span.style
            && let Some(address) = located(url).and_then(|name| found.get(&name))
        {
            url.clone_from(address);
            set += 1;
        }
    }
    set
}

/// The address that opens an article: `#article=ID`, with every byte escaped that is not a letter, a digit or one of
/// `-._~/`.
pub fn address(id: &str) -> String {
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
        assert_ne!(located("https://example.org/#!/a"), located("https://example.org/#!/b"));
        assert_eq!(located("#article=a"), None);
        assert_eq!(located("https://"), None);
    }

    #[test]
    fn ids_are_escaped_as_addresses_need() {
        assert_eq!(address("2021/a b&c=é"), "#article=2021/a%20b%26c%3D%C3%A9");
    }
}
