//! Links sources and contents to cues by the model's scores: a content goes to the cue that scores highest, a cue takes
//! the source that scores highest or none.

use rustc_hash::FxHashMap;

use super::{Attribution, Input};
use crate::span::Span;
use crate::tagger::calibration::{Evidence, log_odds};
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
    let mut contents: FxHashMap<usize, Vec<(usize, f32)>> = FxHashMap::default();
    for link in &links.contents {
        // What a headline says is not said by the words of the text below, nor the other way round.
        let headline = in_headline(input, link.content);
        let cues = link.cues.iter().filter(|cue| in_headline(input, cue.chunk) == headline);
        if let Some(cue) = best(cues) {
            let share = share(cue.score, link.cues.iter().map(|cue| cue.score));
            contents.entry(cue.chunk).or_default().push((link.content, share));
        }
    }
    let (mut found, mut bare) = (Vec::new(), Vec::new());
    for CueLinks { cue, sources, none } in &links.cues {
        let chunk = |index: usize| input.tags.attribution[index];
        let chosen = best(sources.iter()).filter(|source| source.score > *none);
        let source = chosen.map(|source| source.chunk);
        let Some(contents) = contents.get(cue) else {
            bare.extend(
                source.map(|source| Bare { cue: span(input, chunk(*cue)), source: span(input, chunk(source)) }),
            );
            continue;
        };
        let scores = sources.iter().map(|source| source.score).chain([*none]);
        let parts = Parts {
            source: source.map(chunk),
            cue: chunk(*cue),
            contents: contents.iter().map(|&(content, _)| chunk(content)).collect(),
            content_link: contents.iter().map(|&(_, share)| share).fold(1.0, f32::min),
            source_link: share(chosen.map_or(*none, |source| source.score), scores),
        };
        let evidence = parts.evidence(input);
        found.push(Attribution {
            source: parts.source.map(|source| span(input, source)),
            cue: Some(span(input, parts.cue)),
            content: parts.contents.iter().map(|&content| span(input, content)).collect(),
            via: None,
            cited: None,
            continues: None,
            evidence,
            confidence: input.calibration.probability(&evidence),
        });
    }
    (found, bare)
}

/// The parts of an attribution, and how likely they belong together.
struct Parts {
    source: Option<Chunk>,
    cue: Chunk,
    contents: Vec<Chunk>,
    content_link: f32,
    source_link: f32,
}

impl Parts {
    /// In the order of [`crate::tagger::calibration::EVIDENCE`].
    fn evidence(&self, input: Input<'_>) -> Evidence {
        let all = || self.contents.iter().chain(&self.source).chain([&self.cue]);
        let words: u32 = self.contents.iter().map(|content| content.last - content.first + 1).sum();
        let quoted = span(input, self.contents[0]).slice(input.text).starts_with(['“', '"', '”', '«', '\'']);
        [
            log_odds(self.contents.iter().map(|content| content.mean).fold(1.0, f32::min)),
            log_odds(self.cue.mean),
            self.source.map_or(0.0, |source| log_odds(source.mean)),
            log_odds(all().map(|chunk| chunk.confidence).fold(1.0, f32::min)),
            log_odds(self.content_link),
            log_odds(self.source_link),
            f32::from(u8::from(self.source.is_none())),
            (words as f32).ln(),
            self.contents.len().saturating_sub(1).min(3) as f32,
            f32::from(u8::from(quoted)),
        ]
    }
}

/// The share of a score among all that it competes with (softmax).
fn share(score: f32, all: impl Iterator<Item = f32>) -> f32 {
    1.0 / all.map(|other| (other - score).exp()).sum::<f32>()
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
