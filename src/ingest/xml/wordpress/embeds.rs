//! HTML for what a post names only by an address or a number.

use crate::article::Block;
use crate::ingest::url;
use crate::ingest::xml::autop;

/// Hosts whose pages WordPress shows inside a post when their address stands alone on a line.
const HOSTS: &[&str] = &[
    "youtube.com",
    "youtu.be",
    "vimeo.com",
    "dailymotion.com",
    "dai.ly",
    "twitter.com",
    "x.com",
    "instagram.com",
    "facebook.com",
    "tiktok.com",
    "soundcloud.com",
    "spotify.com",
    "flickr.com",
    "flic.kr",
    "ted.com",
    "reddit.com",
    "slideshare.net",
    "scribd.com",
    "issuu.com",
    "mixcloud.com",
    "tumblr.com",
    "bsky.app",
    "wordpress.tv",
];

/// The address that a line is, if WordPress embeds it.
pub fn address(line: &str) -> Option<&str> {
    let (origin, rest) = url::parts(line)?;
    let host = origin.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    let known =
        HOSTS.iter().any(|known| host.strip_suffix(known).is_some_and(|sub| sub.is_empty() || sub.ends_with('.')));
    (known && rest.len() > 1 && !line.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '"'))).then_some(line)
}

/// Something embedded.
pub fn frame(src: &str) -> String {
    format!("<iframe src=\"{}\"></iframe>", escaped(src))
}

/// A picture with its caption.
pub fn picture(block: &Block) -> String {
    let src = escaped(block.media.src.as_deref().unwrap_or_default());
    let alt = escaped(block.media.alt.as_deref().unwrap_or_default());
    format!("<figure><img src=\"{src}\" alt=\"{alt}\"><figcaption>{}</figcaption></figure>", escaped(&block.text))
}

/// A picture and the text after it; old posts have the caption as an attribute.
pub fn figure(inner: &str, caption: Option<&str>) -> String {
    let end = inner.find("<img").map_or(0, |at| at + autop::tag_end(inner.get(at..).unwrap_or_default()));
    let link = inner.get(end..).unwrap_or_default();
    let linked = link.trim_start().strip_prefix("</a>").map(|rest| inner.len() - rest.len());
    let (image, text) = inner.split_at(linked.unwrap_or(end));
    let text = if text.trim().is_empty() { caption.unwrap_or_default() } else { text.trim() };
    format!("<figure>{image}<figcaption>{text}</figcaption></figure>")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_hosts_are_embedded() {
        assert!(address("https://www.youtube.com/watch?v=x").is_some());
        for line in [
            "https://youtube.com",
            "https://notyoutube.com/x",
            "https://paper.example/a",
            "see https://youtu.be/x",
            "x",
        ] {
            assert_eq!(address(line), None, "{line}");
        }
    }

    #[test]
    fn a_caption_follows_its_picture() {
        assert_eq!(
            figure("<a href='x'><img src='y'></a> The <b>bridge</b>", None),
            "<figure><a href='x'><img src='y'></a><figcaption>The <b>bridge</b></figcaption></figure>"
        );
        assert_eq!(
            figure("<img src='y'/>", Some("Old")),
            "<figure><img src='y'/><figcaption>Old</figcaption></figure>"
        );
    }
}
