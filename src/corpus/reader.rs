//! The one trait of the readers, and the list of them. A new format is a new file with a reader in it and a line here.

use std::sync::Arc;

use super::source::Source;
use super::{Article, Failure, Options, Outcome, Status};
use super::{jsonl, plain};

/// The documents of one source, read as they are asked for.
pub(super) type Outcomes = Box<dyn Iterator<Item = Outcome> + Send>;

/// Reads one format.
pub(super) trait Reader: Sync {
    /// The extensions of its files, in lower case, without a dot.
    fn extensions(&self) -> &'static [&'static str];

    /// The documents of a source. Their ids need not be unique yet; errors become failures.
    fn read(&self, source: Source, options: &Arc<Options>) -> Outcomes;
}

const READERS: [&dyn Reader; 2] = [&plain::Plain, &jsonl::JsonLines];

/// The reader of files with this extension.
pub(super) fn of(extension: &str) -> Option<&'static dyn Reader> {
    READERS.into_iter().find(|reader| reader.extensions().contains(&extension))
}

/// The row of a file in a folder whose extension no reader knows.
pub(super) fn unsupported(path: String, extension: &str) -> Failure {
    let known: Vec<_> = READERS.iter().flat_map(|reader| reader.extensions()).map(|name| format!(".{name}")).collect();
    let what = match extension {
        "" => "files without an extension are not read from a folder".to_owned(),
        _ => format!(".{extension} files are not read"),
    };
    let message = format!(
        "{what}, only {}; save it as plain text (.txt), or, if it is plain text, name the file itself as an input",
        known.join(", ")
    );
    Failure::new(path, Status::Unsupported, message).of_format(extension)
}

/// The article, or the row that says that it has no text worth the name.
pub(super) fn with_text(article: Article) -> Outcome {
    let failure = if article.text.trim().is_empty() {
        (Status::Empty, "it holds nothing but white space; check how it was saved, or leave it out")
    } else if article.text.chars().any(char::is_alphabetic) {
        return Outcome::Article(article);
    } else {
        (Status::NoText, "it holds no letters; check how it was saved, or leave it out")
    };
    Outcome::Failed(Failure {
        id: article.id,
        encoding: article.encoding,
        metadata: article.metadata,
        ..Failure::new(article.path, failure.0, failure.1).of_format(article.format)
    })
}
