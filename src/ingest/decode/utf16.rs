//! UTF-16 without a byte order mark.
//!
//! Read in the right order of bytes, a text is letters, blanks and marks, some of them Latin (every blank and every
//! line end is); read in the wrong order it is noise from all scripts. So both orders are tried on a sample. Texts of
//! one byte a character are ruled out before: in UTF-16 a quarter of the bytes or more are so low that they would be
//! control characters, or many are beyond ASCII, and there are zeros.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// So many bytes are looked at, and fewer than the smaller number tell nothing.
const SAMPLE: core::ops::Range<usize> = 16..8192;
/// One character in so many must be Latin: a long line of Chinese has one at its end.
const LATIN: usize = 400;
/// Of so many characters, all but one must be letters, digits, blanks or marks.
const NOISE: usize = 50;

/// The order of bytes, if they are UTF-16.
pub fn told(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..SAMPLE.end).unwrap_or(bytes);
    let low = sample.iter().filter(|byte| **byte < 0x20).count();
    let high = sample.iter().filter(|byte| **byte >= 0x80).count();
    if sample.len() < SAMPLE.start || !sample.contains(&0) || (low * 4 < sample.len() && high * 8 < sample.len()) {
        return None;
    }
    let even = sample.get(..sample.len() & !1).unwrap_or_default();
    let orders = [UTF_16LE, UTF_16BE].into_iter().filter_map(|order| Some((latin(order, even)?, order)));
    orders.max_by_key(|(latin, _)| *latin).map(|(_, order)| order)
}

/// How many Latin characters the sample has in this order of bytes, if it reads as text.
fn latin(order: &'static Encoding, sample: &[u8]) -> Option<usize> {
    let (text, _) = order.decode_without_bom_handling(sample);
    let (mut all, mut noise, mut latin) = (0, 0, 0);
    for letter in text.chars() {
        all += 1;
        noise += usize::from(!is_text(letter));
        latin += usize::from(letter <= '\u{ff}' && is_text(letter));
    }
    // The sample may end inside a pair of surrogates.
    (latin > 0 && latin * LATIN >= all && noise <= all / NOISE + 1).then_some(latin)
}

/// Letters, digits, blanks, and the marks of all scripts.
fn is_text(letter: char) -> bool {
    letter.is_alphanumeric()
        || matches!(letter, '\t' | '\n' | '\r' | ' '..='~' | '\u{a0}'..='\u{bf}' | '\u{300}'..='\u{36f}')
        || matches!(letter, '\u{600}'..='\u{61f}' | '\u{64b}'..='\u{670}' | '\u{900}'..='\u{109f}')
        || matches!(letter, '\u{2000}'..='\u{206f}' | '\u{20a0}'..='\u{20bf}' | '\u{2190}'..='\u{21ff}')
        || matches!(letter, '\u{2500}'..='\u{27bf}' | '\u{3000}'..='\u{30ff}' | '\u{ff00}'..='\u{ffef}' | '\u{1f000}'..)
}
