//! The tables of a run: from finished documents to files in a folder, or claims on standard output.
//!
//! [`render`] turns one document into rows of CSV, on whatever thread has it; [`TableSet`] appends the rows in order, makes
//! the other formats from them, and puts all files in place at once when the run is done. The columns are listed in
//! [`Table::columns`] and nowhere else.
//!
//! Laws: the same documents and options give the same bytes; a cell is one line and is never run as a formula; a table
//! under its final name is always whole.

mod cell;
mod columns;
mod formats;
mod held;
mod ids;
mod package;
mod part;
mod reference;
mod render;
mod roster;
mod run;
mod schema;
mod set;
mod settle;
mod sheet;
mod stream;
#[cfg(test)]
mod tests;
mod texts;
mod view;

pub(crate) use part::{Part, failed, remove_stale};

pub use cell::{LONGEST_CELL, number, unguarded};
pub use formats::{Format, Formats};
pub use package::schema_json;
pub use reference::reference;
pub use render::{render, render_failure};
pub use run::{RunRecord, Tally};
pub use schema::{Chosen, Column, Delimiter, ForeignKey, Kind, Table};
pub use set::{Committed, TableSet};
pub use stream::{ClaimStream, is_broken_pipe};
pub use texts::SavedText;
pub use view::{Counts, DocumentView, RenderedDocument, TableOptions};
