//! Bodies: which organisation, outlet or place "the company", "the paper" or "the city" take up, and how the campaign or
//! the aides of somebody are named.

use super::antecedents::Wanted;
use super::resolve::Resolver;
use super::{Speaker, SpeakerForm, kind};
use crate::attribution::Attribution;
use crate::entities::gender::Gender;
use crate::entities::outlets::is_outlet_noun;
use crate::entities::{EntityId, NameLabel};
use crate::span::{Span, overlapping};
use crate::text::folded;

/// Nouns that take up a body named before.
const BODY_NOUNS: [&str; 32] = [
    "administration",
    "agency",
    "alliance",
    "association",
    "authority",
    "bank",
    "bloc",
    "board",
    "bureau",
    "commission",
    "coalition",
    "committee",
    "company",
    "corporation",
    "council",
    "court",
    "department",
    "firm",
    "foundation",
    "fund",
    "government",
    "group",
    "institute",
    "league",
    "ministry",
    "organization",
    "organisation",
    "panel",
    "party",
    "service",
    "union",
    "university",
];
/// Nouns that take up a place named before.
const PLACE_NOUNS: [&str; 3] = ["city", "country", "state"];
/// Nouns for what an outlet itself says, or for the outlet where it is plain from before that one is meant.
const OUTLET_TEXTS: [&str; 4] = ["article", "editorial", "paper", "site"];
/// An outlet is hardly "the company", a place even less.
const HARDLY: i32 = 400;
/// Nouns after a name that make it a body of its own: "the Orr campaign".
const NAMED_BODIES: [&str; 4] = ["administration", "campaign", "camp", "team"];
/// How many names ahead an organisation described in the headline is looked for.
const NAMES_AHEAD: usize = 16;
/// Words that are looked back over for the naming of a campaign.
const WORDS_BACK: usize = 125;
/// Nouns for a body, and words in the names of such bodies.
const NAMED_OTHERWISE: [(&str, &[&str]); 3] = [
    ("network", &["news"]),
    ("panel", &["committee"]),
    ("union", &["brotherhood", "employees", "teachers", "workers"]),
];

/// Whether a body's name, lower-case, holds the noun `head` or a word that stands for it.
fn named_so(name: &str, head: &str) -> bool {
    let other = NAMED_OTHERWISE.iter().find(|(noun, _)| *noun == head).map_or(&[][..], |(_, words)| words);
    name.split_whitespace().any(|word| word == head || other.contains(&word))
}

impl Resolver<'_> {
    /// "the Orr campaign", "Mr. Orr's campaign", "her campaign", "the campaign": `Orr campaign`. "His aides": `Orr's aides`.
    pub(super) fn body_of_somebody(&self, attribution: &Attribution, span: Span, head: &str) -> Option<Speaker> {
        let text = self.input.text;
        let body = NAMED_BODIES.contains(&head);
        let words = self.lower_words(span);
        let owner = match words.first()?.as_str() {
            "his" => Some(Gender::Male),
            "her" => Some(Gender::Female),
            _ => None,
        };
        if let Some(gender) = owner {
            let wanted = Wanted::Person(Some(gender));
            let person = self.around.find(wanted, span, &self.spoken, &attribution.content)?;
            let first = self.input.words[overlapping(self.input.words, span).start].span;
            let rest = folded(Span::new(first.end().min(span.end()), span.end()).slice(text));
            let own = if body { " " } else { "'s " };
            let form = if body { SpeakerForm::Nominal } else { SpeakerForm::Unnamed };
            let kin = matches!(
                head.trim_start_matches("ex-"),
                "wife" | "husband" | "mother" | "father" | "daughter" | "son" | "brother" | "sister"
            );
            if kin {
                return self.kin(person, head);
            }
            if let Some(entity) = self.serving(person, head, span.start()) {
                return Some(self.entity(entity, SpeakerForm::Nominal));
            }
            let name = format!("{}{own}{rest}", self.surname(person));
            return Some(Speaker::new(name, Some(kind::of_noun(head)), form));
        }
        if !body {
            return None;
        }
        let mentions = &self.input.entities.mentions;
        let named = |name: String, form| Some(Speaker::new(name, Some(kind::of_noun(head)), form));
        if let Some(mention) = mentions[overlapping(mentions, span)].last() {
            // The team of a candidate is the campaign, where the article calls it so.
            let campaigns = matches!(head, "camp" | "team") && self.campaigns.contains(&mention.entity);
            let head = if campaigns { "campaign" } else { head };
            return named(format!("{} {head}", self.owner(mention.entity, mention.span)), SpeakerForm::Name);
        }
        if words.first().is_some_and(|word| word == "the") && words.len() <= 2 {
            let owner = self
                .named_before(span, head)
                .or_else(|| self.around.find(Wanted::Person(None), span, &self.spoken, &attribution.content));
            return named(format!("{} {head}", self.surname(owner?)), SpeakerForm::Nominal);
        }
        None
    }

    /// Whose campaign was named last: "Orr's new presidential campaign", "the Orr campaign".
    fn named_before(&self, span: Span, head: &str) -> Option<EntityId> {
        let words = self.input.words;
        let at = overlapping(words, span).start;
        let mentions = &self.input.entities.mentions;
        let oldest = at.saturating_sub(WORDS_BACK);
        for index in (oldest..at).rev() {
            if !words[index].span.slice(self.input.text).eq_ignore_ascii_case(head) {
                continue;
            }
            for before in (index.saturating_sub(4)..index).rev() {
                let touching = &mentions[overlapping(mentions, words[before].span)];
                if let Some(mention) =
                    touching.first().filter(|mention| self.label(mention.entity) == NameLabel::Person)
                {
                    return Some(mention.entity);
                }
            }
        }
        None
    }

    fn owner(&self, entity: EntityId, span: Span) -> String {
        if self.label(entity) == NameLabel::Person { self.surname(entity) } else { folded(span.slice(self.input.text)) }
    }

    /// "Nurses' union", "A federal court" in a story's first sentences: the organisation named next whose name shares the
    /// noun, or two other words, with the description.
    pub(super) fn body_named_next(&self, span: Span, head: &str) -> Option<Speaker> {
        if !BODY_NOUNS.contains(&head) || self.around.sentence(span.start()) > 2 {
            return None;
        }
        let words: Vec<String> = self.lower_words(span).into_iter().filter(|word| word.len() > 4).collect();
        let mentions = &self.input.entities.mentions;
        let next = mentions.partition_point(|mention| mention.span.start() < span.end());
        let shared = |entity: EntityId| {
            let name = self.name(entity).to_lowercase();
            let has = |word: &str| name.split_whitespace().any(|other| other == word);
            named_so(&name, head) || words.iter().filter(|word| has(word)).count() > 1
        };
        let near = mentions[next..].iter().take(NAMES_AHEAD).map(|mention| mention.entity);
        let mut found = near.filter(|&entity| self.label(entity) == NameLabel::Organization && shared(entity));
        found.next().map(|first| self.entity(first, SpeakerForm::Nominal))
    }

    /// An organisation, outlet or place.
    pub(super) fn body(&self, attribution: &Attribution, span: Span, head: &str) -> Option<Speaker> {
        let text = self.input.text;
        let outlet = |entity| self.input.entities.is_outlet(text, entity);
        let agency =
            head == "agency" && self.lower_words(span).iter().any(|word| matches!(word.as_str(), "news" | "press"));
        let found = if agency || is_outlet_noun(head) || OUTLET_TEXTS.contains(&head) {
            self.around.last(span, 12, outlet)
        } else if PLACE_NOUNS.contains(&head) {
            self.around.last(span, 2, |entity| self.label(entity) == NameLabel::Location)
        } else if BODY_NOUNS.contains(&head) {
            let called = |entity: EntityId| named_so(&self.name(entity).to_lowercase(), head);
            // "The health ministry in Vell" is no body of before unless it is called so.
            let bare = overlapping(self.input.words, span).len() <= 2;
            let focus = || if bare { self.focus(attribution, span) } else { None };
            self.around.last(span, 40, called).or_else(focus)
        } else {
            None
        };
        found.map(|entity| self.entity(entity, SpeakerForm::Nominal))
    }

    /// The organisation that the sentences before are about.
    fn focus(&self, attribution: &Attribution, span: Span) -> Option<EntityId> {
        let own = |entity: EntityId| {
            let outlet = self.input.entities.is_outlet(self.input.text, entity);
            let place = self.label(entity) == NameLabel::Location;
            HARDLY * i32::from(outlet || place)
        };
        let found = self.around.find_described(Wanted::Body, span, &self.spoken, &attribution.content, own)?;
        (own(found) == 0).then_some(found)
    }
}
