//! The iterator over all documents of a run: opens the files, a few at a time and in parallel, asks the reader of each for
//! one document after the other, in order, and enters each in the ledger.

use std::collections::VecDeque;
use std::io::Read;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::ThreadPool;
use rayon::prelude::*;

use super::ledger::Ledger;
use super::listing::{self, Entry, Kind};
use super::reader::{self, Outcomes};
use super::source::Source;
use super::{Failure, Options, Outcome};
use crate::error::Result;

/// The documents of a run, in order: an iterator of [`Outcome`]s that reads as it goes, and may move to another thread.
///
/// Beside the documents of the files at hand, one a thread, it holds the list of files, and some 60 bytes and the id of
/// each article gone by.
pub struct Corpus {
    entries: std::vec::IntoIter<Entry>,
    files: usize,
    /// The files at hand. Formats that must be read whole are read when they are opened, which is what takes time.
    opened: VecDeque<Outcomes>,
    opener: Opener,
    /// `None` where one thread does all.
    pool: Option<ThreadPool>,
    ledger: Ledger,
}

/// What it takes to open a file; shared by the threads that do.
struct Opener {
    stdin: Mutex<Option<Box<dyn Read + Send>>>,
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
        opened: VecDeque::new(),
        opener: Opener { stdin: Mutex::new(Some(Box::new(stdin))), options: Arc::new(options.clone()) },
        // Without threads to be had it is slower, and nothing else.
        pool: (options.threads > 1).then(|| pool(options.threads)).flatten(),
        ledger: Ledger::default(),
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

    /// Opens the next files, as many as there are threads. `false` if there are no more.
    fn refill(&mut self) -> bool {
        let Self { entries, opened, opener, pool, .. } = self;
        match pool {
            None => opened.extend(entries.next().map(|entry| opener.open(&entry))),
            Some(pool) => {
                let next: Vec<_> = entries.take(pool.current_num_threads()).collect();
                let ready: Vec<_> = pool.install(|| next.par_iter().map(|entry| opener.open(entry)).collect());
                opened.extend(ready);
            }
        }
        !opened.is_empty()
    }
}

fn pool(threads: usize) -> Option<ThreadPool> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .thread_name(|index| format!("sayso-reading-{index}"))
        .build()
        .ok()
}

impl Opener {
    /// The documents of an entry.
    fn open(&self, entry: &Entry) -> Outcomes {
        self.try_open(entry).unwrap_or_else(|failure| reader::one(Outcome::Failed(*failure)))
    }

    fn try_open(&self, entry: &Entry) -> std::result::Result<Outcomes, Box<Failure>> {
        let path = entry.path();
        let source = match &entry.kind {
            Kind::Problem(problem) => {
                let (status, message) = problem.as_ref().clone();
                return Err(Box::new(Failure::new(path, status, message)));
            }
            Kind::Stdin => {
                // The list names it once.
                let stdin = self.stdin.lock().unwrap_or_else(PoisonError::into_inner).take();
                let stdin = stdin.unwrap_or_else(|| Box::new(std::io::empty()));
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
            while let Some(current) = self.opened.front_mut() {
                if let Some(outcome) = current.next() {
                    return Some(self.ledger.enter(outcome, self.opener.options.keep_duplicates));
                }
                self.opened.pop_front();
            }
            if !self.refill() {
                return None;
            }
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
