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

/// Nouns that take up a body named before.
const BODY_NOUNS: [&str; 24] = [
    "administration",
    "agency",
    "association",
    "authority",
    "bank",
    "bloc",
    "commission",
    "committee",
    "company",
    "corporation",
    "council",
    "court",
    "department",
    "firm",
    "foundation",
    "government",
    "group",
    "institute",
    "ministry",
    "organization",
    "organisation",
    "party",
    "union",
    "university",
];
/// Nouns that take up a place named before.
const PLACE_NOUNS: [&str; 3] = ["city", "country", "state"];
/// Nouns that take up an outlet named before.
const OUTLET_NOUNS: [&str; 9] =
    ["article", "broadcaster", "channel", "editorial", "magazine", "network", "newspaper", "outlet", "paper"];
/// Nouns after a name that make it a body of its own: "the Orr campaign".
const NAMED_BODIES: [&str; 4] = ["administration", "campaign", "camp", "team"];
/// Words that go with one party, and with the other.
const PARTIES: [&[&str]; 2] = [&["republican", "gop"], &["democrat", "democratic"]];

/// How many names ahead an organisation described in the headline is looked for.
const NAMES_AHEAD: usize = 16;
/// How many names are looked through for a wife or husband.
const MOST_PEOPLE: usize = 200;
/// A shared word of description brings a person nearer by this much.
const SAME_WORD: i32 = -80;
/// What contradicts a description: out of reach.
const CONTRADICTS: i32 = 10_000;
/// Words that are looked back over for the naming of a campaign.
const WORDS_BACK: usize = 125;
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
            .or_else(|| if definite { self.body(span, head) } else { None })
            .or_else(|| if inside_name { None } else { self.body_named_next(span, head) })
            .or_else(|| if definite { self.two(span, head, SpeakerForm::Nominal) } else { None });
        known.unwrap_or_else(|| {
            let public = |word: &String| {
                matches!(
                    word.as_str(),
                    "all" | "few" | "many" | "most" | "nearly" | "no" | "only" | "numerous" | "several" | "every"
                )
            };
            let few = |word: &String| matches!(word.as_str(), "two" | "three" | "four" | "five" | "six" | "one");
            let kind = match kind::of_noun(head) {
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

    fn lower_words(&self, span: Span) -> Vec<String> {
        let words = &self.input.words[overlapping(self.input.words, span)];
        words.iter().map(|word| word.span.slice(self.input.text).to_lowercase()).collect()
    }

    /// "the Orr campaign", "Mr. Orr's campaign", "her campaign", "the campaign": `Orr campaign`. "His aides": `Orr's aides`.
    fn body_of_somebody(&self, attribution: &Attribution, span: Span, head: &str) -> Option<Speaker> {
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
            let kin =
                matches!(head, "wife" | "husband" | "mother" | "father" | "daughter" | "son" | "brother" | "sister");
            if kin {
                return self.kin(person, head);
            }
            let name = format!("{}{own}{rest}", self.surname(person));
            return Some(Speaker { name, kind: Some(kind::of_noun(head)), role: String::new(), form, entity: None });
        }
        if !body {
            return None;
        }
        let mentions = &self.input.entities.mentions;
        let named = |name: String, form| {
            Some(Speaker { name, kind: Some(kind::of_noun(head)), role: String::new(), form, entity: None })
        };
        if let Some(mention) = mentions[overlapping(mentions, span)].last() {
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

    /// The surname as the article writes it.
    fn surname(&self, entity: EntityId) -> String {
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
        if !definite && let Some(entity) = self.named_next(span, head) {
            return Some(self.entity(entity, SpeakerForm::Nominal));
        }
        if !definite && !opens {
            return None;
        }
        let mentions = &self.input.entities.mentions;
        let of_name =
            mentions[overlapping(mentions, span)].iter().any(|mention| self.label(mention.entity) == NameLabel::Person);
        words.retain(|word| word != head);
        // "The FBI director" is nobody in particular unless the article calls somebody so.
        let elsewhere = words.iter().any(|word| matches!(word.as_str(), "'s" | "’s"))
            || mentions[overlapping(mentions, span)].iter().any(|mention| mention.label == NameLabel::Organization);
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
            [only] => Some(only),
            [] if of_name || elsewhere => None,
            [] => self
                .around
                .find_with(Wanted::Person(None), span, &self.spoken, &attribution.content, own)
                .filter(fitting),
            _ => {
                let near = |entity| own(entity) + if bearers.contains(&entity) { 0 } else { CONTRADICTS };
                self.around
                    .find_with(Wanted::Person(None), span, &self.spoken, &attribution.content, near)
                    .filter(|entity| bearers.contains(entity))
                    .or_else(|| bearers.iter().copied().min_by_key(|&entity| own(entity)))
            }
        };
        found.map(|entity| self.entity(entity, SpeakerForm::Nominal))
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

    /// "His wife": who is called so, or the one other of the family whose gender agrees.
    fn kin(&self, of: EntityId, head: &str) -> Option<Speaker> {
        let plain = head.trim_start_matches("ex-");
        let gender = match plain {
            "wife" => Gender::Female,
            "husband" => Gender::Male,
            _ => return None,
        };
        let family = surname(&fold::name_words(self.name(of))).to_owned();
        let mut called = None;
        let mut kin = None;
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
                kin = kin.or(Some(entity));
            }
        }
        called.or(kin).map(|entity| self.entity(entity, SpeakerForm::Nominal))
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
        let gender = all.iter().find_map(|word| super::roles::gender_of_noun(word));
        let known = self.around.genders[entity.index()];
        if gender.is_some() && known.is_some() && gender != known {
            cost += CONTRADICTS;
        }
        cost
    }

    /// "Nurses' union", "A federal court" in a story's first sentences: the organisation named next whose name shares the
    /// noun, or two other words, with the description.
    fn body_named_next(&self, span: Span, head: &str) -> Option<Speaker> {
        if !BODY_NOUNS.contains(&head) || self.around.sentence(span.start()) > 2 {
            return None;
        }
        let words: Vec<String> = self.lower_words(span).into_iter().filter(|word| word.len() > 4).collect();
        let mentions = &self.input.entities.mentions;
        let next = mentions.partition_point(|mention| mention.span.start() < span.end());
        let shared = |entity: EntityId| {
            let name = self.name(entity).to_lowercase();
            let has = |word: &str| name.split_whitespace().any(|other| other == word);
            has(head) || words.iter().filter(|word| has(word)).count() > 1
        };
        let near = mentions[next..].iter().take(NAMES_AHEAD).map(|mention| mention.entity);
        let mut found = near.filter(|&entity| self.label(entity) == NameLabel::Organization && shared(entity));
        let first = found.next()?;
        if found.any(|other| other != first) { None } else { Some(self.entity(first, SpeakerForm::Nominal)) }
    }

    /// An organisation, outlet or place.
    fn body(&self, span: Span, head: &str) -> Option<Speaker> {
        let found = if OUTLET_NOUNS.contains(&head) {
            let outlet = |entity| kind::is_outlet(self.name(entity)) && self.label(entity) != NameLabel::Person;
            self.around.last(span, 8, outlet)
        } else if PLACE_NOUNS.contains(&head) {
            self.around.last(span, 2, |entity| self.label(entity) == NameLabel::Location)
        } else if BODY_NOUNS.contains(&head) {
            let called =
                |entity: EntityId| self.name(entity).split_whitespace().any(|word| word.eq_ignore_ascii_case(head));
            self.around
                .last(span, 20, called)
                .or_else(|| self.around.last(span, 3, |entity| self.label(entity) == NameLabel::Organization))
        } else {
            None
        };
        found.map(|entity| self.entity(entity, SpeakerForm::Nominal))
    }
}
