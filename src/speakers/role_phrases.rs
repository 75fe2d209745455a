//! Role phrases: what the words around a name say of office, calling or affiliation. "Republican nominee Dan Orr", "the
//! ambassador to Brask, Dan Orr," and "Dan Orr, a biologist at Vell University,".

use super::roles::is_role_noun;
use crate::entities::fold::is_title;
use crate::entities::{Entities, NameLabel};
use crate::sentences::{Sentence, SentenceId};
use crate::span::{Span, Spanned, overlapping};
use crate::tagger::words::Word;

/// How many words a role may have.
const LONGEST: usize = 14;
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) words: &'a [Word],
    pub(super) sentences: &'a [Sentence],
    pub(super) entities: &'a Entities,
}

/// What somebody does who has an office or a trade.
const OFFICE_VERBS: [&str; 34] = [
    "advises",
    "analyses",
    "analyzes",
    "chaired",
    "chairs",
    "coaches",
    "commands",
    "coordinates",
    "covers",
    "directed",
    "directs",
    "edits",
    "follows",
    "founded",
    "headed",
    "heads",
    "leads",
    "led",
    "manages",
    "managed",
    "oversees",
    "owns",
    "presides",
    "ran",
    "represents",
    "runs",
    "sits",
    "speaks",
    "studies",
    "studied",
    "teaches",
    "tracks",
    "works",
    "writes",
];
/// Words before a role that are no part of it, which a sentence's start may write with a capital.
const NO_ROLE: [&str; 22] = [
    "after", "although", "and", "another", "as", "because", "but", "even", "fellow", "for", "if", "like", "of", "only",
    "since", "the", "though", "until", "when", "while", "with", "yet",
];
/// What ends an apposition.
const ENDS: [&str; 16] =
    [",", ".", ";", ":", "—", "–", "―", "--", "who", "whom", "whose", "which", "”", "“", "\"", "("];

impl Reader<'_> {
    fn letters(&self, word: usize) -> &str {
        self.words[word].span.slice(self.text)
    }

    fn named(&self, word: usize) -> bool {
        !overlapping(&self.entities.mentions, self.words[word].span).is_empty()
    }

    /// Whose the role is that begins at a place: "Orr attorney", "Orr's attorney"; the last word of the name, folded.
    pub(super) fn owner(&self, role: Span) -> Option<String> {
        let mut before = self.words.partition_point(|word| word.span.start() < role.start());
        if before > 0 && matches!(self.letters(before - 1), "'s" | "’s" | "'" | "’") {
            before -= 1;
        }
        let word = before.checked_sub(1)?;
        let mention = self.entities.mentions.get(overlapping(&self.entities.mentions, self.words[word].span).start)?;
        let person = mention.label == NameLabel::Person && mention.span.contains(self.words[word].span);
        person.then(|| crate::entities::fold::fold_word(self.letters(word)))
    }

    /// The role before a name: "campaign manager", "Republican nominee", "Sen."; and whether a comma parts it from the name.
    pub(super) fn before(&self, name: usize) -> Option<(Span, bool)> {
        let sentence = self.sentences[self.words[name].sentence.index()].span();
        let mut start = name;
        let mut quotes = 0;
        while start > 0 && name - start < LONGEST {
            let word = start - 1;
            let letters = self.letters(word);
            // "The “harbour czar” Ann Orr".
            if matches!(letters, "“" | "”" | "\"")
                && sentence.contains(self.words[word].span)
                && (start == name || quotes == 1)
            {
                quotes += 1;
                start = word;
                continue;
            }
            if !sentence.contains(self.words[word].span) || !letters.starts_with(char::is_alphabetic) {
                break;
            }
            let lower = letters.to_lowercase();
            let title = is_title(letters);
            let capital = letters.starts_with(char::is_uppercase);
            // "Secretary of State Ann Orr", but not "a lawyer for Mrs. Orr".
            let joins = matches!(lower.as_str(), "of" | "for")
                && start < name
                && self.letters(start).starts_with(char::is_uppercase)
                && !(start..name).all(|word| is_title(self.letters(word)));
            let noun = is_role_noun(&lower);
            // "Homeland Security Secretary Ann Orr" may open a sentence, "When Secretary Ann Orr" may too.
            let titled = |next: usize, lower: &str| {
                (self.letters(next).starts_with(char::is_uppercase) && self.named(word)
                    || is_role_noun(self.letters(next)))
                    && !matches!(
                        lower,
                        "the"
                            | "in"
                            | "on"
                            | "at"
                            | "but"
                            | "and"
                            | "as"
                            | "when"
                            | "while"
                            | "if"
                            | "after"
                            | "before"
                            | "a"
                            | "an"
                            | "his"
                            | "her"
                            | "its"
                            | "their"
                            | "then"
                            | "yesterday"
                            | "today"
                    )
            };
            // At a sentence's start a capital says nothing; a name of somebody else is no role.
            let opens = self.words[word].span.start() == sentence.start();
            let fits = title
                || quotes == 1
                || noun
                || joins
                || (capital && start == name && self.of_office(word))
                || (capital && (!opens || titled(start, &lower)) && start < name)
                || (start < name && is_modifier(&lower));
            let person = overlapping(&self.entities.mentions, self.words[word].span)
                .any(|mention| self.entities.mentions[mention].label == NameLabel::Person);
            if !fits || (person && !title) {
                break;
            }
            start = word;
        }
        while start < name && NO_ROLE.contains(&self.letters(start).to_lowercase().as_str()) {
            start += 1;
        }
        // Marks that are not closed inside the role are no part of it.
        let marks =
            |range: std::ops::Range<usize>| range.filter(|&at| matches!(self.letters(at), "“" | "”" | "\"")).count();
        let office = |at: usize| is_title(self.letters(at)) || is_role_noun(&self.letters(at).to_lowercase());
        let quoted = marks(start..name);
        if quoted % 2 == 1 || (quoted > 0 && !(start..name).any(office)) {
            return None;
        }
        let named = (start..name).all(|word| self.named(word) && !is_title(self.letters(word)));
        let titles = (start..name).all(|word| is_title(self.letters(word)) || self.letters(word) == ".");
        if titles && let Some(office) = self.before_comma(start, self.words[name].sentence) {
            return Some((office, true));
        }
        if start == name || named {
            return None;
        }
        Some((self.words[start].span.cover(self.words[name - 1].span), false))
    }

    /// Whether a word is what an office is of: "State" in "Secretary of State".
    fn of_office(&self, word: usize) -> bool {
        word > 1
            && self.letters(word - 1) == "of"
            && (is_title(self.letters(word - 2)) || is_role_noun(&self.letters(word - 2).to_lowercase()))
    }

    /// The role that a comma parts from the name or title at word `name`: "Brask's Secretary of Harbours, Gen.", "the
    /// ambassador to Brask,". It begins with an article or with whose it is.
    fn before_comma(&self, name: usize, sentence: SentenceId) -> Option<Span> {
        let comma = name.checked_sub(1).filter(|&at| self.letters(at) == ",")?;
        let oldest = comma.saturating_sub(LONGEST);
        let inside = |at: &usize| {
            let letters = self.letters(*at);
            self.words[*at].sentence == sentence
                && (letters.starts_with(char::is_alphanumeric)
                    || matches!(letters, "'s" | "’s" | "-" | "’" | "'" | "."))
        };
        let reach = (oldest..comma).rev().take_while(inside).last()?;
        // After the noun only what it is of or for.
        let noun = (reach..comma).rev().find(|&at| is_role_noun(&self.letters(at).to_lowercase()))?;
        let rest = self.letters(noun + 1);
        let goes_on = noun + 1 == comma || matches!(rest, "of" | "to" | "for" | "at" | "in");
        let verb = (noun + 1..comma).any(|at| {
            let word = self.letters(at);
            let joins =
                matches!(word, "." | "'s" | "’s" | "-" | "of" | "to" | "for" | "at" | "in" | "the" | "and" | "&");
            !joins && !word.starts_with(char::is_uppercase)
        });
        if !goes_on || verb {
            return None;
        }
        // Back over what describes the noun to an article, or to the owner's name.
        let mut start = noun;
        while start > reach {
            let word = self.letters(start - 1);
            let lower = word.to_lowercase();
            if matches!(lower.as_str(), "the" | "a" | "an" | "his" | "her" | "its" | "their" | "our") {
                return Some(self.words[start].span.cover(self.words[comma - 1].span));
            }
            if matches!(word, "'s" | "’s") {
                start = overlapping(self.words, self.mention_ending(start - 2)?).start;
                return Some(self.words[start].span.cover(self.words[comma - 1].span));
            }
            let fits = is_modifier(&lower)
                || is_role_noun(&lower)
                || word.starts_with(char::is_uppercase)
                || word == "-"
                || lower.ends_with("ed")
                || lower.ends_with("ly")
                || (lower == "of" && self.letters(start).starts_with(char::is_uppercase));
            if !fits {
                return None;
            }
            start -= 1;
        }
        None
    }

    fn mention_ending(&self, word: usize) -> Option<Span> {
        let mentions = &self.entities.mentions;
        mentions.get(overlapping(mentions, self.words[word].span).start).map(|mention| mention.span)
    }

    /// "leads the ethics panel" in "Ann Orr, who now leads the ethics panel,"; `verb` is the word after the pronoun.
    fn office_clause(&self, verb: usize) -> Option<Span> {
        let start = verb
            + usize::from(self.words.get(verb).is_some_and(|word| {
                matches!(word.span.slice(self.text), "now" | "also" | "currently" | "formerly" | "once")
            }));
        let sentence = self.words.get(start)?.sentence;
        if !OFFICE_VERBS.contains(&self.letters(start)) {
            return None;
        }
        let ends = |at: &usize| {
            let word = self.letters(*at);
            self.words[*at].sentence != sentence
                || ENDS.contains(&word)
                || matches!(word, "and" | "said" | "says" | "told")
        };
        let stop = (start..self.words.len().min(start + LONGEST)).find(ends)?;
        (stop > start + 1).then(|| self.words[start].span.cover(self.words[stop - 1].span))
    }

    /// The organisation after a name: "Ann Orr of Harbour Capital".
    pub(super) fn affiliation(&self, end: usize) -> Option<Span> {
        if end + 1 >= self.words.len() || !matches!(self.letters(end), "of" | "at" | "from" | "with") {
            return None;
        }
        let the = usize::from(self.letters(end + 1) == "the");
        let mentions = &self.entities.mentions;
        let word = self.words.get(end + 1 + the)?;
        let body = mentions.get(overlapping(mentions, word.span).start)?;
        let next = body.span.start() == word.span.start() && word.sentence == self.words[end].sentence;
        (next && body.label == NameLabel::Organization).then_some(body.span)
    }

    /// The letters after a name: "Ann Orr KC", "Ann Orr, MP".
    pub(super) fn letters_after(&self, end: usize) -> Option<Span> {
        let at = end + usize::from(self.words.get(end)?.span.slice(self.text) == ",");
        let word = self.words.get(at)?;
        let capitals = self.letters(at).chars().all(|c| c.is_uppercase() || c == '.');
        let lower = crate::entities::fold::fold_word(self.letters(at));
        (capitals && crate::entities::people::is_letters(&lower)).then_some(word.span)
    }

    /// The role after a name: ", a biologist at Brask University,".
    pub(super) fn after(&self, end: usize) -> Option<Span> {
        // "Ann Orr (D), a", "Ann Orr, 43, a".
        let mut end = end;
        if let Some(letters) = self.letters_after(end) {
            end = overlapping(self.words, letters).end;
        }
        if end + 2 < self.words.len() && self.letters(end) == "(" {
            end += self.words[end..].iter().take(6).position(|word| word.span.slice(self.text) == ")")? + 1;
        }
        let number = |at: usize| self.letters(at).chars().all(|c| c.is_ascii_digit());
        if end + 3 < self.words.len() && self.letters(end) == "," && number(end + 1) && self.letters(end + 2) == "," {
            end += 2;
        }
        let dash = |word: &str| matches!(word, "—" | "–" | "―" | "--");
        if end + 2 >= self.words.len() || !(self.letters(end) == "," || dash(self.letters(end))) {
            return None;
        }
        let sentence = self.words[end].sentence;
        let dashed = dash(self.letters(end));
        let first = self.letters(end + 1).to_lowercase();
        if first == "who" {
            return self.office_clause(end + 2);
        }
        let article = matches!(first.as_str(), "a" | "an" | "the" | "his" | "her" | "its" | "their" | "one");
        let noun = is_role_noun(&first) || first == "former" || first == "senior";
        if !(article || noun || dashed) {
            return None;
        }
        let start = if article && first != "one" { end + 2 } else { end + 1 };
        let mut stop = start;
        while stop < self.words.len() && self.words[stop].sentence == sentence && stop - start < LONGEST {
            let next = self.words.get(stop + 1).map_or("", |word| word.span.slice(self.text));
            // Of two offices the first will do.
            let second = self.letters(stop) == "and" && matches!(next, "a" | "an" | "former");
            // "President George W. Bush".
            let initial = self.letters(stop) == "."
                && self.letters(stop - 1).len() == 1
                && self.letters(stop - 1).starts_with(char::is_uppercase);
            if second || (!initial && ENDS.contains(&self.letters(stop))) {
                break;
            }
            stop += 1;
        }
        let end_of_role = self.words.get(stop).map_or("", |word| word.span.slice(self.text));
        let closed = match end_of_role {
            "which" | "“" | "(" => false,
            other => ENDS.contains(&other) && (!dashed || dash(other)) || other == "and",
        };
        while stop > start && self.letters(stop - 1) == "and" {
            stop -= 1;
        }
        // ", the format was not ideal,": a clause, not a role.
        let clause = (start..stop).any(|word| {
            matches!(
                self.letters(word),
                "is" | "was" | "are" | "were" | "has" | "had" | "said" | "says" | "will" | "would" | "did"
            )
        });
        let role = (start..stop).any(|word| is_role_noun(&self.letters(word).to_lowercase()));
        if clause || !role {
            return None;
        }
        if !closed || stop == start || self.words[stop.min(self.words.len() - 1)].sentence != sentence {
            return None;
        }
        Some(self.words[start].span.cover(self.words[stop - 1].span))
    }
}

/// What may stand inside a role before its noun.
fn is_modifier(word: &str) -> bool {
    matches!(
        word,
        "acting"
            | "arts"
            | "assistant"
            | "associate"
            | "campaign"
            | "chief"
            | "deputy"
            | "executive"
            | "former"
            | "interim"
            | "junior"
            | "lead"
            | "longtime"
            | "majority"
            | "minority"
            | "national"
            | "opposition"
            | "party"
            | "police"
            | "political"
            | "presidential"
            | "press"
            | "prime"
            | "retired"
            | "running"
            | "senior"
            | "state"
            | "then"
            | "vice"
            | "vice-presidential"
    )
}
