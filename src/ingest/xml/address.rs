//! Links that are written as seen from another page (RFC 3986, section 5).

/// The address that `link` has, seen from the page `base`.
pub fn join(base: &str, link: &str) -> String {
    let link = link.trim();
    let Some((origin, path)) = parts(base) else { return link.into() };
    if link.is_empty() || has_scheme(link) {
        return link.into();
    }
    if let Some(rest) = link.strip_prefix("//") {
        let scheme = origin.split("//").next().unwrap_or_default();
        return format!("{scheme}//{rest}");
    }
    let page = path.split(['?', '#']).next().unwrap_or_default();
    let whole = match link.chars().next() {
        Some('/') => link.to_owned(),
        Some('?') => format!("{page}{link}"),
        Some('#') => return format!("{origin}{}{link}", path.split('#').next().unwrap_or_default()),
        _ => format!("{}{link}", page.rsplit_once('/').map_or("/".into(), |(folder, _)| format!("{folder}/"))),
    };
    format!("{origin}{}", climb(&whole))
}

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

/// Whether a link names its scheme: `https:`, `mailto:`, `data:`.
fn has_scheme(link: &str) -> bool {
    let Some((scheme, _)) = link.split_once(':') else { return false };
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
}

/// A path without its steps `.` and `..`.
fn climb(whole: &str) -> String {
    let (path, query) = whole.split_at(whole.find(['?', '#']).unwrap_or(whole.len()));
    let mut steps: Vec<&str> = Vec::new();
    let last = path.rsplit('/').next().unwrap_or_default();
    for step in path.split('/').skip(1) {
        match step {
            "." => {}
            ".." => {
                steps.pop();
            }
            _ => steps.push(step),
        }
    }
    if matches!(last, "." | "..") {
        steps.push("");
    }
    format!("/{}{query}", steps.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_read_from_where_it_stands() {
        let base = "https://paper.example/news/2013/flood.html?x=1#top";
        for (link, whole) in [
            ("photo.jpg", "https://paper.example/news/2013/photo.jpg"),
            ("./a/../photo.jpg?w=1", "https://paper.example/news/2013/photo.jpg?w=1"),
            ("../../../x", "https://paper.example/x"),
            ("..", "https://paper.example/news/"),
            ("/img/a.png", "https://paper.example/img/a.png"),
            ("//cdn.example/a.png", "https://cdn.example/a.png"),
            ("?page=2", "https://paper.example/news/2013/flood.html?page=2"),
            ("#end", "https://paper.example/news/2013/flood.html?x=1#end"),
            ("http://other.example/", "http://other.example/"),
            ("mailto:a@b.example", "mailto:a@b.example"),
        ] {
            assert_eq!(join(base, link), whole, "{link}");
        }
        assert_eq!(join("https://paper.example", "a.png"), "https://paper.example/a.png");
        assert_eq!(join("not an address", "a.png"), "a.png");
    }
}
