//! Addresses: which of them may be followed, and what a relative one means on its page (RFC 3986, section 5).

/// Schemes of addresses that a reader of an article may follow.
const SCHEMES: [&str; 6] = ["http", "https", "mailto", "tel", "ftp", "geo"];

/// Longest address of a page, in bytes, that relative ones are meant on: every one of them takes it along.
const LONGEST: usize = 2_048;

/// What an address is good for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// An address to keep: absolute, if the page's own is known.
    Good(String),
    /// An address that does something else than show a page: `javascript:` and the like.
    Unsafe,
    /// Nothing.
    Empty,
}

/// Reads the value of an attribute as an address on the page `base`.
pub fn read(value: &str, base: Option<&str>) -> Address {
    let value: String = value.chars().filter(|c| !matches!(c, '\n' | '\r' | '\t') && !c.is_control()).collect();
    let value = value.trim();
    if value.is_empty() || value == "#" {
        return Address::Empty;
    }
    if has_entity(value) {
        return Address::Unsafe;
    }
    match scheme(value) {
        Some(scheme) if SCHEMES.iter().any(|known| scheme.eq_ignore_ascii_case(known)) => {
            Address::Good(value.to_owned())
        }
        Some(_) => Address::Unsafe,
        None => {
            let base = base.filter(|base| base.len() <= LONGEST);
            Address::Good(base.and_then(|base| join(base, value)).unwrap_or_else(|| value.to_owned()))
        }
    }
}

/// The address to keep, if there is one.
pub fn good(value: &str, base: Option<&str>) -> Option<String> {
    match read(value, base) {
        Address::Good(url) => Some(url),
        Address::Unsafe | Address::Empty => None,
    }
}

/// The address within the archive of the article with this id; `None` where something in it would have to be escaped.
pub fn of_article(id: &str) -> Option<String> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/');
    (!id.is_empty() && id.bytes().all(plain)).then(|| format!("#article={id}"))
}

/// Whether something written for HTML stands in the first step of an address, where it may hide a scheme
/// (`java&Tab;script&colon;`): an address has none there once HTML is read.
fn has_entity(url: &str) -> bool {
    let first = url.split(['/', '?', '\\']).next().unwrap_or_default();
    !first.starts_with('#') && first.split_once('&').is_some_and(|(_, rest)| rest.contains(';'))
}

/// What stands where an address has its scheme. Whatever it is made of: a path has no colon in its first step (RFC 3986,
/// section 4.2), and a scheme may be disguised by entities or by letters that nobody sees.
fn scheme(url: &str) -> Option<&str> {
    let end = url.find([':', '/', '?', '#', '\\'])?;
    let (scheme, rest) = url.split_at(end);
    rest.starts_with(':').then_some(scheme)
}

/// Scheme and host of the address of a page, and the rest of it.
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

/// What the relative address means on the page `base`; `None` if that is no absolute address.
fn join(base: &str, relative: &str) -> Option<String> {
    let base = base.trim();
    let (scheme, rest) = base.split_once("://")?;
    let host = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(host);
    if relative.starts_with("//") {
        return Some(format!("{scheme}:{relative}"));
    }
    let bare = path.split('#').next().unwrap_or_default();
    if relative.starts_with('#') {
        return Some(format!("{scheme}://{host}{bare}{relative}"));
    }
    let bare = bare.split('?').next().unwrap_or_default();
    if relative.starts_with('?') {
        return Some(format!("{scheme}://{host}{bare}{relative}"));
    }
    let end = relative.find(['?', '#']).unwrap_or(relative.len());
    let (steps, tail) = relative.split_at(end);
    let folder = if steps.starts_with('/') { "" } else { bare.rfind('/').map_or("/", |slash| &bare[..=slash]) };
    Some(format!("{scheme}://{host}{}{tail}", walk(&format!("{folder}{steps}"))))
}

/// The path without `.` and `..`.
fn walk(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let last = path.rsplit('/').next().unwrap_or_default();
    for step in path.split('/').skip(1) {
        match step {
            "." => {}
            ".." => {
                kept.pop();
            }
            _ => kept.push(step),
        }
    }
    if matches!(last, "." | "..") {
        kept.push("");
    }
    format!("/{}", kept.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_addresses_are_made_absolute() {
        let base = "https://n.example/a/b.html?x=1#y";
        for (relative, absolute) in [
            ("c.html", "https://n.example/a/c.html"),
            ("../c/./d?q#r", "https://n.example/c/d?q#r"),
            ("../../../c", "https://n.example/c"),
            ("/c/", "https://n.example/c/"),
            ("//m.example/c", "https://m.example/c"),
            ("?q=2", "https://n.example/a/b.html?q=2"),
            ("#part", "https://n.example/a/b.html?x=1#part"),
            ("..", "https://n.example/"),
            ("http://m.example/x/../y", "http://m.example/x/../y"),
        ] {
            assert_eq!(read(relative, Some(base)), Address::Good(absolute.into()), "{relative}");
        }
        assert_eq!(read("c", Some("https://n.example")), Address::Good("https://n.example/c".into()));
        assert_eq!(read("c", Some("no address")), Address::Good("c".into()));
    }

    #[test]
    fn addresses_that_act_are_unsafe() {
        for value in [
            "javascript:alert(1)",
            " JaVa\nScript:x",
            "data:text/html,x",
            "vbscript:x",
            "\u{1}javascript:x",
            "java&Tab;script:x",
            "&#106;avascript:x",
            "java\u{200b}script:x",
            "java\tscript\u{0}:x",
            "JAVASCRIPT&colon;alert(1)",
        ] {
            assert_eq!(read(value, None), Address::Unsafe, "{value}");
        }
        assert_eq!(read("mailto:a@n.example", None), Address::Good("mailto:a@n.example".into()));
        for path in ["a/b:c", "?q=a:b", "#a:b", "./a:b", "//m.example:80/a"] {
            assert_eq!(read(path, None), Address::Good(path.into()));
        }
        assert_eq!(read(" # ", None), Address::Empty);
    }

    #[test]
    fn an_address_is_parted_behind_its_host() {
        assert_eq!(parts(" https://paper.example/a?b"), Some(("https://paper.example", "/a?b")));
        assert_eq!(parts("HTTP://paper.example"), Some(("HTTP://paper.example", "")));
        for text in ["mailto:a@paper.example", "urn:a", "https:///a", "javascript://x/%0aalert(1)", ""] {
            assert_eq!(parts(text), None, "{text}");
        }
    }
}
