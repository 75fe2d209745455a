//! What a page says about its article beside the text: JSON-LD first, then microdata, then `<meta>`, then what is to be
//! seen on the page. `docs/html.md` has the order for each value.

use rustc_hash::FxHashMap;

use super::classes::Classes;
use super::days::day;
use super::dom::Dom;
use super::json_ld::{self, Said};
use super::names;
use super::prose::folded;
use super::tags::Tag;
use crate::corpus::Metadata;

/// Values of one name that are kept.
const MOST_VALUES: usize = 30;

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
const OUTLET: &[&str] = &["og:site_name", "dc.publisher", "dcterms.publisher", "citation_journal_title", "publisher"];
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "article.published",
    "article:published",
    "og:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "pdate",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "citation_publication_date",
    "citation_date",
    "cxenseparse:recs:publishtime",
    "publish-date",
    "publish_date",
    "publication_date",
    "published_date",
    "pubdate",
    "publishdate",
    "published",
    "date",
];

/// What stands on the page, before it is known which part is the article.
#[derive(Debug, Default)]
pub(super) struct About {
    said: Said,
    meta: FxHashMap<String, Vec<String>>,
    title: String,
    canonical: Option<String>,
    microdata: Said,
    /// Links to authors, and what is marked as a byline: the node and its text.
    bylines: Vec<(usize, String)>,
    /// `<time>`: the node, the day, and whether it is marked as that of publication.
    times: Vec<(usize, String, bool)>,
    saved_from: Option<String>,
    /// The headline's element.
    pub(super) heading: Option<usize>,
}

impl About {
    /// Gathers what a page says.
    pub(super) fn of(dom: &Dom) -> Self {
        let mut about = Self { saved_from: dom.saved_from.clone(), ..Self::default() };
        let mut scripts = Vec::new();
        let mut classes = Classes::default();
        let mut skip_until = 0;
        for (at, node) in dom.nodes().iter().enumerate() {
            match node.tag {
                Tag::Meta => about.meta(dom, at),
                Tag::Link if dom.attribute(at, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                    about.canonical = about.canonical.or_else(|| dom.attribute(at, "href").map(str::to_owned));
                }
                Tag::Script => scripts.push(dom.inner_text(at)),
                Tag::Title if about.title.is_empty() => about.title = folded(&dom.inner_text(at)),
                Tag::Text => {}
                _ if at < skip_until => {}
                _ => {
                    let class = classes.of(dom, at);
                    let other =
                        dom.attribute(at, "itemprop").is_some_and(|prop| matches!(prop, "comment" | "liveBlogUpdate"));
                    if (class.never && node.tag.is_block()) || other || matches!(node.tag, Tag::Footer | Tag::Nav) {
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
        about.heading = about.heading(dom);
        about
    }

    fn meta(&mut self, dom: &Dom, at: usize) {
        let Some(value) = dom.attribute(at, "content").map(plain).filter(|value| !value.is_empty()) else { return };
        if let Some(prop) = dom.attribute(at, "itemprop") {
            self.property(prop, dom, at, &value);
        }
        for key in ["property", "name"] {
            if let Some(name) = dom.attribute(at, key) {
                let values = self.meta.entry(name.to_lowercase()).or_default();
                if values.len() < MOST_VALUES {
                    values.push(value.clone());
                }
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
            let value = dom.attribute(at, "content").or_else(|| dom.attribute(at, "datetime")).map_or_else(text, plain);
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
        let class = dom.attribute(at, "class").unwrap_or_default().to_lowercase();
        if node.tag == Tag::Time || class.contains("entry-date") {
            let value = dom.attribute(at, "datetime").map_or_else(text, str::to_owned);
            let marked = ["publish", "entry-date", "pubdate", "posted"].iter().any(|word| class.contains(word))
                || dom.attribute(at, "pubdate").is_some()
                || dom.attribute(at, "itemprop") == Some("datePublished");
            if !["updat", "modif"].iter().any(|word| class.contains(word)) && self.times.len() < MOST_VALUES {
                self.times.push((at, value, marked));
            }
        }
        let rel =
            node.tag == Tag::A && dom.attribute(at, "rel").is_some_and(|rel| rel.split(' ').any(|rel| rel == "author"));
        let byline = ["byline", "author", "vcard"].iter().any(|word| class.contains(word)) && !class.contains("bio");
        if (rel || byline) && self.bylines.len() < MOST_VALUES {
            let text = text();
            if !text.is_empty() && text.len() < 200 {
                self.bylines.push((if rel { 0 } else { at }, text));
            }
        }
    }

    fn first(&self, names: &[&str]) -> Option<&String> {
        names.iter().find_map(|name| self.meta.get(*name)?.first())
    }

    /// What may be the headline, the surest first.
    fn titles(&self) -> impl Iterator<Item = &str> {
        let meta = ["og:title", "twitter:title", "parsely-title", "dc.title", "citation_title", "title"];
        let metas = meta.into_iter().filter_map(|name| self.meta.get(name)?.first());
        let said = [&self.said.headline, &self.microdata.headline].into_iter().flatten();
        said.chain(metas).chain([&self.title]).map(String::as_str).filter(|title| !title.is_empty())
    }

    fn addresses(&self) -> impl Iterator<Item = &str> {
        self.canonical.iter().chain(self.first(&["og:url"])).map(String::as_str)
    }

    /// The element that holds the headline: one that a title repeats, else the only heading of the first rank.
    fn heading(&self, dom: &Dom) -> Option<usize> {
        let titles: Vec<String> = self.titles().map(alike).collect();
        let headings = |wanted: &[Tag]| -> Vec<(usize, String)> {
            let nodes = dom.nodes().iter().enumerate();
            let found = nodes.filter(|(at, node)| wanted.contains(&node.tag) && node.end - at < 100);
            found
                .take(200)
                .map(|(at, _)| (at, alike(&dom.inner_text(at))))
                .filter(|(_, text)| !text.is_empty())
                .collect()
        };
        let first = headings(&[Tag::H1]);
        let said = |found: &[(usize, String)]| {
            let repeated = |text: &str| {
                text.len() > 8
                    && titles
                        .iter()
                        .any(|title| title.contains(text) || title.len() > 16 && text.contains(title.as_str()))
            };
            found.iter().find(|(_, text)| repeated(text)).map(|(at, _)| *at)
        };
        said(&first)
            .or_else(|| first.iter().filter(|(_, text)| text.split(' ').count() > 3).map(|(at, _)| *at).next())
            .or_else(|| said(&headings(&[Tag::H2, Tag::H3])))
    }

    /// The names of the site as they may stand in titles.
    fn sites(&self) -> Vec<&str> {
        let metas = OUTLET.iter().chain(&["application-name", "apple-mobile-web-app-title", "twitter:site"]);
        let said = [&self.said.outlet, &self.microdata.outlet].into_iter().flatten();
        metas.filter_map(|name| self.meta.get(*name)?.first()).chain(said).map(String::as_str).collect()
    }

    /// The text that the page says its article has; it may be markup.
    pub(super) fn body(&self) -> Option<&str> {
        self.said.body.as_deref()
    }

    /// The metadata. `lines` are those about the article that stood around its text, the first node of which is `start`.
    pub(super) fn metadata(&self, dom: &Dom, lines: &[String], start: usize) -> Metadata {
        let heading = self.heading.map(|at| folded(&dom.inner_text(at))).filter(|heading| !heading.is_empty());
        let sites = self.sites();
        let stripped = |title: &str| names::without_site(&plain(title), &sites);
        let said = self.said.headline.as_deref().or(self.microdata.headline.as_deref()).map(&stripped);
        let cut = |title: &String| title.ends_with("...") || title.ends_with('…');
        let headline = said
            .filter(|said| !cut(said) || heading.is_none())
            .or_else(|| heading.clone().map(|heading| stripped(&heading)))
            .or_else(|| self.titles().next().map(&stripped))
            .filter(|headline| headline.chars().any(char::is_alphabetic));
        let url = self.url();
        let outlet = [&self.said.outlet, &self.microdata.outlet]
            .into_iter()
            .flatten()
            .chain(self.first(OUTLET))
            .map(|name| plain(name))
            .find(|name| !name.is_empty() && name.len() < 100 && !name.contains("://") && !name.starts_with('@'))
            .or_else(|| self.outlet_of_title(headline.as_deref()?, url.as_deref()));
        let author = self.author(lines, outlet.as_deref(), start);
        let published = self.published(lines, start);
        Metadata { headline, author, outlet, url, published }
    }

    /// The site's name behind the headline in the window's title, if it is in the address, too, or looks like a name.
    fn outlet_of_title(&self, headline: &str, url: Option<&str>) -> Option<String> {
        let site = names::site_of(&self.title, headline)?;
        let bare: String = site.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
        let bare = bare.strip_prefix("the").unwrap_or(&bare);
        let host = url.and_then(|url| url.split('/').nth(2)).unwrap_or_default().replace(['-', '.'], "");
        (bare.len() > 2 && host.contains(bare)).then_some(site)
    }

    fn author(&self, lines: &[String], outlet: Option<&str>, start: usize) -> Option<String> {
        let plainly = |values: &[String]| -> Vec<String> { values.iter().map(|value| plain(value)).collect() };
        let authors = |values: &[String]| names::authors(&plainly(values), outlet);
        let written = (self.first(&["twitter:label1"]).is_some_and(|label| label == "Written by"))
            .then(|| self.meta.get("twitter:data1"))
            .flatten();
        // What is to be seen is believed only if it is clearly names.
        let clearly = |value: &String| {
            authors(std::slice::from_ref(value)).filter(|names| {
                names.split("; ").all(|name| {
                    (2..=4).contains(&name.split(' ').count())
                        && name
                            .split([' ', '-'])
                            .all(|word| word.starts_with(|c: char| !c.is_lowercase()) || word.len() < 4)
                })
            })
        };
        let linked: Vec<String> =
            self.bylines.iter().filter(|(at, _)| *at == 0).map(|(_, text)| text.clone()).collect();
        let by = |text: &&String| text.get(..3).is_some_and(|by| by.eq_ignore_ascii_case("by "));
        authors(&self.said.authors)
            .or_else(|| authors(&self.microdata.authors))
            .or_else(|| AUTHOR.iter().filter_map(|name| self.meta.get(*name)).find_map(|values| authors(values)))
            .or_else(|| written.and_then(|values| authors(values)))
            .or_else(|| authors(&linked))
            .or_else(|| lines.iter().filter(by).find_map(clearly))
            .or_else(|| self.bylines.iter().filter(|(at, _)| *at < start).map(|(_, text)| text).find_map(clearly))
    }

    fn published(&self, lines: &[String], start: usize) -> Option<jiff::civil::Date> {
        let said = [&self.said.published, &self.microdata.published].into_iter().flatten();
        let metas = PUBLISHED.iter().filter_map(|name| self.meta.get(*name)?.first());
        let marked = self.times.iter().filter(|(_, _, marked)| *marked).map(|(_, text, _)| text);
        let seen = || {
            let mut days: Vec<_> =
                self.times.iter().filter(|(at, ..)| *at < start).filter_map(|(_, text, _)| day(text)).collect();
            days.dedup();
            <[_; 1]>::try_from(days).ok().map(|[day]| day)
        };
        let lines = || lines.iter().filter(|line| !line.to_lowercase().contains("updated")).find_map(|line| day(line));
        said.chain(metas)
            .find_map(|text| day(text))
            .or_else(|| marked.take(1).find_map(|text| day(text)))
            .or_else(seen)
            .or_else(lines)
    }

    fn url(&self) -> Option<String> {
        let whole = |url: &str| url.contains("://").then(|| url.trim().to_owned());
        let known: Vec<&str> = self
            .addresses()
            .chain(self.said.url.as_deref())
            .chain(self.first(&["twitter:url", "parsely-link"]).map(String::as_str))
            .chain(self.saved_from.as_deref())
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
