//! How far apart two words are: the fewest letters to insert, drop, change or swap with their neighbour.
//!
//! The restricted Damerau-Levenshtein distance, a column of its table at a time as the bits of one number (Hyyrö: A
//! bit-vector algorithm for computing Levenshtein and Damerau edit distances, Nordic Journal of Computing 10, 2003): a
//! whole dictionary is gone through in a few milliseconds.

use crate::archive::dictionary::{Form, bytes_of};

/// Longest word that is compared, in characters: the bits of a column.
pub const MAX_CHARS: usize = 64;

/// Number of characters, by the bytes that begin one: the standard library counts faster, for a kilobyte of what ships.
pub fn letters(text: &str) -> usize {
    text.bytes().filter(|byte| byte & 0xc0 != 0x80).count()
}

/// A word that others are compared with.
pub struct Pattern {
    /// Each of its characters, with the bits of the places where it stands.
    places: Vec<(char, u64)>,
    /// Its number of characters.
    length: usize,
    /// The bytes that it has.
    bytes: u32,
    ascii: bool,
}

impl Pattern {
    /// The pattern of a word; `None` for an empty or an overlong one.
    pub fn new(word: &str) -> Option<Self> {
        let (mut places, mut length) = (Vec::<(char, u64)>::new(), 0);
        for c in word.chars() {
            if length == MAX_CHARS {
                return None;
            }
            let bit = 1 << length;
            match places.iter_mut().find(|(known, _)| *known == c) {
                Some((_, bits)) => *bits |= bit,
                None => places.push((c, bit)),
            }
            length += 1;
        }
        (length > 0).then_some(Self { places, length, bytes: bytes_of(word), ascii: word.is_ascii() })
    }

    /// The distance to a form, if it is at most `most`.
    pub fn distance(&self, form: &Form, most: usize) -> Option<usize> {
        // Each byte that only one of the words has takes an error, or the four bytes of one character.
        let only = (self.bytes & !form.bytes).count_ones().max((form.bytes & !self.bytes).count_ones()) as usize;
        let bytes = if self.ascii && form.word.is_ascii() { most } else { 4 * most };
        let length = letters(&form.word);
        if only > bytes || self.length.abs_diff(length) > most {
            return None;
        }
        let last = 1u64 << (self.length - 1);
        // The table's column as differences from row to row: where they rise, where they fall; and the diagonal.
        let (mut rises, mut falls, mut diagonal, mut before, mut distance) = (u64::MAX, 0u64, 0u64, 0, self.length);
        for (read, c) in form.word.chars().enumerate() {
            let same = self.places.iter().find(|(known, _)| *known == c).map_or(0, |(_, bits)| *bits);
            let swapped = ((!diagonal & same) << 1) & before;
            diagonal = (((same & rises).wrapping_add(rises)) ^ rises) | same | falls | swapped;
            let (up, down) = (falls | !(diagonal | rises), diagonal & rises);
            distance = distance + usize::from(up & last != 0) - usize::from(down & last != 0);
            // What is left can bring the distance down by one a character at most.
            if distance > most + length - read - 1 {
                return None;
            }
            let up = up << 1 | 1;
            (rises, falls, before) = (down << 1 | !(diagonal | up), up & diagonal, same);
        }
        (distance <= most).then_some(distance)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The textbook's table.
    fn slow(a: &str, b: &str) -> usize {
        let (a, b): (Vec<_>, Vec<_>) = (a.chars().collect(), b.chars().collect());
        let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                let swap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                table[i][j] = match (i, j) {
                    (0, _) => j,
                    (_, 0) => i,
                    _ => {
                        let changed = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                        let near = changed.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                        if swap { near.min(table[i - 2][j - 2] + 1) } else { near }
                    }
                };
            }
        }
        table[a.len()][b.len()]
    }

    #[test]
    fn agrees_with_the_textbook() {
        let mut state = 7u32;
        let mut word = |most: u32| {
            let mut next = |below: u32| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state >> 16) % below
            };
            (0..=next(most)).map(|_| ['a', 'b', 'é', 'ش'][next(4) as usize]).collect::<String>()
        };
        for _ in 0..20_000 {
            let (a, b) = (word(9), word(9));
            let distance = slow(&a, &b);
            for most in 0..4 {
                let form = Form::new(b.clone(), 1, false);
                let found = Pattern::new(&a).unwrap().distance(&form, most);
                assert_eq!(found, (distance <= most).then_some(distance), "{a} {b} {most}");
            }
        }
    }

    #[test]
    fn words_of_any_length() {
        assert!(Pattern::new("").is_none());
        assert!(Pattern::new(&"a".repeat(65)).is_none());
        let long = "ab".repeat(32);
        let pattern = Pattern::new(&long).unwrap();
        let form = |word: String| Form::new(word, 1, false);
        assert_eq!(pattern.distance(&form(long[1..].into()), 2), Some(1));
        assert_eq!(pattern.distance(&form(long.replacen("ab", "ba", 1)), 2), Some(1));
    }
}
