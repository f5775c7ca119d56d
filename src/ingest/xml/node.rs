//! One element with everything in it: an item, or something from a feed's head.

use super::entities;
use std::borrow::Cow;

/// An element.
#[derive(Clone, Debug, Default)]
pub struct Node<'a> {
    /// Its name, with the usual prefix of its namespace.
    pub name: Cow<'a, str>,
    /// Its attributes, references resolved.
    pub attributes: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    /// The text directly in it, references resolved.
    pub text: Cow<'a, str>,
    /// The elements in it.
    pub children: Vec<Node<'a>>,
    /// Line on which it begins.
    pub line: u32,
    /// Byte of the file at which it begins.
    pub at: usize,
    /// What stands between its tags, as written.
    pub inner: &'a str,
}

impl<'a> Node<'a> {
    /// An attribute that says something.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// The elements of a name in it.
    pub fn all<'b>(&'b self, name: &'b str) -> impl Iterator<Item = &'b Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The first element of a name in it.
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The text of the first element of a name that has one.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.children
            .iter()
            .filter(|child| child.name == name)
            .map(|child| child.text.trim())
            .find(|text| !text.is_empty())
    }

    /// Its content as HTML: escaped, in CDATA, or as elements of its own (XHTML, or HTML that nobody escaped).
    ///
    /// What was escaped twice has no tag after one round, but `&lt;p`: it gets another.
    pub fn markup(&self) -> Cow<'_, str> {
        if !self.children.is_empty() {
            return self.elements();
        }
        let twice = !has_tag(&self.text) && ["&lt;p", "&lt;P"].iter().any(|escaped| self.text.contains(escaped));
        if twice { entities::resolve(&self.text) } else { Cow::Borrowed(&self.text) }
    }

    /// The elements in it as written, without a prefix that XHTML may have.
    fn elements(&self) -> Cow<'_, str> {
        let written = self.inner.trim_start().strip_prefix('<').unwrap_or_default();
        let name = written.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next().unwrap_or_default();
        match name.split_once(':') {
            Some((prefix, _)) => {
                let opened = self.inner.replace(&format!("<{prefix}:"), "<");
                Cow::Owned(opened.replace(&format!("</{prefix}:"), "</"))
            }
            None => Cow::Borrowed(self.inner),
        }
    }
}

/// Whether a text has something that looks like a tag.
pub fn has_tag(text: &str) -> bool {
    let begins = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!'));
    text.split('<').skip(1).any(|rest| begins(rest) && rest.contains('>'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_escaped_twice_is_html_all_the_same() {
        let node = |text: &'static str| Node { text: text.into(), ..Node::default() };
        assert_eq!(node("&lt;p&gt;Rain &amp;amp; wind&lt;/p&gt;").markup(), "<p>Rain &amp; wind</p>");
        assert_eq!(node("<b>The tag</b> &lt;p&gt;").markup(), "<b>The tag</b> &lt;p&gt;");
        assert_eq!(node("3 &lt; 5").markup(), "3 &lt; 5");
    }

    #[test]
    fn tags_are_told_from_signs() {
        assert!(has_tag("a <b>c</b>") && has_tag("x<br/>"));
        assert!(!has_tag("3 < 5 and 6 > 4") && !has_tag("a <b"));
    }
}
