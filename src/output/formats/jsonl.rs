//! JSON Lines: a file a table, an object a row, its keys the names of the columns.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use serde::Serializer;
use serde::ser::SerializeMap;

use super::rows::{Rows, columns};
use super::value::Value;
use super::{Format, Source, TableWriter, Written};
use crate::error::Result;
use crate::output::part::{Part, failed};
use crate::output::schema::Table;

/// Writes `claims.jsonl` and the others into a folder.
pub(super) struct JsonLines {
    folder: PathBuf,
    written: Vec<(Written, Part)>,
}

impl JsonLines {
    pub(super) fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), written: Vec::new() }
    }
}

impl TableWriter for JsonLines {
    fn table(&mut self, table: Table, rows: &mut Rows<Source>) -> Result<()> {
        let name = Format::Jsonl.file_name(table);
        let mut part = Part::create(&self.folder, &name)?;
        write(table, rows, &mut part, &self.folder.join(&name))?;
        let seal = part.seal()?;
        self.written.push((Written { table: Some(table), format: Format::Jsonl, name, seal }, part));
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Vec<(Written, Part)>> {
        Ok(self.written)
    }
}

/// Writes rows, each with its line feed. `path` is what an error names.
pub(in crate::output) fn write<R: Read>(
    table: Table,
    rows: &mut Rows<R>,
    to: &mut impl Write,
    path: &Path,
) -> Result<()> {
    let mut line = Vec::new();
    while let Some(row) = rows.next()? {
        line.clear();
        // Strings and finite numbers can always be written as JSON, and memory takes them.
        object(table, &row, &mut line).expect("a row is JSON");
        line.push(b'\n');
        to.write_all(&line).map_err(|error| failed(path, error))?;
    }
    Ok(())
}

fn object(table: Table, row: &[Value<'_>], line: &mut Vec<u8>) -> serde_json::Result<()> {
    let mut json = serde_json::Serializer::new(line);
    let mut object = json.serialize_map(Some(row.len()))?;
    for (column, value) in columns(table).zip(row) {
        object.serialize_entry(column.name, value)?;
    }
    object.end()
}
