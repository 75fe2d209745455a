//! What the splitter knows about single words: abbreviations by the way their full stop behaves, and the words that open
//! sentences. The lists themselves are data files beside this one.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

const ABBREVIATIONS: &str = include_str!("abbreviations.txt");
const STARTERS: &str = include_str!("starters.txt");

/// Longest word that is looked up; no listed word is longer, and a fixed buffer spares an allocation a word.
const LONGEST: usize = 16;

/// How the full stop (or exclamation mark) after a word behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Stands before a name ("Gen."): its stop never ends a sentence. Counts only where it is capitalised.
    Title,
    /// Stands before something that it binds to ("e.g.", "vs."): its stop never ends a sentence.
    Inner,
    /// Binds to a number ("No. 5", "p. 55"); before anything else the word is an ordinary one.
    Numbered,
    /// Stands at the end of its phrase ("Inc.", "a.m.", "Calif."): its stop ends the sentence where the next word is one
    /// that opens sentences.
    Final,
    /// As [`Class::Final`], but an ordinary word when not capitalised ("Sun.", "Wash.").
    FinalName,
    /// As [`Class::Final`], but any capitalised word may follow as a new sentence ("etc.").
    Loose,
    /// A name that ends in an exclamation mark ("Yahoo!").
    Exclaiming,
    /// The last part of an internet name ("example.Com").
    Domain,
}

impl Class {
    fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "title" => Self::Title,
            "inner" => Self::Inner,
            "numbered" => Self::Numbered,
            "final" => Self::Final,
            "final-name" => Self::FinalName,
            "loose" => Self::Loose,
            "exclaiming" => Self::Exclaiming,
            "domain" => Self::Domain,
            _ => return None,
        })
    }
}

static CLASSES: LazyLock<FxHashMap<&'static [u8], Class>> = LazyLock::new(|| {
    let entries = ABBREVIATIONS.lines().filter_map(|line| line.split_once(' '));
    entries.filter_map(|(word, class)| Some((word.as_bytes(), Class::parse(class)?))).collect()
});

static OPENERS: LazyLock<FxHashSet<&'static [u8]>> = LazyLock::new(|| STARTERS.lines().map(str::as_bytes).collect());

/// `word` in lower case, in a buffer on the stack. Non-ASCII letters stay as they are: no listed word has any.
fn lower<'a>(word: &str, buffer: &'a mut [u8; LONGEST]) -> Option<&'a [u8]> {
    let room = buffer.get_mut(..word.len())?;
    room.copy_from_slice(word.as_bytes());
    room.make_ascii_lowercase();
    Some(room)
}

/// The class of an abbreviation, written without its last full stop.
pub(super) fn class(word: &str) -> Option<Class> {
    CLASSES.get(lower(word, &mut [0; LONGEST])?).copied()
}

/// Whether sentences often begin with this word while names, titles and headings seldom do.
pub(super) fn opens_sentences(word: &str) -> bool {
    lower(word, &mut [0; LONGEST]).is_some_and(|word| OPENERS.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_tidy(list: &str) {
        let words: Vec<&str> = list.lines().map(|line| line.split(' ').next().unwrap_or_default()).collect();
        for pair in words.windows(2) {
            assert!(pair[0] < pair[1], "not sorted or not unique: {} {}", pair[0], pair[1]);
        }
        for word in words {
            assert!(!word.is_empty() && word.len() <= LONGEST, "{word}");
            assert_eq!(word, word.to_ascii_lowercase());
        }
    }

    #[test]
    fn lists_are_sorted_unique_and_lower_case() {
        assert_tidy(ABBREVIATIONS);
        assert_tidy(STARTERS);
    }

    #[test]
    fn every_abbreviation_has_a_known_class() {
        for line in ABBREVIATIONS.lines() {
            let class = line.split_once(' ').and_then(|(_, class)| Class::parse(class));
            assert!(class.is_some(), "{line}");
        }
    }
}
