//! `texts.jsonl`: the texts that all offsets of a run point into, one article a line. Its fields are those that the reader
//! of JSON Lines looks for, so that a later run can read the same texts again and find every claim in the same place.

use serde::{Deserialize, Serialize};

use super::cell::single_line;
use super::view::DocumentView;

/// Name of the file.
pub(super) const FILE_NAME: &str = "texts.jsonl";

/// One article's line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedText {
    /// The document: `doc_id` in all tables.
    pub id: String,
    /// The input file relative to the input root.
    pub path: String,
    /// Headline; empty when there is none.
    pub title: String,
    /// Author; empty when there is none.
    pub author: String,
    /// Outlet; empty when it is not said.
    pub outlet: String,
    /// Address; empty when it is not known.
    pub url: String,
    /// Day of publication, ISO 8601; empty when it is not known.
    pub published: String,
    /// SHA-256 of the text as UTF-8.
    pub sha256: String,
    /// The text. Offsets in the tables count its Unicode code points.
    pub text: String,
}

/// The line of a document, with its line feed.
pub(super) fn line(view: &DocumentView<'_>) -> Vec<u8> {
    let (article, about) = (view.article, view.description);
    let saved = SavedText {
        id: single_line(&article.id),
        path: article.path.clone(),
        title: about.headline.clone(),
        author: about.author.clone(),
        outlet: about.outlet.clone(),
        url: about.url.clone(),
        published: about.published.map(|day| day.to_string()).unwrap_or_default(),
        sha256: article.sha256.clone(),
        text: article.text.clone(),
    };
    // Strings alone can always be written as JSON.
    let mut line = serde_json::to_vec(&saved).unwrap_or_default();
    line.push(b'\n');
    line
}
