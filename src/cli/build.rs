//! `newsprint build INPUT… --out DIR`: a folder that any web server can serve.

use super::args::BuildArgs;
use super::failure::Failure;
use super::hold::Hold;
use super::load::Load;
use super::pipeline::{self, Built, Job, Observer, Progress, Stage};
use super::progress::Console;
use super::report::{self, Report, Twins};
use super::severity::Message;
use super::site::Before;
use super::stock::Stock;
use super::terminal::{counted, say, shown};
use super::{config, destination, pages, single, site};
use newsprint::article::Origin;
use newsprint::index::{Alike, Duplicate};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// The code that shells expect of what was stopped with Ctrl-C.
const STOPPED: i32 = 130;
/// Most articles that are alike others and are named where they stay.
const ALIKE_SHOWN: usize = 10;

/// Reads, packs and writes; complains about what could not be read, and builds everything else.
pub fn run(args: &BuildArgs) -> Result<(), Failure> {
    site::check_widget()?;
    let file = args.single_file.then(|| single::target(&args.out));
    let _hold = file.is_none().then(|| Hold::new(&args.out)).transpose()?;
    match &file {
        Some(file) => single::check(file)?,
        None => {
            site::sweep(&args.out);
            sweep_when_stopped(&args.out);
            let extras = site::Extras { pages: args.pages, base: None, offline: args.offline };
            destination::check(&args.inputs, &args.out, &extras)?;
        }
    }
    let base = args.base_url.as_deref().map(pages::base_url).transpose()?;
    let changes = args.append || !args.remove.is_empty();
    let stock = changes.then(|| Stock::open(&args.out, &args.remove)).transpose()?;
    let before = if changes { site::page(&args.out) } else { Before::default() };
    let start = Instant::now();
    let settings = config::site(&args.reading, args.title.as_ref(), args.synonyms.as_ref())?;
    let mut job = Job { out: Some(&args.out), dedupe: args.dedupe, ..Job::of(&args.inputs, &settings)? };
    if let (None, Some(stock)) = (&settings.synonyms, &stock) {
        job.synonyms = stock.synonyms().to_vec();
    }
    job.stock = stock;
    job.own.extend(args.report.iter().flat_map(|path| [path.clone(), report::aside(path)]).chain(file.clone()));
    let mut report = args.report.as_deref().map(Report::new).transpose()?;
    let mut console = Console::new(args.quiet);
    let mut observers: Vec<&mut dyn Observer> = vec![&mut console];
    observers.extend(report.iter_mut().map(|report| report as &mut dyn Observer));
    let built = pipeline::build(&job, &mut observers);
    if let (Some(report), Ok(built)) = (&mut report, &built) {
        built.alike.iter().for_each(|alike| report.see_twins(twins(alike, args.dedupe)));
    }
    // Whoever asked for a report needs it most where nothing could be built.
    report.map_or(Ok(()), Report::finish)?;
    let mut built = built.inspect_err(|_| console.finish())?;
    for note in notes(&built, args.dedupe).into_iter().map(Message::note) {
        built.messages.add(note.severity);
        console.line(&note.to_string());
    }
    let title = settings.title.or(before.title);
    let images = args.images.is_some() || before.remote_images;
    publish(args, &Settled { title, images, file, base }, &mut built, &mut console, start)?;
    match built.messages.forbidden() {
        Some(what) if args.strict || settings.strict => {
            Err(Failure::Input(format!("{what}, and --strict was asked for")))
        }
        _ => Ok(()),
    }
}

/// Lets Ctrl-C remove what is written aside before it ends the process.
fn sweep_when_stopped(out: &Path) {
    let out = out.to_path_buf();
    // Without a handler the next build removes it.
    let _ = ctrlc::set_handler(move || {
        site::sweep(&out);
        std::process::exit(STOPPED);
    });
}

/// What is settled of the site, before its articles have their say.
struct Settled {
    title: Option<String>,
    images: bool,
    /// The one file that is asked for, if it is.
    file: Option<PathBuf>,
    /// Its address, if it is known.
    base: Option<String>,
}

/// Writes the site and says what was done.
fn publish(
    args: &BuildArgs,
    settled: &Settled,
    built: &mut Built,
    console: &mut Console,
    start: Instant,
) -> Result<(), Failure> {
    let archive = std::mem::take(&mut built.archive);
    let bytes = archive.length();
    let title = settled.title.as_deref().or(built.tally.site()).unwrap_or(pipeline::TITLE);
    let load = Load::of(args.load, bytes);
    let (remote_images, offline) = (settled.images, args.offline.is_some());
    let look = site::Look { title, tongue: &built.tongue, remote_images, load, offline };
    let mut progress = Progress { stage: Stage::Writing, articles: built.articles, ..Progress::default() };
    let told = match &settled.file {
        Some(file) => single::write(file, &look, archive)
            .map(|slow| vec![slow.unwrap_or_else(|| "the archive lies in the page, which fetches nothing".into())]),
        None => {
            let extras = site::Extras { pages: args.pages, base: settled.base.as_deref(), offline: args.offline };
            let written = site::write(&args.out, look, archive, extras, |written| {
                progress.share = written as f32 / bytes.max(1) as f32;
                console.advance(&progress);
            });
            written.map(|written| [load.reason(args.load.is_some())].into_iter().chain(written).collect())
        }
    };
    console.finish();
    let told = told?;
    if !args.quiet {
        told.iter().for_each(|line| say(line));
        built.tally.doubts().iter().for_each(|line| say(line));
        say(&summary(built, bytes, args.dedupe, start.elapsed().as_secs_f32()));
        say(&next_step(settled.file.as_deref(), &args.out));
    }
    let page = settled.file.clone().unwrap_or_else(|| args.out.join("index.html"));
    writeln!(std::io::stdout(), "{}", page.display()).map_err(|error| Failure::output(&error))
}

/// What is to be said of articles that have something in common, a line each, safe to print.
fn notes(built: &Built, folded: bool) -> Vec<String> {
    let renamed = built.renamed.iter().map(|Duplicate { id, renamed, first, later }| {
        let (later, first) = (at(later, id), at(first, id));
        format!("{later}: the id {id:?} is taken by {first}; this article is now {renamed:?}")
    });
    let alike = built.alike.iter().map(|Alike { first, first_origin, later, later_origin, likeness }| {
        let (later, first) = (at(later_origin, later), at(first_origin, first));
        let how = if *likeness == 100 { "the text of".into() } else { format!("{likeness} % the text of") };
        format!("{later}: {how} {first}{}", if folded { "; folded into it" } else { "" })
    });
    let shown = if folded { usize::MAX } else { ALIKE_SHOWN };
    let more = built.alike.len().saturating_sub(shown);
    let verb = if more == 1 { "article is" } else { "articles are" };
    let rest = (more > 0).then(|| format!("{more} more {verb} alike others"));
    renamed.chain(alike.take(shown)).chain(rest).collect()
}

/// Where an article was read: a line of a file, or the archive that is built anew. Safe to print.
fn at(origin: &Origin, id: &str) -> String {
    match origin.file.as_str() {
        "" => shown(&format!("{id:?} in the archive")).into_owned(),
        file => shown(&format!("{file}:{}", origin.line)).into_owned(),
    }
}

/// Two articles that are alike, as the report names them.
fn twins(alike: &Alike, folded: bool) -> Twins {
    let (first, later) = (at(&alike.first_origin, &alike.first), at(&alike.later_origin, &alike.later));
    let fate = if folded { "folded" } else { "kept" };
    Twins { first, later, fate: format!("{fate}, {} % alike", alike.likeness) }
}

/// What to do now: look at it.
fn next_step(file: Option<&Path>, out: &Path) -> String {
    let quoted = |path: &Path| match shown(&path.to_string_lossy()) {
        path if path.contains(char::is_whitespace) => format!("\"{path}\""),
        path => path.into(),
    };
    match file {
        Some(file) => format!("the archive is {}: open it in a browser", quoted(file)),
        None => format!("the site is in {0}; look at it with: newsprint serve {0}", quoted(out)),
    }
}

/// What was done, on one line.
fn summary(built: &Built, bytes: u64, folded: bool, seconds: f32) -> String {
    let mut parts = vec![built.messages.to_string()];
    if built.left_out > 0 {
        parts.push(format!("{} left out", built.left_out));
    }
    if built.records > 0 {
        let end = if built.records == 1 { "that is no article" } else { "that are no articles" };
        parts.push(format!("{} {end}", counted(built.records, "record")));
    }
    if built.passed_over > 0 {
        parts.push(format!("{} passed over", pipeline::no_articles(built.passed_over)));
    }
    if !built.alike.is_empty() {
        let end = if folded { "folded into others" } else { "alike others (--dedupe folds them)" };
        parts.push(format!("{} {end}", counted(built.alike.len(), "article")));
    }
    if built.linked > 0 {
        parts.push(format!("{} between articles", counted(built.linked, "link")));
    }
    let articles = counted(built.articles, "article");
    format!("{articles}, an archive of {bytes} bytes, {seconds:.1} s; {}", parts.join(", "))
}
