//! What a field takes: a value that does not fit, or comes second, is refused and kept elsewhere.

use super::names::{Field, Name, OURS};
use super::record::{Rules, Stance, Taken};
use super::{Body, Entry, Held, Value, is_html, plain};
use crate::article::{Article, Block, Dateline, Kind, Media, Person, Removed, Source, SourceKind};
use crate::ingest::date;
use crate::ingest::excerpt::excerpt;
use crate::ingest::lang;
use crate::ingest::literal;
use crate::ingest::status::{self, Status};
use crate::ingest::url::{self, Address};
use std::borrow::Cow;

/// Gives the value of an entry to its field; `false` if it does not fit, or the field is taken.
pub fn set<'a>(name: Name, entry: &Entry<'a>, rules: &Rules, article: &mut Article, taken: &mut Taken<'a>) -> bool {
    let held = &entry.held;
    match name.field {
        Field::Id => fill_id(article, held),
        Field::Headline => set_title(held, article, taken),
        Field::Text => set_text(&entry.key, rules, held, taken),
        Field::Date => set_date(held, rules, article, taken),
        Field::Modified => set_modified(held, rules, article),
        Field::Lang => set_lang(held, article),
        Field::Url => {
            (name.rank <= OURS + 1 || is_address(held))
                && held.text().is_some_and(|text| is_safe(&entry.key, &text, article))
                && fill(&mut article.url, held)
        }
        Field::Byline => fill(&mut article.byline, held),
        Field::Authors => set_authors(&held.value(), article),
        Field::Tags => extend(&mut article.tags, &held.value(), rules.stance),
        Field::Sections => extend(&mut article.sections, &held.value(), rules.stance),
        Field::Source => set_source(held, article),
        Field::Place => set_place(held, article),
        Field::Kicker => fill(&mut article.kicker, held),
        Field::Dek => set_dek(held, article),
        Field::Highlights => set_highlights(&held.value(), article),
        Field::Rights => fill(&mut article.rights, held),
        Field::Image => set_image(&held.value(), article),
        Field::Caption => of_image(article, held, |block, text| fill_text(&mut block.text, text)),
        Field::Alt => of_image(article, held, |block, text| fill_none(&mut block.media.alt, text)),
        Field::Credit => of_image(article, held, |block, text| fill_none(&mut block.media.credit, text)),
        Field::Draft => set_draft(&entry.key, &held.value(), taken),
    }
}

/// What follows from the fields together: a byline alone names the author.
pub fn complete(article: &mut Article) {
    if let (Some(name), true) = (&article.byline, article.authors.is_empty()) {
        article.authors.push(Person { name: name.clone(), ..Person::default() });
    }
}

/// Fills an empty field with a text.
fn fill(field: &mut Option<String>, held: &Held) -> bool {
    held.text().is_some_and(|text| fill_none(field, text.trim().to_owned()))
}

/// Fills a field that is not there.
fn fill_none(field: &mut Option<String>, text: String) -> bool {
    let free = field.is_none();
    if free {
        *field = (!text.is_empty()).then_some(text);
    }
    free
}

/// Fills a field that is empty.
fn fill_text(field: &mut String, text: String) -> bool {
    let free = field.is_empty();
    if free {
        *field = text;
    }
    free
}

/// An id, also as MongoDB writes it.
fn fill_id(article: &mut Article, held: &Held) -> bool {
    let id = held.text().map(|id| id.trim().to_owned());
    let id = id.or_else(|| held.value().get("$oid").and_then(Value::text));
    id.is_some_and(|id| fill_text(&mut article.id, id))
}

/// The headline, and the title as given.
fn set_title<'a>(held: &Held<'a>, article: &mut Article, taken: &mut Taken<'a>) -> bool {
    let Some(title) = held.text() else { return false };
    let fits = fill_none(&mut article.headline, title.trim().to_owned());
    if fits {
        taken.title = title;
    }
    fits
}

/// The text: one string, or a list of paragraphs.
fn set_text<'a>(key: &str, rules: &Rules, held: &Held<'a>, taken: &mut Taken<'a>) -> bool {
    let given = rules.stance == Stance::Ours || (key == "text" && matches!(held, Held::Json(_)));
    let paragraphs = || match held.value() {
        Value::List(list) => {
            list.iter().map(Value::text).collect::<Option<Vec<_>>>().map(|list| list.join("\n").into())
        }
        _ => None,
    };
    let written = |text: Cow<'a, str>| match listed(&text).filter(|_| !given) {
        Some(list) => list.join("\n").into(),
        None => text,
    };
    let text = held.text().map(written).or_else(paragraphs).filter(|text| !text.trim().is_empty());
    let (Some(text), None) = (text, &taken.body) else { return false };
    let html = !given && (key.to_ascii_lowercase().contains("html") || is_html(&text));
    taken.body = Some(Body { text, html });
    true
}

/// Whether a value says yes, or no: as a truth value or in words.
fn is(value: &Value, truth: bool) -> bool {
    let words: [&str; 3] = if truth { ["true", "yes", "on"] } else { ["false", "no", "off"] };
    match value {
        Value::Bool(found) => *found == truth,
        Value::Text(text) => words.iter().any(|word| text.trim().eq_ignore_ascii_case(word)),
        _ => false,
    }
}

/// Why the article of a head that cannot be read is not to be published: a slip elsewhere must not publish it.
pub fn unpublished(head: &str) -> Option<&'static str> {
    head.lines().find_map(|line| {
        let (key, value) = line.split_once([':', '=']).unwrap_or_default();
        let value = Value::Text(value.trim().trim_matches(['"', '\'', ',']).to_owned());
        match key.trim().trim_matches('"').to_ascii_lowercase().as_str() {
            key @ ("draft" | "status" | "post_status") => state(key, &value).of_record(),
            "published" => is(&value, false).then_some(status::DRAFT),
            _ => None,
        }
    })
}

/// What the value of a key such as `draft` or `status` says. That something is on says of a status nothing.
fn state(key: &str, value: &Value) -> Status {
    let yes_or_no = !key.to_lowercase().contains("status");
    match value.text() {
        _ if yes_or_no && is(value, true) => Status::Not(status::DRAFT),
        _ if yes_or_no && is(value, false) => Status::Public,
        text => status::of(&text.unwrap_or_default()),
    }
}

/// Whether it is to be published, as a truth value or by its state.
fn set_draft(key: &str, value: &Value, taken: &mut Taken) -> bool {
    let state = state(key, value);
    taken.unpublished = taken.unpublished.or(state.of_record());
    state != Status::Unknown
}

/// The date of publication as written, understood where there is no doubt. `published` may also say whether it is.
fn set_date(held: &Held, rules: &Rules, article: &mut Article, taken: &mut Taken) -> bool {
    let value = held.value();
    if is(&value, true) || is(&value, false) {
        taken.unpublished = taken.unpublished.or(is(&value, false).then_some(status::DRAFT));
        return true;
    }
    if article.date_text.is_some() || !fill(&mut article.date_text, held) {
        return false;
    }
    let text = article.date_text.as_deref().unwrap_or_default();
    article.published = date::understand(text, rules.order);
    if article.published.is_none() && !text.is_empty() {
        article
            .warnings
            .push(format!("date: expected a date without doubt (2013-05-29), found {:?}; kept as text", excerpt(text)));
    }
    true
}

/// The date of the last change, if it is understood.
fn set_modified(held: &Held, rules: &Rules, article: &mut Article) -> bool {
    let stamp = held.text().and_then(|text| date::understand(&text, rules.order));
    let fits = stamp.is_some() && article.modified.is_none();
    article.modified = article.modified.or(stamp);
    fits
}

/// The language; what is no tag of one is kept, and said.
fn set_lang(held: &Held, article: &mut Article) -> bool {
    let (Some(text), None) = (held.text(), &article.lang) else { return false };
    article.lang = lang::tag(&text);
    if article.lang.is_none() {
        let found = excerpt(&text);
        article.warnings.push(format!("lang: expected the tag of a language (en, pt-BR), found {found:?}; kept aside"));
    }
    article.lang.is_some()
}

/// Whether an address may be followed; if not, that is said, and it is kept where nobody follows it.
fn is_safe(key: &str, address: &str, article: &mut Article) -> bool {
    let safe = url::read(address, None) != Address::Unsafe;
    if !safe {
        let found = excerpt(address);
        article.warnings.push(format!("{key}: expected the address of a page or picture, found {found:?}; kept aside"));
    }
    safe
}

/// Whether a text is the address of something.
fn is_address(held: &Held) -> bool {
    held.text().is_some_and(|text| text.contains("://") || text.trim_start().starts_with('/'))
}

/// Authors as a string, a list of strings, or of `{name, url}`.
fn set_authors(value: &Value, article: &mut Article) -> bool {
    let people: Option<Vec<Person>> = match value {
        Value::List(list) => list.iter().map(person).collect(),
        Value::Text(text) => listed(text)
            .map(|names| names.into_iter().map(named).collect())
            .or_else(|| Some(vec![named(text.trim().to_owned())])),
        _ => person(value).map(|person| vec![person]),
    };
    let Some(people) = people.filter(|people| !people.is_empty() && article.authors.is_empty()) else { return false };
    let mut people: Vec<_> = people.into_iter().filter(|person| !person.name.is_empty()).collect();
    let mut whole = true;
    for person in &mut people {
        person.url = person.url.take().filter(|url| {
            let safe = is_safe("author", url, article);
            whole &= safe;
            safe
        });
    }
    if article.byline.is_none() && !people.is_empty() {
        article.byline = Some(people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>().join(", "));
    }
    article.authors = people;
    whole
}

/// A person of whom only the name is known.
fn named(name: String) -> Person {
    Person { name, ..Person::default() }
}

/// One author; `None` where something is told that has no place.
fn person(value: &Value) -> Option<Person> {
    let Value::Map(keys) = value else { return value.text().map(named) };
    let known =
        keys.iter().all(|(key, value)| matches!(key.as_str(), "name" | "role" | "url") && value.text().is_some());
    let text = |key| value.get(key).and_then(Value::text);
    let filled = |key| text(key).filter(|text| !text.is_empty());
    known.then(|| Some(Person { name: text("name")?, role: filled("role"), url: filled("url") }))?
}

/// Adds the texts of a list, or of a string that names several. Where all are numbers, they name something in another list,
/// but not in the head of a file: there they are years.
fn extend(field: &mut Vec<String>, value: &Value, stance: Stance) -> bool {
    let texts: Option<Vec<String>> = match value {
        Value::Text(text) => listed(text).or_else(|| Some(parted(text, stance))),
        Value::List(list) if stance == Stance::Open && !list.is_empty() && list.iter().all(is_number) => None,
        Value::List(list) if stance != Stance::Ours => list.iter().map(tag).collect(),
        Value::List(list) => list.iter().map(Value::text).collect(),
        _ => value.text().map(|text| vec![text]),
    };
    let Some(texts) = texts else { return false };
    let texts: Vec<String> = texts.into_iter().filter(|text| !text.is_empty()).collect();
    field.extend(texts);
    true
}

/// A tag as a text or as `{name}`.
fn tag(value: &Value) -> Option<String> {
    match value {
        Value::Map(keys) if keys.len() == 1 => value.get("name").and_then(Value::text),
        _ => value.text(),
    }
}

fn is_number(value: &Value) -> bool {
    matches!(value, Value::Int(_) | Value::Float(_))
}

/// The tags in a string: parted by commas; where there is none, by what else the record may use.
fn parted(text: &str, stance: Stance) -> Vec<String> {
    let marks: &[char] = match stance {
        _ if text.contains(',') => &[','],
        Stance::Head { blanks: true } => &[' '],
        Stance::Open => &['|', ';'],
        _ => &[','],
    };
    text.split(marks).map(|tag| tag.trim().to_owned()).collect()
}

/// The texts of a list that was written into a string: as JSON, or as Python prints one (`['a', "b"]`).
fn listed(text: &str) -> Option<Vec<String>> {
    literal::texts(text.trim()).filter(|_| text.trim().starts_with('['))
}

/// Who published or supplied it; an address there is the article's own, as trafilatura writes it.
fn set_source(held: &Held, article: &mut Article) -> bool {
    let value = held.value();
    let name = value.text().or_else(|| only_name(&value)).filter(|name| !name.is_empty());
    let Some(name) = name else { return false };
    if name.contains("://") && article.url.is_none() && is_safe("source", &name, article) {
        article.url = Some(name);
        return true;
    }
    let fits = article.source.is_none();
    if fits {
        article.source = Some(Source { name, kind: SourceKind::Outlet });
    }
    fits
}

/// The name in `{name}`, if nothing else is told.
fn only_name(value: &Value) -> Option<String> {
    let Value::Map(keys) = value else { return None };
    let alone = keys.iter().all(|(key, value)| key == "name" || *value == Value::Null);
    value.get("name").filter(|_| alone).and_then(Value::text)
}

/// Where it was filed.
fn set_place(held: &Held, article: &mut Article) -> bool {
    let place = held.text().map(|place| place.trim().to_owned()).filter(|place| !place.is_empty());
    let fits = place.is_some() && article.dateline.is_none();
    if fits {
        article.dateline = Some(Dateline { place, ..Dateline::default() });
    }
    fits
}

/// The standfirst, out of its tags if it has any.
fn set_dek(held: &Held, article: &mut Article) -> bool {
    let Some(text) = held.text() else { return false };
    if article.dek.is_some() || !is_html(&text) {
        return fill_none(&mut article.dek, text.trim().to_owned());
    }
    let (dek, removed): (String, Vec<Removed>) = plain(&text, 0);
    article.removed.extend(removed);
    fill_none(&mut article.dek, dek)
}

/// Highlights as a list, or a line each.
fn set_highlights(value: &Value, article: &mut Article) -> bool {
    let list: Option<Vec<String>> = match value {
        Value::Text(text) => Some(text.lines().map(|line| line.trim().to_owned()).collect()),
        Value::List(list) => list.iter().map(Value::text).collect(),
        _ => None,
    };
    let fits = list.is_some() && article.highlights.is_empty();
    if fits {
        article.highlights = list.unwrap_or_default().into_iter().filter(|line| !line.is_empty()).collect();
    }
    fits
}

/// The article's picture becomes its first block.
fn set_image(value: &Value, article: &mut Article) -> bool {
    let first = match value {
        Value::List(list) => list.first(),
        _ => Some(value),
    };
    let Some(image) = first else { return false };
    let text = |keys: &[&str]| keys.iter().find_map(|key| image.get(key)).and_then(Value::text);
    let src = image.text().or_else(|| text(&["src", "url", "path", "image"])).filter(|src| !src.is_empty());
    if src.as_ref().is_none_or(|src| !is_safe("image", src, article))
        || article.blocks.iter().any(|block| block.kind == Kind::Image)
    {
        return false;
    }
    let media = Media { src, alt: text(&["alt"]), credit: text(&["credit"]), ..Media::default() };
    let caption = text(&["caption", "title"]).unwrap_or_default();
    article.blocks.push(Block { media, ..Block::new(Kind::Image, caption) });
    !matches!(value, Value::List(list) if list.len() > 1) && is_whole_image(image)
}

/// Whether all that a picture says has a place.
fn is_whole_image(image: &Value) -> bool {
    let Value::Map(keys) = image else { return true };
    let src = keys.iter().filter(|(key, _)| matches!(key.as_str(), "src" | "url" | "path" | "image")).count();
    let caption = keys.iter().filter(|(key, _)| matches!(key.as_str(), "caption" | "title")).count();
    let others = keys.iter().filter(|(key, _)| matches!(key.as_str(), "alt" | "credit")).count();
    src == 1 && caption < 2 && src + caption + others == keys.len()
}

/// Something about the article's picture; a caption comes out of its tags.
fn of_image(article: &mut Article, held: &Held, put: impl Fn(&mut Block, String) -> bool) -> bool {
    let Some(text) = held.text() else { return false };
    let Some(block) = article.blocks.iter_mut().find(|block| block.kind == Kind::Image) else { return false };
    let (text, removed) = if is_html(&text) { plain(&text, 0) } else { (text.trim().to_owned(), Vec::new()) };
    article.removed.extend(removed);
    put(block, text)
}

#[cfg(test)]
mod tests {
    use crate::ingest::{Options, Reading, read};

    fn reading(record: &str) -> Reading {
        let text = format!("{{\"title\":\"T\",\"text\":\"One.\",{record}}}\n");
        read("a.jsonl", text.as_bytes(), &Options::default())
    }

    #[test]
    fn addresses_that_act_are_kept_aside() {
        for (record, key) in [
            (r#""url":"javascript:alert(1)""#, "url"),
            (r#""link":"JAVAscript://x/%0aalert(1)""#, "link"),
            (r#""author":[{"name":"Ann","url":"javascript:x"}]"#, "author"),
        ] {
            let article = &reading(record).articles[0];
            assert_eq!(article.url, None, "{record}");
            assert!(article.authors.iter().all(|author| author.url.is_none()), "{record}");
            assert!(article.extra.iter().any(|(name, _)| name == key) && article.warnings.len() == 1, "{record}");
        }
        let text = r#"[{"title":"T","content":"One.","image":"javascript:x"}]"#;
        let article = &read("a.json", text.as_bytes(), &Options::default()).articles[0];
        assert!(article.blocks.iter().all(|block| block.media.src.is_none()));
        assert_eq!((article.extra[0].0.as_str(), article.warnings.len()), ("image", 1));
    }

    #[test]
    fn years_among_tags_are_tags_and_numbers_alone_name_others() {
        let tags = |name: &str, text: &str| read(name, text.as_bytes(), &Options::default()).articles[0].tags.clone();
        assert_eq!(tags("a.md", "---\ntitle: A\ntags: [2013, flood]\n---\nText.\n"), ["2013", "flood"]);
        assert_eq!(tags("a.md", "---\ntitle: A\ntags: [2013]\n---\nText.\n"), ["2013"]);
        assert_eq!(reading(r#""tags":[2013,"flood"]"#).articles[0].tags, ["2013", "flood"]);
        let foreign = r#"[{"title":"T","content":"One.","tags":[12,33]}]"#;
        assert!(tags("a.json", foreign).is_empty(), "they are numbers of another list");
    }

    #[test]
    fn a_language_is_a_tag_or_kept_aside() {
        for (tag, lang) in [("en_US", Some("en-US")), ("pt-BR", Some("pt-BR")), ("123", None), ("English", None)] {
            let article = &reading(&format!("\"lang\":\"{tag}\"")).articles[0];
            assert_eq!(article.lang.as_deref(), lang);
            assert_eq!((article.extra.len(), article.warnings.len()), if lang.is_none() { (1, 1) } else { (0, 0) });
        }
    }

    #[test]
    fn what_is_not_for_everybody_says_why() {
        for (said, why) in [
            (r#""status":"private""#, Some("private")),
            (r#""Post-Status":"Scheduled""#, Some("scheduled")),
            (r#""status":"final""#, None),
            (r#""status":"on""#, None),
            (r#""status":true"#, None),
            (r#""post_status":"yes""#, None),
            (r#""draft":"yes""#, Some("a draft")),
            (r#""draft":true"#, Some("a draft")),
            (r#""draft":"off""#, None),
        ] {
            let reading = reading(said);
            assert_eq!(reading.left_out.first().map(|left| left.why), why, "{said}");
        }
    }
}
