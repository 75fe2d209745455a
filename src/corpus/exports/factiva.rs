//! Exports of Factiva in the layout of the full article (RTF, DOCX, PDF, TXT): a line each for headline, byline, "812
//! words", day, time, outlet, code of the outlet, page, language and copyright; the text; and a line with the accession
//! number, `Document SELPST0020250502el520001x`. A table of contents may stand at the front, a summary of the search at the
//! end, and "Page 3 of 12 © 2025 Factiva, Inc. All rights reserved." between pages. The layout with codes (HD, BY, PD ...)
//! is in `factiva_codes`.

use std::ops::Range;

use super::lines::{self, Line, Lines, folded};
use super::marks::{self, Mark, Piece, is_copyright, is_noise};
use super::{Exported, days, factiva_codes};
use crate::corpus::Metadata;
use crate::corpus::people;

/// Lines with words before "812 words" in a document.
const FRONT: usize = 12;
/// Lines with words between "812 words" and the copyright.
const HEADER: usize = 14;

/// How the line of the language reads.
const LANGUAGES: &[&str] = &[
    "Deutsch",
    "Englisch",
    "English",
    "Español",
    "French",
    "Français",
    "Französisch",
    "German",
    "Italian",
    "Italiano",
    "Language: English",
    "Spanish",
];

/// The documents of an export of this kind, if it is one.
pub(super) fn split(text: &Lines<'_>) -> Option<Vec<Exported>> {
    let lines = &text.lines;
    let pieces = marks::pieces(lines, |line| is_accession(line.text).then_some(Mark::End));
    if pieces.first().is_none_or(|piece| piece.lines == (0..lines.len())) {
        return None;
    }
    let read = |piece: &Piece| {
        let lines = &lines[piece.lines.clone()];
        factiva_codes::document(lines, text.unwrapped)
            .or_else(|| document(lines, piece.lines.start == 0, text.unwrapped))
    };
    let headed: Vec<bool> = pieces.iter().map(|piece| read(piece).is_some()).collect();
    headed.contains(&true).then_some(())?;
    // The line of an accession number cannot be of an article's text, so that what it ends is a document in any case.
    let first = headed.iter().position(|&headed| headed).unwrap_or(0);
    let ended = pieces.len() - usize::from(pieces.last().is_some_and(|piece| piece.lines.end == lines.len()));
    let documents = pieces.iter().enumerate().filter(|&(at, _)| headed[at] || (first..ended).contains(&at));
    let whole = |piece: &Piece| {
        let lines = lines[piece.lines.clone()].iter().filter(|line| !is_noise(line.text));
        Exported { text: lines::text(lines.copied(), text.unwrapped), ..Exported::default() }
    };
    Some(documents.map(|(_, piece)| read(piece).unwrap_or_else(|| whole(piece))).collect())
}

/// `Document SELPST0020250502el520001x`, with or without the code AN before it; the number alone where a narrow column made
/// two lines of it.
pub(super) fn is_accession(line: &str) -> bool {
    let line = line.strip_prefix("AN").map_or(line, str::trim_start);
    let document = ["Document ", "Dokument ", "Documento "].iter().find_map(|word| line.strip_prefix(word));
    let number = document.map_or(line, str::trim);
    // Eight characters for the outlet, eight for the day, nine for the document in it.
    (20..=30).contains(&number.len())
        && number.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && number.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit())
        && (4..=10).any(|at| number.as_bytes().get(at..at + 8).is_some_and(is_day))
}

fn is_day(digits: &[u8]) -> bool {
    digits.iter().all(u8::is_ascii_digit) && (digits.starts_with(b"19") || digits.starts_with(b"20"))
}

/// A document with this header, if it has one.
fn document(lines: &[Line<'_>], opens_file: bool, unwrapped: bool) -> Option<Exported> {
    let words = || lines.iter().enumerate().filter(|(_, line)| !line.is_blank() && !is_noise(line.text));
    let limit = if opens_file { usize::MAX } else { FRONT };
    let counted = words().take(limit).find(|&(at, line)| is_count(line.text) && dated(lines, at).is_some())?.0;
    let (day_at, published) = dated(lines, counted)?;
    let (headline, author) = above(lines, counted, opens_file);
    let body = end_of_header(lines, day_at, unwrapped);
    let outlet = (day_at + 1..body)
        .map(|at| lines[at].text)
        .find(|text| !text.is_empty() && !is_time(text) && !is_noise(text))
        .filter(|text| !is_copyright(text));
    let text = lines[body..].iter().filter(|line| !is_noise(line.text)).copied();
    Some(Exported {
        text: lines::text(text, unwrapped),
        metadata: Metadata { headline, author, outlet: outlet.map(folded), url: None, published },
        ..Exported::default()
    })
}

/// "1,812 words"; "812 Wörter", "812 mots", "812 palabras" where Factiva speaks German, French, Spanish.
pub(super) fn is_count(line: &str) -> bool {
    const WORDS: &[&str] =
        &["Words", "Wort", "Wörter", "mot", "mots", "palabra", "palabras", "parola", "parole", "word", "words"];
    line.split_once([' ', '\u{A0}', '\u{202F}']).is_some_and(|(count, words)| {
        let is_number = count.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.'));
        is_number && count.starts_with(|c: char| c.is_ascii_digit()) && WORDS.contains(&words)
    })
}

/// The line with the day right behind that with the number of words, and the day.
fn dated(lines: &[Line<'_>], counted: usize) -> Option<(usize, Option<jiff::civil::Date>)> {
    let (at, line) = lines.iter().enumerate().skip(counted + 1).find(|(_, line)| !line.is_blank())?;
    days::line(line.text).map(|day| (at, day))
}

/// "10:15", "10:15 GMT", "10:15 AM".
fn is_time(text: &str) -> bool {
    text.len() <= 12 && text.starts_with(|c: char| c.is_ascii_digit()) && text.contains(':')
}

/// Headline and author from the lines above the number of words: a section (perhaps), the headline, the byline (perhaps).
fn above(lines: &[Line<'_>], counted: usize, opens_file: bool) -> (Option<String>, Option<String>) {
    let is_author = |line: &str| is_byline(line) || looks_like_names(line);
    let mut paragraphs: Vec<Range<usize>> = Vec::new();
    for at in (0..counted).rev() {
        let line = &lines[at];
        if line.is_blank() {
            continue;
        }
        if is_noise(line.text) || is_contents(line.text) || paragraphs.len() > FRONT {
            break;
        }
        match paragraphs.last_mut() {
            // Lines of a headline that was wrapped.
            Some(next) if next.start == at + 1 && line.is_full() && !is_author(lines[next.start].text) => {
                next.start = at;
            }
            _ => paragraphs.push(at..at + 1),
        }
    }
    let words =
        |range: &Range<usize>| folded(&lines[range.clone()].iter().map(|line| line.text).collect::<Vec<_>>().join(" "));
    let mut above = paragraphs.iter().map(words).collect::<Vec<_>>().into_iter();
    let Some(nearest) = above.next() else { return (None, None) };
    let next = above.next();
    // A headline may be all capitals, too; a section above it is a word or two.
    let is_headline = |text: &String| text.split(' ').count() >= 5 && text.len() > nearest.len();
    let by = is_byline(&nearest) || (looks_like_names(&nearest) && next.as_ref().is_some_and(is_headline));
    let (headline, author) = match (by, next) {
        (true, Some(next)) => (Some(next), people::author(&nearest)),
        (true, None) => (None, people::author(&nearest)),
        (false, Some(next)) if !opens_file && next.len() > 40 && next.len() > 2 * nearest.len() => (Some(next), None),
        (false, _) => (Some(nearest), None),
    };
    (headline.filter(|headline| headline.len() <= 400), author)
}

pub(super) fn is_byline(line: &str) -> bool {
    let foreign = ["Von ", "Par ", "Por "].iter().find_map(|by| line.strip_prefix(by));
    (line.get(..3).is_some_and(|by| by.eq_ignore_ascii_case("by ")) || foreign.is_some_and(looks_like_names))
        && people::author(line).is_some()
}

/// "Jane Doe", "JANE DOE and JOHN ROE, Staff Writers": words with capitals, two of them at least, and nothing else.
pub(super) fn looks_like_names(line: &str) -> bool {
    let words: Vec<_> = line.split_whitespace().collect();
    let plain = |word: &str| {
        matches!(word, "and" | "und" | "et" | "y" | "&" | "de" | "van" | "von" | "der" | "la")
            || word.starts_with(char::is_uppercase)
    };
    (2..=8).contains(&words.len())
        && line.len() <= 60
        && words.iter().all(|word| plain(word))
        && !line.contains(|c: char| c.is_ascii_digit() || matches!(c, ':' | '?' | '!' | '\'' | '’' | '“' | '"'))
}

/// A line of a table of contents: dots or a tab, and the number of a page.
fn is_contents(line: &str) -> bool {
    let front = line.trim_end_matches(|c: char| c.is_ascii_digit());
    front.len() < line.len() && (front.trim_end().ends_with("....") || front.ends_with('\t'))
}

/// The line behind the header: behind the copyright, or what stands in its place.
fn end_of_header(lines: &[Line<'_>], day_at: usize, unwrapped: bool) -> usize {
    let near: Vec<usize> = (day_at + 1..lines.len()).filter(|&at| !lines[at].is_blank()).take(HEADER).collect();
    // A longer line before any copyright is of the text.
    let header = near.iter().take_while(|&&at| lines[at].text.len() <= 100 || is_copyright(lines[at].text));
    let header: Vec<usize> = header.copied().collect();
    if let Some(&copyright) = header.iter().find(|&&at| is_copyright(lines[at].text)) {
        let mut end = copyright + 1;
        let goes_on = |line: &Line<'_>| {
            let lower = line.text.to_lowercase();
            line.text.starts_with(char::is_lowercase)
                || lower.starts_with("all rights")
                || lower.starts_with("rights reserved")
                || lower.starts_with("alle rechte")
                || lower.starts_with("tous droits")
        };
        while end < lines.len() && !unwrapped && !lines[end].is_blank() && goes_on(&lines[end]) {
            end += 1;
        }
        return end;
    }
    let language = header.iter().find(|&&at| LANGUAGES.contains(&lines[at].text));
    let Some(&language) = language else { return day_at + 1 };
    // A copyright without a year.
    let next = near.iter().find(|&&at| at > language).copied();
    let is_mark = |at: &usize| ["(c)", "(C)", "©", "Copyright"].iter().any(|mark| lines[*at].text.starts_with(mark));
    next.filter(is_mark).filter(|&at| lines[at].text.len() <= 100).unwrap_or(language) + 1
}
