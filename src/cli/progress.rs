//! How far a build is, and what it complains about: a bar on a terminal, a line from time to time in a log.

use super::pipeline::{Observer, Progress, Stage};
use super::severity::Message;
use super::terminal::{counted, say};
use indicatif::{HumanBytes, ProgressBar, ProgressStyle};
use newsprint::ingest::Item;
use std::io::IsTerminal;
use std::time::{Duration, Instant};

/// What reading takes of a whole build, and what packing takes, of 1; writing takes the rest. About what 100,000
/// articles in JSON Lines took, by the clock of a busy machine; formats that are slower to read take more for it.
const READING: f64 = 0.67;
const PACKING: f64 = 0.23;
/// Steps of the bar.
const STEPS: u64 = 1000;
/// Time between two lines of a log.
const PAUSE: Duration = Duration::from_secs(10);

/// Shows both on standard error.
pub struct Console {
    bar: Option<ProgressBar>,
    start: Instant,
    /// When the last line was written; nothing is told where there is no such time.
    told: Option<Instant>,
}

impl Console {
    /// A quiet one tells complaints only.
    pub fn new(is_quiet: bool) -> Self {
        let has_bar = !is_quiet && std::io::stderr().is_terminal();
        Self { bar: has_bar.then(bar), start: Instant::now(), told: (!is_quiet && !has_bar).then(Instant::now) }
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
        Message::of(item).iter().for_each(|message| self.line(&message.to_string()));
    }

    fn advance(&mut self, progress: &Progress) {
        if let Some(bar) = &self.bar {
            bar.set_position((done(progress) * STEPS as f64) as u64);
            bar.set_message(text(progress, self.start.elapsed()));
        }
        if self.told.is_some_and(|told| told.elapsed() >= PAUSE) {
            self.told = Some(Instant::now());
            say(&text(progress, self.start.elapsed()));
        }
    }
}

fn bar() -> ProgressBar {
    let bar = ProgressBar::new(STEPS);
    // The template is our own, so it has no error; without a style there is still a bar.
    if let Ok(style) = ProgressStyle::with_template("{bar:24} {percent:>3} % {msg}") {
        bar.set_style(style);
    }
    bar
}

/// Where the work is, and about how much is left of it.
fn text(progress: &Progress, elapsed: Duration) -> String {
    let Progress { stage, files: (files, of_files), bytes: (bytes, of_bytes), articles, .. } = progress;
    let articles = counted(*articles, "article");
    let work = match stage {
        Stage::Surveying => format!("looking at {}", counted(*of_files, "file")),
        Stage::Reading => {
            let (bytes, of_bytes, of_files) = (HumanBytes(*bytes), HumanBytes(*of_bytes), counted(*of_files, "file"));
            format!("{files} of {of_files}, {bytes} of {of_bytes}, {articles}")
        }
        Stage::Packing => format!("packing {articles}"),
        Stage::Writing => format!("writing {articles}"),
    };
    match left(done(progress), elapsed) {
        Some(left) => format!("{work}, about {left} left"),
        None => work,
    }
}

/// What share of the whole work is done, of 1.
fn done(progress: &Progress) -> f64 {
    let share = f64::from(progress.share);
    match progress.stage {
        Stage::Surveying => 0.0,
        Stage::Reading => READING * progress.bytes.0 as f64 / progress.bytes.1.max(1) as f64,
        Stage::Packing => READING + PACKING * share,
        Stage::Writing => READING + PACKING + (1.0 - READING - PACKING) * share,
    }
}

/// The time that is left if the rest goes on as it went, in steps that promise no more than is known; nothing where there
/// is too little to judge by.
fn left(done: f64, elapsed: Duration) -> Option<String> {
    if done < 0.02 || elapsed < Duration::from_secs(3) {
        return None;
    }
    let seconds = elapsed.as_secs_f64() * (1.0 - done) / done;
    Some(match seconds {
        0.0..10.0 => "10 s".into(),
        10.0..100.0 => format!("{} s", (seconds / 10.0).ceil() * 10.0),
        100.0..5400.0 => format!("{} min", (seconds / 60.0).ceil()),
        _ => format!("{} h", (seconds / 3600.0).ceil()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_left_is_told_once_there_is_something_to_judge_by() {
        let after = |done, seconds| left(done, Duration::from_secs(seconds));
        assert_eq!((after(0.5, 1), after(0.001, 60)), (None, None));
        let told = [(0.9, 9), (0.5, 31), (0.5, 61), (0.25, 40), (0.1, 3600)].map(|(done, time)| after(done, time));
        assert_eq!(told.map(Option::unwrap), ["10 s", "40 s", "70 s", "2 min", "9 h"]);
    }

    #[test]
    fn stages_follow_each_other_without_going_back() {
        let at = |stage, bytes, share| done(&Progress { stage, bytes: (bytes, 8), share, ..Progress::default() });
        let course = [
            at(Stage::Surveying, 0, 0.0),
            at(Stage::Reading, 4, 0.0),
            at(Stage::Reading, 8, 0.0),
            at(Stage::Packing, 8, 0.5),
            at(Stage::Packing, 8, 1.0),
            at(Stage::Writing, 8, 0.5),
            at(Stage::Writing, 8, 1.0),
        ];
        assert!(course.is_sorted() && (course[6] - 1.0).abs() < 1e-6);
    }
}
