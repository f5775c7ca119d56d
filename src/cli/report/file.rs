//! One file of a report: what it was taken for, its articles, what needs a person.
//!
//! How much a file or an article needs a look is a number, `attention`: the sum of what speaks for one.
//!
//! ```text
//! 100  something in it could not be read
//!  40  an article without text
//!  30  each warning of a reader (a guard kept lines that rules wanted to remove …), two at most; a complaint
//!  30  more of an article was removed than is left as its text: menus are much of many a page, but not most of it
//!  10  an article without a headline
//!   …  what the least sure guess lacks to .90, in percent: 30 for .60
//! ```

use super::shelf::{Kept, Shelf};
use crate::cli::explain::{fields, sureness};
use newsprint::article::{Article, Guess, Kind};
use newsprint::ingest::{Complaint, Item};
use serde::Serialize;

/// Bytes of the articles that a file shows in full.
const SHOWN: usize = 256 << 10;
/// Longest text, in characters, that a report repeats.
const CHARS: usize = 240;
/// So many removed lines are shown of an article, and so many complaints of a file.
const LINES: usize = 400;
/// A guess below this is not sure.
pub const SURE: f32 = 0.9;
/// Where more than this share of a text was removed, in percent, that is much.
pub const MUCH: usize = 50;
/// How much a file needs a look in which something could not be read.
pub const UNREAD: u32 = 100;
/// So much of a file is remembered as what to look at first.
pub const FIRST: usize = 20;

/// What is known of one file.
#[derive(Debug, Serialize)]
pub struct File {
    /// Number in the report, from 1.
    pub number: usize,
    /// Its name.
    pub name: String,
    /// Its format; empty if it could not be told.
    pub format: String,
    /// The encoding that it was read in.
    pub encoding: String,
    /// How many articles it holds.
    pub count: usize,
    /// Its articles, those that need a look first if there are many; in the file's order.
    pub articles: Vec<Entry>,
    /// What needs a person.
    pub complaints: Vec<Trouble>,
    /// What is no article to publish, and why.
    pub left_out: Vec<(String, String)>,
    /// How much it needs a look.
    pub attention: u32,
    /// Why.
    pub reasons: Vec<String>,
    /// What of it to look at.
    #[serde(skip)]
    pub looks: Vec<Look>,
}

/// What asks for a look.
#[derive(Clone, Debug)]
pub struct Look {
    /// How much.
    pub attention: u32,
    /// The article, where a file holds several.
    pub article: Option<String>,
    /// Why.
    pub reasons: Vec<String>,
}

/// An article of a report.
#[derive(Debug, Serialize)]
pub struct Entry {
    /// Its id.
    pub id: String,
    /// Its title, or its first words.
    pub title: String,
    /// Line on which it begins.
    pub line: u32,
    /// Language.
    pub lang: Option<String>,
    /// Base direction.
    pub dir: Option<&'static str>,
    /// What was taken for a field.
    pub fields: Vec<Field>,
    /// How many blocks it has of each kind, in the order of their first.
    pub blocks: Vec<(&'static str, usize)>,
    /// Removed lines.
    pub removed: Vec<Gone>,
    /// How many lines were removed.
    pub removed_lines: usize,
    /// Share of its text that was removed, in percent.
    pub removed_percent: usize,
    /// Warnings of its reader.
    pub warnings: Vec<String>,
    #[serde(skip)]
    attention: u32,
    #[serde(skip)]
    reasons: Vec<String>,
}

/// A field and why it was taken for one.
#[derive(Debug, Serialize)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// Its value, shortened.
    pub value: String,
    /// What spoke for it; empty where the source names it itself.
    pub rule: String,
    /// How sure that is.
    pub confidence: f32,
    /// The line; 0 where none can be named.
    pub line: u32,
}

/// A removed line.
#[derive(Debug, Serialize)]
pub struct Gone {
    /// Its number.
    pub line: u32,
    /// Its text, shortened.
    pub text: String,
    /// The rule that removed it.
    pub rule: String,
    /// How sure the rule is.
    pub confidence: f32,
}

/// A complaint.
#[derive(Debug, Serialize)]
pub struct Trouble {
    /// The line, where one can be named.
    pub line: Option<u32>,
    /// Whether an article is lost by it.
    pub fatal: bool,
    /// What was expected, what was found, what to do.
    pub problem: String,
}

/// The name of the file that begins with this item, if one does.
pub fn begins(item: &Item, draft: Option<&Draft>) -> Option<String> {
    let file = match item {
        Item::Opened(opened) => return Some(opened.file.clone()),
        Item::Article(article) => article.origin.file.as_str(),
        Item::Complaint(complaint) => complaint.file.as_str(),
        // A left-out article is named after its file.
        Item::LeftOut(left_out) => match draft {
            Some(draft) if left_out.name.starts_with(&draft.file.name) => return None,
            _ => left_out.name.as_str(),
        },
        Item::Line(_) => return None,
    };
    draft.is_none_or(|draft| draft.file.name != file).then(|| file.to_owned())
}

/// A file that is read just now.
pub struct Draft {
    file: File,
    articles: Shelf<Entry>,
    more: usize,
}

impl Draft {
    /// For the file `name`.
    pub fn new(name: String) -> Self {
        let (format, encoding) = (String::new(), String::new());
        let (articles, complaints, left_out) = (Vec::new(), Vec::new(), Vec::new());
        let (attention, reasons, looks) = (0, Vec::new(), Vec::new());
        let file = File {
            number: 0,
            name,
            format,
            encoding,
            count: 0,
            articles,
            complaints,
            left_out,
            attention,
            reasons,
            looks,
        };
        Self { file, articles: Shelf::new(SHOWN), more: 0 }
    }

    /// Sees what was found next in it.
    pub fn see(&mut self, item: &Item) {
        match item {
            Item::Opened(opened) => {
                self.file.format = opened.format.into();
                self.file.encoding = opened.encoding.into();
            }
            Item::Article(article) => {
                let entry = Entry::of(article);
                self.file.count += 1;
                let (attention, article, reasons) = (entry.attention, Some(entry.id.clone()), entry.reasons.clone());
                self.look(Look { attention, article, reasons });
                self.articles.put(entry.attention, entry.bytes(), entry);
            }
            Item::Complaint(complaint) => self.complain(complaint),
            Item::LeftOut(left_out) if self.file.left_out.len() < LINES => {
                self.file.left_out.push((short(&left_out.name), left_out.why.into()));
            }
            Item::LeftOut(_) => self.more += 1,
            Item::Line(_) => {}
        }
    }

    fn complain(&mut self, complaint: &Complaint) {
        let (attention, reason) = match complaint.fatal {
            true => (UNREAD, "something could not be read"),
            false => (30, "something was passed over"),
        };
        self.look(Look { attention, article: None, reasons: vec![reason.into()] });
        match self.file.complaints.len() < LINES {
            true => self.file.complaints.push(Trouble {
                line: complaint.line,
                fatal: complaint.fatal,
                problem: short(&complaint.problem),
            }),
            false => self.more += 1,
        }
    }

    /// Something in it asks for a look. Of what asks for one of the whole file the strongest counts.
    fn look(&mut self, look: Look) {
        let looks = &mut self.file.looks;
        let same = looks.iter_mut().find(|other| look.article.is_none() && other.article.is_none());
        match same {
            Some(other) if look.attention > other.attention => *other = look,
            None if look.attention > 0 => looks.push(look),
            _ => {}
        }
        if looks.len() > 4 * FIRST {
            select(looks);
        }
    }

    /// The file as the `number`th of a report.
    pub fn finish(self, number: usize) -> File {
        let Kept { things: articles, .. } = self.articles.finish();
        let mut file = File { number: number + 1, articles, ..self.file };
        select(&mut file.looks);
        if let Some(first) = file.looks.first() {
            (file.attention, file.reasons) = (first.attention, first.reasons.clone());
        }
        if file.count < 2 {
            // The name of the file says enough.
            file.looks.truncate(1);
            file.looks.iter_mut().for_each(|look| look.article = None);
        }
        if self.more > 0 {
            let problem = format!(
                "{} more {} not shown",
                self.more,
                super::plural(self.more, "complaint or left-out article is", "complaints and left-out articles are")
            );
            file.complaints.push(Trouble { line: None, fatal: false, problem });
        }
        file
    }
}

/// Keeps what needs a look most, of equals the first.
fn select(looks: &mut Vec<Look>) {
    looks.sort_by_key(|look| std::cmp::Reverse(look.attention));
    looks.truncate(FIRST);
}

impl File {
    /// Bytes that it takes, roughly.
    pub fn bytes(&self) -> usize {
        let complaints = self.complaints.iter().map(|trouble| trouble.problem.len() + 64).sum::<usize>();
        let left_out = self.left_out.iter().map(|(name, _)| name.len() + 64).sum::<usize>();
        512 + self.articles.iter().map(Entry::bytes).sum::<usize>() + complaints + left_out
    }
}

impl Entry {
    /// What a report says of an article.
    fn of(article: &Article) -> Self {
        let removed_percent = removed_percent(article);
        let mut entry = Self {
            id: short(&article.id),
            title: short(article.display_title()),
            line: article.origin.line,
            lang: article.lang.clone(),
            dir: article.dir.map(newsprint::article::Dir::name),
            fields: fields_of(article),
            blocks: blocks_of(article),
            removed: article.removed.iter().take(LINES).map(Gone::of).collect(),
            removed_lines: article.removed.len(),
            removed_percent,
            warnings: article.warnings.iter().take(LINES).map(|warning| short(warning)).collect(),
            attention: 0,
            reasons: Vec::new(),
        };
        entry.judge(article);
        entry
    }

    /// Adds up what speaks for a look.
    fn judge(&mut self, article: &Article) {
        let mut points = self.warnings.len().min(2) as u32 * 30;
        self.reasons.extend(self.warnings.iter().take(2).cloned());
        if article.blocks.iter().all(newsprint::article::Block::is_empty) {
            points += 40;
            self.reasons.push("no text".into());
        }
        if article.headline.is_none() {
            points += 10;
            self.reasons.push("no headline".into());
        }
        if removed_length(article) > article.blocks.iter().map(|block| length(&block.text)).sum() {
            points += 30;
            self.reasons.push(format!("{} % of it was removed", self.removed_percent));
        }
        let least = article.guesses.iter().min_by(|a, b| a.confidence.total_cmp(&b.confidence));
        if let Some(guess) = least.filter(|guess| guess.confidence < SURE) {
            points += ((SURE - guess.confidence) * 100.0).round() as u32;
            self.reasons.push(format!("{} is a guess: {} {}", guess.field, guess.rule, sureness(guess.confidence)));
        }
        self.attention = points;
    }

    fn bytes(&self) -> usize {
        let fields = self.fields.iter().map(|field| field.value.len() + 96).sum::<usize>();
        let removed = self.removed.iter().map(|gone| gone.text.len() + 64).sum::<usize>();
        512 + fields + removed + self.warnings.iter().map(String::len).sum::<usize>()
    }
}

impl Gone {
    fn of(removed: &newsprint::article::Removed) -> Self {
        let rule = removed.rule.clone();
        Self { line: removed.line, text: short(&removed.text), rule, confidence: removed.confidence }
    }
}

/// The fields of an article with the reasons of those that are guesses.
fn fields_of(article: &Article) -> Vec<Field> {
    let mut found: Vec<Field> = Vec::new();
    for (name, value) in fields(article) {
        let guess = article.guesses.iter().find(|guess| guess.field == name);
        let (rule, confidence, line) =
            guess.map_or((String::new(), 1.0, 0), |guess| (guess.rule.clone(), guess.confidence, guess.line));
        match found.iter_mut().find(|field| field.name == name) {
            Some(field) if field.value.chars().count() < CHARS => field.value += &format!(", {}", short(&value)),
            Some(_) => {}
            None => found.push(Field { name: name.into(), value: short(&value), rule, confidence, line }),
        }
    }
    found.extend(pictures(article));
    found
}

/// Captions and credits of an article's pictures, each with the guess that made it one.
fn pictures(article: &Article) -> Vec<Field> {
    let images = || article.blocks.iter().filter(|block| block.kind == Kind::Image).take(LINES);
    let captions = images().filter(|image| !image.text.is_empty()).map(|image| image.text.as_str());
    let credits = images().filter_map(|image| image.media.credit.as_deref());
    let of = |name: &'static str| article.guesses.iter().filter(move |guess| guess.field == name);
    let field = |name: &'static str, guess: Option<&Guess>, value: &str| {
        let (rule, confidence, line) =
            guess.map_or((String::new(), 1.0, 0), |guess| (guess.rule.clone(), guess.confidence, guess.line));
        Field { name: name.into(), value: short(value), rule, confidence, line }
    };
    let guessed = |name| of(name).map(Some).chain(std::iter::repeat(None));
    let captions = captions.zip(guessed("caption")).map(|(value, guess)| field("caption", guess, value));
    captions.chain(credits.zip(guessed("credit")).map(|(value, guess)| field("credit", guess, value))).collect()
}

/// How many blocks there are of each kind.
fn blocks_of(article: &Article) -> Vec<(&'static str, usize)> {
    let mut counts: Vec<(&'static str, usize)> = Vec::new();
    for block in &article.blocks {
        let name = crate::cli::explain::name_of(block.kind);
        match counts.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count += 1,
            None => counts.push((name, 1)),
        }
    }
    counts
}

/// Share of an article's characters that was removed, in percent.
pub fn removed_percent(article: &Article) -> usize {
    let removed = removed_length(article);
    let kept: usize = article.texts().map(length).sum::<usize>()
        + fields(article).iter().map(|(_, value)| length(value)).sum::<usize>();
    super::percent(removed, removed + kept)
}

/// Characters of an article that were removed.
fn removed_length(article: &Article) -> usize {
    article.removed.iter().map(|removed| length(&removed.text)).sum()
}

/// Characters of a text but for blanks.
fn length(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// A text, cut where it is long.
fn short(text: &str) -> String {
    match text.char_indices().nth(CHARS) {
        Some((cut, _)) => text.get(..cut).unwrap_or_default().to_owned() + " …",
        None => text.to_owned(),
    }
}
