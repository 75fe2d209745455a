//! The ids that have to give way at the end of a run, in the claims that are already written: one pass over the file, and
//! only where there is something to change.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use super::cell;
use super::part::{Part, failed};
use super::schema::{Delimiter, Table};
use super::set::BYTE_ORDER_MARK;
use super::sheet::{GUARD_LIST, writer};
use crate::error::{Error, Result};
use crate::register::Settled;

/// The file of claims with the ids that are settled. Needs the room of a second file of claims while it works.
pub(super) fn settled_claims(
    mut written: Part,
    folder: &Path,
    delimiter: Delimiter,
    settled: &Settled,
) -> Result<Part> {
    let mut part = Part::create(folder, &Table::Claims.file_name())?;
    let path = folder.join(Table::Claims.file_name());
    let mut from = BufReader::new(written.reopen()?);
    let mut mark = [0; BYTE_ORDER_MARK.len()];
    from.read_exact(&mut mark).map_err(|error| failed(&path, error))?;
    part.write(&mark)?;
    copy(from, &mut part, delimiter, settled).map_err(|error| match error.into_kind() {
        csv::ErrorKind::Io(error) => failed(&path, error),
        other => Error::Table { path, message: format!("the rows cannot be read again: {other:?}") },
    })?;
    Ok(part)
}

/// The place of a column of claims.
fn place(name: &str) -> usize {
    Table::Claims.columns().iter().position(|column| column.name == name).unwrap_or(usize::MAX)
}

fn copy(from: BufReader<File>, to: &mut Part, delimiter: Delimiter, settled: &Settled) -> csv::Result<()> {
    let mut rows = csv::ReaderBuilder::new().delimiter(delimiter.byte()).has_headers(false).from_reader(from);
    let mut to = writer(delimiter, to);
    let (speaker, group, guards) = (place("speaker_id"), place("claim_group"), place(GUARD_LIST));
    let mut row = csv::StringRecord::new();
    while rows.read_record(&mut row)? {
        let new_speaker = settled.speaker(&row[speaker]).map(|id| cell::guarded(cell::folded(id)));
        let guarded = new_speaker.as_ref().is_some_and(|(_, guarded)| *guarded);
        for (index, cell) in row.iter().enumerate() {
            match &new_speaker {
                Some((id, _)) if index == speaker => to.write_field(id)?,
                _ if index == group => to.write_field(settled.group(cell).unwrap_or(cell))?,
                _ if index == guards && guarded => to.write_field(with_guard(cell, "speaker_id"))?,
                _ => to.write_field(cell)?,
            }
        }
        to.write_record(None::<&[u8]>)?;
    }
    to.flush()?;
    Ok(())
}

/// The list of guarded columns with one more, in the order of the columns.
fn with_guard(list: &str, column: &str) -> String {
    let mut names: Vec<&str> = list.split("; ").filter(|name| !name.is_empty()).chain([column]).collect();
    names.sort_by_key(|name| place(name));
    names.dedup();
    names.join("; ")
}
