//! Links from one post of an export to another. The export does not tell the site's address, so they cannot be found by
//! that, as other links between articles are: they are told by the last part of their address.

use super::super::object::Object;
use crate::article::{Article, Style};
use crate::ingest::url;
use std::collections::HashSet;

/// The last parts of the addresses of posts, which are their ids.
pub struct Slugs(HashSet<String>);

impl Slugs {
    /// Of these posts.
    pub fn of<'a>(posts: impl Iterator<Item = Object<'a>>) -> Self {
        Self(posts.filter_map(|post| post.text("slug").map(|slug| slug.trim().to_owned())).collect())
    }

    /// Lets the links of an article that begin at the site's root and lead to one of the posts open that.
    pub fn connect(&self, article: &mut Article) {
        for span in article.blocks.iter_mut().flat_map(|block| &mut block.spans) {
            if let Style::Link(url) = &mut span.style
                && let Some(slug) = slug(url).filter(|slug| self.0.contains(*slug))
                && let Some(address) = url::of_article(slug)
            {
                *url = address;
            }
        }
    }
}

/// The last part of an address at the site's root: of `/slug/`, or with a date before it.
fn slug(url: &str) -> Option<&str> {
    let path = url.split(['?', '#']).next()?.strip_prefix('/')?.trim_end_matches('/');
    let (before, slug) = path.rsplit_once('/').unwrap_or(("", path));
    let dated = before.bytes().all(|byte| byte.is_ascii_digit() || byte == b'/');
    dated.then_some(slug)
}
