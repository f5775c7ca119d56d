//! The values that articles are told apart by, counted into columns.

use crate::archive::facets::{Column, FACETS, Facet};
use crate::article::Article;
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

/// The numbers of the values of all articles, facet by facet, as they came.
#[derive(Debug, Default)]
pub struct Values {
    known: [HashMap<String, u32>; FACETS],
    values: [Vec<String>; FACETS],
}

impl Values {
    /// Number of a facet's value.
    pub fn number(&mut self, facet: Facet, value: &str) -> u32 {
        let (known, values) = (&mut self.known[facet as usize], &mut self.values[facet as usize]);
        if let Some(number) = known.get(value) {
            return *number;
        }
        values.push(value.into());
        known.insert(value.into(), values.len() as u32 - 1);
        values.len() as u32 - 1
    }

    /// Of each number of another list of values its number in this one.
    pub fn join(&mut self, other: &Self) -> [Vec<u32>; FACETS] {
        Facet::ALL.map(|facet| other.values[facet as usize].iter().map(|value| self.number(facet, value)).collect())
    }

    /// The column of a facet over these articles, whose values are given as numbers.
    pub fn column<'a>(&self, facet: Facet, articles: impl Iterator<Item = &'a [u32]> + Clone) -> Column {
        let values = &self.values[facet as usize];
        let mut counts: Vec<_> = values.iter().map(|value| (Reverse(0u32), value.as_str())).zip(0..).collect();
        for number in articles.clone().flatten() {
            counts[*number as usize].0.0.0 += 1;
        }
        counts.retain(|((Reverse(count), _), _)| *count > 0);
        counts.sort_unstable();
        let mut places = vec![0; values.len()];
        for (place, (_, number)) in (0u32..).zip(&counts) {
            places[*number as usize] = place;
        }
        let mut column = Column::new(counts.iter().map(|((_, value), _)| (*value).into()).collect());
        for numbers in articles {
            column.push(numbers.iter().map(|number| places[*number as usize]));
        }
        column
    }
}

/// What an article has of a facet, each value once.
pub fn values(article: &Article, facet: Facet) -> BTreeSet<&str> {
    let mut values: BTreeSet<&str> = match facet {
        Facet::Author if article.authors.is_empty() => article.byline.as_deref().into_iter().collect(),
        Facet::Author => article.authors.iter().map(|person| person.name.as_str()).collect(),
        Facet::Place => article.dateline.as_ref().and_then(|dateline| dateline.place.as_deref()).into_iter().collect(),
        Facet::Source => sources(article),
        Facet::Tag => article.tags.iter().chain(&article.sections).map(String::as_str).collect(),
    };
    values.remove("");
    values
}

/// The outlet or agency that an article names, and the agency of its dateline unless that is the same.
fn sources(article: &Article) -> BTreeSet<&str> {
    let source = article.source.as_ref().map(|source| source.name.as_str());
    let agency = article.dateline.as_ref().and_then(|dateline| dateline.agency.as_deref());
    let same = |agency: &&str| source.is_some_and(|source| source.to_lowercase() == agency.to_lowercase());
    source.into_iter().chain(agency.filter(|agency| !same(agency))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Dateline, Source, SourceKind};

    #[test]
    fn the_agency_of_a_dateline_is_a_source_and_none_is_named_twice() {
        let article = |source: Option<&str>, agency: &str| Article {
            source: source.map(|name| Source { name: name.into(), kind: SourceKind::Outlet }),
            dateline: Some(Dateline { agency: Some(agency.into()), ..Dateline::default() }),
            ..Article::default()
        };
        let sources =
            |source, agency| values(&article(source, agency), Facet::Source).into_iter().collect::<Vec<_>>().join(", ");
        assert_eq!(sources(None, "AP"), "AP");
        assert_eq!(sources(Some("The Paper"), "AP"), "AP, The Paper");
        assert_eq!(sources(Some("Reuters"), "REUTERS"), "Reuters");
    }

    #[test]
    fn values_are_numbered_by_how_many_articles_have_them() {
        let tagged =
            |tags: &[&str]| Article { tags: tags.iter().map(|tag| tag.to_string()).collect(), ..Article::default() };
        let articles = [tagged(&["oil", "iran"]), tagged(&["oil", "oil"]), tagged(&[])];
        let mut all = Values::default();
        let numbers = articles.each_ref().map(|article| {
            values(article, Facet::Tag).iter().map(|value| all.number(Facet::Tag, value)).collect::<Vec<_>>()
        });
        let column = all.column(Facet::Tag, numbers.iter().map(Vec::as_slice));
        assert_eq!(column.values, ["oil", "iran"]);
        assert_eq!([column.of(0), column.of(1), column.of(2)], [&[1, 0][..], &[0], &[]]);
    }
}
