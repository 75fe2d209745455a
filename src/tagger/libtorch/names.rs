//! Names by another model than our own: any token classifier of the BERT family that rust-bert knows, in the layout of
//! Hugging Face (config.json, vocabulary, weights). Its labels are mapped to the four that the tables know; attribution
//! stays with our own model.

use std::any::Any;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use rust_bert::pipelines::common::ModelResource;
use rust_bert::pipelines::token_classification::{
    LabelAggregationOption, Token, TokenClassificationConfig, TokenClassificationModel,
};
use rust_bert::resources::LocalResource;
use serde_json::Value;

use super::super::crf::Chunk;
use super::super::words::Word;
use super::super::{Input, NAME_LABELS};
use super::layout::Kind;
use super::place::Place;
use crate::error::{Error, Result};
use crate::span::{Span, Spanned};

const CONFIG: &str = "config.json";
const TOKENIZER: &str = "tokenizer_config.json";

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
    /// Loads the model that a folder holds, or that has this name, onto a device.
    ///
    /// # Errors
    /// [`Error::Engine`] naming the file that is missing, refused or wrong, and what to do.
    pub(in super::super) fn load(named: &Path, device: &str) -> Result<Self> {
        let place = Place::of(named)?;
        let device = super::device(device)?;
        let read = |file: &str, path: &Path| -> Result<Value> {
            let bytes = std::fs::read(path).map_err(|error| place.wrong(file, error.to_string()))?;
            serde_json::from_slice(&bytes).map_err(|error| place.wrong(file, error.to_string()))
        };
        let config = place.need(CONFIG)?;
        let settings = read(CONFIG, &config)?;
        let kind = Kind::of(&settings).map_err(|message| place.wrong(CONFIG, message))?;
        labels(&settings).map_err(|message| place.wrong(CONFIG, message))?;
        let letters = match place.find(TOKENIZER)? {
            Some(path) => kind.letters(&read(TOKENIZER, &path)?),
            None => kind.letters(&Value::Null),
        };
        let mut config = TokenClassificationConfig::new(
            kind.model,
            ModelResource::Torch(Box::new(LocalResource::from(place.weights()?))),
            LocalResource::from(config),
            LocalResource::from(place.need(kind.vocabulary)?),
            kind.merges.map(|file| place.need(file)).transpose()?.map(LocalResource::from),
            letters.lower_case,
            letters.strip_accents,
            letters.add_prefix_space,
            LabelAggregationOption::First,
        );
        config.device = device;
        config.batch_size = BATCH;
        let model = guarded(|| TokenClassificationModel::new(config))
            .and_then(|loaded| loaded.map_err(|error| error.to_string()))
            .map_err(|message| place.wrong("", message))?;
        Ok(Self { model: Mutex::new(model), name: place.name() })
    }

    /// Its name.
    pub(in super::super) fn name(&self) -> &str {
        &self.name
    }

    /// The names in an article, as chunks of its words; in text order, none touching another's words.
    ///
    /// # Errors
    /// [`Error::Engine`] when the model breaks.
    pub(in super::super) fn find(&self, input: Input<'_>, words: &[Word]) -> Result<Vec<Chunk>> {
        let sentences: Vec<&str> = input.sentences.iter().map(|sentence| sentence.span().slice(input.text)).collect();
        let mut model = self.model.lock().unwrap_or_else(PoisonError::into_inner);
        // Tensors may move between threads, not be shared by them.
        let model = &mut *model;
        let found = guarded(move || model.predict(&sentences, true, false))
            .map_err(|message| Error::Engine { place: self.name.clone(), message })?;
        let mut chunks = Vec::new();
        for (sentence, tokens) in input.sentences.iter().zip(&found) {
            chunks.extend(chunks_of(sentence.span(), sentence.span().slice(input.text), tokens, words));
        }
        Ok(chunks)
    }
}

/// Runs what panics where it ought to fail: rust-bert does, for instance on a configuration that lacks a
/// field. The thread's name keeps
/// Rust's own words about it from the terminal.
///
/// # Errors
/// What the panic said.
fn guarded<T: Send>(work: impl FnOnce() -> T + Send) -> std::result::Result<T, String> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name("sayso-names".into()).spawn_scoped(scope, work);
        let said = |panic: Box<dyn Any + Send>| match panic.downcast::<String>() {
            Ok(message) => *message,
            Err(panic) => panic.downcast_ref::<&str>().unwrap_or(&"rust-bert cannot load it").to_string(),
        };
        thread.map_err(|error| error.to_string())?.join().map_err(said)
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
