//! The built-in engine: rten, a pure Rust runtime for ONNX models, int8 on the CPU.

use std::cell::RefCell;
use std::sync::Arc;

use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, NdTensorView};

use super::encoder::{Batch, Encoder, Scores};
use crate::error::{Error, Result};

/// A tagger's ONNX graph: `input_ids`, `token_type_ids` (i32, rows x length) to `logits` (f32, rows x length x tags)
/// and `hidden` (f32, rows x length x size).
pub(super) struct RtenEncoder {
    model: Model,
    inputs: [NodeId; 2],
    outputs: [NodeId; 2],
}

impl RtenEncoder {
    /// Loads a graph that is part of the program: its weights are not copied.
    ///
    /// # Errors
    /// [`Error::Model`] when the bytes are not such a graph.
    pub(super) fn from_static(bytes: &'static [u8]) -> Result<Self> {
        Self::new(options().load_static_slice(bytes).map_err(|error| broken(&error))?)
    }

    /// Loads a graph from the bytes of a file.
    ///
    /// # Errors
    /// [`Error::Model`] when the bytes are not such a graph.
    pub(super) fn from_bytes(bytes: Vec<u8>) -> Result<Self> {
        Self::new(options().load(bytes).map_err(|error| broken(&error))?)
    }

    fn new(model: Model) -> Result<Self> {
        let node = |name| model.node_id(name).map_err(|error| broken(&error));
        let inputs = [node("input_ids")?, node("token_type_ids")?];
        let outputs = [node("logits")?, node("hidden")?];
        Ok(Self { model, inputs, outputs })
    }
}

fn options() -> ModelOptions {
    let mut options = ModelOptions::with_all_ops();
    options.prepack_weights(true);
    options
}

fn broken(error: &dyn std::fmt::Display) -> Error {
    Error::Model { place: "model.onnx".into(), message: error.to_string() }
}

thread_local! {
    /// Parallelism is over windows, so each thread that computes has a pool of one: a shared pool would make threads
    /// wait for each other inside every product.
    static POOL: RefCell<Option<Arc<ThreadPool>>> = const { RefCell::new(None) };
}

fn pool() -> Arc<ThreadPool> {
    POOL.with_borrow_mut(|pool| Arc::clone(pool.get_or_insert_with(|| Arc::new(ThreadPool::with_num_threads(1)))))
}

impl Encoder for RtenEncoder {
    fn encode(&self, batch: &Batch) -> Result<Scores> {
        let shape = [batch.rows, batch.length];
        let values = [&batch.ids, &batch.types];
        let inputs = std::array::from_fn::<_, 2, _>(|i| {
            (self.inputs[i], NdTensorView::from_data(shape, values[i].as_slice()).into())
        });
        let options = RunOptions::default().with_thread_pool(Some(pool()));
        let values = self.model.run_n(inputs.into(), self.outputs, Some(options)).map_err(|error| broken(&error))?;
        let [logits, hidden] = values.map(NdTensor::<f32, 3>::try_from);
        let shape = |_| broken(&"an output is not of numbers, rows x length x width");
        let (logits, hidden) = (logits.map_err(shape)?, hidden.map_err(shape)?);
        let (tags, size) = (logits.size(2), hidden.size(2));
        Ok(Scores { logits: logits.into_data(), tags, vectors: hidden.into_data(), size })
    }
}
