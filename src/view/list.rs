//! A list of results.

use super::inline::marked;
use super::{Page, Setting, heading};
use crate::search::{Answer, Hit};

/// The page of hits as an ordered list of links that are named by their headlines.
pub fn list(page: &mut Page, answer: &Answer, setting: &Setting<'_>) {
    page.open("ol", "results");
    for hit in &answer.hits {
        page.open("li", "hit");
        item(page, hit, setting);
        page.close();
    }
    page.close();
}

fn item(page: &mut Page, hit: &Hit, setting: &Setting<'_>) {
    let card = &hit.card;
    page.name("p", "kicker", &card.kicker);
    page.open(heading(setting.heading), "hit-title");
    page.open("a", "hit-link");
    page.attribute("href", &(setting.href)(&card.id));
    page.attribute("data-id", &card.id);
    page.language(&card.lang, card.dir);
    marked(page, &hit.title);
    page.close();
    page.close();
    if !hit.snippet.text.is_empty() {
        page.open("p", "snippet");
        page.language(&card.lang, card.dir);
        marked(page, &hit.snippet);
        page.close();
    }
    setting.meta(page, &card.date, &card.place, card.words);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::card::Card;
    use crate::search::Marked;
    use crate::view::dump;

    #[test]
    fn a_hit_is_a_link_with_snippet_and_meta_line() {
        let card = Card { id: "a b".into(), date: "2023-05".into(), words: 500, ..Card::default() };
        let marked =
            |text: &str, start, end| Marked { text: text.into(), marks: std::iter::once(start..end).collect() };
        let (title, snippet) = (marked("Border talks", 0, 6), marked("On the border.", 7, 13));
        let answer = Answer {
            total: 1,
            hits: vec![Hit { article: 0, score: 1.0, card: card.into(), title, snippet }],
            ..Answer::default()
        };
        let expected = r#"ol.results
  li.hit
    h2.hit-title
      a.hit-link[href=#article=a b][data-id=a b][dir=auto]
        mark.mark
          "Border"
        " talks"
    p.snippet[dir=auto]
      "On the "
      mark.mark
        "border"
      "."
    p.meta
      time.date[datetime=2023-05]
        "2023-05"
      span.length
        "2 min read""#;
        assert_eq!(dump::shown(|page, setting| list(page, &answer, setting)), expected);
    }
}
