//! `sayso tables`: which tables there are, and what their columns hold and mean.

use std::io::Write;

use anstream::AutoStream;
use anstyle::Style;
use anyhow::{Context, Result};
use sayso::output::{Table, schema_json};

use super::args::TablesArgs;
use super::show::width_of_lines;
use super::show::wrap::{Line, Styled, styled, wrap};
use super::{Ending, print};

/// Runs the command.
pub(crate) fn run(args: &TablesArgs) -> Result<Ending> {
    let wanted = |table: &Table| args.tables.is_empty() || args.tables.contains(table);
    let tables: Vec<Table> = Table::ALL.into_iter().filter(wanted).collect();
    if args.json {
        return print(schema_json(&tables).as_bytes());
    }
    let lines = page(&tables, width_of_lines(None));
    let mut stdout = AutoStream::auto(std::io::stdout()).lock();
    let written = lines.iter().try_for_each(|line| writeln!(stdout, "{line}")).and_then(|()| stdout.flush());
    written.context("standard output could not be written")?;
    Ok(Ending::Done)
}

/// The tables, each with its columns: name and cells on one line, the meaning below.
fn page(tables: &[Table], width: usize) -> Vec<Line> {
    let (plain, bold, dimmed) = (Style::new(), Style::new().bold(), Style::new().dimmed());
    let mut lines = Vec::new();
    for table in tables {
        if !lines.is_empty() {
            lines.push(Line::default());
        }
        lines.extend(wrap(&styled(table.name(), bold), width, ""));
        lines.extend(wrap(&styled(table.description(), plain), width, ""));
        for column in table.columns() {
            lines.push(Line::default());
            let mut head: Vec<Styled> = styled(column.name, bold);
            head.extend(styled(&format!(" ({})", column.kind.cells().replace('`', "")), dimmed));
            lines.extend(wrap(&head, width, "  "));
            lines.extend(wrap(&styled(column.meaning, plain), width, "      "));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_is_there_and_lines_keep_the_width() {
        let page = page(&Table::ALL, 60);
        let lines: Vec<String> =
            page.iter().map(|line| anstream::adapter::strip_str(&line.to_string()).to_string()).collect();
        assert!(lines.iter().all(|line| line.chars().count() <= 60));
        for column in Table::ALL.iter().flat_map(|table| table.columns()) {
            let head = format!("  {} (", column.name);
            assert!(lines.iter().any(|line| line.starts_with(&head)), "{}", column.name);
        }
    }
}
