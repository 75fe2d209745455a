//! Formats that must be whole in memory before they can be read: one [`Parser`] each, and what all of them share: the
//! limits, the names of the articles, and their rows.

use std::io::Read;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::head::Head;
use super::reader::{Outcomes, Reader, with_text};
use super::source::Source;
use super::{Article, Failure, Metadata, Options, Outcome, Status, exports, worker};

/// Why there is no article: its class, and a message with a remedy.
pub(super) type Refusal = (Status, String);

/// The bytes of a file, and what is known of them beforehand.
#[derive(Debug)]
pub(super) struct File<'a> {
    /// All of them.
    pub(super) bytes: Vec<u8>,
    /// The extension in lower case, without its dot.
    pub(super) extension: &'a str,
}

/// One article as a parser found it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Parsed {
    /// What tells it apart in a file of several: `3` makes the path `news.xlsx#3`. `None` for the only one.
    pub(super) entry: Option<String>,
    /// Its own id, if the file gives it one.
    pub(super) id: Option<String>,
    /// Its text, or why there is none.
    pub(super) text: Result<String, Refusal>,
    /// What the file says about it.
    pub(super) metadata: Metadata,
    /// Name of the character encoding in the WHATWG Encoding Standard, for formats that do not prescribe it.
    pub(super) encoding: String,
    /// What the user should know although it was read.
    pub(super) remarks: Vec<String>,
}

impl Parsed {
    /// The only article of a file in UTF-8 or in a format that has no say in it.
    pub(super) fn of(text: String) -> Self {
        Self {
            entry: None,
            id: None,
            text: Ok(text),
            metadata: Metadata::default(),
            encoding: encoding_rs::UTF_8.name().to_owned(),
            remarks: Vec::new(),
        }
    }
}

/// Reads one format from the bytes of a whole file. Whatever is a `Parser` is a [`Reader`].
pub(super) trait Parser: Sync {
    /// As [`Reader::format`].
    fn format(&self) -> &'static str;

    /// As [`Reader::extensions`].
    fn extensions(&self) -> &'static [&'static str];

    /// As [`Reader::recognises`].
    fn recognises(&self, head: &Head) -> bool;

    /// As [`Reader::is_text`].
    fn is_text(&self) -> bool {
        false
    }

    /// Whether its files can break it in ways that cannot be caught (no end, no memory, no stack), so that they are parsed
    /// in another process.
    fn isolated(&self) -> bool {
        false
    }

    /// The articles of a file, in its order.
    ///
    /// # Errors
    /// Why the file as a whole cannot be read.
    fn parse(&self, file: File<'_>, options: &Options) -> Result<Vec<Parsed>, Refusal>;
}

impl<P: Parser> Reader for P {
    fn format(&self) -> &'static str {
        Parser::format(self)
    }

    fn extensions(&self) -> &'static [&'static str] {
        Parser::extensions(self)
    }

    fn recognises(&self, head: &Head) -> bool {
        Parser::recognises(self, head)
    }

    fn is_text(&self) -> bool {
        Parser::is_text(self)
    }

    fn parse_whole(&self, file: File<'_>, options: &Options) -> Result<Vec<Parsed>, Refusal> {
        if self.isolated() { worker::parse(self, file, options) } else { self.parse(file, options) }
    }

    fn read(&self, mut source: Source, options: &Arc<Options>) -> Outcomes {
        let extension = source.extension();
        let parsed = bytes(&mut source, options.max_file)
            .and_then(|bytes| self.parse_whole(File { bytes, extension: &extension }, options));
        let format = Parser::format(self);
        match parsed {
            Err(refusal) => super::reader::one(Outcome::Failed(source.refuse(refusal).of_format(format))),
            Ok(articles) => outcomes(articles, source, format, options.limit()),
        }
    }
}

/// What becomes of the articles of a file; of one whose text is an export of a news database, they are those in it.
/// `limit` is the largest text of one article, in bytes.
pub(super) fn outcomes(articles: Vec<Parsed>, source: Source, format: &'static str, limit: u64) -> Outcomes {
    let articles = exports::apart(articles, format);
    let several = articles.len() > 1;
    Box::new(articles.into_iter().map(move |article| outcome(article, &source, format, several, limit)))
}

/// All the bytes of a source.
pub(super) fn bytes(source: &mut Source, limit: u64) -> Result<Vec<u8>, Refusal> {
    let too_large = |source: &Source, size| {
        let failure = Failure::file_too_large(source.path.clone(), size, limit);
        (failure.status, failure.message)
    };
    if source.size.is_some_and(|size| size > limit) {
        return Err(too_large(source, source.size));
    }
    // The size is no promise: a pipe has none, a file may grow while it is read.
    let mut bytes = Vec::new();
    if let Err(error) = (&mut source.bytes).take(limit + 1).read_to_end(&mut bytes) {
        let failure = source.failure(&error);
        return Err((failure.status, failure.message));
    }
    if bytes.len() as u64 > limit { Err(too_large(source, None)) } else { Ok(bytes) }
}

/// What becomes of an article.
fn outcome(parsed: Parsed, source: &Source, format: &'static str, several: bool, limit: u64) -> Outcome {
    let path = match &parsed.entry {
        Some(entry) => source.inside(entry),
        None => source.path.clone(),
    };
    let encoding = encoding_rs::Encoding::for_label(parsed.encoding.as_bytes()).map_or("", encoding_rs::Encoding::name);
    let id = parsed.id.unwrap_or_else(|| path.clone());
    let metadata = parsed.metadata.or(&source.given);
    let refused = |failure: Failure, id: String, metadata: Metadata| {
        Outcome::Failed(Failure { id, encoding, metadata, ..failure.of_format(format) })
    };
    match parsed.text {
        Err((status, message)) => refused(Failure::new(path, status, message), id, metadata),
        Ok(text) if text.len() as u64 > limit => {
            refused(Failure::too_large(path, "its text", Some(text.len() as u64), limit), id, metadata)
        }
        Ok(text) => with_text(Article {
            path,
            metadata,
            format,
            encoding,
            own_file: !several,
            message: parsed.remarks.join("; "),
            ..Article::from_text(id, text)
        }),
    }
}
