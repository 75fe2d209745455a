"""Step 4: turn a trained network (Hugging Face BertForTokenClassification) into the model folder that sayso reads.

    python -m sayso_training.export SOURCE models/news-en            int8, what ships
    python -m sayso_training.export SOURCE DIR --precision f32       for comparison

SOURCE holds config.json, model.safetensors, tokenizer.json, link.safetensors and crf.json, as `train` writes them; it is
also what users of transformers and rust-bert take. The folder written holds model.onnx, tokenizer.json and
link.safetensors (copied) and tagger.json (labels, CRF, limits). No deep-learning framework is needed: the graph is
written node by node, in the shapes that the runtime fuses, and the weights are quantised here.

Int8 scheme: weights symmetric, one scale an output channel, within +-WEIGHT_LIMIT; activations unsigned, divided by the
largest absolute value of their own word piece first; products in 32-bit integers. One scale a word piece instead of one
a tensor (DynamicQuantizeLinear) costs little time, loses no accuracy, and makes a window's scores independent of the
windows that happen to share its batch. Embedding tables have one scale a row. Layer norms, softmax, attention products
and the classifier stay f32.
"""
import argparse
import json
import pathlib
import shutil

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file

# On x86 without VNNI the runtime adds two u8*i8 products in a saturating 16-bit register: 2 * 255 * 64 is the most
# that fits. With this limit every machine computes the same sums.
WEIGHT_LIMIT = 64


# GELU never goes below -0.17, and the largest of its 1,536 values is far above 1: a small offset holds what is negative.
GELU_ZERO = 32


class Graph:
    """Collects nodes and weights; every method returns the name of the value it makes."""

    def __init__(self, int8: bool, limit: int):
        self.nodes, self.weights, self.count = [], [], 0
        self.int8, self.limit = int8, limit

    def node(self, op: str, inputs, outputs: int = 1, **attributes):
        self.count += 1
        names = [f"{op}_{self.count}_{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(op, inputs, names, **attributes))
        return names[0] if outputs == 1 else names

    def constant(self, array, name: str = "") -> str:
        self.count += 1
        name = name or f"c_{self.count}"
        self.weights.append(numpy_helper.from_array(np.array(array, order="C"), name))
        return name

    def embedding(self, table: np.ndarray, ids: str, name: str) -> str:
        """Rows of `table` at `ids`."""
        if not self.int8:
            return self.node("Gather", [self.constant(table, name), ids])
        scale = np.maximum(np.abs(table).max(1, keepdims=True), 1e-8) / 127
        rows = np.clip(np.round(table / scale), -127, 127).astype(np.int8)
        gathered = self.node("Gather", [self.constant(rows, name), ids])
        scales = self.node("Gather", [self.constant(scale.astype(np.float32), name + ".scale"), ids])
        return self.node("Mul", [self.node("Cast", [gathered], to=TensorProto.FLOAT), scales])

    def quantize(self, x: str, zero: int = 128):
        """What `linear` multiplies: the value itself, or its quantised form, made once for several products.

        `zero` stands for 0.0: 128 where both signs occur, less where values below zero are small.
        """
        if not self.int8:
            return x
        # The runtime reduces faster than it takes absolute values.
        last = self.constant(np.array([-1], np.int64))
        lowest = self.node("Neg", [self.node("ReduceMin", [x, last], keepdims=1)])
        largest = self.node("Max", [self.node("ReduceMax", [x, last], keepdims=1), lowest, self.constant(np.float32(1e-6))])
        step = np.float32(1 / (255 - zero))
        offset = self.constant(np.uint8(zero))
        return self.node("QuantizeLinear", [self.node("Div", [x, largest]), self.constant(step), offset]), step, offset, largest

    def linear(self, x, weight: np.ndarray, bias: np.ndarray, name: str) -> str:
        """x @ weight.T + bias for a weight of shape (out, in) as PyTorch stores it."""
        matrix = weight.T
        if not self.int8:
            product = self.node("MatMul", [x, self.constant(matrix, name)])
            return self.node("Add", [product, self.constant(bias, name + ".bias")])
        values, step, offset, largest = x
        scale = (np.maximum(np.abs(matrix).max(0), 1e-8) / self.limit).astype(np.float32)
        rounded = np.clip(np.round(matrix / scale), -self.limit, self.limit).astype(np.int8)
        zero = self.constant(np.int8(0), name + ".zero")
        product = self.node("MatMulInteger", [values, self.constant(rounded, name), offset, zero])
        # Integer product, cast and this one multiplication are fused by the runtime.
        scales = self.constant(scale * step, name + ".scale")
        product = self.node("Mul", [self.node("Cast", [product], to=TensorProto.FLOAT), scales])
        return self.node("Add", [self.node("Mul", [product, largest]), self.constant(bias, name + ".bias")])

    def norm(self, x: str, weights: dict, name: str, epsilon: float) -> str:
        scale, bias = (self.constant(weights[f"{name}.{part}"], f"{name}.{part}") for part in ("weight", "bias"))
        return self.node("LayerNormalization", [x, scale, bias], axis=-1, epsilon=epsilon)


def build(config: dict, w: dict, int8: bool, limit: int) -> onnx.ModelProto:
    """The graph: input_ids, token_type_ids (int32, batch x length) -> logits, hidden (f32). No mask: the program does not pad."""
    g = Graph(int8, limit)
    size, heads, epsilon = config["hidden_size"], config["num_attention_heads"], config["layer_norm_eps"]
    wide = size // heads

    length = g.node("Shape", ["input_ids"], start=1, end=2)
    positions = g.node("Slice", [g.constant(w["bert.embeddings.position_embeddings.weight"], "positions"),
                                 g.constant(np.array([0], np.int64)), length, g.constant(np.array([0], np.int64))])
    x = g.embedding(w["bert.embeddings.word_embeddings.weight"], "input_ids", "words")
    types = g.node("Gather", [g.constant(w["bert.embeddings.token_type_embeddings.weight"], "types"), "token_type_ids"])
    x = g.node("Add", [g.node("Add", [x, types]), positions])
    x = g.norm(x, w, "bert.embeddings.LayerNorm", epsilon)

    split = g.constant(np.array([0, 0, heads, wide], np.int64))
    join = g.constant(np.array([0, 0, size], np.int64))
    for i in range(config["num_hidden_layers"]):
        p = f"bert.encoder.layer.{i}"
        quantized = g.quantize(x)
        parts = []
        for part in ("query", "key", "value"):
            weight, bias = (w[f"{p}.attention.self.{part}.{k}"] for k in ("weight", "bias"))
            if part == "query":  # the attention's 1/sqrt(width), once and for all
                weight, bias = weight / np.sqrt(wide), bias / np.sqrt(wide)
            y = g.linear(quantized, weight.astype(np.float32), bias.astype(np.float32), f"{p}.{part}")
            # keys are transposed for the product at once: batch, head, width, length
            order = [0, 2, 3, 1] if part == "key" else [0, 2, 1, 3]
            parts.append(g.node("Transpose", [g.node("Reshape", [y, split])], perm=order))
        query, key, value = parts
        scores = g.node("MatMul", [query, key])
        context = g.node("MatMul", [g.node("Softmax", [scores], axis=-1), value])
        context = g.node("Reshape", [g.node("Transpose", [context], perm=[0, 2, 1, 3]), join])

        def dense(y, name, zero=128):
            return g.linear(g.quantize(y, zero), w[f"{p}.{name}.weight"], w[f"{p}.{name}.bias"], f"{p}.{name}")

        x = g.norm(g.node("Add", [x, dense(context, "attention.output.dense")]), w,
                   f"{p}.attention.output.LayerNorm", epsilon)
        inner = g.node("Gelu", [dense(x, "intermediate.dense")])
        x = g.norm(g.node("Add", [x, dense(inner, "output.dense", GELU_ZERO)]), w, f"{p}.output.LayerNorm", epsilon)

    logits = g.node("Add", [g.node("MatMul", [x, g.constant(w["classifier.weight"].T, "classifier")]),
                            g.constant(w["classifier.bias"], "classifier.bias")])
    for name, value in (("hidden", x), ("logits", logits)):
        g.nodes.append(helper.make_node("Identity", [value], [name]))
    shape = ["batch", "length"]
    graph = helper.make_graph(
        g.nodes, "sayso tagger",
        [helper.make_tensor_value_info(n, TensorProto.INT32, shape)
         for n in ("input_ids", "token_type_ids")],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, shape + [len(config["id2label"])]),
         helper.make_tensor_value_info("hidden", TensorProto.FLOAT, shape + [size])],
        g.weights)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=9,
                              producer_name="sayso training")
    onnx.checker.check_model(model)
    return model


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=pathlib.Path)
    parser.add_argument("target", type=pathlib.Path)
    parser.add_argument("--precision", choices=("int8", "f32"), default="int8")
    parser.add_argument("--max-pieces", type=int, default=190, help="largest window that the program makes")
    parser.add_argument("--begin", type=float, default=0.0,
                        help="added to the scores of the first words of sources, cues and contents: above 0 finds more")
    parser.add_argument("--weight-limit", type=int, default=WEIGHT_LIMIT, help="largest quantised weight (64 or 127)")
    args = parser.parse_args()

    config = json.loads((args.source / "config.json").read_text())
    weights = {k: v.astype(np.float32) for k, v in load_file(args.source / "model.safetensors").items()}
    crf = json.loads((args.source / "crf.json").read_text())
    weights["classifier.bias"][len(crf["ner"]["tags"]) + 1::2] += args.begin
    args.target.mkdir(parents=True, exist_ok=True)
    model = build(config, weights, args.precision == "int8", args.weight_limit)
    onnx.save(model, args.target / "model.onnx")
    for name in ("tokenizer.json", "link.safetensors"):
        shutil.copyfile(args.source / name, args.target / name)
    tagger = {
        "name": args.target.name,
        "precision": args.precision,
        "hidden_size": config["hidden_size"],
        "max_pieces": args.max_pieces,
        "max_pieces_a_word": 12,
        "names": crf["ner"],
        "attribution": crf["attribution"],
    }
    (args.target / "tagger.json").write_text(json.dumps(tagger, indent=1) + "\n")
    size = (args.target / "model.onnx").stat().st_size / 1e6
    print(f"{args.target}/model.onnx: {args.precision}, {size:.1f} MB")


if __name__ == "__main__":
    main()
