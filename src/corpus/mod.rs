//! Reading: bytes in a folder become [`Article`]s, the one owner of their text.

use jiff::civil::Date;

/// One news article as it was read. Never changed afterwards; every [`crate::span::Span`] points into `text`.
#[derive(Debug, Clone)]
pub struct Article {
    /// Unique in a run: the `id` of a JSONL line, else the path relative to the input root.
    pub id: String,
    /// The input file relative to the input root, `#line` added for files that hold several articles.
    pub path: String,
    /// The text as decoded, without a byte-order mark. Line ends are kept as they are.
    pub text: String,
    /// What the file itself says about the article, apart from the text.
    pub metadata: Metadata,
    /// How the file was recognised: `txt`, `md`, `jsonl`.
    pub format: &'static str,
    /// Name of the character encoding that the bytes were decoded from, e.g. `UTF-8`, `windows-1252`.
    pub encoding: &'static str,
    /// SHA-256 of the article's text, lower-case hexadecimal.
    pub sha256: String,
}

/// What a file says about an article beside its text. `None` is "not said".
#[derive(Debug, Clone, Default, PartialEq, Eq)]
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
