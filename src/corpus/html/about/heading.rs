//! The headline: which element of the page holds it, and what it says.

use super::{About, alike, plain};
use crate::corpus::html::dom::Dom;
use crate::corpus::html::lines::is_by;
use crate::corpus::html::names;
use crate::corpus::html::prose::folded;
use crate::corpus::html::tags::Tag;

/// Headings looked at.
const MOST_HEADINGS: usize = 200;

/// Nodes among which headings are looked for.
const MOST_SCANNED: usize = 100_000;

/// Nodes of an element that may hold a headline.
const MOST_NODES: usize = 100;

/// Words of a heading that is a name or a label and no headline.
const KICKER: usize = 3;

/// Bytes of a text with which the article has begun, if it ends as a sentence.
const LONG: usize = 80;

/// Words of a text that are compared with titles.
const MOST_WORDS: usize = 40;

/// Words by which sites call the element with a kicker.
const KICKERS: &[&str] = &[
    "antetitulo",
    "dachzeile",
    "eyebrow",
    "kicker",
    "occhiello",
    "overline",
    "roofline",
    "surtitre",
    "topline",
    "volanta",
];

/// Words of labels before headlines: "LIVE:", "Opinion |".
const LABELS: &[&str] = &[
    "analysis",
    "breaking",
    "comment",
    "editorial",
    "exclusive",
    "explainer",
    "feature",
    "interview",
    "letters",
    "listen",
    "live",
    "news",
    "obituary",
    "opinion",
    "photos",
    "review",
    "the",
    "update",
    "updated",
    "updates",
    "video",
    "watch",
];

/// The element that holds the headline: a heading that a title of the page repeats, else one of the first rank that is
/// more than a name, or one that is called a headline; on a page without, a line that says what the window's title says.
pub(super) fn find(dom: &Dom, about: &About) -> Option<usize> {
    let headings = |wanted: &[Tag]| -> Vec<(usize, String)> {
        let nodes = dom.nodes().iter().enumerate();
        let found = nodes.filter(|(at, node)| wanted.contains(&node.tag) && node.end - at < MOST_NODES);
        found
            .take(MOST_HEADINGS)
            .map(|(at, _)| (at, dom.inner_text(at)))
            .filter(|(_, text)| text.contains(char::is_alphanumeric) && !about.site.is(text))
            .map(|(at, text)| (at, alike(&text)))
            .collect()
    };
    let titles = Titles::of(about);
    let first = headings(&[Tag::H1]);
    let others = headings(&[Tag::H2, Tag::H3]);
    let repeated = |found: &[(usize, String)]| found.iter().find(|(_, text)| titles.repeat(text)).map(|(at, _)| *at);
    let long = |(_, text): &&(usize, String)| text.split(' ').count() > KICKER;
    let called = |found: &&(usize, String)| long(found) && is_called(dom, found.0) && titles.share(&found.1);
    // What is called the headline of an article element, or stands in its header, needs no title to say so.
    let of_article = |found: &&(usize, String)| {
        long(found) && (is_called(dom, found.0) && is_in_article(dom, found.0) || is_headed(dom, found.0))
    };
    // Front pages have many article elements.
    let mut of_articles = others.iter().filter(of_article).map(|(at, _)| *at);
    let only =
        of_articles.next().filter(|first| of_articles.all(|other| article_of(dom, other) == article_of(dom, *first)));
    repeated(&first)
        .or_else(|| first.iter().find(long).map(|(at, _)| *at))
        .or_else(|| repeated(&others))
        .or_else(|| others.iter().find(called).map(|(at, _)| *at))
        .or_else(|| only.filter(|_| first.is_empty()))
        .or_else(|| line(dom, about, &titles))
        .or_else(|| large(dom, about))
}

/// The first words in large letters, on pages from before style sheets.
fn large(dom: &Dom, about: &About) -> Option<usize> {
    let is_large = |size: &str| matches!(size.trim(), "4" | "5" | "6" | "7" | "+1" | "+2" | "+3" | "+4");
    let nodes = dom.nodes().iter().enumerate();
    let large = nodes.filter(|(at, node)| node.end - at < 6 && dom.attribute(*at, "size").is_some_and(is_large));
    large.map(|(at, _)| at).find(|&at| {
        let text = folded(&dom.inner_text(at));
        text.split(' ').count() > KICKER && text.len() < 200 && !about.site.is(&text)
    })
}

/// The smallest element that says what the window's title says, as on pages that only set their headline in large letters:
/// a part of the title, or a line that has the most of its words.
fn line(dom: &Dom, about: &About, titles: &Titles) -> Option<usize> {
    let parts = names::parts(&about.title);
    let whole: Vec<String> = parts.into_iter().map(alike).filter(|part| part.split(' ').count() >= KICKER).collect();
    let mut best: Option<(usize, usize)> = None;
    let mut begun = false;
    for (at, node) in dom.nodes().iter().enumerate() {
        let (text, parent) = (dom.text(at), node.parent);
        let around = &dom.nodes()[parent];
        if node.tag != Tag::Text || matches!(around.tag, Tag::Title | Tag::A | Tag::Script) {
            continue;
        }
        if is_by(text.trim()) || names::is_role(&folded(text)) {
            continue;
        }
        // A sentence of the text is no headline, nor is what stands behind one.
        let open = !text.trim_end().ends_with('.');
        begun |= !open && text.len() > LONG;
        if begun {
            break;
        }
        let said = alike(text);
        if text.len() > about.title.len() * 2 + 60 || text.len() < 12 || around.end - parent > 6 {
            continue;
        }
        // Of several parts, the longest: the other is the site's name.
        let score = if whole.contains(&said) { 1000 + said.len() } else { titles.shared(&said) * usize::from(open) };
        if score > best.map_or(1, |(score, _)| score) && !about.site.is(text) {
            best = Some((score, parent));
        }
    }
    best.map(|(_, at)| at)
}

/// Whether an element, or the one around it, is called a headline.
fn is_called(dom: &Dom, at: usize) -> bool {
    let named = |node: usize| {
        ["class", "id", "itemprop", "data-testid", "data-qa"].iter().filter_map(|key| dom.attribute(node, key)).any(
            |value| {
                let value = value.to_lowercase();
                ["headline", "title", "heading"].iter().any(|word| value.contains(word))
            },
        )
    };
    named(at) || named(dom.nodes()[at].parent)
}

/// What the page's tags call the article.
struct Titles(Vec<String>);

impl Titles {
    fn of(about: &About) -> Self {
        Self(about.titles().map(alike).collect())
    }

    /// Whether one of them has the words of a text, or is a part of it.
    fn repeat(&self, text: &str) -> bool {
        let among = |title: &String| title.contains(text) || title.len() > 16 && text.contains(title.as_str());
        text.len() > 8 && self.0.iter().any(among)
    }

    /// How many of a text's longer words are in one of them, and how many it has.
    fn common(&self, text: &str) -> (usize, usize) {
        let long = || text.split(' ').filter(|word| word.chars().count() > 3).take(MOST_WORDS);
        let shared = |title: &String| long().filter(|word| title.split(' ').any(|other| other == *word)).count();
        (self.0.iter().map(shared).max().unwrap_or(0), long().count())
    }

    /// How many of a text's longer words are in one of them, if these are half of them or more.
    fn shared(&self, text: &str) -> usize {
        let (most, all) = self.common(text);
        if most * 2 >= all { most } else { 0 }
    }

    /// Whether it may be another form of one of them.
    fn share(&self, text: &str) -> bool {
        self.shared(text) > 1
    }
}

/// The address to which a headline leads, or that is marked as the article's own (`rel=bookmark`).
pub(super) fn bookmark(dom: &Dom, heading: usize) -> Option<String> {
    let link = |at: &usize| dom.nodes()[*at].tag == Tag::A && dom.attribute(*at, "href").is_some();
    let inside = (heading..dom.nodes()[heading].end).find(link);
    let marked = |at: &usize| link(at) && dom.attribute(*at, "rel") == Some("bookmark");
    let mut others = (0..dom.nodes().len()).filter(marked).filter_map(|at| dom.attribute(at, "href"));
    let only = || others.next().filter(|first| others.all(|other| other == *first));
    let found = inside.and_then(|at| dom.attribute(at, "href")).or_else(only)?;
    found.starts_with("http").then(|| found.to_owned())
}

/// The headline, without the names of the site, which are `sites`.
///
/// What the page shows is what its reader calls the headline; what it tells search engines may be shorter, or other words
/// altogether. A heading that has nothing of these in it is believed only if it is called a headline, and not the words
/// before a headline ("LIVE:").
pub(super) fn headline(dom: &Dom, about: &About, sites: &[&str]) -> Option<String> {
    let stripped = |title: &str| names::without_site(&plain(title), sites);
    let shown = about.heading.map(|at| (at, stripped(&text(dom, about, at)))).filter(|(_, shown)| !shown.is_empty());
    let said = about.said.headline.as_deref().or(about.microdata.headline.as_deref()).map(&stripped);
    let cut = |title: &String| title.ends_with("...") || title.ends_with('…');
    let titles = Titles::of(about);
    let headline = match (shown, said) {
        (Some((_, shown)), Some(said)) if !cut(&said) && is_kicked(&shown, &said) => Some(said),
        (Some((at, shown)), Some(said)) if !cut(&said) => {
            let words = alike(&shown);
            let believed = titles.repeat(&words)
                || titles.share(&words)
                || is_called(dom, at)
                || is_headed(dom, at)
                || is_only(dom, about, at, &titles);
            Some(if believed { shown } else { said })
        }
        (Some((_, shown)), _) => Some(shown),
        (None, said) => said.or_else(|| about.titles().next().map(&stripped)),
    };
    headline.filter(|headline| headline.chars().any(char::is_alphabetic))
}

/// Whether an element stands in the header of an article element.
fn is_headed(dom: &Dom, at: usize) -> bool {
    let header = dom.around(at, |tag| tag == Tag::Header);
    header != 0 && is_in_article(dom, header)
}

/// The article element that an element stands in; the root if there is none.
fn article_of(dom: &Dom, at: usize) -> usize {
    dom.around(at, |tag| tag == Tag::Article)
}

/// Whether an element stands in an article element.
fn is_in_article(dom: &Dom, at: usize) -> bool {
    article_of(dom, at) != 0
}

/// Whether a heading that has two words of a title, or stands in an article element, is the only one of the first rank, and no
/// other has the whole of one.
fn is_only(dom: &Dom, about: &About, at: usize, titles: &Titles) -> bool {
    let of = |wanted: &'static [Tag]| {
        let nodes = dom.nodes().iter().enumerate().take(MOST_SCANNED);
        nodes.filter(move |(_, node)| wanted.contains(&node.tag) && node.end > 0).map(|(at, _)| at)
    };
    let text = |at: usize| dom.inner_text(at);
    let mut first = of(&[Tag::H1]).filter(|&other| other != at && !about.site.is(&text(other)));
    dom.nodes()[at].tag == Tag::H1
        && (titles.common(&alike(&text(at))).0 > 1 || is_in_article(dom, at))
        && first.all(|other| text(other).trim().is_empty())
        && !of(&[Tag::H2, Tag::H3]).take(MOST_HEADINGS).any(|other| titles.repeat(&alike(&text(other))))
}

/// The text of a heading, without the kicker that it may have in an element of its own.
fn text(dom: &Dom, about: &About, at: usize) -> String {
    let mut text = String::new();
    let mut node = at + 1;
    while node < dom.nodes()[at].end {
        let is_kicker = ["class", "data-testid"].iter().filter_map(|key| dom.attribute(node, key)).any(|value| {
            let value = value.to_lowercase();
            KICKERS.iter().any(|word| value.contains(word))
        });
        if is_kicker {
            node = dom.nodes()[node].end;
        } else {
            text.push_str(dom.text(node));
            node += 1;
        }
    }
    let text = folded(text.trim_start_matches(|c: char| c.is_whitespace() || c == ':'));
    if let Some(text) = behind_kicker(dom, about, at) {
        return text;
    }
    if text.split(' ').count() < KICKER { folded(&dom.inner_text(at)) } else { text }
}

/// The second of two elements in a heading, where a title of the page has a colon between them.
fn behind_kicker(dom: &Dom, about: &About, at: usize) -> Option<String> {
    let parts: Vec<String> =
        dom.children(at).map(|child| folded(&dom.inner_text(child))).filter(|part| !part.is_empty()).collect();
    let [kicker, text] = parts.as_slice() else { return None };
    let (joined, behind) = (format!("{kicker}: {text}"), format!(": {text}"));
    let parted = |title: &str| title.starts_with(&joined) || title == text || title.contains(&behind);
    (text.split(' ').count() > KICKER && about.titles().any(|title| parted(&folded(title)))).then(|| text.clone())
}

/// Whether what is shown is what is said with a label before it.
fn is_kicked(shown: &str, said: &str) -> bool {
    let (shown, said) = (alike(shown), alike(said));
    let kicker = shown.strip_suffix(said.as_str()).filter(|kicker| kicker.ends_with(' '));
    kicker.is_some_and(|kicker| kicker.split_whitespace().all(|word| LABELS.contains(&word)))
}
