//! The reference of all columns as Markdown, for the documentation: made from the same list as the tables.

use std::fmt::Write;

use super::schema::{Kind, Table};

/// Every table with its columns, as Markdown.
pub fn reference() -> String {
    let mut text = String::new();
    for table in Table::ALL {
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            "## {}\n\n{}\n\n| column | cells | meaning |\n|---|---|---|\n",
            table.file_name(),
            table.description()
        );
        for column in table.columns() {
            let _ = writeln!(text, "| `{}` | {} | {} |", column.name, cells(column.kind), column.meaning);
        }
        text.push('\n');
    }
    text
}

/// What the cells hold, in words.
fn cells(kind: Kind) -> String {
    match kind {
        Kind::Id => "identifier".into(),
        Kind::Text => "text".into(),
        Kind::List => "texts, joined by `; `".into(),
        Kind::OneOf(words) => words.join(", "),
        Kind::YesNo => "yes, no".into(),
        Kind::Count => "whole number".into(),
        Kind::Share => "0.00 to 1.00".into(),
        Kind::Seconds => "seconds".into(),
        Kind::Day => "day, `2025-04-25`".into(),
        Kind::Spans => "places, `12:30 41:77`".into(),
        Kind::Hash => "SHA-256".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_three_cells() {
        let text = reference();
        let rows: Vec<_> = text.lines().filter(|line| line.starts_with('|')).collect();
        assert!(rows.iter().all(|row| row.matches('|').count() == 4));
        let columns: usize = Table::ALL.iter().map(|table| table.columns().len()).sum();
        assert_eq!(rows.len(), columns + 2 * Table::COUNT);
    }
}
