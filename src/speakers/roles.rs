//! Roles: what the article calls the people it names. "Republican nominee Dan Orr" and "Ann Vale, a biologist at Brask
//! University," give each person a role, and let "the nominee" and "the biologist" be resolved later on.

use rustc_hash::FxHashMap;

use crate::entities::gender::Gender;
use crate::entities::{Entities, EntityId, NameLabel};
use crate::sentences::Sentence;
use crate::span::{Span, Spanned, overlapping};
use crate::tagger::words::Word;

/// Who bears a role noun, and from where in the article on.
type Bearers = Vec<(usize, EntityId)>;

/// The roles of an article.
#[derive(Debug, Default)]
pub(super) struct Roles {
    by_noun: FxHashMap<String, Bearers>,
    of_entity: FxHashMap<EntityId, Span>,
    /// All words of the roles of an entity, lower-case.
    words_of: FxHashMap<EntityId, Vec<String>>,
}

/// Titles and the nouns that take them up again.
const TITLE_NOUNS: [(&str, &[&str]); 14] = [
    ("adm", &["admiral"]),
    ("capt", &["captain"]),
    ("col", &["colonel"]),
    ("dr", &["doctor"]),
    ("gen", &["general"]),
    ("gov", &["governor"]),
    ("judge", &["judge"]),
    ("justice", &["justice", "judge"]),
    ("lt", &["lieutenant"]),
    ("prof", &["professor"]),
    ("rep", &["congressman", "congresswoman", "lawmaker", "representative"]),
    ("rev", &["pastor", "reverend"]),
    ("sen", &["senator", "lawmaker"]),
    ("sgt", &["sergeant"]),
];

/// Nouns that take one another up.
const SYNONYMS: [&[&str]; 3] =
    [&["attorney", "counsel", "lawyer"], &["chair", "chairman", "chairwoman"], &["teacher", "schoolteacher"]];

/// How many callings by one noun are looked at on each side of a place: keeps the stage linear.
const MOST_BEARERS: usize = 16;
/// How many words a role may have.
const LONGEST: usize = 14;
/// How many words of roles are kept for one entity.
const MOST_WORDS: usize = 64;

/// Words that only say beside whom somebody stands.
const RIVALS: [&str; 6] = ["counterpart", "mate", "opponent", "rival", "running", "then"];
/// Words that alone make no role worth telling where there is another.
const WEAK: [&str; 11] = [
    "democrat",
    "democratic",
    "dr",
    "gop",
    "independent",
    "mate",
    "opponent",
    "republican",
    "rival",
    "running",
    "then",
];

impl Roles {
    /// Reads the roles of all people of an article.
    pub(super) fn read(text: &str, words: &[Word], sentences: &[Sentence], entities: &Entities) -> Self {
        let mut roles = Self::default();
        let reader = Reader { text, words, sentences, entities };
        for mention in &entities.mentions {
            if mention.label != NameLabel::Person {
                continue;
            }
            let place = overlapping(words, mention.span);
            if place.is_empty() {
                continue;
            }
            if let Some(span) = reader.before(place.start) {
                roles.note(text, words, span, mention.entity, false);
                if let Some(owner) = reader.owner(span) {
                    roles.words_of.entry(mention.entity).or_default().push(owner);
                }
            }
            if let Some(span) = reader.after(place.end) {
                roles.note(text, words, span, mention.entity, true);
            }
        }
        roles
    }

    fn note(&mut self, text: &str, words: &[Word], span: Span, entity: EntityId, apposition: bool) {
        let inside = &words[overlapping(words, span)];
        let stop = inside.iter().position(|word| {
            apposition
                && matches!(word.span.slice(text), "of" | "for" | "at" | "in" | "from" | "with" | "to" | "on" | "who")
        });
        let described = self.words_of.entry(entity).or_default();
        if described.len() < MOST_WORDS {
            described.extend(inside.iter().map(|word| word.span.slice(text).trim_end_matches('.').to_lowercase()));
        }
        let head = inside[..stop.unwrap_or(inside.len())].last().or(inside.first());
        if let Some(head) = head {
            let noun = head.span.slice(text).trim_end_matches('.').to_lowercase();
            let known = TITLE_NOUNS.iter().find(|(title, _)| *title == noun).map_or(&[][..], |(_, nouns)| nouns);
            for noun in known {
                self.bear((*noun).to_owned(), span.start(), entity);
            }
            self.bear(noun, span.start(), entity);
        }
        // "Mr." says nothing of office or affiliation.
        let rival = span.slice(text).split_whitespace().all(|word| RIVALS.contains(&word.to_lowercase().as_str()));
        let plain = rival || matches!(span.slice(text).trim_end_matches('.'), "Mr" | "Mrs" | "Ms" | "Miss" | "Mx");
        if plain {
            return;
        }
        // A rival's or a party's name is less than an office: it gives way to one.
        let weak = |span: Span| {
            span.slice(text)
                .split_whitespace()
                .all(|word| WEAK.contains(&word.trim_matches('.').to_lowercase().as_str()))
        };
        let first = self.of_entity.entry(entity).or_insert(span);
        if weak(*first) && !weak(span) {
            *first = span;
        }
    }

    fn bear(&mut self, noun: String, at: usize, entity: EntityId) {
        self.by_noun.entry(noun).or_default().push((at, entity));
    }

    /// The role of an entity, as first given.
    pub(super) fn of(&self, entity: EntityId) -> Option<Span> {
        self.of_entity.get(&entity).copied()
    }

    /// What the words that describe an entity tell of its gender.
    pub(super) fn gender(&self, entity: EntityId) -> Option<Gender> {
        self.words(entity).iter().find_map(|word| gender_of_noun(word))
    }

    /// Who was called by this noun or one of its kind, each once, the last before byte `at` first, then those first called
    /// so after it.
    pub(super) fn bearers(&self, noun: &str, at: usize) -> Vec<EntityId> {
        let alike = SYNONYMS.iter().find(|row| row.contains(&noun)).map_or(&[][..], |row| row);
        let nouns = std::iter::once(noun).chain(alike.iter().copied().filter(|other| *other != noun));
        let mut found = Vec::new();
        for bearers in nouns.filter_map(|noun| self.by_noun.get(noun)) {
            let before = bearers.partition_point(|&(place, _)| place < at);
            let near = bearers[..before].iter().rev().take(MOST_BEARERS);
            for &(_, entity) in near.chain(bearers[before..].iter().take(MOST_BEARERS)) {
                if !found.contains(&entity) {
                    found.push(entity);
                }
            }
        }
        found
    }

    /// Who is called by this noun between two places.
    pub(super) fn called_within(&self, noun: &str, from: usize, to: usize) -> Vec<EntityId> {
        let Some(bearers) = self.by_noun.get(noun) else { return Vec::new() };
        let first = bearers.partition_point(|&(place, _)| place < from);
        bearers[first..]
            .iter()
            .take_while(|&&(place, _)| place < to)
            .take(MOST_BEARERS)
            .map(|&(_, entity)| entity)
            .collect()
    }

    /// Whether somebody has been called by this noun before byte `at`.
    pub(super) fn called(&self, noun: &str, at: usize) -> bool {
        self.by_noun.get(noun).is_some_and(|bearers| bearers.first().is_some_and(|&(place, _)| place < at))
    }

    /// The words by which the article describes an entity, lower-case.
    pub(super) fn words(&self, entity: EntityId) -> &[String] {
        self.words_of.get(&entity).map_or(&[], Vec::as_slice)
    }
}

struct Reader<'a> {
    text: &'a str,
    words: &'a [Word],
    sentences: &'a [Sentence],
    entities: &'a Entities,
}

impl Reader<'_> {
    fn letters(&self, word: usize) -> &str {
        self.words[word].span.slice(self.text)
    }

    fn named(&self, word: usize) -> bool {
        !overlapping(&self.entities.mentions, self.words[word].span).is_empty()
    }

    /// Whose the role is that begins at a place: "Orr attorney", "Orr's attorney"; the last word of the name, folded.
    fn owner(&self, role: Span) -> Option<String> {
        let mut before = self.words.partition_point(|word| word.span.start() < role.start());
        if before > 0 && matches!(self.letters(before - 1), "'s" | "’s" | "'" | "’") {
            before -= 1;
        }
        let word = before.checked_sub(1)?;
        let mention = self.entities.mentions.get(overlapping(&self.entities.mentions, self.words[word].span).start)?;
        let person = mention.label == NameLabel::Person && mention.span.contains(self.words[word].span);
        person.then(|| crate::entities::fold::fold_word(self.letters(word)))
    }

    /// The role right before a name: "campaign manager", "Republican nominee", "Sen.", "Secretary of State".
    fn before(&self, name: usize) -> Option<Span> {
        let sentence = self.sentences[self.words[name].sentence.index()].span();
        let mut start = name;
        while start > 0 && name - start < LONGEST {
            let word = start - 1;
            let letters = self.letters(word);
            if !sentence.contains(self.words[word].span) || !letters.starts_with(char::is_alphabetic) {
                break;
            }
            let lower = letters.to_lowercase();
            let title = crate::entities::fold::is_title(letters);
            let capital = letters.starts_with(char::is_uppercase);
            let joins = matches!(lower.as_str(), "of" | "for")
                && start < name
                && self.letters(start).starts_with(char::is_uppercase);
            let noun = is_role_noun(&lower);
            // "Homeland Security Secretary Ann Orr" may open a sentence, "When Secretary Ann Orr" may too.
            let titled = |next: usize, lower: &str| {
                self.letters(next).starts_with(char::is_uppercase)
                    && self.named(word)
                    && !matches!(lower, "the" | "in" | "on" | "at" | "but" | "and")
            };
            // At a sentence's start a capital says nothing; a name of somebody else is no role.
            let opens = self.words[word].span.start() == sentence.start();
            let fits = title
                || noun
                || joins
                || (capital && (!opens || titled(start, &lower)) && start < name)
                || (start < name && is_modifier(&lower));
            let person = overlapping(&self.entities.mentions, self.words[word].span)
                .any(|mention| self.entities.mentions[mention].label == NameLabel::Person);
            if !fits || (person && !title) {
                break;
            }
            start = word;
        }
        while start < name && matches!(self.letters(start), "of" | "for" | "the" | "The" | "and") {
            start += 1;
        }
        let named = (start..name).all(|word| self.named(word) && !crate::entities::fold::is_title(self.letters(word)));
        if start == name || named {
            return None;
        }
        Some(self.words[start].span.cover(self.words[name - 1].span))
    }

    /// The role after a name: ", a biologist at Brask University,".
    fn after(&self, end: usize) -> Option<Span> {
        if end + 2 >= self.words.len() || self.letters(end) != "," {
            return None;
        }
        let sentence = self.words[end].sentence;
        let first = self.letters(end + 1).to_lowercase();
        let article = matches!(first.as_str(), "a" | "an" | "the" | "his" | "her" | "its" | "their" | "one");
        let noun = is_role_noun(&first) || first == "who" || first == "former" || first == "senior";
        if !(article || noun) || first == "who" {
            return None;
        }
        let start = if article { end + 2 } else { end + 1 };
        let mut stop = start;
        while stop < self.words.len() && self.words[stop].sentence == sentence && stop - start < LONGEST {
            if matches!(
                self.letters(stop),
                "," | "." | ";" | ":" | "—" | "–" | "--" | "who" | "which" | "”" | "“" | "\"" | "("
            ) {
                break;
            }
            stop += 1;
        }
        let closed = stop < self.words.len()
            && matches!(self.letters(stop), "," | "." | ";" | ":" | "—" | "–" | "--" | "who" | "”" | "\"");
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

/// Nouns for offices and callings, lower-case, sorted.
static ROLE_NOUNS: &str = include_str!("role_nouns.txt");

pub(super) fn is_role_noun(word: &str) -> bool {
    crate::entities::fold::listed(ROLE_NOUNS, word)
}

/// The gender in a noun for people ("spokeswoman", "husband").
pub(super) fn gender_of_noun(noun: &str) -> Option<Gender> {
    match noun {
        "actress" | "daughter" | "ex-wife" | "grandmother" | "heiress" | "lady" | "mother" | "princess" | "queen"
        | "sister" | "wife" | "woman" => Some(Gender::Female),
        "actor" | "brother" | "ex-husband" | "father" | "grandfather" | "husband" | "king" | "man" | "pope"
        | "prince" | "son" => Some(Gender::Male),
        _ if noun.ends_with("woman") => Some(Gender::Female),
        _ if noun.ends_with("man") && (is_role_noun(noun)) => Some(Gender::Male),
        _ => None,
    }
}

/// What may stand inside a role before its noun.
fn is_modifier(word: &str) -> bool {
    matches!(
        word,
        "acting"
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn role_nouns_are_sorted_unique_and_lower_case() {
        let lines: Vec<&str> = ROLE_NOUNS.lines().collect();
        assert!(lines.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(lines.iter().all(|line| *line == line.to_lowercase() && is_role_noun(line)));
    }
}
