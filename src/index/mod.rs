//! From articles to an archive: counts their words, numbers them, and hands everything to [`crate::archive::write`].
//!
//! ```text
//! articles -> Digester (batch by batch, side by side) -> Builder::add (in order) -> Builder::finish -> bytes
//! ```
//!
//! Only what the archive needs of an article is kept, packed, so that its text can be let go of as soon as it is
//! digested; what depends on all articles (their numbers, keys, twins and links) waits for the end.
//!
//! Deterministic: the same articles give the same bytes, in whatever order they come and however they are batched.

mod builder;
mod digest;
mod entry;
mod facets;
mod fields;
mod keys;
mod lexicon;
mod links;
mod names;
mod runs;
mod terms;
mod twins;
mod words;

pub use builder::{Alike, Builder, Choices, Outcome};
pub use digest::{Digest, Digester};
pub use links::address;
pub use names::{Duplicate, rename_duplicates};

use crate::article::Article;
use std::io;

/// The archive of these articles. Ids must differ: see [`rename_duplicates`].
pub fn build(articles: Vec<Article>) -> Vec<u8> {
    build_with(articles, Vec::new())
}

/// The archive of these articles, in which the words or names of each group of `synonyms` stand for the same.
pub fn build_with(articles: Vec<Article>, synonyms: Vec<Vec<String>>) -> Vec<u8> {
    let choices = Choices { synonyms, ..Choices::default() };
    // Nothing fails where all lies in memory.
    built(Builder::default(), &articles, BATCH, choices).unwrap_or_default()
}

/// The archive that a builder makes of articles that come in such batches.
fn built(mut builder: Builder, articles: &[Article], batch: usize, choices: Choices) -> io::Result<Vec<u8>> {
    let mut digester = Digester::default();
    articles.chunks(batch).try_for_each(|batch| builder.add(digester.digest(batch)))?;
    builder.finish(choices)?.archive.whole()
}

/// Articles of a batch.
const BATCH: usize = 512;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::pile::Room;
    use crate::archive::read::Archive;
    use crate::article::{Block, Link, Span, Stamp, Style};
    use std::io::{Cursor, Read, Seek, SeekFrom, Write};

    fn article(id: &str, date: &str, text: &str) -> Article {
        let blocks = vec![Block::para(text)];
        Article { id: id.into(), published: Stamp::parse(date), blocks, ..Article::default() }
    }

    fn three() -> Vec<Article> {
        vec![article("b", "2023", "One."), article("a", "", "Two."), article("c", "2024-01", "Three three.")]
    }

    #[test]
    fn articles_are_numbered_newest_first_and_undated_last() {
        let archive = Archive::whole(build(three())).unwrap();
        let ids = [0, 1, 2].map(|number| archive.card(number).unwrap().id.as_str());
        assert_eq!(ids, ["c", "b", "a"]);
        assert_eq!(archive.by_id("b").unwrap().map(|(number, _)| number), Some(1));
        assert_eq!(archive.by_id("d").unwrap(), None);
    }

    #[test]
    fn the_order_of_the_input_does_not_matter() {
        let mut backwards = three();
        backwards.reverse();
        assert_eq!(build(three()), build(backwards));
    }

    #[test]
    fn batches_do_not_matter_and_neighbours_are_found_across_them() {
        let mut articles: Vec<_> = (0..40).map(|n| article(&format!("a{n}"), "2023", &format!("Text {n}."))).collect();
        for (number, article) in articles.iter_mut().enumerate() {
            article.headline = Some(format!("Story {number}"));
            let next = Link { title: format!("STORY {}", number + 1), url: None };
            article.links.next = Some(next);
        }
        let whole = build(articles.clone());
        for size in [1, 7, 40] {
            assert_eq!(built(Builder::default(), &articles, size, Choices::default()).unwrap(), whole);
            assert_eq!(built(Builder::new(files()), &articles, size, Choices::default()).unwrap(), whole);
        }
        let archive = Archive::whole(whole).unwrap();
        let address = |id| archive.by_id(id).unwrap().unwrap().1.links.next.clone().unwrap().url;
        assert_eq!(address("a6").as_deref(), Some("#article=a7"));
        assert_eq!(address("a39"), None);
    }

    /// Room in what stands for files here.
    fn files() -> Room {
        Room::new(|| Ok(Box::new(Cursor::new(Vec::new()))))
    }

    /// Articles of many words, of which some come once and others in every batch; some ids come twice.
    fn many() -> Vec<Article> {
        let word = |number: usize| format!("word{} ", number * number % 997);
        let text = |number: usize| (number..number + 30).map(word).collect::<String>() + "the river";
        (0..400).map(|number| article(&format!("a{}", number % 390), "2023", &text(number * 7))).collect()
    }

    #[test]
    fn what_waits_in_files_changes_no_byte() {
        for dedupe in [false, true] {
            let choices = Choices { dedupe, ..Choices::default() };
            let whole = built(Builder::default(), &many(), 400, choices.clone()).unwrap();
            for size in [9, 150] {
                assert!(built(Builder::new(files()), &many(), size, choices.clone()).unwrap() == whole, "{size}");
            }
        }
    }

    /// A file on a disk that has room for so many bytes.
    struct Full(Cursor<Vec<u8>>, u64);

    impl Read for Full {
        fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
            self.0.read(to)
        }
    }

    impl Seek for Full {
        fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
            self.0.seek(to)
        }
    }

    impl Write for Full {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let fits = self.0.position() + bytes.len() as u64 <= self.1;
            if fits { self.0.write(bytes) } else { Err(io::ErrorKind::StorageFull.into()) }
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_full_disk_is_an_error_wherever_it_is_met() {
        let mut built_at_last = false;
        for room in [0, 1, 3, 10, 30, 100, 300].map(|size| size * 1024) {
            let full = Room::new(move || Ok(Box::new(Full(Cursor::default(), room))));
            match built(Builder::new(full), &many(), 50, Choices::default()) {
                Ok(_) => built_at_last = true,
                Err(error) => assert!(error.kind() == io::ErrorKind::StorageFull && !built_at_last, "{error}"),
            }
        }
        assert!(built_at_last);
    }

    #[test]
    fn links_to_the_address_of_an_article_lead_to_it() {
        let mut articles: Vec<_> = ["a", "b", "c"].map(|id| article(id, "2023", "Text.")).into();
        articles[1].url = Some("https://www.example.org/b/".to_string());
        let to = |url: &str| Some(Link { title: "Read on".to_string(), url: Some(url.to_string()) });
        articles[0].links.next = to("http://example.org/b#top");
        articles[1].links.related.extend(to("https://example.org/b"));
        articles[2].links.next = to("https://example.org/elsewhere");
        let link = |url: &str| Span { start: 0, end: 4, style: Style::Link(url.to_string()) };
        articles[2].blocks[0].spans = vec![link("https://example.org/b/"), link("mailto:b@example.org")];
        let archive = Archive::whole(build(articles)).unwrap();
        let read = |id| archive.by_id(id).unwrap().unwrap().1.clone();
        let next = |id| read(id).links.next.unwrap().url.unwrap();
        assert_eq!([next("a"), next("c")], ["#article=b", "https://example.org/elsewhere"]);
        assert_eq!(read("b").links.related[0].url.as_deref(), Some("https://example.org/b"), "not to itself");
        assert_eq!(read("c").blocks[0].spans, [link("#article=b"), link("mailto:b@example.org")]);
    }

    #[test]
    fn an_empty_archive_is_an_archive() {
        let archive = Archive::whole(build(Vec::new())).unwrap();
        assert_eq!(archive.root().articles, 0);
    }
}
