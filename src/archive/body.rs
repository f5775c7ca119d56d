//! Bodies: whole articles, all but what only their making needs (removed lines, warnings, origin); each behind its card, so
//! that a hit with a passage takes one read.
//!
//! ```text
//! block     = card body                       see card.rs
//! body      = id headline kicker dek byline url rights lang date_text                 each but the first a text?
//!             published modified dir:u8 authors dateline source highlights blocks sections tags links extra keys
//!             keys = list( term )         those that tell most about the article, the best first; they come last, as
//!                                         they are known last: see packed.rs
//! list(x)   = count x*count
//! published, modified = list( stamp )         at most one
//! stamp     = year:varint month:u8 day:u8 list( hour:u8 minute:u8 second:u8 ) list( offset:varint )
//!             month and day 0: unknown; offset: minutes east of UTC and 1440
//! authors   = list( name role? url? )
//! dateline  = list( raw place? agency? date? )                        at most one
//! source    = list( name kind:u8 )            at most one; kind 0 agency, 1 outlet, 2 feed
//! highlights, sections, tags = list( text )
//! blocks    = list( kind:u8 text level:u8 ordered:u8 code? media spans )
//! media     = credit? src? alt? width:varint height:varint            0: unknown
//! spans     = list( start:varint length:varint style:u8 url? )
//!             kinds of blocks: see kind_code; a reader shows one that it does not know as a paragraph
//!             style 0 emphasis, 1 strong, 2 code, 3 link; start counts from the start of the span before
//! links     = list(link) list(link) list(link)        previous (at most one), next (likewise), related
//! link      = title url?
//! extra     = list( name value )              value is JSON
//! ```

use super::bytes::{Cursor, Malformed, put_text, put_varint};
use super::card::{Card, decode_dir, encode_dir};
use crate::article::{
    Article, Block, Dateline, Kind, Link, Links, Media, Person, Source, SourceKind, Span, Stamp, Style,
};
use std::rc::Rc;

/// Minutes of a day: added to an offset from UTC, so that it is never negative.
const DAY: i64 = 1440;

/// The number of a kind of block.
fn kind_code(kind: Kind) -> u8 {
    match kind {
        Kind::Para => 0,
        Kind::Subhead => 1,
        Kind::Quote => 2,
        Kind::List => 3,
        Kind::Note => 4,
        Kind::Image => 5,
        Kind::Embed => 6,
        Kind::Table => 7,
        Kind::Code => 8,
    }
}

/// The kind of block with a number. Kinds that a later writer knows are shown as paragraphs.
fn kind_of(code: u8) -> Kind {
    match code {
        1 => Kind::Subhead,
        2 => Kind::Quote,
        3 => Kind::List,
        4 => Kind::Note,
        5 => Kind::Image,
        6 => Kind::Embed,
        7 => Kind::Table,
        8 => Kind::Code,
        _ => Kind::Para,
    }
}

/// The number of a kind of source.
fn source_code(kind: SourceKind) -> u8 {
    match kind {
        SourceKind::Agency => 0,
        SourceKind::Outlet => 1,
        SourceKind::Feed => 2,
    }
}

/// The kind of source with a number. Kinds that a later writer knows are shown as outlets.
fn source_of(code: u8) -> SourceKind {
    match code {
        0 => SourceKind::Agency,
        2 => SourceKind::Feed,
        _ => SourceKind::Outlet,
    }
}

/// The end of a body: the article's keys.
pub fn encode_keys<K: AsRef<str>>(keys: &[K]) -> Vec<u8> {
    let mut out = Vec::new();
    put_list(&mut out, keys, |out, key| put_text(out, key.as_ref()));
    out
}

/// An article as bytes, behind those of its card; all but its keys.
pub fn encode(card: &[u8], article: &Article) -> Vec<u8> {
    let mut out = card.to_vec();
    put_text(&mut out, &article.id);
    let Article { headline, kicker, dek, byline, url, rights, lang, date_text, .. } = article;
    for text in [headline, kicker, dek, byline, url, rights, lang, date_text] {
        put_optional(&mut out, text);
    }
    put_list(&mut out, article.published.as_slice(), put_stamp);
    put_list(&mut out, article.modified.as_slice(), put_stamp);
    out.push(encode_dir(article.dir));
    put_list(&mut out, &article.authors, |out, person| {
        put_text(out, &person.name);
        put_optional(out, &person.role);
        put_optional(out, &person.url);
    });
    put_list(&mut out, article.dateline.as_slice(), |out, dateline| {
        put_text(out, &dateline.raw);
        [&dateline.place, &dateline.agency, &dateline.date].into_iter().for_each(|text| put_optional(out, text));
    });
    put_list(&mut out, article.source.as_slice(), |out, source| {
        put_text(out, &source.name);
        out.push(source_code(source.kind));
    });
    put_list(&mut out, &article.highlights, |out, text| put_text(out, text));
    put_list(&mut out, &article.blocks, put_block);
    put_list(&mut out, &article.sections, |out, text| put_text(out, text));
    put_list(&mut out, &article.tags, |out, text| put_text(out, text));
    put_list(&mut out, article.links.previous.as_slice(), put_link);
    put_list(&mut out, article.links.next.as_slice(), put_link);
    put_list(&mut out, &article.links.related, put_link);
    put_list(&mut out, &article.extra, |out, (name, value)| {
        put_text(out, name);
        put_text(out, value);
    });
    out
}

/// A body as it is read.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// What a list shows of the article.
    pub card: Rc<Card>,
    /// The article.
    pub article: Article,
    /// The terms that tell most about it, the best first.
    pub keys: Vec<String>,
}

/// Reads a block's payload.
pub fn decode(payload: &[u8]) -> Result<Body, Malformed> {
    let mut cursor = Cursor::new(payload);
    let (card, article) = (Card::decode(&mut cursor).into(), article(&mut cursor));
    let keys = cursor.texts();
    cursor.end().map(|()| Body { card, article, keys })
}

fn article(cursor: &mut Cursor<'_>) -> Article {
    Article {
        id: cursor.text().into(),
        headline: optional(cursor),
        kicker: optional(cursor),
        dek: optional(cursor),
        byline: optional(cursor),
        url: optional(cursor),
        rights: optional(cursor),
        lang: optional(cursor),
        date_text: optional(cursor),
        published: cursor.list(stamp).pop(),
        modified: cursor.list(stamp).pop(),
        dir: decode_dir(cursor),
        authors: cursor.list(person),
        dateline: dateline(cursor),
        source: source(cursor),
        highlights: cursor.texts(),
        blocks: cursor.list(block),
        sections: cursor.texts(),
        tags: cursor.texts(),
        links: Links { previous: cursor.list(link).pop(), next: cursor.list(link).pop(), related: cursor.list(link) },
        extra: cursor.list(|cursor| (text(cursor), text(cursor))),
        ..Article::default()
    }
}

fn put_optional(out: &mut Vec<u8>, text: &Option<String>) {
    put_text(out, text.as_deref().unwrap_or_default());
}

fn put_list<T>(out: &mut Vec<u8>, items: &[T], put: impl Fn(&mut Vec<u8>, &T)) {
    put_varint(out, items.len() as u64);
    items.iter().for_each(|item| put(out, item));
}

fn put_block(out: &mut Vec<u8>, block: &Block) {
    out.push(kind_code(block.kind));
    put_text(out, &block.text);
    out.extend([block.level, u8::from(block.ordered)]);
    put_optional(out, &block.code);
    let Media { credit, src, alt, width, height } = &block.media;
    [credit, src, alt].into_iter().for_each(|text| put_optional(out, text));
    [width, height].into_iter().for_each(|pixels| put_varint(out, u64::from(pixels.unwrap_or(0))));
    let inside = |span: &&Span| block.text.get(span.start..span.end).is_some();
    let mut spans: Vec<_> = block.spans.iter().filter(inside).collect();
    spans.sort_by_key(|span| span.start);
    put_varint(out, spans.len() as u64);
    let mut before = 0;
    for span in spans {
        put_varint(out, (span.start - before) as u64);
        put_varint(out, (span.end - span.start) as u64);
        put_style(out, &span.style);
        before = span.start;
    }
}

fn put_style(out: &mut Vec<u8>, style: &Style) {
    match style {
        Style::Emphasis => out.push(0),
        Style::Strong => out.push(1),
        Style::Code => out.push(2),
        Style::Link(url) => {
            out.push(3);
            put_text(out, url);
        }
    }
}

fn put_link(out: &mut Vec<u8>, link: &Link) {
    put_text(out, &link.title);
    put_optional(out, &link.url);
}

fn text(cursor: &mut Cursor<'_>) -> String {
    cursor.text().into()
}

fn optional(cursor: &mut Cursor<'_>) -> Option<String> {
    match cursor.text() {
        "" => None,
        text => Some(text.into()),
    }
}

fn put_stamp(out: &mut Vec<u8>, stamp: &Stamp) {
    put_varint(out, u64::from(stamp.year));
    out.extend([stamp.month, stamp.day]);
    put_list(out, stamp.time.as_slice(), |out, (hour, minute, second)| out.extend([hour, minute, second]));
    put_list(out, stamp.offset.as_slice(), |out, offset| put_varint(out, (i64::from(*offset) + DAY) as u64));
}

fn stamp(cursor: &mut Cursor<'_>) -> Stamp {
    Stamp {
        year: cursor.small() as u16,
        month: cursor.byte(),
        day: cursor.byte(),
        time: cursor.list(|cursor| (cursor.byte(), cursor.byte(), cursor.byte())).pop(),
        offset: cursor.list(|cursor| (i64::from(cursor.small()) - DAY) as i16).pop(),
    }
}

fn person(cursor: &mut Cursor<'_>) -> Person {
    Person { name: text(cursor), role: optional(cursor), url: optional(cursor) }
}

fn dateline(cursor: &mut Cursor<'_>) -> Option<Dateline> {
    cursor
        .list(|cursor| Dateline {
            raw: text(cursor),
            place: optional(cursor),
            agency: optional(cursor),
            date: optional(cursor),
        })
        .pop()
}

fn source(cursor: &mut Cursor<'_>) -> Option<Source> {
    cursor.list(|cursor| Source { name: text(cursor), kind: source_of(cursor.byte()) }).pop()
}

fn block(cursor: &mut Cursor<'_>) -> Block {
    let mut block = Block {
        kind: kind_of(cursor.byte()),
        text: text(cursor),
        level: cursor.byte(),
        ordered: cursor.byte() != 0,
        code: optional(cursor),
        media: Media {
            credit: optional(cursor),
            src: optional(cursor),
            alt: optional(cursor),
            width: pixels(cursor),
            height: pixels(cursor),
        },
        spans: Vec::new(),
    };
    let mut before = 0;
    block.spans = cursor.list(|cursor| span(cursor, &block.text, &mut before));
    block
}

fn pixels(cursor: &mut Cursor<'_>) -> Option<u32> {
    Some(cursor.small()).filter(|pixels| *pixels > 0)
}

/// A span of `text`; it must lie in it, and between characters. `before` is the start of the span before.
fn span(cursor: &mut Cursor<'_>, text: &str, before: &mut usize) -> Span {
    let start = before.saturating_add(cursor.small() as usize);
    let end = start.saturating_add(cursor.small() as usize);
    *before = start;
    let style = match cursor.byte() {
        1 => Style::Strong,
        2 => Style::Code,
        3 => Style::Link(cursor.text().into()),
        other => {
            cursor.expect(other == 0, "a style of 0 to 3");
            Style::Emphasis
        }
    };
    cursor.expect(text.get(start..end).is_some(), "a span within its text");
    Span { start, end, style }
}

fn link(cursor: &mut Cursor<'_>) -> Link {
    Link { title: text(cursor), url: optional(cursor) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Dir;

    fn full() -> Article {
        let span = |start, end, style| Span { start, end, style };
        let quote = Block {
            spans: vec![span(0, 3, Style::Strong), span(0, 9, Style::Link("https://example.org/".into()))],
            ..Block::new(Kind::Quote, "The river rose.")
        };
        let picture = Block {
            media: Media { credit: Some("A. Person".into()), width: Some(640), ..Media::default() },
            ..Block::new(Kind::Image, "The bridge")
        };
        Article {
            id: "flood".into(),
            headline: Some("Flood".into()),
            dir: Some(Dir::Ltr),
            lang: Some("en".into()),
            published: Stamp::parse("2023-05-29T10:00:00Z"),
            authors: vec![Person { name: "A. Person".into(), ..Person::default() }],
            dateline: Some(Dateline { raw: "KARIMA — ".into(), place: Some("KARIMA".into()), ..Dateline::default() }),
            source: Some(Source { name: "The Paper".into(), kind: SourceKind::Outlet }),
            blocks: vec![quote, picture],
            tags: vec!["weather".into()],
            links: Links { next: Some(Link { title: "Drought".into(), url: None }), ..Links::default() },
            extra: vec![("section_id".into(), "7".into())],
            ..Article::default()
        }
    }

    fn whole(body: &Body) -> Vec<u8> {
        let mut card = Vec::new();
        body.card.encode(&mut card);
        [encode(&card, &body.article), encode_keys(&body.keys)].concat()
    }

    #[test]
    fn articles_come_back_with_their_cards() {
        let card = Rc::new(Card { id: "flood".into(), title: "Flood".into(), words: 3, ..Card::default() });
        let body = Body { card, article: full(), keys: vec!["border".into()] };
        assert_eq!(decode(&whole(&body)), Ok(body));
        let empty = Body { card: Rc::default(), article: Article::default(), keys: Vec::new() };
        assert_eq!(decode(&whole(&empty)), Ok(empty));
    }

    #[test]
    fn kinds_have_their_numbers_and_unknown_ones_are_paragraphs() {
        for code in 0..=u8::MAX {
            assert_eq!(kind_code(kind_of(code)), if code < 9 { code } else { 0 });
        }
        assert_eq!([0, 1, 2].map(|code| source_code(source_of(code))), [0, 1, 2]);
    }

    #[test]
    fn every_truncation_and_every_altered_byte_is_survived() {
        let bytes = whole(&Body { card: Rc::default(), article: full(), keys: vec!["border".into()] });
        for at in 0..bytes.len() {
            assert!(decode(&bytes[..at]).is_err());
            for bit in 0..8 {
                let mut altered = bytes.clone();
                altered[at] ^= 1 << bit;
                let _ = decode(&altered);
            }
        }
    }
}
