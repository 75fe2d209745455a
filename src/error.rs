//! The one error type of the library. Only reading, models and writing can fail; every message names the file, the
//! place in it, and what to do.

use std::path::PathBuf;

/// What went wrong, and where.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder could not be read or written.
    #[error("{}: {source}; {remedy}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
        /// What the user can do.
        remedy: &'static str,
    },
    /// An input named by the user does not exist.
    #[error("{}: there is no such file or folder; check the spelling, or give - to read standard input", .0.display())]
    NoSuchInput(PathBuf),
    /// A model folder lacks a file, or a file in it is not what it should be.
    #[error("{place}: {message}; give --model a folder made by training/, or leave it out to use the built-in model")]
    Model {
        /// The file inside the model folder.
        place: String,
        /// What is wrong with it.
        message: String,
    },
    /// An engine beside the built-in one, or a model that it was to run, cannot be had.
    #[error("{place}: {message}")]
    Engine {
        /// The option, the file or the address.
        place: String,
        /// What is wrong with it, and what to do.
        message: String,
    },
    /// The user's list of speakers is not what it should be.
    #[error("{place}: {message}")]
    SpeakerList {
        /// The file, and the line where there is one to name.
        place: String,
        /// What is wrong, and what the user can do.
        message: String,
    },
    /// No threads could be started.
    #[error("cannot start threads: {0}; give a smaller number with --jobs")]
    Threads(String),
    /// A table could not be encoded.
    #[error("{}: {message}", path.display())]
    Table {
        /// The table's file.
        path: PathBuf,
        /// What went wrong.
        message: String,
    },
}

/// What the fallible parts of the library return.
pub type Result<T> = std::result::Result<T, Error>;
