//! What a build notes of its articles: what a person has to look at that is no complaint, and where all come from.

use super::report::SURE;
use super::terminal::counted;
use newsprint::article::{Article, SourceKind};
use newsprint::ingest::is_ambiguous_date;

/// Notes over all articles.
#[derive(Debug, Default)]
pub struct Tally {
    site: Site,
    /// Articles without a date because theirs may be two.
    dates: usize,
    /// Articles whose headline is a guess that is not sure.
    headlines: usize,
}

/// The feed or export that all articles come from.
#[derive(Debug, Default)]
enum Site {
    #[default]
    Unseen,
    One(String),
    Several,
}

impl Tally {
    /// Notes one more article.
    pub fn see(&mut self, article: &Article) {
        let date = article.date_text.as_deref().filter(|_| article.published.is_none());
        self.dates += usize::from(date.is_some_and(is_ambiguous_date));
        let unsure = article.guesses.iter().any(|guess| guess.field == "headline" && guess.confidence < SURE);
        self.headlines += usize::from(unsure);
        let source = article.source.as_ref().filter(|source| source.kind == SourceKind::Feed);
        self.site = match (std::mem::take(&mut self.site), source) {
            (Site::Unseen, Some(source)) => Site::One(source.name.clone()),
            (Site::One(name), Some(source)) if name == source.name => Site::One(name),
            _ => Site::Several,
        };
    }

    /// The name of the only feed or export, which is a better title than any word of ours.
    pub fn site(&self) -> Option<&str> {
        match &self.site {
            Site::One(name) => Some(name),
            Site::Unseen | Site::Several => None,
        }
    }

    /// What is doubtful and shown nowhere else on a terminal, on one line; nothing where all is sure.
    pub fn doubts(&self) -> Option<String> {
        let dates = format!("{} could be two days (--date-order says which)", counted(self.dates, "date"));
        let verb = if self.headlines == 1 { "is" } else { "are" };
        let headlines = format!("{} {verb} unsure (--report shows which)", counted(self.headlines, "headline"));
        let doubts = [(self.dates, dates), (self.headlines, headlines)];
        let doubts: Vec<String> = doubts.into_iter().filter(|(count, _)| *count > 0).map(|(_, text)| text).collect();
        (!doubts.is_empty()).then(|| doubts.join("; "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsprint::article::{Guess, Source};

    #[test]
    fn doubts_are_counted() {
        let mut tally = Tally::default();
        assert_eq!(tally.doubts(), None);
        let guess = Guess { field: "headline".into(), confidence: 0.6, ..Guess::default() };
        let article = Article { date_text: Some("11/09/2026".into()), guesses: vec![guess], ..Article::default() };
        tally.see(&article);
        tally.see(&Article { guesses: article.guesses.clone(), ..Article::default() });
        tally.see(&Article { date_text: Some("31/09/2026".into()), ..Article::default() });
        let expected =
            "1 date could be two days (--date-order says which); 2 headlines are unsure (--report shows which)";
        assert_eq!(tally.doubts().as_deref(), Some(expected));
    }

    #[test]
    fn a_site_is_named_where_all_articles_come_from_it() {
        let mut tally = Tally::default();
        let from = |name: &str| {
            let source = Source { name: name.into(), kind: SourceKind::Feed };
            Article { source: Some(source), ..Article::default() }
        };
        tally.see(&from("Gazette"));
        tally.see(&from("Gazette"));
        assert_eq!(tally.site(), Some("Gazette"));
        tally.see(&Article::default());
        tally.see(&from("Gazette"));
        assert_eq!(tally.site(), None);
    }
}
