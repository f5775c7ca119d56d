//! `newsprint build INPUT… --out DIR`: a folder that any web server can serve.

use super::args::BuildArgs;
use super::failure::Failure;
use super::load::Load;
use super::pipeline::{self, Built, Job, Observer};
use super::progress::Console;
use super::report::{self, Report, Twins};
use super::terminal::{counted, say, shown};
use super::{config, destination, pages, single, site, synonyms};
use newsprint::article::Origin;
use newsprint::index::{Alike, Duplicate};
use std::io::Write;
use std::path::PathBuf;
use std::time::Instant;

/// Most articles that are alike others and are named where they stay.
const ALIKE_SHOWN: usize = 10;

/// Reads, packs and writes; complains about what could not be read, and builds everything else.
pub fn run(args: &BuildArgs) -> Result<(), Failure> {
    site::check_widget()?;
    let file = args.single_file.then(|| single::target(&args.out));
    match &file {
        Some(file) => single::check(file)?,
        None => {
            let extras = site::Extras { pages: args.pages, base: None, offline: args.offline };
            destination::check(&args.inputs, &args.out, &extras)?;
        }
    }
    let base = args.base_url.as_deref().map(pages::base_url).transpose()?;
    let start = Instant::now();
    let settings = config::settings(&args.reading)?;
    let synonyms = args.synonyms.as_ref().or(settings.synonyms.as_ref());
    let synonyms = synonyms.map(|file| synonyms::read(file)).transpose()?.unwrap_or_default();
    let (inputs, out) = (args.inputs.as_slice(), Some(args.out.as_path()));
    let report_files = args.report.iter().flat_map(|path| [path.clone(), report::aside(path)]);
    let own =
        report_files.chain(args.synonyms.clone()).chain(args.reading.config.clone()).chain(file.clone()).collect();
    let job = Job { inputs, out, options: settings.options, synonyms, dedupe: args.dedupe, own };
    let mut report = args.report.as_deref().map(Report::new).transpose()?;
    let mut console = Console::new(args.quiet);
    let mut observers: Vec<&mut dyn Observer> = vec![&mut console];
    observers.extend(report.iter_mut().map(|report| report as &mut dyn Observer));
    let built = pipeline::build(&job, &mut observers);
    console.finish();
    if let (Some(report), Ok(built)) = (&mut report, &built) {
        built.alike.iter().for_each(|alike| report.see_twins(twins(alike, args.dedupe)));
    }
    // Whoever asked for a report needs it most where nothing could be built.
    report.map_or(Ok(()), Report::finish)?;
    let mut built = built?;
    notes(&built, args.dedupe).iter().for_each(|line| console.line(line));
    publish(args, &Place { file, base }, settings.title.as_deref(), &mut built, start)?;
    match built.complaints {
        count if count > 0 && (args.strict || settings.strict) => {
            Err(Failure::Input(format!("{}, and --strict was asked for", counted(count, "complaint"))))
        }
        _ => Ok(()),
    }
}

/// Where the site goes.
struct Place {
    /// The one file that is asked for, if it is.
    file: Option<PathBuf>,
    /// Its address, if it is known.
    base: Option<String>,
}

/// Writes the site and says what was done; `title` is that of the settings.
fn publish(
    args: &BuildArgs,
    place: &Place,
    title: Option<&str>,
    built: &mut Built,
    start: Instant,
) -> Result<(), Failure> {
    let archive = std::mem::take(&mut built.archive);
    let bytes = archive.length();
    let title = args.title.as_deref().or(title).or(built.tally.site()).unwrap_or(pipeline::TITLE);
    let load = Load::of(args.load, bytes);
    let look = site::Look {
        title,
        tongue: &built.tongue,
        remote_images: args.images.is_some(),
        load,
        offline: args.offline.is_some(),
    };
    let told = match &place.file {
        Some(file) => {
            let slow = single::write(file, &look, archive)?;
            vec![slow.unwrap_or_else(|| "the archive lies in the page, which fetches nothing".into())]
        }
        None => {
            let extras = site::Extras { pages: args.pages, base: place.base.as_deref(), offline: args.offline };
            let written = site::write(&args.out, look, archive, extras)?;
            [load.reason(args.load.is_some())].into_iter().chain(written).collect()
        }
    };
    if !args.quiet {
        told.iter().for_each(|line| say(line));
        built.tally.doubts().iter().for_each(|line| say(line));
        say(&summary(built, bytes, args.dedupe, start.elapsed().as_secs_f32()));
    }
    let page = place.file.clone().unwrap_or_else(|| args.out.join("index.html"));
    writeln!(std::io::stdout(), "{}", page.display()).map_err(|error| Failure::output(&error))
}

/// What is to be said of articles that have something in common, a line each, safe to print.
fn notes(built: &Built, folded: bool) -> Vec<String> {
    let at = |origin: &Origin| shown(&format!("{}:{}", origin.file, origin.line)).into_owned();
    let renamed = built.renamed.iter().map(|Duplicate { id, renamed, first, later }| {
        format!("{}: the id {id:?} is taken by {}; this article is now {renamed:?}", at(later), at(first))
    });
    let alike = built.alike.iter().map(|Alike { first_origin, later_origin, likeness, .. }| {
        let (later, first) = (at(later_origin), at(first_origin));
        let how = if *likeness == 100 { "the text of".into() } else { format!("{likeness} % the text of") };
        format!("{later}: {how} {first}{}", if folded { "; folded into it" } else { "" })
    });
    let shown = if folded { usize::MAX } else { ALIKE_SHOWN };
    let more = built.alike.len().saturating_sub(shown);
    let verb = if more == 1 { "article is" } else { "articles are" };
    let rest = (more > 0).then(|| format!("{more} more {verb} alike others"));
    renamed.chain(alike.take(shown)).chain(rest).collect()
}

/// Two articles that are alike, as the report names them.
fn twins(alike: &Alike, folded: bool) -> Twins {
    let [first, later] = [&alike.first_origin, &alike.later_origin].map(|at| format!("{}:{}", at.file, at.line));
    let fate = if folded { "folded" } else { "kept" };
    Twins { first, later, fate: format!("{fate}, {} % alike", alike.likeness) }
}

/// What was done, on one line.
fn summary(built: &Built, bytes: u64, folded: bool, seconds: f32) -> String {
    let mut parts = vec![counted(built.complaints, "complaint"), format!("{} left out", built.left_out)];
    if built.unread > 0 {
        parts.push(format!("{} not read", built.unread));
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
