//! The authors: what the page's tags say, and the byline that it shows.

use super::{About, plain};
use crate::corpus::html::dom::Dom;
use crate::corpus::html::lines::is_by;
use crate::corpus::html::names;
use crate::corpus::html::prose::folded;
use crate::corpus::html::tags::Tag;
use crate::corpus::people;

/// The `<meta>` with authors, the surest first.
const AUTHOR: &[&str] = &[
    "byl",
    "parsely-author",
    "sailthru.author",
    "citation_author",
    "dc.creator",
    "dcterms.creator",
    "article:author",
    "author",
    "article.author",
    "cxenseparse:author",
    "dcsext.rauthors",
    "twitter:creator:name",
];

/// Bylines that are kept.
const MOST: usize = 30;

/// Nodes of an element that may be a byline.
const MOST_NODES: usize = 60;

/// The longest byline, in bytes.
const LONGEST: usize = 200;

/// Authors of one article, beyond which links to authors are those of other articles.
const MOST_LINKED: usize = 3;

/// Attributes by which elements are called bylines, the words for it, and those for what is none.
const NAMING: &[&str] = &["class", "data-component", "data-qa", "data-testid", "id"];
const NAMED: &[&str] = &["auteur", "author", "autor", "byline", "contributor", "vcard"];
const NOT_NAMED: &[&str] = &["bio", "comment", "contributortitle", "job", "location", "role"];

/// An element that shows who wrote the article.
#[derive(Debug)]
pub(super) struct Byline {
    pub(super) node: usize,
    /// Whether it is marked as a link to an author.
    linked: bool,
    /// Its text, line by line as a browser shows it.
    lines: Vec<String>,
}

impl Byline {
    /// The byline that an element is, if it is one.
    fn of(dom: &Dom, at: usize) -> Option<Self> {
        let node = &dom.nodes()[at];
        let linked =
            node.tag == Tag::A && dom.attribute(at, "rel").is_some_and(|rel| rel.split(' ').any(|rel| rel == "author"));
        let called = NAMING.iter().filter_map(|key| dom.attribute(at, key)).any(|value| {
            let value = value.to_lowercase();
            let holds = |words: &[&str]| words.iter().any(|word| value.contains(word));
            holds(NAMED) && !holds(NOT_NAMED) || value.split(' ').any(|word| word == "byl")
        });
        if !(linked || called) || node.end - at >= MOST_NODES {
            return None;
        }
        let lines = lines(dom, at);
        let length: usize = lines.iter().map(String::len).sum();
        (1..LONGEST).contains(&length).then_some(Self { node: at, linked, lines })
    }

    fn text(&self) -> String {
        self.lines.join("\n")
    }
}

/// Adds an element to the bylines if it is one.
pub(super) fn gather(bylines: &mut Vec<Byline>, dom: &Dom, at: usize) {
    if bylines.len() < MOST {
        bylines.extend(Byline::of(dom, at));
    }
}

/// The text of an element in lines: broken at its blocks and at `<br>`.
fn lines(dom: &Dom, at: usize) -> Vec<String> {
    let mut text = String::new();
    let mut ends: Vec<usize> = Vec::new();
    for node in at..dom.nodes()[at].end {
        while ends.pop_if(|end| *end <= node).is_some() {
            text.push('\n');
        }
        let tag = dom.nodes()[node].tag;
        if tag == Tag::Text {
            text.extend(dom.text(node).chars().map(|c| if c == '\n' { ' ' } else { c }));
        } else if tag == Tag::Br {
            text.push('\n');
        } else if tag.is_block() {
            text.push('\n');
            ends.push(dom.nodes()[node].end);
        }
    }
    text.split('\n').map(folded).filter(|line| !line.is_empty()).collect()
}

/// The authors, with `; ` between them. `lines` are those about the article that stood around its text, the first node of
/// which is `start`.
pub(super) fn author(about: &About, dom: &Dom, lines: &[String], outlet: Option<&str>, start: usize) -> Option<String> {
    let authors = |values: &[String]| {
        let plain: Vec<String> = values.iter().map(|value| plain(value)).collect();
        names::authors(&plain, outlet)
    };
    let metas = || AUTHOR.iter().filter_map(|name| about.meta.all(name)).filter_map(authors);
    // What Yoast writes for Slack.
    let written = (about.meta.first(&["twitter:label1"]).is_some_and(|label| label == "Written by"))
        .then(|| about.meta.all("twitter:data1"))
        .flatten()
        .and_then(authors);
    let by = |text: &&String| is_by(text);
    let line = lines.iter().filter(by).find_map(|line| clearly(line, outlet));
    let shown = line.or_else(|| shown(about, dom, outlet, start)).or_else(|| below(about, outlet, start));
    let first = authors(&about.said.authors)
        .or_else(|| authors(&about.microdata.authors))
        .or_else(|| metas().next())
        .or_else(|| written.clone())
        .or_else(|| linked(about, dom, start).and_then(|values| authors(&values)))
        .or_else(|| shown.clone())?;
    // Many templates tell search engines the first author only.
    let all = metas().chain(written).chain(shown).find(|other| people::holds(other, &first));
    Some(all.unwrap_or(first))
}

/// The authors of a line, if it is clearly names.
fn clearly(line: &str, outlet: Option<&str>) -> Option<String> {
    names::authors(&[line.to_owned()], outlet).filter(|names| {
        names.split("; ").all(|name| {
            (2..=4).contains(&name.split(' ').count())
                && name.split([' ', '-']).all(|word| word.starts_with(|c: char| !c.is_lowercase()) || word.len() < 4)
        })
    })
}

/// The links to authors that are those of the article: above its text, else in the element that holds its headline.
fn linked(about: &About, dom: &Dom, start: usize) -> Option<Vec<String>> {
    let names = |belongs: &dyn Fn(usize) -> bool| {
        let bylines = about.bylines.iter().filter(|byline| byline.linked && belongs(byline.node));
        let mut names: Vec<String> = Vec::new();
        for byline in bylines {
            let name = byline.text();
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    };
    let above = names(&|node| node < start);
    let whole = about.heading.map_or(0, |heading| super::article_around(dom, heading));
    let inside = || names(&|node| node > whole && node < dom.nodes()[whole].end);
    let found = if above.is_empty() { inside() } else { above };
    (1..=MOST_LINKED).contains(&found.len()).then_some(found)
}

/// The author whom a line below the text names, as blogs have it: "Posted by Jane Doe".
fn below(about: &About, outlet: Option<&str>, start: usize) -> Option<String> {
    let posted = |line: &&String| line.to_lowercase().starts_with("posted by ");
    let lines = about.bylines.iter().filter(|byline| byline.node >= start).flat_map(|byline| &byline.lines);
    let mut found = lines.filter(posted).filter_map(|line| clearly(line, outlet));
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

/// The authors of the byline above the text.
fn shown(about: &About, dom: &Dom, outlet: Option<&str>, start: usize) -> Option<String> {
    let mut found: Vec<String> = Vec::new();
    let mut beside = None;
    let mut end = 0;
    for (number, byline) in about.bylines.iter().enumerate().take_while(|(_, byline)| byline.node < start) {
        let node = &dom.nodes()[byline.node];
        // One in another that was looked at, or of another list than the first.
        if byline.node < end || beside.is_some_and(|beside| beside != node.parent) {
            continue;
        }
        let of_line = |line: &String| clearly(line, outlet);
        let below = &about.bylines[number + 1..];
        let below = &below[..below.partition_point(|part| part.node < node.end)];
        let innermost = below
            .iter()
            .enumerate()
            .filter(|(at, part)| below.get(at + 1).is_none_or(|next| next.node >= dom.nodes()[part.node].end));
        let parts: Vec<String> = innermost.filter_map(|(_, part)| part.lines.iter().find_map(of_line)).collect();
        // Each author marked as such; else one line of names, perhaps with a role or a place in the lines below.
        let names = match parts.as_slice() {
            [_, _, ..] => Some(parts.join("; ")),
            _ => byline.lines.iter().find_map(of_line),
        };
        if let Some(names) = names {
            beside = Some(node.parent);
            found.push(names);
            end = node.end;
        }
    }
    names::authors(&found, outlet)
}
