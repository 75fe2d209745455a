//! Tables with an article a row: CSV, TSV, workbooks.

pub(super) mod delimited;
mod records;
mod table;
pub(super) mod workbook;
