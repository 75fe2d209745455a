//! Workbooks (XLSX and its binary and old forms): one article a row, in every sheet that has a column of texts. The parts
//! are measured before they are opened; the cells of a sheet are read one row at a time.

mod ods;

use std::io::{self, BufReader, Cursor, Read};

use calamine::{Cell, Data, DataRef, ExcelDateTime, Ods, Reader as _, Xls, Xlsb, Xlsx};
use serde_json::{Number, Value};
use zip::ZipArchive;

use super::table::{self, Columns};
use crate::corpus::fields::Record;
use crate::corpus::head::Head;
use crate::corpus::packed::package;
use crate::corpus::whole::{File, Parsed, Parser, Refusal};
use crate::corpus::{FieldMap, Options, Status, outcome};

/// Reads workbooks.
pub(in crate::corpus) struct Workbook;

/// Columns that are looked at; a sheet has 16,384, and a table of articles a few dozen.
const MOST_COLUMNS: u32 = 1000;

/// What an article takes beside its text, in bytes.
const ROW: u64 = 500;

/// Bytes of memory that the cells of a workbook that is held whole may take, for each byte of the largest file allowed.
const MEMORY: u64 = 4;

/// Cells that are looked at before the first row is read.
const SAMPLE_CELLS: usize = 100_000;

impl Parser for Workbook {
    fn format(&self) -> &'static str {
        "xlsx"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xlsx", "xlsm", "xlsb", "xls", "ods"]
    }

    /// `package` looks into ZIP files.
    fn recognises(&self, _: &Head) -> bool {
        false
    }

    /// The parts are measured beforehand; what is made of them is not ours.
    fn isolated(&self) -> bool {
        true
    }

    fn parse(&self, file: File<'_>, options: &Options) -> Result<Vec<Parsed>, Refusal> {
        let mut sheets =
            Sheets { names: &options.fields, found: Vec::new(), first: Vec::new(), left: options.max_file };
        let kind = if file.bytes.starts_with(b"PK") { measure(&file.bytes, options)? } else { Kind::Old };
        let bytes = Cursor::new(file.bytes);
        match kind {
            Kind::Excel => sheets.xlsx(bytes)?,
            Kind::Binary => sheets.xlsb(bytes)?,
            Kind::OpenDocument => {
                let mut book = Ods::new(bytes).map_err(|error| broken(&error))?;
                sheets.ranges(&mut book)?;
            }
            // Workbooks of Excel 97 to 2003, whose sheets have at most 65,536 rows of 256 cells.
            Kind::Old => {
                let mut book = Xls::new(bytes).map_err(|error| broken(&error))?;
                sheets.ranges(&mut book)?;
            }
        }
        if !sheets.found.is_empty() {
            return Ok(sheets.found);
        }
        if sheets.first.is_empty() {
            let message = "its sheets are empty; check how it was saved, or leave it out";
            return Err((Status::Empty, message.to_owned()));
        }
        let rows: Vec<_> = sheets.first.iter().map(Vec::as_slice).collect();
        Err((Status::NoText, table::nothing_in(&rows, &options.fields)))
    }
}

/// The forms of workbooks.
enum Kind {
    Excel,
    Binary,
    OpenDocument,
    Old,
}

/// Unpacks every part once without keeping it, to see that none is larger than may be held, and which form it is.
fn measure(bytes: &[u8], options: &Options) -> Result<Kind, Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| package::explain(&error))?;
    let has = |name| archive.index_for_name(name).is_some();
    let kind = if has("xl/workbook.bin") {
        Kind::Binary
    } else if has("content.xml") {
        Kind::OpenDocument
    } else {
        Kind::Excel
    };
    let mut left = options.max_file;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| package::explain(&error))?;
        let name = part.name().map_err(|error| package::explain(&error))?.to_ascii_lowercase();
        // Pictures and the like are never opened.
        if ![".xml", ".bin", ".rels"].iter().any(|ending| name.ends_with(ending)) {
            continue;
        }
        let packed = part.compressed_size().max(1);
        let most = left.min(packed.saturating_mul(options.max_ratio).max(1024 * 1024));
        // The size in the table of contents is no promise.
        let size = io::copy(&mut part.take(most + 1), &mut io::sink())
            .map_err(|error| (Status::Corrupt, format!("its part {name} is damaged ({error}); get the file again")))?;
        if size > most {
            let message = if most == left {
                format!(
                    "unpacked it has over {}; give --max-file-size a higher limit, or split it",
                    outcome::bytes(options.max_file)
                )
            } else {
                format!(
                    "its part {name} has over {} times its size when unpacked, as a zip bomb does; if you trust it, give \
                     --max-ratio a higher limit",
                    options.max_ratio
                )
            };
            return Err((Status::TooLarge, message));
        }
        left -= size;
    }
    if matches!(kind, Kind::OpenDocument) {
        let content = archive.by_name("content.xml").map_err(|error| package::explain(&error))?;
        let taken = ods::weigh(BufReader::new(content)).map_err(|error| broken(&error))?;
        let most = options.max_file.saturating_mul(MEMORY);
        if taken > most {
            let message = format!(
                "its cells, with all repetitions, take {}, and {} are allowed; delete what is empty or repeated, save it as \
                 CSV, or give --max-file-size a higher limit",
                outcome::bytes(taken),
                outcome::bytes(most)
            );
            return Err((Status::TooLarge, message));
        }
    }
    Ok(kind)
}

/// The articles of a workbook in the making.
struct Sheets<'n> {
    names: &'n FieldMap,
    found: Vec<Parsed>,
    /// The first rows of the first sheet that has any, for the message.
    first: Vec<Vec<Value>>,
    /// The bytes that the texts may still take: one text may stand in many cells and once in the file.
    left: u64,
}

impl Sheets<'_> {
    fn xlsx(&mut self, bytes: Cursor<Vec<u8>>) -> Result<(), Refusal> {
        let mut book = Xlsx::new(bytes).map_err(|error| broken(&error))?;
        let sheets = book.sheet_names();
        for sheet in &sheets {
            // Sheets of charts have no cells.
            let Ok(mut cells) = book.worksheet_cells_reader(sheet) else { continue };
            let rows = by_rows(|| cells.next_cell().map(|cell| cell.map(|cell| taken(&cell))));
            self.sheet(title(sheet, sheets.len()), rows)?;
        }
        Ok(())
    }

    fn xlsb(&mut self, bytes: Cursor<Vec<u8>>) -> Result<(), Refusal> {
        let mut book = Xlsb::new(bytes).map_err(|error| broken(&error))?;
        let sheets = book.sheet_names();
        for sheet in &sheets {
            let Ok(mut cells) = book.worksheet_cells_reader(sheet) else { continue };
            let rows = by_rows(|| cells.next_cell().map(|cell| cell.map(|cell| taken(&cell))));
            self.sheet(title(sheet, sheets.len()), rows)?;
        }
        Ok(())
    }

    /// The sheets of a workbook that is held with all its cells.
    fn ranges<B>(&mut self, book: &mut B) -> Result<(), Refusal>
    where
        B: calamine::Reader<Cursor<Vec<u8>>>,
        B::Error: std::error::Error + 'static,
    {
        let sheets = book.sheet_names();
        for sheet in &sheets {
            let Ok(range) = book.worksheet_range(sheet) else { continue };
            let (top, left) = range.start().unwrap_or_default();
            let mut cells = range.used_cells();
            let rows = by_rows(|| {
                let cell = cells.next();
                Ok::<_, B::Error>(cell.map(|(row, column, cell)| (row as u32 + top, column as u32 + left, value(cell))))
            });
            self.sheet(title(sheet, sheets.len()), rows)?;
        }
        Ok(())
    }

    /// The articles of a sheet, whose rows come with their places from 0.
    fn sheet<E: std::error::Error + 'static>(
        &mut self,
        title: Option<&str>,
        rows: impl Iterator<Item = Result<(u32, Vec<Value>), E>>,
    ) -> Result<(), Refusal> {
        let mut rows = rows.map(|row| row.map_err(|error| broken(&error)));
        let mut sample = Vec::new();
        let (mut bytes, mut cells) = (0, 0);
        while sample.len() < table::SAMPLE_ROWS && bytes < table::SAMPLE_BYTES && cells < SAMPLE_CELLS {
            let Some(row) = rows.next().transpose()? else { break };
            bytes += row.1.iter().filter_map(Value::as_str).map(str::len).sum::<usize>();
            cells += row.1.len();
            sample.push(row);
        }
        let slices: Vec<_> = sample.iter().map(|(_, row)| row.as_slice()).collect();
        let Some((header, columns)) = Columns::find(&slices, self.names) else {
            if self.first.is_empty() {
                self.first = sample.into_iter().map(|(_, row)| row).take(20).collect();
            }
            return Ok(());
        };
        for row in sample.into_iter().skip(header + 1).map(Ok).chain(rows) {
            let (place, cells) = row?;
            let article = parsed(title, place, columns.record(&cells, self.names));
            let size = article.text.as_ref().map_or(0, String::len) as u64 + ROW;
            self.left = self.left.checked_sub(size).ok_or_else(|| {
                let message =
                    "its texts together are larger than --max-file-size allows; give a higher limit, or split it";
                (Status::TooLarge, message.to_owned())
            })?;
            self.found.push(article);
        }
        Ok(())
    }
}

fn parsed(title: Option<&str>, place: u32, record: Record) -> Parsed {
    let number = place + 1;
    Parsed {
        entry: Some(title.map_or_else(|| number.to_string(), |title| format!("{title}!{number}"))),
        id: record.id,
        text: record.text.map_err(|reason| (Status::NoText, reason)),
        metadata: record.metadata,
        remarks: record.remarks,
        ..Parsed::of(String::new())
    }
}

/// A sheet's title, where there are several.
fn title(sheet: &str, sheets: usize) -> Option<&str> {
    (sheets > 1).then_some(sheet)
}

fn broken(error: &dyn std::error::Error) -> Refusal {
    let text = error.to_string();
    if text.to_lowercase().contains("password") {
        return (Status::Encrypted, "it is locked by a password; unlock it and save it again".to_owned());
    }
    (Status::Corrupt, format!("it is no sound workbook ({text}); open it in a spreadsheet program and save it again"))
}

/// Rows out of cells, which come in the order of rows; those that are blank are passed over.
fn by_rows<E>(
    mut next: impl FnMut() -> Result<Option<(u32, u32, Value)>, E>,
) -> impl Iterator<Item = Result<(u32, Vec<Value>), E>> {
    let mut current: Option<(u32, Vec<Value>)> = None;
    let mut ended = false;
    std::iter::from_fn(move || {
        while !ended {
            match next() {
                Err(error) => {
                    ended = true;
                    return Some(Err(error));
                }
                Ok(None) => {
                    ended = true;
                    return current.take().filter(|(_, row)| !table::is_blank(row)).map(Ok);
                }
                Ok(Some((_, column, _))) if column >= MOST_COLUMNS => {}
                Ok(Some((row, column, value))) => {
                    let done = if current.as_ref().is_some_and(|(at, _)| *at != row) { current.take() } else { None };
                    let (_, cells) = current.get_or_insert_with(|| (row, Vec::new()));
                    let column = column as usize;
                    if cells.len() <= column {
                        cells.resize(column + 1, Value::Null);
                    }
                    cells[column] = value;
                    if let Some(done) = done.filter(|(_, row)| !table::is_blank(row)) {
                        return Some(Ok(done));
                    }
                }
            }
        }
        None
    })
}

fn taken(cell: &Cell<DataRef<'_>>) -> (u32, u32, Value) {
    let (row, column) = cell.get_position();
    let value = match cell.get_value() {
        DataRef::SharedString(text) => Value::String((*text).to_owned()),
        other => value(&Data::from(other.clone())),
    };
    (row, column, value)
}

/// A cell as the rest of the program knows values; a date is the day as text.
fn value(cell: &Data) -> Value {
    match cell {
        Data::String(text) | Data::DateTimeIso(text) => Value::String(text.clone()),
        Data::Int(number) => Value::Number((*number).into()),
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 9e15 => Value::Number((*number as i64).into()),
        Data::Float(number) => Number::from_f64(*number).map_or(Value::Null, Value::Number),
        Data::Bool(truth) => Value::Bool(*truth),
        Data::DateTime(time) => day(time),
        _ => Value::Null,
    }
}

fn day(time: &ExcelDateTime) -> Value {
    if time.is_duration() {
        return Value::Null;
    }
    let (year, month, day, ..) = time.to_ymd_hms_milli();
    Value::String(format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests;
