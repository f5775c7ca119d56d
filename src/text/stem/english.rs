//! English: Porter's second stemmer (M. F. Porter, "The English (Porter2) stemming algorithm", snowballstem.org).
//!
//! The steps bear the numbers of the description. A region is the part of the word after its first (R1) or second (R2)
//! vowel followed by a consonant.

/// Beginnings after which R1 starts, whatever the letters.
const BEGINNINGS: [&str; 3] = ["gener", "commun", "arsen"];

/// Suffixes of step 2, each with what takes its place in R1 after a stroke; longer ones before those they end with. One
/// text, as a list of texts keeps an address and a length for each.
const STEP_2: &str = "\
    ational/ate fulness/ful iveness/ive ization/ize ousness/ous biliti/ble lessli/less tional/tion alism/al \
    aliti/al ation/ate entli/ent fulli/ful iviti/ive ousli/ous abli/able alli/al anci/ance ator/ate enci/ence \
    izer/ize bli/ble ogi/og li/";
/// Likewise of step 3; `ative` must lie in R2.
const STEP_3: &str = "ational/ate tional/tion alize/al ative/ icate/ic iciti/ic ical/ic ness/ ful/";
/// Suffixes that step 4 takes off in R2; `ion` only after `s` or `t`.
const STEP_4: &str = "ement/ able/ ance/ ence/ ible/ ment/ ant/ ate/ ent/ ion/ ism/ iti/ ive/ ize/ ous/ al/ er/ ic/";

/// Words that no step may touch, and their stems.
const EXCEPTIONS: &str = "\
    skis/ski skies/sky sky/sky dying/die lying/lie tying/tie idly/idl gently/gentl ugly/ugli early/earli \
    only/onli singly/singl news/news howe/howe atlas/atlas cosmos/cosmos bias/bias andes/andes";

/// Stems the word of small ASCII letters and apostrophes in `key`; others stay as they are.
pub(super) fn stem(key: &mut String) {
    if key.len() < 3 || !key.is_ascii() {
        return;
    }
    let letters = core::mem::take(key).into_bytes();
    let letters = match exception(&letters) {
        Some(stem) => stem.to_vec(),
        None => Word::new(letters).stem(),
    };
    *key = String::from_utf8(letters).unwrap_or_default();
}

/// The stem of a word that no step may touch.
fn exception(word: &[u8]) -> Option<&'static [u8]> {
    find(EXCEPTIONS, word).filter(|(.., at)| *at == 0).map(|(_, stem, _)| stem)
}

/// The first row of `table` whose suffix ends the word: suffix, ending, where the suffix begins.
#[inline(never)]
fn find(table: &'static str, letters: &[u8]) -> Option<(&'static [u8], &'static [u8], usize)> {
    table.as_bytes().split(|byte| *byte == b' ').find_map(|row| {
        let (suffix, ending) = row.split_at_checked(row.iter().position(|byte| *byte == b'/')?)?;
        Some((suffix, ending.get(1..)?, letters.strip_suffix(suffix)?.len()))
    })
}

/// Words that stay as step 1a left them.
fn is_done_after_1a(word: &[u8]) -> bool {
    let done: &[&[u8]] = &[b"inning", b"outing", b"canning", b"herring", b"earring", b"proceed", b"exceed", b"succeed"];
    matches!(word.last(), Some(b'g' | b'd')) && done.contains(&word)
}

/// A word on its way through the steps.
struct Word {
    /// ASCII; a `y` that is a consonant is written `Y`.
    letters: Vec<u8>,
    /// Where R1 and R2 begin.
    r1: usize,
    r2: usize,
}

impl Word {
    fn new(mut letters: Vec<u8>) -> Self {
        if letters.first() == Some(&b'\'') {
            letters.remove(0);
        }
        let mut before = b'a';
        for letter in &mut letters {
            if *letter == b'y' && is_vowel(before) {
                *letter = b'Y';
            }
            before = *letter;
        }
        let beginning = BEGINNINGS.iter().find(|beginning| letters.starts_with(beginning.as_bytes()));
        let r1 = beginning.map_or_else(|| region(&letters, 0), |beginning| beginning.len());
        let r2 = region(&letters, r1);
        Word { letters, r1, r2 }
    }

    /// The letters before `suffix`, if the word ends with it. One function, as each copy compares letter by letter.
    #[inline(never)]
    fn before(&self, suffix: &str) -> Option<&[u8]> {
        self.letters.strip_suffix(suffix.as_bytes())
    }

    /// Puts `ending` in place of the letters from `at` on.
    fn end_with(&mut self, at: usize, ending: &[u8]) {
        self.letters.truncate(at);
        self.letters.extend_from_slice(ending);
    }

    /// All the steps.
    fn stem(mut self) -> Vec<u8> {
        self.step_1a();
        if !is_done_after_1a(&self.letters) {
            self.step_1b();
            self.step_1c();
            self.step_2();
            self.step_3();
            self.step_4();
            self.step_5();
        }
        self.letters.make_ascii_lowercase();
        self.letters
    }

    /// Genitive, then plural.
    fn step_1a(&mut self) {
        if let Some(at) = ["'s'", "'s", "'"].iter().find_map(|s| self.before(s).map(<[u8]>::len)) {
            self.letters.truncate(at);
        }
        if let Some(at) = self.before("sses").map(<[u8]>::len) {
            self.end_with(at, b"ss");
        } else if let Some(at) = self.before("ied").or(self.before("ies")).map(<[u8]>::len) {
            self.end_with(at, if at > 1 { &b"i"[..] } else { b"ie" });
        } else if self.before("us").is_none() && self.before("ss").is_none() {
            let vowel_before = |rest: &[u8]| rest.split_last().is_some_and(|(_, start)| has_vowel(start));
            if self.before("s").is_some_and(vowel_before) {
                self.letters.pop();
            }
        }
    }

    /// Past and present participle.
    fn step_1b(&mut self) {
        if let Some(at) = self.before("eedly").or(self.before("eed")).map(<[u8]>::len) {
            if at >= self.r1 {
                self.end_with(at, b"ee");
            }
            return;
        }
        let suffix = ["ingly", "edly", "ing", "ed"].iter().find_map(|s| self.before(s));
        let Some(rest) = suffix.filter(|rest| has_vowel(rest)) else {
            return;
        };
        let at = rest.len();
        self.letters.truncate(at);
        match self.letters.as_slice() {
            [.., b'a', b't'] | [.., b'b', b'l'] | [.., b'i', b'z'] => self.letters.push(b'e'),
            [.., a, b] if a == b && b"bdfgmnprt".contains(a) => self.letters.truncate(at - 1),
            rest if at == self.r1 && ends_short(rest) => self.letters.push(b'e'),
            _ => {}
        }
    }

    /// A last `y` after a consonant that is not the first letter.
    fn step_1c(&mut self) {
        if let [_, .., before, last @ (b'y' | b'Y')] = self.letters.as_mut_slice()
            && !is_vowel(*before)
        {
            *last = b'i';
        }
    }

    fn step_2(&mut self) {
        let Some((suffix, ending, at)) = find(STEP_2, &self.letters) else {
            return;
        };
        let last = self.letters.get(at.wrapping_sub(1)).copied().unwrap_or(0);
        let fits = match suffix {
            b"ogi" => last == b'l',
            b"li" => b"cdeghkmnrt".contains(&last),
            _ => true,
        };
        if at >= self.r1 && fits {
            self.end_with(at, ending);
        }
    }

    fn step_3(&mut self) {
        let Some((suffix, ending, at)) = find(STEP_3, &self.letters) else {
            return;
        };
        if at >= if suffix == b"ative" { self.r2 } else { self.r1 } {
            self.end_with(at, ending);
        }
    }

    fn step_4(&mut self) {
        let Some((suffix, _, at)) = find(STEP_4, &self.letters) else {
            return;
        };
        let last = self.letters.get(at.wrapping_sub(1));
        if at >= self.r2 && (suffix != b"ion" || matches!(last, Some(b's' | b't'))) {
            self.letters.truncate(at);
        }
    }

    /// A last `e` or a doubled `l`.
    fn step_5(&mut self) {
        let Some((last, rest)) = self.letters.split_last() else {
            return;
        };
        let at = rest.len();
        let goes = match last {
            b'e' => at >= self.r2 || at >= self.r1 && !ends_short(rest),
            b'l' => at >= self.r2 && rest.last() == Some(&b'l'),
            _ => false,
        };
        if goes {
            self.letters.truncate(at);
        }
    }
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

fn has_vowel(letters: &[u8]) -> bool {
    letters.iter().any(|&letter| is_vowel(letter))
}

/// Where the region begins that follows the first consonant after a vowel, seen from `from`.
fn region(letters: &[u8], from: usize) -> usize {
    let after = letters.get(from..).unwrap_or(&[]);
    let found = after.windows(2).position(|pair| matches!(pair, [a, b] if is_vowel(*a) && !is_vowel(*b)));
    found.map_or(letters.len(), |at| from + at + 2)
}

/// Whether the letters end in a short syllable: consonant, vowel, consonant but `w`, `x`, `Y`; or are vowel, consonant.
fn ends_short(letters: &[u8]) -> bool {
    match letters {
        [a, b] => is_vowel(*a) && !is_vowel(*b),
        [.., a, b, c] => !is_vowel(*a) && is_vowel(*b) && !is_vowel(*c) && !matches!(c, b'w' | b'x' | b'Y'),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    fn stem(word: &str) -> String {
        let mut key = word.to_string();
        super::stem(&mut key);
        key
    }

    #[test]
    fn words_of_the_news() {
        for (word, stem_of_it) in [
            ("elections", "elect"),
            ("governments", "govern"),
            ("ministries", "ministri"),
            ("hopping", "hop"),
            ("hoping", "hope"),
            ("agreed", "agre"),
            ("generously", "generous"),
            ("general", "general"),
            ("communities", "communiti"),
            ("skies", "sky"),
            ("news", "news"),
            ("proceedings", "proceed"),
            ("president's", "presid"),
            ("gas", "gas"),
            ("this", "this"),
            ("ties", "tie"),
            ("by", "by"),
            ("saying", "say"),
            ("geology", "geolog"),
            ("happily", "happili"),
            ("controlled", "control"),
            ("rate", "rate"),
        ] {
            assert_eq!(stem(word), stem_of_it, "{word}");
        }
    }

    /// Every beginning with every ending: 40,000 forms, most of them no words, none of them exempt from the rules.
    #[cfg(not(target_arch = "wasm32"))]
    #[test]
    fn as_snowball_does() {
        let oracle = rust_stemmers::Stemmer::create(rust_stemmers::Algorithm::English);
        let beginnings = "a act agre aud bab bl boy brig by capac char commun con contr crem crow cy die dis ear early eat elect exceed \
            fall fax feud fl gen gener govern happ herr hop in inn jam know l li log lov ly map mat mo nation news o op organ out pay \
            ple pre proc propos pyx rat rel resid roy sat say sec sens sing sk ski so spa spit st str syst tan tap tie to traff tri \
            ty typ un us val ver vi wax will wr y yell yo zy 'arsen arsen theo geo anthrop can ann bund add egg off mill err pass \
            cosmo bias atl ande how idl gentl ugl onl singl";
        let middles = ["", "e", "i", "l", "al", "at", "ic", "iv", "iz", "ous", "able", "y", "n", "ss", "tt", "ent"];
        let endings = [
            "", "s", "es", "ed", "edly", "ing", "ingly", "ies", "ied", "sses", "us", "ss", "'", "'s", "'s'", "eed",
            "eedly", "y", "ational", "tional", "enci", "anci", "abli", "entli", "izer", "ization", "ator", "alism",
            "aliti", "alli", "fulness", "ousli", "ousness", "iveness", "iviti", "biliti", "bli", "ogi", "fulli",
            "lessli", "li", "alize", "icate", "iciti", "ical", "ful", "ness", "ative", "ance", "ence", "er", "ic",
            "ible", "ant", "ement", "ment", "ism", "ate", "iti", "ive", "ize", "sion", "ion", "ll", "le", "e", "ology",
            "ly", "'ll", "ying",
        ];
        let mut count = 0;
        for beginning in beginnings.split_whitespace() {
            for word in middles
                .iter()
                .flat_map(|middle| endings.iter().map(move |ending| format!("{beginning}{middle}{ending}")))
            {
                assert_eq!(stem(&word), oracle.stem(&word), "{word}");
                count += 1;
            }
        }
        assert!(count > 40_000, "{count}");
    }
}
