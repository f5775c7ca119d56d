//! The texts of an article by the field that their words count for.

use crate::archive::{FIELDS, Field};
use crate::article::Article;

/// The texts of each field, in order.
pub struct Fields<'a> {
    texts: [Vec<&'a str>; FIELDS],
}

impl<'a> Fields<'a> {
    /// Sorts an article's texts into fields.
    pub fn of(article: &'a Article) -> Self {
        let mut texts: [Vec<&str>; FIELDS] = Default::default();
        texts[Field::Headline as usize].extend(article.headline.as_deref());
        texts[Field::Dek as usize].extend(article.dek.as_deref());
        texts[Field::Dek as usize].extend(article.highlights.iter().map(String::as_str));
        texts[Field::Body as usize].extend(article.texts());
        texts[Field::Names as usize] = names(article);
        Self { texts }
    }

    /// All texts of one field.
    pub fn field(&self, field: usize) -> &[&'a str] {
        &self.texts[field]
    }

    /// All texts, field by field.
    pub fn texts(&self) -> impl Iterator<Item = &'a str> {
        self.texts.iter().flatten().copied()
    }
}

/// Who, where and about what: the words that stand beside the text.
fn names(article: &Article) -> Vec<&str> {
    let dateline = article.dateline.as_ref();
    let mut names: Vec<&str> = Vec::new();
    names.extend(article.kicker.as_deref());
    names.extend(article.sections.iter().map(String::as_str));
    names.extend(article.tags.iter().map(String::as_str));
    match article.byline.as_deref() {
        Some(byline) => names.push(byline),
        None => names.extend(article.authors.iter().map(|person| person.name.as_str())),
    }
    names.extend(dateline.and_then(|dateline| dateline.place.as_deref()));
    names.extend(dateline.and_then(|dateline| dateline.agency.as_deref()));
    names.extend(article.source.as_ref().map(|source| source.name.as_str()));
    names.extend(article.blocks.iter().filter_map(|block| block.media.credit.as_deref()));
    names
}
