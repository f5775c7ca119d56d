//! Where the page says that script and archive lie.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer};
use newsprint::ingest::url;
use std::cell::RefCell;

/// What a page names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// The widget's script.
    pub script: Option<String>,
    /// The `src` of the first element of ours; empty if that has none, as with a corpus in the wasm.
    pub element: Option<String>,
    /// Its policy, if that stands in the page.
    pub policy: Option<String>,
}

/// Looks for what the page names.
pub fn named(html: &str) -> Named {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let tokenizer = Tokenizer::new(Looking::default(), Default::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

#[derive(Default)]
struct Looking(RefCell<Named>);

impl TokenSink for Looking {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => see(&mut self.0.borrow_mut(), &tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

fn see(named: &mut Named, tag: &Tag) {
    let attribute = |name: &str| tag.attrs.iter().find(|attribute| &*attribute.name.local == name);
    let value = |name: &str| attribute(name).map(|attribute| attribute.value.to_string());
    let is_policy = || value("http-equiv").is_some_and(|name| name.eq_ignore_ascii_case("content-security-policy"));
    match &*tag.name {
        "script" => {
            let ours = |src: &String| file_name(src).starts_with("newsprint") && src.contains(".js");
            named.script = named.script.take().or_else(|| value("src").filter(ours));
        }
        "newsprint-archive" | "newsprint-search" => {
            named.element = named.element.take().or_else(|| Some(value("src").unwrap_or_default()));
        }
        "meta" if is_policy() => named.policy = value("content"),
        _ => {}
    }
}

/// The last part of an address' path.
pub fn file_name(address: &str) -> &str {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default()
}

/// What an address on a page means.
pub fn absolute(address: &str, page: &str) -> Option<String> {
    url::good(address, Some(page)).filter(|address| origin(address).is_some())
}

/// Scheme and host of an address.
pub fn origin(address: &str) -> Option<&str> {
    url::parts(address).map(|(origin, _)| origin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn script_and_archive_are_found_wherever_they_lie() {
        let html = "<script src=other.js></script><script type=module src='/w/newsprint.js?v=1'></script>\
                    <!-- <newsprint-archive src=no> --><newsprint-archive src=\"archive/\"></newsprint-archive>";
        let named = named(html);
        assert_eq!(named.script.as_deref(), Some("/w/newsprint.js?v=1"));
        assert_eq!(named.element.as_deref(), Some("archive/"));
        assert_eq!(
            absolute("archive/", "https://a.example/b/index.html").as_deref(),
            Some("https://a.example/b/archive/")
        );
        assert_eq!(origin("https://a.example/b"), Some("https://a.example"));
    }
}
