//! `newsprint parse FILE…`: what is read from files, as JSON Lines.

use super::args::ParseArgs;
use super::explain::Explainer;
use super::failure::Failure;
use super::find::find;
use super::report::Report;
use super::severity::{Counts, Message};
use super::terminal::{self, say, shown};
use super::{config, input, json, survey};
use newsprint::ingest::{Corpus, Item, Options};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Prints every article, or every line with its role; complains about what could not be read, and reads on.
pub fn run(args: &ParseArgs) -> Result<(), Failure> {
    let settings = config::settings(&args.reading)?;
    let mut options = Options { explain: args.explain, ..settings.options };
    if let Some(folder) = &args.learn {
        options.habits = survey::habits(&find(std::slice::from_ref(folder), None)?.files);
    }
    let mut printer = Printer::new(args.explain);
    let mut report = args.report.as_deref().map(Report::new).transpose()?;
    for file in &args.files {
        let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy();
        if args.explain && args.learn.is_none() {
            printer.print(Ok(alone(file).unwrap_or_default()));
        }
        input::each(file, &name, &options, &mut |item| {
            report.iter_mut().for_each(|report| report.see(&item));
            printer.item(&item);
        });
        // Whoever has seen enough of the articles still wants the report that was asked for.
        if report.is_none() {
            printer.result()?;
        }
    }
    report.map_or(Ok(()), Report::finish)?;
    printer.result()?;
    match printer.messages.forbidden() {
        Some(_) if printer.articles + printer.left_out == 0 => {
            Err(Failure::Input("nothing could be read: see above".into()))
        }
        Some(what) if args.strict || settings.strict => {
            Err(Failure::Input(format!("{what}, and --strict was asked for")))
        }
        _ => Ok(()),
    }
}

/// Said of a raw text beside others, from which `build` learns what is the site's and not the article's.
fn alone(file: &Path) -> Option<String> {
    let ending = file.extension();
    let folder = file.parent()?;
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let like = |other: &PathBuf| other.extension() == ending && other.file_name() != file.file_name();
    let beside = || fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let told = Corpus::default().wants(&file.to_string_lossy()) && file.is_file();
    (told && beside().any(|other| like(&other) && other.is_file())).then(|| {
        let folder = shown(&folder.to_string_lossy()).into_owned();
        format!("read alone; `build` learns from the files beside it, too: --learn {folder} shows what that changes\n")
    })
}

/// Prints what comes.
struct Printer {
    out: io::StdoutLock<'static>,
    explainer: Option<Explainer>,
    articles: usize,
    left_out: usize,
    messages: Counts,
    /// Why nothing more is printed.
    failed: Option<Failure>,
}

impl Printer {
    fn new(explain: bool) -> Self {
        let out = io::stdout().lock();
        let explainer = explain.then(|| Explainer::new(terminal::is_tinted(&out)));
        Self { out, explainer, articles: 0, left_out: 0, messages: Counts::default(), failed: None }
    }

    /// Prints an article, or what `--explain` says of anything, to standard output; what needs a person goes to standard
    /// error.
    fn item(&mut self, item: &Item) {
        let printed = match (&mut self.explainer, item) {
            (Some(explainer), _) => Ok(explainer.item(item)),
            (None, Item::Article(article)) => json::line(article).map(|json| json + "\n"),
            (None, _) => Ok(String::new()),
        };
        match item {
            Item::Article(_) => self.articles += 1,
            Item::LeftOut(_) => self.left_out += 1,
            Item::Complaint(_) | Item::Opened(_) | Item::Line(_) => {}
        }
        // An article carries its own warnings.
        if !matches!(item, Item::Article(_)) {
            Message::of(item).iter().for_each(|message| self.say(message));
        }
        self.print(printed);
    }

    fn say(&mut self, message: &Message) {
        self.messages.add(message.severity);
        say(&message.to_string());
    }

    fn print(&mut self, printed: serde_json::Result<String>) {
        if self.failed.is_none() {
            let written = printed
                .map_err(|error| Failure::Input(error.to_string()))
                .and_then(|text| self.out.write_all(text.as_bytes()).map_err(|error| Failure::output(&error)));
            self.failed = written.err();
        }
    }

    /// Fails if something could not be printed.
    fn result(&mut self) -> Result<(), Failure> {
        self.failed.take().map_or(Ok(()), Err)
    }
}
