//! The files of a run in its output folder. They are written under hidden names and take their final names together,
//! when everything is on the disk; until then the tables of the run before stand untouched.

use std::path::{Path, PathBuf};

use super::formats::{self, Format, Formats, Written};
use super::package;
use super::part::{self, Part};
use super::roster::Roster;
use super::run::{RunRecord, Tally};
use super::schema::{Delimiter, Table};
use super::settle::settled_claims;
use super::sheet;
use super::texts;
use super::view::{RenderedDocument, TableOptions};
use crate::error::{Error, Result};
use crate::register::Settled;

/// Excel takes a file without it for the encoding of the computer's language, and shows “ as â€œ.
pub(super) const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Name of the record of the run. It is put in place last: where it is new, all tables are.
const RUN_FILE: &str = "run.json";

/// The tables of a run in the making. Dropped without [`TableSet::commit`], it leaves the folder as it was.
pub struct TableSet {
    folder: PathBuf,
    delimiter: Delimiter,
    formats: Formats,
    /// As CSV, which the other formats are made from.
    tables: Vec<(Table, Part)>,
    /// The articles' texts, where they were asked for.
    texts: Option<Part>,
    /// Kept where the table of speakers was chosen.
    roster: Option<Roster>,
    tally: Tally,
}

/// What a finished run has put into its folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Committed {
    /// The files, in the order in which they were put in place.
    pub files: Vec<PathBuf>,
    /// Tables and texts that an earlier run wrote and this one did not: their ids may not fit the new tables.
    pub left_over: Vec<PathBuf>,
    /// The totals of the run.
    pub tally: Tally,
}

impl TableSet {
    /// Makes the folder if need be, clears away what killed runs left in it, and begins every chosen table.
    ///
    /// # Errors
    /// When the folder cannot be made or written to.
    pub fn create(folder: &Path, options: &TableOptions) -> Result<Self> {
        std::fs::create_dir_all(folder).map_err(|error| part::failed(folder, error))?;
        part::remove_stale(folder);
        let mut tables = Vec::with_capacity(Table::COUNT);
        for table in options.tables.iter() {
            let mut part = Part::create(folder, &table.file_name())?;
            part.write(BYTE_ORDER_MARK.as_bytes())?;
            part.write(&sheet::header(table, options.delimiter))?;
            tables.push((table, part));
        }
        Ok(Self {
            folder: folder.to_owned(),
            delimiter: options.delimiter,
            formats: options.formats,
            tables,
            texts: options.texts.then(|| Part::create(folder, texts::FILE_NAME)).transpose()?,
            roster: options.tables.contains(Table::Speakers).then(Roster::default),
            tally: Tally::default(),
        })
    }

    /// Appends the rows of a document. The order of the calls is the order of the rows.
    ///
    /// # Errors
    /// When a table cannot be written; the remedy is in the message.
    pub fn append(&mut self, document: RenderedDocument) -> Result<()> {
        self.tally.add(&document);
        for (table, part) in &mut self.tables {
            part.write(document.csv(*table))?;
        }
        if let Some(texts) = &mut self.texts {
            texts.write(&document.text)?;
        }
        if let Some(roster) = &mut self.roster {
            for (id, portrait) in document.speakers {
                roster.add(&id, portrait);
            }
        }
        Ok(())
    }

    /// The totals so far.
    pub const fn tally(&self) -> &Tally {
        &self.tally
    }

    /// Gives the claims the ids that are `settled`, writes the speakers, makes the formats other than CSV, brings
    /// everything to the disk, then gives all files their final names, `run.json` last.
    ///
    /// # Errors
    /// When a file cannot be written or put in place. Only a failure in the last step, such as a table that a
    /// spreadsheet program holds open, can leave new tables beside old ones; `run.json` is then still the old one.
    pub fn commit(self, record: &RunRecord, settled: &Settled) -> Result<Committed> {
        let Self { folder, delimiter, formats, tables, texts, mut roster, mut tally } = self;
        let stale = tally.settle(settled) || !settled.groups_stand();
        let (mut written, mut csv) = (Vec::with_capacity(tables.len()), Vec::with_capacity(tables.len()));
        for (table, mut part) in tables {
            match (table, roster.take_if(|_| table == Table::Speakers)) {
                (Table::Claims, _) if stale => part = settled_claims(part, &folder, delimiter, settled)?,
                (_, Some(roster)) => tally.counts.long_cells += roster.write(&mut part, delimiter, settled)?,
                _ => {}
            }
            let seal = part.seal()?;
            written.push(Written { table: Some(table), format: Format::Csv, name: table.file_name(), seal });
            csv.push((table, part));
        }
        let (others, mut parts): (Vec<_>, Vec<_>) =
            formats::convert(&csv, formats, &folder, delimiter)?.into_iter().unzip();
        if formats.contains(Format::Csv) {
            // First, because these are the files that a spreadsheet program may hold open.
            parts.splice(..0, csv.into_iter().map(|(_, part)| part));
        } else {
            written.clear();
        }
        written.extend(others);
        let mut texts_seal = None;
        if let Some(mut texts) = texts {
            texts_seal = Some(texts.seal()?);
            parts.push(texts);
        }
        parts.push(text_file(&folder, package::FILE_NAME, package::to_json(&written, texts_seal.as_ref(), delimiter))?);
        let names: Vec<String> = parts.iter().map(Part::name).collect();
        parts.push(text_file(&folder, RUN_FILE, record.to_json(&tally, &names))?);
        let files = parts.into_iter().map(Part::put_in_place).collect::<Result<_>>()?;
        sync_folder(&folder);
        let left_over = left_over(&folder, &names);
        Ok(Committed { files, left_over, tally })
    }
}

/// The tables and texts in the folder that are not among these.
fn left_over(folder: &Path, names: &[String]) -> Vec<PathBuf> {
    let mut known: Vec<String> =
        Format::ALL.into_iter().flat_map(|format| Table::ALL.map(|table| format.file_name(table))).collect();
    known.push(texts::FILE_NAME.to_owned());
    // A workbook holds every table.
    known.dedup();
    let left = known.into_iter().filter(|name| !names.contains(name));
    left.map(|name| folder.join(name)).filter(|path| path.exists()).collect()
}

fn text_file(folder: &Path, name: &str, text: serde_json::Result<String>) -> Result<Part> {
    let text = text.map_err(|error| Error::Table { path: folder.join(name), message: error.to_string() })?;
    let mut part = Part::create(folder, name)?;
    part.write(text.as_bytes())?;
    part.seal()?;
    Ok(part)
}

/// Brings the new names to the disk, where the system lets one open a folder. The files themselves are there already,
/// so a failure here loses nothing unless the power fails too.
fn sync_folder(folder: &Path) {
    #[cfg(unix)]
    if let Ok(folder) = std::fs::File::open(folder) {
        let _ = folder.sync_all();
    }
    #[cfg(not(unix))]
    let _ = folder;
}
