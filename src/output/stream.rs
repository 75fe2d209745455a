//! Claims as a stream of CSV or JSON Lines, for `-o -`: no byte-order mark, because the next program is no spreadsheet, and every
//! document's rows are passed on as soon as they are there.

use std::io::{ErrorKind, Write};
use std::path::Path;

use super::formats::{Format, Rows, write_json_lines};
use super::part;
use super::run::Tally;
use super::schema::{Delimiter, Table};
use super::sheet;
use super::view::{RenderedDocument, TableOptions};
use crate::error::{Error, Result};

/// What errors name.
const PLACE: &str = "standard output";

/// Writes claims, and nothing else, to a stream.
pub struct ClaimStream<W: Write> {
    to: W,
    format: Format,
    delimiter: Delimiter,
    tally: Tally,
}

impl<W: Write> ClaimStream<W> {
    /// Begins the table: JSON Lines where they are among the formats, else CSV with its header.
    ///
    /// # Errors
    /// When the stream cannot be written; see [`is_broken_pipe`].
    pub fn new(to: W, options: &TableOptions) -> Result<Self> {
        let format = if options.formats.contains(Format::Jsonl) { Format::Jsonl } else { Format::Csv };
        let mut stream = Self { to, format, delimiter: options.delimiter, tally: Tally::default() };
        if format == Format::Csv {
            stream.write(&sheet::header(Table::Claims, options.delimiter))?;
        }
        Ok(stream)
    }

    /// Appends the claims of a document.
    ///
    /// # Errors
    /// When the stream cannot be written; see [`is_broken_pipe`].
    pub fn append(&mut self, document: &RenderedDocument) -> Result<()> {
        self.tally.add(document);
        let csv = document.csv(Table::Claims);
        if self.format == Format::Csv {
            return self.write(csv);
        }
        let path = Path::new(PLACE);
        let mut lines = Vec::new();
        write_json_lines(
            Table::Claims,
            &mut Rows::new(csv, csv.len() as u64, Table::Claims, self.delimiter, path),
            &mut lines,
            path,
        )?;
        self.write(&lines)
    }

    /// The totals so far.
    pub const fn tally(&self) -> &Tally {
        &self.tally
    }

    fn write(&mut self, bytes: &[u8]) -> Result<()> {
        let done = self.to.write_all(bytes).and_then(|()| self.to.flush());
        done.map_err(|error| part::failed(PLACE.as_ref(), error))
    }
}

/// Whether the reader of the stream has gone away (`sayso ... -o - | head`): no failure, the program just stops.
pub fn is_broken_pipe(error: &Error) -> bool {
    matches!(error, Error::Io { source, .. } if source.kind() == ErrorKind::BrokenPipe)
}
