//! What a reader may be told: the names of fields and columns, the limits above which a file or an article is left out, and
//! what to do with an article that was read before.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// The largest article read unless the user says otherwise, in bytes: 5 MiB, some 800,000 words. Anything larger in a
/// folder of news is a mistake (a whole archive in one file), and would hold up every stage behind.
pub const DEFAULT_MAX_BYTES: u64 = 5 * 1024 * 1024;

/// The size that no option can raise, in bytes. A text may triple when it is decoded (one byte of windows-1252 becomes
/// up to three of UTF-8), and a span's offsets end at 4 GiB.
const HIGHEST_MAX_BYTES: u64 = 1024 * 1024 * 1024;

/// The largest file that is held in memory to be read, in bytes, unless the user says otherwise: 256 MiB. Scans with a
/// text layer and pages with pictures inside are large; their texts are not.
pub const DEFAULT_MAX_FILE: u64 = 256 * 1024 * 1024;

/// How many times its own size the content of an archive may have, unless the user says otherwise. Text shrinks to a
/// tenth, tables and mark-up perhaps to a fiftieth; a bomb to a thousandth.
pub const DEFAULT_MAX_RATIO: u64 = 200;

/// The bytes that come out of one archive, unless the user says otherwise: 16 GiB.
pub const DEFAULT_MAX_UNPACKED: u64 = 16 * 1024 * 1024 * 1024;

/// How long the reading of one file may take that is read in a helper process, in seconds, unless the user says otherwise.
/// A book of a thousand pages takes some seconds.
pub const DEFAULT_MAX_SECONDS: u64 = 60;

/// The memory that a helper process may take for one file, in bytes, unless the user says otherwise: 1 GiB.
pub const DEFAULT_MAX_MEMORY: u64 = 1024 * 1024 * 1024;

/// How the inputs are read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    /// The names of the fields of JSON objects and of the columns of tables.
    pub fields: FieldMap,
    /// The largest article read, in bytes of text: of a text file, of one line of a JSONL file, of what a web page or a
    /// Word file has to say. Values over 1 GiB count as 1 GiB.
    pub max_bytes: u64,
    /// The largest file, in bytes, of a format that must be whole in memory to be read. Files of one article a line, and
    /// archives, have no such limit.
    pub max_file: u64,
    /// The most bytes that are unpacked from one archive.
    pub max_unpacked: u64,
    /// How many times its packed size an archive's entry may have when it is unpacked.
    pub max_ratio: u64,
    /// How many files are opened at the same time, each by a thread of its own.
    pub threads: usize,
    /// The program that reads files of formats that are not safe to read in this process (PDF), called with the one
    /// argument `parse`; it has to call [`crate::corpus::serve`]. `None` reads them in this process, where a hostile file
    /// can take all memory or never come to an end.
    pub helper: Option<PathBuf>,
    /// The most seconds that the helper may take for one file.
    pub max_seconds: u64,
    /// The most bytes of memory that the helper may take for one file, where the system can keep it to that.
    pub max_memory: u64,
    /// Whether an article whose text was read before in this run is handed over as if it were new.
    pub keep_duplicates: bool,
    /// Folders that the walk does not enter, though they lie below an input: the output of an earlier run.
    pub exclude: Vec<PathBuf>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            fields: FieldMap::default(),
            max_bytes: DEFAULT_MAX_BYTES,
            max_file: DEFAULT_MAX_FILE,
            max_unpacked: DEFAULT_MAX_UNPACKED,
            max_ratio: DEFAULT_MAX_RATIO,
            threads: 1,
            helper: None,
            max_seconds: DEFAULT_MAX_SECONDS,
            max_memory: DEFAULT_MAX_MEMORY,
            keep_duplicates: false,
            exclude: Vec::new(),
        }
    }
}

impl Options {
    /// The limit in force, in bytes.
    pub(super) fn limit(&self) -> u64 {
        self.max_bytes.min(HIGHEST_MAX_BYTES)
    }
}

/// Where a JSON object or a row of a table keeps what we need: the name of one field or column each, as the user gave
/// it. What is `None` is found by the names that are usual for it. A name with dots (`source.name`) leads into nested
/// objects, unless the object has a field of exactly that name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldMap {
    /// The article's id, a string or a number.
    pub id: Option<String>,
    /// The article's text.
    pub text: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The author or a list of authors.
    pub author: Option<String>,
    /// The outlet.
    pub outlet: Option<String>,
    /// The address.
    pub url: Option<String>,
    /// The day of publication.
    pub published: Option<String>,
}
