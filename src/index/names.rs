//! Ids that several articles have.

use crate::article::{Article, Origin};
use foldhash::fast::RandomState;
use std::collections::{BTreeMap, HashSet};

/// An id that two articles had.
#[derive(Clone, Debug, PartialEq)]
pub struct Duplicate {
    /// The id of the first, which keeps it.
    pub id: String,
    /// What the later one is called now.
    pub renamed: String,
    /// Where the first was read.
    pub first: Origin,
    /// Where the later one was read.
    pub later: Origin,
}

/// Gives every article after the first of an id another one (`id~2`, `id~3` …), so that none is lost.
pub fn rename_duplicates(articles: &mut [Article]) -> Vec<Duplicate> {
    let found = duplicates(articles.iter().map(|article| (article.id.as_str(), &article.origin)));
    let renamed = found.into_iter().map(|(number, duplicate)| {
        articles[number].id.clone_from(&duplicate.renamed);
        duplicate
    });
    renamed.collect()
}

/// The articles, by their place in the list, whose id one before them has, with the id that each is to have.
pub fn duplicates<'a>(articles: impl Iterator<Item = (&'a str, &'a Origin)> + Clone) -> Vec<(usize, Duplicate)> {
    let taken: HashSet<&str, RandomState> = articles.clone().map(|(id, _)| id).collect();
    if taken.len() == articles.clone().count() {
        return Vec::new();
    }
    // Of each id its first article, and the last number that was tried for a later one.
    let mut seen: BTreeMap<&str, (&Origin, u64)> = BTreeMap::new();
    let mut duplicates = Vec::new();
    for (number, (id, origin)) in articles.enumerate() {
        let Some((first, last)) = seen.get_mut(id) else {
            seen.insert(id, (origin, 1));
            continue;
        };
        let renamed = loop {
            *last += 1;
            let name = format!("{id}~{last}");
            if !taken.contains(name.as_str()) {
                break name;
            }
        };
        let (first, later) = ((*first).clone(), origin.clone());
        duplicates.push((number, Duplicate { id: id.into(), renamed, first, later }));
    }
    duplicates
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_given_twice_loses_no_article() {
        let mut articles = ["a", "a", "a~2"].map(|id| Article { id: id.into(), ..Article::default() });
        let duplicates = rename_duplicates(&mut articles);
        assert_eq!(articles.map(|article| article.id), ["a", "a~3", "a~2"]);
        assert_eq!(duplicates.len(), 1);
        assert_eq!(duplicates[0].renamed, "a~3");
    }
}
