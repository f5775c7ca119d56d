//! What an object around a list says of all its articles: JSON Feed 1.0 and 1.1 in the first place.

use super::object::Object;
use crate::article::{Article, Person, Source, SourceKind};
use crate::ingest::excerpt::excerpt;
use crate::ingest::keys::{self, Entry, Held, Rules, Stance};

/// Fields of the articles that do not name their own.
#[derive(Default)]
pub struct Defaults {
    source: Option<Source>,
    lang: Option<String>,
    authors: Vec<Person>,
    byline: Option<String>,
    /// Said once, with the first article.
    warning: Option<String>,
}

impl Defaults {
    /// What `object` says of the articles in its list under `key`.
    pub fn of(object: &Object, key: &str) -> Self {
        let is_feed = object.text("version").is_some_and(|version| version.contains("jsonfeed.org/version/1"));
        let used: &[&str] = if is_feed { &["version", "title", "language", "authors", "author"] } else { &[] };
        let mut defaults = if is_feed { Self::of_feed(object) } else { Self::default() };
        let others = object.0.iter().filter(|(name, _)| name != key && !used.contains(&name.as_ref()));
        let others: Vec<String> = others.map(|(name, value)| format!("{}: {}", name, excerpt(value.get()))).collect();
        defaults.warning = (!others.is_empty())
            .then(|| format!("what is said around the list `{key}` is in no article: {}", others.join("; ")));
        defaults
    }

    /// What a feed says.
    fn of_feed(object: &Object) -> Self {
        let mut article = Article::default();
        let keys = object.0.iter().filter(|(name, _)| matches!(name.as_ref(), "language" | "authors" | "author"));
        let entries = keys.map(|(name, value)| Entry { key: name.clone(), held: Held::Json(value) }).collect();
        keys::apply(entries, &Rules { stance: Stance::Open, more: &[], order: None }, &mut article);
        let name = object.text("title").map(|title| title.trim().to_owned());
        let Article { lang, authors, byline, .. } = article;
        Self { source: name.map(|name| Source { name, kind: SourceKind::Feed }), lang, authors, byline, warning: None }
    }

    /// Fills what an article does not say itself.
    pub fn give(&mut self, article: &mut Article) {
        if article.source.is_none() {
            article.source.clone_from(&self.source);
        }
        if article.lang.is_none() {
            article.lang.clone_from(&self.lang);
        }
        if article.authors.is_empty() && article.byline.is_none() {
            article.authors.clone_from(&self.authors);
            article.byline.clone_from(&self.byline);
        }
        article.warnings.extend(self.warning.take());
    }
}
