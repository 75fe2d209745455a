//! Register: who and what is the same over a whole run. It is shown the claims of each article, in the order of the
//! articles, before their rows are made.
//!
//! At once it gives the ids that the user's list of speakers names (`known`), and says which quotations repeat earlier
//! ones (`groups`, which compares the words that `wording` reads). What only the whole run can tell comes at its end
//! ([`Settled`]): that an acronym stands for an organisation, or "Bob" for "Robert" (`aliases`, and what it must know of
//! `people`), or that two quotations are parts of a third.
//!
//! Law: what is given depends on the articles and their order alone; and who is one speaker when all is [`Settled`], not
//! even on their order. Time is linear in the claims; the memory is a few hundred bytes for each different quotation.

mod aliases;
mod groups;
mod known;
mod people;
#[cfg(test)]
mod tests;
mod wording;

pub use self::known::KnownSpeakers;

use rustc_hash::FxHashMap;

use self::aliases::Aliases;
use self::groups::{Groups, Sayer};
use crate::claims::identity::{GroupId, id_of};
use crate::claims::{Claim, ClaimKind};
use crate::entities::Entities;
use crate::quotes::Quotation;

/// What an article tells beside its claims.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The document's id.
    pub doc_id: &'a str,
    /// The article's text.
    pub text: &'a str,
    /// Its names.
    pub entities: &'a Entities,
    /// Its quotations.
    pub quotations: &'a [Quotation],
}

/// What a run knows so far of its speakers and quotations.
#[derive(Debug, Default)]
pub struct Register {
    known: KnownSpeakers,
    aliases: Aliases,
    groups: Groups,
}

impl Register {
    /// At the beginning of a run; `known` is the user's list of speakers.
    pub fn new(known: KnownSpeakers) -> Self {
        Self { known, ..Self::default() }
    }

    /// Gives the claims of the next article their final ids, as far as they are known by now.
    pub fn enter(&mut self, input: Input<'_>, claims: &mut [Claim]) {
        self.aliases.learn(input.text, input.entities);
        for (index, claim) in claims.iter_mut().enumerate() {
            let known = self.known.find(&claim.speaker);
            if let Some(known) = known {
                known.id.clone_into(&mut claim.speaker_id);
            }
            if claim.kind == ClaimKind::Indirect {
                continue;
            }
            let words = wording::words(input.text, input.quotations, &claim.content);
            let sayer = Sayer::new(&claim.speaker, &claim.speaker_id, known.map(|known| known.name.as_str()));
            claim.group = self.groups.enter(&words, &sayer, || GroupId::new(input.doc_id, index));
        }
    }

    /// What the run as a whole has told.
    pub fn settle(self) -> Settled {
        let id = |key: &str| match self.known.by_key(key) {
            Some(known) => (known.id.clone(), true),
            None => (id_of(key), false),
        };
        Settled {
            speakers: self.aliases.joined(id).collect(),
            groups: self.groups.joined().map(|(from, to)| (from.to_string(), to.to_string())).collect(),
            names: self.known.into_names().collect(),
        }
    }
}

/// What could only be told at the end of a run: which ids in its rows have to give way to others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settled {
    speakers: FxHashMap<String, String>,
    groups: FxHashMap<String, String>,
    names: FxHashMap<String, String>,
}

impl Settled {
    /// These speakers and groups give way to those.
    #[cfg(test)]
    pub(crate) fn of(speakers: &[(&str, &str)], groups: &[(&str, &str)], names: &[(&str, &str)]) -> Self {
        let map = |pairs: &[(&str, &str)]| pairs.iter().map(|&(from, to)| (from.to_owned(), to.to_owned())).collect();
        Self { speakers: map(speakers), groups: map(groups), names: map(names) }
    }

    /// Each speaker id that proved to be another speaker's, with the id of that one.
    pub fn speakers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.speakers.iter().map(|(from, to)| (from.as_str(), to.as_str()))
    }

    /// The id that takes the place of a speaker's, if one does.
    pub fn speaker(&self, id: &str) -> Option<&str> {
        self.speakers.get(id).map(String::as_str)
    }

    /// The id that takes the place of a group's, if one does.
    pub fn group(&self, id: &str) -> Option<&str> {
        self.groups.get(id).map(String::as_str)
    }

    /// Whether no group has to give way.
    pub fn groups_stand(&self) -> bool {
        self.groups.is_empty()
    }

    /// The name that the user's list gives the speaker with this id.
    pub fn name(&self, id: &str) -> Option<&str> {
        self.names.get(id).map(String::as_str)
    }
}
