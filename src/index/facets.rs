//! The values that articles are told apart by, counted into columns.

use crate::archive::facets::{Column, FACETS, Facet};
use crate::article::Article;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The columns of these articles, in the order of their numbers.
pub fn columns<'a>(articles: impl Iterator<Item = &'a Article> + Clone) -> [Column; FACETS] {
    Facet::ALL.map(|facet| column(articles.clone().map(|article| values(article, facet))))
}

fn column<'a>(articles: impl Iterator<Item = BTreeSet<&'a str>> + Clone) -> Column {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for value in articles.clone().flatten() {
        *counts.entry(value).or_default() += 1;
    }
    let mut values: Vec<_> = counts.into_iter().collect();
    values.sort_by_key(|(value, count)| (Reverse(*count), *value));
    let numbers: BTreeMap<&str, u32> = values.iter().map(|(value, _)| *value).zip(0..).collect();
    let mut column = Column::new(values.iter().map(|(value, _)| value.to_string()).collect());
    for values in articles {
        column.push(values.into_iter().filter_map(|value| numbers.get(value).copied()));
    }
    column
}

/// What an article has of a facet, each value once.
fn values(article: &Article, facet: Facet) -> BTreeSet<&str> {
    let mut values: BTreeSet<&str> = match facet {
        Facet::Author if article.authors.is_empty() => article.byline.as_deref().into_iter().collect(),
        Facet::Author => article.authors.iter().map(|person| person.name.as_str()).collect(),
        Facet::Place => article.dateline.as_ref().and_then(|dateline| dateline.place.as_deref()).into_iter().collect(),
        Facet::Source => article.source.as_ref().map(|source| source.name.as_str()).into_iter().collect(),
        Facet::Tag => article.tags.iter().chain(&article.sections).map(String::as_str).collect(),
    };
    values.remove("");
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_numbered_by_how_many_articles_have_them() {
        let tagged =
            |tags: &[&str]| Article { tags: tags.iter().map(|tag| tag.to_string()).collect(), ..Article::default() };
        let articles = [tagged(&["oil", "iran"]), tagged(&["oil", "oil"]), tagged(&[])];
        let column = &columns(articles.iter())[Facet::Tag as usize];
        assert_eq!(column.values, ["oil", "iran"]);
        assert_eq!([column.of(0), column.of(1), column.of(2)], [&[1, 0][..], &[0], &[]]);
    }
}
