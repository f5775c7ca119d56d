//! Inputs to an archive: what `build` does, for whoever else needs it done.
//!
//! ```text
//! inputs -> find -> survey -> work (all cores) -> Item, Item, … -> observers, in the order of the input
//!                                                 `-> digests -> index::Builder -> the archive's bytes
//! ```

use super::config::Settings;
use super::destination::place;
use super::failure::Failure;
use super::find::{Found, find};
use super::severity::{Counts, Message};
use super::stock::Stock;
use super::tally::Tally;
use super::terminal::listed;
use super::tongue::{Tongue, Tongues};
use super::{scratch, survey, synonyms, work};
use newsprint::archive::pile::Room;
use newsprint::archive::write::Pieces;
use newsprint::index::{Alike, Builder, Choices, Duplicate};
use newsprint::ingest::{Item, Options};
use std::io;
use std::path::{Path, PathBuf};

/// Title of a page whose articles do not tell a better one.
pub const TITLE: &str = "Archive";

/// What to build, and how.
#[derive(Clone, Debug, Default)]
pub struct Job<'a> {
    /// Files and folders to read.
    pub inputs: &'a [PathBuf],
    /// The folder to write, if one is written.
    pub out: Option<&'a Path>,
    /// How to read them.
    pub options: Options,
    /// Words that stand for the same, a group each.
    pub synonyms: Vec<Vec<String>>,
    /// Whether an article that is alike one before it is left out.
    pub dedupe: bool,
    /// Files that the call names for something else, wherever they lie: none of them is an article.
    pub own: Vec<PathBuf>,
    /// The articles of an earlier build that are packed too, but for those whose ids are read anew: as
    /// many of an id that several have as come again.
    pub stock: Option<Stock>,
}

impl<'a> Job<'a> {
    /// What these settings ask to make of the inputs.
    pub fn of(inputs: &'a [PathBuf], settings: &Settings) -> Result<Self, Failure> {
        let synonyms = settings.synonyms.as_deref().map(synonyms::read).transpose()?.unwrap_or_default();
        let (options, own) = (settings.options.clone(), settings.files.clone());
        Ok(Self { inputs, options, synonyms, own, ..Self::default() })
    }

    /// Where what waits for the end of the build waits.
    fn room(&self) -> Room {
        self.out.map(scratch::room).unwrap_or_default()
    }

    /// Why it cannot wait there.
    fn fault(&self, error: &io::Error) -> Failure {
        match self.out {
            Some(out) => scratch::failure(out, error),
            None => Failure::Input(error.to_string()),
        }
    }
}

/// Someone who looks on while articles are read.
pub trait Observer {
    /// Sees what was read next, in the order of the input, whatever the number of threads. An article is seen before
    /// it is known whether another has its id.
    fn item(&mut self, item: &Item);

    /// Is told from time to time how far the work is.
    fn advance(&mut self, _progress: &Progress) {}
}

/// How far the work is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Progress {
    /// What is done at the moment.
    pub stage: Stage,
    /// Files that were read, of so many.
    pub files: (usize, usize),
    /// Bytes that were read, of so many.
    pub bytes: (u64, u64),
    /// Articles that were found.
    pub articles: usize,
    /// What share of a stage after reading is done, of 1.
    pub share: f32,
}

/// What is done one after the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// A first pass looks for what the files have in common.
    Surveying,
    /// Files are read and digested.
    #[default]
    Reading,
    /// The archive is put together.
    Packing,
    /// It is written to its place.
    Writing,
}

/// What came out.
#[derive(Debug, Default)]
pub struct Built {
    /// The archive, whose bytes are the same for the same articles.
    pub archive: Pieces,
    /// How many articles it holds.
    pub articles: usize,
    /// How many messages there were.
    pub messages: Counts,
    /// How many articles, or files, were left out.
    pub left_out: usize,
    /// How many records of exports are no articles.
    pub records: usize,
    /// How many files that are no articles were passed over.
    pub passed_over: usize,
    /// Articles that got another id, as theirs was taken.
    pub renamed: Vec<Duplicate>,
    /// Articles that are alike one before them in the archive; left out where the job asks for it.
    pub alike: Vec<Alike>,
    /// How many links lead from one article to another.
    pub linked: usize,
    /// What the page speaks.
    pub tongue: Tongue,
    /// What was noted of the articles.
    pub tally: Tally,
}

/// Reads everything and packs it. Fails if an input is not there, or if there is no article in any.
pub fn build(job: &Job, observers: &mut [&mut dyn Observer]) -> Result<Built, Failure> {
    let mut found = find(job.inputs, job.out)?;
    let own: Vec<_> = job.own.iter().map(|path| place(path)).collect();
    let is = |own: &Path, file: &Path| own.file_name() == file.file_name() && own == place(file);
    found.files.retain(|file| !own.iter().any(|own| is(own, &file.path)));
    let mut course = Course::new(&found, job, observers);
    found.complaints.iter().for_each(|complaint| course.item(&Item::Complaint(complaint.clone())));
    let mut options = job.options.clone();
    if options.habits.is_none() {
        course.stage(Stage::Surveying);
        options.habits = survey::habits(&found.files);
    }
    course.stage(Stage::Reading);
    work::run(&found.files, &options, &mut |batch| course.batch(batch, job))?;
    let end = job.out.map_or("", |_| "; nothing was written");
    if course.builder.articles() == 0 && !job.inputs.is_empty() {
        return Err(Failure::Input(format!("no article could be read: {}{end}", nothing(job.inputs, &found))));
    }
    if let Some(stock) = &job.stock {
        let read = course.builder.ids();
        let keep = |id: &str| !read.contains(id);
        work::again(stock, &keep, &mut |batch| course.batch(batch, job))?;
    }
    if course.builder.articles() == 0 {
        return Err(Failure::Input(format!("no article would be left in the archive{end}")));
    }
    course.stage(Stage::Packing);
    let Course { mut built, builder, tongues, mut progress, observers } = course;
    built.tongue = tongues.most();
    let choices = Choices { synonyms: job.synonyms.clone(), dedupe: job.dedupe };
    let outcome = builder.finish_told(choices, &mut |share| {
        progress.share = share;
        observers.iter_mut().for_each(|observer| observer.advance(&progress));
    });
    let outcome = outcome.map_err(|error| job.fault(&error))?;
    (built.archive, built.articles, built.linked) = (outcome.archive, outcome.articles, outcome.linked);
    (built.renamed, built.alike) = (outcome.renamed, outcome.alike);
    Ok(built)
}

/// Why there is no article.
fn nothing(inputs: &[PathBuf], found: &Found) -> String {
    let names: Vec<String> = inputs.iter().map(|input| input.display().to_string()).collect();
    let names = listed(&names.iter().map(String::as_str).collect::<Vec<_>>());
    match (found.files.len(), found.passed_over) {
        (0, 0) if found.complaints.is_empty() => format!("no files in {names}"),
        (0, 1..) => format!("no files in {names} but {}, passed over", no_articles(found.passed_over)),
        _ => "see above".into(),
    }
}

/// Files that are no articles: `1 file that is no article`.
pub fn no_articles(count: usize) -> String {
    match count {
        1 => "1 file that is no article".into(),
        _ => format!("{count} files that are no articles"),
    }
}

/// A build under way.
struct Course<'a, 'b> {
    built: Built,
    builder: Builder,
    tongues: Tongues,
    progress: Progress,
    observers: &'a mut [&'b mut dyn Observer],
}

impl<'a, 'b> Course<'a, 'b> {
    fn new(found: &Found, job: &Job, observers: &'a mut [&'b mut dyn Observer]) -> Self {
        let stock = job.stock.as_ref().map_or(0, |stock| stock.bytes);
        let bytes = found.files.iter().map(|file| file.size).sum::<u64>() + stock;
        let progress = Progress { files: (0, found.files.len()), bytes: (0, bytes), ..Progress::default() };
        let built = Built { passed_over: found.passed_over, ..Built::default() };
        let (builder, tongues) = (Builder::new(job.room()), Tongues::default());
        Self { built, builder, tongues, progress, observers }
    }

    fn stage(&mut self, stage: Stage) {
        self.progress.stage = stage;
        self.observers.iter_mut().for_each(|observer| observer.advance(&self.progress));
    }

    fn item(&mut self, item: &Item) {
        self.observers.iter_mut().for_each(|observer| observer.item(item));
        Message::of(item).iter().for_each(|message| self.built.messages.add(message.severity));
        match item {
            Item::Article(article) => {
                self.progress.articles += 1;
                self.tongues.see(article);
                self.built.tally.see(article);
            }
            Item::LeftOut(left_out) => {
                self.built.left_out += usize::from(left_out.records == 0);
                self.built.records += left_out.records;
            }
            Item::Complaint(_) | Item::Opened(_) | Item::Line(_) => {}
        }
    }

    fn batch(&mut self, batch: work::Batch, job: &Job) -> Result<(), Failure> {
        if let Some(fault) = batch.fault {
            return Err(fault);
        }
        self.progress.articles += batch.again.len();
        batch.again.iter().for_each(|article| self.tongues.see(article));
        batch.items.iter().for_each(|item| self.item(item));
        self.builder.add(batch.digest).map_err(|error| job.fault(&error))?;
        self.progress.files.0 += batch.files;
        self.progress.bytes.0 += batch.bytes;
        self.observers.iter_mut().for_each(|observer| observer.advance(&self.progress));
        Ok(())
    }
}
