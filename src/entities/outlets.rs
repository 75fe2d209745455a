//! Outlets: which names are of what prints, broadcasts or publishes the news, by their own words or by what the article
//! calls them.

use super::fold::{fold_word, listed};
use super::{Entities, EntityId, NameLabel};
use crate::span::overlapping;
use crate::tagger::words::Word;

/// Words in names of outlets; lower-case, sorted.
static OUTLET_WORDS: &str = include_str!("outlet_words.txt");

/// Nouns for outlets.
const NOUNS: [&str; 18] = [
    "biweekly",
    "broadcaster",
    "channel",
    "daily",
    "gazette",
    "journal",
    "magazine",
    "network",
    "newscast",
    "newsletter",
    "newspaper",
    "newswire",
    "outlet",
    "podcast",
    "publication",
    "tabloid",
    "website",
    "weekly",
];
/// Words of an apposition that are looked through for such a noun.
const REACH: usize = 6;

/// Whether a noun, in lower case, is for outlets.
pub fn is_outlet_noun(noun: &str) -> bool {
    NOUNS.contains(&noun)
}

/// Whom the article calls so: "the newspaper Salon Notes", "Salon Notes, a weekly newsletter,"; sorted.
pub(super) fn described(text: &str, words: &[Word], entities: &Entities) -> Vec<EntityId> {
    let mut found: Vec<EntityId> = Vec::new();
    for mention in entities.mentions.iter().filter(|mention| mention.label != NameLabel::Location) {
        let place = overlapping(words, mention.span);
        let lower = |at: usize| words.get(at).map_or(String::new(), |word| word.span.slice(text).to_lowercase());
        let named = |word: &Word| !overlapping(&entities.mentions, word.span).is_empty();
        let before = place.start > 0 && is_outlet_noun(&lower(place.start - 1)) && !named(&words[place.start - 1]);
        let apposed = lower(place.end) == "," && matches!(lower(place.end + 1).as_str(), "a" | "an" | "the");
        let mut after = (place.end + 2..words.len().min(place.end + 2 + REACH))
            .take_while(|&at| words[at].sentence == words[place.start].sentence)
            .map(lower)
            .take_while(|word| {
                !matches!(word.as_str(), "," | "." | "of" | "for" | "who" | "that" | "which" | "with" | "at")
            });
        if before || (apposed && after.any(|word| is_outlet_noun(&word))) {
            found.push(mention.entity);
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether a name is an outlet's.
pub fn is_outlet(name: &str) -> bool {
    name.split_whitespace().any(|word| listed(OUTLET_WORDS, &fold_word(word)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    #[test]
    fn the_list_is_sorted_unique_and_lower_case() {
        let lines: Vec<&str> = OUTLET_WORDS.lines().collect();
        assert!(lines.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(lines.iter().all(|line| fold_word(line) == *line && is_outlet(line)));
        assert!(is_outlet("Vell Street Journal") && !is_outlet("Vell Street"));
        assert!(NOUNS.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn the_article_says_what_is_an_outlet() {
        let text = "Salon, a weekly newsletter, and the website Free Vell wrote to Ann Orr, a journal editor of Brask.";
        let sections = crate::text::sections(text);
        let words = crate::tagger::words::words(text, &crate::sentences::split(text, &sections));
        let name = |name: &str, label| {
            let start = text.find(name).unwrap();
            super::super::clean::Name { span: Span::new(start, start + name.len()), label, confidence: 1.0 }
        };
        let names = ["Salon", "Free Vell", "Brask"].map(|letters| name(letters, NameLabel::Organization));
        let entities = super::super::same::group(text, &names);
        assert_eq!(described(text, &words, &entities), [EntityId::new(0), EntityId::new(1)]);
    }
}
