//! Documents as speakers: how a report, a poll or an ad is named, and which one "the report" takes up.

use super::resolve::Resolver;
use super::{Speaker, SpeakerForm, SpeakerType, kind};
use crate::span::{Span, overlapping};
use crate::text::folded;

/// Nouns for what an outlet itself says.
const OUTLET_TEXTS: [&str; 8] =
    ["analysis", "article", "database", "editorial", "investigation", "report", "review", "story"];
/// Nouns for one kind of document: each takes up the others of its row.
const DOCUMENTS: [&[&str]; 5] = [
    &["ad", "advertisement", "clip", "commercial", "spot", "video"],
    &["analysis", "findings", "paper", "report", "research", "review", "study", "survey"],
    &["poll", "survey"],
    &["lawsuit", "complaint", "filing", "suit"],
    &["letter", "memo", "statement"],
];
/// Words that are looked back over for the first naming of a document.
const WORDS_BACK: usize = 250;

/// How many namings are looked at.
const MOST_NAMINGS: usize = 12;
/// Sentences that open a story.
const FIRST_SENTENCES: usize = 3;

impl Resolver<'_> {
    /// Something that can be read or watched.
    pub(super) fn document(&self, span: Span, head: &str, definite: bool) -> Option<Speaker> {
        if kind::of_noun(head) != SpeakerType::Document {
            return None;
        }
        let mentions = &self.input.entities.mentions;
        let inside = &mentions[overlapping(mentions, span)];
        if OUTLET_TEXTS.contains(&head)
            && let [outlet] = inside
            && self.input.entities.is_outlet(self.input.text, outlet.entity)
        {
            return Some(self.entity(outlet.entity, SpeakerForm::Name));
        }
        let document = |span: Span, form| {
            let name = self.bare(span);
            Some(Speaker::new(name, Some(SpeakerType::Document), form))
        };
        if !inside.is_empty() {
            return document(self.without_date(span, head), SpeakerForm::Name);
        }
        let bare = overlapping(self.input.words, span).len() == 1;
        // "A new poll" in a story's first sentences is named soon.
        let opens = !definite && !bare && self.around.sentence(span.start()) < FIRST_SENTENCES;
        if !(definite || bare || opens) {
            return None;
        }
        let introduced = self.document_named(span, head, opens)?;
        if OUTLET_TEXTS.contains(&head)
            && let [outlet] = mentions[overlapping(mentions, introduced)]
            && self.input.entities.is_outlet(self.input.text, outlet.entity)
        {
            return Some(self.entity(outlet.entity, SpeakerForm::Nominal));
        }
        document(introduced, SpeakerForm::Nominal)
    }

    /// "a Vell University poll released Tuesday": the name ends with its noun, unless "by" or "of" goes on.
    fn without_date(&self, span: Span, head: &str) -> Span {
        let words = self.input.words;
        let range = overlapping(words, span);
        let lower = |index: usize| words[index].span.slice(self.input.text).to_lowercase();
        let mentions = &self.input.entities.mentions;
        let Some(noun) = range.clone().find(|&index| lower(index) == head) else { return span };
        let upto = words[range.start].span.cover(words[noun].span);
        let named = !overlapping(mentions, upto).is_empty();
        let goes_on =
            noun + 1 < range.end && matches!(lower(noun + 1).as_str(), "about" | "by" | "from" | "of" | "on" | "to");
        if named && !goes_on { upto } else { span }
    }

    /// A document's name does not begin with "a new".
    fn bare(&self, span: Span) -> String {
        let name = folded(span.slice(self.input.text));
        let mut rest = name.as_str();
        while let Some((word, after)) = rest.split_once(' ') {
            // "New York Times poll" is no new one.
            let new = word == "New" && after.starts_with(char::is_lowercase);
            if !new && !matches!(word, "a" | "an" | "the" | "A" | "An" | "The" | "new" | "recent" | "latest") {
                break;
            }
            rest = after;
        }
        rest.to_owned()
    }

    /// Where a document was first brought up before the place: "a report by the Vell Institute" for "the report"; for a
    /// headline's "Poll", where it is brought up next. With `ahead`, where it is named after the place.
    fn document_named(&self, span: Span, head: &str, ahead: bool) -> Option<Span> {
        let words = self.input.words;
        let at = overlapping(words, span);
        let lower = |index: usize| words[index].span.slice(self.input.text).to_lowercase();
        let alike = |noun: &str| noun == head || DOCUMENTS.iter().any(|row| row.contains(&noun) && row.contains(&head));
        let before = (at.start.saturating_sub(WORDS_BACK)..at.start).rev();
        let after = at.end..(at.end + WORDS_BACK).min(words.len());
        if ahead {
            let found = after.filter(|&index| lower(index) == head).take(MOST_NAMINGS);
            let named = |span: &Span| !overlapping(&self.input.entities.mentions, *span).is_empty();
            return found.filter_map(|noun| self.introduction(noun)).find(named);
        }
        let headline = self.around.sentence(span.start()) == 0;
        let found =
            before.chain(after.take(if headline { WORDS_BACK } else { 0 })).filter(|&index| alike(&lower(index)));
        found.take(MOST_NAMINGS).find_map(|noun| self.introduction(noun))
    }

    /// The phrase around a noun, if it introduces something by "a" or by a name.
    fn introduction(&self, noun: usize) -> Option<Span> {
        let words = self.input.words;
        let letters = |index: usize| words[index].span.slice(self.input.text);
        let sentence = words[noun].sentence;
        let mentions = &self.input.entities.mentions;
        let mut start = noun;
        let mut article = false;
        while start > 0 && noun - start < 9 && words[start - 1].sentence == sentence {
            let word = letters(start - 1).to_lowercase();
            if matches!(word.as_str(), "a" | "an") {
                article = true;
                break;
            }
            let inside =
                word.starts_with(char::is_alphanumeric) || matches!(word.as_str(), "-" | "/" | "'s" | "’s" | "'");
            if !inside
                || matches!(word.as_str(), "the" | "this" | "that" | "to" | "of" | "in" | "by" | "and" | "for" | "with")
            {
                break;
            }
            start -= 1;
        }
        let mut end = noun + 1;
        if letters(end.min(words.len() - 1)) != "," {
            let ends = |index: usize| {
                let word = letters(index);
                let prepositions = ["by", "from", "of"];
                let owned = index > 1 && (1..3).any(|back| matches!(letters(index - back), "'s" | "’s"));
                words[index].sentence != sentence
                    || matches!(
                        word,
                        "is" | "was" | "has" | "had" | "are" | "were" | "that" | "which" | "said" | "says"
                    )
                    || !(prepositions.contains(&word)
                        || owned && word.starts_with(char::is_alphabetic)
                        || word.starts_with(char::is_uppercase)
                        || matches!(word, "the" | "'s" | "’s" | "-" | "and")
                        || index > noun + 1 && word.starts_with(char::is_alphabetic) && index < noun + 4)
            };
            if end < words.len() && matches!(letters(end), "by" | "from" | "of") {
                while end < words.len() && end - noun < 12 && !ends(end) {
                    end += 1;
                }
            }
        }
        let span = words[start].span.cover(words[end - 1].span);
        let named = !mentions[overlapping(mentions, span)].is_empty();
        (named || (article && end - start > 1)).then_some(span)
    }
}
