//! Versions of one article: the same story saved twice, corrected, or under another headline.
//!
//! Their lines recur without being the site's, so all versions count once. Two files are kin if the sentences that both
//! have make up [`KIN`] percent of the running text of either; kin of kin are kin. Only neighbours in the list of files
//! that have a sentence are compared, so that the cost grows with the text and not with the square of the files: the
//! sentences of one story are in few other files, and so its versions are neighbours there.

use super::{Look, Seen};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Part of a file's running text, in percent, that makes two files versions of one article.
const KIN: usize = 40;

/// For each file the number of the article that it is a version of: that of the first version.
pub fn articles(files: &[&[Seen]]) -> Vec<usize> {
    let sentences: Vec<HashMap<u64, usize>> = files.iter().map(|lines| sentences(lines)).collect();
    let mut having: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (file, found) in sentences.iter().enumerate() {
        found.keys().for_each(|key| having.entry(*key).or_default().push(file));
    }
    let mut parents: Vec<usize> = (0..files.len()).collect();
    let mut compared: HashSet<(usize, usize)> = HashSet::new();
    for pair in having.values().flat_map(|files| files.windows(2)) {
        if let [a, b] = *pair
            && compared.insert((a, b))
            && let (Some(one), Some(other)) = (sentences.get(a), sentences.get(b))
            && are_kin(one, other)
        {
            let (a, b) = (root(&parents, a), root(&parents, b));
            if let Some(parent) = parents.get_mut(a.max(b)) {
                *parent = a.min(b);
            }
        }
    }
    let bare = sentences.iter().position(HashMap::is_empty);
    let article = |(file, found): (usize, &HashMap<u64, usize>)| match bare {
        // Files without running text tell nothing apart: they count once.
        Some(bare) if found.is_empty() => bare,
        _ => root(&parents, file),
    };
    sentences.iter().enumerate().map(article).collect()
}

/// The sentences of a file and their lengths.
fn sentences(lines: &[Seen]) -> HashMap<u64, usize> {
    let sentences = lines.iter().filter(|line| line.look == Look::Sentence);
    sentences.map(|line| (line.key, usize::from(line.bytes))).collect()
}

/// Whether two files share much of the running text of one of them.
fn are_kin(one: &HashMap<u64, usize>, other: &HashMap<u64, usize>) -> bool {
    let shared: usize = one.iter().filter(|(key, _)| other.contains_key(*key)).map(|(_, bytes)| bytes).sum();
    let smaller = one.values().sum::<usize>().min(other.values().sum());
    shared * 100 >= smaller * KIN
}

/// The first version, by way of the versions between.
fn root(parents: &[usize], file: usize) -> usize {
    let mut at = file;
    while let Some(parent) = parents.get(at).filter(|parent| **parent < at) {
        at = *parent;
    }
    at
}
