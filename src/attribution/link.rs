//! Links sources and contents to cues by the model's scores: a content goes to the cue that scores highest, a cue takes
//! the source that scores highest or none.

use rustc_hash::FxHashMap;

use super::{Attribution, Input};
use crate::span::Span;
use crate::tagger::crf::Chunk;
use crate::tagger::link::{Candidate, CueLinks};

/// The linked attributions, in the order of their cues.
pub(super) fn link(input: Input<'_>) -> Vec<Attribution> {
    let links = &input.tags.links;
    let mut contents: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for link in &links.contents {
        if let Some(cue) = best(&link.cues) {
            contents.entry(cue.chunk).or_default().push(link.content);
        }
    }
    let mut found = Vec::new();
    for CueLinks { cue, sources, none } in &links.cues {
        let Some(contents) = contents.get(cue) else { continue };
        let source = best(sources).filter(|source| source.score > *none).map(|source| source.chunk);
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
fn best(candidates: &[Candidate]) -> Option<Candidate> {
    candidates.iter().copied().reduce(|best, other| if other.score > best.score { other } else { best })
}

fn span(input: Input<'_>, chunk: Chunk) -> Span {
    let words = &input.tags.words;
    words[chunk.first as usize].span.cover(words[chunk.last as usize].span)
}
