//! What posts refer to: authors, attachments, and blocks that several posts share.

use crate::article::{Block, Kind, Media};
use crate::ingest::xml::node::Node;
use crate::ingest::xml::plain;
use crate::ingest::xml::pull::{Pull, is_item};
use std::collections::BTreeMap;

/// Most pictures of a gallery that does not name them.
const MAX_GALLERY: usize = 200;

/// What posts may take from other records in all, in bytes: so many times the file, and so much more. One shared block
/// that is named in thousands of places would grow without end.
const TIMES: usize = 16;
const MORE: usize = 16_000_000;

/// Where the records of an export stand, and what its head says.
pub struct Index<'a> {
    /// Reads a record again.
    pull: Pull<'a>,
    /// Names to show, by login.
    authors: BTreeMap<String, String>,
    /// The byte at which an attachment or a shared block begins, by its number.
    records: BTreeMap<u64, usize>,
    /// Attachments of a post, by its number.
    attached: BTreeMap<u64, Vec<u64>>,
    /// Title of the site.
    pub title: Option<String>,
    /// Language of the site.
    pub lang: Option<String>,
    /// Featured pictures that are not in the file.
    pub missing: usize,
    /// Bytes that posts may still take from other records.
    left: usize,
    /// References that were not followed because nothing was left.
    pub refused: usize,
}

impl<'a> Index<'a> {
    /// Reads the file once.
    pub fn new(text: &'a str) -> Self {
        let mut pull = Pull::new(text);
        let (mut authors, mut records, mut attached) =
            (BTreeMap::new(), BTreeMap::new(), BTreeMap::<u64, Vec<u64>>::new());
        let (mut title, mut lang) = (None, None);
        while let Some(node) = pull.next() {
            pull.take_faults();
            match node.name.as_ref() {
                name if is_item(name) => {
                    let Some(id) = record(&node) else { continue };
                    records.insert(id, node.at);
                    if let Some(parent) = number(&node, "wp:post_parent").filter(|parent| *parent > 0) {
                        attached.entry(parent).or_default().push(id);
                    }
                }
                "wp:author" => authors.extend(author(&node)),
                "title" => title = title.or_else(|| plain::present(&node.markup())),
                "language" => lang = lang.or_else(|| plain::present(&node.text)),
                _ => {}
            }
        }
        let left = text.len().saturating_mul(TIMES).saturating_add(MORE);
        Self { pull, authors, records, attached, title, lang, missing: 0, left, refused: 0 }
    }

    /// The name that an author is shown with; the login where the file has no other.
    pub fn author(&self, login: &str) -> String {
        self.authors.get(login).cloned().unwrap_or_else(|| login.to_owned())
    }

    /// The name of the author with this login, if there is one.
    pub fn known_author(&self, login: &str) -> Option<String> {
        self.authors.get(login).cloned()
    }

    /// The picture that an attachment is.
    pub fn picture(&mut self, id: u64) -> Option<Block> {
        let node = self.record(id).filter(|node| node.value("wp:post_type") == Some("attachment"))?;
        let src = node.value("wp:attachment_url").or_else(|| node.value("guid"))?.to_owned();
        let meta = |key: &str| {
            let found = node.all("wp:postmeta").find(|meta| meta.value("wp:meta_key") == Some(key));
            found.and_then(|meta| plain::present(meta.value("wp:meta_value")?))
        };
        let caption = node.value("excerpt:encoded").and_then(plain::present).unwrap_or_default();
        let media = Media { src: Some(src), alt: meta("_wp_attachment_image_alt"), ..Media::default() };
        Some(Block { media, ..Block::new(Kind::Image, caption) })
    }

    /// The picture that a post shows first.
    pub fn featured(&mut self, id: u64) -> Option<Block> {
        let refused = self.refused;
        let picture = self.picture(id);
        self.missing += usize::from(picture.is_none() && self.refused == refused);
        picture
    }

    /// The pictures that were uploaded to a post.
    pub fn gallery(&self, post: u64) -> Vec<u64> {
        self.attached.get(&post).map(|ids| ids.iter().copied().take(MAX_GALLERY).collect()).unwrap_or_default()
    }

    /// The content of a block that several posts share.
    pub fn shared(&mut self, id: u64) -> Option<String> {
        let node = self.record(id).filter(|node| node.value("wp:post_type") == Some("wp_block"))?;
        (node.value("wp:status") == Some("publish"))
            .then(|| node.value("content:encoded").unwrap_or_default().to_owned())
    }

    /// Reads a record again, unless too much was read already.
    fn record(&mut self, id: u64) -> Option<Node<'a>> {
        let at = *self.records.get(&id)?;
        if self.left == 0 {
            self.refused += 1;
            return None;
        }
        let node = self.pull.read_at(at);
        self.pull.take_faults();
        self.left = self.left.saturating_sub(node.as_ref().map_or(0, |node| node.inner.len()));
        node
    }
}

/// The number of a record that posts refer to.
fn record(node: &Node) -> Option<u64> {
    matches!(node.value("wp:post_type")?, "attachment" | "wp_block").then(|| number(node, "wp:post_id"))?
}

/// A number in an element.
pub fn number(node: &Node, name: &str) -> Option<u64> {
    node.value(name)?.parse().ok()
}

/// An author's login and the name to show.
fn author(node: &Node) -> Option<(String, String)> {
    let text = |name: &str| node.value(name).and_then(plain::present);
    let whole = || {
        let parts = [text("wp:author_first_name"), text("wp:author_last_name")];
        Some(parts.into_iter().flatten().collect::<Vec<_>>().join(" ")).filter(|name| !name.is_empty())
    };
    Some((text("wp:author_login")?, text("wp:author_display_name").or_else(whole)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_posts_take_from_others_has_an_end() {
        let block = "x".repeat(1_000);
        let text = format!(
            "<rss><channel><item><wp:post_id>3</wp:post_id><wp:post_type>wp_block</wp:post_type>\
             <wp:status>publish</wp:status><content:encoded>{block}</content:encoded></item></channel></rss>"
        );
        let mut index = Index::new(&text);
        assert_eq!(index.left, TIMES * text.len() + MORE);
        index.left = 10_000;
        let taken = (0..100).filter_map(|_| index.shared(3)).count();
        assert_eq!((taken, index.refused), (9, 91));
    }
}
