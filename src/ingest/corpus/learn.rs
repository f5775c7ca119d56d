//! What is learned from the sketches of many files.
//!
//! # Furniture
//!
//! A line recurs if it stands in [`FEW`] articles at least and in one of [`SHARE`]. Versions of one article count once:
//! files that share much of their running text are one ([`super::kin`]). But much recurs that is the article's own: a column's
//! name, an agency, a subhead such as "Background", a refrain. So recurring is not enough; a line is furniture only if
//! it stands before or after the text, nearly always, and
//!
//! - it keeps its company: the line before it, or the line after it, is the same in most articles that have either
//!   (a menu, a block of share buttons, a footer); a column's name is followed by another headline each time; or
//! - it stands after the text, where an article has nothing to say any more.
//!
//! The reader of a text asks more before it removes a line: what it knows as a name, a date, a dateline, an agency or a
//! caption stays, as does a long sentence, and never is all of a file removed.
//!
//! # Labels
//!
//! A recurring line after the text that is followed in [`FEW`] articles by what heads another file is a label for it.
//! Where one title follows it, it introduces a neighbour: the previous article, if the label for the next one stands
//! below or is known by its words; else the next. Where several titles follow, or nothing tells the side, it heads a
//! list of related articles.

use super::kin;
use super::{Habit, Look, Seen};
use crate::ingest::DateOrder;
use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

/// So many articles must have a line before it says anything.
const FEW: usize = 3;
/// And one in so many of all.
const SHARE: usize = 50;
/// Part of its articles, in percent, in which a line must stand before or after the text.
const OUTSIDE: usize = 80;
/// Part of the articles, in percent, that must agree on a line's company.
const COMPANY: usize = 70;
/// Part of all articles, in percent, after which a line after the text is furniture whatever stands beside it.
const SURE: usize = 20;
/// Most lines before the text among which a file's headline is looked for.
const HEAD: usize = 12;

/// Where a line stands in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Zone {
    Before,
    Inside,
    After,
}

/// In how many articles a line stands where.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    before: usize,
    inside: usize,
    after: usize,
}

impl Tally {
    fn sum(&self) -> usize {
        self.before + self.inside + self.after
    }
}

/// Whether a line is a label for a neighbour that is known by its words.
fn is_known(line: &Seen) -> bool {
    matches!(line.look, Look::Previous | Look::Next)
}

/// What the files say of their lines.
pub fn habits(files: &[&[Seen]]) -> HashMap<u64, Habit> {
    let articles = kin::articles(files);
    let spread = spread(files, &articles);
    let total = articles.iter().collect::<HashSet<_>>().len();
    let need = FEW.max(total.div_ceil(SHARE));
    let recurring: HashMap<u64, usize> = spread.into_iter().filter(|(_, count)| *count >= need).collect();
    if recurring.is_empty() {
        return HashMap::new();
    }
    let view = View { files, articles, total, need, recurring };
    let zones: Vec<Vec<Zone>> = files.iter().map(|lines| view.zones(lines)).collect();
    let tallies = view.tallies(&zones);
    let mut habits = view.furniture(&tallies);
    habits.extend(view.labels(&zones, &tallies));
    habits
}

/// The order of day and month in dates with strokes, where [`FEW`] files tell and none tells another.
pub fn order(files: &[&[Seen]]) -> Option<DateOrder> {
    let says = |wanted| {
        let dated = |lines: &&&[Seen]| lines.iter().any(|line| line.look == Look::Dated(wanted));
        files.iter().filter(dated).count()
    };
    match (says(DateOrder::DayFirst), says(DateOrder::MonthFirst)) {
        (FEW.., 0) => Some(DateOrder::DayFirst),
        (0, FEW..) => Some(DateOrder::MonthFirst),
        _ => None,
    }
}

/// In how many articles each line stands.
fn spread(files: &[&[Seen]], articles: &[usize]) -> HashMap<u64, usize> {
    let mut seen: Vec<(u64, usize)> = Vec::new();
    for (lines, article) in files.iter().zip(articles) {
        seen.extend(lines.iter().map(|line| (line.key, *article)));
    }
    count(seen)
}

/// How many different articles each thing is paired with.
fn count<T: Ord + Copy + Eq + std::hash::Hash>(mut pairs: Vec<(T, usize)>) -> HashMap<T, usize> {
    pairs.sort_unstable();
    pairs.dedup();
    let mut counts = HashMap::new();
    for (thing, _) in pairs {
        *counts.entry(thing).or_insert(0) += 1;
    }
    counts
}

/// The corpus, ready to be asked.
struct View<'a> {
    files: &'a [&'a [Seen]],
    /// The article that each file is a version of.
    articles: Vec<usize>,
    /// How many there are.
    total: usize,
    /// In so many a line recurs.
    need: usize,
    /// The lines that recur, and in how many articles.
    recurring: HashMap<u64, usize>,
}

impl View<'_> {
    fn recurs(&self, line: &Seen) -> bool {
        self.recurring.contains_key(&line.key)
    }

    /// Where each line of a file stands: a tenth of the running text may lie beyond, as captions and notes do.
    fn zones(&self, lines: &[Seen]) -> Vec<Zone> {
        let text = |line: &Seen| match line.look == Look::Sentence && !self.recurs(line) {
            true => usize::from(line.bytes),
            false => 0,
        };
        let total: usize = lines.iter().map(text).sum();
        let mut before = 0;
        let zone = |line: &Seen| {
            before += text(line);
            match before {
                _ if total == 0 => Zone::Inside,
                _ if before * 10 < total => Zone::Before,
                _ if (total - before) * 10 < total => Zone::After,
                _ => Zone::Inside,
            }
        };
        lines.iter().map(zone).collect()
    }

    /// Where the recurring lines stand.
    fn tallies(&self, zones: &[Vec<Zone>]) -> HashMap<u64, Tally> {
        let mut places: [Vec<(u64, usize)>; 3] = Default::default();
        for ((lines, zones), article) in self.files.iter().zip(zones).zip(&self.articles) {
            for (line, zone) in lines.iter().zip(zones).filter(|(line, _)| self.recurs(line)) {
                if let Some(place) = places.get_mut(*zone as usize) {
                    place.push((line.key, *article));
                }
            }
        }
        let [before, inside, after] = places.map(count);
        let tally = |key: &u64| {
            let of = |counts: &HashMap<u64, usize>| counts.get(key).copied().unwrap_or_default();
            Tally { before: of(&before), inside: of(&inside), after: of(&after) }
        };
        self.recurring.keys().map(|key| (*key, tally(key))).collect()
    }

    /// The lines that are the site's.
    fn furniture(&self, tallies: &HashMap<u64, Tally>) -> HashMap<u64, Habit> {
        let company = self.company();
        let mut found = HashMap::new();
        for (key, spread) in &self.recurring {
            let tally = tallies.get(key).copied().unwrap_or_default();
            let outside = tally.inside * 100 <= tally.sum() * (100 - OUTSIDE);
            let after = tally.after * 100 >= tally.sum() * OUTSIDE;
            let sure = company.contains(key) || (after && spread * 100 >= self.total * SURE);
            if outside && (sure || after) {
                let head = tally.before >= self.need && tally.before * 5 >= tally.sum();
                found.insert(*key, Habit::Furniture { sure, head });
            }
        }
        found
    }

    /// The lines that stand beside the same line in most articles that have either.
    fn company(&self) -> HashSet<u64> {
        let mut pairs: Vec<((u64, u64), usize)> = Vec::new();
        for (lines, article) in self.files.iter().zip(&self.articles) {
            let both = lines.windows(2).filter_map(|pair| match pair {
                [a, b] if a.key != b.key && self.recurs(a) && self.recurs(b) => Some((a.key, b.key)),
                _ => None,
            });
            pairs.extend(both.map(|pair| (pair, *article)));
        }
        let spread = |key: &u64| self.recurring.get(key).copied().unwrap_or_default();
        let mut company = HashSet::new();
        for ((a, b), together) in count(pairs) {
            if together * 100 >= spread(&a).max(spread(&b)) * COMPANY {
                company.extend([a, b]);
            }
        }
        company
    }

    /// The lines that introduce the titles of other files.
    fn labels(&self, zones: &[Vec<Zone>], tallies: &HashMap<u64, Tally>) -> HashMap<u64, Habit> {
        let heads = self.heads(zones, tallies);
        let (mut singles, mut lists) = (Vec::new(), Vec::new());
        for (lines, article) in self.files.iter().zip(&self.articles) {
            let heads_other =
                |line: &Seen| heads.get(&line.key).is_some_and(|found| found.iter().all(|other| other != article));
            for (at, label) in lines.iter().enumerate() {
                let is_after = tallies.get(&label.key).is_some_and(|tally| tally.after * 100 >= tally.sum() * OUTSIDE);
                if is_after && !is_known(label) && lines.get(at + 1).is_some_and(heads_other) {
                    let more = lines.get(at + 2).is_some_and(heads_other);
                    if more { lists.push((label.key, *article)) } else { singles.push((label.key, *article)) }
                }
            }
        }
        let (singles, lists) = (count(singles), count(lists));
        let support = |key: &u64| [&singles, &lists].map(|counts| counts.get(key).copied().unwrap_or_default());
        let keys: HashSet<u64> = singles.keys().chain(lists.keys()).copied().collect();
        let keys: HashSet<u64> = keys.into_iter().filter(|key| support(key).iter().sum::<usize>() >= FEW).collect();
        let sides = self.sides(&keys);
        let habit = |key: &u64| match support(key) {
            [single, list] if list > single => Habit::Related,
            _ => sides.get(key).copied().unwrap_or(Habit::Related),
        };
        keys.iter().map(|key| (*key, habit(key))).collect()
    }

    /// Whether the labels stand for the previous or for the next article: by the other one in the same file.
    fn sides(&self, labels: &HashSet<u64>) -> HashMap<u64, Habit> {
        let mut votes: [Vec<(u64, usize)>; 2] = Default::default();
        for (lines, article) in self.files.iter().zip(&self.articles) {
            let marks: Vec<&Seen> = lines.iter().filter(|line| is_known(line) || labels.contains(&line.key)).collect();
            let [first, second] = marks.as_slice() else { continue };
            let sides = [(first, second.look == Look::Previous), (second, first.look != Look::Next)];
            for (line, is_next) in sides.into_iter().filter(|(line, _)| !is_known(line) && first.key != second.key) {
                votes[usize::from(is_next)].push((line.key, *article));
            }
        }
        let [previous, next] = votes.map(count);
        let mut sides = HashMap::new();
        for key in labels {
            let of = |counts: &HashMap<u64, usize>| counts.get(key).copied().unwrap_or_default();
            match of(&previous).cmp(&of(&next)) {
                Ordering::Greater => sides.insert(*key, Habit::Previous),
                Ordering::Less => sides.insert(*key, Habit::Next),
                Ordering::Equal => None,
            };
        }
        sides
    }

    /// The lines that can head a file and head few, with the articles that they head. They may recur after the text of
    /// others: beside their neighbours, among the most read.
    fn heads(&self, zones: &[Vec<Zone>], tallies: &HashMap<u64, Tally>) -> HashMap<u64, Vec<usize>> {
        let heads_few = |line: &Seen| tallies.get(&line.key).is_none_or(|tally| tally.before < FEW);
        let mut heads: HashMap<u64, Vec<usize>> = HashMap::new();
        for ((lines, zones), article) in self.files.iter().zip(zones).zip(&self.articles) {
            let before = lines.iter().zip(zones).take_while(|(_, zone)| **zone == Zone::Before).map(|(line, _)| line);
            let titles = before.filter(|line| line.look == Look::Title && heads_few(line));
            for line in titles.take(HEAD) {
                heads.entry(line.key).or_default().push(*article);
            }
        }
        heads
    }
}
