//! Text to tree, with bounds: html5ever does what browsers do, and like them it needs time that grows with the square
//! of how deep tags stand in each other, and of how many styles are open where a paragraph begins.
//!
//! So a guard stands between its two halves, the tokenizer and the tree builder, and lets no more through than a page
//! for people needs. What it drops is a tag, never a text.

use super::crowded;
use super::tree::{Growing, Id, Tree};
use super::unclosed::{ROUNDS, Unclosed, Watch};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, create_element};
use html5ever::{LocalName, QualName, TokenizerResult, local_name, ns};
use std::cell::{Cell, RefCell};

/// Tags stand no deeper in each other than this; browsers draw the line at the same depth.
const DEPTH: u32 = 512;
/// Most styles that are open at once.
const STYLES: usize = 32;
/// Most nodes of a tree, texts and comments included.
const NODES: usize = 3_000_000;
/// A tree may have so many nodes that no tag stands for (styles that go on in the next paragraph), and as many again
/// as there are tags.
const SPARE: usize = 50_000;

/// A tree and what was dropped on the way to it.
pub struct Parsed {
    /// The tree.
    pub tree: Tree,
    /// Tags that stood too deep, were too many or had too many attributes.
    pub dropped: usize,
    /// What nobody closes, and is text here.
    pub unclosed: Vec<Unclosed>,
}

/// Parses a whole page.
pub fn page(html: &str) -> Parsed {
    parse(html, &|| TreeBuilder::new(Growing::new(), options()))
}

/// Parses a piece of a page, as it would stand in `<body>`.
pub fn piece(html: &str) -> Parsed {
    parse(html, &|| {
        let growing = Growing::new();
        let context = create_element(&growing, QualName::new(None, ns!(html), local_name!("body")), Vec::new());
        TreeBuilder::new_for_fragment(growing, context, None, options())
    })
}

/// Scripts do not run, so that what stands in `<noscript>` counts.
fn options() -> TreeBuilderOpts {
    TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() }
}

fn parse(html: &str, builder: &dyn Fn() -> TreeBuilder<Id, Growing>) -> Parsed {
    let (mut html, crowded) = crowded::as_text(html);
    let mut unclosed = Vec::new();
    loop {
        let guard = run(&html, builder());
        let left = ROUNDS.saturating_sub(unclosed.len());
        if let Some((mended, found)) = guard.watch.mend(&html, left <= 1).filter(|_| left > 0) {
            html = mended.into();
            unclosed.push(found);
            continue;
        }
        let dropped = guard.dropped.get() + crowded;
        return Parsed { tree: html5ever::interface::TreeSink::finish(guard.builder.sink), dropped, unclosed };
    }
}

fn run(html: &str, builder: TreeBuilder<Id, Growing>) -> Guard {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    let guard = Guard {
        builder,
        watch: Watch::new(input, html.len()),
        skipped: RefCell::default(),
        styles: Cell::new(0),
        tags: Cell::new(0),
        dropped: Cell::new(0),
    };
    let tokenizer = Tokenizer::new(guard, TokenizerOpts::default());
    while !matches!(tokenizer.feed(&tokenizer.sink.watch.input), TokenizerResult::Done) {}
    tokenizer.sink.watch.end();
    tokenizer.end();
    tokenizer.sink
}

/// Stands between tokenizer and tree builder.
struct Guard {
    builder: TreeBuilder<Id, Growing>,
    watch: Watch,
    /// Names of tags that were dropped and not closed yet: their end tags go, too.
    skipped: RefCell<Vec<LocalName>>,
    /// Styles that are open.
    styles: Cell<usize>,
    tags: Cell<usize>,
    dropped: Cell<usize>,
}

impl Guard {
    /// Whether the tree builder may see a tag.
    fn passes(&self, tag: &Tag) -> bool {
        self.tags.set(self.tags.get() + 1);
        let style = is_style(&tag.name);
        if tag.kind == TagKind::EndTag {
            if style {
                self.styles.set(self.styles.get().saturating_sub(1));
            }
            let mut skipped = self.skipped.borrow_mut();
            let goes = skipped.last() == Some(&tag.name);
            if goes {
                skipped.pop();
            }
            return !goes;
        }
        let tree = &self.builder.sink;
        let full = tree.len() > NODES || tree.len() > 4 * self.tags.get() + SPARE;
        let deep = tree.depth() >= DEPTH || (style && self.styles.get() >= STYLES);
        if (full || deep) && !is_raw(&tag.name) {
            self.skipped.borrow_mut().push(tag.name.clone());
            return false;
        }
        self.styles.set(self.styles.get() + usize::from(style));
        true
    }
}

impl TokenSink for Guard {
    type Handle = Id;

    fn process_token(&self, token: Token, line_number: u64) -> TokenSinkResult<Id> {
        if let Token::TagToken(tag) = &token
            && !self.passes(tag)
        {
            self.dropped.set(self.dropped.get() + 1);
            self.watch.see(false);
            return TokenSinkResult::Continue;
        }
        let is_markup = matches!(token, Token::TagToken(_) | Token::CommentToken(_) | Token::DoctypeToken(_));
        let result = self.builder.process_token(token, line_number);
        if is_markup {
            self.watch.see(matches!(result, TokenSinkResult::RawData(_)));
        }
        result
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Tags that go on in the next paragraph if nobody closes them.
fn is_style(name: &str) -> bool {
    let names = ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
    names.contains(&name)
}

/// Tags after which the tokenizer reads differently: the tree builder must see them.
fn is_raw(name: &str) -> bool {
    let names = ["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "plaintext"];
    names.contains(&name)
}
