//! The rows of a table, document by document. All tables of a run have their rows in the order of `documents.csv`, so that
//! they are read side by side, once, and no more than a row of each is held.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::output::{SavedText, unguarded};

/// A table being read. Its first column of interest is `doc_id`.
pub(super) struct Rows {
    path: PathBuf,
    csv: csv::Reader<File>,
    /// Where each column of interest stands in the file.
    places: Vec<usize>,
    row: csv::StringRecord,
    /// Whether `row` was read ahead and not yet given out.
    ahead: bool,
}

impl Rows {
    /// Opens a table. Cells are asked for by their place in `columns`.
    ///
    /// # Errors
    /// When the file cannot be read or lacks a column.
    pub(super) fn open((path, delimiter): (PathBuf, u8), columns: &[&str]) -> Result<Self> {
        let file = open(&path)?;
        let mut csv = csv::ReaderBuilder::new().delimiter(delimiter).buffer_capacity(1 << 16).from_reader(file);
        let header = csv.headers().map_err(|error| unreadable(&path, &error))?;
        let place = |name: &&str| {
            header.iter().position(|column| column == *name).ok_or_else(|| Error::Table {
                path: path.clone(),
                message: format!(
                    "it has no column {name}; it was written by another version, or its first row was changed: run sayso \
                     extract again"
                ),
            })
        };
        let places = columns.iter().map(place).collect::<Result<_>>()?;
        Ok(Self { path, csv, places, row: csv::StringRecord::new(), ahead: false })
    }

    /// The next row, whatever its document.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(super) fn next(&mut self) -> Result<bool> {
        if std::mem::take(&mut self.ahead) {
            return Ok(true);
        }
        self.csv.read_record(&mut self.row).map_err(|error| unreadable(&self.path, &error))
    }

    /// The next row, if it is one of this document.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(super) fn next_of(&mut self, document: &str) -> Result<bool> {
        if !self.next()? {
            return Ok(false);
        }
        let belongs = self.cell(0) == document;
        self.ahead = !belongs;
        Ok(belongs)
    }

    /// A cell of the row, as it was before it was guarded against being run as a formula.
    pub(super) fn cell(&self, column: usize) -> &str {
        unguarded(self.row.get(self.places[column]).unwrap_or_default())
    }

    /// A cell that holds a whole number.
    ///
    /// # Errors
    /// When it does not.
    pub(super) fn number(&self, column: usize) -> Result<usize> {
        self.cell(column).parse().map_err(|_| self.wrong(&format!("\"{}\" is no whole number", self.cell(column))))
    }

    /// What is wrong with the present row.
    pub(super) fn wrong(&self, what: &str) -> Error {
        let line = self.row.position().map_or(0, csv::Position::line);
        Error::Table {
            path: self.path.clone(),
            message: format!(
                "line {line}: {what}; the file was changed, or is of another run: run sayso extract again"
            ),
        }
    }

    /// Checks that no row was left over.
    ///
    /// # Errors
    /// When one is: it belongs to no document, or stands out of order.
    pub(super) fn end(mut self) -> Result<()> {
        if self.next()? {
            let what = format!("the document \"{}\" is not in documents.csv, or not in this place", self.cell(0));
            return Err(self.wrong(&what));
        }
        Ok(())
    }
}

/// The texts of a run, in the order of its documents.
pub(super) struct Texts {
    path: PathBuf,
    lines: BufReader<File>,
    line: String,
    number: u64,
    ahead: Option<SavedText>,
}

impl Texts {
    /// Opens the file of texts.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) fn open(path: PathBuf) -> Result<Self> {
        let lines = BufReader::with_capacity(1 << 16, open(&path)?);
        Ok(Self { path, lines, line: String::new(), number: 0, ahead: None })
    }

    /// The text of this document, if it has one. `sha256` is what the table of documents says of it.
    ///
    /// # Errors
    /// When the file cannot be read, or holds another text under this name.
    pub(super) fn of(&mut self, document: &str, sha256: &str) -> Result<Option<String>> {
        if self.ahead.is_none() {
            self.ahead = self.next()?;
        }
        let Some(saved) = self.ahead.take_if(|saved| saved.id == document) else { return Ok(None) };
        if saved.sha256 != sha256 {
            return Err(self.wrong(&format!("the text of \"{document}\" is not the one that documents.csv tells of")));
        }
        Ok(Some(saved.text))
    }

    fn next(&mut self) -> Result<Option<SavedText>> {
        self.line.clear();
        self.number += 1;
        let read = self.lines.read_line(&mut self.line).map_err(|error| cannot_read(&self.path, error))?;
        if read == 0 {
            return Ok(None);
        }
        serde_json::from_str(&self.line).map(Some).map_err(|error| self.wrong(&error.to_string()))
    }

    fn wrong(&self, what: &str) -> Error {
        Error::Table {
            path: self.path.clone(),
            message: format!(
                "line {}: {what}; the file was changed, or is of another run: run sayso extract again with --save-text",
                self.number
            ),
        }
    }

    /// Checks that no text was left over.
    ///
    /// # Errors
    /// When one is.
    pub(super) fn end(mut self) -> Result<()> {
        let left = match self.ahead.take() {
            Some(saved) => Some(saved),
            None => self.next()?,
        };
        left.map_or(Ok(()), |saved| {
            Err(self.wrong(&format!("the document \"{}\" is not in documents.csv, or not in this place", saved.id)))
        })
    }
}

fn open(path: &Path) -> Result<File> {
    File::open(path).map_err(|error| cannot_read(path, error))
}

fn cannot_read(path: &Path, source: std::io::Error) -> Error {
    Error::Io { path: path.to_owned(), source, remedy: "check that you may read it and that the disk works" }
}

fn unreadable(path: &Path, error: &csv::Error) -> Error {
    Error::Table {
        path: path.to_owned(),
        message: format!("{error}; the file was changed after the run: run sayso extract again"),
    }
}
