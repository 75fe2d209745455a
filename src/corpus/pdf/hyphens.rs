//! Words that a line's end parted. The hyphen of a typesetter goes, that of a compound ("well-known") stays; where the
//! hyphen itself does not tell, the rest of the document does, which often has the word once more.

use std::collections::HashSet;

use super::columns::Line;

/// First parts that make a compound with a hyphen and hardly ever begin a longer word. For those that do ("all-", "over-"),
/// the evidence of the document has to do.
const FIRST: &[&str] = &[
    "self", "well", "ex", "half", "long", "short", "high", "low", "full", "part", "old", "vice", "mid", "left",
    "right", "first", "second", "third", "two", "three", "four", "five", "six", "seven", "eight", "nine", "non", "so",
    "far", "hard", "best", "cross", "same", "single", "double", "year", "month", "week", "day", "state", "world",
    "top", "large", "small",
];

/// Last parts of which the same is true. They are whole words, so that a part of a longer word is not taken for them.
const LAST: &[&str] = &[
    "known",
    "called",
    "owned",
    "backed",
    "based",
    "led",
    "born",
    "style",
    "year",
    "old",
    "elect",
    "general",
    "term",
    "scale",
    "level",
    "profile",
    "minded",
    "funded",
    "controlled",
    "held",
    "linked",
    "related",
    "wing",
    "to",
    "in",
    "on",
    "off",
    "up",
    "out",
    "and",
    "of",
    "the",
    "a",
];

/// The words of a document, in lower case.
#[derive(Debug, Default)]
pub(super) struct Words(HashSet<String>);

impl Words {
    /// The words of lines, but for those that a line's end may have parted.
    pub(super) fn of(lines: &[Line]) -> Self {
        let mut words = HashSet::new();
        let mut parted = false;
        for line in lines {
            let mut all = line.text.split(' ').skip(usize::from(parted)).peekable();
            parted = line.text.ends_with(is_hyphen);
            while let Some(word) = all.next() {
                let last = all.peek().is_none();
                if !(last && parted) {
                    words.insert(bare(word));
                }
            }
        }
        Self(words)
    }

    /// Adds a line to a text that the line before it ended.
    pub(super) fn join(&self, text: &mut String, next: &str) {
        let last = text.rsplit(' ').next().unwrap_or_default();
        let stem = last.trim_end_matches(is_hyphen);
        // Browsers draw a hyphen for a soft one, and say that both are there.
        let hyphens = last.get(stem.len()..).unwrap_or_default();
        let soft = hyphens.contains('\u{AD}');
        let parted = (soft || hyphens.chars().count() == 1) && stem.ends_with(char::is_alphanumeric);
        if parted && next.starts_with(char::is_alphanumeric) {
            if soft || !self.is_compound(stem, next) {
                text.truncate(text.trim_end_matches(is_hyphen).len());
            }
        } else if parted && next.starts_with(char::is_alphanumeric)
            || last.ends_with('—') && last.len() > '—'.len_utf8()
        {
            // A dash without a space before it has none behind it.
        } else if !(last.contains("://") && last.ends_with(['/', '-', '_', '.', '?', '=', '&'])) {
            text.push(' ');
        }
        text.push_str(next);
    }

    /// Whether the hyphen between the two parts belongs to the word.
    fn is_compound(&self, stem: &str, next: &str) -> bool {
        let second = next.split(' ').next().unwrap_or_default();
        let (first, last) = (bare(stem), bare(second));
        if next.starts_with(|c: char| !c.is_lowercase()) || stem.contains(|c: char| c.is_ascii_digit()) {
            // "Vasquez-Holm", "3-year", "mid-2025".
            return !all_capitals(stem, second);
        }
        if self.0.contains(&format!("{first}{last}")) {
            return false;
        }
        if self.0.contains(&format!("{first}-{last}")) {
            return true;
        }
        // "two-year-old", or a second part that has hyphens itself: "editor-in-chief".
        let core = first.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let whole = last.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        stem.contains('-')
            || last.contains('-') && (self.0.contains(core) || FIRST.contains(&core))
            || FIRST.contains(&core)
            || LAST.contains(&whole) && (self.0.contains(core) || stem.starts_with(char::is_uppercase))
            || all_capitals(stem, stem)
    }
}

/// Whether two parts are one word in capitals: "GOVERN-MENT".
fn all_capitals(stem: &str, second: &str) -> bool {
    let capital = |part: &str| {
        part.chars().filter(|c| c.is_alphabetic()).count() > 1
            && part.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
    };
    capital(stem) && capital(second)
}

/// A hyphen that may stand at the end of a line.
pub(super) const fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{AD}')
}

/// A word in lower case, without the marks around it.
fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(document: &str, text: &str, next: &str) -> String {
        let line = Line {
            text: document.to_owned(),
            first: 0.0,
            x0: 0.0,
            x1: 0.0,
            y: 0.0,
            size: 1.0,
            left: 0.0,
            right: 0.0,
            block: 0,
            page: 0,
        };
        let mut text = text.to_owned();
        Words::of(&[line]).join(&mut text, next);
        text
    }

    #[test]
    fn a_typesetters_hyphen_goes() {
        assert_eq!(joined("", "the har-", "bour said"), "the harbour said");
        assert_eq!(joined("", "the har\u{AD}", "Bour"), "the harBour");
        assert_eq!(joined("GOVERNMENT", "THE GOVERN-", "MENT SAID"), "THE GOVERNMENT SAID");
        assert_eq!(joined("in the longing", "a long-", "ing look"), "a longing look");
    }

    #[test]
    fn that_of_a_compound_stays() {
        assert_eq!(joined("", "a well-", "known rule"), "a well-known rule");
        assert_eq!(joined("", "Ingrid Vasquez-", "Holm, who"), "Ingrid Vasquez-Holm, who");
        assert_eq!(joined("", "the 3-", "year deal"), "the 3-year deal");
        assert_eq!(joined("", "a 62-year-", "old pilot"), "a 62-year-old pilot");
        assert_eq!(joined("a night-ferry", "the night-", "ferry pilots"), "the night-ferry pilots");
        assert_eq!(joined("its state", "a state-", "owned bank"), "a state-owned bank");
    }

    #[test]
    fn dashes_and_addresses() {
        assert_eq!(joined("", "he said —", "and left"), "he said — and left");
        assert_eq!(joined("", "he said—", "and left"), "he said—and left");
        assert_eq!(joined("", "he said -", "and left"), "he said - and left");
        assert_eq!(joined("", "see https://a.example/news/", "quay.html"), "see https://a.example/news/quay.html");
        assert_eq!(joined("", "first", "second"), "first second");
    }
}
