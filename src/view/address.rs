//! Which addresses from articles become links.

use crate::text::slice;

/// Schemes that a link may have.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// The address if a link may have it: relative, or of a known scheme.
///
/// Judged as a browser reads it (WHATWG URL): control characters and blanks around it do not count, tabs and line
/// breaks inside it neither.
pub fn safe(address: &str) -> Option<String> {
    let ignored = |c: &char| !matches!(c, '\t' | '\n' | '\r');
    let address: String = address.trim_matches(|c: char| c <= ' ').chars().filter(ignored).collect();
    let scheme =
        address.find([':', '/', '?', '#', '\\']).filter(|at| slice(&address, *at..address.len()).starts_with(':'));
    let known = |at: usize| SCHEMES.iter().any(|scheme| slice(&address, 0..at).eq_ignore_ascii_case(scheme));
    (!address.is_empty() && scheme.is_none_or(known)).then_some(address)
}

/// The address if a picture may have it: as [`safe`], but fetched, so neither mail nor telephone.
pub fn safe_picture(address: &str) -> Option<String> {
    safe(address).filter(|address| !["mailto:", "tel:"].iter().any(|scheme| starts_with(address, scheme)))
}

fn starts_with(address: &str, scheme: &str) -> bool {
    address.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_schemes_and_relative_addresses_pass() {
        for address in
            ["https://example.org/a?b=c:d", "HTTP://x", "mailto:a@b", "tel:+1", "a/b:c", "#x", "?q=a:b", "/a"]
        {
            assert_eq!(safe(address).as_deref(), Some(address));
        }
        assert_eq!(safe_picture("mailto:a@b"), None);
    }

    #[test]
    fn scripts_do_not_whatever_their_disguise() {
        for address in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " \u{1}javascript:alert(1)",
            "java\nscript:alert(1)",
            "java\tscript\n:alert(1)",
            "data:text/html,<script>",
            "vbscript:x",
            "blob:x",
            "file:///etc/passwd",
            "",
            "  ",
        ] {
            assert_eq!(safe(address), None, "{address:?}");
        }
    }
}
