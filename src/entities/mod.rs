//! Names: people, organisations, places and others, and which of them are the same inside an article.
//!
//! The tagger says where names are; `clean` mends their ends; `same` finds out which are forms of one name ([`fold`] makes
//! forms comparable; `people` and `bodies` know how people's and organisations' names are shortened, [`gender`] what titles
//! and given names tell).

mod bodies;
pub mod callings;
mod clean;
pub mod fold;
pub mod gender;
pub mod outlets;
pub(crate) mod people;
mod same;

use self::clean::Name;
use crate::span::{Span, Spanned};
use crate::tagger::Tags;

crate::span::index! {
    /// Place of a mention in [`Entities::mentions`].
    MentionId
}
crate::span::index! {
    /// Place of an entity in [`Entities::entities`].
    EntityId
}

/// The four labels of CoNLL-2003.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NameLabel {
    /// A person.
    Person,
    /// An organisation.
    Organization,
    /// A place, and a country as an actor.
    Location,
    /// Nationalities, events, works, products.
    Miscellaneous,
}

impl NameLabel {
    /// In the order of the tagger's labels.
    const ALL: [Self; 4] = [Self::Person, Self::Organization, Self::Location, Self::Miscellaneous];

    /// The label as `CoNLL` writes it: `PER`, `ORG`, `LOC`, `MISC`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "PER",
            Self::Organization => "ORG",
            Self::Location => "LOC",
            Self::Miscellaneous => "MISC",
        }
    }
}

/// A name at one place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mention {
    /// Place in the text, without a title and without a possessive 's.
    pub span: Span,
    /// What kind of name.
    pub label: NameLabel,
    /// 0 to 1: the probability that the model gives its least sure word.
    pub confidence: f32,
    /// Whom or what it names.
    pub entity: EntityId,
}

impl Spanned for Mention {
    fn span(&self) -> Span {
        self.span
    }
}

/// Whom or what one or more mentions of an article name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entity {
    /// The fullest form in which the article gives the name.
    pub name: Span,
    /// The label of that form.
    pub label: NameLabel,
}

/// All names of an article.
///
/// Law: mentions are in text order and do not overlap; every mention's entity exists.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Entities {
    /// Every name, in text order.
    pub mentions: Vec<Mention>,
    /// What they name, in order of first mention.
    pub entities: Vec<Entity>,
    /// Those that the article calls a newspaper, a website or the like, sorted.
    pub outlets: Vec<EntityId>,
}

impl Entities {
    /// Whether something named is an outlet: by its name, or because the article says so.
    pub fn is_outlet(&self, text: &str, entity: EntityId) -> bool {
        let Entity { name, label } = self.entities[entity.index()];
        label != NameLabel::Person && outlets::is_outlet(name.slice(text))
            || self.outlets.binary_search(&entity).is_ok()
    }
}

/// The names of an article.
pub fn find(text: &str, tags: &Tags) -> Entities {
    let chunks = tags.names.iter().map(|chunk| {
        let first = tags.words[chunk.first as usize].span;
        let last = tags.words[chunk.last as usize].span;
        let label = NameLabel::ALL[usize::from(chunk.label)];
        Name { span: first.cover(last), label, confidence: chunk.confidence }
    });
    let names = chunks.flat_map(|name| clean::clean(text, name)).collect();
    let names = clean::joined(text, clean::with_passed_over(text, &tags.words, names));
    let mut found = same::group(text, &names);
    found.outlets = outlets::described(text, &tags.words, &found);
    found
}
