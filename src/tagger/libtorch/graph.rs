//! As much of the ONNX format as it takes to read the weights of our own models back: the tensors of a graph by name, and
//! the nodes. The numbers of the fields are those of `onnx.proto3` (ONNX 1.16, IR version 9).

use prost::Message;
use rustc_hash::FxHashMap;

/// The file.
#[derive(Clone, PartialEq, Message)]
struct Model {
    #[prost(message, optional, tag = "7")]
    graph: Option<Graph>,
}

#[derive(Clone, PartialEq, Message)]
struct Graph {
    #[prost(message, repeated, tag = "1")]
    nodes: Vec<Node>,
    #[prost(message, repeated, tag = "5")]
    tensors: Vec<Stored>,
}

#[derive(Clone, PartialEq, Message)]
struct Node {
    #[prost(string, repeated, tag = "1")]
    inputs: Vec<String>,
    #[prost(string, repeated, tag = "2")]
    outputs: Vec<String>,
    #[prost(string, tag = "4")]
    operator: String,
}

/// A tensor as it is stored.
#[derive(Clone, PartialEq, Message)]
pub(super) struct Stored {
    /// Its size in each direction.
    #[prost(int64, repeated, tag = "1")]
    pub(super) shape: Vec<i64>,
    #[prost(int32, tag = "2")]
    kind: i32,
    #[prost(string, tag = "8")]
    name: String,
    /// Its numbers, little-endian.
    #[prost(bytes = "vec", tag = "9")]
    bytes: Vec<u8>,
}

/// Numbers of `TensorProto.DataType`.
const FLOAT: i32 = 1;
const INT8: i32 = 3;
const INT64: i32 = 7;

impl Stored {
    /// Its numbers, whether they are stored in 32 bits or in 8; `None` for other kinds.
    pub(super) fn numbers(&self) -> Option<Vec<f32>> {
        match self.kind {
            FLOAT => Some(self.bytes.as_chunks::<4>().0.iter().map(|&number| f32::from_le_bytes(number)).collect()),
            INT8 => Some(self.bytes.iter().map(|&byte| f32::from(byte.cast_signed())).collect()),
            _ => None,
        }
    }

    /// Whether its numbers stand for others by a scale.
    pub(super) const fn is_quantized(&self) -> bool {
        self.kind == INT8
    }
}

/// The tensors of a graph by name, and what its first attention is parted into.
pub(super) struct Tensors {
    /// By name.
    pub(super) all: FxHashMap<String, Stored>,
    /// Attention heads: the third number of the first shape of four.
    pub(super) heads: Option<i64>,
    /// For each quantised matrix, what one step of the activations that it is multiplied with stands for.
    pub(super) steps: FxHashMap<String, f32>,
}

/// Reads a graph; `None` if it is none.
pub(super) fn read(bytes: &[u8]) -> Option<Tensors> {
    let Graph { nodes, tensors } = Model::decode(bytes).ok()?.graph?;
    let all: FxHashMap<String, Stored> = tensors.into_iter().map(|tensor| (tensor.name.clone(), tensor)).collect();
    let shape = |node: &Node| -> Option<i64> {
        let shape = all.get(node.inputs.get(1)?)?;
        let numbers = shape.bytes.as_chunks::<8>().0;
        (shape.kind == INT64 && numbers.len() == 4).then(|| i64::from_le_bytes(numbers[2]))
    };
    let heads = nodes.iter().filter(|node| node.operator == "Reshape").find_map(shape);
    let quantized: FxHashMap<&str, f32> = nodes
        .iter()
        .filter(|node| node.operator == "QuantizeLinear")
        .filter_map(|node| Some((node.outputs.first()?.as_str(), *all.get(node.inputs.get(1)?)?.numbers()?.first()?)))
        .collect();
    let steps = nodes
        .iter()
        .filter(|node| node.operator == "MatMulInteger")
        .filter_map(|node| Some((node.inputs.get(1)?.clone(), *quantized.get(node.inputs.first()?.as_str())?)))
        .collect();
    Some(Tensors { all, heads, steps })
}
