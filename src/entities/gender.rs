//! What an article tells of the gender of the people it names: titles before the name, and given names.

use super::fold::{fold_word, listed};
use super::{Entities, NameLabel};

/// Given names that are mostly men's, and mostly women's. Source: the 1990 census of the United States (public domain),
/// names borne at least four times as often by one sex, with common names of world news added.
static MALE: &str = include_str!("male_names.txt");
static FEMALE: &str = include_str!("female_names.txt");

/// Gender as pronouns tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    /// he
    Male,
    /// she
    Female,
}

/// The gender of each entity, `None` where nothing tells.
pub fn of_entities(text: &str, entities: &Entities) -> Vec<Option<Gender>> {
    let mut genders: Vec<Option<Gender>> = entities
        .entities
        .iter()
        .map(|entity| if entity.label == NameLabel::Person { by_given_name(entity.name.slice(text)) } else { None })
        .collect();
    // A title says more than a name.
    for mention in &entities.mentions {
        if let Some(gender) = by_title(&text[..mention.span.start()]) {
            genders[mention.entity.index()] = Some(gender);
        }
    }
    genders
}

fn by_given_name(name: &str) -> Option<Gender> {
    let (given, _) = name.split_once(char::is_whitespace)?;
    of_given(given)
}

/// The gender of those who mostly bear a given name.
pub(super) fn of_given(given: &str) -> Option<Gender> {
    let given = given.split('-').next().map(fold_word)?;
    if listed(MALE, &given) {
        Some(Gender::Male)
    } else if listed(FEMALE, &given) {
        Some(Gender::Female)
    } else {
        None
    }
}

/// What a title at the end of `before` tells of the person named after it.
pub(super) fn by_title(before: &str) -> Option<Gender> {
    let word = before.trim_end().rsplit(|c: char| c.is_whitespace()).next()?;
    match word.trim_end_matches('.') {
        "Mr" | "Sir" | "Lord" | "King" | "Prince" | "Congressman" | "Chairman" | "Pope" | "Father" => {
            Some(Gender::Male)
        }
        "Mrs" | "Ms" | "Miss" | "Lady" | "Dame" | "Queen" | "Princess" | "Congresswoman" | "Chairwoman" | "Sister" => {
            Some(Gender::Female)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_unique_and_lower_case() {
        for list in [MALE, FEMALE] {
            let lines: Vec<&str> = list.lines().collect();
            assert!(lines.windows(2).all(|pair| pair[0] < pair[1]));
            assert!(lines.iter().all(|line| fold_word(line) == *line));
        }
        assert!(!MALE.lines().any(|name| listed(FEMALE, name)));
    }

    #[test]
    fn names_and_titles_tell() {
        assert_eq!(by_given_name("Maria Orr"), Some(Gender::Female));
        assert_eq!(by_given_name("Orr"), None);
        assert_eq!(by_title("said Mr. "), Some(Gender::Male));
        assert_eq!(by_title("the senator "), None);
    }
}
