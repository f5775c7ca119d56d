//! The articles of a site that was built: what `build --append` and `build --remove` start from.
//!
//! They are read back from the archive, which holds all of them that a build needs, part by part and on all cores. A link
//! that a build has led to an article within the archive leads to that article's own address again once it is taken down.

use super::failure::Failure;
use super::site;
use super::terminal::listed;
use newsprint::archive::Root;
use newsprint::archive::read::{Archive, Halt, Store};
use newsprint::article::{Article, Style};
use newsprint::index::address;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// Cards that are looked through together for an id.
const CARDS: u32 = 4096;
/// How alike two ids are for one to be named where the other is not there, of 1.
const NEAR: f64 = 0.8;
/// Most of them that are named.
const NEAREST: usize = 3;

/// An archive, and what is to be left out of it.
#[derive(Clone, Debug)]
pub struct Stock {
    path: PathBuf,
    root: Root,
    /// Bytes of the archive.
    pub bytes: u64,
    /// The ids of the articles that are taken down.
    removed: BTreeSet<String>,
    /// Of each of them the address in the archive, and its own.
    addresses: BTreeMap<String, Option<String>>,
}

impl Stock {
    /// The archive in the folder of a site, without the articles of these ids. Fails if one is not there.
    pub fn open(folder: &Path, removed: &[String]) -> Result<Self, Failure> {
        let path = folder.join(site::ARCHIVE);
        let file = File::open(&path).and_then(|file| Ok((file.metadata()?.len(), file)));
        let (bytes, mut file) = file.map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => Failure::Input(format!(
                "{} holds no archive to change: build one first, without --append and --remove",
                folder.display()
            )),
            _ => Failure::file("read", &path, &error),
        })?;
        let mut store = Store::default();
        let root = loop {
            match store.root() {
                Ok(root) => break root,
                Err(halt) => fetch(&mut file, halt, |extent, bytes| store.insert(extent, bytes))
                    .map_err(|problem| Failure::Input(format!("{}: {problem}", path.display())))?,
            }
        };
        let (removed, addresses) = (removed.iter().cloned().collect(), BTreeMap::new());
        let mut stock = Self { path, root, bytes, removed, addresses };
        stock.addresses = stock.removed.iter().map(|id| stock.taken_down(id)).collect::<Result<_, _>>()?;
        Ok(stock)
    }

    /// How many articles the archive holds.
    pub fn articles(&self) -> u32 {
        self.root.articles
    }

    /// The archive's synonyms.
    pub fn synonyms(&self) -> &[Vec<String>] {
        &self.root.synonyms
    }

    /// Of these articles those that stay, as far as `keep` agrees with their ids.
    pub fn read(&self, numbers: Range<u32>, keep: &dyn Fn(&str) -> bool) -> Result<Vec<Article>, Failure> {
        let bodies = |archive: &Archive| {
            let bodies: Vec<_> = numbers.clone().map(|number| archive.body(number)).collect();
            archive.settle()?;
            Ok(bodies.into_iter().map(|body| body.map(|body| body.article.clone())).collect::<Option<Vec<_>>>())
        };
        let mut articles = self.ask(bodies)?;
        articles.retain(|article| !self.removed.contains(&article.id) && keep(&article.id));
        if !self.addresses.is_empty() {
            articles.iter_mut().for_each(|article| self.lead_out(article));
        }
        Ok(articles)
    }

    /// What the archive answers, once all is fetched that it takes.
    fn ask<T>(&self, question: impl Fn(&Archive) -> Result<Option<T>, Halt>) -> Result<T, Failure> {
        let archive = Archive::new(Store::default(), self.root.clone());
        let problem = |problem: String| Failure::Input(format!("{}: {problem}", self.path.display()));
        let mut file = File::open(&self.path).map_err(|error| Failure::file("read", &self.path, &error))?;
        loop {
            match question(&archive) {
                Err(halt) => fetch(&mut file, halt, |extent, bytes| archive.insert(extent, bytes)).map_err(problem)?,
                Ok(answer) => return answer.ok_or_else(|| problem("the archive lacks what it refers to".into())),
            }
        }
    }

    /// The address of an article that is taken down, and its own.
    fn taken_down(&self, id: &str) -> Result<(String, Option<String>), Failure> {
        let found = self.ask(|archive| Ok(Some(archive.by_id(id)?.map(|found| found.1.url.clone()))));
        match found? {
            Some(url) => Ok((address(id), url)),
            None => Err(self.unknown(id)),
        }
    }

    /// Says that an id is not there, and which ones are that are like it.
    fn unknown(&self, id: &str) -> Failure {
        let near = self.near(id).unwrap_or_default();
        let near: Vec<_> = near.iter().map(|id| format!("{id:?}")).collect();
        let near: Vec<_> = near.iter().map(String::as_str).collect();
        let hint = match near.as_slice() {
            [] => "`newsprint export` lists them all".into(),
            near => format!("there is {}", listed(near)),
        };
        Failure::Input(format!("--remove: no article has the id {id:?}; nothing was written: {hint}"))
    }

    /// The ids that are most like this one.
    fn near(&self, id: &str) -> Result<Vec<String>, Failure> {
        let mut found = Vec::new();
        for start in (0..self.articles()).step_by(CARDS as usize) {
            let numbers = start..self.articles().min(start + CARDS);
            let ids = |archive: &Archive| {
                let cards: Vec<_> = numbers.clone().map(|number| archive.card(number)).collect();
                archive.settle()?;
                Ok(cards.into_iter().map(|card| card.map(|card| card.id.clone())).collect::<Option<Vec<_>>>())
            };
            let likeness = |other: String| (strsim::normalized_damerau_levenshtein(id, &other), other);
            found.extend(self.ask(ids)?.into_iter().map(likeness).filter(|(likeness, _)| *likeness >= NEAR));
            found.sort_by(|a, b| b.0.total_cmp(&a.0));
            found.truncate(NEAREST);
        }
        Ok(found.into_iter().map(|(_, id)| id).collect())
    }

    /// Leads the links to what is taken down out of the archive.
    fn lead_out(&self, article: &mut Article) {
        let links = &mut article.links;
        for link in links.previous.iter_mut().chain(&mut links.next).chain(&mut links.related) {
            if let Some(own) = link.url.as_ref().and_then(|url| self.addresses.get(url)) {
                link.url.clone_from(own);
            }
        }
        for block in &mut article.blocks {
            block.spans.retain_mut(|span| match &mut span.style {
                Style::Link(url) => match self.addresses.get(url) {
                    Some(Some(own)) => {
                        url.clone_from(own);
                        true
                    }
                    own => own.is_none(),
                },
                _ => true,
            });
        }
    }
}

/// Fetches the ranges that a pass lacks, or says why it failed.
fn fetch(
    file: &mut File,
    halt: Halt,
    mut insert: impl FnMut(newsprint::archive::Extent, Vec<u8>),
) -> Result<(), String> {
    let needs = match halt {
        Halt::Needs(needs) => needs,
        Halt::Failed(error) => return Err(error.to_string()),
    };
    for extent in needs {
        let mut bytes = Vec::new();
        let read = file.seek(SeekFrom::Start(extent.offset));
        let read = read.and_then(|_| file.by_ref().take(extent.length).read_to_end(&mut bytes));
        read.map_err(|error| format!("cannot be read: {error}"))?;
        insert(extent, bytes);
    }
    Ok(())
}
