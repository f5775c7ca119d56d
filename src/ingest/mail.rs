//! Mail: single messages (`.eml`) and mailboxes of them.
//!
//! In a mailbox, a message begins with the line of an envelope (`From somebody date`) at the beginning of the file or
//! after a blank line, if a header follows; so a text that begins with "From" is safe. A message is an article: its
//! subject the headline, its sender the author, its date the date;
//! the text is the plain one if there is one, else the HTML. Lines of plain text that were broken to fit are joined;
//! quoted lines (`>`) keep their marks. Attachments are named and left out; headers that have no field are listed as
//! removed, but for those that name people and other messages, which are kept as extra keys.

use super::date;
use super::keys::{Body, hash};
use super::output::Output;
use crate::article::{Article, Block, Kind, Person, Removed};
use mail_parser::{Address, Message, MessageParser, MimeHeaders, PartType};

/// Lines at least this long, in characters, were broken to fit if more follows.
const BROKEN: usize = 55;

/// What says that a message lies within a message, and how many may.
const RFC822: &[u8] = b"message/rfc822";
const NESTED: usize = 500;

/// Reads a message, or all of a mailbox.
pub fn read(bytes: &[u8], out: &mut Output) {
    for (line, message) in messages(bytes) {
        let depth = nested(message);
        if depth > NESTED {
            out.fail(
                Some(line),
                format!("expected at most {NESTED} messages within a message, found {depth}; delete it"),
            );
            continue;
        }
        match MessageParser::default().parse(message) {
            Some(message) => article(&message, line, out),
            None => {
                let problem = "expected a message with headers, found none; delete it";
                out.fail(Some(line), problem.into());
            }
        }
    }
}

/// How many messages at most may lie within a message: the parser goes into each.
fn nested(message: &[u8]) -> usize {
    message.windows(RFC822.len()).filter(|window| window.eq_ignore_ascii_case(RFC822)).count()
}

/// The messages of a mailbox without their envelopes, each with the line on which it begins.
fn messages(bytes: &[u8]) -> Vec<(u32, &[u8])> {
    let mut found: Vec<(u32, usize, usize)> = Vec::new();
    let (mut at, mut blank) = (0, true);
    for (number, line) in (1..).zip(bytes.split_inclusive(|byte| *byte == b'\n')) {
        let after = at + line.len();
        if blank && is_envelope(line) && bytes.get(after..).is_some_and(begins_with_header) {
            found.push((number, at, after));
        }
        blank = line.trim_ascii().is_empty();
        at = after;
    }
    if found.is_empty() {
        return vec![(1, bytes)];
    }
    let ends = found.iter().skip(1).map(|(_, at, _)| *at).chain([bytes.len()]);
    let cut = |((line, _, from), to): (&(u32, usize, usize), usize)| Some((*line, bytes.get(*from..to)?));
    found.iter().zip(ends).filter_map(cut).collect()
}

/// Whether a line may be that of an envelope: it names a time.
fn is_envelope(line: &[u8]) -> bool {
    line.starts_with(b"From ") && line.contains(&b':')
}

/// Whether the next line is a header.
fn begins_with_header(rest: &[u8]) -> bool {
    let line = rest.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let name = line.split(|byte| *byte == b':').next().unwrap_or_default();
    !name.is_empty() && name.len() < line.len() && name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
}

/// The article of a message.
fn article(message: &Message, line: u32, out: &mut Output) {
    let mut article = Article { headline: message.subject().and_then(present), ..Article::default() };
    if let Some(names) = message.from().map(people) {
        article.byline = present(&names.iter().map(|person| person.name.as_str()).collect::<Vec<_>>().join(", "));
        article.authors = names;
    }
    article.date_text = message.header_raw("Date").and_then(present);
    article.published = article.date_text.as_deref().and_then(|text| date::understand(text, out.options.date_order));
    headers(message, &mut article);
    let before = article.blocks.len();
    text(message, line, out, &mut article);
    if article.headline.is_none() && article.blocks.len() == before {
        return out.fail(Some(line), "expected a message with a subject or text, found neither; delete it".into());
    }
    let id = message.message_id().and_then(present);
    article.id = id.unwrap_or_else(|| hash(article.headline.as_deref().unwrap_or_default(), &joined(&article)));
    let title = article.headline.clone().unwrap_or_default();
    out.article(line, article);
    for attachment in message.attachments() {
        let name = attachment.attachment_name().unwrap_or("without a name");
        out.leave_out(Some(&format!("{title}: {name}")), "an attachment");
    }
}

/// The text of an article's blocks.
fn joined(article: &Article) -> String {
    article.texts().collect::<Vec<_>>().join("\n")
}

/// The text without the blanks around it, if any is left.
fn present(text: &str) -> Option<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

/// Names of people, or their addresses.
fn people(address: &Address) -> Vec<Person> {
    let names = address.iter().filter_map(|person| person.name.as_deref().or(person.address.as_deref()));
    names.filter_map(present).map(|name| Person { name, ..Person::default() }).collect()
}

/// Keeps the headers that have no field.
fn headers(message: &Message, article: &mut Article) {
    for (name, value) in message.headers_raw() {
        let Some(value) = present(value) else { continue };
        match name.to_ascii_lowercase().as_str() {
            "subject" | "date" | "message-id" => {}
            "from" | "to" | "cc" | "reply-to" | "in-reply-to" | "references" | "list-id" => {
                article.extra.push((name.to_owned(), serde_json::to_string(&value).unwrap_or_default()));
            }
            _ => {
                let (text, rule) = (format!("{name}: {value}"), "mail-header".to_owned());
                article.removed.push(Removed { line: 0, text, rule, confidence: 1.0 });
            }
        }
    }
}

/// The blocks of a message's text.
fn text(message: &Message, line: u32, out: &Output, article: &mut Article) {
    for part in message.text_bodies() {
        match &part.body {
            PartType::Html(html) => {
                Body { text: html.as_ref().into(), html: true }.put(line, out.options, article);
            }
            PartType::Text(text) if out.options.raw_text => {
                Body { text: text.as_ref().into(), html: false }.put(line, out.options, article);
            }
            PartType::Text(text) => article.blocks.extend(paragraphs(text)),
            _ => {}
        }
    }
}

/// The paragraphs of a plain text, lines that were broken to fit joined; quoted lines together.
fn paragraphs(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut last = "";
    for line in text.lines().map(str::trim) {
        let quoted = line.starts_with('>');
        let kind = if quoted { Kind::Quote } else { Kind::Para };
        let goes_on = last.chars().count() >= BROKEN && !line.starts_with(['-', '*', '•']);
        match blocks.last_mut().filter(|block| !line.is_empty() && !last.is_empty() && block.kind == kind) {
            Some(block) if quoted => block.text.extend(["\n", line]),
            Some(block) if goes_on => block.text.extend([" ", line]),
            _ if line.is_empty() => {}
            _ => blocks.push(Block::new(kind, line)),
        }
        last = line;
    }
    blocks
}

#[cfg(test)]
mod tests {
    use crate::ingest::{Options, Reading, read};

    fn reading(name: &str, text: &str) -> Reading {
        read(name, text.as_bytes(), &Options::default())
    }

    #[test]
    fn zones_have_names() {
        for (date, stamp) in [
            ("Wed, 29 May 2013 10:00:00 BST", "2013-05-29T10:00:00+01:00"),
            ("Wed, 29 May 2013 10:00:00 EDT", "2013-05-29T10:00:00-04:00"),
            ("Wed, 29 May 2013 10:00:00 -0000 (a comment)", "2013-05-29T10:00:00"),
            ("29 May 13 10:00 CEST", "2013-05-29T10:00:00+02:00"),
        ] {
            let reading = reading("a.eml", &format!("Subject: A\nDate: {date}\n\nText.\n"));
            let found = reading.articles[0].published.map(|stamp| stamp.to_string());
            assert_eq!(found.as_deref(), Some(stamp), "{date}");
        }
    }

    const MESSAGE: &str = "From: Ann Person <ann@example.org>\r\nTo: bo@example.org\r\nSubject: =?utf-8?q?The_fl=C3=B6od?=\r\nDate: Wed, 29 May 2013 10:00:00 +0300\r\nMessage-ID: <1@example.org>\r\nX-Mailer: a\r\n\r\nThe river rose over the banks again late on Monday evening,\r\nand took the bridge.\r\nShort.\r\n\r\n> Quoted\r\n> lines\r\n";

    #[test]
    fn messages_within_messages_have_an_end() {
        let text =
            format!("From: a@example.org\nSubject: x\n{}Hi\n", "Content-Type: message/rfc822\n\n".repeat(20_000));
        let reading = reading("a.eml", &text);
        assert_eq!((reading.articles.len(), reading.complaints.len()), (0, 1));
    }

    #[test]
    fn a_message_is_an_article() {
        let reading = reading("a.eml", MESSAGE);
        assert!(reading.complaints.is_empty(), "{:?}", reading.complaints);
        let article = &reading.articles[0];
        assert_eq!((article.id.as_str(), article.headline.as_deref()), ("1@example.org", Some("The flöod")));
        assert_eq!(article.byline.as_deref(), Some("Ann Person"));
        assert_eq!(article.published.map(|stamp| stamp.to_string()).as_deref(), Some("2013-05-29T10:00:00+03:00"));
        let texts: Vec<_> = article.texts().collect();
        let first = "The river rose over the banks again late on Monday evening, and took the bridge.";
        assert_eq!(texts, [first, "Short.", "> Quoted\n> lines"]);
        assert_eq!(article.removed[0].text, "X-Mailer: a");
    }

    #[test]
    fn a_mailbox_is_cut_at_its_envelopes_only() {
        let text = "From a@example.org Mon Jan  1 00:00:00 2024\nSubject: One\n\nText.\n\nFrom here: it went on.\n\nFrom b@example.org Mon Jan  1 00:00:00 2024\nSubject: Two\n\nMore.\n";
        let reading = reading("a.mbox", text);
        let titles: Vec<_> = reading.articles.iter().filter_map(|article| article.headline.as_deref()).collect();
        assert_eq!(titles, ["One", "Two"]);
        assert_eq!(reading.articles[0].texts().collect::<Vec<_>>(), ["Text.", "From here: it went on."]);
        assert_eq!(reading.articles[1].origin.line, 8);
    }

    #[test]
    fn html_is_read_and_attachments_are_named() {
        let text = "Subject: A\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html; charset=utf-8\n\n<p>One <b>two</b>.</p>\n--b\nContent-Type: image/png; name=a.png\nContent-Disposition: attachment; filename=a.png\nContent-Transfer-Encoding: base64\n\niVBORw==\n--b--\n";
        let reading = reading("a.eml", text);
        assert_eq!(reading.articles[0].texts().collect::<Vec<_>>(), ["One two."]);
        assert_eq!(reading.left_out[0].to_string(), "a.eml: A: a.png: an attachment, left out");
        assert!(!read("a.eml", b"", &Options::default()).complaints.is_empty());
    }
}
