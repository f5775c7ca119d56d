//! WordPress exports (WXR 1.0 to 1.2): RSS 2.0 with the site's own records in the namespace `wp`.
//!
//! Taken is what the site showed to everybody: posts (with [`Options::pages`] pages too) whose status is `publish` and
//! that have no password. Drafts and the like are left out by name; attachments, menus, revisions, comments and other
//! records are counted. An item so broken that its type or status is lost is left out too: it may have been private.
//!
//! Not taken, because the site does not show it: custom fields, logins and mail addresses of authors, comments' senders,
//! and WordPress's own bookkeeping.
//!
//! A post names its pictures by the number of their attachment, which may stand anywhere in the file. So the file is
//! read twice: [`Index`] notes where attachments stand, then the posts are read, and an attachment is read once more
//! when a post asks for it.
//!
//! [`Options::pages`]: crate::ingest::Options

mod content;
mod dates;
mod embeds;
mod index;
mod post;
mod shortcode;

use super::node::Node;
use super::pull::{Pull, is_item};
use super::{plain, report};
use crate::ingest::output::Output;
use crate::ingest::status;
use index::Index;
use std::collections::BTreeMap;

/// Reads an export.
pub fn read(text: &str, out: &mut Output) {
    let mut export = Export { index: Index::new(text), counts: BTreeMap::new(), taken: 0, left: 0 };
    let mut pull = Pull::new(text);
    while let Some(node) = pull.next() {
        if !is_item(&node.name) {
            report::faults(&mut pull, Some(&node), out);
            continue;
        }
        match judge(&node, out.options.pages) {
            Verdict::Unknown(missing) => unknown(&node, missing, report::cause(&mut pull), out),
            verdict => {
                report::faults(&mut pull, Some(&node), out);
                export.item(&node, verdict, out);
            }
        }
    }
    report::faults(&mut pull, None, out);
    report::cut_off(&mut pull, out);
    export.end(out);
}

/// What the readers of single posts share.
struct Export<'a> {
    index: Index<'a>,
    /// Records that are counted, by what a person calls them and by their type.
    counts: BTreeMap<(&'static str, String), usize>,
    /// Posts that were taken, and that were left out by name.
    taken: usize,
    left: usize,
}

/// What is done with an item.
enum Verdict {
    Take,
    /// Left out by name.
    Leave(&'static str),
    /// One of many that are no articles: what it is, and of which type.
    Count(&'static str, String),
    /// Its type or status is lost.
    Unknown(&'static str),
}

impl Export<'_> {
    fn item(&mut self, node: &Node, verdict: Verdict, out: &mut Output) {
        match verdict {
            Verdict::Take => {
                self.taken += 1;
                self.count_parts(node);
                let article = post::read(node, &mut self.index, out.options.keep_all);
                out.article(node.line, article);
            }
            Verdict::Leave(why) => {
                self.left += 1;
                out.leave_out(Some(title(node).as_deref().unwrap_or("without title")), why);
            }
            Verdict::Count(what, kind) => self.count(what, kind, 1),
            Verdict::Unknown(missing) => unknown(node, missing, None, out),
        }
    }

    /// Counts what hangs on a post and is not taken.
    fn count_parts(&mut self, node: &Node) {
        self.count("comment", String::new(), node.all("wp:comment").count());
        let own =
            |meta: &&Node| meta.value("wp:meta_key").is_some_and(|key| !key.starts_with('_') && key != "footnotes");
        self.count("custom field", String::new(), node.all("wp:postmeta").filter(own).count());
    }

    fn count(&mut self, what: &'static str, kind: String, count: usize) {
        if count > 0 {
            *self.counts.entry((what, kind)).or_default() += count;
        }
    }

    /// Says what was counted, and what the file lacks.
    fn end(self, out: &mut Output) {
        let counted = |((what, kind), count): (&(&str, String), &usize)| {
            format!("{count} {what}{}{kind}", if *count == 1 { "" } else { "s" })
        };
        let records: Vec<String> = self.counts.iter().map(counted).collect();
        records.iter().zip(self.counts.values()).for_each(|(record, count)| out.leave_out_records(record, *count));
        if self.index.missing > 0 {
            let problem = format!(
                "expected an attachment for each featured picture, found {} without; export \"All content\" to have them",
                self.index.missing
            );
            out.complain(None, problem);
        }
        if self.index.refused > 0 {
            let problem = format!(
                "expected posts that take at most some 16 times the file from pictures and shared blocks, found {} \
                 references more; they are left out: look for one that is repeated without end",
                self.index.refused
            );
            out.complain(None, problem);
        }
        if self.taken + self.left == 0 {
            let found = if records.is_empty() { "nothing".to_owned() } else { records.join(", ") };
            out.fail(
                Some(1),
                format!("expected posts, found {found}; in WordPress export \"All content\" or \"Posts\""),
            );
        }
    }
}

/// The title of an item.
fn title(node: &Node) -> Option<String> {
    node.child("title").and_then(|title| plain::present(&title.markup()))
}

/// Complains, once, of an item that is left out as nobody can say what it is, and of what broke it.
fn unknown(node: &Node, missing: &str, cause: Option<String>, out: &mut Output) {
    let name = title(node).map_or("an item without title".to_owned(), |title| format!("the item {title:?}"));
    let cause = cause.map(|cause| format!(" (broken XML: {cause})")).unwrap_or_default();
    let problem = format!(
        "expected {missing:?}, found none in {name}{cause}; it may have been private, so it is left out: export again, \
         or mend the file if it was not"
    );
    out.fail(Some(node.line), problem);
}

/// Whether an item is an article that the site shows to everybody.
fn judge(node: &Node, pages: bool) -> Verdict {
    let Some(kind) = node.value("wp:post_type") else { return Verdict::Unknown("wp:post_type") };
    match kind {
        "post" => {}
        "page" if pages => {}
        "page" => return Verdict::Leave("a page"),
        "attachment" => return Verdict::Count("attachment", String::new()),
        "revision" => return Verdict::Count("revision", String::new()),
        "nav_menu_item" => return Verdict::Count("menu item", String::new()),
        "wp_block" => return Verdict::Count("shared block", String::new()),
        other => return Verdict::Count("record", format!(" of type {other:?}")),
    }
    let Some(status) = node.value("wp:status") else { return Verdict::Unknown("wp:status") };
    match status::of(status).of_export() {
        None if node.value("wp:post_password").is_some() => Verdict::Leave("protected by a password"),
        None => Verdict::Take,
        Some(why) => Verdict::Leave(why),
    }
}

#[cfg(test)]
mod tests;
