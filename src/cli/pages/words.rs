//! The words of the interface on pages, in the language of the site: from the same translations as the element's.

use crate::cli::site;
use crate::cli::tongue::Tongue;
use newsprint::article::Dir;
use newsprint::view::Word;
use serde_json::Value;

/// English, as `www/strings.js` and `www/words.js` have it; a test compares them.
const ENGLISH: [(&str, &str); 13] = [
    ("newest", "Newest articles"),
    ("backToNewest", "Back to the newest"),
    ("previous", "Previous article"),
    ("next", "Next article"),
    ("related", "Related"),
    ("neighbours", "More articles"),
    ("credit", "Photo: "),
    ("tags", "Tags"),
    ("source", "Source"),
    ("original", "Read the original"),
    ("table", "Table"),
    ("picture", "See the picture at {host}"),
    ("minutes", "{n} min read"),
];
/// Months as English writes them.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
/// Where English has the month before the day, by Unicode's CLDR; English without a region is that of the first.
const MONTH_FIRST: [&str; 10] = ["US", "AS", "CA", "GU", "MH", "MP", "PH", "PR", "UM", "VI"];

/// Words in a language.
#[derive(Clone, Debug)]
pub struct Words {
    /// Their language.
    pub lang: String,
    /// Their direction.
    pub dir: Dir,
    translated: Value,
}

impl Default for Words {
    fn default() -> Self {
        Self { lang: "en".into(), dir: Dir::Ltr, translated: Value::Null }
    }
}

impl Words {
    /// The words for a site; English where there is no translation.
    pub fn of(tongue: &Tongue) -> Self {
        let file = site::asset(&format!("strings/{}.json", tongue.translation()));
        match file.and_then(|bytes| serde_json::from_slice(bytes).ok()) {
            Some(translated) => Self { lang: tongue.lang.clone(), dir: tongue.dir, translated },
            None if tongue.translation() == "en" => Self { lang: tongue.lang.clone(), ..Self::default() },
            None => Self::default(),
        }
    }

    /// A message. One with forms for different numbers is given in the form for most.
    pub fn say(&self, key: &str) -> &str {
        let message = &self.translated[key];
        let english = || ENGLISH.iter().find(|(known, _)| *known == key).map(|(_, text)| *text).unwrap_or_default();
        message.as_str().or(message["other"].as_str()).unwrap_or_else(english)
    }

    /// What the view asks for.
    pub fn word(&self, word: Word) -> String {
        self.say(match word {
            Word::Previous => "previous",
            Word::Next => "next",
            Word::Related => "related",
            Word::Neighbours => "neighbours",
            Word::Credit => "credit",
            Word::Tags => "tags",
            Word::Source => "source",
            Word::Original => "original",
            Word::Table => "table",
        })
        .into()
    }

    /// A reading time.
    pub fn minutes(&self, minutes: u32) -> String {
        self.say("minutes").replace("{n}", &minutes.to_string())
    }

    /// A date: as people write it in English and where the translation says how; elsewhere as ISO 8601, which everybody
    /// can read. The element's dates come from the browser, which knows all languages.
    pub fn date(&self, iso: &str) -> String {
        let day = iso.get(..iso.len().min(10)).unwrap_or(iso);
        let parts: Vec<&str> = day.split('-').collect();
        let month = parts.get(1).and_then(|month| month.parse::<usize>().ok()).filter(|month| (1..=12).contains(month));
        let (Some(year), Some(month)) = (parts.first(), month) else { return day.into() };
        let number = parts.get(2).map(|day| day.trim_start_matches('0'));
        let gap = &self.translated["intl"];
        let own = gap["months"][month - 1].as_str();
        let mut parts = self.lang.split('-');
        let language = parts.next().unwrap_or_default();
        let region = parts.find(|part| part.len() == 2).unwrap_or(MONTH_FIRST[0]);
        let pattern = match (own, number, language) {
            (Some(_), Some(_), _) => gap["day"].as_str().unwrap_or("{day} {month} {year}"),
            (Some(_), None, _) => gap["month"].as_str().unwrap_or("{month} {year}"),
            (None, Some(_), "en") if MONTH_FIRST.contains(&region) => "{month} {day}, {year}",
            (None, Some(_), "en") => "{day} {month} {year}",
            (None, None, "en") => "{month} {year}",
            _ => return day.into(),
        };
        let name = own.unwrap_or(MONTHS[month - 1]);
        pattern.replace("{day}", number.unwrap_or_default()).replace("{month}", name).replace("{year}", year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_is_that_of_the_element() {
        let read = |file: &str| std::fs::read_to_string(format!("{}/www/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let scripts = read("strings.js") + &read("words.js");
        for (key, text) in ENGLISH {
            let found = [format!("{key}: '{text}'"), format!("other: '{text}'")];
            assert!(found.iter().any(|found| scripts.contains(found)), "{key}: {text}");
        }
    }

    #[test]
    fn dates_are_as_precise_as_they_are_known() {
        let words = Words::default();
        for (iso, date) in [
            ("2013", "2013"),
            ("2013-05", "May 2013"),
            ("2013-05-09", "May 9, 2013"),
            ("2013-05-29T10:00:00Z", "May 29, 2013"),
            ("", ""),
        ] {
            assert_eq!(words.date(iso), date);
        }
        for (lang, date) in [("en-GB", "9 May 2013"), ("en-US", "May 9, 2013"), ("en-CA", "May 9, 2013")] {
            let words = Words::of(&Tongue { lang: lang.into(), dir: Dir::Ltr });
            assert_eq!(
                (words.lang.as_str(), words.date("2013-05-09"), words.date("2013-05")),
                (lang, date.into(), "May 2013".into())
            );
        }
        let german = Words { lang: "de".into(), ..Words::default() };
        assert_eq!(german.date("2013-05-09T10:00"), "2013-05-09");
    }
}
