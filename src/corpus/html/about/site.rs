//! The outlet: what a page calls the site it is on, by its tags, by the window's title, and by what stands around the
//! article: the logo, the link to the front page, the feed, the copyright line.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{About, alike, plain};
use crate::corpus::html::dom::Dom;
use crate::corpus::html::names::{self, same_name};
use crate::corpus::html::prose::folded;
use crate::corpus::html::tags::Tag;
use crate::corpus::press::is_outlet;

/// The `<meta>` with the outlet, the surest first.
const OUTLET: &[&str] = &["og:site_name", "dc.publisher", "dcterms.publisher", "citation_journal_title", "publisher"];

/// Names of the site that are kept.
const MOST: usize = 40;

/// The longest name of an outlet, in bytes.
const LONGEST: usize = 80;

/// Words by which sites call the element with their name in it.
const NAMED: &[&str] = &["brand", "logo", "masthead", "nameplate", "site-name", "site-title", "sitename", "sitetitle"];

/// Last words of companies' names.
const COMPANY: &[&str] = &[
    "ag",
    "b.v",
    "co",
    "company",
    "corp",
    "corporation",
    "gmbh",
    "kg",
    "m.b.h",
    "mbh",
    "s.a",
    "s.l",
    "s.p.a",
    "s.r.l",
    "verlag",
    "verlagsgesellschaft",
    "group",
    "holdings",
    "inc",
    "limited",
    "llc",
    "ltd",
    "media",
    "network",
    "plc",
    "publishing",
];

/// What stands around the article and may name the site.
#[derive(Debug, Default)]
pub(super) struct Site {
    /// Whole names: of the logo, of the link to the front page, of feeds.
    named: Vec<String>,
    /// Lines that hold a name: "© 2025 The Selwick Post. All rights reserved."
    lines: Vec<String>,
}

impl Site {
    /// Gathers it from a page.
    pub(super) fn of(dom: &Dom) -> Self {
        let mut site = Self::default();
        for (at, node) in dom.nodes().iter().enumerate() {
            match node.tag {
                Tag::Link if is_feed(dom, at) => {
                    // "The Selwick Post » Feed".
                    let title = dom.attribute(at, "title").unwrap_or_default();
                    let name = title.split(['»', '|']).next().unwrap_or_default().trim();
                    let kind = [" - Atom", " - RSS", " RSS", " RSS Feed", " Feed"]
                        .iter()
                        .find_map(|kind| name.strip_suffix(kind));
                    site.name(kind.unwrap_or(name));
                }
                Tag::A if leads_home(dom, at) && node.end - at < 20 => {
                    site.name(&dom.inner_text(at));
                    let picture = (at..node.end).find_map(|inside| dom.attribute(inside, "alt"));
                    site.name(picture.unwrap_or_default());
                }
                Tag::Img if is_named(dom, at) => site.name(dom.attribute(at, "alt").unwrap_or_default()),
                Tag::Text => {
                    let text = dom.text(at);
                    let copyright = text.contains('©') || text.contains("opyright");
                    if copyright && site.lines.len() < MOST && dom.nodes()[node.parent].tag != Tag::Script {
                        let block = block(dom, at);
                        let line =
                            if dom.nodes()[block].end - block < 20 { dom.inner_text(block) } else { text.into() };
                        site.lines.extend((line.len() < 400).then(|| alike(&line)));
                    }
                }
                tag if tag != Tag::Img && node.end - at < 8 && is_named(dom, at) => site.name(&dom.inner_text(at)),
                _ => {}
            }
        }
        site
    }

    fn name(&mut self, name: &str) {
        let name = folded(name);
        // "Selwick Post - News of the coast": the name without what it says of itself.
        if let Some((bare, _)) = [" - ", " – ", " | "].iter().find_map(|mark| name.split_once(mark)) {
            self.named
                .extend((self.named.len() < MOST && bare.len() > 2 && !is_generic(bare)).then(|| bare.to_owned()));
        }
        if self.named.len() < MOST && (2..LONGEST).contains(&name.len()) && !is_generic(&name) {
            self.named.push(name);
        }
    }

    /// Whether a text is the site's name by what stands around the article.
    pub(super) fn is(&self, text: &str) -> bool {
        self.named.iter().any(|name| same_name(name, text))
    }

    /// Whether the page says a name elsewhere, or its address `host` holds it.
    fn confirms(&self, name: &str, host: &str) -> bool {
        !is_generic(name) && self.confirmed(name, host)
    }

    fn confirmed(&self, name: &str, host: &str) -> bool {
        self.is(name) || self.has_line(name) || is_of_host(name, host)
    }

    fn has_line(&self, name: &str) -> bool {
        let name = alike(name);
        let name = name.strip_prefix("the ").unwrap_or(&name).to_owned();
        let holds = |line: &String| {
            line.match_indices(&name).any(|(at, _)| {
                let before = line[..at].chars().next_back();
                let after = line[at + name.len()..].chars().next();
                before.is_none_or(|c| c == ' ') && after.is_none_or(|c| c == ' ')
            })
        };
        name.len() > 3 && self.lines.iter().any(holds)
    }
}

/// Whether a name is one that every site has.
fn is_generic(name: &str) -> bool {
    const GENERIC: &[&str] =
        &["front page", "home", "homepage", "inicio", "local", "logo", "news", "opinion", "sports", "startseite"];
    GENERIC.contains(&alike(name).as_str())
}

fn is_feed(dom: &Dom, at: usize) -> bool {
    dom.attribute(at, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("alternate"))
        && dom.attribute(at, "type").is_some_and(|kind| kind.contains("rss") || kind.contains("atom"))
}

/// Whether a link leads to the front page.
fn leads_home(dom: &Dom, at: usize) -> bool {
    let home = dom.attribute(at, "rel").is_some_and(|rel| rel.split(' ').any(|rel| rel == "home"));
    let front = |href: &str| {
        let href = super::unarchived(href);
        let path = href.split_once("://").map_or(href, |(_, rest)| rest.find('/').map_or("/", |at| &rest[at..]));
        matches!(path, "/" | "/index.html" | "/index.htm" | "index.html" | "../index.html" | "./" | "../")
    };
    home || dom.attribute(at, "href").is_some_and(front)
}

/// Whether an element, or one close around it, is called the site's name.
fn is_named(dom: &Dom, at: usize) -> bool {
    let levels = if dom.nodes()[at].tag == Tag::Img { 3 } else { 1 };
    let mut node = at;
    for _ in 0..levels {
        for key in ["class", "id"] {
            let value = dom.attribute(node, key).unwrap_or_default().to_lowercase();
            if NAMED.iter().any(|name| value.contains(name)) {
                return true;
            }
        }
        node = dom.nodes()[node].parent;
    }
    // "Selwick Post logo".
    dom.nodes()[at].tag == Tag::Img && dom.attribute(at, "alt").is_some_and(|alt| alt.to_lowercase().ends_with(" logo"))
}

/// The block around a node.
fn block(dom: &Dom, at: usize) -> usize {
    let mut node = dom.nodes()[at].parent;
    while node != 0 && !dom.nodes()[node].tag.is_block() {
        node = dom.nodes()[node].parent;
    }
    node
}

/// Whether an address belongs to an outlet of this name: `selwickpost.example` to "The Selwick Post".
fn is_of_host(name: &str, host: &str) -> bool {
    let words: Vec<String> =
        unaccented(&name.replace('&', " and ")).split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect();
    let bare = words.concat();
    let bare = bare.strip_prefix("the").unwrap_or(&bare);
    let host = host.to_lowercase();
    let label = host.trim_start_matches("www.").rsplit_once('.').map_or("", |(label, _)| label).replace(['-', '.'], "");
    // "The Tansy Regis Observer" is on tansyobserver.example.
    let spells = |label: &str| {
        let mut rest = label;
        let used = words.iter().filter(|word| !word.is_empty()).filter(|word| {
            let left = rest.strip_prefix(word.as_str());
            rest = left.unwrap_or(rest);
            left.is_some()
        });
        used.count() > 1 && rest.is_empty()
    };
    let spelt = spells(&label) || host.split('.').any(|label| spells(&label.replace('-', "")));
    spelt
        || bare.len() > 2 && (label.contains(bare) || label.len() > 4 && bare.contains(&label))
        || label.len() > 2 && bare.starts_with(&label)
}

/// A name in lower case and without accents, as addresses have it.
fn unaccented(name: &str) -> String {
    name.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

/// Whether a name is that of a host: "selwickpost.example".
pub(in crate::corpus) fn is_host(name: &str) -> bool {
    !name.contains(' ') && name.contains('.')
}

/// Whether a name is that of a company rather than of a paper: "Selwick Media Group, Inc."
fn is_company(name: &str) -> bool {
    let last = name.rsplit(' ').next().unwrap_or_default();
    COMPANY.contains(&last.trim_matches(['.', ',']).to_lowercase().as_str())
}

/// The outlet, on a page of this host.
pub(super) fn outlet(about: &About, host: &str) -> Option<String> {
    let parts = names::parts(&about.title);
    let named: Vec<String> = [&about.said.outlet, &about.microdata.outlet]
        .into_iter()
        .flatten()
        .chain(OUTLET.iter().filter_map(|name| about.meta.first(&[name])))
        .map(|name| plain(name))
        .filter(|name| !name.is_empty() && name.len() < 100 && !name.contains("://") && !name.starts_with('@'))
        .collect();
    let first = named.iter().find(|name| !is_host(name));
    // Of the company's name and the paper's, the window's title has the paper's.
    let titled = |name: &&String| parts.iter().any(|part| same_name(part, name));
    let paper = || named.iter().find(titled).filter(|_| first.is_some_and(|first| is_company(first)));
    let other = || named.iter().find(|name| !is_host(name) && !is_company(name));
    let other = || first.filter(|first| is_company(first)).and_then(|_| other());
    let known = paper().or_else(other).or(first);
    if let Some(known) = known {
        // "cronobae" is what its title calls Cronobae.
        let small = !known.contains(char::is_uppercase);
        let titled = parts.iter().find(|part| small && same_name(part, known));
        return Some(titled.map_or_else(|| known.clone(), |part| (*part).to_owned()));
    }
    let of_title = parts.iter().filter(|part| parts.len() > 1 && part.len() < LONGEST && !is_host(part));
    let of_title = of_title.clone().rev().find(|part| about.site.confirms(part, host)).map(|part| (*part).to_owned());
    let twice = |name: &&String| about.site.has_line(name) || is_of_host(name, host);
    // "The Selwick Post | 08/23/2005 | Shrimpers brace for a lean fall".
    let press = || parts.first().filter(|part| parts.len() > 1 && is_outlet(part)).map(|part| (*part).to_owned());
    of_title.or_else(|| about.site.named.iter().find(twice).cloned()).or_else(|| named.first().cloned()).or_else(press)
}

/// The outlet that a title names on a site of this host: the part of it that the host's name has, too.
pub(in crate::corpus) fn of_title(title: &str, host: &str) -> Option<String> {
    let title = plain(title);
    let parts = names::parts(&title);
    let named = |part: &&&str| part.len() < LONGEST && !is_host(part) && is_of_host(part, host);
    parts.iter().rev().find(named).map(|name| (*name).to_owned())
}

/// The same where the title has a headline, too.
pub(in crate::corpus) fn behind_headline(title: &str, host: &str) -> Option<String> {
    of_title(title, host).filter(|name| plain(title).len() > name.len() + 3)
}

/// The names of the site as they may stand in titles, on a page of this host.
pub(super) fn names_in_titles<'a>(about: &'a About, host: &str) -> Vec<&'a str> {
    let metas = OUTLET.iter().chain(&["application-name", "apple-mobile-web-app-title", "twitter:site"]);
    let said = [&about.said.outlet, &about.microdata.outlet].into_iter().flatten().map(String::as_str);
    let parts = names::parts(&about.title);
    let parts = parts.into_iter().filter(|part| about.site.confirms(part, host));
    metas.filter_map(|name| about.meta.first(&[name])).map(String::as_str).chain(said).chain(parts).collect()
}
