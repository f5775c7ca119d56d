//! What kind of content a file is, by its ending.

/// Endings and the media types that they mean. Browsers insist on those of scripts and of wasm.
const TYPES: &[(&str, &str)] = &[
    ("html htm", "text/html; charset=utf-8"),
    ("js mjs", "text/javascript; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("wasm", "application/wasm"),
    ("json map", "application/json"),
    ("webmanifest", "application/manifest+json"),
    ("txt md", "text/plain; charset=utf-8"),
    ("xml rss atom", "application/xml"),
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("jpg jpeg", "image/jpeg"),
    ("gif", "image/gif"),
    ("webp", "image/webp"),
    ("avif", "image/avif"),
    ("ico", "image/x-icon"),
    ("woff2", "font/woff2"),
    ("woff", "font/woff"),
    ("mp3", "audio/mpeg"),
    ("mp4", "video/mp4"),
    ("webm", "video/webm"),
    ("pdf", "application/pdf"),
];

/// What a page is.
pub const PAGE: &str = "text/html; charset=utf-8";

/// The media type of a path.
pub fn of(path: &str) -> &'static str {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let known = TYPES.iter().find(|(endings, _)| endings.split(' ').any(|known| known == ending));
    known.map_or("application/octet-stream", |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_browsers_insist_on_has_its_type() {
        assert_eq!(of("a/b.JS"), "text/javascript; charset=utf-8");
        assert_eq!(of("newsprint_bg.wasm"), "application/wasm");
        assert_eq!(of("archive/archive.newsprint"), "application/octet-stream");
        assert_eq!(of("README"), "application/octet-stream");
        assert_eq!(of("index.html"), PAGE);
    }
}
