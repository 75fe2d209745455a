//! Reading: bytes in a folder become [`Article`]s, the one owner of their text.
//!
//! The walk inside this room: `listing` (which files) -> `source` (one opened file) -> `head` (its first bytes) -> a
//! `reader` (the one that knows them; those that need the `whole` file share that module) -> `decode` (bytes to text) ->
//! `ledger` (ids unique, duplicates marked). [`read`] ties them together and hands out one [`Outcome`] a document, so that
//! nothing but the listing and the ledger grows with the corpus.
//!
//! A format is a file, or a room where it has several; formats of one kind share one: `json`, `mail`, `tables`, and `packed`
//! for what holds other files. What several formats use stands beside them.
//!
//! Laws: one bad document never stops the run, it becomes a [`Failure`], a row of `documents.csv`; no outcome's id is
//! used twice; the order is that of the inputs as named and, inside a folder, of the bytes of the path's components;
//! an article's text holds at least one letter and less than 4 GiB, so that every [`crate::span::Span`] fits.

mod blocks;
mod decode;
mod docx;
mod epub;
mod exports;
mod feed;
mod fields;
mod flow;
mod front_matter;
mod head;
mod html;
mod json;
mod ledger;
mod lines;
mod listing;
mod mail;
mod names;
mod odt;
mod ole;
mod options;
mod outcome;
mod packed;
mod parts;
mod pdf;
mod people;
mod plain;
pub(crate) mod press;
mod properties;
mod published;
mod reader;
mod rtf;
mod run;
mod sniff;
mod source;
mod symbols;
mod tables;
mod whole;
mod worker;
mod xml;

pub use front_matter::front_matter;
pub use options::{
    DEFAULT_MAX_BYTES, DEFAULT_MAX_FILE, DEFAULT_MAX_MEMORY, DEFAULT_MAX_RATIO, DEFAULT_MAX_SECONDS,
    DEFAULT_MAX_UNPACKED, FieldMap, Options,
};
pub use outcome::{Failure, Outcome, Status};
pub(crate) use people::parted;
pub(crate) use published::MONTHS;
pub use run::{Corpus, read, read_with_stdin};
pub use worker::serve;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One news article as it was read. Never changed afterwards; every [`crate::span::Span`] points into `text`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Article {
    /// Unique in a run: the `id` of a JSONL line, else the path relative to the input root.
    pub id: String,
    /// The input file relative to the input root, `#line` added for files that hold several articles.
    pub path: String,
    /// The text as decoded, without a byte-order mark. Line ends are kept as they are.
    pub text: String,
    /// What the file itself says about the article, apart from the text.
    pub metadata: Metadata,
    /// How the file was recognised: `txt`, `html`, `jsonl`.
    pub format: &'static str,
    /// Whether no other article lies in the same file, so that the file's name may tell something about this one.
    pub own_file: bool,
    /// Name of the character encoding that the bytes were decoded from, e.g. `UTF-8`, `windows-1252`.
    pub encoding: &'static str,
    /// SHA-256 of the article's text as UTF-8, lower-case hexadecimal.
    pub sha256: String,
    /// What the user should know although the article was read, e.g. that its date could not be understood; empty
    /// if there is nothing. Several remarks are joined by `; `.
    pub message: String,
}

impl Article {
    /// The name that its file has by itself: of a file in an archive, the name there. `None` if it shares the file with
    /// other articles.
    pub fn own_name(&self) -> Option<&str> {
        const CONTAINERS: [&str; 3] = [".zip#", ".eml#", ".emlx#"];
        let path = self.path.as_str();
        // What an archive is called is the business of whoever packed it, often the day of packing.
        let begin = CONTAINERS.iter().filter_map(|mark| path.rfind(mark).map(|place| place + mark.len())).max();
        self.own_file.then(|| &path[begin.unwrap_or_default()..])
    }

    /// An article made of a text alone, as if read from a UTF-8 file named `id`.
    pub fn from_text(id: impl Into<String>, text: impl Into<String>) -> Self {
        let (id, text) = (id.into(), text.into());
        Self {
            path: id.clone(),
            id,
            sha256: crate::hash::sha256(text.as_bytes()),
            text,
            metadata: Metadata::default(),
            format: "txt",
            own_file: true,
            encoding: "UTF-8",
            message: String::new(),
        }
    }
}

/// What a file says about an article beside its text. `None` is "not said".
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// Headline.
    pub headline: Option<String>,
    /// Author, as a byline gives it, without "By".
    pub author: Option<String>,
    /// Outlet, e.g. a newspaper's name.
    pub outlet: Option<String>,
    /// Address of the article.
    pub url: Option<String>,
    /// Day of publication.
    pub published: Option<Date>,
}

impl Metadata {
    /// The same, with what is not said taken from `other`.
    #[must_use]
    pub fn or(self, other: &Self) -> Self {
        Self {
            headline: self.headline.or_else(|| other.headline.clone()),
            author: self.author.or_else(|| other.author.clone()),
            outlet: self.outlet.or_else(|| other.outlet.clone()),
            url: self.url.or_else(|| other.url.clone()),
            published: self.published.or(other.published),
        }
    }
}
