//! The border to the inference engine: a batch of windows in, scores out. This is the one place where backends vary.

use crate::error::Result;

/// Windows of one length, row after row. There is no padding, and so no mask, whose addition to every attention score is
/// slow in the built-in engine (`docs/speed.md`).
#[derive(Debug, Clone, Default)]
pub struct Batch {
    /// Number of windows.
    pub rows: usize,
    /// Pieces a window, the two special ones included.
    pub length: usize,
    /// Piece ids, `rows * length`.
    pub ids: Vec<i32>,
    /// Token types (see `features`), `rows * length`.
    pub types: Vec<i32>,
}

/// What a model computes for a batch.
#[derive(Debug, Clone)]
pub struct Scores {
    /// Scores of every tag of every piece: `rows * length * tags`.
    pub logits: Vec<f32>,
    /// Tags of both tag sets together.
    pub tags: usize,
    /// The last layer's vector of every piece: `rows * length * size`.
    pub vectors: Vec<f32>,
    /// Numbers in a vector.
    pub size: usize,
}

/// A neural encoder with its classifier.
pub trait Encoder: Send + Sync {
    /// Computes the scores of a batch on the calling thread.
    ///
    /// # Errors
    /// [`crate::error::Error::Model`] when the engine refuses the batch.
    fn encode(&self, batch: &Batch) -> Result<Scores>;
}
