//! The words of systems for whether an article is published, and for whom.
//!
//! An export holds everything that a system keeps, so of it only what is known as public is taken. A record was given
//! out to be read: there a word that the table does not know says nothing.

/// Whether an article is to be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Everybody may read it.
    Public,
    /// Not everybody, or not yet: what it is.
    Not(&'static str),
    /// The word is not known.
    Unknown,
}

/// What an article is of which nothing more is known than that it is marked as not published.
pub const DRAFT: &str = "a draft";

/// What words say of an article's state, as WordPress, Ghost and others have them.
const STATES: &[(&str, Status)] = &[
    ("publish published live public", Status::Public),
    ("draft auto-draft unpublished", Status::Not(DRAFT)),
    ("pending", Status::Not("waiting for review")),
    ("private", Status::Not("private")),
    ("future scheduled", Status::Not("scheduled")),
    ("trash", Status::Not("in the trash")),
    ("archived", Status::Not("archived")),
    ("sent", Status::Not("sent by mail only")),
];

/// What words say of who may read it.
const READERS: &[(&str, Status)] = &[
    ("public", Status::Public),
    ("members", Status::Not("for members only")),
    ("paid tiers", Status::Not("for paying members")),
];

/// What `word` says of an article's state.
pub fn of(word: &str) -> Status {
    look_up(STATES, word)
}

/// What `word` says of who may read it.
pub fn of_readers(word: &str) -> Status {
    look_up(READERS, word)
}

impl Status {
    /// Why an article of an export is left out, if it is.
    pub fn of_export(self) -> Option<&'static str> {
        match self {
            Self::Public => None,
            Self::Not(why) => Some(why),
            Self::Unknown => Some("not published"),
        }
    }

    /// Why a record is left out, if it is.
    pub fn of_record(self) -> Option<&'static str> {
        match self {
            Self::Public | Self::Unknown => None,
            Self::Not(why) => Some(why),
        }
    }
}

fn look_up(table: &[(&str, Status)], word: &str) -> Status {
    let word = word.trim();
    let known = |words: &str| words.split(' ').any(|known| known.eq_ignore_ascii_case(word));
    table.iter().find(|(words, _)| known(words)).map_or(Status::Unknown, |(_, status)| *status)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_export_gives_only_what_is_known_as_public() {
        assert_eq!(of(" Published ").of_export(), None);
        assert_eq!(of("sent").of_export(), Some("sent by mail only"));
        assert_eq!((of("inherit").of_export(), of("").of_export()), (Some("not published"), Some("not published")));
        assert_eq!(
            (of_readers("tiers").of_export(), of_readers("public").of_export()),
            (Some("for paying members"), None)
        );
    }

    #[test]
    fn a_record_is_public_unless_a_known_word_says_otherwise() {
        assert_eq!((of("final").of_record(), of("live").of_record()), (None, None));
        assert_eq!(of("Auto-Draft").of_record(), Some(DRAFT));
    }
}
