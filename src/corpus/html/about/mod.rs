//! What a page says about its article beside the text: JSON-LD first, then microdata, then `<meta>`, then what is to be
//! seen on the page. `docs/html.md` has the order for each value. `byline` has the authors, `day` the day of publication,
//! `heading` the headline, `site` the outlet.

mod byline;
mod day;
mod heading;
mod site;

use rustc_hash::FxHashMap;

use super::classes::Classes;
use super::dom::Dom;
use super::json_ld::{self, Said};
use super::prose::folded;
use super::tags::Tag;
use crate::corpus::Metadata;
use crate::corpus::press::url;

pub(in crate::corpus) use site::{behind_headline as site_behind, is_host, of_title as site_of_title};

use byline::Byline;
use day::Shown;
use site::Site;

/// Values of one name that are kept.
const MOST_VALUES: usize = 30;

/// Nodes of a bar of buttons that are looked at.
const MOST_IN_BAR: usize = 30;

/// The shortest description by which a standfirst is known, in bytes.
const DESCRIPTION: usize = 25;

/// Nodes of an element among which its headline must be.
const MOST_BEFORE_HEADLINE: usize = 120;

/// The page's `<meta>`: values by name, in lower case.
#[derive(Debug, Default)]
struct Meta(FxHashMap<String, Vec<String>>);

impl Meta {
    fn all(&self, name: &str) -> Option<&[String]> {
        self.0.get(name).map(Vec::as_slice)
    }

    /// The first value of the first of these names that has one.
    fn first(&self, names: &[&str]) -> Option<&String> {
        names.iter().find_map(|name| self.all(name)?.first())
    }

    fn add(&mut self, name: &str, value: &str) {
        let values = self.0.entry(name.to_lowercase()).or_default();
        if values.len() < MOST_VALUES {
            values.push(value.to_owned());
        }
    }
}

/// What stands on the page, before it is known which part is the article.
#[derive(Debug, Default)]
pub(super) struct About {
    said: Said,
    meta: Meta,
    title: String,
    canonical: Option<String>,
    microdata: Said,
    bylines: Vec<Byline>,
    shown: Vec<Shown>,
    site: Site,
    saved_from: Option<String>,
    /// An address that stands on the page in letters, as printer's versions have it.
    printed: Option<(usize, String)>,
    /// Where the headline leads: on blogs, to the article itself.
    bookmark: Option<String>,
    /// The headline's element.
    pub(super) heading: Option<usize>,
}

impl About {
    /// Gathers what a page says.
    pub(super) fn of(dom: &Dom) -> Self {
        let mut about = Self { saved_from: dom.saved_from.clone(), site: Site::of(dom), ..Self::default() };
        let mut scripts = Vec::new();
        let mut classes = Classes::default();
        let mut skip_until = 0;
        for (at, node) in dom.nodes().iter().enumerate() {
            match node.tag {
                Tag::Meta => about.meta(dom, at),
                Tag::Link if dom.attribute(at, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                    about.canonical = about.canonical.or_else(|| dom.attribute(at, "href").map(str::to_owned));
                }
                // The toolbar of the Wayback Machine.
                Tag::Input if is_archived_address(dom, at) => {
                    about.saved_from = about.saved_from.or_else(|| dom.attribute(at, "value").map(str::to_owned));
                }
                Tag::Script => scripts.push(dom.inner_text(at)),
                Tag::Title if about.title.is_empty() => about.title = folded(&dom.inner_text(at)),
                Tag::Text if about.printed.is_none() => {
                    about.printed = url(dom.text(at).trim()).map(|url| (at, url.to_owned()));
                }
                Tag::Text => {}
                _ if at < skip_until => {}
                _ => {
                    let class = classes.of(dom, at);
                    let other =
                        dom.attribute(at, "itemprop").is_some_and(|prop| matches!(prop, "comment" | "liveBlogUpdate"));
                    // The footer of an article has its author and day, that of the page has not.
                    let foot = node.tag == Tag::Footer && article_around(dom, at) == 0;
                    let never = class.never && node.tag.is_block() && !about.is_titled(dom, at);
                    if never || other || foot || node.tag == Tag::Nav {
                        // Bars of buttons may hold the day.
                        if dom.attribute(at, "class").is_some_and(|class| class.contains("share")) {
                            let inside = at..node.end.min(at + MOST_IN_BAR);
                            inside.for_each(|at| day::gather(&mut about.shown, dom, at));
                        }
                        skip_until = node.end;
                    } else {
                        about.seen(dom, at);
                    }
                }
            }
        }
        scripts.retain(|script| !script.is_empty());
        let own: Vec<String> = about.titles().map(alike).filter(|title| title.len() > 8).collect();
        let addresses: Vec<&str> = about.addresses().collect();
        about.said = json_ld::read(&scripts, |said| {
            let title = alike(said);
            addresses.contains(&said)
                || title.len() > 8 && own.iter().any(|own| own.starts_with(&title) || title.starts_with(own))
        });
        about.heading = heading::find(dom, &about);
        about.bookmark = about.heading.and_then(|heading| heading::bookmark(dom, heading));
        about.forget_other_footers(dom);
        about
    }

    /// Whether an element holds the headline by the window's title: what it is called is not believed then.
    fn is_titled(&self, dom: &Dom, at: usize) -> bool {
        let title = alike(&self.title);
        let end = dom.nodes()[at].end.min(at + MOST_BEFORE_HEADLINE);
        let mut headings = (at..end).filter(|&at| matches!(dom.nodes()[at].tag, Tag::H1 | Tag::H2 | Tag::H3));
        title.len() > 12
            && headings.any(|heading| {
                let heading = alike(&dom.inner_text(heading));
                heading.len() > 12 && title.contains(&heading) && !self.site.is(&heading)
            })
    }

    fn meta(&mut self, dom: &Dom, at: usize) {
        let Some(value) = dom.attribute(at, "content").map(plain).filter(|value| !value.is_empty()) else { return };
        if let Some(prop) = dom.attribute(at, "itemprop") {
            self.property(prop, dom, at, &value);
        }
        for key in ["property", "name"] {
            if let Some(name) = dom.attribute(at, key) {
                self.meta.add(name, &value);
                break;
            }
        }
    }

    /// One value of microdata.
    fn property(&mut self, prop: &str, dom: &Dom, at: usize, value: &str) {
        let set = |into: &mut Option<String>| {
            if into.is_none() && !value.is_empty() {
                *into = Some(value.to_owned());
            }
        };
        match prop {
            "headline" => set(&mut self.microdata.headline),
            "datePublished" => set(&mut self.microdata.published),
            "author" if self.microdata.authors.len() < MOST_VALUES => self.microdata.authors.push(value.to_owned()),
            "publisher" => set(&mut self.microdata.outlet),
            "name" => {
                // The nearest item that it may be the name of.
                let mut item = dom.nodes()[at].parent;
                for _ in 0..3 {
                    match dom.attribute(item, "itemprop") {
                        Some("publisher") => return set(&mut self.microdata.outlet),
                        Some("author") if dom.nodes()[at].tag == Tag::Meta => {
                            return self.microdata.authors.push(value.to_owned());
                        }
                        Some(_) => return,
                        None => item = dom.nodes()[item].parent,
                    }
                }
            }
            _ => {}
        }
    }

    /// What an element of the page's body says.
    fn seen(&mut self, dom: &Dom, at: usize) {
        let node = &dom.nodes()[at];
        let text = || {
            let few = dom.nodes()[at].end - at < 60;
            if few { folded(&dom.inner_text(at)) } else { String::new() }
        };
        if let Some(prop) = dom.attribute(at, "itemprop") {
            let given = ["content", "datetime", "title"].iter().find_map(|key| dom.attribute(at, key));
            let value = given.map_or_else(text, plain);
            let named = |&child: &usize| dom.attribute(child, "itemprop") == Some("name");
            let name = (at + 1..node.end.min(at + 60)).find(named);
            let value = match (prop, name) {
                ("author" | "publisher", Some(name)) => {
                    dom.attribute(name, "content").map_or_else(|| folded(&dom.inner_text(name)), plain)
                }
                _ => value,
            };
            self.property(prop, dom, at, &value);
        }
        byline::gather(&mut self.bylines, dom, at);
        day::gather(&mut self.shown, dom, at);
    }

    /// Forgets what the footers of other articles on the page say.
    fn forget_other_footers(&mut self, dom: &Dom) {
        let heading = self.heading;
        let own = |node: usize| match dom.around(node, |tag| tag == Tag::Footer) {
            0 => true,
            foot => {
                let article = article_around(dom, foot);
                heading.is_some_and(|heading| (article..dom.nodes()[article].end).contains(&heading))
            }
        };
        self.bylines.retain(|byline| own(byline.node));
        self.shown.retain(|shown| own(shown.node));
    }

    /// What may be the headline, the surest first.
    fn titles(&self) -> impl Iterator<Item = &str> {
        let meta = ["og:title", "twitter:title", "parsely-title", "dc.title", "citation_title", "title"];
        let metas = meta.into_iter().filter_map(|name| self.meta.first(&[name]));
        let said = [&self.said.headline, &self.microdata.headline].into_iter().flatten();
        said.chain(metas).chain([&self.title]).map(String::as_str).filter(|title| !title.is_empty())
    }

    fn addresses(&self) -> impl Iterator<Item = &str> {
        self.canonical.iter().chain(self.meta.first(&["og:url"])).map(String::as_str)
    }

    /// The last byline before a node.
    pub(super) fn last_byline_before(&self, node: usize) -> Option<usize> {
        self.bylines.iter().map(|byline| byline.node).take_while(|&at| at < node).last()
    }

    /// What the page says the article is about, in the form of [`alike`]: often its standfirst, or the beginning of that.
    pub(super) fn descriptions(&self) -> Vec<String> {
        let names = ["description", "og:description", "twitter:description", "dc.description"];
        let mut found: Vec<String> =
            names.iter().filter_map(|name| self.meta.first(&[name])).map(|value| alike(value)).collect();
        found.retain(|value| value.len() >= DESCRIPTION);
        found
    }

    /// The text that the page says its article has; it may be markup.
    pub(super) fn body(&self) -> Option<&str> {
        self.said.body.as_deref()
    }

    /// The metadata. `lines` are those about the article that stood around its text, the first node of which is `start`.
    pub(super) fn metadata(&self, dom: &Dom, lines: &[String], start: usize) -> Metadata {
        let url = self.url();
        let host = url.as_deref().and_then(|url| url.split('/').nth(2)).unwrap_or_default();
        let headline = heading::headline(dom, self, &site::names_in_titles(self, host));
        let outlet = site::outlet(self, host);
        let author = byline::author(self, dom, lines, outlet.as_deref(), start);
        let published = day::published(self, dom, lines, start, url.as_deref());
        Metadata { headline, author, outlet, url, published }
    }

    fn url(&self) -> Option<String> {
        self.address().map(|url| unarchived(&url).to_owned())
    }

    /// The address that the page has, perhaps one of an archive.
    fn address(&self) -> Option<String> {
        // Below the headline it may be any address.
        let printed = self.printed.as_ref().filter(|(at, _)| self.heading.is_some_and(|heading| *at < heading));
        let whole = |url: &str| url.contains("://").then(|| url.trim().to_owned());
        let known: Vec<&str> = self
            .addresses()
            .chain(self.said.url.as_deref())
            .chain(self.meta.first(&["twitter:url", "parsely-link"]).map(String::as_str))
            .chain(self.saved_from.as_deref())
            .chain(self.bookmark.as_deref())
            .chain(printed.map(|(_, url)| url.as_str()))
            .collect();
        let first = known.first()?;
        if let Some(first) = whole(first) {
            // A template's mistake: every page's canonical address is the front page.
            let front = |url: &str| url.split('/').skip(3).all(str::is_empty);
            let better = known.iter().copied().filter_map(whole).find(|url| !front(url));
            return Some(if front(&first) { better.unwrap_or(first) } else { first });
        }
        let other = known.iter().copied().find_map(whole);
        let origin = other.as_ref().map(|url| url.split('/').take(3).collect::<Vec<_>>().join("/"));
        match (origin, first.strip_prefix("//")) {
            (_, Some(rest)) => Some(format!("https://{rest}")),
            (Some(origin), None) if first.starts_with('/') => Some(format!("{origin}{}", first.trim())),
            _ => other,
        }
    }
}

/// Whether an input of the toolbar of the Wayback Machine holds the address that was archived.
fn is_archived_address(dom: &Dom, at: usize) -> bool {
    let toolbar = || dom.around(at, |tag| tag == Tag::Form);
    dom.attribute(at, "id") == Some("wmtbURL")
        || dom.attribute(at, "name") == Some("url") && dom.attribute(toolbar(), "name") == Some("wmtb")
}

/// The address that was archived: `https://web.archive.org/web/20250502101500/https://selwickpost.example/ferry`.
fn unarchived(url: &str) -> &str {
    let inner = || {
        let rest = url.split_once("://web.archive.org/web/")?.1;
        let (stamp, inner) = rest.split_once('/')?;
        (stamp.starts_with(|c: char| c.is_ascii_digit()) && inner.contains("://")).then_some(inner)
    };
    inner().unwrap_or(url)
}

/// The article around a node; the root's index if there is none.
fn article_around(dom: &Dom, node: usize) -> usize {
    dom.around(node, |tag| matches!(tag, Tag::Article | Tag::Main))
}

/// Plain text from a value that may hold character references or tags.
pub(super) fn plain(value: &str) -> String {
    if value.contains(['&', '<']) { folded(&Dom::parse(value).inner_text(0)) } else { folded(value) }
}

/// A text by which two forms of a headline are compared: letters and digits in lower case.
pub(super) fn alike(text: &str) -> String {
    let mut words = String::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !words.is_empty() {
            words.push(' ');
        }
        words.extend(word.chars().flat_map(char::to_lowercase));
    }
    words
}

#[cfg(test)]
mod tests;
