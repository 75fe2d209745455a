//! Sources of more than one part: "Ann Orr and her aides" are two speakers, "Brask, the country's only ally," is one that
//! the tagger gave by its apposition alone.

use super::resolve::Resolver;
use super::{Speaker, phrase};
use crate::attribution::Attribution;
use crate::entities::{EntityId, NameLabel};
use crate::span::{Span, overlapping};
use crate::text::folded;

/// Words that begin the second of two speakers, where the first is a name or a description right before "and".
const SECOND: [&str; 11] = ["a", "her", "his", "its", "many", "other", "others", "several", "some", "the", "their"];
/// The same after a comma, where the first has an apposition.
const SECOND_AFTER_COMMA: [&str; 6] = ["her", "his", "its", "other", "others", "their"];
/// Words of a source that are looked through.
const LONGEST: usize = 40;

impl Resolver<'_> {
    fn lower_at(&self, word: usize) -> String {
        self.input.words[word].span.slice(self.input.text).to_lowercase()
    }

    /// The two speakers that a source joins by "and", where the second has no name as its head and the first has one, or is
    /// a description whose owner the second takes up ("the nominee and his aides").
    pub(super) fn conjuncts(&self, source: Span) -> Option<(Span, Span)> {
        let words = self.input.words;
        let range = overlapping(words, source);
        if range.len() < 3 || range.len() > LONGEST {
            return None;
        }
        let mentions = &self.input.entities.mentions;
        let joint = range.clone().skip(1).find(|&at| {
            let inside = mentions[overlapping(mentions, words[at].span)].first();
            inside.is_none() && matches!(self.lower_at(at).as_str(), "and" | "&")
        })?;
        let second = words.get(joint + 1).filter(|_| joint + 1 < range.end)?;
        let begins = self.lower_at(joint + 1);
        let comma = self.lower_at(joint - 1) == ",";
        let last = if comma { joint.checked_sub(2)? } else { joint - 1 };
        if last < range.start {
            return None;
        }
        let left = words[range.start].span.cover(words[last].span);
        let right = second.span.cover(words[range.end - 1].span);
        let name = !mentions[overlapping(mentions, second.span)].is_empty()
            && matches!(phrase::read(self.input.text, words, self.input.entities, right), phrase::Phrase::Names(_));
        let listed = if comma { &SECOND_AFTER_COMMA[..] } else { &SECOND[..] };
        if !listed.contains(&begins.as_str()) && !name {
            return None;
        }
        let heads = match phrase::read(self.input.text, words, self.input.entities, left) {
            phrase::Phrase::Names(heads) => {
                let ends = heads.last().is_some_and(|&head| {
                    let name = &mentions[head];
                    comma || name.span.end() >= words[last].span.start() || self.lower_at(last) == ")"
                });
                // "The Harbour Times and the Vell chain": what follows is no second part of one name's description.
                ends && !name && !(begins == "the" && comma)
            }
            phrase::Phrase::Noun { span, definite, .. } => {
                let plain = !(range.start..=last).any(|at| phrase::is_preposition(&self.lower_at(at)));
                definite
                    && span == left
                    && plain
                    && (name || matches!(begins.as_str(), "his" | "her" | "their" | "its"))
            }
            phrase::Phrase::Pronoun(_) => false,
        };
        heads.then_some((left, right))
    }

    /// The speakers of both parts as one.
    pub(super) fn both(&self, attribution: &Attribution, left: Span, right: Span) -> Speaker {
        let first = self.phrase(attribution, left);
        let mut second = self.phrase(attribution, right);
        // "Its", "their" take up the first part.
        let owner = overlapping(self.input.words, right).start;
        if matches!(self.lower_at(owner).as_str(), "his" | "her" | "its" | "their") {
            let rest = Span::new(self.input.words[owner].span.end(), right.end());
            let name = first.entity.map_or_else(|| first.name.clone(), |entity| self.short_name(entity));
            second.name = format!("{name}'s {}", folded(rest.slice(self.input.text)));
        }
        Speaker { name: format!("{}; {}", first.name, second.name), role: String::new(), entity: None, ..first }
    }

    /// A person's surname, another's whole name.
    fn short_name(&self, entity: EntityId) -> String {
        match self.label(entity) {
            NameLabel::Person => self.surname(entity),
            _ => folded(self.name(entity)),
        }
    }

    /// Whom a source describes that is the apposition of a name right before it: "[Brask], its only ally, said".
    pub(super) fn apposed(&self, source: Span) -> Option<EntityId> {
        let words = self.input.words;
        let range = overlapping(words, source);
        let first = self.lower_at(range.clone().next()?);
        let closed =
            [range.end.checked_sub(1)?, range.end].into_iter().any(|at| at < words.len() && self.lower_at(at) == ",");
        let comma = range.start.checked_sub(1).filter(|&at| self.lower_at(at) == ",")?;
        let mentions = &self.input.entities.mentions;
        let name = mentions[overlapping(mentions, words[comma.checked_sub(1)?].span)].first()?;
        let inside = &mentions[overlapping(mentions, words[range.start].span)];
        let owned = !inside.is_empty()
            && words
                .get(overlapping(words, inside[0].span).end)
                .is_some_and(|next| matches!(next.span.slice(self.input.text), "'s" | "’s" | "'" | "’"));
        let begins = matches!(first.as_str(), "a" | "an" | "the" | "its" | "his" | "her" | "their") || owned;
        let place = overlapping(words, name.span).start;
        let before = place.checked_sub(1).map(|at| self.lower_at(at)).unwrap_or_default();
        let free = !phrase::is_preposition(&before) && !matches!(before.as_str(), "," | "and" | "'s" | "’s");
        let describes =
            matches!(phrase::read(self.input.text, words, self.input.entities, source), phrase::Phrase::Noun { .. });
        let same = words[place].sentence == words[range.start].sentence;
        (begins && closed && free && same && describes).then_some(name.entity)
    }
}
