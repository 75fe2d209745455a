//! The rows of a table, read back one by one from the file of CSV that the run has written: what all other formats are
//! made from, so that no table has to be held in memory.

use std::io::Read;
use std::path::{Path, PathBuf};

use super::value::Value;
use crate::error::{Error, Result};
use crate::output::part::failed;
use crate::output::schema::{Column, Delimiter, Table};
use crate::output::sheet::GUARD_LIST;

/// The columns of a table in every format but CSV: all but the one that says which cells of CSV are guarded. None are
/// there, and whoever took the first character off them again would spoil them.
pub(in crate::output) fn columns(table: Table) -> impl Iterator<Item = &'static Column> {
    table.columns().iter().filter(|column| column.name != GUARD_LIST)
}

/// The rows of a table.
pub(in crate::output) struct Rows<R: Read> {
    csv: csv::Reader<R>,
    path: PathBuf,
    table: Table,
    row: csv::StringRecord,
    bytes: u64,
}

impl<R: Read> Rows<R> {
    /// The rows in `csv`, which has no byte-order mark, and so many bytes. `path` is the file that errors name.
    pub(in crate::output) fn new(csv: R, bytes: u64, table: Table, delimiter: Delimiter, path: &Path) -> Self {
        let csv = csv::ReaderBuilder::new().delimiter(delimiter.byte()).has_headers(false).from_reader(csv);
        Self { csv, path: path.to_owned(), table, row: csv::StringRecord::new(), bytes }
    }

    /// The size of the table as CSV.
    pub(super) const fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Leaves out the first row.
    pub(in crate::output) fn skip_header(&mut self) -> Result<()> {
        self.read().map(drop)
    }

    fn read(&mut self) -> Result<bool> {
        self.csv.read_record(&mut self.row).map_err(|error| match error.into_kind() {
            csv::ErrorKind::Io(error) => failed(&self.path, error),
            other => self.broken(&format!("the rows cannot be read again: {other:?}")),
        })
    }

    fn broken(&self, message: &str) -> Error {
        Error::Table { path: self.path.clone(), message: message.to_owned() }
    }

    /// The next row, a value for each of [`columns`].
    pub(in crate::output) fn next(&mut self) -> Result<Option<Vec<Value<'_>>>> {
        if !self.read()? {
            return Ok(None);
        }
        let columns = self.table.columns();
        let mut values = Vec::with_capacity(columns.len());
        for (column, cell) in columns.iter().zip(&self.row) {
            if column.name != GUARD_LIST {
                let wrong = || self.broken(&format!("a cell of {} holds {cell:?}", column.name));
                values.push(Value::of(column.kind, cell).ok_or_else(wrong)?);
            }
        }
        Ok(Some(values))
    }
}
