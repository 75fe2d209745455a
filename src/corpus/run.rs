//! The iterator over all documents of a run: opens one file after the other, asks its reader for one document after
//! the other, and enters each in the ledger.

use std::io::Read;
use std::path::PathBuf;
use std::sync::Arc;

use super::ledger::Ledger;
use super::listing::{self, Entry, Kind};
use super::reader::{self, Outcomes};
use super::source::Source;
use super::{Failure, Options, Outcome, Status};
use crate::error::Result;

/// The documents of a run, in order: an iterator of [`Outcome`]s that reads as it goes, and may move to another thread.
///
/// Beside the document at hand it holds the list of files, and some 60 bytes and the id of each article gone by.
pub struct Corpus {
    entries: std::vec::IntoIter<Entry>,
    files: usize,
    stdin: Option<Box<dyn Read + Send>>,
    current: Option<Outcomes>,
    ledger: Ledger,
    options: Arc<Options>,
}

/// Lists the files of `inputs` (files, folders, or `-` for standard input), to be read as the result is iterated.
///
/// # Errors
/// [`crate::error::Error::NoSuchInput`] if an input does not exist, [`crate::error::Error::Io`] if the system will not
/// say whether it does. Whatever goes wrong later is an [`Outcome::Failed`].
pub fn read(inputs: &[PathBuf], options: &Options) -> Result<Corpus> {
    read_with_stdin(inputs, options, std::io::stdin())
}

/// The same as [`read`], with another stream in the place of standard input.
///
/// # Errors
/// As [`read`].
pub fn read_with_stdin(inputs: &[PathBuf], options: &Options, stdin: impl Read + Send + 'static) -> Result<Corpus> {
    let entries = listing::list(inputs, options)?;
    Ok(Corpus {
        files: entries.len(),
        entries: entries.into_iter(),
        stdin: Some(Box::new(stdin)),
        current: None,
        ledger: Ledger::default(),
        options: Arc::new(options.clone()),
    })
}

impl Corpus {
    /// The number of files of the run, those included that will not be read. A file may hold many articles.
    pub const fn files(&self) -> usize {
        self.files
    }

    /// The number of files that are done, or in work.
    pub fn files_begun(&self) -> usize {
        self.files - self.entries.len()
    }

    /// The documents of an entry.
    fn open(&mut self, entry: &Entry) -> Outcomes {
        self.try_open(entry).unwrap_or_else(|failure| reader::one(Outcome::Failed(*failure)))
    }

    fn try_open(&mut self, entry: &Entry) -> std::result::Result<Outcomes, Box<Failure>> {
        let path = entry.path();
        let source = match &entry.kind {
            Kind::Problem(problem) => {
                let (status, message) = problem.as_ref().clone();
                return Err(Box::new(Failure::new(path, status, message)));
            }
            Kind::Stdin => {
                let Some(stdin) = self.stdin.take() else {
                    let message = "standard input was named twice, and can be read only once; name it once";
                    return Err(Box::new(Failure::new(path, Status::Empty, message)));
                };
                Source::new(path, stdin).asked_for()
            }
            Kind::Named => Source::open(&entry.file(), path)?.asked_for(),
            Kind::Found => Source::open(&entry.file(), path)?,
        };
        Ok(reader::read(source, &self.options))
    }
}

impl Iterator for Corpus {
    type Item = Outcome;

    fn next(&mut self) -> Option<Outcome> {
        loop {
            if let Some(outcome) = self.current.as_mut().and_then(Iterator::next) {
                return Some(self.ledger.enter(outcome, self.options.keep_duplicates));
            }
            let entry = self.entries.next()?;
            self.current = Some(self.open(&entry));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn is_send<T: Send>() {}

    #[test]
    fn a_reader_thread_can_have_it() {
        is_send::<Corpus>();
    }
}
