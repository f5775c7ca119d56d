//! Markdown that `newsprint export` wrote: read back to the same article, byte for byte.
//!
//! ````text
//! ---
//! newsprint: 1                      what follows is taken exactly: no blank is trimmed, no field is worked out
//! id: news/flood
//! title: Flood at Karima            keys: see fields.rs; a key that is none of them is read as in any front matter
//! ---
//!
//! The river rose.                   a block is Markdown wherever Markdown has a form for it
//!
//! <!-- note -->                     the kind of the next block, where Markdown has none for it
//! First published in The Paper.
//!
//! <!-- image {"credit":"A. Person","width":640} -->
//! ![The bridge](bridge.jpg)         and what else is known of it: a picture's text is its caption
//!
//! ```newsprint                      a block that no Markdown gives back: the JSON of `newsprint parse`
//! {"kind":"para","text":"  set in by two blanks"}
//! ```
//! ````
//!
//! All this holds only under `newsprint: 1`. Elsewhere such a comment is a comment, and such code is code.

mod blocks;
mod fields;

pub use blocks::Marks;
pub use fields::apply;

use super::keys::Value;

/// Whether front matter says that `newsprint export` wrote it, in a form that this code knows.
pub fn is(keys: &[(String, Value)]) -> bool {
    matches!(keys.first(), Some((key, Value::Int(1))) if key == "newsprint")
}

#[cfg(test)]
mod tests {
    use crate::article::{Article, Kind};
    use crate::ingest::{Options, read};

    fn one(text: &str) -> Article {
        let reading = read("a.md", text.as_bytes(), &Options::default());
        assert!(reading.complaints.is_empty(), "{:?}", reading.complaints);
        reading.articles.into_iter().next().unwrap()
    }

    #[test]
    fn fields_are_taken_exactly() {
        let article =
            one("---\nnewsprint: 1\nid: \" b \"\ntitle: \" T \"\ntags: [\"a, b\", \"\"]\n---\n# Not the headline\n");
        assert_eq!((article.id.as_str(), article.headline.as_deref()), (" b ", Some(" T ")));
        assert_eq!(article.tags, ["a, b", ""]);
        assert_eq!((article.blocks[0].kind, article.blocks[0].level), (Kind::Subhead, 1));
        assert_eq!(article.dir, None);
    }

    #[test]
    fn extra_keys_keep_their_order_and_their_text() {
        let article = one("---\nnewsprint: 1\nextra:\n  z: 1\n  a: [\"x\"]\n---\n");
        assert_eq!(article.extra, [("z".into(), "1".into()), ("a".into(), "[\"x\"]".into())]);
        let article = one("---\nnewsprint: 1\nextra:\n  - [a, \"1.50\"]\n  - [a, \"{ }\"]\n---\n");
        assert_eq!(article.extra, [("a".into(), "1.50".into()), ("a".into(), "{ }".into())]);
    }

    #[test]
    fn what_a_person_adds_is_read_as_everywhere() {
        let article = one("---\nnewsprint: 1\ntags: a, b\nweight: 3\n---\nText.\n");
        assert_eq!(article.tags, ["a", "b"]);
        assert_eq!(article.extra, [("weight".into(), "3".into())]);
        let reading = read("a.md", b"---\nnewsprint: 1\ndraft: true\n---\nText.\n", &Options::default());
        assert_eq!((reading.articles.len(), reading.left_out.len()), (0, 1));
    }

    #[test]
    fn marks_give_the_next_block_what_markdown_cannot_say() {
        let head = "---\nnewsprint: 1\n---\n";
        let body = "<!-- note -->\nA *note*.\n\n<!-- image {\"credit\":\"A\",\"width\":6} -->\n![alt](b.jpg) The bridge\n\n\
            ```newsprint\n{\"kind\":\"quote\",\"text\":\"  x\\n\",\"spans\":[{\"start\":0,\"end\":3,\"style\":\"strong\"}]}\n```\n";
        let article = one(&format!("{head}{body}"));
        let [note, image, quote] = article.blocks.as_slice() else { panic!("{:?}", article.blocks) };
        assert_eq!((note.kind, note.text.as_str(), note.spans.len()), (Kind::Note, "A note.", 1));
        assert_eq!((image.kind, image.text.as_str(), image.media.width), (Kind::Image, "The bridge", Some(6)));
        assert_eq!((image.media.alt.as_deref(), image.media.credit.as_deref()), (Some("alt"), Some("A")));
        assert_eq!((quote.kind, quote.text.as_str(), quote.spans.len()), (Kind::Quote, "  x\n", 1));
        assert!(article.removed.is_empty());
        assert_eq!(one(body).blocks[0].kind, Kind::Para);
    }

    #[test]
    fn a_mark_without_a_block_is_listed_as_removed_and_broken_ones_lose_nothing() {
        let article = one("---\nnewsprint: 1\n---\nText.\n\n<!-- note -->\n");
        assert_eq!(article.removed[0].text, "<!-- note -->");
        let article = one("---\nnewsprint: 1\n---\n```newsprint\n{\"kind\":\"para\"}\n```\n");
        assert_eq!((article.blocks[0].kind, article.blocks[0].text.as_str()), (Kind::Code, "{\"kind\":\"para\"}"));
    }
}
