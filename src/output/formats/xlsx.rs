//! Excel workbooks: `sayso.xlsx`, a sheet a table, and before them one that says what the columns mean.
//!
//! A row goes to the disk as soon as it is there. Words are always strings, which no spreadsheet program runs or takes for
//! numbers; only counts, shares and days are numbers. What Excel cannot hold is never lost silently: rows go on in the next
//! sheet, and a cell that has to be cut says so and where it is whole.

use std::borrow::Cow;
use std::io::{BufWriter, ErrorKind};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format as Look, FormatAlign, Url, Workbook, Worksheet, XlsxError,
};

use super::rows::{Rows, columns};
use super::value::Value;
use super::{Format, Source, TableWriter, Written, links};
use crate::error::{Error, Result};
use crate::output::cell::{LONGEST_CELL, is_too_long};
use crate::output::part::{Part, failed};
use crate::output::schema::{Column, Kind, Table};

/// Name of the file.
pub(super) const FILE_NAME: &str = "sayso.xlsx";

/// Rows of a sheet and links in it ("Excel specifications and limits").
const LIMITS: Limits = Limits { rows: 1_048_576, links: 65_530 };

/// From here on a workbook may hold more than the 4 GiB that plain ZIP files can: half of it as CSV, since XML is longer.
const LARGE: u64 = 2 << 30;

/// Excel counts days from 1900, and takes that for a leap year; the programs that do not agree with it on the days before.
const FIRST_DAY: Date = jiff::civil::date(1900, 3, 1);

/// The height of a line in pixels, and how many lines a row with running text has. Rows do not grow with their text: a
/// height for each would be kept in memory, and without one `LibreOffice` shows a single line.
const LINE: u32 = 20;
const TALL: u32 = 3;

/// The sheet that comes first, and its columns with their widths in characters.
const GUIDE: &str = "columns";
const GUIDE_COLUMNS: [(&str, u16); 4] = [("table", 12), ("column", 20), ("cells", 44), ("meaning", 90)];

/// What a sheet can hold.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    pub(super) rows: u32,
    pub(super) links: u32,
}

/// What did not go into the workbook as it is.
#[derive(Debug, Clone, Copy, Default)]
struct Losses {
    cut: u64,
    /// Addresses that are text, because a sheet holds no more links.
    unlinked: u64,
}

/// Writes the workbook.
pub(super) struct Xlsx {
    path: PathBuf,
    part: Part,
    book: Workbook,
    /// Behind every cell that is cut.
    mark: String,
    limits: Limits,
    looks: Looks,
    /// The tables with their rows, as far as they are written.
    tables: Vec<(Table, u64)>,
    sheets: Vec<Worksheet>,
    losses: Losses,
}

impl Xlsx {
    /// `whole` is the format in which a cell that is cut here can be found whole.
    pub(super) fn new(folder: &Path, whole: Option<Format>) -> Result<Self> {
        Self::with_limits(folder, whole, LIMITS)
    }

    pub(super) fn with_limits(folder: &Path, whole: Option<Format>, limits: Limits) -> Result<Self> {
        let path = folder.join(FILE_NAME);
        let mut book = Workbook::new();
        // Beside the other files in the making, where there is room, and not on a small disk for temporary files.
        book.set_tempdir(folder).map_err(|error| wrong(error, &path))?;
        // The library puts the time there, and equal runs give equal bytes.
        let made = ExcelDateTime::from_ymd(2000, 1, 1).map_err(|error| wrong(error, &path))?;
        book.set_properties(&DocProperties::new().set_title("Attributed claims").set_creation_datetime(&made));
        Ok(Self {
            part: Part::create(folder, FILE_NAME)?,
            path,
            book,
            mark: match whole {
                Some(format) => format!("… [cut: whole in the files that end in .{format}]"),
                None => format!("… [cut: Excel holds {LONGEST_CELL} characters; --format csv,xlsx writes all]"),
            },
            limits,
            looks: Looks::default(),
            tables: Vec::new(),
            sheets: Vec::new(),
            losses: Losses::default(),
        })
    }

    /// A sheet with its header.
    fn sheet<'a>(
        &mut self,
        name: &str,
        header: impl Iterator<Item = (&'a str, u16)>,
    ) -> std::result::Result<Worksheet, XlsxError> {
        let mut sheet = self.book.new_worksheet_with_constant_memory()?;
        sheet.set_name(name)?.set_freeze_panes(1, 0)?.set_row_height_pixels(0, LINE)?;
        // On paper, the header is on every page.
        sheet.set_landscape().set_repeat_rows(0, 0)?;
        for (at, (title, width)) in (0..).zip(header) {
            sheet.set_column_width(at, width)?.write_string_with_format(0, at, title, &self.looks.header)?;
        }
        Ok(sheet)
    }

    /// Writes one table, in as many sheets as it takes. Returns its rows.
    fn rows(&mut self, table: Table, rows: &mut Rows<Source>) -> std::result::Result<u64, Failed> {
        let columns: Vec<&Column> = columns(table).collect();
        let tall = columns.iter().any(|column| column.kind == Kind::Prose);
        let mut written = 0;
        let mut more = rows.next()?;
        for number in 1.. {
            let name = if number == 1 { table.to_string() } else { format!("{table} ({number})") };
            let header = columns.iter().map(|column| (column.name, width(column)));
            let mut sheet = Filling { sheet: self.sheet(&name, header)?, row: 0, links: 0, tall };
            if tall {
                sheet.sheet.set_default_row_height_pixels(LINE * TALL);
            }
            while sheet.row + 1 < self.limits.rows
                && let Some(row) = &more
            {
                sheet.row += 1;
                for (at, (column, &value)) in (0..).zip(columns.iter().zip(row)) {
                    self.cell(&mut sheet, at, column.kind, value)?;
                }
                written += 1;
                more = rows.next()?;
            }
            sheet.sheet.autofilter(0, 0, sheet.row, columns.len() as u16 - 1)?;
            self.sheets.push(sheet.sheet);
            if more.is_none() {
                break;
            }
        }
        Ok(written)
    }

    fn cell(&mut self, to: &mut Filling, at: u16, kind: Kind, value: Value<'_>) -> std::result::Result<(), XlsxError> {
        let looks = &self.looks;
        match value {
            Value::Empty | Value::List("") | Value::Spans("") => {}
            Value::Count(count) => _ = to.sheet.write_number_with_format(to.row, at, count as f64, &looks.plain)?,
            Value::Number(number, decimals) => {
                let look = if decimals == 2 { &looks.share } else { &looks.seconds };
                to.sheet.write_number_with_format(to.row, at, number, look)?;
            }
            Value::Day(day) => match serial(day) {
                Some(days) => _ = to.sheet.write_datetime_with_format(to.row, at, days, &looks.day)?,
                None => _ = to.sheet.write_string_with_format(to.row, at, day.to_string(), &looks.plain)?,
            },
            Value::YesNo(yes) => {
                to.sheet.write_string_with_format(to.row, at, if yes { "yes" } else { "no" }, &looks.plain)?;
            }
            Value::Text(text) | Value::List(text) | Value::Spans(text) => {
                let target = if kind == Kind::Url { links::target(text) } else { None };
                if let Some(target) = target {
                    if to.links < self.limits.links {
                        to.links += 1;
                        let link = Url::new(target).set_text(text);
                        to.sheet.write_url_with_format(to.row, at, link, &looks.link)?;
                        return Ok(());
                    }
                    self.losses.unlinked += 1;
                }
                let kept = fitted(text, &self.mark);
                self.losses.cut += u64::from(matches!(kept, Cow::Owned(_)));
                let wraps = matches!(kind, Kind::Prose | Kind::Text | Kind::List | Kind::Spans);
                let look = if wraps && to.tall { &looks.wrapped } else { &looks.plain };
                to.sheet.write_string_with_format(to.row, at, kept, look)?;
            }
        }
        Ok(())
    }

    /// The sheet that says what is in the others.
    fn guide(&mut self) -> std::result::Result<Worksheet, XlsxError> {
        let mut sheet = self.sheet(GUIDE, GUIDE_COLUMNS.into_iter())?;
        let mut row = 0;
        let mut line = |cells: [&str; 4], look: &Look| -> std::result::Result<(), XlsxError> {
            row += 1;
            let widths = cells.iter().zip(GUIDE_COLUMNS);
            let lines = widths.map(|(cell, (_, width))| cell.len().div_ceil(usize::from(width)));
            sheet.set_row_height_pixels(row, LINE * lines.max().unwrap_or(1) as u32)?;
            for (at, cell) in (0..).zip(cells) {
                sheet.write_string_with_format(row, at, cell, look)?;
            }
            Ok(())
        };
        for &(table, rows) in &self.tables {
            let rows = if rows == 1 { "1 row".into() } else { format!("{rows} rows") };
            line([table.name(), "", &rows, table.description()], &self.looks.heading)?;
            for column in columns(table) {
                let cells = column.kind.cells().replace('`', "");
                line([table.name(), column.name, &cells, column.meaning], &self.looks.wrapped)?;
            }
        }
        let Losses { cut, unlinked } = self.losses;
        for (count, what) in [
            (cut, "Cells that are longer than Excel holds: they are cut and end with a mark."),
            (unlinked, "Addresses that are text: a sheet holds 65,530 links."),
        ] {
            if count > 0 {
                line(["all", "", &count.to_string(), what], &self.looks.heading)?;
            }
        }
        sheet.autofilter(0, 0, row, GUIDE_COLUMNS.len() as u16 - 1)?;
        Ok(sheet)
    }

    fn save(&mut self) -> Result<()> {
        let guide = self.guide().map_err(|error| wrong(error, &self.path))?;
        self.book.push_worksheet(guide);
        for sheet in self.sheets.drain(..) {
            self.book.push_worksheet(sheet);
        }
        let (book, path) = (&mut self.book, &self.path);
        self.part.write_anywhere(|file| {
            book.save_to_writer(BufWriter::with_capacity(1 << 16, file)).map_err(|error| wrong(error, path))
        })
    }
}

impl TableWriter for Xlsx {
    fn table(&mut self, table: Table, rows: &mut Rows<Source>) -> Result<()> {
        if rows.bytes() > LARGE {
            self.book.use_zip_large_file(true);
        }
        let written = self.rows(table, rows).map_err(|error| match error {
            Failed::Reading(error) => error,
            Failed::Writing(error) => wrong(error, &self.path),
        })?;
        self.tables.push((table, written));
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<Vec<(Written, Part)>> {
        self.save()?;
        let seal = self.part.seal()?;
        let written = Written { table: None, format: Format::Xlsx, name: FILE_NAME.to_owned(), seal };
        Ok(vec![(written, self.part)])
    }
}

/// Why a table could not be written.
enum Failed {
    Reading(Error),
    Writing(XlsxError),
}

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Self::Reading(error)
    }
}

impl From<XlsxError> for Failed {
    fn from(error: XlsxError) -> Self {
        Self::Writing(error)
    }
}

/// A sheet, the row that was begun last, and how many links it has.
struct Filling {
    sheet: Worksheet,
    row: u32,
    links: u32,
    /// Whether its rows have several lines.
    tall: bool,
}

/// How cells look. All begin at the top, because rows with running text are high.
struct Looks {
    header: Look,
    heading: Look,
    plain: Look,
    wrapped: Look,
    link: Look,
    day: Look,
    share: Look,
    seconds: Look,
}

impl Default for Looks {
    fn default() -> Self {
        let plain = Look::new().set_align(FormatAlign::Top);
        let bold = plain.clone().set_bold().set_background_color(Color::RGB(0xE8_EE_F4));
        Self {
            header: bold.clone(),
            heading: bold.set_text_wrap(),
            wrapped: plain.clone().set_text_wrap(),
            link: Look::new().set_hyperlink().set_align(FormatAlign::Top),
            day: plain.clone().set_num_format("yyyy-mm-dd"),
            share: plain.clone().set_num_format("0.00"),
            seconds: plain.clone().set_num_format("0.000"),
            plain,
        }
    }
}

/// The width of a column in characters: that of what stands in it, or of its name with the arrow of the filter.
fn width(column: &Column) -> u16 {
    let cells = match column.kind {
        Kind::Id => 21,
        Kind::Text => 24,
        Kind::Prose => 70,
        Kind::List => 26,
        Kind::Url => 40,
        Kind::OneOf(words) => words.iter().map(|word| word.len()).max().unwrap_or_default() + 2,
        Kind::Day => 11,
        Kind::Spans => 14,
        Kind::Hash => 20,
        Kind::YesNo | Kind::Count | Kind::Share | Kind::Seconds => 0,
    };
    cells.max(column.name.len() + 4) as u16
}

/// A day as Excel counts days, if it and the other programs agree on it.
fn serial(day: Date) -> Option<ExcelDateTime> {
    if day < FIRST_DAY {
        return None;
    }
    ExcelDateTime::from_ymd(day.year() as u16, day.month() as u8, day.day() as u8).ok()
}

/// The text, or as much of it as a cell holds with the mark behind it.
fn fitted<'a>(text: &'a str, mark: &str) -> Cow<'a, str> {
    if !is_too_long(text) {
        return Cow::Borrowed(text);
    }
    let mut room = LONGEST_CELL - mark.encode_utf16().count();
    let fits = |&(_, c): &(usize, char)| {
        let fits = c.len_utf16() <= room;
        room = if fits { room - c.len_utf16() } else { 0 };
        fits
    };
    let end = text.char_indices().take_while(fits).last().map_or(0, |(at, c)| at + c.len_utf8());
    Cow::Owned(format!("{}{mark}", &text[..end]))
}

/// The error of the library as one of ours.
fn wrong(error: XlsxError, path: &Path) -> Error {
    match error {
        XlsxError::IoError(error) | XlsxError::TempFileError(_, error) => failed(path, error),
        XlsxError::ZipError(error) => match std::io::Error::from(error) {
            error if error.kind() == ErrorKind::Other => {
                Error::Table { path: path.to_owned(), message: error.to_string() }
            }
            error => failed(path, error),
        },
        other => Error::Table { path: path.to_owned(), message: other.to_string() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_is_cut_is_as_long_as_can_be_and_says_so() {
        assert_eq!(fitted("short", "…!"), "short");
        let exact = "é".repeat(LONGEST_CELL);
        assert!(matches!(fitted(&exact, "…!"), Cow::Borrowed(_)));
        for (text, missing) in [("é".repeat(40_000), 0), ("😀".repeat(20_000), 1)] {
            let cut = fitted(&text, "…!");
            assert_eq!(cut.encode_utf16().count(), LONGEST_CELL - missing);
            assert!(text.starts_with(cut.strip_suffix("…!").unwrap()));
        }
    }

    #[test]
    fn days_that_programs_agree_on() {
        assert!(serial("2025-04-07".parse().unwrap()).is_some());
        assert!(serial("1900-03-01".parse().unwrap()).is_some());
        assert!(serial("9999-12-31".parse().unwrap()).is_some());
        assert!(serial("1900-02-28".parse().unwrap()).is_none());
        assert!(serial("-000044-03-15".parse().unwrap()).is_none());
    }
}
