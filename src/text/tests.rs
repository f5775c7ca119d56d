//! The pipeline as a whole: examples, and properties of any text.

use super::*;

/// Surface, term, position of each token.
fn tokens(text: &str, lang: Lang) -> Vec<(String, String, u32)> {
    let mut found = Vec::new();
    Analyzer::new(lang).analyze(text, |t| found.push((t.surface.into(), t.term.into(), t.position)));
    found
}

#[track_caller]
fn terms(text: &str, lang: Lang, expected: &[&str]) {
    let found: Vec<String> = tokens(text, lang).into_iter().map(|(_, term, _)| term).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn sentences() {
    terms("The Ministers’ elections weren't postponed.", Lang::EN, &["the", "minist", "elect", "werent", "postpon"]);
    terms("Die Äpfel der Großmutter", Lang::DE, &["die", "apfel", "der", "grossm"]);
    terms("L'Assemblée d'aujourd'hui", Lang::FR, &["l", "assemb", "d", "aujour", "hui"]);
    terms("İstanbul'un IŞIKLARI", Lang::TR, &["istan", "isikl"]);
    terms("والمدارس في أربيل", Lang::AR, &["مدارس", "في", "اربيل"]);
    terms("كوردستان و هەولێر", Lang::CKB, &["کوردستان", "و", "هەولێر"]);
    terms("Ruby 2.0.0-p645", Lang::BG, &["ruby", "2.0.0", "p645"]);
    terms("東京都", Lang::JA, &["東京", "京都"]);
}

#[test]
fn surface_keeps_what_the_term_drops() {
    let expected =
        [("élections", "elect", 0), ("naïves", "naiv", 1)].map(|(s, t, p)| (s.to_string(), t.to_string(), p));
    assert_eq!(tokens("ÉLECTIONS naïves", Lang::EN), expected);
}

/// A small generator of well-mixed numbers (Marsaglia's xorshift), so that the tests need no crate.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as u32 % limit
    }

    /// A character from where trouble lives more often than from anywhere.
    fn character(&mut self) -> char {
        let blocks = [
            0x20..0x80,
            0xA0..0x250,
            0x300..0x600,
            0x600..0x700,
            0x900..0xE80,
            0x1000..0x1800,
            0x1E00..0x2100,
            0x3000..0x3100,
            0x4E00..0x4E20,
            0xAC00..0xAC20,
            0xFE00..0x1_0000,
            0x1_0000..0x2_FFFF,
            0..0x11_0000,
        ];
        let block = blocks[self.below(blocks.len() as u32) as usize].clone();
        char::from_u32(block.start + self.below(block.end - block.start)).unwrap_or('\'')
    }
}

#[test]
fn any_text_gives_sound_tokens() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let langs = ["en", "fr", "tr", "ar", "fa", "ckb", "ja", "el", "und"].map(Lang::from_tag);
    for round in 0..5_000 {
        let length = random.below(40);
        let text: String = (0..length).map(|_| random.character()).collect();
        sound(&text, langs[round % langs.len()]);
        guess(&text);
    }
}

/// Asserts what holds for the tokens of every text.
#[track_caller]
fn sound(text: &str, lang: Lang) {
    let mut last: Option<(Range<usize>, u32)> = None;
    let mut other = Analyzer::new(lang);
    Analyzer::new(lang).analyze(text, |token| {
        assert!(!token.surface.is_empty() && !token.term.is_empty(), "{text:?} {token:?}");
        assert!(text.get(token.span.clone()).is_some_and(|s| !s.is_empty()), "{text:?} {token:?}");
        assert!(token.surface.chars().count() <= MAX_CHARS);
        assert_eq!(other.word(token.surface), token.term);
        if let Some((span, position)) = last.replace((token.span.clone(), token.position)) {
            assert!(
                position < token.position && span.start < token.span.start && span.end <= token.span.end.max(span.end)
            );
            let pair = position + 1 == token.position && token.span.start < span.end;
            assert!(pair || span.end <= token.span.start, "{text:?} {token:?}");
        }
    });
}

#[test]
fn large_texts_take_linear_time() {
    let n = 50_000;
    let start = std::time::Instant::now();
    for (piece, lang) in [
        ("a", "en"),
        ("é", "fr"),
        ("\u{301}", "en"),
        ("a\u{301}", "en"),
        ("漢", "zh"),
        ("\'", "en"),
        ("a'", "en"),
        ("a.", "en"),
        ("1.", "en"),
        ("ก", "th"),
        ("\u{E48}", "th"),
        ("و", "ar"),
        ("s's", "en"),
        ("y", "en"),
        ("İ", "tr"),
        ("\u{200D}", "fa"),
    ] {
        let text = piece.repeat(n);
        sound(&text, Lang::from_tag(lang));
        sound(&format!("漢{text}"), Lang::from_tag(lang));
        sound(&format!("a{text}"), Lang::from_tag(lang));
        guess(&text);
    }
    assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
}
