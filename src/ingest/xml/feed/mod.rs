//! RSS and Atom: each item of a feed is an article.
//!
//! What both have in common stands here: the feed's head, and what an article is owed by it.

mod atom;
mod rss;

use super::node::Node;
use super::pull::{Pull, is_item};
use super::{body, identity, media, plain, report};
use crate::article::{Article, Person, Removed, Source, SourceKind};
use crate::ingest::excerpt::excerpt;
use crate::ingest::html::Fragment;
use crate::ingest::output::Output;
use crate::ingest::{DateOrder, date, url};

/// Reads a feed.
pub fn read(text: &str, out: &mut Output) {
    let mut pull = Pull::new(text);
    let (mut head, mut items) = (Head { order: out.options.date_order, ..Head::default() }, 0_usize);
    while let Some(node) = pull.next() {
        report::faults(&mut pull, Some(&node), out);
        head.frame(&pull);
        if is_item(&node.name) {
            items += 1;
            item(&node, &mut head, out);
        } else {
            head.learn(&node);
        }
    }
    report::faults(&mut pull, None, out);
    report::cut_off(&mut pull, out);
    if items == 0 {
        let problem = "expected a feed with items, found one without any; fetch it again, or take it out of the input";
        out.fail(Some(1), problem.into());
    }
}

/// What a feed says of itself and so of its items.
#[derive(Debug, Default)]
struct Head {
    title: Option<String>,
    lang: Option<String>,
    rights: Option<String>,
    /// The address from which relative links are seen.
    base: Option<String>,
    authors: Vec<Person>,
    /// How dates in figures are to be read.
    order: Option<DateOrder>,
    /// What else the feed says: listed once, with its first article.
    left: Vec<Removed>,
}

impl Head {
    /// Takes what the outermost elements say.
    fn frame(&mut self, pull: &Pull) {
        let said =
            |name: &str| pull.frame.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim().to_owned());
        self.lang = self.lang.take().or_else(|| said("xml:lang"));
        self.base = self.base.take().or_else(|| said("xml:base"));
    }

    /// Takes what an element of the head says.
    fn learn(&mut self, node: &Node) {
        let text = || plain::present(&node.markup());
        match node.name.as_ref() {
            "title" if self.title.is_none() => self.title = text(),
            "language" | "dc:language" => self.lang = self.lang.take().or_else(text),
            "rights" | "copyright" | "dc:rights" => self.rights = self.rights.take().or_else(text),
            "author" if !node.children.is_empty() => self.authors.extend(atom::person(node)),
            "link" => {
                let own = node.attribute("rel").is_none_or(|rel| rel == "alternate");
                let link = node.attribute("href").map(str::to_owned).or_else(text).filter(|_| own);
                self.base = self.base.take().or_else(|| link.filter(|link| url::parts(link).is_some()));
            }
            _ => self.leave(node),
        }
    }

    /// Lists what no article has a place for.
    fn leave(&mut self, node: &Node) {
        match node.children.is_empty() {
            true => {
                self.left.extend(plain::present(&node.text).map(|text| body::removed(node.line, text, "feed-head")))
            }
            false => node.children.iter().for_each(|child| self.leave(child)),
        }
    }
}

/// What an item says, before it is put together.
#[derive(Default)]
struct Draft<'a> {
    article: Article,
    /// What the feed calls the item, or the address of its page.
    given: Option<String>,
    content: Option<&'a Node<'a>>,
    summaries: Vec<&'a Node<'a>>,
    /// The address from which relative links are seen.
    base: Option<String>,
    /// How dates in figures are to be read.
    order: Option<DateOrder>,
}

impl<'a> Draft<'a> {
    /// Takes the first date for the article's.
    fn publish(&mut self, node: &Node) {
        let Some(text) = plain::present(&node.text) else { return };
        if self.article.date_text.is_some() {
            return self.keep(node);
        }
        self.article.published = date::understand(&text, self.order);
        if self.article.published.is_none() {
            let problem = format!(
                "date: expected a date as in mails (29 May 2013 10:00 +0000) or ISO 8601, found {:?}",
                excerpt(&text)
            );
            self.article.warnings.push(format!("{problem}; kept as text"));
        }
        self.article.date_text = Some(text);
    }

    /// Takes the date of the last change.
    fn modify(&mut self, node: &Node) {
        match date::understand(&node.text, self.order) {
            Some(stamp) if self.article.modified.is_none() => self.article.modified = Some(stamp),
            _ => self.keep(node),
        }
    }

    /// Keeps what has no field.
    fn keep(&mut self, node: &Node) {
        let text = node.markup();
        let said = text.trim();
        if !said.is_empty() {
            self.article.extra.push((node.name.to_string(), serde_json::Value::from(said).to_string()));
        }
    }

    /// Takes a text for a field that is still free.
    fn fill(&mut self, field: fn(&mut Article) -> &mut Option<String>, node: &Node) {
        match (field(&mut self.article), plain::present(&node.markup())) {
            (free @ None, Some(text)) => *free = Some(text),
            (_, None) => {}
            (Some(taken), Some(text)) if *taken == text => {}
            _ => self.keep(node),
        }
    }
}

/// Reads an item and hands it over.
fn item(node: &Node, head: &mut Head, out: &mut Output) {
    let mut draft = match node.name.as_ref() {
        "entry" => atom::draft(node, head),
        _ => rss::draft(node, head),
    };
    write_body(&mut draft, out.options.keep_all);
    let pictures = media::all(node).into_iter().rev().map(|mut picture| {
        picture.media.src = picture.media.src.and_then(|src| url::good(&src, draft.base.as_deref()));
        picture
    });
    body::add_first(&mut draft.article, pictures);
    let mut article = draft.article;
    body::link_embeds(&mut article);
    body::keep_stray(&mut article, node);
    if article.is_empty() && article.dek.is_none() {
        let problem = "expected an item with a title or a text, found neither; add one or delete the item";
        return out.fail(Some(node.line), problem.into());
    }
    if article.authors.is_empty() {
        article.authors.clone_from(&head.authors);
    }
    set_byline(&mut article);
    let name = article.source.is_none().then(|| head.title.clone()).flatten();
    article.source = article.source.or(name.map(|name| Source { name, kind: SourceKind::Feed }));
    article.rights = article.rights.or_else(|| head.rights.clone());
    set_lang(&mut article, head.lang.as_deref());
    article.removed.splice(..0, head.left.drain(..));
    article.id = identity::of(article.url.as_deref(), draft.given.as_deref(), &article);
    out.article(node.line, article);
}

/// Gives the article its text: the content, else the summary.
fn write_body(draft: &mut Draft, keep_all: bool) {
    let base = draft.base.as_deref();
    let content = draft.content.filter(|node| !node.markup().trim().is_empty());
    let mut summaries =
        core::mem::take(&mut draft.summaries).into_iter().filter(|node| !node.markup().trim().is_empty());
    if let Some(node) = content.or_else(|| summaries.next()) {
        let fragment = piece(node, base, keep_all);
        body::set(&mut draft.article, fragment);
    }
    let summaries: Vec<&Node> = summaries.collect();
    for node in summaries {
        let fragment = piece(node, base, keep_all);
        body::set_summary(&mut draft.article, fragment, node.line, keep_all);
    }
}

/// Content or summary as blocks.
fn piece(node: &Node, base: Option<&str>, keep_all: bool) -> Fragment {
    let mut fragment = atom::body(node, base);
    if !keep_all {
        body::take_footer(&mut fragment, node.line);
    }
    fragment
}

/// The byline is the authors' names.
fn set_byline(article: &mut Article) {
    if !article.authors.is_empty() && article.byline.is_none() {
        let names: Vec<&str> = article.authors.iter().map(|person| person.name.as_str()).collect();
        article.byline = Some(names.join(", "));
    }
}

/// The article's own language, else the feed's.
fn set_lang(article: &mut Article, of_feed: Option<&str>) {
    if article.lang.is_none() {
        article.lang = of_feed.and_then(|lang| super::lang::fitting(lang, article));
    }
}
