//! "I" and "we": inside a content its speaker, elsewhere who wrote the text, as far as it tells. A byline comes first; a
//! letter is signed below ("Ann Orr." / "Vell, Brask."); a guest's article ends with a line about them ("Ann Orr is a
//! playwright in Vell.").

use super::resolve::Resolver;
use super::{Input, Speaker, SpeakerForm, SpeakerType};
use crate::entities::{EntityId, Mention, NameLabel};
use crate::span::{Span, overlapping};

/// Paragraphs at the end of an article that may be about its author.
const LAST_PARAGRAPHS: usize = 2;

/// Who signs the parts of an article.
#[derive(Debug, Default)]
pub(super) struct Authors {
    /// Where each signature stands, in text order.
    signatures: Vec<(usize, EntityId)>,
    /// Of whom the last lines tell.
    guest: Option<EntityId>,
}

impl Authors {
    /// Reads signatures and the line about the author; `firsts` holds where each entity is first named. Whoever the story
    /// has named before is no author.
    pub(super) fn read(input: Input<'_>, firsts: &[usize]) -> Self {
        let mut authors = Self::default();
        let Some(last) = input.sentences.last() else { return authors };
        for (index, sentence) in input.sentences.iter().enumerate() {
            let opens = index == 0 || input.sentences[index - 1].paragraph != sentence.paragraph;
            if !opens || index == 0 {
                continue;
            }
            let mentions = &input.entities.mentions;
            let Some(name) = mentions.get(overlapping(mentions, sentence.span).start) else { continue };
            let is_author = name.label == NameLabel::Person
                && name.span.start() == sentence.span.start()
                && name.span.slice(input.text).contains(char::is_whitespace)
                && firsts[name.entity.index()] == name.span.start();
            if !is_author {
                continue;
            }
            let ends = input.sentences.get(index + 1).is_none_or(|next| next.paragraph != sentence.paragraph);
            if ends && is_alone(input.text, sentence.span, name) {
                authors.signatures.push((name.span.start(), name.entity));
            } else if last.paragraph.index() - sentence.paragraph.index() < LAST_PARAGRAPHS
                && tells_of(input.text, sentence.span, name)
            {
                authors.guest = Some(name.entity);
            }
        }
        authors
    }
}

/// Whether a sentence is nothing but a name.
fn is_alone(text: &str, sentence: Span, name: &Mention) -> bool {
    let rest = &text[name.span.end().min(sentence.end())..sentence.end()];
    !rest.contains(char::is_alphanumeric)
}

/// "Ann Orr is a playwright", "Ann Orr, a playwright, is".
fn tells_of(text: &str, sentence: Span, name: &Mention) -> bool {
    let rest = &text[name.span.end().min(sentence.end())..sentence.end()];
    let verb = rest.split_whitespace().next().unwrap_or_default();
    matches!(verb, "is" | "was" | "teaches" | "writes" | "covers" | "works" | "serves" | "served")
}

impl Resolver<'_> {
    /// "I" and "we": inside a content its speaker, elsewhere the author.
    pub(super) fn first_person(&self, source: Span, word: &str) -> Speaker {
        let outer = self.around.holding(source).and_then(|content| self.owners.get(&content));
        if let Some(Some(speaker)) = outer.map(|&index| &self.done[index]) {
            return Speaker { form: SpeakerForm::Pronoun, ..speaker.clone() };
        }
        let author = |name: &str| Speaker::new(name.to_owned(), Some(SpeakerType::Person), SpeakerForm::Pronoun);
        if let Some(name) = self.input.author.filter(|name| !name.is_empty()) {
            return author(name);
        }
        let signatures = &self.authors.signatures;
        let next = signatures.partition_point(|&(place, _)| place < source.start());
        let signed = signatures.get(next).map(|&(_, entity)| entity);
        if let Some(entity) = signed.or(self.authors.guest) {
            return self.entity(entity, SpeakerForm::Pronoun);
        }
        author(if matches!(word, "i" | "me") { "the author" } else { "the authors" })
    }
}
