//! The key of a word before stemming: small letters without diacritics, digits 0 to 9, one spelling for each letter.
//!
//! Folding is idempotent, so a word can be folded again without harm. It needs the language only for the Arabic script:
//! what is one letter to Arabic is two to Kurdish.
//!
//! Text is expected in the composed form (NFC); of decomposed letters the marks are dropped, which gives the same key,
//! but for the Cyrillic й and ї, which are put together again, and for kana and Hangul.

use super::case::lower;
use super::class::{self, Class};
use super::{Lang, MAX_CHARS};

/// Appends to `out` the folded form of `word`, which is in small letters; at most [`MAX_CHARS`] characters are read.
pub(super) fn fold(word: &str, lang: Lang, out: &mut String) {
    if word.is_ascii() {
        return out.push_str(word.get(..MAX_CHARS).unwrap_or(word));
    }
    for c in word.chars().take(MAX_CHARS) {
        match c {
            '\0'..='\u{7F}' => out.push(c),
            'ß' => out.push_str("ss"),
            'æ' | 'ǽ' | 'ǣ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'þ' => out.push_str("th"),
            'ĳ' => out.push_str("ij"),
            '\u{306}' if out.ends_with('и') => replace_last(out, 'й'),
            '\u{308}' if out.ends_with('і') => replace_last(out, 'ї'),
            _ => {
                if let Some(c) = letter(c, lang) {
                    out.push(c);
                }
            }
        }
    }
}

fn replace_last(out: &mut String, c: char) {
    out.pop();
    out.push(c);
}

/// The one letter that stands for `c`; nothing for a mark.
fn letter(c: char, lang: Lang) -> Option<char> {
    let folded = match c {
        '\u{C0}'..='\u{24F}' => latin(LATIN, '\u{C0}', c),
        '\u{250}'..='\u{28F}' => latin(AFRICAN, '\u{250}', c),
        '\u{370}'..='\u{3FF}' => greek(c),
        '\u{400}'..='\u{52F}' => cyrillic(c),
        'א'..='ת' | '一'..='鿿' | '가'..='힣' => c,
        '\u{600}'..='\u{6FF}' => arabic(c, lang),
        '\u{900}'..='\u{963}' => devanagari(c),
        '\u{1E00}'..='\u{1EFF}' => latin(VIETNAMESE, '\u{1E00}', c),
        '\u{1F00}'..='\u{1FFF}' => polytonic(c),
        '’' | '＇' => '\'',
        '\u{FF10}'..='\u{FF5A}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    match class::of(folded) {
        Class::Digit => class::digit(folded).map(|value| char::from(b'0' + value)),
        Class::Mark => None,
        _ => (folded != '·').then_some(folded),
    }
}

/// The plain letter at the place of `c` in `table`, whose first character is `first`; a point leaves `c` as it is.
fn latin(table: &str, first: char, c: char) -> char {
    match table.as_bytes().get(c as usize - first as usize) {
        Some(b'.') | None => c,
        Some(&plain) => char::from(plain),
    }
}

/// U+00C0 to U+024F: Latin-1, Latin Extended-A and -B. Capitals never come here.
const LATIN: &str = "\
................................aaaaaa.ceeeeiiiidnooooo.ouuuuy.y\
.a.a.a.c.c.c.c.d.d.e.e.e.e.e.g.g.g.g.h.h.i.i.i.i.i...j.kk.l.l.l.\
l.l.n.n.nn.n.o.o.o...r.r.r.s.s.s.s.t.t.t.u.u.u.u.u.u.w.y..z.z.zs\
b..b....c...d.....f......kl...n..o...p.....t.t..u...y.z.........\
..............a.i.o.u.u.u.u.ue.a.a...g.g.k.o.o..j....g...n.a....\
.a.a.e.e.i.i.o.o.r.r.u.u.s.t...h.d...z.a.e.o.o.o.o.ylntj....c..s\
z......e.j.q.r.y";

/// U+0250 to U+028F: letters of African languages and of Azerbaijani that people type without their hooks.
const AFRICAN: &str = "...bo.dd.e.e....g..g....ii........n..o...................uv.....";

/// U+1E00 to U+1EFF: Latin Extended Additional.
const VIETNAMESE: &str = "\
.a.b.b.b.c.d.d.d.d.d.e.e.e.e.e.f.g.h.h.h.h.h.i.i.k.k.k.l.l.l.l.m\
.m.m.n.n.n.n.o.o.o.o.p.p.r.r.r.r.s.s.s.s.s.t.t.t.t.u.u.u.u.u.v.v\
.w.w.w.w.w.x.x.y.z.z.zhtwyasss...a.a.a.a.a.a.a.a.a.a.a.a.e.e.e.e\
.e.e.e.e.i.i.o.o.o.o.o.o.o.o.o.o.o.o.u.u.u.u.u.u.u.y.y.y.y.l.v.y";

/// Without tonos and dialytika; the final sigma is a sigma.
fn greek(c: char) -> char {
    match c {
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' | 'ϊ' | 'ΐ' => 'ι',
        'ό' => 'ο',
        'ύ' | 'ϋ' | 'ΰ' => 'υ',
        'ώ' => 'ω',
        'ς' => 'σ',
        _ => c,
    }
}

/// Old spelling, with breathings and three accents.
fn polytonic(c: char) -> char {
    match c as u32 & 0xFF {
        0x00..0x10 | 0x70 | 0x71 | 0x80..0x90 | 0xB0..0xBC => 'α',
        0x10..0x20 | 0x72 | 0x73 => 'ε',
        0x20..0x30 | 0x74 | 0x75 | 0x90..0xA0 | 0xC2..0xC8 => 'η',
        0x30..0x40 | 0x76 | 0x77 | 0xBE | 0xD0..0xD8 => 'ι',
        0x40..0x50 | 0x78 | 0x79 => 'ο',
        0x50..0x60 | 0x7A | 0x7B | 0xE0..0xE4 | 0xE6..0xE8 => 'υ',
        0x60..0x70 | 0x7C | 0x7D | 0xA0..0xB0 | 0xF2..0xF8 => 'ω',
        0xE4 | 0xE5 => 'ρ',
        _ => c,
    }
}

/// Accents that only help to read; й, ї, ў and the letters of other languages stay.
fn cyrillic(c: char) -> char {
    match c {
        'ё' | 'ѐ' => 'е',
        'ѝ' => 'и',
        'ґ' => 'г',
        _ => c,
    }
}

/// Letters that one language writes in several ways. Where the language is Kurdish, unknown or another one, only those
/// that differ by keyboard; never ە, ێ, ۆ, ڕ, ڵ, nor ة and ه, which are letters of their own somewhere.
fn arabic(c: char, lang: Lang) -> char {
    match (c, lang) {
        ('أ' | 'إ' | 'آ' | 'ٱ', Lang::AR | Lang::FA | Lang::UR) => 'ا',
        ('ة', Lang::AR | Lang::FA | Lang::UR) | ('ۀ' | 'ہ' | 'ۂ' | 'ۃ', Lang::FA | Lang::UR) => 'ه',
        ('ئ', Lang::FA) => 'ی',
        ('ی' | 'ى', Lang::AR) => 'ي',
        ('ک', Lang::AR) => 'ك',
        ('ي' | 'ى', _) if lang != Lang::AR => 'ی',
        ('ك', _) if lang != Lang::AR => 'ک',
        ('٫', _) => '.',
        ('٬', _) => ',',
        _ => c,
    }
}

/// Letters with a dot below lose it, as they do in most typing; the nasal signs are one.
fn devanagari(c: char) -> char {
    match c {
        'ँ' => 'ं',
        'ऩ' => 'न',
        'ऱ' => 'र',
        'ऴ' => 'ळ',
        '\u{958}' => 'क',
        '\u{959}' => 'ख',
        '\u{95A}' => 'ग',
        '\u{95B}' => 'ज',
        '\u{95C}' => 'ड',
        '\u{95D}' => 'ढ',
        '\u{95E}' => 'फ',
        '\u{95F}' => 'य',
        _ => c,
    }
}

/// Appends to `out` the form of `word` that people read in suggestions: in small letters, diacritics kept, without
/// soft hyphens, tatweel and marks of direction; at most [`MAX_CHARS`] characters.
pub(super) fn surface(word: &str, lang: Lang, out: &mut String) {
    let turkish = matches!(lang, Lang::TR | Lang::AZ);
    if word.is_ascii() && !turkish {
        out.push_str(word.get(..MAX_CHARS).unwrap_or(word));
        out.make_ascii_lowercase();
        return;
    }
    let seen = |c: &char| !matches!(c, '\u{AD}' | 'ـ' | '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2060}' | '\u{FEFF}');
    out.extend(word.chars().filter(seen).take(MAX_CHARS).map(|c| lower(c, lang)));
    if out.len() > 2 && out.ends_with('σ') {
        replace_last(out, 'ς');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn folds(lang: Lang, pairs: &[(&str, &str)]) {
        for (word, key) in pairs {
            let (mut small, mut out) = (String::new(), String::new());
            surface(word, lang, &mut small);
            fold(&small, lang, &mut out);
            assert_eq!(out, *key, "{word}");
            let mut again = String::new();
            fold(&out, lang, &mut again);
            assert_eq!(again, out, "folded twice");
        }
    }

    #[test]
    fn european_letters() {
        folds(
            Lang::UNKNOWN,
            &[
                ("Äpfel", "apfel"),
                ("STRAẞE", "strasse"),
                ("Straße", "strasse"),
                ("Ærø", "aero"),
                ("Łódź", "lodz"),
                ("Œuvre", "oeuvre"),
                ("Đurđević", "durdevic"),
                ("Þingvellir", "thingvellir"),
                ("smörgåsbord", "smorgasbord"),
                ("ĲSSEL", "ijssel"),
                ("Țară", "tara"),
                ("Ţară", "tara"),
                ("Việt", "viet"),
                ("ĐƯỜNG", "duong"),
                ("ƏLİYEV", "eliyev"),
                ("cafe\u{301}", "cafe"),
                ("Ɓangi", "bangi"),
                ("FULL", "full"),
                ("ＦＵＬＬ２", "full2"),
                ("co\u{AD}op", "coop"),
            ],
        );
    }

    #[test]
    fn other_alphabets() {
        folds(
            Lang::UNKNOWN,
            &[
                ("Ελλάς", "ελλασ"),
                ("ΕΛΛΆΣ", "ελλασ"),
                ("Ἑλλὰς", "ελλασ"),
                ("προϋπόθεση", "προυποθεση"),
                ("Ёлка", "елка"),
                ("Йод", "йод"),
                ("И\u{306}од", "йод"),
                ("Їжак", "їжак"),
                ("ґанок", "ганок"),
                ("ՀԱՅ", "հայ"),
                ("ᲗᲑᲘᲚᲘᲡᲘ", "თბილისი"),
                ("שָׁלוֹם", "שלום"),
                ("צה״ל", "צהל"),
                ("फ़िल्म", "फिल्म"),
                ("\u{95E}िल्म", "फिल्म"),
                ("हाँ", "हां"),
                ("ไทย", "ไทย"),
                ("২০২৩", "2023"),
                ("東京", "東京"),
            ],
        );
    }

    #[test]
    fn turkish_i() {
        folds(Lang::TR, &[("IŞIK", "isik"), ("İstanbul", "istanbul"), ("ışık", "isik")]);
        folds(Lang::EN, &[("IŞIK", "isik"), ("İstanbul", "istanbul")]);
        let mut small = String::new();
        surface("IŞIK", Lang::TR, &mut small);
        assert_eq!(small, "ışık");
    }

    #[test]
    fn arabic_script_by_language() {
        folds(
            Lang::AR,
            &[
                ("أحمد", "احمد"),
                ("مدرسة", "مدرسه"),
                ("مُحَمَّد", "محمد"),
                ("مصطفى", "مصطفي"),
                ("کـــتاب", "كتاب"),
                ("٢٠٢٣", "2023"),
            ],
        );
        folds(
            Lang::FA,
            &[
                ("كتاب", "کتاب"),
                ("علي", "علی"),
                ("می\u{200C}شود", "میشود"),
                ("خانۀ", "خانه"),
                ("آب", "اب"),
                ("۳٫۱۴", "3.14"),
            ],
        );
        folds(Lang::UR, &[("ہے", "هے"), ("كراچي", "کراچی")]);
        folds(
            Lang::CKB,
            &[("كوردستان", "کوردستان"), ("هەڵەبجە", "هەڵەبجە"), ("ڕۆژێک", "ڕۆژێک"), ("علي", "علی"), ("إة", "إة")],
        );
        folds(Lang::UNKNOWN, &[("أحمد", "أحمد"), ("كتاب", "کتاب")]);
    }

    #[test]
    fn long_words_are_cut() {
        let mut out = String::new();
        surface(&"Ж".repeat(100_000), Lang::RU, &mut out);
        assert_eq!(out.chars().count(), MAX_CHARS);
    }

    #[test]
    fn final_sigma() {
        let mut out = String::new();
        surface("ΟΔΟΣ", Lang::EL, &mut out);
        assert_eq!(out, "οδος");
    }
}
