//! Descriptions: for whom "the nominee", "her campaign", "the company" or "the ad" stand, and what is left as it is
//! written because it stands for nobody named.

use super::antecedents::Wanted;
use super::resolve::{Resolver, folded};
use super::roles::is_role_noun;
use super::{Speaker, SpeakerForm, SpeakerType, kind};
use crate::attribution::Attribution;
use crate::entities::gender::Gender;
use crate::entities::people::surname;
use crate::entities::{EntityId, NameLabel, fold};
use crate::span::{Span, overlapping};

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
/// Nouns for what an outlet itself says.
const OUTLET_TEXTS: [&str; 3] = ["article", "editorial", "story"];
/// Nouns after a name that make it a body of its own: "the Orr campaign".
const NAMED_BODIES: [&str; 4] = ["administration", "campaign", "camp", "team"];
/// Nouns for one kind of document: each takes up the others of its row.
const DOCUMENTS: [&[&str]; 5] = [
    &["ad", "advertisement", "clip", "commercial", "spot", "video"],
    &["analysis", "findings", "paper", "report", "research", "review", "study", "survey"],
    &["poll", "survey"],
    &["lawsuit", "complaint", "filing", "suit"],
    &["letter", "memo", "statement"],
];
/// Words that go with one party, and with the other.
const PARTIES: [&[&str]; 2] = [&["republican", "gop"], &["democrat", "democratic"]];

/// A shared word of description brings a person nearer by this much.
const SAME_WORD: i32 = -80;
/// What contradicts a description: out of reach.
const CONTRADICTS: i32 = 10_000;
/// Words that are looked back over for the first naming of a document, and sentences for that of a campaign.
const WORDS_BACK: usize = 250;

impl Resolver<'_> {
    /// A phrase without a name as its head: somebody named elsewhere, or nobody.
    pub(super) fn noun(&self, attribution: &Attribution, span: Span, head: &str, definite: bool) -> Speaker {
        let known = self
            .body_of_somebody(attribution, span, head)
            .or_else(|| self.document(span, head, definite))
            .or_else(|| self.person(attribution, span, head, definite))
            .or_else(|| if definite { self.body(span, head) } else { None });
        known.unwrap_or_else(|| {
            let public = |word: &String| {
                matches!(
                    word.as_str(),
                    "all" | "few" | "many" | "most" | "nearly" | "no" | "only" | "numerous" | "several" | "every"
                )
            };
            let kind = match kind::of_noun(head) {
                SpeakerType::Anonymous if self.lower_words(span).first().is_some_and(public) => SpeakerType::Group,
                kind => kind,
            };
            self.as_written(span, SpeakerForm::Unnamed, kind)
        })
    }

    fn label(&self, entity: EntityId) -> NameLabel {
        self.input.entities.entities[entity.index()].label
    }

    fn name(&self, entity: EntityId) -> &str {
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
            let rest = folded(
                Span::new(self.input.words[overlapping(self.input.words, span).start].span.end(), span.end())
                    .slice(text),
            );
            let own = if body { " " } else { "'s " };
            let form = if body { SpeakerForm::Nominal } else { SpeakerForm::Unnamed };
            let kin =
                matches!(head, "wife" | "husband" | "mother" | "father" | "daughter" | "son" | "brother" | "sister");
            if kin {
                return None;
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
        let oldest = at.saturating_sub(WORDS_BACK / 2);
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

    /// Something that can be read or watched.
    fn document(&self, span: Span, head: &str, definite: bool) -> Option<Speaker> {
        if kind::of_noun(head) != SpeakerType::Document {
            return None;
        }
        let mentions = &self.input.entities.mentions;
        let inside = &mentions[overlapping(mentions, span)];
        if OUTLET_TEXTS.contains(&head)
            && let [outlet] = inside
            && kind::is_outlet(self.name(outlet.entity))
        {
            return Some(self.entity(outlet.entity, SpeakerForm::Name));
        }
        let document = |span: Span, form| {
            let name = self.bare(span);
            Some(Speaker { name, kind: Some(SpeakerType::Document), role: String::new(), form, entity: None })
        };
        if !inside.is_empty() {
            return document(self.without_date(span, head), SpeakerForm::Name);
        }
        if !definite && overlapping(self.input.words, span).len() > 1 {
            return None;
        }
        let introduced = self.document_named(span, head)?;
        if OUTLET_TEXTS.contains(&head)
            && let [outlet] = mentions[overlapping(mentions, introduced)]
            && kind::is_outlet(self.name(outlet.entity))
        {
            return Some(self.entity(outlet.entity, SpeakerForm::Nominal));
        }
        document(introduced, SpeakerForm::Nominal)
    }

    /// "a Vell University poll released Tuesday": the name ends with its noun, unless "by" or "of" goes on.
    fn without_date(&self, span: Span, head: &str) -> Span {
        let words = self.input.words;
        let range = overlapping(words, span);
        let lower = |index: usize| words[index].span.slice(self.input.text).to_lowercase();
        let mentions = &self.input.entities.mentions;
        let Some(noun) = range.clone().find(|&index| lower(index) == head) else { return span };
        let upto = words[range.start].span.cover(words[noun].span);
        let named = !overlapping(mentions, upto).is_empty();
        let goes_on =
            noun + 1 < range.end && matches!(lower(noun + 1).as_str(), "about" | "by" | "from" | "of" | "on" | "to");
        if named && !goes_on { upto } else { span }
    }

    /// A document's name does not begin with "a new".
    fn bare(&self, span: Span) -> String {
        let name = folded(span.slice(self.input.text));
        let mut rest = name.as_str();
        while let Some((word, after)) = rest.split_once(' ') {
            if !matches!(word, "a" | "an" | "the" | "A" | "An" | "The" | "new" | "New" | "recent" | "latest") {
                break;
            }
            rest = after;
        }
        rest.to_owned()
    }

    /// Where a document was first brought up before the place: "a report by the Vell Institute" for "the report"; for a
    /// headline's "Poll", where it is brought up next.
    fn document_named(&self, span: Span, head: &str) -> Option<Span> {
        let words = self.input.words;
        let at = overlapping(words, span);
        let lower = |index: usize| words[index].span.slice(self.input.text).to_lowercase();
        let alike = |noun: &str| noun == head || DOCUMENTS.iter().any(|row| row.contains(&noun) && row.contains(&head));
        let before = (at.start.saturating_sub(WORDS_BACK)..at.start).rev();
        let after = at.end..(at.end + WORDS_BACK).min(words.len());
        let headline = self.around.sentence(span.start()) == 0;
        let found =
            before.chain(after.take(if headline { WORDS_BACK } else { 0 })).filter(|&index| alike(&lower(index)));
        found.take(12).find_map(|noun| self.introduction(noun))
    }

    /// The phrase around a noun, if it introduces something by "a" or by a name.
    fn introduction(&self, noun: usize) -> Option<Span> {
        let words = self.input.words;
        let letters = |index: usize| words[index].span.slice(self.input.text);
        let sentence = words[noun].sentence;
        let mentions = &self.input.entities.mentions;
        let mut start = noun;
        let mut article = false;
        while start > 0 && noun - start < 9 && words[start - 1].sentence == sentence {
            let word = letters(start - 1).to_lowercase();
            if matches!(word.as_str(), "a" | "an") {
                article = true;
                break;
            }
            let inside =
                word.starts_with(char::is_alphanumeric) || matches!(word.as_str(), "-" | "/" | "'s" | "’s" | "'");
            if !inside
                || matches!(word.as_str(), "the" | "this" | "that" | "to" | "of" | "in" | "by" | "and" | "for" | "with")
            {
                break;
            }
            start -= 1;
        }
        let mut end = noun + 1;
        if letters(end.min(words.len() - 1)) != "," {
            let ends = |index: usize| {
                let word = letters(index);
                let prepositions = ["by", "from", "of"];
                let owned = index > 1 && (1..3).any(|back| matches!(letters(index - back), "'s" | "’s"));
                words[index].sentence != sentence
                    || matches!(
                        word,
                        "is" | "was" | "has" | "had" | "are" | "were" | "that" | "which" | "said" | "says"
                    )
                    || !(prepositions.contains(&word)
                        || owned && word.starts_with(char::is_alphabetic)
                        || word.starts_with(char::is_uppercase)
                        || matches!(word, "the" | "'s" | "’s" | "-" | "and")
                        || index > noun + 1 && word.starts_with(char::is_alphabetic) && index < noun + 4)
            };
            if end < words.len() && matches!(letters(end), "by" | "from" | "of") {
                while end < words.len() && end - noun < 12 && !ends(end) {
                    end += 1;
                }
            }
        }
        let span = words[start].span.cover(words[end - 1].span);
        let named = !mentions[overlapping(mentions, span)].is_empty();
        (named || (article && end - start > 1)).then_some(span)
    }

    /// Somebody described by office or calling.
    fn person(&self, attribution: &Attribution, span: Span, head: &str, definite: bool) -> Option<Speaker> {
        if !is_role_noun(head) || kind::is_plural(head) {
            return None;
        }
        let mut words = self.lower_words(span);
        let bare = words.len() == 1 || !matches!(words[0].as_str(), "a" | "an" | "one" | "another" | "no" | "some");
        let opens = self.around.sentence(span.start()) < 3;
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
        let gender =
            if head.ends_with("woman") || head == "lady" || head == "mother" || all.iter().any(|word| word == "lady") {
                Some(Gender::Female)
            } else if head.ends_with("man") {
                Some(Gender::Male)
            } else {
                None
            };
        let known = self.around.genders[entity.index()];
        if gender.is_some() && known.is_some() && gender != known {
            cost += CONTRADICTS;
        }
        cost
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
