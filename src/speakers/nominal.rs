//! Descriptions: for whom "the nominee", "her campaign", "the company" or "the ad" stand, and what is left as it is
//! written because it stands for nobody named.

use super::antecedents::Wanted;
use super::resolve::Resolver;
use super::roles::is_role_noun;
use super::{Speaker, SpeakerForm, SpeakerType, kind};
use crate::attribution::Attribution;
use crate::entities::gender::Gender;
use crate::entities::people::surname;
use crate::entities::{EntityId, NameLabel, fold};
use crate::span::{Span, overlapping};
use crate::text::folded;

/// Nouns for offices that have deputies.
const HIGH_OFFICES: [&str; 7] = ["candidate", "chair", "chairman", "governor", "mayor", "nominee", "president"];
/// Words that go with one party and no other.
const PARTIES: [&[&str]; 6] = [
    &["republican", "gop"],
    &["democrat", "democratic"],
    &["libertarian"],
    &["green"],
    &["labour"],
    &["conservative", "tory"],
];

/// How many names are looked through for a wife or husband.
const MOST_PEOPLE: usize = 200;
/// A shared word of description brings a person nearer by this much.
const SAME_WORD: i32 = -80;
/// Whom the article describes otherwise is further away by this much, and a vice president is hardly "the president".
const OTHER_ROLE: i32 = 80;
const OTHER_RANK: i32 = 400;
/// Words that make another office of an office.
const RANKS: [&str; 4] = ["deputy", "lieutenant", "running", "vice"];
/// What contradicts a description: out of reach.
const CONTRADICTS: i32 = 10_000;
/// How many speakers back, and how many sentences, "the senators" are looked for.
const JOINT_SOURCES: usize = 12;
const JOINT_REACH: usize = 10;
/// How many speakers back, and how many sentences, the first mention of "the official" is looked for.
const UNNAMED_SOURCES: usize = 12;
const UNNAMED_REACH: usize = 12;
/// Sentences after an indefinite description in which it may get its name.
const AHEAD: usize = 3;

impl Resolver<'_> {
    /// A phrase without a name as its head: somebody named elsewhere, or nobody.
    pub(super) fn noun(&self, attribution: &Attribution, span: Span, head: &str, definite: bool) -> Speaker {
        let mentions = &self.input.entities.mentions;
        let inside_name = !overlapping(mentions, span).is_empty();
        let known = self
            .body_of_somebody(attribution, span, head)
            .or_else(|| self.document(span, head, definite))
            .or_else(|| self.person(attribution, span, head, definite))
            .or_else(|| if definite { self.body(attribution, span, head) } else { None })
            .or_else(|| if inside_name { None } else { self.body_named_next(span, head) })
            .or_else(|| if definite { self.two(span, head, SpeakerForm::Nominal) } else { None })
            .or_else(|| if definite { self.joint_before(span, head) } else { None });
        known.unwrap_or_else(|| {
            let public = |word: &String| {
                matches!(
                    word.as_str(),
                    "all" | "few" | "many" | "most" | "nearly" | "no" | "only" | "numerous" | "every"
                )
            };
            let few = |word: &String| {
                matches!(
                    word.as_str(),
                    "two" | "three" | "four" | "five" | "six" | "seven" | "one" | "former" | "senior" | "several"
                )
            };
            let page = self
                .lower_words(span)
                .first()
                .is_some_and(|word| matches!(word.as_str(), "page" | "chapter" | "section"));
            let kind = match kind::of_noun(head) {
                _ if page => SpeakerType::Document,
                SpeakerType::Anonymous if self.lower_words(span).first().is_some_and(public) => SpeakerType::Group,
                SpeakerType::Group
                    if self.lower_words(span).first().is_some_and(few) && is_role_noun(head.trim_end_matches('s')) =>
                {
                    SpeakerType::Anonymous
                }
                kind => kind,
            };
            self.as_written(span, SpeakerForm::Unnamed, kind)
        })
    }

    pub(super) fn label(&self, entity: EntityId) -> NameLabel {
        self.input.entities.entities[entity.index()].label
    }

    pub(super) fn name(&self, entity: EntityId) -> &str {
        self.input.entities.entities[entity.index()].name.slice(self.input.text)
    }

    pub(super) fn lower_words(&self, span: Span) -> Vec<String> {
        let words = &self.input.words[overlapping(self.input.words, span)];
        words.iter().map(|word| word.span.slice(self.input.text).to_lowercase()).collect()
    }

    /// "His lawyer", where the article calls somebody "Orr attorney Ann Vale" or "Ann Vale, a lawyer for Orr".
    pub(super) fn serving(&self, of: EntityId, head: &str, at: usize) -> Option<EntityId> {
        let owner = fold::fold_word(&self.surname(of));
        let serves = |entity: &EntityId| *entity != of && self.roles.words(*entity).contains(&owner);
        let mut found = self.roles.bearers(head, at).into_iter().filter(serves);
        let first = found.next()?;
        if found.next().is_some() { None } else { Some(first) }
    }

    /// The surname as the article writes it.
    pub(super) fn surname(&self, entity: EntityId) -> String {
        let name = folded(self.name(entity));
        let words = fold::name_words(&name);
        let last = surname(&words);
        name.split(' ').rfind(|word| fold::fold_word(word) == last).map_or_else(|| name.clone(), str::to_owned)
    }

    /// Somebody described by office or calling.
    fn person(&self, attribution: &Attribution, span: Span, head: &str, definite: bool) -> Option<Speaker> {
        if !is_role_noun(head) || kind::is_plural(head) {
            return None;
        }
        let mut words = self.lower_words(span);
        let bare = words.len() == 1 || !matches!(words[0].as_str(), "a" | "an" | "one" | "another" | "no" | "some");
        let opens = self.around.sentence(span.start()) < 3;
        if definite && let Some(unnamed) = self.unnamed_before(span, head) {
            return Some(unnamed);
        }
        let first = !self.roles.called(head, span.start());
        if (!definite || opens && first)
            && let Some(entity) = self.named_next(span, head)
        {
            return Some(self.entity(entity, SpeakerForm::Nominal));
        }
        if !definite && !opens {
            return None;
        }
        let mentions = &self.input.entities.mentions;
        let of_name =
            mentions[overlapping(mentions, span)].iter().any(|mention| self.label(mention.entity) == NameLabel::Person);
        // "The mother of one of the patients" is nobody in particular either.
        let of = words.iter().position(|word| word == head).and_then(|at| words.get(at + 1));
        let kin = matches!(
            head,
            "brother" | "daughter" | "father" | "husband" | "mother" | "sister" | "son" | "widow" | "wife"
        );
        let related = kin
            && of.is_some_and(|word| word == "of")
            && words.iter().rposition(|word| word == "of").is_some_and(|at| at + 2 < words.len());
        words.retain(|word| word != head);
        // "The FBI director" is nobody in particular unless the article calls somebody so.
        let elsewhere = related
            || words.iter().any(|word| matches!(word.as_str(), "'s" | "’s"))
            || mentions[overlapping(mentions, span)].iter().any(|mention| mention.label == NameLabel::Organization);
        if let [only] = mentions[overlapping(mentions, span)]
            && only.label == NameLabel::Person
            && let Some(entity) = self.serving(only.entity, head, span.start())
        {
            return Some(self.entity(entity, SpeakerForm::Nominal));
        }
        let own = |entity: EntityId| self.fit(&words, head, entity);
        let fitting = |entity: &EntityId| own(*entity) < CONTRADICTS / 2 && self.label(*entity) == NameLabel::Person;
        let bearers: Vec<EntityId> = self.roles.bearers(head, span.start()).into_iter().filter(fitting).collect();
        if !definite {
            // A story's first sentences describe whom it names later: "A harbour judge" is "Judge Ann Orr".
            let new = !self.roles.called(head, span.start()) || bare;
            return match bearers[..] {
                [only] if new && !of_name => Some(self.entity(only, SpeakerForm::Nominal)),
                _ => None,
            };
        }
        let found = match bearers[..] {
            [only] if own(only) < OTHER_RANK / 2 => Some(only),
            [] if of_name || elsewhere => None,
            [] | [_] => {
                let otherwise = |entity| own(entity) + if self.roles.of(entity).is_some() { OTHER_ROLE } else { 0 };
                self.around
                    .find_described(Wanted::Person(None), span, &self.spoken, &attribution.content, otherwise)
                    .filter(fitting)
            }
            _ => {
                let near = |entity| own(entity) + if bearers.contains(&entity) { 0 } else { CONTRADICTS };
                self.around
                    .find_described(Wanted::Person(None), span, &self.spoken, &attribution.content, near)
                    .filter(|entity| bearers.contains(entity))
                    .or_else(|| bearers.iter().copied().min_by_key(|&entity| own(entity)))
            }
        };
        found.map(|entity| self.entity(entity, SpeakerForm::Nominal))
    }

    /// "The official", where "a senior official" has spoken before and nobody with a name has been called so since.
    fn unnamed_before(&self, span: Span, head: &str) -> Option<Speaker> {
        let here = self.around.sentence(span.start());
        let near = self.sources.iter().rev().take(UNNAMED_SOURCES);
        let mut before = near.filter_map(|&index| {
            let place = self.input.attributions[index].source?;
            let speaker = self.done[index].as_ref()?;
            (here.saturating_sub(self.around.sentence(place.start())) <= UNNAMED_REACH).then_some((place, speaker))
        });
        let (place, speaker) = before.find(|(place, speaker)| {
            speaker.form != SpeakerForm::Pronoun
                && speaker.entity.is_none()
                && self.head_of(*place).as_deref() == Some(head)
        })?;
        let named_since = !self.roles.called_within(head, place.start(), span.start()).is_empty();
        (!named_since).then(|| Speaker { form: SpeakerForm::Unnamed, ..speaker.clone() })
    }

    /// The head noun of a source that is a noun phrase.
    pub(super) fn head_of(&self, source: Span) -> Option<String> {
        match super::phrase::read(self.input.text, self.input.words, self.input.entities, source) {
            super::phrase::Phrase::Noun { head, .. } => Some(head),
            _ => None,
        }
    }

    /// "A spokeswoman for Orr said ... Spokeswoman Ann Vale": whom the next sentences introduce by the same noun.
    fn named_next(&self, span: Span, head: &str) -> Option<EntityId> {
        let until = (self.around.sentence(span.start()) + AHEAD).min(self.input.sentences.len().checked_sub(1)?);
        let until = self.input.sentences[until].span.end();
        let mut found = self.roles.called_within(head, span.end(), until).into_iter();
        let new = |entity: &EntityId| self.around.firsts_of[entity.index()] > span.start();
        let first = found.next().filter(new);
        if found.any(|other| Some(other) != first) { None } else { first }
    }

    /// "His wife", "her brother": who is called so, or the one other of the family whose gender agrees.
    pub(super) fn kin(&self, of: EntityId, head: &str) -> Option<Speaker> {
        let plain = head.trim_start_matches("ex-");
        let gender = match plain {
            "daughter" | "mother" | "sister" | "wife" => Gender::Female,
            "brother" | "father" | "husband" | "son" => Gender::Male,
            _ => return None,
        };
        let spouse = matches!(plain, "wife" | "husband");
        let family = surname(&fold::name_words(self.name(of))).to_owned();
        let mut called = None;
        let (mut kin, mut others) = (None, 0);
        // In a story of very many names the first will do.
        for index in 0..self.input.entities.entities.len().min(MOST_PEOPLE) {
            let entity = EntityId::new(index);
            let other = entity != of && self.label(entity) == NameLabel::Person;
            if !other || self.around.genders[index].is_some_and(|known| known != gender) {
                continue;
            }
            if self.roles.words(entity).iter().any(|word| word == plain || word == head) {
                called = called.or(Some(entity));
            }
            let same = surname(&fold::name_words(self.name(entity))) == family;
            if same && self.around.genders[index] == Some(gender) {
                others += 1;
                kin = kin.or(Some(entity));
            }
        }
        // A family has one wife, but may have many sons.
        called.or(kin.filter(|_| spouse || others == 1)).map(|entity| self.entity(entity, SpeakerForm::Nominal))
    }

    /// "The two candidates", "both countries": the two named last.
    pub(super) fn two(&self, span: Span, head: &str, form: SpeakerForm) -> Option<Speaker> {
        let counted = self.lower_words(span).iter().any(|word| matches!(word.as_str(), "two" | "both" | "each"));
        let singular = head.strip_suffix('s').unwrap_or_default();
        let place = matches!(head, "countries" | "nations" | "governments");
        let person = form == SpeakerForm::Pronoun || is_role_noun(singular) || matches!(head, "men" | "women");
        if !counted || !(place || person) {
            return None;
        }
        let label = if place { NameLabel::Location } else { NameLabel::Person };
        let last = self.around.last(span, 2, |entity| self.label(entity) == label)?;
        let first = self.around.last(span, 2, |entity| self.label(entity) == label && entity != last)?;
        let first = self.entity(first, form);
        let name = format!("{}; {}", first.name, folded(self.name(last)));
        Some(Speaker { name, role: String::new(), entity: None, ..first })
    }

    /// "The senators": the last speakers who spoke together.
    fn joint_before(&self, span: Span, head: &str) -> Option<Speaker> {
        let singular = head.strip_suffix('s')?;
        if !is_role_noun(singular) || overlapping(self.input.words, span).len() != 2 {
            return None;
        }
        let here = self.around.sentence(span.start());
        let near = self.sources.iter().rev().take(JOINT_SOURCES).filter(|&&index| {
            let place = self.input.attributions[index].source;
            place.is_some_and(|place| here.saturating_sub(self.around.sentence(place.start())) <= JOINT_REACH)
        });
        let mut speakers = near.filter_map(|&index| self.done[index].as_ref());
        let joint =
            speakers.find(|speaker| speaker.name.contains("; ") && speaker.kind == Some(SpeakerType::Person))?;
        Some(Speaker { form: SpeakerForm::Nominal, ..joint.clone() })
    }

    /// How well a description fits a person: shared words, party, gender.
    fn fit(&self, words: &[String], head: &str, entity: EntityId) -> i32 {
        let known = self.roles.words(entity);
        let mut cost = 0;
        for word in words.iter().filter(|word| word.len() > 3) {
            if known.contains(word) {
                cost += SAME_WORD;
            }
        }
        let of =
            |words: &[String]| PARTIES.iter().position(|party| words.iter().any(|word| party.contains(&word.as_str())));
        let all: Vec<String> = words.iter().cloned().chain([head.to_owned()]).collect();
        if let (Some(a), Some(b)) = (of(&all), of(known))
            && a != b
        {
            cost += CONTRADICTS;
        }
        let ranks = |words: &[String]| words.iter().any(|word| RANKS.contains(&word.as_str()));
        if ranks(&all) != ranks(known) && HIGH_OFFICES.contains(&head) && known.iter().any(|word| word == head) {
            cost += OTHER_RANK;
        }
        let gender = all.iter().find_map(|word| super::roles::gender_of_noun(word));
        let known = self.around.genders[entity.index()];
        if gender.is_some() && known.is_some() && gender != known {
            cost += CONTRADICTS;
        }
        cost
    }
}
