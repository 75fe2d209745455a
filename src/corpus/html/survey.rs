//! Where the article stands on a page: how much prose lies below each element, what is surely none of it, and which
//! elements hold the rest.
//!
//! The prose of a page is weighed as in boilerplate removal by text and link density (Kohlschütter, Fankhauser and Nejdl,
//! WSDM 2010): a block of text counts if it is long enough and few of its words are links. The article is then the deepest
//! element that holds nearly all of what counts.

use super::about::alike;
use super::classes::{Class, Classes};
use super::dom::Dom;
use super::tags::Tag;

/// Characters of a block from which on it counts as prose.
const LONG: usize = 50;

/// Characters of prose above which an element is more than a teaser of another article.
const TEASER: usize = 400;

/// Characters of prose up to which a request for consent is one, even if it is all that there is.
const WALL: usize = 1500;

/// Characters of the shortest standfirst.
const STANDFIRST: usize = 18;

/// What was found out about one node.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place {
    /// What its classes say.
    pub(super) class: Class,
    /// Characters of text below it that are not white space, programs and controls left out.
    pub(super) text: usize,
    /// How many of them are links.
    pub(super) linked: usize,
    /// Characters of prose below it.
    prose: usize,
    /// The same, what stands in the article's text counted more.
    weight: usize,
    /// Elements below it, and itself, that are called the article's text.
    bodies: usize,
    /// Headings below it that are links.
    cards: usize,
    /// Whether the headline stands below it.
    pub(super) headline: bool,
    /// Whether it, or an element around it, is none of the article.
    pub(super) out: bool,
}

/// A page looked at.
#[derive(Debug)]
pub(super) struct Survey {
    /// One for each node.
    pub(super) places: Vec<Place>,
    /// The elements that hold the article, in the order of the page; none if there is no prose.
    pub(super) roots: Vec<usize>,
    /// The headline's element.
    pub(super) headline: Option<usize>,
}

/// Looks at a page whose headline, if known, stands in the element `headline`, and which describes its article so.
pub(super) fn survey(dom: &Dom, headline: Option<usize>, descriptions: &[String]) -> Survey {
    let mut survey = Survey { places: vec![Place::default(); dom.nodes().len()], roots: Vec::new(), headline };
    survey.measure(dom);
    survey.weigh(dom);
    let all = survey.places[0].prose;
    survey.sort_out(dom, all);
    survey.drop_cards(dom, all);
    survey.weigh(dom);
    survey.choose(dom, descriptions);
    survey
}

impl Survey {
    /// Whether there is prose below a node.
    pub(super) fn has_prose(&self, node: usize) -> bool {
        self.places[node].prose > 0
    }

    /// Classes, text and links.
    fn measure(&mut self, dom: &Dom) {
        let mut classes = Classes::default();
        let nodes = dom.nodes();
        let (mut mute_until, mut link_until) = (0, 0);
        for (at, node) in nodes.iter().enumerate() {
            if node.tag.is_mute() && at >= mute_until {
                mute_until = node.end;
            }
            if node.tag == Tag::A && dom.attribute(at, "href").is_some_and(leads_away) {
                link_until = node.end;
            }
            let place = &mut self.places[at];
            place.out = at < mute_until;
            if node.tag != Tag::Text {
                place.class = classes.of(dom, at);
            } else if !place.out {
                place.text = dom.text(at).chars().filter(|c| !c.is_whitespace()).count();
                place.linked = if at < link_until { place.text } else { 0 };
            }
        }
        if let Some(at) = self.headline {
            self.places[at].headline = true;
        }
        for at in (1..nodes.len()).rev() {
            let place = self.places[at];
            let card = nodes[at].tag.is_heading()
                && Some(at) != self.headline
                && place.text > 0
                && place.linked * 5 >= place.text * 4;
            let body = place.bodies + usize::from(place.class.body && !place.class.never && place.text > LONG * 2);
            self.places[at].bodies = body;
            let parent = &mut self.places[nodes[at].parent];
            parent.bodies += body;
            parent.text += place.text;
            parent.linked += place.linked;
            parent.headline |= place.headline;
            parent.cards += place.cards + usize::from(card);
        }
    }

    /// Prose: text of blocks that are long enough and no links.
    fn weigh(&mut self, dom: &Dom) {
        let nodes = dom.nodes();
        // The text of each block without that of the blocks in it.
        let mut own = vec![(0_usize, 0_usize); nodes.len()];
        let mut block = vec![0; nodes.len()];
        let mut factor = vec![1_usize; nodes.len()];
        for (at, node) in nodes.iter().enumerate() {
            block[at] = if node.tag.is_block() { at } else { block[node.parent] };
            let place = &mut self.places[at];
            (place.prose, place.weight) = (0, 0);
            let here = match node.tag {
                _ if place.class.body => 4,
                Tag::Article | Tag::Main => 2,
                _ => 1,
            };
            factor[at] = if at == 0 { 1 } else { here.max(factor[node.parent]) };
            if node.tag == Tag::Text && !place.out {
                own[block[at]].0 += place.text;
                own[block[at]].1 += place.linked;
            }
        }
        for at in (0..nodes.len()).rev() {
            let (text, linked) = own[at];
            if text >= LONG && linked * 2 < text && !self.places[at].out {
                self.places[at].prose += text;
                self.places[at].weight += text * factor[at];
            }
            if at > 0 {
                let (prose, weight) = (self.places[at].prose, self.places[at].weight);
                let parent = &mut self.places[nodes[at].parent];
                parent.prose += prose;
                parent.weight += weight;
            }
        }
    }

    /// Leaves out what is none of the article by its tag or its classes; `all` is the prose of the page.
    fn sort_out(&mut self, dom: &Dom, all: usize) {
        let nodes = dom.nodes();
        for (at, node) in nodes.iter().enumerate().skip(1) {
            let inside = self.places[node.parent].out;
            self.places[at].out |= inside || (node.tag != Tag::Text && self.is_out(dom, at, all));
        }
    }

    fn is_out(&self, dom: &Dom, at: usize, all: usize) -> bool {
        let place = &self.places[at];
        let tag = dom.nodes()[at].tag;
        if tag.is_mute() {
            return true;
        }
        let class = place.class;
        if class.wall && place.prose < WALL {
            return true;
        }
        if place.headline {
            return false;
        }
        // Where the text is marked as such, no other element can be it. Otherwise, a class such as `ads-loaded` or `video-page` may stand on what is around the whole article.
        let most = place.prose * 10 > all * 6;
        if !tag.is_block() && tag != Tag::Other {
            return class.inline && place.text < 300 && !most;
        }
        if class.body && !class.never && place.prose > 0 {
            return false;
        }
        match tag {
            Tag::Nav | Tag::Figcaption | Tag::Caption | Tag::Search => return true,
            Tag::Aside | Tag::Form | Tag::Footer if place.prose * 10 < all * 4 => return !self.in_quote(dom, at),
            // What a figure holds beside a picture is a caption, or a quotation.
            Tag::Figure => return class.never || !self.holds_quote(dom, at),
            _ => {}
        }
        let marked = self.places[0].bodies > 0 && place.bodies == 0;
        let own = if marked { 0 } else { place.prose * 10 };
        let about = class.line && place.text < 250 && place.prose < 100;
        (class.never && own <= all * 6) || (class.aside && own <= all * 3) || about
    }

    fn in_quote(&self, dom: &Dom, at: usize) -> bool {
        let parent = dom.nodes()[at].parent;
        dom.nodes()[at].tag == Tag::Footer
            && dom.nodes()[parent].tag == Tag::Blockquote
            && !self.places[parent].class.never
    }

    fn holds_quote(&self, dom: &Dom, at: usize) -> bool {
        let nodes = dom.nodes();
        (at + 1..nodes[at].end).any(|node| nodes[node].tag == Tag::Blockquote && !self.places[node].class.never)
    }

    /// Leaves out teasers of other articles: a heading that is a link, with what stands around it.
    fn drop_cards(&mut self, dom: &Dom, all: usize) {
        let nodes = dom.nodes();
        let mut at = 1;
        while at < nodes.len() {
            let place = self.places[at];
            let card = nodes[at].tag.is_heading()
                && Some(at) != self.headline
                && !place.out
                && place.text > 0
                && place.linked * 5 >= place.text * 4;
            if !card {
                at += 1;
                continue;
            }
            let mut whole = at;
            loop {
                let parent = nodes[whole].parent;
                let around = &self.places[parent];
                let more = around.cards > 1 || around.headline || around.class.body || parent == 0;
                if more || around.prose > TEASER || (around.prose * 3 > TEASER && around.prose * 10 > all * 4) {
                    break;
                }
                whole = parent;
            }
            for node in whole..nodes[whole].end {
                self.places[node].out = true;
            }
            at = nodes[whole].end.max(at + 1);
        }
    }

    /// The element with nearly all of the prose, and its neighbours that go on with it.
    fn choose(&mut self, dom: &Dom, descriptions: &[String]) {
        let nodes = dom.nodes();
        if self.places[0].weight == 0 {
            return;
        }
        let mut chosen = 0;
        loop {
            let weight = self.places[chosen].weight;
            let next = dom.children(chosen).find(|&child| self.places[child].weight * 10 >= weight * 8);
            match next {
                // A paragraph is no place for an article, its element is.
                Some(next) if nodes[next].tag.is_block() && !matches!(nodes[next].tag, Tag::P | Tag::Li) => {
                    chosen = next;
                }
                Some(next) if nodes[next].tag == Tag::Other => chosen = next,
                _ => break,
            }
        }
        self.roots.push(chosen);
        let mut branch = chosen;
        while branch != 0 && !self.places[branch].headline {
            let parent = nodes[branch].parent;
            let inside = self.places[parent].headline || self.in_article(dom, parent);
            for child in dom.children(parent) {
                let place = &self.places[child];
                let goes_on = child != branch
                    && !place.out
                    && inside
                    && !nodes[child].tag.is_heading()
                    && self.headline.is_none_or(|headline| child > headline)
                    && (child < branch && (place.class.standfirst || place.prose > 0)
                        || child > branch && place.prose >= 100 && place.linked * 5 < place.text);
                if goes_on && !place.headline {
                    self.roots.push(child);
                }
            }
            branch = parent;
        }
        self.add_standfirst(dom, chosen, descriptions);
        self.roots.sort_unstable();
    }

    /// Adds the sentences between the headline and the text, where they stand in an element of their own.
    fn add_standfirst(&mut self, dom: &Dom, chosen: usize, descriptions: &[String]) {
        let Some(headline) = self.headline.filter(|&headline| headline < chosen) else { return };
        let mut at = dom.nodes()[headline].end;
        while at < chosen {
            let place = &self.places[at];
            let end = dom.nodes()[at].end;
            if self.roots.contains(&at) || place.out {
                at = end;
            } else if dom.nodes()[at].tag.is_block()
                && (place.class.standfirst
                    || is_described(dom, at, place.text, descriptions)
                    || is_below_headline(dom, at, headline))
                && place.text >= STANDFIRST
                && end <= chosen
            {
                self.roots.push(at);
                at = end;
            } else {
                at += 1;
            }
        }
    }

    /// Whether a node is a part of the standfirst.
    pub(super) fn is_standfirst(&self, dom: &Dom, node: usize) -> bool {
        let mut at = node;
        while at != 0 && !self.places[at].headline {
            if self.places[at].class.standfirst && self.places[at].prose < TEASER * 2 {
                return true;
            }
            at = dom.nodes()[at].parent;
        }
        false
    }

    fn in_article(&self, dom: &Dom, node: usize) -> bool {
        let mut at = node;
        while at != 0 {
            if matches!(dom.nodes()[at].tag, Tag::Article | Tag::Main) || self.places[at].class.body {
                return true;
            }
            at = dom.nodes()[at].parent;
        }
        false
    }
}

/// Whether an element is a sentence in the header of the article, as the headline is.
fn is_below_headline(dom: &Dom, at: usize, headline: usize) -> bool {
    let header = dom.around(at, |tag| tag == Tag::Header);
    let of_headline = header != 0 && header < headline && headline < dom.nodes()[header].end;
    let sentence = |text: &str| text.len() >= LONG && text.ends_with(['.', '?', '!', '”']);
    dom.nodes()[at].tag == Tag::P && of_headline && sentence(dom.inner_text(at).trim())
}

/// Whether an element says what the page's description says, or goes on with it.
fn is_described(dom: &Dom, at: usize, length: usize, descriptions: &[String]) -> bool {
    if descriptions.is_empty() || length > TEASER || dom.nodes()[at].end - at > 12 {
        return false;
    }
    let text = alike(&dom.inner_text(at));
    descriptions.iter().any(|said| text.starts_with(said.as_str()) || text.len() > 24 && said.starts_with(&text))
}

/// Whether a link leads to another page.
fn leads_away(href: &str) -> bool {
    !href.starts_with('#') || href == "#"
}
