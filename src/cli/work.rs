//! Reading and digesting files on all cores, with bounded memory and in a fixed order.
//!
//! ```text
//! files -> units: many small files, or a part of a large one -> threads: read, digest -> batches, in the files' order
//! ```
//!
//! A unit is about [`UNIT`] bytes. Small files are read by the thread that digests them; a large one is read here, part by
//! part, as its reader hands it over. So many units are under way at once, and no more: what is done early waits for those
//! before it.

use super::failure::Failure;
use super::find::File;
use super::input;
use super::stock::Stock;
use newsprint::article::Article;
use newsprint::index::{Digest, Digester};
use newsprint::ingest::{Item, Options};
use rayon::{ScopeFifo, ThreadPoolBuilder};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};

/// Bytes of a unit of work.
const UNIT: u64 = 1 << 20;
/// Units under way for each thread.
const AHEAD: usize = 3;
/// Articles of an archive that are a unit.
const ARTICLES: u32 = 256;
/// How much larger than its file a compressed text may be.
const PACKED: u64 = 4;

/// What a unit came to.
#[derive(Default)]
pub struct Batch {
    /// What was read, in order.
    pub items: Vec<Item>,
    /// What the index keeps of the articles among it.
    pub digest: Digest,
    /// How many files it completes.
    pub files: usize,
    /// How many bytes of files it stands for.
    pub bytes: u64,
    /// Articles that an earlier build has read; no one looks on.
    pub again: Vec<Article>,
    /// Why its articles could not be read again.
    pub fault: Option<Failure>,
}

/// Reads files and hands over what they came to, in their order. The first failure of `sink` ends the work.
pub fn run(
    files: &[File],
    options: &Options,
    sink: &mut dyn FnMut(Batch) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let workers = &Workers { options, digesters: Mutex::default() };
    // Without a pool (a system that gives no threads) all is done here.
    let Ok(pool) = ThreadPoolBuilder::new().build() else {
        return files.iter().try_for_each(|file| sink(workers.small(std::slice::from_ref(file))));
    };
    let (mut queue, most) = (Queue::new(sink), AHEAD * pool.current_num_threads());
    pool.in_place_scope_fifo(|scope| {
        for unit in units(files) {
            match unit {
                _ if queue.outcome.is_err() => break,
                [file] if weight(file) > UNIT => large(file, workers, scope, &mut queue, most),
                unit => queue.give(scope, most, || workers.small(unit)),
            }
        }
        queue.settle(0);
    });
    queue.outcome
}

/// Reads the articles of an archive again, as far as `keep` agrees with their ids, and hands over what they came to.
pub fn again(
    stock: &Stock,
    keep: &(dyn Fn(&str) -> bool + Sync),
    sink: &mut dyn FnMut(Batch) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let options = Options::default();
    let workers = &Workers { options: &options, digesters: Mutex::default() };
    let starts = (0..stock.articles()).step_by(ARTICLES as usize);
    let mut units = starts.map(|start| start..stock.articles().min(start + ARTICLES));
    let Ok(pool) = ThreadPoolBuilder::new().build() else {
        return units.try_for_each(|unit| sink(workers.again(stock, unit, keep)));
    };
    let (mut queue, most) = (Queue::new(sink), AHEAD * pool.current_num_threads());
    pool.in_place_scope_fifo(|scope| {
        for unit in units {
            queue.give(scope, most, move || workers.again(stock, unit, keep));
        }
        queue.settle(0);
    });
    queue.outcome
}

/// Parts the files into units: runs of small ones, and each large one.
fn units(files: &[File]) -> impl Iterator<Item = &[File]> {
    let mut rest = files;
    std::iter::from_fn(move || {
        let (mut bytes, mut count) = (0u64, 0);
        for file in rest {
            bytes = bytes.saturating_add(weight(file));
            if bytes > UNIT && count > 0 {
                break;
            }
            count += 1;
        }
        let (unit, after) = rest.split_at(count);
        rest = after;
        (count > 0).then_some(unit)
    })
}

/// About how many bytes of text a file holds. Small files cost as much as larger ones to open.
fn weight(file: &File) -> u64 {
    let packed = [".gz", ".zip"].iter().any(|ending| file.name.ends_with(ending));
    file.size.saturating_mul(if packed { PACKED } else { 1 }).max(UNIT / 2048)
}

/// Reads a large file part by part.
fn large<'a>(file: &'a File, workers: &'a Workers<'a>, scope: &ScopeFifo<'a>, queue: &mut Queue<'_>, most: usize) {
    let (mut items, mut bytes, mut left) = (Vec::new(), 0, file.size);
    input::each(&file.path, &file.name, workers.options, &mut |item| {
        bytes += size(&item);
        items.push(item);
        if bytes >= UNIT {
            let (part, share) = (std::mem::take(&mut items), bytes.min(left));
            (bytes, left) = (0, left - share);
            queue.give(scope, most, move || workers.digest(part, 0, share));
        }
    });
    queue.give(scope, most, move || workers.digest(items, 1, left));
}

/// About how many bytes an item takes.
fn size(item: &Item) -> u64 {
    match item {
        Item::Article(article) => article.texts().map(str::len).sum::<usize>() as u64 + 500,
        Item::Opened(_) | Item::Complaint(_) | Item::LeftOut(_) | Item::Line(_) => 200,
    }
}

/// What all threads share.
struct Workers<'a> {
    options: &'a Options,
    /// Those that no thread is using.
    digesters: Mutex<Vec<Digester>>,
}

impl Workers<'_> {
    /// Reads and digests small files.
    fn small(&self, files: &[File]) -> Batch {
        let mut items = Vec::new();
        for file in files {
            input::each(&file.path, &file.name, self.options, &mut |item| items.push(item));
        }
        self.digest(items, files.len(), files.iter().map(|file| file.size).sum())
    }

    fn digest(&self, items: Vec<Item>, files: usize, bytes: u64) -> Batch {
        let digest = self.digested(items.iter().filter_map(article));
        Batch { items, digest, files, bytes, ..Batch::default() }
    }

    /// Reads and digests these articles of an archive.
    fn again(&self, stock: &Stock, numbers: Range<u32>, keep: &dyn Fn(&str) -> bool) -> Batch {
        let bytes = stock.bytes * numbers.len() as u64 / u64::from(stock.articles().max(1));
        let again = match stock.read(numbers, keep) {
            Ok(articles) => articles,
            Err(fault) => return Batch { fault: Some(fault), ..Batch::default() },
        };
        Batch { digest: self.digested(&again), again, bytes, ..Batch::default() }
    }

    fn digested<'b>(&self, articles: impl IntoIterator<Item = &'b Article>) -> Digest {
        let idle = self.digesters.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut digester = idle.unwrap_or_default();
        let digest = digester.digest(articles);
        self.digesters.lock().unwrap_or_else(PoisonError::into_inner).push(digester);
        digest
    }
}

fn article(item: &Item) -> Option<&Article> {
    match item {
        Item::Article(article) => Some(article),
        Item::Opened(_) | Item::Complaint(_) | Item::LeftOut(_) | Item::Line(_) => None,
    }
}

/// The units under way.
struct Queue<'a> {
    sender: Sender<(usize, Batch)>,
    done: Receiver<(usize, Batch)>,
    /// What is done but for something before it.
    waiting: BTreeMap<usize, Batch>,
    /// Units given to threads, and taken from them in order.
    given: usize,
    taken: usize,
    sink: &'a mut dyn FnMut(Batch) -> Result<(), Failure>,
    /// The first failure; nothing is worked on from then on.
    outcome: Result<(), Failure>,
}

impl<'a> Queue<'a> {
    fn new(sink: &'a mut dyn FnMut(Batch) -> Result<(), Failure>) -> Self {
        let (sender, done) = channel();
        Self { sender, done, waiting: BTreeMap::new(), given: 0, taken: 0, sink, outcome: Ok(()) }
    }

    /// Gives a unit to a thread, once fewer than `most` are under way.
    fn give<'b>(&mut self, scope: &ScopeFifo<'b>, most: usize, work: impl FnOnce() -> Batch + Send + 'b) {
        self.settle(most.saturating_sub(1));
        if self.outcome.is_err() {
            return;
        }
        let promise = Promise { number: self.given, batch: Batch::default(), sender: self.sender.clone() };
        self.given += 1;
        scope.spawn_fifo(move |_| {
            let mut promise = promise;
            promise.batch = work();
        });
    }

    /// Takes what is done, until no more than `most` are under way.
    fn settle(&mut self, most: usize) {
        while self.given - self.taken > most {
            let Ok((number, batch)) = self.done.recv() else { return };
            self.waiting.insert(number, batch);
            while let Some(batch) = self.waiting.remove(&self.taken) {
                self.taken += 1;
                if self.outcome.is_ok() {
                    self.outcome = (self.sink)(batch);
                }
            }
        }
    }
}

/// A unit that a thread works on. It is handed back even if that fails, for no one to wait for ever.
struct Promise {
    number: usize,
    batch: Batch,
    sender: Sender<(usize, Batch)>,
}

impl Drop for Promise {
    fn drop(&mut self) {
        // No one takes it only where all is given up already.
        let _ = self.sender.send((self.number, std::mem::take(&mut self.batch)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_files_go_together_and_large_ones_alone() {
        let file = |size| File { path: "x".into(), name: "x".into(), size };
        let files = [UNIT / 2, UNIT / 2, 1, UNIT * 9, UNIT, 0].map(file);
        let found: Vec<Vec<u64>> = units(&files).map(|unit| unit.iter().map(|file| file.size).collect()).collect();
        assert_eq!(found, [vec![UNIT / 2, UNIT / 2], vec![1], vec![UNIT * 9], vec![UNIT], vec![0]]);
    }
}
