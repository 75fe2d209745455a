//! The tagger: one pass of a neural encoder over the sentences gives the tags for names and those for attribution.
//!
//! Words are cut as in training ([`words`]), turned into word pieces (`pieces`) with their shape and quotation state
//! (`features`), laid out in windows of whole sentences (`windows`), run in batches of like length over many articles
//! (`batches`, [`encoder`]), and decoded by a CRF for each of the two tag sets ([`crf`]). A small network scores which
//! spans belong together ([`link`]).
//!
//! Law: chunks of one tag set are in text order and do not overlap; the same articles give the same tags whatever the
//! number of threads.

mod batches;
pub mod calibration;
pub mod crf;
pub mod encoder;
mod features;
mod files;
pub mod front;
#[cfg(feature = "rust-bert")]
mod libtorch;
pub mod link;
mod pieces;
mod rten;
mod vectors;
mod windows;
pub mod words;

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;
use sha2::{Digest, Sha256};
use tokenizers::Tokenizer;

use self::calibration::Calibration;
use self::crf::Chunk;
use self::encoder::Encoder;
use self::files::{Description, Files};
use self::link::{Linker, Links};
use self::pieces::{Cutter, Memory};
use self::rten::RtenEncoder;
use self::words::Word;
use crate::error::{Error, Result};
use crate::hash::hexadecimal;
use crate::sentences::Sentence;

pub use self::files::{ATTRIBUTION_LABELS, NAME_LABELS};

/// One article, as the tagger takes it.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The article's text.
    pub text: &'a str,
    /// Its sentences.
    pub sentences: &'a [Sentence],
}

/// The tags of one article.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tags {
    /// The words, in text order.
    pub words: Vec<Word>,
    /// Names; `label` is an index into [`NAME_LABELS`].
    pub names: Vec<Chunk>,
    /// Sources, cues and contents; `label` is an index into [`ATTRIBUTION_LABELS`].
    pub attribution: Vec<Chunk>,
    /// How likely these belong together.
    pub links: Links,
}

/// A word as the model is given it, for training.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordInput {
    /// The word and its sentence.
    pub word: Word,
    /// The token types of its first piece and of the others.
    pub types: [u8; 2],
    /// Its pieces, at least one.
    pub pieces: Vec<i32>,
}

/// What runs the model.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Engine {
    /// The engine that is part of the program, on the processor.
    #[default]
    Embedded,
    /// libtorch by way of rust-bert, on the device of this name: `cpu`, `cuda:0`. Only in a program that was built with the
    /// feature `rust-bert`.
    RustBert(String),
}

/// A model with all that it takes to use it.
pub struct Tagger {
    encoder: Box<dyn Encoder>,
    tokenizer: Tokenizer,
    description: Description,
    linker: Linker,
    calibration: Calibration,
    hash: String,
    memories: Mutex<Vec<Memory>>,
    /// Finds the names in place of the model's own tags.
    #[cfg(feature = "rust-bert")]
    names: Option<libtorch::NameModel>,
}

impl Tagger {
    /// The model that is part of the program, run by its own engine.
    ///
    /// # Errors
    /// [`Error::Model`]; not with a program that passed its tests.
    pub fn built_in() -> Result<Self> {
        Self::new(Files::built_in(), &Engine::Embedded)
    }

    /// The model in a folder made by `training/`, run by the program's own engine.
    ///
    /// # Errors
    /// [`Error::Model`] naming the file and what is wrong with it.
    pub fn in_folder(folder: &Path) -> Result<Self> {
        Self::new(Files::in_folder(folder)?, &Engine::Embedded)
    }

    /// The model in a folder, or the one that is part of the program, run by an engine.
    ///
    /// # Errors
    /// [`Error::Model`] naming the file and what is wrong with it, [`Error::Engine`] what the engine lacks.
    pub fn load(folder: Option<&Path>, engine: &Engine) -> Result<Self> {
        Self::new(folder.map_or_else(|| Ok(Files::built_in()), Files::in_folder)?, engine)
    }

    /// The same tagger, with the names found by another model: a token classifier of the BERT family in the layout of Hugging
    /// Face, on a device. It is a folder, or, with the feature `rust-bert-remote`, the name of a model on the hub.
    ///
    /// # Errors
    /// [`Error::Engine`] naming the file and what is wrong with it; always in a program that was built without the feature
    /// `rust-bert`.
    #[cfg_attr(not(feature = "rust-bert"), allow(unused_mut, unused_variables, reason = "it can only refuse"))]
    pub fn with_names_of(mut self, named: &Path, device: &str) -> Result<Self> {
        #[cfg(feature = "rust-bert")]
        {
            self.names = Some(libtorch::NameModel::load(named, device)?);
            Ok(self)
        }
        #[cfg(not(feature = "rust-bert"))]
        Err(without_libtorch("--ner-model"))
    }

    fn new(files: Files, engine: &Engine) -> Result<Self> {
        let description = files.describe()?;
        let mut tokenizer = Tokenizer::from_bytes(&files.tokenizer)
            .map_err(|error| Error::Model { place: "tokenizer.json".into(), message: error.to_string() })?;
        tokenizer.with_padding(None);
        tokenizer
            .with_truncation(None)
            .map_err(|error| Error::Model { place: "tokenizer.json".into(), message: error.to_string() })?;
        let mut hash = Sha256::new();
        hash.update(&files.model);
        hash.update(&files.description);
        hash.update(&files.link);
        let hash = hexadecimal(&hash.finalize()[..4]);
        let linker = Linker::from_bytes(&files.link, description.hidden_size)?;
        let calibration = description.confidence.as_ref().map(Calibration::new).transpose()?.unwrap_or_default();
        let encoder = encoder(files.model, engine)?;
        Ok(Self {
            encoder,
            tokenizer,
            description,
            linker,
            calibration,
            hash,
            memories: Mutex::default(),
            #[cfg(feature = "rust-bert")]
            names: None,
        })
    }

    /// Name and short hash of the model, e.g. `news-en 1a2b3c4d`: the column `model`. With names by another model, that
    /// one's name, too: `news-en+other 1a2b3c4d`.
    pub fn label(&self) -> String {
        #[cfg(feature = "rust-bert")]
        if let Some(names) = &self.names {
            return format!("{}+{} {}", self.description.name, names.name(), self.hash);
        }
        format!("{} {}", self.description.name, self.hash)
    }

    /// How evidence becomes confidence, with this model.
    pub fn calibration(&self) -> &Calibration {
        &self.calibration
    }

    /// Tags articles, in parallel on the threads of the current rayon pool. One result for each input, in order.
    ///
    /// # Errors
    /// [`Error::Model`] when the engine fails.
    pub fn tag(&self, inputs: &[Input<'_>]) -> Result<Vec<Tags>> {
        let prepared = inputs.par_iter().map(|input| self.prepare(*input)).collect::<Result<Vec<_>>>()?;
        let scores = batches::run(
            self.encoder.as_ref(),
            &prepared,
            self.description.names.size(),
            rayon::current_num_threads(),
        )?;
        let both = prepared.into_par_iter().zip(scores).zip(inputs);
        #[cfg_attr(not(feature = "rust-bert"), allow(unused_mut, reason = "nothing replaces the names"))]
        let mut tags: Vec<Tags> =
            both.map(|((article, scores), input)| self.decode(article.words, input.sentences, &scores)).collect();
        #[cfg(feature = "rust-bert")]
        if let Some(model) = &self.names {
            for (tags, input) in tags.iter_mut().zip(inputs) {
                tags.names = model.find(*input, &tags.words)?;
            }
        }
        Ok(tags)
    }

    /// What the model is given of an article. Training reads this, so that a text is cut into words and pieces in one way.
    ///
    /// # Errors
    /// [`Error::Model`] when the tokenizer fails.
    pub fn model_input(&self, input: Input<'_>) -> Result<Vec<WordInput>> {
        let batches::Article { words, types, pieces, .. } = self.prepare(input)?;
        let one = |(index, (word, types)): (usize, (Word, features::WordTypes))| WordInput {
            word,
            types: [types.first, types.rest],
            pieces: pieces.of(index).to_vec(),
        };
        Ok(words.into_iter().zip(types).enumerate().map(one).collect())
    }

    fn prepare(&self, input: Input<'_>) -> Result<batches::Article> {
        let words = words::words(input.text, input.sentences);
        let types = features::word_types(input.text, &words, input.sentences);
        let memory = self.memories.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default();
        let mut cutter = Cutter::new(&self.tokenizer, self.description.max_pieces_a_word, memory);
        let pieces = cutter.cut(input.text, &words)?;
        self.memories.lock().unwrap_or_else(PoisonError::into_inner).push(cutter.into_memory());
        let windows = windows::windows(&words, &pieces, self.description.max_pieces);
        Ok(batches::Article { words, types, pieces, windows })
    }

    fn decode(&self, words: Vec<Word>, sentences: &[Sentence], scores: &batches::ArticleScores) -> Tags {
        let names = self.description.names.size();
        let tags = names + self.description.attribution.size();
        let part = |from: usize, to: usize| -> Vec<f32> {
            scores.tags.chunks_exact(tags).flat_map(|row| &row[from..to]).copied().collect()
        };
        let attribution = self.description.attribution.chunks(&part(names, tags));
        Tags {
            names: self.description.names.chunks(&part(0, names)),
            links: self.linker.score(&words, sentences, &attribution, &scores.vectors),
            attribution,
            words,
        }
    }
}

/// The encoder of a model.
fn encoder(model: std::borrow::Cow<'static, [u8]>, engine: &Engine) -> Result<Box<dyn Encoder>> {
    match engine {
        Engine::Embedded => Ok(Box::new(match model {
            std::borrow::Cow::Borrowed(bytes) => RtenEncoder::from_static(bytes)?,
            std::borrow::Cow::Owned(bytes) => RtenEncoder::from_bytes(bytes)?,
        })),
        #[cfg(feature = "rust-bert")]
        Engine::RustBert(device) => Ok(Box::new(libtorch::LibtorchEncoder::new(&model, device)?)),
        #[cfg(not(feature = "rust-bert"))]
        Engine::RustBert(_) => Err(without_libtorch("--engine rust-bert")),
    }
}

/// What a program without libtorch says to an option that needs it.
#[cfg(not(feature = "rust-bert"))]
fn without_libtorch(option: &str) -> Error {
    Error::Engine {
        place: option.to_owned(),
        message: "this program was built without libtorch; build one with cargo build --release --features rust-bert \
                  (docs/rust-bert.md), or leave the option out"
            .to_owned(),
    }
}
