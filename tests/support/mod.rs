//! What integration tests share: chance that repeats, and made-up articles in several scripts.
#![allow(dead_code)] // Each test uses a part of it.

#[cfg(target_arch = "wasm32")]
pub mod page;
#[cfg(not(target_arch = "wasm32"))]
pub mod queries;
#[cfg(not(target_arch = "wasm32"))]
pub mod reference;

use newsprint::article::{
    Article, Block, Dateline, Dir, Kind, Link, Links, Media, Person, Source, SourceKind, Span, Stamp, Style,
};

/// How many times as much a test does as it does by default: `NEWSPRINT_ROUNDS`.
#[cfg(not(target_arch = "wasm32"))]
pub fn rounds() -> u64 {
    std::env::var("NEWSPRINT_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(1)
}

/// Marsaglia's xorshift with 64 bits: the same numbers on every machine.
pub struct Random(u64);

impl Random {
    /// Begins at a seed, which must not be 0.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number from 0 to `limit - 1`.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }

    /// True once in `times`.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of these.
    #[track_caller]
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}

/// A made-up language: what its words are put together from, in the script of a real one.
pub struct Tongue {
    /// The language whose rules its texts are analysed by; empty: it is guessed.
    pub tag: &'static str,
    stops: &'static [&'static str],
    syllables: &'static [&'static str],
    endings: &'static [&'static str],
    /// What stands between two words.
    blank: &'static str,
}

pub const TONGUES: &[Tongue] = &[
    Tongue {
        tag: "en",
        stops: &["the", "of", "and", "in"],
        syllables: &["bor", "der", "mar", "ket", "ri", "ver", "lan", "tor", "hil", "wen"],
        endings: &["", "", "s", "ed", "ing", "'s"],
        blank: " ",
    },
    Tongue {
        tag: "de",
        stops: &["der", "und", "in"],
        syllables: &["gren", "ze", "ä", "markt", "über", "fluß", "tal", "öl"],
        endings: &["", "en", "er"],
        blank: " ",
    },
    Tongue {
        tag: "fr",
        stops: &["le", "et", "de"],
        syllables: &["ma", "rai", "né", "vil", "le", "por", "l'", "eau"],
        endings: &["", "s", "ment"],
        blank: " ",
    },
    Tongue {
        tag: "ckb",
        stops: &["لە", "و"],
        syllables: &["سلێ", "مان", "ڕۆژ", "نا", "مە", "کو", "شار"],
        endings: &["", "ی", "ەکە"],
        blank: " ",
    },
    Tongue {
        tag: "ru",
        stops: &["и", "в", "на"],
        syllables: &["гра", "ни", "ца", "рын", "ок", "ре", "ка"],
        endings: &["", "ы", "ой"],
        blank: " ",
    },
    Tongue {
        tag: "ja", stops: &["の"], syllables: &["東", "京", "都", "市", "川", "境"], endings: &[""], blank: ""
    },
    Tongue {
        tag: "",
        stops: &["the", "and"],
        syllables: &["ku", "ma", "lo", "ti", "be", "na😀"],
        endings: &["", "s"],
        blank: " ",
    },
];

/// Different roots of a tongue's common words.
const ROOTS: usize = 120;

impl Tongue {
    /// A word as texts have them: few often, most seldom, some with an ending, and now and then a name.
    pub fn word(&self, random: &mut Random) -> String {
        if random.once_in(60) {
            return (*random.pick(&["2.0.1", "2.0", "1,000", "10:30", "2023"])).to_owned();
        }
        if random.once_in(4) {
            return (*random.pick(self.stops)).to_owned();
        }
        let common = random.below(ROOTS) + 1;
        let common = random.below(common) + 1;
        let (mut root, syllables) =
            if random.once_in(15) { (random.below(5000), 5) } else { (random.below(common), 3) };
        let mut word = String::new();
        for _ in 0..syllables {
            word.push_str(self.syllables[root % self.syllables.len()]);
            root /= self.syllables.len();
        }
        word + *random.pick(self.endings)
    }

    /// A run of words.
    pub fn words(&self, count: usize, random: &mut Random) -> String {
        let words: Vec<_> = (0..count).map(|_| self.word(random)).collect();
        words.join(self.blank)
    }

    /// A text of sentences.
    pub fn text(&self, words: usize, random: &mut Random) -> String {
        let (mut text, mut left) = (String::new(), words);
        while left > 0 {
            let count = (3 + random.below(12)).min(left);
            text.push_str(&self.words(count, random));
            text.push_str(random.pick::<&str>(&[". ", ", ", "! ", " — ", "。"]));
            left -= count;
        }
        text.trim_end().to_owned()
    }
}

/// Short articles that are told apart by their numbers, each in one of the tongues.
pub fn articles(seed: u64, count: usize) -> Vec<Article> {
    let mut random = Random::new(seed);
    (0..count).map(|number| article(number, &mut random)).collect()
}

/// An article in which any field may be there or not.
pub fn article(number: usize, random: &mut Random) -> Article {
    let tongue = random.pick(TONGUES);
    let mut some = |words: usize, times: usize| random.once_in(times).then(|| tongue.words(words, random));
    let (headline, kicker, dek) = (some(6, 1), some(1, 3), some(12, 3));
    let (byline, rights, date_text, agency) = (some(2, 3), some(3, 5), some(2, 5), some(1, 2));
    Article {
        id: format!("article {number}/{}", random.below(1000)),
        headline: headline.filter(|_| !random.once_in(9)),
        kicker,
        dek,
        byline,
        authors: people(tongue, random),
        dateline: random.once_in(3).then(|| Dateline {
            raw: format!("{} — ", tongue.words(1, random)),
            place: Some(tongue.words(1, random)),
            agency,
            date: None,
        }),
        source: random.once_in(4).then(|| Source { name: tongue.words(2, random), kind: SourceKind::Outlet }),
        published: stamp(random),
        modified: stamp(random),
        date_text,
        highlights: (0..random.below(3)).map(|_| tongue.words(5, random)).collect(),
        blocks: (0..1 + random.below(6)).map(|_| block(tongue, random)).collect(),
        sections: (0..random.below(2)).map(|_| tongue.words(1, random)).collect(),
        tags: (0..random.below(4)).map(|_| tongue.words(1, random)).collect(),
        links: Links {
            previous: random.once_in(2).then(|| link(tongue, random)),
            next: random.once_in(2).then(|| link(tongue, random)),
            related: (0..random.below(3)).map(|_| link(tongue, random)).collect(),
        },
        lang: (!tongue.tag.is_empty()).then(|| tongue.tag.to_owned()),
        dir: *random.pick(&[None, Some(Dir::Ltr), Some(Dir::Rtl)]),
        url: random.once_in(2).then(|| format!("https://example.org/{number}")),
        rights,
        extra: (0..random.below(2)).map(|_| ("key".to_owned(), "[1, \"two\"]".to_owned())).collect(),
        ..Article::default()
    }
}

fn people(tongue: &Tongue, random: &mut Random) -> Vec<Person> {
    let person = |random: &mut Random| Person {
        name: tongue.words(2, random),
        role: random.once_in(3).then(|| tongue.words(1, random)),
        url: None,
    };
    (0..random.below(3)).map(|_| person(random)).collect()
}

fn link(tongue: &Tongue, random: &mut Random) -> Link {
    Link { title: tongue.words(4, random), url: random.once_in(2).then(|| "https://example.org/x".to_owned()) }
}

/// A date as precise as sources give them, or none.
fn stamp(random: &mut Random) -> Option<Stamp> {
    let dates = ["", "2013", "2013-05", "2021-11-30", "2023-05-29T10:00:00Z", "1999-12-31T23:59:60-11:00"];
    let day = format!("20{:02}-{:02}-{:02}", random.below(25), 1 + random.below(12), 1 + random.below(28));
    let known = dates[random.below(dates.len())];
    Stamp::parse(if random.once_in(3) { known } else { &day })
}

fn block(tongue: &Tongue, random: &mut Random) -> Block {
    let kinds = [Kind::Subhead, Kind::Quote, Kind::List, Kind::Note, Kind::Image, Kind::Embed, Kind::Table, Kind::Code];
    let kind = if random.once_in(4) { *random.pick(&kinds) } else { Kind::Para };
    let words = 1 + random.below(60);
    let mut text = tongue.text(words, random);
    if matches!(kind, Kind::List | Kind::Table) {
        text = [text.clone(), tongue.words(3, random)].join("\n");
    }
    let mut block = Block { spans: spans(&text, random), ..Block::new(kind, text) };
    match kind {
        Kind::Subhead => block.level = 2 + random.below(4) as u8,
        Kind::List => block.ordered = random.once_in(2),
        Kind::Code => block.code = Some("rust".into()),
        Kind::Image | Kind::Embed => block.media = media(tongue, random),
        _ => {}
    }
    block
}

fn media(tongue: &Tongue, random: &mut Random) -> Media {
    Media {
        credit: random.once_in(2).then(|| tongue.words(2, random)),
        src: random.once_in(2).then(|| "https://example.org/picture.jpg".to_owned()),
        alt: random.once_in(2).then(|| tongue.words(5, random)),
        width: random.once_in(2).then_some(640),
        height: random.once_in(2).then_some(480),
    }
}

/// Up to two spans, in order, on characters.
fn spans(text: &str, random: &mut Random) -> Vec<Span> {
    let places: Vec<_> = text.char_indices().map(|(at, _)| at).collect();
    let span = |random: &mut Random| {
        let (a, b) = (*random.pick(&places), *random.pick(&places));
        let styles = [Style::Emphasis, Style::Strong, Style::Code, Style::Link("https://example.org/a".to_owned())];
        Span { start: a.min(b), end: a.max(b), style: random.pick(&styles).clone() }
    };
    let mut spans: Vec<_> = (0..random.below(3)).map(|_| span(random)).collect();
    spans.sort_by_key(|span| span.start);
    spans
}

/// Every text of an article that is searched, field by field: headline; dek and highlights; blocks; and the words
/// beside the text (kicker, sections, tags, authors, place, agency, source, credits).
pub fn texts(article: &Article) -> Vec<&str> {
    let mut texts: Vec<&str> = Vec::new();
    texts.extend(article.headline.as_deref());
    texts.extend(article.dek.as_deref());
    texts.extend(article.highlights.iter().map(String::as_str));
    texts.extend(article.blocks.iter().map(|block| block.text.as_str()));
    texts.extend(article.kicker.as_deref());
    texts.extend(article.sections.iter().chain(&article.tags).map(String::as_str));
    match article.byline.as_deref() {
        Some(byline) => texts.push(byline),
        None => texts.extend(article.authors.iter().map(|person| person.name.as_str())),
    }
    let dateline = article.dateline.iter();
    texts.extend(dateline.flat_map(|dateline| [&dateline.place, &dateline.agency]).flatten().map(String::as_str));
    texts.extend(article.source.iter().map(|source| source.name.as_str()));
    texts.extend(article.blocks.iter().filter_map(|block| block.media.credit.as_deref()));
    texts
}
