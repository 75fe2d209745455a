//! Linear-chain CRF decoding: from the model's scores for each word to the best sequence of tags, and how sure it is.
//!
//! Scores are the sum of the emission of each tag and of the transitions between neighbours (Lafferty et al. 2001);
//! decoding is Viterbi, probabilities are forward-backward marginals.

use serde::Deserialize;

/// A tag set in BIO with its transition scores.
#[derive(Debug, Clone, Deserialize)]
pub struct Crf {
    /// `O`, then `B-X` and `I-X` for each label.
    pub tags: Vec<String>,
    /// `transitions[from][to]`.
    transitions: Vec<Vec<f32>>,
    /// Score of a sequence's first tag.
    start: Vec<f32>,
}

/// A labelled run of words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chunk {
    /// Index of the label: 0 is the first that is not `O`.
    pub label: u8,
    /// First word.
    pub first: u32,
    /// Last word, included.
    pub last: u32,
    /// The probability of its least sure tag, 0 to 1.
    pub confidence: f32,
    /// Mean over its words of the probability of the label, whether it begins there or goes on, 0 to 1.
    pub mean: f32,
}

/// Low enough to forbid, high enough to stay finite.
const FORBIDDEN: f32 = -1e4;

impl Crf {
    /// Number of tags.
    pub fn size(&self) -> usize {
        self.tags.len()
    }

    /// Whether the tables have the sizes that the tags ask for, and the tags are in the order `O, B-X, I-X, ...`.
    ///
    /// # Errors
    /// What is wrong, in words.
    pub fn check(&self) -> Result<(), String> {
        let n = self.tags.len();
        let ordered = self.tags.first().is_some_and(|tag| tag == "O")
            && n % 2 == 1
            && self.tags[1..].chunks(2).all(|pair| {
                pair[0].strip_prefix("B-").is_some() && pair[0].strip_prefix("B-") == pair[1].strip_prefix("I-")
            });
        if !ordered {
            return Err("tags must be O, B-X, I-X, B-Y, I-Y, ...".into());
        }
        if self.start.len() != n || self.transitions.len() != n || self.transitions.iter().any(|row| row.len() != n) {
            return Err(format!("transitions must be {n} by {n} and start {n} long"));
        }
        Ok(())
    }

    /// `I-X` follows only `B-X` or `I-X`. A sequence may open with `I-`: a window can begin inside a span.
    fn transition(&self, from: usize, to: usize) -> f32 {
        let inside = to > 0 && to.is_multiple_of(2);
        if inside && from != to && from + 1 != to { FORBIDDEN } else { self.transitions[from][to] }
    }

    /// The chunks of the best tag sequence. `emissions` holds `size()` scores a word, word after word.
    pub fn chunks(&self, emissions: &[f32]) -> Vec<Chunk> {
        let n = self.size();
        if emissions.len() < n {
            return Vec::new();
        }
        let table: Vec<f32> = (0..n * n).map(|i| self.transition(i % n, i / n)).collect(); // [to][from]
        let tags = self.viterbi(emissions, &table);
        if tags.iter().all(|&tag| tag == 0) {
            return Vec::new();
        }
        let sure = self.probabilities(emissions, &table, &tags);
        collect(&tags, &sure)
    }

    fn viterbi(&self, emissions: &[f32], table: &[f32]) -> Vec<u8> {
        let n = self.size();
        let words = emissions.len() / n;
        let mut back = vec![0u8; words * n];
        let mut scores: Vec<f32> = (0..n).map(|tag| self.start[tag] + emissions[tag]).collect();
        let mut next = vec![0.0; n];
        for word in 1..words {
            for to in 0..n {
                let row = &table[to * n..(to + 1) * n];
                let (mut best, mut from) = (f32::NEG_INFINITY, 0);
                for (tag, (score, step)) in scores.iter().zip(row).enumerate() {
                    let sum = score + step;
                    if sum > best {
                        (best, from) = (sum, tag);
                    }
                }
                next[to] = best + emissions[word * n + to];
                back[word * n + to] = from as u8;
            }
            std::mem::swap(&mut scores, &mut next);
        }
        let mut tags = vec![0u8; words];
        let mut tag = (0..n).max_by(|&a, &b| scores[a].total_cmp(&scores[b])).unwrap_or(0);
        for word in (0..words).rev() {
            tags[word] = tag as u8;
            tag = usize::from(back[word * n + tag]);
        }
        tags
    }

    /// The probability of the tag that was chosen for each word, and of its label, by forward-backward with scaling.
    fn probabilities(&self, emissions: &[f32], table: &[f32], tags: &[u8]) -> Vec<Sure> {
        let n = self.size();
        let words = tags.len();
        let step: Vec<f32> = table.iter().map(|score| score.exp()).collect(); // [to][from]
        let local = |word: usize, out: &mut [f32]| {
            let scores = &emissions[word * n..(word + 1) * n];
            let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            for (value, score) in out.iter_mut().zip(scores) {
                *value = (score - top).exp();
            }
        };
        let mut forward = vec![0.0f32; words * n];
        let mut weight = vec![0.0f32; n];
        for word in 0..words {
            local(word, &mut weight);
            let (done, rest) = forward.split_at_mut(word * n);
            let now = &mut rest[..n];
            for to in 0..n {
                let reach: f32 = if word == 0 {
                    self.start[to].exp()
                } else {
                    done[(word - 1) * n..].iter().zip(&step[to * n..(to + 1) * n]).map(|(a, b)| a * b).sum()
                };
                now[to] = reach * weight[to];
            }
            normalize(now);
        }
        let mut sure = vec![Sure::default(); words];
        let mut backward = vec![1.0f32; n];
        let mut previous = vec![0.0f32; n];
        for word in (0..words).rev() {
            let now = &forward[word * n..(word + 1) * n];
            let total: f32 = now.iter().zip(&backward).map(|(a, b)| a * b).sum();
            let tag = usize::from(tags[word]);
            if total > 0.0 {
                let share = |tag: usize| now[tag] * backward[tag] / total;
                // Tags come in pairs after O: B-X is odd, I-X the next.
                let other = (tag > 0).then(|| if tag % 2 == 1 { tag + 1 } else { tag - 1 });
                sure[word] = Sure { tag: share(tag), label: share(tag) + other.map_or(0.0, share) };
            }
            local(word, &mut weight);
            previous.fill(0.0);
            for to in 0..n {
                let ahead = weight[to] * backward[to];
                for (value, step) in previous.iter_mut().zip(&step[to * n..(to + 1) * n]) {
                    *value += step * ahead;
                }
            }
            normalize(&mut previous);
            std::mem::swap(&mut backward, &mut previous);
        }
        sure
    }
}

/// Probabilities of a word's tag and of its label.
#[derive(Clone, Copy, Default)]
struct Sure {
    tag: f32,
    label: f32,
}

fn normalize(values: &mut [f32]) {
    let total: f32 = values.iter().sum();
    if total > 0.0 {
        for value in values {
            *value /= total;
        }
    }
}

/// Turns tags into chunks. An `I-` without a beginning opens one.
fn collect(tags: &[u8], sure: &[Sure]) -> Vec<Chunk> {
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut open = false;
    for (word, (&tag, &sure)) in tags.iter().zip(sure).enumerate() {
        if tag == 0 {
            open = false;
            continue;
        }
        let label = (tag - 1) / 2;
        let begins = tag % 2 == 1;
        match chunks.last_mut() {
            Some(chunk) if open && !begins && chunk.label == label => {
                chunk.last = word as u32;
                chunk.confidence = chunk.confidence.min(sure.tag);
                chunk.mean += sure.label;
            }
            _ => chunks.push(Chunk {
                label,
                first: word as u32,
                last: word as u32,
                confidence: sure.tag,
                mean: sure.label,
            }),
        }
        open = true;
    }
    for chunk in &mut chunks {
        chunk.mean /= (chunk.last - chunk.first + 1) as f32;
    }
    chunks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn crf() -> Crf {
        Crf {
            tags: ["O", "B-X", "I-X"].map(String::from).to_vec(),
            transitions: vec![vec![0.0; 3]; 3],
            start: vec![0.0; 3],
        }
    }

    #[test]
    fn inside_needs_a_beginning() {
        // The second word would like I-X, but its neighbour is surely O.
        let chunks = crf().chunks(&[5.0, 0.0, 0.0, 0.0, 1.0, 2.0, 5.0, 0.0, 0.0]);
        assert_eq!(chunks.len(), 1);
        assert_eq!((chunks[0].first, chunks[0].last), (1, 1));
    }

    #[test]
    fn probabilities_of_one_word_are_a_softmax() {
        let chunks = crf().chunks(&[0.0, 2.0, 0.0]);
        let expected = 2f32.exp() / (2f32.exp() + 2.0);
        assert!((chunks[0].confidence - expected).abs() < 1e-4);
    }

    #[test]
    fn neighbours_of_one_label_stay_apart() {
        let chunks = crf().chunks(&[0.0, 5.0, 0.0, 0.0, 5.0, 0.0, 0.0, 0.0, 5.0]);
        assert_eq!(chunks.iter().map(|c| (c.first, c.last)).collect::<Vec<_>>(), [(0, 0), (1, 2)]);
    }

    #[test]
    fn tables_of_wrong_size_are_refused() {
        let mut wrong = crf();
        wrong.start.pop();
        assert!(wrong.check().is_err());
        assert!(crf().check().is_ok());
    }
}
