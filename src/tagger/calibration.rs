//! From evidence to a probability: a logistic function whose weights were fitted where people have judged
//! (`training/`), so that of the claims given 0.8 about 80 in 100 are right.

use serde::Deserialize;

use crate::error::{Error, Result};

/// What speaks for or against an attribution. Probabilities go in as log-odds, see [`log_odds`].
///
/// * `content`, `cue`, `source`: mean over the words of the probability of their label, the least sure content's;
///   `source` is 0 where there is none
/// * `least`: the least sure tag of all parts
/// * `content_link`, `source_link`: that the content belongs to this cue, and the source, or having none, too
/// * `sourceless`: 1 without a source
/// * `words`: logarithm of the number of words of the content
/// * `parts`: parts of the content beyond the first, at most 3
/// * `quoted`: 1 where the content begins with a quotation mark
pub const EVIDENCE: [&str; 10] =
    ["content", "cue", "source", "least", "content_link", "source_link", "sourceless", "words", "parts", "quoted"];

/// One number for each of [`EVIDENCE`].
pub type Evidence = [f32; EVIDENCE.len()];

/// The fitted function.
#[derive(Debug, Clone, PartialEq)]
pub struct Calibration {
    bias: f32,
    weights: Evidence,
}

/// As `tagger.json` has it: weights by name.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Weights {
    bias: f32,
    weights: std::collections::BTreeMap<String, f32>,
}

impl Calibration {
    /// Puts the weights in order.
    ///
    /// # Errors
    /// [`Error::Model`] naming a weight that is missing or unknown.
    pub(super) fn new(stored: &Weights) -> Result<Self> {
        let wrong = |message: String| Error::Model { place: "tagger.json".into(), message };
        if let Some(name) = stored.weights.keys().find(|name| !EVIDENCE.contains(&name.as_str())) {
            return Err(wrong(format!("this program does not know the evidence {name:?}; take a newer version of it")));
        }
        let mut weights = Evidence::default();
        for (weight, name) in weights.iter_mut().zip(EVIDENCE) {
            *weight = *stored.weights.get(name).ok_or_else(|| wrong(format!("the weight of {name:?} is missing")))?;
        }
        Ok(Self { bias: stored.bias, weights })
    }

    /// The probability of being right, 0 to 1.
    pub fn probability(&self, evidence: &Evidence) -> f32 {
        let sum: f32 = evidence.iter().zip(&self.weights).map(|(value, weight)| value * weight).sum();
        1.0 / (1.0 + (-(self.bias + sum)).exp())
    }
}

/// The probability of the least sure tag, as it is: for a model that was not calibrated, and for tests.
impl Default for Calibration {
    fn default() -> Self {
        let mut weights = Evidence::default();
        weights[3] = 1.0;
        Self { bias: 0.0, weights }
    }
}

/// Logarithm of the odds of a probability, bounded so that certainty stays finite.
pub fn log_odds(probability: f32) -> f32 {
    let bounded = probability.clamp(1e-4, 1.0 - 1e-4);
    (bounded / (1.0 - bounded)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_gives_the_least_sure_tag() {
        let mut evidence = Evidence::default();
        evidence[3] = log_odds(0.8);
        assert!((Calibration::default().probability(&evidence) - 0.8).abs() < 1e-4);
        assert_eq!(EVIDENCE[3], "least");
    }

    #[test]
    fn every_weight_is_needed_and_known() {
        let stored = |names: &[&str]| Weights {
            bias: 0.5,
            weights: names.iter().map(|name| ((*name).to_owned(), 1.0)).collect(),
        };
        assert!(Calibration::new(&stored(&EVIDENCE)).is_ok());
        assert!(Calibration::new(&stored(&EVIDENCE[1..])).unwrap_err().to_string().contains("\"content\""));
        let more: Vec<&str> = EVIDENCE.into_iter().chain(["mood"]).collect();
        assert!(Calibration::new(&stored(&more)).unwrap_err().to_string().contains("\"mood\""));
    }
}
