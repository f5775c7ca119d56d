//! How fast the core is, natively: reading and building an archive, opening it, answering queries and keystrokes.
//!
//! `cargo bench` prints one line a figure: what, median, 99th percentile. Articles are made up from a vocabulary with the
//! frequencies of natural language (Zipf's law), the same on every machine. Machines differ and are noisy: compare
//! figures of one run only.
#![cfg(not(target_arch = "wasm32"))]

use newsprint::archive::read::Archive;
use newsprint::article::{Article, Block, Stamp};
use newsprint::index::{self, Builder, Choices, Digester};
use newsprint::ingest;
use newsprint::search::{Options, search};
use std::time::{Duration, Instant};

/// Articles, and words of each: about what a small newspaper writes in a year.
const ARTICLES: usize = 2_000;
const WORDS: usize = 380;
/// Files that are digested together.
const BATCH: usize = 500;
/// Different words.
const VOCABULARY: usize = 30_000;

fn main() {
    let mut random = Random(1);
    let vocabulary: Vec<String> = (0..VOCABULARY).map(|_| random.word()).collect();
    let articles: Vec<Article> = (0..ARTICLES).map(|number| random.article(number, &vocabulary)).collect();
    let bytes: usize = articles.iter().flat_map(Article::texts).map(str::len).sum();

    read_and_build(&articles, bytes);
    let start = Instant::now();
    let archive = index::build(articles);
    let seconds = start.elapsed().as_secs_f64();
    println!("{ARTICLES} articles of {WORDS} words, {:.1} MB of text", bytes as f64 / 1e6);
    println!("build            {:>8.1} MB/s of text, one thread reads", bytes as f64 / 1e6 / seconds);
    println!("archive          {:>8.0} bytes an article", archive.len() as f64 / ARTICLES as f64);

    report("open", (0..50).map(|_| time(|| drop(Archive::whole(archive.clone())))).collect());
    let archive = Archive::whole(archive).expect("an archive that was just built");
    let two_words = |random: &mut Random| [random.pick(&vocabulary), random.pick(&vocabulary)].join(" ");
    report("first query", vec![time(|| answer(&archive, &two_words(&mut random)))]);
    report("one word", (0..500).map(|_| timed(&archive, &random.pick(&vocabulary))).collect());
    report("two words", (0..500).map(|_| timed(&archive, &two_words(&mut random))).collect());
    let phrase = |random: &mut Random| format!("\"{}\"", two_words(random));
    report("phrase", (0..500).map(|_| timed(&archive, &phrase(&mut random))).collect());
    let typed: Vec<String> = (0..60).flat_map(|_| keystrokes(&two_words(&mut random))).collect();
    report("keystroke", typed.iter().map(|query| timed(&archive, query)).collect());
}

/// Builds from the same articles as they come in files: JSON Lines, then a file each of Markdown and of raw text.
fn read_and_build(articles: &[Article], bytes: usize) {
    let lines: String = articles.iter().map(json_line).collect();
    let each = |ending: &str, file: fn(&Article) -> String| -> Vec<(String, String)> {
        articles.iter().map(|article| (format!("{}.{ending}", article.id), file(article))).collect()
    };
    let inputs = [
        ("from JSON Lines", vec![("articles.jsonl".into(), lines)]),
        ("from Markdown", each("md", markdown)),
        ("from raw text", each("txt", raw)),
    ];
    for (what, files) in inputs {
        let time = time(|| {
            let (mut builder, mut digester) = (Builder::default(), Digester::default());
            for files in files.chunks(BATCH) {
                let read = |(name, text): &(String, String)| {
                    ingest::read(name, text.as_bytes(), &ingest::Options::default()).articles
                };
                let added = builder.add(digester.digest(&files.iter().flat_map(read).collect::<Vec<_>>()));
                added.expect("memory");
            }
            assert_eq!(builder.articles(), articles.len(), "{what}");
            let outcome = builder.finish(Choices::default()).expect("memory");
            std::hint::black_box(outcome.archive.whole().expect("memory"));
        });
        println!("{what:<16} {:>8.1} MB/s of text, one thread reads", bytes as f64 / 1e6 / time.as_secs_f64());
    }
}

fn json_line(article: &Article) -> String {
    let (title, text) = (article.display_title(), article.texts().collect::<Vec<_>>().join("\\n"));
    let date = article.published.map(|date| date.to_string()).unwrap_or_default();
    format!("{{\"id\":\"{}\",\"title\":\"{title}\",\"date\":\"{date}\",\"text\":\"{text}\"}}\n", article.id)
}

fn markdown(article: &Article) -> String {
    let text = article.texts().collect::<Vec<_>>().join("\n\n");
    let date = article.published.map(|date| date.to_string()).unwrap_or_default();
    format!("---\ntitle: {}\ndate: {date}\ntags: [river, rain]\n---\n{text}\n", article.display_title())
}

fn raw(article: &Article) -> String {
    let text = article.texts().collect::<Vec<_>>().join("\n\n");
    format!("{}\n\nBy Ana Ruiz\n\nMay 3, 2013\n\n{text}\n\nShare this\n", article.display_title())
}

/// A query as it is typed, one text a key.
fn keystrokes(query: &str) -> Vec<String> {
    query.char_indices().map(|(at, c)| query[..at + c.len_utf8()].to_string()).collect()
}

fn answer(archive: &Archive, query: &str) {
    let answer = search(archive, query, &Options::default()).expect("an archive that is whole");
    std::hint::black_box(answer);
}

fn timed(archive: &Archive, query: &str) -> Duration {
    time(|| answer(archive, query))
}

fn time(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn report(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3;
    println!("{what:<16} {:>8.3} ms median {:>8.3} ms p99", at(0.5), at(0.99));
}

/// The generator xorshift64* (Marsaglia 2003; Vigna 2016).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33
    }

    /// Two to four syllables.
    fn word(&mut self) -> String {
        const SYLLABLES: [&str; 16] =
            ["ba", "der", "kon", "li", "mar", "no", "pre", "ri", "sul", "ta", "ver", "wi", "zan", "gor", "hem", "fo"];
        (0..2 + self.next() % 3).map(|_| SYLLABLES[(self.next() % 16) as usize]).collect()
    }

    /// A word by Zipf's law: rank r about as often as 1/r.
    fn pick(&mut self, vocabulary: &[String]) -> String {
        let uniform = self.next() as f64 / (1u64 << 31) as f64;
        let rank = (vocabulary.len() as f64).powf(uniform) as usize;
        vocabulary[rank.min(vocabulary.len() - 1)].clone()
    }

    fn article(&mut self, number: usize, vocabulary: &[String]) -> Article {
        let mut text = |words: usize| (0..words).map(|_| self.pick(vocabulary)).collect::<Vec<_>>().join(" ");
        let blocks = (0..WORDS / 40).map(|_| Block::para(text(40))).collect();
        let published = Stamp::day(2000 + (number / 365) as u16, 1 + (number / 28 % 12) as u8, 1 + (number % 28) as u8);
        Article {
            id: format!("article-{number}"),
            headline: Some(text(8)),
            lang: Some("en".into()),
            published,
            blocks,
            ..Article::default()
        }
    }
}
