//! What holds for every input: nothing is lost, line ends and marks do not matter, nothing panics.
#![cfg(not(target_arch = "wasm32"))]

use newsprint::article::Article;
use newsprint::ingest::{Options, Reading, read};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, iter};

/// Marsaglia's xorshift with 64 bits: the same numbers on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}

/// The golden files with an ending, name and text.
fn golden(ending: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/articles");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|found| found == ending));
    files.sort();
    let named = |file: &PathBuf| file.file_name().unwrap().to_string_lossy().into_owned();
    files.iter().map(|file| (named(file), fs::read_to_string(file).unwrap())).collect()
}

fn reading(name: &str, text: &str) -> Reading {
    read(name, text.as_bytes(), &Options::default())
}

fn article(name: &str, text: &str) -> Article {
    let mut reading = reading(name, text);
    assert!(reading.complaints.is_empty(), "{name}: {:?}", reading.complaints);
    reading.articles.remove(0)
}

/// The article without what names places in the file: line numbers.
fn essence(name: &str, text: &str) -> Article {
    let mut article = article(name, text);
    article.removed.iter_mut().for_each(|removed| removed.line = 0);
    article.guesses.iter_mut().for_each(|guess| guess.line = 0);
    article.extra.iter_mut().for_each(|(key, _)| key.clear());
    article
}

/// How often each character that is not blank stands in the texts.
fn letters<'a>(texts: impl Iterator<Item = &'a str>) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    for letter in texts.flat_map(str::chars).filter(|c| !c.is_whitespace()) {
        *counts.entry(letter).or_insert(0) += 1;
    }
    counts
}

/// Every text of an article: fields, blocks, removed lines, and lines kept as written.
fn texts(article: &Article) -> Vec<String> {
    let fields =
        [&article.headline, &article.kicker, &article.dek, &article.byline, &article.date_text, &article.rights];
    let mut texts: Vec<String> = fields.into_iter().flatten().cloned().collect();
    texts.extend(article.dateline.iter().map(|dateline| dateline.raw.clone()));
    texts.extend(article.source.iter().map(|source| source.name.clone()));
    texts.extend(article.blocks.iter().map(|block| block.text.clone()));
    texts.extend(article.blocks.iter().filter_map(|block| block.media.credit.clone()));
    texts.extend(article.removed.iter().map(|removed| removed.text.clone()));
    let links = article.links.previous.iter().chain(&article.links.next).chain(&article.links.related);
    texts.extend(links.map(|link| link.title.clone()));
    texts.extend(article.extra.iter().filter_map(|(_, json)| serde_json::from_str(json).ok()));
    texts
}

/// Fails if a character of `text` stands nowhere in the article.
fn assert_nothing_lost(name: &str, text: &str, article: &Article) {
    let texts = texts(article);
    let found = letters(texts.iter().map(String::as_str));
    for (letter, count) in letters(iter::once(text)) {
        let kept = found.get(&letter).copied().unwrap_or_default();
        assert!(
            kept >= count,
            "{name}: {letter:?} stands {count} times in the input and {kept} times in the article\n{text}"
        );
    }
}

#[test]
fn nothing_is_lost_of_the_golden_files() {
    for (name, text) in golden("txt") {
        assert_nothing_lost(&name, &text, &article(&name, &text));
    }
}

#[test]
fn nothing_is_lost_of_lines_in_any_order() {
    let lines: Vec<String> = golden("txt")
        .iter()
        .flat_map(|(_, text)| text.lines().map(str::to_owned))
        .filter(|line| !line.is_empty())
        .collect();
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    for round in 0..400 {
        let picked: Vec<&str> = (0..1 + random.below(40)).map(|_| lines[random.below(lines.len())].as_str()).collect();
        let text = picked.join(["\n", "\n\n", "\r\n"][random.below(3)]);
        assert_nothing_lost(&format!("round {round}"), &text, &article("a.txt", &text));
    }
}

#[test]
fn line_ends_and_byte_order_marks_do_not_matter() {
    for (name, text) in golden("txt") {
        let expected = essence(&name, &text);
        let one = text.lines().filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join("\n");
        let variants = [
            ("CRLF", text.replace('\n', "\r\n")),
            ("CR", text.replace('\n', "\r")),
            ("a byte order mark", format!("\u{feff}{text}")),
            ("more blank lines", text.replace('\n', "\n\u{a0}\n")),
            ("blanks at the edges", text.replace('\n', " \t\n  ")),
            ("one line end a block", one),
        ];
        for (what, variant) in variants {
            assert_eq!(essence(&name, &variant), expected, "{name} with {what}");
        }
    }
}

#[test]
fn hard_spaces_are_blanks() {
    for (name, text) in golden("txt") {
        let plain = |article: Article| serde_json::to_string(&article).unwrap().replace('\u{a0}', " ");
        let variant = text.replace(' ', "\u{a0}");
        assert_eq!(plain(essence(&name, &variant)), plain(essence(&name, &text)), "{name}");
    }
}

/// The golden files of one article whose dateline has a dash, changed by `change`, say the same.
fn says_the_same(what: &str, change: impl Fn(&str) -> String) {
    for (name, text) in golden("txt") {
        let (before, after) = (essence(&name, &text), essence(&name, &change(&text)));
        let parts = |article: &Article| {
            let dateline = article.dateline.clone().unwrap_or_default();
            let kinds: Vec<_> = article.blocks.iter().map(|block| block.kind).collect();
            (dateline.place, dateline.agency, kinds, article.removed.len(), article.published)
        };
        assert_eq!(parts(&after), parts(&before), "{name} with {what}");
    }
}

#[test]
fn dashes_are_all_the_same() {
    says_the_same("long dashes", |text| text.replace(" – ", " — "));
    says_the_same("short dashes", |text| text.replace(" — ", " – "));
    says_the_same("two hyphens", |text| text.replace(" — ", " -- ").replace(" – ", " -- "));
}

#[test]
fn digits_of_other_scripts_are_digits() {
    let other = |zero: char| {
        move |text: &str| {
            let shift = |c: char| c.to_digit(10).and_then(|digit| char::from_u32(zero as u32 + digit)).unwrap_or(c);
            text.chars().map(shift).collect::<String>()
        }
    };
    for (name, text) in golden("txt").into_iter().filter(|(name, _)| name.starts_with("ar-")) {
        for zero in ['٠', '۰'] {
            let (before, after) = (essence(&name, &text), essence(&name, &other(zero)(&text)));
            assert_eq!(after.published, before.published, "{name}");
            assert_eq!(after.blocks.len(), before.blocks.len(), "{name}");
        }
    }
}

#[test]
fn direction_marks_change_nothing() {
    says_the_same("direction marks", |text| {
        // Only scripts from right to left have them.
        if !text.contains('ا') {
            return text.to_owned();
        }
        let mark = |line: &str| if line.trim().is_empty() { line.to_owned() } else { format!("\u{200f}{line}") };
        text.lines().map(mark).collect::<Vec<_>>().join("\n")
    });
}

#[test]
fn a_menu_above_the_page_changes_nothing() {
    let menu = "Home\nWorld\nPolitics\nBusiness\nSports\nContact us\n\n";
    let plain = |article: Article| Article { removed: Vec::new(), guesses: Vec::new(), ..article };
    for (name, text) in golden("txt") {
        let (before, after) = (essence(&name, &text), essence(&name, &format!("{menu}{text}")));
        assert_eq!(after.removed.len(), before.removed.len() + 6, "{name}");
        assert_eq!(plain(after), plain(before), "{name}");
    }
}

/// Breaks a text at a width, as mail programs do.
fn wrap(text: &str, width: usize) -> String {
    let mut wrapped = String::new();
    for line in text.lines() {
        let mut column = 0;
        for word in line.split(' ') {
            let length = word.chars().count();
            if column > 0 && column + 1 + length > width {
                wrapped.push('\n');
                column = 0;
            } else if column > 0 {
                wrapped.push(' ');
                column += 1;
            }
            wrapped.push_str(word);
            column += length;
        }
        wrapped.push('\n');
    }
    wrapped
}

#[test]
fn wrapped_text_is_put_together_again() {
    // Left out: texts with too few long lines to tell, and scripts without blanks between words to wrap at.
    let too_few = |name: &str| ["short", "tail", "zh", "th-"].iter().any(|part| name.contains(part));
    for (name, text) in golden("txt").into_iter().filter(|(name, _)| !too_few(name)) {
        for width in [64, 72, 78] {
            assert_eq!(essence(&name, &wrap(&text, width)), essence(&name, &text), "{name} at {width}");
        }
    }
}

#[test]
fn random_bytes_give_an_article_or_a_complaint() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let pieces = [
        "\n",
        "\r",
        " ",
        "---\n",
        "+++\n",
        "{\"text\":",
        "\"a\"}",
        "# ",
        "- ",
        "(",
        ")",
        "—",
        "Photo:",
        "By ",
        "2013-05-29",
        "12",
        ":",
        "é",
        "ب",
        "新",
        "🙂",
        "<b>",
        "|",
        "[^1]",
        "&a",
        "*a",
        "= [",
        "Related",
        "Next Article",
        "Tags:",
        "A dam fell. ",
    ];
    for round in 0..3000 {
        let mut bytes = Vec::new();
        for _ in 0..random.below(60) {
            match random.below(12) {
                0 => bytes.push(random.below(256) as u8),
                _ => bytes.extend(pieces[random.below(pieces.len())].as_bytes()),
            }
        }
        let name = ["a.txt", "a.md", "a.jsonl", "a"][random.below(4)];
        for raw_text in [false, true] {
            let reading = read(name, &bytes, &Options { raw_text, ..Options::default() });
            assert!(!reading.articles.is_empty() || !reading.complaints.is_empty(), "round {round}: {bytes:?}");
        }
    }
}

#[test]
fn every_cut_of_a_golden_file_is_read() {
    for (name, text) in golden("txt").into_iter().chain(golden("md")) {
        for end in 0..=text.len().min(1500) {
            let reading = read(&name, &text.as_bytes()[..end], &Options::default());
            assert!(!reading.articles.is_empty() || !reading.complaints.is_empty(), "{name} cut at {end}");
        }
    }
}

#[test]
fn bad_files_are_named_with_their_line() {
    for (name, bytes, line) in [("empty.txt", &b""[..], None), ("binary.txt", b"\x01\x02\x03", Some(1))] {
        let reading = read(name, bytes, &Options::default());
        assert!(reading.articles.is_empty(), "{name}");
        let complaint = &reading.complaints[0];
        assert!(complaint.fatal && complaint.file == name && complaint.line == line, "{complaint}");
    }
}

#[test]
fn a_file_of_one_line_is_an_article_without_headline() {
    let article = article("one.txt", "The river rose again overnight and took the bridge at Karima.");
    assert_eq!((article.headline.as_deref(), article.blocks.len(), article.id.as_str()), (None, 1, "one"));
}

#[test]
fn the_text_of_json_lines_is_classified_when_asked() {
    let line = r#"{"id":"1","title":"Dam falls","text":"Share\nThe dam at Karima fell overnight, officials said on Monday.\nNobody was hurt, they said, but the town is cut off.\nRelated Posts"}"#;
    let given = &read("a.jsonl", line.as_bytes(), &Options::default()).articles[0];
    assert_eq!((given.blocks.len(), given.removed.len()), (4, 0));
    let sorted = &read("a.jsonl", line.as_bytes(), &Options { raw_text: true, ..Options::default() }).articles[0];
    assert_eq!((sorted.blocks.len(), sorted.removed.len()), (2, 2));
    assert_eq!(sorted.headline.as_deref(), Some("Dam falls"));
}
