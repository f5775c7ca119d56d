//! Which comes first in a date in figures, day or month.
//!
//! `03/04/2013` alone does not tell. Another date of the same file with the same marks may (`25/04/2013`), or those of
//! the corpus, or the caller; else it is kept as written and has no stamp.

use super::date;
use super::role::Role;
use super::sheet::Sheet;
use crate::ingest::{DateOrder, Options};

/// Gives the dates of these roles their meaning, where the order decides it.
pub fn settle(sheet: &Sheet, roles: &mut [Role], options: &Options) {
    for role in roles {
        let Role::Meta(meta) = role else { continue };
        let Some((text, stamp)) = &mut meta.date else { continue };
        if let Some(order) = order(sheet, text, options) {
            *stamp = date::find_in(text, Some(order)).and_then(|found| found.stamp);
        }
    }
}

/// The order of the figures of a date; `None` where it has none, or nothing tells.
fn order(sheet: &Sheet, text: &str, options: &Options) -> Option<DateOrder> {
    let (mark, own) = date::figures(text).into_iter().next()?;
    let learned = || options.habits.as_ref().and_then(|habits| habits.date_order()).filter(|_| mark == "/");
    let file = || told(sheet.units.iter().map(|unit| unit.text.as_ref()), mark);
    own.or_else(file).or_else(learned).or(options.date_order)
}

/// The order that the dates with this mark in these texts have, if they agree.
fn told<'a>(texts: impl Iterator<Item = &'a str>, mark: &str) -> Option<DateOrder> {
    let mut orders = texts.flat_map(date::figures).filter(|(other, _)| *other == mark).filter_map(|(_, order)| order);
    let first = orders.next()?;
    orders.all(|order| order == first).then_some(first)
}

/// The order that a line tells by a date with strokes.
pub fn of_line(line: &str) -> Option<DateOrder> {
    told(std::iter::once(line), "/")
}

#[cfg(test)]
mod tests {
    use crate::article::Article;
    use crate::ingest::{Corpus, DateOrder, Options, read};
    use std::sync::Arc;

    const TEXT: &str = "The old dam at Karima\n03/04/2013 10:30\nThe old dam at Karima fell overnight, officials said \
                        on Monday.\nNobody was hurt when it fell, but the town is cut off.\n";

    fn article(text: &str, options: &Options) -> Article {
        read("a.txt", text.as_bytes(), options).articles.remove(0)
    }

    fn day(text: &str, options: &Options) -> Option<String> {
        let article = article(text, options);
        assert_eq!(article.date_text.as_deref(), Some("03/04/2013 10:30"));
        article.published.map(|stamp| stamp.to_string())
    }

    #[test]
    fn the_caller_tells() {
        let ask = |date_order| day(TEXT, &Options { date_order, ..Options::default() });
        assert_eq!(ask(None), None);
        assert_eq!(ask(Some(DateOrder::DayFirst)).as_deref(), Some("2013-04-03T10:30:00"));
        assert_eq!(ask(Some(DateOrder::MonthFirst)).as_deref(), Some("2013-03-04T10:30:00"));
    }

    #[test]
    fn the_caller_tells_of_pages_and_records() {
        let text = "<p>The old dam at Karima fell overnight, officials said on Monday.</p>";
        let page = format!(
            "<!DOCTYPE html><title>A</title><article><h1>The old dam</h1><p>03/04/2013</p>{text}{text}</article>"
        );
        let said = format!(
            "<!DOCTYPE html><meta property='article:published_time' content='03/04/2013'><article>{text}</article>"
        );
        let record = "{\"title\":\"A\",\"date\":\"03/04/2013 10:30\",\"text\":\"The dam.\"}".to_owned();
        for (name, text, time) in [("a.html", page, ""), ("b.html", said, ""), ("a.jsonl", record, "T10:30:00")] {
            let ask = |date_order| {
                let options = Options { date_order, ..Options::default() };
                let article = read(name, text.as_bytes(), &options).articles.remove(0);
                article.published.map(|stamp| stamp.to_string())
            };
            assert_eq!(ask(None), None, "{name}");
            assert_eq!(ask(Some(DateOrder::DayFirst)), Some(format!("2013-04-03{time}")), "{name}");
            assert_eq!(ask(Some(DateOrder::MonthFirst)), Some(format!("2013-03-04{time}")), "{name}");
        }
    }

    #[test]
    fn another_date_of_the_file_tells() {
        let month_first = Options { date_order: Some(DateOrder::MonthFirst), ..Options::default() };
        for options in [&Options::default(), &month_first] {
            let ask = |more: &str| day(&format!("{TEXT}{more}"), options);
            assert_eq!(ask("Updated: 25/04/2013\n").as_deref(), Some("2013-04-03T10:30:00"));
            assert_eq!(ask("Updated: 04/25/2013\n").as_deref(), Some("2013-03-04T10:30:00"));
        }
        let ask = |more: &str| day(&format!("{TEXT}{more}"), &Options::default());
        assert_eq!(ask("Updated: 04-25-2013\n"), None);
        assert_eq!(ask("Updated: 04/25/2013\nFirst seen: 25/04/2013\n"), None);
    }

    #[test]
    fn the_corpus_tells() {
        let learned = |dates: &[&str]| {
            let mut corpus = Corpus::default();
            for (at, date) in dates.iter().enumerate() {
                let text = format!(
                    "Dam number {at} of the valley\n{date}\nDam {at} fell overnight, officials said on \
                                    the day after it {at}.\n"
                );
                corpus.add(&format!("{at}.txt"), text.as_bytes());
            }
            day(TEXT, &Options { habits: Some(Arc::new(corpus.learn())), ..Options::default() })
        };
        let dates = ["25/04/2013", "13/05/2013", "30/05/2013", "01/02/2013"];
        assert_eq!(learned(&dates).as_deref(), Some("2013-04-03T10:30:00"));
        assert_eq!(learned(&dates[1..]), None);
        assert_eq!(learned(&["25/04/2013", "13/05/2013", "30/05/2013", "05/13/2013"]), None);
        assert_eq!(learned(&["04/25/2013", "05/13/2013", "05/30/2013"]).as_deref(), Some("2013-03-04T10:30:00"));
    }
}
