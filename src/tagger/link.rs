//! The model's small second network: how likely a cue belongs with a source or a content. It looks at the encoder's
//! vectors of the first and last word of both, at their distance, and at what lies between.
//!
//! For cue `c` and candidate `x` the score is `out(tanh(cue(c) + candidate(x) + distance(d) + between(b)))`; a cue without
//! any source has the score `null(tanh(cue(c)))`. Trained with the tagger (`training/`).

use safetensors::SafeTensors;
use safetensors::tensor::Dtype;

use super::crf::Chunk;
use super::vectors::Vectors;
use super::words::Word;
use crate::error::{Error, Result};
use crate::sentences::Sentence;

/// How many neighbours on each side are scored: keeps the work linear in the text.
const NEIGHBOURS: usize = 6;
/// Rows of the table of distances: twelve on each side.
const DISTANCES: usize = 24;
/// Inputs of the layer for what lies between: sentence ends, paragraph ends, other cues, each at most 3.
const BETWEEN: usize = 3;

/// Scores for links between chunks of attribution; indexes are into [`super::Tags::attribution`].
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Links {
    /// For each content: its candidate cues with their scores, none left out but far ones.
    pub content_to_cue: Vec<(usize, Vec<(usize, f32)>)>,
    /// For each cue: its candidate sources with their scores, and the score of having none.
    pub cue_to_source: Vec<(usize, Vec<(usize, f32)>, f32)>,
}

/// A linear layer, weights by input so that a sum over inputs runs along memory.
struct Linear {
    weights: Vec<f32>,
    bias: Vec<f32>,
}

impl Linear {
    fn add_to(&self, sum: &mut [f32], inputs: impl Iterator<Item = f32>) {
        for (input, row) in inputs.zip(self.weights.chunks_exact(sum.len())) {
            for (value, weight) in sum.iter_mut().zip(row) {
                *value += input * weight;
            }
        }
    }

    fn apply(&self, inputs: impl Iterator<Item = f32>) -> Vec<f32> {
        let mut sum = self.bias.clone();
        self.add_to(&mut sum, inputs);
        sum
    }
}

/// What scores one kind of candidate.
struct Scorer {
    candidate: Linear,
    distance: Vec<f32>,
    between: Linear,
    out: Linear,
}

/// The network.
pub(super) struct Linker {
    cue: Linear,
    source: Scorer,
    content: Scorer,
    null: Linear,
    width: usize,
}

impl Linker {
    /// Reads `link.safetensors` for vectors of `size` numbers.
    ///
    /// # Errors
    /// [`Error::Model`] naming the tensor that is missing or has another shape.
    pub(super) fn from_bytes(bytes: &[u8], size: usize) -> Result<Self> {
        let file = SafeTensors::deserialize(bytes).map_err(|error| wrong(&error.to_string()))?;
        let read = |name: &str, shape: [usize; 2]| -> Result<Vec<f32>> {
            let tensor = file.tensor(name).map_err(|error| wrong(&error.to_string()))?;
            let fits = tensor.dtype() == Dtype::F32 && tensor.shape().iter().product::<usize>() == shape[0] * shape[1];
            if !fits {
                return Err(wrong(&format!("{name} must be f32 of shape {shape:?}")));
            }
            Ok(tensor.data().chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect())
        };
        let width = file.tensor("link.cue.bias").map_err(|error| wrong(&error.to_string()))?.shape().iter().product();
        let linear = |name: &str, inputs: usize, outputs: usize| -> Result<Linear> {
            let stored = read(&format!("link.{name}.weight"), [outputs, inputs])?;
            let weights = (0..inputs * outputs).map(|i| stored[i % outputs * inputs + i / outputs]).collect();
            Ok(Linear { weights, bias: read(&format!("link.{name}.bias"), [1, outputs])? })
        };
        let scorer = |candidate: &str, distance: &str, between: &str, out: &str| -> Result<Scorer> {
            Ok(Scorer {
                candidate: linear(candidate, 2 * size, width)?,
                distance: read(&format!("link.{distance}.weight"), [DISTANCES, width])?,
                between: linear(between, BETWEEN, width)?,
                out: linear(out, width, 1)?,
            })
        };
        Ok(Self {
            cue: linear("cue", 2 * size, width)?,
            source: scorer("src", "ds", "xs", "os")?,
            content: scorer("con", "dc", "xc", "oc")?,
            null: linear("null", width, 1)?,
            width,
        })
    }

    /// Scores the links between an article's chunks; labels are those of [`super::ATTRIBUTION_LABELS`].
    pub(super) fn score(&self, words: &[Word], sentences: &[Sentence], chunks: &[Chunk], vectors: &Vectors) -> Links {
        let of = |label: u8| -> Vec<usize> { (0..chunks.len()).filter(|&i| chunks[i].label == label).collect() };
        let (sources, cues, contents) = (of(0), of(1), of(2));
        let place = Place { words, sentences, chunks, cues: &cues };
        let project = |layer: &Linear, indexes: &[usize]| -> Vec<Vec<f32>> {
            indexes.iter().map(|&index| layer.apply(vectors.ends(chunks[index].first, chunks[index].last))).collect()
        };
        let cue_vectors = project(&self.cue, &cues);
        let source_vectors = project(&self.source.candidate, &sources);
        let content_vectors = project(&self.content.candidate, &contents);
        let mut links = Links::default();
        for (at, &content) in contents.iter().enumerate() {
            let near = place.near(&cues, content);
            let score = |n: usize| self.pair(&self.content, &place, cues[n], content, &cue_vectors[n], &content_vectors[at]);
            links.content_to_cue.push((content, near.map(|n| (cues[n], score(n))).collect()));
        }
        for (at, &cue) in cues.iter().enumerate() {
            let near = place.near(&sources, cue);
            let score = |n: usize| self.pair(&self.source, &place, cue, sources[n], &cue_vectors[at], &source_vectors[n]);
            let none = self.null.apply(cue_vectors[at].iter().map(|value| value.tanh()))[0];
            links.cue_to_source.push((cue, near.map(|n| (sources[n], score(n))).collect(), none));
        }
        links
    }

    fn pair(&self, scorer: &Scorer, place: &Place<'_>, cue: usize, other: usize, c: &[f32], x: &[f32]) -> f32 {
        let row = place.distance(cue, other) * self.width;
        let mut sum: Vec<f32> = scorer.between.apply(place.between(cue, other).into_iter());
        let parts = c.iter().zip(x).zip(&scorer.distance[row..row + self.width]);
        for (value, ((c, x), distance)) in sum.iter_mut().zip(parts) {
            *value = (*value + c + x + distance).tanh();
        }
        scorer.out.apply(sum.into_iter())[0]
    }
}

/// Where the chunks of an article stand to each other.
struct Place<'a> {
    words: &'a [Word],
    sentences: &'a [Sentence],
    chunks: &'a [Chunk],
    cues: &'a [usize],
}

impl Place<'_> {
    /// The candidates around a chunk: positions in `candidates`, which is in text order.
    fn near(&self, candidates: &[usize], chunk: usize) -> std::ops::Range<usize> {
        let middle = candidates.partition_point(|&candidate| candidate < chunk);
        middle.saturating_sub(NEIGHBOURS)..(middle + NEIGHBOURS).min(candidates.len())
    }

    /// The row of the table of distances: signed distance in words, in logarithmic steps from five on.
    fn distance(&self, cue: usize, other: usize) -> usize {
        let (cue, other) = (self.chunks[cue], self.chunks[other]);
        let (apart, after) = if other.first > cue.last {
            (other.first - cue.last, true)
        } else {
            (cue.first.saturating_sub(other.last), false)
        };
        let step = if apart < 5 { apart as f32 } else { 4.0 + (apart as f32 / 4.0).log2() * 1.5 };
        step.min(11.0) as usize + if after { 12 } else { 0 }
    }

    fn between(&self, cue: usize, other: usize) -> [f32; BETWEEN] {
        let (c, x) = (self.chunks[cue], self.chunks[other]);
        let (low, high) = (c.last.min(x.last), c.first.max(x.first));
        let sentence = |word: u32| self.words[word as usize].sentence.index();
        let paragraph = |word: u32| self.sentences[sentence(word)].paragraph.index();
        let from = self.cues.partition_point(|&cue| self.chunks[cue].first <= low);
        let to = self.cues.partition_point(|&cue| self.chunks[cue].first < high);
        let own = low < c.first && c.first < high;
        let crossed = to.saturating_sub(from).saturating_sub(usize::from(own));
        let most = |count: usize| count.min(3) as f32;
        [
            most(sentence(low).abs_diff(sentence(high))),
            most(paragraph(low).abs_diff(paragraph(high))),
            most(crossed),
        ]
    }
}

fn wrong(message: &str) -> Error {
    Error::Model { place: "link.safetensors".into(), message: message.to_owned() }
}
