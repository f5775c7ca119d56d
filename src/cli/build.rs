//! `newsprint build INPUT… --out DIR`: a folder that any web server can serve.

use super::args::BuildArgs;
use super::failure::Failure;
use super::{config, input, site, synonyms};
use newsprint::index;
use std::io::Write;
use std::time::Instant;

/// Reads, packs and writes; complains about what could not be read, and builds everything else.
pub fn run(args: &BuildArgs) -> Result<(), Failure> {
    site::check_widget()?;
    let start = Instant::now();
    let options = config::options(&args.reading)?;
    let synonyms = args.synonyms.as_deref().map(synonyms::read).transpose()?.unwrap_or_default();
    let mut reading = input::read_all(&args.inputs, &options)?;
    input::report(&reading);
    for duplicate in index::rename_duplicates(&mut reading.articles) {
        let (first, later) = (&duplicate.first, &duplicate.later);
        eprintln!(
            "{}:{}: the id {:?} is taken by {}:{}; this article is now {:?}",
            later.file, later.line, duplicate.id, first.file, first.line, duplicate.renamed
        );
    }
    let (complaints, left_out) = (reading.complaints.len(), reading.left_out.len());
    if reading.articles.is_empty() {
        return Err(Failure::Input("no article could be read; nothing was written".into()));
    }
    let articles = reading.articles.len();
    let archive = index::build_with(reading.articles, synonyms);
    site::write(&args.out, &args.title, &archive)?;
    let (bytes, seconds) = (archive.len(), start.elapsed().as_secs_f32());
    let articles = counted(articles, "article");
    let complained = counted(complaints, "complaint");
    eprintln!("{articles}, an archive of {bytes} bytes, {seconds:.1} s; {complained}, {left_out} left out");
    let page = args.out.join("index.html");
    writeln!(std::io::stdout(), "{}", page.display()).map_err(|error| Failure::output(&error))?;
    match complaints {
        count if count > 0 && args.strict => {
            Err(Failure::Input(format!("{count} complaints, and --strict was asked for")))
        }
        _ => Ok(()),
    }
}

/// A number of things: `1 article`, `2 articles`.
fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
