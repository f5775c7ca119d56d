//! Runs a target: input after input until its time is up, each in the same thread, watched from another.

use crate::check::check;
use crate::mutate;
use crate::random::Random;
use crate::shrink::shrink;
use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Once, mpsc};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

/// So long one input may take. Small machines that do other work at the same time are slow.
const HANG: Duration = Duration::from_secs(60);
/// So long a reader may take for the longest input, in seconds, without being called slow.
const SLOW: f32 = 20.0;
/// One input in so many is checked thoroughly.
const THOROUGH: u64 = 8;

/// A reader, and what it is fed with.
#[derive(Clone, Copy)]
pub struct Target {
    /// Its name on the command line.
    pub name: &'static str,
    /// Names of the files that it reads.
    pub names: &'static [&'static str],
    /// Files in its format.
    pub seeds: &'static [&'static str],
    /// Pieces of its grammar.
    pub pieces: &'static [&'static str],
    /// What is done to an input before it is read.
    pub pack: fn(&mut Random, Vec<u8>) -> Vec<u8>,
}

thread_local! {
    /// Whether panics of this thread are expected: an input is being made smaller.
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// Lets expected panics go without a word.
fn hush() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let loud = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !QUIET.get() {
                loud(info);
            }
        }));
    });
}

/// A number from the environment.
fn number(name: &str) -> Option<u64> {
    env::var(name).ok()?.parse().ok()
}

/// Runs a target, unless another one is asked for.
pub fn run(target: &Target) {
    if env::var("FUZZ_TARGET").is_ok_and(|asked| asked != target.name) {
        return;
    }
    hush();
    let (target, current) = (*target, Arc::new(AtomicU64::new(0)));
    let (done, finished) = mpsc::channel();
    let worker = {
        let current = current.clone();
        thread::spawn(move || {
            let outcome = fuzz(&target, &current);
            // The watcher may have given up.
            done.send(()).ok();
            outcome
        })
    };
    let mut last = u64::MAX;
    while let Err(mpsc::RecvTimeoutError::Timeout) = finished.recv_timeout(HANG) {
        let seed = current.load(Ordering::Relaxed);
        assert!(seed != last, "{} hangs at FUZZ_SEED={seed}", target.name);
        last = seed;
    }
    if let Err(problem) = worker.join().expect("the fuzzer's own thread") {
        panic!("{problem}");
    }
}

/// Reads inputs until the time is up; the error is what is printed.
fn fuzz(target: &Target, current: &AtomicU64) -> Result<(), String> {
    let seconds = number("FUZZ_SECONDS").unwrap_or(2);
    let (start, one) = (Instant::now(), number("FUZZ_SEED"));
    let from = one.or(number("FUZZ_FROM")).unwrap_or(0);
    for seed in from.. {
        current.store(seed, Ordering::Relaxed);
        fs::write(place(target, "seed"), seed.to_string()).ok();
        let (name, bytes) = make(target, seed);
        let began = Instant::now();
        if let Some(problem) = failure(name, &bytes, one.is_some() || seed % THOROUGH == 0) {
            return Err(report(target, seed, name, &bytes, &problem));
        }
        let took = began.elapsed().as_secs_f32();
        if took > SLOW {
            return Err(report(target, seed, name, &bytes, &format!("took {took:.1} s")));
        }
        if one.is_some() || start.elapsed().as_secs() >= seconds {
            println!("{}: {} inputs in {:.1} s", target.name, seed - from + 1, start.elapsed().as_secs_f32());
            return Ok(());
        }
    }
    Ok(())
}

/// Input number `seed`.
fn make(target: &Target, seed: u64) -> (&'static str, Vec<u8>) {
    let mut random = Random::new(seed);
    let bytes = mutate::input(&mut random, target.seeds, target.pieces);
    let name = random.pick(target.names);
    (name, (target.pack)(&mut random, bytes))
}

/// What a panic says, if the input causes one.
fn failure(name: &str, bytes: &[u8], thorough: bool) -> Option<String> {
    let panic = catch_unwind(AssertUnwindSafe(|| check(name, bytes, thorough))).err()?;
    let text = panic.downcast_ref::<String>().cloned();
    Some(text.or(panic.downcast_ref::<&str>().map(|&text| text.to_owned())).unwrap_or_else(|| "a panic".into()))
}

/// What failed, as small as it goes, and how to see it again.
fn report(target: &Target, seed: u64, name: &str, bytes: &[u8], problem: &str) -> String {
    let small = if problem.starts_with("took") {
        bytes.to_vec()
    } else {
        QUIET.set(true);
        shrink(bytes, &|bytes| failure(name, bytes, true).is_some())
    };
    QUIET.set(false);
    let file = place(target, "bin");
    fs::write(&file, &small).ok();
    let shown: String = small.escape_ascii().to_string().chars().take(3000).collect();
    format!(
        "{problem}\n\ninput {name} of {} bytes, made smaller from {} (in {}):\nb\"{shown}\"\n\n\
         again: FUZZ_TARGET={} FUZZ_SEED={seed} cargo test --test fuzz",
        small.len(),
        bytes.len(),
        file.display(),
        target.name
    )
}

/// A file for what a person may want to look at.
fn place(target: &Target, ending: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("fuzz-{}.{ending}", target.name))
}
