//! Links sources and contents to cues: a content goes to the nearest cue, a cue takes the nearest source. Distance is in
//! words, with penalties for every sentence end, paragraph end and other cue between the two.

use super::{Attribution, Input};
use crate::span::Span;
use crate::tagger::crf::Chunk;

/// Distance added for each sentence end between two spans.
const SENTENCE: i64 = 12;
/// Distance added for each paragraph end between two spans.
const PARAGRAPH: i64 = 36;
/// Distance added for each other cue between two spans.
const CROSSING: i64 = 6;
/// A source farther than this from its cue is none.
const FARTHEST_SOURCE: i64 = 40;
/// How many neighbours on each side are looked at: keeps the stage linear.
const NEIGHBOURS: usize = 6;

/// Labels of attribution chunks.
const SOURCE: u8 = 0;
const CUE: u8 = 1;
const CONTENT: u8 = 2;

/// The linked attributions, in the order of their cues.
pub(super) fn link(input: Input<'_>) -> Vec<Attribution> {
    let chunks =
        |label| -> Vec<Chunk> { input.tags.attribution.iter().copied().filter(|chunk| chunk.label == label).collect() };
    let linker = Linker { input, cues: chunks(CUE) };
    let sources = chunks(SOURCE);
    let mut contents: Vec<Vec<Chunk>> = vec![Vec::new(); linker.cues.len()];
    for content in chunks(CONTENT) {
        if let Some(cue) = nearest(&linker.cues, content, |cue| linker.distance(cue, content)) {
            contents[cue.0].push(content);
        }
    }
    let mut found = Vec::new();
    for (&cue, contents) in linker.cues.iter().zip(contents) {
        if contents.is_empty() {
            continue;
        }
        let source = nearest(&sources, cue, |source| linker.distance(cue, source));
        let source = source.filter(|&(_, distance)| distance <= FARTHEST_SOURCE).map(|(index, _)| sources[index]);
        let parts = contents.iter().chain(&source).chain([&cue]).map(|chunk| chunk.confidence);
        found.push(Attribution {
            source: source.map(|chunk| linker.span(chunk)),
            cue: Some(linker.span(cue)),
            content: contents.iter().map(|&chunk| linker.span(chunk)).collect(),
            via: None,
            continues: None,
            confidence: parts.fold(1.0, f32::min),
        });
    }
    found
}

/// The candidate with the least distance among the neighbours of `of`, the first of several: its index and distance.
fn nearest(candidates: &[Chunk], of: Chunk, distance: impl Fn(Chunk) -> i64) -> Option<(usize, i64)> {
    let middle = candidates.partition_point(|candidate| candidate.first < of.first);
    let around = middle.saturating_sub(NEIGHBOURS)..(middle + NEIGHBOURS).min(candidates.len());
    around.map(|index| (index, distance(candidates[index]))).min_by_key(|&(_, distance)| distance)
}

struct Linker<'a> {
    input: Input<'a>,
    cues: Vec<Chunk>,
}

impl Linker<'_> {
    fn span(&self, chunk: Chunk) -> Span {
        let words = &self.input.tags.words;
        words[chunk.first as usize].span.cover(words[chunk.last as usize].span)
    }

    /// From a cue to a source or content.
    fn distance(&self, cue: Chunk, other: Chunk) -> i64 {
        let low = cue.last.min(other.last);
        let high = cue.first.max(other.first);
        let gap = i64::from(high) - i64::from(low) - 1;
        let words = &self.input.tags.words;
        let (from, to) = (words[low.min(high) as usize].sentence, words[low.max(high) as usize].sentence);
        let sentences = to.index() - from.index();
        let paragraph = |sentence: usize| self.input.sentences[sentence].paragraph.index();
        let paragraphs = paragraph(to.index()) - paragraph(from.index());
        let crossed = self.between(low, high, cue);
        gap + SENTENCE * sentences as i64 + PARAGRAPH * paragraphs as i64 + CROSSING * crossed as i64
    }

    /// How many cues other than `cue` begin between two words.
    fn between(&self, low: u32, high: u32, cue: Chunk) -> usize {
        let from = self.cues.partition_point(|other| other.first <= low);
        let to = self.cues.partition_point(|other| other.first < high);
        let own = low < cue.first && cue.first < high;
        to.saturating_sub(from) - usize::from(own && to > from)
    }
}
