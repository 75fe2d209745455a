//! The headline: which element of the page holds it, and what it says.

use super::{About, alike, plain};
use crate::corpus::html::dom::Dom;
use crate::corpus::html::names;
use crate::corpus::html::prose::folded;
use crate::corpus::html::tags::Tag;

/// Headings looked at.
const MOST_HEADINGS: usize = 200;

/// Nodes of an element that may hold a headline.
const MOST_NODES: usize = 100;

/// Words that a heading may have before what the page calls its headline: "LIVE", "Opinion |".
const KICKER: usize = 3;

/// The element that holds the headline: a heading that a title of the page repeats, else the only one of the first rank
/// that is more than a name; on a page without headings, a line that is a part of the window's title.
pub(super) fn find(dom: &Dom, about: &About) -> Option<usize> {
    let titles: Vec<String> = about.titles().map(alike).collect();
    let headings = |wanted: &[Tag]| -> Vec<(usize, String)> {
        let nodes = dom.nodes().iter().enumerate();
        let found = nodes.filter(|(at, node)| wanted.contains(&node.tag) && node.end - at < MOST_NODES);
        found
            .take(MOST_HEADINGS)
            .map(|(at, _)| (at, alike(&dom.inner_text(at))))
            .filter(|(_, text)| !text.is_empty())
            .collect()
    };
    let first = headings(&[Tag::H1]);
    let said = |found: &[(usize, String)]| {
        let repeated = |text: &str| {
            text.len() > 8
                && titles.iter().any(|title| title.contains(text) || title.len() > 16 && text.contains(title.as_str()))
        };
        found.iter().find(|(at, text)| repeated(text) && !about.site.is(&dom.inner_text(*at))).map(|(at, _)| *at)
    };
    let long = |(_, text): &&(usize, String)| text.split(' ').count() > 3;
    said(&first)
        .or_else(|| first.iter().filter(long).map(|(at, _)| *at).find(|at| !about.site.is(&dom.inner_text(*at))))
        .or_else(|| said(&headings(&[Tag::H2, Tag::H3])))
        .or_else(|| line(dom, about))
}

/// The smallest element whose whole text is a part of the window's title, as on pages that only set their headline in
/// large letters. Of several parts, the longest: the other is the site's name.
fn line(dom: &Dom, about: &About) -> Option<usize> {
    let parts = names::parts(&about.title);
    let wanted: Vec<String> = parts.into_iter().map(alike).filter(|part| part.split(' ').count() >= 3).collect();
    let mut best: Option<(usize, usize)> = None;
    for (at, node) in dom.nodes().iter().enumerate() {
        if node.tag != Tag::Text || dom.nodes()[node.parent].tag == Tag::Title {
            continue;
        }
        let text = dom.text(at);
        let longest = best.map_or(0, |(length, _)| length);
        if text.len() <= longest || text.len() > about.title.len() * 2 {
            continue;
        }
        let text = alike(text);
        if text.len() > longest && wanted.contains(&text) && dom.nodes()[node.parent].end - node.parent < 6 {
            best = Some((text.len(), node.parent));
        }
    }
    best.map(|(_, at)| at)
}

/// The headline, without the names of the site, which are `sites`.
///
/// What the page shows is what its reader calls the headline; what it tells search engines may be shorter. But a heading
/// that no title repeats, or that has a few words before the headline, is not believed.
pub(super) fn headline(dom: &Dom, about: &About, sites: &[&str]) -> Option<String> {
    let stripped = |title: &str| names::without_site(&plain(title), sites);
    let shown = about.heading.map(|at| stripped(&folded(&dom.inner_text(at)))).filter(|shown| !shown.is_empty());
    let said = about.said.headline.as_deref().or(about.microdata.headline.as_deref()).map(&stripped);
    let cut = |title: &String| title.ends_with("...") || title.ends_with('…');
    let headline = match (shown, said) {
        (Some(shown), Some(said)) if !cut(&said) && is_kicked(&shown, &said) => Some(said),
        (Some(shown), Some(said)) if !is_repeated(&shown, about) && !cut(&said) => Some(said),
        (Some(shown), _) => Some(shown),
        (None, said) => said.or_else(|| about.titles().next().map(&stripped)),
    };
    headline.filter(|headline| headline.chars().any(char::is_alphabetic))
}

/// Whether what is shown is what is said with a few words before it.
fn is_kicked(shown: &str, said: &str) -> bool {
    let (shown, said) = (alike(shown), alike(said));
    shown
        .strip_suffix(said.as_str())
        .is_some_and(|kicker| kicker.ends_with(' ') && kicker.split_whitespace().count() <= KICKER)
}

/// Whether one of the titles has the words of the heading, or begins it.
fn is_repeated(shown: &str, about: &About) -> bool {
    let shown = alike(shown);
    about.titles().map(alike).any(|title| title.contains(&shown) || title.len() > 16 && shown.contains(&title))
}
