//! The news: topics that last, stories that come and go, and the articles about them.
//!
//! An article belongs to a story, and a story to one of [`TOPICS`] topics. Its words come from the story (a few dozen
//! words, people and places), from the topic (a few thousand words, which other topics share in part), from the
//! language, and from what the article has said already: a word that was used is likely to be used again. The headline
//! comes first and counts as said, so the body speaks of what its headline names.

use super::random::{Kind, Random};
use super::words::{CONTENT, KNOWN, Speller, Word, capitalise};

/// Topics, spread over the sections.
const TOPICS: u64 = 240;
/// So many stories later another topic is the one most written about, and those before it fade.
const STORIES_AN_ERA: u64 = 200;
/// Words of a topic.
const TOPIC_WORDS: u64 = 400;
/// The frequencies that a topic's words have in the language: neither the commonest nor the rarest.
const TOPIC_RANKS: (f64, f64) = (20.0, 8_000.0);

const SECTIONS: [&str; 8] = ["Business", "Culture", "Health", "Politics", "Science", "Sport", "Technology", "World"];

/// What words an article is made of, in parts of one.
const COMMON: f64 = 0.44;
const NUMBER: f64 = 0.02;
/// What the other words are made of.
const SAID: f64 = 0.22;
const OF_STORY: f64 = 0.12;
const OF_TOPIC: f64 = 0.32;

/// What happens, and what is written about it for some days.
#[derive(Clone, Debug)]
pub struct Story {
    pub topic: u64,
    /// The likeliest first.
    words: Vec<Word>,
}

impl Story {
    /// The story of this number: always the same.
    pub fn new(seed: u64, number: u64) -> Self {
        let mut random = Random::of(seed, Kind::Story, number);
        let topic = (number / STORIES_AN_ERA + TOPICS - random.low(10.0, TOPICS)) % TOPICS;
        let mut words = Vec::new();
        for round in 0..8 {
            words.push(topic_word(seed, topic, random.below(TOPIC_WORDS)));
            words.push(Word::Content(CONTENT.rank(&mut random)));
            if round < 4 {
                words.push(Word::Person(KNOWN.rank(&mut random) * TOPICS + topic));
            }
            if round % 2 == 0 {
                words.push(Word::Place(KNOWN.rank(&mut random)));
            }
        }
        for at in (1..words.len()).rev() {
            words.swap(at, random.below(at as u64 + 1) as usize);
        }
        Self { topic, words }
    }

    pub fn section(&self) -> &'static str {
        SECTIONS[(self.topic % SECTIONS.len() as u64) as usize]
    }

    fn word(&self, random: &mut Random) -> Word {
        self.words[random.low(2.0, self.words.len() as u64) as usize]
    }

    /// Where it happens mostly.
    pub fn place(&self) -> Option<u64> {
        self.words.iter().find_map(|word| if let Word::Place(number) = word { Some(*number) } else { None })
    }
}

/// A topic's word, its most frequent first. Which word that is depends on chance only.
fn topic_word(seed: u64, topic: u64, number: u64) -> Word {
    let (first, last) = TOPIC_RANKS;
    let unit = Random::of(seed, Kind::TopicWord, topic * TOPIC_WORDS + number).unit();
    Word::Content((first * libm::exp(unit * libm::log(last / first))) as u64)
}

/// Writes one article.
#[derive(Debug)]
pub struct Writer<'a> {
    pub seed: u64,
    pub speller: &'a Speller,
    pub story: &'a Story,
    pub random: Random,
    /// Every word that is not a common one, as often as it was said.
    said: Vec<Word>,
}

impl<'a> Writer<'a> {
    pub fn new(seed: u64, speller: &'a Speller, story: &'a Story, random: Random) -> Self {
        Self { seed, speller, story, random, said: Vec::new() }
    }

    /// Four to seven words, mostly the story's.
    pub fn headline(&mut self) -> String {
        let (mut out, words) = (String::new(), 4 + self.random.below(3));
        while (self.said.len() as u64) < words {
            if !out.is_empty() {
                out.push(' ');
                if self.random.chance(0.2) {
                    out.push_str(self.random.one_of(&["in", "for", "to", "on", "of", "over"]));
                    out.push(' ');
                }
            }
            let word = match self.random.unit() {
                kind if kind < 0.6 => self.story.word(&mut self.random),
                kind if kind < 0.85 => self.of_topic(),
                _ => Word::Content(CONTENT.rank(&mut self.random)),
            };
            self.said.push(word);
            self.speller.word(&mut out, word, &mut self.random);
        }
        capitalise(&mut out, 0);
        out
    }

    /// Paragraphs, with `\n` between them as JSON writes it. About 300 words, a few far fewer or more.
    pub fn body(&mut self) -> String {
        let spread: f64 = (0..3).map(|_| -libm::log(1.0 - self.random.unit())).sum();
        let words = 60 + (72.0 * spread) as u64;
        let (mut out, mut written) = (String::new(), 0);
        while written < words {
            for sentence in 0..2 + self.random.below(3) {
                if !out.is_empty() {
                    out.push_str(if sentence == 0 { "\\n" } else { " " });
                }
                written += self.sentence(&mut out);
            }
        }
        out
    }

    /// Adds a sentence; gives the number of its words.
    fn sentence(&mut self, out: &mut String) -> u64 {
        let (start, words) = (out.len(), 8 + self.random.below(21));
        for place in 0..words {
            if place > 0 {
                out.push_str(if self.random.chance(0.06) { ", " } else { " " });
            }
            self.word(out);
        }
        out.push('.');
        capitalise(out, start);
        words
    }

    fn word(&mut self, out: &mut String) {
        match self.random.unit() {
            kind if kind < COMMON => out.push_str(self.speller.common(&mut self.random)),
            kind if kind < COMMON + NUMBER => self.number(out),
            _ => {
                let word = self.content();
                self.said.push(word);
                self.speller.word(out, word, &mut self.random);
            }
        }
    }

    fn content(&mut self) -> Word {
        match self.random.unit() {
            kind if kind < SAID => self.said[self.random.below(self.said.len() as u64) as usize],
            kind if kind < SAID + OF_STORY => self.story.word(&mut self.random),
            kind if kind < SAID + OF_STORY + OF_TOPIC => self.of_topic(),
            _ => Word::Content(CONTENT.rank(&mut self.random)),
        }
    }

    fn of_topic(&mut self) -> Word {
        topic_word(self.seed, self.story.topic, self.random.low(10.0, TOPIC_WORDS))
    }

    /// Small numbers, amounts and years.
    fn number(&mut self, out: &mut String) {
        let number = match self.random.below(3) {
            0 => 1950 + self.random.below(80),
            _ => 1 + self.random.low(1.0, 100_000),
        };
        out.push_str(&number.to_string());
    }
}
