//! Links sources and contents to cues by the model's scores: a content goes to the cue that scores highest, a cue takes
//! the source that scores highest or none.

use rustc_hash::FxHashMap;

use super::{Attribution, Input};
use crate::span::Span;
use crate::tagger::crf::Chunk;

/// The linked attributions, in the order of their cues.
pub(super) fn link(input: Input<'_>) -> Vec<Attribution> {
    let links = &input.tags.links;
    let mut contents: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for (content, candidates) in &links.content_to_cue {
        if let Some(cue) = best(candidates) {
            contents.entry(cue.0).or_default().push(*content);
        }
    }
    let mut found = Vec::new();
    for (cue, candidates, none) in &links.cue_to_source {
        let Some(contents) = contents.get(cue) else { continue };
        let source = best(candidates).filter(|(_, score)| score > none).map(|(source, _)| source);
        let chunk = |index: usize| input.tags.attribution[index];
        let parts = contents.iter().chain(&source).chain([cue]).map(|&index| chunk(index).confidence);
        found.push(Attribution {
            source: source.map(|source| span(input, chunk(source))),
            cue: Some(span(input, chunk(*cue))),
            content: contents.iter().map(|&content| span(input, chunk(content))).collect(),
            via: None,
            continues: None,
            confidence: parts.fold(1.0, f32::min),
        });
    }
    found
}

/// The candidate with the highest score, the first of several.
fn best(candidates: &[(usize, f32)]) -> Option<(usize, f32)> {
    candidates.iter().copied().reduce(|best, other| if other.1 > best.1 { other } else { best })
}

fn span(input: Input<'_>, chunk: Chunk) -> Span {
    let words = &input.tags.words;
    words[chunk.first as usize].span.cover(words[chunk.last as usize].span)
}
