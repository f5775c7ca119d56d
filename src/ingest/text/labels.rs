//! Label tables: the words by which pages in many languages mark what is not the article ("Related Posts"), and what
//! is said about it ("Photo:", "Published on").
//!
//! The tables are data, one file a language under `labels/`, one phrase a line: `kind TAB match TAB phrase`. The match
//! is `=` for the whole line, `^` for its beginning, `~` for the whole line when its neighbours agree.

use super::measure::fold;
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

/// The tables: words around names and dates, then one a language, the youngest last: the first to name a phrase decides.
const TABLES: [&str; 41] = [
    include_str!("labels/words.tsv"),
    include_str!("labels/common.tsv"),
    include_str!("labels/en.tsv"),
    include_str!("labels/ar.tsv"),
    include_str!("labels/bn.tsv"),
    include_str!("labels/ckb.tsv"),
    include_str!("labels/cs.tsv"),
    include_str!("labels/da.tsv"),
    include_str!("labels/de.tsv"),
    include_str!("labels/el.tsv"),
    include_str!("labels/es.tsv"),
    include_str!("labels/fa.tsv"),
    include_str!("labels/fi.tsv"),
    include_str!("labels/fr.tsv"),
    include_str!("labels/he.tsv"),
    include_str!("labels/hi.tsv"),
    include_str!("labels/hu.tsv"),
    include_str!("labels/id.tsv"),
    include_str!("labels/it.tsv"),
    include_str!("labels/ja.tsv"),
    include_str!("labels/kmr.tsv"),
    include_str!("labels/ko.tsv"),
    include_str!("labels/lv.tsv"),
    include_str!("labels/ne.tsv"),
    include_str!("labels/nl.tsv"),
    include_str!("labels/pl.tsv"),
    include_str!("labels/pt.tsv"),
    include_str!("labels/ro.tsv"),
    include_str!("labels/ru.tsv"),
    include_str!("labels/sv.tsv"),
    include_str!("labels/th.tsv"),
    include_str!("labels/tr.tsv"),
    include_str!("labels/uk.tsv"),
    include_str!("labels/ur.tsv"),
    include_str!("labels/vi.tsv"),
    include_str!("labels/zh.tsv"),
    include_str!("labels/no.tsv"),
    include_str!("labels/bg.tsv"),
    include_str!("labels/hr.tsv"),
    include_str!("labels/ms.tsv"),
    include_str!("labels/sw.tsv"),
];

/// Longest line, in bytes, that can be a label as a whole.
const LINE: usize = 120;
/// Longest phrase, in bytes, that can begin a line.
const PHRASE: usize = 120;

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $name:literal,)*) => {
        /// What a label says.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Kind { $($(#[$doc])* $kind,)* }

        impl Kind {
            /// The name in the tables, and of the rule that removes such a line.
            pub fn name(self) -> &'static str {
                match self { $(Self::$kind => $name,)* }
            }

            fn of(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$kind),)* _ => None }
            }
        }
    };
}

kinds! {
    /// A line that a person asked to remove.
    Site = "config",
    /// Introduces the title of the previous article.
    Previous = "previous",
    /// Introduces the title of the next article.
    Next = "next",
    /// A button that leads on or back.
    Pager = "pager",
    /// Heads a list of other articles.
    Related = "related",
    /// Heads a list of much-read or new articles.
    Popular = "popular",
    /// A line that points to one other article.
    Also = "also",
    /// Share, print and copy buttons.
    Share = "share",
    /// Names of networks.
    Network = "network",
    /// Calls to follow or subscribe.
    Follow = "follow",
    /// Newsletter forms.
    Newsletter = "newsletter",
    /// Introduces tags.
    Tags = "tags",
    /// Comment forms and lists.
    Comments = "comments",
    /// Advertisements.
    Advert = "advert",
    /// Copyright lines.
    Rights = "rights",
    /// Stands before whose work something is.
    Copyright = "copyright",
    /// Sections and service pages of a menu.
    Menu = "menu",
    /// Introduces who made a picture.
    Credit = "credit",
    /// Who made a picture, without an introducing word.
    Owner = "owner",
    /// Introduces what a picture shows.
    Caption = "caption",
    /// Introduces the authors.
    Byline = "byline",
    /// Introduces the date of publication.
    Published = "published",
    /// Introduces the date of the last change.
    Updated = "updated",
    /// Introduces the outlet or agency.
    Source = "source",
    /// Introduces a remark about the article.
    Note = "note",
    /// Introduces who edited or checked the article.
    Staff = "staff",
    /// Says that the text is over.
    End = "end",
    /// Says that a list or form inside the text is over.
    Resume = "resume",
    /// What kind of article it is; stands before the first sentence as a place does.
    Genre = "genre",
    /// A line without a letter or digit.
    Separator = "separator",
    /// Words that stand beside counts.
    Counter = "counter",
    /// How long ago a card was published.
    Ago = "ago",
    /// Words around a date that are no part of it.
    Filler = "filler",
    /// A month; the number stands after its name.
    Month = "month",
    /// Words that end or begin "two hours ago".
    Relative = "relative",
    /// Time zones.
    Zone = "zone",
    /// Words that close a time of day ("Uhr").
    Clock = "clock",
    /// Words for the first half of the day.
    Morning = "morning",
    /// Words for the second half of the day.
    Afternoon = "afternoon",
    /// Words that join names ("and").
    Joint = "joint",
    /// Small words within names ("von").
    Particle = "particle",
    /// What an author is ("correspondent").
    Post = "post",
    /// Words behind the name of who took a picture ("撮影").
    Taken = "taken",
    /// Words between a photographer and a house ("pour").
    For = "for",
    /// Small words before a place ("in").
    Within = "within",
    /// Heads the bulleted summary of an article.
    Highlights = "highlights",
    /// What a sentence begins with that says by whom it was reported, as an article's first does.
    Report = "report",
    /// Codes of a page's system ("[gallery ids=1]").
    Code = "code",
    /// Addresses for letters to the author.
    Contact = "contact",
    /// What stands in many files of the corpus: no table names it.
    Corpus = "corpus",
}

/// A label that was found in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it says.
    pub kind: Kind,
    /// Whether it is sure alone; else its neighbours decide.
    pub strong: bool,
    /// Byte of the line at which the text after the label begins; the line's length where there is none.
    pub rest: usize,
}

/// A phrase that may begin a line.
#[derive(Clone, Copy, Debug)]
struct Prefix {
    kind: Kind,
    /// Whether a colon or dash must follow, as it does in the table: the words alone also begin sentences.
    marked: bool,
    /// The bracket with which the line must begin, as the phrase does: "(c)" is no letter, "【写真】" no caption.
    bracket: Option<char>,
}

/// All tables, ready for looking up.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    whole: HashMap<String, (Kind, bool)>,
    prefix: HashMap<String, Vec<Prefix>>,
    /// First words of all prefixes: most lines are told by them to have none.
    openers: HashSet<String>,
    words: HashMap<String, Vec<Kind>>,
    months: HashMap<String, u8>,
}

/// The tables, read once.
pub fn labels() -> &'static Labels {
    static LABELS: OnceLock<Labels> = OnceLock::new();
    LABELS.get_or_init(|| {
        let mut labels = Labels::default();
        for line in TABLES.iter().flat_map(|table| table.lines()) {
            labels.add(line);
        }
        labels
    })
}

impl Labels {
    /// Adds one line of a table; lines that are none (remarks) are passed over, and a test finds slips.
    pub fn add(&mut self, line: &str) {
        let mut fields = line.split('\t');
        let (Some(kind), Some(mode), Some(phrase)) = (fields.next().and_then(Kind::of), fields.next(), fields.next())
        else {
            return;
        };
        match (kind, mode) {
            (Kind::Month, _) => {
                if let Some((name, number)) = phrase.rsplit_once(' ') {
                    self.months.insert(fold(name), number.parse().unwrap_or_default());
                }
            }
            (kind, "=") if is_word(kind) => self.words.entry(fold(phrase)).or_default().push(kind),
            (_, "^") => {
                let marked = phrase.ends_with(is_mark);
                self.openers.insert(fold(opener(phrase)));
                self.prefix.entry(fold(phrase)).or_default().push(Prefix {
                    kind,
                    marked,
                    bracket: phrase.chars().next().filter(|mark| matches!(mark, '(' | '【')),
                });
            }
            _ => {
                self.whole.entry(fold(phrase)).or_insert((kind, mode == "="));
            }
        }
    }

    /// The number of the month that `word` names.
    pub fn month(&self, word: &str) -> Option<u8> {
        self.months.get(&fold(word)).copied()
    }

    /// Whether `word` is listed as `kind` (counters, fillers, ages).
    pub fn is_word(&self, kind: Kind, word: &str) -> bool {
        self.words.get(&fold(word)).is_some_and(|kinds| kinds.contains(&kind))
    }

    /// The label that the whole line is, or that it begins with; credits, bylines and dates are asked for by
    /// [`Labels::begins`].
    pub fn find(&self, line: &str) -> Option<Found> {
        if line.len() <= LINE
            && let Some(&(kind, strong)) = self.whole.get(&fold(line))
        {
            return Some(Found { kind, strong, rest: line.len() });
        }
        self.prefixed(line, |kind| !is_about(kind))
    }

    /// The text after a beginning of `kind`, if the line has one.
    pub fn begins<'a>(&self, line: &'a str, kind: Kind) -> Option<&'a str> {
        self.prefixed(line, |found| found == kind).and_then(|found| line.get(found.rest..))
    }

    /// The longest phrase of a wanted kind that `line` begins with.
    fn prefixed(&self, line: &str, wanted: impl Fn(Kind) -> bool) -> Option<Found> {
        let first = opener(line);
        if line.starts_with(first) && !self.openers.contains(&fold(first)) {
            return None;
        }
        let mut best = None;
        for end in ends(line) {
            let Some(head) = line.get(..end) else { continue };
            let Some(phrases) = self.prefix.get(&fold(head)) else { continue };
            if let Some(&Prefix { kind, .. }) =
                phrases.iter().find(|phrase| wanted(phrase.kind) && phrase.fits(line, end))
            {
                let rest = line.len() - line[end..].trim_start_matches(|c: char| is_gap(c)).len();
                best = Some(Found { kind, strong: true, rest });
            }
        }
        best
    }
}

/// Whether a word joins names or stands within them ("and", "von").
pub fn joins_names(word: &str) -> bool {
    [Kind::Joint, Kind::Particle].iter().any(|&kind| labels().is_word(kind, word))
}

/// Kinds that are words within a line and never a line.
fn is_word(kind: Kind) -> bool {
    let names = matches!(kind, Kind::Joint | Kind::Particle | Kind::Post | Kind::Taken | Kind::For | Kind::Within);
    let times = matches!(kind, Kind::Filler | Kind::Zone | Kind::Clock | Kind::Morning | Kind::Afternoon);
    names || times || matches!(kind, Kind::Counter | Kind::Ago | Kind::Relative | Kind::Genre)
}

/// Kinds that say something about the article and are looked for in their own places only.
fn is_about(kind: Kind) -> bool {
    let date = matches!(kind, Kind::Published | Kind::Updated | Kind::Report);
    date || matches!(kind, Kind::Credit | Kind::Owner | Kind::Caption | Kind::Byline | Kind::Copyright)
}

impl Prefix {
    /// Whether the phrase may end at byte `end` of `line`.
    fn fits(&self, line: &str, end: usize) -> bool {
        let marked = line[..end].ends_with(is_mark) || line[end..].trim_start().starts_with(is_mark);
        (!self.marked || marked) && self.bracket.is_none_or(|mark| line.starts_with(mark))
    }
}

/// Whether a mark parts a label from what it introduces, given the line up to there.
pub fn is_marked(label: &str) -> bool {
    label.trim_end().ends_with(is_mark)
}

/// Marks that part a label from what it introduces.
fn is_mark(mark: char) -> bool {
    matches!(mark, ':' | '：' | '|' | '–' | '—' | '-' | '=' | '/' | '／')
}

/// Blanks and marks between a label and what it introduces.
fn is_gap(mark: char) -> bool {
    mark.is_whitespace() || is_mark(mark)
}

/// The first word of a line, behind the marks that it begins with; at most [`PHRASE`] bytes.
fn opener(line: &str) -> &str {
    let word = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    ends(word).next().map_or(word, |end| &word[..end])
}

/// The places where a phrase at the beginning of `line` may end: before a blank or mark, and between words that are run
/// together; at most [`PHRASE`] bytes in.
fn ends(line: &str) -> impl Iterator<Item = usize> {
    let mut last = ' ';
    let starts = line.char_indices().take_while(|(at, _)| *at <= PHRASE).filter_map(move |(at, letter)| {
        let parts = last.is_alphanumeric() && !letter.is_alphanumeric();
        let glued = last.is_lowercase() && letter.is_uppercase();
        let closes = !last.is_alphanumeric() && !last.is_whitespace();
        last = letter;
        (at > 0 && (parts || glued || closes)).then_some(at)
    });
    starts.chain((line.len() <= PHRASE).then_some(line.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_have_no_slip() {
        for line in TABLES.iter().flat_map(|table| table.lines()).filter(|line| !line.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').collect();
            assert_eq!(fields.len(), 3, "{line:?}");
            assert!(Kind::of(fields[0]).is_some() && ["=", "^", "~"].contains(&fields[1]), "{line:?}");
            assert!(!fold(fields[2]).is_empty() && fields[2].trim() == fields[2], "{line:?}");
        }
    }

    #[test]
    fn labels_are_found_in_any_spelling() {
        for (line, kind, rest) in [
            ("Related Posts", Kind::Related, ""),
            ("RELATED POSTS:", Kind::Related, ""),
            ("Previous articleEngineer builds a dam", Kind::Previous, "Engineer builds a dam"),
            ("vorheriger Artikel: Ein Damm", Kind::Previous, "Ein Damm"),
            ("ALSO READ: A dam", Kind::Also, "A dam"),
            ("إقرأ أيضاً: سد", Kind::Also, "سد"),
            ("© 2013 Gazette", Kind::Rights, "2013 Gazette"),
            ("İLGİLİ HABERLER", Kind::Related, ""),
        ] {
            let found = labels().find(line).map(|found| (found.kind, &line[found.rest..]));
            assert_eq!(found, Some((kind, rest)), "{line}");
        }
    }

    #[test]
    fn sentences_are_no_labels() {
        for line in [
            "Related to this, the river rose.",
            "Tags on the wall",
            "Correction of the river's bed",
            "Watch the river rise again.",
            "Source of the river",
            "Shared.",
            "C'è il sindaco, un ex bancario di Monza.",
        ] {
            assert_eq!(labels().find(line), None, "{line}");
        }
    }
}
