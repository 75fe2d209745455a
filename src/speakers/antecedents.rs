//! Antecedents: whom a pronoun or a description in a source stands for.
//!
//! Candidates are the names and the resolved sources before the place. Each has a cost that grows with distance and falls
//! with salience (subject of its sentence, speaker of the last attribution), after Lappin & Leass (1994, "An Algorithm
//! for Pronominal Anaphora Resolution", section 2); candidates that do not agree in gender or number are left out.

use crate::entities::gender::Gender;
use crate::entities::{Entities, EntityId, NameLabel};
use crate::sentences::Sentence;
use crate::span::{Span, Spanned, overlapping};
use crate::tagger::words::Word;

/// Sentences that are looked back over.
const REACH: usize = 6;
/// Mentions that are looked back over, whatever the sentences hold: keeps the stage linear.
const MOST: usize = 40;

/// Names that are looked back over for a body whose name holds the noun.
const MOST_NAMES: usize = 120;

/// Costs, in hundredths of a sentence of distance. Chosen on the development articles.
const SENTENCE: i32 = 100;
const NOT_FIRST: i32 = 60;
const POSSESSIVE: i32 = 80;
const OBLIQUE: i32 = 40;
const QUOTED: i32 = 150;
/// Where a quotation is attributed its speaker mostly goes on; elsewhere the subject of the sentence before is as likely.
const LAST_OF_QUOTATION: i32 = -120;
const LAST_SPEAKER: i32 = -40;
const EARLIER_SPEAKER: i32 = -40;
const KNOWN_GENDER: i32 = -90;
/// For each doubling of the times that the article names somebody.
const TOPIC: i32 = -15;

/// A source that has been resolved to one entity.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spoken {
    /// Where the source stands.
    pub(super) span: Span,
    /// Its sentence.
    pub(super) sentence: usize,
    /// For whom it stands.
    pub(super) entity: EntityId,
}

/// A place that stands for an entity.
#[derive(Debug, Clone, Copy)]
pub(super) struct Named {
    /// Where.
    pub(super) span: Span,
    /// For whom.
    pub(super) entity: EntityId,
}

/// Which entities are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// A person of this gender, or of any.
    Person(Option<Gender>),
    /// An organisation or a place.
    Body,
}

/// The article as far as antecedents go.
pub(super) struct Antecedents<'a> {
    pub(super) text: &'a str,
    pub(super) words: &'a [Word],
    pub(super) sentences: &'a [Sentence],
    pub(super) entities: &'a Entities,
    pub(super) genders: &'a [Option<Gender>],
    /// Places that name somebody, or call somebody named before by a role ("the president"); in text order.
    pub(super) named: &'a [Named],
    /// Where each entity is first named.
    pub(super) firsts_of: &'a [usize],
    /// How often each entity is named.
    pub(super) counts: &'a [u32],
    /// Contents of all attributions, sorted.
    pub(super) contents: &'a [Span],
    /// The first mention of each sentence: its byte offset.
    pub(super) firsts: &'a [Option<usize>],
}

impl Antecedents<'_> {
    /// The sentence that holds byte `at`.
    pub(super) fn sentence(&self, at: usize) -> usize {
        overlapping(self.sentences, Span::new(at, at + 1)).start.min(self.sentences.len().saturating_sub(1))
    }

    /// The likeliest antecedent of a pronoun at `place`; `excluded` is the content of its own attribution.
    pub(super) fn find(&self, wanted: Wanted, place: Span, spoken: &[Spoken], excluded: &[Span]) -> Option<EntityId> {
        let direct = excluded.iter().any(|content| {
            content.slice(self.text).starts_with(['"', '“']) || content.slice(self.text).starts_with("''")
        });
        let last = if direct { LAST_OF_QUOTATION } else { LAST_SPEAKER };
        self.cheapest(wanted, place, spoken, excluded, last, |_| 0)
    }

    /// The likeliest antecedent of a description, where each candidate has a cost of its own besides. Descriptions mostly
    /// vary the naming of whoever spoke last.
    pub(super) fn find_described(
        &self,
        wanted: Wanted,
        place: Span,
        spoken: &[Spoken],
        excluded: &[Span],
        own: impl Fn(EntityId) -> i32,
    ) -> Option<EntityId> {
        self.cheapest(wanted, place, spoken, excluded, LAST_OF_QUOTATION, own)
    }

    fn cheapest(
        &self,
        wanted: Wanted,
        place: Span,
        spoken: &[Spoken],
        excluded: &[Span],
        last: i32,
        own: impl Fn(EntityId) -> i32,
    ) -> Option<EntityId> {
        let here = self.sentence(place.start());
        let oldest = here.saturating_sub(REACH);
        let inside = self.holding(place);
        let mut best: Option<(i32, EntityId)> = None;
        let mut offer = |cost: i32, entity: EntityId| {
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, entity));
            }
        };
        let before = self.named.partition_point(|mention| mention.span.end() <= place.start());
        for mention in self.named[..before].iter().rev().take(MOST) {
            let sentence = self.sentence(mention.span.start());
            if sentence < oldest {
                break;
            }
            if !self.fits(wanted, mention.entity) || excluded.iter().any(|content| content.contains(mention.span)) {
                continue;
            }
            let mut cost = SENTENCE * (here - sentence) as i32;
            if self.firsts[sentence] != Some(mention.span.start()) {
                cost += NOT_FIRST;
            }
            if self.possessive(mention.span) {
                cost += POSSESSIVE;
            }
            if self.oblique(mention.span) {
                cost += OBLIQUE;
            }
            if self.holding(mention.span).is_some_and(|content| Some(content) != inside) {
                cost += QUOTED;
            }
            offer(
                cost + self.known(wanted, mention.entity) + own(mention.entity) + self.topic(mention.entity),
                mention.entity,
            );
        }
        let before = spoken.partition_point(|source| source.span.start() < place.start());
        for (age, source) in spoken[..before].iter().rev().take(4).enumerate() {
            if source.sentence < oldest || !self.fits(wanted, source.entity) {
                continue;
            }
            let cost = SENTENCE * (here - source.sentence) as i32
                + match age {
                    0 => last,
                    _ => EARLIER_SPEAKER,
                };
            offer(
                cost + self.known(wanted, source.entity) + own(source.entity) + self.topic(source.entity),
                source.entity,
            );
        }
        best.map(|(_, entity)| entity)
    }

    /// Whether somebody is named between two places, outside what is quoted, whom a pronoun of this gender could mean.
    pub(super) fn names_between(&self, from: Span, to: Span, gender: Gender) -> bool {
        let first = self.named.partition_point(|mention| mention.span.start() < from.end());
        let near = self.named[first..].iter().take(MOST).take_while(|mention| mention.span.end() <= to.start());
        near.filter(|mention| self.holding(mention.span).is_none() && !self.possessive(mention.span))
            .any(|mention| self.fits(Wanted::Person(Some(gender)), mention.entity))
    }

    /// The last name before `place` that fits, at most `reach` sentences back.
    pub(super) fn last(&self, place: Span, reach: usize, fits: impl Fn(EntityId) -> bool) -> Option<EntityId> {
        let oldest = self.sentence(place.start()).saturating_sub(reach);
        let before = self.entities.mentions.partition_point(|mention| mention.span.end() <= place.start());
        let near = self.entities.mentions[..before].iter().rev().take(MOST_NAMES);
        near.take_while(|mention| self.sentence(mention.span.start()) >= oldest)
            .map(|mention| mention.entity)
            .find(|&entity| fits(entity))
    }

    /// The content that holds a place, if any.
    pub(super) fn holding(&self, place: Span) -> Option<Span> {
        let range = overlapping(self.contents, place);
        self.contents[range].iter().copied().find(|content| content.contains(place))
    }

    fn fits(&self, wanted: Wanted, entity: EntityId) -> bool {
        let found = &self.entities.entities[entity.index()];
        match wanted {
            Wanted::Person(gender) => {
                let known = self.genders[entity.index()];
                found.label == NameLabel::Person && (gender.is_none() || known.is_none() || known == gender)
            }
            Wanted::Body => matches!(found.label, NameLabel::Organization | NameLabel::Location),
        }
    }

    fn known(&self, wanted: Wanted, entity: EntityId) -> i32 {
        match wanted {
            Wanted::Person(Some(gender)) if self.genders[entity.index()] == Some(gender) => KNOWN_GENDER,
            Wanted::Body if self.entities.entities[entity.index()].label == NameLabel::Organization => KNOWN_GENDER,
            _ => 0,
        }
    }

    /// Whom an article is about is likelier meant.
    fn topic(&self, entity: EntityId) -> i32 {
        TOPIC * self.counts[entity.index()].ilog2() as i32
    }

    /// Whether a preposition stands before a name, or before the title before it: "Campaigning against Mr. Orr, she".
    fn oblique(&self, mention: Span) -> bool {
        let first = self.words.partition_point(|word| word.span().start() < mention.start());
        let before = self.words[..first].iter().rev().map(|word| word.span.slice(self.text));
        let mut before =
            before.skip_while(|word| crate::entities::fold::is_title(word) || matches!(*word, "." | "the"));
        before.next().is_some_and(|word| super::phrase::is_preposition(&word.to_lowercase()))
    }

    fn possessive(&self, mention: Span) -> bool {
        let next = self.words.partition_point(|word| word.span().start() < mention.end());
        self.words.get(next).is_some_and(|word| matches!(word.span().slice(self.text), "'s" | "’s" | "'" | "’"))
    }
}
