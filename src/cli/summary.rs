//! The last words of a run: what was found, what failed, where the tables are, and what a spreadsheet will not like.

use std::path::Path;

use sayso::corpus::Status;
use sayso::output::{Committed, Format, Formats, LONGEST_CELL, Table, Tally, number};

use super::voice::{counted, duration};

/// Rows that a sheet holds, the header included ("Excel specifications and limits").
const MOST_ROWS: u64 = 1_048_576;

/// What was found, as lines.
pub(crate) fn totals(tally: &Tally, formats: Formats, seconds: f64) -> Vec<String> {
    let mut lines = vec![format!(
        "{}: {} by {}, in {}.",
        counted(tally.articles(), "article"),
        counted(tally.counts.claims, "claim"),
        counted(tally.speakers(), "speaker"),
        duration(seconds)
    )];
    if tally.failed() > 0 {
        let kinds: Vec<_> = tally.failures().map(|(status, count)| format!("{} {status}", number(count))).collect();
        lines.push(format!("{} gave no article: {}.", counted(tally.failed(), "document"), kinds.join(", ")));
    }
    let duplicates = tally.with_status(Status::Duplicate);
    if duplicates > 0 {
        let were = if duplicates == 1 { "was" } else { "were" };
        lines.push(format!("{} {were} left out (--keep-duplicates reads them too).", counted(duplicates, "duplicate")));
    }
    lines.extend(limits(tally, formats));
    lines
}

/// Where the tables are, as lines.
pub(crate) fn places(folder: &Path, done: &Committed) -> Vec<String> {
    let names = |paths: &[std::path::PathBuf]| {
        let names: Vec<_> =
            paths.iter().filter_map(|path| path.file_name()).map(|name| name.to_string_lossy()).collect();
        names.join(", ")
    };
    let mut lines = vec![format!("Tables in {}: {}", folder.display(), names(&done.files))];
    if !done.left_over.is_empty() {
        lines.push(format!(
            "From an earlier run, and not of this one: {}. Delete them, or ask for them with --tables.",
            names(&done.left_over)
        ));
    }
    lines
}

/// What a spreadsheet program will not hold.
fn limits(tally: &Tally, formats: Formats) -> Vec<String> {
    let (csv, xlsx) = (formats.contains(Format::Csv), formats.contains(Format::Xlsx));
    let mut lines = Vec::new();
    let long = tally.counts.long_cells;
    if long > 0 && (csv || xlsx) {
        let whole = formats.file_of(Table::Claims);
        let remedy = match (xlsx, whole.rsplit_once('.').map_or("", |(_, ending)| ending)) {
            (false, _) => "they are whole in the files, but Excel will cut them".into(),
            (true, "xlsx") => {
                "in the workbook they are cut and end with a mark; --format csv,xlsx writes them whole, too".into()
            }
            (true, ending) => {
                format!("in the workbook they are cut and end with a mark, in the {ending} files they are whole")
            }
        };
        lines.push(format!(
            "{} longer than the {} characters that spreadsheet programs keep: {remedy}.",
            if long == 1 { "1 cell is".into() } else { format!("{} cells are", number(long)) },
            number(LONGEST_CELL as u64)
        ));
    }
    if tally.counts.claims >= MOST_ROWS && csv && !xlsx {
        lines.push(format!(
            "There are more claims than the {} rows that a spreadsheet program reads of a CSV file: --format xlsx \
             writes a workbook with several sheets.",
            number(MOST_ROWS)
        ));
    }
    lines
}
