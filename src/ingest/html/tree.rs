//! The tree of a page: nodes in one list, named by their place in it, each with the line that it begins on.
//!
//! html5ever builds it through [`TreeSink`]. A tree of our own, because the nodes of the extractor's know no lines, and
//! because a list of nodes is walked, measured and dropped without recursion, however deep a page is.

use html5ever::interface::tree_builder::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, Namespace, QualName, ns};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};

/// A node's place in the list; 0 is the document, and also "none", as the document is nobody's child.
pub type Id = usize;

/// Most nodes, and most bytes, of a text that is asked for at once: names and titles.
const NODES: usize = 2_000;
const TEXT: usize = 4_000;

/// What a node is.
#[derive(Debug)]
pub enum Data {
    /// The document itself, or the content of a `<template>`.
    Document,
    /// Text.
    Text(StrTendril),
    /// A comment; what it says is no text.
    Comment,
    /// An element.
    Element(Element),
}

/// A tag with its attributes.
#[derive(Debug)]
pub struct Element {
    /// Its name.
    pub name: QualName,
    /// Its attributes, each name once.
    pub attrs: Vec<Attribute>,
    /// Where the content of a `<template>` is.
    template: Id,
    /// A flag of the standard, which only html5ever understands.
    integration_point: bool,
}

/// One node.
#[derive(Debug)]
pub struct Node {
    /// The node around it.
    pub parent: Id,
    /// Its first child.
    pub first: Id,
    last: Id,
    before: Id,
    /// Its next sibling.
    pub next: Id,
    /// 1-based line that it begins on; of a text its first line that is not blank.
    pub line: u32,
    /// How many nodes are around it.
    pub depth: u32,
    /// What it is.
    pub data: Data,
}

/// The finished tree.
#[derive(Debug, Default)]
pub struct Tree {
    nodes: Vec<Node>,
}

/// One step of a walk through the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A node begins.
    Enter(Id),
    /// An element ends.
    Leave(Id),
}

impl Tree {
    /// Number of nodes.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The node `id`.
    pub fn get(&self, id: Id) -> Option<&Node> {
        self.nodes.get(id)
    }

    /// The element that `id` is.
    pub fn element(&self, id: Id) -> Option<&Element> {
        match &self.get(id)?.data {
            Data::Element(element) => Some(element),
            _ => None,
        }
    }

    /// The name of the HTML element that `id` is; empty for everything else.
    pub fn name(&self, id: Id) -> &str {
        self.element(id).map_or("", |element| &element.name.local)
    }

    /// The text that `id` is.
    pub fn text(&self, id: Id) -> Option<&str> {
        match &self.get(id)?.data {
            Data::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The value of an attribute, without the blanks around it, if any is left.
    pub fn attr(&self, id: Id, name: &str) -> Option<&str> {
        let found = self.element(id)?.attrs.iter().find(|attr| &*attr.name.local == name)?;
        Some(found.value.trim()).filter(|value| !value.is_empty())
    }

    /// The line of `id`.
    pub fn line(&self, id: Id) -> u32 {
        self.get(id).map_or(0, |node| node.line)
    }

    /// The node around `id`; 0 at the top.
    pub fn parent(&self, id: Id) -> Id {
        self.get(id).map_or(0, |node| node.parent)
    }

    /// The step after `step` in a walk through `root`, in the order of the page; `None` at its end.
    pub fn after(&self, root: Id, step: Step) -> Option<Step> {
        let id = match step {
            Step::Enter(id) => match self.get(id).map_or(0, |node| node.first) {
                0 => return Some(Step::Leave(id)),
                child => return Some(Step::Enter(child)),
            },
            Step::Leave(id) => id,
        };
        if id == root {
            return None;
        }
        let node = self.get(id)?;
        Some(if node.next == 0 { Step::Leave(node.parent) } else { Step::Enter(node.next) })
    }

    /// Every step of a walk through `root`.
    pub fn walk(&self, root: Id) -> impl Iterator<Item = Step> {
        core::iter::successors(Some(Step::Enter(root)), move |&step| self.after(root, step))
    }

    /// Every node in `root`, itself first, in the order of the page.
    pub fn inside(&self, root: Id) -> impl Iterator<Item = Id> {
        self.walk(root).filter_map(|step| match step {
            Step::Enter(id) => Some(id),
            Step::Leave(_) => None,
        })
    }

    /// All text in `root`, blanks collapsed; the beginning where it is much.
    pub fn text_in(&self, root: Id) -> String {
        let mut all = String::new();
        for text in self.inside(root).take(NODES).filter_map(|id| self.text(id)) {
            if all.len() > TEXT {
                break;
            }
            all.push_str(text);
        }
        collapse(&all)
    }
}

/// The text without its blanks: what stays the same however a page is laid out.
pub fn letters(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The text with every run of blanks as one.
pub fn collapse(text: &str) -> String {
    let mut words = text.split_whitespace();
    let mut all = words.next().unwrap_or_default().to_owned();
    for word in words {
        all.push(' ');
        all.push_str(word);
    }
    all
}

/// Attributes that a tag may gain from others of its name; more than any page has.
const ATTRIBUTES: usize = 1_000;

/// A tag's name, of its own: html5ever holds it while it changes the tree.
#[derive(Debug)]
pub struct Name(QualName);

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

/// The tree while html5ever builds it.
pub struct Growing {
    nodes: RefCell<Vec<Node>>,
    line: Cell<u32>,
    /// How deep the tag stands that is open now.
    depth: Cell<u32>,
    /// The text that grew last, while it is blank: a text that comes in pieces is not looked through for each.
    blank: Cell<Option<Id>>,
    /// The name of what is no element; nobody asks for it.
    nameless: QualName,
}

impl Growing {
    /// An empty document.
    pub fn new() -> Self {
        let growing = Self {
            nodes: RefCell::default(),
            line: Cell::new(1),
            depth: Cell::new(0),
            blank: Cell::new(None),
            nameless: QualName::new(None, ns!(html), LocalName::from("")),
        };
        growing.create(Data::Document);
        growing
    }

    /// Number of nodes.
    pub fn len(&self) -> usize {
        self.nodes.borrow().len()
    }

    /// How deep the tag stands that is open now.
    pub fn depth(&self) -> u32 {
        self.depth.get()
    }

    fn create(&self, data: Data) -> Id {
        let mut nodes = self.nodes.borrow_mut();
        let line = self.line.get();
        nodes.push(Node { parent: 0, first: 0, last: 0, before: 0, next: 0, line, depth: 0, data });
        nodes.len() - 1
    }

    /// Changes a node; html5ever names only nodes that it was given.
    fn with<T: Default>(&self, id: Id, change: impl FnOnce(&mut Node) -> T) -> T {
        self.nodes.borrow_mut().get_mut(id).map(change).unwrap_or_default()
    }

    /// Links `id` into `parent`, before `next`, or at the end where that is 0.
    fn link(&self, parent: Id, id: Id, next: Id) {
        let before = if next == 0 { self.with(parent, |node| node.last) } else { self.with(next, |node| node.before) };
        let depth = self.with(parent, |node| node.depth) + 1;
        self.with(id, |node| (node.parent, node.before, node.next, node.depth) = (parent, before, next, depth));
        if before == 0 {
            self.with(parent, |node| node.first = id);
        } else {
            self.with(before, |node| node.next = id);
        }
        if next == 0 {
            self.with(parent, |node| node.last = id);
        } else {
            self.with(next, |node| node.before = id);
        }
        self.depth.set(depth);
    }

    /// Takes `id` out of its parent.
    fn unlink(&self, id: Id) {
        let (parent, before, next) = self.with(id, |node| {
            let was = (node.parent, node.before, node.next);
            (node.parent, node.before, node.next) = (0, 0, 0);
            was
        });
        if before != 0 {
            self.with(before, |node| node.next = next);
        } else if self.with(parent, |node| node.first) == id {
            self.with(parent, |node| node.first = next);
        }
        if next != 0 {
            self.with(next, |node| node.before = before);
        } else if self.with(parent, |node| node.last) == id {
            self.with(parent, |node| node.last = before);
        }
    }

    /// Adds text to the text that `before` is, or as a new node before `next`.
    fn add_text(&self, parent: Id, before: Id, next: Id, text: &StrTendril) {
        let line = self.line.get();
        let was_blank = self.blank.get() == Some(before);
        let joined = before != 0
            && self.with(before, |node| match &mut node.data {
                Data::Text(known) => {
                    node.line = if was_blank { line } else { node.line };
                    known.push_tendril(text);
                    true
                }
                _ => false,
            });
        let mut grown = before;
        if !joined {
            let depth = self.depth.get();
            grown = self.create(Data::Text(text.clone()));
            self.link(parent, grown, next);
            self.depth.set(depth);
        }
        let is_blank = (was_blank || !joined) && text.trim().is_empty();
        self.blank.set(is_blank.then_some(grown));
    }
}

impl TreeSink for Growing {
    type Handle = Id;
    type Output = Tree;
    type ElemName<'a> = Name;

    fn finish(self) -> Tree {
        Tree { nodes: self.nodes.into_inner() }
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Id {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a Id) -> Name {
        self.with(*target, |node| match &node.data {
            Data::Element(element) => Some(Name(element.name.clone())),
            _ => None,
        })
        .unwrap_or_else(|| Name(self.nameless.clone()))
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, flags: ElementFlags) -> Id {
        let template = if flags.template { self.create(Data::Document) } else { 0 };
        let integration_point = flags.mathml_annotation_xml_integration_point;
        self.create(Data::Element(Element { name, attrs, template, integration_point }))
    }

    fn create_comment(&self, _: StrTendril) -> Id {
        self.create(Data::Comment)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Id {
        self.create(Data::Comment)
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        match child {
            NodeOrText::AppendNode(id) => self.link(*parent, id, 0),
            NodeOrText::AppendText(text) => self.add_text(*parent, self.with(*parent, |node| node.last), 0, &text),
        }
    }

    fn append_based_on_parent_node(&self, element: &Id, prev_element: &Id, child: NodeOrText<Id>) {
        if self.with(*element, |node| node.parent) == 0 {
            self.append(prev_element, child);
        } else {
            self.append_before_sibling(element, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Id) -> Id {
        self.with(*target, |node| match &node.data {
            Data::Element(element) => element.template,
            _ => 0,
        })
    }

    fn same_node(&self, x: &Id, y: &Id) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Id, child: NodeOrText<Id>) {
        let (parent, before) = self.with(*sibling, |node| (node.parent, node.before));
        match child {
            NodeOrText::AppendNode(id) => {
                self.unlink(id);
                self.link(parent, id, *sibling);
            }
            NodeOrText::AppendText(text) => self.add_text(parent, before, *sibling, &text),
        }
    }

    fn add_attrs_if_missing(&self, target: &Id, attrs: Vec<Attribute>) {
        self.with(*target, |node| {
            if let Data::Element(element) = &mut node.data {
                for attr in attrs {
                    if element.attrs.len() < ATTRIBUTES && element.attrs.iter().all(|known| known.name != attr.name) {
                        element.attrs.push(attr);
                    }
                }
            }
        });
    }

    fn pop(&self, node: &Id) {
        self.depth.set(self.with(*node, |node| node.depth).saturating_sub(1));
    }

    fn remove_from_parent(&self, target: &Id) {
        self.unlink(*target);
    }

    fn reparent_children(&self, node: &Id, new_parent: &Id) {
        loop {
            let child = self.with(*node, |node| node.first);
            if child == 0 {
                return;
            }
            self.unlink(child);
            self.link(*new_parent, child, 0);
        }
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &Id) -> bool {
        self.with(*handle, |node| matches!(&node.data, Data::Element(element) if element.integration_point))
    }

    fn set_current_line(&self, line_number: u64) {
        self.line.set(u32::try_from(line_number).unwrap_or(u32::MAX));
    }
}
