//! Measures of a line: how long it is, how it ends, whether it reads as running text or as a name.

use super::labels::{Kind, labels};

/// Sizes below are in words; two characters of a script without blanks count as one word.
const SENTENCE: usize = 7;
/// A line of this size is running text even without a full stop.
const LONG: usize = 25;
/// A question or call of this size is running text and not a headline.
const LONG_CALL: usize = 16;
/// It is so at this size already if a full stop ends a sentence before it.
const SECOND: usize = 12;

/// What a line looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measure {
    /// Words, or pairs of characters in scripts without blanks.
    pub size: usize,
    /// Bytes of text.
    pub bytes: usize,
    /// Whether it ends in a mark that ends a sentence.
    pub stop: bool,
    /// Whether it reads as running text.
    pub sentence: bool,
}

/// Measures one line.
pub fn measure(text: &str) -> Measure {
    let size = size(text);
    let full = ends_in_full_stop(text);
    let stop = ends_in_stop(text);
    let call = if has_full_stop(text) { SECOND } else { LONG_CALL };
    let sentence = (full && size >= SENTENCE) || (stop && size >= call) || size >= LONG;
    Measure { size, bytes: text.len(), stop, sentence }
}

/// Whether the text ends in a full stop, as sentences do and titles do not.
pub fn ends_in_full_stop(text: &str) -> bool {
    let full = last_mark(text).is_some_and(|mark| matches!(mark, '.' | '。' | '।' | '۔' | '．'));
    full && !ends_in_ordinal(text)
}

/// Whether the stop at the end belongs to a Roman number, as that of a prince does ("Hans-Adam II."): it ends no sentence.
fn ends_in_ordinal(text: &str) -> bool {
    let last = text.split_whitespace().next_back().and_then(|last| last.strip_suffix('.'));
    last.is_some_and(|last| last.len() > 1 && last.bytes().all(|letter| matches!(letter, b'I' | b'V' | b'X')))
}

/// Whether a full stop behind a word of four small letters or more, and no abbreviation, parts two sentences of the line.
fn has_full_stop(text: &str) -> bool {
    text.split_whitespace().rev().skip(1).any(|word| {
        let full = last_mark(word).is_some_and(|mark| matches!(mark, '.' | '।' | '۔'));
        full && word.chars().filter(|letter| letter.is_lowercase() || !letter.is_ascii()).count() >= 4
    })
}

/// Words; characters of scripts without blanks count half, those of alphabets among them, vowel signs included, a fourth.
fn size(text: &str) -> usize {
    let (mut fourths, mut inside) = (0, false);
    for letter in text.chars() {
        if is_unspaced(letter) {
            fourths += if letter < '\u{3000}' { 1 } else { 2 };
            inside = false;
        } else if letter.is_alphanumeric() {
            fourths += if inside { 0 } else { 4 };
            inside = true;
        } else if letter.is_whitespace() || matches!(letter, '/' | '|' | '—' | '–') {
            inside = false;
        }
    }
    fourths / 4
}

/// Letters of scripts that part no words by blanks: Thai, Lao, Burmese, Khmer, Chinese and Japanese.
pub fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

/// The last character that is no closing quotation mark or bracket.
fn last_mark(text: &str) -> Option<char> {
    text.chars().rev().find(|&c| !is_closing(c))
}

/// Marks that may follow the stop of a sentence.
fn is_closing(mark: char) -> bool {
    mark.is_whitespace()
        || matches!(mark, '"' | '\'' | '”' | '’' | '“' | '»' | '«' | ')' | ']' | '」' | '』' | '）' | '】')
        || matches!(mark, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Marks that set the direction of a text, and other letters without a shape.
pub fn is_direction(mark: char) -> bool {
    matches!(mark, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Whether the text ends in a mark that ends a sentence, whatever quotation mark or bracket follows it.
pub fn ends_in_stop(text: &str) -> bool {
    last_mark(text).is_some_and(|mark| {
        matches!(mark, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '।' | '؟' | '۔' | '．' | ';' | '؛')
    })
}

/// Whether all letters with case are capitals, and there are two of them at least.
pub fn is_upper(text: &str) -> bool {
    let cased = text.chars().filter(|c| c.is_uppercase() || c.is_lowercase());
    cased.clone().count() >= 2 && cased.clone().all(char::is_uppercase)
}

/// Whether most letters have no case.
pub fn is_caseless(text: &str) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    letters().filter(|c| c.is_lowercase() || c.is_uppercase()).count() * 2 < letters().count()
}

/// Whether a word begins as a name does: with a capital, or in a script without case.
pub fn is_capital(word: &str) -> bool {
    word.chars().find(|c| c.is_alphabetic()).is_some_and(|c| !c.is_lowercase())
}

/// Whether a text begins with a word in small letters, as only a line does that goes on in a sentence.
pub fn is_small(text: &str) -> bool {
    let word = text.split(char::is_whitespace).next().unwrap_or_default();
    word.starts_with(char::is_lowercase) && !word.contains(char::is_uppercase)
}

/// Whether a text reads like the names of people: two to four words, each with a capital, nothing else. Scripts without
/// case tell nothing and give `false`.
pub fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let word = |word: &&str| {
        let first = word.chars().next().is_some_and(char::is_uppercase);
        first && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'))
    };
    let particle = |word: &str| word.starts_with(char::is_lowercase) && labels().is_word(Kind::Particle, word);
    (2..=4).contains(&words.len()) && words.iter().all(|w| word(w) || particle(w)) && !is_upper(text)
}

/// A key under which two spellings of a line are the same: lower case, without marks at the edges and without what
/// differs between keyboards (Arabic and Persian letters, quotation marks, vowel signs, direction marks).
pub fn fold(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_ascii() && !letter.is_ascii_whitespace() {
            key.push(letter.to_ascii_lowercase());
        } else {
            letter.to_lowercase().for_each(|letter| fold_letter(letter, &mut key));
        }
    }
    let trimmed = key.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '©' | '#'));
    if trimmed.is_empty() { key.trim().to_owned() } else { trimmed.to_owned() }
}

/// Adds one letter to a key.
fn fold_letter(letter: char, key: &mut String) {
    match letter {
        '\u{0307}' | '\u{00ad}' | '\u{0640}' | '\u{064b}'..='\u{0652}' | '\u{feff}' => {}
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
        'ي' | 'ى' => key.push('ی'),
        'ك' => key.push('ک'),
        'أ' | 'إ' | 'آ' => key.push('ا'),
        'ة' => key.push('ه'),
        '’' | '‘' | 'ʼ' => key.push('\''),
        // Greek capitals are written without the accents of small letters, and know one sigma.
        'ά' => key.push('α'),
        'έ' => key.push('ε'),
        'ή' => key.push('η'),
        'ί' | 'ϊ' | 'ΐ' => key.push('ι'),
        'ό' => key.push('ο'),
        'ύ' | 'ϋ' | 'ΰ' => key.push('υ'),
        'ώ' => key.push('ω'),
        'ς' => key.push('σ'),
        _ if letter.is_whitespace() => {
            if !key.ends_with(' ') {
                key.push(' ');
            }
        }
        _ => key.push(letter),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn running_text_is_told_from_headlines() {
        for (text, sentence) in [
            ("The river rose again overnight and took the bridge.", true),
            ("River takes third bridge in three years", false),
            ("He said so.", false),
            ("Nie gesehene Bilder aus dem Leben von Fürst Hans-Adam II.", false),
            ("Will the bridge at Karima ever be rebuilt?", false),
            ("She laughed and turned the offer down. \"Who would then look after my grandchildren?\"", true),
            ("Prof. Dr. Ames asks: will the old bridge at Karima ever be rebuilt?", false),
            ("ชาวบ้านเปลี่ยนโรงเรียนร้างเป็นศูนย์ทอผ้า สร้างรายได้เดือนละ 8 พันบาท", false),
            ("他说，这座桥将在明年春天重新建成并开放使用。", true),
            ("كان الجسر هو الثالث الذي تجرفه المياه في ثلاثة أعوام.", true),
        ] {
            assert_eq!(measure(text).sentence, sentence, "{text}");
        }
    }

    #[test]
    fn spellings_of_one_line_have_one_key() {
        assert_eq!(fold("  Related\u{a0} POSTS: "), fold("related posts"));
        assert_eq!(fold("اقرأ أيضاً"), fold("اقرا ايضا"));
        assert_eq!(fold("İLGİLİ"), "ilgili");
        assert_eq!(fold("Σχετικά άρθρα"), fold("ΣΧΕΤΙΚΑ ΑΡΘΡΑ"));
        assert_eq!(fold("Όροι χρήσης"), fold("ΟΡΟΙ ΧΡΗΣΗΣ"));
        assert_eq!(fold("***"), "***");
    }

    #[test]
    fn names_are_told() {
        assert!(is_name("Ana María de la Cruz") || is_name("Ana de Cruz"));
        for text in ["Ana", "ANA CRUZ", "ana cruz", "Ana said so", "Ana Cruz 2"] {
            assert!(!is_name(text), "{text}");
        }
    }
}
