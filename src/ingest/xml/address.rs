//! Addresses of pages on the web.

use crate::ingest::html::url;

/// Scheme and host of an address, and the rest of it.
pub fn parts(address: &str) -> Option<(&str, &str)> {
    let address = address.trim();
    let (scheme, rest) = address.split_once("://")?;
    if !matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https") {
        return None;
    }
    let host = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let cut = scheme.len() + "://".len() + host;
    (host > 0).then(|| address.split_at(cut))
}

/// An address as seen from the page `base`, if it shows something: not `javascript:` and the like.
pub fn good(link: &str, base: Option<&str>) -> Option<String> {
    url::good(link, base)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_parted_behind_its_host() {
        assert_eq!(parts(" https://paper.example/a?b"), Some(("https://paper.example", "/a?b")));
        assert_eq!(parts("HTTP://paper.example"), Some(("HTTP://paper.example", "")));
        for text in ["mailto:a@paper.example", "urn:a", "https:///a", "javascript://x/%0aalert(1)", ""] {
            assert_eq!(parts(text), None, "{text}");
        }
    }
}
