//! Speakers: from the source as written at a place ("He") to whom it stands for ("Ricardo Trevilla").
//!
//! A source is read as a noun phrase (`phrase`); names go to their entity, pronouns and descriptions to an antecedent
//! (`antecedents`, `roles`), the rest stays as written. `kind` says what kind of speaker it is.
//!
//! Law: one speaker for each attribution, in their order.

mod antecedents;
mod authors;
mod bodies;
mod documents;
mod joint;
mod kind;
mod nominal;
mod phrase;
mod relative;
mod resolve;
mod role_phrases;
mod roles;
#[cfg(test)]
mod tests;

use rustc_hash::{FxHashMap, FxHashSet};

use self::antecedents::{Antecedents, Named};
use self::resolve::Resolver;
use self::roles::Roles;
use crate::attribution::{self, Attribution};
use crate::entities::{Entities, EntityId, Mention};
use crate::sentences::Sentence;
use crate::span::{Span, overlapping};
use crate::tagger::words::Word;

/// What kind of speaker, after `tables.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names are the values of the column speaker_type")]
pub enum SpeakerType {
    Person,
    Organization,
    Media,
    Government,
    Document,
    Group,
    Anonymous,
    Other,
}

impl SpeakerType {
    /// The value of the column `speaker_type`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Media => "media",
            Self::Government => "government",
            Self::Document => "document",
            Self::Group => "group",
            Self::Anonymous => "anonymous",
            Self::Other => "other",
        }
    }
}

/// In what form the source stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SpeakerForm {
    /// A name ("Vance").
    Name,
    /// A pronoun ("he").
    Pronoun,
    /// A relative pronoun ("who").
    Relative,
    /// A description of somebody named elsewhere ("the senator").
    Nominal,
    /// A description of nobody named ("six officials").
    Unnamed,
    /// Nothing is written at the place.
    Implicit,
}

impl SpeakerForm {
    /// The value of the column `speaker_form`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Pronoun => "pronoun",
            Self::Relative => "relative",
            Self::Nominal => "nominal",
            Self::Unnamed => "unnamed",
            Self::Implicit => "implicit",
        }
    }
}

/// Who is held responsible for a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// The canonical name, or the head phrase of an unnamed source. Empty when nobody is known.
    pub name: String,
    /// What kind of speaker; `None` when nobody is known.
    pub kind: Option<SpeakerType>,
    /// Title, office or affiliation as the article gives it. Empty when it gives none.
    pub role: String,
    /// The form at this place.
    pub form: SpeakerForm,
    /// Through whom the author has it, the name in full where it is known. Empty when first-hand.
    pub via: String,
    /// The entity, where the speaker has a name.
    pub entity: Option<EntityId>,
}

impl Speaker {
    /// Nobody is known.
    fn unknown() -> Self {
        Self::new(String::new(), None, SpeakerForm::Implicit)
    }

    /// A speaker of whom no more is known than what it is called and what kind it is.
    fn new(name: String, kind: Option<SpeakerType>, form: SpeakerForm) -> Self {
        Self { name, kind, role: String::new(), form, via: String::new(), entity: None }
    }
}

/// What the stage reads.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The article's text.
    pub text: &'a str,
    /// The author, as the byline or the metadata name them.
    pub author: Option<&'a str>,
    /// The sentences.
    pub sentences: &'a [Sentence],
    /// The words, as the tagger cut them.
    pub words: &'a [Word],
    /// The names.
    pub entities: &'a Entities,
    /// The attributions.
    pub attributions: &'a [Attribution],
}

/// The speaker of each attribution, in their order.
pub fn resolve(input: Input<'_>) -> Vec<Speaker> {
    let mut genders = crate::entities::gender::of_entities(input.text, input.entities);
    let roles = Roles::read(input.text, input.words, input.sentences, input.entities);
    for (index, gender) in genders.iter_mut().enumerate() {
        *gender = gender.or_else(|| roles.gender(EntityId::new(index)));
    }
    let contents = attribution::contents(input.attributions);
    let named = named(input, &roles);
    let firsts = first_mentions(input, &named);
    let mut counts = vec![1; input.entities.entities.len()];
    let mut firsts_of = vec![usize::MAX; input.entities.entities.len()];
    for place in &named {
        let first = &mut firsts_of[place.entity.index()];
        *first = (*first).min(place.span.start());
        counts[place.entity.index()] += 1;
    }
    let around = Antecedents {
        text: input.text,
        words: input.words,
        sentences: input.sentences,
        entities: input.entities,
        genders: &genders,
        named: &named,
        firsts_of: &firsts_of,
        counts: &counts,
        contents: &contents,
        firsts: &firsts,
    };
    Resolver {
        input,
        campaigns: campaigns(input),
        authors: authors::Authors::read(input, &firsts_of),
        around: &around,
        roles: &roles,
        owners: owners(input.attributions),
        spoken: Vec::new(),
        sources: Vec::new(),
        done: vec![None; input.attributions.len()],
    }
    .run()
}

/// People whose campaign the article speaks of: "the Orr campaign", "Orr's campaign".
fn campaigns(input: Input<'_>) -> FxHashSet<EntityId> {
    let after = |mention: &&Mention| {
        let rest = &input.text[mention.span.end()..];
        let rest = ["'s", "’s", "'", "’"].into_iter().find_map(|own| rest.strip_prefix(own)).unwrap_or(rest);
        rest.trim_start_matches(' ').starts_with("campaign")
    };
    input.entities.mentions.iter().filter(after).map(|mention| mention.entity).collect()
}

/// The attribution of each content.
fn owners(attributions: &[Attribution]) -> FxHashMap<Span, usize> {
    let of = |(index, attribution): (usize, &Attribution)| {
        attribution.content.iter().map(move |&content| (content, index)).collect::<Vec<_>>()
    };
    attributions.iter().enumerate().flat_map(of).collect()
}

/// The byte offset of the first name of each sentence.
fn first_mentions(input: Input<'_>, named: &[Named]) -> Vec<Option<usize>> {
    let mut firsts = vec![None; input.sentences.len()];
    for place in named.iter().rev() {
        let range = overlapping(input.sentences, place.span);
        if let Some(first) = firsts.get_mut(range.start) {
            *first = Some(place.span.start());
        }
    }
    firsts
}

/// All names, and "the president" where somebody was called president before.
fn named(input: Input<'_>, roles: &Roles) -> Vec<Named> {
    let mut named: Vec<Named> =
        input.entities.mentions.iter().map(|mention| Named { span: mention.span, entity: mention.entity }).collect();
    let letters = |word: &Word| word.span.slice(input.text);
    for (at, word) in input.words.iter().enumerate() {
        if !letters(word).eq_ignore_ascii_case("the") {
            continue;
        }
        let noun = input.words[at + 1..].iter().take(3).find(|word| roles::is_role_noun(&letters(word).to_lowercase()));
        let Some(noun) = noun else { continue };
        let head = letters(noun).to_lowercase();
        let span = word.span.cover(noun.span);
        let plain = overlapping(&input.entities.mentions, span).is_empty() && noun.sentence == word.sentence;
        let after = input.entities.mentions.partition_point(|mention| mention.span.start() < noun.span.end());
        let titled = input.entities.mentions.get(after).is_some_and(|next| next.span.start() <= noun.span.end() + 1);
        if plain
            && !titled
            && roles.called(&head, word.span.start())
            && let Some(&entity) = roles.bearers(&head, word.span.start()).first()
        {
            named.push(Named { span, entity });
        }
    }
    named.sort_by_key(|place| place.span.start());
    named
}
