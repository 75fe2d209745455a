//! The formats that tables are written in. CSV is made while the run goes on; the others are made from it when the ids are
//! settled, row by row, so that they need no memory to speak of and hold the same.
//!
//! A format is a [`TableWriter`] in a file of its own. What the tables hold stands in `columns` alone.

mod jsonl;
mod links;
#[cfg(feature = "parquet")]
mod parquet;
mod rows;
#[cfg(test)]
mod tests;
mod value;
mod xlsx;

use std::fmt;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::str::FromStr;

use super::part::{Part, Seal, failed};
use super::schema::{Delimiter, Table};
use super::set::BYTE_ORDER_MARK;
use crate::error::{Error, Result};

pub(super) use jsonl::write as write_json_lines;
pub(super) use rows::Rows;

/// A format of the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// A file of comma-separated values for each table.
    Csv,
    /// One Excel workbook for all tables.
    Xlsx,
    /// A file of JSON Lines for each table.
    Jsonl,
    /// A file of Apache Parquet for each table.
    Parquet,
}

impl Format {
    /// How many formats there are.
    pub const COUNT: usize = 4;

    /// Every format.
    pub const ALL: [Self; Self::COUNT] = [Self::Csv, Self::Xlsx, Self::Jsonl, Self::Parquet];

    /// Its name, as `--format` takes it, which is also the ending of its files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Jsonl => "jsonl",
            Self::Parquet => "parquet",
        }
    }

    /// The name of the file that holds a table in this format, e.g. `claims.csv`.
    pub fn file_name(self, table: Table) -> String {
        match self {
            Self::Xlsx => xlsx::FILE_NAME.to_owned(),
            _ => format!("{table}.{self}"),
        }
    }

    /// Its media type (IANA, Media Types).
    pub(super) const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Jsonl => "application/jsonl",
            Self::Parquet => "application/vnd.apache.parquet",
        }
    }

    /// Whether this program can write it.
    const fn is_built_in(self) -> bool {
        cfg!(feature = "parquet") || !matches!(self, Self::Parquet)
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(name: &str) -> std::result::Result<Self, String> {
        let wanted = name.trim().to_ascii_lowercase();
        let known = Self::ALL.into_iter().find(|format| format.name() == wanted);
        let format = known.ok_or_else(|| {
            let names: Vec<_> = Self::ALL.iter().map(|format| format.name()).collect();
            format!("there is no format \"{}\"; the formats are {}", name.trim(), names.join(", "))
        })?;
        if format.is_built_in() {
            return Ok(format);
        }
        Err("this sayso was built without Parquet; build it with `cargo build --release --features parquet`, or take \
             another format"
            .into())
    }
}

/// The formats that a run writes. Never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Formats([bool; Format::COUNT]);

impl Formats {
    /// These formats, or `None` if there are none.
    pub fn new(formats: &[Format]) -> Option<Self> {
        let mut chosen = [false; Format::COUNT];
        for &format in formats {
            chosen[format as usize] = true;
        }
        (!formats.is_empty()).then_some(Self(chosen))
    }

    /// Whether the format is among them.
    pub const fn contains(self, format: Format) -> bool {
        self.0[format as usize]
    }

    /// The formats, in the order of [`Format::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Format> {
        Format::ALL.into_iter().filter(move |&format| self.contains(format))
    }

    /// The file that holds a table; the whole of it, where there is such a file, which a workbook is not.
    pub fn file_of(self, table: Table) -> String {
        let whole = self.whole().or_else(|| self.iter().next());
        whole.unwrap_or(Format::Csv).file_name(table)
    }

    /// A format that cuts nothing.
    pub(super) fn whole(self) -> Option<Format> {
        self.iter().find(|&format| format != Format::Xlsx)
    }
}

impl Default for Formats {
    fn default() -> Self {
        Self([true, false, false, false])
    }
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Written {
    /// The table in it; `None` for a file that holds all of them.
    pub(super) table: Option<Table>,
    pub(super) format: Format,
    pub(super) name: String,
    pub(super) seal: Seal,
}

/// Where the rows come from.
pub(super) type Source = File;

/// Writes tables in one format.
trait TableWriter {
    /// Writes a table.
    fn table(&mut self, table: Table, rows: &mut Rows<Source>) -> Result<()>;

    /// The files, complete and on the disk.
    fn finish(self: Box<Self>) -> Result<Vec<(Written, Part)>>;
}

/// Writes the tables, whose CSV is `sealed`, in all formats but CSV. Each format has a thread: none needs another, and a
/// writer that breaks is an error and not the end of the program.
pub(super) fn convert(
    sealed: &[(Table, Part)],
    formats: Formats,
    folder: &Path,
    delimiter: Delimiter,
) -> Result<Vec<(Written, Part)>> {
    std::thread::scope(|scope| {
        let others = formats.iter().filter(|&format| format != Format::Csv);
        let begun: Vec<_> = others
            .map(|format| {
                let work = move || convert_to(format, sealed, formats, folder, delimiter);
                let thread = std::thread::Builder::new().name(format!("sayso-{format}"));
                let started = thread.spawn_scoped(scope, work).map_err(|error| Error::Threads(error.to_string()));
                (format, started)
            })
            .collect();
        let mut files = Vec::new();
        for (format, started) in begun {
            files.extend(started?.join().unwrap_or_else(|panic| Err(broken(format, folder, &*panic)))?);
        }
        Ok(files)
    })
}

fn convert_to(
    format: Format,
    sealed: &[(Table, Part)],
    formats: Formats,
    folder: &Path,
    delimiter: Delimiter,
) -> Result<Vec<(Written, Part)>> {
    let mut writer: Box<dyn TableWriter> = match format {
        Format::Csv => return Ok(Vec::new()),
        Format::Xlsx => Box::new(xlsx::Xlsx::new(folder, formats.whole())?),
        Format::Jsonl => Box::new(jsonl::JsonLines::new(folder)),
        #[cfg(feature = "parquet")]
        Format::Parquet => Box::new(parquet::Parquet::new(folder)),
        #[cfg(not(feature = "parquet"))]
        Format::Parquet => {
            let message = "this sayso was built without Parquet".into();
            return Err(Error::Table { path: folder.to_owned(), message });
        }
    };
    for (table, part) in sealed {
        writer.table(*table, &mut rows(*table, part, folder, delimiter)?)?;
    }
    writer.finish()
}

/// The rows of a sealed file of CSV.
fn rows(table: Table, part: &Part, folder: &Path, delimiter: Delimiter) -> Result<Rows<Source>> {
    let path = folder.join(Format::Csv.file_name(table));
    let mut file = part.read_again()?;
    let mut mark = [0; BYTE_ORDER_MARK.len()];
    file.read_exact(&mut mark).map_err(|error| failed(&path, error))?;
    let mut rows = Rows::new(file, part.bytes(), table, delimiter, &path);
    rows.skip_header()?;
    Ok(rows)
}

/// The error of a writer that broke. The workbook's does where its disk is full.
fn broken(format: Format, folder: &Path, panic: &(dyn std::any::Any + Send)) -> Error {
    let words = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    let words = words.unwrap_or("it broke for a reason that it does not tell");
    Error::Table {
        path: folder.to_owned(),
        message: format!(
            "the tables cannot be written as {format}: {words}; see that the disk has room, or leave {format} out of \
             --format"
        ),
    }
}
