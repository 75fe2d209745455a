//! The names of fields in exports whose every field has one, and where the text between them ends.

use super::factiva::is_count;
use super::lines::Line;
use super::marks::{is_copyright, is_noise};

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The headline.
    Headline,
    /// Authors.
    Author,
    /// The outlet.
    Outlet,
    /// Outlet, place, day and page in one.
    Info,
    /// Day of publication.
    Published,
    /// Address.
    Url,
    /// The text of the article.
    Text,
    /// Nothing of use here.
    Other,
}

/// A field: its name in small letters, and what stands behind it on the line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Label<'a> {
    pub(super) kind: Kind,
    pub(super) name: &'static str,
    pub(super) value: &'a str,
}

/// The longest name, in bytes.
const LONGEST: usize = 50;

/// The names, in small letters.
const NAMES: &[(&str, Kind)] = &[
    ("title", Kind::Headline),
    ("headline", Kind::Headline),
    ("document title", Kind::Headline),
    ("author", Kind::Author),
    ("authors", Kind::Author),
    ("author(s)", Kind::Author),
    ("byline", Kind::Author),
    ("author/byline", Kind::Author),
    ("publication title", Kind::Outlet),
    ("publication", Kind::Outlet),
    ("newspaper", Kind::Outlet),
    ("paper", Kind::Outlet),
    ("publication info", Kind::Info),
    ("source", Kind::Info),
    ("publication date", Kind::Published),
    ("date", Kind::Published),
    ("pub date", Kind::Published),
    ("document url", Kind::Url),
    ("url", Kind::Url),
    ("permalink", Kind::Url),
    ("persistent link to this record", Kind::Url),
    ("persistent link to this record (permalink)", Kind::Url),
    ("from", Kind::Outlet),
    ("full text", Kind::Text),
    ("text", Kind::Text),
    ("abstract", Kind::Other),
    ("abstract (english)", Kind::Other),
    ("accession number", Kind::Other),
    ("article id", Kind::Other),
    ("caption", Kind::Other),
    ("classification", Kind::Other),
    ("column", Kind::Other),
    ("company", Kind::Other),
    ("company / organization", Kind::Other),
    ("content level", Kind::Other),
    ("copyright", Kind::Other),
    ("country of publication", Kind::Other),
    ("credit", Kind::Other),
    ("cut and paste", Kind::Other),
    ("database", Kind::Other),
    ("dateline", Kind::Other),
    ("document feature", Kind::Other),
    ("document type", Kind::Other),
    ("edition", Kind::Other),
    ("first page", Kind::Other),
    ("full text word count", Kind::Other),
    ("gale document number", Kind::Other),
    ("geographic terms", Kind::Other),
    ("identifier / keyword", Kind::Other),
    ("identifiers / keywords", Kind::Other),
    ("index terms", Kind::Other),
    ("isbn", Kind::Other),
    ("issn", Kind::Other),
    ("issue", Kind::Other),
    ("language", Kind::Other),
    ("length", Kind::Other),
    ("language of publication", Kind::Other),
    ("last updated", Kind::Other),
    ("links", Kind::Other),
    ("location", Kind::Other),
    ("number of pages", Kind::Other),
    ("page", Kind::Other),
    ("pages", Kind::Other),
    ("people", Kind::Other),
    ("place of publication", Kind::Other),
    ("proquest document id", Kind::Other),
    ("publication subject", Kind::Other),
    ("publication year", Kind::Other),
    ("publisher", Kind::Other),
    ("readability", Kind::Other),
    ("record", Kind::Other),
    ("record number", Kind::Other),
    ("section", Kind::Other),
    ("source type", Kind::Other),
    ("subject", Kind::Other),
    ("subject terms", Kind::Other),
    ("subjects", Kind::Other),
    ("volume", Kind::Other),
];

/// The field that a line begins with, by its name and a colon; "FULL TEXT", "ABSTRACT" and "DETAILS" need no colon.
pub(super) fn label(line: &str) -> Option<Label<'_>> {
    match line {
        "FULL TEXT" | "Full text" | "HTML Full Text" | "PDF Full Text" => {
            return Some(Label { kind: Kind::Text, name: "full text", value: "" });
        }
        "ABSTRACT" | "ABSTRACT (ENGLISH)" | "DETAILS" => {
            return Some(Label { kind: Kind::Other, name: "abstract", value: "" });
        }
        _ => {}
    }
    // "Source Citation (MLA 9th Edition)", "• Citation (aglc Style)": the citation stands below.
    let citation = |line: &str| line.get(..10).is_some_and(|start| start.eq_ignore_ascii_case("citation ("));
    if line.len() < 60 && citation(line.trim_start_matches(['•', ' '])) || line.starts_with("Source Citation") {
        return Some(Label { kind: Kind::Other, name: "citation", value: "" });
    }
    let (name, value) = line.split_once(':').filter(|(name, _)| (3..=LONGEST).contains(&name.len()))?;
    let lower = name.trim_end().to_lowercase();
    let at = NAMES.iter().position(|(known, _)| *known == lower).filter(|_| name.starts_with(char::is_uppercase))?;
    let value = value.trim();
    // A team's record is another thing than that of a database.
    let number = value.len() >= 6 && !value.contains(' ') && value.contains(|c: char| c.is_ascii_digit());
    (NAMES[at].0 != "record" || number).then_some(Label { kind: NAMES[at].1, name: NAMES[at].0, value })
}

/// The fields of a line: one, or several with bars between them ("Author: Jane Doe | Section: News").
pub(super) fn labels(line: &str) -> impl Iterator<Item = Label<'_>> {
    let fits = |part: &str| label(part).is_some() || is_count(part);
    let several = line.len() < 300 && line.contains(" | ") && line.split(" | ").skip(1).all(fits);
    line.split(if several { " | " } else { "\n" }).filter_map(label)
}

/// Whether a line is a field that only databases have: `ProQuest`, Gale, `NewsBank`.
pub(super) fn is_of_database(line: &str) -> bool {
    label(line).is_some_and(|label| {
        matches!(
            label.name,
            "proquest document id"
                | "publication info"
                | "publication title"
                | "language of publication"
                | "gale document number"
                | "author/byline"
                | "article id"
                | "persistent link to this record (permalink)"
                | "readability"
        )
    })
}

/// Fields that no article has in its text.
fn is_sure(line: &str) -> bool {
    const SURE: &[&str] = &[
        "publication title",
        "proquest document id",
        "publication year",
        "language of publication",
        "source type",
        "country of publication",
        "place of publication",
        "accession number",
        "record number",
        "full text word count",
        "gale document number",
        "citation",
        "record",
        "persistent link to this record (permalink)",
    ];
    label(line).is_some_and(|label| SURE.contains(&label.name))
}

/// The line behind a text that begins at `body`: before the first sure field, and the fields that lead up to it.
pub(super) fn end_of_text(lines: &[Line<'_>], body: usize) -> usize {
    let found = (body..lines.len()).find(|&at| is_sure(lines[at].text));
    let sure = found.unwrap_or(lines.len());
    let mut end = sure;
    // Lines without a name that may be the value of the field above them.
    let mut open = 0;
    for at in (body..sure).rev() {
        let line = lines[at].text;
        let void = !line.is_empty() && !line.contains(char::is_alphanumeric);
        if (found.is_some() && label(line).is_some()) || is_noise(line) || is_copyright(line) || void {
            (end, open) = (at, 0);
            if line == "DETAILS" {
                break;
            }
        } else if !line.is_empty() {
            open += 1;
            // A value is a line or so; what goes on longer is the text.
            if found.is_none() || open > 3 || line.len() > 300 {
                break;
            }
        }
    }
    end
}

/// The fields of these lines, with values that may stand under their names.
pub(super) fn values(lines: &[Line<'_>]) -> Vec<(Kind, &'static str, String)> {
    let mut fields: Vec<(Kind, &'static str, String)> = Vec::new();
    for line in lines.iter().filter(|line| !line.is_blank()) {
        match (label(line.text), fields.last_mut()) {
            (Some(label), _) => fields.push((label.kind, label.name, label.value.to_owned())),
            (None, Some((_, _, value))) if value.is_empty() => line.text.clone_into(value),
            _ => {}
        }
    }
    fields
}
