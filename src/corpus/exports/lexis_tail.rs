//! What stands behind the text of a document of `LexisNexis`.
//!
//! A few fields are surely no sentences of an article (`LOAD-DATE:`, `PUBLICATION-TYPE:`); the text ends before the first of
//! them. Others might be ("CORRECTION: ...", "Graphic"), and count only where nothing but fields lies between them and those.

use super::lines::Line;
use super::marks::{is_copyright, is_noise};

/// Fields that no article has.
const SURE: &[&str] =
    &["load-date", "publication-type", "pub-type", "journal-code", "document-type", "acc-no", "publication type"];

/// Fields that an article might have.
const LIKELY: &[&str] = &[
    "graphic",
    "url",
    "subject",
    "type",
    "company",
    "organization",
    "ticker",
    "industry",
    "person",
    "city",
    "state",
    "country",
    "geographic",
    "correction",
    "correction-date",
    "notes",
    "issn",
    "language",
    // The German Academic.
    "grafik",
    "sprache",
    "update",
];

/// Lines looked at on the way back, at most.
const FARTHEST: usize = 200;

/// Lines that the captions of pictures may take behind their name.
const CAPTION: usize = 16;

/// Where the text ends, and what is said behind.
pub(super) struct Tail {
    /// The line behind the text.
    pub(super) start: usize,
    /// The address of the article.
    pub(super) url: Option<String>,
}

/// Whether a document surely ends in this piece.
pub(super) fn is_tailed(lines: &[Line<'_>]) -> bool {
    lines.iter().any(|line| is_sure(line.text))
}

/// The tail of a document whose text begins at line `body`.
pub(super) fn of(lines: &[Line<'_>], body: usize, unwrapped: bool) -> Tail {
    let sure = (body..lines.len()).find(|&at| is_sure(lines[at].text)).unwrap_or(lines.len());
    let mut start = sure;
    // Lines without a name that may go on with the field above them.
    let mut open = 0;
    for at in (body..sure).rev().take(FARTHEST) {
        let line = &lines[at];
        let named = (is_likely(line.text) && sure < lines.len())
            || is_heading(line.text)
            || is_copyright(line.text)
            || is_noise(line.text);
        let parted = line.is_blank() || unwrapped;
        if named {
            start = at;
            open = 0;
        } else if line.is_blank() && open == 0 {
        } else if parted || open > 6 {
            break;
        } else {
            open += 1;
        }
    }
    // Captions may take many paragraphs; their heading begins them.
    if sure < lines.len() {
        let back = |from: usize, is: fn(&str) -> bool, most: usize| {
            (body..from).rev().take(most).find(|&at| is(lines[at].text)).unwrap_or(from)
        };
        start = back(start, |line| line == "Classification", FARTHEST);
        start = back(start, |line| matches!(line, "Graphic" | "GRAPHIC" | "GRAPHIC:"), FARTHEST);
        start = back(start, |line| line.starts_with("GRAPHIC: "), CAPTION);
    }
    Tail { start, url: lines[start..].iter().find_map(|line| address(line.text)) }
}

/// The address that a field gives, if it is that of an article and not of the outlet's first page.
fn address(line: &str) -> Option<String> {
    let (name, value) = named(line)?;
    let value = value.trim();
    let path = value.strip_prefix("https://").or(value.strip_prefix("http://"))?.split_once('/')?.1;
    (name == "url" && !path.is_empty() && !value.contains(' ')).then(|| value.to_owned())
}

fn is_sure(line: &str) -> bool {
    named(line).is_some_and(|(name, value)| {
        SURE.contains(&name.as_str())
            || (name == "language" && (1..=2).contains(&value.split_whitespace().count()))
            || (name == "subject" && value.contains("%)"))
    })
}

fn is_heading(line: &str) -> bool {
    matches!(line, "Graphic" | "GRAPHIC" | "GRAPHIC:" | "Classification")
}

fn is_likely(line: &str) -> bool {
    matches!(line, "Notes" | "Correction") || named(line).is_some_and(|(name, _)| LIKELY.contains(&name.as_str()))
}

/// The name of a field in small letters, and its value. Names are in capitals, or each word has one.
fn named(line: &str) -> Option<(String, &str)> {
    let (name, value) = line.split_once(':').filter(|(name, _)| (3..=20).contains(&name.len()))?;
    let lower = name.to_lowercase();
    let cased = name == name.to_uppercase() || name.split('-').all(|part| part.starts_with(char::is_uppercase));
    cased.then_some((lower, value))
}
