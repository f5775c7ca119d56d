//! What readers hand over: articles, complaints, and what was left out on purpose.

use super::{Options, direction, finish};
use crate::article::Article;
use core::fmt;

/// One thing that was found in a file.
#[derive(Clone, Debug)]
pub enum Item {
    /// A file, or an entry of an archive of files, that is read from here on.
    Opened(Opened),
    /// An article.
    Article(Box<Article>),
    /// Something that needs a person.
    Complaint(Complaint),
    /// Something that is no article to publish.
    LeftOut(LeftOut),
    /// A line and what it was taken for; only where [`Options::explain`] asks for it, before its article.
    Line(Line),
}

/// What a file was taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// Name of the file, as the caller gave it.
    pub file: String,
    /// Its format, as a person calls it.
    pub format: &'static str,
    /// The encoding that its bytes were read in.
    pub encoding: &'static str,
}

/// A line of a file and what it was taken for.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// 1-based number; 0 where none can be named.
    pub number: u32,
    /// What it was taken for.
    pub role: LineRole,
    /// The line, without the blanks around it.
    pub text: String,
}

/// What a line was taken for.
#[derive(Clone, Debug, PartialEq)]
pub struct LineRole {
    /// Names of fields and kinds of block, parted by `+`; `removed`.
    pub name: String,
    /// What spoke for it; empty for what is neither a guess nor removed.
    pub rule: String,
    /// How sure the rule is, 0 to 1.
    pub confidence: f32,
}

/// Something in the input that needs a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// Name of the file, as the caller gave it.
    pub file: String,
    /// 1-based line, where one can be named.
    pub line: Option<u32>,
    /// Whether an article is lost by it; else the article was read without the part complained of.
    pub fatal: bool,
    /// What was expected, what was found and what to do.
    pub problem: String,
}

/// Something that its source marks as not (or not yet) to be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The file, and the title where a file holds several.
    pub name: String,
    /// What it is: "a draft", "a page" …
    pub why: &'static str,
    /// So many records that are no articles, told in one line; 0 for what could have been one.
    pub records: usize,
}

/// Everything that was found in one file or in several.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The articles, in the file's order.
    pub articles: Vec<Article>,
    /// What needs a person.
    pub complaints: Vec<Complaint>,
    /// What was left out.
    pub left_out: Vec<LeftOut>,
}

impl Reading {
    /// Adds what was found next.
    pub fn add(&mut self, item: Item) {
        match item {
            Item::Opened(_) | Item::Line(_) => {}
            Item::Article(article) => self.articles.push(*article),
            Item::Complaint(complaint) => self.complaints.push(complaint),
            Item::LeftOut(left_out) => self.left_out.push(left_out),
        }
    }
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.file, self.problem),
            None => write!(f, "{}: {}", self.file, self.problem),
        }
    }
}

impl LeftOut {
    /// Why records are left out that never were articles.
    pub const NO_ARTICLE: &str = "not an article";
}

impl fmt::Display for LeftOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}, left out", self.name, self.why)
    }
}

/// Where a reader puts what it finds in one file.
pub struct Output<'a> {
    /// The file's name, for ids and complaints.
    pub name: &'a str,
    /// What the caller chose.
    pub options: &'a Options,
    /// What the first article says of the file.
    note: Option<String>,
    /// Whether anything became of the file: an article, or a word why there is none.
    answered: bool,
    sink: &'a mut dyn FnMut(Item),
}

impl<'a> Output<'a> {
    /// For the file `name`.
    pub fn new(name: &'a str, options: &'a Options, sink: &'a mut dyn FnMut(Item)) -> Self {
        Self { name, options, note: None, answered: false, sink }
    }

    /// Says what the file is taken for.
    pub fn open(&mut self, format: &'static str, encoding: &'static str) {
        (self.sink)(Item::Opened(Opened { file: self.name.into(), format, encoding }));
    }

    /// Says what the lines of the file were taken for.
    pub fn explain(&mut self, lines: Vec<Line>) {
        lines.into_iter().for_each(|line| (self.sink)(Item::Line(line)));
    }

    /// Something to know about the whole file: said once, as a warning of its first article.
    pub fn note(&mut self, note: Option<String>) {
        self.note = note;
    }

    /// Hands over an article that begins on `line`.
    pub fn article(&mut self, line: u32, mut article: Article) {
        if article.dir.is_none() {
            article.dir = direction::of(&article);
        }
        self.directed(line, article);
    }

    /// Hands over an article whose source says which direction it is written in, or that none is known.
    pub fn directed(&mut self, line: u32, mut article: Article) {
        article.warnings.extend(self.note.take());
        finish(self.name, line, self.options, &mut article);
        self.answered = true;
        (self.sink)(Item::Article(Box::new(article)));
    }

    /// An article, or all of the file, is lost.
    pub fn fail(&mut self, line: Option<u32>, problem: String) {
        self.add(line, true, problem);
    }

    /// Something was passed over, but no article is lost.
    pub fn complain(&mut self, line: Option<u32>, problem: String) {
        self.add(line, false, problem);
    }

    fn add(&mut self, line: Option<u32>, fatal: bool, problem: String) {
        self.answered |= fatal;
        (self.sink)(Item::Complaint(Complaint { file: self.name.into(), line, fatal, problem }));
    }

    /// Leaves out the file, or the article `title` of it, and says why.
    pub fn leave_out(&mut self, title: Option<&str>, why: &'static str) {
        let name = title.map_or_else(|| self.name.to_owned(), |title| format!("{}: {title}", self.name));
        self.answered = true;
        (self.sink)(Item::LeftOut(LeftOut { name, why, records: 0 }));
    }

    /// Leaves out records that are no articles, and what they are called in all.
    pub fn leave_out_records(&mut self, what: &str, records: usize) {
        self.answered = true;
        let name = format!("{}: {what}", self.name);
        (self.sink)(Item::LeftOut(LeftOut { name, why: LeftOut::NO_ARTICLE, records }));
    }

    /// The end of the file: no file passes without an article or a word.
    pub fn close(mut self) {
        if !self.answered {
            self.fail(None, "expected an article, found none; look at the file, or take it out of the input".into());
        }
    }
}
