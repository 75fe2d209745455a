//! A model in the layout of Hugging Face that knows two names, for tests of other models than our own.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use safetensors::tensor::{Dtype, TensorView};

const VOCABULARY: [&str; 9] = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "zorbia", "ada", "pell", "."];
const TAGS: [&str; 9] = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC"];
const WIDTH: usize = 16;

/// A BERT of one layer that adds nothing to the embedding of a word, so that the classifier sees the word alone:
/// "zorbia" is a place, "ada pell" a person.
pub(crate) fn write_model(folder: &Path) {
    let one_hot = |rows: &[(usize, usize)], height: usize| {
        let mut matrix = vec![0.0f32; height * WIDTH];
        for &(row, column) in rows {
            matrix[row * WIDTH + column] = 8.0;
        }
        matrix
    };
    let words = one_hot(&[(0, 9), (1, 9), (2, 9), (3, 9), (4, 9), (5, 5), (6, 1), (7, 2), (8, 9)], VOCABULARY.len());
    let classifier = one_hot(&[(0, 9), (5, 5), (1, 1), (2, 2)], TAGS.len());
    let mut weights: HashMap<String, (Vec<usize>, Vec<f32>)> = HashMap::new();
    let mut put = |name: &str, shape: &[usize], values: Vec<f32>| {
        weights.insert(name.to_owned(), (shape.to_vec(), values));
    };
    let zeros = |count: usize| vec![0.0f32; count];
    put("bert.embeddings.word_embeddings.weight", &[VOCABULARY.len(), WIDTH], words);
    put("bert.embeddings.position_embeddings.weight", &[64, WIDTH], zeros(64 * WIDTH));
    put("bert.embeddings.token_type_embeddings.weight", &[2, WIDTH], zeros(2 * WIDTH));
    let layer = "bert.encoder.layer.0";
    let norms = ["bert.embeddings".to_owned(), format!("{layer}.attention.output"), format!("{layer}.output")];
    for norm in norms {
        put(&format!("{norm}.LayerNorm.weight"), &[WIDTH], vec![1.0; WIDTH]);
        put(&format!("{norm}.LayerNorm.bias"), &[WIDTH], zeros(WIDTH));
    }
    let linear = [
        ("attention.self.query", WIDTH, WIDTH),
        ("attention.self.key", WIDTH, WIDTH),
        ("attention.self.value", WIDTH, WIDTH),
        ("attention.output.dense", WIDTH, WIDTH),
        ("intermediate.dense", 32, WIDTH),
        ("output.dense", WIDTH, 32),
    ];
    for (name, to, from) in linear {
        put(&format!("{layer}.{name}.weight"), &[to, from], zeros(to * from));
        put(&format!("{layer}.{name}.bias"), &[to], zeros(to));
    }
    put("classifier.weight", &[TAGS.len(), WIDTH], classifier);
    put("classifier.bias", &[TAGS.len()], zeros(TAGS.len()));
    let bytes: HashMap<String, (Vec<usize>, Vec<u8>)> = weights
        .into_iter()
        .map(|(name, (shape, values))| (name, (shape, values.iter().flat_map(|value| value.to_le_bytes()).collect())))
        .collect();
    let views =
        bytes.iter().map(|(name, (shape, bytes))| (name, TensorView::new(Dtype::F32, shape.clone(), bytes).unwrap()));
    fs::write(folder.join("model.safetensors"), safetensors::serialize(views, None).unwrap()).unwrap();
    let labels: HashMap<String, &str> = TAGS.iter().enumerate().map(|(id, &tag)| (id.to_string(), tag)).collect();
    let ids: HashMap<&str, usize> = TAGS.iter().enumerate().map(|(id, &tag)| (tag, id)).collect();
    let config = serde_json::json!({
        "model_type": "bert", "hidden_act": "gelu", "attention_probs_dropout_prob": 0.0, "hidden_dropout_prob": 0.0,
        "hidden_size": WIDTH, "initializer_range": 0.02, "intermediate_size": 32, "max_position_embeddings": 64,
        "num_attention_heads": 2, "num_hidden_layers": 1, "type_vocab_size": 2, "vocab_size": VOCABULARY.len(),
        "id2label": labels, "label2id": ids,
    });
    fs::write(folder.join("config.json"), config.to_string()).unwrap();
    fs::write(folder.join("vocab.txt"), VOCABULARY.join("\n") + "\n").unwrap();
    fs::write(folder.join("tokenizer_config.json"), r#"{"do_lower_case": true}"#).unwrap();
}
