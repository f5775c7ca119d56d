//! `newsprint build INPUT… --out DIR`: a folder that any web server can serve.

use super::args::BuildArgs;
use super::failure::Failure;
use super::pipeline::{self, Job, Observer};
use super::report::Report;
use super::terminal::shown;
use super::{config, input, site, synonyms};
use newsprint::ingest::Item;
use std::io::Write;
use std::time::Instant;

/// Reads, packs and writes; complains about what could not be read, and builds everything else.
pub fn run(args: &BuildArgs) -> Result<(), Failure> {
    site::check_widget()?;
    let start = Instant::now();
    let settings = config::settings(&args.reading)?;
    let synonyms = args.synonyms.as_ref().or(settings.synonyms.as_ref());
    let synonyms = synonyms.map(|file| synonyms::read(file)).transpose()?.unwrap_or_default();
    let job = Job { inputs: &args.inputs, options: settings.options, synonyms };
    let mut report = args.report.as_deref().map(Report::new).transpose()?;
    let mut complaints = Complaints;
    let mut observers: Vec<&mut dyn Observer> = vec![&mut complaints];
    observers.extend(report.iter_mut().map(|report| report as &mut dyn Observer));
    let built = pipeline::build(&job, &mut observers);
    // Whoever asked for a report needs it most where nothing could be built.
    report.map_or(Ok(()), Report::finish)?;
    let built = built?;
    for duplicate in &built.renamed {
        let (first, later) = (&duplicate.first, &duplicate.later);
        let (first, place) = (format!("{}:{}", first.file, first.line), format!("{}:{}", later.file, later.line));
        let (id, renamed) = (&duplicate.id, &duplicate.renamed);
        let place = shown(&place);
        eprintln!("{place}: the id {id:?} is taken by {}; this article is now {renamed:?}", shown(&first));
    }
    let title = args.title.as_ref().or(settings.title.as_ref());
    site::write(&args.out, title.map_or("Archive", String::as_str), &built.archive)?;
    let (bytes, seconds) = (built.archive.len(), start.elapsed().as_secs_f32());
    let articles = counted(built.articles, "article");
    let complained = counted(built.complaints, "complaint");
    eprintln!("{articles}, an archive of {bytes} bytes, {seconds:.1} s; {complained}, {} left out", built.left_out);
    let page = args.out.join("index.html");
    writeln!(std::io::stdout(), "{}", page.display()).map_err(|error| Failure::output(&error))?;
    match built.complaints {
        count if count > 0 && (args.strict || settings.strict) => {
            Err(Failure::Input(format!("{count} complaints, and --strict was asked for")))
        }
        _ => Ok(()),
    }
}

/// Complains, as files are read, about what could not be.
struct Complaints;

impl Observer for Complaints {
    fn item(&mut self, item: &Item) {
        input::complain(item);
    }
}

/// A number of things: `1 article`, `2 articles`.
fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
