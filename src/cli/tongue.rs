//! The language of the page that shows an archive: that of most of its articles.

use newsprint::article::{Article, Dir};
use std::collections::BTreeMap;

/// A page's language and direction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tongue {
    /// As in HTML's `lang`.
    pub lang: String,
    /// As in HTML's `dir`.
    pub dir: Dir,
}

impl Default for Tongue {
    fn default() -> Self {
        Self { lang: "en".into(), dir: Dir::Ltr }
    }
}

impl Tongue {
    /// The name of its translation among the widget's, if there is one; Kurdish is Sorani where it runs from right to
    /// left.
    pub fn translation(&self) -> String {
        let language = self.lang.split('-').next().unwrap_or_default().to_ascii_lowercase();
        match (language.as_str(), self.dir) {
            ("ku", Dir::Rtl) => "ckb".into(),
            ("ku", Dir::Ltr) => "kmr".into(),
            _ => language,
        }
    }
}

/// Counts the languages of articles.
#[derive(Debug, Default)]
pub struct Tongues {
    articles: usize,
    counts: BTreeMap<(String, &'static str), usize>,
}

impl Tongues {
    /// Counts one more article.
    pub fn see(&mut self, article: &Article) {
        self.articles += 1;
        if let (Some(lang), Some(dir)) = (&article.lang, article.dir) {
            *self.counts.entry((lang.clone(), dir.name())).or_default() += 1;
        }
    }

    /// The language of more than half of the articles; English if there is none.
    pub fn most(&self) -> Tongue {
        let most = self.counts.iter().find(|(_, count)| **count * 2 > self.articles);
        most.map_or_else(Tongue::default, |((lang, dir), _)| Tongue {
            lang: lang.clone(),
            dir: if *dir == Dir::Rtl.name() { Dir::Rtl } else { Dir::Ltr },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(lang: &str, dir: Dir) -> Article {
        Article { lang: Some(lang.into()), dir: Some(dir), ..Article::default() }
    }

    #[test]
    fn the_page_speaks_the_language_of_most_articles() {
        let mut tongues = Tongues::default();
        assert_eq!(tongues.most(), Tongue::default());
        tongues.see(&article("ckb", Dir::Rtl));
        tongues.see(&article("ckb", Dir::Rtl));
        tongues.see(&article("de", Dir::Ltr));
        assert_eq!(tongues.most(), Tongue { lang: "ckb".into(), dir: Dir::Rtl });
        tongues.see(&Article::default());
        assert_eq!(tongues.most(), Tongue::default(), "half are not most");
    }
}
