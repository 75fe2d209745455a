//! When it was said: the time expression that dates the saying, not one inside what is said.

use super::Input;
use crate::attribution::Attribution;
use crate::dates::{TimeExpressionId, TimexType};
use crate::span::{Span, overlapping};

/// The nearest date to the cue in the cue's sentence, outside content and source, unless another cue stands nearer to it.
pub(super) fn said_on(input: Input<'_>, attribution: &Attribution, cues: &[Span]) -> Option<TimeExpressionId> {
    let cue = attribution.cue?;
    let sentence = input.sentences.get(overlapping(input.sentences, cue).start)?.span;
    let inside = |span: Span| attribution.content.iter().chain(&attribution.source).any(|part| part.overlaps(span));
    let candidates = overlapping(input.dates, sentence).filter(|&index| {
        let date = &input.dates[index];
        // "now" and "recently" date nothing; without a publication date, "early April" still is a month of some year.
        let dated =
            matches!(date.kind, TimexType::Date | TimexType::Time) && date.value.contains(|c: char| c.is_ascii_digit());
        dated && !inside(date.span)
    });
    let near = overlapping(cues, sentence);
    let (index, distance) =
        candidates.map(|index| (index, cue.gap(input.dates[index].span))).min_by_key(|&(_, gap)| gap)?;
    let nearer = cues[near].iter().any(|&other| other != cue && other.gap(input.dates[index].span) < distance);
    (!nearer).then(|| TimeExpressionId::new(index))
}
