//! From elements to lines of text: what is a paragraph, an item, a heading; white space as a browser shows it.

use super::dom::Dom;
use super::lines::{Kind, Line, is_by, is_day};
use super::tags::Tag;
use crate::corpus::blocks::Blocks;

/// Lines of a block that stand one to a paragraph, in characters on average: shorter ones are verses or addresses.
const LONG_LINE: usize = 60;

/// Bytes above which an item is a paragraph that happens to be in a list.
const LONG_ITEM: usize = 600;

/// What happens where an element ends.
#[derive(Debug)]
struct Open {
    end: usize,
    tag: Tag,
    /// For an item: nothing of it was written yet.
    fresh: bool,
}

/// Writes lines.
#[derive(Debug, Default)]
pub(super) struct Prose {
    lines: Vec<Line>,
    /// The block being written; `\n` is a break.
    text: String,
    /// The links in it: characters that are not white space.
    linked: usize,
    /// The node with which it began.
    node: usize,
    open: Vec<Open>,
    /// Up to where everything is a link.
    link_until: usize,
    /// How many `<q>` are open.
    quoted: usize,
}

impl Prose {
    /// Adds the lines of an element; `keeps` says of each element whether it belongs to the text.
    pub(super) fn add(&mut self, dom: &Dom, root: usize, keeps: impl Fn(usize) -> bool) {
        let nodes = dom.nodes();
        let mut at = root;
        while at < nodes[root].end {
            self.close(at);
            let node = &nodes[at];
            if node.tag == Tag::Text {
                self.write(dom.text(at), at);
                at += 1;
                continue;
            }
            if !keeps(at) {
                // What stood on both sides of a block that was left out stays one paragraph only if that was inside
                // of one.
                if node.tag.is_block() && !self.within(Tag::P) {
                    self.flush();
                }
                at = node.end;
                continue;
            }
            self.enter(dom, at);
            at += 1;
        }
        self.close(usize::MAX);
        self.flush();
    }

    /// All lines.
    pub(super) fn into_lines(self) -> Vec<Line> {
        self.lines
    }

    fn within(&self, tag: Tag) -> bool {
        self.open.iter().rev().any(|open| open.tag == tag)
    }

    fn enter(&mut self, dom: &Dom, at: usize) {
        let node = &dom.nodes()[at];
        match node.tag {
            Tag::Br => {
                self.text.push('\n');
                return;
            }
            Tag::A if dom.attribute(at, "href").is_some() => self.link_until = self.link_until.max(node.end),
            Tag::Q => {
                self.quoted += 1;
                self.text.push(if self.quoted % 2 == 1 { '“' } else { '‘' });
            }
            tag if tag.is_block() => self.flush(),
            // A space where a picture or a control stands keeps the words on its sides apart; none is needed elsewhere.
            _ => return,
        }
        self.open.push(Open { end: node.end, tag: node.tag, fresh: true });
    }

    /// Ends the elements that end before node `at`.
    fn close(&mut self, at: usize) {
        while let Some(open) = self.open.pop_if(|open| open.end <= at) {
            if open.tag == Tag::Q {
                self.text.push(if self.quoted % 2 == 1 { '”' } else { '’' });
                self.quoted = self.quoted.saturating_sub(1);
            } else if open.tag.is_block() {
                // The element must still be there when its last block is written.
                self.open.push(open);
                self.flush();
                self.open.pop();
            }
        }
    }

    fn write(&mut self, text: &str, at: usize) {
        if self.text.is_empty() {
            self.node = at;
        }
        let kept = self.within(Tag::Pre);
        self.text.extend(text.chars().map(|c| match c {
            '\n' if kept => '\n',
            '\n' | '\r' | '\t' | '\x0C' => ' ',
            c => c,
        }));
        if at < self.link_until {
            self.linked += text.chars().filter(|c| !c.is_whitespace()).count();
        }
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let linked = std::mem::take(&mut self.linked);
        if text.trim().is_empty() {
            return;
        }
        let mut kind = Kind::Paragraph;
        for open in self.open.iter_mut().rev() {
            if open.tag.is_heading() {
                kind = Kind::Heading;
            } else if matches!(open.tag, Tag::Li | Tag::Dd) && open.fresh {
                open.fresh = false;
                if kind == Kind::Paragraph && open.tag == Tag::Li && text.len() <= LONG_ITEM {
                    kind = Kind::Item;
                }
                break;
            } else if matches!(open.tag, Tag::Blockquote | Tag::Aside | Tag::Center) && kind == Kind::Paragraph {
                kind = Kind::Quote;
            }
        }
        let parts = parts(&text);
        let several = parts.len() > 1;
        for part in parts {
            let text = folded(&part);
            if !text.is_empty() {
                // Which of several parts is a link is not known; a paragraph made with breaks is hardly all links.
                let linked = if several && linked * 2 < text.len() { 0 } else { linked };
                self.lines.push(Line { node: self.node, kind, text, linked });
            }
        }
    }
}

/// The paragraphs of a block: parted by two breaks, or by single ones where each line is a sentence or more.
fn parts(block: &str) -> Vec<String> {
    let mut parts: Vec<Vec<&str>> = vec![Vec::new()];
    for line in block.split('\n').map(str::trim) {
        match parts.last_mut() {
            Some(part) if !line.is_empty() => part.push(line),
            Some(part) if !part.is_empty() => parts.push(Vec::new()),
            _ => {}
        }
    }
    parts
        .into_iter()
        .flat_map(|lines| {
            let length: usize = lines.iter().map(|line| line.chars().count()).sum();
            let sentences = lines.iter().all(|line| line.ends_with(['.', '!', '?', '”', '"', '’', ':']));
            if lines.len() > 1 && sentences && length >= lines.len() * LONG_LINE {
                lines.into_iter().map(str::to_owned).collect()
            } else {
                // A byline and a day stand apart from what is above and below them.
                let about = |line: &str| is_by(line) || is_day(line);
                let together = |one: &&str, other: &&str| !about(one) && !about(other);
                lines.chunk_by(together).map(|lines: &[&str]| lines.join(" ")).collect::<Vec<String>>()
            }
        })
        .collect()
}

/// A text with its white space folded.
pub(super) fn folded(text: &str) -> String {
    let mut blocks = Blocks::default();
    blocks.push(text);
    blocks.into_text()
}
