//! Links sources and contents to cues by the model's scores: a content goes to the cue that scores highest, a cue takes
//! the source that scores highest or none.

use rustc_hash::FxHashMap;

use super::{Attribution, Input};
use crate::span::Span;
use crate::tagger::crf::Chunk;
use crate::tagger::link::{Candidate, CueLinks};
use crate::text::ParagraphKind;

/// A cue with a source and nothing of its own to say.
pub(super) struct Bare {
    pub(super) cue: Span,
    pub(super) source: Span,
}

/// The linked attributions and the cues without content, both in the order of their cues.
pub(super) fn link(input: Input<'_>) -> (Vec<Attribution>, Vec<Bare>) {
    let links = &input.tags.links;
    let mut contents: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for link in &links.contents {
        // What a headline says is not said by the words of the text below, nor the other way round.
        let headline = in_headline(input, link.content);
        let cues = link.cues.iter().filter(|cue| in_headline(input, cue.chunk) == headline);
        if let Some(cue) = best(cues) {
            contents.entry(cue.chunk).or_default().push(link.content);
        }
    }
    let (mut found, mut bare) = (Vec::new(), Vec::new());
    for CueLinks { cue, sources, none } in &links.cues {
        let chunk = |index: usize| input.tags.attribution[index];
        let source = best(sources.iter()).filter(|source| source.score > *none).map(|source| source.chunk);
        let Some(contents) = contents.get(cue) else {
            bare.extend(
                source.map(|source| Bare { cue: span(input, chunk(*cue)), source: span(input, chunk(source)) }),
            );
            continue;
        };
        let parts = contents.iter().chain(&source).chain([cue]).map(|&index| chunk(index).confidence);
        found.push(Attribution {
            source: source.map(|source| span(input, chunk(source))),
            cue: Some(span(input, chunk(*cue))),
            content: contents.iter().map(|&content| span(input, chunk(content))).collect(),
            via: None,
            cited: None,
            continues: None,
            confidence: parts.fold(1.0, f32::min),
        });
    }
    (found, bare)
}

/// The candidate with the highest score, the first of several.
fn best<'a>(candidates: impl Iterator<Item = &'a Candidate>) -> Option<Candidate> {
    candidates.copied().reduce(|best, other| if other.score > best.score { other } else { best })
}

/// Whether a chunk stands in the headline.
fn in_headline(input: Input<'_>, chunk: usize) -> bool {
    let word = input.tags.words[input.tags.attribution[chunk].first as usize];
    let paragraph = input.sentences[word.sentence.index()].paragraph;
    input.sections.paragraphs[paragraph.index()].kind == ParagraphKind::Headline
}

fn span(input: Input<'_>, chunk: Chunk) -> Span {
    let words = &input.tags.words;
    words[chunk.first as usize].span.cover(words[chunk.last as usize].span)
}
