//! Word pieces: each word by itself through the model's tokenizer, remembered, as news repeats its words.

use rustc_hash::FxHashMap;
use tokenizers::Tokenizer;

use super::words::Word;
use crate::error::{Error, Result};

/// Ids of special pieces in every uncased BERT vocabulary.
pub(super) const CLS: i32 = 101;
/// The piece that ends a window.
pub(super) const SEP: i32 = 102;
/// The piece of a word that the tokenizer makes nothing of.
const UNKNOWN: i32 = 100;

/// How many distinct words are remembered at most (a few megabytes), so that memory does not grow with the run.
const REMEMBERED: usize = 1 << 16;

/// The pieces of an article's words: word `i` has `ids[ends[i - 1]..ends[i]]`.
#[derive(Debug, Clone, Default)]
pub(super) struct Pieces {
    ids: Vec<i32>,
    ends: Vec<u32>,
}

impl Pieces {
    /// Adds the pieces of the next word.
    pub(super) fn push(&mut self, ids: &[i32]) {
        self.ids.extend_from_slice(ids);
        self.ends.push(self.ids.len() as u32);
    }

    /// The pieces of one word, at least one.
    pub(super) fn of(&self, word: usize) -> &[i32] {
        &self.ids[self.start(word)..self.ends[word] as usize]
    }

    /// Number of pieces of the words from `first` to `last`, `last` not included.
    pub(super) fn count(&self, first: usize, last: usize) -> usize {
        self.start(last) - self.start(first)
    }

    fn start(&self, word: usize) -> usize {
        if word == 0 { 0 } else { self.ends[word - 1] as usize }
    }
}

/// The pieces of words seen before.
#[derive(Default)]
pub(super) struct Memory(FxHashMap<Box<str>, Box<[i32]>>);

/// Cuts words into pieces, on one thread.
pub(super) struct Cutter<'a> {
    tokenizer: &'a Tokenizer,
    most: usize,
    known: Memory,
}

impl<'a> Cutter<'a> {
    /// A cutter that knows some words already; a word yields at most `most` pieces.
    pub(super) fn new(tokenizer: &'a Tokenizer, most: usize, known: Memory) -> Self {
        Self { tokenizer, most, known }
    }

    /// What it has learnt, for the next cutter.
    pub(super) fn into_memory(self) -> Memory {
        self.known
    }

    /// The pieces of all words of a text.
    pub(super) fn cut(&mut self, text: &str, words: &[Word]) -> Result<Pieces> {
        let mut pieces = Pieces { ids: Vec::with_capacity(words.len() * 4 / 3), ends: Vec::with_capacity(words.len()) };
        for word in words {
            let letters = word.span.slice(text);
            if let Some(ids) = self.known.0.get(letters) {
                pieces.push(ids);
            } else {
                let ids = self.encode(letters)?;
                pieces.push(&ids);
                if self.known.0.len() < REMEMBERED {
                    self.known.0.insert(letters.into(), ids.into());
                }
            }
        }
        Ok(pieces)
    }

    fn encode(&self, word: &str) -> Result<Vec<i32>> {
        // A "word" of a thousand letters is no word; the first ones say what there is to say.
        let word = &word[..word.char_indices().nth(200).map_or(word.len(), |(at, _)| at)];
        let encoding = self.tokenizer.encode_fast(word, false).map_err(|error| Error::Model {
            place: "tokenizer.json".into(),
            message: format!("cannot cut the word {word:?} into pieces: {error}"),
        })?;
        let mut ids: Vec<i32> = encoding.get_ids().iter().take(self.most).map(|&id| id as i32).collect();
        if ids.is_empty() {
            ids.push(UNKNOWN);
        }
        Ok(ids)
    }
}
