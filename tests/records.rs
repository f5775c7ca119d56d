//! What holds for every record, in whatever format: nothing that it says is lost, and nothing makes a reader panic.
#![cfg(not(target_arch = "wasm32"))]

use newsprint::article::{Article, Block};
use newsprint::ingest::{Options, Reading, read};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Marsaglia's xorshift with 64 bits: the same numbers on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }

    fn of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }

    fn words(&mut self) -> String {
        const WORDS: [&str; 10] = ["river", "Überfluss", "下雨", "مطر", "dam-7", "“rain”", "O’Hara", "a_b", "№5", "x"];
        let count = 1 + self.below(5);
        (0..count).map(|_| *self.of(&WORDS)).collect::<Vec<_>>().join(" ")
    }

    /// A value as records have them: mostly a text.
    fn value(&mut self) -> Value {
        match self.below(12) {
            0 => json!([self.words(), self.words()]),
            1 => json!({"name": self.words(), "other": self.words()}),
            2 => json!({"name": self.words()}),
            3 => json!([{"name": self.words(), "url": "u"}]),
            4 => json!(format!("{}\n{}\r\n\n{}", self.words(), self.words(), self.words())),
            5 => json!([[self.words()], {"a": {"b": self.words()}}]),
            6 => json!(format!("https://example.org/{}", self.words())),
            7 => Value::Null,
            _ => json!(self.words()),
        }
    }
}

/// Keys: ours, other names for the same, and some that mean nothing.
const KEYS: [&str; 44] = [
    "id",
    "title",
    "text",
    "date",
    "lang",
    "url",
    "author",
    "tags",
    "source",
    "place",
    "headline",
    "Title",
    "content",
    "body",
    "maintext",
    "content_text",
    "published_at",
    "updated",
    "language",
    "link",
    "authors",
    "byline",
    "keywords",
    "category",
    "section",
    "publisher",
    "location",
    "kicker",
    "dek",
    "description",
    "summary",
    "highlights",
    "rights",
    "license",
    "image",
    "top_image",
    "image_caption",
    "image_alt",
    "photo_credit",
    "slug",
    "zz",
    "blocks",
    "items",
    "Data",
];

/// Every text in a value.
fn strings(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => texts.push(text.clone()),
        Value::Array(list) => list.iter().for_each(|value| strings(value, texts)),
        Value::Object(keys) => keys.values().for_each(|value| strings(value, texts)),
        _ => {}
    }
}

/// How often each character that is not blank stands in the texts.
fn letters(texts: &[String]) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    for letter in texts.iter().flat_map(|text| text.chars()).filter(|c| !c.is_whitespace()) {
        *counts.entry(letter).or_insert(0) += 1;
    }
    counts
}

fn block_texts(block: &Block) -> Vec<String> {
    let media = &block.media;
    let mut texts = vec![block.text.clone()];
    texts.extend([&media.src, &media.alt, &media.credit].into_iter().flatten().cloned());
    texts
}

/// Every text of an article.
fn texts(article: &Article) -> Vec<String> {
    let Article { headline, kicker, dek, byline, date_text, rights, lang, url, .. } = article;
    let mut texts: Vec<String> =
        [headline, kicker, dek, byline, date_text, rights, lang, url].into_iter().flatten().cloned().collect();
    texts.push(article.id.clone());
    texts.extend(article.authors.iter().flat_map(|person| [person.url.clone(), person.role.clone()]).flatten());
    if byline.as_ref().is_some_and(|byline| article.authors.iter().any(|person| !byline.contains(&person.name))) {
        texts.extend(article.authors.iter().map(|person| person.name.clone()));
    }
    texts.extend(article.dateline.iter().filter_map(|dateline| dateline.place.clone()));
    texts.extend(article.source.iter().map(|source| source.name.clone()));
    texts.extend(article.highlights.iter().chain(&article.sections).chain(&article.tags).cloned());
    texts.extend(article.blocks.iter().flat_map(block_texts));
    texts.extend(article.removed.iter().map(|removed| removed.text.clone()));
    for (_, json) in &article.extra {
        strings(&serde_json::from_str(json).unwrap(), &mut texts);
    }
    texts
}

/// Fails if a character of the record stands nowhere in what was read. A record of which nothing was read is complained
/// of.
#[track_caller]
fn assert_kept(record: &Map<String, Value>, reading: &Reading, written: &str) {
    let [article] = reading.articles.as_slice() else {
        assert_eq!(reading.articles.len() + reading.complaints.len(), 1, "{written}: {reading:?}");
        return;
    };
    let mut given = Vec::new();
    record.values().for_each(|value| strings(value, &mut given));
    let found = letters(&texts(article));
    for (letter, count) in letters(&given) {
        let kept = found.get(&letter).copied().unwrap_or_default();
        assert!(kept >= count, "{letter:?} stands {count} times in the record, {kept} in {article:?}\n{written}");
    }
}

fn record(random: &mut Random) -> Map<String, Value> {
    let count = 1 + random.below(9);
    (0..count).map(|_| ((*random.of(&KEYS)).to_owned(), random.value())).collect()
}

#[test]
fn nothing_that_a_record_of_json_says_is_lost() {
    let mut random = Random(0x5eed);
    for _ in 0..3000 {
        let record = record(&mut random);
        if record.get("items").is_some_and(Value::is_array) {
            continue;
        }
        let line = Value::Object(record.clone()).to_string();
        assert_kept(&record, &read("a.jsonl", line.as_bytes(), &Options::default()), &line);
        let list = format!("[\n{line}\n]");
        assert_kept(&record, &read("a.json", list.as_bytes(), &Options::default()), &list);
    }
}

#[test]
fn nothing_that_a_row_says_is_lost() {
    let mut random = Random(0xace);
    for _ in 0..2000 {
        let mut record = record(&mut random);
        record.retain(|_, value| value.is_string());
        record.insert("title".into(), json!("T"));
        let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let header: Vec<_> = record.keys().map(|key| quoted(key)).collect();
        // Rows may be shorter than the header, and a cell may go over several lines.
        let width = 1 + random.below(record.len());
        record = record.into_iter().take(width).collect();
        if let Some(Value::String(last)) = record.values_mut().next_back().filter(|_| random.below(2) == 0) {
            last.push_str("\ntwo");
        }
        let row: Vec<_> = record.values().map(|value| quoted(value.as_str().unwrap())).collect();
        let separator = *random.of(&[",", ";", "\t", "|"]);
        let table = format!("{}\n{}\n", header.join(separator), row.join(separator));
        assert_kept(&record, &read("a.csv", table.as_bytes(), &Options::default()), &table);
    }
}

const FILES: [(&str, &str); 10] = [
    ("a.jsonl", "{\"title\":\"A \\u00e9\",\"text\":\"One.\\nTwo.\",\"tags\":[\"a\"],\"n\":1.5}\n{\"text\":\"x\"}\n"),
    ("b.json", "[{\"title\":\"A\",\"content\":\"<p>One</p>\",\"author\":{\"name\":\"B\"}},\n {\"title\":\"C\"}]"),
    (
        "c.json",
        "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"F\",\"items\":[{\"id\":1,\"content_text\":\"x\"}]}",
    ),
    (
        "d.json",
        "{\"db\":[{\"data\":{\"posts\":[{\"id\":1,\"title\":\"A\",\"status\":\"published\",\"lexical\":\"{\\\"root\\\":{\\\"children\\\":[{\\\"text\\\":\\\"x\\\"}]}}\"}],\"users\":[]}}]}",
    ),
    (
        "e.jsonl",
        "{\"id\":\"a\",\"blocks\":[{\"kind\":\"para\",\"text\":\"é One\",\"spans\":[{\"start\":0,\"end\":2,\"style\":\"strong\"}]}],\"dateline\":{\"raw\":\"X — \"},\"extra\":{\"a\":[1]}}",
    ),
    ("f.csv", "id,title,text\n1,A,\"x \"\"y\"\"\nz\"\n2,B,é\n"),
    (
        "g.mbox",
        "From a@b.example Mon Jan  1 00:00:00 2024\nFrom: A <a@b.example>\nSubject: =?utf-8?q?=C3=A9?=\nContent-Type: text/html\n\n<p>One</p>\n",
    ),
    ("h.story", "One.\n\n@highlight\n\nTwo.\n"),
    ("_posts/2020-01-02-i.ar.md", "{\n\"title\": \"A\",\n\"tags\": [1]\n}\nText\n<!--more-->\n"),
    ("j.md", ";;;\n\"title\": \"A\", \"draft\": false\n;;;\nText\n"),
];

/// A text with some of its characters changed, cut, doubled or put elsewhere.
fn mutated(text: &str, random: &mut Random) -> Vec<u8> {
    const BYTES: &[u8] = b"\"\\{}[]:,;|\n\r\t \0-<>&'@\xc3\xff0Ne";
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=random.below(4) {
        let at = random.below(bytes.len() + 1);
        match random.below(5) {
            0 => bytes.truncate(at),
            1 => bytes.insert(at, *random.of(BYTES)),
            2 if at < bytes.len() => bytes[at] = *random.of(BYTES),
            3 if at < bytes.len() => drop(bytes.remove(at)),
            _ => {
                let piece = bytes[at..(at + random.below(30)).min(bytes.len())].to_vec();
                let to = random.below(bytes.len() + 1);
                bytes.splice(to..to, piece);
            }
        }
    }
    bytes
}

#[test]
fn no_broken_file_makes_a_reader_panic_and_each_reading_is_the_same() {
    let mut random = Random(0xbad);
    for (name, text) in FILES {
        let whole = read(name, text.as_bytes(), &Options::default());
        assert!(!whole.articles.is_empty() && whole.complaints.is_empty(), "{name}: {whole:?}");
        for _ in 0..400 {
            let bytes = mutated(text, &mut random);
            let options = Options { raw_text: random.below(4) == 0, ..Options::default() };
            let [first, second] = [0, 1].map(|_| format!("{:?}", read(name, &bytes, &options)));
            assert_eq!(first, second);
        }
    }
}

#[test]
fn a_list_with_many_breaks_is_read_in_time() {
    let list = format!("[{}]", "{\"title\":\"A\",\"x\":\"},".repeat(20_000));
    let reading = read("a.json", format!("[{{\"title\":\"B\"}},{}", &list[1..]).as_bytes(), &Options::default());
    assert!(!reading.complaints.is_empty() && reading.complaints.len() < 100);
    let open = format!("title,text\n{}", "A,\"never closed\n".repeat(20_000));
    assert!(read("a.csv", open.as_bytes(), &Options::default()).complaints.len() < 20_001);
}
