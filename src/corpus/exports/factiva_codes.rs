//! Exports of Factiva in the layout "full article plus indexing": each field begins with a code of two or three letters, in
//! an order that is always the same; its value stands on the same line or under it.

use super::lines::{self, Line, folded};
use super::marks::is_noise;
use super::{Exported, days, labelled};
use crate::corpus::Metadata;
use crate::corpus::people;

/// The codes in their order: section, headline, byline, credit, words, day, time, name and code of the source, edition,
/// page, volume, language, copyright; first paragraph, text; art, contact, notes; companies, industries, subjects, regions,
/// codes, publisher, accession number.
const CODES: &[&str] = &[
    "SE", "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "LP", "TD", "ART", "CT", "RF",
    "CO", "DE", "IN", "NS", "RE", "IPD", "IPC", "PUB", "AN",
];

/// Lines with words in which the headline must come.
const FRONT: usize = 400;

/// A field: the place of its code in [`CODES`], and its lines.
struct Field<'a> {
    order: usize,
    lines: Vec<Line<'a>>,
}

/// A document with this header, if it has one.
pub(super) fn document(lines: &[Line<'_>], unwrapped: bool) -> Option<Exported> {
    let order = |code: &str| CODES.iter().position(|known| *known == code).unwrap_or(0);
    let words = || lines.iter().enumerate().filter(|(_, line)| !line.is_blank() && !is_noise(line.text));
    let first = words().take(FRONT).find(|(_, line)| code(line.text).is_some_and(|(at, _)| CODES[at] == "HD"))?.0;
    let mut fields: Vec<Field<'_>> = Vec::new();
    for line in &lines[first..] {
        let last = fields.last().map(|field| field.order);
        let found = code(line.text).filter(|&(at, value)| {
            // In the text, a line may begin with a word that looks like a code.
            let in_text = last.is_some_and(|last| last >= order("LP"));
            last.is_none_or(|last| at > last)
                && (!in_text || at == order("TD") || is_index(CODES[at], line.text, value))
        });
        match (found, fields.last_mut()) {
            (Some((order, value)), _) => fields.push(Field { order, lines: vec![Line::of(value)] }),
            (None, Some(field)) if !is_noise(line.text) => field.lines.push(*line),
            _ => {}
        }
    }
    let value = |code: &str| {
        let field = fields.iter().find(|field| field.order == order(code))?;
        let value = folded(&field.lines.iter().map(|line| line.text).collect::<Vec<_>>().join(" "));
        (!value.is_empty()).then_some(value)
    };
    let published = value("PD").as_deref().and_then(days::day);
    if published.is_none() && value("WC").is_none() && value("SN").is_none() {
        return None;
    }
    let blank = Line { text: "", indent: 0 };
    let body = fields.iter().filter(|field| (order("LP")..=order("TD")).contains(&field.order));
    let body = body.flat_map(|field| field.lines.iter().copied().chain([blank]));
    Some(Exported {
        text: lines::text(body, unwrapped),
        metadata: Metadata {
            headline: value("HD").filter(|headline| headline.len() <= 400),
            // Without a byline the agency that is credited.
            author: value("BY").or_else(|| value("CR")).and_then(|by| people::author(&by)),
            outlet: value("SN").and_then(|name| labelled::outlet(&name)),
            url: None,
            published,
        },
        ..Exported::default()
    })
}

/// The code with which a line begins, as its place in [`CODES`], and what stands behind it.
fn code(line: &str) -> Option<(usize, &str)> {
    let end = line.find(char::is_whitespace).unwrap_or(line.len());
    let at = CODES.iter().position(|code| *code == &line[..end])?;
    Some((at, line[end..].trim_start()))
}

/// Whether a line behind the text is surely a field: its value is a list of codes ("gcat : Political News"), or stands apart.
fn is_index(code: &str, line: &str, value: &str) -> bool {
    let gap = &line[code.len()..line.len() - value.len()];
    value.is_empty()
        || gap.len() > 1
        || gap.contains('\t')
        || value.contains(" : ")
        || matches!(code, "PUB" | "AN" | "IPD")
}
