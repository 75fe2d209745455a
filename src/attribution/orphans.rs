//! Quotations that the tagger left without a speaker. One in the same paragraph as an attributed quotation goes on in its
//! speaker's words ("“A,” Orr said. “B.”"), and gets him. Further away nothing is assumed: in an exchange the next
//! paragraph is often the other one's.

use super::{Attribution, AttributionId, Input};
use crate::quotes::{self, Quotation};
use crate::span::{Span, Spanned, overlapping};

/// Words that a quotation must have to be speech by itself.
const LEAST_WORDS: usize = 3;
/// How much less sure a continued speaker is than a tagged one.
const LESS_SURE: f32 = 0.8;

/// The orphaned quotations that have a speaker: attributions that continue one of `found`, which is in text order.
pub(super) fn adopt(input: Input<'_>, found: &[Attribution]) -> Vec<Attribution> {
    let mut contents: Vec<(Span, usize)> = Vec::new();
    for (index, attribution) in found.iter().enumerate() {
        contents.extend(attribution.content.iter().map(|&content| (content, index)));
    }
    contents.sort_unstable_by_key(|&(content, index)| (content.start(), index));
    let orphans = input.quotations.iter().filter(|quotation| quotation.depth == 0 && is_speech(input, quotation));
    orphans.filter_map(|quotation| continuation(input, found, &contents, quotation)).collect()
}

fn continuation(
    input: Input<'_>,
    found: &[Attribution],
    contents: &[(Span, usize)],
    quotation: &Quotation,
) -> Option<Attribution> {
    let paragraph = input.sections.paragraphs[quotation.paragraph.index()].span();
    let from = contents.partition_point(|(content, _)| content.start() < paragraph.start());
    let to = from + contents[from..].partition_point(|(content, _)| content.start() < quotation.span.end());
    // Contents are nearly free of overlaps; the one before the paragraph may reach into it.
    let near = &contents[from.saturating_sub(1)..to];
    if near.iter().any(|(content, _)| content.overlaps(quotation.span)) {
        return None;
    }
    let before = near.iter().rev().filter(|(content, _)| paragraph.contains(*content));
    let (_, index) =
        before.into_iter().find(|(content, _)| quotes::outermost(input.quotations, *content).next().is_some())?;
    let parent = &found[*index];
    parent.source?;
    Some(Attribution {
        source: None,
        cue: None,
        content: vec![quotation.span],
        via: None,
        cited: None,
        continues: Some(AttributionId::new(*index)),
        evidence: parent.evidence,
        confidence: parent.confidence * LESS_SURE,
    })
}

/// Whether a quotation is somebody's speech rather than a title or a term: a sentence, or part of one that ends as speech
/// does before its closing mark.
fn is_speech(input: Input<'_>, quotation: &Quotation) -> bool {
    let words = overlapping(&input.tags.words, quotation.inner).len();
    let ends = quotation.inner.slice(input.text).trim_end().ends_with(['.', ',', '!', '?', '…', '—', '–', '-']);
    !quotation.scare && words >= LEAST_WORDS && ends
}
