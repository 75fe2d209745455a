//! What the tables need to know of one document, borrowed from whoever holds it, and what they make of it.

use super::formats::Formats;
use super::roster::Portrait;
use super::schema::{Chosen, Delimiter, Table};
use super::sheet::Rows;
use crate::claims::Claim;
use crate::corpus::{Article, Status};
use crate::dates::TimeExpression;
use crate::description::Description;
use crate::entities::Entities;
use crate::quotes::Quotation;
use crate::sentences::Sentence;
use crate::text::Sections;

/// One finished document, borrowed. Never stored.
#[derive(Debug, Clone, Copy)]
pub struct DocumentView<'a> {
    /// The article as read.
    pub article: &'a Article,
    /// Its paragraphs.
    pub sections: &'a Sections,
    /// Its sentences, in text order.
    pub sentences: &'a [Sentence],
    /// Its names.
    pub entities: &'a Entities,
    /// Its time expressions, in text order.
    pub dates: &'a [TimeExpression],
    /// Its quotations, in text order.
    pub quotations: &'a [Quotation],
    /// Its claims, in text order.
    pub claims: &'a [Claim],
    /// Headline, author, outlet and day of publication finally chosen.
    pub description: &'a Description,
    /// Words in the text.
    pub words: usize,
    /// Time that the analysis took.
    pub seconds: f64,
    /// The value of the column `status`.
    pub status: Status,
    /// What the user should know about it; empty if nothing.
    pub message: &'a str,
}

/// How the tables are written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TableOptions {
    /// Which tables.
    pub tables: Chosen,
    /// In which formats.
    pub formats: Formats,
    /// The character between cells of CSV.
    pub delimiter: Delimiter,
    /// The value of the column `model`: name and short hash, e.g. `news-en 1a2b3c4d`.
    pub model: String,
    /// Whether `documents.csv` says how long each document took. The tables then differ from run to run.
    pub timings: bool,
    /// Whether the articles' texts are written beside the tables.
    pub texts: bool,
}

/// The rows of one document in every chosen table, ready to be appended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenderedDocument {
    /// The status of the document.
    pub status: Status,
    /// What it adds to the totals of the run.
    pub counts: Counts,
    /// Its speakers, each once, by id.
    pub(super) speakers: Vec<(String, Portrait)>,
    pub(super) tables: [Rows; Table::COUNT],
    /// Its line in the file of texts; empty where that is not written, and for a document without a text.
    pub(super) text: Vec<u8>,
}

impl RenderedDocument {
    /// The rows of one table as CSV without a header; empty when the table was not chosen.
    pub fn csv(&self, table: Table) -> &[u8] {
        &self.tables[table.index()].bytes
    }

    /// How many rows one table gets.
    pub fn rows(&self, table: Table) -> u64 {
        self.tables[table.index()].count
    }
}

/// What was found in a document, or in a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct Counts {
    /// Words.
    pub words: u64,
    /// Sentences.
    pub sentences: u64,
    /// Attributed claims.
    pub claims: u64,
    /// Quotations, attributed or not.
    pub quotations: u64,
    /// Names at their places.
    pub names: u64,
    /// Time expressions.
    pub dates: u64,
    /// Cells longer than spreadsheet programs keep ([`super::LONGEST_CELL`]), over all tables.
    pub long_cells: u64,
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, more: Self) {
        self.words += more.words;
        self.sentences += more.sentences;
        self.claims += more.claims;
        self.quotations += more.quotations;
        self.names += more.names;
        self.dates += more.dates;
        self.long_cells += more.long_cells;
    }
}
