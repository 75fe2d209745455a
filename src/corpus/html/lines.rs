//! Lines that stand among the paragraphs of an article and are none: links to other articles, invitations, bylines, days.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::corpus::published::{is_weekday, month};

/// What the text of a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A paragraph.
    Paragraph,
    /// The item of a list.
    Item,
    /// A heading.
    Heading,
    /// A quotation set apart, or a large line.
    Quote,
}

/// One block of text.
#[derive(Debug)]
pub(super) struct Line {
    /// The node that begins it.
    pub(super) node: usize,
    pub(super) kind: Kind,
    /// Its text, white space folded.
    pub(super) text: String,
    /// How many of its characters that are not white space are links.
    pub(super) linked: usize,
}

/// The longest invitation, in bytes.
const LONGEST: usize = 260;

static FURNITURE: LazyLock<Vec<&'static str>> = LazyLock::new(|| include_str!("words/furniture.txt").lines().collect());
static CLOSING: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| include_str!("words/closing.txt").lines().collect());

/// Ends of lines that ask for a subscription.
const INVITING: &[&str] = &["sign up here", "sign up now", "subscribe here", "subscribe now"];

/// What is said of authors below their articles.
const BIO: &[&str] =
    &["can", "contributed", "covers", "edits", "has", "is", "reports", "teaches", "was", "works", "writes"];

/// How a line says where an author can be written to.
const REACHED: &[&str] = &["can be reached at", "Contact ", "Email ", "Reach ", "Write to "];

/// Words of which a line about the day of publication is made, beside numbers.
const DAY: &[&str] = &[
    "a",
    "ago",
    "am",
    "apr",
    "april",
    "at",
    "aug",
    "august",
    "bst",
    "cet",
    "cest",
    "dec",
    "december",
    "edt",
    "est",
    "et",
    "feb",
    "february",
    "first",
    "fri",
    "friday",
    "gmt",
    "hour",
    "hours",
    "ist",
    "jan",
    "january",
    "jul",
    "july",
    "jun",
    "june",
    "last",
    "m",
    "mar",
    "march",
    "may",
    "min",
    "mins",
    "minute",
    "minutes",
    "modified",
    "mon",
    "monday",
    "nov",
    "november",
    "oct",
    "october",
    "on",
    "p",
    "pdt",
    "pm",
    "posted",
    "pst",
    "pt",
    "published",
    "read",
    "sat",
    "saturday",
    "sep",
    "sept",
    "september",
    "st",
    "nd",
    "rd",
    "th",
    "sun",
    "sunday",
    "thu",
    "thur",
    "thurs",
    "thursday",
    "time",
    "tue",
    "tues",
    "tuesday",
    "updated",
    "utc",
    "web",
    "wed",
    "wednesday",
    "eastern",
];

/// The same in German, French, Spanish and Italian.
const FOREIGN_DAY: &[&str] = &[
    "actualizado",
    "aggiornato",
    "aktualisiert",
    "alle",
    "am",
    "de",
    "del",
    "el",
    "il",
    "jour",
    "las",
    "le",
    "mis",
    "ore",
    "pubblicato",
    "publicado",
    "publié",
    "stand",
    "uhr",
    "um",
    "veröffentlicht",
    "vom",
    "à",
];

impl Line {
    /// Whether its text is a link, all but a few characters.
    fn is_link(&self, share: usize) -> bool {
        let all = self.text.chars().filter(|c| !c.is_whitespace()).count();
        self.linked * 100 >= all * share
    }

    /// Whether it ends with a mark that ends sentences.
    pub(super) fn ends_as_sentence(&self) -> bool {
        let end = self.text.trim_end_matches(['”', '"', '’', '\'', ')', '»']);
        end.ends_with(['.', '?', '…']) || (end.len() < self.text.len() && end.ends_with([',', '!']))
    }

    /// Whether it is no part of the article wherever it stands.
    pub(super) fn is_furniture(&self) -> bool {
        if self.text.len() > LONGEST {
            return false;
        }
        let lower = self.text.to_lowercase();
        let lower = lower.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©');
        let after = FURNITURE.iter().filter_map(|phrase| lower.strip_prefix(phrase)).min_by_key(|rest| rest.len());
        // "Advertising fell by a tenth, she said" is a sentence; an invitation is short, a link, or announced by a colon.
        if let Some(rest) = after {
            let apart = !rest.starts_with(char::is_alphanumeric);
            let short = rest.trim().is_empty() || rest.starts_with(':') || !self.ends_as_sentence() && rest.len() < 200;
            return apart && (short || self.linked > 0);
        }
        let copyright =
            lower.strip_prefix("copyright ").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        if copyright || lower.ends_with("all rights reserved") || lower.ends_with("all rights reserved.") {
            return true;
        }
        let followed =
            lower.starts_with("follow ") && lower.contains(" on ") && (self.linked > 0 || self.text.len() < 120);
        let linked = match self.kind {
            Kind::Heading => false,
            Kind::Item => self.is_link(80) && !self.ends_as_sentence(),
            Kind::Paragraph | Kind::Quote => self.is_link(90) && !self.ends_as_sentence(),
        };
        let end = lower.trim_end_matches(|c: char| !c.is_alphanumeric());
        let invites = INVITING.iter().any(|phrase| end.ends_with(phrase));
        followed || linked || invites || is_credited(lower) || is_offer(lower)
    }

    /// Whether it is about one of the authors, as it stands below an article: "Ann Orr is a reporter in Selwick."
    pub(super) fn is_bio(&self, authors: &str) -> bool {
        let of = |author: &str| {
            let (name, rest) = self.text.split_at_checked(author.len()).unwrap_or_default();
            !author.is_empty()
                && name.eq_ignore_ascii_case(author)
                && rest.split(' ').nth(1).is_some_and(|verb| BIO.contains(&verb))
        };
        let reached = || self.text.contains('@') && REACHED.iter().any(|words| self.text.contains(words));
        self.kind == Kind::Paragraph && self.text.len() < LONGEST * 2 && (authors.split("; ").any(of) || reached())
    }

    /// Whether it is a heading under which other articles are listed.
    pub(super) fn is_closing(&self) -> bool {
        let lower = self.text.to_lowercase();
        self.kind == Kind::Heading && CLOSING.contains(lower.trim_matches(|c: char| !c.is_alphanumeric()))
    }

    /// Whether it is about the article rather than of it: "By Ann Orr", "2 May 2025, 10:15 BST".
    pub(super) fn is_about(&self, authors: &str) -> bool {
        let text = self.text.trim();
        if text.len() > 160 {
            return false;
        }
        let alone = |author: &str| !author.is_empty() && text.eq_ignore_ascii_case(author);
        let is_author = alone(authors) || authors.split("; ").any(alone);
        (is_by(text) && !self.ends_as_sentence()) || is_author || is_day(text)
    }
}

/// Whether it offers a newsletter or an account: "Get our local newsletter, delivered free each Tuesday".
fn is_offer(lower: &str) -> bool {
    let begins =
        ["get ", "join ", "receive ", "register ", "sign up ", "subscribe "].iter().any(|verb| lower.starts_with(verb));
    let offered = ["newsletter", "your inbox", "unlimited access", "daily headlines"];
    begins && lower.len() < 140 && offered.iter().any(|what| lower.contains(what))
}

/// Whether it ends with the name of a photographer, as captions do: "The quay on Monday. (Post photo by Ann Orr)".
fn is_credited(lower: &str) -> bool {
    let credit = lower.strip_suffix(')').and_then(|line| line.rsplit_once('('));
    credit.is_some_and(|(_, credit)| credit.len() < 80 && credit.contains("photo"))
}

/// "By Ann Orr, Staff Writer", "Par Anne Orr".
pub(super) fn is_by(text: &str) -> bool {
    let by = text.split_at_checked(3);
    let english = by.is_some_and(|(by, name)| by.eq_ignore_ascii_case("by ") && name.starts_with(char::is_uppercase))
        && text.split(' ').count() <= 14;
    // "Von Montag an fahren die Züge wieder" goes on in small letters.
    let foreign = ["Ein Interview von ", "Von ", "Par ", "Por ", "Di "].iter().find_map(|by| text.strip_prefix(by));
    let capital = |word: &str| {
        word.starts_with(char::is_uppercase) || ["de", "et", "la", "und", "van", "von", "y"].contains(&word)
    };
    let names = |names: &str| (2..=8).contains(&names.split(' ').count()) && names.split(' ').all(capital);
    english || foreign.is_some_and(names)
}

/// Whether a line is nothing but a day, with or without a time.
pub(super) fn is_day(text: &str) -> bool {
    let mut digits = false;
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let foreign = |word: &str| FOREIGN_DAY.contains(&word) || is_weekday(word) || month(word).is_some();
    let mut count = 0;
    for word in words {
        count += 1;
        let number = word.trim_end_matches(char::is_alphabetic);
        digits |= !number.is_empty();
        let rest = &word[number.len()..];
        if count > 20 || !(rest.is_empty() || DAY.contains(&rest) || number.is_empty() && foreign(word) || rest == "h")
        {
            return false;
        }
    }
    digits && count > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, linked: usize) -> Line {
        Line { node: 0, kind: Kind::Paragraph, text: text.into(), linked }
    }

    #[test]
    fn invitations_are_known() {
        for text in ["Read more: Swans", "Advertisement", "Sign up for our newsletter", "Watch: the swan attacks"] {
            assert!(line(text, 0).is_furniture(), "{text}");
        }
        assert!(line("Get our local newsletter, delivered free each Tuesday", 0).is_furniture());
        assert!(line("SWAN BITES DOG", 12).is_furniture());
        for text in
            ["Advertising fell by a tenth, she said.", "Sign language was used in the hall.", "Recommended doses rose."]
        {
            assert!(!line(text, 0).is_furniture(), "{text}");
        }
        assert!(!line("“Photos? No photos,” he said.", 0).is_furniture());
    }

    #[test]
    fn lines_about_the_article_are_known() {
        for text in ["By Ann Orr", "Ann Orr", "2 May 2025, 10:15 BST", "Published 3 hours ago", "May 2nd, 2025"] {
            assert!(line(text, 0).is_about("Ann Orr"), "{text}");
        }
        assert!(is_day("Publié le 28/06/2024 à 07h02 • Mis à jour le 28/06/2024 à 18h45"));
        assert!(is_day("Actualizado Lunes, 3 junio 2024 - 08:47") && !is_day("3 junio 2024 fue un lunes"));
        assert!(is_by("Von Gesine Orr und Bernd Roe") && !is_by("Von Montag an fahren Züge"));
        for text in ["By noon he was gone", "May 2025 was wet", "In 2025", "By Monday he was gone."] {
            assert!(!line(text, 0).is_about(""), "{text}");
        }
    }
}
