//! The lines by which the documents of an export are told apart, and the pieces between them.
//!
//! Any article may hold such a line, so that a line alone parts nothing: a piece is a document of its own only if a header
//! stands at its front, or if its number goes on from the one before. All else stays with the article that it follows.

use std::ops::Range;

use super::days;
use super::lines::Line;

/// The number of a document, and how many there are: 3 of 200.
pub(super) type Number = (u32, u32);

/// The longest line that is taken for a mark, in bytes.
const LONGEST: usize = 80;

/// What a line says about where documents begin and end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// One begins behind it: "Document 3 of 200".
    Begin(Option<Number>),
    /// One ends before it: "End of Document".
    End,
}

/// "3 of 200 DOCUMENTS" (`LexisNexis` Academic), "Document 3 of 200" (`ProQuest`, Lexis Advance).
pub(super) fn numbered(line: &str) -> Option<Number> {
    if line.len() > LONGEST {
        return None;
    }
    let mut words = line.trim_matches(|c: char| !c.is_alphanumeric()).split_whitespace();
    let words = [words.next(), words.next(), words.next(), words.next(), words.next()];
    let number = |word: &str| word.replace(',', "").parse().ok();
    let numbers = match words {
        [Some(at), Some("of" | "OF" | "von" | "de"), Some(all), Some(what), None]
            if matches!(what.to_lowercase().as_str(), "documents" | "document" | "dokumenten" | "documentos") =>
        {
            (number(at)?, number(all)?)
        }
        [Some(what), Some(at), Some("of" | "OF" | "von" | "de" | "sur"), Some(all), None]
            if matches!(
                what.to_lowercase().as_str(),
                "document" | "dokument" | "documento" | "record" | "article" | "item"
            ) =>
        {
            (number(at)?, number(all)?)
        }
        _ => return None,
    };
    (1 <= numbers.0 && numbers.0 <= numbers.1).then_some(numbers)
}

/// "End of Document".
pub(super) fn is_end(line: &str) -> bool {
    let words = line.trim_matches(|c: char| !c.is_alphanumeric()).split_whitespace();
    line.len() <= LONGEST && words.map(str::to_lowercase).eq(["end", "of", "document"])
}

/// A line drawn with the keyboard.
pub(super) fn is_rule(line: &str) -> bool {
    line.len() >= 20
        && line.chars().next().is_some_and(|first| matches!(first, '_' | '=' | '-' | '*' | '—'))
        && line.chars().all(|c| line.starts_with(c))
}

/// What printed pages and web services put around documents: "Page 3 of 45", `| About LexisNexis | Privacy Policy`.
pub(super) fn is_noise(line: &str) -> bool {
    if line.is_empty() || line.len() > 200 {
        return false;
    }
    is_page(line)
        || line.starts_with("© ") && (line.contains("Factiva, Inc") || line.contains("LexisNexis"))
        || line.contains("About LexisNexis") && line.contains("Privacy Policy")
        || line.starts_with("Database copyright ") && line.contains("ProQuest")
        || line.starts_with("Terms and Conditions") && line.ends_with("Contact ProQuest")
        || line.starts_with("The link information ") && line.contains("persistent link")
        || matches!(line, "Link to Image" | "Link to PDF" | "Back to top")
}

/// Whether a line is of a cover page, a list of documents, or a summary of the search.
pub(super) fn is_cover(line: &str) -> bool {
    const COVER: &[&str] = &[
        "User Name:",
        "Date and Time:",
        "Job Number:",
        "Client/Matter:",
        "Search Terms:",
        "Search Type:",
        "Narrowed by",
        "Content Type",
        "Print Request:",
        "Time of Request:",
        "Client ID/Project Name:",
        "Research Information",
        "Number of Lines:",
        "Search Summary",
        "Table of contents",
        "Bibliography",
        "Contact us at:",
        "Results Found",
    ];
    COVER.iter().any(|mark| line.starts_with(mark))
        || line.strip_prefix("Document").is_some_and(|rest| rest.trim_start_matches('s').starts_with(" ("))
        || line.contains("About LexisNexis")
}

/// "Page 3 of 45", alone or with the copyright of the database behind it.
fn is_page(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let is_number = |word: Option<&str>| word.is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    words.next() == Some("Page")
        && is_number(words.next())
        && words.next() == Some("of")
        && is_number(words.next())
        && words.next().is_none_or(|word| word == "©")
}

/// A line of copyright with a year: "Copyright 2025 Selwick Media", "(c) 2025 The Selwick Post".
pub(super) fn is_copyright(line: &str) -> bool {
    // EBSCO: "Copyright of Selwick Post is the property of Selwick Media and its content may not be copied ..."
    if line.starts_with("Copyright of ") && line.contains(" is the property of ") {
        return true;
    }
    let line = line.trim_start_matches('(');
    let Some(rest) =
        ["Copyright", "COPYRIGHT", "c)", "C)", "(c)", "(C)", "©"].iter().find_map(|mark| line.strip_prefix(mark))
    else {
        return line.eq_ignore_ascii_case("All Rights Reserved") || line.eq_ignore_ascii_case("All Rights Reserved.");
    };
    let mut words = rest.split_whitespace().map(|word| word.trim_matches([',', '.', '-', ':']));
    let first = words.find(|word| !matches!(*word, "" | "©" | "(c)" | "(C)" | "Copyright"));
    let is_year = |word: &str| word.len() == 4 && word.parse().is_ok_and(|year: u32| (1600..2200).contains(&year));
    line.len() < 300
        && first.is_some_and(|word| {
            is_year(word) || is_year(word.get(..4).unwrap_or_default()) || days::leading(rest.trim_start()).is_some()
        })
}

/// What lies between two marks, and later what is one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// Its lines, without the marks around it.
    pub(super) lines: Range<usize>,
    /// Its number, if it has one.
    pub(super) number: Option<Number>,
}

impl Piece {
    /// Whether it has sentences, and nothing that only cover pages have.
    fn is_prose(&self, lines: &[Line<'_>]) -> bool {
        let words = || lines[self.lines.clone()].iter().map(|line| line.text);
        let ended =
            |line: &&str| line.len() > 40 && line.trim_end_matches(['”', '"', '’', ')']).ends_with(['.', '?', '!']);
        words().filter(ended).count() > 3 && !words().any(is_cover)
    }

    /// Whether nothing but noise is in it.
    fn is_void(&self, lines: &[Line<'_>]) -> bool {
        lines[self.lines.clone()].iter().all(|line| line.is_blank() || is_noise(line.text) || is_rule(line.text))
    }
}

/// The pieces between the marks, without empty ones.
pub(super) fn pieces(lines: &[Line<'_>], mark: impl Fn(&Line<'_>) -> Option<Mark>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut number = None;
    let mut push = |piece: Piece| {
        if !piece.is_void(lines) {
            pieces.push(piece);
        }
    };
    for (at, line) in lines.iter().enumerate() {
        let Some(mark) = mark(line) else { continue };
        push(Piece { lines: start..at, number });
        start = at + 1;
        number = match mark {
            Mark::Begin(number) => number,
            Mark::End => None,
        };
    }
    push(Piece { lines: start..lines.len(), number });
    pieces
}

/// The documents among the pieces: those with a header, those whose number goes on, and what belongs to either.
///
/// `headed` says of each piece whether a header stands at its front, `tailed` whether something at its end shows that
/// a document ends there. What comes before the first document is a cover page, what comes after the last a summary, unless
/// it has sentences: those are of a document whose header is not known.
pub(super) fn documents(
    lines: &[Line<'_>],
    pieces: Vec<Piece>,
    headed: &[bool],
    tailed: impl Fn(&Piece) -> bool,
) -> Vec<Piece> {
    let last = headed.iter().rposition(|&headed| headed).unwrap_or(0);
    let mut documents: Vec<Piece> = Vec::new();
    let mut number: Option<Number> = None;
    for (at, piece) in pieces.into_iter().enumerate() {
        let goes_on = match (number, piece.number) {
            (Some((before, all)), Some((now, of))) => of == all && now == before + 1,
            _ => false,
        };
        if headed[at] || goes_on {
            number = piece.number.or(number);
            documents.push(piece);
        } else if let Some(document) = documents.last_mut()
            && (at < last || tailed(&piece))
        {
            document.lines.end = piece.lines.end;
        } else if piece.is_prose(lines) {
            documents.push(piece);
        }
    }
    documents
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_alone() {
        assert_eq!(numbered("1 of 200 DOCUMENTS"), Some((1, 200)));
        assert_eq!(numbered("Document 1,003 of 1,200"), Some((1003, 1200)));
        assert_eq!(numbered("Dokument 1 von 2"), Some((1, 2)));
        assert_eq!(numbered("*** Document 2 of 2 ***"), Some((2, 2)));
        for line in ["Document 1 of 3 was leaked", "3 of 2 documents", "Documents 1 of 3", "of", "Document one of 3"] {
            assert_eq!(numbered(line), None, "{line}");
        }
        assert!(is_end("End of Document") && is_end("--- END OF DOCUMENT ---") && !is_end("The End of Document 3"));
        assert!(is_rule("____________________") && !is_rule("____") && !is_rule("-------------------+"));
        assert!(is_noise("Page 3 of 45") && is_noise("Page 3 of 45 © 2025 Factiva, Inc. All rights reserved."));
        assert!(!is_noise("Page 3 of 45 was missing"));
    }

    #[test]
    fn copyright_has_a_year() {
        for line in [
            "Copyright 2025 Selwick Media All Rights Reserved",
            "Copyright © 2025 Selwick Media",
            "(c) 2025 The Selwick Post.",
            "© 2025.",
            "Copyright (c) 2025, Selwick",
            "All Rights Reserved",
        ] {
            assert!(is_copyright(line), "{line}");
        }
        for line in ["Copyright law is old", "Copyright", "(c) the third clause", "2025 was a year"] {
            assert!(!is_copyright(line), "{line}");
        }
    }
}
