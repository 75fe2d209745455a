//! Through whom the author has an attribution, where the tagger marked nothing: by the words alone.
//!
//! * "Orr will resign, two aides said, the Harbour Times reported": an outlet with a verb of report, outside everything
//!   else that the sentence attributes, gives the sentence's attributions to others their `via`.
//! * "a memo seen by the Harbour Times": the outlet in a source that is a document.
//! * "In a letter obtained by the Post, Vale accused ...": the same beside an attribution.
//!
//! Where somebody spoke ("told the Post", "in an interview with the Post") is no `via`.

use super::{Attribution, Input};
use crate::entities::outlets::{is_outlet, is_outlet_noun};
use crate::entities::{Mention, NameLabel};
use crate::span::{Span, Spanned, overlapping};
use crate::tagger::words::Word;

/// What an outlet does with what others said, after its name.
const REPORTS: [&str; 8] = ["disclosed", "reported", "reports", "revealed", "said", "says", "writes", "wrote"];
/// How an outlet came by a document.
const OBTAINED: [&str; 11] =
    ["examined", "heard", "leaked", "obtained", "provided", "read", "reviewed", "seen", "sent", "shared", "viewed"];
/// What stands between: "seen by", "shared with", "leaked to".
const THROUGH: [&str; 3] = ["by", "to", "with"];
/// Words between the verb and the outlet: "seen by reporters at the".
const REACH: usize = 5;
/// Outlets of a sentence that are looked at: keeps the stage linear in a sentence that is a list of them.
const MOST: usize = 8;

/// Fills `via` where it is empty.
pub(super) fn via(input: Input<'_>, found: &mut [Attribution]) {
    let taken = taken(found);
    let mut last: Option<(usize, Vec<Span>)> = None;
    for attribution in found.iter_mut().filter(|attribution| attribution.via.is_none()) {
        let (Some(source), Some(cue)) = (attribution.source, attribution.cue) else { continue };
        if let Some(outlet) = obtained_by(input, source) {
            attribution.via = Some(outlet);
            continue;
        }
        let sentence = overlapping(input.sentences, cue).start;
        if last.as_ref().is_none_or(|(known, _)| *known != sentence) {
            last = Some((sentence, reporters(input, sentence, &taken)));
        }
        let itself = named_outlet(input, source);
        let reporter = last.iter().flat_map(|(_, reporters)| reporters).find(|place| !place.overlaps(source));
        // What an outlet says itself needs no other.
        attribution.via = reporter.copied().filter(|_| !itself);
    }
}

/// All places that attributions hold, sorted.
fn taken(found: &[Attribution]) -> Vec<Span> {
    let parts = |attribution: &Attribution| {
        let own = attribution.source.into_iter().chain(attribution.cue);
        own.chain(attribution.content.iter().copied()).collect::<Vec<Span>>()
    };
    let mut taken: Vec<Span> = found.iter().flat_map(parts).collect();
    taken.sort_unstable();
    // Sorted by start, each as long as the longest before it: places that hold others come first.
    let mut apart: Vec<Span> = Vec::with_capacity(taken.len());
    for span in taken {
        match apart.last_mut() {
            Some(last) if last.end() > span.start() => *last = last.cover(span),
            _ => apart.push(span),
        }
    }
    apart
}

/// The outlets that report what a sentence attributes to others.
fn reporters(input: Input<'_>, sentence: usize, taken: &[Span]) -> Vec<Span> {
    let Some(sentence) = input.sentences.get(sentence) else { return Vec::new() };
    let mentions = &input.entities.mentions;
    let outlets = mentions[overlapping(mentions, sentence.span)].iter().filter(|mention| names_outlet(input, mention));
    let free = |mention: &&Mention| overlapping(taken, mention.span).is_empty();
    let reports = |mention: &&Mention| {
        let words = &input.tags.words;
        let after = words.partition_point(|word| word.span.start() < mention.span.end());
        let next = |at: usize| words.get(after + at).map_or(String::new(), |word| lower(input, word));
        let verb =
            if matches!(next(0).as_str(), "first" | "has" | "had" | "also" | "later") { next(1) } else { next(0) };
        REPORTS.contains(&verb.as_str()) || obtained(input, mention.span)
    };
    outlets.take(MOST).filter(free).filter(reports).map(|mention| with_article(input, mention.span)).collect()
}

/// The outlet that has seen the document which a source is.
fn obtained_by(input: Input<'_>, source: Span) -> Option<Span> {
    let mentions = &input.entities.mentions;
    // "A letter seen by the newsletter".
    let words = &input.tags.words;
    let range = overlapping(words, source);
    let noun = range.clone().skip(3).find(|&at| {
        is_outlet_noun(&lower(input, &words[at]))
            && lower(input, &words[at - 1]) == "the"
            && THROUGH.contains(&lower(input, &words[at - 2]).as_str())
            && OBTAINED.contains(&lower(input, &words[at - 3]).as_str())
    });
    if let Some(noun) = noun {
        return Some(words[noun - 1].span.cover(words[noun].span));
    }
    let inside = mentions[overlapping(mentions, source)].iter().take(MOST);
    let mut outlets = inside.filter(|mention| names_outlet(input, mention) && mention.span.start() > source.start());
    outlets.find(|mention| obtained(input, mention.span)).map(|mention| with_article(input, mention.span))
}

/// Whether an outlet has seen something: "obtained by the Post".
fn obtained(input: Input<'_>, outlet: Span) -> bool {
    let words = &input.tags.words;
    let place = overlapping(words, outlet).start;
    let before: Vec<String> = words[place.saturating_sub(REACH)..place].iter().map(|word| lower(input, word)).collect();
    before.windows(2).any(|pair| OBTAINED.contains(&pair[0].as_str()) && THROUGH.contains(&pair[1].as_str()))
}

/// Whether a source is an outlet itself: its head is the name.
fn named_outlet(input: Input<'_>, source: Span) -> bool {
    let mentions = &input.entities.mentions;
    mentions[overlapping(mentions, source)]
        .iter()
        .any(|mention| names_outlet(input, mention) && mention.span.end() + 1 >= source.end().saturating_sub(1))
}

fn names_outlet(input: Input<'_>, mention: &Mention) -> bool {
    let named = matches!(mention.label, NameLabel::Organization | NameLabel::Miscellaneous);
    input.entities.is_outlet(input.text, mention.entity) || named && is_outlet(mention.span.slice(input.text))
}

/// A name with "the" before it.
fn with_article(input: Input<'_>, name: Span) -> Span {
    let words = &input.tags.words;
    let first = overlapping(words, name).start;
    match first.checked_sub(1).map(|before| words[before]) {
        Some(before) if before.span.slice(input.text).eq_ignore_ascii_case("the") => before.span().cover(name),
        _ => name,
    }
}

fn lower(input: Input<'_>, word: &Word) -> String {
    word.span.slice(input.text).to_lowercase()
}
