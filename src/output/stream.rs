//! Claims as a stream of CSV, for `-o -`: no byte-order mark, because the next program is no spreadsheet, and every
//! document's rows are passed on as soon as they are there.

use std::io::{ErrorKind, Write};

use super::part;
use super::run::Tally;
use super::schema::{Delimiter, Table};
use super::sheet;
use super::view::RenderedDocument;
use crate::error::{Error, Result};

/// Writes claims, and nothing else, to a stream.
pub struct ClaimStream<W: Write> {
    to: W,
    tally: Tally,
}

impl<W: Write> ClaimStream<W> {
    /// Begins the table with its header.
    ///
    /// # Errors
    /// When the stream cannot be written; see [`is_broken_pipe`].
    pub fn new(to: W, delimiter: Delimiter) -> Result<Self> {
        let mut stream = Self { to, tally: Tally::default() };
        stream.write(&sheet::header(Table::Claims, delimiter))?;
        Ok(stream)
    }

    /// Appends the claims of a document.
    ///
    /// # Errors
    /// When the stream cannot be written; see [`is_broken_pipe`].
    pub fn append(&mut self, document: &RenderedDocument) -> Result<()> {
        self.tally.add(document);
        self.write(document.csv(Table::Claims))
    }

    /// The totals so far.
    pub const fn tally(&self) -> &Tally {
        &self.tally
    }

    fn write(&mut self, bytes: &[u8]) -> Result<()> {
        let done = self.to.write_all(bytes).and_then(|()| self.to.flush());
        done.map_err(|error| part::failed("standard output".as_ref(), error))
    }
}

/// Whether the reader of the stream has gone away (`sayso ... -o - | head`): no failure, the program just stops.
pub fn is_broken_pipe(error: &Error) -> bool {
    matches!(error, Error::Io { source, .. } if source.kind() == ErrorKind::BrokenPipe)
}
