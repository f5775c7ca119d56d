//! What one site's pages say, told by the person who knows them: lines to remove, and labels that no table has.
//!
//! A line is removed as a whole, whatever its capitals, blanks and the marks around it; a beginning removes every line
//! that begins so, whatever its capitals. A label works like those of the tables: it is the whole line; with a mark at
//! its end (`Lees ook:`) it introduces the rest of a line, too; with a star at its end (`Vorige artikel*`) it does so
//! even where no mark follows.

use super::labels::{Found, Kind, Labels};
use super::measure::fold;
use std::collections::HashSet;

/// Kinds of label that a person may add: those that are told by the line alone.
const KINDS: [Kind; 17] = [
    Kind::Previous,
    Kind::Next,
    Kind::Pager,
    Kind::Related,
    Kind::Popular,
    Kind::Also,
    Kind::Share,
    Kind::Network,
    Kind::Follow,
    Kind::Newsletter,
    Kind::Tags,
    Kind::Comments,
    Kind::Advert,
    Kind::Rights,
    Kind::Menu,
    Kind::Source,
    Kind::Note,
];

/// The rules of a site.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// Keys of the lines to remove.
    lines: HashSet<String>,
    /// Beginnings of lines to remove, in small letters.
    prefixes: Vec<String>,
    labels: Labels,
}

impl Rules {
    /// Removes lines that say this.
    pub fn remove_line(&mut self, line: &str) {
        self.lines.insert(fold(line));
    }

    /// Removes lines that begin so.
    pub fn remove_prefix(&mut self, prefix: &str) {
        self.prefixes.push(prefix.to_lowercase());
    }

    /// Adds a label; `false` if there is no such kind, and nothing is added.
    pub fn add_label(&mut self, kind: &str, phrase: &str) -> bool {
        let known = KINDS.iter().any(|known| known.name() == kind);
        let words = phrase.trim_end_matches('*').trim();
        let begins = phrase.ends_with('*') || words.ends_with(|c: char| !c.is_alphanumeric());
        if known {
            self.labels.add(&format!("{kind}\t=\t{words}"));
        }
        if known && begins {
            self.labels.add(&format!("{kind}\t^\t{words}"));
        }
        known
    }

    /// The names of the kinds of label that can be added.
    pub fn kinds() -> impl Iterator<Item = &'static str> {
        KINDS.iter().map(|kind| kind.name())
    }

    /// What a line is by these rules.
    pub fn find(&self, line: &str) -> Option<Found> {
        let small = || line.to_lowercase();
        let begins = || self.prefixes.iter().any(|prefix| small().starts_with(prefix.as_str()));
        if self.lines.contains(&fold(line)) || begins() {
            return Some(Found { kind: Kind::Site, strong: true, rest: line.len() });
        }
        self.labels.find(line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{Options, text};
    use std::sync::Arc;

    #[test]
    fn a_person_adds_lines_beginnings_and_labels() {
        let mut rules = Rules::default();
        rules.remove_line("Foto van de dag");
        rules.remove_prefix("Beeld: ");
        assert!(rules.add_label("previous", "Vorige artikel*") && rules.add_label("also", "Lees ook:"));
        assert!(!rules.add_label("headline", "Kop") && !rules.add_label("", ""));
        let found = |line: &str| rules.find(line).map(|found| (found.kind, line[found.rest..].to_owned()));
        assert_eq!(found("FOTO VAN DE DAG!"), Some((Kind::Site, String::new())));
        assert_eq!(found("beeld: Ana Cruz"), Some((Kind::Site, String::new())));
        assert_eq!(found("Vorige artikelStad vraagt brug"), Some((Kind::Previous, "Stad vraagt brug".into())));
        assert_eq!(found("Lees ook: Stad vraagt brug"), Some((Kind::Also, "Stad vraagt brug".into())));
        assert_eq!(found("Lees ook eens een boek"), None);
    }

    #[test]
    fn what_a_person_asks_for_is_removed_even_if_it_reads_as_text() {
        let line = "This report was brought to you by the friends of the river, who love it very much.";
        let dump = format!(
            "River takes a bridge\n\n{line}\n\nThe river rose over its banks on Monday and took the old bridge.\n\n\
             Nobody was hurt when it fell, but the town is now cut off from the hospital.\n"
        );
        let mut rules = Rules::default();
        rules.remove_line(line);
        let options = Options { rules: Some(Arc::new(rules)), ..Options::default() };
        let article = text::read(&dump, &options);
        assert_eq!((article.removed.len(), article.removed[0].rule.as_str()), (1, "config"), "{article:?}");
        assert!(article.texts().all(|text| text != line));
    }
}
