//! One module a command; what they share: [`failure`] and [`input`].

// `eprintln` panics where standard error is closed: `terminal::say` does not.
#![deny(clippy::print_stderr)]

mod args;
mod aside;
mod build;
mod config;
mod destination;
mod doctor;
mod explain;
mod export;
mod failure;
mod find;
mod hold;
mod input;
mod inspect;
mod json;
mod list;
mod load;
mod offline;
mod pages;
mod parse;
mod pipeline;
mod progress;
mod report;
mod scratch;
mod search;
mod serve;
mod severity;
mod single;
mod site;
mod stock;
mod survey;
mod synonyms;
mod tally;
mod terminal;
mod tongue;
mod work;

use args::{Args, Command};
use clap::Parser;
use failure::Failure;
use std::process::ExitCode;

/// Reads the arguments, runs the command, prints what went wrong on one line.
pub fn run() -> ExitCode {
    let result = match Args::parse().command {
        Command::Parse(args) => parse::run(&args),
        Command::Build(args) => build::run(&args),
        Command::Search(args) => search::run(&args),
        Command::Export(args) => export::run(&args),
        Command::Serve(args) => serve::run(&args),
        Command::Doctor(args) => doctor::run(&args),
        Command::Inspect(args) => inspect::run(&args),
    };
    match result {
        Ok(()) | Err(Failure::Closed) => ExitCode::SUCCESS,
        Err(failure) => {
            terminal::say(&format!("newsprint: {}", terminal::shown(&failure.to_string())));
            failure.exit_code()
        }
    }
}
