//! The one trait of the readers, the list of them, and the choice among them. A new format is a new file with a reader
//! in it and a line here.

use std::sync::Arc;

use super::head::Head;
use super::json::{document, jsonl};
use super::mail::{eml, mbox, mhtml};
use super::packed::{foreign, gzip, package, warc};
use super::source::Source;
use super::tables::{delimited, workbook};
use super::whole::{File, Parsed, Refusal};
use super::{Article, Failure, Options, Outcome, Status, docx, epub, feed, html, odt, ole, pdf, plain, rtf, sniff};

/// The documents of one source, read as they are asked for.
pub(super) type Outcomes = Box<dyn Iterator<Item = Outcome> + Send>;

/// Reads one format.
pub(super) trait Reader: Sync {
    /// The format's name in the tables.
    fn format(&self) -> &'static str;

    /// The extensions of its files, in lower case, without a dot.
    fn extensions(&self) -> &'static [&'static str];

    /// Whether the bytes are surely of this format, whatever the file is called.
    fn recognises(&self, head: &Head) -> bool;

    /// Whether its files are text, so that one is read by its extension where no reader is sure of the bytes.
    fn is_text(&self) -> bool {
        false
    }

    /// The articles of a file that is whole in memory, of a format that is read so (see [`super::whole::Parser`]): what a helper
    /// process is asked for.
    ///
    /// # Errors
    /// Why the file as a whole cannot be read.
    fn parse_whole(&self, _: File<'_>, _: &Options) -> Result<Vec<Parsed>, Refusal> {
        Err((Status::InternalError, "its format is not read whole; please report it".to_owned()))
    }

    /// The documents of a source. Their ids need not be unique yet; errors become failures.
    fn read(&self, source: Source, options: &Arc<Options>) -> Outcomes;
}

/// Asked in this order whether they are sure of the bytes; of two that may be, the stricter stands first.
const READERS: &[&dyn Reader] = &[
    &package::Package,
    &pdf::Pdf,
    &docx::Docx,
    &epub::Epub,
    &odt::Odt,
    &ole::Compound,
    &workbook::Workbook,
    &gzip::Gzip,
    &foreign::Foreign,
    &warc::Warc,
    &mbox::Mbox,
    &mhtml::Mhtml,
    &eml::Mail,
    &rtf::Rtf,
    &jsonl::JsonLines,
    &document::JsonDocument,
    &feed::Feed,
    &html::Html,
    &delimited::CSV,
    &delimited::TSV,
    &plain::Plain,
];

/// The documents of a source, whatever its format.
pub(super) fn read(mut source: Source, options: &Arc<Options>) -> Outcomes {
    let head = match Head::of(&mut source) {
        Ok(head) => head,
        Err(error) => return one(Outcome::Failed(source.failure(&error))),
    };
    match choose(&head, source.asked_for) {
        Some(reader) => {
            let message = "there is no article in it; look at it in the program that made it, or leave it out";
            let nothing = source.refuse((Status::Empty, message.to_owned())).of_format(reader.format());
            at_least(nothing, reader.read(source, options))
        }
        None => one(Outcome::Failed(unsupported(&source, &head))),
    }
}

/// The reader of a format, by its name in the tables.
pub(super) fn of_format(format: &str) -> Option<&'static dyn Reader> {
    READERS.iter().copied().find(|reader| reader.format() == format)
}

/// These outcomes, or, if there are none, this failure: every file is a row, be it a mailbox without a mail, or the notes
/// that a crawler took of pages that it did not find.
fn at_least(nothing: Failure, outcomes: Outcomes) -> Outcomes {
    let (mut nothing, mut outcomes) = (Some(nothing), outcomes.fuse());
    Box::new(std::iter::from_fn(move || match outcomes.next() {
        Some(outcome) => {
            nothing = None;
            Some(outcome)
        }
        None => nothing.take().map(Outcome::Failed),
    }))
}

/// An iterator over one outcome.
pub(super) fn one(outcome: Outcome) -> Outcomes {
    Box::new(std::iter::once(outcome))
}

/// The reader for a source that begins so; `asked_for` is whether the user named the file, rather than a folder or an
/// archive with it.
fn choose(head: &Head, asked_for: bool) -> Option<&'static dyn Reader> {
    let known = || READERS.iter().copied();
    if let Some(sure) = known().find(|reader| reader.recognises(head)) {
        return Some(sure);
    }
    let named = known().find(|reader| reader.extensions().contains(&head.extension.as_str()));
    match named {
        Some(reader) if reader.is_text() => Some(reader),
        // Text under the name of another format (`.docx`), under no name, or under one of no format at all. Folders
        // hold style sheets and programs, too.
        Some(_) if head.text.is_some() => Some(&plain::Plain),
        None if head.text.is_some() && (asked_for || head.extension.is_empty()) => Some(&plain::Plain),
        // Broken beyond recognition: its reader says what is wrong.
        Some(reader) if sniff::signature(&head.bytes).is_none() => Some(reader),
        _ => None,
    }
}

/// The row of a file that no reader knows.
fn unsupported(source: &Source, head: &Head) -> Failure {
    if head.text.is_none()
        && let Some((status, message)) = sniff::not_text(&head.bytes)
    {
        return source.refuse((status, message)).of_format(head.extension.as_str());
    }
    let known: Vec<_> = READERS.iter().flat_map(|reader| reader.extensions()).map(|name| format!(".{name}")).collect();
    let message = format!(
        ".{} files are not read, only {}; save it as plain text (.txt), or, if it is plain text, name the file itself \
         as an input",
        head.extension,
        known.join(", ")
    );
    source.refuse((Status::Unsupported, message)).of_format(head.extension.as_str())
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
