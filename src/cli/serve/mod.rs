//! `newsprint serve DIR|INPUT…`: a site on this machine, for whoever writes or checks it.
//!
//! ```text
//! inputs -> pipeline -> site in memory --.
//! a folder that `build` wrote -----------+-> answers -> browser <-- events: reload, a complaint
//! changes of files -> watch -> build again -> events
//! ```
//!
//! What is built is kept in memory: the archive lies there anyway once it is packed, a new one takes its place between
//! two requests, and whenever and however the program ends, nothing of it is left to be cleaned up. At each change all
//! inputs are read again, so that what is shown is what `build` would write.
//!
//! Only this machine is served, and only under its own names ([`guard`]).

mod answer;
mod body;
mod events;
mod guard;
mod listen;
mod pages;
mod range;
mod site;
mod types;
mod watch;

use super::args::ServeArgs;
use super::config::{self, Settings};
use super::failure::Failure;
use super::load::Load;
use super::pipeline;
use super::severity::Message;
use super::terminal::{counted, say, shown};
use newsprint::ingest::Item;
use site::{Shared, Site};
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

/// Builds, serves and watches, until it is told to stop.
pub fn run(args: &ServeArgs) -> Result<(), Failure> {
    let source = Source::of(args)?;
    let sockets = listen::bind(args.port)?;
    let changes = watch::Changes::of(&source.watched()?);
    let shared = Arc::new(Shared::new(source.site()?));
    let address = format!("http://127.0.0.1:{}/", sockets.port);
    writeln!(std::io::stdout(), "{address}").map_err(|error| Failure::output(&error))?;
    std::io::stdout().flush().map_err(|error| Failure::output(&error))?;
    let watching = shared.clone();
    std::thread::spawn(move || changes.each(|| source.renew(&watching)));
    listen::serve(sockets, shared)
}

/// Where the site comes from.
enum Source {
    /// A folder that `build` wrote, served as it is.
    Folder(PathBuf),
    /// Inputs to build.
    Inputs(Box<ServeArgs>),
}

impl Source {
    fn of(args: &ServeArgs) -> Result<Self, Failure> {
        match args.inputs.as_slice() {
            [folder] if folder.join(super::site::ARCHIVE).is_file() => {
                let folder = folder.canonicalize().map_err(|error| Failure::file("read", folder, &error))?;
                Ok(Self::Folder(folder))
            }
            [folder] if super::site::is_site(folder) => Err(Failure::Input(format!(
                "{} looks like a newsprint site, but {} is missing; build it again, or name its articles",
                folder.display(),
                super::site::ARCHIVE
            ))),
            _ => {
                super::site::check_widget()?;
                Ok(Self::Inputs(Box::new(args.clone())))
            }
        }
    }

    /// The files and folders whose changes matter.
    fn watched(&self) -> Result<Vec<PathBuf>, Failure> {
        Ok(match self {
            Self::Folder(folder) => vec![folder.clone()],
            Self::Inputs(args) => [args.inputs.clone(), settings(args)?.files].concat(),
        })
    }

    fn site(&self) -> Result<Site, Failure> {
        match self {
            Self::Folder(folder) => Ok(Site::Folder(folder.clone())),
            Self::Inputs(args) => built(args),
        }
    }

    /// After a change: the new site, or the last good one and a word about what is wrong.
    fn renew(&self, shared: &Shared) {
        match self.site() {
            Ok(site) => shared.replace(site),
            Err(failure) => {
                let problem = failure.to_string();
                say(&format!("{}; the site before it is still served", shown(&problem)));
                shared.complain(&problem);
            }
        }
    }
}

fn settings(args: &ServeArgs) -> Result<Settings, Failure> {
    config::site(&args.reading, args.title.as_ref(), args.synonyms.as_ref())
}

/// Reads and packs everything; complains about what could not be read.
fn built(args: &ServeArgs) -> Result<Site, Failure> {
    let start = Instant::now();
    let settings = settings(args)?;
    let built = pipeline::build(&pipeline::Job::of(&args.inputs, &settings)?, &mut [&mut Complaints])?;
    let (articles, seconds) = (built.articles, start.elapsed().as_secs_f32());
    say(&format!("built {}, {seconds:.1} s; {}", counted(articles, "article"), built.messages));
    let title = settings.title.as_deref().or(built.tally.site()).unwrap_or(pipeline::TITLE);
    let load = Load::of(None, built.archive.length());
    let look =
        super::site::Look { title, tongue: &built.tongue, remote_images: args.images.is_some(), load, offline: false };
    let archive = built.archive.whole().map_err(|error| Failure::Input(error.to_string()))?;
    Ok(Site::built(look, archive))
}

/// Complains, as files are read, about what could not be.
struct Complaints;

impl pipeline::Observer for Complaints {
    fn item(&mut self, item: &Item) {
        Message::of(item).iter().for_each(|message| say(&message.to_string()));
    }
}
