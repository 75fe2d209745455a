//! Apache Parquet: a file a table, its columns typed, for pandas, polars, `DuckDB`, R and whatever else reads it.
//!
//! Lists are `LIST` in three levels ("Parquet Logical Type Definitions", Nested Types), empty rather than missing; a place
//! in the text is a structure of `start` and `end`. All other columns may be empty.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;
use parquet::basic::Compression;
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::Type;

use super::rows::{Rows, columns};
use super::value::{Value, items, places};
use super::{Format, Source, TableWriter, Written};
use crate::error::{Error, Result};
use crate::output::part::{Part, failed};
use crate::output::schema::{Column, Kind, Table};

/// Rows of a row group, and bytes of text that it may hold in memory: enough to compress well, little enough to stay out
/// of the way of the model.
const MOST_ROWS: usize = 65_536;
const MOST_BYTES: usize = 16 << 20;

/// The day that Parquet counts from.
const EPOCH: Date = jiff::civil::date(1970, 1, 1);

/// Writes `claims.parquet` and the others into a folder.
pub(super) struct Parquet {
    folder: PathBuf,
    written: Vec<(Written, Part)>,
}

impl Parquet {
    pub(super) fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), written: Vec::new() }
    }
}

impl TableWriter for Parquet {
    fn table(&mut self, table: Table, rows: &mut Rows<Source>) -> Result<()> {
        let name = Format::Parquet.file_name(table);
        let path = self.folder.join(&name);
        let mut part = Part::create(&self.folder, &name)?;
        write(table, rows, &mut part, &path)?;
        let seal = part.seal()?;
        self.written.push((Written { table: Some(table), format: Format::Parquet, name, seal }, part));
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Vec<(Written, Part)>> {
        Ok(self.written)
    }
}

fn write(table: Table, rows: &mut Rows<Source>, part: &mut Part, path: &Path) -> Result<()> {
    let wrong = |error| table_error(error, path);
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(concat!("sayso ", env!("CARGO_PKG_VERSION")).to_owned())
        .build();
    let schema = Arc::new(schema(table).map_err(wrong)?);
    let mut file = SerializedFileWriter::new(part, schema, Arc::new(properties)).map_err(wrong)?;
    let mut group = Group::new(table);
    while let Some(row) = rows.next()? {
        group.push(&row);
        if group.rows >= MOST_ROWS || group.bytes() >= MOST_BYTES {
            group.write(&mut file).map_err(wrong)?;
            group = Group::new(table);
        }
    }
    if group.rows > 0 {
        group.write(&mut file).map_err(wrong)?;
    }
    file.close().map_err(wrong)?;
    Ok(())
}

fn table_error(error: ParquetError, path: &Path) -> Error {
    match error {
        ParquetError::External(cause) if cause.is::<std::io::Error>() => {
            let cause = cause.downcast().map_or_else(|_| std::io::Error::other("cannot be written"), |cause| *cause);
            failed(path, cause)
        }
        other => Error::Table { path: path.to_owned(), message: other.to_string() },
    }
}

/// The types of a table's columns.
fn schema(table: Table) -> std::result::Result<Type, ParquetError> {
    let fields: String = columns(table).map(field).collect();
    parse_message_type(&format!("message {table} {{ {fields} }}"))
}

fn field(column: &Column) -> String {
    let name = column.name;
    let list = |element: &str| format!("required group {name} (LIST) {{ repeated group list {{ {element} }} }} ");
    match column.kind {
        Kind::Id | Kind::Text | Kind::Prose | Kind::Url | Kind::OneOf(_) | Kind::Hash => {
            format!("optional binary {name} (STRING); ")
        }
        Kind::YesNo => format!("optional boolean {name}; "),
        Kind::Count => format!("optional int64 {name}; "),
        Kind::Share | Kind::Seconds => format!("optional double {name}; "),
        Kind::Day => format!("optional int32 {name} (DATE); "),
        Kind::List => list("required binary element (STRING);"),
        Kind::Spans => list("required group element { required int64 start; required int64 end; }"),
    }
}

/// The rows of a row group in the making, column by column.
struct Group {
    columns: Vec<Cells>,
    rows: usize,
}

/// The values of a column that are there.
enum Values {
    /// Texts one after the other, and where each ends.
    Text(Vec<u8>, Vec<usize>),
    YesNo(Vec<bool>),
    Count(Vec<i64>),
    Number(Vec<f64>),
    Day(Vec<i32>),
    /// The two columns of places.
    Spans(Vec<i64>, Vec<i64>),
}

/// A column, with the levels that say where values are missing (`defined`) and where lists begin (`repeated`): "Dremel:
/// Interactive Analysis of Web-Scale Datasets" (Melnik et al. 2010), section 4.1. Here 1 is "there" and "goes on".
struct Cells {
    values: Values,
    defined: Vec<i16>,
    /// Empty where the column holds no lists.
    repeated: Vec<i16>,
}

impl Group {
    fn new(table: Table) -> Self {
        let values = |column: &Column| match column.kind {
            Kind::YesNo => Values::YesNo(Vec::new()),
            Kind::Count => Values::Count(Vec::new()),
            Kind::Share | Kind::Seconds => Values::Number(Vec::new()),
            Kind::Day => Values::Day(Vec::new()),
            Kind::Spans => Values::Spans(Vec::new(), Vec::new()),
            _ => Values::Text(Vec::new(), Vec::new()),
        };
        let cells = |column| Cells { values: values(column), defined: Vec::new(), repeated: Vec::new() };
        Self { columns: columns(table).map(cells).collect(), rows: 0 }
    }

    /// Bytes of text.
    fn bytes(&self) -> usize {
        let of = |cells: &Cells| if let Values::Text(bytes, _) = &cells.values { bytes.len() } else { 0 };
        self.columns.iter().map(of).sum()
    }

    fn push(&mut self, row: &[Value<'_>]) {
        for (cells, &value) in self.columns.iter_mut().zip(row) {
            cells.push(value);
        }
        self.rows += 1;
    }

    fn write(self, file: &mut SerializedFileWriter<&mut Part>) -> std::result::Result<(), ParquetError> {
        let mut group = file.next_row_group()?;
        for cells in self.columns {
            cells.write(&mut group)?;
        }
        group.close()?;
        Ok(())
    }
}

impl Cells {
    fn push(&mut self, value: Value<'_>) {
        match (&mut self.values, value) {
            (Values::Text(bytes, ends), Value::List(list)) => {
                let add = |item: &str| text(bytes, ends, item);
                let count = items(list).map(add).count();
                self.levels(count);
                return;
            }
            (Values::Spans(starts, ends), Value::Spans(spans)) => {
                let count = places(spans)
                    .map(|(start, end)| {
                        starts.push(start);
                        ends.push(end);
                    })
                    .count();
                self.levels(count);
                return;
            }
            (Values::Text(bytes, ends), Value::Text(words)) => text(bytes, ends, words),
            (Values::YesNo(values), Value::YesNo(yes)) => values.push(yes),
            (Values::Count(values), Value::Count(count)) => values.push(count),
            (Values::Number(values), Value::Number(number, _)) => values.push(number),
            (Values::Day(values), Value::Day(day)) => values.push(days(day)),
            // Empty; a value of another kind than its column's does not come out of `Value::of`.
            _ => return self.defined.push(0),
        }
        self.defined.push(1);
    }

    /// The levels of a list of so many items.
    fn levels(&mut self, items: usize) {
        self.defined.extend(std::iter::repeat_n(1, items));
        self.repeated.extend((0..items).map(|item| i16::from(item > 0)));
        if items == 0 {
            self.defined.push(0);
            self.repeated.push(0);
        }
    }

    fn write(self, group: &mut SerializedRowGroupWriter<'_, &mut Part>) -> std::result::Result<(), ParquetError> {
        let levels = Levels { defined: self.defined, repeated: self.repeated };
        match self.values {
            Values::Text(bytes, ends) => {
                let bytes = ByteArray::from(bytes);
                let starts = std::iter::once(0).chain(ends.iter().copied());
                let texts: Vec<ByteArray> =
                    starts.zip(&ends).map(|(start, end)| bytes.slice(start, end - start)).collect();
                levels.write::<ByteArrayType>(group, &texts)
            }
            Values::YesNo(values) => levels.write::<BoolType>(group, &values),
            Values::Count(values) => levels.write::<Int64Type>(group, &values),
            Values::Number(values) => levels.write::<DoubleType>(group, &values),
            Values::Day(values) => levels.write::<Int32Type>(group, &values),
            Values::Spans(starts, ends) => {
                levels.write::<Int64Type>(group, &starts)?;
                levels.write::<Int64Type>(group, &ends)
            }
        }
    }
}

struct Levels {
    defined: Vec<i16>,
    repeated: Vec<i16>,
}

impl Levels {
    /// Writes the next column of the group.
    fn write<T: DataType>(
        &self,
        group: &mut SerializedRowGroupWriter<'_, &mut Part>,
        values: &[T::T],
    ) -> std::result::Result<(), ParquetError> {
        let missing = || ParquetError::General("the schema has too few columns".into());
        let mut column: SerializedColumnWriter<'_> = group.next_column()?.ok_or_else(missing)?;
        let repeated = (!self.repeated.is_empty()).then_some(self.repeated.as_slice());
        column.typed::<T>().write_batch(values, Some(&self.defined), repeated)?;
        column.close()
    }
}

fn text(bytes: &mut Vec<u8>, ends: &mut Vec<usize>, words: &str) {
    bytes.extend_from_slice(words.as_bytes());
    ends.push(bytes.len());
}

/// Days since 1 January 1970.
fn days(day: Date) -> i32 {
    (day - EPOCH).get_days()
}
