//! What kind of speaker a name or a noun is.

use super::SpeakerType;
use crate::entities::NameLabel;
use crate::entities::fold::{fold_word, listed};
use crate::entities::outlets::is_outlet;

/// Words in names of public bodies, and nouns for them; lower-case, sorted.
static GOVERNMENT: &str = include_str!("government_words.txt");
/// Nouns for what can be read or watched; lower-case, sorted.
static DOCUMENT: &str = include_str!("document_words.txt");

const MEDIA_NOUNS: [&str; 14] = [
    "broadcaster",
    "channel",
    "media",
    "network",
    "newsletter",
    "newspaper",
    "newspapers",
    "outlet",
    "outlets",
    "podcast",
    "publication",
    "publications",
    "radio",
    "television",
];

const ORGANIZATION_NOUNS: [&str; 42] = [
    "alliance",
    "association",
    "bank",
    "bloc",
    "brand",
    "business",
    "camp",
    "campaign",
    "chain",
    "charity",
    "church",
    "club",
    "coalition",
    "committee",
    "companies",
    "company",
    "conglomerate",
    "corporation",
    "firm",
    "firms",
    "foundation",
    "group",
    "groups",
    "hospital",
    "institute",
    "league",
    "maker",
    "manufacturer",
    "nonprofit",
    "organisation",
    "organization",
    "panel",
    "party",
    "school",
    "startup",
    "team",
    "think-tank",
    "trust",
    "union",
    "unions",
    "universities",
    "university",
];

/// Plural nouns for few people who speak without their names, rather than for a public.
const UNNAMED_FEW: [&str; 33] = [
    "advisers",
    "advisors",
    "aides",
    "allies",
    "associates",
    "attorneys",
    "colleagues",
    "confidants",
    "diplomats",
    "employees",
    "engineers",
    "executives",
    "friends",
    "insiders",
    "investigators",
    "lawyers",
    "members",
    "neighbors",
    "neighbours",
    "officers",
    "officials",
    "operatives",
    "organizers",
    "people",
    "relatives",
    "representatives",
    "source",
    "sources",
    "spokesmen",
    "staffers",
    "surrogates",
    "trustees",
    "witnesses",
];

/// The kind of a named speaker.
pub(super) fn of_name(name: &str, label: NameLabel) -> SpeakerType {
    // "Citizens for Harbour Justice" is no ministry.
    let head = name.split(" for ").next().unwrap_or(name);
    let any = |list: &str| head.split_whitespace().any(|word| listed(list, &fold_word(word)));
    match label {
        _ if matches!(name, "Democrats" | "Republicans" | "Americans") => SpeakerType::Group,
        NameLabel::Person => SpeakerType::Person,
        _ if is_people(name) => SpeakerType::Group,
        // "Moor End Trust", whatever the tagger takes it for.
        NameLabel::Location if name.rsplit(' ').next().is_some_and(|last| is_body_word(&fold_word(last))) => {
            SpeakerType::Organization
        }
        NameLabel::Location => SpeakerType::Government,
        NameLabel::Organization if is_outlet(head) => SpeakerType::Media,
        NameLabel::Organization if any(GOVERNMENT) => SpeakerType::Government,
        NameLabel::Organization => SpeakerType::Organization,
        NameLabel::Miscellaneous if any(DOCUMENT) => SpeakerType::Document,
        NameLabel::Miscellaneous if is_outlet(head) => SpeakerType::Media,
        NameLabel::Miscellaneous if name.ends_with('s') => SpeakerType::Group,
        NameLabel::Miscellaneous => SpeakerType::Other,
    }
}

/// The kind of a speaker without a name, by its head noun in lower case.
pub(super) fn of_noun(head: &str) -> SpeakerType {
    if is_number(head)
        || matches!(head, "percent" | "%" | "family" | "crowd" | "public" | "audience" | "staff" | "crew")
    {
        SpeakerType::Group
    } else if listed(DOCUMENT, head) {
        SpeakerType::Document
    } else if MEDIA_NOUNS.contains(&head) {
        SpeakerType::Media
    } else if listed(GOVERNMENT, head) {
        SpeakerType::Government
    } else if ORGANIZATION_NOUNS.contains(&head) {
        SpeakerType::Organization
    } else if UNNAMED_FEW.contains(&head) || super::roles::is_role_noun(head) {
        SpeakerType::Anonymous
    } else if is_plural(head) {
        SpeakerType::Group
    } else if head.is_empty() {
        SpeakerType::Other
    } else {
        SpeakerType::Anonymous
    }
}

/// "44", "half": people counted.
fn is_number(head: &str) -> bool {
    matches!(head, "half" | "third" | "majority" | "most" | "many") || head.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether the noun is one that speaks or is read, by the lists.
pub(super) fn is_listed(noun: &str) -> bool {
    listed(DOCUMENT, noun)
        || listed(GOVERNMENT, noun)
        || MEDIA_NOUNS.contains(&noun)
        || ORGANIZATION_NOUNS.contains(&noun)
        || super::roles::is_role_noun(noun)
}

/// "Republicans", "Mexicans": people, whatever label the name has.
fn is_people(name: &str) -> bool {
    let (before, name) = name.rsplit_once(char::is_whitespace).unwrap_or(("", name));
    let plural = ["ans", "crats", "ists", "ese", "ites", "berals", "ative", "atives"];
    !before.contains(char::is_whitespace)
        && name.starts_with(char::is_uppercase)
        && name.chars().any(char::is_lowercase)
        && plural.iter().any(|ending| name.ends_with(ending))
}

/// Whether the last word of a name says that it is an organisation's.
fn is_body_word(word: &str) -> bool {
    ORGANIZATION_NOUNS.contains(&word) || matches!(word, "fc" | "federation" | "society" | "united")
}

/// Whether "they" can take the noun up.
pub(super) fn is_plural(noun: &str) -> bool {
    const IRREGULAR: [&str; 15] = [
        "all", "anyone", "both", "children", "everyone", "few", "many", "media", "men", "most", "nobody", "others",
        "people", "police", "women",
    ];
    (noun.ends_with('s') && !noun.ends_with("ss") && !noun.ends_with("us") && !noun.ends_with("is"))
        || IRREGULAR.contains(&noun)
        || noun == "some"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_unique_and_lower_case() {
        for list in [GOVERNMENT, DOCUMENT] {
            let lines: Vec<&str> = list.lines().collect();
            assert!(lines.windows(2).all(|pair| pair[0] < pair[1]));
            assert!(lines.iter().all(|line| *line == line.to_lowercase() && listed(list, line)));
        }
    }

    #[test]
    fn kinds() {
        assert_eq!(of_noun("report"), SpeakerType::Document);
        assert_eq!(of_noun("officials"), SpeakerType::Anonymous);
        assert_eq!(of_noun("voters"), SpeakerType::Group);
        assert_eq!(of_noun("spokeswoman"), SpeakerType::Anonymous);
        assert_eq!(of_name("Vell Street Journal", NameLabel::Organization), SpeakerType::Media);
        assert_eq!(of_name("Department of Harbours", NameLabel::Organization), SpeakerType::Government);
    }
}
