//! What people copy with an article: the lines above it that name its outlet, its address, its day and its author. They tell
//! which of the lines is the headline, too: the first that is none of these.
//!
//! Nothing is taken from one line alone that might be a headline or a sentence: an outlet needs a word that names of outlets
//! have, or its day or address beside it; an author without "By" needs a day or a role beside it.

use jiff::civil::Date;

use super::{Paragraph, ParagraphKind, byline, dateline, shape};
use crate::corpus::MONTHS;
use crate::corpus::press::{self, credits, day, glued, is_outlet, issue, url};
use crate::span::Span;

/// Paragraphs among which the lines are looked for.
const TOP: usize = 12;
/// Paragraphs below a standfirst among which a byline is looked for, and above it.
const STANDFIRST: usize = 2;
/// Words from which a sentence is of the article's text.
const RUNNING: usize = 10;
/// Longest of the lines, in bytes; addresses may be longer.
const LONGEST: usize = 160;

/// Paragraphs among which a release says that it is one.
const RELEASE: usize = 5;
/// What releases begin with, in lower case.
const RELEASES: &[&str] = &[
    "communiqué de presse",
    "comunicado de prensa",
    "for immediate release",
    "media release",
    "medienmitteilung",
    "news release",
    "nota de prensa",
    "press release",
    "presseinformation",
    "pressemitteilung",
];

/// What the lines say.
#[derive(Debug, Default)]
pub(super) struct Top {
    /// Outlet.
    pub(super) outlet: Option<Span>,
    /// Address.
    pub(super) url: Option<Span>,
    /// Day, where no other rule for days reads it: in other languages, behind the outlet's name.
    pub(super) day: Option<Date>,
    /// Names of the authors.
    pub(super) author: Option<Span>,
    /// For each of the first paragraphs whether it is one of these lines.
    pub(super) taken: Vec<bool>,
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    Url(Span),
    Day(Date),
    /// Outlet and day in one.
    Issue(Span, Date),
    Outlet(Span),
    /// Outlet, day and names in one.
    Glued(Span, Date, Option<Span>),
    /// Names behind "By".
    Byline(Span),
    /// What may be a person's name alone.
    Name(Span),
    Role,
    /// A section ("Money > Consumer affairs"), a single word.
    Label,
    Other,
}

/// Reads the lines above the first sentence.
pub(super) fn read(text: &str, paragraphs: &[Paragraph]) -> Top {
    let running = |paragraph: &Paragraph| {
        let words = paragraph.span.slice(text);
        shape::is_sentence(words) && shape::words_up_to(words, RUNNING) >= RUNNING
            || words.len() > LONGEST * 2
            || dateline::find(words).is_some()
    };
    // A standfirst may stand above the byline.
    let credited = |at: usize| {
        let mut below = paragraphs.iter().skip(at + 1).take(STANDFIRST).map(|paragraph| line(text, paragraph));
        below.any(|line| matches!(line, Line::Byline(_) | Line::Issue(..) | Line::Glued(..)))
    };
    let end =
        (0..paragraphs.len().min(TOP)).find(|&at| running(&paragraphs[at]) && !(at < STANDFIRST + 1 && credited(at)));
    let Some(end) = end else { return Top::default() };
    let lines: Vec<Line> = paragraphs[..end].iter().map(|paragraph| line(text, paragraph)).collect();
    let dated = |at: usize| matches!(lines.get(at), Some(Line::Day(_) | Line::Role | Line::Issue(..)));
    let mut top = Top { taken: vec![false; end], ..Top::default() };
    let (mut seen_headline, mut is_released) = (false, false);
    let mut days = Vec::new();
    for (at, found) in lines.iter().enumerate() {
        let beside = dated(at + 1) || at > 0 && dated(at - 1);
        match *found {
            Line::Url(span) => _ = top.url.get_or_insert(span),
            // English days alone are judged by the rules of the stage `dates`, which look at the lines around them.
            Line::Day(day) => days.extend((!is_english(paragraphs[at].span.slice(text))).then_some(day)),
            Line::Issue(span, day) => {
                top.outlet.get_or_insert(span);
                days.push(day);
            }
            Line::Glued(span, day, author) => {
                top.outlet.get_or_insert(span);
                days.push(day);
                top.author = top.author.or(author);
            }
            Line::Outlet(span) => _ = top.outlet.get_or_insert(span),
            Line::Byline(span) => _ = top.author.get_or_insert(span),
            Line::Name(span) if seen_headline && beside => _ = top.author.get_or_insert(span),
            Line::Role => {}
            Line::Label if !seen_headline => {}
            Line::Name(_) | Line::Label | Line::Other => {
                seen_headline = true;
                continue;
            }
        }
        top.taken[at] = true;
    }
    // A release begins with its letterhead, and goes on with whom to ask.
    if let Some(released) = paragraphs[..end].iter().take(RELEASE).position(|line| is_release(line.span.slice(text))) {
        let letterhead = paragraphs[..released].iter().map(|line| line.span);
        top.outlet = top.outlet.or(letterhead.clone().find(|span| shape::words_up_to(span.slice(text), 8) <= 8));
        let asks = |line: &Paragraph| is_contact(line.span.slice(text));
        for (at, line) in paragraphs[..end].iter().enumerate() {
            top.taken[at] |= at <= released || asks(line);
        }
        seen_headline = top.taken.contains(&false);
        is_released = true;
    }
    // Two days contradict each other.
    days.dedup();
    top.day = days.first().copied().filter(|_| days.len() == 1);
    // Who keeps a text by hand may put its address below it: "Source: https://...".
    let last = paragraphs.last().map(|paragraph| paragraph.span);
    let last = last.filter(|last| top.url.is_none() && last.slice(text).contains(": "));
    let below = last.and_then(|span| Some(inside(span, span.slice(text), url(span.slice(text))?)));
    top.url = top.url.or(below);
    // Where all lines are taken, one of them is the headline.
    let said = is_released || top.url.is_some() || !days.is_empty() || top.outlet.is_some() || top.author.is_some();
    if said && seen_headline { top } else { Top::default() }
}

/// What a paragraph above the text is.
fn line(text: &str, paragraph: &Paragraph) -> Line {
    let span = bare(text, paragraph.span);
    let words = span.slice(text);
    let part = |inner: &str| inside(span, words, inner);
    if let Some(url) = url(words) {
        return Line::Url(part(url));
    }
    if words.len() > LONGEST || paragraph.kind == ParagraphKind::ListItem {
        return Line::Other;
    }
    if let Some(day) = day(words) {
        return Line::Day(day);
    }
    if let Some((outlet, day)) = issue(words) {
        return Line::Issue(part(outlet), day);
    }
    if let Some((outlet, day, name)) = credits(words) {
        return Line::Glued(part(outlet), day, name.filter(|name| byline::is_name(name)).map(part));
    }
    // "Jane Doe jdoe@halvernpost.example".
    if let Some((name, mail)) = words.rsplit_once(' ')
        && mail.contains('@')
        && byline::is_name(name)
    {
        return Line::Byline(part(name));
    }
    if let Some((outlet, day, rest)) = glued(words) {
        // An address of mail may stand behind the names.
        let end = rest.find('@').and_then(|at| rest[..at].rfind(' ')).unwrap_or(rest.len());
        let by = part(rest[..end].trim());
        let names = byline::opening(by.slice(text))
            .map(|names| Span::new(by.start() + names.start(), by.start() + names.end()));
        return Line::Glued(part(outlet), day, names);
    }
    if let Some(names) = byline::author(words).or_else(|| byline::foreign(words)) {
        return Line::Byline(Span::new(span.start() + names.start(), span.start() + names.end()));
    }
    if is_outlet(words) {
        return Line::Outlet(span);
    }
    if is_role(words) {
        return Line::Role;
    }
    if is_menu(words) || words.contains(" > ") || words.contains(" › ") || shape::words_up_to(words, 1) == 1 {
        return Line::Label;
    }
    if byline::is_name(words) { Line::Name(span) } else { Line::Other }
}

/// The place of a part of the words at `span`.
fn inside(span: Span, words: &str, part: &str) -> Span {
    let start = span.start() + (part.as_ptr() as usize - words.as_ptr() as usize);
    Span::new(start, start + part.len())
}

/// "FOR IMMEDIATE RELEASE", "Pressemitteilung Nr. 31/2024".
fn is_release(words: &str) -> bool {
    let words = words.to_lowercase();
    words.len() < 60 && RELEASES.iter().any(|release| words.trim_start_matches(['*', '#', ' ']).starts_with(release))
}

/// "Contact: Jane Doe, 555-0142", "press@museum.example".
fn is_contact(words: &str) -> bool {
    let lower = words.to_lowercase();
    ["contact", "media contact", "press contact", "kontakt", "tel", "phone", "embargo"]
        .iter()
        .any(|word| lower.starts_with(word))
        || words.contains('@')
}

/// Whether a day is written with an English month, or in numbers from the year down.
fn is_english(words: &str) -> bool {
    let words = words.to_lowercase();
    let mut parts = words.split(|c: char| !c.is_alphabetic()).filter(|part| part.len() > 2);
    parts.any(|part| MONTHS.iter().any(|month| month.starts_with(part)))
        || !words.contains(char::is_alphabetic) && !words.contains('.')
}

/// What stands above the articles of a site or of a collection: "News Sport Opinion Subscribe", "Press clippings, May 2025".
fn is_menu(words: &str) -> bool {
    const SECTIONS: &[&str] = &[
        "arts",
        "business",
        "home",
        "life",
        "news",
        "obituaries",
        "opinion",
        "politics",
        "sport",
        "sports",
        "subscribe",
        "world",
    ];
    const COLLECTIONS: &[&str] = &["press clippings", "press review", "pressespiegel", "revue de presse"];
    let lower = words.to_lowercase();
    let sections = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| SECTIONS.contains(word)).count();
    sections > 2 || COLLECTIONS.iter().any(|name| lower.starts_with(name))
}

/// A line without marks of Markdown around it.
fn bare(text: &str, span: Span) -> Span {
    let words = span.slice(text);
    let is_mark = |c: char| matches!(c, '#' | '*' | '_') || c.is_whitespace();
    let start = words.len() - words.trim_start_matches(is_mark).len();
    let end = words.trim_end_matches(is_mark).len().max(start);
    Span::new(span.start() + start, span.start() + end)
}

/// "Consumer affairs editor", "Star Staff Writer".
fn is_role(words: &str) -> bool {
    let count = shape::words_up_to(words, 5);
    count <= 5 && words.split(' ').next_back().is_some_and(press::is_role) && count > 1
}
