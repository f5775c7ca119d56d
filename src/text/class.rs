//! What a character is to the segmenter: one of six classes, for every script.
//!
//! The table holds where each run of a class begins; unassigned code points belong to the run before them, so the
//! table is a fifth of the Unicode one. Liberties taken: rare signs inside one script (Tamil account marks, Tibetan
//! head marks …) count as letters of it, and beyond the Basic Multilingual Plane only living scripts have digits and
//! punctuation of their own. The tests hold the table against the standard library's `char::is_alphanumeric`.

/// The part a character plays in a word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Class {
    /// Blank, punctuation, symbol, control: ends a word.
    Separator,
    /// Letter of a script that writes blanks between words; vowel signs of Indic scripts are letters too.
    Letter,
    /// Decimal digit of any script.
    Digit,
    /// Combining mark or invisible joiner: belongs to the word before it, is no part of its key.
    Mark,
    /// Character of a script without blanks between words (Han, kana, Thai, Lao, Khmer, Burmese), or Hangul.
    Unit,
    /// Vowel or tone sign on a [`Class::Unit`]: one with it, and part of the key.
    UnitMark,
}

use Class::{Digit as D, Letter as L, Mark as M, Separator as S, Unit as U, UnitMark as V};

/// The class of `c`.
pub(super) fn of(c: char) -> Class {
    let code = c as u32;
    match code {
        0..0x80 if c.is_ascii_alphabetic() => L,
        0..0x80 if c.is_ascii_digit() => D,
        0..0x80 => S,
        _ => run(code).1,
    }
}

/// The value of a decimal digit of any script.
pub(super) fn digit(c: char) -> Option<u8> {
    let code = c as u32;
    if c.is_ascii() {
        return c.to_digit(10).map(|value| value as u8);
    }
    let (first, class) = run(code);
    // Every run of digits begins with a zero; some hold several sets of ten.
    (class == D).then_some(((code - first) % 10) as u8)
}

/// The run that holds `code`, which is not ASCII: its first code point, and its class.
fn run(code: u32) -> (u32, Class) {
    let (firsts, classes) = &COLUMNS;
    let run = firsts.partition_point(|first| *first <= code).wrapping_sub(1);
    (firsts.get(run).copied().unwrap_or(0), classes.get(run).copied().unwrap_or(S))
}

/// [`RUNS`] by column: pairs would be padded, and pack larger.
static COLUMNS: ([u32; RUNS.len()], [Class; RUNS.len()]) = {
    let mut columns = ([0; RUNS.len()], [S; RUNS.len()]);
    let mut run = 0;
    while run < RUNS.len() {
        (columns.0[run], columns.1[run]) = RUNS[run];
        run += 1;
    }
    columns
};

/// First code point and class of each run; what precedes the first one is ASCII.
#[rustfmt::skip]
const RUNS: [(u32, Class); 357] = [
    (0x0080, S), (0x00AA, L), (0x00AB, S), (0x00AD, M), (0x00AE, S), (0x00B5, L), (0x00B6, S), (0x00BA, L),
    (0x00BB, S), (0x00C0, L), (0x00D7, S), (0x00D8, L), (0x00F7, S), (0x00F8, L), (0x0300, M), (0x0370, L),
    (0x037E, S), (0x037F, L), (0x0384, S), (0x0386, L), (0x0387, S), (0x0388, L), (0x0482, M), (0x048A, L),
    (0x055A, S), (0x0560, L), (0x0589, S), (0x0591, M), (0x05BE, S), (0x05BF, M), (0x05C0, S), (0x05C1, M),
    (0x05C3, S), (0x05C4, M), (0x05C6, S), (0x05C7, M), (0x05D0, L), (0x05F3, M), (0x0600, S), (0x0610, M),
    (0x061B, S), (0x061C, M), (0x061D, L), (0x061E, S), (0x0620, L), (0x0640, M), (0x0641, L), (0x064B, M),
    (0x0660, D), (0x066A, S), (0x066E, L), (0x0670, M), (0x0671, L), (0x06D4, S), (0x06D5, L), (0x06D6, M),
    (0x06DD, S), (0x06DF, M), (0x06E9, L), (0x06EA, M), (0x06EE, L), (0x06F0, D), (0x06FA, L), (0x0700, S),
    (0x0710, L), (0x0730, M), (0x074D, L), (0x07C0, D), (0x07CA, L), (0x07EB, M), (0x07F4, L), (0x07F7, S),
    (0x07FA, L), (0x0830, S), (0x0840, L), (0x0890, S), (0x0897, M), (0x0898, L), (0x08CA, M), (0x08E2, L),
    (0x08E3, M), (0x0900, L), (0x093C, M), (0x093D, L), (0x0964, S), (0x0966, D), (0x0970, S), (0x0971, L),
    (0x09BC, M), (0x09BD, L), (0x09E6, D), (0x09F0, L), (0x0A3C, M), (0x0A3E, L), (0x0A66, D), (0x0A70, L),
    (0x0A76, S), (0x0A81, L), (0x0ABC, M), (0x0ABD, L), (0x0AE6, D), (0x0AF0, S), (0x0AF9, L), (0x0B3C, M),
    (0x0B3D, L), (0x0B66, D), (0x0B70, L), (0x0BE6, D), (0x0BF0, L), (0x0C66, D), (0x0C77, L), (0x0CBC, M),
    (0x0CBD, L), (0x0CE6, D), (0x0CF1, L), (0x0D58, S), (0x0D5F, L), (0x0D66, D), (0x0D70, L), (0x0DE6, D),
    (0x0DF2, L), (0x0DF4, S), (0x0E01, U), (0x0E31, V), (0x0E32, U), (0x0E34, V), (0x0E3F, S), (0x0E40, U),
    (0x0E47, V), (0x0E4F, S), (0x0E50, D), (0x0E5A, S), (0x0E81, U), (0x0EB1, V), (0x0EB2, U), (0x0EB4, V),
    (0x0EBD, U), (0x0EC8, V), (0x0ED0, D), (0x0EDC, U), (0x0F00, L), (0x0F01, S), (0x0F13, L), (0x0F14, S),
    (0x0F15, L), (0x0F20, D), (0x0F2A, S), (0x0F34, L), (0x0FBE, S), (0x0FC6, L), (0x0FC7, S), (0x1000, U),
    (0x102B, V), (0x103F, U), (0x1040, D), (0x104A, S), (0x1050, U), (0x1056, V), (0x105A, U), (0x105E, V),
    (0x1061, U), (0x1062, V), (0x1065, U), (0x1067, V), (0x106E, U), (0x1071, V), (0x1075, U), (0x1082, V),
    (0x108E, U), (0x108F, V), (0x1090, D), (0x109A, V), (0x109E, U), (0x10A0, L), (0x10FB, S), (0x10FC, L),
    (0x1100, U), (0x1200, L), (0x1360, S), (0x1380, L), (0x1680, S), (0x1681, L), (0x169B, S), (0x16A0, L),
    (0x1735, S), (0x1740, L), (0x1780, U), (0x17B4, V), (0x17D4, S), (0x17D7, U), (0x17D8, S), (0x17DC, U),
    (0x17DD, V), (0x17E0, D), (0x17F0, S), (0x180B, M), (0x180E, S), (0x180F, M), (0x1810, D), (0x1820, L),
    (0x1946, D), (0x1950, U), (0x19D0, D), (0x19DA, U), (0x19DE, S), (0x1A00, L), (0x1A20, U), (0x1A55, V),
    (0x1A80, D), (0x1AA0, S), (0x1AA7, U), (0x1AA8, S), (0x1AB0, M), (0x1B00, L), (0x1B50, D), (0x1B5A, L),
    (0x1BB0, D), (0x1BBA, L), (0x1C40, D), (0x1C4D, L), (0x1C50, D), (0x1C5A, L), (0x1DC0, M), (0x1E00, L),
    (0x2000, S), (0x200C, M), (0x2010, S), (0x2060, M), (0x2061, S), (0x2071, L), (0x2074, S), (0x207F, L),
    (0x2080, D), (0x208A, S), (0x2090, L), (0x20A0, S), (0x20D0, M), (0x2100, S), (0x2160, L), (0x2189, S),
    (0x2C00, L), (0x2D70, S), (0x2D7F, L), (0x2DE0, M), (0x2E00, S), (0x2E2F, L), (0x2E30, S), (0x3005, U),
    (0x3008, S), (0x3021, U), (0x302A, V), (0x3030, S), (0x3031, U), (0x3036, S), (0x3038, U), (0x303D, S),
    (0x3041, U), (0x3099, V), (0x309B, S), (0x309D, U), (0x30FB, S), (0x30FC, U), (0x3190, S), (0x31A0, U),
    (0x31C0, S), (0x31F0, U), (0x3200, S), (0x3400, U), (0x4DC0, S), (0x4E00, U), (0xA000, L), (0xA490, S),
    (0xA4D0, L), (0xA4FE, S), (0xA500, L), (0xA60D, S), (0xA610, L), (0xA620, D), (0xA62A, L), (0xA66F, M),
    (0xA673, L), (0xA674, M), (0xA67E, L), (0xA69E, M), (0xA6A0, L), (0xA6F2, S), (0xA717, L), (0xA874, S),
    (0xA880, L), (0xA8D0, D), (0xA8E0, L), (0xA900, D), (0xA90A, L), (0xA92E, S), (0xA930, L), (0xA960, U),
    (0xA980, L), (0xA9C1, S), (0xA9CF, L), (0xA9D0, D), (0xA9DE, L), (0xA9E0, U), (0xA9E5, V), (0xA9E6, U),
    (0xA9F0, D), (0xA9FA, U), (0xAA00, L), (0xAA50, D), (0xAA5C, S), (0xAA60, U), (0xAA7B, V), (0xAA7E, U),
    (0xAA80, L), (0xABEB, S), (0xABEC, L), (0xABF0, D), (0xAC00, U), (0xD800, S), (0xF900, U), (0xFB00, L),
    (0xFD3E, S), (0xFD50, L), (0xFDCF, S), (0xFDF0, L), (0xFDFC, S), (0xFE00, M), (0xFE10, S), (0xFE20, M),
    (0xFE30, S), (0xFE70, L), (0xFEFF, M), (0xFF01, S), (0xFF10, D), (0xFF1A, S), (0xFF21, L), (0xFF3B, S),
    (0xFF41, L), (0xFF5B, S), (0xFF66, U), (0xFFE0, S),
    // Beyond the Basic Multilingual Plane.
    (0x10000, L), (0x1AFF0, U), (0x1B300, L), (0x1CF00, S), (0x1D400, L), (0x1D7CE, D), (0x1D800, S), (0x1DF00, L),
    (0x1E000, L), (0x1E950, D), (0x1E95A, S), (0x1EE00, L), (0x1EEF0, S), (0x20000, U), (0x3FFFE, S), (0xE0100, M),
    (0xE01F0, S),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts() {
        for (text, class) in [
            ("aZéßЖΩאبहთՀ", L),
            ("09٣۴५๕０", D),
            ("\u{301}\u{5B4}\u{64B}\u{640}\u{200C}\u{AD}\u{FE0F}", M),
            ("漢ひカー々ไກមမ〇한𠀋", U),
            ("\u{E31}\u{E48}\u{17B6}\u{3099}", V),
            (" .,;-–—_@#/«»„“”…।،؟。、・·'’€😀\u{200B}\u{A0}¹½", S),
        ] {
            for c in text.chars() {
                assert_eq!(of(c), class, "{c:?} U+{:04X}", c as u32);
            }
        }
    }

    #[test]
    fn digits_have_values() {
        let values: Vec<_> = "0५٣۹๔７𝟗₂x".chars().map(digit).collect();
        assert_eq!(values, [Some(0), Some(5), Some(3), Some(9), Some(4), Some(7), Some(9), Some(2), None]);
    }

    #[test]
    fn letters_of_the_standard_library_are_word_characters() {
        let separators = (0..0x3_0000).filter_map(char::from_u32).filter(|&c| c.is_alphabetic() && of(c) == S);
        // Letter-like symbols, circled letters and squared ones are symbols here.
        let odd: Vec<char> =
            separators.filter(|&c| !matches!(c as u32, 0x2100..0x2150 | 0x24B6..0x24EA | 0x1F130..0x1F18A)).collect();
        assert!(odd.is_empty(), "{odd:?}");
    }

    #[test]
    fn blanks_and_controls_are_separators() {
        let joined =
            (0..=0x10_FFFF).filter_map(char::from_u32).filter(|&c| (c.is_whitespace() || c.is_control()) && of(c) != S);
        assert_eq!(joined.count(), 0);
        assert!(RUNS.is_sorted_by_key(|run| run.0));
    }
}
