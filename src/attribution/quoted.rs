//! Attributions inside what the tagger took for one content.
//!
//! * "“We never agreed,” Orr said, according to a transcript": the transcript is how the author has it, Orr said it.
//! * "Kell was quoted by the agency as saying that it rained": Kell said it, the agency is `via`.

use super::{Attribution, Input};
use crate::entities::NameLabel;
use crate::quotes::{Quotation, is_speech_verb};
use crate::span::{Span, Spanned, overlapping};

/// Words of a remark after a quotation at most: "Orr, the mayor of Vell, said".
const LONGEST_REMARK: usize = 12;

/// Takes such attributions apart.
pub(super) fn unfold(input: Input<'_>, found: &mut [Attribution]) {
    for attribution in found.iter_mut().filter(|attribution| attribution.source.is_some()) {
        if attribution.via.is_none() && attribution.cited.is_none() {
            remark(input, attribution);
            as_saying(input, attribution);
            cited_that(input, attribution);
        }
    }
}

/// `“…” Orr said`, or `“…” said Orr`, as the one piece of a content.
fn remark(input: Input<'_>, attribution: &mut Attribution) {
    let [content] = attribution.content[..] else { return };
    let first = input.quotations[overlapping(input.quotations, content)].iter().find(|quotation| quotation.depth == 0);
    let Some(quotation) = first.map(Quotation::span).filter(|span| span.start() <= content.start()) else { return };
    if quotation.end() >= content.end() {
        return;
    }
    let words = &input.tags.words;
    let rest = overlapping(words, Span::new(quotation.end(), content.end()));
    let verb = rest.clone().find(|&at| is_speech_verb(&words[at].span.slice(input.text).to_lowercase()));
    let mentions = &input.entities.mentions;
    let (Some(verb), Some(last)) = (verb, rest.clone().last()) else { return };
    let person = mentions[overlapping(mentions, Span::new(quotation.end(), content.end()))]
        .iter()
        .find(|mention| mention.label == NameLabel::Person && mention.span.start() >= quotation.end());
    let pronoun = words[rest.start..]
        .iter()
        .take(1)
        .find(|word| matches!(word.span.slice(input.text), "he" | "she" | "they" | "He" | "She" | "They"));
    let Some(speaker) = person.map(|mention| mention.span).or(pronoun.map(|word| word.span)) else { return };
    // Nothing but the speaker and the verb.
    let ends = (verb == last || words[last].span == words[overlapping(words, speaker).end - 1].span)
        && rest.len() <= LONGEST_REMARK
        && (verb == rest.start || words[verb].span.start() > speaker.start());
    if !ends {
        return;
    }
    attribution.via = attribution.source;
    attribution.source = Some(speaker);
    attribution.cue = Some(words[verb].span);
    attribution.content = vec![quotation];
}

/// "The Times reported, citing [two trustees, that it is for sale]".
fn cited_that(input: Input<'_>, attribution: &mut Attribution) {
    let words = &input.tags.words;
    let (Some(cue), [content]) = (attribution.cue, &attribution.content[..]) else { return };
    if !super::relays::says(input, cue, &["citing", "quoting"]) {
        return;
    }
    let range = overlapping(words, *content);
    let letters = |at: usize| words[at].span.slice(input.text);
    let reach = range.end.min(range.start + LONGEST_REMARK);
    let Some(comma) =
        (range.start + 1..reach).find(|&at| letters(at) == "," && at + 2 < range.end && letters(at + 1) == "that")
    else {
        return;
    };
    let cited = words[range.start].span.cover(words[comma - 1].span);
    if super::relays::is_people(input, cited) {
        attribution.content = vec![words[comma + 1].span.cover(words[range.end - 1].span)];
        attribution.via = attribution.source;
        attribution.cited = Some(cited);
    }
}

/// "[Kell] was quoted by the agency [as saying that it rained]".
fn as_saying(input: Input<'_>, attribution: &mut Attribution) {
    let words = &input.tags.words;
    let lower = |at: usize| words[at].span.slice(input.text).to_lowercase();
    let Some(cue) = attribution.cue else { return };
    if !overlapping(words, cue).any(|at| matches!(lower(at).as_str(), "quoted" | "quotes" | "quoting" | "cited")) {
        return;
    }
    let place = attribution.content.iter().enumerate().find_map(|(piece, &content)| {
        let range = overlapping(words, content);
        let at = range.clone().find(|&at| lower(at) == "as" && at + 1 < range.end && lower(at + 1) == "saying")?;
        Some((piece, range, at))
    });
    let Some((piece, range, at)) = place else { return };
    let said = at + 2 + usize::from(range.end > at + 3 && lower(at + 2) == "that");
    // Who is quoted stands before "as saying", in this piece or the one before.
    let before = attribution.content[..piece].last().copied();
    let quoted = (at > range.start).then(|| words[range.start].span.cover(words[at - 1].span)).or(before);
    let rest = (said < range.end).then(|| words[said].span.cover(words[range.end - 1].span));
    match (quoted, rest) {
        (Some(quoted), Some(rest)) if overlapping(words, quoted).len() <= LONGEST_REMARK => {
            attribution.via = attribution.source;
            attribution.source = Some(quoted);
            attribution.cue = Some(words[at + 1].span());
            attribution.content = vec![rest];
        }
        // "Kell called it mad, the Times quoted her as saying": the words are said before.
        (_, None) if piece > 0 => attribution.content.truncate(piece),
        _ => {}
    }
}
