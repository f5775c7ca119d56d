//! Makes up news archives of any size, to measure with; from the same seed the same bytes on every machine.
//!
//! What counts for a search engine is how words are spread, so that is modelled: frequencies by the law of Zipf, a
//! vocabulary that grows for ever, topics and stories whose words come together and in their time, headlines whose words
//! the article says again ([`news`], [`words`], [`random`]). Grammar and sense are not.
//!
//! `measure` tells how far that is like real articles. Beside the 2,092 of bbc-news (British news of two years, sorted by
//! subject, without dates) stand as many that were made up, and 100,000 of them:
//!
//! ```text
//!                                              bbc-news   2,092 made up   100,000
//! words an article, different ones             394, 206        313, 180  313, 180
//! different words among 16,384                    3,437           3,997     4,087
//! different words among 131,072                  10,459          14,234    14,377
//! different words among 524,288                  23,367          27,154    27,274
//! different words among 16,777,216                    -               -   139,749
//! % of articles with the word of rank 10           86.4            89.5      90.4
//! % of articles with the word of rank 100          24.0            27.2      26.7
//! % of articles with the word of rank 1,000        3.78            2.53      2.48
//! % of articles with the word of rank 10,000        .19             .19       .21
//! % of words in one article only                   41.8            42.4      41.8
//! % of a headline's words that the body holds      67.2            66.0      65.4
//! % of articles with such a word, median            2.0             1.4       1.1
//! two neighbours together / by chance, p50, p75  1.3, 3.4        1.1, 4.6  1.2, 1.8
//! ```
//!
//! ```sh
//! cargo bench --bench generate -- articles 10000 > articles.jsonl
//! cargo bench --bench generate -- queries articles.jsonl > queries.jsonl
//! cargo bench --bench generate -- measure articles.jsonl ../shared/corpora/bbc-news/docs.jsonl.gz
//! ```
#![cfg(not(target_arch = "wasm32"))]
#![forbid(unsafe_code)]

mod archive;
mod measure;
mod news;
mod queries;
mod random;
mod words;

use clap::Parser;
use std::env;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

#[derive(Parser)]
enum Command {
    /// Writes articles to standard output, as JSON Lines
    Articles {
        number: u64,
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Prints how the words of JSON Lines are spread
    Measure { files: Vec<PathBuf> },
    /// Writes queries to standard output, made of the headlines in JSON Lines
    Queries { file: PathBuf },
}

fn main() -> io::Result<()> {
    let out = &mut BufWriter::with_capacity(1 << 20, io::stdout().lock());
    // Cargo adds an argument of its own.
    match Command::parse_from(env::args().filter(|argument| argument != "--bench")) {
        Command::Articles { number, seed } => archive::Archive::new(seed, number).write(out)?,
        Command::Measure { files } => {
            for file in files {
                writeln!(out, "{}", measure::measure(&mut lines(&file)?)?)?;
            }
        }
        Command::Queries { file } => queries::write(&mut lines(&file)?, out)?,
    }
    out.flush()
}

/// What a line of JSON holds of an article.
#[derive(serde::Deserialize)]
struct Line {
    #[serde(default)]
    title: String,
    #[serde(default)]
    text: String,
}

/// The articles of a file, which may be packed with gzip.
fn lines(path: &Path) -> io::Result<impl Iterator<Item = io::Result<Line>> + use<>> {
    let file = File::open(path)?;
    let reader: Box<dyn io::Read> = match path.extension() {
        Some(ending) if ending == "gz" => Box::new(flate2::read::MultiGzDecoder::new(file)),
        _ => Box::new(file),
    };
    let lines = BufReader::with_capacity(1 << 20, reader).lines();
    Ok(lines.map(|line| Ok(serde_json::from_str(&line?)?)))
}

/// The words of a text, in small letters.
fn words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase)
}
