//! Names by another model than our own: any token classifier of the BERT family that rust-bert knows, in the layout of
//! Hugging Face (config.json, vocabulary, weights), in a folder that the user names. Its labels are mapped to the four that
//! the tables know; attribution stays with our own model.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rust_bert::pipelines::common::{ModelResource, ModelType};
use rust_bert::pipelines::token_classification::{
    LabelAggregationOption, Token, TokenClassificationConfig, TokenClassificationModel,
};
use rust_bert::resources::LocalResource;
use serde_json::Value;

use super::super::crf::Chunk;
use super::super::words::Word;
use super::super::{Input, NAME_LABELS};
use crate::error::{Error, Result};
use crate::span::{Span, Spanned};

/// Weights that are read: plain numbers. The first that is there is taken.
const WEIGHTS: [&str; 2] = ["model.safetensors", "rust_model.ot"];
/// Weights that are refused: unpacking a Python pickle runs whatever program lies in it.
const PICKLES: [&str; 3] = ["pytorch_model.bin", "model.pt", "pytorch_model.pt"];

/// Sentences that go through the model together.
const BATCH: usize = 32;

/// A model that finds names.
pub(in super::super) struct NameModel {
    /// One thread at a time.
    model: Mutex<TokenClassificationModel>,
    /// Its name in the column `model`.
    name: String,
}

impl NameModel {
    /// Loads the model in a folder onto a device.
    ///
    /// # Errors
    /// [`Error::Model`] naming the file that is missing, refused or wrong, and what to do.
    pub(in super::super) fn in_folder(folder: &Path, device: &str) -> Result<Self> {
        let wrong =
            |file: &str, message: String| Error::Model { place: folder.join(file).display().to_string(), message };
        let settings = std::fs::read(folder.join("config.json")).map_err(|error| {
            wrong("config.json", format!("cannot be read: {error}; name a folder in the layout of Hugging Face"))
        })?;
        let settings: Value =
            serde_json::from_slice(&settings).map_err(|error| wrong("config.json", error.to_string()))?;
        let kind = kind(&settings).map_err(|message| wrong("config.json", message))?;
        labels(&settings).map_err(|message| wrong("config.json", message))?;
        let weights = weights(folder)?;
        let file = |names: &[&str]| names.iter().map(|name| folder.join(name)).find(|path| path.is_file());
        let vocabulary = file(&["vocab.txt", "vocab.json", "spiece.model", "sentencepiece.bpe.model", "spm.model"])
            .ok_or_else(|| wrong("vocab.txt", "is missing; a tokenizer.json alone is not read".into()))?;
        let lower = std::fs::read(folder.join("tokenizer_config.json"))
            .ok()
            .and_then(|bytes| serde_json::from_slice::<Value>(&bytes).ok())
            .and_then(|settings| settings.get("do_lower_case")?.as_bool())
            .unwrap_or(false);
        let mut config = TokenClassificationConfig::new(
            kind,
            ModelResource::Torch(Box::new(LocalResource::from(weights))),
            LocalResource::from(folder.join("config.json")),
            LocalResource::from(vocabulary),
            file(&["merges.txt"]).map(LocalResource::from),
            lower,
            None,
            None,
            LabelAggregationOption::First,
        );
        config.device = super::device(device)?;
        config.batch_size = BATCH;
        // rust-bert panics on a configuration that lacks a field.
        let loaded = catch_unwind(AssertUnwindSafe(|| TokenClassificationModel::new(config)));
        let model = match loaded {
            Ok(Ok(model)) => model,
            Ok(Err(error)) => return Err(wrong("", error.to_string())),
            Err(_) => return Err(wrong("config.json", format!("a field is missing that a {kind:?} model needs"))),
        };
        let name = folder.file_name().unwrap_or(folder.as_os_str()).to_string_lossy().into_owned();
        Ok(Self { model: Mutex::new(model), name })
    }

    /// Its name: that of its folder.
    pub(in super::super) fn name(&self) -> &str {
        &self.name
    }

    /// The names in an article, as chunks of its words; in text order, none touching another's words.
    pub(in super::super) fn find(&self, input: Input<'_>, words: &[Word]) -> Vec<Chunk> {
        let sentences: Vec<&str> = input.sentences.iter().map(|sentence| sentence.span().slice(input.text)).collect();
        let model = self.model.lock().unwrap_or_else(PoisonError::into_inner);
        let found = model.predict(&sentences, true, false);
        let mut chunks = Vec::new();
        for (sentence, tokens) in input.sentences.iter().zip(&found) {
            chunks.extend(chunks_of(sentence.span(), sentence.span().slice(input.text), tokens, words));
        }
        chunks
    }
}

/// The kind of a model, by the word in its configuration.
fn kind(settings: &Value) -> std::result::Result<ModelType, String> {
    let word = settings.get("model_type").and_then(Value::as_str).unwrap_or_default();
    Ok(match word {
        "bert" => ModelType::Bert,
        "distilbert" => ModelType::DistilBert,
        "roberta" => ModelType::Roberta,
        "xlm-roberta" => ModelType::XLMRoberta,
        "electra" => ModelType::Electra,
        "albert" => ModelType::Albert,
        "deberta" => ModelType::Deberta,
        "deberta-v2" => ModelType::DebertaV2,
        "mobilebert" => ModelType::MobileBert,
        "xlnet" => ModelType::XLNet,
        "longformer" => ModelType::Longformer,
        other => {
            return Err(format!(
                "the model_type \"{other}\" is none that finds names here; take a BERT, a RoBERTa or the like"
            ));
        }
    })
}

/// Whether the labels of a configuration hold names.
fn labels(settings: &Value) -> std::result::Result<(), String> {
    let labels = settings.get("id2label").and_then(Value::as_object);
    let named = |label: &Value| label.as_str().and_then(self::label).is_some();
    if labels.is_some_and(|labels| labels.values().any(named)) {
        Ok(())
    } else {
        Err("its id2label has no label for persons, organisations or places; it was trained for something else".into())
    }
}

/// The weights in a folder.
fn weights(folder: &Path) -> Result<PathBuf> {
    if let Some(path) = WEIGHTS.iter().map(|name| folder.join(name)).find(|path| path.is_file()) {
        return Ok(path);
    }
    let pickle = PICKLES.iter().map(|name| folder.join(name)).find(|path| path.is_file());
    Err(match pickle {
        Some(path) => Error::Model {
            place: path.display().to_string(),
            message:
                "is a Python pickle, which can run any program when it is opened, and is not read; save the model \
                      again with save_pretrained(..., safe_serialization=True) and use its model.safetensors"
                    .into(),
        },
        None => Error::Model {
            place: folder.join(WEIGHTS[0]).display().to_string(),
            message: "is missing, and so is rust_model.ot".into(),
        },
    })
}

/// Our label for one of a model's: `B-PER`, `I-PERSON`, `LOC`, `GPE`. The index into [`NAME_LABELS`]; `None` for what is no
/// name. The groups of `OntoNotes` that our four labels have no place for (dates, numbers, money) are no names.
fn label(name: &str) -> Option<u8> {
    let bare = name.strip_prefix("B-").or_else(|| name.strip_prefix("I-")).unwrap_or(name);
    let ours = match bare.to_ascii_uppercase().as_str() {
        "PER" | "PERSON" => "PER",
        "ORG" | "ORGANIZATION" | "ORGANISATION" | "CORPORATION" => "ORG",
        "LOC" | "LOCATION" | "GPE" | "FAC" | "FACILITY" => "LOC",
        "MISC" | "NORP" | "EVENT" | "WORK_OF_ART" | "LAW" | "LANGUAGE" | "PRODUCT" => "MISC",
        _ => return None,
    };
    NAME_LABELS.iter().position(|&label| label == ours).map(|index| index as u8)
}

/// The chunks of a sentence: neighbouring tokens of one label that do not begin anew.
fn chunks_of(sentence: Span, text: &str, tokens: &[Token], words: &[Word]) -> Vec<Chunk> {
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let first = words.partition_point(|word| word.span.end() <= sentence.start());
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut open: Option<u8> = None;
    for token in tokens {
        let ours = label(&token.label);
        let place = token.offset.and_then(|offset| {
            let at = |point: u32| bytes.get(point as usize).map(|byte| sentence.start() + byte);
            Some(Span::new(at(offset.begin)?, at(offset.end)?))
        });
        let (Some(label), Some(place)) = (ours, place) else {
            open = None;
            continue;
        };
        let covered = |word: &&Word| word.span.start() < place.end();
        let start = first + words[first..].partition_point(|word| word.span.end() <= place.start());
        let count = words[start..].iter().take_while(covered).count();
        if count == 0 {
            continue;
        }
        let (from, to) = (start as u32, (start + count - 1) as u32);
        let sure = token.score as f32;
        match chunks.last_mut() {
            // A word that the other tokenizer has cut belongs to the name that it began.
            Some(last) if from <= last.last => last.last = last.last.max(to),
            Some(last) if open == Some(label) && !token.label.starts_with("B-") && last.last + 1 == from => {
                let words = (last.last - last.first + 1) as f32;
                last.mean = last.mean.mul_add(words, sure) / (words + 1.0);
                last.last = to;
                last.confidence = last.confidence.min(sure);
            }
            _ => chunks.push(Chunk { label, first: from, last: to, confidence: sure, mean: sure }),
        }
        open = Some(label);
    }
    chunks
}
