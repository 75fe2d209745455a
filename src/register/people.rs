//! Two names of one person: whether they can be, and whether an article has taken two people for one.

use crate::claims::identity::{is_generation, person_key};
use crate::entities::fold::{fold_word, is_title};
use crate::entities::people::surname;
use crate::entities::{Entities, NameLabel};

pub(super) use crate::claims::identity::is_full;

/// For each entity, whether its names are those of two people: of two surnames, of father and son, or with middle names
/// that contradict each other ("George W. Bush" and "George H. W. Bush"). Nothing is learnt from it then.
pub(super) fn mixed(text: &str, entities: &Entities) -> Vec<bool> {
    let mut mixed = vec![false; entities.entities.len()];
    for mention in &entities.mentions {
        let entity = entities.entities[mention.entity.index()];
        if entity.label == NameLabel::Person {
            mixed[mention.entity.index()] |= contradict(mention.span.slice(text), entity.name.slice(text));
        }
    }
    mixed
}

fn contradict(one: &str, other: &str) -> bool {
    // The keys too, because they have the initials together and the offices behind a name left out.
    let (one_key, other_key) = (person_key(one), person_key(other));
    if one_key == other_key || !is_full(&one_key) || !is_full(&other_key) {
        return one_key == other_key && !middles_agree(&middle(one), &middle(other));
    }
    let split = |key: &str| key.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let generation = |key: &str| key.split(' ').find(|word| is_generation(word)).map(str::to_owned);
    surname(&split(&one_key)) != surname(&split(&other_key))
        || generation(&one_key) != generation(&other_key)
        || !middles_agree(&middle(one), &middle(other))
}

/// The first letters of what stands between given name and surname: all of initials that are written as one ("H.W.").
fn middle(name: &str) -> Vec<char> {
    let words = name.split_whitespace().skip_while(|word| is_title(word));
    let words: Vec<&str> = words.filter(|word| !is_generation(&fold_word(word))).collect();
    let initials = |word: &&str| -> Vec<char> {
        let letters = if word.contains('.') { usize::MAX } else { 1 };
        fold_word(word).chars().take(letters).collect()
    };
    words.get(1..words.len().saturating_sub(1)).unwrap_or_default().iter().flat_map(initials).collect()
}

/// Whether one may be what the other leaves out a part of.
fn middles_agree(one: &[char], other: &[char]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let mut rest = long.iter();
    // "George W. Bush" is not "George H. W. Bush": an initial that is given is the first.
    short.is_empty() || (short[0] == long[0] && short.iter().all(|letter| rest.any(|other| other == letter)))
}

/// Whether the key of a person's name is another with more words in it.
pub(super) fn extends(name: &str, other: &str) -> bool {
    let mut words = name.split(' ');
    other.split(' ').all(|word| words.any(|more| more == word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_people_in_one_entity_are_noticed() {
        for (one, other) in [
            ("Ann W. Orr", "Ann H. W. Orr"),
            ("Ann W. Orr", "Ann H.W. Orr"),
            ("Ann B. Orr", "Ann C. Orr"),
            ("Tom Orr", "Tom Orr Jr."),
            ("Ann Vell", "Ann Orr"),
            ("Ann B. Orr", "Ann Celia Orr"),
        ] {
            assert!(contradict(one, other) && contradict(other, one), "{one}, {other}");
        }
        for (one, other) in [
            ("Ann Orr", "Ann H. W. Orr"),
            ("Orr", "Ann Orr Jr."),
            ("Bob Orr", "Robert Orr"),
            ("Ann B. Orr", "Ann Beth Orr"),
            ("Ann B. Orr", "Ann Beth Cora Orr"),
            ("Sen. Ann Orr", "Ann Orr KC"),
        ] {
            assert!(!contradict(one, other) && !contradict(other, one), "{one}, {other}");
        }
    }
}
