//! Goes through an article's sources in text order and says for whom each stands.

use rustc_hash::{FxHashMap, FxHashSet};

use super::antecedents::{Antecedents, Spoken, Wanted};
use super::authors::Authors;
use super::phrase::{self, Phrase};
use super::roles::{Roles, gender_of_noun, is_role_noun};
use super::{Input, Speaker, SpeakerForm, SpeakerType, kind};
use crate::attribution::Attribution;
use crate::entities::fold::is_title;
use crate::entities::gender::Gender;
use crate::entities::{EntityId, NameLabel};
use crate::span::{Span, overlapping};
use crate::tagger::words::Word;
use crate::text::folded;

/// Whom an author means by "you".
const READER: &str = "the reader";
/// Verbs with which an author tells what somebody says or thinks without saying whence.
const HEARSAY: [&str; 13] = [
    "alleged",
    "appear",
    "appeared",
    "appears",
    "believed",
    "reported",
    "rumored",
    "rumoured",
    "said",
    "seem",
    "seemed",
    "thought",
    "understood",
];
/// Words of a speaker that is only implied at most.
const LONGEST_IMPLIED: usize = 12;
/// Words of a role at most.
const LONGEST_ROLE: usize = 14;
/// How many speakers before "they" or "it" are looked at.
const LAST_SOURCES: usize = 3;

pub(super) struct Resolver<'a> {
    pub(super) input: Input<'a>,
    /// Who has a campaign.
    pub(super) campaigns: FxHashSet<EntityId>,
    /// Who signs what.
    pub(super) authors: Authors,
    pub(super) around: &'a Antecedents<'a>,
    pub(super) roles: &'a Roles,
    /// The attribution of each content.
    pub(super) owners: FxHashMap<Span, usize>,
    /// Sources resolved to one entity so far, in text order.
    pub(super) spoken: Vec<Spoken>,
    /// Attributions with a source so far, in text order.
    pub(super) sources: Vec<usize>,
    pub(super) done: Vec<Option<Speaker>>,
}

impl Resolver<'_> {
    pub(super) fn run(mut self) -> Vec<Speaker> {
        // In the order of the sources: what a pronoun takes up stands before it, whatever side the content is on.
        let mut order: Vec<usize> = (0..self.input.attributions.len()).collect();
        order.sort_by_key(|&index| {
            let attribution = &self.input.attributions[index];
            let place = attribution.source.or(attribution.cue).unwrap_or(attribution.content[0]);
            (place.start(), index)
        });
        for &index in &order {
            let attribution = &self.input.attributions[index];
            let Some(source) = attribution.source.or_else(|| self.implied(attribution)) else { continue };
            // Whom the source cites said it; the source itself only passes it on.
            let speaker = match attribution.cited {
                Some(cited) => self.cited(self.without_marks(cited)),
                None => self.speaker(attribution, source),
            };
            let speaker = Speaker { via: self.via(attribution), ..speaker };
            if let Some(entity) = speaker.entity {
                let sentence = self.around.sentence(source.start());
                self.spoken.push(Spoken { span: source, sentence, entity });
            }
            self.sources.push(index);
            self.done[index] = Some(speaker);
        }
        for (index, attribution) in self.input.attributions.iter().enumerate() {
            if let Some(Some(speaker)) = attribution.continues.map(|of| &self.done[of.index()]) {
                self.done[index] = Some(Speaker { form: SpeakerForm::Implicit, ..speaker.clone() });
            }
        }
        self.done.into_iter().map(|speaker| speaker.unwrap_or_else(Speaker::unknown)).collect()
    }

    /// A span without the quotation marks and commas at its ends.
    fn without_marks(&self, span: Span) -> Span {
        let words = span.slice(self.input.text);
        let outside = |c: char| !c.is_alphanumeric();
        let start = span.start() + words.len() - words.trim_start_matches(outside).len();
        Span::new(start, start + words.trim_matches(outside).len())
    }

    /// People whom a source cites, without what is said about their knowledge: "six officials with knowledge of it".
    fn cited(&self, phrase: Span) -> Speaker {
        let words = &self.input.words[overlapping(self.input.words, phrase)];
        let letters = |word: &Word| word.span.slice(self.input.text);
        let about = |word: &Word| matches!(letters(word), "briefed" | "close" | "familiar" | "in" | "who" | "with");
        let kept = &words[..words.iter().position(about).unwrap_or(words.len())];
        let heads = kept.iter().skip(1).position(|word| phrase::is_preposition(&letters(word).to_lowercase()));
        let head = kept.get(heads.unwrap_or(kept.len().saturating_sub(1))).or(kept.last());
        let (Some(first), Some(last), Some(head)) = (kept.first(), kept.last(), head) else {
            return self.as_written(phrase, SpeakerForm::Unnamed, SpeakerType::Anonymous);
        };
        let head = letters(head).to_lowercase();
        let kind = match kind::of_noun(&head) {
            SpeakerType::Group if head.strip_suffix('s').is_some_and(is_role_noun) => SpeakerType::Anonymous,
            kind => kind,
        };
        self.as_written(first.span.cover(last.span), SpeakerForm::Unnamed, kind)
    }

    fn speaker(&self, attribution: &Attribution, source: Span) -> Speaker {
        let source = self.without_via(attribution, source);
        if let Some(entity) = self.apposed(source) {
            return self.entity(entity, SpeakerForm::Name);
        }
        if let Some((left, right)) = self.conjuncts(source) {
            return self.both(attribution, left, right);
        }
        self.phrase(attribution, source)
    }

    /// The name of the outlet, document or person through whom the author has it.
    fn via(&self, attribution: &Attribution) -> String {
        let Some(via) = attribution.via else { return String::new() };
        let name = self.phrase(attribution, via).name;
        let bare =
            ["a ", "an ", "the ", "A ", "An ", "The "].into_iter().find_map(|article| name.strip_prefix(article));
        bare.map_or_else(|| name.clone(), str::to_owned)
    }

    /// A source without who has seen it: "a memo seen by the Times" is a memo.
    fn without_via(&self, attribution: &Attribution, source: Span) -> Span {
        let Some(via) = attribution.via.filter(|via| source.contains(*via)) else { return source };
        let words = &self.input.words[overlapping(self.input.words, source)];
        let upto = words.iter().position(|word| word.span.start() >= via.start()).unwrap_or(0);
        let participle = words[..upto].iter().rposition(|word| {
            let word = word.span.slice(self.input.text);
            word.ends_with("ed") || matches!(word, "heard" | "read" | "seen" | "sent")
        });
        match participle {
            Some(at) if at > 0 => words[0].span.cover(words[at - 1].span),
            _ => source,
        }
    }

    /// The speaker of a source that is one noun phrase.
    pub(super) fn phrase(&self, attribution: &Attribution, source: Span) -> Speaker {
        match phrase::read(self.input.text, self.input.words, self.input.entities, source) {
            Phrase::Names(mentions) => self.named(source, &mentions),
            Phrase::Pronoun(word) => self.pronoun(attribution, source, &word),
            Phrase::Noun { span, .. } if self.ends_in_relative(source) => self.relative(span, "whom"),
            Phrase::Noun { span, head, definite } => self.noun(attribution, span, &head, definite),
        }
    }

    fn named(&self, source: Span, mentions: &[usize]) -> Speaker {
        let mut entities: Vec<EntityId> = Vec::new();
        for &mention in mentions {
            let entity = self.input.entities.mentions[mention].entity;
            if !entities.contains(&entity) {
                entities.push(entity);
            }
        }
        if let [only] = entities[..] {
            let mut speaker = self.entity(only, SpeakerForm::Name);
            let head = self.input.entities.mentions[mentions[0]].span;
            if let Some(role) = self.role_in(Span::new(source.start().min(head.start()), head.start())) {
                speaker.role = role;
            }
            return speaker;
        }
        let all: Vec<Speaker> = entities.iter().map(|&entity| self.entity(entity, SpeakerForm::Name)).collect();
        let names: Vec<&str> = all.iter().map(|speaker| speaker.name.as_str()).collect();
        Speaker::new(names.join("; "), all.first().and_then(|speaker| speaker.kind), SpeakerForm::Name)
    }

    pub(super) fn entity(&self, entity: EntityId, form: SpeakerForm) -> Speaker {
        let found = &self.input.entities.entities[entity.index()];
        let name = folded(found.name.slice(self.input.text));
        let role = self.roles.of(entity).map_or(String::new(), |span| folded(span.slice(self.input.text)));
        let kind = Some(kind::of_name(&name, found.label));
        Speaker { role, entity: Some(entity), ..Speaker::new(name, kind, form) }
    }

    /// What stands before the name in its own source: "Mexico's Secretary of Defense, Gen." gives the office.
    fn role_in(&self, before: Span) -> Option<String> {
        let mut words: Vec<&str> = before.slice(self.input.text).split_whitespace().collect();
        while words.len() > 1 && is_title(words[words.len() - 1]) && words[words.len() - 2].ends_with(',') {
            words.pop();
        }
        if words.first().is_some_and(|word| matches!(*word, "the" | "The" | "a" | "A" | "an" | "An")) {
            words.remove(0);
        }
        let courtesy = |word: &&str| {
            matches!(
                word.trim_matches(['.', ',']),
                "Mr" | "Mrs" | "Ms" | "Miss" | "Mx" | "Sir" | "Dame" | "Lady" | "Lord" | "Dr" | "Old"
            )
        };
        while words.last().is_some_and(courtesy) {
            words.pop();
        }
        if words
            .first()
            .is_some_and(|word| matches!(*word, "its" | "Its" | "his" | "His" | "her" | "Her" | "their" | "Their"))
        {
            words.remove(0);
        }
        let clause =
            words.iter().any(|word| matches!(word.trim_matches(','), "who" | "which" | "whose" | "that" | "where"));
        let role = words.join(" ");
        let role = role.trim_end_matches([',', ' ']);
        // "Aides to a rival (that would be Gov.", "rivals like Sen.", "former governor Tom Vale and": not this one's office.
        let marks = role.contains([',', '(', ')', ';', '—', '–', '“', '”', '"']);
        let mentions = &self.input.entities.mentions[overlapping(&self.input.entities.mentions, before)];
        let other = mentions.iter().any(|mention| {
            let after = self.input.text[mention.span.end()..].trim_start();
            self.label(mention.entity) == NameLabel::Person && (after.starts_with("and ") || after.starts_with("or "))
        });
        let plain = clause || marks || other || role.is_empty() || words.len() > LONGEST_ROLE;
        let says = role.split_whitespace().any(|word| {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            is_title(word) || is_role_noun(&word.to_lowercase())
        });
        (!plain && says).then(|| role.to_owned())
    }

    fn pronoun(&self, attribution: &Attribution, source: Span, word: &str) -> Speaker {
        let form = if matches!(word, "who" | "whom" | "which" | "that") {
            SpeakerForm::Relative
        } else {
            SpeakerForm::Pronoun
        };
        let person = |gender| {
            let wanted = Wanted::Person(gender);
            self.around.find(wanted, source, &self.spoken, &attribution.content)
        };
        let gender = gender_of_pronoun(word);
        if let Some(unnamed) = gender.and_then(|gender| self.unnamed_in_focus(source, gender)) {
            return unnamed;
        }
        let found = match word {
            _ if gender.is_some() => person(gender),
            "i" | "me" | "we" | "us" => return self.first_person(source, word),
            "who" | "whom" | "which" | "that" => return self.relative(source, word),
            "both" | "each" => {
                return self.two(source, "", form).unwrap_or_else(|| self.they(attribution, source, word));
            }
            "they" | "them" | "their" | "it" | "its" | "itself" | "all" => {
                return self.they(attribution, source, word);
            }
            _ => None,
        };
        if word == "you" && self.around.holding(source).is_none() {
            return Speaker { name: READER.to_owned(), ..self.as_written(source, form, SpeakerType::Group) };
        }
        let kind = if word == "you" { SpeakerType::Group } else { SpeakerType::Person };
        found.map_or_else(|| self.as_written(source, form, kind), |entity| self.entity(entity, form))
    }

    /// "A spokesman declined to comment. He did not deny": who spoke last without a name, if nobody with one has come up
    /// since who could be meant.
    fn unnamed_in_focus(&self, source: Span, gender: Gender) -> Option<Speaker> {
        let &index = self.sources.last()?;
        let place = self.input.attributions[index].source?;
        let speaker = self.done[index].as_ref()?;
        let near = self.around.sentence(source.start()).saturating_sub(self.around.sentence(place.start())) <= 2;
        if !near || speaker.entity.is_some() || speaker.kind != Some(SpeakerType::Anonymous) {
            return None;
        }
        let in_name = || {
            let mut words = speaker.name.split_whitespace().map(str::to_lowercase);
            let first = words.next()?;
            Some(words.take_while(|word| !phrase::is_preposition(word)).last().unwrap_or(first))
        };
        let noun = self.head_of(place).or_else(in_name)?;
        let single = !kind::is_plural(&noun);
        // "Orr's doctor said ... He" is Orr as likely as the doctor.
        let owned = speaker.name.contains("'s ") || speaker.name.contains("’s ");
        let owned =
            owned || matches!(speaker.name.split(' ').next(), Some("His" | "his" | "Her" | "her" | "Their" | "their"));
        let agrees = gender_of_noun(&noun).is_none_or(|known| known == gender);
        let person = speaker.form == SpeakerForm::Pronoun || is_role_noun(&noun) || gender_of_noun(&noun).is_some();
        let named = self.around.names_between(place, source, gender);
        (single && agrees && person && !named && !owned)
            .then(|| Speaker { form: SpeakerForm::Pronoun, ..speaker.clone() })
    }

    /// What stands for the speaker although the tagger took it for a part of the content: "Orr [appeared] to reject it".
    fn implied(&self, attribution: &Attribution) -> Option<Span> {
        let cue = attribution.cue?;
        let [first, second, ..] = attribution.content[..] else { return None };
        let words = &self.input.words[overlapping(self.input.words, cue)];
        let hedges =
            words.iter().any(|word| HEARSAY.contains(&word.span.slice(self.input.text).to_lowercase().as_str()));
        let before =
            hedges && first.end() <= cue.start() && self.input.text[first.end()..cue.start()].trim().is_empty();
        let after = second.slice(self.input.text).starts_with("to ") && second.start() >= cue.end();
        let short = overlapping(self.input.words, first).len() <= LONGEST_IMPLIED;
        (before && after && short).then_some(first)
    }

    /// "they", "it": the last speaker that agrees, else the last body named.
    fn they(&self, attribution: &Attribution, source: Span, word: &str) -> Speaker {
        let here = self.around.sentence(source.start());
        let plural = !word.starts_with("it");
        for &index in self.sources.iter().rev().take(LAST_SOURCES) {
            let (Some(speaker), Some(place)) = (&self.done[index], self.input.attributions[index].source) else {
                continue;
            };
            if here.saturating_sub(self.around.sentence(place.start())) > 3 {
                break;
            }
            let many = speaker.name.contains("; ")
                || matches!(speaker.kind, Some(SpeakerType::Group | SpeakerType::Organization | SpeakerType::Media))
                || speaker.name.split_whitespace().any(|word| kind::is_plural(&word.to_lowercase()));
            let agrees = match speaker.kind {
                Some(SpeakerType::Person) => plural && many,
                Some(SpeakerType::Anonymous | SpeakerType::Group) => plural == many,
                Some(_) => !plural || many,
                None => false,
            };
            if agrees && !attribution.content.iter().any(|content| content.contains(place)) {
                return Speaker { form: SpeakerForm::Pronoun, ..speaker.clone() };
            }
        }
        match self.around.find(Wanted::Body, source, &self.spoken, &attribution.content) {
            Some(entity) => self.entity(entity, SpeakerForm::Pronoun),
            None => self.as_written(source, SpeakerForm::Pronoun, SpeakerType::Other),
        }
    }

    pub(super) fn as_written(&self, span: Span, form: SpeakerForm, kind: SpeakerType) -> Speaker {
        Speaker::new(folded(span.slice(self.input.text)), Some(kind), form)
    }
}

/// The gender that a pronoun tells.
fn gender_of_pronoun(word: &str) -> Option<Gender> {
    match word {
        "he" | "him" | "his" | "himself" => Some(Gender::Male),
        "she" | "her" | "hers" | "herself" => Some(Gender::Female),
        _ => None,
    }
}
