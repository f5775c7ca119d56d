//! The obvious search: reads every article from front to back, word by word, and asks the query of each.
//!
//! It knows the language of queries from the prose at the top of `search/query/mod.rs`. It takes only the query's syntax
//! tree and the analysis of words from the crate; `tests/queries.rs` checks the tree by hand.

use super::texts;
use newsprint::article::{Article, Stamp};
use newsprint::search::query::{Kind, Part, Query};
use newsprint::search::{Options, Sort};
use newsprint::text::{self, Analyzer, Lang};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Most words that a beginning stands for: of more the engine follows only the most frequent.
const MAX_COMPLETIONS: usize = 31;

/// A word of an article or of a query: its term, and where it stands.
struct Word {
    term: String,
    position: u32,
    start: usize,
    /// The word as written, in small letters.
    surface: String,
}

fn words(text: &str, lang: Lang) -> Vec<Word> {
    let mut words = Vec::new();
    Analyzer::new(lang).analyze(text, |token| {
        words.push(Word {
            term: token.term.into(),
            position: token.position,
            start: token.span.start,
            surface: token.surface.into(),
        });
    });
    words
}

/// The words of an article's text. A number with dots is there by its beginnings too: `3.3.0` as `3.3` and `3`.
fn text_words(text: &str, lang: Lang) -> Vec<Word> {
    let mut all = Vec::new();
    for word in words(text, lang) {
        let dots = word.surface.match_indices('.').filter(|_| word.surface.starts_with(|c: char| c.is_ascii_digit()));
        for (dot, _) in dots {
            let number = words(&word.surface[..dot], lang).into_iter().next();
            all.extend(number.map(|number| Word { position: word.position, ..number }));
        }
        all.push(word);
    }
    all
}

/// The words of a name, folded as no language in particular does.
fn folded(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    Analyzer::new(Lang::UNKNOWN).surfaces(name, |surface, _, _| words.push(text::fold(surface, Lang::UNKNOWN)));
    words
}

/// An article as what can be asked of it.
pub struct Document {
    /// Its id.
    pub id: String,
    /// Its language, as it was analysed in.
    pub lang: String,
    /// Its date.
    pub date: Option<Stamp>,
    /// Its values of author, place, source and tag, as written.
    pub values: BTreeMap<&'static str, BTreeSet<String>>,
    headline: Vec<Vec<Word>>,
    /// All texts, the headline too.
    texts: Vec<Vec<Word>>,
}

impl Document {
    fn new(article: &Article) -> Self {
        let texts = texts(article);
        let lang = text::language(article.lang.as_deref(), texts.iter().copied());
        Self {
            id: article.id.clone(),
            lang: lang.tag().into(),
            date: article.published,
            values: values(article),
            headline: article.headline.iter().map(|headline| text_words(headline, lang)).collect(),
            texts: texts.iter().map(|text| text_words(text, lang)).collect(),
        }
    }

    /// Year, month and day, 0 for what is not known.
    fn day(&self) -> Option<(u32, u32, u32)> {
        self.date.map(|date| (u32::from(date.year), u32::from(date.month), u32::from(date.day)))
    }
}

/// The names that an article has, by facet.
fn values(article: &Article) -> BTreeMap<&'static str, BTreeSet<String>> {
    let mut authors: BTreeSet<_> = article.authors.iter().map(|person| person.name.clone()).collect();
    if authors.is_empty() {
        authors.extend(article.byline.clone());
    }
    let place = article.dateline.as_ref().and_then(|dateline| dateline.place.clone());
    let mut sources: BTreeSet<_> = article.source.iter().map(|source| source.name.clone()).collect();
    let agency = article.dateline.as_ref().and_then(|dateline| dateline.agency.clone());
    sources.extend(agency.filter(|agency| sources.iter().all(|name| name.to_lowercase() != agency.to_lowercase())));
    let tags = article.tags.iter().chain(&article.sections).cloned().collect();
    [("author", authors), ("place", place.into_iter().collect()), ("source", sources), ("tag", tags)].into()
}

/// A word of a query: what counts as it, and its place in its part.
#[derive(Clone, Default)]
struct Sought {
    terms: BTreeSet<String>,
    start: usize,
    place: u32,
    stop: bool,
}

/// A part's words as some of the archive's languages cut them. Mostly all languages cut alike.
type Reading = Vec<Sought>;

/// Articles to be searched.
pub struct Reference {
    pub documents: Vec<Document>,
    languages: BTreeSet<String>,
    /// The words as written, in small letters, that each term stands for.
    forms: BTreeMap<String, BTreeSet<String>>,
    /// Words that are too common to search for in the language of an article that holds them.
    stops: BTreeSet<String>,
}

impl Reference {
    /// The articles, in the order of [`Sort::Newest`].
    pub fn new(articles: &[Article]) -> Self {
        let mut documents: Vec<_> = articles.iter().map(Document::new).collect();
        documents.sort_by_key(|document| (Reverse(document.date), document.id.clone()));
        let mut reference =
            Self { documents, languages: BTreeSet::new(), forms: BTreeMap::new(), stops: BTreeSet::new() };
        for document in &reference.documents {
            reference.languages.insert(document.lang.clone());
            for word in document.texts.iter().flatten() {
                reference.forms.entry(word.term.clone()).or_default().insert(word.surface.clone());
                if text::is_stop(&word.surface, Lang::from_tag(&document.lang)) {
                    reference.stops.insert(word.surface.clone());
                }
            }
        }
        reference
    }

    /// The articles that a query finds, in the order of [`Sort::Newest`]; `None` if it asks for more than the engine
    /// promises to follow.
    pub fn search(&self, text: &str, options: &Options) -> Option<Vec<&Document>> {
        let read = if options.plain { Query::plain } else { Query::parse };
        let query = read(text, options.prefix);
        let mut asked = Asked { text, readings: BTreeMap::new() };
        self.look_up(&query.parts, &mut asked)?;
        let found = |document: &&Document| asked.list(document, &query.parts).unwrap_or(true);
        Some(self.documents.iter().filter(found).collect())
    }

    /// Whether an article holds a word, in any of its forms.
    pub fn holds(&self, document: &Document, word: &str) -> bool {
        let own = words(word, Lang::from_tag(&document.lang));
        let mut others = self.languages.iter().flat_map(|tag| words(word, Lang::from_tag(tag)));
        let holds = |word: &Word| document.texts.iter().flatten().any(|found| found.term == word.term);
        own.iter().any(holds) || others.any(|word| holds(&word))
    }

    /// Reads the words of all parts.
    fn look_up(&self, parts: &[Part], asked: &mut Asked<'_>) -> Option<()> {
        for part in parts {
            if matches!(part.kind, Kind::Words | Kind::Phrase | Kind::Title) {
                asked.readings.insert(part.span.start, self.readings(asked.text, part)?);
            }
            self.look_up(&part.parts, asked)?;
        }
        Some(())
    }

    /// The words of a part, read in every language of the archive; those that cut it alike make one reading.
    fn readings(&self, text: &str, part: &Part) -> Option<Vec<Reading>> {
        let mut readings: Vec<Reading> = Vec::new();
        for tag in &self.languages {
            let words = words(&text[part.span.clone()], Lang::from_tag(tag));
            let cuts = |reading: &Reading| reading.iter().map(|word| (word.start, word.place)).collect::<Vec<_>>();
            let own: Vec<_> = words.iter().map(|word| (word.start, word.position)).collect();
            let index = readings.iter().position(|reading| cuts(reading) == own).unwrap_or_else(|| {
                let word = |(start, place): &(usize, u32)| Sought { start: *start, place: *place, ..Sought::default() };
                readings.push(own.iter().map(word).collect());
                readings.len() - 1
            });
            for (sought, word) in readings[index].iter_mut().zip(words) {
                sought.stop |= self.stops.contains(&word.surface);
                sought.terms.insert(word.term);
            }
        }
        readings.retain(|reading| !reading.is_empty());
        if part.growing {
            for last in readings.iter_mut().filter_map(|reading| reading.last_mut()) {
                let completions = self.completions(&text[part.span.start + last.start..part.span.end]);
                last.terms.extend(completions);
                (last.terms.len() <= MAX_COMPLETIONS).then_some(())?;
            }
        }
        Some(readings)
    }

    /// The terms that a word which is still being typed may become, or is a form of.
    fn completions(&self, text: &str) -> BTreeSet<String> {
        let beginnings: BTreeSet<_> = self.languages.iter().map(|tag| text::fold(text, Lang::from_tag(tag))).collect();
        let becomes = |term: &str, forms: &BTreeSet<String>, beginning: &String| {
            let inflected = term.len() >= 3 && beginning.starts_with(term);
            term.starts_with(beginning) || inflected && forms.iter().any(|form| form.starts_with(beginning))
        };
        let fits = |(term, forms): &(&String, &BTreeSet<String>)| beginnings.iter().any(|b| becomes(term, forms, b));
        self.forms.iter().filter(fits).map(|(term, _)| term.clone()).collect()
    }
}

/// Puts what [`Reference::search`] found in an order by date.
pub fn sorted<'a>(found: &[&'a Document], sort: Sort) -> Vec<&'a Document> {
    let dated = found.iter().filter(|document| document.date.is_some()).copied();
    let undated = found.iter().filter(|document| document.date.is_none()).copied();
    let mut dated: Vec<_> = dated.collect();
    if sort == Sort::Oldest {
        dated.reverse();
    }
    dated.into_iter().chain(undated).collect()
}

/// A query whose words are read.
struct Asked<'a> {
    text: &'a str,
    /// Of each part with words, by where these begin, its readings.
    readings: BTreeMap<usize, Vec<Reading>>,
}

impl Asked<'_> {
    /// Whether an article matches a list; `None` if the list asks for nothing.
    fn list(&self, document: &Document, parts: &[Part]) -> Option<bool> {
        let (words, others): (Vec<_>, Vec<_>) = parts.iter().partition(|part| part.kind == Kind::Words);
        let others: Vec<_> =
            others.iter().filter_map(|part| Some((part, self.part(document, part)? != part.without))).collect();
        let decided = others.iter().any(|(part, _)| !part.without && !is_filter(part));
        let all_hold = others.iter().all(|(_, holds)| *holds);
        let words: Vec<_> = words.iter().flat_map(|part| self.readings(part)).flatten().collect();
        match decided || words.is_empty() {
            true => (!others.is_empty()).then_some(all_hold),
            false => Some(all_hold && holds_any(document, &words)),
        }
    }

    fn readings(&self, part: &Part) -> &[Reading] {
        &self.readings[&part.span.start]
    }

    /// Whether what a part asks for is there, whatever its minus; `None` if it asks for nothing.
    fn part(&self, document: &Document, part: &Part) -> Option<bool> {
        match part.kind {
            Kind::Words | Kind::Phrase => self.phrase(&document.texts, part),
            Kind::Title => self.phrase(&document.headline, part),
            Kind::Group => self.list(document, &part.parts),
            Kind::Either => {
                let of = |part: &Part| Some(self.part(document, part)? != part.without);
                part.parts.iter().filter_map(of).reduce(|a, b| a || b)
            }
            Kind::Near(words) => self.near(document, part, words),
            Kind::Facet(facet) => has_value(&document.values[facet.name()], self.value(part), part.growing),
            Kind::Language => Some(Lang::from_tag(self.value(part)).tag() == document.lang),
            Kind::Dates(..) => Some(document.day().is_some_and(|day| self.is_in_period(part, day))),
        }
    }

    /// What stands behind a field's colon.
    fn value(&self, part: &Part) -> &str {
        &self.text[part.span.clone()]
    }

    fn phrase(&self, texts: &[Vec<Word>], part: &Part) -> Option<bool> {
        let readings = self.readings(part);
        let holds = |reading: &Reading| texts.iter().any(|text| !starts(text, reading).is_empty());
        (!readings.is_empty()).then(|| readings.iter().any(holds))
    }

    /// Whether some text holds both sides, at most so many words apart.
    fn near(&self, document: &Document, part: &Part, words: u32) -> Option<bool> {
        let sides: Vec<_> = part.parts.iter().filter(|side| !self.readings(side).is_empty()).collect();
        let all = |text: &[Word], side: &Part| -> Vec<u32> {
            self.readings(side).iter().flat_map(|reading| starts(text, reading)).collect()
        };
        match sides.as_slice() {
            [] => None,
            [side] => self.phrase(&document.texts, side),
            [left, right] => Some(document.texts.iter().any(|text| {
                let (left, right) = (all(text, left), all(text, right));
                left.iter().any(|a| right.iter().any(|b| a != b && a.abs_diff(*b) <= words))
            })),
            _ => panic!("near has two sides"),
        }
    }

    /// Whether a day lies in the period that a part names, read anew from the text.
    fn is_in_period(&self, part: &Part, day: (u32, u32, u32)) -> bool {
        let (name, _) = self.text[part.whole.clone()].trim_start_matches('-').split_once(':').unwrap();
        let value = self.value(part);
        match (name.to_lowercase().as_str(), value.split_once("..")) {
            ("before", _) => day < first_day(value),
            ("after", _) => day > last_day(value),
            ("date", None) => first_day(value) <= day && day <= last_day(value),
            ("date", Some((from, to))) => {
                (from.is_empty() || first_day(from) <= day) && (to.is_empty() || day <= last_day(to))
            }
            _ => panic!("{name} names no period"),
        }
    }
}

/// Where a reading's words stand one after the other: the positions of its first.
fn starts(text: &[Word], reading: &[Sought]) -> Vec<u32> {
    let stands = |word: &Sought, position: u32| {
        text.iter().any(|found| found.position == position && word.terms.contains(&found.term))
    };
    let all = |start: u32| reading.iter().all(|word| stands(word, start + word.place - reading[0].place));
    text.iter().map(|word| word.position).filter(|start| all(*start)).collect()
}

/// Whether an article holds one of the words that decide.
fn holds_any(document: &Document, words: &[&Sought]) -> bool {
    let only_stops = words.iter().all(|word| word.stop);
    let mut decide = words.iter().filter(|word| only_stops || !word.stop);
    decide.any(|word| document.texts.iter().flatten().any(|found| word.terms.contains(&found.term)))
}

/// Whether a part only narrows what is found: it asks for fields beside the text, and for nothing else.
fn is_filter(part: &Part) -> bool {
    match part.kind {
        Kind::Facet(_) | Kind::Language | Kind::Dates(..) => true,
        Kind::Either | Kind::Group => part.parts.iter().all(is_filter),
        _ => false,
    }
}

/// Whether one of these names holds the words of another; `None` if it has none.
fn has_value(values: &BTreeSet<String>, wanted: &str, growing: bool) -> Option<bool> {
    let wanted = folded(wanted);
    let (last, first) = wanted.split_last()?;
    let fits = |run: &[String]| {
        let end = &run[run.len() - 1];
        run[..run.len() - 1] == *first && if growing { end.starts_with(last) } else { end == last }
    };
    Some(values.iter().any(|value| folded(value).windows(wanted.len()).any(fits)))
}

/// The numbers of a date; `unknown` for what it leaves open.
fn day_of(date: &str, unknown: u32) -> (u32, u32, u32) {
    let numbers: Vec<u32> = date.split('-').map(|number| number.parse().unwrap()).collect();
    let number = |index: usize| numbers.get(index).copied().unwrap_or(unknown);
    (number(0), number(1), number(2))
}

fn first_day(date: &str) -> (u32, u32, u32) {
    day_of(date, 0)
}

fn last_day(date: &str) -> (u32, u32, u32) {
    day_of(date, 99)
}
