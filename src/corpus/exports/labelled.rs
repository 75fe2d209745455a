//! Exports in which every field has its name before it: `ProQuest`, and, by the same rules, Gale, EBSCO and `NewsBank`.
//!
//! `ProQuest` (TXT; RTF, PDF and DOCX have the same words): a rule of underscores, "Document 3 of 20", the headline, `Author:`,
//! `Publication info:`, `Abstract:`, `Links:`, `Full text:` with the text, then `Subject:`, `Title:`, `Publication title:`,
//! `Publication date:`, `ProQuest document ID:`, `Document URL:`, `Copyright:`, `Database:`. Newer ones have "ABSTRACT", "FULL
//! TEXT" and "DETAILS" on lines of their own, and names with their values under them.
//! The others begin with three or more such lines (`Title:`, `Author:`, `Source:` or `Paper:`, `Date:`) in every document,
//! parted by rules, by "Record: 3", or by nothing but the first name coming again.

use std::ops::Range;

use super::labels::{self, Kind, label};
use super::lines::{self, Line, Lines, folded};
use super::marks::{self, Mark, Number, Piece, is_noise, is_rule};
use super::{Exported, days};
use crate::corpus::Metadata;
use crate::corpus::people;

/// Lines with words in which the header must have begun, cover pages aside.
const FRONT: usize = 30;

/// Lines with words among which the first field of an export without marks stands.
const COVER: usize = 3;

/// Lines at the end of a text among which a byline is looked for.
const SIGNATURE: usize = 8;

/// Lines that a value may have, or fields of unknown names that may follow each other.
const VALUE: usize = 8;

/// The documents of an export of this kind, if it is one.
pub(super) fn split(text: &Lines<'_>) -> Option<Vec<Exported>> {
    let lines = &text.lines;
    let parted = marks::pieces(lines, |line| match marks::numbered(line.text) {
        Some(number) => Some(Mark::Begin(Some(number))),
        None => (is_rule(line.text) || is_record(line.text)).then_some(Mark::Begin(None)),
    });
    let again = if parted.len() == 1 && parted[0].number.is_none() { again(lines) } else { Vec::new() };
    let pieces = if again.len() < 2 { parted } else { again };
    let numbered = |piece: &Piece| piece.number.is_some();
    let headed: Vec<bool> =
        pieces.iter().map(|piece| front(&lines[piece.lines.clone()], numbered(piece)).is_some()).collect();
    let documents = headed.iter().filter(|&&headed| headed).count();
    // One alone may be an article with a few such lines at its head, unless it has fields that only databases have.
    let sure = |piece: &Piece| lines[piece.lines.clone()].iter().any(|line| labels::is_of_database(line.text));
    let is_sure = pieces.iter().any(sure);
    let style = Style { unwrapped: text.unwrapped, month_first: lines.iter().any(|line| is_record(line.text)) };
    if documents < 2 && !is_sure && is_card(lines) {
        return front(lines, false).map(|_| vec![exported(lines, None, style)]);
    }
    if documents < if is_sure { 1 } else { 2 } || documents * 2 + 2 < pieces.len() {
        return None;
    }
    let documents = marks::documents(lines, pieces, &headed, sure);
    let document = |piece: Piece| exported(&lines[piece.lines.clone()], piece.number, style);
    Some(documents.into_iter().map(document).collect())
}

/// Whether a text begins with a card: lines with names that people and crawlers put above an article, a blank line behind.
fn is_card(lines: &[Line<'_>]) -> bool {
    let card = lines.iter().skip_while(|line| line.is_blank()).take_while(|line| !line.is_blank()).take(FRONT);
    let kinds: Vec<Option<Kind>> = card.map(|line| label(line.text).map(|label| label.kind)).collect();
    let has = |wanted: &[Kind]| kinds.iter().flatten().any(|kind| wanted.contains(kind));
    kinds.len() >= 3
        && kinds.iter().all(Option::is_some)
        && kinds[0] == Some(Kind::Headline)
        && has(&[Kind::Published])
        && has(&[Kind::Author, Kind::Outlet, Kind::Info, Kind::Url])
}

/// "Record: 3" (EBSCO).
fn is_record(line: &str) -> bool {
    line.strip_prefix("Record: ").is_some_and(|number| number.parse::<u32>().is_ok())
}

/// The pieces that begin with the name with which the first begins.
fn again(lines: &[Line<'_>]) -> Vec<Piece> {
    // The name of the database may stand above.
    let words = lines.iter().enumerate().filter(|(_, line)| !line.is_blank()).take(COVER);
    let first = words.map(|(at, _)| at).find(|&at| label(lines[at].text).is_some()).unwrap_or(0);
    let name = lines
        .get(first)
        .and_then(|line| label(line.text))
        .filter(|label| matches!(label.kind, Kind::Headline | Kind::Outlet | Kind::Author | Kind::Published));
    let Some(name) = name.map(|label| label.name) else { return Vec::new() };
    let begins = |at: usize| {
        label(lines[at].text).is_some_and(|label| label.name == name) && (at == first || lines[at - 1].is_blank())
    };
    let starts: Vec<usize> = (first..lines.len()).filter(|&at| begins(at)).collect();
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    starts.iter().zip(ends).map(|(&start, end)| Piece { lines: start..end, number: None }).collect()
}

/// How an export is written.
#[derive(Clone, Copy)]
struct Style {
    /// Each paragraph is one line.
    unwrapped: bool,
    /// Days of numbers have the month first: EBSCO's.
    month_first: bool,
}

/// The header of a document.
struct Front<'a> {
    /// What is found under names, in order.
    fields: Vec<(Kind, &'static str, String)>,
    /// The first line, if it stands before the fields.
    title: Option<String>,
    /// The line of the text's first words, and those on the line of its name.
    body: usize,
    first: Option<&'a str>,
}

/// The header at the front of a piece, if there is one.
fn front<'a>(lines: &[Line<'a>], numbered: bool) -> Option<Front<'a>> {
    let words = || lines.iter().enumerate().filter(|(_, line)| !line.is_blank() && !is_noise(line.text));
    let begin = words().take(FRONT).find(|(_, line)| label(line.text).is_some())?.0;
    let above: Vec<&str> = words().take_while(|&(at, _)| at < begin).map(|(_, line)| line.text).collect();
    let mut front = Front { fields: Vec::new(), title: None, body: lines.len(), first: None };
    // NewsBank has outlet and day in a line between the headline and the fields.
    let newsbank = above.len() > 1
        && above.last().and_then(|line| masthead(line)).map(|fields| front.fields.extend(fields)).is_some();
    let title =
        if newsbank { Some(above[..above.len() - 1].join(" ")) } else { above.first().map(|line| (*line).to_owned()) };
    // With a name for the text, everything up to it is header; without, the header ends where the names end.
    let named = (begin..lines.len()).find(|&at| label(lines[at].text).is_some_and(|label| label.kind == Kind::Text));
    let mut at = begin;
    // How far the name of the field is set in.
    let mut margin = 0;
    while at < named.unwrap_or(lines.len()) {
        let line = &lines[at];
        match label(line.text) {
            Some(_) => {
                margin = line.indent;
                let found = labels::labels(line.text);
                front.fields.extend(found.map(|found| (found.kind, found.name, found.value.to_owned())));
            }
            // A blank line, a rule, or "* * *".
            None if is_rule(line.text) || line.text.chars().all(|c| matches!(c, '*' | ' ')) => {}
            None => match front.fields.last_mut() {
                Some((_, _, value)) if value.is_empty() => line.text.clone_into(value),
                // EBSCO sets further values in: one author a line.
                Some((kind, _, value)) if line.indent > margin + 1 && !lines[at - 1].is_blank() => {
                    value.push_str(if *kind == Kind::Author { "; " } else { " " });
                    value.push_str(line.text);
                }
                Some((_, _, value)) if lines[at - 1].is_full() && !lines[at - 1].is_blank() => {
                    value.push(' ');
                    value.push_str(line.text);
                }
                // A field of a name that is not known, or the next line of a short value.
                _ if named.is_some() || (!lines[at - 1].is_blank() && goes_on(&lines[at..])) => {}
                _ => break,
            },
        }
        at += 1;
    }
    front.body = at;
    if let Some(named) = named {
        front.first = label(lines[named].text).map(|label| label.value).filter(|value| !value.is_empty());
        front.body = named + 1;
        // Gale repeats the byline there, EBSCO has the section.
        let next = (front.body..lines.len()).find(|&at| !lines[at].is_blank());
        let again = |at: &usize| {
            label(lines[*at].text).is_some_and(|label| label.kind == Kind::Author || label.name == "section")
        };
        if let Some(at) = next.filter(again).filter(|_| front.first.is_none()) {
            front.body = at + 1;
        }
    }
    let has = |kind: Kind| front.fields.iter().any(|(found, ..)| *found == kind);
    let database = named.is_some() && lines.iter().any(|line| labels::is_of_database(line.text));
    let plain = begin_is_first(lines, begin)
        && has(Kind::Headline)
        && [Kind::Outlet, Kind::Published, Kind::Info].into_iter().any(has)
        && front.fields.len() >= 3;
    // The headline stands above the fields, perhaps with a line of author, outlet and day under it.
    if numbered || database || newsbank {
        front.title = title.map(|title| folded(&title)).filter(|title| title.len() <= 400);
    }
    (database || plain || newsbank).then_some(front)
}

/// Whether a line with words stands in a block of fields: after it and at most a few more, without a blank line, comes a field.
fn goes_on(lines: &[Line<'_>]) -> bool {
    lines.iter().take(VALUE).take_while(|line| !line.is_blank()).any(|line| label(line.text).is_some())
}

/// Outlet and day of "Selwick Post, The (XX) - May 2, 2025".
fn masthead(line: &str) -> Option<[(Kind, &'static str, String); 2]> {
    let (outlet, day) = line.rsplit_once(" - ").filter(|_| line.len() < 200)?;
    days::day(day)?;
    Some([(Kind::Outlet, "publication", outlet.to_owned()), (Kind::Published, "date", day.to_owned())])
}

fn begin_is_first(lines: &[Line<'_>], begin: usize) -> bool {
    lines[..begin].iter().all(|line| line.is_blank() || is_noise(line.text))
}

/// A document.
fn exported(lines: &[Line<'_>], number: Option<Number>, style: Style) -> Exported {
    let Some(front) = front(lines, number.is_some()) else {
        return Exported { text: lines::text(lines.iter().copied(), style.unwrapped), number, ..Exported::default() };
    };
    let end = labels::end_of_text(lines, front.body);
    let first = front.first.map(Line::of);
    let mut fields = front.fields;
    fields.extend(labels::values(&lines[end..]));
    let (end, signed) = signature(lines, front.body, end);
    let headed = fields.iter().find(|(kind, _, value)| *kind == Kind::Headline && !value.is_empty());
    // Older exports of NewsBank begin with the outlet.
    let mut opening = front.title;
    let named = headed.is_some() && !fields.iter().any(|(kind, ..)| matches!(kind, Kind::Outlet | Kind::Info));
    let opened = opening.take_if(|_| named).as_deref().and_then(self::outlet);
    let title =
        longer(opening, fields.iter().find(|(kind, ..)| *kind == Kind::Headline).map(|(.., value)| folded(value)));
    let start = without_title(lines, front.body..end, title.as_deref());
    let body = first.into_iter().chain(lines[start..end].iter().copied()).filter(|line| !is_noise(line.text));
    let text = lines::text(body, style.unwrapped);
    let of = |kind: Kind| {
        fields
            .iter()
            .filter(move |(found, _, value)| *found == kind && !value.is_empty())
            .map(|(_, name, value)| (*name, value))
    };
    let (inside, day) = of(Kind::Info).next().map(|(_, value)| info(value, style.month_first)).unwrap_or_default();
    let author = of(Kind::Author).find_map(|(name, value)| match name {
        "author" | "authors" => people::surname_first(value),
        _ => people::author(value),
    });
    let author = author.or_else(|| signed.and_then(people::author));
    let outlet = of(Kind::Outlet).find_map(|(_, value)| outlet(value)).or(inside).or(opened);
    let published = of(Kind::Published).find_map(|(_, value)| days::day(value)).or(day);
    // A line of its own, as NewsBank has it; the address of a front page is the paper's.
    let deep = |line: &&str| line.split('/').skip(3).any(|part| !part.is_empty());
    let links = lines[end..].iter().map(|line| line.text).filter(deep);
    let url = of(Kind::Url)
        .map(|(_, value)| value.trim())
        .chain(links)
        .find(|value| value.starts_with("http") && !value.contains(' '));
    let metadata = Metadata {
        headline: title.map(|title| without_edition(&title)),
        author,
        outlet,
        url: url.map(str::to_owned),
        published,
    };
    Exported { text, metadata, number, ..Exported::default() }
}

/// The end of a text without the byline that EBSCO puts under a row of tildes, and that byline.
fn signature<'a>(lines: &[Line<'a>], body: usize, end: usize) -> (usize, Option<&'a str>) {
    let tildes = |line: &Line<'_>| line.text.len() >= 4 && line.text.chars().all(|c| c == '~');
    let found = (body.max(end.saturating_sub(SIGNATURE))..end).rev().find(|&at| tildes(&lines[at]));
    let Some(at) = found else { return (end, None) };
    let words: Vec<&str> = lines[at + 1..end].iter().filter(|line| !line.is_blank()).map(|line| line.text).collect();
    match words.as_slice() {
        [] => (at, None),
        [by] | [by, _] if by.starts_with("By ") || by.starts_with("by ") => (at, Some(by)),
        _ => (end, None),
    }
}

/// The line at which a text begins that repeats its headline.
fn without_title(lines: &[Line<'_>], body: Range<usize>, title: Option<&str>) -> usize {
    let bare = |text: &str| text.trim_end_matches('.').to_lowercase();
    let first = body.clone().find(|&at| !lines[at].is_blank());
    match (first, title) {
        (Some(at), Some(title)) if bare(&folded(lines[at].text)) == bare(title) => at + 1,
        _ => body.start,
    }
}

/// The one of two headlines that is not cut off; the first if they differ.
fn longer(one: Option<String>, other: Option<String>) -> Option<String> {
    match (one, other) {
        (Some(one), Some(other)) if other.starts_with(&one) => Some(other),
        (one, other) => one.or(other),
    }
}

/// "Storm shuts port: [Final Edition]" -> "Storm shuts port".
fn without_edition(headline: &str) -> String {
    let bare =
        headline.split_once('[').filter(|(_, rest)| rest.ends_with("dition]")).map_or(headline, |(bare, _)| bare);
    bare.trim_end_matches([' ', '.', ':', ';']).to_owned()
}

/// "The Selwick Post; Port Selwick [Port Selwick]", "Selwick Post, The (Port Selwick, XX)" -> the name of the paper.
pub(super) fn outlet(value: &str) -> Option<String> {
    let name = value.split([';', '[']).next().unwrap_or_default();
    let name = name.split('(').next().unwrap_or_default();
    // "Selwick Post, Late Edition".
    let name = name.rsplit_once(", ").filter(|(_, rest)| rest.ends_with("dition")).map_or(name, |(name, _)| name);
    let name = folded(name.trim_end_matches([' ', '.', ',']));
    let name = name.strip_suffix(", The").map_or(name.clone(), |name| format!("The {name}"));
    (!name.is_empty() && name.len() <= 100).then_some(name)
}

/// Outlet and day of "The Selwick Post ; Port Selwick [Port Selwick]. 02 May 2025: A.4.", and of EBSCO's "Selwick Post, The.
/// 05/02/2025, p4.", where days of numbers have the month first.
fn info(value: &str, month_first: bool) -> (Option<String>, Option<jiff::civil::Date>) {
    let day = value.char_indices().filter(|(_, c)| c.is_alphanumeric()).find_map(|(at, _)| {
        let rest = &value[at..];
        if value[..at].ends_with(char::is_alphanumeric) {
            return None;
        }
        let numeric = || days::month_first(rest.split(' ').next()?).filter(|_| month_first).map(Some);
        days::leading(rest).map(|(day, _)| day).or_else(numeric).map(|day| (at, day))
    });
    let name = &value[..day.map_or(value.len(), |(at, _)| at)];
    // Where neither a day nor a mark ends the name, it is the whole or unknown.
    let ended = name.contains([';', '[']) || (day.is_some() && name.trim_end().ends_with(['.', ',', '(', ']']));
    let whole = !name.contains(|c: char| c.is_ascii_digit() || matches!(c, '.' | ':' | '/')) && name.len() <= 60;
    let name = outlet(name.trim_end_matches([' ', '('])).filter(|_| ended || whole);
    (name, day.and_then(|(_, day)| day))
}
