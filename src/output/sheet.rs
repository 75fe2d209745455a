//! The rows of one table as bytes of CSV. Cells are given by the name of their column, and out of order is a mistake
//! that the tests find; guarding and the count of over-long cells happen here and nowhere else.

use std::io::Write;

use super::cell;
use super::schema::{Column, Delimiter, Table};

/// The name of the column that lists the guarded cells of its row.
pub(super) const GUARD_LIST: &str = "csv_guarded";

/// Rows of one table in the making.
pub(super) struct Sheet {
    csv: csv::Writer<Vec<u8>>,
    columns: &'static [Column],
    cells: Vec<String>,
    guarded: Vec<&'static str>,
    rows: u64,
    long_cells: u64,
}

/// Finished rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Rows {
    /// CSV without a header.
    pub(super) bytes: Vec<u8>,
    /// How many rows.
    pub(super) count: u64,
    /// How many cells are longer than a spreadsheet keeps.
    pub(super) long_cells: u64,
}

/// A writer of CSV as all tables have it: quotes only where they are needed, lines end with CR LF (RFC 4180).
pub(super) fn writer<W: Write>(delimiter: Delimiter, to: W) -> csv::Writer<W> {
    csv::WriterBuilder::new()
        .delimiter(delimiter.byte())
        .terminator(csv::Terminator::CRLF)
        .quote_style(csv::QuoteStyle::Necessary)
        .from_writer(to)
}

/// The bytes of a writer. Writing to memory cannot fail.
fn bytes(csv: csv::Writer<Vec<u8>>) -> Vec<u8> {
    csv.into_inner().unwrap_or_default()
}

/// The first line of a table.
pub(super) fn header(table: Table, delimiter: Delimiter) -> Vec<u8> {
    let mut csv = writer(delimiter, Vec::new());
    csv.write_record(table.columns().iter().map(|column| column.name)).expect("writing to memory cannot fail");
    bytes(csv)
}

impl Sheet {
    /// No rows yet.
    pub(super) fn new(table: Table, delimiter: Delimiter) -> Self {
        let columns = table.columns();
        Self {
            csv: writer(delimiter, Vec::new()),
            columns,
            cells: Vec::with_capacity(columns.len()),
            guarded: Vec::new(),
            rows: 0,
            long_cells: 0,
        }
    }

    /// The next column, which must have this name.
    fn next(&self, name: &str) -> Column {
        let column = self.columns[self.cells.len()];
        debug_assert_eq!(column.name, name, "cells must be given in the order of the columns");
        column
    }

    /// A cell of words from the input, guarded if need be.
    pub(super) fn text(&mut self, name: &str, words: String) -> &mut Self {
        let column = self.next(name);
        debug_assert!(column.kind.holds_words(), "{name} holds no text");
        let (cell, guarded) = cell::guarded(words);
        if guarded {
            self.guarded.push(column.name);
        }
        self.push(cell)
    }

    /// A cell that this program made: an id, a number, a word of a fixed list, a day. Never guarded.
    pub(super) fn own(&mut self, name: &str, value: impl Into<String>) -> &mut Self {
        let column = self.next(name);
        debug_assert!(!column.kind.holds_words(), "{name} must be guarded");
        self.push(value.into())
    }

    /// `yes` or `no`.
    pub(super) fn yes_no(&mut self, name: &str, yes: bool) -> &mut Self {
        self.own(name, if yes { "yes" } else { "no" })
    }

    /// A whole number.
    pub(super) fn count(&mut self, name: &str, count: usize) -> &mut Self {
        self.own(name, count.to_string())
    }

    /// Two decimals, between 0 and 1.
    pub(super) fn share(&mut self, name: &str, share: f32) -> &mut Self {
        self.own(name, format!("{:.2}", if share.is_nan() { 0.0 } else { share.clamp(0.0, 1.0) }))
    }

    /// The cell that names the row's guarded cells. It is filled when the row ends, because later cells count too.
    pub(super) fn guard_list(&mut self) -> &mut Self {
        self.next(GUARD_LIST);
        self.push(String::new())
    }

    fn push(&mut self, cell: String) -> &mut Self {
        self.long_cells += u64::from(cell::is_too_long(&cell));
        self.cells.push(cell);
        self
    }

    /// Ends the row.
    pub(super) fn end_row(&mut self) {
        debug_assert_eq!(self.cells.len(), self.columns.len(), "a row has a cell for every column");
        if !self.guarded.is_empty()
            && let Some(index) = self.columns.iter().position(|column| column.name == GUARD_LIST)
        {
            self.cells[index] = self.guarded.join("; ");
        }
        self.csv.write_record(&self.cells).expect("writing to memory cannot fail");
        self.rows += 1;
        self.cells.clear();
        self.guarded.clear();
    }

    /// The rows as bytes.
    pub(super) fn finish(self) -> Rows {
        Rows { bytes: bytes(self.csv), count: self.rows, long_cells: self.long_cells }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(bytes: &[u8], delimiter: Delimiter) -> Vec<Vec<String>> {
        csv::ReaderBuilder::new()
            .delimiter(delimiter.byte())
            .has_headers(false)
            .from_reader(bytes)
            .into_records()
            .map(|record| record.unwrap().iter().map(str::to_owned).collect())
            .collect()
    }

    proptest! {
        /// Whatever the words, they are read back, and no cell holds a line break.
        #[test]
        fn cells_survive(
            words in prop::collection::vec(prop_oneof![any::<String>(), "['=@\",;a\t\r\n-]{0,9}"], 3),
            delimiter in prop::sample::select(vec![Delimiter::Comma, Delimiter::Semicolon, Delimiter::Tab]),
        ) {
            let mut sheet = Sheet::new(Table::Sentences, delimiter);
            for word in &words {
                sheet
                    .text("doc_id", cell::single_line(word))
                    .own("sentence_id", "t_0_0001")
                    .count("paragraph", 1)
                    .count("start", 0)
                    .count("end", 1)
                    .text("text", cell::folded(word))
                    .end_row();
            }
            let rows = sheet.finish();
            let lines = std::str::from_utf8(&rows.bytes).unwrap().matches('\n').count();
            prop_assert_eq!(lines, words.len());
            prop_assert_eq!(rows.count, words.len() as u64);
            for (record, word) in read(&rows.bytes, delimiter).iter().zip(&words) {
                prop_assert_eq!(cell::unguarded(&record[0]), cell::single_line(word));
                prop_assert_eq!(cell::unguarded(&record[5]), cell::folded(word));
            }
        }
    }

    #[test]
    fn a_huge_cell_is_kept_and_counted() {
        let words = "word ".repeat(10_000);
        let mut sheet = Sheet::new(Table::Sentences, Delimiter::Comma);
        sheet
            .text("doc_id", "a".into())
            .own("sentence_id", "t")
            .count("paragraph", 1)
            .count("start", 0)
            .count("end", 1);
        sheet.text("text", cell::folded(&words)).end_row();
        let rows = sheet.finish();
        assert_eq!(rows.long_cells, 1);
        assert_eq!(read(&rows.bytes, Delimiter::Comma)[0][5], words.trim_end());
    }

    #[test]
    fn the_header_is_the_columns() {
        assert_eq!(
            String::from_utf8(header(Table::Sentences, Delimiter::Semicolon)).unwrap(),
            "doc_id;sentence_id;paragraph;start;end;text\r\n"
        );
    }
}
