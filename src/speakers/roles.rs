//! Roles: what the article calls the people it names. "Republican nominee Dan Orr" and "Ann Vale, a biologist at Brask
//! University," give each person a role, and let "the nominee" and "the biologist" be resolved later on.

use rustc_hash::FxHashMap;

use super::role_phrases::Reader;
pub(super) use crate::entities::callings::is_role_noun;
use crate::entities::gender::Gender;
use crate::entities::{Entities, EntityId, NameLabel};
use crate::sentences::Sentence;
use crate::span::{Span, overlapping};
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
/// How many words of roles are kept for one entity.
const MOST_WORDS: usize = 64;

/// Forms of address, and what describes no office before a name.
const COURTESY: [&str; 15] =
    ["dame", "lady", "lord", "miss", "mr", "mrs", "ms", "mx", "old", "sir", "the", "then", "young", "younger", "elder"];
/// Words that only say beside whom somebody stands.
const RIVALS: [&str; 6] = ["counterpart", "mate", "opponent", "rival", "running", "then"];
/// Words that alone make no role worth telling where there is another.
const WEAK: [&str; 16] = [
    "brother",
    "democrat",
    "democratic",
    "dr",
    "father",
    "gop",
    "independent",
    "mate",
    "mother",
    "opponent",
    "republican",
    "rival",
    "running",
    "sister",
    "son",
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
            if let Some((span, apposition)) = reader.before(place.start) {
                roles.note(text, words, span, mention.entity, apposition);
                if let Some(owner) = reader.owner(span) {
                    roles.words_of.entry(mention.entity).or_default().push(owner);
                }
            }
            if let Some(span) = reader.after(place.end) {
                roles.note(text, words, span, mention.entity, true);
            }
            for span in reader.affiliation(place.end).into_iter().chain(reader.letters_after(place.end)) {
                roles.of_entity.entry(mention.entity).or_insert(span);
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
        let Some(span) = without_courtesy(text, words, span).filter(|_| !rival) else { return };
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

/// A role without whose it is ("its director") and without forms of address at its ends; `None` where that is all.
fn without_courtesy(text: &str, words: &[Word], role: Span) -> Option<Span> {
    let inside = &words[overlapping(words, role)];
    let lower = |word: &&Word| word.span.slice(text).trim_end_matches('.').to_lowercase();
    let outside = |word: &&Word| {
        let word = lower(word);
        COURTESY.contains(&word.as_str())
            || matches!(word.as_str(), "his" | "her" | "its" | "their" | "our" | "my" | "")
    };
    let first = inside.iter().find(|word| !outside(word))?;
    let last = inside.iter().rev().find(|word| !COURTESY.contains(&lower(word).as_str()) && !lower(word).is_empty())?;
    Some(first.span.cover(last.span))
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
