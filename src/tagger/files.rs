//! The files of a model: the one built into the program, or a folder that the user names.

use std::borrow::Cow;
use std::path::Path;

use serde::Deserialize;

use super::calibration::Weights;
use super::crf::Crf;
use crate::error::{Error, Result};

/// The labels of names, in the order of the model's tags.
pub const NAME_LABELS: [&str; 4] = ["PER", "ORG", "LOC", "MISC"];
/// The labels of attribution, in the order of the model's tags.
pub const ATTRIBUTION_LABELS: [&str; 3] = ["SOURCE", "CUE", "CONTENT"];

/// `tagger.json`: what a program needs to know of a model beside its weights.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Description {
    /// The model's name.
    pub(super) name: String,
    /// The most pieces in a window, the two special ones not counted.
    pub(super) max_pieces: usize,
    /// The most pieces that one word may have.
    pub(super) max_pieces_a_word: usize,
    /// Numbers in a vector of the last layer.
    pub(super) hidden_size: usize,
    /// Tags of names: `O`, then B and I of PER, ORG, LOC, MISC.
    pub(super) names: Crf,
    /// Tags of attribution: `O`, then B and I of SOURCE, CUE, CONTENT.
    pub(super) attribution: Crf,
    /// From evidence to confidence; without it, that of the least sure tag is taken as it is.
    pub(super) confidence: Option<Weights>,
}

/// The bytes of a model's files.
pub(super) struct Files {
    /// The ONNX graph.
    pub(super) model: Cow<'static, [u8]>,
    /// The tokenizer, in the format of Hugging Face tokenizers.
    pub(super) tokenizer: Cow<'static, [u8]>,
    /// The description.
    pub(super) description: Cow<'static, [u8]>,
    /// The linker's weights.
    pub(super) link: Cow<'static, [u8]>,
}

impl Files {
    /// The model that is part of the program.
    pub(super) const fn built_in() -> Self {
        Self {
            model: Cow::Borrowed(include_bytes!("../../models/news-en/model.onnx")),
            tokenizer: Cow::Borrowed(include_bytes!("../../models/news-en/tokenizer.json")),
            description: Cow::Borrowed(include_bytes!("../../models/news-en/tagger.json")),
            link: Cow::Borrowed(include_bytes!("../../models/news-en/link.safetensors")),
        }
    }

    /// Reads the files of a folder made by `training/`.
    ///
    /// # Errors
    /// [`Error::Model`] naming the file that cannot be read.
    pub(super) fn in_folder(folder: &Path) -> Result<Self> {
        let read = |name: &str| {
            let path = folder.join(name);
            std::fs::read(&path).map(Cow::Owned).map_err(|error| Error::Model {
                place: path.display().to_string(),
                message: format!("cannot be read: {error}"),
            })
        };
        Ok(Self {
            model: read("model.onnx")?,
            tokenizer: read("tokenizer.json")?,
            description: read("tagger.json")?,
            link: read("link.safetensors")?,
        })
    }

    /// Parses and checks the description.
    ///
    /// # Errors
    /// [`Error::Model`] naming what is wrong with it.
    pub(super) fn describe(&self) -> Result<Description> {
        let wrong = |message: String| Error::Model { place: "tagger.json".into(), message };
        let description: Description =
            serde_json::from_slice(&self.description).map_err(|error| wrong(error.to_string()))?;
        for (crf, labels) in
            [(&description.names, &NAME_LABELS[..]), (&description.attribution, &ATTRIBUTION_LABELS[..])]
        {
            crf.check().map_err(wrong)?;
            let named = crf.tags.iter().skip(1).step_by(2).map(|tag| &tag[2..]);
            if !named.eq(labels.iter().copied()) {
                return Err(wrong(format!("the labels must be {} in this order", labels.join(", "))));
            }
        }
        if !(32..=510).contains(&description.max_pieces) || description.max_pieces_a_word == 0 {
            return Err(wrong("max_pieces must be 32 to 510, max_pieces_a_word at least 1".into()));
        }
        Ok(description)
    }
}
