//! The first pass over the inputs: what their raw texts have in common, for readers to know a site's lines from an
//! article's. Files that cannot be read are the second pass's to complain about.

use super::find::File;
use newsprint::ingest::{Corpus, Habits};
use rayon::prelude::*;
use std::fs;
use std::sync::Arc;

/// Largest file that is looked at: raw texts are small, and what is not need not be read twice.
const LARGEST: u64 = 32 << 20;

/// What was learned from these files; nothing from a single text, which has nothing in common with others.
pub fn habits(files: &[File]) -> Option<Arc<Habits>> {
    let holds_several = |file: &File| [".zip", ".tgz"].iter().any(|ending| file.name.ends_with(ending));
    if files.len() < 2 && !files.iter().any(holds_several) {
        return None;
    }
    let look = |mut corpus: Corpus, file: &File| {
        if file.size <= LARGEST
            && corpus.wants(&file.name)
            && let Ok(bytes) = fs::read(&file.path)
        {
            corpus.add(&file.name, &bytes);
        }
        corpus
    };
    let merge = |mut corpus: Corpus, other| {
        corpus.merge(other);
        corpus
    };
    let corpus = files.par_iter().fold(Corpus::default, look).reduce(Corpus::default, merge);
    Some(corpus.learn()).filter(|habits| !habits.is_empty()).map(Arc::new)
}
