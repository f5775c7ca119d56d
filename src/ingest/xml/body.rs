//! Bodies and summaries: HTML to blocks, links from where they stand, and summaries that only repeat the text.

use super::node::Node;
use super::{autop, plain};
use crate::article::{Article, Block, Kind, Removed, Span, Style};
use crate::ingest::html::{self, Fragment};
use std::collections::HashMap;

/// Fewest letters by which a summary is known as the beginning of the text.
const SAME_LETTERS: usize = 20;

/// The line that WordPress adds to each item of a feed, by its beginning and what stands between post and site.
const FOOTERS: &[(&str, &str)] = &[
    ("The post ", " appeared first on "),
    ("Der Beitrag ", " erschien zuerst auf "),
    ("L’article ", " est apparu en premier sur "),
    ("La entrada ", " apareció primero en "),
    ("La entrada ", " se publicó primero en "),
    ("L’articolo ", " proviene da "),
    ("O post ", " apareceu primeiro em "),
    ("Het bericht ", " verscheen eerst op "),
];

/// Reads a piece of HTML on the page `base`; one without blocks of its own has its paragraphs parted by blank lines.
pub fn read(markup: &str, line: u32, base: Option<&str>) -> Fragment {
    match autop::has_blocks(markup) {
        true => html::fragment_on(markup, line, base),
        false => html::fragment_on(&autop::paragraphs(markup), line, base),
    }
}

/// Takes out the line that WordPress adds to each item of a feed: which post this is, and of which site.
pub fn take_footer(fragment: &mut Fragment, line: u32) {
    let is_footer = |text: &str| {
        let short = text.chars().count() < 400;
        short && FOOTERS.iter().any(|(begin, middle)| text.starts_with(begin) && text.contains(middle))
    };
    let last = fragment.blocks.pop_if(|block| block.kind == Kind::Para && is_footer(&block.text));
    fragment.removed.extend(last.map(|block| removed(line, block.text, "feed-footer")));
}

/// Gives the article its body.
pub fn set(article: &mut Article, fragment: Fragment) {
    article.blocks.extend(fragment.blocks);
    article.warnings.extend(fragment.warnings);
    article.removed.extend(fragment.removed);
}

/// Gives the article its standfirst: the text of a summary. Its pictures go before the text.
///
/// Programs make summaries from the beginning of the text; such a one is listed as removed.
pub fn set_summary(article: &mut Article, fragment: Fragment, line: u32, keep_all: bool) {
    let (pictures, texts): (Vec<Block>, Vec<Block>) =
        fragment.blocks.into_iter().partition(|block| matches!(block.kind, Kind::Image | Kind::Embed));
    article.removed.extend(fragment.removed);
    article.warnings.extend(fragment.warnings);
    let text = texts.iter().map(|block| plain::one_line(&block.text)).filter(|text| !text.is_empty());
    let text = text.collect::<Vec<_>>().join("\n");
    if !text.is_empty() && !keep_all && repeats(&text, article) {
        remove(article, line, &text, "summary-repeats-text");
    } else if !text.is_empty() && article.dek.is_none() {
        article.dek = Some(text);
    } else if !text.is_empty() {
        article.blocks.insert(0, Block::para(text));
    }
    add_first(article, pictures.into_iter().rev());
}

/// Lets the text of what is embedded lead to it: a caption if there is one, else the address. Nothing is shown in place.
pub fn link_embeds(article: &mut Article) {
    for block in article.blocks.iter_mut().filter(|block| block.kind == Kind::Embed && block.spans.is_empty()) {
        let Some(src) = block.media.src.clone() else { continue };
        if block.text.is_empty() {
            block.text.clone_from(&src);
        }
        block.spans.push(Span { start: 0, end: block.text.len(), style: Style::Link(src) });
    }
}

/// Lists what stands in an item, but in no element of it: the remains of something broken.
pub fn keep_stray(article: &mut Article, item: &Node) {
    let lines = item.text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.for_each(|text| remove(article, item.line, text, "outside-of-elements"));
}

/// Lists a text as removed by a rule.
pub fn remove(article: &mut Article, line: u32, text: &str, rule: &str) {
    article.removed.push(removed(line, text.into(), rule));
}

/// A text as it is listed by a rule.
pub fn removed(line: u32, text: String, rule: &str) -> Removed {
    Removed { line, text, rule: rule.into(), confidence: 1.0 }
}

/// Whether a summary is the beginning of the text, perhaps cut off, or its headline.
fn repeats(summary: &str, article: &Article) -> bool {
    let cut = ["[…", "[...", "…", "..."].iter().find_map(|mark| {
        let (text, rest) = summary.rsplit_once(mark)?;
        (rest.chars().count() < 80).then_some(text)
    });
    let letters =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let own = letters(cut.unwrap_or(summary));
    let long = own.chars().count() >= SAME_LETTERS;
    let text: String = article
        .texts()
        .map(letters)
        .scan(0, |length, text| {
            let before = *length;
            *length += text.len();
            (before < own.len()).then_some(text)
        })
        .collect();
    (long && text.starts_with(&own)) || article.headline.as_deref().map(letters) == Some(letters(summary))
}

/// Puts pictures and embedded things before the text, each before the last one, unless it stands in it already; then
/// only what it knows more.
pub fn add_first(article: &mut Article, pictures: impl IntoIterator<Item = Block>) {
    let mut pictures = pictures.into_iter().peekable();
    if pictures.peek().is_none() {
        return;
    }
    // From the last to the first, so that what comes before all others is added at the end.
    let mut blocks = core::mem::take(&mut article.blocks);
    blocks.reverse();
    let name = |block: &Block| block.media.src.as_deref().map(file);
    let named = |(at, block): (usize, &Block)| Some((name(block)?, at));
    let mut known: HashMap<String, usize> = blocks.iter().enumerate().filter_map(named).collect();
    for mut picture in pictures {
        let name = name(&picture);
        let found = name.as_ref().and_then(|name| blocks.get_mut(*known.get(name)?));
        if found.is_none_or(|found| !complete(found, &mut picture)) {
            known.extend(name.map(|name| (name, blocks.len())));
            blocks.push(picture);
        }
    }
    blocks.reverse();
    article.blocks = blocks;
}

/// Puts the picture that stands for an article before its text, unless the text begins with it: then that gets what it
/// knows more, and a caption that is another is listed as removed.
pub fn add_featured(article: &mut Article, mut picture: Block, line: u32) {
    let name = |block: &Block| block.media.src.as_deref().map(file);
    let first = article.blocks.first_mut().filter(|first| name(first).is_some() && name(first) == name(&picture));
    let Some(first) = first else { return add_first(article, [picture]) };
    if !complete(first, &mut picture) {
        let said = [Some(picture.text), picture.media.credit].into_iter().flatten();
        said.filter(|text| !text.is_empty()).for_each(|text| remove(article, line, &text, "featured-picture"));
    }
}

/// Gives a block what another of the same picture knows more; `false` if that says something else.
fn complete(found: &mut Block, block: &mut Block) -> bool {
    found.media.alt = found.media.alt.take().or_else(|| block.media.alt.clone());
    let differ = |one: &str, other: &str| !one.trim().is_empty() && !other.trim().is_empty() && one != other;
    let credit = |block: &Block| block.media.credit.clone().unwrap_or_default();
    if differ(&found.text, &block.text) || differ(&credit(found), &credit(block)) {
        return false;
    }
    if found.text.trim().is_empty() {
        found.text = core::mem::take(&mut block.text);
        found.spans = core::mem::take(&mut block.spans);
    }
    found.media.credit = found.media.credit.take().or(block.media.credit.take());
    true
}

/// Takes the links off that lead to another place of the article's own page, as to a footnote: here they would lead out,
/// to the site that it comes from.
pub fn unlink_places(article: &mut Article) {
    let Some(own) = article.url.as_deref() else { return };
    let is_place = |url: &str| url.strip_prefix(own).is_some_and(|rest| rest.starts_with('#'));
    for block in &mut article.blocks {
        block.spans.retain(|span| !matches!(&span.style, Style::Link(url) if is_place(url)));
    }
}

/// The name of a picture's file, whatever size it is served in: `photo-300x200.jpg?w=100` is `photo.jpg`.
fn file(src: &str) -> String {
    let path = src.split(['?', '#']).next().unwrap_or_default();
    let path = path.split_once("://").map_or(path, |(_, rest)| rest);
    let Some((stem, ending)) = path.rsplit_once('.') else { return path.into() };
    let is_size = |size: &str| {
        let number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        size == "scaled" || size.split_once('x').is_some_and(|(width, height)| number(width) && number(height))
    };
    match stem.rsplit_once('-') {
        Some((plain, size)) if is_size(size) => format!("{plain}.{ending}"),
        _ => path.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Media;

    fn article(text: &str) -> Article {
        Article { headline: Some("Flood at Karima".into()), blocks: vec![Block::para(text)], ..Article::default() }
    }

    fn summary(text: &str) -> Fragment {
        Fragment { blocks: vec![Block::para(text)], ..Fragment::default() }
    }

    #[test]
    fn a_summary_that_repeats_the_text_is_removed() {
        for text in ["The river rose again overnight, and […]", "The river rose again overnight", "Flood at Karima"] {
            let mut article = article("The river rose again overnight, and took the bridge.");
            set_summary(&mut article, summary(text), 3, false);
            assert_eq!(
                (article.dek.as_deref(), article.removed.len(), article.removed[0].line),
                (None, 1, 3),
                "{text}"
            );
        }
        let mut article = article("The river rose again overnight, and took the bridge.");
        set_summary(&mut article, summary("Third flood in a year."), 3, false);
        assert_eq!(article.dek.as_deref(), Some("Third flood in a year."));
    }

    #[test]
    fn a_picture_stands_there_once() {
        let picture = |src: &str, text: &str| Block {
            media: Media { src: Some(src.into()), ..Media::default() },
            ..Block::new(Kind::Image, text)
        };
        let mut article =
            Article { blocks: vec![picture("https://x.example/a-300x200.jpg", "")], ..Article::default() };
        add_first(&mut article, [picture("http://x.example/a.jpg?w=9", "The bridge")]);
        assert_eq!((article.blocks.len(), article.blocks[0].text.as_str()), (1, "The bridge"));
        add_first(&mut article, [picture("https://x.example/b.jpg", "")]);
        assert_eq!(article.blocks.len(), 2);
        let mut other = picture("https://x.example/a.jpg", "Another");
        other.media.alt = Some("Alt".into());
        add_first(&mut article, [other]);
        let alts: Vec<_> = article.blocks.iter().map(|block| block.media.alt.is_some()).collect();
        assert_eq!(alts, [true, false, true]);
    }
}
