//! How far a build is, and what it complains about: a bar on a terminal, a line from time to time in a log.

use super::input;
use super::pipeline::{Observer, Progress, Stage};
use super::terminal::{counted, say};
use indicatif::{HumanBytes, ProgressBar, ProgressStyle};
use newsprint::ingest::Item;
use std::io::IsTerminal;
use std::time::{Duration, Instant};

/// Time between two lines of a log.
const PAUSE: Duration = Duration::from_secs(10);

/// Shows both on standard error.
pub struct Console {
    bar: Option<ProgressBar>,
    /// When the last line was written; nothing is told where there is no such time.
    told: Option<Instant>,
}

impl Console {
    /// A quiet one tells complaints only.
    pub fn new(is_quiet: bool) -> Self {
        let has_bar = !is_quiet && std::io::stderr().is_terminal();
        Self { bar: has_bar.then(bar), told: (!is_quiet && !has_bar).then(Instant::now) }
    }

    /// Writes a line, above the bar if there is one. It must be safe to print.
    pub fn line(&self, line: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| say(line)),
            None => say(line),
        }
    }

    /// Takes the bar away.
    pub fn finish(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }
}

impl Observer for Console {
    fn item(&mut self, item: &Item) {
        input::complaints(item).iter().for_each(|line| self.line(line));
    }

    fn advance(&mut self, progress: &Progress) {
        if let Some(bar) = &self.bar {
            bar.set_length(progress.bytes.1);
            bar.set_position(progress.bytes.0);
            bar.set_message(text(progress));
        }
        if self.told.is_some_and(|told| told.elapsed() >= PAUSE) {
            self.told = Some(Instant::now());
            say(&text(progress));
        }
    }
}

fn bar() -> ProgressBar {
    let bar = ProgressBar::new(0);
    // The template is our own, so it has no error; without a style there is still a bar.
    if let Ok(style) = ProgressStyle::with_template("{bar:24} {percent:>3} % {msg}") {
        bar.set_style(style);
    }
    bar
}

fn text(progress: &Progress) -> String {
    let Progress { stage, files: (files, of_files), bytes: (bytes, of_bytes), articles } = progress;
    match stage {
        Stage::Surveying => format!("looking at {}", counted(*of_files, "file")),
        Stage::Reading => {
            let (bytes, of_bytes) = (HumanBytes(*bytes), HumanBytes(*of_bytes));
            let (of_files, articles) = (counted(*of_files, "file"), counted(*articles, "article"));
            format!("{files} of {of_files}, {bytes} of {of_bytes}, {articles}")
        }
        Stage::Packing => format!("packing {}", counted(*articles, "article")),
    }
}
