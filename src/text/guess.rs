//! The language of a text that does not say it: by script, then by letters and stop words.

use super::case::lower;
use super::stopwords::{ROWS, Row};
use super::{Analyzer, Lang, fold};

/// How many bytes of a text are looked at: as a rule a few sentences, so that guessing costs less than indexing; more
/// where they do not decide.
const HEADS: [usize; 3] = [250, 1000, 4000];

/// Scripts in their order: first and last character, weight of a letter, and the languages to choose from; one is certain
/// at once.
/// Latin names and code stand in articles of any script, so they count least; kana stand among more numerous Han.
const SCRIPTS: [(char, char, usize, &[Lang]); 19] = [
    ('A', 'ɏ', 1, LATIN),
    ('Ͱ', 'Ͽ', 4, &[Lang::EL]),
    ('Ѐ', 'ԯ', 4, &[Lang::RU, Lang::UK, Lang::BE, Lang::BG, Lang::SR, Lang::MK, Lang::KK]),
    ('\u{531}', '\u{58F}', 4, &[Lang::HY]),
    ('א', 'ת', 4, &[Lang::HE]),
    ('\u{620}', '\u{6FF}', 4, &[Lang::AR, Lang::FA, Lang::CKB, Lang::UR, Lang::PS, Lang::UG]),
    ('\u{900}', '\u{97F}', 4, &[Lang::HI]),
    ('\u{980}', '\u{9FF}', 4, &[Lang::BN]),
    ('\u{A00}', '\u{A7F}', 4, &[Lang::PA]),
    ('\u{A80}', '\u{AFF}', 4, &[Lang::GU]),
    ('\u{B80}', '\u{BFF}', 4, &[Lang::TA]),
    ('\u{C00}', '\u{C7F}', 4, &[Lang::TE]),
    ('\u{E00}', '\u{E7F}', 4, &[Lang::TH]),
    ('\u{1000}', '\u{109F}', 4, &[Lang::MY]),
    ('\u{10D0}', '\u{10FF}', 4, &[Lang::KA]),
    ('\u{1200}', '\u{137F}', 4, &[Lang::AM]),
    ('\u{3041}', '\u{30FF}', 16, &[Lang::JA]),
    ('\u{3400}', '\u{9FFF}', 8, &[Lang::ZH]),
    ('\u{AC00}', '\u{D7A3}', 8, &[Lang::KO]),
];

#[rustfmt::skip]
const LATIN: &[Lang] = &[
    Lang::EN, Lang::DE, Lang::FR, Lang::ES, Lang::IT, Lang::PT, Lang::NL, Lang::SV, Lang::DA, Lang::NO, Lang::FI, Lang::PL,
    Lang::CS, Lang::RO, Lang::HU, Lang::TR, Lang::AZ, Lang::KMR, Lang::ID, Lang::VI, Lang::CA,
];

/// The likeliest language of `text`; unknown where nothing tells, or two tell the same.
pub fn guess(text: &str) -> Lang {
    let mut lang = Lang::UNKNOWN;
    for bytes in HEADS {
        let sure;
        (lang, sure) = likeliest(head(text, bytes));
        if sure || bytes >= text.len() {
            break;
        }
    }
    lang
}

/// The first `bytes` of `text` or a few less, between characters.
fn head(text: &str, bytes: usize) -> &str {
    (0..=bytes.min(text.len())).rev().find_map(|end| text.get(..end)).unwrap_or("")
}

/// The likeliest language of `text`, and whether the next one is far behind.
fn likeliest(text: &str) -> (Lang, bool) {
    match script(text) {
        [] => (Lang::UNKNOWN, false),
        [one] => (*one, true),
        candidates => by_words(text, candidates),
    }
}

/// The languages of the script in which most of `text` is.
fn script(text: &str) -> &'static [Lang] {
    let mut weights = [0_usize; SCRIPTS.len()];
    for c in text.chars() {
        let scripts = weights.iter_mut().zip(&SCRIPTS).take_while(|(_, (first, ..))| *first <= c);
        for (sum, (.., weight, _)) in scripts.filter(|(_, (_, last, ..))| c <= *last) {
            *sum += weight;
        }
    }
    let heaviest = weights.iter().zip(&SCRIPTS).max_by_key(|(sum, _)| **sum).filter(|(sum, _)| **sum > 0);
    heaviest.map_or(&[], |(_, (.., candidates))| candidates)
}

/// The one of `candidates` with most of its letters and stop words in `text`, and whether it has far more than the next.
fn by_words(text: &str, candidates: &[Lang]) -> (Lang, bool) {
    let words = folded_words(text);
    #[cfg(not(target_arch = "wasm32"))]
    let (words, plain) = plain::stop_words(&words);
    let special: String = text.chars().filter(|c| !c.is_ascii()).collect();
    let (mut best, mut most, mut next) = (Lang::UNKNOWN, 0, 0);
    for row in ROWS.iter().filter(|row| candidates.contains(&row.lang)) {
        let hits = letters(&special, row) + stop_words(&words, row);
        #[cfg(not(target_arch = "wasm32"))]
        let hits = hits + plain.of(row);
        if hits > most {
            (best, most, next) = (row.lang, hits, most);
        } else {
            next = next.max(hits);
        }
    }
    let lang = if most > next { best } else { Lang::UNKNOWN };
    (lang, most > 2 * next + 3)
}

/// The words of `text`, folded as far as every language agrees, each with a blank after it.
fn folded_words(text: &str) -> String {
    let mut words = String::new();
    // French: `l'` is a word there, and no other language has stop words that it would miss.
    Analyzer::new(Lang::FR).surfaces(text, |surface, _, _| {
        fold::fold(surface, Lang::UNKNOWN, &mut words);
        words.push(' ');
    });
    words
}

/// How many of the letters of `special`, all beyond ASCII, are peculiar to the language of `row`.
fn letters(special: &str, row: &Row) -> usize {
    let small = special.chars().map(|c| lower(c, row.lang));
    small.filter(|&c| row.letters.chars().any(|letter| letter == c)).count()
}

/// How many of `words` are stop words of `row`.
fn stop_words(words: &str, row: &Row) -> usize {
    let mut folded = String::new();
    let is_stop = |word: &&str| {
        folded.clear();
        fold::fold(word, row.lang, &mut folded);
        row.holds(&folded)
    };
    words.split_terminator(' ').filter(|word| word.len() <= row.longest).filter(is_stop).count()
}

/// Plain words, those of ASCII, which every language folds alike: each is looked up once for all languages. Texts of which
/// the language is guessed are as many as articles, where they are indexed; nothing is gained in a widget, which guesses
/// that of a query.
#[cfg(not(target_arch = "wasm32"))]
mod plain {
    use super::{ROWS, Row};
    use foldhash::fast::FixedState;
    use std::collections::HashMap;
    use std::sync::LazyLock;

    /// The languages of which a plain word is a stop word: bit n for row n.
    static LANGUAGES: LazyLock<HashMap<&str, u64, FixedState>> = LazyLock::new(|| {
        let mut languages = HashMap::<_, u64, _>::default();
        for (number, row) in ROWS.iter().enumerate() {
            for word in row.words().filter(|word| word.is_ascii()) {
                *languages.entry(word).or_default() |= 1 << number;
            }
        }
        languages
    });

    /// How many plain stop words of each row there are.
    pub(super) struct Hits([usize; ROWS.len()]);

    impl Hits {
        pub(super) fn of(&self, row: &Row) -> usize {
            ROWS.iter().zip(self.0).find(|(other, _)| other.lang == row.lang).map_or(0, |(_, hits)| hits)
        }
    }

    /// The words that are not plain, each with a blank after it, and the stop words among those that are.
    pub(super) fn stop_words(words: &str) -> (String, Hits) {
        let (mut others, mut hits) = (String::new(), Hits([0; ROWS.len()]));
        for word in words.split_terminator(' ') {
            if !word.is_ascii() {
                others.push_str(word);
                others.push(' ');
                continue;
            }
            let languages = LANGUAGES.get(word).copied().unwrap_or(0);
            if languages != 0 {
                hits.0.iter_mut().enumerate().for_each(|(number, hits)| *hits += (languages >> number & 1) as usize);
            }
        }
        (others, hits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_of_many_languages() {
        for (tag, text) in [
            ("en", "The government said on Monday that it would not change the law."),
            ("de", "Die Regierung hat am Montag mitgeteilt, dass sie das Gesetz nicht ändert."),
            ("fr", "Le gouvernement a annoncé lundi qu'il ne changerait pas la loi."),
            ("es", "El gobierno anunció el lunes que no cambiará la ley para los niños."),
            ("it", "Il governo ha detto che la legge non sarà cambiata per gli anni prossimi."),
            ("pt", "O governo disse que não vai mudar a lei para os próximos anos."),
            ("nl", "De regering heeft gezegd dat zij de wet niet zal veranderen."),
            ("sv", "Regeringen sade att den inte ska ändra lagen och att det är klart."),
            ("da", "Regeringen sagde, at den ikke vil ændre loven, og det er klart af alle."),
            ("fi", "Hallitus on ilmoittanut, että se ei muuta lakia, mutta asia on selvä."),
            ("pl", "Rząd ogłosił w poniedziałek, że nie zmieni ustawy."),
            ("cs", "Vláda v pondělí oznámila, že se zákon měnit nebude."),
            ("ro", "Guvernul a anunțat că nu va schimba legea și că este clar."),
            ("hu", "A kormány bejelentette, hogy nem változtatja meg a törvényt, és ez így van."),
            ("tr", "Hükümet pazartesi günü yasayı değiştirmeyeceğini ve bunun kesin olduğunu açıkladı."),
            ("id", "Pemerintah mengatakan bahwa undang-undang itu tidak akan diubah dan ini jelas."),
            ("vi", "Chính phủ cho biết sẽ không thay đổi luật trong năm nay."),
            ("kmr", "Hikûmetê got ku ew ê qanûnê neguherîne û ev ji bo gel e."),
            ("ru", "Правительство заявило, что не будет менять закон."),
            ("uk", "Уряд заявив, що не змінюватиме закон, і це ясно."),
            ("bg", "Правителството заяви, че няма да променя закона и това е ясно."),
            ("el", "Η κυβέρνηση ανακοίνωσε ότι δεν θα αλλάξει τον νόμο."),
            ("he", "הממשלה הודיעה כי לא תשנה את החוק."),
            ("ar", "أعلنت الحكومة أنها لن تغير القانون في هذا العام."),
            ("fa", "دولت اعلام کرد که قانون را تغییر نخواهد داد."),
            ("ckb", "حکومەت ڕایگەیاند کە یاساکە ناگۆڕێت و ئەمە ڕوونە."),
            ("ur", "حکومت نے کہا ہے کہ قانون تبدیل نہیں کیا جائے گا۔"),
            ("hi", "सरकार ने कहा कि कानून नहीं बदला जाएगा।"),
            ("ja", "政府は法律を変更しないと発表した。"),
            ("zh", "政府宣布不会修改法律。"),
            ("ko", "정부는 법을 바꾸지 않겠다고 밝혔다."),
            ("th", "รัฐบาลประกาศว่าจะไม่แก้ไขกฎหมาย"),
            ("und", ""),
            ("und", "2023 — 42 €"),
            ("und", "Xyzzy Plugh"),
        ] {
            assert_eq!(guess(text).tag(), tag, "{text}");
        }
    }

    #[cfg(not(target_arch = "wasm32"))]
    #[test]
    fn plain_words_count_as_others_do() {
        let words = "the de i'm xyzzy a and zu el não the που не ";
        let (others, plain) = plain::stop_words(words);
        assert_eq!(others, "não που не ");
        for row in ROWS {
            assert_eq!(stop_words(&others, row) + plain.of(row), stop_words(words, row), "{:?}", row.lang);
        }
    }

    #[test]
    fn names_in_latin_letters_do_not_decide() {
        assert_eq!(guess("Ruby on Rails 7.1 リリースのお知らせ Preview Release Candidate").tag(), "ja");
    }

    #[test]
    fn a_long_text_is_cut_between_characters() {
        assert_eq!(guess(&"ы".repeat(5000)).tag(), "ru");
        assert_eq!(guess(&format!("a{}", "ы".repeat(5000))).tag(), "ru");
    }
}
