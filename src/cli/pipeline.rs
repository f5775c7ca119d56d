//! Inputs to an archive: what `build` does, for whoever else needs it done.
//!
//! ```text
//! files -> ingest -> Item, Item, … -> observers, in the order of the input
//!                    `-> articles -> index -> the archive's bytes
//! ```

use super::failure::Failure;
use super::input;
use newsprint::index::{self, Duplicate};
use newsprint::ingest::{Item, Options};
use std::path::PathBuf;

/// What to build, and how.
#[derive(Clone, Debug, Default)]
pub struct Job<'a> {
    /// Files and folders to read.
    pub inputs: &'a [PathBuf],
    /// How to read them.
    pub options: Options,
    /// Words that stand for the same, a group each.
    pub synonyms: Vec<Vec<String>>,
}

/// Someone who looks on while articles are read.
pub trait Observer {
    /// Sees what was read next, in the order of the input, whatever the number of threads. An article is seen before
    /// it is known whether another has its id.
    fn item(&mut self, item: &Item);
}

/// What came out.
#[derive(Debug, Default)]
pub struct Built {
    /// The archive's bytes: the same for the same articles.
    pub archive: Vec<u8>,
    /// How many articles it holds.
    pub articles: usize,
    /// How many complaints there were.
    pub complaints: usize,
    /// How many things were left out.
    pub left_out: usize,
    /// Articles that got another id, as theirs was taken.
    pub renamed: Vec<Duplicate>,
}

/// Reads everything and packs it. Fails if an input is not there, or if there is no article in any.
pub fn build(job: &Job, observers: &mut [&mut dyn Observer]) -> Result<Built, Failure> {
    let (mut built, mut articles) = (Built::default(), Vec::new());
    input::each_of(job.inputs, &job.options, &mut |item| {
        observers.iter_mut().for_each(|observer| observer.item(&item));
        match item {
            Item::Article(article) => articles.push(*article),
            Item::Complaint(_) => built.complaints += 1,
            Item::LeftOut(_) => built.left_out += 1,
            Item::Opened(_) | Item::Line(_) => {}
        }
    })?;
    if articles.is_empty() {
        return Err(Failure::Input("no article could be read; nothing was written".into()));
    }
    built.articles = articles.len();
    built.renamed = index::rename_duplicates(&mut articles);
    built.archive = index::build_with(articles, job.synonyms.clone());
    Ok(built)
}
