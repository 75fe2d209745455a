//! The documents on their way to the engine, counted as they pass, so that the progress line knows how many there will
//! be.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use sayso::corpus::{Corpus, Outcome};

use super::interrupt::Interrupt;

/// How far the reading is. Shared by the thread that reads and the one that reports.
#[derive(Debug, Default)]
pub(crate) struct Position {
    documents: AtomicUsize,
    files_begun: AtomicUsize,
    files: usize,
    done: AtomicBool,
}

impl Position {
    /// The number of documents of the whole run, where it can be known: when all are read, or as long as every file
    /// has held one.
    pub(crate) fn total(&self) -> Option<u64> {
        let documents = self.documents.load(Ordering::Relaxed);
        if self.done.load(Ordering::Relaxed) {
            return Some(documents as u64);
        }
        let begun = self.files_begun.load(Ordering::Relaxed);
        (documents <= begun && self.files > 1).then(|| (documents + self.files.saturating_sub(begun)) as u64)
    }
}

/// The documents of a run, in order. Ends early when Ctrl-C was pressed.
pub(crate) struct Documents {
    corpus: Corpus,
    position: Arc<Position>,
    interrupt: Interrupt,
}

impl Documents {
    /// All documents of `corpus`.
    pub(crate) fn new(corpus: Corpus, interrupt: Interrupt) -> Self {
        let position = Arc::new(Position { files: corpus.files(), ..Position::default() });
        Self { corpus, position, interrupt }
    }

    /// How far the reading is, now and later.
    pub(crate) fn position(&self) -> Arc<Position> {
        Arc::clone(&self.position)
    }
}

impl Iterator for Documents {
    type Item = Outcome;

    fn next(&mut self) -> Option<Outcome> {
        if self.interrupt.happened() {
            return None;
        }
        let outcome = self.corpus.next();
        self.position.files_begun.store(self.corpus.files_begun(), Ordering::Relaxed);
        if outcome.is_some() {
            self.position.documents.fetch_add(1, Ordering::Relaxed);
        } else {
            self.position.done.store(true, Ordering::Relaxed);
        }
        outcome
    }
}
