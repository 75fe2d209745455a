//! The second engine: libtorch under Rust, by the crates tch and rust-bert, on the processor or a graphics card. It takes
//! the same files as the built-in engine, and computes in 32-bit numbers what that computes in 8-bit ones where its
//! model is int8.

mod graph;
mod layout;
mod names;
mod place;
mod weights;

use std::sync::{Mutex, PoisonError};

use rust_bert::bert::{BertConfig, BertEmbeddings, BertModel};
use tch::nn::{self, Module, VarStore};
use tch::{Device, Kind, Tensor};

use super::encoder::{Batch, Encoder, Scores};
use crate::error::{Error, Result};

pub(super) use names::NameModel;

/// A BERT encoder with its classifier.
struct Network {
    bert: BertModel<BertEmbeddings>,
    classifier: nn::Linear,
    store: VarStore,
}

impl Network {
    /// A network of this shape, its weights not yet set.
    fn new(config: &BertConfig, tags: i64, device: Device) -> Self {
        let mut store = VarStore::new(device);
        let bert = BertModel::new_with_optional_pooler(store.root() / "bert", config, false);
        let classifier = nn::linear(store.root() / "classifier", config.hidden_size, tags, nn::LinearConfig::default());
        store.freeze();
        Self { bert, classifier, store }
    }

    /// The same network for another thread: of its own, but over the same numbers.
    fn share(&self, config: &BertConfig, tags: i64) -> Self {
        let other = Self::new(config, tags, self.store.device());
        let ours = self.store.variables();
        for (name, mut variable) in other.store.variables() {
            if let Some(values) = ours.get(&name) {
                variable.set_data(values);
            }
        }
        other
    }
}

/// The engine.
pub(super) struct LibtorchEncoder {
    /// Networks that no thread is using; tensors may move between threads, not be shared by them.
    idle: Mutex<Vec<Network>>,
    /// The one that holds the numbers.
    first: Mutex<Network>,
    config: BertConfig,
    tags: i64,
    device: Device,
}

impl LibtorchEncoder {
    /// Loads the weights of a model in ONNX, as `training/` writes it, onto a device: `cpu`, `cuda:0`.
    ///
    /// # Errors
    /// [`Error::Engine`] when the device is not there, [`Error::Model`] when the weights are not those of such a network.
    pub(super) fn new(model: &[u8], device: &str) -> Result<Self> {
        let device = self::device(device)?;
        // Threads work on batches of their own, as those of the built-in engine do.
        tch::set_num_threads(1);
        let weights = weights::read(model)?;
        let (config, tags) = (weights.config(), weights.tags());
        let network = Network::new(&config, tags, device);
        weights.fill(&network.store)?;
        Ok(Self { idle: Mutex::default(), first: Mutex::new(network), config, tags, device })
    }

    /// A network for the calling thread.
    fn take(&self) -> Network {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        idle.unwrap_or_else(|| self.first.lock().unwrap_or_else(PoisonError::into_inner).share(&self.config, self.tags))
    }
}

impl Encoder for LibtorchEncoder {
    fn encode(&self, batch: &Batch) -> Result<Scores> {
        let network = self.take();
        let scores = tch::no_grad(|| run(&network, batch, self.device)).map_err(|error| broken(&error));
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(network);
        scores
    }
}

/// Runs a batch.
fn run(network: &Network, batch: &Batch, device: Device) -> std::result::Result<Scores, Box<dyn std::error::Error>> {
    let shape = [batch.rows as i64, batch.length as i64];
    let tensor = |values: &[i32]| -> std::result::Result<Tensor, tch::TchError> {
        Tensor::f_from_slice(values)?.f_view(shape)?.f_to_kind(Kind::Int64)?.f_to_device(device)
    };
    let (ids, types) = (tensor(&batch.ids)?, tensor(&batch.types)?);
    let hidden = network.bert.forward_t(Some(&ids), None, Some(&types), None, None, None, None, false)?.hidden_state;
    let logits = network.classifier.forward(&hidden);
    let numbers = |tensor: &Tensor| -> std::result::Result<(Vec<f32>, usize), tch::TchError> {
        let width = tensor.size().last().map_or(0, |&width| width as usize);
        let flat = tensor.f_to_device(Device::Cpu)?.f_to_kind(Kind::Float)?.f_contiguous()?.f_view([-1])?;
        Ok((Vec::try_from(&flat)?, width))
    };
    let ((logits, tags), (vectors, size)) = (numbers(&logits)?, numbers(&hidden)?);
    Ok(Scores { logits, tags, vectors, size })
}

/// The device of this name.
fn device(name: &str) -> Result<Device> {
    let wrong = |message: String| Error::Engine { place: format!("--device {name}"), message };
    let number = match name {
        "cpu" => return Ok(Device::Cpu),
        "cuda" => 0,
        _ => name
            .strip_prefix("cuda:")
            .and_then(|number| number.parse::<usize>().ok())
            .ok_or_else(|| wrong("there is no such device; write cpu, or cuda:0 for the first graphics card".into()))?,
    };
    let there = tch::Cuda::device_count();
    if !tch::Cuda::is_available() || number as i64 >= there {
        return Err(wrong(format!(
            "libtorch sees {there} graphics cards; use cpu, or a libtorch with CUDA and its driver (docs/rust-bert.md)"
        )));
    }
    Ok(Device::Cuda(number))
}

/// Whatever libtorch says.
fn broken(error: &dyn std::fmt::Display) -> Error {
    Error::Engine { place: "libtorch".into(), message: error.to_string() }
}
