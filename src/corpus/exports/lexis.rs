//! Exports of `LexisNexis`: Academic, Nexis Uni, Lexis Advance.
//!
//! Two layouts of the front of a document are known, and both are read by where they put things, not by the product:
//!
//! * Academic (TXT, to 2019): "3 of 200 DOCUMENTS", the outlet and the date centred, an edition, the headline flush left
//!   or behind `HEADLINE:`, fields in capitals (`BYLINE:`, `SECTION:`, `LENGTH:`, `DATELINE:`), the text, sometimes behind
//!   `BODY:`, then `LOAD-DATE:`, `LANGUAGE:`, `GRAPHIC:` and more, and a line of copyright at the end, or before the outlet.
//! * Uni and Advance (DOCX, RTF, PDF): a cover page with a list of the documents; then headline, outlet, date, edition,
//!   copyright, `Section:`, `Length:`, `Byline:`, "Body", the text, "Graphic", "Classification" with its fields,
//!   `Load-Date:`, "End of Document". Pages may have a head of "Page 3 of 45" and the headline again.

use std::ops::Range;

use super::factiva::is_count;
use super::lines::{self, Line, Lines, folded};
use super::marks::{self, Mark, Piece, is_copyright, is_noise};
use super::{Exported, days, lexis_tail};
use crate::corpus::Metadata;
use crate::corpus::people;

/// Fields that stand before the text, in capitals or with a capital.
const FIELDS: &[&str] = &[
    "section",
    "length",
    "byline",
    "headline",
    "highlight",
    "dateline",
    "series",
    "subhead",
    "teaser",
    "column",
    "distribution",
    "type",
    "show",
    "guests",
    "anchor",
    "anchors",
    "reporters",
    "transcript",
];

/// Lines with words in which a header must have begun.
const FRONT: usize = 40;
/// Lines with words between two parts of one header.
const GAP: usize = 12;

/// The documents of an export of this kind, if it is one.
pub(super) fn split(text: &Lines<'_>) -> Option<Vec<Exported>> {
    let lines = &text.lines;
    let pieces = marks::pieces(lines, |line| match marks::numbered(line.text) {
        Some(number) => Some(Mark::Begin(Some(number))),
        None => marks::is_end(line.text).then_some(Mark::End),
    });
    if pieces.first().is_none_or(|piece| piece.number.is_none() && piece.lines == (0..lines.len())) {
        return None;
    }
    let headed: Vec<bool> =
        pieces.iter().map(|piece| front(&lines[piece.lines.clone()], piece, text.unwrapped).is_some()).collect();
    let documents = headed.iter().filter(|&&headed| headed).count();
    // The cover and the summary have no header; of the rest, most have one.
    if documents == 0 || documents * 2 + 2 < pieces.len() {
        return None;
    }
    let tailed = |piece: &Piece| lexis_tail::is_tailed(&lines[piece.lines.clone()]);
    let documents = marks::documents(lines, pieces, &headed, tailed);
    Some(documents.into_iter().map(|piece| exported(&lines[piece.lines.clone()], &piece, text.unwrapped)).collect())
}

/// A document.
fn exported(lines: &[Line<'_>], piece: &Piece, unwrapped: bool) -> Exported {
    let Some(Front { metadata, body }) = front(lines, piece, unwrapped) else {
        return Exported {
            text: lines::text(lines.iter().copied(), unwrapped),
            number: piece.number,
            ..Exported::default()
        };
    };
    let tail = lexis_tail::of(lines, body, unwrapped);
    let headline = metadata.headline.as_deref().unwrap_or_default();
    let body = lines[body..tail.start].iter().enumerate().filter_map(|(at, line)| {
        let before = lines[..body + at].iter().rev().find(|line| !line.is_blank());
        // Pages have the headline at their heads, and some pages of the web begin with it once more.
        let again = line.text == headline && (at < 3 || before.is_some_and(|line| is_noise(line.text)));
        (!is_noise(line.text) && !again).then_some(*line)
    });
    Exported {
        text: lines::text(body, unwrapped),
        number: piece.number,
        metadata: Metadata { url: tail.url, ..metadata },
        ..Exported::default()
    }
}

/// What stands before the text of a document.
struct Front {
    metadata: Metadata,
    /// The line with which the text begins.
    body: usize,
}

/// The header at the front of a piece. There is one if enough of its parts are there.
fn front(lines: &[Line<'_>], piece: &Piece, unwrapped: bool) -> Option<Front> {
    // A list of documents may come before the first.
    let limit = if piece.lines.start == 0 { usize::MAX } else { FRONT };
    let words = || lines.iter().enumerate().filter(|(_, line)| !line.is_blank());
    let first = words().take(limit).find(|(_, line)| is_body(line.text) || field(line.text).is_some())?.0;
    let cover = lines[..first].iter().rposition(|line| marks::is_cover(line.text)).map_or(0, |at| at + 1);
    let (fields, body) = fields(lines, first, unwrapped);
    let said = |name: &str| {
        fields
            .iter()
            .find(|(field, _)| *field == name)
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.is_empty())
    };
    let masthead = Masthead::of(&lines[cover..first], cover > 0, unwrapped);
    let evidence = 2 * usize::from(said("length").is_some_and(is_length))
        + usize::from(said("section").is_some())
        + usize::from(said("byline").is_some())
        + usize::from(said("headline").is_some())
        + usize::from(masthead.dated)
        + usize::from(lines[cover..body].iter().any(|line| is_copyright(line.text)))
        + usize::from(lines[..body].iter().any(|line| is_body(line.text)))
        + 2 * usize::from(lexis_tail::is_tailed(lines))
        + usize::from(piece.number.is_some());
    let sealed = piece.number.is_some() && said("length").is_some() && lexis_tail::is_tailed(lines);
    // An article may quote what stands in fields; it has neither a date on a line of its own nor a name for its text.
    let framed =
        masthead.dated || said("headline").is_some() || sealed || lines[..body].iter().any(|line| is_body(line.text));
    (framed && evidence >= 4).then(|| Front {
        metadata: Metadata {
            headline: said("headline").map(str::to_owned).or(masthead.headline),
            author: said("byline").and_then(people::author),
            outlet: masthead.outlet.map(|outlet| without_place(&outlet)),
            url: None,
            published: masthead.published,
        },
        body,
    })
}

/// "The Selwick Post (Selwick)" -> "The Selwick Post".
fn without_place(outlet: &str) -> String {
    let bare = outlet.strip_suffix(')').and_then(|name| name.rsplit_once(" ("));
    bare.map_or(outlet, |(name, _)| name).to_owned()
}

/// The fields from `first` on, by name in small letters, and the line behind them.
fn fields(lines: &[Line<'_>], first: usize, unwrapped: bool) -> (Vec<(String, String)>, usize) {
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut at = first;
    let mut end = first;
    while at < lines.len() {
        let line = &lines[at];
        if line.is_blank() || is_noise(line.text) || is_copyright(line.text) {
            at += 1;
            continue;
        }
        if is_body(line.text) {
            return (fields, at + 1);
        }
        let Some((name, value)) = field(line.text) else {
            // The value of a field under its name, or what goes on over several paragraphs up to "Body".
            let next = next_part(lines, at);
            match (next, fields.last_mut()) {
                (Some(_), Some((_, value))) if value.is_empty() => {
                    *value = folded(line.text);
                    at += 1;
                }
                (Some(next), _) if is_body(lines[next].text) => at = next,
                _ => break,
            }
            end = at;
            continue;
        };
        let mut value = value.to_owned();
        at += 1;
        while at < lines.len() && goes_on(&lines[at - 1], &lines[at], &name, unwrapped) {
            value = format!("{value} {}", lines[at].text);
            at += 1;
        }
        fields.push((name, folded(&value)));
        end = at;
    }
    (fields, end)
}

/// Whether a line goes on with the value of the field `name`, whose last line is `before`.
fn goes_on(before: &Line<'_>, line: &Line<'_>, name: &str, unwrapped: bool) -> bool {
    !unwrapped
        && name != "length"
        && before.is_full()
        && !line.is_blank()
        && !is_body(line.text)
        && field(line.text).is_none()
}

/// The next field or "Body" within reach.
fn next_part(lines: &[Line<'_>], from: usize) -> Option<usize> {
    let mut near = lines.iter().enumerate().skip(from).filter(|(_, line)| !line.is_blank()).take(GAP);
    near.find(|(_, line)| is_body(line.text) || field(line.text).is_some()).map(|(at, _)| at)
}

/// The word behind which the text begins.
fn is_body(line: &str) -> bool {
    matches!(line, "Body" | "BODY" | "BODY:" | "Body:")
}

/// "812 words".
fn is_length(value: &str) -> bool {
    is_count(&folded(value.trim_end_matches(['.', ' '])))
}

/// A field before the text: its name in small letters, and its value.
fn field(line: &str) -> Option<(String, &str)> {
    let (name, value) = line.split_once(':').filter(|(name, _)| name.len() <= 12)?;
    let lower = name.to_lowercase();
    let cased = name == name.to_uppercase() || name.get(1..) == lower.get(1..);
    let value = value.trim();
    let fits = lower != "length" || is_length(value) || value.is_empty();
    // The German and French Academic.
    let lower = match lower.as_str() {
        "autor" | "auteur" => "byline".to_owned(),
        "rubrik" | "rubrique" => "section".to_owned(),
        "länge" | "longueur" => "length".to_owned(),
        _ => lower,
    };
    (FIELDS.contains(&lower.as_str()) && cased && fits).then_some((lower, value))
}

/// The lines before the fields.
#[derive(Default)]
struct Masthead {
    headline: Option<String>,
    outlet: Option<String>,
    published: Option<jiff::civil::Date>,
    /// Whether there is a date, perhaps without a day.
    dated: bool,
}

impl Masthead {
    /// `covered` is whether a cover page stands before, whose last lines are not known for such.
    fn of(lines: &[Line<'_>], covered: bool, unwrapped: bool) -> Self {
        let plain = |range: Range<usize>| {
            range.filter(|&at| {
                let text = lines[at].text;
                !text.is_empty() && !is_copyright(text) && !is_noise(text) && text != "Correction Appended"
            })
        };
        let Some((dated, published)) =
            plain(0..lines.len()).filter_map(|at| days::line(lines[at].text).map(|day| (at, day))).next_back()
        else {
            return Self::default();
        };
        let before: Vec<usize> = plain(0..dated).collect();
        let mut found = Self { published, dated: true, ..Self::default() };
        let Some((&outlet, above)) = before.split_last() else { return found };
        let behind = behind(lines, dated);
        if let Some(behind) = behind.filter(|_| !covered) {
            // Academic: the headline under the date. A long name of an outlet takes two lines.
            found.headline = joined(behind.map(|at| lines[at].text));
            let long = above.last().filter(|&&at| at + 1 == outlet && !unwrapped && lines[at].indent >= 10);
            found.outlet = joined(long.into_iter().chain([&outlet]).map(|&at| lines[at].text));
            return found;
        }
        found.outlet = Some(folded(lines[outlet].text));
        // Behind a cover page, only the paragraph next to the outlet is surely the headline.
        let from = if covered {
            let next_to = above.last().copied().unwrap_or(outlet);
            let is_paragraph = lines[next_to..outlet].iter().any(Line::is_blank);
            let start = (0..next_to).rev().take_while(|&at| is_paragraph && !lines[at].is_blank()).last();
            start.unwrap_or(next_to)
        } else {
            0
        };
        let mut headline: Vec<&str> = above.iter().filter(|&&at| at >= from).map(|&at| lines[at].text).collect();
        headline.dedup();
        // The head of a page repeats a headline of several lines as a whole.
        if headline.len().is_multiple_of(2) && headline[..headline.len() / 2] == headline[headline.len() / 2..] {
            headline.truncate(headline.len() / 2);
        }
        if headline.len() <= 6 {
            found.headline = joined(headline.into_iter());
        }
        found
    }
}

/// The lines of a headline that stands under the date; what stands there otherwise is an edition.
fn behind(lines: &[Line<'_>], dated: usize) -> Option<Range<usize>> {
    let rest = &lines[dated + 1..];
    // Copyright under the date: the headline was above.
    if rest.iter().any(|line| is_copyright(line.text)) {
        return None;
    }
    let is_edition = |line: &Line<'_>| {
        let text = line.text.to_lowercase();
        text.ends_with("edition")
            || text.contains("edition ")
            || ["final", "late edition - final"].contains(&text.as_str())
    };
    let mut at = 0;
    while at < rest.len() && (rest[at].is_blank() || is_edition(&rest[at]) || is_noise(rest[at].text)) {
        at += 1;
    }
    // Centred lines right under the date are of the masthead, whatever they say.
    if rest[..at].iter().all(|line| !line.is_blank()) {
        while at < rest.len() && !rest[at].is_blank() && rest[at].indent >= 10 && lines[dated].indent >= 10 {
            at += 1;
        }
        while at < rest.len() && rest[at].is_blank() {
            at += 1;
        }
    }
    let paragraph = |at: usize| (at..rest.len()).find(|&at| rest[at].is_blank()).unwrap_or(rest.len());
    let mut end = paragraph(at);
    // A word or two with more lines behind them are an edition that has another name.
    let next = (end..rest.len()).find(|&at| !rest[at].is_blank());
    if let Some(next) = next.filter(|_| end == at + 1 && rest[at].text.split(' ').count() <= 2) {
        (at, end) = (next, paragraph(next));
    }
    (at < end).then_some(dated + 1 + at..dated + 1 + end)
}

fn joined<'a>(lines: impl Iterator<Item = &'a str>) -> Option<String> {
    let joined = folded(&lines.collect::<Vec<_>>().join(" "));
    (!joined.is_empty() && joined.len() <= 400).then_some(joined)
}
