//! Which names stand for one speaker, as the articles of a run use them. One that writes "Immigration and Customs
//! Enforcement (ICE)", or names one body in both ways, tells for all others what the acronym stands for; one that names a
//! person "Robert Orr" here and "Bob Orr" there tells for all that both are one.
//!
//! Law: what is joined does not depend on the order of the articles. A name that stands for two others is joined with
//! neither.

use std::collections::{BTreeMap, BTreeSet};

use super::people;
use crate::claims::identity::{body_key, person_key};
use crate::entities::{Entities, NameLabel};
use crate::span::Spanned;

/// Letters of an acronym.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=8;
/// Names for which another may stand. With more it is taken for ambiguous, so that no text makes the register large.
const MOST_NAMES: usize = 16;

/// What the articles so far have told, in keys: the names for which another stands.
#[derive(Debug, Default)]
pub(super) struct Aliases {
    acronyms: BTreeMap<String, BTreeSet<String>>,
    people: BTreeMap<String, BTreeSet<String>>,
}

impl Aliases {
    /// Reads what an article tells.
    pub(super) fn learn(&mut self, text: &str, entities: &Entities) {
        let mixed = people::mixed(text, entities);
        for mention in &entities.mentions {
            let entity = entities.entities[mention.entity.index()];
            let (written, name) = (mention.span.slice(text), entity.name.slice(text));
            let body = |label| matches!(label, NameLabel::Organization | NameLabel::Location);
            match entity.label {
                NameLabel::Person if !mixed[mention.entity.index()] => self.also(written, name),
                NameLabel::Organization if body(mention.label) && is_acronym(written) => self.explain(written, name),
                _ => {}
            }
            if body(mention.label)
                && let Some(acronym) = in_brackets(&text[mention.span().end()..])
            {
                self.explain(acronym, written);
                self.explain(acronym, name);
            }
        }
    }

    fn explain(&mut self, acronym: &str, name: &str) {
        if abbreviates(acronym, name) {
            insert(&mut self.acronyms, body_key(acronym), body_key(name));
        }
    }

    /// A person is named in two ways.
    fn also(&mut self, written: &str, name: &str) {
        let (written, name) = (person_key(written), person_key(name));
        if written != name && people::is_full(&written) && people::is_full(&name) {
            insert(&mut self.people, written, name);
        }
    }

    /// Pairs of ids: that of a name which proved to be another's, and the id of that other. `id` gives the id of a key,
    /// and whether it is the user's own.
    pub(super) fn joined(&self, id: impl Fn(&str) -> (String, bool)) -> impl Iterator<Item = (String, String)> {
        // A name may have several others, so all are joined by way of whoever they are joined with.
        let mut sets = Sets::default();
        let acronyms = self.acronyms.iter().filter(|(_, names)| are_one(names, extends));
        let people = self.people.iter().filter(|(_, names)| are_one(names, people::extends));
        for (alias, names) in acronyms.chain(people) {
            for name in names {
                sets.join(alias, name);
            }
        }
        let mut joined = Vec::new();
        for members in sets.all() {
            let ids: BTreeMap<String, bool> = members.iter().map(|key| id(key)).collect();
            // Where the ids that the user has given contradict the articles, the user is right.
            let mut own = ids.iter().filter(|(_, own)| **own).map(|(id, _)| id);
            let shortest = members.iter().filter(|key| key.contains(' ')).min_by_key(|key| (key.len(), **key));
            let target = match (own.next(), own.next(), shortest) {
                (None, _, Some(name)) => id(name).0,
                (Some(own), None, _) => own.clone(),
                _ => continue,
            };
            joined.extend(ids.into_iter().filter(|(id, _)| *id != target).map(|(id, _)| (id, target.clone())));
        }
        joined.into_iter()
    }
}

fn insert(names: &mut BTreeMap<String, BTreeSet<String>>, alias: String, name: String) {
    let names = names.entry(alias).or_default();
    if names.len() < MOST_NAMES {
        names.insert(name);
    }
}

/// Whether the names that one other stands for are one: each is the shortest of them with more to it.
fn are_one(names: &BTreeSet<String>, extends: impl Fn(&str, &str) -> bool) -> bool {
    let shortest = names.iter().min_by_key(|name| name.len());
    let extends = |shortest: &String| names.iter().all(|name| name == shortest || extends(name, shortest));
    names.len() < MOST_NAMES && shortest.is_some_and(extends)
}

/// Whether a body's name is another with more before or after it ("U.S. Immigration and Customs Enforcement").
fn extends(name: &str, other: &str) -> bool {
    name.strip_suffix(other).is_some_and(|before| before.ends_with(' '))
        || name.strip_prefix(other).is_some_and(|after| after.starts_with(' '))
}

/// Sets of names that stand for one speaker.
#[derive(Default)]
struct Sets<'a> {
    number: BTreeMap<&'a str, usize>,
    parent: Vec<usize>,
}

impl<'a> Sets<'a> {
    fn join(&mut self, one: &'a str, other: &'a str) {
        let [one, other] = [one, other].map(|name| {
            let new = self.parent.len();
            let number = *self.number.entry(name).or_insert(new);
            if number == new {
                self.parent.push(new);
            }
            self.root(number)
        });
        self.parent[one.max(other)] = one.min(other);
    }

    fn root(&self, mut number: usize) -> usize {
        while self.parent[number] != number {
            number = self.parent[number];
        }
        number
    }

    fn all(&self) -> impl Iterator<Item = Vec<&'a str>> + use<'a> {
        let mut all: BTreeMap<usize, Vec<&'a str>> = BTreeMap::new();
        for (name, &number) in &self.number {
            all.entry(self.root(number)).or_default().push(name);
        }
        all.into_values()
    }
}

/// What stands in brackets right behind a name, if it is written like an acronym: ` (ICE)`, ` (the “EPA”)`.
fn in_brackets(after: &str) -> Option<&str> {
    let inside = after.trim_start().strip_prefix('(')?;
    let end = inside.char_indices().take(24).find(|&(_, c)| c == ')')?.0;
    let inside = inside[..end].trim_matches(|c: char| c.is_whitespace() || matches!(c, '“' | '”' | '"' | '‘' | '’'));
    let inside = inside.strip_prefix("the ").unwrap_or(inside).trim_start_matches(['“', '"', '‘']);
    // "DoD" has a small letter, but not only one capital.
    let capitals = inside.chars().filter(|c| c.is_uppercase()).count();
    (capitals >= 2 && inside.chars().all(|c| c.is_alphabetic() || c == '.')).then_some(inside)
}

fn is_acronym(written: &str) -> bool {
    written.chars().all(|c| c.is_uppercase() || c == '.')
}

/// Whether the letters of an acronym are first letters of the name's words, in order, the first of them a capital.
fn abbreviates(acronym: &str, name: &str) -> bool {
    let letters: Vec<char> = acronym.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let words: Vec<&str> =
        name.split(|c: char| c.is_whitespace() || c == '-').filter(|word| !word.is_empty()).collect();
    if !LETTERS.contains(&letters.len()) || words.len() < 2 || words.len() < letters.len() {
        return false;
    }
    let mut initials = words.iter().filter_map(|word| word.chars().next()).flat_map(char::to_lowercase);
    letters.iter().all(|&letter| initials.any(|initial| initial == letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn explanations() {
        for (after, acronym) in [
            (" (ICE), which", Some("ICE")),
            (" (“ICE”)", Some("ICE")),
            (" (the D.O.J.)", Some("D.O.J.")),
            (" (DoD)", Some("DoD")),
            (" (R)", None),
            (" (see below)", None),
            (", ICE (ICE)", None),
            (" (and so on and so on and so on, ICE)", None),
        ] {
            assert_eq!(in_brackets(after), acronym, "{after}");
        }
        assert!(abbreviates("ICE", "U.S. Immigration and Customs Enforcement"));
        assert!(abbreviates("DOJ", "Department of Justice"));
        assert!(abbreviates("D.o.J.", "department of Justice"));
        for (acronym, name) in [("NYSE", "Brask Corp"), ("VA", "Vell"), ("HB", "Brask Harbour"), ("O", "Orr Office")] {
            assert!(!abbreviates(acronym, name), "{name}");
        }
    }

    fn joined(explanations: &[(&str, &str)]) -> Vec<(String, String)> {
        let mut aliases = Aliases::default();
        for (acronym, name) in explanations {
            aliases.explain(acronym, name);
        }
        let mut joined: Vec<_> = aliases.joined(|key| (key.replace(' ', "_"), key == "hcb")).collect();
        joined.sort();
        joined
    }

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|&(from, to)| (from.into(), to.into())).collect()
    }

    #[test]
    fn an_acronym_is_its_name() {
        assert_eq!(joined(&[("VHA", "Vell Harbour Authority")]), pairs(&[("vha", "vell_harbour_authority")]));
    }

    #[test]
    fn two_bodies_of_one_acronym_are_not_joined() {
        assert_eq!(joined(&[("VHA", "Vell Harbour Authority"), ("VHA", "Vell Housing Agency")]), []);
    }

    #[test]
    fn longer_forms_of_a_name_are_the_same_body() {
        let explained = [("VHA", "Port of Vell Harbour Authority"), ("V.H.A.", "Vell Harbour Authority")];
        let (short, long) = ("vell_harbour_authority", "port_of_vell_harbour_authority");
        assert_eq!(joined(&explained), pairs(&[(long, short), ("vha", short)]));
    }

    #[test]
    fn two_acronyms_of_one_name() {
        let explained = [("VHA", "Vell Harbour Authority"), ("VA", "Vell Harbour Authority")];
        let name = "vell_harbour_authority";
        assert_eq!(joined(&explained), pairs(&[("va", name), ("vha", name)]));
    }

    fn joined_people(names: &[(&str, &str)]) -> Vec<(String, String)> {
        let mut aliases = Aliases::default();
        for (written, name) in names {
            aliases.also(written, name);
        }
        let mut joined: Vec<_> = aliases.joined(|key| (key.replace(' ', "_"), false)).collect();
        joined.sort();
        joined
    }

    #[test]
    fn two_names_of_a_person_are_one() {
        assert_eq!(joined_people(&[("Bob Orr", "Robert Orr")]), pairs(&[("robert_orr", "bob_orr")]));
        assert_eq!(joined_people(&[("Orr", "Robert Orr"), ("Sen. Robert J. Orr", "Robert Orr")]), []);
        let more = [("Ann Orr", "Ann Vell Orr"), ("Ann Orr", "Ann Maria Vell Orr")];
        let joined = [("ann_maria_vell_orr", "ann_orr"), ("ann_vell_orr", "ann_orr")];
        assert_eq!(joined_people(&more), pairs(&joined));
        // In one article Jonathan is called Jon, in another Jonas.
        assert_eq!(joined_people(&[("Jon Orr", "Jonathan Orr"), ("Jon Orr", "Jonas Orr")]), []);
    }

    #[test]
    fn the_users_id_stays() {
        assert_eq!(joined(&[("HCB", "Harbour Credit Bank")]), pairs(&[("harbour_credit_bank", "hcb")]));
    }
}
