//! Who a speaker is, as far as the name alone tells: names of one person or body that are written alike but for case,
//! accents, titles and the like have one key, and one key is one id in every run.
//!
//! What only the other articles of a run can tell is found out by [`crate::register`], not here.

use crate::entities::fold::{name_words, plain_words};
use crate::hash::{bits48, sha256};
use crate::speakers::{Speaker, SpeakerForm, SpeakerType};

/// What may follow a name without being part of it: offices, honours and degrees. "Jr." and "III" are none of them: they
/// tell a son from his father.
const POST_NOMINALS: [&str; 12] = ["cbe", "esq", "kbe", "kc", "mbe", "md", "mep", "mp", "msp", "obe", "phd", "qc"];
/// What tells people of one name in one family apart.
const GENERATIONS: [&str; 6] = ["ii", "iii", "iv", "jr", "sr", "v"];
/// Legal forms that a company's name is given with or without. "Corp" and "Co" are none of them: "News Corp" is not
/// "News".
const LEGAL_FORMS: [&str; 6] = ["inc", "incorporated", "limited", "llc", "ltd", "plc"];

/// What is compared of a person's name: folded words without titles before it and offices after it, initials together
/// ("J.D." = "J. D." = "JD"), and without a single middle initial. Two or more middle initials stay: they are given where
/// one would not tell people apart.
pub(crate) fn person_key(name: &str) -> String {
    let mut words = name_words(name);
    drop_endings(&mut words, &POST_NOMINALS);
    let mut kept: Vec<String> = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        // A last word of one letter is a surname: "Malcolm X".
        let initials = words[at..words.len() - 1].iter().take_while(|word| is_letter(word)).count();
        match initials {
            0 => kept.push(std::mem::take(&mut words[at])),
            1 if at > 0 => {}
            _ => kept.push(words[at..at + initials].concat()),
        }
        at += initials.max(1);
    }
    kept.join(" ")
}

/// What is compared of any other name: folded words without an article before it and a legal form after it.
pub(crate) fn body_key(name: &str) -> String {
    let mut words = plain_words(name);
    drop_endings(&mut words, &LEGAL_FORMS);
    // "Fenwick & Lyle", whose sign is no word, is "Fenwick and Lyle".
    if words.iter().any(|word| word != "and") {
        words.retain(|word| word != "and");
    }
    words.join(" ")
}

fn is_letter(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
}

fn drop_endings(words: &mut Vec<String>, endings: &[&str]) {
    while words.len() > 1 && words.last().is_some_and(|last| endings.contains(&last.as_str())) {
        words.pop();
    }
}

/// A speaker's name as it is compared with others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NameKey {
    /// Folded words; empty for nobody.
    pub(crate) words: String,
    /// Whether the name means the same in every article. A surname, "the senator" and "six officials" do not.
    pub(crate) everywhere: bool,
}

/// The key of a speaker.
pub(crate) fn name_key(speaker: &Speaker) -> NameKey {
    let person = speaker.kind == Some(SpeakerType::Person);
    let named = speaker.entity.is_some() && speaker.form != SpeakerForm::Unnamed;
    let words = if person && named { person_key(&speaker.name) } else { body_key(&speaker.name) };
    NameKey { everywhere: named && (is_full(&words) || !person), words }
}

/// Whether the key of a person's name holds more than a surname.
pub(crate) fn is_full(key: &str) -> bool {
    key.split(' ').filter(|word| !is_generation(word)).nth(1).is_some()
}

/// Whether a folded word tells people of one name in one family apart ("jr").
pub(crate) fn is_generation(word: &str) -> bool {
    GENERATIONS.contains(&word)
}

/// The id of whoever has this key in all articles.
pub(crate) fn id_of(key: &str) -> String {
    format!("s_{}", &sha256(key.as_bytes())[..12])
}

/// `s_` and twelve hexadecimal digits of the hash of the name's key, and of the document where the name does not mean the
/// same everywhere. Empty for nobody.
pub(crate) fn speaker_id(speaker: &Speaker, doc_id: &str) -> String {
    let NameKey { words, everywhere } = name_key(speaker);
    match words.as_str() {
        "" => String::new(),
        key if everywhere => id_of(key),
        key => id_of(&format!("{key}\0{doc_id}")),
    }
}

/// A group of claims that are one quotation, named after the claim by which the run first saw it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GroupId {
    document: u64,
    number: u32,
}

impl GroupId {
    /// The group that begins with the claim of this index (from 0) in this document.
    pub(crate) fn new(doc_id: &str, index: usize) -> Self {
        Self { document: bits48(doc_id.as_bytes()), number: index as u32 + 1 }
    }
}

impl std::fmt::Display for GroupId {
    /// `g_`, and the digits of the claim's id.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "g_{:012x}_{:04}", self.document, self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::EntityId;
    use proptest::prelude::*;

    fn person(name: &str) -> Speaker {
        Speaker {
            name: name.into(),
            kind: Some(SpeakerType::Person),
            role: String::new(),
            form: SpeakerForm::Name,
            via: String::new(),
            entity: Some(EntityId::new(0)),
        }
    }

    fn body(name: &str) -> Speaker {
        Speaker { kind: Some(SpeakerType::Organization), ..person(name) }
    }

    fn one(names: &[&str], speaker: fn(&str) -> Speaker) -> bool {
        let ids: Vec<String> = names.iter().zip("abcdefgh".chars()).map(|(n, d)| id(&speaker(n), d)).collect();
        ids.iter().all(|id| *id == ids[0])
    }

    fn id(speaker: &Speaker, document: char) -> String {
        speaker_id(speaker, &document.to_string())
    }

    #[test]
    fn full_names_are_one_speaker_over_articles() {
        assert!(one(&["José B. Orr", "Jose Orr", "JOSE ORR", "Sen. José Orr", "José Orr KC", "Jose Orr, MP"], person));
        assert!(one(&["J.D. Orr", "J. D. Orr", "JD Orr", "J D Orr"], person));
        assert!(one(&["Ann H. W. Orr", "Ann H.W. Orr", "Ann HW Orr"], person));
        let id = id(&person("José Orr"), 'a');
        assert!(id.starts_with("s_") && id.len() == 14);
    }

    #[test]
    fn what_tells_people_apart_is_kept() {
        for other in ["Ann H. W. Orr", "Ann Orr Jr.", "Ann Orr III", "Annie Orr", "A. Orr", "Ann Vell Orr", "Ann"] {
            assert!(!one(&["Ann Orr", other], person), "{other}");
        }
        assert!(!one(&["Malcolm X", "Malcolm"], person));
    }

    #[test]
    fn surnames_alone_are_told_apart_by_article() {
        for name in ["Orr", "Sen. Orr", "Orr KC", "Orr Jr."] {
            assert_ne!(id(&person(name), 'a'), id(&person(name), 'b'), "{name}");
            assert_eq!(id(&person(name), 'a'), id(&person(name), 'a'), "{name}");
        }
        let unnamed = Speaker { entity: None, form: SpeakerForm::Unnamed, ..body("two officials") };
        assert_ne!(id(&unnamed, 'a'), id(&unnamed, 'b'));
    }

    #[test]
    fn bodies_are_one_speaker_over_articles() {
        assert!(one(&["Fenwick & Lyle", "Fenwick and Lyle Ltd.", "the FENWICK & LYLE", "Fenwick & Lyle plc"], body));
        assert!(!one(&["Brask", "And"], body));
        assert!(one(&["Brask Inc.", "Brask", "Brask, Inc"], body));
        // "General" is a title before a person's name only.
        assert!(!one(&["General Motors", "Motors"], body));
        assert!(!one(&["Brask Corp", "Brask"], body));
    }

    proptest! {
        /// Whoever has a letter or digit in the name has an id, and nobody else.
        #[test]
        fn whoever_has_a_name_has_an_id(name in prop_oneof![any::<String>(), "([A-Z]\\.? ?|the |and |Inc|Jr){0,5}"]) {
            for speaker in [person(&name), body(&name), Speaker { entity: None, ..person(&name) }] {
                prop_assert_eq!(speaker_id(&speaker, "a").is_empty(), plain_words(&name).is_empty());
            }
        }

        /// A key is a name of its own: folding it again changes nothing.
        #[test]
        fn keys_are_stable(name in "[A-Z][a-z]{2,6}( [A-Z]\\.){0,3}( [A-Z][a-z]{2,6}){0,2}(, Inc\\.)?") {
            prop_assert_eq!(body_key(&body_key(&name)), body_key(&name));
        }
    }
}
