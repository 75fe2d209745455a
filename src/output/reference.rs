//! What the columns hold, in words: for the documentation, `sayso tables` and the first sheet of the workbook. Made from
//! the same list as the tables.

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
            let _ = writeln!(text, "| `{}` | {} | {} |", column.name, column.kind.cells(), column.meaning);
        }
        text.push('\n');
    }
    text
}

impl Kind {
    /// What the cells hold, in words.
    pub fn cells(self) -> String {
        match self {
            Self::Id => "identifier".into(),
            Self::Text | Self::Prose => "text".into(),
            Self::Url => "address".into(),
            Self::List => "texts, joined by `; `".into(),
            Self::OneOf(words) => words.join(", "),
            Self::YesNo => "yes, no".into(),
            Self::Count => "whole number".into(),
            Self::Share => "0.00 to 1.00".into(),
            Self::Seconds => "seconds".into(),
            Self::Day => "day, `2025-04-25`".into(),
            Self::Spans => "places, `12:30 41:77`".into(),
            Self::Hash => "SHA-256".into(),
        }
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
