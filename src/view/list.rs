//! A list of results.

use super::inline::marked;
use super::{Element, Setting, heading, in_language};
use crate::search::{Answer, Hit};

/// The page of hits as an ordered list of links that are named by their headlines.
pub fn list(answer: &Answer, setting: &Setting<'_>) -> Element {
    Element::new("ol", "results").children(answer.hits.iter().map(|hit| item(hit, setting)))
}

fn item(hit: &Hit, setting: &Setting<'_>) -> Element {
    let card = &hit.card;
    let lang = Some(card.lang.as_str());
    let mut item = Element::new("li", "hit");
    if !card.kicker.is_empty() {
        item = item.child(Element::new("p", "kicker").child(Element::new("bdi", "").text(&card.kicker)));
    }
    let link = Element::new("a", "hit-link").with("href", &(setting.href)(&card.id)).with("data-id", &card.id);
    let link = marked(in_language(link, lang, card.dir), &hit.title);
    item = item.child(Element::new(heading(setting.heading), "hit-title").child(link));
    if !hit.snippet.text.is_empty() {
        item = item.child(marked(in_language(Element::new("p", "snippet"), lang, card.dir), &hit.snippet));
    }
    item.children(setting.meta(&card.date, &card.place, card.words))
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
        let title = Marked { text: "Border talks".into(), marks: vec![0..6] };
        let snippet = Marked { text: "On the border.".into(), marks: vec![7..13] };
        let answer = Answer { total: 1, hits: vec![Hit { article: 0, score: 1.0, card, title, snippet }] };
        dump::plain(|setting| {
            let expected = "\
ol.results
  li.hit
    h2.hit-title
      a.hit-link[href=#article=a b][data-id=a b][dir=auto] \" talks\"
        mark.mark \"Border\"
    p.snippet[dir=auto] \"On the \" \".\"
      mark.mark \"border\"
    p.meta
      time.date[datetime=2023-05] \"2023-05\"
      span.length \"2 min read\"
";
            assert_eq!(dump::lines(&list(&answer, setting)), expected);
        });
    }
}
