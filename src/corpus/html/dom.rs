//! The tree of a page: the tokenizer of the HTML Standard (section 13.2.5, by html5gum) and a builder that puts its tags
//! into the order of the document.
//!
//! The builder is not the one of the standard (section 13.2.6), which takes quadratic time on nested tags and copies
//! unclosed formatting into every paragraph. It knows just what prose needs: what has no content, what closes an open
//! paragraph, item, cell or link, and how far an end tag may reach. Laws: any text gives a tree; time is linear in the
//! text; no path is deeper than [`DEEPEST`], so that nothing has to be recursive and nothing grows with the nesting.

use std::convert::Infallible;
use std::ops::Range;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::tags::{self, Tag};

/// Open elements at most; the content of a deeper one counts as its parent's. Real pages have up to about 60.
const DEEPEST: usize = 200;

/// Elements and runs of text at most; what comes behind is left out. Long live blogs have some 100,000.
pub(super) const MOST_NODES: usize = 2_000_000;

/// Bytes of an attribute's value that are kept. Descriptions and lists of classes are shorter; pictures written into
/// the page are of no use.
const LONGEST_VALUE: usize = 4096;

/// Attributes of one element that are kept.
const MOST_ATTRIBUTES: usize = 24;

/// The attributes that tell something about an article.
const KEPT: &[&str] = &[
    "alt",
    "aria-hidden",
    "aria-label",
    "charset",
    "class",
    "content",
    "data-component",
    "data-gu-name",
    "data-qa",
    "data-testid",
    "datetime",
    "hidden",
    "href",
    "http-equiv",
    "id",
    "itemprop",
    "itemtype",
    "name",
    "property",
    "pubdate",
    "rel",
    "role",
    "size",
    "style",
    "title",
    "type",
    "value",
];

/// Elements of the standard, of today or of old, that have no tag of their own here and mean nothing for an article.
const PLAIN: &[&str] = &[
    "abbr", "acronym", "bdi", "bdo", "big", "blink", "data", "del", "dfn", "font", "ins", "kbd", "mark", "nobr", "s",
    "samp", "small", "strike", "tt", "u", "var",
];

/// An element or a run of text. Nodes stand in the order of the document, those below one right behind it.
#[derive(Debug)]
pub(super) struct Node {
    /// Its tag; [`Tag::Text`] for a run of text.
    pub(super) tag: Tag,
    /// The index of the element that it is in; its own for the root.
    pub(super) parent: usize,
    /// The index behind the last node below it.
    pub(super) end: usize,
    /// For text: where it stands in the text of the page. For an element: its attributes.
    range: Range<usize>,
}

/// A page.
#[derive(Debug, Default)]
pub(super) struct Dom {
    nodes: Vec<Node>,
    attributes: Vec<(&'static str, Range<usize>)>,
    text: String,
    /// Whether the page has more than [`MOST_NODES`].
    pub(super) cut: bool,
    /// The address that a browser noted when it saved the page.
    pub(super) saved_from: Option<String>,
}

impl Dom {
    /// The tree of a page or of a part of one.
    pub(super) fn parse(markup: &str) -> Self {
        let mut builder = Builder::default();
        builder.add(Tag::Root);
        builder.open.push(0);
        let xml = markup.trim_start().starts_with("<?xml");
        let emitter = |event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
            builder.take(&event, xml);
            None
        };
        let mut emitter = CallbackEmitter::new(emitter);
        emitter.naively_switch_states(true);
        // Nothing comes out of it: the builder takes it all.
        let _ = Tokenizer::new_with_emitter(markup, emitter).finish();
        while !builder.open.is_empty() {
            builder.close_last();
        }
        builder.dom
    }

    /// All nodes; the first is the root.
    pub(super) fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// A run of text; empty for an element.
    pub(super) fn text(&self, node: usize) -> &str {
        let node = &self.nodes[node];
        if node.tag == Tag::Text { &self.text[node.range.clone()] } else { "" }
    }

    /// All text below a node, as it stands.
    pub(super) fn inner_text(&self, node: usize) -> String {
        (node..self.nodes[node].end).map(|node| self.text(node)).collect()
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, node: usize, name: &str) -> Option<&str> {
        self.attributes(node).find(|&(key, _)| key == name).map(|(_, value)| value)
    }

    /// The attributes of an element that were kept.
    pub(super) fn attributes(&self, node: usize) -> impl Iterator<Item = (&'static str, &str)> {
        let node = &self.nodes[node];
        let range = if node.tag == Tag::Text { 0..0 } else { node.range.clone() };
        self.attributes[range].iter().map(|(name, value)| (*name, &self.text[value.clone()]))
    }

    /// The nearest element around a node, or the node itself, whose tag is wanted; the root if there is none.
    pub(super) fn around(&self, node: usize, wanted: impl Fn(Tag) -> bool) -> usize {
        let mut at = node;
        while at != 0 && !wanted(self.nodes[at].tag) {
            at = self.nodes[at].parent;
        }
        at
    }

    /// The children of an element.
    pub(super) fn children(&self, node: usize) -> impl Iterator<Item = usize> {
        let end = self.nodes[node].end;
        let first = Some(node + 1).filter(|&child| child < end);
        std::iter::successors(first, move |&child| Some(self.nodes[child].end).filter(|&next| next < end))
    }
}

/// A tree in the making.
#[derive(Debug, Default)]
struct Builder {
    dom: Dom,
    /// The elements that are open, outermost first.
    open: Vec<usize>,
    /// The start tag being read.
    tag: Option<usize>,
    /// The attribute being read, if it is kept.
    name: Option<&'static str>,
    /// A paragraph that was closed by a block inside it: its index and that of the block.
    broken: Option<(usize, usize)>,
}

impl Builder {
    fn take(&mut self, event: &CallbackEvent<'_>, xml: bool) {
        match event {
            CallbackEvent::OpenStartTag { name } => self.start(&String::from_utf8_lossy(name)),
            CallbackEvent::AttributeName { name } => {
                self.name = KEPT.binary_search_by(|kept| kept.as_bytes().cmp(name)).ok().map(|at| KEPT[at]);
                // Some attributes say it all by being there.
                if let Some(name @ ("hidden" | "pubdate")) = self.name {
                    self.attribute(name, b"");
                }
            }
            CallbackEvent::AttributeValue { value } => {
                if let Some(name) = self.name.take() {
                    self.attribute(name, value);
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                if let Some(node) = self.tag.take() {
                    let tag = self.dom.nodes[node].tag;
                    let closed = tag.is_void() || tag.is_outer() || (*self_closing && xml);
                    if !closed && self.open.len() < DEEPEST {
                        self.open.push(node);
                    }
                }
            }
            CallbackEvent::EndTag { name } => self.end(tags::tag(&String::from_utf8_lossy(name))),
            CallbackEvent::String { value } => self.string(&String::from_utf8_lossy(value)),
            CallbackEvent::Comment { value } => self.comment(value),
            CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
    }

    fn start(&mut self, name: &str) {
        self.tag = None;
        let tag = tags::tag(name);
        if self.dom.nodes.len() >= MOST_NODES {
            self.dom.cut = true;
            return;
        }
        let broken = self.close_for(tag);
        let node = self.add(tag);
        if let Some(paragraph) = broken {
            self.broken = Some((paragraph, node));
        } else if tag == Tag::P {
            self.broken = None;
        }
        self.tag = Some(node);
        if tag == Tag::Other && !PLAIN.contains(&name) {
            // The name of an element that the standard does not know says what it is for, as a class does.
            self.attribute("class", name.as_bytes());
        }
    }

    /// Closes what ends where `tag` starts; the index of a paragraph that a block cut short.
    fn close_for(&mut self, tag: Tag) -> Option<usize> {
        let (closes, within) = tag.closes();
        if !closes.is_empty()
            && let Some(at) = self.find(|open| closes.contains(&open), |open| within.contains(&open))
        {
            self.close_from(at);
        }
        if !tag.ends_paragraph() {
            return None;
        }
        let at = self.find(|open| open == Tag::P, Tag::is_scope)?;
        let paragraph = self.open[at];
        self.close_from(at);
        (tag != Tag::P).then_some(paragraph)
    }

    fn end(&mut self, tag: Tag) {
        if tag.is_outer() || tag.is_void() {
            return;
        }
        let found = match tag {
            Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 => self.find(Tag::is_heading, Tag::is_scope),
            // A block's end tag reaches through whatever is open in it, an inline one not out of its block.
            _ if tag.is_block() => self.find(|open| open == tag, |open| open.is_scope() && !tag.is_scope()),
            _ => self.find(|open| open == tag, Tag::is_block),
        };
        if let Some(at) = found {
            self.close_from(at);
        } else if tag == Tag::P
            && let Some((paragraph, block)) = self.broken.take()
            && self.open.last() == Some(&self.dom.nodes[paragraph].parent)
            && self.dom.nodes[block].parent == self.dom.nodes[paragraph].parent
        {
            // An advertisement was put into a paragraph, which ended it for a browser, but not for its author: what
            // stands up to the end tag is part of it.
            self.dom.nodes[paragraph].end = self.dom.nodes.len();
        }
    }

    /// The place of the innermost open element that is wanted and is not beyond one that bars the way.
    fn find(&self, wanted: impl Fn(Tag) -> bool, bars: impl Fn(Tag) -> bool) -> Option<usize> {
        for (at, &node) in self.open.iter().enumerate().skip(1).rev() {
            let tag = self.dom.nodes[node].tag;
            if wanted(tag) {
                return Some(at);
            }
            if bars(tag) {
                return None;
            }
        }
        None
    }

    fn close_from(&mut self, at: usize) {
        while self.open.len() > at {
            self.close_last();
        }
    }

    fn close_last(&mut self) {
        if let Some(node) = self.open.pop() {
            self.dom.nodes[node].end = self.dom.nodes.len();
        }
    }

    fn add(&mut self, tag: Tag) -> usize {
        let node = self.dom.nodes.len();
        let parent = self.open.last().copied().unwrap_or(0);
        let attributes = self.dom.attributes.len();
        self.dom.nodes.push(Node { tag, parent, end: node + 1, range: attributes..attributes });
        node
    }

    fn attribute(&mut self, name: &'static str, value: &[u8]) {
        let Some(node) = self.tag else { return };
        let range = &self.dom.nodes[node].range;
        if range.len() >= MOST_ATTRIBUTES {
            return;
        }
        let value = String::from_utf8_lossy(value.get(..LONGEST_VALUE).unwrap_or(value));
        let from = self.dom.text.len();
        self.dom.text.push_str(&value);
        self.dom.attributes.push((name, from..self.dom.text.len()));
        self.dom.nodes[node].range.end = self.dom.attributes.len();
    }

    fn string(&mut self, value: &str) {
        let parent = self.open.last().copied().unwrap_or(0);
        let wanted = match self.dom.nodes[parent].tag {
            Tag::Style => false,
            Tag::Script => self.dom.attribute(parent, "type").is_some_and(|kind| kind.contains("ld+json")),
            _ => true,
        };
        if !wanted {
            return;
        }
        if self.dom.nodes.len() >= MOST_NODES {
            self.dom.cut = true;
            return;
        }
        let from = self.dom.text.len();
        self.dom.text.push_str(value);
        let node = self.add(Tag::Text);
        self.dom.nodes[node].range = from..self.dom.text.len();
    }

    /// `<!-- saved from url=(0041)https://selwickpost.example/ferry.html -->`, written by browsers.
    fn comment(&mut self, value: &[u8]) {
        if self.dom.saved_from.is_none()
            && let Some(rest) =
                value.get(..LONGEST_VALUE).unwrap_or(value).trim_ascii().strip_prefix(b"saved from url=(")
            && let Some(end) = rest.iter().position(|&byte| byte == b')')
        {
            self.dom.saved_from = Some(String::from_utf8_lossy(&rest[end + 1..]).trim().to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shape(markup: &str) -> String {
        let dom = Dom::parse(markup);
        let mut out = String::new();
        let mut open: Vec<usize> = Vec::new();
        for (at, node) in dom.nodes().iter().enumerate().skip(1) {
            while open.last().is_some_and(|&end| end <= at) {
                open.pop();
                out.push(')');
            }
            if node.tag == Tag::Text {
                out.push_str(dom.text(at));
            } else {
                out.push_str(&format!("{:?}(", node.tag).to_lowercase());
                open.push(node.end);
            }
        }
        out + &")".repeat(open.len())
    }

    #[test]
    fn what_is_left_open_is_closed() {
        assert_eq!(shape("<p>a<p>b<br>c"), "p(a)p(bbr()c)");
        assert_eq!(shape("<ul><li>a<li>b</ul>c"), "ul(li(a)li(b))c");
        assert_eq!(shape("<table><tr><td>a<td>b<tr><td>c</table>d"), "table(tr(td(a)td(b))tr(td(c)))d");
        assert_eq!(shape("<p>a<div>b</div>c"), "p(a)div(b)c");
        assert_eq!(shape("<b>a<p>b</b>c</p>d"), "b(ap(bc)d)");
        assert_eq!(shape("<a href=x>a<a href=y>b</a>c"), "a(a)a(b)c");
        assert_eq!(shape("<h2>a</h3>b"), "h2(a)b");
        assert_eq!(shape("<div><span>a</div>b"), "div(span(a))b");
    }

    #[test]
    fn a_paragraph_goes_on_behind_a_block_in_it() {
        assert_eq!(shape("<p>a <div>ad</div>b</p><p>c</p>"), "p(a div(ad)b)p(c)");
    }

    #[test]
    fn depth_is_bounded() {
        let dom = Dom::parse(&"<div>".repeat(100_000));
        assert_eq!(dom.nodes().len(), 100_001);
    }

    proptest! {
        #[test]
        fn the_order_holds(markup in "(<[/]?(p|div|b|li|td|table|a|h1|x-y|br)>|a| ){0,40}") {
            let dom = Dom::parse(&markup);
            for (at, node) in dom.nodes().iter().enumerate() {
                prop_assert!(node.end > at && node.end <= dom.nodes().len());
                prop_assert!(node.parent < at || at == 0);
                prop_assert!(node.end <= dom.nodes()[node.parent].end);
            }
        }
    }
}
