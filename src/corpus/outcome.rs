//! What becomes of one input document: an article, or the reason why there is none. Every outcome is one row of
//! `documents.csv`, so that no file of the user's is lost without a word.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::names::is_control;
use super::packed::unpack::Refused;
use super::{Article, Metadata};

/// One document of the input.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(clippy::large_enum_variant, reason = "articles are the rule; a box around each would only cost")]
pub enum Outcome {
    /// It was read.
    Article(Article),
    /// It was not, or was read before.
    Failed(Failure),
}

impl Outcome {
    /// The document's id, unique in a run.
    pub fn id(&self) -> &str {
        match self {
            Self::Article(article) => &article.id,
            Self::Failed(failure) => &failure.id,
        }
    }

    /// The same, from a file of many whose name tells nothing of any of them.
    pub(super) fn of_many(self) -> Self {
        match self {
            Self::Article(article) => Self::Article(Article { own_file: false, ..article }),
            failed @ Self::Failed(_) => failed,
        }
    }

    /// The status that `documents.csv` gives it.
    pub const fn status(&self) -> Status {
        match self {
            Self::Article(_) => Status::Ok,
            Self::Failed(failure) => failure.status,
        }
    }
}

/// A document that gave no article. As text: `path: status: message`, without the control characters that a file's name
/// may hold, so that no name tells a terminal what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The document's id, unique in a run.
    pub id: String,
    /// The input file relative to the input root, `#line` added for files that hold several articles.
    pub path: String,
    /// What happened, as a class.
    pub status: Status,
    /// What happened, where in the file, and what to do; without the path.
    pub message: String,
    /// How the file was recognised, or the extension that was not; empty if neither.
    pub format: String,
    /// Name of the character encoding, empty where it did not come to that.
    pub encoding: &'static str,
    /// SHA-256 of the text, lower-case hexadecimal; empty unless the status is [`Status::Duplicate`].
    pub sha256: String,
    /// The id of the earlier article with the same text, for [`Status::Duplicate`] only.
    pub duplicate_of: Option<String>,
    /// What the file says about the document, as far as it could be read.
    pub metadata: Metadata,
}

impl Failure {
    /// The failure of an article that was read, and on which a later stage of the program broke.
    pub fn internal(article: &Article) -> Self {
        Self {
            id: article.id.clone(),
            format: article.format.to_owned(),
            encoding: article.encoding,
            sha256: article.sha256.clone(),
            metadata: article.metadata.clone(),
            ..Self::new(
                &article.path,
                Status::InternalError,
                "a stage of the program broke on this text, the other articles are not affected; please report it with the file",
            )
        }
    }

    /// A failure of the document at `path`, which lends it its id.
    pub(super) fn new(path: impl Into<String>, status: Status, message: impl Into<String>) -> Self {
        let path = path.into();
        Self {
            id: path.clone(),
            path,
            status,
            message: message.into(),
            format: String::new(),
            encoding: "",
            sha256: String::new(),
            duplicate_of: None,
            metadata: Metadata::default(),
        }
    }

    /// The same failure of a file of this format.
    pub(super) fn of_format(mut self, format: impl Into<String>) -> Self {
        self.format = format.into();
        self
    }

    /// A failure of the operating system, in plain words, or what an archive has to say ([`Refused`]).
    pub(super) fn io(path: impl Into<String>, error: &std::io::Error) -> Self {
        if let Some(Refused(status, message)) = Refused::of(error) {
            return Self::new(path, *status, message);
        }
        let remedy = match error.kind() {
            std::io::ErrorKind::NotFound => "it was moved or deleted, or is a link that leads nowhere; run again",
            std::io::ErrorKind::PermissionDenied => "you may not read it; ask its owner, or change its permissions",
            _ => "check that the disk or network drive works and run again",
        };
        Self::new(path, Status::IoError, format!("could not be read ({error}); {remedy}"))
    }

    /// A file above the limit for what is held in memory. `size` is `None` where the end was not reached.
    pub(super) fn file_too_large(path: impl Into<String>, size: Option<u64>, limit: u64) -> Self {
        let size = size.map_or_else(|| format!("over {}", bytes(limit)), bytes);
        let message = format!(
            "the file has {size}, the limit is {}; give --max-file-size a higher limit, or split it",
            bytes(limit)
        );
        Self::new(path, Status::TooLarge, message)
    }

    /// A document above the size limit. `size` is `None` where the end was not reached.
    pub(super) fn too_large(path: impl Into<String>, what: &str, size: Option<u64>, limit: u64) -> Self {
        let most = bytes(limit);
        let size = match size {
            None => format!("over {most}"),
            // Rounded, both may look the same.
            Some(size) if bytes(size) == most => format!("{} bytes too many", size.saturating_sub(limit)),
            Some(size) => bytes(size),
        };
        let message = format!(
            "{what} has {size}, the limit is {most}; give --max-size a higher limit, or split it if it holds several \
             articles"
        );
        Self::new(path, Status::TooLarge, message)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |text: &str| text.replace(is_control, "\u{FFFD}");
        write!(f, "{}: {}: {}", shown(&self.path), self.status, shown(&self.message))
    }
}

/// What happened to a document: the words of the column `status`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Status {
    /// It was read.
    Ok,
    /// It holds nothing, or only white space.
    Empty,
    /// It holds no letter, or no field with a text.
    NoText,
    /// Its text was read before in this run.
    Duplicate,
    /// It is of a kind that is not read.
    Unsupported,
    /// It exceeds the size limit.
    TooLarge,
    /// It is broken: binary bytes in a text file, a JSON line with a syntax error.
    Corrupt,
    /// It is locked by a password.
    Encrypted,
    /// Reading it took more time than allowed.
    TooSlow,
    /// The operating system would not let us read it.
    IoError,
    /// A stage of the program broke on it: a fault of ours.
    InternalError,
}

impl Status {
    /// Every status, in the order of the documentation.
    pub const ALL: [Self; 11] = [
        Self::Ok,
        Self::Empty,
        Self::NoText,
        Self::Duplicate,
        Self::Unsupported,
        Self::TooLarge,
        Self::Corrupt,
        Self::Encrypted,
        Self::TooSlow,
        Self::IoError,
        Self::InternalError,
    ];

    /// The word in the tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Empty => "empty",
            Self::NoText => "no_text",
            Self::Duplicate => "duplicate",
            Self::Unsupported => "unsupported",
            Self::TooLarge => "too_large",
            Self::Corrupt => "corrupt",
            Self::Encrypted => "encrypted",
            Self::TooSlow => "too_slow",
            Self::IoError => "io_error",
            Self::InternalError => "internal_error",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A size in bytes, for people: `50.0 MiB`, `12 bytes`.
pub(super) fn bytes(size: u64) -> String {
    const KIB: u64 = 1024;
    match size {
        0..KIB => format!("{size} bytes"),
        _ if size < KIB * KIB => format!("{:.1} KiB", size as f64 / KIB as f64),
        _ => format!("{:.1} MiB", size as f64 / (KIB * KIB) as f64),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_tell_a_terminal_what_to_do() {
        let failure = Failure::new("a\u{1B}]0;b\u{7}\nerror: c\u{9B}31m\u{202E}.txt", Status::Empty, "line\rone");
        assert_eq!(
            failure.to_string(),
            "a\u{FFFD}]0;b\u{FFFD}\u{FFFD}error: c\u{FFFD}31m\u{FFFD}.txt: empty: line\u{FFFD}one"
        );
    }
}
