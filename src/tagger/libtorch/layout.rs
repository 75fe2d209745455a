//! The layout of a Hugging Face model: which files it has, by the kind of network that its configuration names, and how its
//! tokenizer treats letters.

use rust_bert::pipelines::common::ModelType;
use serde_json::Value;

/// Plain numbers. The first that is there is taken.
pub(super) const WEIGHTS: [&str; 2] = ["model.safetensors", "rust_model.ot"];
/// Weights that are refused: unpacking a Python pickle runs whatever program lies in it.
pub(super) const PICKLES: [&str; 3] = ["pytorch_model.bin", "model.pt", "pytorch_model.pt"];

/// A kind of network.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kind {
    /// As rust-bert calls it.
    pub(super) model: ModelType,
    /// The file with its vocabulary.
    pub(super) vocabulary: &'static str,
    /// The file with the merges of its pieces.
    pub(super) merges: Option<&'static str>,
    /// Whether letters are made small where `tokenizer_config.json` does not say: what transformers does.
    lower_case: bool,
}

/// How a tokenizer treats letters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Letters {
    /// Makes them small.
    pub(super) lower_case: bool,
    /// Takes their accents away; `None` leaves that to the tokenizer.
    pub(super) strip_accents: Option<bool>,
    /// Puts a space before the first; `None` leaves that to the tokenizer.
    pub(super) add_prefix_space: Option<bool>,
}

impl Kind {
    /// The kind that a configuration names.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(super) fn of(config: &Value) -> Result<Self, String> {
        let word_piece = |model| Self { model, vocabulary: "vocab.txt", merges: None, lower_case: true };
        let sentence_piece = |model, vocabulary| Self { model, vocabulary, merges: None, lower_case: false };
        let byte_pair = |model| Self { model, vocabulary: "vocab.json", merges: Some("merges.txt"), lower_case: false };
        let name = config.get("model_type").and_then(Value::as_str).unwrap_or_default();
        Ok(match name {
            "bert" => word_piece(ModelType::Bert),
            "distilbert" => word_piece(ModelType::DistilBert),
            "electra" => word_piece(ModelType::Electra),
            "mobilebert" => word_piece(ModelType::MobileBert),
            "roberta" => byte_pair(ModelType::Roberta),
            "longformer" => byte_pair(ModelType::Longformer),
            "deberta" => byte_pair(ModelType::Deberta),
            "deberta-v2" => sentence_piece(ModelType::DebertaV2, "spm.model"),
            "xlm-roberta" => sentence_piece(ModelType::XLMRoberta, "sentencepiece.bpe.model"),
            "albert" => Self { lower_case: true, ..sentence_piece(ModelType::Albert, "spiece.model") },
            "xlnet" => sentence_piece(ModelType::XLNet, "spiece.model"),
            other => {
                return Err(format!(
                    "the model_type \"{other}\" is none that finds names here; take a BERT, a RoBERTa or the like"
                ));
            }
        })
    }

    /// How the tokenizer of such a model treats letters. `settings` is its `tokenizer_config.json`, `Null` if it has none.
    pub(super) fn letters(&self, settings: &Value) -> Letters {
        let said = |name: &str| settings.get(name).and_then(Value::as_bool);
        Letters {
            lower_case: said("do_lower_case").unwrap_or(self.lower_case),
            strip_accents: said("strip_accents"),
            // rust-bert refuses the option for tokenizers that know of no such space.
            add_prefix_space: self.merges.and_then(|_| said("add_prefix_space")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn letters_are_treated_as_transformers_treats_them() {
        let letters = |model: &str, settings: Value| {
            let letters = Kind::of(&json!({"model_type": model})).unwrap().letters(&settings);
            (letters.lower_case, letters.strip_accents, letters.add_prefix_space)
        };
        assert_eq!(letters("bert", Value::Null), (true, None, None));
        assert_eq!(letters("bert", json!({"do_lower_case": false})), (false, None, None));
        assert_eq!(letters("xlm-roberta", json!({"add_prefix_space": true})), (false, None, None));
        assert_eq!(letters("roberta", json!({"add_prefix_space": true})), (false, None, Some(true)));
        assert!(Kind::of(&json!({"model_type": "gpt2"})).unwrap_err().contains("gpt2"));
    }
}
