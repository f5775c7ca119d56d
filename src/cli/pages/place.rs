//! Where a page lies in the site, and what addresses are from there.

use super::names::{Names, name};

/// Where in the site the pages lie.
pub const FOLDER: &str = "pages/";

/// Where a page lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// `index.html`
    Home,
    /// `pages/NAME.html`
    Article,
    /// `pages/list/NUMBER.html`
    List,
}

impl Depth {
    /// What leads from there to the site's folder.
    pub fn up(self) -> &'static str {
        match self {
            Self::Home => "",
            Self::Article => "../",
            Self::List => "../../",
        }
    }

    /// What leads from there to the folder of the pages.
    fn pages(self) -> &'static str {
        match self {
            Self::Home => FOLDER,
            Self::Article => "",
            Self::List => "../",
        }
    }
}

/// A page's place, and what it must know of the others.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// Where it lies.
    pub depth: Depth,
    /// The pages that there are.
    pub names: &'a Names,
    /// The site's address, if it is known; it ends in a slash.
    pub base: Option<&'a str>,
    /// Whether pictures of other hosts are shown.
    pub remote_images: bool,
}

impl Place<'_> {
    /// The address of an article's page.
    pub fn article(&self, id: &str) -> String {
        format!("{}{}.html", self.depth.pages(), name(id))
    }

    /// The address of a list's page, by its number; the first is the site's own.
    pub fn list(&self, number: u32) -> String {
        match (number, self.depth) {
            (1, depth) => format!("{}index.html", depth.up()),
            (_, Depth::List) => format!("{number}.html"),
            (_, depth) => format!("{}list/{number}.html", depth.pages()),
        }
    }

    /// The address that is to be known everywhere: a full one where the site's is known.
    pub fn canonical(&self, address: &str) -> String {
        let within = match self.depth {
            Depth::Home => address.to_owned(),
            Depth::Article => format!("{FOLDER}{address}"),
            Depth::List => format!("{FOLDER}list/{address}"),
        };
        self.base.map_or_else(|| address.into(), |base| format!("{base}{within}"))
    }

    /// An address of a text, as it is written on this page: one of an article in the archive leads to its page, a
    /// relative one was meant from the site's folder.
    pub fn address(&self, address: &str) -> Address {
        match address.strip_prefix("#article=").map(decoded) {
            Some(id) if self.names.has(&id) => Address { href: self.article(&id), inner: true },
            Some(_) => Address { href: format!("{}index.html{address}", self.depth.up()), inner: true },
            None if is_relative(address) => Address { href: format!("{}{address}", self.depth.up()), inner: false },
            None => Address { href: address.into(), inner: false },
        }
    }

    /// The host of a picture that is not to be fetched; `None` if it is.
    pub fn refused<'b>(&self, src: &'b str) -> Option<&'b str> {
        let found = host(src)?;
        let own = self.base.and_then(host) == Some(found);
        (!own && !self.remote_images).then_some(found)
    }

    /// The full address of a picture, where it can be told.
    pub fn full(&self, src: &str) -> Option<String> {
        match host(src) {
            Some(_) if src.starts_with("//") => Some(format!("https:{src}")),
            Some(_) => Some(src.into()),
            None => self.base.filter(|_| is_relative(src)).map(|base| format!("{base}{src}")),
        }
    }
}

/// An address as a page has it.
#[derive(Debug, PartialEq, Eq)]
pub struct Address {
    /// The address.
    pub href: String,
    /// Whether it leads to an article of the archive.
    pub inner: bool,
}

/// Whether an address that the view let through says nothing but a path, from where it stands.
fn is_relative(address: &str) -> bool {
    let path = address.split(['/', '?', '#']).next().unwrap_or_default();
    !path.contains(':') && !address.starts_with(['/', '\\', '#'])
}

/// The host of an address that names one, as browsers read it (https://url.spec.whatwg.org/#concept-basic-url-parser): a
/// backslash is a slash, and behind `http:` there may be any number of them.
fn host(address: &str) -> Option<&str> {
    let slash = ['/', '\\'];
    let starts = |scheme: &&&str| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    let rest = match ["https:", "http:"].iter().find(starts) {
        Some(scheme) => address.get(scheme.len()..)?,
        None => address.strip_prefix(slash)?.strip_prefix(slash)?,
    };
    rest.trim_start_matches(slash).split(['/', '\\', '?', '#']).next()
}

/// A text without its percent-encoding; as it is where that is broken.
fn decoded(text: &str) -> String {
    let digit = |byte: Option<&u8>| byte.and_then(|byte| char::from(*byte).to_digit(16));
    let (bytes, mut out, mut at) = (text.as_bytes(), Vec::new(), 0);
    while let Some(byte) = bytes.get(at) {
        let code = (*byte == b'%').then(|| Some(digit(bytes.get(at + 1))? * 16 + digit(bytes.get(at + 2))?)).flatten();
        out.push(code.map_or(*byte, |code| code as u8));
        at += if code.is_some() { 3 } else { 1 };
    }
    String::from_utf8(out).unwrap_or_else(|_| text.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        let mut names = Names::default();
        names.add("flood");
        names.add("a b");
        names
    }

    #[test]
    fn addresses_are_seen_from_where_the_page_lies() {
        let names = names();
        let at = |depth| Place { depth, names: &names, base: None, remote_images: false };
        for (depth, address, href) in [
            (Depth::Home, "#article=flood", "pages/flood.html"),
            (Depth::Article, "#article=flood", "flood.html"),
            (Depth::List, "#article=flood", "../flood.html"),
            (Depth::Article, "#article=gone", "../index.html#article=gone"),
            (Depth::Article, "files/a.pdf", "../files/a.pdf"),
            (Depth::Article, "?q=a:b", "../?q=a:b"),
            (Depth::Article, "/top", "/top"),
            (Depth::Article, "//host/x", "//host/x"),
            (Depth::Article, "https://x.example/", "https://x.example/"),
            (Depth::Article, "mailto:a@b.example", "mailto:a@b.example"),
        ] {
            assert_eq!(at(depth).address(address).href, href, "{depth:?}");
        }
        assert_eq!(at(Depth::Article).address("#article=a%20b").href, format!("{}.html", name("a b")));
        assert_eq!(at(Depth::Article).list(1), "../index.html");
        assert_eq!(at(Depth::Home).list(2), "pages/list/2.html");
        assert_eq!(at(Depth::List).list(3), "3.html");
    }

    #[test]
    fn a_picture_of_another_host_is_not_fetched_unless_it_may_be() {
        let names = names();
        let base = Some("https://paper.example/archive/");
        let place = Place { depth: Depth::Article, names: &names, base, remote_images: false };
        for (src, host) in [
            ("https://cdn.example/a.jpg", Some("cdn.example")),
            ("//cdn.example/a.jpg", Some("cdn.example")),
            ("HTTP://cdn.example?x", Some("cdn.example")),
            ("/\\cdn.example/a", Some("cdn.example")),
            ("\\\\cdn.example\\a", Some("cdn.example")),
            ("http:cdn.example/a", Some("cdn.example")),
            ("https:\\cdn.example", Some("cdn.example")),
            ("httpd/a.jpg", None),
            ("https://paper.example/a.jpg", None),
            ("a.jpg", None),
            ("/a.jpg", None),
        ] {
            assert_eq!(place.refused(src), host, "{src}");
            assert_eq!(Place { remote_images: true, ..place }.refused(src), None);
        }
        assert_eq!(place.full("a.jpg").as_deref(), Some("https://paper.example/archive/a.jpg"));
        assert_eq!(place.full("//cdn.example/a.jpg").as_deref(), Some("https://cdn.example/a.jpg"));
        assert_eq!(place.canonical("flood.html"), "https://paper.example/archive/pages/flood.html");
    }
}
