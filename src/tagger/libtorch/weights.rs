//! The weights of a model, out of the ONNX graph that the built-in engine runs and into a network of rust-bert's. The graph
//! is of our own making (`training/sayso_training/export.py`): its tensors have names, matrices lie the other way round
//! than in `PyTorch`, int8 ones have a scale beside them, and the scale of the attention is part of its queries.

use rust_bert::bert::BertConfig;
use tch::nn::VarStore;
use tch::{Device, Kind, Tensor};

use super::graph::{self, Tensors};
use crate::error::{Error, Result};

/// More layers than any BERT has.
const MOST_LAYERS: i64 = 1000;

/// The weights of a model.
pub(super) struct Weights {
    tensors: Tensors,
    layers: i64,
    hidden: i64,
    heads: i64,
}

/// Reads the weights of a graph.
///
/// # Errors
/// [`Error::Model`] when the bytes are not such a graph.
pub(super) fn read(model: &[u8]) -> Result<Weights> {
    let tensors = graph::read(model).ok_or_else(|| wrong("it is no ONNX model"))?;
    let hidden = tensors.all.get("positions").and_then(|table| table.shape.get(1).copied());
    let (Some(hidden), Some(heads)) = (hidden, tensors.heads) else {
        return Err(wrong("it is no model of sayso's own training, so that this engine does not know its way in it"));
    };
    let has = |layer: &i64| tensors.all.contains_key(&format!("bert.encoder.layer.{layer}.query"));
    let layers = (0..MOST_LAYERS).take_while(has).count() as i64;
    Ok(Weights { tensors, layers, hidden, heads })
}

impl Weights {
    /// The shape of the network.
    pub(super) fn config(&self) -> BertConfig {
        let rows = |name: &str| self.tensors.all.get(name).and_then(|table| table.shape.first().copied()).unwrap_or(0);
        let inner = self.tensors.all.get("bert.encoder.layer.0.intermediate.dense");
        BertConfig {
            attention_probs_dropout_prob: 0.0,
            hidden_dropout_prob: 0.0,
            hidden_size: self.hidden,
            intermediate_size: inner.and_then(|matrix| matrix.shape.get(1).copied()).unwrap_or(4 * self.hidden),
            max_position_embeddings: rows("positions"),
            num_attention_heads: self.heads,
            num_hidden_layers: self.layers,
            type_vocab_size: rows("types"),
            vocab_size: rows("words"),
            ..BertConfig::default()
        }
    }

    /// How many tags the classifier tells apart.
    pub(super) fn tags(&self) -> i64 {
        self.tensors.all.get("classifier.bias").and_then(|bias| bias.shape.first().copied()).unwrap_or(0)
    }

    /// Puts the weights into a network.
    ///
    /// # Errors
    /// [`Error::Model`] naming what is missing or of another shape.
    pub(super) fn fill(&self, store: &VarStore) -> Result<()> {
        for (name, mut variable) in store.variables() {
            let values = self.variable(&name)?;
            if values.size() != variable.size() {
                return Err(wrong(&format!("{name} has the shape {:?}, not {:?}", values.size(), variable.size())));
            }
            tch::no_grad(|| variable.f_copy_(&values)).map_err(|error| wrong(&error.to_string()))?;
        }
        Ok(())
    }

    /// A variable by its name in a BERT of Hugging Face's.
    fn variable(&self, name: &str) -> Result<Tensor> {
        let table = name.strip_prefix("bert.embeddings.").and_then(|rest| match rest {
            "word_embeddings.weight" => Some("words"),
            "position_embeddings.weight" => Some("positions"),
            "token_type_embeddings.weight" => Some("types"),
            _ => None,
        });
        if let Some(table) = table {
            return self.rows(table);
        }
        let ours = name.replace("attention.self.", "");
        if name.contains("LayerNorm") {
            return self.plain(&ours);
        }
        let (layer, part) = ours.rsplit_once('.').unwrap_or((&ours, ""));
        let values = if part == "bias" { self.plain(&ours)? } else { self.matrix(layer)? };
        // The export has divided the queries by the square root of a head's width; rust-bert does that itself.
        let width = (self.hidden / self.heads) as f64;
        Ok(if layer.rsplit('.').next() == Some("query") { values * width.sqrt() } else { values })
    }

    /// A tensor as it lies there.
    fn plain(&self, name: &str) -> Result<Tensor> {
        let missing = || wrong(&format!("{name} is missing, or its numbers are of a kind that is not known"));
        let stored = self.tensors.all.get(name).ok_or_else(missing)?;
        let numbers = stored.numbers().ok_or_else(missing)?;
        Tensor::f_from_slice(&numbers)
            .and_then(|tensor| tensor.f_view(stored.shape.as_slice()))
            .map_err(|error| wrong(&format!("{name}: {error}")))
    }

    /// An embedding table; a quantised one has a scale a row.
    fn rows(&self, name: &str) -> Result<Tensor> {
        let table = self.plain(name)?;
        Ok(if self.is_quantized(name) { table * self.plain(&format!("{name}.scale"))? } else { table })
    }

    /// A matrix, out x in as `PyTorch` has it; a quantised one has a scale a column, which holds the step of its activations,
    /// too.
    fn matrix(&self, name: &str) -> Result<Tensor> {
        let mut matrix = self.plain(name)?;
        if self.is_quantized(name) {
            let step =
                self.tensors.steps.get(name).ok_or_else(|| wrong(&format!("{name} is multiplied with nothing")))?;
            matrix = matrix * self.plain(&format!("{name}.scale"))? / f64::from(*step);
        }
        Ok(matrix.tr().to_kind(Kind::Float).to_device(Device::Cpu))
    }

    fn is_quantized(&self, name: &str) -> bool {
        self.tensors.all.get(name).is_some_and(graph::Stored::is_quantized)
    }
}

fn wrong(message: &str) -> Error {
    Error::Model { place: "model.onnx".into(), message: message.to_owned() }
}
