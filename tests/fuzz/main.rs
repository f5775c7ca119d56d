//! A plain fuzzer: for each reader, made-up files and pieces of its grammar, cut, spliced, nested and broken at random.
//!
//! What must hold of every input is in `check.rs`: the reader neither panics nor hangs, gives an article, something left
//! out or a complaint, the same each time; spans lie within their texts; and of raw text nothing is lost.
//!
//! ```text
//! cargo test --test fuzz                                       two seconds for each reader
//! FUZZ_SECONDS=600 FUZZ_TARGET=html cargo test --release --test fuzz
//! FUZZ_TARGET=html FUZZ_SEED=4711 cargo test --test fuzz       one input again
//! FUZZ_FROM=1000000 …                                          other inputs than those from 0 on
//! ```
//!
//! Input number N of a reader is the same on every machine. What fails is printed, made as small as it goes, with its
//! number; it also lies in `target/tmp/fuzz-TARGET.bin`. If the whole process ends (a stack overflow), the number stands
//! in `target/tmp/fuzz-TARGET.seed`.
#![cfg(not(target_arch = "wasm32"))]

mod check;
mod mutate;
mod pack;
mod random;
mod runner;
mod seeds;
mod shrink;

use runner::{Target, run};

/// A test for each reader, named after it.
macro_rules! targets {
    ($($(#[$doc:meta])* $name:ident { names: $names:expr, seeds: $seeds:expr, pieces: $pieces:expr, pack: $pack:expr })*) => {
        $($(#[$doc])* #[test] fn $name() {
            run(&Target {
                name: stringify!($name),
                names: &$names,
                seeds: $seeds,
                pieces: $pieces,
                pack: $pack,
            });
        })*
    };
}

targets! {
    text { names: ["a.txt", "a", "a/b.text"], seeds: seeds::TEXT, pieces: seeds::TEXT_PIECES, pack: pack::plain }
    markdown { names: ["a.md", "a.txt"], seeds: seeds::MARKDOWN, pieces: seeds::MARKDOWN_PIECES, pack: pack::plain }
    html { names: ["a.html", "a.txt", "a.htm"], seeds: seeds::HTML, pieces: seeds::HTML_PIECES, pack: pack::plain }
    fragment { names: ["a.xml"], seeds: seeds::HTML, pieces: seeds::HTML_PIECES, pack: pack::in_feed }
    html_in_markdown { names: ["a.md"], seeds: seeds::HTML, pieces: seeds::MARKDOWN_PIECES, pack: pack::plain }
    jsonl { names: ["a.jsonl", "a"], seeds: seeds::JSONL, pieces: seeds::JSON_PIECES, pack: pack::plain }
    json { names: ["a.json", "a"], seeds: seeds::JSON, pieces: seeds::JSON_PIECES, pack: pack::plain }
    ghost { names: ["a.json"], seeds: seeds::GHOST, pieces: seeds::JSON_PIECES, pack: pack::plain }
    json_feed { names: ["feed.json"], seeds: seeds::JSON_FEED, pieces: seeds::JSON_PIECES, pack: pack::plain }
    csv { names: ["a.csv", "a.tsv"], seeds: seeds::CSV, pieces: seeds::CSV_PIECES, pack: pack::plain }
    wordpress { names: ["a.xml", "a"], seeds: seeds::WORDPRESS, pieces: seeds::XML_PIECES, pack: pack::plain }
    feed { names: ["a.xml", "a.rss"], seeds: seeds::FEED, pieces: seeds::XML_PIECES, pack: pack::plain }
    mbox { names: ["a.mbox", "a"], seeds: seeds::MBOX, pieces: seeds::MBOX_PIECES, pack: pack::plain }
    story { names: ["a.story", "a.txt"], seeds: seeds::STORY, pieces: seeds::TEXT_PIECES, pack: pack::plain }
    printed { names: ["a.txt", "a"], seeds: seeds::PRINTED, pieces: seeds::PRINTED_PIECES, pack: pack::plain }
    zip { names: ["a.zip"], seeds: seeds::TEXT, pieces: seeds::HTML_PIECES, pack: pack::zipped }
    gzip { names: ["a.txt.gz", "a.gz"], seeds: seeds::JSONL, pieces: seeds::TEXT_PIECES, pack: pack::gzipped }
    encodings { names: ["a.txt", "a.html", "a.xml"], seeds: seeds::SCRIPTS, pieces: seeds::TEXT_PIECES, pack: pack::encoded }
}
