//! The command line: `newsprint parse`, `build` and `search`.
//!
//! Results go to standard output, progress and complaints to standard error. Exit code 0: done; 1: the input was at
//! fault; 2: the call was.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

#[cfg(not(target_arch = "wasm32"))]
mod cli;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    cli::run()
}

/// Test runners build every target for wasm too, where there is no command line.
#[cfg(target_arch = "wasm32")]
fn main() {}
