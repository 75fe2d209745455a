//! Speakers: from the source as written at a place ("He") to whom it stands for ("Ricardo Trevilla").

use crate::entities::EntityId;

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
    /// The entity, where the speaker has a name.
    pub entity: Option<EntityId>,
}
