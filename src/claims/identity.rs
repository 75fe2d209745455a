//! One identity for a speaker over a whole run, computed from the name alone, so that no table of speakers is kept.

use crate::entities::fold::name_words;
use crate::hash::sha256;
use crate::speakers::{Speaker, SpeakerForm};

/// `s_` and twelve hexadecimal digits of the hash of the folded name, without middle initials. Empty for nobody.
///
/// A speaker without a full name (a surname alone, "the senator", "six officials") is told apart by document: two
/// articles' "officials" are not the same people.
pub(super) fn speaker_id(speaker: &Speaker, doc_id: &str) -> String {
    let words = name_words(&speaker.name);
    if words.is_empty() {
        return String::new();
    }
    let last = words.len() - 1;
    let kept = words.iter().enumerate().filter(|(at, word)| *at == 0 || *at == last || word.chars().count() > 1);
    let name = kept.map(|(_, word)| word.as_str()).collect::<Vec<_>>().join(" ");
    let person = speaker.kind == Some(crate::speakers::SpeakerType::Person);
    let global = speaker.entity.is_some() && speaker.form != SpeakerForm::Unnamed && (words.len() > 1 || !person);
    let key = if global { name } else { format!("{name}\0{doc_id}") };
    format!("s_{}", &sha256(key.as_bytes())[..12])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::EntityId;
    use crate::speakers::SpeakerType;

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

    #[test]
    fn full_names_are_one_speaker_over_articles() {
        let id = speaker_id(&person("José B. Orr"), "a");
        assert_eq!(id, speaker_id(&person("Jose Orr"), "b"));
        assert!(id.starts_with("s_") && id.len() == 14);
    }

    #[test]
    fn surnames_alone_are_not() {
        assert_ne!(speaker_id(&person("Orr"), "a"), speaker_id(&person("Orr"), "b"));
        assert_eq!(speaker_id(&person("Orr"), "a"), speaker_id(&person("Orr"), "a"));
    }
}
