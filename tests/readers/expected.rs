//! What a person finds in a file.

use serde::Deserialize;

/// The documents of a file, in order.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Expected {
    /// One row of `documents.csv` each.
    pub(crate) documents: Vec<ExpectedDocument>,
}

/// One document.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExpectedDocument {
    /// The column `status`; `ok` if left out.
    #[serde(default = "ok")]
    pub(crate) status: String,
    /// What the message has to hold.
    #[serde(default)]
    pub(crate) message: String,
    /// The column `path`, from the file's name on; not looked at if left out.
    pub(crate) path: Option<String>,
    /// The headline; `null` and left out: there is none.
    pub(crate) headline: Option<String>,
    /// The author.
    pub(crate) author: Option<String>,
    /// The outlet.
    pub(crate) outlet: Option<String>,
    /// The address.
    pub(crate) url: Option<String>,
    /// The day of publication, ISO 8601.
    pub(crate) published: Option<String>,
    /// The paragraphs of the text, white space folded.
    #[serde(default)]
    pub(crate) paragraphs: Vec<String>,
}

fn ok() -> String {
    "ok".to_owned()
}
