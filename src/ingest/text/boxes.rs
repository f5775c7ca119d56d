//! Boxes below the text: an event with its day and price, results, an address. They are lines as short as menus, tags
//! and cards, which the page sets there, too.

use super::date;
use super::labels::Kind;
use super::sheet::Sheet;

/// So many lines above and below another are looked at.
const LINES: usize = 12;
/// Fewer words with a figure are a count of the page's.
const FEW: usize = 3;

/// Whether unit `at` belongs to a box below the text (an event, results, an address): no label of the page stands
/// between, the page does not say it elsewhere, and a line of it has figures, as menus and tags hardly have. Where
/// several lines are dates, they are those of other articles.
pub fn is_box(sheet: &Sheet, last: usize, at: usize) -> bool {
    let open = |at: &usize| {
        let label = sheet.look(*at).map(|look| look.label.filter(|label| label.strong));
        let free = label.is_some_and(|label| label.is_none_or(|label| label.kind == Kind::Contact));
        *at > last && free && sheet.repeats(*at) == 1
    };
    if !open(&at) {
        return false;
    }
    let above = (0..at).rev().take(LINES).take_while(open);
    let below = (at..sheet.len()).take(LINES).take_while(open);
    let dates = above.clone().chain(below.clone()).filter(|&at| date::is_date(sheet.text(at))).count();
    let figures = |at: usize| {
        let text = sheet.text(at);
        let few = sheet.looks[at].measure.size < FEW && !text.contains('@');
        (text.contains('@') || has_number(text)) && !few && !date::is_date(text)
    };
    dates == 1 || (dates == 0 && above.chain(below).any(figures))
}

/// Whether a text has a number: figures behind a letter belong to a name (`g2`).
fn has_number(text: &str) -> bool {
    let mut before = ' ';
    text.chars().any(|c| {
        let behind = core::mem::replace(&mut before, c);
        c.is_numeric() && !behind.is_lowercase() && !behind.is_uppercase()
    })
}

#[cfg(test)]
mod tests {
    use crate::ingest::{Options, text};

    const TEXT: &str = "The choir of the ferry sings again on the quay\n5 May 2021\nShare\n\
        The choir sings on the last Saturday of July, as it has done since the year of the flood.\n\
        Nobody sang for three years, but now there are thirty on the ramp, and four of them are new.\n";
    const PAGE: &str = "More on this\nFerry stops for weeks\nMost read\nTown\nRiver\nHarbour\nContact\n";

    fn last(lines: &str) -> Vec<String> {
        let article = text::read(&format!("{TEXT}{lines}{PAGE}"), &Options::default());
        article.blocks.iter().skip(2).map(|block| block.text.clone()).collect()
    }

    #[test]
    fn an_event_stays_and_what_the_page_sets_there_goes() {
        let event = "When and where\nSaturday, 29 July, 7.30 pm\nFerry quay, Karima\nFree\n";
        assert_eq!(last(event).len(), 4, "{:?}", last(event));
        assert_eq!(last("Results\nKarima 78, Bandar 77\nLieto 81, Turku 69\n").len(), 3);
        assert_eq!(last("Choirs\nKarima\nMusic of the river\n"), Vec::<String>::new());
        assert_eq!(last("Fire in the mill\n18 May\nSchool gets a roof\n17 May\n"), Vec::<String>::new());
    }

    #[test]
    fn the_form_of_the_lines_does_not_matter() {
        let event = "When and where\nSaturday, 29 July, 7.30 pm\nFerry quay, Karima\nFree\n";
        let plain = last(event);
        for (from, to) in [("\n", "\n\n"), ("\n", "\r\n"), ("29 July, 7.30", "29 July – 7.30")] {
            let dump = format!("{TEXT}{event}{PAGE}").replace(from, to);
            let article = text::read(&dump, &Options::default());
            assert_eq!(article.blocks.len(), plain.len() + 2, "{article:?}");
        }
    }
}
