//! Relative pronouns: "who" and "which" stand for the name or the noun phrase right before them.

use super::resolve::Resolver;
use super::{Speaker, SpeakerForm, SpeakerType, kind};
use crate::entities::{Mention, NameLabel};
use crate::sentences::SentenceId;
use crate::span::{Span, overlapping};

/// How many words before the pronoun are looked at.
const REACH: usize = 14;

impl Resolver<'_> {
    /// "many of whom".
    pub(super) fn ends_in_relative(&self, source: Span) -> bool {
        let words = &self.input.words[overlapping(self.input.words, source)];
        words.len() > 1
            && words.last().is_some_and(|word| {
                matches!(word.span.slice(self.input.text).to_lowercase().as_str(), "whom" | "which")
            })
    }

    /// The speaker for a relative pronoun at `source`.
    pub(super) fn relative(&self, source: Span, word: &str) -> Speaker {
        let words = self.input.words;
        let at = words.partition_point(|other| other.span.start() < source.start());
        let end = self.end_before(at);
        let nobody = || self.as_written(source, SpeakerForm::Relative, SpeakerType::Person);
        let Some(sentence) = words.get(at).map(|other| other.sentence) else { return nobody() };
        if end == 0 || words[end - 1].sentence != sentence {
            return nobody();
        }
        // "Ann Orr, who backs the plan and who has seen it": the same once more.
        let again = matches!(self.lower(end - 1).as_str(), "and" | "but" | "or");
        if let Some(spoken) = self.spoken.last().filter(|spoken| again && spoken.sentence == sentence.index()) {
            return self.entity(spoken.entity, SpeakerForm::Relative);
        }
        let last = self.mention_at(end - 1);
        if let Some(mention) = last.filter(|mention| word == "which" || self.is_person(mention)) {
            return self.entity(mention.entity, SpeakerForm::Relative);
        }
        // "Ann Orr, a lawyer for Brask, who": the person of the apposition. "Brask Corp, a firm that".
        if let Some(mention) = self.before_apposition(end, sentence, at == end, word) {
            return self.entity(mention.entity, SpeakerForm::Relative);
        }
        if let Some(both) = last.and_then(|mention| self.pair(mention, end)) {
            return both;
        }
        let mut end = end;
        // "Harbour workers in Vell, who": it is not Vell that speaks.
        if let Some(place) = last.filter(|mention| mention.label != NameLabel::Miscellaneous) {
            let first = overlapping(words, place.span).start;
            let the = first > 0 && self.lower(first - 1) == "the";
            let before = first - usize::from(the);
            if before > 1 && words[before - 2].sentence == sentence && is_preposition(&self.lower(before - 1)) {
                let whole = self.phrase_before(before - 1, sentence);
                // "Ann Orr of Vell, who".
                if let Some(mention) = self.mention_at(before - 2).filter(|mention| self.is_person(mention)) {
                    return self.entity(mention.entity, SpeakerForm::Relative);
                }
                if let Some((start, head)) = whole {
                    return self.described(start, end, head);
                }
                end = before - 1;
            }
        }
        match self.phrase_before(end, sentence) {
            Some((start, head)) => match self.subject_of(start, sentence) {
                Some(mention) => self.entity(mention.entity, SpeakerForm::Relative),
                None => self.described(start, end, head),
            },
            None => nobody(),
        }
    }

    /// "Orr is a former lawyer who": Orr.
    fn subject_of(&self, predicate: usize, sentence: SentenceId) -> Option<&Mention> {
        let verb = predicate.checked_sub(1)?;
        let before = verb.checked_sub(1)?;
        let is = matches!(self.lower(verb).as_str(), "is" | "was" | "remains" | "became");
        let mention = self.mention_at(before)?;
        (is && self.input.words[before].sentence == sentence && self.is_person(mention)).then_some(mention)
    }

    fn letters(&self, word: usize) -> &str {
        self.input.words[word].span.slice(self.input.text)
    }

    fn lower(&self, word: usize) -> String {
        self.letters(word).to_lowercase()
    }

    fn mention_at(&self, word: usize) -> Option<&Mention> {
        let mentions = &self.input.entities.mentions;
        mentions[overlapping(mentions, self.input.words[word].span)].first()
    }

    fn is_person(&self, mention: &Mention) -> bool {
        self.input.entities.entities[mention.entity.index()].label == NameLabel::Person
    }

    fn described(&self, start: usize, end: usize, head: usize) -> Speaker {
        let words = self.input.words;
        let span = words[start].span.cover(words[end - 1].span);
        self.as_written(span, SpeakerForm::Relative, kind::of_noun(&self.lower(head)))
    }

    /// The person's name before the apposition that ends at word `end`: "Ann Orr, a lawyer in Vell, Brask,".
    /// Where the relative clause only belongs to a noun (`open`: "Ann Orr, a lawyer who"), it must begin like one.
    fn before_apposition(&self, end: usize, sentence: SentenceId, open: bool, pronoun: &str) -> Option<&Mention> {
        let oldest = end.saturating_sub(REACH);
        let mut inside = (oldest..end).rev().take_while(|&index| self.input.words[index].sentence == sentence);
        let comma = |index: &usize| *index > 0 && self.letters(*index) == ",";
        inside.find_map(|index| {
            let name = Some(index).filter(comma).and_then(|index| self.mention_at(index - 1));
            let first = self.lower(index + 1);
            let apposes =
                !open || matches!(first.as_str(), "a" | "an" | "the" | "one") || super::roles::is_role_noun(&first);
            let speaks = |mention: &&Mention| match pronoun {
                "who" | "whom" => self.is_person(mention),
                "which" | "that" => {
                    open && matches!(first.as_str(), "a" | "an" | "the") && mention.label == NameLabel::Organization
                }
                _ => false,
            };
            name.filter(|mention| apposes && speaks(mention))
        })
    }

    /// Where what a relative pronoun takes up ends: before marks, brackets ("Orr (D-Vell), who") and ages ("Orr, 43, who").
    fn end_before(&self, at: usize) -> usize {
        let mut end = at;
        while end > 0 && at - end < REACH {
            let word = self.letters(end - 1);
            if word == ")" {
                let bracket = (end.saturating_sub(REACH)..end - 1).rev().find(|&index| self.letters(index) == "(");
                end = bracket.unwrap_or(end - 1);
            } else if matches!(word, "," | "—" | "–" | "―" | "--" | "-" | "\"" | "”") {
                end -= 1;
            } else if end > 1 && end < at && self.letters(end - 2) == "," && word.chars().all(|c| c.is_ascii_digit()) {
                end -= 2;
            } else {
                break;
            }
        }
        end
    }

    /// "Democrats and Republicans, who": both.
    fn pair(&self, second: &Mention, end: usize) -> Option<Speaker> {
        let start = overlapping(self.input.words, second.span).start;
        if second.label != NameLabel::Miscellaneous || start < 2 || start >= end || self.lower(start - 1) != "and" {
            return None;
        }
        let first = self.mention_at(start - 2)?;
        let (first, second) =
            (self.entity(first.entity, SpeakerForm::Relative), self.entity(second.entity, SpeakerForm::Relative));
        Some(Speaker { name: format!("{}; {}", first.name, second.name), entity: None, ..first })
    }

    /// The noun phrase that ends before word `end`: its first word and its head.
    fn phrase_before(&self, end: usize, sentence: SentenceId) -> Option<(usize, usize)> {
        let mut start = end;
        while start > 0 && end - start < 6 && self.input.words[start - 1].sentence == sentence {
            let lower = self.lower(start - 1);
            let inside = self.letters(start - 1).starts_with(char::is_alphanumeric)
                || matches!(lower.as_str(), "'s" | "’s" | "-");
            if !inside
                || is_preposition(&lower)
                || matches!(lower.as_str(), "and" | "as" | "but" | "is" | "than" | "that" | "was" | "are" | "were")
            {
                break;
            }
            start -= 1;
            if matches!(
                lower.as_str(),
                "a" | "an"
                    | "the"
                    | "some"
                    | "many"
                    | "several"
                    | "those"
                    | "most"
                    | "few"
                    | "two"
                    | "three"
                    | "his"
                    | "her"
            ) {
                break;
            }
        }
        // "likely to placate nervous investors": the word after "to" is a verb.
        let infinitive = start > 1
            && matches!(
                self.lower(start - 2).as_str(),
                "able"
                    | "aimed"
                    | "attempt"
                    | "designed"
                    | "expected"
                    | "going"
                    | "had"
                    | "has"
                    | "have"
                    | "hoping"
                    | "likely"
                    | "meant"
                    | "need"
                    | "needs"
                    | "plans"
                    | "seek"
                    | "trying"
                    | "unlikely"
                    | "want"
                    | "wants"
            );
        if infinitive && self.lower(start - 1) == "to" && end - start > 2 {
            start += 1;
        }
        (start < end).then(|| (start, end - 1))
    }
}

fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "at" | "by" | "for" | "from" | "in" | "of" | "on" | "to" | "with" | "among" | "across" | "around" | "into"
    )
}
