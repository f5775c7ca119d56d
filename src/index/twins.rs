//! Articles that tell the same: reprints, corrected versions, the same text under another headline.
//!
//! Every run of eight words of the text (a *shingle*) is hashed. How alike two texts are is the share of shingles that
//! both have among those that either has (Jaccard). A changed paragraph costs the shingles in it; a template that is
//! filled in anew (a weather report, a list of results) loses those around each fact, which are most. So copies lie
//! well above one half, and fillings below.
//!
//! The share is estimated from a sketch (MinHash with one permutation; Li, Owen and Zhang, 2012): hashes are dealt into
//! bins by their upper bits, and of each bin the least is kept. The bins in which two sketches agree, of those in which
//! either has a hash, are the share, give or take 4 in 100. Articles are compared only where three bins in a row agree
//! (a *band*): at a likeness of .58 one of the 42 bands does in 999 of 1,000 pairs. In a band that many articles share
//! each is compared with its first few, so the work grows with the number of articles, not with that of pairs.

use crate::archive::side;

/// Words of a shingle.
const RUN: usize = 8;
/// Words that a text has at least to be compared; of shorter ones only equal texts are twins.
const WORDS: u32 = 40;
/// Words that a text has at least to be the twin of an equal one: captions and stubs repeat without being reprints.
const EQUAL_WORDS: u32 = 12;
/// Bins of a sketch.
const BINS: usize = 128;
/// Bins of a band.
const BAND: usize = 3;
/// Articles of a band that another is compared with.
const COMPARED: usize = 4;
/// Bands that are looked through side by side; what is found in them spares comparing in those after.
const BANDS: usize = 6;
/// Hundredths of likeness from which two articles are twins.
const ALIKE: u32 = 58;
/// What stands in a bin without a hash.
const EMPTY: u16 = u16::MAX;
/// An odd number without a pattern (the golden ratio's bits).
const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

/// What an article has in common with its twins.
#[derive(Debug)]
pub struct Print {
    /// Hash of all words in their order.
    text: u64,
    words: u32,
    /// The least hash of each bin, if the text is long enough.
    sketch: Option<Box<[u16; BINS]>>,
}

/// The shingles of a text, word by word.
pub struct Shingles {
    /// The hashes of the last words.
    last: [u64; RUN],
    /// The hash of all of them.
    rolling: u64,
    text: u64,
    words: u32,
    bins: [u16; BINS],
}

impl Default for Shingles {
    fn default() -> Self {
        Self { last: [0; RUN], rolling: 0, text: 0, words: 0, bins: [EMPTY; BINS] }
    }
}

/// What stands for a word.
pub fn hash(word: &str) -> u64 {
    mixed(word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)))
}

/// The finisher of MurmurHash3: every bit of the number touches every bit of the result.
fn mixed(mut number: u64) -> u64 {
    number = (number ^ number >> 33).wrapping_mul(0xff51_afd7_ed55_8ccd);
    number = (number ^ number >> 33).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    number ^ number >> 33
}

impl Shingles {
    /// Adds the next word, by its hash.
    pub fn add(&mut self, word: u64) {
        let oldest = std::mem::replace(&mut self.last[self.words as usize % RUN], word);
        let gone = oldest.wrapping_mul(MIX.wrapping_pow(RUN as u32));
        self.rolling = self.rolling.wrapping_mul(MIX).wrapping_add(word).wrapping_sub(gone);
        self.text = self.text.wrapping_mul(MIX).wrapping_add(word);
        self.words = self.words.saturating_add(1);
        if self.words >= RUN as u32 {
            let shingle = mixed(self.rolling);
            let bin = &mut self.bins[(shingle >> 57) as usize % BINS];
            *bin = (*bin).min(((shingle >> 32) as u16).min(EMPTY - 1));
        }
    }

    /// What the text has in common with its twins.
    pub fn finish(self) -> Print {
        let sketch = (self.words >= WORDS).then(|| Box::new(self.bins));
        Print { text: self.text, words: self.words, sketch }
    }
}

/// How alike two texts are, in hundredths.
fn likeness(a: &Print, b: &Print) -> u32 {
    let (Some(first), Some(second)) = (&a.sketch, &b.sketch) else { return 0 };
    let (mut same, mut either) = (0, 0);
    for (a, b) in first.iter().zip(second.iter()) {
        either += u32::from(*a != EMPTY || *b != EMPTY);
        same += u32::from(a == b && *a != EMPTY);
    }
    same * 100 / either.max(1)
}

/// Whether two texts are the same, word for word.
fn is_equal(a: &Print, b: &Print) -> bool {
    a.words >= EQUAL_WORDS && (a.text, a.words) == (b.text, b.words)
}

/// An article that is alike one before it: both numbers, and how alike they are in hundredths; 100: word for word.
pub type Twin = (u32, u32, u32);

/// The twins among articles, in their order; each with the first that it is like and that is not a twin itself.
pub fn find(prints: &[&Print]) -> Vec<Twin> {
    let mut nearest: Vec<Option<u32>> = vec![None; prints.len()];
    equal(prints, &mut nearest);
    for bands in (0..BINS / BAND).collect::<Vec<_>>().chunks(BANDS) {
        let found = side::map(bands.to_vec(), |band| alike(prints, band * BAND, &nearest));
        for (number, first) in found.into_iter().flatten() {
            let near = &mut nearest[number as usize];
            *near = Some(near.map_or(first, |near| near.min(first)));
        }
    }
    let (mut twins, mut heads) = (Vec::new(), Vec::<u32>::with_capacity(prints.len()));
    for (number, near) in (0u32..).zip(nearest) {
        // The nearest may be a twin itself: then this one is compared with what that one is like.
        let head = near.and_then(|near| heads.get(near as usize).copied());
        let (print, of) = (prints[number as usize], head.and_then(|head| prints.get(head as usize)));
        let likeness = of.map_or(0, |of| if is_equal(print, of) { 100 } else { likeness(print, of).min(99) });
        let head = head.filter(|_| likeness >= ALIKE);
        twins.extend(head.map(|head| (number, head, likeness)));
        heads.push(head.unwrap_or(number));
    }
    twins
}

/// Notes of each article the first with the same words.
fn equal(prints: &[&Print], nearest: &mut [Option<u32>]) {
    let mut texts: Vec<_> = (0u32..).zip(prints).map(|(number, print)| (print.text, print.words, number)).collect();
    texts.retain(|(_, words, _)| *words >= EQUAL_WORDS);
    texts.sort_unstable();
    for same in texts.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        same[1..].iter().for_each(|(.., number)| nearest[*number as usize] = Some(same[0].2));
    }
}

/// Articles, each with the first that it is like among those with the same band at `start`, if that is nearer than what is
/// known.
fn alike(prints: &[&Print], start: usize, nearest: &[Option<u32>]) -> Vec<(u32, u32)> {
    let band = |print: &Print| {
        let bins = print.sketch.as_ref()?.get(start..start + BAND)?;
        let empty = bins.iter().all(|bin| *bin == EMPTY);
        (!empty).then(|| bins.iter().fold(0u64, |key, bin| key << 16 | u64::from(*bin)))
    };
    let mut keys: Vec<_> =
        (0u32..).zip(prints).filter_map(|(number, print)| band(print).map(|key| (key, number))).collect();
    keys.sort_unstable();
    let mut found = Vec::new();
    for same in keys.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1) {
        for (at, (_, number)) in same.iter().enumerate() {
            let is_like = |first: &u32| likeness(prints[*number as usize], prints[*first as usize]) >= ALIKE;
            let firsts = same[..at.min(COMPARED)].iter().map(|(_, first)| *first);
            let mut nearer = firsts.take_while(|first| nearest[*number as usize].is_none_or(|near| *first < near));
            found.extend(nearer.find(is_like).map(|first| (*number, first)));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn print(text: &str) -> Print {
        let mut shingles = Shingles::default();
        text.split_whitespace().for_each(|word| shingles.add(hash(word)));
        shingles.finish()
    }

    /// A text of so many words that no other has.
    fn story(name: &str, words: usize) -> String {
        (0..words).map(|number| format!("{name}{number} ")).collect()
    }

    fn twins(texts: &[&str]) -> Vec<(u32, u32)> {
        let prints: Vec<_> = texts.iter().map(|text| print(text)).collect();
        find(&prints.iter().collect::<Vec<_>>()).into_iter().map(|(twin, first, _)| (twin, first)).collect()
    }

    #[test]
    fn copies_corrections_and_other_leads_are_twins() {
        for number in 0..50 {
            let (lead, rest) = (story(&format!("lead{number}_"), 40), story(&format!("rest{number}_"), 260));
            let original = format!("{lead}{rest}");
            let corrected = original.replace(&format!("rest{number}_100 "), "a correction of several words ");
            let other_lead = format!("{}{rest}", story("another", 45));
            let unrelated = story("unrelated", 300);
            let found = twins(&[&original, &unrelated, &corrected, &original, &other_lead]);
            assert_eq!(found, [(2, 0), (3, 0), (4, 0)], "{number}");
        }
    }

    #[test]
    fn a_template_with_other_facts_is_no_twin() {
        let fact = |day: usize, town: usize| {
            let degrees = day * 31 + town;
            format!("the high in town {town} will be near {degrees} degrees with winds from the west ")
        };
        let reports: Vec<String> = (0..30).map(|day| (0..24).map(|town| fact(day, town)).collect()).collect();
        let texts: Vec<&str> = reports.iter().map(String::as_str).collect();
        assert_eq!(twins(&texts), []);
    }

    #[test]
    fn short_texts_are_twins_only_when_equal() {
        let (short, other) = (story("short", 20), format!("{}more", story("short", 20)));
        assert_eq!(twins(&[&short, &other, &short]), [(2, 0)]);
        assert_eq!(twins(&["no text yet", "no text yet", "", ""]), []);
    }

    #[test]
    fn a_twin_of_a_twin_is_compared_with_the_first() {
        // Each differs from the one before by 30 words of 300.
        let chain: Vec<String> =
            (0..8).map(|step| (step * 30..step * 30 + 300).map(|word| format!("word{word} ")).collect()).collect();
        let texts: Vec<&str> = chain.iter().map(String::as_str).collect();
        let prints: Vec<_> = chain.iter().map(|text| print(text)).collect();
        for (twin, first) in twins(&texts) {
            assert!(likeness(&prints[twin as usize], &prints[first as usize]) >= ALIKE);
        }
    }
}
