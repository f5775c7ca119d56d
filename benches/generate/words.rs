//! The words: how they are spelled, and how often each comes.

use super::random::{Kind, Random, Zipf};

/// The commonest words of English, the commonest first.
const COMMON: &str = "the to of and a in for is on that it was he be with as said has at have by but from are they an \
     his not will this who been had which would were their its more we up also there about one i out last new if when \
     people after all than or can two year first over could other some what time him her into no only against you so \
     made now them our years she next before while because most three just should such where may being make many even \
     those any still get way between set back through did my world government good week take under since";

/// Syllables are an onset, a nucleus and a coda.
const ONSETS: &str = "b br c ch cl d dr f fl g gr h j k l m n p pl pr qu r s sh sl sp st str t th tr v w";
const NUCLEI: &str = "a e i o u ai ea ou";
const CODAS: &str = " b ck d g l ld ll m n nd nt p r rd rn rt ss st t th x";

/// How often words come that are not among the commonest.
pub const CONTENT: Zipf = Zipf { flat: 100.0, knee: 4_000.0, steep: 2.2 };

/// How often the same people and places are in the news.
pub const KNOWN: Zipf = Zipf { flat: 20.0, knee: 500.0, steep: 1.9 };

/// A word of the news.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// An ordinary word, by its rank.
    Content(u64),
    /// By number.
    Person(u64),
    /// By number.
    Place(u64),
}

/// Spells words.
#[derive(Debug)]
pub struct Speller {
    common: Vec<&'static str>,
    onsets: Vec<&'static str>,
    nuclei: Vec<&'static str>,
    codas: Vec<&'static str>,
}

impl Speller {
    pub fn new() -> Self {
        let [common, onsets, nuclei] = [COMMON, ONSETS, NUCLEI].map(|list| list.split_whitespace().collect());
        Self { common, onsets, nuclei, codas: CODAS.split(' ').collect() }
    }

    /// One of the commonest words.
    pub fn common(&self, random: &mut Random) -> &'static str {
        self.common[random.low(1.0, self.common.len() as u64) as usize]
    }

    /// Adds the stem of an ordinary word: a syllable for frequent ones, two or three for others. Syllables may run
    /// together, so that a few ranks share their spelling.
    pub fn stem(&self, out: &mut String, rank: u64) {
        let syllables = (self.onsets.len() * self.nuclei.len() * self.codas.len()) as u64;
        let (mut code, mut space) = (rank, syllables);
        while code >= space / 2 {
            code -= space / 2;
            space = space.saturating_mul(syllables);
        }
        // A step that shares no divisor with the space visits each code once, far from the one before.
        code = ((u128::from(code) * 0x9e37_79b9_7f4a_7c15) % u128::from(space)) as u64;
        while space > 1 {
            self.syllable(out, code % syllables);
            (code, space) = (code / syllables, space / syllables);
        }
    }

    fn syllable(&self, out: &mut String, code: u64) {
        let (code, onset) = divide(code, &self.onsets);
        let (code, nucleus) = divide(code, &self.nuclei);
        out.extend([onset, nucleus, divide(code, &self.codas).1]);
    }

    /// Adds a word as it stands in a sentence: inflected, or a name.
    pub fn word(&self, out: &mut String, word: Word, random: &mut Random) {
        match word {
            Word::Content(rank) => {
                self.stem(out, rank);
                if rank < INFLECTED {
                    out.push_str(random.one_of(&ENDINGS));
                }
            }
            Word::Person(number) => {
                if random.chance(0.4) {
                    out.push_str(first_name(number));
                    out.push(' ');
                }
                self.surname(out, number);
            }
            Word::Place(number) => self.place(out, number),
        }
    }

    /// A person's name in full.
    pub fn person(&self, out: &mut String, number: u64) {
        out.push_str(first_name(number));
        out.push(' ');
        self.surname(out, number);
    }

    /// Surnames are shared, the commonest by many.
    fn surname(&self, out: &mut String, number: u64) {
        let start = out.len();
        self.stem(out, 500 + CONTENT.rank(&mut Random::of(0, Kind::Person, number)));
        out.push_str(["", "", "son", "man", "er", "ini", "ez", "ov"][(number % 8) as usize]);
        capitalise(out, start);
    }

    pub fn place(&self, out: &mut String, number: u64) {
        let start = out.len();
        self.stem(out, 200 + Random::of(0, Kind::Place, number).below(1 << 20));
        out.push_str(["", "ton", "burg", "ia", "ham", "ville"][(number % 6) as usize]);
        capitalise(out, start);
    }
}

/// Only words below this rank are inflected.
const INFLECTED: u64 = 3_000;
/// A word stands alone four times out of five.
const ENDINGS: [&str; 20] = ["", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "s", "s", "ed", "ing"];

const FIRST_NAMES: [&str; 48] = [
    "Ada", "Ahmed", "Aisha", "Alan", "Ana", "Anil", "Anna", "Ben", "Carla", "Chen", "Clara", "Dana", "David", "Diego",
    "Elena", "Emma", "Eric", "Fatima", "Felix", "Grace", "Hana", "Hugo", "Ines", "Ivan", "James", "Jana", "Joan",
    "John", "Karim", "Laura", "Lena", "Leo", "Lucy", "Maria", "Mark", "Marta", "Mia", "Nadia", "Omar", "Paul", "Peter",
    "Rosa", "Sam", "Sara", "Tom", "Vera", "Yuki", "Zoe",
];

fn first_name(person: u64) -> &'static str {
    FIRST_NAMES[(Random::of(1, Kind::Person, person).next() % FIRST_NAMES.len() as u64) as usize]
}

/// The part that the code's remainder names, and what is left of the code.
fn divide(code: u64, parts: &[&'static str]) -> (u64, &'static str) {
    let count = parts.len() as u64;
    (code / count, parts[(code % count) as usize])
}

/// Makes the ASCII letter at `start` a capital.
pub fn capitalise(out: &mut str, start: usize) {
    if let Some(rest) = out.get_mut(start..) {
        rest[..1].make_ascii_uppercase();
    }
}
