//! Reads a source as a noun phrase: which names in it are its head ("Mexico's defence secretary, Gen. Ricardo Trevilla":
//! the person), which only modify ("a spokesman for Trump"), and what the head noun is where no name is one.

use crate::entities::callings::is_role_noun;
use crate::entities::outlets::is_outlet_noun;
use crate::entities::{Entities, Mention, NameLabel};
use crate::span::{Span, Spanned, overlapping};
use crate::tagger::words::Word;

/// What a source is, by its form alone.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Phrase {
    /// The names that head it: indexes into the article's mentions. More than one where several speak.
    Names(Vec<usize>),
    /// One pronoun, lower-case.
    Pronoun(String),
    /// A noun phrase without a name as its head.
    Noun {
        /// The phrase without what hangs on it after a comma or a relative pronoun.
        span: Span,
        /// Its head noun, lower-case.
        head: String,
        /// Begins with "the", "this", "his", or a name's possessive.
        definite: bool,
    },
}

const PRONOUNS: [&str; 27] = [
    "all", "both", "each", "he", "her", "hers", "herself", "him", "himself", "his", "i", "it", "its", "itself", "me",
    "she", "that", "their", "them", "they", "this", "us", "we", "which", "who", "whom", "you",
];

/// After one of these, a name belongs to the noun before it.
const PREPOSITIONS: [&str; 28] = [
    "about",
    "across",
    "after",
    "against",
    "among",
    "around",
    "at",
    "before",
    "behind",
    "between",
    "by",
    "close",
    "during",
    "for",
    "from",
    "in",
    "including",
    "inside",
    "into",
    "near",
    "of",
    "on",
    "over",
    "to",
    "under",
    "with",
    "within",
    "without",
];

/// Whether a lower-case word puts the name after it below a noun before it.
pub(super) fn is_preposition(word: &str) -> bool {
    PREPOSITIONS.contains(&word)
}

/// Where a noun phrase ends for our purpose.
const CLAUSES: [&str; 13] =
    ["because", "that", "when", "where", "which", "while", "who", "whom", "whose", "is", "was", "are", "were"];

const DEFINITE: [&str; 12] =
    ["both", "her", "his", "its", "my", "our", "such", "that", "the", "their", "these", "this"];

/// Words of a phrase with their names, looked at from left to right.
struct Reader<'a> {
    text: &'a str,
    words: &'a [Word],
    mentions: &'a [Mention],
    first_mention: usize,
}

/// Words of a source that are read: a longer one is a list that the tagger took for a source, and reading it takes time
/// that grows with the square of its length.
const LONGEST: usize = 64;

/// Reads the phrase at `source`.
pub(super) fn read(text: &str, words: &[Word], entities: &Entities, source: Span) -> Phrase {
    let mut range = overlapping(words, source);
    range.end = range.end.min(range.start + LONGEST);
    // "which Orr called": the pronoun is what is called.
    let lower = |at: usize| words[at].span.slice(text).to_lowercase();
    let together = range.len() == 2 && matches!(lower(range.start + 1).as_str(), "all" | "also" | "both" | "together");
    let leads = |word: &str| matches!(word, "which" | "that" | "whom" | "what" | "when" | "as");
    if range.len() > 1 && !together && leads(&lower(range.start)) {
        range.start += 1;
    }
    // "Its committee, whose chairman is Ann Orr,": the committee.
    if let Some(whose) = range.clone().skip(1).find(|&at| lower(at) == "whose") {
        range.end = whose;
    }
    let source = words[range.clone()].iter().map(|word| word.span).reduce(Span::cover).unwrap_or(source);
    let inside = overlapping(&entities.mentions, source);
    let reader = Reader {
        text,
        words: &words[range],
        mentions: &entities.mentions[inside.clone()],
        first_mention: inside.start,
    };
    reader.pronoun().or_else(|| reader.people()).or_else(|| reader.other_name()).unwrap_or_else(|| reader.noun(source))
}

impl Reader<'_> {
    fn word(&self, index: usize) -> &str {
        self.words.get(index).map_or("", |word| word.span.slice(self.text))
    }

    fn lower(&self, index: usize) -> String {
        self.word(index).to_lowercase()
    }

    fn is_letter_word(&self, index: usize) -> bool {
        self.word(index).starts_with(char::is_alphanumeric)
    }

    /// The words that a mention covers.
    fn place(&self, mention: &Mention) -> std::ops::Range<usize> {
        overlapping(self.words, mention.span)
    }

    fn pronoun(&self) -> Option<Phrase> {
        let spoken: Vec<usize> = (0..self.words.len()).filter(|&index| self.is_letter_word(index)).collect();
        match spoken[..] {
            [only] => {
                let word = self.lower(only);
                PRONOUNS.contains(&word.as_str()).then_some(Phrase::Pronoun(word))
            }
            // "he himself", "they both": still they.
            [first, second] if self.mentions.is_empty() => {
                let (first, second) = (self.lower(first), self.lower(second));
                let himself = second.ends_with("self")
                    || second.ends_with("selves")
                    || matches!(second.as_str(), "all" | "also" | "both" | "each" | "together");
                (himself && PRONOUNS.contains(&first.as_str())).then_some(Phrase::Pronoun(first))
            }
            _ => None,
        }
    }

    /// The people who head the phrase.
    fn people(&self) -> Option<Phrase> {
        let mut heads: Vec<usize> = Vec::new();
        let mut end = 0;
        for (index, mention) in self.mentions.iter().enumerate() {
            if mention.label != NameLabel::Person {
                continue;
            }
            let place = self.place(mention);
            if self.modifies(&place) || self.hangs_on(place.start) {
                continue;
            }
            // After the first, only names joined to it by "and" or a comma speak too.
            if !heads.is_empty() && !self.joined(end, place.start) {
                continue;
            }
            heads.push(self.first_mention + index);
            end = place.end;
        }
        (!heads.is_empty()).then_some(Phrase::Names(heads))
    }

    /// An organisation, place or other name that heads the phrase.
    fn other_name(&self) -> Option<Phrase> {
        let mut heads: Vec<usize> = Vec::new();
        let mut end = 0;
        for (index, mention) in self.mentions.iter().enumerate() {
            let place = self.place(mention);
            if mention.label == NameLabel::Person || self.modifies(&place) || self.hangs_on(place.start) {
                continue;
            }
            if heads.is_empty() {
                // "Officials in Vell": a noun stands before. "The Vell Times", "Sweden's Vell Times": none does.
                let before = (0..place.start).filter(|&word| self.is_letter_word(word));
                let thing = matches!(mention.label, NameLabel::Organization);
                let mut before = before.into_iter().peekable();
                let described = thing && before.peek().is_some_and(|&first| self.lower(first) == "the");
                let plain = before.all(|word| {
                    // "The nonpartisan Harbour Commission": nothing that puts the name below another noun.
                    if described && self.word(word).starts_with(char::is_lowercase) {
                        return !PREPOSITIONS.contains(&self.lower(word).as_str());
                    }
                    self.mention_at(word).is_some() || self.word(word).starts_with(char::is_uppercase) || {
                        let word = self.lower(word);
                        DEFINITE.contains(&word.as_str()) || matches!(word.as_str(), "a" | "an" | "s" | "even")
                    }
                });
                // "The maker of the pumps, Harbour Medical,": the name after the comma.
                let apposed = place.start > 1
                    && mention.label != NameLabel::Location
                    && self.word(place.start - 1) == ","
                    && (place.end..self.words.len()).all(|word| !self.is_letter_word(word))
                    && matches!(self.lower(0).as_str(), "a" | "an" | "another" | "its" | "one" | "the" | "their")
                    // "A spokeswoman for the firm, Harbour Medical,": she.
                    && !(0..place.start).any(|word| is_role_noun(&self.lower(word)));
                // "The newsletter Harbour Notes".
                let called = place.start > 0
                    && mention.label != NameLabel::Location
                    && is_outlet_noun(&self.lower(place.start - 1));
                if !plain && !apposed && !called {
                    continue;
                }
            } else if !self.joined(end, place.start) {
                continue;
            }
            heads.push(self.first_mention + index);
            end = place.end;
        }
        (!heads.is_empty()).then_some(Phrase::Names(heads))
    }

    fn mention_at(&self, word: usize) -> Option<&Mention> {
        let span = self.words[word].span;
        self.mentions[overlapping(self.mentions, span)].first()
    }

    /// Whether the name only modifies what follows: "Trump's lawyer", "the Clinton campaign".
    fn modifies(&self, place: &std::ops::Range<usize>) -> bool {
        let next = self.lower(place.end);
        if matches!(next.as_str(), "'s" | "’s" | "'" | "’") {
            return self.is_letter_word(place.end + 1);
        }
        if matches!(next.as_str(), "-" | "–" | "/") && self.is_letter_word(place.end + 1) {
            return true;
        }
        let noun = next.starts_with(char::is_alphabetic)
            && !PREPOSITIONS.contains(&next.as_str())
            && !CLAUSES.contains(&next.as_str())
            && !crate::entities::people::is_letters(&next)
            && !matches!(next.as_str(), "and" | "or" | "as" | "also" | "himself" | "herself" | "itself" | "jr" | "sr");
        noun && !matches!(next.as_str(), "et" | "has" | "had" | "have")
    }

    /// Whether a preposition puts the name at `start` below a noun before it: "supporters of President Obama", but not
    /// "Secretary of State John Kerry" and not "head of the union, Ann Orr".
    fn hangs_on(&self, start: usize) -> bool {
        let mut at = start;
        while at > 0 {
            at -= 1;
            let word = self.word(at);
            let lower = self.lower(at);
            if PREPOSITIONS.contains(&lower.as_str()) {
                return (0..at).any(|before| self.is_letter_word(before));
            }
            if word == "," || word == "(" || word == ":" || word == "—" {
                return false;
            }
            if matches!(lower.as_str(), "and" | "or" | "&") {
                // What is joined hangs where its partner hangs.
                continue;
            }
            let capital = word.starts_with(char::is_uppercase);
            if capital && !crate::entities::fold::is_title(word) && self.mention_at(at).is_none() {
                return false;
            }
            // "Mexico's", "Secretary of State": a name right before belongs to the title; one before a noun ("Vell University
            // professor Ann Orr") says nothing yet.
            if at + 1 == start
                && let Some(mention) = self.mention_at(at)
                && mention.label != NameLabel::Person
                && !matches!(self.word(at + 1), "and" | "or" | "&" | "," | "'s" | "’s")
            {
                return false;
            }
            if matches!(lower.as_str(), "'s" | "’s") {
                return false;
            }
        }
        false
    }

    /// Whether only "and", commas, titles and determiners stand between two places.
    fn joined(&self, from: usize, to: usize) -> bool {
        let mut linked = false;
        let mut bracket = false;
        for word in from..to {
            let lower = self.lower(word);
            // "Ann Orr (D-Vell), Tom Vale (R-Brask) and ...".
            if matches!(lower.as_str(), "(" | ")") || bracket {
                bracket = lower != ")";
                continue;
            }
            match lower.as_str() {
                "and" | "or" | "&" | "," => linked = true,
                "the" | "then" | "both" => {}
                // "Ann Orr, Republican of Vell, and".
                "of" | "from" if word > from && self.word(word - 1).starts_with(char::is_uppercase) => {}
                other if crate::entities::fold::is_title(other) || self.word(word).starts_with(char::is_uppercase) => {}
                "." => {}
                _ => return false,
            }
        }
        // "Ann Orr, Vell" is no pair of speakers: a comma alone does not join; lists end in "and".
        let and = |word: usize| matches!(self.lower(word).as_str(), "and" | "or" | "&");
        linked && ((from..to).any(and) || (to..self.words.len()).any(and))
    }

    /// "of" in "a number of experts", "three out of five voters": the noun is behind it.
    fn counts(&self, of: usize) -> bool {
        let word = self.lower(of.wrapping_sub(1));
        of > 0
            && self.lower(of) == "of"
            && (matches!(
                word.as_str(),
                "all"
                    | "couple"
                    | "dozens"
                    | "half"
                    | "hundreds"
                    | "lot"
                    | "lots"
                    | "majority"
                    | "many"
                    | "most"
                    | "number"
                    | "out"
                    | "percent"
                    | "some"
                    | "tens"
                    | "third"
                    | "thirds"
                    | "thousands"
                    | "two"
                    | "three"
                    | "variety"
            ) || word.starts_with(|c: char| c.is_ascii_digit()))
    }

    /// "released" in "a poll released Tuesday", "representing" in "a union representing nurses".
    fn hangs_participle(&self, index: usize) -> bool {
        let word = self.word(index);
        let before = self.lower(index.wrapping_sub(1));
        index > 0
            && word.starts_with(char::is_lowercase)
            && (word.ends_with("ed")
                || word.ends_with("ing")
                || matches!(word, "given" | "made" | "seen" | "sent" | "shown" | "taken" | "written"))
            && (super::kind::is_listed(&before) || super::kind::is_plural(&before))
    }

    fn noun(&self, source: Span) -> Phrase {
        let mut end = self.words.len();
        // "The player himself".
        let last = (0..end).rev().find(|&index| self.is_letter_word(index));
        if let Some(last) = last.filter(|&last| {
            last > 0 && matches!(self.lower(last).as_str(), "herself" | "himself" | "itself" | "themselves")
        }) {
            end = last;
        }
        let whole = end;
        for index in 1..whole {
            let lower = self.lower(index);
            if matches!(self.word(index), "," | "(" | "—" | "–" | "―" | ";" | "“" | "\"")
                || CLAUSES.contains(&lower.as_str())
                || matches!(lower.as_str(), "i" | "he" | "she" | "they" | "we")
            {
                end = index;
                break;
            }
        }
        let quantity = (0..end.min(6)).find(|&index| self.counts(index));
        let from = quantity.map_or(1, |of| of + 1);
        let stop = (from..end)
            .find(|&index| PREPOSITIONS.contains(&self.lower(index).as_str()) || self.hangs_participle(index))
            .unwrap_or(end);
        let head =
            (0..stop).rev().find(|&index| self.is_letter_word(index)).map_or(String::new(), |index| self.lower(index));
        let possessive = (0..stop).any(|index| matches!(self.word(index), "'s" | "’s"));
        let definite = possessive || DEFINITE.contains(&self.lower(0).as_str());
        let span = match (self.words.first(), end.checked_sub(1).and_then(|last| self.words.get(last))) {
            (Some(first), Some(last)) => first.span().cover(last.span()),
            _ => source,
        };
        Phrase::Noun { span, head, definite }
    }
}
