//! What headers mean.

use std::ops::Range;

/// The range that a `Content-Range` names, and the length of the whole: `bytes 0-15/1234`.
pub fn content_range(header: &str) -> Option<(Range<u64>, u64)> {
    let (range, total) = header.strip_prefix("bytes ")?.split_once('/')?;
    let (first, last) = range.split_once('-')?;
    let (first, last) = (first.parse().ok()?, last.parse::<u64>().ok()?);
    Some((first..last.checked_add(1)?, total.parse().ok()?))
}

/// What a cache may do with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caching {
    /// Keep it and ask whether it changed.
    Ask,
    /// Use it unasked for so many seconds.
    Unasked(u64),
    /// Nothing: it is fetched anew each time.
    Never,
    /// What the browser thinks best: a tenth of the file's age, in most.
    Unsaid,
}

/// What a `Cache-Control` says.
pub fn caching(header: &str) -> Caching {
    let header = header.to_ascii_lowercase();
    let directives: Vec<_> = header.split(',').map(str::trim).collect();
    let age = directives.iter().find_map(|directive| directive.strip_prefix("max-age=")?.parse().ok());
    match age {
        _ if directives.contains(&"no-store") => Caching::Never,
        _ if directives.contains(&"no-cache") => Caching::Ask,
        Some(0) => Caching::Ask,
        Some(seconds) => Caching::Unasked(seconds),
        None => Caching::Unsaid,
    }
}

/// The sources that a policy allows for a directive, by its own words or by those of `default-src`; `None` if it says
/// nothing of it.
pub fn sources<'a>(policy: &'a str, directive: &str) -> Option<Vec<&'a str>> {
    let of = |name: &str| {
        let found = policy.split(';').map(|part| part.split_whitespace().collect::<Vec<_>>());
        found.into_iter().find(|words| words.first().is_some_and(|word| word.eq_ignore_ascii_case(name)))
    };
    of(directive).or_else(|| of("default-src")).map(|words| words[1..].to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_or_refused() {
        assert_eq!(content_range("bytes 0-15/1234"), Some((0..16, 1234)));
        for wrong in ["", "bytes */1234", "bytes 0-15", "items 0-15/9", "bytes 0-18446744073709551615/1"] {
            assert_eq!(content_range(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_a_cache_may_do() {
        for (header, expected) in [
            ("no-cache", Caching::Ask),
            ("public, max-age=0, must-revalidate", Caching::Ask),
            ("Max-Age=600", Caching::Unasked(600)),
            ("no-store, max-age=600", Caching::Never),
            ("public", Caching::Unsaid),
        ] {
            assert_eq!(caching(header), expected, "{header}");
        }
    }

    #[test]
    fn a_directive_stands_for_itself_or_by_default() {
        let policy = "default-src 'none'; Script-Src 'self' x";
        assert_eq!(sources(policy, "script-src"), Some(vec!["'self'", "x"]));
        assert_eq!(sources(policy, "connect-src"), Some(vec!["'none'"]));
        assert_eq!(sources("img-src x", "script-src"), None);
    }
}
