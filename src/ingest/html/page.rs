//! A whole page: what it says about itself, which of its texts are the article, and what becomes of the others.

use super::blocks::{self, Found, Manner};
use super::extract::{self, Verdict};
use super::facts;
use super::marks;
use super::meta;
use super::sort;
use super::tags::{self, Sense};
use super::tree::{Id, Step, Tree, letters};
use super::why;
use crate::article::{Article, Block, Dir, Kind, Removed};
use crate::ingest::Options;
use crate::ingest::text::{self, measure::measure, meta as names};
use std::cell::RefCell;
use std::collections::HashMap;

/// Share, in percent, of a page's running text below which the extractor was wrong.
const THIN: usize = 25;
/// Texts shorter than this, in letters, are too common to be told by their words.
const TELLING: usize = 40;
/// Largest text of a page, in bytes, that is compared with all others.
const BODY: usize = 500_000;
/// Most bytes that are compared for that, over all texts of a page: each text may be looked for in the whole of it.
const STEPS: usize = 1_000_000_000;
/// Running text, in bytes, that makes a further `<article>` more than a teaser.
const FURTHER: usize = 1_500;

/// Said of a page that is read as raw text is.
const UNTOLD: &str = "no article could be told from the rest of the page; it was read line by line";

/// Reads the article of a page.
pub fn article(tree: &Tree, options: &Options) -> Article {
    let (mut facts, warnings) = facts::read(tree);
    let base = base(tree, facts.url.as_deref());
    let mut verdict = extract::article(tree).unwrap_or_default();
    if let Some(body) = &facts.body {
        vote(tree, body, &mut verdict);
    }
    let mut article = Article { warnings, ..Article::default() };
    facts.apply(&mut article, options.date_order);
    why::note(&mut article, why::PAGE);
    fill(&mut article, &mut verdict);
    why::note(&mut article, why::EXTRACTOR);
    article.dir = direction(tree);
    let mut found = body(tree, &verdict, base.as_deref());
    let all = blocks::read(tree, 0, Manner { line: 1, base: base.as_deref(), trust: false }, &|_| None);
    let thin = running(&found) * 100 < running(&all) * THIN || found.blocks.iter().all(|(_, block)| block.is_empty());
    if thin || options.keep_all {
        whole(all, options, &mut article);
    } else {
        drop_opening(&found, &mut article);
        add_picture(&mut found, facts.picture);
        sort::sort(found.blocks, options, &mut article, &mut found.bin);
        article.removed = found.bin.lines;
        article.removed.retain(is_seen);
        name_repeated(&mut article);
        several(tree, &verdict, &mut article);
        why::note(&mut article, why::LINE);
    }
    let links = marks::neighbours(tree, base.as_deref());
    article.links.previous = article.links.previous.take().or(links.previous);
    article.links.next = article.links.next.take().or(links.next);
    why::note(&mut article, why::LINK);
    if is_without_text(&article) {
        article.warnings.push("the page has no running text; it may be a list of articles and none itself".into());
    }
    article.removed.sort_by_key(|removed| removed.line);
    article
}

/// Whether an article has no running text.
pub fn is_without_text(article: &Article) -> bool {
    !article.texts().any(|text| measure(text).sentence)
}

/// Address against which the page's relative addresses are read.
fn base(tree: &Tree, own: Option<&str>) -> Option<String> {
    let named = tree.inside(0).filter(|&id| tree.name(id) == "base").find_map(|id| tree.attr(id, "href"));
    match (named.and_then(|named| crate::ingest::url::good(named, own)), own) {
        (Some(named), _) if named.contains("://") => Some(named),
        (_, own) => own.map(str::to_owned),
    }
}

/// Takes from the extractor what the page does not say itself.
fn fill(article: &mut Article, verdict: &mut Verdict) {
    let site = article.source.as_ref().map(|source| source.name.as_str());
    let title = verdict.title.take().map(|title| meta::without_site(title, site));
    article.headline = article.headline.take().or(title);
    if article.byline.is_none()
        && let Some(byline) = verdict.byline.take()
    {
        let found = names::read(&byline).and_then(|meta| meta.byline).unwrap_or(byline);
        article.authors = facts::person(&found, None).into_iter().collect();
        article.byline = article.authors.first().map(|author| author.name.clone());
    }
}

/// Adds texts that the page's own data holds and the extractor passed over: all of them, or none where there are too many
/// to look for each, as half of them would be half an article.
fn vote(tree: &Tree, body: &str, verdict: &mut Verdict) {
    let known: String =
        tree.inside(0).filter(|id| verdict.kept.contains(id)).filter_map(|id| tree.text(id)).map(letters).collect();
    let body = letters(body);
    if body.len() > BODY || body.len() < TELLING || known.len() > BODY {
        return;
    }
    let passed_over = |id: &Id| !verdict.kept.contains(id) && !is_unseen(tree, *id);
    let texts = tree.inside(0).filter(passed_over).filter_map(|id| Some((id, letters(tree.text(id)?))));
    let texts: Vec<(Id, String)> = texts.filter(|(_, text)| text.len() >= TELLING).collect();
    if (body.len() + known.len()).saturating_mul(texts.len()) > STEPS {
        return;
    }
    let voted = texts.into_iter().filter(|(_, text)| body.contains(text) && !known.contains(text));
    verdict.kept.extend(voted.map(|(id, _)| id));
}

/// Whether a text is a script or the like.
fn is_unseen(tree: &Tree, id: Id) -> bool {
    matches!(tree.name(tree.parent(id)), "script" | "style" | "title" | "textarea" | "noscript")
}

/// Reads the texts that the verdict keeps; the others go into the bin.
fn body(tree: &Tree, verdict: &Verdict, base: Option<&str>) -> Found {
    let places = RefCell::default();
    let judge = |id: Id| (!verdict.kept.contains(&id)).then(|| place(tree, id, &mut places.borrow_mut()));
    blocks::read(tree, 0, Manner { line: 1, base, trust: true }, &judge)
}

/// The places of elements that are known already: a page may be deep, and all texts in an element share its place.
type Places = HashMap<Id, &'static str>;

/// Where on the page a text stands that is no part of the article: the name of the rule that removes it.
fn place(tree: &Tree, id: Id, places: &mut Places) -> &'static str {
    let (mut around, mut passed) = (tree.parent(id), Vec::new());
    let rule = loop {
        if around == 0 {
            break "outside-article";
        }
        if let Some(rule) = places.get(&around) {
            break rule;
        }
        passed.push(around);
        match own_place(tree, around) {
            Some(rule) => break rule,
            None => around = tree.parent(around),
        }
    };
    places.extend(passed.into_iter().map(|id| (id, rule)));
    rule
}

/// The place that an element is itself.
fn own_place(tree: &Tree, id: Id) -> Option<&'static str> {
    match (tree.name(id), tags::sense(tree, id)) {
        (_, Sense::Junk(rule)) => Some(rule),
        ("footer", _) => Some("footer"),
        ("header", _) => Some("header"),
        ("aside", _) => Some("aside"),
        ("form", _) => Some("form"),
        _ => None,
    }
}

/// Bytes of running text.
fn running(found: &Found) -> usize {
    let lines = found.blocks.iter().flat_map(|(_, block)| block.lines());
    lines.map(measure).filter(|measure| measure.sentence).map(|measure| measure.bytes).sum()
}

/// The page as the lines that are seen of it: what is left where there is no article to extract.
fn whole(all: Found, options: &Options, article: &mut Article) {
    let (mut text, mut lines, mut media) = (String::new(), Vec::new(), Vec::new());
    for (line, block) in all.blocks {
        if matches!(block.kind, Kind::Image | Kind::Embed) {
            media.push(block);
            continue;
        }
        for part in block.lines() {
            text.push_str(part);
            text.push('\n');
            lines.push(line);
        }
    }
    let found = text::read(&text, options);
    let known = core::mem::take(article);
    let dated = known.published.is_some();
    let authors = if found.byline.is_some() { found.authors } else { known.authors };
    *article = Article {
        headline: found.headline.or(known.headline),
        dek: found.dek.or(known.dek),
        byline: found.byline.or(known.byline),
        authors,
        published: known.published.or(found.published),
        modified: known.modified.or(found.modified),
        date_text: found.date_text.or(known.date_text),
        source: found.source.or(known.source),
        sections: known.sections,
        tags: if found.tags.is_empty() { known.tags } else { found.tags },
        lang: known.lang,
        dir: known.dir,
        url: known.url,
        rights: known.rights,
        removed: all.bin.lines.into_iter().filter(is_seen).collect(),
        warnings: known.warnings,
        ..found
    };
    let of_page = |line: u32| {
        let at = (line as usize).checked_sub(1);
        at.and_then(|at| lines.get(at).copied()).unwrap_or_default()
    };
    let removed = found.removed.into_iter();
    article.removed.extend(removed.map(|removed| Removed { line: of_page(removed.line), ..removed }));
    article.guesses.iter_mut().for_each(|guess| guess.line = of_page(guess.line));
    why::prefer(&mut article.guesses, known.guesses, dated);
    article.blocks.append(&mut media);
    match options.keep_all {
        true => article.blocks.extend(article.removed.drain(..).map(|kept| Block::new(Kind::Note, kept.text))),
        false => article.warnings.push(UNTOLD.to_owned()),
    }
    article.warnings.extend(found.warnings);
}

/// Puts the picture that the page names for the article before an article without any.
fn add_picture(found: &mut Found, picture: Option<Block>) {
    let has = found.blocks.iter().any(|(_, block)| matches!(block.kind, Kind::Image | Kind::Embed));
    if let Some(picture) = picture.filter(|_| !has) {
        found.blocks.insert(0, (0, picture));
    }
}

/// Says that a page holds further articles: their texts are listed as removed.
fn several(tree: &Tree, verdict: &Verdict, article: &mut Article) {
    let (mut further, mut bytes, mut open) = (0, 0, 0);
    for step in tree.walk(0) {
        match step {
            Step::Enter(id) if open == 0 && tree.name(id) == "article" => (open, bytes) = (id, 0),
            Step::Enter(id) if open != 0 && !verdict.kept.contains(&id) => {
                let measure = tree.text(id).map(measure).unwrap_or_default();
                bytes += if measure.sentence { measure.bytes } else { 0 };
            }
            Step::Leave(id) if id == open => {
                open = 0;
                further += usize::from(bytes > FURTHER);
            }
            _ => {}
        }
    }
    if further > 0 {
        let problem =
            format!("the page holds more than one article; {further} of them were left out, listed as removed");
        article.warnings.push(problem);
    }
}

/// The direction that the page gives its text.
fn direction(tree: &Tree) -> Option<Dir> {
    let roots = tree.inside(0).filter(|&id| matches!(tree.name(id), "html" | "body"));
    roots.take(2).filter_map(|id| tree.attr(id, "dir")).find_map(|dir| match dir.to_ascii_lowercase().as_str() {
        "rtl" => Some(Dir::Rtl),
        "ltr" => Some(Dir::Ltr),
        _ => None,
    })
}

/// Takes off a summary that is the text's own beginning, or the headline.
fn drop_opening(found: &Found, article: &mut Article) {
    let body: String = found.blocks.iter().map(|(_, block)| letters(&block.text)).collect();
    let headline = article.headline.as_deref().map(letters);
    article.dek.take_if(|dek| {
        let dek = letters(dek);
        let start: String = dek.trim_end_matches(['.', '…']).chars().take(TELLING).collect();
        let whole = found.blocks.iter().any(|(_, block)| letters(&block.text) == dek);
        (!whole && body.contains(&start)) || Some(dek) == headline
    });
}

/// Whether people see a line: scripts, styles and the head of a page are no text.
fn is_seen(removed: &Removed) -> bool {
    !matches!(removed.rule.as_str(), "script" | "style" | "head")
}

/// Names removed lines that say again what a field says after the field.
fn name_repeated(article: &mut Article) {
    let fields = [
        ("headline", &article.headline),
        ("dek", &article.dek),
        ("byline", &article.byline),
        ("date", &article.date_text),
    ];
    for removed in &mut article.removed {
        if let Some((name, _)) = fields.iter().find(|(_, field)| field.as_ref() == Some(&removed.text)) {
            removed.rule = (*name).to_owned();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::html::parse;

    #[test]
    fn a_page_with_too_many_texts_to_compare_is_not_voted_on() {
        let text =
            |number: usize| format!("The river rose for the {number}th time over both of its banks in the night.");
        let voted = |texts: usize, body: usize| {
            let page: String = (0..texts).map(|number| format!("<p>{}</p>", text(number))).collect();
            let mut verdict = Verdict::default();
            let body = text(1).repeat(body / letters(&text(1)).len());
            vote(&parse::page(&page).tree, &body, &mut verdict);
            verdict.kept.len()
        };
        assert_eq!((voted(2_000, 400_000), voted(3_000, 400_000)), (1, 0));
        assert_eq!(voted(3_000, 300_000), 1);
    }

    #[test]
    fn what_is_around_a_text_is_looked_at_once() {
        let page = format!("<footer>{}<p>One</p><p>Two</p>{}</footer>", "<div>".repeat(300), "</div>".repeat(300));
        let tree = parse::page(&page).tree;
        let texts: Vec<Id> = tree.inside(0).filter(|id| tree.text(*id).is_some()).collect();
        let (mut places, mut known) = (Places::new(), Vec::new());
        for id in texts {
            assert_eq!(place(&tree, id, &mut places), "footer");
            known.push(places.len());
        }
        assert_eq!((known[0] > 300, known[1] - known[0]), (true, 1));
    }
}
