//! The day of publication: what the page's tags say, and the day that it shows.
//!
//! A stamp in Greenwich time tells the instant, and not the day that the paper's readers saw: an evening in Denver is the
//! next morning there. So if the first stamp is one, the page is asked for the local day.

use jiff::civil::Date;
use jiff::fmt::temporal::DateTimeParser;

use super::{About, article_around};
use crate::corpus::html::days::{both_ways, day};
use crate::corpus::html::dom::Dom;
use crate::corpus::html::prose::folded;
use crate::corpus::html::tags::Tag;
use crate::corpus::published::{self, is_weekday, month};

/// The `<meta>` with the day of publication, the surest first.
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

/// Days shown that are kept.
const MOST: usize = 30;

/// The longest text with a day in it, in bytes.
const LONGEST: usize = 200;

/// Nodes of an element that shows a day.
const MOST_NODES: usize = 20;

/// Seconds by which two stamps of one event may differ: systems write them one after the other.
const SAME: i64 = 90;

/// Words in the names of elements that show the day of publication, and of a change.
const MARKED: &[&str] = &["entry-date", "posted", "pubdate", "publish"];
const CALLED: &[&str] = &["articledate", "dateline", "datestamp", "postdate", "storydate", "timestamp"];
const CHANGED: &[&str] = &["modif", "updat"];

/// Properties that hold it in `RDFa`.
const CREATED: &[&str] = &["dc:created", "dc:date", "dcterms:created", "schema:datePublished"];

static ISO: DateTimeParser = DateTimeParser::new();

/// A day that the page shows.
#[derive(Debug)]
pub(super) struct Shown {
    pub(super) node: usize,
    /// `datetime` of `<time>`.
    stamp: Option<String>,
    /// What is to be read.
    text: String,
    /// Whether it is marked as that of publication.
    marked: bool,
    /// Whether nothing but what is to be read says that it is a day.
    bare: bool,
}

impl Shown {
    fn of(dom: &Dom, at: usize) -> Option<Self> {
        let node = &dom.nodes()[at];
        let class = dom.attribute(at, "class").unwrap_or_default().to_lowercase();
        let run = class.replace(['-', '_'], "");
        let holds = |words: &[&str]| words.iter().any(|word| class.contains(word) || run.contains(word));
        // `<time>`, and elements of scripts that show how long ago it was.
        let time = node.tag == Tag::Time || dom.attribute(at, "datetime").is_some();
        let marked = holds(MARKED)
            || dom.attribute(at, "pubdate").is_some()
            || dom.attribute(at, "itemprop") == Some("datePublished");
        let label = dom.attribute(at, "aria-label").filter(|label| is_labelled(label));
        // As Drupal writes it: `<span property="dc:date dc:created" content="2025-05-02T10:15:00+02:00">`.
        let created =
            dom.attribute(at, "property").is_some_and(|property| property.split(' ').any(|one| CREATED.contains(&one)));
        if let Some(stamp) = dom.attribute(at, "content").filter(|stamp| created && day(stamp).is_some()) {
            return Some(Self {
                node: at,
                stamp: Some(stamp.to_owned()),
                text: String::new(),
                marked: true,
                bare: false,
            });
        }
        let called = holds(CALLED);
        // It may be today's at the head of a page, too.
        let dated = class.split(' ').any(|name| name == "date");
        let named = time || marked || called || label.is_some();
        if !named && (node.end == at + 2 || dated) {
            let text = folded(&dom.inner_text(at));
            let bare = if dated { node.end - at < MOST_NODES && day(&text).is_some() } else { is_alone(&text) };
            return bare.then_some(Self { node: at, stamp: None, text, marked: false, bare });
        }
        if !named || node.end - at >= MOST_NODES {
            return None;
        }
        // WordPress: "entry-date published updated" is an article that was never changed.
        if holds(CHANGED) && !marked || time && is_announced_as_change(dom, at) {
            return None;
        }
        let text = folded(&dom.inner_text(at));
        let text = published_part(if text.is_empty() { label.unwrap_or_default() } else { &text }).to_owned();
        // Microformats have `<abbr title="2025-05-02T10:15:00Z">`.
        let stamp =
            dom.attribute(at, "datetime").or_else(|| dom.attribute(at, "title")).filter(|stamp| day(stamp).is_some());
        let told = time || stamp.is_some() || day(&text).is_some() || both_ways(&text).next().is_some();
        let stamp = stamp.map(str::to_owned);
        let marked = marked || label.is_some();
        (told && text.len() < LONGEST).then_some(Self { node: at, stamp, text, marked, bare: false })
    }

    fn day(&self) -> Option<Date> {
        day(&self.text)
    }
}

/// Adds an element to the days shown if it is one.
pub(super) fn gather(shown: &mut Vec<Shown>, dom: &Dom, at: usize) {
    if shown.len() < MOST {
        shown.extend(Shown::of(dom, at));
    }
}

/// Whether a text is a day and perhaps a time: "27 May, 2024 09:40 p.m. AR".
fn is_alone(text: &str) -> bool {
    let first = text.split([' ', ',', '.']).next().unwrap_or_default().to_lowercase();
    let opens = first.starts_with(|c: char| c.is_ascii_digit()) || month(&first).is_some() || is_weekday(&first);
    text.len() < 40 && (published::parse(text).is_some() || opens && text.len() < 32 && day(text).is_some())
}

/// "Published: 8:55 p.m. CT Jan. 7, 2025 Updated: ..."
fn is_labelled(label: &str) -> bool {
    label.len() < LONGEST && label.to_lowercase().starts_with("publish")
}

/// Whether the words before an element say that it shows the day of a change.
fn is_announced_as_change(dom: &Dom, at: usize) -> bool {
    let before = (at.saturating_sub(6)..at).rev().map(|node| dom.text(node).trim()).find(|text| !text.is_empty());
    before.is_some_and(|before| {
        let before = before.to_lowercase();
        let last = before.split_whitespace().rev().take(3);
        last.clone().any(|word| CHANGED.iter().any(|changed| word.contains(changed)))
            && !last.clone().any(|word| word.contains("publish"))
    })
}

/// A line up to where it goes on with the day of a change.
fn published_part(line: &str) -> &str {
    let lower = line.to_ascii_lowercase();
    let end = CHANGED.iter().filter_map(|word| lower.find(word)).min().unwrap_or(line.len());
    line[..end].trim_end_matches(|c: char| !c.is_alphanumeric())
}

/// The day of publication. `lines` are those about the article that stood around its text, the first node of which is
/// `start`; `url` is its address.
pub(super) fn published(about: &About, dom: &Dom, lines: &[String], start: usize, url: Option<&str>) -> Option<Date> {
    let said: Vec<&str> = [&about.said.published, &about.microdata.published]
        .into_iter()
        .flatten()
        .chain(PUBLISHED.iter().filter_map(|name| about.meta.first(&[name])))
        .map(String::as_str)
        .collect();
    // Above the text or marked; and what stands above the element with the headline is the day on which it was saved.
    let around = about.heading.map_or(0, |heading| article_around(dom, heading));
    let inside = |shown: &&Shown| {
        (around..dom.nodes()[around].end).contains(&shown.node)
            && (shown.node < start || shown.marked)
            // A bare day at the head of a page is today's.
            && (!shown.bare || about.heading.is_some_and(|heading| heading < shown.node))
    };
    let mut shown: Vec<&Shown> = about.shown.iter().filter(inside).collect();
    // Captions have days, too.
    if shown.iter().any(|shown| !shown.bare) {
        shown.retain(|shown| !shown.bare);
    }
    let of_lines = || lines.iter().filter_map(|line| day(published_part(line)));
    let evidence = Evidence {
        stamps: said.iter().copied().chain(shown.iter().filter_map(|shown| shown.stamp.as_deref())).collect(),
        days: shown.iter().filter_map(|shown| shown.day()).chain(of_lines()).collect(),
        open: shown.iter().flat_map(|shown| both_ways(&shown.text)).collect(),
        url,
    };
    if let Some(day) = said.iter().find_map(|text| evidence.local(text)) {
        return Some(day);
    }
    let of = |shown: &&Shown| shown.stamp.as_deref().and_then(|stamp| evidence.local(stamp)).or_else(|| shown.day());
    if let Some(day) = shown.iter().filter(|shown| shown.marked).find_map(of) {
        return Some(day);
    }
    let mut days: Vec<Date> = Vec::new();
    for day in shown.iter().filter(|shown| shown.node < start).filter_map(of) {
        if !days.contains(&day) {
            days.push(day);
        }
    }
    // Of several under a headline the first is that of publication; elsewhere they may be those of other articles.
    let below = about.heading.is_some_and(|heading| shown.iter().all(|shown| shown.node > heading));
    match days.as_slice() {
        [day] => Some(*day),
        [day, ..] if below => Some(*day),
        _ => of_lines().next(),
    }
}

/// What else tells the day.
struct Evidence<'a> {
    stamps: Vec<&'a str>,
    /// Days shown, the surest first.
    days: Vec<Date>,
    /// Both readings of days like 05/07/2021.
    open: Vec<Date>,
    url: Option<&'a str>,
}

impl Evidence<'_> {
    /// The day of a stamp where the paper is.
    fn local(&self, stamp: &str) -> Option<Date> {
        let written = day(stamp)?;
        let Some((instant, 0)) = instant(stamp) else { return Some(written) };
        let mut elsewhere = self
            .stamps
            .iter()
            .filter(|other| **other != stamp)
            .filter_map(|other| Some((day(other)?, self::instant(other)?)));
        if let Some((day, _)) = elsewhere.find(|(_, (other, offset))| *offset != 0 && (other - instant).abs() <= SAME) {
            return Some(day);
        }
        // Days alone, like `pdate`.
        let plain = self.stamps.iter().filter(|stamp| stamp.trim().len() <= 10).filter_map(|stamp| day(stamp));
        let beside = [written.yesterday().ok(), written.tomorrow().ok()].into_iter().flatten();
        let of_url = beside.filter(|day| self.url.is_some_and(|url| is_in_url(*day, url)));
        let days = self.days.iter().copied().chain(plain).chain(of_url).chain(self.open.iter().copied());
        Some(days.into_iter().find(|day| is_possible(*day, instant)).unwrap_or(written))
    }
}

/// Whether somewhere on Earth it was this day at an instant, in seconds since 1970.
fn is_possible(day: Date, instant: i64) -> bool {
    let at = |hours: i64| {
        let stamp = jiff::Timestamp::from_second(instant + hours * 3600).ok()?;
        Some(stamp.to_zoned(jiff::tz::TimeZone::UTC).date())
    };
    at(-12).is_some_and(|first| first <= day) && at(14).is_some_and(|last| day <= last)
}

/// Whether an address holds a day: `/2025/05/02/`, `/2025/may/02/`, `2025-05-02`.
fn is_in_url(day: Date, url: &str) -> bool {
    let formats = ["/%Y/%m/%d/", "/%Y/%-m/%-d/", "/%Y/%b/%d/", "%Y-%m-%d"];
    let url = url.to_lowercase();
    formats.iter().any(|format| url.contains(&day.strftime(format).to_string().to_lowercase()))
}

/// The seconds since 1970 of a stamp with time and zone, and the zone's difference from Greenwich in seconds.
fn instant(stamp: &str) -> Option<(i64, i32)> {
    let stamp = stamp.trim();
    let bare = stamp.strip_suffix("UTC").or_else(|| stamp.strip_suffix("GMT")).map(str::trim_end);
    let pieces = ISO.parse_pieces(bare.unwrap_or(stamp)).ok()?;
    let time = pieces.time()?;
    let offset = match bare {
        Some(_) => jiff::tz::Offset::UTC,
        None => pieces.to_numeric_offset()?,
    };
    let instant = offset.to_timestamp(pieces.date().to_datetime(time)).ok()?;
    Some((instant.as_second(), offset.seconds()))
}
