//! Persian: endings of the plural, the comparative and the possessive come off, then the word is cut to six letters;
//! nothing comes off in front. Urdu goes the same way.

use super::{cut, strip_suffix};

/// Endings in the order in which they stand from the end of a word inwards; one of each line comes off.
const ENDINGS: [&[&str]; 3] =
    [&["شان", "تان", "مان", "اش", "ام", "ات", "یی", "ی"], &["ها", "های", "ان"], &["ترین", "تر"]];

pub(super) fn stem(key: &mut String) {
    for endings in &ENDINGS {
        let _ = endings.iter().any(|ending| strip_suffix(key, ending, 3));
    }
    cut(key, 6);
}

#[cfg(test)]
mod tests {
    #[test]
    fn endings_come_off() {
        for (word, stem) in [
            ("کتابهایشان", "کتاب"),
            ("کتابهای", "کتاب"),
            ("کتابی", "کتاب"),
            ("بزرگترین", "بزرگ"),
            ("بزرگتر", "بزرگ"),
            ("ایران", "ایر"),
            ("دست", "دست"),
            ("بود", "بود"),
        ] {
            let mut key = word.to_string();
            super::stem(&mut key);
            assert_eq!(key, stem, "{word}");
        }
    }
}
